//! Figures for scripts and scheduled reports: those of insights, for the shop that is open.

use super::question;
use crate::core::App;
use crate::error::AppError;
use bazgasht_domain::calendar::{Period, ShopDay};
use bazgasht_insights::kpi::{Scope, gap_days};
use bazgasht_insights::report;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;

/// One period: its orders, revenue and customers, and under `w<window>` its retention bridge.
///
/// # Errors
/// `period_invalid`, `window_invalid`.
pub fn period_report(
    app: &Arc<App>,
    period: Period,
    window_days: Option<i64>,
    as_of: Option<ShopDay>,
) -> Result<Value, AppError> {
    let Scope { as_of, window } = question(app, Some(period), window_days, as_of)?.scope;
    let report = app
        .shop()
        .numbers_cell()
        .with(|numbers| Ok(report::period_report(numbers.columns, period, &[window], as_of)?))?;
    serde_json::to_value(report).map_err(AppError::internal)
}

/// The lifetime report with what only a shop asks: the value of a customer and the window its gaps suggest.
#[derive(Serialize)]
struct ShopSummary {
    #[serde(flatten)]
    summary: report::SummaryReport,
    clv_simple_rial: Option<f64>,
    suggested_window_days: u16,
}

/// The lifetime figures as of a day.
///
/// # Errors
/// `period_invalid` for a day that cannot be counted to.
pub fn summary_report(app: &Arc<App>, as_of: Option<ShopDay>) -> Result<Value, AppError> {
    let as_of = as_of.unwrap_or_else(|| app.today());
    let report = app.shop().numbers_cell().with(|numbers| {
        Ok(ShopSummary {
            summary: report::summary_report(numbers.columns, as_of)?,
            clv_simple_rial: numbers.live.lifetime(as_of)?.clv.value_rial,
            suggested_window_days: gap_days(numbers.columns, as_of).suggested_window_days(),
        })
    })?;
    serde_json::to_value(report).map_err(AppError::internal)
}
