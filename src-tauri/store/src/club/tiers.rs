//! Who stands in which tier, and every step that led there with the numbers it was decided on.

use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, StaffId};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub tier: String,
    pub since: ShopDay,
    /// Since when the figures are below the threshold.
    pub below: Option<ShopDay>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    Sale,
    Return,
    Review,
}

impl Reason {
    fn as_str(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::Return => "return",
            Self::Review => "review",
        }
    }
    fn parse(word: &str) -> Result<Self> {
        let known =
            [Self::Sale, Self::Return, Self::Review].into_iter().find(|reason| reason.as_str() == word);
        known.ok_or_else(|| StoreError::corrupt("unknown reason of a tier"))
    }
}

/// A step about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewChange {
    pub customer: CustomerId,
    pub from: Option<String>,
    pub to: Option<String>,
    pub reason: Reason,
    /// The sale or return.
    pub source: Option<i64>,
    pub qualifying: i64,
    pub threshold: i64,
    pub revision: i64,
    pub day: ShopDay,
    pub at: InstantMs,
    pub actor: Option<StaffId>,
}

/// A step as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub customer: CustomerId,
    pub name: String,
    pub from: Option<String>,
    pub to: Option<String>,
    pub reason: Reason,
    pub qualifying: i64,
    pub threshold: i64,
    pub day: ShopDay,
    /// The program that decided.
    pub revision: i64,
    pub at: InstantMs,
}

fn standing_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Standing> {
    Ok(Standing {
        tier: row.get(0)?,
        since: ShopDay::new(row.get(1)?),
        below: row.get::<_, Option<i32>>(2)?.map(ShopDay::new),
    })
}

/// `None` for somebody without a tier.
///
/// # Errors
/// The store's own errors.
pub fn standing(reader: &Reader, customer: CustomerId) -> Result<Option<Standing>> {
    let sql = "SELECT tier_id, since_day, below_day FROM customer_tier WHERE customer_id = ?1";
    reader.one(sql, [customer.get()], standing_of)
}

/// Puts somebody where they stand now; `None` takes the tier away.
///
/// # Errors
/// `MissingReference`.
pub fn put(tx: &Tx, customer: CustomerId, standing: Option<&Standing>) -> Result<()> {
    match standing {
        Some(standing) => {
            let below = standing.below.map(ShopDay::get);
            tx.run(
                include_str!("put_tier.sql"),
                (customer.get(), &standing.tier, standing.since.get(), below),
            )?
        }
        None => tx.run("DELETE FROM customer_tier WHERE customer_id = ?1", [customer.get()])?,
    };
    tx.touch(customer);
    Ok(())
}

/// # Errors
/// `MissingReference`.
pub fn insert_change(tx: &Tx, change: &NewChange) -> Result<()> {
    let row = (
        change.customer.get(),
        &change.from,
        &change.to,
        change.reason.as_str(),
        change.source,
        change.qualifying,
        change.threshold,
        change.revision,
        change.day.get(),
        change.at.get(),
        change.actor.map(StaffId::get),
    );
    tx.run(include_str!("insert_tier_change.sql"), row)?;
    Ok(())
}

/// Newest first, of one customer or of everybody.
///
/// # Errors
/// `Corrupt` when a reason is unknown.
pub fn changes(reader: &Reader, customer: Option<CustomerId>, limit: u32, skip: u32) -> Result<Vec<Change>> {
    let asked = (customer.map(CustomerId::get), limit, skip);
    let found = reader.many(include_str!("tier_changes.sql"), asked, |row| {
        let change = Change {
            customer: CustomerId::new(row.get(0)?),
            name: row.get(1)?,
            from: row.get(2)?,
            to: row.get(3)?,
            reason: Reason::Review,
            qualifying: row.get(5)?,
            threshold: row.get(6)?,
            day: ShopDay::new(row.get(7)?),
            revision: row.get(8)?,
            at: InstantMs::new(row.get(9)?),
        };
        Ok((change, row.get::<_, String>(4)?))
    })?;
    found.into_iter().map(|(change, word)| Ok(Change { reason: Reason::parse(&word)?, ..change })).collect()
}

/// The next members after one id, in the order of ids: a review goes through them page by page. Customers who bought
/// but stand in no tier are among them when `everybody`.
///
/// # Errors
/// The store's own errors.
pub fn members(reader: &Reader, after: CustomerId, limit: u32, everybody: bool) -> Result<Vec<CustomerId>> {
    let sql = if everybody {
        "SELECT id FROM customer WHERE id > ?1 AND orders_count > 0 ORDER BY id LIMIT ?2"
    } else {
        "SELECT customer_id FROM customer_tier WHERE customer_id > ?1 ORDER BY customer_id LIMIT ?2"
    };
    reader.many(sql, (after.get(), limit), |row| row.get(0).map(CustomerId::new))
}

/// Members who have been below their threshold since this day or earlier.
///
/// # Errors
/// The store's own errors.
pub fn members_below(reader: &Reader, since: ShopDay, limit: u32) -> Result<Vec<CustomerId>> {
    let sql = "SELECT customer_id FROM customer_tier WHERE below_day <= ?1 ORDER BY below_day, customer_id LIMIT ?2";
    reader.many(sql, (since.get(), limit), |row| row.get(0).map(CustomerId::new))
}

/// How many stand in each tier.
///
/// # Errors
/// The store's own errors.
pub fn tier_counts(reader: &Reader) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT tier_id, count(*) FROM customer_tier GROUP BY tier_id";
    reader.many(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Everybody who stands in one tier.
///
/// # Errors
/// The store's own errors.
pub fn members_of_tier(reader: &Reader, tier: &str) -> Result<Vec<CustomerId>> {
    let sql = "SELECT customer_id FROM customer_tier WHERE tier_id = ?1 ORDER BY customer_id";
    reader.many(sql, [tier], |row| row.get(0).map(CustomerId::new))
}
