//! Closing the drawer's record. It covers everything written since the close before it; a sale after it belongs to the
//! next record. The close is refused when something was recorded while the money was being counted, so that what was
//! signed is what was seen.

use super::drawer::moves;
use super::figures::{expected_cash, figures};
use super::note;
use crate::api::Tag;
use crate::api::types::{
    CloseDay, CloseList, CloseRef, CloseView, Done, ListCloses, Nothing, TillView, UndoClose,
};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::{day_view, minute_of_day, time_of_minute};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::DayCloseId;
use bazgasht_domain::money::{JS_SAFE_MAX, Rial};
use bazgasht_store::dayclose::{self, Cash, Close, Mark, NewClose};
use bazgasht_store::{Reader, StoreError, journal, staff, suspended};
use std::sync::Arc;

const PAGE_MAX: u32 = 50;

pub(crate) fn read_till(app: &Arc<App>, _: &Session, _: Nothing) -> Result<TillView, AppError> {
    let today = app.today();
    app.shop().store().read(|reader| {
        let last = dayclose::last(reader)?;
        let from = last.as_ref().map_or(Mark::default(), |close| close.details.upto);
        let upto = Mark { id: i64::MAX, seq: journal::head(reader)?.seq };
        let counted = dayclose::count(reader, from, upto)?;
        let opening = last.as_ref().map_or(Rial::ZERO, |close| close.details.cash.left);
        Ok(TillView {
            since: last.as_ref().map(|close| close_ref(close, today)),
            figures: figures(&counted)?,
            opening_cash_rial: opening,
            expected_cash_rial: expected_cash(&counted, opening)?,
            moves: moves(reader, (from.id, i64::MAX), today)?,
            suspended: i64::try_from(suspended::open(reader)?.len()).unwrap_or(i64::MAX),
        })
    })
}

pub(crate) fn close_day(app: &Arc<App>, session: &Session, request: CloseDay) -> Result<CloseView, AppError> {
    let shop = app.shop();
    let note = note(&request.note)?;
    for amount in [request.opening_cash_rial, request.counted_cash_rial, request.left_cash_rial] {
        check_cash(amount)?;
    }
    if request.left_cash_rial > request.counted_cash_rial {
        return Err(AppError::new(Code::AmountTooLarge).with("field", "left"));
    }
    let done =
        transact(app, &shop, session, Op::CloseDay, &request.request_id, &[Tag::Till], |tx, change| {
            let from = dayclose::last(tx)?.map_or(Mark::default(), |close| close.details.upto);
            let upto = dayclose::mark(tx)?;
            let figures = dayclose::count(tx, from, upto)?;
            let expected = expected_cash(&figures, request.opening_cash_rial)?;
            if expected != request.expected_cash_rial || figures.sales_count != request.sales_seen {
                return Err(Code::TillMoved.into());
            }
            let close = NewClose {
                day: change.today,
                entry_minute: minute_of_day(change.now),
                at: change.now,
                after: from.id,
                upto,
                staff: session.staff,
                figures,
                cash: Cash {
                    opening: request.opening_cash_rial,
                    expected,
                    counted: request.counted_cash_rial,
                    left: request.left_cash_rial,
                },
                note,
            };
            let (id, number) = dayclose::insert(tx, &close)?;
            let payload = serde_json::json!({ "number": number, "expected_rial": expected,
                "counted_rial": request.counted_cash_rial });
            change.about("day_close", id.get(), payload);
            change.undo_by("undo_close", serde_json::json!({ "close": id }));
            let kept = dayclose::get(tx, id)?.ok_or(Code::NotFound)?;
            view(tx, &kept, change.today, Some(id))
        })?;
    Ok(done.answer)
}

fn check_cash(amount: Rial) -> Result<(), AppError> {
    if amount < Rial::ZERO {
        return Err(Code::AmountNegative.into());
    }
    if amount.get() > JS_SAFE_MAX { Err(Code::AmountTooLarge.into()) } else { Ok(()) }
}

fn close_ref(close: &Close, today: ShopDay) -> CloseRef {
    CloseRef {
        id: close.id,
        number: close.number,
        day: day_view(close.details.day, today),
        time: time_of_minute(close.details.entry_minute),
    }
}

fn view(
    reader: &Reader,
    close: &Close,
    today: ShopDay,
    last: Option<DayCloseId>,
) -> Result<CloseView, AppError> {
    let cash = close.details.cash;
    let member = close.details.staff.map(|id| staff::get(reader, id)).transpose()?.flatten();
    Ok(CloseView {
        close: close_ref(close, today),
        staff_name: member.map(|member| member.name),
        figures: figures(&close.details.figures)?,
        opening_cash_rial: cash.opening,
        expected_cash_rial: cash.expected,
        counted_cash_rial: cash.counted,
        difference_rial: cash.counted.checked_sub(cash.expected).ok_or(Code::AmountTooLarge)?,
        left_cash_rial: cash.left,
        moves: moves(reader, (close.details.after, close.details.upto.id), today)?,
        note: close.details.note.clone(),
        undone: close.undone_at.is_some(),
        is_last: last == Some(close.id),
    })
}

pub(crate) fn list_closes(app: &Arc<App>, _: &Session, request: ListCloses) -> Result<CloseList, AppError> {
    let today = app.today();
    let limit = u32::try_from(request.limit).unwrap_or(0).min(PAGE_MAX);
    let skip = u32::try_from(request.offset).unwrap_or(0);
    app.shop().store().read(|reader| {
        let last = dayclose::last(reader)?.map(|close| close.id);
        let mut found = dayclose::all(reader, limit + 1, skip)?;
        let more = found.len() > limit as usize;
        found.truncate(limit as usize);
        let closes = found.iter().map(|close| view(reader, close, today, last));
        Ok(CloseList { closes: closes.collect::<Result<_, AppError>>()?, more })
    })
}

pub(crate) fn undo_close(app: &Arc<App>, session: &Session, request: UndoClose) -> Result<Done, AppError> {
    let shop = app.shop();
    let done =
        transact(app, &shop, session, Op::UndoClose, &request.request_id, &[Tag::Till], |tx, change| {
            dayclose::undo(tx, request.close, change.now).map_err(|error| match error {
                StoreError::Invariant { .. } => AppError::from(Code::CloseNotLast),
                other => other.into(),
            })?;
            change.about("day_close", request.close.get(), serde_json::Value::Null);
            Ok(())
        })?;
    Ok(Done { repeated: done.repeated })
}
