//! Sales put aside. One reserves the points it wants to spend, for a limited time, against a balance read in the same
//! transaction; it spends nothing. It ends once: sold, or dropped.

use super::draft::check_body;
use super::name_of;
use crate::api::Tag;
use crate::api::types::{
    Done, EndSuspended, HoldState, Nothing, SuspendSale, SuspendedBody, SuspendedList, SuspendedRef,
    SuspendedView,
};
use crate::club::refuse_gone;
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::{day_view, minute_of_day, time_of_minute};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::points::Points;
use bazgasht_domain::text::store_form;
use bazgasht_store::suspended::{self, Hold, NewSuspended, Outcome, Suspended};
use bazgasht_store::{Reader, StoreError, Tx, points};
use std::sync::Arc;

/// How long points are reserved: until the shop has closed and opened again.
const HOLD_MS: i64 = 24 * 3_600_000;
const MINUTE_MS: i64 = 60_000;
const LABEL_CHARS_MAX: usize = 60;
const TOUCHED: [Tag; 2] = [Tag::Till, Tag::Points];

pub(crate) fn suspend(
    app: &Arc<App>,
    session: &Session,
    request: SuspendSale,
) -> Result<SuspendedView, AppError> {
    let shop = app.shop();
    check_body(&request.body)?;
    let label = store_form(&request.label);
    if label.chars().count() > LABEL_CHARS_MAX {
        return Err(AppError::new(Code::TextTooLong).with("max", LABEL_CHARS_MAX));
    }
    let done =
        transact(app, &shop, session, Op::SuspendSale, &request.request_id, &TOUCHED, |tx, change| {
            if let Some(id) = request.suspended {
                // Its own points are reserved anew below, or not at all.
                suspended::release(tx, id, change.now).map_err(ended)?;
            }
            if let Some(customer) = request.customer {
                refuse_gone(tx, customer)?;
            }
            let hold = match request.customer {
                Some(customer) => hold(tx, customer, request.redeem_points, change.now)?,
                None => None,
            };
            let sale = NewSuspended {
                label: label.trim().to_owned(),
                customer: request.customer,
                body: request.body.clone(),
                total: request.total_rial,
                lines_count: request.lines,
                hold,
                staff: session.staff,
                at: change.now,
            };
            let is_new = request.suspended.is_none();
            let id = match request.suspended {
                Some(id) => suspended::replace(tx, id, &sale).map(|()| id).map_err(ended)?,
                None => suspended::insert(tx, &sale)?,
            };
            let held = hold.map_or(Points::ZERO, |hold| hold.points);
            change.about("suspended_sale", id.get(), serde_json::json!({ "points_held": held }));
            // What it said before it was typed further is kept nowhere: only a new one goes away again.
            if is_new {
                change.undo_by("drop_suspended", serde_json::json!({ "suspended": id }));
            }
            view(tx, &suspended::get(tx, id)?.ok_or(Code::NotFound)?, change.now)
        })?;
    Ok(done.answer)
}

/// Reserves `wanted` of what nothing else reserves, of the household if there is one.
fn hold(tx: &Tx, customer: CustomerId, wanted: Points, now: InstantMs) -> Result<Option<Hold>, AppError> {
    if wanted < Points::ZERO {
        return Err(Code::RedeemInvalid.into());
    }
    if wanted == Points::ZERO {
        return Ok(None);
    }
    let free = crate::families::free_to_hold(tx, customer, now)?;
    if wanted > free {
        let short = AppError::new(Code::PointsNotEnough);
        return Err(short.with("balance", free.get().max(0)).with("wanted", wanted.get()));
    }
    let until = InstantMs::new(now.get().saturating_add(HOLD_MS));
    let id = points::hold(tx, customer, wanted, until)?;
    Ok(Some(Hold { id, points: wanted, until }))
}

pub(super) fn ended(error: StoreError) -> AppError {
    match error {
        StoreError::NotFound { .. } => Code::SuspendedEnded.into(),
        other => other.into(),
    }
}

fn view(reader: &Reader, sale: &Suspended, now: InstantMs) -> Result<SuspendedView, AppError> {
    let details = &sale.details;
    let left = details.hold.map_or(0, |hold| hold.until.get().saturating_sub(now.get()));
    let name = details.customer.map(|customer| name_of(reader, customer)).transpose()?;
    Ok(SuspendedView {
        id: sale.id,
        label: details.label.clone(),
        customer: details.customer,
        customer_name: name,
        total_rial: details.total,
        lines: details.lines_count,
        day: day_view(ShopDay::from_instant(details.at), ShopDay::from_instant(now)),
        time: time_of_minute(minute_of_day(details.at)),
        held_points: details.hold.map_or(Points::ZERO, |hold| hold.points),
        hold: match details.hold {
            None => HoldState::Nothing,
            Some(_) if left > 0 => HoldState::Active,
            Some(_) => HoldState::Expired,
        },
        hold_minutes_left: left.max(0).saturating_add(MINUTE_MS - 1) / MINUTE_MS,
    })
}

pub(crate) fn list_suspended(app: &Arc<App>, _: &Session, _: Nothing) -> Result<SuspendedList, AppError> {
    let now = app.now();
    app.shop().store().read(|reader| {
        let sales = suspended::open(reader)?;
        Ok(SuspendedList {
            sales: sales.iter().map(|sale| view(reader, sale, now)).collect::<Result<_, AppError>>()?,
        })
    })
}

pub(crate) fn read_suspended(
    app: &Arc<App>,
    _: &Session,
    request: SuspendedRef,
) -> Result<SuspendedBody, AppError> {
    let now = app.now();
    app.shop().store().read(|reader| {
        let found = suspended::get(reader, request.suspended)?.filter(|sale| sale.is_open);
        let found = found.ok_or(Code::SuspendedEnded)?;
        Ok(SuspendedBody { sale: view(reader, &found, now)?, body: found.details.body })
    })
}

pub(crate) fn drop_suspended(
    app: &Arc<App>,
    session: &Session,
    request: EndSuspended,
) -> Result<Done, AppError> {
    let shop = app.shop();
    let done =
        transact(app, &shop, session, Op::DropSuspended, &request.request_id, &TOUCHED, |tx, change| {
            suspended::close(tx, request.suspended, Outcome::Dropped, change.now).map_err(ended)?;
            change.about("suspended_sale", request.suspended.get(), serde_json::Value::Null);
            change.undo_by("reopen_suspended", serde_json::json!({ "suspended": request.suspended }));
            Ok(())
        })?;
    Ok(Done { repeated: done.repeated })
}

/// The hold comes back with it as far as the points are still free.
pub(crate) fn reopen_suspended(
    app: &Arc<App>,
    session: &Session,
    request: EndSuspended,
) -> Result<SuspendedView, AppError> {
    let shop = app.shop();
    let done =
        transact(app, &shop, session, Op::ReopenSuspended, &request.request_id, &TOUCHED, |tx, change| {
            let found = suspended::get(tx, request.suspended)?.ok_or(Code::NotFound)?;
            let again = match (found.details.customer, found.details.hold) {
                (Some(customer), Some(before)) => {
                    let hold = hold(tx, customer, before.points, change.now);
                    hold.or_else(|error| if error.is(Code::PointsNotEnough) { Ok(None) } else { Err(error) })?
                }
                _ => None,
            };
            suspended::reopen(tx, found.id, again).map_err(ended)?;
            change.about("suspended_sale", found.id.get(), serde_json::Value::Null);
            change.undo_by("drop_suspended", serde_json::json!({ "suspended": found.id }));
            view(tx, &suspended::get(tx, found.id)?.ok_or(Code::NotFound)?, change.now)
        })?;
    Ok(done.answer)
}
