//! Reading the ledger: balance, open lots, debts, the statement.

use super::{Cause, Entry, EntryKind, Lot};
use crate::{Reader, Result, StoreError};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, PointsEntryId, SaleId, StaffId};
use bazgasht_domain::points::Points;

/// One movement between an entry and a lot: positive took, negative gave back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allocation {
    pub entry: PointsEntryId,
    pub lot: PointsEntryId,
    pub points: Points,
}

/// # Errors
/// `NotFound`.
pub fn balance(reader: &Reader, customer: CustomerId) -> Result<Points> {
    let sql = "SELECT points_balance FROM customer WHERE id = ?1";
    let found = reader.one(sql, [customer.get()], |row| row.get(0).map(Points::new))?;
    found.ok_or(StoreError::NotFound { entity: "customer", id: customer.get() })
}

fn lot(row: &rusqlite::Row<'_>) -> rusqlite::Result<Lot> {
    Ok(Lot {
        customer: CustomerId::new(row.get(0)?),
        entry: PointsEntryId::new(row.get(1)?),
        size: Points::new(row.get(2)?),
        open: Points::new(row.get(3)?),
        expires: row.get::<_, Option<i32>>(4)?.map(ShopDay::new),
        available_from: row.get::<_, Option<i32>>(5)?.map(ShopDay::new),
        opened: InstantMs::new(row.get(6)?),
    })
}

/// Every lot with something in it, also those not available yet or past their day, oldest first.
///
/// # Errors
/// The store's own errors.
pub fn open_lots(reader: &Reader, customer: CustomerId) -> Result<Vec<Lot>> {
    reader.many(include_str!("open_lots.sql"), [customer.get()], lot)
}

/// Everybody's open lots whose last day is `to` or earlier, soonest first; at most `limit` of them.
///
/// # Errors
/// The store's own errors.
pub fn lots_expiring(reader: &Reader, to: ShopDay, limit: u32) -> Result<Vec<Lot>> {
    reader.many(include_str!("lots_expiring.sql"), (to.get(), limit), lot)
}

/// One lot, also an empty one.
///
/// # Errors
/// The store's own errors.
pub fn lot_of(reader: &Reader, customer: CustomerId, entry: PointsEntryId) -> Result<Option<Lot>> {
    reader.one(include_str!("lot_of.sql"), (customer.get(), entry.get()), lot)
}

/// Debits that lots did not cover, oldest first, with what each still owes.
///
/// # Errors
/// The store's own errors.
pub fn debts(reader: &Reader, customer: CustomerId) -> Result<Vec<(PointsEntryId, Points)>> {
    reader.many(include_str!("debts.sql"), [customer.get()], |row| {
        Ok((PointsEntryId::new(row.get(0)?), Points::new(row.get(1)?)))
    })
}

/// Which lots an entry took from or gave back to.
///
/// # Errors
/// The store's own errors.
pub fn allocations(reader: &Reader, customer: CustomerId, entry: PointsEntryId) -> Result<Vec<Allocation>> {
    reader.many(include_str!("allocations.sql"), (customer.get(), entry.get()), |row| {
        Ok(Allocation { entry, lot: PointsEntryId::new(row.get(0)?), points: Points::new(row.get(1)?) })
    })
}

fn entry(row: &rusqlite::Row<'_>) -> rusqlite::Result<(Entry, String)> {
    let entry = Entry {
        id: PointsEntryId::new(row.get(0)?),
        customer: CustomerId::new(row.get(1)?),
        kind: EntryKind::Earn,
        points: Points::new(row.get(3)?),
        day: ShopDay::new(row.get(4)?),
        at: InstantMs::new(row.get(5)?),
        cause: Cause { source_kind: row.get(6)?, source_id: row.get(7)?, rule: row.get(8)? },
        actor: row.get::<_, Option<i64>>(9)?.map(StaffId::new),
        note: row.get(10)?,
        balance_after: row.get::<_, Option<i64>>(11)?.map(Points::new),
    };
    Ok((entry, row.get(2)?))
}

fn with_kinds(found: Vec<(Entry, String)>) -> Result<Vec<Entry>> {
    let known = |(entry, word): (Entry, String)| {
        let kind = EntryKind::parse(&word).map_err(|unknown| StoreError::corrupt(unknown.to_string()))?;
        Ok(Entry { kind, ..entry })
    };
    found.into_iter().map(known).collect()
}

/// The newest entries first with the balance after each, `skip` for the next page.
///
/// # Errors
/// `Corrupt` when a kind is unknown.
pub fn statement(reader: &Reader, customer: CustomerId, limit: u32, skip: u32) -> Result<Vec<Entry>> {
    with_kinds(reader.many(include_str!("statement.sql"), (customer.get(), limit, skip), entry)?)
}

/// Everything that one source (a sale, say) wrote into the ledger, oldest first.
///
/// # Errors
/// `Corrupt` when a kind is unknown.
pub fn entries_of_source(reader: &Reader, source_kind: &str, source_id: i64) -> Result<Vec<Entry>> {
    with_kinds(reader.many(include_str!("entries_of_source.sql"), (source_id, source_kind), entry)?)
}

/// One entry; `None` when there is no such row.
///
/// # Errors
/// `Corrupt` when its kind is unknown.
pub fn entry_by_id(reader: &Reader, id: PointsEntryId) -> Result<Option<Entry>> {
    let found = reader.many(include_str!("entry.sql"), [id.get()], entry)?;
    Ok(with_kinds(found)?.into_iter().next())
}

/// The invoice behind an entry: of its sale, or of the sale whose goods came back.
///
/// # Errors
/// The store's own errors.
pub fn invoice_of(reader: &Reader, cause: &Cause) -> Result<Option<String>> {
    let sql = match cause.source_kind.as_str() {
        "sale" => "SELECT invoice_no FROM sale WHERE id = ?1",
        "return" => "SELECT s.invoice_no FROM sale_return r JOIN sale s ON s.id = r.sale_id WHERE r.id = ?1",
        _ => return Ok(None),
    };
    Ok(reader.one(sql, [cause.source_id], |row| row.get(0))?.flatten())
}

/// Whose purchase is behind an entry: of its sale, or of the sale whose goods came back.
///
/// # Errors
/// The store's own errors.
pub fn buyer_of(reader: &Reader, cause: &Cause) -> Result<Option<CustomerId>> {
    let sql = match cause.source_kind.as_str() {
        "sale" => "SELECT customer_id FROM sale WHERE id = ?1",
        "return" => "SELECT s.customer_id FROM sale_return r JOIN sale s ON s.id = r.sale_id WHERE r.id = ?1",
        _ => return Ok(None),
    };
    let found = reader.one(sql, [cause.source_id], |row| row.get::<_, Option<i64>>(0))?;
    Ok(found.flatten().map(CustomerId::new))
}

/// Bonuses of one rule that were not taken back, the newest first.
///
/// # Errors
/// `Corrupt` when a kind is unknown.
pub fn standing_bonuses(reader: &Reader, customer: CustomerId, rule: &str) -> Result<Vec<Entry>> {
    with_kinds(reader.many(include_str!("standing_bonuses.sql"), (customer.get(), rule), entry)?)
}

/// What the returns of a sale wrote into the ledger, oldest first.
///
/// # Errors
/// `Corrupt` when a kind is unknown.
pub fn entries_of_returns(reader: &Reader, sale: SaleId) -> Result<Vec<Entry>> {
    with_kinds(reader.many(include_str!("entries_of_returns.sql"), [sale.get()], entry)?)
}
