//! Creating and editing a customer. A mobile that somebody has already is asked about once; families share one.

use super::fields;
use crate::api::Tag;
use crate::api::types::{CreateCustomer, CustomerSaved, DiscardCustomer, Done, UpdateCustomer};
use crate::core::{App, Change, Effect, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::ids::CustomerId;
use bazgasht_store::customers::{self, Profile};
use bazgasht_store::{StoreError, Tx, facts, journal, undo};
use serde_json::json;
use std::sync::Arc;

pub(crate) fn create(
    app: &Arc<App>,
    session: &Session,
    request: CreateCustomer,
) -> Result<CustomerSaved, AppError> {
    let shop = app.shop();
    let done = transact(
        app,
        &shop,
        session,
        Op::CreateCustomer,
        &request.request_id,
        &[Tag::Customers],
        |tx, change| {
            let profile = fields::profile(&request.fields, Profile::default())?;
            refuse_duplicates(tx, None, &profile, request.shared_mobile_ok)?;
            let id = customers::insert(tx, &profile, change.now, change.today, None)?;
            change.undo_by("discard_customer", json!({ "customer": id }));
            saved(tx, change, id, profile)
        },
    )?;
    Ok(CustomerSaved { repeated: done.repeated, ..done.answer })
}

pub(crate) fn update(
    app: &Arc<App>,
    session: &Session,
    request: UpdateCustomer,
) -> Result<CustomerSaved, AppError> {
    let shop = app.shop();
    let done = transact(
        app,
        &shop,
        session,
        Op::UpdateCustomer,
        &request.request_id,
        &[Tag::Customers],
        |tx, change| {
            let before = customers::get(tx, request.customer)?.ok_or(Code::NotFound)?;
            let fields_before = fields::typed(&before.profile);
            let profile = fields::profile(&request.fields, before.profile)?;
            refuse_duplicates(tx, Some(request.customer), &profile, request.shared_mobile_ok)?;
            customers::update(tx, request.customer, &profile)?;
            change.undo_by(
                "update_customer",
                json!({ "customer": request.customer, "fields": fields_before, "shared_mobile_ok": true }),
            );
            saved(tx, change, request.customer, profile)
        },
    )?;
    Ok(CustomerSaved { repeated: done.repeated, ..done.answer })
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

fn saved(tx: &Tx, change: &mut Change, id: CustomerId, profile: Profile) -> Result<CustomerSaved, AppError> {
    if let Some(person) = facts::person(tx, id)? {
        change.effect(Effect::Known(crate::core::person_of(id, person)));
    }
    change.about("customer", id.get(), serde_json::Value::Null);
    Ok(CustomerSaved { id, name: profile.full_name, repeated: false })
}

/// # Errors
/// `duplicate_mobile` (unless shared on purpose), `duplicate_card`, with the other person's name and id.
fn refuse_duplicates(
    tx: &Tx,
    own: Option<CustomerId>,
    profile: &Profile,
    shared_ok: bool,
) -> Result<(), AppError> {
    let somebody_else = |found: Vec<CustomerId>| found.into_iter().find(|id| Some(*id) != own);
    let mobile = profile.phones.iter().find_map(|phone| phone.e164.as_deref()).filter(|_| !shared_ok);
    if let Some(mobile) = mobile
        && let Some(other) = somebody_else(customers::find_by_phone(tx, mobile)?)
    {
        return Err(taken(tx, Code::DuplicateMobile, "mobile", other)?);
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
