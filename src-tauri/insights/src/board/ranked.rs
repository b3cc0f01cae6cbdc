//! What needs everybody's rank: scores and concentration. Recency and frequency are ranked by the profile's counts,
//! money by the totals per row, so no purchase is looked at unless it lies after the as-of day.

use super::frame::Frame;
use crate::columns::profile::{Profile, nth_of_counts};
use crate::columns::{Columns, DAYS, RowIndex};
use crate::kpi::Pareto;
use crate::kpi::rfm::{Cuts, Rfm, Score};
use crate::ranks::Ranks;
use std::borrow::Cow;

#[derive(Debug, Clone)]
pub(crate) struct Ranked {
    pub(crate) rfm: Rfm,
    pub(crate) pareto: Pareto,
}

/// More orders than this are scored one by one instead of from a table.
const COMMON_ORDERS: usize = 256;

impl Ranked {
    pub(crate) fn of(columns: &Columns, frame: &Frame, profile: &Profile) -> Self {
        let recency = Cuts::of(profile.customers, |position| nth_of_counts(profile.last.entries(), position));
        let frequency = Cuts::of(profile.customers, |position| profile.orders.nth(position));
        let (by_day, by_orders) = (recency.table(DAYS), frequency.table(COMMON_ORDERS));
        let nets = nets(columns, frame, profile);
        let ranks = Ranks::of(&nets);
        let money = Cuts::at(ranks.quintiles);
        let mut left = nets.iter();
        let score = |(_, days): (RowIndex, &[u16])| {
            let days = frame.until(days);
            let last = days.last()?;
            let common = by_orders.get(days.len()).copied();
            let f = common.unwrap_or_else(|| frequency.score(i64::try_from(days.len()).unwrap_or(i64::MAX)));
            Some(Score { r: by_day[usize::from(*last)], f, m: money.score(*left.next()?) })
        };
        Self { rfm: Rfm::of(columns.each_row().map(score)), pareto: Pareto::of(&ranks) }
    }
}

/// The net of every customer with an order, in row order.
fn nets<'a>(columns: &'a Columns, frame: &Frame, profile: &Profile) -> Cow<'a, [i64]> {
    if columns.ends_by(frame.as_of()) && profile.customers as usize == columns.rows() {
        return Cow::Borrowed(columns.totals());
    }
    let bought = columns.each_row().filter(|(_, days)| !frame.until(days).is_empty());
    Cow::Owned(bought.map(|(row, _)| columns.net_until(row, frame.as_of())).collect())
}
