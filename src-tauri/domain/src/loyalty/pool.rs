//! A household that spends its points together.
//!
//! Each person keeps their own ledger, lots, tier and history; being in a family only lets them pay with the others' points.
//! Somebody who is in no family is a pool of one, so there is one way to spend.
//!
//! Invariants: what a pool may spend = Σ usable lots of its members − Σ their debts − Σ what their suspended sales reserve,
//! never below zero: what one of them owes or has reserved is not there for another. A debit takes the lot that ends
//! soonest, whosever it is, then the oldest, the buyer's own before another's, so that the household loses the fewest
//! points; never-ending lots come last. It is taken whole or not at all, from no lot more than it has, and each
//! person's part is told apart: it is written into that person's ledger and comes back to that person's lots.

use super::lots::{Lot, NotEnough};
use crate::ids::{CustomerId, PointsEntryId};
use crate::points::Points;

/// What one person brings into a pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purse {
    pub owner: CustomerId,
    /// Lots that can be spent today.
    pub usable: Vec<Lot>,
    pub debt: Points,
    pub held: Points,
}

/// One person's part of a debit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub owner: CustomerId,
    /// In the order in which they are taken; never empty.
    pub from: Vec<(PointsEntryId, Points)>,
}

impl Share {
    #[must_use]
    pub fn points(&self) -> Points {
        Points::new(self.from.iter().map(|(_, part)| part.get()).sum())
    }
}

/// What the purses may spend together.
#[must_use]
pub fn spendable(purses: &[Purse]) -> Points {
    let of = |purse: &Purse| {
        let usable: i128 = purse.usable.iter().map(|lot| i128::from(lot.open.get().max(0))).sum();
        usable - i128::from(purse.debt.get()) - i128::from(purse.held.get())
    };
    let sum: i128 = purses.iter().map(of).sum();
    Points::new(i64::try_from(sum.max(0)).unwrap_or(i64::MAX))
}

/// Takes a debit out of the purses; the first is the buyer's. Shares come in the order of the purses, the buyer's first;
/// who gives nothing is left out.
///
/// # Errors
/// [`NotEnough`] when the debit is below zero or above what the pool may spend; nothing is taken then.
pub fn spend(purses: &mut [Purse], debit: Points) -> Result<Vec<Share>, NotEnough> {
    let open = spendable(purses);
    if debit.is_negative() || debit > open {
        return Err(NotEnough { asked: debit, open });
    }
    let mut order: Vec<(usize, &Lot)> = Vec::new();
    for (place, purse) in purses.iter().enumerate() {
        order.extend(purse.usable.iter().filter(|lot| lot.open > Points::ZERO).map(|lot| (place, lot)));
    }
    order.sort_by_key(|(place, lot)| (lot.expires.is_none(), lot.expires, lot.opened, *place > 0, lot.entry));
    let mut shares: Vec<Share> =
        purses.iter().map(|purse| Share { owner: purse.owner, from: Vec::new() }).collect();
    let mut rest = debit.get();
    for (place, lot) in order {
        let taken = lot.open.get().min(rest);
        if let (true, Some(share)) = (taken > 0, shares.get_mut(place)) {
            share.from.push((lot.entry, Points::new(taken)));
            rest -= taken;
        }
    }
    for (purse, share) in purses.iter_mut().zip(&shares) {
        for lot in &mut purse.usable {
            let taken =
                share.from.iter().filter(|(entry, _)| *entry == lot.entry).map(|(_, part)| part.get());
            lot.open = Points::new(lot.open.get() - taken.sum::<i64>());
        }
    }
    shares.retain(|share| !share.from.is_empty());
    Ok(shares)
}
