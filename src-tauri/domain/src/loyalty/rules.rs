//! The parts of a program that a shop adds to its base rule: multipliers, bonuses, tiers, what happens to spent
//! points when goods come back. Each part has an id that ledger rows keep, so an id is never given a new meaning.

use crate::calendar::ShopDay;
use crate::ids::{CategoryId, ProductId};
use crate::money::Rial;
use crate::points::Points;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a purchase earns on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EarnBase {
    /// What is paid in money: after discounts, coupons and the part paid by points.
    #[default]
    Net,
    /// The prices before any of these.
    Gross,
}

/// What happens when goods come back whose points were spent already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SpentPoints {
    /// The balance goes below zero; the next earnings pay it.
    #[default]
    Debt,
    /// Their value is kept back from the refund.
    Deduct,
    /// The shop bears them.
    WriteOff,
}

/// On which purchases a multiplier works.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MultiplierScope {
    /// On the lines of one category together.
    Category { category: CategoryId },
    /// On each line of one product.
    Product { product: ProductId },
    /// On whole purchases of some days and hours.
    Campaign {
        from: ShopDay,
        /// Inclusive.
        to: ShopDay,
        /// Saturday is 0; empty is every day.
        weekdays: Vec<u8>,
        /// Minutes since midnight; the end is exclusive, 1440 is midnight.
        from_minute: u16,
        to_minute: u16,
    },
}

/// Points are multiplied: 200 percent is twice, 0 percent is none at all.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Multiplier {
    pub id: String,
    pub name: String,
    pub percent: u16,
    pub scope: MultiplierScope,
}

/// What a bonus is given for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BonusReason {
    FirstPurchase,
    /// The n-th purchase once, or every n-th.
    NthPurchase {
        nth: u16,
        every: bool,
    },
    /// A purchase near the birthday, once a year.
    Birthday {
        days_before: u16,
        days_after: u16,
    },
    /// A purchase near the day of the first purchase, once a year from the next year on.
    Anniversary {
        days_before: u16,
        days_after: u16,
    },
    /// The first purchase of somebody who was sent by a customer, so many days later and not returned. The bonus's
    /// own points are for the new customer.
    Referral {
        referrer_points: Points,
        after_days: u16,
    },
    /// A survey was answered; at most once in so many days.
    Survey {
        every_days: u16,
    },
}

/// Points of their own, beside what the amount earns.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Bonus {
    pub id: String,
    pub name: String,
    pub points: Points,
    /// Purchases below this get none; nothing for bonuses without a purchase.
    pub minimum_rial: Rial,
    pub reason: BonusReason,
}

/// What lifts a customer into a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TierBasis {
    /// Net spend in rial.
    #[default]
    Spend,
    /// Points earned.
    Points,
}

/// One step of the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Tier {
    pub id: String,
    pub name: String,
    /// Rial or points, as the ladder says.
    #[ts(type = "number")]
    pub threshold: i64,
    /// What its members' points are multiplied by; 100 is once.
    pub percent: u16,
}

/// All tiers with the rule that moves people between them; no tiers, no ladder.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Ladder {
    pub basis: TierBasis,
    /// The rolling window, in Jalali months.
    pub window_months: u16,
    /// Days below the threshold before a review takes a tier away.
    pub grace_days: u16,
    /// From the lowest threshold to the highest.
    pub tiers: Vec<Tier>,
}

impl Default for Ladder {
    fn default() -> Self {
        Self { basis: TierBasis::Spend, window_months: 12, grace_days: 30, tiers: Vec::new() }
    }
}
