//! How people buy, whatever the period: cohorts by the month of the first order, the gaps between two purchases, who
//! brings the revenue, and the grid of recency and frequency. What is counted here and who is found behind it
//! ([`people`]) follow the same words, so a count always has as many people.

mod ages;
mod concentration;
mod gaps;
mod people;

pub use concentration::{Concentration, CurvePoint};
pub use gaps::{GapBin, GapSpread};
pub use people::{People, people};

use crate::board::{PERIODS_MAX, board};
use crate::columns::{Columns, DAY_MIN, Offset};
use crate::kpi::{KpiError, Scope, Segment, Spread, Summary, WindowDays};
use crate::periods::{Step, periods_between, span};
use bazgasht_domain::calendar::{Period, ShopDay};
use bazgasht_domain::money::Rial;

/// Days of one step of age.
pub const AGE_DAYS: u16 = 30;

/// The customers whose first order was in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortRow {
    pub month: Period,
    /// Entry k: with an order in the k-th calendar month after; the last entry's month may still run.
    pub by_month: Vec<u32>,
    /// Entry k: with an order 30·k to 30·k + 29 days after their own first; only what every member has lived through.
    pub by_age: Vec<u32>,
}

/// Some customers, and what they have brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Group {
    pub customers: u32,
    pub net: Rial,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Behaviour {
    pub summary: Summary,
    /// In order of time, months without a first order left out.
    pub cohorts: Vec<CohortRow>,
    /// The running month is not over: the last calendar cell of each row will still grow.
    pub last_month_partial: bool,
    pub gaps: GapSpread,
    pub concentration: Concentration,
    pub spread: Spread,
    /// `grid[r − 1][f − 1]`.
    pub grid: [[Group; 5]; 5],
    /// In the order of [`Segment::ALL`].
    pub segments: [Group; 11],
}

/// Everything up to `as_of`, with the cohorts of the last `months` months.
///
/// # Errors
/// A day that the columns cannot hold.
pub fn behaviour(columns: &Columns, as_of: ShopDay, months: usize) -> Result<Behaviour, KpiError> {
    let first = columns.first_day().unwrap_or(as_of).max(DAY_MIN);
    let months = periods_between(Step::Month, first, as_of, months.min(PERIODS_MAX));
    let spans = months.iter().map(|month| span(*month)).collect::<Result<Vec<_>, _>>()?;
    let counted = board(columns, &spans, Scope { as_of, window: WindowDays::DEFAULT })?;
    let by_age = ages::by_age(columns, &spans, as_of);
    let rows = months.iter().zip(counted.cohorts.cohorts).zip(by_age);
    let rows =
        rows.map(|((month, cohort), by_age)| CohortRow { month: *month, by_month: cohort.cells, by_age });
    let at = Offset::clamp(as_of);
    let (mut grid, mut segments, mut nets) = ([[Group::default(); 5]; 5], [Group::default(); 11], Vec::new());
    for (row, days) in columns.each_row() {
        if days.first().is_none_or(|day| *day > at.0) {
            continue;
        }
        let net = columns.net_until(row, at);
        nets.push(net);
        let Some(score) = counted.rfm.score(row) else { continue };
        let cell = &mut grid[usize::from(score.r) - 1][usize::from(score.f) - 1];
        for group in [cell, &mut segments[Segment::of(score.r, score.f) as usize]] {
            group.customers += 1;
            // Sums of any nets fit (an invariant of the columns).
            group.net = Rial::new(group.net.get() + net);
        }
    }
    Ok(Behaviour {
        cohorts: rows.filter(|row| row.by_month.first().is_some_and(|size| *size > 0)).collect(),
        last_month_partial: counted.cohorts.last_month_partial,
        gaps: GapSpread::of(columns, as_of, counted.summary.gap_days),
        concentration: Concentration::of(nets, counted.summary.pareto),
        spread: counted.summary.rfm,
        summary: counted.summary,
        grid,
        segments,
    })
}
