//! Deliveries: a promised day on a sale, and the day it was delivered. After-sale care counts from the latter, so it is
//! never after today.

use super::note;
use crate::api::Tag;
use crate::api::types::{DeliveryList, DeliveryRow, Done, MarkDelivered, Nothing, PromiseDelivery};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::{day_view, national_mobile};
use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_domain::ids::SaleId;
use bazgasht_store::delivery::{self, Delivery};
use bazgasht_store::{Reader, Tx, customers, sales};
use std::sync::Arc;

/// Open deliveries shown at once.
const OPEN_MAX: u32 = 500;
const MADE_MAX: u32 = 50;
/// How far back deliveries that were made are shown.
const MADE_DAYS: i32 = 14;
const TITLES: usize = 3;

pub(crate) fn promise(app: &Arc<App>, session: &Session, request: PromiseDelivery) -> Result<Done, AppError> {
    let shop = app.shop();
    let note = note(&request.note)?;
    let op = Op::PromiseDelivery;
    let done = transact(app, &shop, session, op, &request.request_id, &[Tag::Till], |tx, change| {
        let before = delivery::get(tx, request.sale)?;
        promise_in(tx, request.sale, request.promised, note.as_deref())?;
        change.about("sale", request.sale.get(), serde_json::json!({ "promised": request.promised }));
        let note = before.as_ref().and_then(|before| before.note.clone()).unwrap_or_default();
        let promised = before.map(|before| before.promised);
        let back = serde_json::json!({ "sale": request.sale, "promised": promised, "note": note });
        change.undo_by("promise_delivery", back);
        Ok(())
    })?;
    Ok(Done { repeated: done.repeated })
}

/// The promise, inside the transaction of whatever makes it.
///
/// # Errors
/// `not_found`, `sale_cancelled`, `date_year_out_of_range`, `date_in_future` (a promise before the sale).
pub(crate) fn promise_in(
    tx: &Tx,
    sale: SaleId,
    promised: Option<ShopDay>,
    note: Option<&str>,
) -> Result<(), AppError> {
    let header = sales::get(tx, sale)?.ok_or(Code::NotFound)?.header;
    if header.cancelled_at.is_some() {
        return Err(Code::SaleCancelled.into());
    }
    let Some(day) = promised else {
        delivery::forget(tx, sale)?;
        return Ok(());
    };
    if JalaliDate::try_from_day(day).is_err() {
        return Err(Code::DateYearOutOfRange.into());
    }
    if day < header.day {
        return Err(Code::DateInvalid.into());
    }
    Ok(delivery::promise(tx, sale, day, note)?)
}

pub(crate) fn mark_delivered(
    app: &Arc<App>,
    session: &Session,
    request: MarkDelivered,
) -> Result<Done, AppError> {
    let shop = app.shop();
    let op = Op::MarkDelivered;
    let done = transact(app, &shop, session, op, &request.request_id, &[Tag::Till], |tx, change| {
        if request.delivered.is_some_and(|day| day > change.today) {
            return Err(Code::DateInFuture.into());
        }
        let before = delivery::get(tx, request.sale)?.ok_or(Code::NotFound)?;
        delivery::set_delivered(tx, request.sale, request.delivered.map(|day| (day, change.now)))?;
        change.about("sale", request.sale.get(), serde_json::json!({ "delivered": request.delivered }));
        let back = serde_json::json!({ "sale": request.sale, "delivered": before.delivered });
        change.undo_by("mark_delivered", back);
        Ok(())
    })?;
    Ok(Done { repeated: done.repeated })
}

pub(crate) fn deliveries(app: &Arc<App>, _: &Session, _: Nothing) -> Result<DeliveryList, AppError> {
    let today = app.today();
    app.shop().store().read(|reader| {
        let rows = |found: Vec<Delivery>| -> Result<Vec<DeliveryRow>, AppError> {
            found.into_iter().map(|delivery| row(reader, delivery, today)).collect()
        };
        let open = rows(delivery::open(reader, OPEN_MAX)?)?;
        let late = open.iter().filter(|row| row.late_days > 0).count();
        let made = rows(delivery::made_since(reader, today.plus_days(-MADE_DAYS), MADE_MAX)?)?;
        Ok(DeliveryList { open, late: i64::try_from(late).unwrap_or(i64::MAX), made })
    })
}

fn row(reader: &Reader, delivery: Delivery, today: ShopDay) -> Result<DeliveryRow, AppError> {
    let sale = sales::get(reader, delivery.sale)?.ok_or(Code::NotFound)?;
    let person = match sale.header.customer {
        Some(customer) => customers::get(reader, customer)?,
        None => None,
    };
    let profile = person.map(|person| person.profile);
    let mobile = profile.as_ref().and_then(|p| p.phones.iter().find_map(|phone| phone.e164.as_deref()));
    Ok(DeliveryRow {
        sale: delivery.sale,
        invoice_no: sale.header.invoice_no.unwrap_or_default(),
        sold: day_view(sale.header.day, today),
        customer: sale.header.customer,
        mobile: mobile.map(national_mobile),
        address: profile.as_ref().and_then(|profile| profile.address.clone()),
        customer_name: profile.map(|profile| profile.full_name),
        titles: sale.lines.into_iter().take(TITLES).map(|line| line.title).collect(),
        promised: day_view(delivery.promised, today),
        late_days: match delivery.delivered {
            None => i64::from(today.days_since(delivery.promised)).max(0),
            Some(_) => 0,
        },
        delivered: delivery.delivered.map(|day| day_view(day, today)),
        note: delivery.note,
    })
}
