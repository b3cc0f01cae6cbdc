//! Import runs. A file is known by the hash of its bytes: the same file of the same kind is taken once, and its
//! run says what it brought. What was wrong with a row is kept with the row's number, so that it can be mended.

use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{ImportId, StaffId};

/// The file a run reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRun<'a> {
    /// "customers", "sales", "returns", "orders" …
    pub kind: &'a str,
    pub file_name: &'a str,
    /// SHA-256 of the file's bytes.
    pub file_hash: [u8; 32],
    pub file_bytes: u64,
    /// The header mapping used, as JSON.
    pub profile: Option<&'a str>,
    pub started_at: InstantMs,
    pub actor: Option<StaffId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub id: ImportId,
    pub kind: String,
    pub file_name: String,
    pub file_bytes: u64,
    pub started_at: InstantMs,
    pub finished_at: Option<InstantMs>,
    /// What it brought, as JSON; `None` before it finished.
    pub counts: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The row was left out.
    Rejected,
    /// The row was taken, something in it was kept as it was written.
    Warning,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// As the person sees it in the file.
    pub row_number: u32,
    pub severity: Severity,
    /// The app's code of the sentence, and its parameters as JSON.
    pub code: String,
    pub params: String,
    /// The row's cells as JSON, to mend and try again.
    pub cells: Option<String>,
}

/// # Errors
/// `Duplicate` when this file was imported as this kind before (see [`find_by_file`]).
pub fn begin(tx: &Tx, run: &NewRun<'_>) -> Result<ImportId> {
    let id: ImportId = tx.mint()?;
    let bytes = i64::try_from(run.file_bytes).map_err(|_| StoreError::OutOfRange)?;
    let row = (
        id.get(),
        run.kind,
        run.file_name,
        &run.file_hash,
        bytes,
        run.profile,
        run.started_at.get(),
        run.actor.map(StaffId::get),
    );
    tx.run(include_str!("insert.sql"), row)?;
    Ok(id)
}

/// # Errors
/// `NotFound`.
pub fn finish(tx: &Tx, id: ImportId, counts: &str, at: InstantMs) -> Result<()> {
    let sql = "UPDATE import_run SET counts = ?2, finished_at_ms = ?3 WHERE id = ?1";
    if tx.run(sql, (id.get(), counts, at.get()))? == 0 {
        return Err(StoreError::NotFound { entity: "import", id: id.get() });
    }
    Ok(())
}

/// Keeps one finding; `position` counts the findings of the run from 0.
///
/// # Errors
/// `MissingReference` when there is no such run.
pub fn add_issue(tx: &Tx, id: ImportId, position: u32, issue: &Issue) -> Result<()> {
    let severity = match issue.severity {
        Severity::Rejected => "rejected",
        Severity::Warning => "warning",
    };
    let row = (id.get(), position, issue.row_number, severity, &issue.code, &issue.params, &issue.cells);
    tx.run(include_str!("insert_issue.sql"), row)?;
    Ok(())
}

fn run(row: &rusqlite::Row<'_>) -> rusqlite::Result<Run> {
    Ok(Run {
        id: ImportId::new(row.get(0)?),
        kind: row.get(1)?,
        file_name: row.get(2)?,
        file_bytes: row.get::<_, i64>(3)?.cast_unsigned(),
        started_at: InstantMs::new(row.get(4)?),
        finished_at: row.get::<_, Option<i64>>(5)?.map(InstantMs::new),
        counts: row.get(6)?,
    })
}

/// The run that took this file before.
///
/// # Errors
/// The store's own errors.
pub fn find_by_file(reader: &Reader, kind: &str, file_hash: &[u8; 32]) -> Result<Option<Run>> {
    reader.one(include_str!("find_by_file.sql"), (kind, file_hash), run)
}

/// Every run, newest first.
///
/// # Errors
/// The store's own errors.
pub fn all(reader: &Reader) -> Result<Vec<Run>> {
    reader.many(include_str!("all.sql"), [], run)
}

/// A run's findings in the order of the file; `skip` for the next page.
///
/// # Errors
/// The store's own errors.
pub fn issues(reader: &Reader, id: ImportId, limit: u32, skip: u32) -> Result<Vec<Issue>> {
    reader.many(include_str!("issues.sql"), (id.get(), limit, skip), |row| {
        let is_rejected = row.get::<_, String>(1)? == "rejected";
        Ok(Issue {
            row_number: row.get(0)?,
            severity: if is_rejected { Severity::Rejected } else { Severity::Warning },
            code: row.get(2)?,
            params: row.get(3)?,
            cells: row.get(4)?,
        })
    })
}
