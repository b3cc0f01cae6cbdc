//! How concentrated the revenue is. Customers stand in descending order of their net; ties do not change the figures.

use super::rate::ratio;
use crate::quantiles::Ladder;
use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Serialize, ts_rs::TS)]
pub struct Pareto {
    pub customers: u32,
    /// The fewest customers whose revenue reaches 80 % of the total; absent without revenue.
    pub customers_for_80pct: Option<u32>,
    /// Revenue of the first ⌈0.2·n⌉ over the total.
    pub top20pct_share: Option<f64>,
    /// `customers_for_80pct` over all customers.
    pub customers_share_for_80pct: Option<f64>,
}

impl Pareto {
    /// From the net of every customer with an order.
    #[must_use]
    pub fn of(nets: &Ladder) -> Self {
        let n = nets.len();
        let total = nets.sum();
        let top = n.div_ceil(5);
        let reached = nets.fewest_reaching(4, 5);
        Self {
            customers: n,
            customers_for_80pct: reached,
            top20pct_share: ratio(nets.sum_of_top(top) as f64, total as f64),
            customers_share_for_80pct: reached.and_then(|r| ratio(f64::from(r), f64::from(n))),
        }
    }
}
