//! Cash put into the drawer or taken out of it for something other than a sale, each with its reason. Rows are only
//! added: a mistake is taken back by a row of the opposite sign that names it, once.

use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{DrawerMoveId, StaffId};
use bazgasht_domain::money::Rial;

/// A move about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMove {
    /// Positive when cash came in; never zero.
    pub amount: Rial,
    pub reason: String,
    pub day: ShopDay,
    pub entry_minute: u16,
    pub at: InstantMs,
    pub staff: Option<StaffId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    pub id: DrawerMoveId,
    pub details: NewMove,
    pub reverses: Option<DrawerMoveId>,
    /// Another row took this one back.
    pub is_reversed: bool,
}

/// # Errors
/// `Invariant` when nothing moves; `MissingReference` when the member of staff is unknown.
pub fn add(tx: &Tx, entry: &NewMove) -> Result<DrawerMoveId> {
    insert(tx, entry, None)
}

/// Takes a move back with a row of its own; `by` says when and by whom.
///
/// # Errors
/// `NotFound`; `Duplicate` when it was taken back before; `Invariant` when it is itself a reversal.
pub fn reverse(tx: &Tx, of: DrawerMoveId, by: &NewMove) -> Result<DrawerMoveId> {
    let found = get(tx, of)?.ok_or(StoreError::NotFound { entity: "drawer_move", id: of.get() })?;
    if found.reverses.is_some() {
        return Err(StoreError::Invariant { what: "a reversal is not reversed", id: of.get() });
    }
    let amount = found.details.amount.checked_neg().ok_or(StoreError::OutOfRange)?;
    insert(tx, &NewMove { amount, ..by.clone() }, Some(of))
}

fn insert(tx: &Tx, entry: &NewMove, reverses: Option<DrawerMoveId>) -> Result<DrawerMoveId> {
    let id: DrawerMoveId = tx.mint()?;
    if entry.amount == Rial::ZERO {
        return Err(StoreError::Invariant { what: "a move of the drawer is money", id: id.get() });
    }
    let row = (
        id.get(),
        entry.amount.get(),
        &entry.reason,
        entry.day.get(),
        entry.entry_minute,
        entry.at.get(),
        entry.staff.map(StaffId::get),
        reverses.map(DrawerMoveId::get),
    );
    tx.run(include_str!("insert.sql"), row)?;
    Ok(id)
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Move> {
    Ok(Move {
        id: DrawerMoveId::new(row.get(0)?),
        details: NewMove {
            amount: Rial::new(row.get(1)?),
            reason: row.get(2)?,
            day: ShopDay::new(row.get(3)?),
            entry_minute: row.get(4)?,
            at: InstantMs::new(row.get(5)?),
            staff: row.get::<_, Option<i64>>(6)?.map(StaffId::new),
        },
        reverses: row.get::<_, Option<i64>>(7)?.map(DrawerMoveId::new),
        is_reversed: row.get(8)?,
    })
}

/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, id: DrawerMoveId) -> Result<Option<Move>> {
    reader.one(include_str!("get.sql"), [id.get()], row)
}

/// What was written after the id `after` up to and with `upto`, reversals too, oldest first.
///
/// # Errors
/// The store's own errors.
pub fn between(reader: &Reader, after: i64, upto: i64) -> Result<Vec<Move>> {
    reader.many(include_str!("between.sql"), (after, upto), row)
}
