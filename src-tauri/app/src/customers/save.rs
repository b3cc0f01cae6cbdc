//! Creating and editing a customer. A mobile that somebody has already is asked about once; families share one.

use super::changes;
use super::fields::{self, ShopWords};
use crate::api::Tag;
use crate::api::types::{
    CreateCustomer, CustomerFields, CustomerSaved, DiscardCustomer, Done, EditCustomer, FieldChange,
    UpdateCustomer,
};
use crate::core::{App, Change, Effect, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::ids::CustomerId;
use bazgasht_store::customers::{self, Consent, Profile};
use bazgasht_store::{StoreError, Tx, facts, journal, leads, undo};
use serde_json::json;
use std::sync::Arc;

const ORIGIN_CHARS_MAX: usize = 40;
/// Longer lines of people who brought each other do not exist.
const REFERRERS_MAX: usize = 10_000;

pub(crate) fn create(
    app: &Arc<App>,
    session: &Session,
    request: CreateCustomer,
) -> Result<CustomerSaved, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::CreateCustomer, &id, &[Tag::Customers], |tx, change| {
        let words = ShopWords::read(tx)?;
        let mut profile = fields::profile(&request.fields, Profile::default(), &words)?;
        profile.is_lead = request.is_lead;
        refuse_duplicates(tx, None, &profile, request.shared_mobile_ok)?;
        refuse_ring(tx, None, profile.referrer)?;
        let id = customers::insert(tx, &profile, change.now, change.today, None)?;
        answer_consents(tx, change, id, &request.fields, false)?;
        if request.is_lead {
            let (at, day, actor) = (change.now, change.today, session.staff);
            leads::set(tx, &leads::Move { customer: id, to: leads::Stage::New, reason: "", at, day, actor })?;
        }
        change.undo_by("discard_customer", json!({ "customer": id }));
        saved(tx, change, id, profile, &[])
    })?;
    Ok(CustomerSaved { repeated: done.repeated, ..done.answer })
}

pub(crate) fn update(
    app: &Arc<App>,
    session: &Session,
    request: UpdateCustomer,
) -> Result<CustomerSaved, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::UpdateCustomer, &id, &[Tag::Customers], |tx, change| {
        let all = |_: &CustomerFields| Ok(request.fields.clone());
        write(tx, change, session, (request.customer, request.shared_mobile_ok), all)
    })?;
    Ok(CustomerSaved { repeated: done.repeated, ..done.answer })
}

/// Changes only the fields that are given; the others are as they are now, not as a window last saw them.
pub(crate) fn edit(
    app: &Arc<App>,
    session: &Session,
    request: EditCustomer,
) -> Result<CustomerSaved, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::UpdateCustomer, &id, &[Tag::Customers], |tx, change| {
        let patched = |before: &CustomerFields| {
            let mut fields = serde_json::to_value(before).map_err(AppError::internal)?;
            for (name, value) in &request.patch {
                fields[name.as_str()] = value.clone();
            }
            serde_json::from_value(fields)
                .map_err(|cause| AppError::new(Code::BadRequest).with("detail", cause.to_string()))
        };
        write(tx, change, session, (request.customer, request.shared_mobile_ok), patched)
    })?;
    Ok(CustomerSaved { repeated: done.repeated, ..done.answer })
}

fn write(
    tx: &Tx,
    change: &mut Change,
    session: &Session,
    (id, shared_mobile_ok): (CustomerId, bool),
    edit: impl FnOnce(&CustomerFields) -> Result<CustomerFields, AppError>,
) -> Result<CustomerSaved, AppError> {
    let alive = |found: &customers::Customer| found.merged_into.is_none() && found.erased_at.is_none();
    let before = customers::get(tx, id)?.filter(alive).ok_or(Code::NotFound)?;
    let words = ShopWords::read(tx)?;
    let fields_before = fields::typed(&before.profile, &before.consents, &words);
    let fields = edit(&fields_before)?;
    let referrer_before = before.profile.referrer;
    let numbers_before = before.profile.phones.clone();
    let profile = fields::profile(&fields, before.profile, &words)?;
    // Somebody who shares a number already has said so before.
    let is_new_number =
        profile.phones.iter().any(|phone| !numbers_before.iter().any(|old| old.e164 == phone.e164));
    refuse_duplicates(tx, Some(id), &profile, shared_mobile_ok || !is_new_number)?;
    if profile.referrer != referrer_before {
        refuse_ring(tx, Some(id), profile.referrer)?;
    }
    customers::update(tx, id, &profile)?;
    answer_consents(tx, change, id, &fields, session.undoing.is_some())?;
    let after = customers::get(tx, id)?.ok_or(Code::NotFound)?;
    let fields_after = fields::typed(&after.profile, &after.consents, &words);
    let told = |fields: &CustomerFields| changes::spelt(tx, fields, &words);
    let changes = changes::between(&told(&fields_before)?, &told(&fields_after)?);
    change.undo_by(
        "update_customer",
        json!({ "customer": id, "fields": fields_before, "shared_mobile_ok": true }),
    );
    saved(tx, change, id, profile, &changes)
}

/// Writes the answers that differ from what is known. One that an undo brings back keeps its instant.
fn answer_consents(
    tx: &Tx,
    change: &Change,
    id: CustomerId,
    fields: &CustomerFields,
    is_undo: bool,
) -> Result<(), AppError> {
    let known = customers::get(tx, id)?.map(|customer| customer.consents).unwrap_or_default();
    for answer in &fields.consents {
        let channel = answer.channel.as_str();
        let before = known.iter().find(|consent| consent.channel == channel);
        match answer.granted {
            None if before.is_some() => customers::remove_consent(tx, id, channel)?,
            Some(granted) if before.is_none_or(|before| before.granted != granted) => {
                let origin = fields::text("consents", &answer.origin, ORIGIN_CHARS_MAX)?;
                let origin = if origin.is_empty() { "form".to_owned() } else { origin };
                let at = answer.at.filter(|_| is_undo).unwrap_or(change.now);
                let consent = Consent { channel: channel.to_owned(), granted, at, origin };
                customers::set_consent(tx, id, &consent)?;
            }
            None | Some(_) => {}
        }
    }
    Ok(())
}

/// Nobody brought themselves, nor somebody who brought them.
fn refuse_ring(tx: &Tx, own: Option<CustomerId>, referrer: Option<CustomerId>) -> Result<(), AppError> {
    let Some(first) = referrer else { return Ok(()) };
    let found = customers::rows(tx, &[first])?.into_iter().next().ok_or(Code::NotFound)?;
    let refused =
        |code: Code| Err(AppError::new(code).with("field", "referrer").with("name", found.full_name.clone()));
    if own == Some(first) {
        return refused(Code::ReferrerSelf);
    }
    if own.is_some_and(|own| leads_to(tx, first, own).unwrap_or(true)) {
        return refused(Code::ReferrerRing);
    }
    Ok(())
}

/// Whether the line of referrers from `start` comes to `end`; a line longer than any honest one counts as a ring.
pub(super) fn leads_to(tx: &Tx, start: CustomerId, end: CustomerId) -> Result<bool, AppError> {
    let mut at = Some(start);
    for _ in 0..REFERRERS_MAX {
        match at {
            None => return Ok(false),
            Some(id) if id == end => return Ok(true),
            Some(id) => at = customers::get(tx, id)?.and_then(|customer| customer.profile.referrer),
        }
    }
    Ok(true)
}

/// Takes a new record back. One that has been edited, bought or is referred to stays.
pub(crate) fn discard(app: &Arc<App>, session: &Session, request: DiscardCustomer) -> Result<Done, AppError> {
    let shop = app.shop();
    let (id, touched) = (request.customer, [Tag::Customers]);
    let done =
        transact(app, &shop, session, Op::DiscardCustomer, &request.request_id, &touched, |tx, change| {
            customers::get(tx, id)?.ok_or(Code::NotFound)?;
            let made = journal::about_customer(tx, id)?.into_iter().next_back();
            let made = made.filter(|row| row.op == Op::CreateCustomer.as_str()).ok_or(Code::UndoTooLate)?;
            if undo::has_later(tx, made.seq)? {
                return Err(Code::UndoTooLate.into());
            }
            customers::remove(tx, id).map_err(|error| match error {
                StoreError::MissingReference => AppError::new(Code::UndoTooLate),
                other => other.into(),
            })?;
            change.effect(Effect::Forgotten(id));
            change.about("customer", id.get(), serde_json::Value::Null);
            Ok(())
        })?;
    Ok(Done { repeated: done.repeated })
}

/// Tells the search what this person is found by now.
pub(super) fn make_known(tx: &Tx, change: &mut Change, id: CustomerId) -> Result<(), AppError> {
    if let Some(person) = facts::person(tx, id)? {
        change.effect(Effect::Known(crate::core::person_of(id, person)));
    }
    Ok(())
}

fn saved(
    tx: &Tx,
    change: &mut Change,
    id: CustomerId,
    profile: Profile,
    changes: &[FieldChange],
) -> Result<CustomerSaved, AppError> {
    make_known(tx, change, id)?;
    change.about("customer", id.get(), changes::payload(changes));
    Ok(CustomerSaved { id, name: profile.full_name, repeated: false })
}

/// # Errors
/// `duplicate_mobile` (unless shared on purpose), `duplicate_national_code`, `duplicate_card`, with the other person's name and id.
fn refuse_duplicates(
    tx: &Tx,
    own: Option<CustomerId>,
    profile: &Profile,
    shared_ok: bool,
) -> Result<(), AppError> {
    let somebody_else = |found: Vec<CustomerId>| found.into_iter().find(|id| Some(*id) != own);
    for mobile in profile.phones.iter().filter_map(|phone| phone.e164.as_deref()).filter(|_| !shared_ok) {
        if let Some(other) = somebody_else(customers::find_by_phone(tx, mobile)?) {
            return Err(taken(tx, Code::DuplicateMobile, "mobile", other)?);
        }
    }
    if let Some(code) = profile.national_code.as_deref()
        && let Some(other) = somebody_else(customers::find_by_national_code(tx, code)?)
    {
        return Err(taken(tx, Code::DuplicateNationalCode, "national_code", other)?);
    }
    if let Some(card) = profile.card_no.as_deref()
        && let Some(other) = somebody_else(customers::find_by_card(tx, card)?)
    {
        return Err(taken(tx, Code::DuplicateCard, "card_no", other)?);
    }
    Ok(())
}

fn taken(tx: &Tx, code: Code, field: &str, other: CustomerId) -> Result<AppError, AppError> {
    let row = customers::rows(tx, &[other])?.into_iter().next();
    let name = row.map(|row| row.full_name).unwrap_or_default();
    Ok(AppError::new(code).with("field", field).with("name", name).with("customer", other.get()))
}
