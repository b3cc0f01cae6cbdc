//! Offers: what was quoted to somebody or left at the counter, with its lines and a day to remind of it. An offer is
//! open until it is sold (by the sale that came of it) or lost with a reason; reopening takes that back.

use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, OfferId, ProductId, SaleId, StaffId};
use bazgasht_domain::money::Rial;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// پیش‌فاکتور
    Quote,
    /// سبد رهاشده
    Basket,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    Sold,
    Lost,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub product: Option<ProductId>,
    pub title: String,
    pub quantity_milli: i64,
    pub unit_price: Rial,
    pub total: Rial,
}

/// What is written of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub customer: CustomerId,
    pub kind: Kind,
    pub remind_day: Option<ShopDay>,
    pub note: String,
    pub total: Rial,
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub id: OfferId,
    pub draft: Draft,
    pub at: InstantMs,
    pub day: ShopDay,
    pub actor: Option<StaffId>,
    pub state: State,
    /// Why it was lost.
    pub reason: String,
    pub sale: Option<SaleId>,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Basket => "basket",
        }
    }
}

impl State {
    fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Sold => "sold",
            Self::Lost => "lost",
        }
    }
    fn parse(text: &str) -> Self {
        match text {
            "sold" => Self::Sold,
            "lost" => Self::Lost,
            _ => Self::Open,
        }
    }
}

/// # Errors
/// `MissingReference` when there is no such customer or product.
pub fn insert(
    tx: &Tx,
    draft: &Draft,
    (at, day): (InstantMs, ShopDay),
    actor: Option<StaffId>,
) -> Result<OfferId> {
    let id: OfferId = tx.mint()?;
    let row = (
        id.get(),
        draft.customer.get(),
        draft.kind.as_str(),
        at.get(),
        day.get(),
        draft.remind_day.map(ShopDay::get),
        &draft.note,
        draft.total.get(),
        actor.map(StaffId::get),
    );
    tx.run(include_str!("insert.sql"), row)?;
    insert_lines(tx, id, &draft.lines)?;
    Ok(id)
}

/// Replaces what the offer says; whose it is and its kind stay.
///
/// # Errors
/// `NotFound`.
pub fn update(tx: &Tx, id: OfferId, draft: &Draft) -> Result<()> {
    let sql = "UPDATE offer SET remind_day = ?2, note = ?3, total_rial = ?4 WHERE id = ?1";
    let row = (id.get(), draft.remind_day.map(ShopDay::get), &draft.note, draft.total.get());
    found(tx.run(sql, row)?, id)?;
    tx.run("DELETE FROM offer_line WHERE offer_id = ?1", [id.get()])?;
    insert_lines(tx, id, &draft.lines)
}

fn insert_lines(tx: &Tx, id: OfferId, lines: &[Line]) -> Result<()> {
    for (line, position) in lines.iter().zip(0_i64..) {
        let row = (
            id.get(),
            position,
            line.product.map(ProductId::get),
            &line.title,
            line.quantity_milli,
            line.unit_price.get(),
            line.total.get(),
        );
        tx.run(include_str!("insert_line.sql"), row)?;
    }
    Ok(())
}

/// An offer that was never to be.
///
/// # Errors
/// `NotFound`.
pub fn remove(tx: &Tx, id: OfferId) -> Result<()> {
    tx.run("DELETE FROM offer_line WHERE offer_id = ?1", [id.get()])?;
    found(tx.run("DELETE FROM offer WHERE id = ?1", [id.get()])?, id)
}

/// # Errors
/// `NotFound`.
pub fn close(
    tx: &Tx,
    id: OfferId,
    state: State,
    (reason, sale): (&str, Option<SaleId>),
    at: Option<InstantMs>,
) -> Result<()> {
    let row = (id.get(), state.as_str(), reason, sale.map(SaleId::get), at.map(InstantMs::get));
    found(tx.run(include_str!("close.sql"), row)?, id)
}

fn found(rows: usize, id: OfferId) -> Result<()> {
    if rows == 0 { Err(StoreError::NotFound { entity: "offer", id: id.get() }) } else { Ok(()) }
}

fn offer(row: &rusqlite::Row<'_>) -> rusqlite::Result<Offer> {
    Ok(Offer {
        id: OfferId::new(row.get(0)?),
        draft: Draft {
            customer: CustomerId::new(row.get(1)?),
            kind: if row.get::<_, String>(2)? == "quote" { Kind::Quote } else { Kind::Basket },
            remind_day: row.get::<_, Option<i32>>(5)?.map(ShopDay::new),
            note: row.get(6)?,
            total: Rial::new(row.get(7)?),
            lines: Vec::new(),
        },
        at: InstantMs::new(row.get(3)?),
        day: ShopDay::new(row.get(4)?),
        actor: row.get::<_, Option<i64>>(8)?.map(StaffId::new),
        state: State::parse(&row.get::<_, String>(9)?),
        reason: row.get(10)?,
        sale: row.get::<_, Option<i64>>(11)?.map(SaleId::new),
    })
}

fn with_lines(reader: &Reader, mut offer: Offer) -> Result<Offer> {
    offer.draft.lines = reader.many(include_str!("lines.sql"), [offer.id.get()], |row| {
        Ok(Line {
            product: row.get::<_, Option<i64>>(0)?.map(ProductId::new),
            title: row.get(1)?,
            quantity_milli: row.get(2)?,
            unit_price: Rial::new(row.get(3)?),
            total: Rial::new(row.get(4)?),
        })
    })?;
    Ok(offer)
}

/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, id: OfferId) -> Result<Option<Offer>> {
    let found = reader.one(include_str!("get.sql"), [id.get()], offer)?;
    found.map(|offer| with_lines(reader, offer)).transpose()
}

/// Newest first.
///
/// # Errors
/// The store's own errors.
pub fn of_customer(reader: &Reader, customer: CustomerId, limit: u32, skip: u32) -> Result<Vec<Offer>> {
    let found = reader.many(include_str!("of_customer.sql"), (customer.get(), limit, skip), offer)?;
    found.into_iter().map(|offer| with_lines(reader, offer)).collect()
}

/// Everybody's open offers: those to be reminded of first, by that day, then the others, newest first.
///
/// # Errors
/// The store's own errors.
pub fn open(reader: &Reader, limit: u32, skip: u32) -> Result<Vec<Offer>> {
    let found = reader.many(include_str!("open.sql"), (limit, skip), offer)?;
    found.into_iter().map(|offer| with_lines(reader, offer)).collect()
}

/// How many are open, and for how many of them the day to remind has come.
///
/// # Errors
/// The store's own errors.
pub fn count_open(reader: &Reader, today: ShopDay) -> Result<(i64, i64)> {
    let sql = "SELECT count(*), count(*) FILTER (WHERE remind_day <= ?1) FROM offer WHERE state = 'open'";
    Ok(reader.one(sql, [today.get()], |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or_default())
}

/// The offers that a sale closed.
///
/// # Errors
/// The store's own errors.
pub fn of_sale(reader: &Reader, sale: SaleId) -> Result<Vec<OfferId>> {
    reader.many("SELECT id FROM offer WHERE sale_id = ?1", [sale.get()], |row| row.get(0).map(OfferId::new))
}
