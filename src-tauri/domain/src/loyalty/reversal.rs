//! What happens to the points of goods that come back: first those still in the lot are taken, then those that
//! expired are let go (nobody had them), then those that paid an old debt are owed again, and what was spent follows
//! the shop's policy.
//!
//! Invariant: the parts add up to the points that come back, and none is below zero.

use super::rules::SpentPoints;
use crate::points::Points;

/// What became of the lot whose points are taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LotFate {
    pub open: Points,
    pub expired: Points,
    /// Used to pay debts that were there before the lot.
    pub paid_debt: Points,
}

/// Where the points that come back are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reversal {
    pub taken: Points,
    pub expired: Points,
    /// Owed from now on.
    pub debt: Points,
    /// Their value is kept back from the refund.
    pub deducted: Points,
    pub written_off: Points,
}

impl Reversal {
    /// Those that somebody had used already.
    #[must_use]
    pub fn spent(&self) -> Points {
        Points::new(self.debt.get() + self.deducted.get() + self.written_off.get())
    }
}

/// Finds `points` in a lot.
#[must_use]
pub fn reversal(points: Points, fate: LotFate, policy: SpentPoints) -> Reversal {
    let mut rest = points.get().max(0);
    let mut take = |most: Points| {
        let part = most.get().clamp(0, rest);
        rest -= part;
        part
    };
    let taken = take(fate.open);
    let expired = take(fate.expired);
    let owed_again = take(fate.paid_debt);
    let of = |wanted: SpentPoints| if policy == wanted { rest } else { 0 };
    Reversal {
        taken: Points::new(taken),
        expired: Points::new(expired),
        debt: Points::new(owed_again + of(SpentPoints::Debt)),
        deducted: Points::new(of(SpentPoints::Deduct)),
        written_off: Points::new(of(SpentPoints::WriteOff)),
    }
}
