//! Cash that goes into the drawer or out of it for something other than a sale: change from the bank, the rent. Each move
//! has its reason and stays; a mistake is taken back by a move of the opposite sign, and both are in the record.

use crate::api::Tag;
use crate::api::types::{CashMoveView, CashMoved, DrawerWay, MoveCash, MoveUndone, ReverseCashMove};
use crate::core::{App, Change, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::{day_view, minute_of_day, time_of_minute};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::money::{JS_SAFE_MAX, Rial};
use bazgasht_domain::text::store_form;
use bazgasht_store::drawer::{self, Move, NewMove};
use bazgasht_store::{Reader, StoreError, staff};
use std::sync::Arc;

const REASON_CHARS_MAX: usize = 200;

pub(crate) fn move_cash(app: &Arc<App>, session: &Session, request: MoveCash) -> Result<CashMoved, AppError> {
    let shop = app.shop();
    let reason = reason(&request.reason)?;
    let amount = amount(request.amount_rial)?;
    let done =
        transact(app, &shop, session, Op::MoveCash, &request.request_id, &[Tag::Till], |tx, change| {
            let signed = match request.way {
                DrawerWay::In => Some(amount),
                DrawerWay::Out => amount.checked_neg(),
            };
            let amount = signed.ok_or(Code::AmountTooLarge)?;
            let id = drawer::add(tx, &NewMove { amount, reason, ..entry(change, session) })?;
            change.about("drawer_move", id.get(), serde_json::json!({ "amount_rial": amount }));
            change.undo_by("reverse_cash_move", serde_json::json!({ "movement": id }));
            Ok(CashMoved {
                movement: id,
                way: request.way,
                amount_rial: request.amount_rial,
                repeated: false,
            })
        })?;
    Ok(CashMoved { repeated: done.repeated, ..done.answer })
}

fn reason(typed: &str) -> Result<String, AppError> {
    let reason = store_form(typed).trim().to_owned();
    if reason.is_empty() {
        return Err(AppError::new(Code::ReasonMissing).with("field", "reason"));
    }
    if reason.chars().count() > REASON_CHARS_MAX {
        return Err(AppError::new(Code::TextTooLong).with("max", REASON_CHARS_MAX).with("field", "reason"));
    }
    Ok(reason)
}

fn amount(asked: Rial) -> Result<Rial, AppError> {
    let refuse = |code: Code| Err(AppError::new(code).with("field", "amount"));
    match asked.get() {
        ..0 => refuse(Code::AmountNegative),
        0 => refuse(Code::AmountMissing),
        rial if rial > JS_SAFE_MAX => refuse(Code::AmountTooLarge),
        _ => Ok(asked),
    }
}

fn entry(change: &Change, session: &Session) -> NewMove {
    NewMove {
        amount: Rial::ZERO,
        reason: String::new(),
        day: change.today,
        entry_minute: minute_of_day(change.now),
        at: change.now,
        staff: session.staff,
    }
}

pub(crate) fn reverse_cash_move(
    app: &Arc<App>,
    session: &Session,
    request: ReverseCashMove,
) -> Result<MoveUndone, AppError> {
    let shop = app.shop();
    let op = Op::ReverseCashMove;
    let done = transact(app, &shop, session, op, &request.request_id, &[Tag::Till], |tx, change| {
        let found = drawer::get(tx, request.movement)?.ok_or(Code::NotFound)?;
        if found.is_reversed || found.reverses.is_some() {
            return Err(Code::MoveReversed.into());
        }
        let by = NewMove { reason: found.details.reason, ..entry(change, session) };
        let id = drawer::reverse(tx, found.id, &by).map_err(|error| match error {
            StoreError::Duplicate { .. } => AppError::from(Code::MoveReversed),
            other => other.into(),
        })?;
        change.about("drawer_move", found.id.get(), serde_json::json!({ "reversed_by": id }));
        Ok(MoveUndone { by: id, repeated: false })
    })?;
    Ok(MoveUndone { repeated: done.repeated, ..done.answer })
}

/// The moves of one record. A move that was taken back in the same record is one row that says so; what took back a move
/// of an earlier record is a row of its own.
pub(super) fn moves(
    reader: &Reader,
    (after, upto): (i64, i64),
    today: ShopDay,
) -> Result<Vec<CashMoveView>, AppError> {
    let found = drawer::between(reader, after, upto)?;
    let undone = |one: &Move| found.iter().any(|other| other.reverses == Some(one.id));
    let is_own = |one: &&Move| one.reverses.is_none_or(|of| of.get() <= after);
    found.iter().filter(is_own).map(|one| view(reader, one, undone(one), today)).collect()
}

fn view(reader: &Reader, one: &Move, undone: bool, today: ShopDay) -> Result<CashMoveView, AppError> {
    let details = &one.details;
    let member = details.staff.map(|id| staff::get(reader, id)).transpose()?.flatten();
    Ok(CashMoveView {
        id: one.id,
        way: if details.amount > Rial::ZERO { DrawerWay::In } else { DrawerWay::Out },
        amount_rial: details.amount.max(details.amount.checked_neg().ok_or(Code::AmountTooLarge)?),
        reason: details.reason.clone(),
        day: day_view(details.day, today),
        time: time_of_minute(details.entry_minute),
        staff_name: member.map(|member| member.name),
        undone,
        reversal: one.reverses.is_some(),
    })
}
