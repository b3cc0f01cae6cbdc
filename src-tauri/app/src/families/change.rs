//! Making, changing and ending a household. Whoever may write customers may do this: at the counter anybody's points are
//! spent for whoever stands there, so a membership gives nobody a new power. It is written down, and it goes back.

use crate::api::Tag;
use crate::api::types::{DissolveFamily, Done, FamilyChanged, FamilyOfMember, MakeFamily, RenameFamily};
use crate::club::refuse_gone;
use crate::core::{App, Change, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::ids::{CustomerId, FamilyId};
use bazgasht_domain::text::store_form;
use bazgasht_store::families::{self, Family};
use bazgasht_store::{Reader, Tx, customers};
use serde_json::json;
use std::sync::Arc;

const NAME_CHARS_MAX: usize = 60;
/// A household, not a club of its own.
const MEMBERS_MAX: usize = 12;
const TOUCHED: [Tag; 2] = [Tag::Customers, Tag::Points];

fn name(typed: &str) -> Result<String, AppError> {
    let name = store_form(typed).trim().to_owned();
    if name.chars().count() > NAME_CHARS_MAX {
        return Err(AppError::new(Code::TextTooLong).with("field", "name").with("max", NAME_CHARS_MAX));
    }
    Ok(name)
}

/// A name that was left empty is the family name of the first.
fn name_or_default(reader: &Reader, typed: &str, first: CustomerId) -> Result<String, AppError> {
    let name = name(typed)?;
    if !name.is_empty() {
        return Ok(name);
    }
    let profile = customers::get(reader, first)?.ok_or(Code::NotFound)?.profile;
    let own = if profile.last_name.is_empty() { profile.full_name } else { profile.last_name };
    Ok(own.chars().take(NAME_CHARS_MAX).collect())
}

/// # Errors
/// `not_found` for a record that is gone, `family_taken` when they are in one.
fn refuse_taken(reader: &Reader, customer: CustomerId) -> Result<(), AppError> {
    refuse_gone(reader, customer)?;
    let Some(family) = families::of(reader, customer)? else { return Ok(()) };
    let row = customers::rows(reader, &[customer])?.into_iter().next();
    let who = row.map(|row| row.full_name).unwrap_or_default();
    Err(AppError::new(Code::FamilyTaken).with("name", who).with("family", family.name))
}

fn living(reader: &Reader, family: FamilyId) -> Result<Family, AppError> {
    Ok(families::get(reader, family)?.ok_or(Code::FamilyOver)?)
}

/// Ids only: names are in no journal.
fn about(change: &mut Change, family: FamilyId, members: &[CustomerId]) {
    change.about("family", family.get(), json!({ "members": members }));
}

pub(crate) fn make(
    app: &Arc<App>,
    session: &Session,
    request: MakeFamily,
) -> Result<FamilyChanged, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::MakeFamily, &id, &TOUCHED, |tx, change| {
        let [first, _, ..] = request.members.as_slice() else { return Err(Code::FamilyOfOne.into()) };
        if request.members.len() > MEMBERS_MAX {
            return Err(AppError::new(Code::FamilyFull).with("max", MEMBERS_MAX));
        }
        let name = name_or_default(tx, &request.name, *first)?;
        let family = families::insert(tx, &name, change.now)?;
        for (place, member) in request.members.iter().enumerate() {
            if request.members.iter().take(place).any(|known| known == member) {
                return Err(Code::FamilyTwice.into());
            }
            refuse_taken(tx, *member)?;
            families::join(tx, family, *member, change.now, None)?;
        }
        about(change, family, &request.members);
        change.undo_by("dissolve_family", json!({ "family": family }));
        Ok(FamilyChanged { family: Some(family), repeated: false })
    })?;
    Ok(FamilyChanged { repeated: done.repeated, ..done.answer })
}

pub(crate) fn rename(app: &Arc<App>, session: &Session, request: RenameFamily) -> Result<Done, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::RenameFamily, &id, &TOUCHED, |tx, change| {
        let family = living(tx, request.family)?;
        let name = name(&request.name)?;
        if name.is_empty() {
            return Err(AppError::new(Code::NameEmpty).with("field", "name"));
        }
        families::rename(tx, family.id, &name)?;
        about(change, family.id, &[]);
        change.undo_by("rename_family", json!({ "family": family.id, "name": family.name }));
        Ok(())
    })?;
    Ok(Done { repeated: done.repeated })
}

pub(crate) fn add(
    app: &Arc<App>,
    session: &Session,
    request: FamilyOfMember,
) -> Result<FamilyChanged, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::AddToFamily, &id, &TOUCHED, |tx, change| {
        let family = living(tx, request.family)?;
        if family.has(request.customer) {
            return Err(Code::FamilyTwice.into());
        }
        if family.members.len() >= MEMBERS_MAX {
            return Err(AppError::new(Code::FamilyFull).with("max", MEMBERS_MAX));
        }
        refuse_taken(tx, request.customer)?;
        families::join(tx, family.id, request.customer, change.now, None)?;
        about(change, family.id, &[request.customer]);
        let back = json!({ "family": family.id, "customer": request.customer });
        change.undo_by("leave_family", back);
        Ok(FamilyChanged { family: Some(family.id), repeated: false })
    })?;
    Ok(FamilyChanged { repeated: done.repeated, ..done.answer })
}

pub(crate) fn leave(
    app: &Arc<App>,
    session: &Session,
    request: FamilyOfMember,
) -> Result<FamilyChanged, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::LeaveFamily, &id, &TOUCHED, |tx, change| {
        let family = living(tx, request.family)?;
        if !family.has(request.customer) {
            return Err(Code::FamilyOver.into());
        }
        families::leave(tx, request.customer, change.now, None)?;
        about(change, family.id, &[request.customer]);
        let left = families::get(tx, family.id)?.map(|left| left.id);
        match left {
            Some(id) => {
                change.undo_by("add_to_family", json!({ "family": id, "customer": request.customer }));
            }
            None => made_again(change, &family),
        }
        Ok(FamilyChanged { family: left, repeated: false })
    })?;
    Ok(FamilyChanged { repeated: done.repeated, ..done.answer })
}

pub(crate) fn dissolve(app: &Arc<App>, session: &Session, request: DissolveFamily) -> Result<Done, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::DissolveFamily, &id, &TOUCHED, |tx, change| {
        let family = living(tx, request.family)?;
        families::dissolve(tx, family.id, change.now)?;
        let members: Vec<CustomerId> = family.members.iter().map(|(member, _)| *member).collect();
        about(change, family.id, &members);
        made_again(change, &family);
        Ok(())
    })?;
    Ok(Done { repeated: done.repeated })
}

/// What is over comes back as a new family of the same people under the same name.
fn made_again(change: &mut Change, family: &Family) {
    let members: Vec<CustomerId> = family.members.iter().map(|(member, _)| *member).collect();
    change.undo_by("make_family", json!({ "name": family.name, "members": members }));
}

/// Somebody is erased: they leave, and what names them goes.
///
/// # Errors
/// What the store says.
pub(crate) fn erased(tx: &Tx, change: &Change, customer: CustomerId) -> Result<(), AppError> {
    families::leave(tx, customer, change.now, None)?;
    for family in families::ever_of(tx, customer)? {
        bazgasht_store::journal::empty_payloads(tx, "family", family.get())?;
    }
    Ok(families::forget(tx, customer)?)
}
