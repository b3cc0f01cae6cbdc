//! The way back in for an owner who forgot their secret. It is no command: neither the window nor `rpc` reaches it. It
//! asks for what only the master of the PC's account has: the data folder, while the program is closed. Whoever has that
//! has the file itself, so nothing is opened that was shut; what is done is written in the journal.

use super::members::{hashed, owners};
use crate::api::Tag;
use crate::api::types::{OwnerReset, Problem};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::text::key_form;
use bazgasht_store::journal;
use bazgasht_store::staff::{self, Member};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Laid into the data folder: the new secret on the first line, the owner's name on the second when there are several.
pub const RESET_FILE: &str = "new-owner-secret.txt";
/// What an editor that hides endings makes of it.
const RESET_FILE_TWICE: &str = "new-owner-secret.txt.txt";
/// No secret and name are longer.
const FILE_BYTES_MAX: u64 = 4_096;

/// Gives an owner a new secret and answers who it was.
///
/// # Errors
/// `owner_unclear` with their names when `name` is not one of several owners, `secret_short`, `secret_easy`,
/// `owner_secret_first` when there is no lock that could be forgotten.
pub fn reset_owner_secret(app: &Arc<App>, name: Option<&str>, secret: &str) -> Result<String, AppError> {
    let hash = hashed(app, secret)?.ok_or(Code::SecretShort)?;
    // Nobody repeats it: where the journal stands makes each one its own.
    let head = app.shop().store().read(journal::head)?;
    let request_id = format!("owner-reset-{}", head.seq);
    let op = Op::ResetOwnerSecret;
    let done = transact(app, &app.shop(), &Session::OWNER, op, &request_id, &[Tag::Staff], |tx, change| {
        let members = staff::all(tx)?;
        if !super::has_locks(&members) {
            return Err(Code::NoOwnerSecret.into());
        }
        let owner = meant(&owners(&members), name)?.clone();
        staff::set_pin(tx, owner.id, Some(&hash))?;
        change.about("staff", owner.id.get(), json!({ "secret": true }));
        Ok(owner.name)
    })?;
    Ok(done.answer)
}

fn meant<'a>(owners: &[&'a Member], name: Option<&str>) -> Result<&'a Member, AppError> {
    let found = match (name, owners) {
        (None, [only]) => Some(*only),
        (None, _) => None,
        (Some(name), _) => owners.iter().find(|owner| key_form(&owner.name) == key_form(name)).copied(),
    };
    let names: Vec<&str> = owners.iter().map(|owner| owner.name.as_str()).collect();
    found.ok_or_else(|| AppError::new(Code::OwnerUnclear).with("names", names.join(" / ")))
}

/// Does what a file in the data folder asks for, once, before anybody signs in. The file holds a secret: it goes away
/// whether or not it could be followed.
pub(crate) fn follow_file(app: &Arc<App>) -> Option<OwnerReset> {
    let file = [RESET_FILE, RESET_FILE_TWICE].map(|name| app.folder().join(name));
    let file = file.into_iter().find(|file| file.is_file())?;
    // The sample has nobody who could forget anything; the real shop is asked when it is open again.
    if app.shop().is_sample() {
        return None;
    }
    let done = read(&file).and_then(|(secret, name)| reset_owner_secret(app, name.as_deref(), &secret));
    let gone = std::fs::remove_file(&file);
    let refused = |error: AppError| OwnerReset { name: None, problem: Some(error.into_problem()) };
    Some(match (done, gone) {
        (Ok(name), Ok(())) => OwnerReset { name: Some(name), problem: None },
        (Ok(name), Err(_)) => OwnerReset { name: Some(name), problem: Some(stays(&file)) },
        (Err(error), _) => refused(error),
    })
}

fn stays(file: &Path) -> Problem {
    AppError::new(Code::ResetFileStays).with("file", file.display().to_string()).into_problem()
}

fn read(file: &PathBuf) -> Result<(String, Option<String>), AppError> {
    let size = std::fs::metadata(file).map_err(AppError::internal)?.len();
    if size > FILE_BYTES_MAX {
        return Err(Code::SecretShort.into());
    }
    let bytes = std::fs::read(file).map_err(AppError::internal)?;
    let text = String::from_utf8(bytes).map_err(|_| AppError::new(Code::SecretShort))?;
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let secret = lines.next().unwrap_or_default().to_owned();
    let name = lines.find(|line| !line.is_empty()).map(str::to_owned);
    Ok((secret, name))
}
