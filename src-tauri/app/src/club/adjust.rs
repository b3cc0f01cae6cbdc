//! Points by hand: an adjustment with its reason, and the bonus of an answered survey.

use super::ledger::{Life, Poster, Why};
use super::member::Member;
use crate::api::Tag;
use crate::api::types::{AdjustPoints, BonusGiven, PointsChanged, SurveyAnswered};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::calendar::JalaliDate;
use bazgasht_domain::loyalty::BonusReason;
use bazgasht_domain::money::JS_SAFE_MAX;
use bazgasht_domain::points::Points;
use bazgasht_domain::text::store_form;
use bazgasht_store::Tx;
use bazgasht_store::club::current;
use bazgasht_store::points::{self, EntryKind};
use std::sync::Arc;

const REASON_CHARS_MAX: usize = 200;

/// A number of its own for a source that has no row: the place in the journal that this change will get.
fn own_number(tx: &Tx) -> Result<i64, AppError> {
    Ok(bazgasht_store::journal::head(tx)?.seq + 1)
}

pub(crate) fn adjust(
    app: &Arc<App>,
    session: &Session,
    request: AdjustPoints,
) -> Result<PointsChanged, AppError> {
    let reason = store_form(&request.reason).trim().to_owned();
    if reason.is_empty() {
        return Err(Code::AdjustReasonMissing.into());
    }
    if reason.chars().count() > REASON_CHARS_MAX {
        return Err(AppError::new(Code::TextTooLong).with("max", REASON_CHARS_MAX));
    }
    let points = request.points;
    if points == Points::ZERO || points.get().abs() > JS_SAFE_MAX / 1_000 {
        return Err(Code::PointsInvalid.into());
    }
    let shop = app.shop();
    let touched = [Tag::Points, Tag::Customers];
    let done =
        transact(app, &shop, session, Op::AdjustPoints, &request.request_id, &touched, |tx, change| {
            let program = current(tx)?.rules;
            let member = Member::living(tx, request.customer, &program, change.now)?;
            let poster = Poster { tx, at: change.now, day: change.today, actor: session.staff };
            let why = Why {
                kind: EntryKind::Adjust,
                source_kind: "staff",
                source_id: own_number(tx)?,
                rule: "",
                note: Some(&reason),
            };
            if points > Points::ZERO {
                let life = Life { available_from: None, ..Life::of(&program, change.today) };
                poster.credit(member.id, points, why, life, member.debt() > Points::ZERO)?;
            } else {
                let wanted = Points::new(-points.get());
                let spendable = member.spendable(change.today);
                if wanted > spendable {
                    let short = AppError::new(Code::PointsNotEnough);
                    return Err(short.with("balance", spendable.get()).with("wanted", wanted.get()));
                }
                poster.debit(member.id, wanted, why, &member.usable(change.today))?;
            }
            change.about("points", member.id.get(), serde_json::json!({ "points": points }));
            Ok(PointsChanged { balance: points::balance(tx, member.id)?, repeated: false })
        })?;
    Ok(PointsChanged { repeated: done.repeated, ..done.answer })
}

pub(crate) fn survey_answered(
    app: &Arc<App>,
    session: &Session,
    request: SurveyAnswered,
) -> Result<BonusGiven, AppError> {
    let shop = app.shop();
    let touched = [Tag::Points, Tag::Customers];
    let done =
        transact(app, &shop, session, Op::SurveyAnswered, &request.request_id, &touched, |tx, change| {
            let program = current(tx)?.rules;
            let survey = program.bonuses.iter().find_map(|bonus| match bonus.reason {
                BonusReason::Survey { every_days } => Some((bonus, every_days)),
                _ => None,
            });
            let (bonus, every_days) = survey.ok_or(Code::SurveyOff)?;
            let member = Member::living(tx, request.customer, &program, change.now)?;
            let last = points::standing_bonuses(tx, member.id, &bonus.id)?.into_iter().next();
            if let Some(last) = last.filter(|last| change.today.days_since(last.day) < i32::from(every_days))
            {
                let day = JalaliDate::from_day(last.day).format_long();
                return Err(AppError::new(Code::SurveyTooSoon).with("day", day));
            }
            let poster = Poster { tx, at: change.now, day: change.today, actor: session.staff };
            let why = Why {
                kind: EntryKind::Bonus,
                source_kind: "survey",
                source_id: own_number(tx)?,
                rule: &bonus.id,
                note: None,
            };
            let owes = member.debt() > Points::ZERO;
            poster.credit(member.id, bonus.points, why, Life::of(&program, change.today), owes)?;
            change.about("points", member.id.get(), serde_json::json!({ "survey": bonus.points }));
            Ok(BonusGiven { points: bonus.points, balance: points::balance(tx, member.id)?, repeated: false })
        })?;
    Ok(BonusGiven { repeated: done.repeated, ..done.answer })
}
