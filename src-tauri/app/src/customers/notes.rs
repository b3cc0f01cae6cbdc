//! Notes about a person: added, corrected, removed; each can be taken back.

use super::fields::text;
use crate::api::Tag;
use crate::api::types::{AddNote, ChangeNote, Done, NoteSaved, RemoveNote};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_store::{customers, notes};
use serde_json::{Value, json};
use std::sync::Arc;

const NOTE_CHARS_MAX: usize = 4_000;

fn written(typed: &str) -> Result<String, AppError> {
    let note = text("text", typed, NOTE_CHARS_MAX)?;
    if note.is_empty() { Err(AppError::new(Code::NoteEmpty).with("field", "text")) } else { Ok(note) }
}

pub(crate) fn add(app: &Arc<App>, session: &Session, request: AddNote) -> Result<NoteSaved, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::AddNote, &id, &[Tag::Customers], |tx, change| {
        let note = written(&request.text)?;
        let alive = |found: &customers::Customer| found.merged_into.is_none() && found.erased_at.is_none();
        customers::get(tx, request.customer)?.filter(alive).ok_or(Code::NotFound)?;
        let when = (change.now, change.today);
        let note = notes::insert(tx, request.customer, &note, when, session.staff)?;
        change.undo_by("remove_note", json!({ "note": note, "removed": true }));
        change.about("note", note.get(), json!({ "customer": request.customer }));
        Ok(NoteSaved { note, repeated: false })
    })?;
    Ok(NoteSaved { repeated: done.repeated, ..done.answer })
}

pub(crate) fn change(app: &Arc<App>, session: &Session, request: ChangeNote) -> Result<NoteSaved, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::ChangeNote, &id, &[Tag::Customers], |tx, change| {
        let before = notes::get(tx, request.note)?.ok_or(Code::NotFound)?;
        notes::set_text(tx, request.note, &written(&request.text)?)?;
        change.undo_by("change_note", json!({ "note": request.note, "text": before.text }));
        change.about("note", request.note.get(), Value::Null);
        Ok(NoteSaved { note: request.note, repeated: false })
    })?;
    Ok(NoteSaved { repeated: done.repeated, ..done.answer })
}

pub(crate) fn remove(app: &Arc<App>, session: &Session, request: RemoveNote) -> Result<Done, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::RemoveNote, &id, &[Tag::Customers], |tx, change| {
        notes::set_removed(tx, request.note, request.removed.then_some(change.now))?;
        change.undo_by("remove_note", json!({ "note": request.note, "removed": !request.removed }));
        change.about("note", request.note.get(), Value::Null);
        Ok(())
    })?;
    Ok(Done { repeated: done.repeated })
}
