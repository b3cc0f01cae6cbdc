//! Notes about a customer. A removed note stays in the file until the person is erased, so that removing can be undone.

use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, NoteId, StaffId};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub id: NoteId,
    pub customer: CustomerId,
    pub at: InstantMs,
    pub day: ShopDay,
    pub actor: Option<StaffId>,
    pub text: String,
    pub removed: bool,
}

/// # Errors
/// `MissingReference` when there is no such customer.
pub fn insert(
    tx: &Tx,
    customer: CustomerId,
    text: &str,
    (at, day): (InstantMs, ShopDay),
    actor: Option<StaffId>,
) -> Result<NoteId> {
    let id: NoteId = tx.mint()?;
    let row = (id.get(), customer.get(), at.get(), day.get(), actor.map(StaffId::get), text);
    tx.run(include_str!("insert.sql"), row)?;
    Ok(id)
}

/// # Errors
/// `NotFound`.
pub fn set_text(tx: &Tx, id: NoteId, text: &str) -> Result<()> {
    changed(tx.run("UPDATE customer_note SET text = ?2 WHERE id = ?1", (id.get(), text))?, id)
}

/// # Errors
/// `NotFound`.
pub fn set_removed(tx: &Tx, id: NoteId, at: Option<InstantMs>) -> Result<()> {
    let sql = "UPDATE customer_note SET removed_at_ms = ?2 WHERE id = ?1";
    changed(tx.run(sql, (id.get(), at.map(InstantMs::get)))?, id)
}

fn changed(rows: usize, id: NoteId) -> Result<()> {
    if rows == 0 { Err(StoreError::NotFound { entity: "note", id: id.get() }) } else { Ok(()) }
}

fn note(row: &rusqlite::Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        id: NoteId::new(row.get(0)?),
        customer: CustomerId::new(row.get(1)?),
        at: InstantMs::new(row.get(2)?),
        day: ShopDay::new(row.get(3)?),
        actor: row.get::<_, Option<i64>>(4)?.map(StaffId::new),
        text: row.get(5)?,
        removed: row.get(6)?,
    })
}

/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, id: NoteId) -> Result<Option<Note>> {
    reader.one(include_str!("get.sql"), [id.get()], note)
}

/// Newest first, removed ones left out.
///
/// # Errors
/// The store's own errors.
pub fn of_customer(reader: &Reader, customer: CustomerId, limit: u32, skip: u32) -> Result<Vec<Note>> {
    reader.many(include_str!("of_customer.sql"), (customer.get(), limit, skip), note)
}
