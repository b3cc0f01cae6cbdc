//! The figures of one period, as a report prints them. Only orders up to the as-of day exist.

use super::bridge::Bridge;
use super::rate::Rate;
use super::span::{KpiError, Scope, Span};
use crate::board::{Frame, pass, period_figures, profile};
use crate::columns::{Columns, DayTotals};
use bazgasht_domain::{calendar::ShopDay, money::Rial};
use serde::Serialize;

/// Sales that no figure counts, because nobody is known to have made them.
pub use crate::columns::Turnover as Excluded;

#[derive(Debug, Clone, Copy, PartialEq, Serialize, ts_rs::TS)]
pub struct PeriodKpis {
    pub from: ShopDay,
    /// The last day of the period, which may lie after the as-of day.
    pub to: ShopDay,
    pub as_of: ShopDay,
    #[ts(type = "number")]
    pub window_days: u16,
    /// The period is over by the as-of day.
    pub complete: bool,
    pub orders: u32,
    pub revenue_rial: Rial,
    pub customers_ordering: u32,
    /// First order in the period.
    pub new_customers: u32,
    /// Of those ordering: at least two orders in their life by the end.
    pub returning_customers: u32,
    /// Net revenue per order.
    pub aov_rial: Option<f64>,
    /// Orders per customer ordering.
    pub purchase_frequency: Option<f64>,
    /// Returning over ordering customers.
    pub returning_share: Rate,
    /// Customers with at least two orders over those with one, in their life up to the end of the period.
    pub repeat_purchase_rate: Rate,
    pub bridge: Bridge,
    /// Anonymous sales of the period.
    pub excluded: Excluded,
}

/// All figures of one period. Errors: a period that has not begun, a day that the columns cannot hold.
pub fn period_kpis(columns: &Columns, span: Span, scope: Scope) -> Result<PeriodKpis, KpiError> {
    let frame = Frame::new(scope, &[span])?;
    let tally = pass(columns, &frame);
    let first = period_figures(columns, &frame, &tally, &profile(columns, &frame)).into_iter().next();
    // One span in, one period out.
    first.ok_or(KpiError::EmptyPeriod { from: span.from(), to: span.to() })
}

/// Orders and revenue of the days of a period that have passed.
pub(crate) fn turnover(totals: &DayTotals, span: Span, as_of: ShopDay) -> Excluded {
    totals.over(span.from(), span.to().min(as_of))
}
