//! Writing and cancelling a sale.

use super::rows::{LineRow, PaymentRow, SaleRow, Writer};
use super::{NewSale, totals};
use crate::counts::{self, Counted};
use crate::{Result, StoreError, Tx};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, PaymentId, SaleId, SaleLineId};
use bazgasht_domain::money::Rial;

/// Writes the sale with its lines and payments and adds it to the customer's totals.
///
/// # Errors
/// `Duplicate { what: "sale.invoice_no, sale.source" }`; `MissingReference` when the customer, a product or
/// the staff member does not exist; `Invariant` when the payments do not add up to the total.
pub fn insert(tx: &Tx, sale: &NewSale) -> Result<SaleId> {
    let minted = Minted::for_sale(tx, sale)?;
    Statements::prepare(tx, 1)?.write(&[(&minted, sale)])?;
    counts::change(tx, Counted::Sales, 1);
    if let Some(customer) = sale.customer {
        totals::add(tx, customer, totals::Gain::one(sale.day, sale.total))?;
    }
    Ok(minted.sale)
}

/// The ids of a sale and its parts. Minted one after another, so the parts follow each other: lines, payments.
pub(super) struct Minted {
    pub sale: SaleId,
    lines: Vec<SaleLineId>,
    payments: Vec<PaymentId>,
}

impl Minted {
    pub(super) fn for_sale(tx: &Tx, sale: &NewSale) -> Result<Self> {
        let id: SaleId = tx.mint()?;
        check_payments(sale, id)?;
        Ok(Self {
            sale: id,
            lines: sale.lines.iter().map(|_| tx.mint()).collect::<Result<_>>()?,
            payments: sale.payments.iter().map(|_| tx.mint()).collect::<Result<_>>()?,
        })
    }

    fn first_part(&self) -> Option<i64> {
        let first_payment = self.payments.first().copied().map(PaymentId::get);
        self.lines.first().copied().map(SaleLineId::get).or(first_payment)
    }
}

/// The writers of the three tables of a sale.
pub(super) struct Statements<'t> {
    sales: Writer<'t>,
    lines: Writer<'t>,
    payments: Writer<'t>,
}

impl<'t> Statements<'t> {
    /// `width`: how many rows a statement writes.
    pub(super) fn prepare(tx: &'t Tx, width: usize) -> Result<Self> {
        Ok(Self {
            sales: Writer::prepare::<SaleRow<'_>>(tx, width)?,
            lines: Writer::prepare::<LineRow<'_>>(tx, width)?,
            payments: Writer::prepare::<PaymentRow<'_>>(tx, width)?,
        })
    }

    /// Writes the sales, then their parts, and nothing else.
    pub(super) fn write(&mut self, sales: &[(&Minted, &NewSale)]) -> Result<()> {
        let headers = sales.iter().map(|(minted, sale)| SaleRow {
            id: minted.sale,
            sale,
            first_part: minted.first_part(),
        });
        self.sales.write(&headers.collect::<Vec<_>>())?;
        let lines = sales.iter().flat_map(|(minted, sale)| {
            let of = minted.sale;
            sale.lines.iter().zip(&minted.lines).map(move |(line, &id)| LineRow { id, sale: of, line })
        });
        self.lines.write(&lines.collect::<Vec<_>>())?;
        let payments = sales.iter().flat_map(|(minted, sale)| {
            let of = minted.sale;
            let with_ids = sale.payments.iter().zip(&minted.payments);
            with_ids.map(move |(payment, &id)| PaymentRow { id, sale: of, payment })
        });
        self.payments.write(&payments.collect::<Vec<_>>())
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
    counts::change(tx, Counted::Sales, -1);
    counts::change(tx, Counted::CancelledSales, 1);
    match customer {
        Some(customer) => totals::recompute(tx, CustomerId::new(customer)),
        None => Ok(()),
    }
}
