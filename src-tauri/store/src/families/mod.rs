//! Households that spend their points together. A family is its open memberships: it has two of them or more, or none and
//! is over. Nobody is in two at once, and a record that was merged away or erased is in none.

use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, FamilyId, MergeId};

/// One who is alone is no family.
const MEMBERS_MIN: usize = 2;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    pub id: FamilyId,
    pub name: String,
    /// In the order in which they came.
    pub members: Vec<(CustomerId, InstantMs)>,
}

impl Family {
    #[must_use]
    pub fn has(&self, customer: CustomerId) -> bool {
        self.members.iter().any(|(member, _)| *member == customer)
    }
}

/// # Errors
/// The store's own errors.
pub fn insert(tx: &Tx, name: &str, at: InstantMs) -> Result<FamilyId> {
    let id: FamilyId = tx.mint()?;
    tx.run("INSERT INTO family (id, name, made_at_ms) VALUES (?1, ?2, ?3)", (id.get(), name, at.get()))?;
    Ok(id)
}

/// # Errors
/// The store's own errors.
pub fn rename(tx: &Tx, family: FamilyId, name: &str) -> Result<()> {
    tx.run("UPDATE family SET name = ?2 WHERE id = ?1", (family.get(), name))?;
    Ok(())
}

/// A family that still has its people.
///
/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, family: FamilyId) -> Result<Option<Family>> {
    let sql = "SELECT name FROM family WHERE id = ?1";
    let Some(name) = reader.one(sql, [family.get()], |row| row.get(0))? else { return Ok(None) };
    let members = reader.many(include_str!("members.sql"), [family.get()], |row| {
        Ok((CustomerId::new(row.get(0)?), InstantMs::new(row.get(1)?)))
    })?;
    Ok((!members.is_empty()).then_some(Family { id: family, name, members }))
}

/// The family that somebody is in.
///
/// # Errors
/// The store's own errors.
pub fn of(reader: &Reader, customer: CustomerId) -> Result<Option<Family>> {
    let sql = "SELECT family_id FROM family_member WHERE customer_id = ?1 AND until_ms IS NULL";
    match reader.one(sql, [customer.get()], |row| row.get(0).map(FamilyId::new))? {
        Some(family) => get(reader, family),
        None => Ok(None),
    }
}

/// Somebody comes in, by hand or in the place of a record that was merged into theirs.
///
/// # Errors
/// `Duplicate` when they are in a family already; `NotFound` when the record is not living; `MissingReference`.
pub fn join(
    tx: &Tx,
    family: FamilyId,
    customer: CustomerId,
    at: InstantMs,
    by: Option<MergeId>,
) -> Result<()> {
    let row = (family.get(), customer.get(), at.get(), by.map(MergeId::get));
    if tx.run(include_str!("insert_member.sql"), row)? == 0 {
        return Err(StoreError::NotFound { entity: "customer", id: customer.get() });
    }
    Ok(())
}

/// Somebody goes, and the last one who would be left alone goes too. False when they were in no family.
///
/// # Errors
/// The store's own errors.
pub fn leave(tx: &Tx, customer: CustomerId, at: InstantMs, by: Option<MergeId>) -> Result<bool> {
    let Some(family) = of(tx, customer)? else { return Ok(false) };
    end(tx, customer, at, by)?;
    end_if_alone(tx, family.id, at, by)?;
    Ok(true)
}

/// Everybody goes.
///
/// # Errors
/// The store's own errors.
pub fn dissolve(tx: &Tx, family: FamilyId, at: InstantMs) -> Result<()> {
    let sql = "UPDATE family_member SET until_ms = ?2 WHERE family_id = ?1 AND until_ms IS NULL";
    tx.run(sql, (family.get(), at.get()))?;
    Ok(())
}

fn end(tx: &Tx, customer: CustomerId, at: InstantMs, by: Option<MergeId>) -> Result<()> {
    let sql =
        "UPDATE family_member SET until_ms = ?2, ended_by = ?3 WHERE customer_id = ?1 AND until_ms IS NULL";
    tx.run(sql, (customer.get(), at.get(), by.map(MergeId::get)))?;
    Ok(())
}

fn end_if_alone(tx: &Tx, family: FamilyId, at: InstantMs, by: Option<MergeId>) -> Result<()> {
    let Some(left) = get(tx, family)?.filter(|left| left.members.len() < MEMBERS_MIN) else {
        return Ok(());
    };
    left.members.iter().try_for_each(|(customer, _)| end(tx, *customer, at, by))
}

/// A record goes on as another one: that one takes its place, unless it has a family of its own.
///
/// # Errors
/// The store's own errors.
pub fn merge_over(tx: &Tx, merge: MergeId, kept: CustomerId, gone: CustomerId, at: InstantMs) -> Result<()> {
    let Some(family) = of(tx, gone)? else { return Ok(()) };
    end(tx, gone, at, Some(merge))?;
    if of(tx, kept)?.is_none() {
        join(tx, family.id, kept, at, Some(merge))?;
    }
    end_if_alone(tx, family.id, at, Some(merge))
}

/// Takes that back: who left by the merge is in that family again, unless they are in another one meanwhile or nobody is
/// left there; who came by it goes. Who was sent away since in that place stays away. Call when both records live again.
///
/// # Errors
/// The store's own errors.
pub fn merge_back(tx: &Tx, merge: MergeId, at: InstantMs) -> Result<()> {
    let sql = "SELECT until_ms IS NULL FROM family_member WHERE began_by = ?1";
    let took_place = tx.one(sql, [merge.get()], |row| row.get::<_, bool>(0))?;
    let sql = "UPDATE family_member SET until_ms = ?2 WHERE began_by = ?1 AND until_ms IS NULL";
    tx.run(sql, (merge.get(), at.get()))?;
    if took_place == Some(false) {
        return Ok(());
    }
    let ended = tx.many(include_str!("ended_by.sql"), [merge.get()], |row| {
        Ok((row.get::<_, i64>(0)?, FamilyId::new(row.get(1)?)))
    })?;
    for (row, _) in &ended {
        tx.run("UPDATE family_member SET until_ms = NULL, ended_by = NULL WHERE id = ?1", [row])?;
    }
    ended.into_iter().try_for_each(|(_, family)| end_if_alone(tx, family, at, Some(merge)))
}

/// Families that somebody is or was in.
///
/// # Errors
/// The store's own errors.
pub fn ever_of(reader: &Reader, customer: CustomerId) -> Result<Vec<FamilyId>> {
    let sql = "SELECT DISTINCT family_id FROM family_member WHERE customer_id = ?1 ORDER BY family_id";
    reader.many(sql, [customer.get()], |row| row.get(0).map(FamilyId::new))
}

/// When somebody came into a family (true) or left one, oldest first; what a merge of records did is not told.
///
/// # Errors
/// The store's own errors.
pub fn history(reader: &Reader, customer: CustomerId) -> Result<Vec<(InstantMs, bool)>> {
    reader.many(include_str!("history.sql"), [customer.get()], |row| {
        Ok((InstantMs::new(row.get(0)?), row.get(1)?))
    })
}

/// The names of those of their families that nobody is in any more are emptied: they may say who it was.
///
/// # Errors
/// The store's own errors.
pub fn forget(tx: &Tx, customer: CustomerId) -> Result<()> {
    tx.run(include_str!("empty_names.sql"), [customer.get()])?;
    Ok(())
}
