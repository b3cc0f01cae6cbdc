//! Which bonuses a purchase brings. A bonus is an entry of its own; its ledger rule is its id, with the Jalali year
//! for those that come once a year.
//!
//! Invariant: a bonus that was given and not taken back is not given again within its own limit.

use super::program::Program;
use super::rules::{Bonus, BonusReason};
use crate::calendar::{Birthday, JalaliDate, ShopDay};
use crate::money::Rial;
use crate::points::Points;

/// The buyer before the purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Buyer {
    /// Purchases that still stand, without this one.
    pub orders_before: i64,
    pub first_day: Option<ShopDay>,
    pub birthday: Option<Birthday>,
}

/// A bonus whose condition holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueBonus {
    /// The place in the program.
    pub place: usize,
    /// What the ledger calls it.
    pub rule: String,
    pub points: Points,
    /// How many of this rule the buyer may have with this one.
    pub limit: i64,
}

/// The bonuses of a purchase on `day` of `basket`, limits not looked at yet.
#[must_use]
pub fn due_bonuses(program: &Program, buyer: &Buyer, day: ShopDay, basket: Rial) -> Vec<DueBonus> {
    let orders = buyer.orders_before + 1;
    let due = |(place, bonus): (usize, &Bonus)| {
        if bonus.points <= Points::ZERO || basket < bonus.minimum_rial {
            return None;
        }
        let (rule, limit) = match &bonus.reason {
            BonusReason::FirstPurchase => (orders == 1).then(|| (bonus.id.clone(), 1)),
            BonusReason::NthPurchase { .. } => {
                let limit = bonus.allowed(orders);
                let reached = orders > 0 && bonus.allowed(orders - 1) < limit;
                reached.then(|| (bonus.id.clone(), limit))
            }
            BonusReason::Birthday { days_before, days_after } => {
                yearly(bonus, buyer.birthday, day, (*days_before, *days_after), None)
            }
            BonusReason::Anniversary { days_before, days_after } => {
                let first = buyer.first_day.map(JalaliDate::from_day);
                let window = (*days_before, *days_after);
                yearly(bonus, first.map(Birthday::from), day, window, first.map(JalaliDate::year))
            }
            BonusReason::Referral { .. } | BonusReason::Survey { .. } => None,
        }?;
        Some(DueBonus { place, rule, points: bonus.points, limit })
    };
    program.bonuses.iter().enumerate().filter_map(due).collect()
}

impl Bonus {
    /// How many of a counted bonus so many purchases allow; bonuses that are not counted have no such number.
    #[must_use]
    pub fn allowed(&self, orders: i64) -> i64 {
        match self.reason {
            BonusReason::FirstPurchase => i64::from(orders >= 1),
            BonusReason::NthPurchase { nth, every } => {
                let times = orders / i64::from(nth.max(1));
                if every { times } else { times.min(1) }
            }
            _ => i64::MAX,
        }
    }
}

/// The occurrence of a yearly day whose window holds `day`: its year is part of the rule, so that a window over
/// Nowruz is one occasion. `after_year` leaves out the year it all began in.
fn yearly(
    bonus: &Bonus,
    kept: Option<Birthday>,
    day: ShopDay,
    (before, after): (u16, u16),
    after_year: Option<i32>,
) -> Option<(String, i64)> {
    let kept = kept?;
    let this_year = JalaliDate::from_day(day).year();
    let year = (this_year - 1..=this_year + 1).find(|year| {
        let at = kept.on(*year).day();
        let window = at.plus_days(-i32::from(before))..=at.plus_days(i32::from(after));
        window.contains(&day) && after_year.is_none_or(|first| *year > first)
    })?;
    Some((format!("{}@{year}", bonus.id), 1))
}
