//! What is being typed, kept in the shop's own file: a sale, and the club's program. It is rewritten while typing and belongs
//! to nobody's record, so it has no journal row and no request id: the last text wins.

use crate::api::types::{AmountRead, DraftKept, KeepDraft, Nothing, ReadAmount};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::shop::Settings;
use bazgasht_domain::money::amount_in_words;
use bazgasht_store::drafts;
use std::sync::Arc;

/// Every counter of a shop has a file of its own, so one desk is enough.
const DESK: &str = "counter";
/// The program of the club is edited by one owner at a time, too.
const PROGRAM: &str = "program";
/// A thousand lines fit; what is longer is no sale.
const BODY_BYTES_MAX: usize = 512 * 1024;

/// # Errors
/// `text_too_long`.
pub(super) fn check_body(body: &str) -> Result<(), AppError> {
    if body.len() > BODY_BYTES_MAX {
        return Err(AppError::new(Code::TextTooLong).with("max", BODY_BYTES_MAX));
    }
    Ok(())
}

fn read(app: &App, desk: &str) -> Result<DraftKept, AppError> {
    let body = app.shop().store().read(|reader| drafts::get(reader, desk))?;
    Ok(DraftKept { body })
}

fn keep(app: &App, desk: &str, request: &KeepDraft) -> Result<Nothing, AppError> {
    if let Some(body) = &request.body {
        check_body(body)?;
    }
    let now = app.now();
    app.shop().store().write(|tx| drafts::put(tx, desk, request.body.as_deref(), now))?;
    Ok(Nothing {})
}

pub(crate) fn read_draft(app: &Arc<App>, _: &Session, _: Nothing) -> Result<DraftKept, AppError> {
    read(app, DESK)
}

pub(crate) fn keep_draft(app: &Arc<App>, _: &Session, request: KeepDraft) -> Result<Nothing, AppError> {
    keep(app, DESK, &request)
}

pub(crate) fn read_program_draft(app: &Arc<App>, _: &Session, _: Nothing) -> Result<DraftKept, AppError> {
    read(app, PROGRAM)
}

pub(crate) fn keep_program_draft(
    app: &Arc<App>,
    _: &Session,
    request: KeepDraft,
) -> Result<Nothing, AppError> {
    keep(app, PROGRAM, &request)
}

pub(crate) fn read_amount(app: &Arc<App>, _: &Session, request: ReadAmount) -> Result<AmountRead, AppError> {
    let unit = app.shop().store().read(Settings::read)?.money_unit;
    let rial = crate::counter::read_amount(&request.text, unit)?;
    Ok(AmountRead { rial, words: amount_in_words(rial, unit) })
}
