//! What can go wrong in the store. Rich inside; the app turns each case into one Code with parameters.

use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("another copy of the program has this data folder open")]
    AlreadyOpen,
    #[error("the file has schema {found}, this program knows {known}")]
    NewerSchema { found: i64, known: i64 },
    #[error("the file belongs to another program (application id {application_id})")]
    NotOurs { application_id: i64 },
    #[error("the file is damaged: {reason}")]
    Corrupt { reason: String },
    #[error("pragma {pragma} reads back {found}")]
    PragmaRefused { pragma: &'static str, found: String },
    #[error("{path}: {source}")]
    Io { path: PathBuf, source: std::io::Error },
    #[error("the folder or the file can not be written")]
    ReadOnly,
    #[error("the disk is full")]
    DiskFull,
    #[error("the file is locked by another program")]
    Locked,
    /// `what` is `table.column` as SQLite names it.
    #[error("already there: {what}")]
    Duplicate { what: String },
    #[error("{entity} {id} does not exist")]
    NotFound { entity: &'static str, id: i64 },
    /// A row points at a row that does not exist.
    #[error("a referred row does not exist")]
    MissingReference,
    /// A promise of the store would have been broken; nothing was written.
    #[error("{what} ({id})")]
    Invariant { what: &'static str, id: i64 },
    #[error("a number is out of range")]
    OutOfRange,
    #[error("stored JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Sql(rusqlite::Error),
}

pub type Result<T, E = StoreError> = std::result::Result<T, E>;

impl StoreError {
    pub(crate) fn io(path: &Path, source: std::io::Error) -> Self {
        match source.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull,
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Io { path: path.to_owned(), source },
        }
    }

    pub(crate) fn corrupt(reason: impl Into<String>) -> Self {
        Self::Corrupt { reason: reason.into() }
    }
}

/// Extended result codes of SQLite (https://sqlite.org/rescode.html) that have a meaning of their own here.
const CONSTRAINT_FOREIGN_KEY: i32 = 787;
const CONSTRAINT_PRIMARY_KEY: i32 = 1555;
const CONSTRAINT_UNIQUE: i32 = 2067;
const CONSTRAINT_DATATYPE: i32 = 3091;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let rusqlite::Error::SqliteFailure(failure, text) = &error else {
            return match error {
                rusqlite::Error::IntegralValueOutOfRange(..) => Self::OutOfRange,
                other => Self::Sql(other),
            };
        };
        let text = text.clone().unwrap_or_default();
        match (failure.code, failure.extended_code) {
            (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _) => Self::corrupt(text),
            (ErrorCode::DiskFull, _) => Self::DiskFull,
            (ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied, _) => Self::ReadOnly,
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Self::Locked,
            (_, CONSTRAINT_UNIQUE | CONSTRAINT_PRIMARY_KEY) => {
                let what = text.strip_prefix("UNIQUE constraint failed: ").unwrap_or(&text).to_owned();
                Self::Duplicate { what }
            }
            (_, CONSTRAINT_FOREIGN_KEY) => Self::MissingReference,
            // An integer sum that overflowed becomes a REAL, which a STRICT column refuses.
            (_, CONSTRAINT_DATATYPE) => Self::OutOfRange,
            _ if text == "integer overflow" => Self::OutOfRange,
            _ => Self::Sql(error),
        }
    }
}
