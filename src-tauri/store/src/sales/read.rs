//! Reading sales: one whole, or headers for a timeline or a day.

use super::{PaymentKind, Source};
use crate::{Reader, Result, StoreError};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, ImportId, PaymentId, ProductId, SaleId, SaleLineId, StaffId};
use bazgasht_domain::money::Rial;

/// Everything of a sale but its lines and payments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub id: SaleId,
    pub customer: Option<CustomerId>,
    pub day: ShopDay,
    pub total: Rial,
    pub returned: Rial,
    pub fully_returned: bool,
    pub cancelled_at: Option<InstantMs>,
    pub source: Source,
    pub invoice_no: Option<String>,
    pub entry_minute: Option<u16>,
    pub recorded_at: InstantMs,
    pub discount: Rial,
    pub points_part: Rial,
    pub staff: Option<StaffId>,
    pub import: Option<ImportId>,
    pub program_rev: Option<i64>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub id: SaleLineId,
    pub product: Option<ProductId>,
    /// The free text, or the product's name.
    pub title: String,
    pub quantity_milli: i64,
    pub unit_price: Rial,
    pub discount: Rial,
    pub total: Rial,
    pub returned_milli: i64,
    pub returned: Rial,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    pub id: PaymentId,
    pub kind: PaymentKind,
    pub amount: Rial,
    pub reference: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sale {
    pub header: Header,
    pub lines: Vec<Line>,
    pub payments: Vec<Payment>,
}

/// What a day's drawer should hold. Anonymous sales count, cancelled ones do not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayTotals {
    pub sales_count: i64,
    pub total: Rial,
    pub by_payment: Vec<(PaymentKind, Rial)>,
}

fn header(row: &rusqlite::Row<'_>) -> rusqlite::Result<Header> {
    Ok(Header {
        id: SaleId::new(row.get(0)?),
        customer: row.get::<_, Option<i64>>(1)?.map(CustomerId::new),
        day: ShopDay::new(row.get(2)?),
        total: Rial::new(row.get(3)?),
        returned: Rial::new(row.get(4)?),
        fully_returned: row.get(5)?,
        cancelled_at: row.get::<_, Option<i64>>(6)?.map(InstantMs::new),
        source: Source::from_code(row.get(7)?),
        invoice_no: row.get(8)?,
        entry_minute: row.get(9)?,
        recorded_at: InstantMs::new(row.get(10)?),
        discount: Rial::new(row.get(11)?),
        points_part: Rial::new(row.get(12)?),
        staff: row.get::<_, Option<i64>>(13)?.map(StaffId::new),
        import: row.get::<_, Option<i64>>(14)?.map(ImportId::new),
        program_rev: row.get(15)?,
        note: row.get(16)?,
    })
}

/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, id: SaleId) -> Result<Option<Sale>> {
    let Some(header) = reader.one(include_str!("get.sql"), [id.get()], header)? else { return Ok(None) };
    Ok(Some(Sale { header, lines: lines(reader, id)?, payments: payments(reader, id)? }))
}

fn lines(reader: &Reader, id: SaleId) -> Result<Vec<Line>> {
    reader.many(include_str!("lines.sql"), [id.get()], |row| {
        Ok(Line {
            id: SaleLineId::new(row.get(0)?),
            product: row.get::<_, Option<i64>>(1)?.map(ProductId::new),
            title: row.get(2)?,
            quantity_milli: row.get(3)?,
            unit_price: Rial::new(row.get(4)?),
            discount: Rial::new(row.get(5)?),
            total: Rial::new(row.get(6)?),
            returned_milli: row.get(7)?,
            returned: Rial::new(row.get(8)?),
        })
    })
}

fn kind(word: &str) -> Result<PaymentKind> {
    PaymentKind::parse(word).ok_or_else(|| StoreError::corrupt(format!("unknown payment kind {word}")))
}

fn payments(reader: &Reader, id: SaleId) -> Result<Vec<Payment>> {
    let found = reader.many(include_str!("payments.sql"), [id.get()], |row| {
        Ok((PaymentId::new(row.get(0)?), Rial::new(row.get(1)?), row.get(2)?, row.get::<_, String>(3)?))
    })?;
    let payment = |(id, amount, reference, word): (_, _, _, String)| {
        Ok(Payment { id, kind: kind(&word)?, amount, reference })
    };
    found.into_iter().map(payment).collect()
}

/// # Errors
/// The store's own errors.
pub fn find_by_invoice(reader: &Reader, source: Source, invoice_no: &str) -> Result<Option<SaleId>> {
    let sql = "SELECT id FROM sale WHERE invoice_no = ?1 AND source = ?2";
    reader.one(sql, (invoice_no, source.code()), |row| row.get(0).map(SaleId::new))
}

/// A customer's sales, newest day first, cancelled ones too; `skip` for the next page.
///
/// # Errors
/// The store's own errors.
pub fn of_customer(reader: &Reader, customer: CustomerId, limit: u32, skip: u32) -> Result<Vec<Header>> {
    reader.many(include_str!("of_customer.sql"), (customer.get(), limit, skip), header)
}

/// A day's sales in the order they were written down, cancelled ones too.
///
/// # Errors
/// The store's own errors.
pub fn of_day(reader: &Reader, day: ShopDay) -> Result<Vec<Header>> {
    reader.many(include_str!("of_day.sql"), [day.get()], header)
}

/// # Errors
/// The store's own errors.
pub fn day_totals(reader: &Reader, day: ShopDay) -> Result<DayTotals> {
    let sums =
        reader.one(include_str!("day_total.sql"), [day.get()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (sales_count, total) = sums.unwrap_or_default();
    let words = reader.many(include_str!("day_payments.sql"), [day.get()], |row| {
        Ok((row.get::<_, String>(0)?, Rial::new(row.get(1)?)))
    })?;
    let by_payment =
        words.into_iter().map(|(word, sum)| Ok((kind(&word)?, sum))).collect::<Result<Vec<_>>>()?;
    Ok(DayTotals { sales_count, total: Rial::new(total), by_payment })
}
