//! The program in one sentence: every U rial earns E points, and P points are R rial off.
//!
//! Invariant: whatever an older program stored still reads; what it did not know takes its default, which changes
//! nothing for the shop.

use super::Expiry;
use super::rules::{Bonus, EarnBase, Ladder, Multiplier, SpentPoints};
use crate::money::{JS_SAFE_MAX, Rial};
use crate::points::Points;
use serde::{Deserialize, Serialize};

/// What becomes of the part of an amount that is too small to earn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum Remainder {
    /// It earns nothing.
    #[default]
    Drop,
    /// It is added to the base of the next purchase.
    Carry,
}

/// The rules of the club, as the owner set them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default)]
pub struct Program {
    /// So many rial …
    pub unit: Rial,
    /// … earn so many points.
    pub points_per_unit: Points,
    pub base: EarnBase,
    pub remainder: Remainder,
    /// Composed as base × (1 + Σ(mᵢ − 1)).
    pub multipliers: Vec<Multiplier>,
    pub bonuses: Vec<Bonus>,
    /// So many points …
    pub redeem_points: Points,
    /// … are so many rial off.
    pub redeem_value: Rial,
    /// Points are redeemed in whole multiples of this, itself a multiple of `redeem_points`; 0 is `redeem_points`.
    pub redeem_step: Points,
    /// No redemption below this.
    pub redeem_minimum: Points,
    /// At most this share of a basket can be paid with points, 0–100.
    pub redeem_cap_percent: u8,
    pub expiry: Expiry,
    /// Points can be spent so many days after they were earned; 0 is at once.
    pub available_after_days: u16,
    /// Points that end within so many days are on the warning list.
    pub expiry_warning_days: u16,
    /// What becomes of points that were spent before their purchase came back.
    pub spent_points: SpentPoints,
    /// Redeemed points that come back after their last day can be spent so many days more.
    pub return_grace_days: u16,
    pub ladder: Ladder,
}

impl Default for Program {
    /// Every 1,000,000 rial (100,000 toman) earns 10,000 points; 10 points are 10 rial (1 toman) off.
    fn default() -> Self {
        Self {
            unit: Rial::new(1_000_000),
            points_per_unit: Points::new(10_000),
            base: EarnBase::Net,
            remainder: Remainder::Drop,
            multipliers: Vec::new(),
            bonuses: Vec::new(),
            redeem_points: Points::new(10),
            redeem_value: Rial::new(10),
            redeem_step: Points::ZERO,
            redeem_minimum: Points::new(10),
            redeem_cap_percent: 100,
            expiry: Expiry::Never,
            available_after_days: 0,
            expiry_warning_days: 30,
            spent_points: SpentPoints::Debt,
            return_grace_days: 30,
            ladder: Ladder::default(),
        }
    }
}

/// Why points can not be redeemed as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum RedeemFault {
    #[error("nothing was asked for")]
    NotPositive,
    #[error("fewer points than the smallest redemption of {}", minimum.get())]
    BelowMinimum { minimum: Points },
    #[error("points are redeemed in multiples of {}", step.get())]
    NotAMultiple { step: Points },
    #[error("points can pay at most {} rial of this basket", cap.get())]
    AboveCap { cap: Rial },
}

impl Program {
    /// What whole multiples of `redeem_points` in `points` are worth; also the cost of open points, when
    /// they are all redeemed. Stops at 2^53 − 1 rial.
    #[must_use]
    pub fn value_of(&self, points: Points) -> Rial {
        let step = self.redeem_points.get();
        if step <= 0 || points.is_negative() {
            return Rial::ZERO;
        }
        let value = i128::from(points.get() / step) * i128::from(self.redeem_value.get().max(0));
        Rial::new(safe(value))
    }

    /// What redeeming exactly `points` takes off a basket.
    ///
    /// # Errors
    /// The [`RedeemFault`] of the rule that forbids it. The balance is not looked at here.
    pub fn redeem(&self, points: Points, basket: Rial) -> Result<Rial, RedeemFault> {
        if points <= Points::ZERO {
            return Err(RedeemFault::NotPositive);
        }
        if points < self.redeem_minimum {
            return Err(RedeemFault::BelowMinimum { minimum: self.redeem_minimum });
        }
        let step = self.step();
        if step <= 0 || points.get() % step != 0 {
            return Err(RedeemFault::NotAMultiple { step: Points::new(step) });
        }
        let cap = self.redeem_cap(basket);
        let off = self.value_of(points);
        if off > cap { Err(RedeemFault::AboveCap { cap }) } else { Ok(off) }
    }

    /// The most points that can be redeemed for a basket out of a balance; zero when the rules allow none.
    #[must_use]
    pub fn redeemable(&self, balance: Points, basket: Rial) -> Points {
        let step = self.step();
        let value = self.value_of(Points::new(step)).get();
        if step <= 0 || value <= 0 || balance <= Points::ZERO {
            return Points::ZERO;
        }
        let steps = (balance.get() / step).min(self.redeem_cap(basket).get() / value);
        let points = Points::new(steps.saturating_mul(step));
        if points < self.redeem_minimum { Points::ZERO } else { points }
    }

    /// Points are redeemed in whole multiples of this.
    fn step(&self) -> i64 {
        if self.redeem_step > Points::ZERO { self.redeem_step.get() } else { self.redeem_points.get() }
    }

    /// The same program without what only some purchases get: multipliers and tiers.
    #[must_use]
    pub fn base_only(&self) -> Self {
        Self { multipliers: Vec::new(), ladder: Ladder::default(), ..self.clone() }
    }

    /// Rounded down: a cap is never exceeded by half a rial.
    fn redeem_cap(&self, basket: Rial) -> Rial {
        let percent = i128::from(self.redeem_cap_percent.min(100));
        Rial::new(safe(i128::from(basket.get().max(0)) * percent / 100))
    }
}

pub(super) fn safe(value: i128) -> i64 {
    i64::try_from(value.clamp(i128::from(-JS_SAFE_MAX), i128::from(JS_SAFE_MAX))).unwrap_or(0)
}
