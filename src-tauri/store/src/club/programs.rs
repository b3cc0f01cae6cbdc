//! Versions of the program. A version is never changed: sales keep the revision that counted them.

use super::{read_json, write_json};
use crate::{Reader, Result, Tx};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::StaffId;
use bazgasht_domain::loyalty::Program;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// From 1; the first is the default program until the owner saves one.
    pub revision: i64,
    pub rules: Program,
    pub saved_at: InstantMs,
    pub saved_by: Option<StaffId>,
}

impl Default for Version {
    fn default() -> Self {
        Self { revision: 1, rules: Program::default(), saved_at: InstantMs::new(0), saved_by: None }
    }
}

type Row = (i64, String, i64, Option<i64>);

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn version_of((revision, rules, saved_at, saved_by): Row) -> Result<Version> {
    let rules = read_json(&rules)?;
    Ok(Version { revision, rules, saved_at: InstantMs::new(saved_at), saved_by: saved_by.map(StaffId::new) })
}

/// The program in force.
///
/// # Errors
/// `Corrupt` when the stored rules can not be read.
pub fn current(reader: &Reader) -> Result<Version> {
    let sql =
        "SELECT revision, rules, saved_at_ms, saved_by FROM program_version ORDER BY revision DESC LIMIT 1";
    reader.one(sql, [], row)?.map_or_else(|| Ok(Version::default()), version_of)
}

/// The program of one revision; `None` when it was never kept.
///
/// # Errors
/// `Corrupt` when the stored rules can not be read.
pub fn version(reader: &Reader, revision: i64) -> Result<Option<Version>> {
    let sql = "SELECT revision, rules, saved_at_ms, saved_by FROM program_version WHERE revision = ?1";
    let found = reader.one(sql, [revision], row)?.map(version_of).transpose()?;
    let default = Version::default();
    Ok(found.or_else(|| (revision == default.revision).then_some(default)))
}

/// Newest first.
///
/// # Errors
/// `Corrupt` when stored rules can not be read.
pub fn versions(reader: &Reader, limit: u32) -> Result<Vec<Version>> {
    let sql =
        "SELECT revision, rules, saved_at_ms, saved_by FROM program_version ORDER BY revision DESC LIMIT ?1";
    reader.many(sql, [limit], row)?.into_iter().map(version_of).collect()
}

/// # Errors
/// `Duplicate` when the revision is there.
pub fn insert_version(tx: &Tx, version: &Version) -> Result<()> {
    let sql = "INSERT INTO program_version (revision, rules, saved_at_ms, saved_by) VALUES (?1, ?2, ?3, ?4)";
    let by = version.saved_by.map(StaffId::get);
    tx.run(sql, (version.revision, write_json(&version.rules)?, version.saved_at.get(), by))?;
    Ok(())
}
