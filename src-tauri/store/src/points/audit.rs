//! The ledger's own arithmetic, checked after every posting for one customer and on demand for all.

use crate::{Reader, Result, StoreError};
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::points::Points;

/// A customer whose figures do not agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    pub customer: CustomerId,
    pub cached: Points,
    pub entries: Points,
    /// Σ open lots − debt.
    pub lots: Points,
    /// Lots whose open points are not their size less what was taken.
    pub wrong_lots_count: i64,
}

/// Cached balance = Σ entries = Σ open lots − debt, for one customer.
pub(super) fn check_customer(reader: &Reader, customer: CustomerId) -> Result<()> {
    let sums = reader.one(include_str!("sums_of_one.sql"), [customer.get()], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
    })?;
    match sums {
        None => Err(StoreError::NotFound { entity: "customer", id: customer.get() }),
        Some((cached, entries, lots)) if cached == entries && entries == lots => Ok(()),
        Some(_) => Err(StoreError::Invariant { what: "the points do not add up", id: customer.get() }),
    }
}

/// Everybody whose points do not add up; empty is good. Reads the whole ledger.
///
/// # Errors
/// The store's own errors.
pub fn audit(reader: &Reader) -> Result<Vec<Fault>> {
    reader.many(include_str!("audit.sql"), [], |row| {
        Ok(Fault {
            customer: CustomerId::new(row.get(0)?),
            cached: Points::new(row.get(1)?),
            entries: Points::new(row.get(2)?),
            lots: Points::new(row.get(3)?),
            wrong_lots_count: row.get(4)?,
        })
    })
}
