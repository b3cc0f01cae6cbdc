//! Figures for scripts and scheduled reports, under fixed names: one period with one window, or the lifetime summary.

use super::figures::Question;
use super::question;
use crate::core::App;
use crate::error::AppError;
use bazgasht_domain::calendar::{Period, ShopDay};
use bazgasht_insights::kpi::{Summary, period::period_kpis, summary};
use serde_json::{Map, Value, json};
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
    let question: Question = question(app, Some(period), window_days, as_of)?;
    let span = question.span()?;
    let kpis =
        app.shop().numbers_cell().with(|numbers| Ok(period_kpis(&numbers.columns, span, question.scope)?))?;
    let (kind, name) = named(period);
    let mut report = Map::new();
    let mut put = |name: &str, value: Value| {
        report.insert(name.to_owned(), value);
    };
    put(kind, Value::from(name));
    put("from", Value::from(kpis.from.iso()));
    put("to", Value::from(kpis.to.iso()));
    put("complete", Value::from(kpis.complete));
    put("orders", Value::from(kpis.orders));
    put("revenue_rial", json!(kpis.revenue_rial));
    put("customers_ordering", Value::from(kpis.customers_ordering));
    put("new_customers", Value::from(kpis.new_customers));
    put("returning_customers", Value::from(kpis.returning_customers));
    put("aov_rial", json!(kpis.aov_rial));
    let bridge = serde_json::to_value(kpis.bridge).map_err(AppError::internal)?;
    put(&format!("w{}", kpis.window_days), bridge);
    Ok(Value::Object(report))
}

/// How a period is written on a command line.
fn named(period: Period) -> (&'static str, String) {
    match period {
        Period::Month { year, month } => ("month", format!("{year}-{month:02}")),
        Period::Season { year, season } => ("season", format!("{year}-{season}")),
        Period::Year { year } => ("year", year.to_string()),
        Period::Range { from, to } => ("range", format!("{}..{}", from.iso(), to.iso())),
    }
}

/// The lifetime figures as of a day.
///
/// # Errors
/// `period_invalid` for a day that cannot be counted to.
pub fn summary_report(app: &Arc<App>, as_of: Option<ShopDay>) -> Result<Value, AppError> {
    let as_of = as_of.unwrap_or_else(|| app.today());
    let found: Summary = app.shop().numbers_cell().with(|numbers| Ok(summary(&numbers.columns, as_of)?))?;
    let matured = found.repeat_within_90d_matured;
    let jalali = bazgasht_domain::calendar::JalaliDate::from_day(as_of);
    Ok(json!({
        "asof": as_of.iso(),
        "asof_jalali": format!("{}-{:02}-{:02}", jalali.year(), jalali.month(), jalali.day_of_month()),
        "customers": found.customers,
        "orders": found.orders,
        "revenue_rial": found.revenue_rial,
        "aov_rial": found.aov_rial,
        "repeat_purchase_rate": found.repeat_purchase_rate,
        "gap_days": found.gap_days,
        "repeat_within_90d_matured": { "k": matured.k, "n": matured.n, "value": matured.value },
        "clv_simple_rial": found.clv.value_rial,
        "suggested_window_days": found.suggested_window,
    }))
}
