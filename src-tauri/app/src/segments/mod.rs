//! Segments: rules that are saved, counted while they are typed, explained person by person, compared and handed out. What
//! a rule means is decided in `domain::segment` and counted in `insights::segments`; here they meet the shop.

mod compare;
mod explain;
mod export;
mod list;
mod ready;
mod save;
mod sizes;

pub(crate) use compare::{compare, overlap};
pub(crate) use explain::{explain, of_customer};
pub use export::export_segment;
pub(crate) use export::{export, snapshot};
pub(crate) use list::{count, list, members, values};
pub(crate) use save::{archive, save};
pub(crate) use sizes::{history, keep as keep_sizes};

use crate::core::{App, Loaded};
use crate::error::{AppError, Code};
use bazgasht_domain::segment::{Rule, RuleError};
use bazgasht_insights::kpi::{Scope, WindowDays};
use bazgasht_insights::segments::Engine;
use std::sync::Arc;

/// Today, with the shop's own window.
fn scope(app: &Arc<App>) -> Result<Scope, AppError> {
    let window = crate::shop::window_days(app)?;
    let window = WindowDays::new(u32::try_from(window).unwrap_or(0))?;
    Ok(Scope { as_of: app.today(), window })
}

/// Asks the live segments; `rules` are those that the question brings.
fn ask<T>(
    app: &Arc<App>,
    rules: &[&Rule],
    ask: impl FnOnce(&Loaded<'_>, &mut Engine) -> Result<T, AppError>,
) -> Result<T, AppError> {
    let goods = rules.iter().any(|rule| rule.needs_goods());
    app.shop().segments().ask(app, scope(app)?, goods, ask)
}

impl From<RuleError> for AppError {
    fn from(error: RuleError) -> Self {
        let code = match &error {
            RuleError::Empty => Code::SegmentEmpty,
            RuleError::TooManyGroups
            | RuleError::TooManyConditions
            | RuleError::ListTooLong
            | RuleError::TooLong => Code::SegmentTooLarge,
            RuleError::ListEmpty
            | RuleError::Text
            | RuleError::Range
            | RuleError::Length
            | RuleError::Days => Code::SegmentValueInvalid,
            RuleError::Malformed { .. } => Code::BadRequest,
            RuleError::Version { .. } => Code::SegmentNewer,
            RuleError::OfItself(_) => Code::SegmentOfItself,
            RuleError::Circle(_) => Code::SegmentCircle,
            RuleError::NoSuchSegment(_) => Code::NotFound,
        };
        let detail = error.to_string();
        AppError { detail, ..AppError::new(code) }
    }
}
