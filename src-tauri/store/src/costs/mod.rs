//! Costs that somebody entered, and what the club itself gave away. A removed cost stays in the file, so that removing it
//! can be undone.

use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::costs::{Cost, Purpose};
use bazgasht_domain::ids::CostId;
use bazgasht_domain::money::Rial;

/// A cost of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub id: CostId,
    pub cost: Cost,
    pub removed: bool,
}

/// # Errors
/// What the file says.
pub fn insert(tx: &Tx, cost: &Cost, at: InstantMs) -> Result<CostId> {
    let id: CostId = tx.mint()?;
    let (purpose, channel) = (cost.purpose.as_str(), cost.channel.as_deref());
    let days = (cost.from.get(), cost.to.get());
    let row = (id.get(), purpose, days.0, days.1, channel, cost.amount.get(), &cost.note, at.get());
    tx.run(include_str!("insert.sql"), row)?;
    Ok(id)
}

/// # Errors
/// `NotFound`.
pub fn update(tx: &Tx, id: CostId, cost: &Cost) -> Result<()> {
    let (purpose, channel) = (cost.purpose.as_str(), cost.channel.as_deref());
    let row = (id.get(), purpose, cost.from.get(), cost.to.get(), channel, cost.amount.get(), &cost.note);
    changed(tx.run(include_str!("update.sql"), row)?, id)
}

/// `None` brings it back.
///
/// # Errors
/// `NotFound`.
pub fn set_removed(tx: &Tx, id: CostId, at: Option<InstantMs>) -> Result<()> {
    let sql = "UPDATE cost SET removed_at_ms = ?2 WHERE id = ?1";
    changed(tx.run(sql, (id.get(), at.map(InstantMs::get)))?, id)
}

fn changed(rows: usize, id: CostId) -> Result<()> {
    if rows == 0 { Err(StoreError::NotFound { entity: "cost", id: id.get() }) } else { Ok(()) }
}

/// # Errors
/// What the file says.
pub fn get(reader: &Reader, id: CostId) -> Result<Option<Kept>> {
    reader.one(concat!(include_str!("select.sql"), " WHERE id = ?1"), [id.get()], kept)
}

/// Those of which some day lies in the range, the latest first; removed ones are left out.
///
/// # Errors
/// What the file says.
pub fn within(reader: &Reader, from: ShopDay, to: ShopDay) -> Result<Vec<Kept>> {
    let sql = concat!(
        include_str!("select.sql"),
        " WHERE removed_at_ms IS NULL AND from_day <= ?2 AND to_day >= ?1 ORDER BY from_day DESC, id DESC"
    );
    reader.many(sql, (from.get(), to.get()), kept)
}

fn kept(row: &rusqlite::Row<'_>) -> rusqlite::Result<Kept> {
    let purpose: String = row.get(1)?;
    Ok(Kept {
        id: CostId::new(row.get(0)?),
        cost: Cost {
            purpose: Purpose::parse(&purpose).unwrap_or(Purpose::Other),
            from: ShopDay::new(row.get(2)?),
            to: ShopDay::new(row.get(3)?),
            channel: row.get(4)?,
            amount: Rial::new(row.get(5)?),
            note: row.get(6)?,
        },
        removed: row.get(7)?,
    })
}

/// What the club took off the sales of a range of days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Given {
    /// Paid with points.
    pub points: Rial,
    /// Taken off by rewards and by coupons.
    pub rewards: Rial,
    pub coupons: Rial,
}

/// Cancelled and wholly returned sales cost nothing.
///
/// # Errors
/// What the file says.
pub fn given(reader: &Reader, from: ShopDay, to: ShopDay) -> Result<Given> {
    let days = (from.get(), to.get());
    let sum =
        |sql: &str| reader.one(sql, days, |row| Ok(Rial::new(row.get(0)?))).map(Option::unwrap_or_default);
    Ok(Given {
        points: sum(include_str!("given_points.sql"))?,
        rewards: sum(include_str!("given_rewards.sql"))?,
        coupons: sum(include_str!("given_coupons.sql"))?,
    })
}

/// People whose first order lies in the range, by the channel they came by; without one last.
///
/// # Errors
/// What the file says.
pub fn first_buyers(reader: &Reader, from: ShopDay, to: ShopDay) -> Result<Vec<(Option<String>, i64)>> {
    reader
        .many(include_str!("first_buyers.sql"), (from.get(), to.get()), |row| Ok((row.get(0)?, row.get(1)?)))
}

/// What was written at the people themselves as the cost of winning them, for those who first bought in the range.
///
/// # Errors
/// What the file says.
pub fn of_people(reader: &Reader, from: ShopDay, to: ShopDay) -> Result<Vec<(Option<String>, Rial)>> {
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, Rial::new(row.get(1)?)));
    reader.many(include_str!("of_people.sql"), (from.get(), to.get()), row)
}
