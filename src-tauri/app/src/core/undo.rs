//! Taking a change back: the inverse that the change wrote beside itself runs through the dispatcher, with the rights of
//! whoever asks, in one transaction with the look whether anything came after it. A later edit is never overwritten,
//! and what has been taken back is not taken back twice.

use super::App;
use crate::api::types::{Done, UndoChange};
use crate::dispatch::dispatch;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_store::{Tx, undo};
use serde_json::Value;
use std::sync::Arc;

/// The change that the running change takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undoing {
    pub(super) request: i64,
    pub(super) seq: i64,
}

pub(crate) fn undo_change(app: &Arc<App>, session: &Session, request: UndoChange) -> Result<Done, AppError> {
    let shop = app.shop();
    let find = || shop.store().read(|reader| undo::find(reader, &request.of));
    let step = find()?.ok_or(Code::NotFound)?;
    if step.undone_seq.is_some() {
        return Ok(Done { repeated: true });
    }
    let mut payload: Value = serde_json::from_str(&step.payload).map_err(AppError::internal)?;
    payload["request_id"] = Value::from(request.request_id.as_str());
    let undoing = Undoing { request: step.request, seq: step.seq };
    let inverse = Session { undoing: Some(undoing), ..*session };
    match dispatch(app, &inverse, &step.command, payload) {
        Ok(_) => Ok(Done { repeated: false }),
        // Somebody else was quicker.
        Err(_) if find()?.is_some_and(|step| step.undone_seq.is_some()) => Ok(Done { repeated: true }),
        Err(error) => Err(error),
    }
}

/// Inside the inverse's own transaction, before it changes anything.
///
/// # Errors
/// `undo_too_late` when the change was taken back meanwhile or what it was about has changed since.
pub(super) fn still_possible(tx: &Tx, undoing: Undoing) -> Result<(), AppError> {
    if undo::is_undone(tx, undoing.seq)? || undo::has_later(tx, undoing.seq)? {
        return Err(Code::UndoTooLate.into());
    }
    Ok(())
}
