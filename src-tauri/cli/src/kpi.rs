//! Retention figures on the command line.

use crate::arguments::Kpi;
use crate::pretty;
use bazgasht_app::api::Permission;
use bazgasht_app::board::{period_report, summary_report};
use bazgasht_app::{App, AppError, Code, permitted};
use bazgasht_domain::calendar::{DateHint, Period, ShopDay, parse_date};
use std::sync::Arc;

pub fn run(app: &Arc<App>, asked: &Kpi) -> Result<String, AppError> {
    permitted(app, Permission::ReadNumbers)?;
    let as_of = asked.as_of.as_deref().map(day).transpose()?;
    if asked.summary {
        return summary_report(app, as_of).map(|report| pretty(&report));
    }
    let period = period(asked, as_of.unwrap_or_else(|| app.today()))?;
    period_report(app, period, asked.window.map(i64::from), as_of).map(|report| pretty(&report))
}

/// The period asked for; the season of the as-of day when none was.
fn period(asked: &Kpi, as_of: ShopDay) -> Result<Period, AppError> {
    let read = if let Some(text) = &asked.season {
        Period::parse_season(text)
    } else if let Some(text) = &asked.month {
        Period::parse_month(text)
    } else if let Some(text) = &asked.year {
        Period::parse_year(text)
    } else if let Some(text) = &asked.range {
        Period::parse(text)
    } else {
        Ok(Period::containing_season(as_of))
    };
    read.map_err(|cause| AppError { detail: cause.to_string(), ..AppError::new(Code::PeriodInvalid) })
}

pub fn day(text: &str) -> Result<ShopDay, AppError> {
    let bad = |_| AppError::new(Code::DateInvalid).with("raw", text);
    parse_date(text, DateHint::Text).map(|read| read.day).map_err(bad)
}
