//! The people behind a number. Each set counts exactly what the figure of the same name counts.

use crate::board::board;
use crate::columns::profile::EARLY_DAYS;
use crate::columns::{Columns, Offset};
use crate::kpi::{KpiError, Scope, Segment, Span};
use bazgasht_domain::{calendar::ShopDay, ids::CustomerId};
use serde::{Deserialize, Serialize};

/// Sets about a period, as of its end b = min(to, as-of day).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum PeopleSet {
    /// S: active on the eve of the period.
    Start,
    /// E: active at b.
    End,
    /// Active at both.
    Kept,
    /// Active on the eve, not at b.
    Lapsed,
    /// Active at b, first order in the period.
    New,
    /// Active at b, neither on the eve nor new.
    Reactivated,
    /// Ordered in the period.
    Ordering,
    /// First order in the period.
    FirstOrder,
    /// Ordered in the period, at least two orders by b.
    Returning,
    /// At least one order by b.
    Buyers,
    /// At least two orders by b.
    Repeaters,
    /// Exactly one order by b.
    OneTimers,
    /// First order at least 90 days before b.
    Matured,
    /// Matured, with a second order within 90 days of the first.
    MaturedRepeaters,
    /// Known, without an order by b.
    Leads,
    /// The fewest who make 80 % of the revenue by b.
    MakingMost,
    /// The first fifth by revenue by b, rounded up.
    TopFifth,
    /// An RFM segment, as of b.
    Segment(Segment),
}

/// Everybody in the set, the most valuable first: net up to b, then the lower id.
pub fn people_of(
    columns: &Columns,
    set: PeopleSet,
    span: Span,
    scope: Scope,
) -> Result<Vec<CustomerId>, KpiError> {
    let end = span.until(scope.as_of)?.to();
    let at_end = Scope { as_of: end, ..scope };
    let view = View::new(span, end, scope)?;
    let mut members = Vec::new();
    let mut segment = None;
    if let PeopleSet::Segment(wanted) = set {
        segment = Some((wanted, board(columns, &[], at_end)?.rfm));
    }
    for (row, days) in columns.each_row() {
        let days = &days[..days.partition_point(|d| *d <= view.end.0)];
        let inside = match &segment {
            Some((wanted, rfm)) => rfm.segment(row) == Some(*wanted),
            None => view.holds(set, days, columns.is_listed(row)),
        };
        if inside && let Some(customer) = columns.customer_of(row) {
            members.push((columns.net_until(row, view.end), customer));
        }
    }
    members.sort_unstable_by_key(|(net, customer)| (std::cmp::Reverse(*net), *customer));
    members.truncate(match set {
        PeopleSet::MakingMost => fewest_making_most(&members),
        PeopleSet::TopFifth => members.len().div_ceil(5),
        _ => members.len(),
    });
    Ok(members.into_iter().map(|(_, customer)| customer).collect())
}

/// How many of these, largest first, reach four fifths of the sum.
fn fewest_making_most(members: &[(i64, CustomerId)]) -> usize {
    let total: i128 = members.iter().map(|(net, _)| i128::from(*net)).sum();
    if total <= 0 {
        return 0;
    }
    let mut running = 0;
    let short = members.iter().take_while(|(net, _)| {
        running += i128::from(*net);
        running * 5 < total * 4
    });
    short.count() + 1
}

/// A period in offsets.
struct View {
    /// The first day of the period; days before it are history.
    from: Offset,
    end: Offset,
    window: u16,
    eve: i32,
}

impl View {
    fn new(span: Span, end: ShopDay, scope: Scope) -> Result<Self, KpiError> {
        let inside = Offset::of(end).ok_or(KpiError::AsOfOutOfRange { as_of: end })?;
        // A period that starts before any day that can be held has an eve without history.
        let eve = span.from().get().saturating_sub(1).saturating_sub(crate::columns::DAY_MIN.get());
        Ok(Self { from: Offset::clamp(span.from()), end: inside, window: scope.window.get(), eve })
    }

    /// `days` are the orders of one customer up to the end.
    fn holds(&self, set: PeopleSet, days: &[u16], listed: bool) -> bool {
        let before = days.partition_point(|d| *d < self.from.0);
        let recent = |edge: i32, last: Option<&u16>| {
            last.is_some_and(|last| i32::from(*last) > edge - i32::from(self.window))
        };
        let start = recent(self.eve, days[..before].last());
        let end = recent(i32::from(self.end.0), days.last());
        let first_within = before == 0 && !days.is_empty();
        let matured = days.first().is_some_and(|first| self.end.0 - first >= EARLY_DAYS);
        match set {
            PeopleSet::Start => start,
            PeopleSet::End => end,
            PeopleSet::Kept => start && end,
            PeopleSet::Lapsed => start && !end,
            PeopleSet::New => end && first_within,
            PeopleSet::Reactivated => end && !start && !first_within,
            PeopleSet::Ordering => days.len() > before,
            PeopleSet::FirstOrder => first_within,
            PeopleSet::Returning => days.len() > before && days.len() >= 2,
            PeopleSet::Buyers | PeopleSet::MakingMost | PeopleSet::TopFifth => !days.is_empty(),
            PeopleSet::Repeaters => days.len() >= 2,
            PeopleSet::OneTimers => days.len() == 1,
            PeopleSet::Matured => matured,
            PeopleSet::MaturedRepeaters => matured && days.len() >= 2 && days[1] - days[0] <= EARLY_DAYS,
            PeopleSet::Leads => days.is_empty() && listed,
            // Decided by scores, not by days.
            PeopleSet::Segment(_) => false,
        }
    }
}
