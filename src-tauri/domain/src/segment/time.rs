//! Days told from the day one looks: "in the last 90 days", "six months or longer ago".
//!
//! Invariant: "in the last N" and "N or longer ago" share no day and leave none out between them; the last N days end
//! with the as-of day itself. Months and years are Jalali ones, cut to the length of the month they fall in.

use crate::calendar::{JalaliDate, ShopDay};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case", rename = "SegmentUnit")]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// A length of time before the as-of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "SegmentAgo")]
pub struct Ago {
    pub count: u16,
    pub unit: Unit,
}

impl Ago {
    #[must_use]
    pub const fn days(count: u16) -> Self {
        Self { count, unit: Unit::Day }
    }
    #[must_use]
    pub const fn months(count: u16) -> Self {
        Self { count, unit: Unit::Month }
    }

    /// The day that lies so long before another.
    #[must_use]
    pub fn before(self, as_of: ShopDay) -> ShopDay {
        let count = i32::from(self.count);
        let months = |months: i32| {
            let date = JalaliDate::from_day(as_of).add_months(-months).map(JalaliDate::day);
            // Beyond the calendar's first year: long before anything was sold.
            date.unwrap_or_else(|_| ShopDay::new(as_of.get().saturating_sub(months.saturating_mul(31))))
        };
        match self.unit {
            Unit::Day => ShopDay::new(as_of.get().saturating_sub(count)),
            Unit::Week => ShopDay::new(as_of.get().saturating_sub(count * 7)),
            Unit::Month => months(count),
            Unit::Year => months(count.saturating_mul(12)),
        }
    }
}

/// Both ends included; empty when `to` lies before `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRange {
    pub from: ShopDay,
    pub to: ShopDay,
}

impl DayRange {
    /// Every day up to one.
    #[must_use]
    pub const fn until(to: ShopDay) -> Self {
        Self { from: ShopDay::new(i32::MIN), to }
    }
    #[must_use]
    pub fn contains(self, day: ShopDay) -> bool {
        (self.from..=self.to).contains(&day)
    }
    /// The days of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), to: self.to.min(other.to) }
    }
}

/// When something that has one day happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(tag = "kind", rename_all = "snake_case", rename = "SegmentWhen")]
pub enum When {
    /// In the last so many days, weeks, months.
    Within { ago: Ago },
    /// So long ago or longer.
    Before { ago: Ago },
    /// Between two days, either of which may be open.
    Days { from: Option<ShopDay>, to: Option<ShopDay> },
}

impl When {
    #[must_use]
    pub fn range(self, as_of: ShopDay) -> DayRange {
        let next = |day: ShopDay| ShopDay::new(day.get().saturating_add(1));
        match self {
            Self::Within { ago } => DayRange { from: next(ago.before(as_of)), to: as_of },
            Self::Before { ago } => DayRange::until(ago.before(as_of)),
            Self::Days { from, to } => DayRange {
                from: from.unwrap_or(ShopDay::new(i32::MIN)),
                to: to.unwrap_or(ShopDay::new(i32::MAX)),
            },
        }
    }
}

/// The time over which purchases are counted. What lies after the as-of day does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(tag = "kind", rename_all = "snake_case", rename = "SegmentWindow")]
pub enum Window {
    Ever,
    Within { ago: Ago },
    Days { from: Option<ShopDay>, to: Option<ShopDay> },
}

impl Window {
    #[must_use]
    pub fn range(self, as_of: ShopDay) -> DayRange {
        let range = match self {
            Self::Ever => DayRange::until(as_of),
            Self::Within { ago } => When::Within { ago }.range(as_of),
            Self::Days { from, to } => When::Days { from, to }.range(as_of),
        };
        range.and(DayRange::until(as_of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> ShopDay {
        JalaliDate::new(year, month, day).expect("a date").day()
    }

    fn check(ago: Ago, as_of: ShopDay, edge: ShopDay, why: &str) {
        assert_eq!(ago.before(as_of), edge, "{why}");
        let within = When::Within { ago }.range(as_of);
        let before = When::Before { ago }.range(as_of);
        assert_eq!(within.to, as_of, "{why}: the as-of day belongs to the last days");
        assert_eq!(within.from.get(), before.to.get() + 1, "{why}: nothing between, nothing twice");
    }

    #[test]
    fn a_length_of_time_ends_on_the_day_one_looks() {
        let today = day(1405, 9, 2);
        check(Ago::days(0), today, today, "no day at all");
        check(Ago::days(90), today, today.plus_days(-90), "days");
        check(Ago { count: 2, unit: Unit::Week }, today, today.plus_days(-14), "weeks");
        check(Ago::months(6), today, day(1405, 3, 2), "Jalali months");
        check(Ago::months(1), day(1405, 7, 30), day(1405, 6, 30), "a long month before");
        check(Ago::months(1), day(1404, 1, 31), day(1403, 12, 30), "cut to a leap Esfand");
        check(Ago::months(1), day(1405, 1, 31), day(1404, 12, 29), "cut to a common Esfand");
        check(Ago { count: 1, unit: Unit::Year }, day(1404, 12, 29), day(1403, 12, 29), "years");
    }

    #[test]
    fn no_length_of_time_leaves_the_calendar() {
        for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Year] {
            let edge = Ago { count: u16::MAX, unit }.before(day(1405, 9, 2));
            assert!(edge < day(1300, 1, 1), "{unit:?}: long before anything was sold");
        }
    }

    #[test]
    fn purchases_are_counted_up_to_the_day_one_looks() {
        let today = day(1405, 9, 2);
        let open = Window::Days { from: Some(day(1405, 1, 1)), to: None };
        assert_eq!(
            open.range(today),
            DayRange { from: day(1405, 1, 1), to: today },
            "an open end ends today"
        );
        assert_eq!(Window::Ever.range(today).to, today, "ever is until today");
    }
}
