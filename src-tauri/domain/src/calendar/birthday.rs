//! A birthday is a Jalali day and month; the year is a bonus that many customers do not tell.
//!
//! Invariant: day and month exist together; 30 Esfand is a birthday (someone born in a leap year), and is
//! kept on 29 Esfand in common years.

use super::parse::{Order, read_day_month};
use super::{DateError, DateHint, JalaliDate, ShopDay, YEAR_MAX, parse_date};
use serde::{Deserialize, Serialize};

/// When a person is congratulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(try_from = "Parts")]
pub struct Birthday {
    month: u8,
    day: u8,
    year: Option<i32>,
}

#[derive(Deserialize)]
struct Parts {
    month: u8,
    day: u8,
    #[serde(default)]
    year: Option<i32>,
}

impl TryFrom<Parts> for Birthday {
    type Error = DateError;
    fn try_from(parts: Parts) -> Result<Self, DateError> {
        Self::new(parts.month, parts.day, parts.year)
    }
}

impl From<JalaliDate> for Birthday {
    fn from(date: JalaliDate) -> Self {
        Self { month: date.month(), day: date.day_of_month(), year: Some(date.year()) }
    }
}

impl Birthday {
    /// # Errors
    /// The part that does not exist; 30 Esfand with a common year is refused, without a year it is kept.
    pub fn new(month: u8, day: u8, year: Option<i32>) -> Result<Self, DateError> {
        if let Some(year) = year {
            return JalaliDate::new(year, month, day).map(Self::from);
        }
        let longest = match month {
            1..=6 => 31,
            7..=12 => 30,
            _ => return Err(DateError::MonthOutOfRange),
        };
        let exists = (1..=longest).contains(&day);
        if exists { Ok(Self { month, day, year: None }) } else { Err(DateError::DayOutOfRange) }
    }

    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }
    /// Day of the month.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }
    /// The year of birth, when it is known.
    #[must_use]
    pub const fn year(self) -> Option<i32> {
        self.year
    }

    /// The date on which the birthday is kept in a Jalali year (clamped to 1200–1500).
    #[must_use]
    pub fn on(self, year: i32) -> JalaliDate {
        JalaliDate::clamped(year, self.month, self.day)
    }

    /// Days until it is kept next: 0 on the day itself, at most 366.
    #[must_use]
    pub fn days_until(self, today: ShopDay) -> i32 {
        let year = JalaliDate::from_day(today).year();
        let this_year = self.on(year).day();
        let next = if this_year >= today || year >= YEAR_MAX { this_year } else { self.on(year + 1).day() };
        next.days_since(today).max(0)
    }

    /// Full years of age on a day; `None` without a year of birth or before it.
    #[must_use]
    pub fn age_on(self, today: ShopDay) -> Option<i32> {
        let born = self.year?;
        let now = JalaliDate::from_day(today).year();
        let kept_already = self.on(now).day() <= today;
        let age = now - born - i32::from(!kept_already);
        (age >= 0).then_some(age)
    }
}

/// A full date in any spelling of [`parse_date`], or a day and month alone: «۲۳ مرداد», `05/23`.
///
/// # Errors
/// As [`parse_date`]; two numbers that can be read in either order are [`DateError::AmbiguousOrder`].
pub fn parse_birthday(text: &str) -> Result<Birthday, DateError> {
    match read_day_month(text)? {
        Some((month, day, Order::Certain)) => Birthday::new(month, day, None),
        Some((_, _, Order::EitherWay)) => Err(DateError::AmbiguousOrder),
        None => {
            let date = parse_date(text, DateHint::Text)?;
            JalaliDate::try_from_day(date.day).map(Birthday::from)
        }
    }
}
