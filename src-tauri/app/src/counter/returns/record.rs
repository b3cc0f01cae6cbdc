//! Recording a return: load, decide, write return, refunds and ledger in one transaction.

use super::super::record::sale_day;
use super::decide::{self, Plan};
use super::preview::points_view;
use super::refund;
use super::reverse::{Undone, undo_rest};
use crate::api::Tag;
use crate::api::types::{RecordReturn, ReturnPoints, ReturnReceipt};
use crate::club::{self, Judge, Occasion, Poster, Why};
use crate::core::{App, Change, Effect, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::shop::Settings;
use crate::views::{day_view, minute_of_day};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, PointsEntryId, ReturnId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::text::store_form;
use bazgasht_insights::columns::Purchase;
use bazgasht_store::club::Version;
use bazgasht_store::points::EntryKind;
use bazgasht_store::sales::Source;
use bazgasht_store::{Tx, customers, points, returns};
use std::sync::Arc;

const REASON_CHARS_MAX: usize = 200;

pub(crate) fn record(
    app: &Arc<App>,
    session: &Session,
    request: RecordReturn,
) -> Result<ReturnReceipt, AppError> {
    let shop = app.shop();
    let touched = [Tag::Sales, Tag::Points, Tag::Customers];
    let request_id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::RecordReturn, &request_id, &touched, |tx, change| {
        write(tx, change, session, &request)
    })?;
    Ok(ReturnReceipt { repeated: done.repeated, ..done.answer })
}

fn write(
    tx: &Tx,
    change: &mut Change,
    session: &Session,
    request: &RecordReturn,
) -> Result<ReturnReceipt, AppError> {
    let reason = store_form(&request.reason).trim().to_owned();
    if reason.is_empty() {
        return Err(Code::ReturnReasonMissing.into());
    }
    if reason.chars().count() > REASON_CHARS_MAX {
        return Err(AppError::new(Code::TextTooLong).with("max", REASON_CHARS_MAX));
    }
    let plan = decide::plan(tx, request.sale, Some(&request.what))?;
    let header = plan.sale.header.clone();
    let day = sale_day(request.day, change.today)?;
    if day < header.day {
        return Err(Code::ReturnBeforeSale.into());
    }
    let parts = refund::checked(&request.refund, &plan, Settings::read(tx)?.money_unit)?;
    let told = points_view(tx, &plan, change.today)?;
    let version = bazgasht_store::club::current(tx)?;
    let before = match header.customer {
        Some(customer) => club::qualifying(tx, &version.rules.ladder, customer, change.today)?,
        None => 0,
    };
    let id = returns::insert(tx, &new_return(&plan, change, session, day, reason))?;
    for (kind, amount) in parts {
        returns::insert_refund(tx, id, kind, amount)?;
    }
    let poster = Poster { tx, at: change.now, day: change.today, actor: session.staff };
    if let Some(customer) = header.customer {
        post(&poster, customer, id, &plan, &version)?;
    }
    if plan.full {
        let undone = Undone { sale: header.id, customer: header.customer, source: ("return", id.get()) };
        undo_rest(&poster, undone, &version.rules)?;
    }
    if let Some(customer) = header.customer {
        let judge = Judge {
            tx,
            program: &version.rules,
            revision: version.revision,
            today: change.today,
            at: change.now,
            actor: session.staff,
        };
        judge.look(customer, Occasion::Return { source: id.get(), before })?;
    }
    tell_numbers(change, &plan);
    let about =
        serde_json::json!({ "sale": header.id, "goods_rial": plan.goods, "refund_rial": plan.refund() });
    change.about("return", id.get(), about);
    // Counted bonuses of other purchases may have gone with it.
    let balance_after = header.customer.map(|customer| points::balance(tx, customer)).transpose()?;
    // Names of others are not kept with the answer.
    let points = ReturnPoints { balance_after, given_back_to_others: Vec::new(), ..told };
    let name = match header.customer {
        Some(customer) => customers::rows(tx, &[customer])?.into_iter().next().map(|row| row.full_name),
        None => None,
    };
    Ok(ReturnReceipt {
        id,
        sale: header.id,
        invoice_no: header.invoice_no.unwrap_or_default(),
        day: day_view(day, change.today),
        customer: header.customer,
        customer_name: name,
        goods_rial: plan.goods,
        deducted_rial: plan.deducted,
        refund_rial: plan.refund(),
        full: plan.full,
        points,
        repeated: false,
    })
}

fn new_return(
    plan: &Plan,
    change: &Change,
    session: &Session,
    day: ShopDay,
    reason: String,
) -> returns::NewReturn {
    let line = |back: &decide::Back| {
        let sold = plan.sale.lines.iter().find(|line| line.id == back.line);
        let product = sold.and_then(|line| line.product);
        returns::NewReturnLine {
            sale_line: Some(back.line),
            product,
            title: sold.filter(|_| product.is_none()).map(|line| line.title.clone()),
            quantity_milli: back.quantity_milli,
            total: back.goods,
        }
    };
    returns::NewReturn {
        sale: Some(plan.sale.header.id),
        customer: plan.sale.header.customer,
        day,
        entry_minute: (day == change.today).then(|| minute_of_day(change.now)),
        recorded_at: change.now,
        total: plan.goods,
        source: Source::Counter,
        invoice_no: None,
        staff: session.staff,
        import: None,
        reason: Some(reason),
        lines: plan.back.iter().map(line).collect(),
    }
}

/// What was spent goes back first, so that what was earned can be taken from it.
fn post(
    poster: &Poster<'_>,
    customer: CustomerId,
    id: ReturnId,
    plan: &Plan,
    version: &Version,
) -> Result<(), AppError> {
    for back in &plan.given_back {
        let why = Why {
            kind: EntryKind::ReverseRedeem,
            source_kind: "return",
            source_id: id.get(),
            rule: &back.rule,
            note: None,
        };
        poster.give_back(back.customer, why, &back.to, (poster.day, version.rules.return_grace_days))?;
    }
    let own: Vec<PointsEntryId> = plan.reversed.iter().map(|reversed| reversed.entry.id).collect();
    for reversed in &plan.reversed {
        let source = ("return", id.get());
        poster.reverse(&reversed.entry, (true, &own), source, &reversed.found, reversed.deducted)?;
    }
    poster.settle(customer)?;
    Ok(bazgasht_store::club::add_carry(poster.tx, customer, "return", id.get(), plan.carry)?)
}

/// The numbers in memory take the new net; a sale of which nothing is left is no purchase.
fn tell_numbers(change: &mut Change, plan: &Plan) {
    let header = &plan.sale.header;
    let old = Rial::new(header.total.get() - header.returned.get());
    let new = Rial::new(old.get() - plan.goods.get());
    let day = header.day;
    match header.customer {
        Some(customer) => {
            change.effect(Effect::Unbought(Purchase { customer, day, net: old }));
            if !plan.full {
                change.effect(Effect::Bought(Purchase { customer, day, net: new }));
            }
        }
        None => {
            change.effect(Effect::UnsoldAnonymously { day, net: old });
            if !plan.full {
                change.effect(Effect::SoldAnonymously { day, net: new });
            }
        }
    }
}
