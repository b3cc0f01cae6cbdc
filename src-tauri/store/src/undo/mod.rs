//! What takes a change back. A step is written with its change and marked in the transaction of the change that
//! takes it back; a pair of a change and its undoing counts as if neither had been.

use crate::{Reader, Result, Tx};

/// One change that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The row of the request that made the change.
    pub request: i64,
    /// The change's row in the journal.
    pub seq: i64,
    pub command: String,
    /// JSON without a request id.
    pub payload: String,
    /// The row that took the change back.
    pub undone_seq: Option<i64>,
}

/// Keeps how the change of the request row `request` is taken back.
///
/// # Errors
/// The store's own errors.
pub fn keep(tx: &Tx, request: i64, seq: i64, command: &str, payload: &str) -> Result<()> {
    let sql = "INSERT INTO undo_step (request, seq, command, payload) VALUES (?1, ?2, ?3, ?4)";
    tx.run(sql, (request, seq, command, payload))?;
    Ok(())
}

/// The step of the change that was made under `request_id`.
///
/// # Errors
/// The store's own errors.
pub fn find(reader: &Reader, request_id: &str) -> Result<Option<Step>> {
    reader.one(include_str!("find.sql"), [request_id], |row| {
        Ok(Step {
            request: row.get(0)?,
            seq: row.get(1)?,
            command: row.get(2)?,
            payload: row.get(3)?,
            undone_seq: row.get(4)?,
        })
    })
}

/// Whether the change at `seq` has been taken back already.
///
/// # Errors
/// The store's own errors.
pub fn is_undone(reader: &Reader, seq: i64) -> Result<bool> {
    let sql = "SELECT 1 FROM undo_step WHERE seq = ?1 AND undone_seq IS NOT NULL";
    Ok(reader.one(sql, [seq], |_| Ok(()))?.is_some())
}

/// Whether the thing that the change at `seq` was about has changed since. An import may have touched anything.
///
/// # Errors
/// The store's own errors.
pub fn has_later(reader: &Reader, seq: i64) -> Result<bool> {
    Ok(reader.one(include_str!("later.sql"), [seq], |_| Ok(()))?.is_some())
}

/// The change of `request` at `seq` is taken back by the change at `by`. Taking back an undoing brings the first
/// change to life.
///
/// # Errors
/// The store's own errors.
pub fn mark(tx: &Tx, request: i64, seq: i64, by: i64) -> Result<()> {
    tx.run("UPDATE undo_step SET undone_seq = NULL WHERE undone_seq = ?1", [seq])?;
    tx.run("UPDATE undo_step SET undone_seq = ?2 WHERE request = ?1", (request, by))?;
    Ok(())
}

/// Removes the steps about one thing: they hold what it was like before.
///
/// # Errors
/// The store's own errors.
pub fn forget_about(tx: &Tx, entity: &str, entity_id: i64) -> Result<usize> {
    tx.run(include_str!("forget_about.sql"), (entity, entity_id))
}
