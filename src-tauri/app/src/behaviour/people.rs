//! The people behind a count of behaviour, the most valuable first.

use crate::api::types::{BehaviourSet, PeopleBehind, ReadBehaviourPeople};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::calendar::Period;
use bazgasht_insights::behaviour::{People, people as people_of};
use bazgasht_insights::kpi::Span;
use bazgasht_insights::periods::span;
use std::sync::Arc;

const LIMIT_MAX: usize = 500;
/// Months and thirty-day steps that the columns can hold.
const STEPS_MAX: u16 = 600;

pub(crate) fn people(
    app: &Arc<App>,
    _: &Session,
    request: ReadBehaviourPeople,
) -> Result<PeopleBehind, AppError> {
    let as_of = request.as_of.unwrap_or_else(|| app.today());
    let of = asked(request.set)?;
    let offset = usize::try_from(request.offset).unwrap_or(0);
    let limit = usize::try_from(request.limit).unwrap_or(0).min(LIMIT_MAX);
    let all = app.shop().numbers_cell().with(|numbers| Ok(people_of(numbers.columns, of, as_of)?))?;
    let page: Vec<_> = all.iter().skip(offset).take(limit).copied().collect();
    Ok(PeopleBehind {
        total: i64::try_from(all.len()).unwrap_or(i64::MAX),
        rows: crate::customers::rows(app, &page)?,
    })
}

fn asked(set: BehaviourSet) -> Result<People, AppError> {
    Ok(match set {
        BehaviourSet::Cohort { month } => People::Cohort { first: days(month)? },
        BehaviourSet::CohortMonth { month, step, came } => {
            People::CohortIn { first: days(month)?, span: days(months_later(month, step)?)?, came }
        }
        BehaviourSet::CohortAge { month, step, came } => {
            People::CohortAged { first: days(month)?, step: steps(step)?, came }
        }
        BehaviourSet::Gap { from_days, to_days } => People::Gap { from_days, to_days },
        BehaviourSet::Top { customers, rest } => People::Top { customers, rest },
        BehaviourSet::Grid { r, f } => People::Grid { r, f },
        BehaviourSet::RfmSegment { segment } => People::InSegment(segment),
    })
}

fn days(month: Period) -> Result<Span, AppError> {
    match month {
        Period::Month { .. } => Ok(span(month)?),
        _ => Err(Code::PeriodInvalid.into()),
    }
}

fn steps(step: u16) -> Result<u16, AppError> {
    if step > STEPS_MAX { Err(Code::PeriodInvalid.into()) } else { Ok(step) }
}

fn months_later(month: Period, step: u16) -> Result<Period, AppError> {
    let next = |month: Period, _| Period::containing_month(month.last_day().plus_days(1));
    Ok((0..steps(step)?).fold(month, next))
}
