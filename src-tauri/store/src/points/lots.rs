//! Lots after they were opened: what became of one, debts that a new one pays, and their last days. A lot's last day
//! may be set or moved later, never earlier; its points change only through entries.

use super::post::pay_debt;
use super::{EntryKind, debts};
use crate::{Reader, Result, StoreError, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, PointsEntryId};
use bazgasht_domain::loyalty::LotFate;
use bazgasht_domain::points::Points;

/// Points that went from a lot to one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Taken {
    kind: EntryKind,
    /// The entry is older than the lot: the lot paid its debt.
    is_older: bool,
    points: i64,
}

/// What became of a lot so far.
///
/// # Errors
/// `NotFound`; `Corrupt` when a kind is unknown.
pub fn lot_fate(reader: &Reader, customer: CustomerId, lot: PointsEntryId) -> Result<LotFate> {
    let mut whole = LotFate { open: Points::ZERO, expired: Points::ZERO, paid_debt: Points::ZERO };
    // A record that was merged away went on in other lots; what left it for them was not spent.
    for (owner, lot) in crate::merges::trail(reader, customer, lot)? {
        let part = fate_of_one(reader, owner, lot)?;
        whole.open = Points::new(whole.open.get() + part.open.get());
        whole.expired = Points::new(whole.expired.get() + part.expired.get());
        whole.paid_debt = Points::new(whole.paid_debt.get() + part.paid_debt.get());
    }
    let elsewhere = crate::merges::ended_elsewhere(reader, lot)?;
    whole.expired = Points::new(whole.expired.get() + elsewhere.get());
    Ok(whole)
}

fn fate_of_one(reader: &Reader, customer: CustomerId, lot: PointsEntryId) -> Result<LotFate> {
    let sql = "SELECT open_points FROM points_lot WHERE customer_id = ?1 AND entry_id = ?2";
    let ids = (customer.get(), lot.get());
    let open = reader.one(sql, ids, |row| row.get::<_, i64>(0))?;
    let open = open.ok_or(StoreError::NotFound { entity: "points_lot", id: lot.get() })?;
    let words = reader.many(include_str!("takers.sql"), ids, |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?, row.get::<_, i64>(2)?))
    })?;
    let taken = words.into_iter().map(|(word, is_older, points)| {
        let kind = EntryKind::parse(&word).map_err(|unknown| StoreError::corrupt(unknown.to_string()))?;
        Ok(Taken { kind, is_older, points })
    });
    let taken = taken.collect::<Result<Vec<_>>>()?;
    let sum = |wanted: &dyn Fn(&Taken) -> bool| {
        Points::new(taken.iter().filter(|taken| wanted(taken)).map(|taken| taken.points).sum::<i64>().max(0))
    };
    Ok(LotFate {
        open: Points::new(open),
        expired: sum(&|taken| taken.kind == EntryKind::Expire && !taken.is_older),
        paid_debt: sum(&|taken| taken.is_older),
    })
}

/// What the customer owes: Σ open lots − balance.
///
/// # Errors
/// The store's own errors.
pub fn debt(reader: &Reader, customer: CustomerId) -> Result<Points> {
    let found = reader.one(include_str!("debt.sql"), [customer.get()], |row| row.get(0))?;
    Ok(Points::new(found.unwrap_or_default()))
}

/// Pays what the customer owes, oldest debt first, from a lot that has just been opened.
///
/// # Errors
/// As `pay_debt`.
pub fn settle_from(tx: &Tx, customer: CustomerId, lot: PointsEntryId, size: Points) -> Result<Points> {
    let mut left = size.get();
    for (debit, owed) in debts(tx, customer)? {
        let part = owed.get().min(left);
        if part <= 0 {
            break;
        }
        pay_debt(tx, customer, debit, lot, Points::new(part))?;
        left -= part;
    }
    Ok(Points::new(size.get() - left))
}

/// Gives a lot more time; a lot without a last day keeps none.
///
/// # Errors
/// The store's own errors.
pub fn prolong(tx: &Tx, customer: CustomerId, lot: PointsEntryId, to: ShopDay) -> Result<()> {
    tx.run(include_str!("prolong.sql"), (customer.get(), lot.get(), to.get()))?;
    tx.touch(customer);
    Ok(())
}

/// Gives every lot without a last day this one, for expiry that is switched on; answers how many lots with how many
/// open points.
///
/// # Errors
/// `MissingReference` when the revision is unknown.
pub fn date_undated(tx: &Tx, revision: i64, today: ShopDay, to: ShopDay) -> Result<(i64, Points)> {
    let sql = "SELECT count(*), coalesce(sum(open_points), 0) FROM points_lot WHERE expires_day IS NULL";
    let found = tx.one(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    let (lots, open) = found.unwrap_or_default();
    tx.run("UPDATE points_lot SET expires_day = ?1 WHERE expires_day IS NULL", [to.get()])?;
    tx.touch_everybody();
    tx.run(include_str!("insert_dating.sql"), (revision, today.get(), to.get(), lots, open))?;
    Ok((lots, Points::new(open)))
}
