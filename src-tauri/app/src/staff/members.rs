//! The list of staff and its changes. Secrets are hashed before the transaction: hashing is slow on purpose.

use super::{door, secret, view};
use crate::api::Tag;
use crate::api::types::{
    AddStaff, ArchiveStaff, Done, Nothing, SetStaffSecret, StaffList, StaffRow, StaffSaved, UpdateStaff,
};
use crate::core::{App, Change, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::shop::named;
use bazgasht_domain::ids::StaffId;
use bazgasht_domain::text::key_form;
use bazgasht_store::staff::{self, Member};
use bazgasht_store::{Reader, Tx};
use serde_json::{Value, json};
use std::sync::Arc;

const TOUCHED: &[Tag] = &[Tag::Staff];

pub(crate) fn list(app: &Arc<App>, session: &Session, _: Nothing) -> Result<StaffList, AppError> {
    let members = app.shop().store().read(staff::all)?;
    let row = |member: &Member| StaffRow {
        who: view::person(member),
        has_secret: member.pin_hash.is_some(),
        archived: member.archived_at.is_some(),
        is_me: Some(member.id) == session.staff,
        is_last_owner: keep_an_owner(&members, member.id).is_err(),
    };
    Ok(StaffList { staff: members.iter().map(row).collect(), locks: door::has_locks(&members) })
}

pub(crate) fn add(app: &Arc<App>, session: &Session, request: AddStaff) -> Result<StaffSaved, AppError> {
    let name = named(&request.name)?;
    let typed = request.secret.shown();
    let hash = hashed(app, typed)?;
    let shop = app.shop();
    let done = transact(app, &shop, session, Op::AddStaff, &request.request_id, TOUCHED, |tx, change| {
        let members = staff::all(tx)?;
        refuse_same_name(&members, None, &name)?;
        if hash.is_some() && !door::has_locks(&members) {
            return Err(Code::OwnerSecretFirst.into());
        }
        let role = view::stored_role(request.role);
        let id = staff::insert(tx, &name, role, hash.as_deref(), change.now)?;
        change.undo_by("archive_staff", json!({ "staff": id, "archived": true }));
        change.about("staff", id.get(), json!({ "role": role.as_str(), "secret": hash.is_some() }));
        Ok(id)
    })?;
    Ok(StaffSaved { id: done.answer, repeated: done.repeated })
}

pub(crate) fn update(app: &Arc<App>, session: &Session, request: UpdateStaff) -> Result<Done, AppError> {
    let name = named(&request.name)?;
    let id = request.staff;
    changed(app, session, Op::UpdateStaff, &request.request_id, |tx, change| {
        let (members, before) = find(tx, id)?;
        refuse_same_name(&members, Some(id), &name)?;
        let role = view::stored_role(request.role);
        if role != staff::Role::Owner {
            keep_an_owner(&members, id)?;
        }
        staff::update(tx, id, &name, role)?;
        let back = json!({ "staff": id, "name": before.name, "role": view::role(before.role) });
        change.undo_by("update_staff", back);
        change.about("staff", id.get(), json!({ "before": before.role.as_str(), "after": role.as_str() }));
        Ok(())
    })
}

pub(crate) fn set_secret(
    app: &Arc<App>,
    session: &Session,
    request: SetStaffSecret,
) -> Result<Done, AppError> {
    let id = request.staff;
    let hash = hashed(app, request.secret.shown())?;
    let mut came_with_locks = false;
    let done = changed(app, session, Op::SetStaffSecret, &request.request_id, |tx, change| {
        let (members, _) = find(tx, id)?;
        let had_locks = door::has_locks(&members);
        // The first lock is the own one of whoever sets it, or they would stand outside.
        let own = session.staff.is_none_or(|own| own == id);
        let is_owner = |member: &Member| member.id == id && member.role == staff::Role::Owner;
        if hash.is_some() && !had_locks && !(own && members.iter().any(is_owner)) {
            return Err(Code::OwnerSecretFirst.into());
        }
        staff::set_pin(tx, id, hash.as_deref())?;
        came_with_locks = hash.is_some() && !had_locks;
        change.about("staff", id.get(), json!({ "secret": hash.is_some() }));
        Ok(())
    })?;
    if came_with_locks {
        app.desk().sit(id, app.now());
    }
    Ok(done)
}

pub(crate) fn archive(app: &Arc<App>, session: &Session, request: ArchiveStaff) -> Result<Done, AppError> {
    let id = request.staff;
    changed(app, session, Op::ArchiveStaff, &request.request_id, |tx, change| {
        let members = staff::all(tx)?;
        let member = members.iter().find(|member| member.id == id).ok_or(Code::NotFound)?;
        if request.archived {
            keep_an_owner(&members, id)?;
        } else {
            refuse_same_name(&members, Some(id), &member.name)?;
        }
        staff::set_archived(tx, id, request.archived.then_some(change.now))?;
        let was = member.archived_at.is_some();
        change.undo_by("archive_staff", json!({ "staff": id, "archived": was }));
        change.about("staff", id.get(), json!({ "archived": request.archived }));
        Ok(())
    })
}

fn changed(
    app: &Arc<App>,
    session: &Session,
    op: Op,
    request_id: &str,
    change: impl FnOnce(&Tx, &mut Change) -> Result<(), AppError>,
) -> Result<Done, AppError> {
    let done = transact(app, &app.shop(), session, op, request_id, TOUCHED, change)?;
    Ok(Done { repeated: done.repeated })
}

/// The hash of a secret that may be one; `None` for an empty one.
pub(super) fn hashed(app: &App, typed: &str) -> Result<Option<String>, AppError> {
    if typed.is_empty() {
        return Ok(None);
    }
    secret::check(typed)?;
    secret::hash(app.ports().entropy.as_ref(), typed).map(Some)
}

/// Everybody, and the present member `id`.
fn find(reader: &Reader, id: StaffId) -> Result<(Vec<Member>, Member), AppError> {
    let members = staff::all(reader)?;
    let member = members.iter().find(|member| member.id == id && member.archived_at.is_none()).cloned();
    Ok((members, member.ok_or(Code::NotFound)?))
}

/// # Errors
/// `staff_name_taken`: people sign in by name.
fn refuse_same_name(members: &[Member], own: Option<StaffId>, name: &str) -> Result<(), AppError> {
    let key = key_form(name);
    let same = |member: &&Member| member.archived_at.is_none() && Some(member.id) != own;
    if members.iter().filter(same).any(|member| key_form(&member.name) == key) {
        return Err(AppError::new(Code::StaffNameTaken).with("name", Value::from(name)));
    }
    Ok(())
}

/// The owners who are there.
pub(super) fn owners(members: &[Member]) -> Vec<&Member> {
    let is_owner = |member: &&Member| member.archived_at.is_none() && member.role == staff::Role::Owner;
    members.iter().filter(is_owner).collect()
}

/// # Errors
/// `last_owner` when without `id` there would be no owner, or none who can open the locks there are.
fn keep_an_owner(members: &[Member], id: StaffId) -> Result<(), AppError> {
    let owners = owners(members);
    if !owners.iter().any(|member| member.id == id) {
        return Ok(());
    }
    let locks = door::has_locks(members);
    let stays = |member: &&Member| member.id != id && (!locks || member.pin_hash.is_some());
    if owners.iter().any(stays) { Ok(()) } else { Err(Code::LastOwner.into()) }
}
