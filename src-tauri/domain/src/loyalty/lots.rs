//! Which lots pay for a debit: soonest expiry first, then oldest; never-expiring last.
//!
//! Invariants: the parts of an allocation add up to the debit exactly, name each lot at most once, and take
//! from no lot more than it has open.

use crate::calendar::ShopDay;
use crate::clock::InstantMs;
use crate::ids::PointsEntryId;
use crate::points::Points;

/// What is left of one credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lot {
    /// The ledger entry that opened it.
    pub entry: PointsEntryId,
    pub open: Points,
    /// The last day on which it can be spent; `None` is never.
    pub expires: Option<ShopDay>,
    pub opened: InstantMs,
}

/// A debit that the open lots can not pay, or one below zero, which is no debit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{} points were asked for and {} are open", asked.get(), open.get())]
pub struct NotEnough {
    pub asked: Points,
    pub open: Points,
}

/// Divides a debit over lots, in the order in which they are used up; lots that give nothing are left out.
///
/// # Errors
/// [`NotEnough`] when the debit is below zero or above what is open; nothing is taken then.
pub fn allocate(lots: &[Lot], debit: Points) -> Result<Vec<(PointsEntryId, Points)>, NotEnough> {
    let open = open_points(lots);
    if debit.is_negative() || debit > open {
        return Err(NotEnough { asked: debit, open });
    }
    let mut order: Vec<&Lot> = lots.iter().filter(|lot| lot.open > Points::ZERO).collect();
    order.sort_by_key(|lot| (lot.expires.is_none(), lot.expires, lot.opened, lot.entry));
    let mut parts = Vec::new();
    let mut rest = debit.get();
    for lot in order {
        if rest == 0 {
            break;
        }
        let taken = lot.open.get().min(rest);
        parts.push((lot.entry, Points::new(taken)));
        rest -= taken;
    }
    Ok(parts)
}

/// All that lots have open; lots below zero, which no ledger should hold, count as empty.
#[must_use]
pub fn open_points(lots: &[Lot]) -> Points {
    let sum: i128 = lots.iter().map(|lot| i128::from(lot.open.get().max(0))).sum();
    Points::new(i64::try_from(sum).unwrap_or(i64::MAX))
}
