//! Reading returns.

use crate::sales::{PaymentKind, Source};
use crate::{Reader, Result, StoreError};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{
    CustomerId, ImportId, ProductId, ReturnId, ReturnLineId, SaleId, SaleLineId, StaffId,
};
use bazgasht_domain::money::Rial;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    pub id: ReturnId,
    pub sale: Option<SaleId>,
    pub customer: Option<CustomerId>,
    pub day: ShopDay,
    pub entry_minute: Option<u16>,
    pub total: Rial,
    pub source: Source,
    pub invoice_no: Option<String>,
    pub recorded_at: InstantMs,
    pub staff: Option<StaffId>,
    pub import: Option<ImportId>,
    pub reason: Option<String>,
    /// Empty in lists.
    pub lines: Vec<ReturnLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnLine {
    pub id: ReturnLineId,
    pub sale_line: Option<SaleLineId>,
    pub product: Option<ProductId>,
    /// The free text, or the product's name.
    pub title: String,
    pub quantity_milli: i64,
    pub total: Rial,
}

fn header(row: &rusqlite::Row<'_>) -> rusqlite::Result<Return> {
    Ok(Return {
        id: ReturnId::new(row.get(0)?),
        sale: row.get::<_, Option<i64>>(1)?.map(SaleId::new),
        customer: row.get::<_, Option<i64>>(2)?.map(CustomerId::new),
        day: ShopDay::new(row.get(3)?),
        entry_minute: row.get(4)?,
        total: Rial::new(row.get(5)?),
        source: Source::from_code(row.get(6)?),
        invoice_no: row.get(7)?,
        recorded_at: InstantMs::new(row.get(8)?),
        staff: row.get::<_, Option<i64>>(9)?.map(StaffId::new),
        import: row.get::<_, Option<i64>>(10)?.map(ImportId::new),
        reason: row.get(11)?,
        lines: Vec::new(),
    })
}

/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, id: ReturnId) -> Result<Option<Return>> {
    let Some(found) = reader.one(include_str!("get.sql"), [id.get()], header)? else { return Ok(None) };
    let lines = reader.many(include_str!("lines.sql"), [id.get()], |row| {
        Ok(ReturnLine {
            id: ReturnLineId::new(row.get(0)?),
            sale_line: row.get::<_, Option<i64>>(1)?.map(SaleLineId::new),
            product: row.get::<_, Option<i64>>(2)?.map(ProductId::new),
            title: row.get(3)?,
            quantity_milli: row.get(4)?,
            total: Rial::new(row.get(5)?),
        })
    })?;
    Ok(Some(Return { lines, ..found }))
}

/// # Errors
/// The store's own errors.
pub fn of_sale(reader: &Reader, sale: SaleId) -> Result<Vec<Return>> {
    reader.many(include_str!("of_sale.sql"), [sale.get()], header)
}

/// What went back of a sale by each kind, over all of its returns.
///
/// # Errors
/// `Corrupt` when a kind of payment is unknown.
pub fn refunds_of_sale(reader: &Reader, sale: SaleId) -> Result<Vec<(PaymentKind, Rial)>> {
    let found = reader.many(include_str!("refunds_of_sale.sql"), [sale.get()], |row| {
        Ok((row.get::<_, String>(0)?, row.get(1).map(Rial::new)?))
    })?;
    let known = |(word, sum): (String, Rial)| {
        let kind = PaymentKind::parse(&word);
        kind.map(|kind| (kind, sum))
            .ok_or_else(|| StoreError::corrupt(format!("unknown payment kind {word}")))
    };
    found.into_iter().map(known).collect()
}

/// Newest day first; `skip` for the next page.
///
/// # Errors
/// The store's own errors.
pub fn of_customer(reader: &Reader, customer: CustomerId, limit: u32, skip: u32) -> Result<Vec<Return>> {
    reader.many(include_str!("of_customer.sql"), (customer.get(), limit, skip), header)
}

/// # Errors
/// The store's own errors.
pub fn find_by_invoice(reader: &Reader, source: Source, invoice_no: &str) -> Result<Option<ReturnId>> {
    let sql = "SELECT id FROM sale_return WHERE invoice_no = ?1 AND source = ?2";
    reader.one(sql, (invoice_no, source.code()), |row| row.get(0).map(ReturnId::new))
}
