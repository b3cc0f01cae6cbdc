//! Adding to the ledger. Which lots a debit takes from is decided before (`domain`); here it is checked.

use super::{NewEntry, audit};
use crate::{Result, StoreError, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, PointsEntryId, StaffId};
use bazgasht_domain::points::Points;

/// What an entry does to the lots.
#[derive(Debug, Clone, Copy)]
pub enum Effect<'a> {
    /// A positive entry opens a lot of its size.
    Open { expires: Option<ShopDay>, available_from: Option<ShopDay> },
    /// A negative entry takes from open lots; what they do not hold becomes `debt`.
    Take { from: &'a [(PointsEntryId, Points)], debt: Points },
    /// A positive entry puts back what another entry took, into the lots it came from.
    GiveBack { to: &'a [(PointsEntryId, Points)] },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    New(PointsEntryId),
    /// It was there already; nothing changed.
    Replay(PointsEntryId),
}

impl Posted {
    #[must_use]
    pub fn id(self) -> PointsEntryId {
        match self {
            Self::New(id) | Self::Replay(id) => id,
        }
    }
}

/// Writes one entry, its lot or allocations and the customer's balance, and checks that it all adds up.
///
/// # Errors
/// `Invariant` when the amounts do not add up, a lot does not hold that much, or the ledger was wrong before;
/// `MissingReference` when there is no such customer.
pub fn post(tx: &Tx, entry: &NewEntry, effect: Effect<'_>) -> Result<Posted> {
    let cause = &entry.cause;
    let once = (cause.source_id, &cause.source_kind, &cause.rule, entry.kind.as_str());
    let before = tx.one(include_str!("find_once.sql"), once, |row| row.get(0).map(PointsEntryId::new))?;
    if let Some(id) = before {
        return Ok(Posted::Replay(id));
    }
    check_effect(entry, effect)?;
    let id: PointsEntryId = tx.mint()?;
    insert_entry(tx, id, entry)?;
    match effect {
        Effect::Open { expires, available_from } => open_lot(tx, id, entry, expires, available_from)?,
        Effect::Take { from, .. } => move_points(tx, entry.customer, id, from, 1)?,
        Effect::GiveBack { to } => move_points(tx, entry.customer, id, to, -1)?,
    }
    let sql = "UPDATE customer SET points_balance = points_balance + ?2 WHERE id = ?1";
    tx.run(sql, (entry.customer.get(), entry.points.get()))?;
    tx.touch(entry.customer);
    audit::check_customer(tx, entry.customer)?;
    Ok(Posted::New(id))
}

fn refuse<T>(what: &'static str, customer: CustomerId) -> Result<T> {
    Err(StoreError::Invariant { what, id: customer.get() })
}

/// The signs fit, every part is positive and the parts add up to the entry.
fn check_effect(entry: &NewEntry, effect: Effect<'_>) -> Result<()> {
    let points = entry.points.get();
    if !entry.kind.allows(entry.points) {
        return refuse("an entry of this kind has another sign", entry.customer);
    }
    let (parts, rest) = match effect {
        Effect::Open { .. } => {
            return if points > 0 {
                Ok(())
            } else {
                refuse("only a positive entry opens a lot", entry.customer)
            };
        }
        Effect::Take { from, debt } => (from, debt.get()),
        Effect::GiveBack { to } => (to, 0),
    };
    let takes = matches!(effect, Effect::Take { .. });
    if takes != (points < 0) || points == 0 {
        return refuse("the entry's sign does not fit what it does to the lots", entry.customer);
    }
    if rest < 0 || parts.iter().any(|(_, part)| part.get() <= 0) {
        return refuse("an allocation is not positive", entry.customer);
    }
    let sum = parts.iter().try_fold(rest, |sum, (_, part)| sum.checked_add(part.get()));
    if sum == points.checked_abs() { Ok(()) } else { refuse("the allocations do not add up", entry.customer) }
}

fn insert_entry(tx: &Tx, id: PointsEntryId, entry: &NewEntry) -> Result<()> {
    let row = (
        entry.customer.get(),
        id.get(),
        entry.kind.as_str(),
        entry.points.get(),
        entry.day.get(),
        entry.at.get(),
        &entry.cause.source_kind,
        entry.cause.source_id,
        &entry.cause.rule,
        entry.actor.map(StaffId::get),
        &entry.note,
    );
    tx.run(include_str!("insert_entry.sql"), row)?;
    Ok(())
}

fn open_lot(
    tx: &Tx,
    id: PointsEntryId,
    entry: &NewEntry,
    expires: Option<ShopDay>,
    available_from: Option<ShopDay>,
) -> Result<()> {
    let row = (
        entry.customer.get(),
        id.get(),
        entry.points.get(),
        expires.map(ShopDay::get),
        available_from.map(ShopDay::get),
        entry.at.get(),
    );
    tx.run(include_str!("insert_lot.sql"), row)?;
    Ok(())
}

/// `sign` 1 takes from the lots, −1 puts back.
fn move_points(
    tx: &Tx,
    customer: CustomerId,
    entry: PointsEntryId,
    parts: &[(PointsEntryId, Points)],
    sign: i64,
) -> Result<()> {
    tx.touch(customer);
    for &(lot, part) in parts {
        let taken = part.get() * sign;
        if tx.run(include_str!("take.sql"), (customer.get(), lot.get(), taken))? == 0 {
            return refuse("the lot does not hold that many points", customer);
        }
        tx.run(include_str!("insert_allocation.sql"), (customer.get(), entry.get(), lot.get(), taken))?;
    }
    Ok(())
}

/// Pays what an earlier debit could not take, from a lot that is open now.
///
/// # Errors
/// `Invariant` when the debit does not owe that much or the lot does not hold it.
pub fn pay_debt(
    tx: &Tx,
    customer: CustomerId,
    debit: PointsEntryId,
    lot: PointsEntryId,
    points: Points,
) -> Result<()> {
    let owed = tx.one(include_str!("owed.sql"), (customer.get(), debit.get()), |row| row.get::<_, i64>(0))?;
    if points.get() <= 0 || owed.unwrap_or_default() < points.get() {
        return refuse("the entry does not owe that many points", customer);
    }
    move_points(tx, customer, debit, &[(lot, points)], 1)?;
    audit::check_customer(tx, customer)
}
