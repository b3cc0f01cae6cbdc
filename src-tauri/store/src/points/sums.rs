//! Sums over the ledger: by kind, by last day, by rule. Each is counted from the rows, never kept.

use super::EntryKind;
use crate::{Reader, Result, StoreError};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::points::Points;

/// Somebody whose points end soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expiring {
    pub customer: CustomerId,
    pub points: Points,
    pub first_day: ShopDay,
}

/// Σ of the entries of each kind, of one customer or of everybody.
///
/// # Errors
/// `Corrupt` when a kind is unknown.
pub fn by_kind(reader: &Reader, customer: Option<CustomerId>) -> Result<Vec<(EntryKind, Points)>> {
    let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?));
    let found = match customer {
        Some(customer) => {
            let sql = "SELECT kind, sum(points) FROM points_entry WHERE customer_id = ?1 GROUP BY kind";
            reader.many(sql, [customer.get()], read)?
        }
        None => reader.many("SELECT kind, sum(points) FROM points_entry GROUP BY kind", [], read)?,
    };
    let known = |(word, sum): (String, i64)| {
        let kind = EntryKind::parse(&word).map_err(|unknown| StoreError::corrupt(unknown.to_string()))?;
        Ok((kind, Points::new(sum)))
    };
    found.into_iter().map(known).collect()
}

/// How many entries a customer has.
///
/// # Errors
/// The store's own errors.
pub fn entries_count(reader: &Reader, customer: CustomerId) -> Result<i64> {
    let sql = "SELECT count(*) FROM points_entry WHERE customer_id = ?1";
    Ok(reader.one(sql, [customer.get()], |row| row.get(0))?.unwrap_or_default())
}

/// Everybody's open points by last day; `None` first, for those that never end.
///
/// # Errors
/// The store's own errors.
pub fn open_by_last_day(reader: &Reader) -> Result<Vec<(Option<ShopDay>, Points)>> {
    reader.many(include_str!("open_by_last_day.sql"), [], |row| {
        Ok((row.get::<_, Option<i32>>(0)?.map(ShopDay::new), Points::new(row.get(1)?)))
    })
}

/// Σ of everybody's balance, debts included.
///
/// # Errors
/// The store's own errors.
pub fn balances(reader: &Reader) -> Result<Points> {
    let sql = "SELECT coalesce(sum(points_balance), 0) FROM customer";
    Ok(Points::new(reader.one(sql, [], |row| row.get(0))?.unwrap_or_default()))
}

/// Bonuses by ledger rule that were given and not taken back, of one customer.
///
/// # Errors
/// The store's own errors.
pub fn bonuses(reader: &Reader, customer: CustomerId) -> Result<Vec<(String, i64)>> {
    reader.many(include_str!("bonuses.sql"), [customer.get()], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Points earned from a day on, less what returns took back.
///
/// # Errors
/// The store's own errors.
pub fn earned_since(reader: &Reader, customer: CustomerId, from: ShopDay) -> Result<Points> {
    let sum = reader.one(include_str!("earned_since.sql"), (customer.get(), from.get()), |row| row.get(0))?;
    Ok(Points::new(sum.unwrap_or_default()))
}

/// People whose points end from one day to another, the soonest first.
///
/// # Errors
/// The store's own errors.
pub fn expiring(reader: &Reader, from: ShopDay, to: ShopDay, limit: u32, skip: u32) -> Result<Vec<Expiring>> {
    reader.many(include_str!("expiring.sql"), (from.get(), to.get(), limit, skip), |row| {
        Ok(Expiring {
            customer: CustomerId::new(row.get(0)?),
            points: Points::new(row.get(1)?),
            first_day: ShopDay::new(row.get(2)?),
        })
    })
}

/// How many people that are, and with how many points.
///
/// # Errors
/// The store's own errors.
pub fn expiring_total(reader: &Reader, from: ShopDay, to: ShopDay) -> Result<(i64, Points)> {
    let row = reader.one(include_str!("expiring_total.sql"), (from.get(), to.get()), |row| {
        Ok((row.get(0)?, Points::new(row.get(1)?)))
    })?;
    Ok(row.unwrap_or_default())
}
