//! The figures of the whole history up to the as-of day.

use super::clv::SimpleClv;
use super::gaps::GapDays;
use super::pareto::Pareto;
use super::period::Excluded;
use super::rate::Rate;
use super::rfm::Spread;
use super::span::{KpiError, Scope, WindowDays};
use crate::board::board;
use crate::columns::Columns;
use bazgasht_domain::{calendar::ShopDay, money::Rial};
use serde::Serialize;

/// The part of the summary that needs nobody's rank.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lifetime {
    pub repeat_within_90d_matured: Rate,
    pub clv: SimpleClv,
}

#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Summary {
    pub as_of: ShopDay,
    /// The first order of a known customer.
    pub first_day: Option<ShopDay>,
    /// With at least one order.
    pub customers: u32,
    pub orders: u32,
    pub revenue_rial: Rial,
    pub aov_rial: Option<f64>,
    /// At least two orders over at least one.
    pub repeat_purchase_rate: Rate,
    /// Second order within 90 days of the first, over customers whose first order is at least 90 days old.
    pub repeat_within_90d_matured: Rate,
    pub gap_days: GapDays,
    /// What the gaps suggest for W.
    #[ts(type = "number")]
    pub suggested_window: WindowDays,
    pub clv: SimpleClv,
    pub rfm: Spread,
    pub pareto: Pareto,
    /// Anonymous sales.
    pub excluded: Excluded,
}

/// All figures of the history up to `as_of`.
pub fn summary(columns: &Columns, as_of: ShopDay) -> Result<Summary, KpiError> {
    board(columns, &[], Scope { as_of, window: WindowDays::DEFAULT }).map(|b| b.summary)
}
