//! Every change leaves one row, chained to the row before by a keyed SHA-256: a changed, moved or removed row
//! breaks the chain. The chain covers a digest of the payload, so a payload can be emptied when a person is
//! erased and the chain still verifies. Cutting rows off the end shows against a head kept elsewhere (printed
//! at day close).

mod verify;

pub use verify::{Fault, Verified, verify};

use crate::schema::META_JOURNAL_KEY;
use crate::{Reader, Result, StoreError, Tx, ids, undo};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, StaffId};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const HASH_BYTES: usize = 32;

/// A link of the chain; shown as hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hash([u8; HASH_BYTES]);

impl Hash {
    const START: Self = Self([0; HASH_BYTES]);

    #[must_use]
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// What is about to be written down. Put ids into `payload` rather than names where ids do.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub op: &'a str,
    pub entity: &'a str,
    pub entity_id: i64,
    pub at: InstantMs,
    pub actor: Option<StaffId>,
    /// Who stood behind it, when the actor alone had no right to it.
    pub approver: Option<StaffId>,
    pub payload: Option<&'a str>,
}

/// Where the chain stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// 0 before the first row.
    pub seq: i64,
    pub hash: Hash,
}

/// One row as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub seq: i64,
    pub counter: i64,
    pub op: String,
    pub entity: String,
    pub entity_id: i64,
    pub at: InstantMs,
    pub actor: Option<StaffId>,
    pub approver: Option<StaffId>,
    /// `None` when there was none or it has been emptied.
    pub payload: Option<String>,
}

fn key(reader: &Reader) -> Result<Vec<u8>> {
    let found = reader.one("SELECT value FROM meta WHERE key = ?1", [META_JOURNAL_KEY], |row| row.get(0))?;
    found.ok_or_else(|| StoreError::corrupt("the journal's key is missing"))
}

fn keyed(key: &[u8]) -> Result<Hmac<Sha256>> {
    Hmac::new_from_slice(key).map_err(|_| StoreError::corrupt("the journal's key is unusable"))
}

fn finish(mac: Hmac<Sha256>) -> Hash {
    Hash(mac.finalize().into_bytes().into())
}

fn payload_hash(key: &[u8], payload: Option<&str>) -> Result<Hash> {
    let mut mac = keyed(key)?;
    mac.update(payload.unwrap_or_default().as_bytes());
    Ok(finish(mac))
}

/// Each text is preceded by its length, so that no two different rows feed the same bytes.
fn link(key: &[u8], before: &Hash, row: &Row, payload: &Hash) -> Result<Hash> {
    let mut mac = keyed(key)?;
    mac.update(&before.0);
    let who = |staff: Option<StaffId>| staff.map_or(0, StaffId::get);
    let (actor, approver) = (who(row.actor), who(row.approver));
    for number in [row.seq, row.counter, row.entity_id, row.at.get(), actor, approver] {
        mac.update(&number.to_be_bytes());
    }
    for text in [&row.op, &row.entity] {
        mac.update(&(text.len() as u64).to_be_bytes());
        mac.update(text.as_bytes());
    }
    mac.update(&payload.0);
    Ok(finish(mac))
}

/// # Errors
/// The store's own errors.
pub fn head(reader: &Reader) -> Result<Head> {
    let sql = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1";
    let found = reader.one(sql, [], |row| Ok(Head { seq: row.get(0)?, hash: Hash(row.get(1)?) }))?;
    Ok(found.unwrap_or(Head { seq: 0, hash: Hash::START }))
}

/// Adds one row and answers its number.
///
/// # Errors
/// The store's own errors.
pub fn append(tx: &Tx, entry: &Entry<'_>) -> Result<i64> {
    let before = head(tx)?;
    let key = key(tx)?;
    let row = Row {
        seq: before.seq + 1,
        counter: ids::counter(tx)?,
        op: entry.op.to_owned(),
        entity: entry.entity.to_owned(),
        entity_id: entry.entity_id,
        at: entry.at,
        actor: entry.actor,
        approver: entry.approver,
        payload: None,
    };
    let payload = payload_hash(&key, entry.payload)?;
    let hash = link(&key, &before.hash, &row, &payload)?;
    tx.run(
        include_str!("insert.sql"),
        (
            row.seq,
            row.counter,
            &row.op,
            &row.entity,
            row.entity_id,
            row.at.get(),
            row.actor.map(StaffId::get),
            row.approver.map(StaffId::get),
            entry.payload,
            &payload.0,
            &hash.0,
        ),
    )?;
    Ok(row.seq)
}

/// Empties the payloads about one thing and what its changes would be taken back to; the chain keeps verifying.
///
/// # Errors
/// The store's own errors.
pub fn empty_payloads(tx: &Tx, entity: &str, entity_id: i64) -> Result<usize> {
    undo::forget_about(tx, entity, entity_id)?;
    tx.run("UPDATE journal SET payload = NULL WHERE entity = ?1 AND entity_id = ?2", (entity, entity_id))
}

/// The newest rows first, older than `before` when given.
///
/// # Errors
/// The store's own errors.
pub fn page(reader: &Reader, before: Option<i64>, limit: u32) -> Result<Vec<Row>> {
    reader.many(include_str!("page.sql"), (before.unwrap_or(i64::MAX), limit), read_row)
}

fn read_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        seq: row.get(0)?,
        counter: row.get(1)?,
        op: row.get(2)?,
        entity: row.get(3)?,
        entity_id: row.get(4)?,
        at: InstantMs::new(row.get(5)?),
        actor: row.get::<_, Option<i64>>(6)?.map(StaffId::new),
        approver: row.get::<_, Option<i64>>(7)?.map(StaffId::new),
        payload: row.get(8)?,
    })
}

/// What was done to one customer's record, newest first.
///
/// # Errors
/// The store's own errors.
pub fn about_customer(reader: &Reader, customer: CustomerId) -> Result<Vec<Row>> {
    reader.many(include_str!("about_customer.sql"), [customer.get()], read_row)
}
