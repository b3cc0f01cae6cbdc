//! The people behind a number, the most valuable first.

use super::figures::Question;
use super::question;
use crate::api::types::{PeopleBehind, PeopleSet, ReadPeople};
use crate::core::App;
use crate::error::AppError;
use crate::permissions::Session;
use bazgasht_domain::ids::CustomerId;
use bazgasht_insights::columns::Columns;
use bazgasht_insights::customers as facts;
use std::sync::Arc;

const LIMIT_MAX: usize = 500;

pub(crate) fn people(app: &Arc<App>, _: &Session, request: ReadPeople) -> Result<PeopleBehind, AppError> {
    let question = question(app, Some(request.period), request.window_days, request.as_of)?;
    let offset = usize::try_from(request.offset).unwrap_or(0);
    let limit = usize::try_from(request.limit).unwrap_or(0).min(LIMIT_MAX);
    let shop = app.shop();
    let (total, page) = shop.numbers_cell().with(|numbers| {
        let all = of(numbers.columns, request.set, &question)?;
        let page: Vec<CustomerId> = all.iter().skip(offset).take(limit).copied().collect();
        Ok((all.len(), page))
    })?;
    Ok(PeopleBehind {
        total: i64::try_from(total).unwrap_or(i64::MAX),
        rows: crate::customers::rows(app, &page)?,
    })
}

/// Everybody in `set`, by value.
pub(super) fn of(
    columns: &Columns,
    set: PeopleSet,
    question: &Question,
) -> Result<Vec<CustomerId>, AppError> {
    let set = match set {
        PeopleSet::Start => facts::PeopleSet::Start,
        PeopleSet::Kept => facts::PeopleSet::Kept,
        PeopleSet::Lapsed => facts::PeopleSet::Lapsed,
        PeopleSet::Reactivated => facts::PeopleSet::Reactivated,
        PeopleSet::New => facts::PeopleSet::New,
        PeopleSet::End => facts::PeopleSet::End,
        PeopleSet::Ordering => facts::PeopleSet::Ordering,
        PeopleSet::FirstOrder => facts::PeopleSet::FirstOrder,
        PeopleSet::Returning => facts::PeopleSet::Returning,
        PeopleSet::Repeaters => facts::PeopleSet::Repeaters,
        PeopleSet::OneTimers => facts::PeopleSet::OneTimers,
        PeopleSet::Buyers => facts::PeopleSet::Buyers,
    };
    Ok(facts::people_of(columns, set, question.span()?, question.scope)?)
}
