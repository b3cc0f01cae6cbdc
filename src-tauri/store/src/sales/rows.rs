//! The statements that write sales, lines and payments, one row or many rows at a time.
//! A statement of many rows costs half as much a row: the engine starts and stops once for all of them.

use super::{NewLine, NewPayment, NewSale};
use crate::{Result, Tx};
use bazgasht_domain::ids::{CustomerId, ImportId, PaymentId, ProductId, SaleId, SaleLineId, StaffId};
use bazgasht_domain::money::Rial;
use rusqlite::{CachedStatement, ToSql};

/// A row of one table, ready to be written.
pub(super) trait Row {
    /// The statement up to its rows.
    const HEAD: &'static str;
    const COLUMNS_COUNT: usize;
    fn bind(&self, binder: &mut Binder<'_, '_>) -> Result<()>;
}

/// Fills the parameters of a statement from the first to the last.
pub(super) struct Binder<'s, 't> {
    statement: &'s mut CachedStatement<'t>,
    next: usize,
}

impl Binder<'_, '_> {
    fn put(&mut self, value: impl ToSql) -> Result<()> {
        self.statement.raw_bind_parameter(self.next, value)?;
        self.next += 1;
        Ok(())
    }
}

/// Writes rows of one table in statements of `width` rows; what is left over goes one by one.
pub(super) struct Writer<'t> {
    one: CachedStatement<'t>,
    many: Option<CachedStatement<'t>>,
    width: usize,
}

impl<'t> Writer<'t> {
    pub(super) fn prepare<R: Row>(tx: &'t Tx, width: usize) -> Result<Self> {
        let many = if width > 1 { Some(tx.prepare(&statement::<R>(width))?) } else { None };
        Ok(Self { one: tx.prepare(&statement::<R>(1))?, many, width })
    }

    pub(super) fn write<R: Row>(&mut self, rows: &[R]) -> Result<()> {
        let mut chunks = rows.chunks_exact(self.width);
        if let Some(many) = &mut self.many {
            for chunk in chunks.by_ref() {
                run(many, chunk)?;
            }
        }
        let left_over = if self.many.is_some() { chunks.remainder() } else { rows };
        left_over.iter().try_for_each(|row| run(&mut self.one, std::slice::from_ref(row)))
    }
}

fn statement<R: Row>(rows_count: usize) -> String {
    let row = format!("({})", vec!["?"; R::COLUMNS_COUNT].join(","));
    format!("{} {}", R::HEAD, vec![row; rows_count].join(","))
}

fn run<R: Row>(statement: &mut CachedStatement<'_>, rows: &[R]) -> Result<()> {
    let mut binder = Binder { statement, next: 1 };
    for row in rows {
        row.bind(&mut binder)?;
    }
    statement.raw_execute()?;
    Ok(())
}

pub(super) struct SaleRow<'a> {
    pub id: SaleId,
    pub sale: &'a NewSale,
    pub first_part: Option<i64>,
}

impl Row for SaleRow<'_> {
    const HEAD: &'static str = include_str!("insert.sql");
    const COLUMNS_COUNT: usize = 16;
    fn bind(&self, binder: &mut Binder<'_, '_>) -> Result<()> {
        let sale = self.sale;
        binder.put(self.id.get())?;
        binder.put(sale.customer.map(CustomerId::get))?;
        binder.put(sale.day.get())?;
        binder.put(sale.total.get())?;
        binder.put(sale.source.code())?;
        binder.put(&sale.invoice_no)?;
        binder.put(sale.entry_minute)?;
        binder.put(sale.recorded_at.get())?;
        binder.put(sale.discount.get())?;
        binder.put(sale.points_part.get())?;
        binder.put(sale.staff.map(StaffId::get))?;
        binder.put(sale.import.map(ImportId::get))?;
        binder.put(self.first_part)?;
        binder.put((sale.lines.len() + sale.payments.len()).cast_signed())?;
        binder.put(sale.program_rev)?;
        binder.put(&sale.note)
    }
}

pub(super) struct LineRow<'a> {
    pub id: SaleLineId,
    pub sale: SaleId,
    pub line: &'a NewLine,
}

impl Row for LineRow<'_> {
    const HEAD: &'static str = include_str!("insert_line.sql");
    const COLUMNS_COUNT: usize = 8;
    fn bind(&self, binder: &mut Binder<'_, '_>) -> Result<()> {
        binder.put(self.id.get())?;
        binder.put(self.sale.get())?;
        binder.put(self.line.product.map(ProductId::get))?;
        binder.put(&self.line.title)?;
        binder.put(self.line.quantity_milli)?;
        binder.put(self.line.unit_price.get())?;
        binder.put(self.line.discount.get())?;
        binder.put(self.line.total.get())
    }
}

pub(super) struct PaymentRow<'a> {
    pub id: PaymentId,
    pub sale: SaleId,
    pub payment: &'a NewPayment,
}

impl Row for PaymentRow<'_> {
    const HEAD: &'static str = include_str!("insert_payment.sql");
    const COLUMNS_COUNT: usize = 5;
    fn bind(&self, binder: &mut Binder<'_, '_>) -> Result<()> {
        binder.put(self.id.get())?;
        binder.put(self.sale.get())?;
        binder.put(self.payment.kind.as_str())?;
        binder.put(Rial::get(self.payment.amount))?;
        binder.put(&self.payment.reference)
    }
}
