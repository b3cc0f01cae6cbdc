//! The figures of a period for the members of a segment, by the same words as the board's: which group churns most, which
//! brings the revenue. Members are those of today, whatever they were in the period.

use super::bits::Bits;
use crate::columns::{Columns, Offset, RowIndex};
use crate::customers::{Edges, PeopleSet, until};
use crate::kpi::bridge::BridgeCounts;
use crate::kpi::rate::ratio;
use crate::kpi::{Bridge, KpiError, Scope, Span};
use bazgasht_domain::money::Rial;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SegmentKpis {
    pub members: u32,
    /// With an order in the period.
    pub buyers: u32,
    pub orders: u32,
    pub revenue_rial: Rial,
    /// Of the revenue of all known customers in the period.
    pub revenue_share: Option<f64>,
    pub aov_rial: Option<f64>,
    pub bridge: Bridge,
}

/// # Errors
/// A period that has not begun by the as-of day.
pub fn kpis(columns: &Columns, members: &Bits, span: Span, scope: Scope) -> Result<SegmentKpis, KpiError> {
    let passed = span.until(scope.as_of)?;
    let edges = Edges::new(passed, scope);
    let (from, to) = (Offset::clamp(passed.from()), Offset::clamp(passed.to()));
    let mut counts = BridgeCounts::default();
    let (mut buyers, mut orders, mut revenue) = (0u32, 0u32, 0i64);
    for row in members.rows().map(RowIndex) {
        let days = until(columns.row_days(row), to);
        if days.is_empty() {
            continue;
        }
        let member = edges.of(days);
        counts.start += u32::from(member.is_in(PeopleSet::Start));
        counts.end += u32::from(member.is_in(PeopleSet::End));
        counts.kept += u32::from(member.is_in(PeopleSet::Kept));
        counts.new += u32::from(member.is_in(PeopleSet::New));
        if member.is_in(PeopleSet::Ordering) {
            let first = days.partition_point(|day| *day < from.0);
            buyers += 1;
            orders += u32::try_from(days.len() - first).unwrap_or(u32::MAX);
            // Sums of any amounts of the columns fit.
            revenue += columns.row_nets(row)[first..days.len()].iter().sum::<i64>();
        }
    }
    let everybody = columns.known_totals().over(passed.from(), passed.to());
    let window = i32::from(scope.window.get());
    let enough = columns.first_day().is_some_and(|first| span.from().days_since(first) >= window);
    Ok(SegmentKpis {
        members: members.count(),
        buyers,
        orders,
        revenue_rial: Rial::new(revenue),
        revenue_share: ratio(revenue as f64, everybody.revenue_rial.get() as f64),
        aov_rial: ratio(revenue as f64, f64::from(orders)),
        bridge: Bridge::of(counts, enough),
    })
}
