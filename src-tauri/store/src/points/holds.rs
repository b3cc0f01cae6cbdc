//! Points reserved by suspended sales. A hold spends nothing: it only lowers what others may spend, until it is
//! closed or its time is over.

use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::points::Points;

/// Reserves points until an instant; answers the number of the hold.
///
/// # Errors
/// `Invariant` when the points are not above zero; `MissingReference`.
pub fn hold(tx: &Tx, customer: CustomerId, points: Points, until: InstantMs) -> Result<i64> {
    if points <= Points::ZERO {
        return Err(StoreError::Invariant { what: "a hold reserves nothing", id: customer.get() });
    }
    let sql = "INSERT INTO points_hold (customer_id, points, until_ms) VALUES (?1, ?2, ?3) RETURNING id";
    let id = tx.one(sql, (customer.get(), points.get(), until.get()), |row| row.get(0))?;
    id.ok_or(StoreError::OutOfRange)
}

/// Gives the points free; a hold that is closed or unknown stays as it is.
///
/// # Errors
/// The store's own errors.
pub fn release(tx: &Tx, hold: i64, at: InstantMs) -> Result<()> {
    let sql = "UPDATE points_hold SET closed_at_ms = ?2 WHERE id = ?1 AND closed_at_ms IS NULL";
    tx.run(sql, (hold, at.get()))?;
    Ok(())
}

/// What open holds reserve of a customer's points now, leaving out the hold of the sale that asks.
///
/// # Errors
/// The store's own errors.
pub fn held(reader: &Reader, customer: CustomerId, now: InstantMs, except: Option<i64>) -> Result<Points> {
    let row = (customer.get(), now.get(), except);
    let sum = reader.one(include_str!("held.sql"), row, |row| row.get(0))?;
    Ok(Points::new(sum.unwrap_or_default()))
}
