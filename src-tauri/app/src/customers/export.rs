//! Everything that the shop knows of one person, handed out: one file for programs, one for people. Nothing is left out
//! that the person told or did; what was emptied is gone.

use super::changes;
use super::duplicates::living;
use super::export_page::page;
use super::fields::{self, ShopWords};
use crate::api::types::{CustomerExported, ExportCustomer};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::calendar::JalaliDate;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::CustomerId;
use bazgasht_store::{Reader, families, journal, leads, merges, notes, offers, points, returns, sales};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

const ALL: u32 = u32::MAX;

pub(crate) fn export(
    app: &Arc<App>,
    session: &Session,
    request: ExportCustomer,
) -> Result<CustomerExported, AppError> {
    let Some(picked) = app.ports().desktop.pick_folder() else { return Err(Code::NoDialog.into()) };
    let Some(folder) = picked else { return Ok(CustomerExported { folder: None, files: Vec::new() }) };
    let files = export_person(app, request.customer, &folder)?;
    let shop = app.shop();
    transact(app, &shop, session, Op::ExportCustomer, &request.request_id, &[], |_, change| {
        change.about("customer", request.customer.get(), Value::Null);
        Ok(())
    })?;
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(CustomerExported { folder: Some(name.unwrap_or_default()), files })
}

/// Writes both files into `folder` and answers their names.
///
/// # Errors
/// `not_found`, `folder_denied`, `disk_full`.
pub fn export_person(app: &Arc<App>, customer: CustomerId, folder: &Path) -> Result<Vec<String>, AppError> {
    let told = app.shop().store().read(|reader| everything(reader, customer))?;
    let stem = format!("bazgasht-person-{}", customer.get());
    let json = serde_json::to_string_pretty(&told).map_err(AppError::internal)?;
    let files = [(format!("{stem}.json"), json), (format!("{stem}.html"), page(&told))];
    for (name, text) in &files {
        write(&folder.join(name), text)?;
    }
    Ok(files.into_iter().map(|(name, _)| name).collect())
}

/// Whole or not at all: a file of half a person would be believed.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), AppError> {
    let failed = |cause: std::io::Error| {
        let code = match cause.kind() {
            std::io::ErrorKind::StorageFull => Code::DiskFull,
            _ => Code::FolderDenied,
        };
        AppError { detail: cause.to_string(), ..AppError::new(code) }
    };
    let begun = path.with_extension("part");
    std::fs::write(&begun, text).map_err(failed)?;
    std::fs::rename(&begun, path).map_err(failed)
}

fn date(day: ShopDay) -> String {
    JalaliDate::try_from_day(day).map(|date| date.format_slashes()).unwrap_or_default()
}

fn moment(at: InstantMs) -> String {
    let minute = crate::views::minute_of_day(at);
    format!("{} {}", date(ShopDay::from_instant(at)), crate::views::time_of_minute(minute))
}

fn everything(reader: &Reader, customer: CustomerId) -> Result<Value, AppError> {
    let found = living(reader, customer)?;
    let words = ShopWords::read(reader)?;
    let typed = fields::typed(&found.profile, &found.consents, &words);
    let known = changes::spelt(reader, &typed, &words)?;
    let known = known.iter().filter(|one| one.field != "consents" && !one.text.is_empty());
    let known: Vec<Value> =
        known.map(|one| json!({ "field": one.field, "name": one.part, "text": one.text })).collect();
    let consents = found.consents.iter().map(|consent| {
        json!({ "channel": consent.channel, "granted": consent.granted, "at": moment(consent.at), "origin": consent.origin })
    });
    let notes = notes::of_customer(reader, customer, ALL, 0)?;
    let steps = leads::steps(reader, customer, ALL, 0)?;
    let offers = offers::of_customer(reader, customer, ALL, 0)?;
    let statement = points::statement(reader, customer, ALL, 0)?;
    let edits = journal::about_customer(reader, customer)?;
    let merges = merges::into(reader, customer)?;
    let family = families::of(reader, customer)?;
    let family: Option<Value> = family.and_then(|family| {
        let (_, since) = family.members.iter().find(|(member, _)| *member == customer)?;
        Some(json!({ "name": family.name, "since": moment(*since), "people": family.members.len() }))
    });
    Ok(json!({
        "customer": customer,
        "code": found.profile.code,
        "since": date(found.created_day),
        "fields": known,
        "consents": consents.collect::<Vec<_>>(),
        "totals": {
            "orders": found.totals.orders_count, "net_rial": found.totals.net,
            "points_balance": found.totals.points,
            "first": found.totals.first_day.map(date), "last": found.totals.last_day.map(date),
        },
        "sales": sales_of(reader, customer)?,
        "returns": returns_of(reader, customer)?,
        "points": statement.iter().map(|entry| json!({
            "day": date(entry.day), "kind": entry.kind, "points": entry.points,
            "balance": entry.balance_after, "note": entry.note,
        })).collect::<Vec<_>>(),
        "families": Vec::from_iter(family),
        "notes": notes.iter().map(|note| json!({ "at": moment(note.at), "text": note.text })).collect::<Vec<_>>(),
        "lead_steps": steps.iter().map(|step| json!({
            "at": moment(step.at), "from": step.from.as_str(), "to": step.to.as_str(), "reason": step.reason,
        })).collect::<Vec<_>>(),
        "offers": offers.iter().map(|offer| json!({
            "day": date(offer.day), "remind": offer.draft.remind_day.map(date), "note": offer.draft.note,
            "total_rial": offer.draft.total, "reason": offer.reason,
            "lines": offer.draft.lines.iter().map(|line| json!({
                "title": line.title, "quantity_milli": line.quantity_milli, "total_rial": line.total,
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "merges": merges.iter().map(|merge| json!({
            "at": moment(merge.at), "record": merge.gone,
            "name": merge.before.as_ref().map(|sides| &sides.gone.profile.full_name),
        })).collect::<Vec<_>>(),
        "edits": edits.iter().map(|row| json!({
            "at": moment(row.at), "op": row.op, "changes": changes::of_payload(row.payload.as_deref()),
        })).collect::<Vec<_>>(),
    }))
}

fn sales_of(reader: &Reader, customer: CustomerId) -> Result<Vec<Value>, AppError> {
    let headers = sales::of_customer(reader, customer, ALL, 0)?;
    let mut told = Vec::with_capacity(headers.len());
    for header in headers {
        let Some(sale) = sales::get(reader, header.id)? else { continue };
        let lines = sale.lines.iter().map(|line| {
            json!({ "title": line.title, "quantity_milli": line.quantity_milli, "total_rial": line.total })
        });
        told.push(json!({
            "day": date(header.day), "invoice": header.invoice_no, "total_rial": header.total,
            "returned_rial": header.returned, "cancelled": header.cancelled_at.is_some(),
            "note": header.note, "lines": lines.collect::<Vec<_>>(),
        }));
    }
    Ok(told)
}

fn returns_of(reader: &Reader, customer: CustomerId) -> Result<Vec<Value>, AppError> {
    let told = returns::of_customer(reader, customer, ALL, 0)?
        .into_iter()
        .map(|back| json!({ "day": date(back.day), "invoice": back.invoice_no, "total_rial": back.total }));
    Ok(told.collect())
}
