//! Points by hand: an adjustment with its reason, and the bonus of an answered survey.

use super::ledger::{Life, Poster, Why};
use super::member::Member;
use crate::api::Tag;
use crate::api::types::{AdjustPoints, BonusGiven, PointsChanged, SurveyAnswered, SurveyOffer};
use crate::core::{App, Change, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::loyalty::{Bonus, BonusReason, Program};
use bazgasht_domain::money::JS_SAFE_MAX;
use bazgasht_domain::points::Points;
use bazgasht_domain::text::store_form;
use bazgasht_store::club::current;
use bazgasht_store::points::{self, EntryKind};
use bazgasht_store::{Reader, Tx};
use std::sync::Arc;

const REASON_CHARS_MAX: usize = 200;

/// A number of its own for a source that has no row: the place in the journal that this change will get.
fn own_number(tx: &Tx) -> Result<i64, AppError> {
    Ok(bazgasht_store::journal::head(tx)?.seq + 1)
}

/// The entry that was just written is taken back by another one.
fn undo_of(tx: &Tx, change: &mut Change, why: &Why<'_>) -> Result<(), AppError> {
    let entries = points::entries_of_source(tx, why.source_kind, why.source_id)?;
    if let Some(entry) = entries.last() {
        change.undo_by("reverse_points", serde_json::json!({ "entry": entry.id }));
    }
    Ok(())
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
            undo_of(tx, change, &why)?;
            Ok(PointsChanged { balance: points::balance(tx, member.id)?, repeated: false })
        })?;
    Ok(PointsChanged { repeated: done.repeated, ..done.answer })
}

fn survey_rule(program: &Program) -> Option<(&Bonus, u16)> {
    program.bonuses.iter().find_map(|bonus| match bonus.reason {
        BonusReason::Survey { every_days } => Some((bonus, every_days)),
        _ => None,
    })
}

/// The day of an answer that still stands in the way of another.
fn answered(
    reader: &Reader,
    customer: CustomerId,
    (bonus, every_days): (&Bonus, u16),
    today: ShopDay,
) -> Result<Option<ShopDay>, AppError> {
    let last = points::standing_bonuses(reader, customer, &bonus.id)?.into_iter().next();
    Ok(last.map(|last| last.day).filter(|day| today.days_since(*day) < i32::from(every_days)))
}

/// What an answered survey would give this person now.
pub(super) fn survey_offer(
    reader: &Reader,
    program: &Program,
    customer: CustomerId,
    today: ShopDay,
) -> Result<Option<SurveyOffer>, AppError> {
    let Some((bonus, every_days)) = survey_rule(program) else { return Ok(None) };
    let last = answered(reader, customer, (bonus, every_days), today)?;
    let from = last.map(|day| day_view(day.plus_days(i32::from(every_days)), today));
    Ok(Some(SurveyOffer { points: bonus.points, from }))
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
            let (bonus, every_days) = survey_rule(&program).ok_or(Code::SurveyOff)?;
            let member = Member::living(tx, request.customer, &program, change.now)?;
            if let Some(last) = answered(tx, member.id, (bonus, every_days), change.today)? {
                let day = JalaliDate::from_day(last).format_long();
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
            undo_of(tx, change, &why)?;
            Ok(BonusGiven { points: bonus.points, balance: points::balance(tx, member.id)?, repeated: false })
        })?;
    Ok(BonusGiven { repeated: done.repeated, ..done.answer })
}
