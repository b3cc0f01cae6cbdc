//! Which entry was taken back by what, and where its points were found. A row is written once and never changed.

use crate::{Reader, Result, Tx};
use bazgasht_domain::ids::{CustomerId, PointsEntryId};
use bazgasht_domain::loyalty::Reversal;
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;

/// An entry that is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReversal {
    pub customer: CustomerId,
    pub entry: PointsEntryId,
    /// "return", or "sale" for a cancelled one.
    pub source_kind: &'static str,
    pub source_id: i64,
    pub found: Reversal,
    /// What was kept back from the refund for it.
    pub deducted: Rial,
}

/// # Errors
/// `Duplicate` when this source took the entry back already; `MissingReference`.
pub fn insert_reversal(tx: &Tx, reversal: &NewReversal) -> Result<()> {
    let found = reversal.found;
    let parts = [found.taken, found.expired, found.debt, found.deducted, found.written_off].map(Points::get);
    let [taken, expired, debt, given_up, written_off] = parts;
    let row = (
        reversal.entry.get(),
        reversal.source_kind,
        reversal.source_id,
        reversal.customer.get(),
        parts.iter().sum::<i64>(),
        taken,
        expired,
        debt,
        given_up,
        written_off,
        reversal.deducted.get(),
    );
    tx.run(include_str!("insert_reversal.sql"), row)?;
    Ok(())
}

/// Points of an entry that were taken back so far, wherever they were found.
///
/// # Errors
/// The store's own errors.
pub fn taken_back(reader: &Reader, entry: PointsEntryId) -> Result<Points> {
    let sql = "SELECT coalesce(sum(points), 0) FROM points_reversal WHERE entry_id = ?1";
    Ok(Points::new(reader.one(sql, [entry.get()], |row| row.get(0))?.unwrap_or_default()))
}
