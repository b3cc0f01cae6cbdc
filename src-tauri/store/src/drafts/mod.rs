//! What is being typed at the counter. One text a desk, rewritten while typing; it decides nothing and means nothing
//! to the rest of the file, so it needs no journal row.

use crate::{Reader, Result, Tx};
use bazgasht_domain::clock::InstantMs;

/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, desk: &str) -> Result<Option<String>> {
    reader.one("SELECT body FROM counter_draft WHERE desk = ?1", [desk], |row| row.get(0))
}

/// `None` forgets the draft.
///
/// # Errors
/// The store's own errors.
pub fn put(tx: &Tx, desk: &str, body: Option<&str>, at: InstantMs) -> Result<()> {
    match body {
        Some(body) => tx.run(include_str!("put.sql"), (desk, body, at.get()))?,
        None => tx.run("DELETE FROM counter_draft WHERE desk = ?1", [desk])?,
    };
    Ok(())
}
