//! Series for sparklines: one value per period, in order of time; the last may belong to a period that is not over.

use crate::kpi::PeriodKpis;
use bazgasht_domain::{calendar::ShopDay, money::Rial};
use serde::Serialize;

/// Equally long series. A value is absent where the figure is: no base, or too little history behind it.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Trend {
    /// First day of each period.
    pub from: Vec<ShopDay>,
    pub crr: Vec<Option<f64>>,
    pub crr_classic: Vec<Option<f64>>,
    pub churn: Vec<Option<f64>>,
    pub revenue_rial: Vec<Rial>,
    pub orders: Vec<u32>,
    pub aov_rial: Vec<Option<f64>>,
    pub repeat_purchase_rate: Vec<Option<f64>>,
    pub new_customers: Vec<u32>,
    pub customers_ordering: Vec<u32>,
    pub active_end: Vec<u32>,
    /// The last period is not over.
    pub last_partial: bool,
}

/// The series of these periods, as [`crate::board::board`] or [`crate::board::Live::periods`] give them.
#[must_use]
pub fn trend(periods: &[PeriodKpis]) -> Trend {
    let each =
        |rate: fn(&PeriodKpis) -> Option<f64>| -> Vec<Option<f64>> { periods.iter().map(rate).collect() };
    let bridged = |rate: fn(&PeriodKpis) -> Option<f64>| -> Vec<Option<f64>> {
        periods.iter().map(|p| rate(p).filter(|_| p.bridge.history_sufficient)).collect()
    };
    let count = |count: fn(&PeriodKpis) -> u32| -> Vec<u32> { periods.iter().map(count).collect() };
    Trend {
        from: periods.iter().map(|p| p.from).collect(),
        crr: bridged(|p| p.bridge.crr),
        crr_classic: bridged(|p| p.bridge.crr_classic),
        churn: bridged(|p| p.bridge.churn),
        revenue_rial: periods.iter().map(|p| p.revenue_rial).collect(),
        orders: count(|p| p.orders),
        aov_rial: each(|p| p.aov_rial),
        repeat_purchase_rate: each(|p| p.repeat_purchase_rate.value),
        new_customers: count(|p| p.new_customers),
        customers_ordering: count(|p| p.customers_ordering),
        active_end: count(|p| p.bridge.end),
        last_partial: periods.last().is_some_and(|p| !p.complete),
    }
}
