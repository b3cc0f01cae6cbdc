//! Two records of one person made one. The record that goes stays in the file, points at the kept one, and every row
//! that went over is written down, so that the way back moves exactly those rows.

mod moved;

pub use moved::{Order, move_back, move_over};

use crate::counts::{self, Counted};
use crate::customers::{Consent, Profile};
use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, MergeId, PointsEntryId, StaffId};
use bazgasht_domain::points::Points;
use serde::{Deserialize, Serialize};

/// One record as it was, or as the merge left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    pub profile: Profile,
    pub consents: Vec<Consent>,
    /// Whether it had a stage of its own.
    pub has_stage: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sides {
    pub kept: Side,
    pub gone: Side,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    pub id: MergeId,
    pub kept: CustomerId,
    pub gone: CustomerId,
    pub at: InstantMs,
    pub actor: Option<StaffId>,
    /// `None` once the person was erased.
    pub before: Option<Sides>,
    pub after: Option<Sides>,
    pub undone: bool,
}

/// # Errors
/// `Invariant` when one of them was merged away or erased already; `Json`.
pub fn insert(
    tx: &Tx,
    (kept, gone): (CustomerId, CustomerId),
    before: &Sides,
    after: &Sides,
    at: InstantMs,
    actor: Option<StaffId>,
) -> Result<MergeId> {
    let id: MergeId = tx.mint()?;
    let (before, after) = (serde_json::to_string(before)?, serde_json::to_string(after)?);
    let row = (id.get(), kept.get(), gone.get(), at.get(), actor.map(StaffId::get), before, after);
    tx.run(include_str!("insert.sql"), row)?;
    if tx.run(include_str!("point.sql"), (gone.get(), kept.get()))? == 0 {
        return Err(StoreError::Invariant { what: "only two living records can be merged", id: gone.get() });
    }
    counts::change(tx, Counted::People, -1);
    Ok(id)
}

/// The record lives on its own again.
///
/// # Errors
/// `NotFound` when it does not point at the kept one.
pub fn set_undone(tx: &Tx, merge: &Merge, at: InstantMs) -> Result<()> {
    let sql = "UPDATE customer SET merged_into = NULL WHERE id = ?1 AND merged_into = ?2";
    if tx.run(sql, (merge.gone.get(), merge.kept.get()))? == 0 {
        return Err(StoreError::NotFound { entity: "merge", id: merge.id.get() });
    }
    counts::change(tx, Counted::People, 1);
    tx.run("UPDATE customer_merge SET undone_at_ms = ?2 WHERE id = ?1", (merge.id.get(), at.get()))?;
    Ok(())
}

/// # Errors
/// `Json` when what was kept of the profiles is of another shape.
pub fn get(reader: &Reader, id: MergeId) -> Result<Option<Merge>> {
    let found = reader.one(include_str!("get.sql"), [id.get()], merge)?;
    found.map(read).transpose()
}

/// Merges into this record that stand, newest first.
///
/// # Errors
/// `Json`.
pub fn into(reader: &Reader, kept: CustomerId) -> Result<Vec<Merge>> {
    let found = reader.many(include_str!("into.sql"), [kept.get()], merge)?;
    found.into_iter().map(read).collect()
}

/// The latest merges that stand.
///
/// # Errors
/// `Json`.
pub fn recent(reader: &Reader, limit: u32) -> Result<Vec<Merge>> {
    let found = reader.many(include_str!("recent.sql"), [limit], merge)?;
    found.into_iter().map(read).collect()
}

type Raw = (Merge, Option<String>, Option<String>);

fn merge(row: &rusqlite::Row<'_>) -> rusqlite::Result<Raw> {
    let merge = Merge {
        id: MergeId::new(row.get(0)?),
        kept: CustomerId::new(row.get(1)?),
        gone: CustomerId::new(row.get(2)?),
        at: InstantMs::new(row.get(3)?),
        actor: row.get::<_, Option<i64>>(4)?.map(StaffId::new),
        before: None,
        after: None,
        undone: row.get(7)?,
    };
    Ok((merge, row.get(5)?, row.get(6)?))
}

fn read((merge, before, after): Raw) -> Result<Merge> {
    let sides = |text: Option<String>| text.map(|text| serde_json::from_str(&text)).transpose();
    Ok(Merge { before: sides(before)?, after: sides(after)?, ..merge })
}

/// The record that a record has become: itself unless it was merged away.
///
/// # Errors
/// The store's own errors.
pub fn home(reader: &Reader, customer: CustomerId) -> Result<CustomerId> {
    let sql = "SELECT coalesce(merged_into, id) FROM customer WHERE id = ?1";
    Ok(reader.one(sql, [customer.get()], |row| row.get(0).map(CustomerId::new))?.unwrap_or(customer))
}

/// A lot that went over with a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MovedLot {
    pub gone_lot: PointsEntryId,
    pub kept_lot: PointsEntryId,
    pub points: Points,
}

/// Writes down where a lot went on; the new one keeps its place in the order of use.
///
/// # Errors
/// The store's own errors.
pub fn add_lot(tx: &Tx, merge: MergeId, kept: CustomerId, lot: MovedLot, opened: InstantMs) -> Result<()> {
    let row = (merge.get(), lot.gone_lot.get(), lot.kept_lot.get(), lot.points.get());
    tx.run("INSERT INTO merge_lot (merge_id, gone_lot, kept_lot, points) VALUES (?1, ?2, ?3, ?4)", row)?;
    let sql = "UPDATE points_lot SET opened_at_ms = ?3 WHERE customer_id = ?1 AND entry_id = ?2";
    tx.run(sql, (kept.get(), lot.kept_lot.get(), opened.get()))?;
    Ok(())
}

/// # Errors
/// The store's own errors.
pub fn lots(reader: &Reader, merge: MergeId) -> Result<Vec<MovedLot>> {
    let sql = "SELECT gone_lot, kept_lot, points FROM merge_lot WHERE merge_id = ?1 ORDER BY gone_lot";
    reader.many(sql, [merge.get()], |row| {
        Ok(MovedLot {
            gone_lot: PointsEntryId::new(row.get(0)?),
            kept_lot: PointsEntryId::new(row.get(1)?),
            points: Points::new(row.get(2)?),
        })
    })
}

/// A lot and every lot that it went on in, through all merges that stand, each with whose it is.
///
/// # Errors
/// The store's own errors.
pub fn trail(
    reader: &Reader,
    owner: CustomerId,
    lot: PointsEntryId,
) -> Result<Vec<(CustomerId, PointsEntryId)>> {
    let mut trail = vec![(owner, lot)];
    let mut looked = 0;
    while let Some((_, lot)) = trail.get(looked).copied() {
        trail.extend(reader.many(include_str!("went_on_in.sql"), [lot.get()], |row| {
            Ok((CustomerId::new(row.get(0)?), PointsEntryId::new(row.get(1)?)))
        })?);
        looked += 1;
    }
    Ok(trail)
}

/// What of a lot ended in the hands of other records after merges that were taken back: it never came home.
///
/// # Errors
/// The store's own errors.
pub fn ended_elsewhere(reader: &Reader, lot: PointsEntryId) -> Result<Points> {
    let sum = reader.one(include_str!("ended_elsewhere.sql"), [lot.get()], |row| row.get(0))?;
    Ok(Points::new(sum.unwrap_or(0)))
}

/// The merge by which this record went, if it stands.
///
/// # Errors
/// `Json`.
pub fn of_gone(reader: &Reader, gone: CustomerId) -> Result<Option<Merge>> {
    let found = reader.one(include_str!("of_gone.sql"), [gone.get()], merge)?;
    found.map(read).transpose()
}

/// Points that left a lot for reasons of the record that brought it: they ended, or a sale that went over with the
/// merge was taken back. What the lot went on in by later merges, also by those that were taken back, counts with it.
///
/// # Errors
/// The store's own errors.
pub fn own_use_of_lot(reader: &Reader, merge: &Merge, kept_lot: PointsEntryId) -> Result<Points> {
    let row = (merge.id.get(), merge.kept.get(), kept_lot.get());
    Ok(Points::new(reader.one(include_str!("own_use_of_lot.sql"), row, |row| row.get(0))?.unwrap_or(0)))
}
