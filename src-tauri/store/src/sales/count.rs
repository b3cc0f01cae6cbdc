//! How many sales there are, and for how much.

use crate::{Reader, Result};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::Rial;

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

/// Net spend of a customer from a day on: what lifts them into a tier.
///
/// # Errors
/// The store's own errors.
pub fn spend_since(reader: &Reader, customer: CustomerId, from: ShopDay) -> Result<Rial> {
    let sum = reader.one(include_str!("spend_since.sql"), (customer.get(), from.get()), |row| row.get(0))?;
    Ok(Rial::new(sum.unwrap_or_default()))
}
