//! Writing a return and what it does to its sale.

use super::{NewReturn, NewReturnLine};
use crate::{Result, StoreError, Tx, sales};
use bazgasht_domain::ids::{
    CustomerId, ImportId, ProductId, ReturnId, ReturnLineId, SaleId, SaleLineId, StaffId,
};

/// Writes the return; lowers the net of its sale and of the customer's totals when it names a sale.
///
/// # Errors
/// `Duplicate` when the invoice number is there; `NotFound` when there is no such sale; `MissingReference`;
/// `Invariant` when more comes back than was sold, or the sale is cancelled.
pub fn insert(tx: &Tx, entry: &NewReturn) -> Result<ReturnId> {
    let id: ReturnId = tx.mint()?;
    let row = (
        id.get(),
        entry.sale.map(SaleId::get),
        entry.customer.map(CustomerId::get),
        entry.day.get(),
        entry.entry_minute,
        entry.total.get(),
        entry.source.code(),
        &entry.invoice_no,
        entry.recorded_at.get(),
        entry.staff.map(StaffId::get),
        entry.import.map(ImportId::get),
        &entry.reason,
    );
    tx.run(include_str!("insert.sql"), row)?;
    if let Some(customer) = entry.customer {
        tx.touch(customer);
    }
    for line in &entry.lines {
        insert_line(tx, id, entry, line)?;
    }
    if let Some(sale) = entry.sale {
        lower_sale(tx, sale, entry)?;
    }
    Ok(id)
}

fn insert_line(tx: &Tx, return_id: ReturnId, entry: &NewReturn, line: &NewReturnLine) -> Result<()> {
    let id: ReturnLineId = tx.mint()?;
    if line.quantity_milli <= 0 {
        return Err(StoreError::Invariant { what: "nothing came back on a line", id: return_id.get() });
    }
    let sale = line.sale_line.and(entry.sale);
    if line.sale_line.is_some() && sale.is_none() {
        return Err(StoreError::Invariant { what: "a line came back without its sale", id: return_id.get() });
    }
    let row = (
        return_id.get(),
        id.get(),
        line.sale_line.map(SaleLineId::get),
        line.product.map(ProductId::get),
        &line.title,
        line.quantity_milli,
        line.total.get(),
    );
    tx.run(include_str!("insert_line.sql"), row)?;
    if let (Some(sale), Some(sale_line)) = (sale, line.sale_line) {
        let taken = (sale.get(), sale_line.get(), line.quantity_milli, line.total.get());
        if tx.run(include_str!("lower_line.sql"), taken)? == 0 {
            return Err(StoreError::Invariant {
                what: "more came back than was sold on a line",
                id: sale_line.get(),
            });
        }
    }
    Ok(())
}

fn lower_sale(tx: &Tx, sale: SaleId, entry: &NewReturn) -> Result<()> {
    let sql = "SELECT customer_id FROM sale WHERE id = ?1";
    let found = tx.one(sql, [sale.get()], |row| row.get::<_, Option<i64>>(0))?;
    let Some(customer) = found else {
        return Err(StoreError::NotFound { entity: "sale", id: sale.get() });
    };
    if tx.run(include_str!("lower_sale.sql"), (sale.get(), entry.total.get()))? == 0 {
        return Err(StoreError::Invariant { what: "more comes back than the sale holds", id: sale.get() });
    }
    match customer {
        Some(customer) => sales::recompute(tx, CustomerId::new(customer)),
        None => Ok(()),
    }
}
