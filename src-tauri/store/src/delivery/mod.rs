//! What was sold and is still to be brought. A sale has at most one delivery; it is open until a day of delivery is
//! written, and after-sale care counts from that day.

use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, SaleId};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub sale: SaleId,
    pub promised: ShopDay,
    pub delivered: Option<ShopDay>,
    pub note: Option<String>,
}

/// Promises a day, or another day; a delivery that was made keeps that it was.
///
/// # Errors
/// `MissingReference` when there is no such sale.
pub fn promise(tx: &Tx, sale: SaleId, promised: ShopDay, note: Option<&str>) -> Result<()> {
    tx.run(include_str!("promise.sql"), (sale.get(), promised.get(), note))?;
    Ok(())
}

/// Takes an open promise away; false when there was none.
///
/// # Errors
/// The store's own errors.
pub fn forget(tx: &Tx, sale: SaleId) -> Result<bool> {
    let sql = "DELETE FROM delivery WHERE sale_id = ?1 AND delivered_day IS NULL";
    Ok(tx.run(sql, [sale.get()])? > 0)
}

/// Writes the day it was delivered; `None` opens it again.
///
/// # Errors
/// `NotFound` when nothing was promised.
pub fn set_delivered(tx: &Tx, sale: SaleId, delivered: Option<(ShopDay, InstantMs)>) -> Result<()> {
    let sql = "UPDATE delivery SET delivered_day = ?2, delivered_at_ms = ?3 WHERE sale_id = ?1";
    let (day, at) = (delivered.map(|it| it.0.get()), delivered.map(|it| it.1.get()));
    match tx.run(sql, (sale.get(), day, at))? {
        0 => Err(StoreError::NotFound { entity: "delivery", id: sale.get() }),
        _ => Ok(()),
    }
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Delivery> {
    Ok(Delivery {
        sale: SaleId::new(row.get(0)?),
        promised: ShopDay::new(row.get(1)?),
        delivered: row.get::<_, Option<i32>>(2)?.map(ShopDay::new),
        note: row.get(3)?,
    })
}

/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, sale: SaleId) -> Result<Option<Delivery>> {
    let sql = "SELECT sale_id, promised_day, delivered_day, note FROM delivery WHERE sale_id = ?1";
    reader.one(sql, [sale.get()], row)
}

/// Open deliveries of sales that still stand, soonest promise first.
///
/// # Errors
/// The store's own errors.
pub fn open(reader: &Reader, limit: u32) -> Result<Vec<Delivery>> {
    reader.many(include_str!("open.sql"), [limit], row)
}

/// Deliveries made on or after `since`, newest first.
///
/// # Errors
/// The store's own errors.
pub fn made_since(reader: &Reader, since: ShopDay, limit: u32) -> Result<Vec<Delivery>> {
    reader.many(include_str!("made_since.sql"), (since.get(), limit), row)
}

/// A delivery with its sale's number and day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfSale {
    pub delivery: Delivery,
    pub invoice_no: Option<String>,
    pub sold: ShopDay,
}

/// Deliveries of one person's standing sales, newest first: by the day they were brought, open ones by the day of sale.
///
/// # Errors
/// The store's own errors.
pub fn of_customer(reader: &Reader, customer: CustomerId, limit: u32, skip: u32) -> Result<Vec<OfSale>> {
    reader.many(include_str!("of_customer.sql"), (customer.get(), limit, skip), |found| {
        Ok(OfSale { delivery: row(found)?, invoice_no: found.get(4)?, sold: ShopDay::new(found.get(5)?) })
    })
}
