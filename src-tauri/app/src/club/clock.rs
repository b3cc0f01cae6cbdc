//! Whether the PC's date can be believed. It can not when it lies more than a day before, or more than thirty days
//! after, the last recorded change or the last date that was believed; then nothing ends and nobody is moved until a
//! person confirms the date.

use crate::api::Tag;
use crate::api::types::{ConfirmClock, Done};
use crate::core::{App, Op, transact};
use crate::error::AppError;
use crate::permissions::Session;
use bazgasht_domain::clock::InstantMs;
use bazgasht_store::{Reader, Tx, journal, settings};
use std::sync::Arc;

const BEHIND_MS: i64 = 24 * 3_600_000;
const AHEAD_MS: i64 = 30 * 24 * 3_600_000;
/// The last instant that day work or a person believed. A sale at a wrong date does not move it.
const TRUSTED_KEY: &str = "clock.trusted_ms";

/// The PC says a time that the shop's own records contradict.
///
/// # Errors
/// What the store says.
pub(crate) fn in_doubt(reader: &Reader, now: InstantMs) -> Result<bool, AppError> {
    let last = journal::page(reader, None, 1)?.into_iter().next().map(|row| row.at.get());
    let trusted = settings::get::<i64>(reader, TRUSTED_KEY)?;
    let contradicts = |known: i64| !(-BEHIND_MS..=AHEAD_MS).contains(&now.get().saturating_sub(known));
    Ok([last, trusted].into_iter().flatten().any(contradicts))
}

/// Believes this instant from now on.
pub(super) fn trust(tx: &Tx, now: InstantMs) -> Result<(), AppError> {
    Ok(settings::put(tx, TRUSTED_KEY, &now.get())?)
}

pub(crate) fn confirm(app: &Arc<App>, session: &Session, request: ConfirmClock) -> Result<Done, AppError> {
    let shop = app.shop();
    let touched = [Tag::Settings];
    // The journal row that this leaves is the new last recorded change.
    let done =
        transact(app, &shop, session, Op::ConfirmClock, &request.request_id, &touched, |tx, change| {
            trust(tx, change.now)
        })?;
    super::day_work(app)?;
    Ok(Done { repeated: done.repeated })
}
