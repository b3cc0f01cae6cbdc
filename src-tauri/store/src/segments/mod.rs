//! Segments as they are stored: a rule is kept in every version it had; sizes by day and members of a moment are facts of
//! the past and are not changed by a later rule. What a rule means is not this module's business.

use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, SegmentId, SnapshotId, StaffId};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub id: SegmentId,
    /// Rises with every other rule.
    pub revision: i64,
    pub name: String,
    /// What to do with these people, in the shop's words.
    pub treatment: String,
    /// JSON with its version number.
    pub rule: String,
    /// Which ready-made one it was made from.
    pub ready: Option<String>,
    pub created_at: InstantMs,
    pub archived_at: Option<InstantMs>,
}

/// A segment about to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewSegment<'a> {
    pub name: &'a str,
    pub treatment: &'a str,
    pub rule: &'a str,
    pub ready: Option<&'a str>,
    pub at: InstantMs,
    pub actor: Option<StaffId>,
}

/// How large a segment was on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub segment: SegmentId,
    pub day: ShopDay,
    pub revision: i64,
    pub members: u32,
    pub unknown: u32,
}

/// Who was in a segment at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    pub id: SnapshotId,
    pub segment: SegmentId,
    pub revision: i64,
    /// As the segment was called then.
    pub name: String,
    pub day: ShopDay,
    pub at: InstantMs,
    pub members: u32,
    pub unknown: u32,
}

fn segment(row: &rusqlite::Row<'_>) -> rusqlite::Result<Segment> {
    Ok(Segment {
        id: SegmentId::new(row.get(0)?),
        revision: row.get(1)?,
        name: row.get(2)?,
        treatment: row.get(3)?,
        rule: row.get(4)?,
        ready: row.get(5)?,
        created_at: InstantMs::new(row.get(6)?),
        archived_at: row.get::<_, Option<i64>>(7)?.map(InstantMs::new),
    })
}

/// Every segment, archived ones too, in the order they were made.
///
/// # Errors
/// The store's own errors.
pub fn all(reader: &Reader) -> Result<Vec<Segment>> {
    reader.many(include_str!("all.sql"), [], segment)
}

/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, id: SegmentId) -> Result<Option<Segment>> {
    reader.one(include_str!("get.sql"), [id.get()], segment)
}

/// # Errors
/// The store's own errors.
pub fn insert(tx: &Tx, new: NewSegment<'_>) -> Result<SegmentId> {
    let id: SegmentId = tx.mint()?;
    let row = (id.get(), new.name, new.treatment, new.rule, new.ready, new.at.get());
    tx.run(include_str!("insert.sql"), row)?;
    insert_version(tx, id, 1, new)?;
    Ok(id)
}

/// Other words or another rule; another rule is another version.
///
/// # Errors
/// `NotFound`.
pub fn update(tx: &Tx, id: SegmentId, new: NewSegment<'_>) -> Result<i64> {
    let before = get(tx, id)?.ok_or(StoreError::NotFound { entity: "segment", id: id.get() })?;
    let revision = before.revision + i64::from(before.rule != new.rule);
    tx.run(include_str!("update.sql"), (id.get(), revision, new.name, new.treatment, new.rule))?;
    if revision != before.revision {
        insert_version(tx, id, revision, new)?;
    }
    Ok(revision)
}

fn insert_version(tx: &Tx, id: SegmentId, revision: i64, new: NewSegment<'_>) -> Result<()> {
    let sql = "INSERT INTO segment_version (segment_id, revision, rule, saved_at_ms, actor)
         VALUES (?1, ?2, ?3, ?4, ?5)";
    tx.run(sql, (id.get(), revision, new.rule, new.at.get(), new.actor.map(StaffId::get)))?;
    Ok(())
}

/// # Errors
/// `NotFound`.
pub fn set_archived(tx: &Tx, id: SegmentId, at: Option<InstantMs>) -> Result<()> {
    let sql = "UPDATE segment SET archived_at_ms = ?2 WHERE id = ?1";
    if tx.run(sql, (id.get(), at.map(InstantMs::get)))? == 0 {
        return Err(StoreError::NotFound { entity: "segment", id: id.get() });
    }
    Ok(())
}

/// Keeps the size of a day; a later look on the same day takes its place.
///
/// # Errors
/// `MissingReference`.
pub fn put_size(tx: &Tx, size: &Size) -> Result<()> {
    let row = (size.segment.get(), size.day.get(), size.revision, size.members, size.unknown);
    tx.run(include_str!("put_size.sql"), row)?;
    Ok(())
}

/// Sizes since a day, by segment, oldest first.
///
/// # Errors
/// The store's own errors.
pub fn sizes(reader: &Reader, since: ShopDay) -> Result<Vec<Size>> {
    reader.many(include_str!("sizes.sql"), [since.get()], |row| {
        Ok(Size {
            segment: SegmentId::new(row.get(0)?),
            day: ShopDay::new(row.get(1)?),
            revision: row.get(2)?,
            members: row.get(3)?,
            unknown: row.get(4)?,
        })
    })
}

/// Writes down who is in a segment now.
///
/// # Errors
/// `MissingReference`; `OutOfRange` for more people than can be counted.
pub fn insert_snapshot(
    tx: &Tx,
    of: &Segment,
    day: ShopDay,
    at: InstantMs,
    people: &[CustomerId],
    unknown: u32,
    actor: Option<StaffId>,
) -> Result<SnapshotId> {
    let id: SnapshotId = tx.mint()?;
    let members = u32::try_from(people.len()).map_err(|_| StoreError::OutOfRange)?;
    let (actor, day) = (actor.map(StaffId::get), day.get());
    let row = (id.get(), of.id.get(), of.revision, &of.name, day, at.get(), members, unknown, actor);
    tx.run(include_str!("insert_snapshot.sql"), row)?;
    for customer in people {
        let sql = "INSERT INTO segment_snapshot_member (snapshot_id, customer_id) VALUES (?1, ?2)";
        tx.run(sql, (id.get(), customer.get()))?;
    }
    Ok(id)
}

/// Newest first.
///
/// # Errors
/// The store's own errors.
pub fn snapshots(reader: &Reader, of: SegmentId, limit: u32) -> Result<Vec<Snapshot>> {
    reader.many(include_str!("snapshots.sql"), (of.get(), limit), |row| {
        Ok(Snapshot {
            id: SnapshotId::new(row.get(0)?),
            segment: SegmentId::new(row.get(1)?),
            revision: row.get(2)?,
            name: row.get(3)?,
            day: ShopDay::new(row.get(4)?),
            at: InstantMs::new(row.get(5)?),
            members: row.get(6)?,
            unknown: row.get(7)?,
        })
    })
}

/// Who was in it then, by number.
///
/// # Errors
/// The store's own errors.
pub fn snapshot_members(reader: &Reader, id: SnapshotId) -> Result<Vec<CustomerId>> {
    let sql = "SELECT customer_id FROM segment_snapshot_member WHERE snapshot_id = ?1 ORDER BY customer_id";
    reader.many(sql, [id.get()], |row| row.get(0).map(CustomerId::new))
}
