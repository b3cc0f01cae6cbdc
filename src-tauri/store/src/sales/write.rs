//! Writing and cancelling a sale.

use super::{NewLine, NewPayment, NewSale, totals};
use crate::{Result, StoreError, Tx};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, ImportId, PaymentId, ProductId, SaleId, SaleLineId, StaffId};
use bazgasht_domain::money::Rial;
use rusqlite::CachedStatement;

/// Writes the sale with its lines and payments and adds it to the customer's totals.
///
/// # Errors
/// `Duplicate { what: "sale.invoice_no, sale.source" }`; `MissingReference` when the customer, a product or
/// the staff member does not exist; `Invariant` when the payments do not add up to the total.
pub fn insert(tx: &Tx, sale: &NewSale) -> Result<SaleId> {
    let id = Statements::prepare(tx)?.insert(tx, sale)?;
    if let Some(customer) = sale.customer {
        totals::add(tx, customer, sale.day, sale.total)?;
    }
    Ok(id)
}

/// The statements of one sale, prepared once for many.
pub(super) struct Statements<'t> {
    sale: CachedStatement<'t>,
    line: CachedStatement<'t>,
    payment: CachedStatement<'t>,
}

impl<'t> Statements<'t> {
    pub(super) fn prepare(tx: &'t Tx) -> Result<Self> {
        Ok(Self {
            sale: tx.prepare(include_str!("insert.sql"))?,
            line: tx.prepare(include_str!("insert_line.sql"))?,
            payment: tx.prepare(include_str!("insert_payment.sql"))?,
        })
    }

    /// Writes the sale, its lines and its payments, and nothing else.
    pub(super) fn insert(&mut self, tx: &Tx, sale: &NewSale) -> Result<SaleId> {
        let id: SaleId = tx.mint()?;
        check_payments(sale, id)?;
        // Minted one after another, so they follow each other: lines first, then payments.
        let lines = sale.lines.iter().map(|_| tx.mint()).collect::<Result<Vec<SaleLineId>>>()?;
        let payments = sale.payments.iter().map(|_| tx.mint()).collect::<Result<Vec<PaymentId>>>()?;
        let first_line = lines.first().copied().map(SaleLineId::get);
        let first_part = first_line.or(payments.first().copied().map(PaymentId::get));
        self.sale.execute((
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
            first_part,
            (lines.len() + payments.len()).cast_signed(),
            sale.program_rev,
            &sale.note,
        ))?;
        for (line, line_id) in sale.lines.iter().zip(lines) {
            self.insert_line(id, line_id, line)?;
        }
        for (payment, payment_id) in sale.payments.iter().zip(payments) {
            self.insert_payment(id, payment_id, payment)?;
        }
        Ok(id)
    }

    fn insert_line(&mut self, sale: SaleId, id: SaleLineId, line: &NewLine) -> Result<()> {
        self.line.execute((
            id.get(),
            sale.get(),
            line.product.map(ProductId::get),
            &line.title,
            line.quantity_milli,
            line.unit_price.get(),
            line.discount.get(),
            line.total.get(),
        ))?;
        Ok(())
    }

    fn insert_payment(&mut self, sale: SaleId, id: PaymentId, payment: &NewPayment) -> Result<()> {
        let row = (id.get(), sale.get(), payment.kind.as_str(), payment.amount.get(), &payment.reference);
        self.payment.execute(row)?;
        Ok(())
    }
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
