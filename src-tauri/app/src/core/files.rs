//! Files that a person chose. The window gets a token, never a path; only a token made here opens a file.

use crate::api::types::FileToken;
use crate::error::{AppError, Code};
use crate::import::{ImportError, Opened};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

#[derive(Default)]
pub struct Files {
    known: Mutex<Vec<Known>>,
    /// The file that was looked at last, with its rows at hand.
    opened: Mutex<Option<Opened>>,
}

#[derive(Debug, Clone)]
struct Known {
    path: PathBuf,
    /// Handed over by the system and not imported yet.
    waiting: bool,
}

impl Files {
    /// Registers a chosen file. `waiting` when the system handed it over without a question from us.
    ///
    /// # Errors
    /// `file_gone` when it cannot be read.
    pub fn add(&self, path: &Path, waiting: bool) -> Result<FileToken, AppError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let place = match known.iter().position(|file| file.path == path) {
            Some(place) => place,
            None => {
                known.push(Known { path: path.to_owned(), waiting });
                known.len() - 1
            }
        };
        token(place, path)
    }

    /// The path behind a token.
    ///
    /// # Errors
    /// `file_gone` when the token is not ours.
    pub fn path(&self, token: &str) -> Result<PathBuf, AppError> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        token
            .strip_prefix("file-")
            .and_then(|number| number.parse::<usize>().ok())
            .and_then(|place| known.get(place))
            .map(|file| file.path.clone())
            .ok_or_else(|| AppError::new(Code::FileGone).with("name", ""))
    }

    /// The file as it was left by the last look at it; opened anew when it is another one or has changed since.
    ///
    /// # Errors
    /// The file can not be read as a table.
    pub fn open(&self, path: &Path) -> Result<Opened, ImportError> {
        let left = self.opened.lock().unwrap_or_else(PoisonError::into_inner).take();
        match left.filter(|opened| opened.is_still(path)) {
            Some(opened) => Ok(opened),
            None => Opened::open(path),
        }
    }

    /// Keeps a file at hand for the next look; the one before is let go.
    pub fn leave_open(&self, opened: Opened) {
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = Some(opened);
    }

    /// The file has been imported: it no longer waits.
    pub fn done(&self, path: &Path) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        for file in known.iter_mut().filter(|file| file.path == path) {
            file.waiting = false;
        }
    }

    #[must_use]
    pub fn waiting(&self) -> Vec<FileToken> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = known.iter().enumerate().filter(|(_, file)| file.waiting);
        waiting.filter_map(|(place, file)| token(place, &file.path).ok()).collect()
    }
}

fn token(place: usize, path: &Path) -> Result<FileToken, AppError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let facts = std::fs::metadata(path).map_err(|cause| AppError {
        detail: cause.to_string(),
        ..AppError::new(Code::FileGone).with("name", name.clone())
    })?;
    let bytes = i64::try_from(facts.len()).unwrap_or(i64::MAX);
    Ok(FileToken { token: format!("file-{place}"), name, bytes })
}
