//! How many sales there are, and what a usual one comes to.

use crate::counts::{self, Counted};
use crate::{Reader, Result};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::Rial;

/// Sales that were not cancelled, anonymous ones included.
///
/// # Errors
/// The store's own errors.
pub fn count(reader: &Reader) -> Result<i64> {
    counts::of(reader, Counted::Sales)
}

/// Cancelled sales: they stay visible and count nowhere.
///
/// # Errors
/// The store's own errors.
pub fn count_cancelled(reader: &Reader) -> Result<i64> {
    counts::of(reader, Counted::CancelledSales)
}

/// The sale in the middle among those that cost something; `None` without any.
///
/// # Errors
/// The store's own errors.
pub fn median_total(reader: &Reader) -> Result<Option<Rial>> {
    reader.one(include_str!("median_total.sql"), [], |row| row.get(0).map(Rial::new))
}

/// Net spend of a customer from a day on: what lifts them into a tier.
///
/// # Errors
/// The store's own errors.
pub fn spend_since(reader: &Reader, customer: CustomerId, from: ShopDay) -> Result<Rial> {
    let sum = reader.one(include_str!("spend_since.sql"), (customer.get(), from.get()), |row| row.get(0))?;
    Ok(Rial::new(sum.unwrap_or_default()))
}
