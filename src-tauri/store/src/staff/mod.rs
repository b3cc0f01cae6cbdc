//! Staff: who may do what is the app's table; here is who there is, and how often and when a PIN was wrong.

use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::StaffId;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    Owner,
    Cashier,
    Care,
}

impl Role {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Cashier => "cashier",
            Self::Care => "care",
        }
    }

    fn parse(word: &str) -> Result<Self> {
        match word {
            "owner" => Ok(Self::Owner),
            "cashier" => Ok(Self::Cashier),
            "care" => Ok(Self::Care),
            other => Err(StoreError::corrupt(format!("unknown role {other}"))),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: StaffId,
    pub name: String,
    pub role: Role,
    /// As the app's hash function wrote it; `None` when no PIN is set.
    pub pin_hash: Option<String>,
    /// Wrong PINs since the last right one.
    pub pin_failures: i64,
    /// When the last of them was.
    pub pin_failed_at: Option<InstantMs>,
    pub archived_at: Option<InstantMs>,
}

/// # Errors
/// The store's own errors.
pub fn insert(tx: &Tx, name: &str, role: Role, pin_hash: Option<&str>, at: InstantMs) -> Result<StaffId> {
    let id: StaffId = tx.mint()?;
    let sql = "INSERT INTO staff (id, name, role, pin_hash, created_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)";
    tx.run(sql, (id.get(), name, role.as_str(), pin_hash, at.get()))?;
    Ok(id)
}

fn must_find(changed: usize, id: StaffId) -> Result<()> {
    if changed == 0 { Err(StoreError::NotFound { entity: "staff", id: id.get() }) } else { Ok(()) }
}

/// # Errors
/// `NotFound`.
pub fn update(tx: &Tx, id: StaffId, name: &str, role: Role) -> Result<()> {
    let sql = "UPDATE staff SET name = ?2, role = ?3 WHERE id = ?1";
    must_find(tx.run(sql, (id.get(), name, role.as_str()))?, id)
}

/// A new PIN also forgets the wrong tries.
///
/// # Errors
/// `NotFound`.
pub fn set_pin(tx: &Tx, id: StaffId, pin_hash: Option<&str>) -> Result<()> {
    let sql = "UPDATE staff SET pin_hash = ?2, pin_failures = 0, pin_failed_at_ms = NULL WHERE id = ?1";
    must_find(tx.run(sql, (id.get(), pin_hash))?, id)
}

/// # Errors
/// `NotFound`.
pub fn set_pin_failures(tx: &Tx, id: StaffId, failures: i64, last: Option<InstantMs>) -> Result<()> {
    let sql = "UPDATE staff SET pin_failures = ?2, pin_failed_at_ms = ?3 WHERE id = ?1";
    must_find(tx.run(sql, (id.get(), failures, last.map(InstantMs::get)))?, id)
}

/// `None` brings the member back.
///
/// # Errors
/// `NotFound`.
pub fn set_archived(tx: &Tx, id: StaffId, at: Option<InstantMs>) -> Result<()> {
    let sql = "UPDATE staff SET archived_at_ms = ?2 WHERE id = ?1";
    must_find(tx.run(sql, (id.get(), at.map(InstantMs::get)))?, id)
}

/// Everybody, archived members too, oldest first.
///
/// # Errors
/// `Corrupt` when a role is unknown.
pub fn all(reader: &Reader) -> Result<Vec<Member>> {
    let found = reader.many(include_str!("all.sql"), [], |row| {
        let member = Member {
            id: StaffId::new(row.get(0)?),
            name: row.get(1)?,
            role: Role::Care,
            pin_hash: row.get(2)?,
            pin_failures: row.get(3)?,
            pin_failed_at: row.get::<_, Option<i64>>(4)?.map(InstantMs::new),
            archived_at: row.get::<_, Option<i64>>(5)?.map(InstantMs::new),
        };
        Ok((member, row.get::<_, String>(6)?))
    })?;
    found.into_iter().map(|(member, role)| Ok(Member { role: Role::parse(&role)?, ..member })).collect()
}

/// # Errors
/// `Corrupt` when a role is unknown.
pub fn get(reader: &Reader, id: StaffId) -> Result<Option<Member>> {
    Ok(all(reader)?.into_iter().find(|member| member.id == id))
}
