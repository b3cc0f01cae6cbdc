//! The door of the program: who sits at the machine, what they may do, and the one way in for a window. A shop whose
//! owner has no secret has no lock and the owner sits there; any other shop is locked until somebody shows a secret,
//! and while it is locked nothing but the door itself answers.

use super::prove::{Purpose, prove};
use super::reset::RESET_FILE;
use super::view;
use crate::api::Tag;
use crate::api::types::{Approval, Done, Nothing, Role, SignIn, SignInList, StaffView};
use crate::core::App;
use crate::dispatch::dispatch;
use crate::error::{AppError, Code};
use crate::permissions::{Approver, Session, allows};
use crate::shop::Settings;
use bazgasht_store::staff::{self, Member};
use serde_json::Value;
use std::sync::Arc;

/// Everything a window may show, to be asked again after the door opened or closed.
const ALL_TAGS: &[Tag] = &[
    Tag::Staff,
    Tag::Settings,
    Tag::Customers,
    Tag::Products,
    Tag::Sales,
    Tag::Points,
    Tag::Imports,
    Tag::Files,
];

/// Whether the shop has locks: an owner who has a secret.
pub(crate) fn has_locks(members: &[Member]) -> bool {
    members.iter().any(|member| {
        member.archived_at.is_none() && member.role == staff::Role::Owner && member.pin_hash.is_some()
    })
}

/// Who sits at the machine now and what they may do.
///
/// # Errors
/// What the store says.
pub fn session(app: &App) -> Result<Session, AppError> {
    let (members, minutes) = app.shop().store().read(|reader| -> Result<_, AppError> {
        Ok((staff::all(reader)?, Settings::read(reader)?.auto_lock_minutes))
    })?;
    let mut present = members.iter().filter(|member| member.archived_at.is_none());
    if !has_locks(&members) {
        let owner = present.find(|member| member.role == staff::Role::Owner);
        return Ok(Session::of(owner.map(|owner| owner.id), Role::Owner));
    }
    let sitting = app.desk().sitting(app.now(), minutes);
    let member = sitting.and_then(|id| present.find(|member| member.id == id));
    Ok(member.map_or(Session::LOCKED, |member| Session::of(Some(member.id), view::role(member.role))))
}

/// Runs one command for whoever sits at the machine. What they may not do runs once when somebody who may shows a
/// secret beside it; both are named in the journal.
///
/// # Errors
/// `locked`, `forbidden`, `secret_wrong`, `secret_wait`, and what the command says.
pub fn serve(
    app: &Arc<App>,
    command: &str,
    payload: Value,
    approval: Option<&Approval>,
) -> Result<Value, AppError> {
    let was_taken = app.desk().is_taken();
    let session = session(app)?;
    if was_taken && session.locked {
        app.changed(&[Tag::Staff]);
    }
    let Some(approval) = approval else { return dispatch(app, &session, command, payload) };
    match dispatch(app, &session, command, payload.clone()) {
        // The right is asked for before anything is done, so nothing has happened yet.
        Err(error) if error.is(Code::Forbidden) => {
            let approver = approved(app, &session, command, approval)?;
            dispatch(app, &Session { approver: Some(approver), ..session }, command, payload)
        }
        answer => answer,
    }
}

fn approved(app: &App, session: &Session, command: &str, shown: &Approval) -> Result<Approver, AppError> {
    let purpose = Purpose { op: "approve", actor: session.staff, command: Some(command) };
    let member = prove(app, shown.staff, shown.secret.shown(), &purpose)?;
    Ok(Approver { staff: member.id, role: view::role(member.role) })
}

/// Locks when the person has been silent for too long; called from the quiet work.
pub(crate) fn lock_when_left(app: &App) {
    if app.desk().is_taken() && session(app).is_ok_and(|session| session.locked) {
        app.changed(&[Tag::Staff]);
    }
}

/// The session, when it may do what needs `permission`; for work that is no command.
///
/// # Errors
/// `locked`, `forbidden`.
pub fn permitted(app: &App, permission: crate::api::Permission) -> Result<Session, AppError> {
    let session = session(app)?;
    if session.locked {
        return Err(Code::Locked.into());
    }
    if allows(session.role, permission) { Ok(session) } else { Err(Code::Forbidden.into()) }
}

pub(crate) fn sign_in(app: &Arc<App>, session: &Session, request: SignIn) -> Result<StaffView, AppError> {
    let purpose = Purpose { op: "sign_in", actor: session.staff, command: None };
    let member = prove(app, request.staff, request.secret.shown(), &purpose)?;
    app.desk().sit(member.id, app.now());
    app.changed(ALL_TAGS);
    app.tell_ended_job();
    Ok(view::person(&member))
}

pub(crate) fn lock(app: &Arc<App>, _: &Session, _: Nothing) -> Result<Done, AppError> {
    let was_taken = app.desk().is_taken();
    app.desk().leave();
    app.changed(&[Tag::Staff]);
    Ok(Done { repeated: !was_taken })
}

pub(crate) fn report_activity(app: &Arc<App>, _: &Session, _: Nothing) -> Result<Done, AppError> {
    app.desk().hear(app.now());
    Ok(Done { repeated: false })
}

pub(crate) fn list_to_sign_in(app: &Arc<App>, _: &Session, _: Nothing) -> Result<SignInList, AppError> {
    let members = app.shop().store().read(staff::all)?;
    let may = |member: &Member| member.archived_at.is_none() && member.pin_hash.is_some();
    Ok(SignInList {
        staff: members.iter().filter(|member| may(member)).map(view::person).collect(),
        data_folder: app.folder().display().to_string(),
        reset_file: RESET_FILE.to_owned(),
        reset: app.reset().cloned(),
    })
}
