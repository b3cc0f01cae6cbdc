//! Sales put aside at the counter. One reserves points for a limited time and spends nothing; it ends once, sold or
//! dropped, and what was typed is kept as it was.

use crate::{Reader, Result, StoreError, Tx, points};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, StaffId, SuspendedId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;

/// A sale about to be put aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSuspended {
    pub label: String,
    pub customer: Option<CustomerId>,
    /// The sale as it was typed; read only by the counter that wrote it.
    pub body: String,
    pub total: Rial,
    pub lines_count: i64,
    pub hold: Option<Hold>,
    pub staff: Option<StaffId>,
    pub at: InstantMs,
}

/// Points that nothing else may spend before `until`; kept in the ledger's own table of holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    pub id: i64,
    /// > 0
    pub points: Points,
    pub until: InstantMs,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspended {
    pub id: SuspendedId,
    pub details: NewSuspended,
    pub is_open: bool,
}

/// How a suspended sale ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Sold,
    Dropped,
}

impl Outcome {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Sold => "sold",
            Self::Dropped => "dropped",
        }
    }
}

/// # Errors
/// `MissingReference` when there is no such customer or member of staff.
pub fn insert(tx: &Tx, sale: &NewSuspended) -> Result<SuspendedId> {
    let id: SuspendedId = tx.mint()?;
    write(tx, include_str!("insert.sql"), id, sale)?;
    Ok(id)
}

/// The same suspended sale, typed further.
///
/// # Errors
/// `NotFound` when it has ended.
pub fn replace(tx: &Tx, id: SuspendedId, sale: &NewSuspended) -> Result<()> {
    must_find(write(tx, include_str!("replace.sql"), id, sale)?, id)
}

fn write(tx: &Tx, sql: &str, id: SuspendedId, sale: &NewSuspended) -> Result<usize> {
    tx.run(
        sql,
        (
            id.get(),
            &sale.label,
            sale.customer.map(CustomerId::get),
            &sale.body,
            sale.total.get(),
            sale.lines_count,
            sale.hold.map(|hold| hold.id),
            sale.staff.map(StaffId::get),
            sale.at.get(),
        ),
    )
}

fn must_find(changed: usize, id: SuspendedId) -> Result<()> {
    if changed == 0 { Err(StoreError::NotFound { entity: "suspended_sale", id: id.get() }) } else { Ok(()) }
}

/// Gives the points free that it reserves.
///
/// # Errors
/// `NotFound` when it has ended.
pub fn release(tx: &Tx, id: SuspendedId, at: InstantMs) -> Result<()> {
    let found = get(tx, id)?.filter(|sale| sale.is_open);
    let found = found.ok_or(StoreError::NotFound { entity: "suspended_sale", id: id.get() })?;
    found.details.hold.map_or(Ok(()), |hold| points::release(tx, hold.id, at))
}

/// Ends it; its hold ends with it.
///
/// # Errors
/// `NotFound` when there is no such sale or it has ended.
pub fn close(tx: &Tx, id: SuspendedId, outcome: Outcome, at: InstantMs) -> Result<()> {
    release(tx, id, at)?;
    let sql =
        "UPDATE suspended_sale SET closed_at_ms = ?2, outcome = ?3 WHERE id = ?1 AND closed_at_ms IS NULL";
    must_find(tx.run(sql, (id.get(), at.get(), outcome.as_str()))?, id)
}

/// Brings a dropped one back, with the hold that the caller could still give.
///
/// # Errors
/// `NotFound` when it was not dropped.
pub fn reopen(tx: &Tx, id: SuspendedId, hold: Option<Hold>) -> Result<()> {
    let sql = "UPDATE suspended_sale SET closed_at_ms = NULL, outcome = NULL, hold_id = ?2 \
               WHERE id = ?1 AND outcome = 'dropped'";
    must_find(tx.run(sql, (id.get(), hold.map(|hold| hold.id)))?, id)
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Suspended> {
    let hold = match row.get(6)? {
        Some(id) => Some(Hold { id, points: Points::new(row.get(7)?), until: InstantMs::new(row.get(8)?) }),
        None => None,
    };
    Ok(Suspended {
        id: SuspendedId::new(row.get(0)?),
        details: NewSuspended {
            label: row.get(1)?,
            customer: row.get::<_, Option<i64>>(2)?.map(CustomerId::new),
            body: row.get(3)?,
            total: Rial::new(row.get(4)?),
            lines_count: row.get(5)?,
            hold,
            staff: row.get::<_, Option<i64>>(9)?.map(StaffId::new),
            at: InstantMs::new(row.get(10)?),
        },
        is_open: row.get(11)?,
    })
}

/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, id: SuspendedId) -> Result<Option<Suspended>> {
    reader.one(include_str!("get.sql"), [id.get()], row)
}

/// Those that have not ended, oldest first.
///
/// # Errors
/// The store's own errors.
pub fn open(reader: &Reader) -> Result<Vec<Suspended>> {
    reader.many(include_str!("open.sql"), [], row)
}
