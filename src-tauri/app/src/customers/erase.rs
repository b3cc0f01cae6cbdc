//! Erasing a person for good: named by whoever does it, told before what goes and what stays. Records that were merged into
//! this one are the same person and go with it.

use super::duplicates::living;
use crate::api::Tag;
use crate::api::types::{Done, EraseCustomer, EraseSummary, OpenCustomer};
use crate::core::{App, Effect, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::text::key_form;
use bazgasht_store::{Reader, erase as stored, journal, notes, offers, sales};
use std::sync::Arc;

const ALL: u32 = u32::MAX;

/// This record and those merged into it.
fn records(reader: &Reader, customer: CustomerId) -> Result<Vec<CustomerId>, AppError> {
    let mut ids = vec![customer];
    ids.extend(stored::merged_into(reader, customer)?);
    Ok(ids)
}

pub(crate) fn summary(app: &Arc<App>, _: &Session, request: OpenCustomer) -> Result<EraseSummary, AppError> {
    app.shop().store().read(|reader| {
        let found = living(reader, request.customer)?;
        let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
        Ok(EraseSummary {
            name: found.profile.full_name,
            records: count(records(reader, request.customer)?.len()),
            notes: count(notes::of_customer(reader, request.customer, ALL, 0)?.len()),
            sales_kept: count(sales::of_customer(reader, request.customer, ALL, 0)?.len()),
        })
    })
}

pub(crate) fn erase(app: &Arc<App>, session: &Session, request: EraseCustomer) -> Result<Done, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::EraseCustomer, &id, &[Tag::Customers], |tx, change| {
        let name = living(tx, request.customer)?.profile.full_name;
        if key_form(request.typed_name.trim()) != key_form(&name) {
            return Err(AppError::new(Code::NameMismatch).with("field", "typed_name").with("name", name));
        }
        stored::overwrite(tx)?;
        for record in records(tx, request.customer)? {
            // What undoing a note, an offer, a stage or points by hand would need tells of the person too.
            for note in notes::of_customer(tx, record, ALL, 0)? {
                journal::empty_payloads(tx, "note", note.id.get())?;
            }
            for offer in offers::of_customer(tx, record, ALL, 0)? {
                journal::empty_payloads(tx, "offer", offer.id.get())?;
            }
            journal::empty_payloads(tx, "lead", record.get())?;
            journal::empty_payloads(tx, "points", record.get())?;
            crate::families::erased(tx, change, record)?;
            stored::person(tx, record, change.now)?;
            change.effect(Effect::Forgotten(record));
        }
        change.about("customer", request.customer.get(), serde_json::Value::Null);
        Ok(())
    })?;
    if !done.repeated {
        // What was overwritten still stands in the log, and old copies of rows in pages that were split. The program shows
        // nothing of the person in any case.
        if let Err(cause) = shop.store().rewrite() {
            eprintln!("bazgasht: old copies of erased rows may stay in the file: {cause}");
        }
    }
    Ok(Done { repeated: done.repeated })
}
