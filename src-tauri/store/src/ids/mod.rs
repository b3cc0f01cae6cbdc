//! Ids are minted here and nowhere else: one sequence for everything a counter makes. The file only says up to
//! where the sequence is reserved, so that most sales need not write it; a restart skips what was reserved
//! and not used. No id of a committed row is ever given again.

use crate::schema::{META_COUNTER, META_RESERVED_TO};
use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::ids as domain;

/// How many ids are reserved ahead. 2^40 of them last for a thousand million starts.
const RESERVED_AHEAD: i64 = 1_000;

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
    CustomFieldId,
    NoteId,
    LeadStepId,
    OfferId,
    MergeId,
    RewardId,
    CouponId,
    SettlementId,
    SuspendedId,
    DayCloseId,
    DrawerMoveId,
    CostId,
    FamilyId,
);

/// Where the sequence stands. `next` may run past `reserved_to` only inside a transaction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sequence {
    counter: i64,
    next: i64,
    /// The first sequence number that the file does not reserve.
    reserved_to: i64,
}

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
        let sequence = match self.sequence.get() {
            Some(sequence) => sequence,
            None => {
                let reserved_to = meta_number(self, META_RESERVED_TO)?;
                Sequence { counter: counter(self)?, next: reserved_to, reserved_to }
            }
        };
        let raw = domain::compose_id(sequence.counter, sequence.next).ok_or(StoreError::OutOfRange)?;
        self.sequence.set(Some(Sequence { next: sequence.next + 1, ..sequence }));
        Ok(Id::from_raw(raw))
    }
}

/// Reserves what was minted and some more; part of every commit that ran past its reserve.
pub(crate) fn save(tx: &Tx) -> Result<()> {
    let Some(sequence) = tx.sequence.get() else { return Ok(()) };
    if sequence.next > sequence.reserved_to {
        let reserved_to = sequence.next + RESERVED_AHEAD;
        tx.run("UPDATE meta SET value = ?2 WHERE key = ?1", (META_RESERVED_TO, reserved_to))?;
        tx.sequence.set(Some(Sequence { reserved_to, ..sequence }));
    }
    Ok(())
}
