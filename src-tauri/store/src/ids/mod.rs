//! Ids are minted here and nowhere else: one sequence for everything a counter makes, saved with the
//! transaction that used it. A rolled-back transaction gives its numbers back; a committed one never does.

use crate::schema::{META_COUNTER, META_NEXT_SEQUENCE};
use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::ids as domain;

/// An id that can be minted. Implemented for every id of the domain.
pub trait Mintable: Sized {
    fn from_raw(raw: i64) -> Self;
}

macro_rules! mintable {
    ($($name:ident),+ $(,)?) => {$(
        impl Mintable for domain::$name {
            fn from_raw(raw: i64) -> Self { Self::new(raw) }
        }
    )+};
}

mintable!(
    CustomerId,
    SaleId,
    SaleLineId,
    PaymentId,
    ProductId,
    CategoryId,
    ReturnId,
    ReturnLineId,
    PointsEntryId,
    StaffId,
    ImportId,
);

fn meta_number(reader: &Reader, key: &str) -> Result<i64> {
    let found = reader.one("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0))?;
    found.ok_or_else(|| StoreError::corrupt(format!("meta {key} is missing")))
}

/// The number of the counter that this file belongs to.
///
/// # Errors
/// `Corrupt` when the file does not say.
pub fn counter(reader: &Reader) -> Result<i64> {
    meta_number(reader, META_COUNTER)
}

impl Tx {
    /// The next id of this counter.
    ///
    /// # Errors
    /// `OutOfRange` when the counter has used all its 2^40 ids.
    pub fn mint<Id: Mintable>(&self) -> Result<Id> {
        let (counter, sequence) = match self.next_sequence.get() {
            Some(next) => next,
            None => (counter(self)?, meta_number(self, META_NEXT_SEQUENCE)?),
        };
        let raw = domain::compose_id(counter, sequence).ok_or(StoreError::OutOfRange)?;
        self.next_sequence.set(Some((counter, sequence + 1)));
        Ok(Id::from_raw(raw))
    }
}

/// Writes the sequence back; part of every commit that minted.
pub(crate) fn save(tx: &Tx) -> Result<()> {
    let Some((_, next)) = tx.next_sequence.get() else { return Ok(()) };
    tx.run("UPDATE meta SET value = ?2 WHERE key = ?1", (META_NEXT_SEQUENCE, next))?;
    Ok(())
}
