//! How concentrated the revenue is. Customers stand in descending order of their net; ties do not change the figures.

use super::rate::ratio;
use crate::ranks::Ranks;
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
    pub(crate) fn of(nets: &Ranks) -> Self {
        Self {
            customers: nets.n,
            customers_for_80pct: nets.reach_80,
            top20pct_share: ratio(nets.top_fifth as f64, nets.sum as f64),
            customers_share_for_80pct: nets
                .reach_80
                .and_then(|reached| ratio(f64::from(reached), f64::from(nets.n))),
        }
    }
}
