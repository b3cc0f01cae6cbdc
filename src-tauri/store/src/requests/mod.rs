//! Idempotency: the answer to a request is stored in the transaction that did the work, so a retry of the same
//! request id finds the answer and changes nothing.

use crate::{Reader, Result, Tx};
use bazgasht_domain::clock::InstantMs;

/// What was answered to a request before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub op: String,
    /// JSON, as the caller gave it.
    pub response: String,
    pub at: InstantMs,
}

/// # Errors
/// The store's own errors.
pub fn find(reader: &Reader, request_id: &str) -> Result<Option<Answered>> {
    let sql = "SELECT op, response, at_ms FROM request_log WHERE request_id = ?1";
    reader.one(sql, [request_id], |row| {
        Ok(Answered { op: row.get(0)?, response: row.get(1)?, at: InstantMs::new(row.get(2)?) })
    })
}

/// Answers the row it was kept in.
///
/// # Errors
/// `Duplicate` when the id has been answered already.
pub fn remember(tx: &Tx, request_id: &str, op: &str, response: &str, at: InstantMs) -> Result<i64> {
    tx.run(include_str!("insert.sql"), (request_id, op, at.get(), response))?;
    Ok(tx.last_row())
}

/// Drops answers that no client can still be waiting for.
///
/// # Errors
/// The store's own errors.
pub fn forget_before(tx: &Tx, at: InstantMs) -> Result<usize> {
    tx.run("DELETE FROM request_log WHERE at_ms < ?1", [at.get()])
}
