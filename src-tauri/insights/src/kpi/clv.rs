//! Customer lifetime value by the simple formula that shopkeepers know:
//! average order × orders per customer per year × mean lifespan in years. A year here is 365 days throughout.
//! Average order and orders per customer are those of the 365 days up to the as-of day.

use super::rate::ratio;
use crate::columns::Turnover;
use bazgasht_domain::money::Rial;
use serde::Serialize;

pub(crate) const YEAR_DAYS: u16 = 365;

#[derive(Debug, Clone, Copy, PartialEq, Serialize, ts_rs::TS)]
pub struct SimpleClv {
    /// The product; absent while the shop has less than a year of history or no repeat customer.
    pub value_rial: Option<f64>,
    pub aov_rial: Option<f64>,
    pub orders_per_customer_year: Option<f64>,
    pub lifespan_years_mean: Option<f64>,
    /// Inputs: the last 365 days, and every customer with at least two orders.
    pub orders: u32,
    pub revenue_rial: Rial,
    pub customers_ordering: u32,
    pub repeaters: u32,
    /// First to last order, summed over the repeaters.
    #[ts(type = "number")]
    pub lifespan_days: u64,
    /// The shop's first order is at least 365 days old.
    pub history_sufficient: bool,
}

impl SimpleClv {
    #[must_use]
    pub fn of(
        year: Turnover,
        customers_ordering: u32,
        repeaters: u32,
        lifespan_days: u64,
        history: bool,
    ) -> Self {
        let aov = ratio(year.revenue_rial.get() as f64, f64::from(year.orders));
        let frequency = ratio(f64::from(year.orders), f64::from(customers_ordering));
        let lifespan = ratio(lifespan_days as f64, f64::from(repeaters) * f64::from(YEAR_DAYS));
        let product = aov.zip(frequency).zip(lifespan).map(|((a, f), l)| a * f * l);
        Self {
            value_rial: product.filter(|_| history),
            aov_rial: aov,
            orders_per_customer_year: frequency,
            lifespan_years_mean: lifespan,
            orders: year.orders,
            revenue_rial: year.revenue_rial,
            customers_ordering,
            repeaters,
            lifespan_days,
            history_sufficient: history,
        }
    }
}
