//! Which tier a customer's figures reach. A tier is reached at its threshold exactly; figures below the first
//! threshold reach none.

use super::program::Program;
use super::rules::{Ladder, MultiplierScope, Tier};
use crate::calendar::{JalaliDate, ShopDay};

impl Ladder {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tiers.is_empty()
    }

    #[must_use]
    pub fn tier(&self, id: &str) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.id == id)
    }

    /// The highest tier that `qualifying` reaches.
    #[must_use]
    pub fn reached(&self, qualifying: i64) -> Option<&Tier> {
        self.tiers.iter().rev().find(|tier| tier.threshold <= qualifying)
    }

    /// The first tier that `qualifying` does not reach.
    #[must_use]
    pub fn next(&self, qualifying: i64) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.threshold > qualifying)
    }

    /// How high a tier stands; no tier stands below all.
    #[must_use]
    pub fn rank(&self, id: Option<&str>) -> Option<usize> {
        id.and_then(|id| self.tiers.iter().position(|tier| tier.id == id))
    }

    /// The first day of the rolling window that ends today.
    #[must_use]
    pub fn window_start(&self, today: ShopDay) -> ShopDay {
        let back = JalaliDate::from_day(today).add_months(-i32::from(self.window_months));
        back.map_or(ShopDay::new(i32::MIN), |date| date.day().plus_days(1))
    }
}

impl MultiplierScope {
    /// Whether a campaign covers this moment; a sale whose minute is unknown is covered by whole days only.
    #[must_use]
    pub fn is_running(&self, day: ShopDay, minute: Option<u16>) -> bool {
        let Self::Campaign { from, to, weekdays, from_minute, to_minute } = self else { return false };
        let in_days = (*from..=*to).contains(&day);
        let on_weekday = weekdays.is_empty() || weekdays.contains(&day.weekday());
        let is_whole_day = *from_minute == 0 && *to_minute >= MINUTES;
        let in_hours = match minute {
            Some(minute) => (*from_minute..*to_minute).contains(&minute),
            None => is_whole_day,
        };
        in_days && on_weekday && in_hours
    }
}

/// Minutes of a day.
pub(super) const MINUTES: u16 = 24 * 60;

impl Program {
    /// Whether points of a plain purchase by a customer of this tier depend on nothing but the base rule.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let default = Self::default();
        self.multipliers.is_empty()
            && self.ladder.is_empty()
            && self.base == default.base
            && self.remainder == default.remainder
    }
}
