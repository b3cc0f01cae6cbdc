//! Writing and cancelling a sale.

use super::{NewSale, totals};
use crate::{Result, StoreError, Tx};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, ImportId, PaymentId, ProductId, SaleId, SaleLineId, StaffId};
use bazgasht_domain::money::Rial;

/// Writes the sale with its lines and payments and adds it to the customer's totals.
///
/// # Errors
/// `Duplicate { what: "sale.invoice_no, sale.source" }`; `MissingReference` when the customer, a product or
/// the staff member does not exist; `Invariant` when the payments do not add up to the total.
pub fn insert(tx: &Tx, sale: &NewSale) -> Result<SaleId> {
    let id: SaleId = tx.mint()?;
    check_payments(sale, id)?;
    tx.run(
        include_str!("insert.sql"),
        (
            id.get(),
            sale.customer.map(CustomerId::get),
            sale.day.get(),
            sale.total.get(),
            sale.source.code(),
            &sale.invoice_no,
            sale.entry_minute,
            sale.recorded_at.get(),
            sale.discount.get(),
            sale.points_part.get(),
            sale.staff.map(StaffId::get),
            sale.import.map(ImportId::get),
            sale.program_rev,
            &sale.note,
        ),
    )?;
    insert_lines(tx, id, sale)?;
    insert_payments(tx, id, sale)?;
    if let Some(customer) = sale.customer {
        totals::add(tx, customer, sale.day, sale.total)?;
    }
    Ok(id)
}

fn check_payments(sale: &NewSale, id: SaleId) -> Result<()> {
    if sale.payments.is_empty() {
        return Ok(());
    }
    let paid = sale.payments.iter().try_fold(Rial::ZERO, |sum, payment| sum.checked_add(payment.amount));
    if paid == Some(sale.total) {
        Ok(())
    } else {
        Err(StoreError::Invariant { what: "the payments do not add up to the sale's total", id: id.get() })
    }
}

fn insert_lines(tx: &Tx, sale_id: SaleId, sale: &NewSale) -> Result<()> {
    for line in &sale.lines {
        let id: SaleLineId = tx.mint()?;
        let row = (
            sale_id.get(),
            id.get(),
            line.product.map(ProductId::get),
            &line.title,
            line.quantity_milli,
            line.unit_price.get(),
            line.discount.get(),
            line.total.get(),
        );
        tx.run(include_str!("insert_line.sql"), row)?;
    }
    Ok(())
}

fn insert_payments(tx: &Tx, sale_id: SaleId, sale: &NewSale) -> Result<()> {
    for payment in &sale.payments {
        let id: PaymentId = tx.mint()?;
        let sql =
            "INSERT INTO payment (sale_id, id, kind, amount_rial, reference) VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = (sale_id.get(), id.get(), payment.kind.as_str(), payment.amount.get(), &payment.reference);
        tx.run(sql, row)?;
    }
    Ok(())
}

/// Marks the sale as never having been an order. Points are reversed by the caller, through the ledger.
///
/// # Errors
/// `NotFound`; `Invariant` when it is cancelled already or something of it was returned.
pub fn cancel(tx: &Tx, id: SaleId, at: InstantMs) -> Result<()> {
    let sql = "SELECT cancelled_at_ms IS NOT NULL, customer_id FROM sale WHERE id = ?1";
    let found = tx.one(sql, [id.get()], |row| Ok((row.get::<_, bool>(0)?, row.get::<_, Option<i64>>(1)?)))?;
    let Some((cancelled, customer)) = found else {
        return Err(StoreError::NotFound { entity: "sale", id: id.get() });
    };
    if cancelled {
        return Err(StoreError::Invariant { what: "the sale is cancelled already", id: id.get() });
    }
    let sql = "SELECT EXISTS (SELECT 1 FROM sale_return WHERE sale_id = ?1)";
    if tx.one(sql, [id.get()], |row| row.get::<_, bool>(0))? == Some(true) {
        return Err(StoreError::Invariant { what: "something of the sale was returned", id: id.get() });
    }
    tx.run("UPDATE sale SET cancelled_at_ms = ?2 WHERE id = ?1", (id.get(), at.get()))?;
    match customer {
        Some(customer) => totals::recompute(tx, CustomerId::new(customer)),
        None => Ok(()),
    }
}
