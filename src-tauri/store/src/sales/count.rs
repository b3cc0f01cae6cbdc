//! How many sales there are.

use crate::counts::{self, Counted};
use crate::{Reader, Result};

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
