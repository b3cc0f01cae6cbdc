//! The shape of the file. Forward only: each numbered script runs once, whole, with its version number in the
//! same transaction; a file from a newer program is refused untouched.

#[cfg(test)]
mod tests;

use crate::{OpenOptions, Result, ShopKind, StoreError};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

/// "BAZG": says in the file's header whose file it is.
const APPLICATION_ID: i64 = 0x4241_5A47;
/// Script n brings a file from version n to n + 1.
const MIGRATIONS: &[&str] = &[
    include_str!("0001_shop.sql"),
    include_str!("0002_counts.sql"),
    include_str!("0003_club.sql"),
    include_str!("0004_till.sql"),
    include_str!("0005_people.sql"),
    include_str!("0006_staff.sql"),
    include_str!("0007_costs.sql"),
    include_str!("0008_family.sql"),
];

pub(crate) const META_COUNTER: &str = "counter";
pub(crate) const META_JOURNAL_KEY: &str = "journal_key";
pub(crate) const META_RESERVED_TO: &str = "ids_reserved_to";
const META_CREATED_AT_MS: &str = "created_at_ms";
const META_KIND: &str = "kind";
const KIND_REAL: &str = "real";
const KIND_SAMPLE: &str = "sample";

fn version(connection: &Connection) -> Result<i64> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Refuses a newer file and another program's file, reading only.
pub(crate) fn refuse_foreign(connection: &Connection) -> Result<()> {
    let known = i64::try_from(MIGRATIONS.len()).map_err(|_| StoreError::OutOfRange)?;
    let found = version(connection)?;
    let application_id: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let is_blank = tables == 0 && application_id == 0 && found == 0;
    if !is_blank && application_id != APPLICATION_ID {
        return Err(StoreError::NotOurs { application_id });
    }
    if !is_blank && found < 1 {
        return Err(StoreError::corrupt("the file has lost its schema number"));
    }
    if found > known {
        return Err(StoreError::NewerSchema { found, known });
    }
    Ok(())
}

pub(crate) fn migrate(connection: &mut Connection, options: &OpenOptions) -> Result<()> {
    run(connection, options, MIGRATIONS)
}

/// Runs the scripts that the file has not seen, one transaction a step.
fn run(connection: &mut Connection, options: &OpenOptions, scripts: &[&str]) -> Result<()> {
    let from = usize::try_from(version(connection)?).map_err(|_| StoreError::corrupt("negative version"))?;
    for (index, script) in scripts.iter().enumerate().skip(from) {
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(script)?;
        if index == 0 {
            write_meta(&tx, options)?;
            tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        }
        let reached = i64::try_from(index + 1).map_err(|_| StoreError::OutOfRange)?;
        tx.pragma_update(None, "user_version", reached)?;
        tx.commit()?;
    }
    Ok(())
}

fn write_meta(connection: &Connection, options: &OpenOptions) -> Result<()> {
    let kind = match options.kind {
        ShopKind::Real => KIND_REAL,
        ShopKind::Sample => KIND_SAMPLE,
    };
    let mut insert = connection.prepare("INSERT INTO meta (key, value) VALUES (?1, ?2)")?;
    insert.execute((META_COUNTER, options.counter))?;
    insert.execute((META_CREATED_AT_MS, options.created_at.get()))?;
    insert.execute((META_JOURNAL_KEY, &options.journal_key[..]))?;
    insert.execute((META_KIND, kind))?;
    insert.execute((META_RESERVED_TO, 1))?;
    Ok(())
}

pub(crate) fn shop_kind(connection: &Connection) -> Result<ShopKind> {
    let sql = "SELECT value FROM meta WHERE key = ?1";
    let kind = connection.query_row(sql, [META_KIND], |row| row.get::<_, String>(0)).optional()?;
    match kind.as_deref() {
        Some(KIND_REAL) => Ok(ShopKind::Real),
        Some(KIND_SAMPLE) => Ok(ShopKind::Sample),
        _ => Err(StoreError::corrupt("the file does not say what it is")),
    }
}

/// The cheap look at every start: what each later statement relies on is there.
pub(crate) fn check_complete(connection: &Connection) -> Result<()> {
    shop_kind(connection)?;
    let sql = "SELECT count(*) FROM meta WHERE key IN (?1, ?2, ?3)";
    let keys = [META_COUNTER, META_JOURNAL_KEY, META_RESERVED_TO];
    let found: i64 = connection.query_row(sql, keys, |row| row.get(0))?;
    if found == 3 { Ok(()) } else { Err(StoreError::corrupt("the file's own facts are missing")) }
}
