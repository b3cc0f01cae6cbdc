//! What a sale's points depended on beside its amount, and amounts carried to the next purchase. Rows are only added.

use super::{read_json, write_json};
use crate::{Reader, Result, Tx};
use bazgasht_domain::ids::{CustomerId, SaleId};
use bazgasht_domain::loyalty::EarnFacts;
use bazgasht_domain::money::Rial;

/// # Errors
/// `Duplicate` when the sale has facts already.
pub fn keep_facts(tx: &Tx, sale: SaleId, facts: &EarnFacts) -> Result<()> {
    tx.run("INSERT INTO sale_facts (sale_id, facts) VALUES (?1, ?2)", (sale.get(), write_json(facts)?))?;
    Ok(())
}

/// `None` for a sale that the base rule alone counted.
///
/// # Errors
/// `Corrupt` when they can not be read.
pub fn facts_of(reader: &Reader, sale: SaleId) -> Result<Option<EarnFacts>> {
    let sql = "SELECT facts FROM sale_facts WHERE sale_id = ?1";
    reader.one(sql, [sale.get()], |row| row.get::<_, String>(0))?.map(|text| read_json(&text)).transpose()
}

/// What is carried to the customer's next purchase; below zero when a purchase that gave some came back.
///
/// # Errors
/// The store's own errors.
pub fn carried(reader: &Reader, customer: CustomerId) -> Result<Rial> {
    let sql = "SELECT coalesce(sum(rial), 0) FROM points_carry WHERE customer_id = ?1";
    Ok(Rial::new(reader.one(sql, [customer.get()], |row| row.get(0))?.unwrap_or_default()))
}

/// Σ of what a sale and its returns added.
///
/// # Errors
/// The store's own errors.
pub fn carry_of(reader: &Reader, customer: CustomerId, sale: SaleId) -> Result<Rial> {
    let sum = reader.one(include_str!("carry_of.sql"), (customer.get(), sale.get()), |row| row.get(0))?;
    Ok(Rial::new(sum.unwrap_or_default()))
}

/// Adds to what is carried; nothing for zero. `source_kind`: sale, return, cancel.
///
/// # Errors
/// `Duplicate` when this source did so already.
pub fn add_carry(tx: &Tx, customer: CustomerId, source_kind: &str, source_id: i64, rial: Rial) -> Result<()> {
    if rial == Rial::ZERO {
        return Ok(());
    }
    let sql = "INSERT INTO points_carry (customer_id, source_id, source_kind, rial) VALUES (?1, ?2, ?3, ?4)";
    tx.run(sql, (customer.get(), source_id, source_kind, rial.get()))?;
    Ok(())
}
