//! How many sales there are.

use crate::{Reader, Result};

/// Sales that were not cancelled, anonymous ones included.
///
/// # Errors
/// The store's own errors.
pub fn count(reader: &Reader) -> Result<i64> {
    let sql = "SELECT count(*) FROM sale WHERE cancelled_at_ms IS NULL";
    Ok(reader.one(sql, [], |row| row.get(0))?.unwrap_or_default())
}

/// Cancelled sales: they stay visible and count nowhere.
///
/// # Errors
/// The store's own errors.
pub fn count_cancelled(reader: &Reader) -> Result<i64> {
    let sql = "SELECT count(*) FROM sale WHERE cancelled_at_ms IS NOT NULL";
    Ok(reader.one(sql, [], |row| row.get(0))?.unwrap_or_default())
}
