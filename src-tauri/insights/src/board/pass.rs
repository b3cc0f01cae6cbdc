//! The full pass: every customer once, days only. Amounts enter through the totals that the columns keep per row.

use super::bits::BitCounts;
use super::frame::Frame;
use super::tally::{Seen, Tally, kept_bits};
use crate::columns::{Columns, RowIndex};
use crate::kpi::rfm::{Cuts, Rfm, RowSums, nth_of_counts};
use crate::ranks::Ranks;

/// Counts everything a frame asks, and shows each customer with an order to `on_row`.
pub(crate) fn pass(columns: &Columns, frame: &Frame, mut on_row: impl FnMut(RowIndex, &Seen)) -> Tally {
    let mut tally = Tally::new();
    let mut gaps = std::mem::take(&mut tally.gaps);
    let (mut active, mut kept) = (BitCounts::default(), BitCounts::default());
    let mut cohorts = vec![BitCounts::default(); tally.cells.len()];
    let masks = frame.masks();
    for (row, days) in columns.each_row() {
        let count_gap = |gap: u16| gaps[gap] += 1;
        let Some(seen) = Seen::of(frame.until(days), masks, count_gap) else { continue };
        tally.contrib_days(frame, &seen, 1);
        active.push(seen.active);
        kept.push(kept_bits(&seen));
        cohorts[usize::from(frame.period(seen.first))].push(seen.ordered);
        on_row(row, &seen);
    }
    tally.gaps = gaps;
    tally.active = active.finish();
    tally.kept = kept.finish();
    tally.cells = cohorts.into_iter().map(BitCounts::finish).collect();
    tally
}

/// Every customer with an order: what scores and the Pareto curve are made of.
#[derive(Debug, Default)]
pub(crate) struct Scored {
    pub(crate) sums: Vec<RowSums>,
    /// In the order of `sums`.
    pub(crate) nets: Vec<i64>,
}

impl Scored {
    pub(crate) fn with_capacity(rows: usize) -> Self {
        Self { sums: Vec::with_capacity(rows), nets: Vec::with_capacity(rows) }
    }
    #[inline]
    pub(crate) fn push(&mut self, columns: &Columns, frame: &Frame, row: RowIndex, seen: &Seen) {
        self.sums.push(RowSums { row, last: seen.last, orders: seen.orders });
        self.nets.push(columns.net_until(row, frame.as_of()));
    }
    /// Collected anew, for a frame whose tally is already known.
    pub(crate) fn collect(columns: &Columns, frame: &Frame) -> Self {
        let mut scored = Self::with_capacity(columns.rows());
        for (row, days) in columns.each_row() {
            let days = frame.until(days);
            let Some(last) = days.last() else { continue };
            scored.sums.push(RowSums { row, last: *last, orders: days.len() as u32 });
            scored.nets.push(columns.net_until(row, frame.as_of()));
        }
        scored
    }
}

/// Scores of every customer, by the ranks that the tally knows.
pub(crate) fn scores(columns: &Columns, tally: &Tally, scored: &Scored, nets: &Ranks) -> Rfm {
    let n = tally.customers;
    let recency = Cuts::of(n, |position| nth_of_counts(tally.last.entries(), position));
    let frequency = Cuts::of(n, |position| tally.orders.nth(position));
    Rfm::of(columns.rows(), &scored.sums, &scored.nets, [recency, frequency, Cuts::at(nets.quintiles)])
}
