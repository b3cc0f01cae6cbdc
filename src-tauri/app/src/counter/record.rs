//! Recording a sale: load, decide, write sale, lines, payments and ledger in one transaction.

use super::decide::{Asked, balance_of, bill};
use crate::api::Tag;
use crate::api::types::{DaySoFar, LineInput, Nothing, PayKind, PaymentInput, RecordSale, SaleReceipt};
use crate::core::{App, Change, Effect, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::shop::Settings;
use crate::views::{day_view, minute_of_day, time_of_minute};
use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_domain::ids::{CustomerId, SaleId};
use bazgasht_domain::loyalty::{Lot, allocate};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use bazgasht_domain::text::store_form;
use bazgasht_insights::columns::Purchase;
use bazgasht_store::{Reader, Tx, customers, points, sales, settings};
use std::sync::Arc;

/// Longest note we keep.
const NOTE_CHARS_MAX: usize = 2_000;
/// Sales shown under the counter while nobody stands there.
const RECENT: usize = 5;
/// The last invoice number given at this counter.
const INVOICE_KEY: &str = "counter.invoice";

pub(crate) fn record(
    app: &Arc<App>,
    session: &Session,
    request: RecordSale,
) -> Result<SaleReceipt, AppError> {
    let shop = app.shop();
    let touched = [Tag::Sales, Tag::Points, Tag::Customers];
    let request_id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::RecordSale, &request_id, &touched, |tx, change| {
        write(tx, change, session, &request)
    })?;
    Ok(SaleReceipt { repeated: done.repeated, ..done.answer })
}

fn write(
    tx: &Tx,
    change: &mut Change,
    session: &Session,
    request: &RecordSale,
) -> Result<SaleReceipt, AppError> {
    let settings = Settings::read(tx)?;
    let day = sale_day(request.day, change.today)?;
    let name = customer_name(tx, request.customer)?;
    let asked = Asked {
        customer: request.customer,
        amount: request.amount_rial,
        lines: &request.lines,
        discount: request.discount_rial,
        redeem: request.redeem_points,
    };
    let balance = balance_of(tx, request.customer)?;
    let bill = bill(&asked, &settings.program.rules, balance).map_err(|(_, error)| error)?;
    check_payments(&request.payments, bill.payable)?;
    if request.note.chars().count() > NOTE_CHARS_MAX {
        return Err(AppError::new(Code::TextTooLong).with("max", NOTE_CHARS_MAX));
    }

    let invoice_no = next_invoice(tx)?;
    let minute = minute_of_day(change.now);
    let note = Some(store_form(&request.note)).filter(|note| !note.is_empty());
    let sale = sales::insert(
        tx,
        &sales::NewSale {
            entry_minute: (day == change.today).then_some(minute),
            invoice_no: Some(invoice_no.clone()),
            discount: bill.discount,
            points_part: bill.redeem_value,
            staff: session.staff,
            program_rev: Some(settings.program.revision),
            note,
            lines: request.lines.iter().map(line).collect::<Result<_, _>>()?,
            payments: request.payments.iter().map(payment).collect(),
            ..sales::NewSale::amount(request.customer, day, bill.payable, change.now)
        },
    )?;
    if let Some(customer) = request.customer {
        spend(tx, change, session, (customer, sale), bill.redeem, day)?;
        let expires = settings.program.rules.expiry.last_day(day);
        earn(tx, change, session, (customer, sale), (bill.earned, expires), day)?;
        change.effect(Effect::Bought(Purchase { customer, day, net: bill.payable }));
    } else {
        change.effect(Effect::SoldAnonymously { day, net: bill.payable });
    }
    change.about(
        "sale",
        sale.get(),
        serde_json::json!({ "total_rial": bill.payable, "points": bill.earned }),
    );
    Ok(SaleReceipt {
        sale,
        invoice_no,
        day: day_view(day, change.today),
        time: time_of_minute(minute),
        customer: request.customer,
        customer_name: name,
        total_rial: bill.total,
        payable_rial: bill.payable,
        discount_rial: bill.discount,
        points_rial: bill.redeem_value,
        coupon_code: None,
        reward: None,
        free_delivery: false,
        tier_reached: None,
        points_earned: bill.earned,
        points_redeemed: bill.redeem,
        balance_after: request.customer.map(|customer| points::balance(tx, customer)).transpose()?,
        repeated: false,
    })
}

/// A sale may be back-dated, never post-dated.
fn sale_day(asked: Option<ShopDay>, today: ShopDay) -> Result<ShopDay, AppError> {
    let day = asked.unwrap_or(today);
    if JalaliDate::try_from_day(day).is_err() {
        return Err(Code::DateYearOutOfRange.into());
    }
    if day > today { Err(Code::DateInFuture.into()) } else { Ok(day) }
}

fn customer_name(tx: &Tx, customer: Option<CustomerId>) -> Result<Option<String>, AppError> {
    let Some(customer) = customer else { return Ok(None) };
    let row = customers::rows(tx, &[customer])?.into_iter().next();
    Ok(Some(row.ok_or(Code::NotFound)?.full_name))
}

fn check_payments(payments: &[PaymentInput], payable: Rial) -> Result<(), AppError> {
    let negative = payments.iter().any(|payment| payment.amount_rial < Rial::ZERO);
    let paid = payments.iter().try_fold(Rial::ZERO, |sum, payment| sum.checked_add(payment.amount_rial));
    if negative || paid != Some(payable) { Err(Code::PaymentsMismatch.into()) } else { Ok(()) }
}

/// Invoice numbers of the counter count up without gaps.
fn next_invoice(tx: &Tx) -> Result<String, AppError> {
    let next = settings::get::<i64>(tx, INVOICE_KEY)?.unwrap_or(0) + 1;
    settings::put(tx, INVOICE_KEY, &next)?;
    Ok(next.to_string())
}

fn line(line: &LineInput) -> Result<sales::NewLine, AppError> {
    let total = line.unit_price_rial.checked_mul(line.quantity).ok_or(Code::AmountTooLarge)?;
    Ok(sales::NewLine {
        product: line.product,
        title: line.product.is_none().then(|| store_form(&line.title)),
        quantity_milli: line.quantity.checked_mul(1_000).ok_or(Code::AmountTooLarge)?,
        unit_price: line.unit_price_rial,
        discount: Rial::ZERO,
        total,
    })
}

fn payment(payment: &PaymentInput) -> sales::NewPayment {
    let kind = match payment.kind {
        PayKind::Card => sales::PaymentKind::Card,
        PayKind::Cash => sales::PaymentKind::Cash,
        PayKind::Transfer => sales::PaymentKind::Transfer,
        PayKind::Credit => sales::PaymentKind::Credit,
    };
    sales::NewPayment { kind, amount: payment.amount_rial, reference: None }
}

/// Takes points from the open lots, soonest expiry first.
fn spend(
    tx: &Tx,
    change: &Change,
    session: &Session,
    (customer, sale): (CustomerId, SaleId),
    redeem: Points,
    day: ShopDay,
) -> Result<(), AppError> {
    if redeem == Points::ZERO {
        return Ok(());
    }
    let lots: Vec<Lot> = points::open_lots(tx, customer)?
        .into_iter()
        .filter(|lot| lot.available_from.is_none_or(|from| from <= change.today))
        .filter(|lot| lot.expires.is_none_or(|last| last >= change.today))
        .map(|lot| Lot { entry: lot.entry, open: lot.open, expires: lot.expires, opened: lot.opened })
        .collect();
    let from = allocate(&lots, redeem).map_err(|short| {
        AppError::new(Code::PointsNotEnough).with("balance", short.open.get()).with("wanted", redeem.get())
    })?;
    let points = Points::new(-redeem.get());
    let entry = entry(change, session, (customer, sale), points::EntryKind::Redeem, points, day);
    points::post(tx, &entry, points::Effect::Take { from: &from, debt: Points::ZERO })?;
    Ok(())
}

fn earn(
    tx: &Tx,
    change: &Change,
    session: &Session,
    (customer, sale): (CustomerId, SaleId),
    (earned, expires): (Points, Option<ShopDay>),
    day: ShopDay,
) -> Result<(), AppError> {
    if earned == Points::ZERO {
        return Ok(());
    }
    let entry = entry(change, session, (customer, sale), points::EntryKind::Earn, earned, day);
    points::post(tx, &entry, points::Effect::Open { expires, available_from: None })?;
    Ok(())
}

fn entry(
    change: &Change,
    session: &Session,
    (customer, sale): (CustomerId, SaleId),
    kind: points::EntryKind,
    points: Points,
    day: ShopDay,
) -> points::NewEntry {
    points::NewEntry {
        customer,
        kind,
        points,
        day,
        at: change.now,
        cause: points::Cause {
            source_kind: "sale".to_owned(),
            source_id: sale.get(),
            rule: "base".to_owned(),
        },
        actor: session.staff,
        note: None,
    }
}

pub(crate) fn day_so_far(app: &Arc<App>, _: &Session, _: Nothing) -> Result<DaySoFar, AppError> {
    let today = app.today();
    app.shop().store().read(|reader| {
        let totals = sales::day_totals(reader, today)?;
        let today_sales = sales::of_day(reader, today)?;
        let recent = today_sales.iter().rev().filter(|sale| sale.cancelled_at.is_none());
        let recent = recent.filter(|sale| sale.source != sales::Source::Import).take(RECENT);
        Ok(DaySoFar {
            day: day_view(today, today),
            sales: totals.sales_count,
            total_rial: totals.total,
            recent: recent.map(|sale| receipt(reader, sale, today)).collect::<Result<_, _>>()?,
        })
    })
}

/// The receipt of a sale that was committed before.
fn receipt(reader: &Reader, sale: &sales::Header, today: ShopDay) -> Result<SaleReceipt, AppError> {
    let row = match sale.customer {
        Some(customer) => customers::rows(reader, &[customer])?.into_iter().next(),
        None => None,
    };
    let entries = points::entries_of_source(reader, "sale", sale.id.get())?;
    let sum = |kind: points::EntryKind| {
        entries.iter().filter(|e| e.kind == kind).map(|e| e.points.get()).sum::<i64>()
    };
    let gross = sale.total.checked_add(sale.discount).and_then(|sum| sum.checked_add(sale.points_part));
    Ok(SaleReceipt {
        sale: sale.id,
        invoice_no: sale.invoice_no.clone().unwrap_or_default(),
        day: day_view(sale.day, today),
        time: sale.entry_minute.map(time_of_minute).unwrap_or_default(),
        customer: sale.customer,
        balance_after: row.as_ref().map(|row| row.totals.points),
        customer_name: row.map(|row| row.full_name),
        total_rial: gross.ok_or(Code::AmountTooLarge)?,
        payable_rial: sale.total,
        discount_rial: sale.discount,
        points_rial: sale.points_part,
        coupon_code: None,
        reward: None,
        free_delivery: false,
        tier_reached: None,
        points_earned: Points::new(sum(points::EntryKind::Earn)),
        points_redeemed: Points::new(-sum(points::EntryKind::Redeem)),
        repeated: false,
    })
}
