//! What goes with a purchase that is wholly gone, by return or by undo: its coupon and reward are free again, bonuses
//! that only counted it are taken back, and so is a referral that was paid for it.

use crate::club::Poster;
use crate::error::AppError;
use bazgasht_domain::ids::{CustomerId, SaleId};
use bazgasht_domain::loyalty::{BonusReason, Program, SpentPoints, reversal};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use bazgasht_store::points::{Entry, EntryKind};
use bazgasht_store::{club, customers, points};

/// The purchase that is gone, and what made it so.
#[derive(Clone, Copy)]
pub(in crate::counter) struct Undone {
    pub sale: SaleId,
    pub customer: Option<CustomerId>,
    /// "return" or "sale".
    pub source: (&'static str, i64),
}

/// Call after the sale has left the customer's totals.
pub(in crate::counter) fn undo_rest(
    poster: &Poster<'_>,
    undone: Undone,
    program: &Program,
) -> Result<(), AppError> {
    club::take_coupon_back(poster.tx, undone.sale, poster.at)?;
    club::take_reward_back(poster.tx, undone.sale, poster.at)?;
    let Some(customer) = undone.customer else { return Ok(()) };
    uncount_bonuses(poster, undone, customer, program)?;
    unpay_referral(poster, undone)
}

/// The n-th purchase is no longer the n-th: the newest bonuses beyond what the purchases left allow are taken back.
fn uncount_bonuses(
    poster: &Poster<'_>,
    undone: Undone,
    customer: CustomerId,
    program: &Program,
) -> Result<(), AppError> {
    let counted = |reason: &BonusReason| matches!(reason, BonusReason::NthPurchase { .. });
    let rules: Vec<_> = program.bonuses.iter().filter(|bonus| counted(&bonus.reason)).collect();
    if rules.is_empty() {
        return Ok(());
    }
    let row = customers::rows(poster.tx, &[customer])?.into_iter().next();
    let orders = row.map_or(0, |row| row.totals.orders_count);
    for rule in rules {
        let standing = points::standing_bonuses(poster.tx, customer, &rule.id)?;
        let allowed = usize::try_from(rule.allowed(orders)).unwrap_or(usize::MAX);
        let beyond = standing.len().saturating_sub(allowed);
        for entry in standing.iter().take(beyond) {
            take_whole(poster, undone, entry, program.spent_points)?;
        }
    }
    Ok(())
}

/// Both sides of a referral go with the purchase it was paid for. The one who sent did nothing wrong: what they have
/// spent of it is the shop's.
fn unpay_referral(poster: &Poster<'_>, undone: Undone) -> Result<(), AppError> {
    let Some(customer) = club::settled_by(poster.tx, undone.sale)? else { return Ok(()) };
    for entry in points::entries_of_source(poster.tx, "referral", customer.get())? {
        let policy = if entry.customer == customer { SpentPoints::Debt } else { SpentPoints::WriteOff };
        take_whole(poster, undone, &entry, policy)?;
    }
    Ok(())
}

fn take_whole(
    poster: &Poster<'_>,
    undone: Undone,
    entry: &Entry,
    policy: SpentPoints,
) -> Result<(), AppError> {
    let before = points::taken_back(poster.tx, entry.id)?;
    let due = Points::new(entry.points.get() - before.get());
    if entry.kind != EntryKind::Bonus || due <= Points::ZERO {
        return Ok(());
    }
    // The refund is decided already: what is spent is owed.
    let policy = if policy == SpentPoints::Deduct { SpentPoints::Debt } else { policy };
    let found = reversal(due, points::lot_fate(poster.tx, entry.customer, entry.id)?, policy);
    poster.reverse(entry, (false, &[]), undone.source, &found, Rial::ZERO)
}
