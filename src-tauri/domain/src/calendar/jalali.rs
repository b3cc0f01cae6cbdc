//! A Jalali date is always a day that exists, within the years 1200–1500.
//!
//! Months are added from the original date, never from a month that was already clamped: 31 Farvardin + 6
//! is 30 Mehr, and + 12 is 31 Farvardin again.

use super::table::{YEAR_MAX, YEAR_MIN, nowruz_days};
use super::{DateError, ShopDay};
use serde::{Deserialize, Serialize};

/// The first six months have 31 days.
const LONG_MONTHS_DAYS: i32 = 6 * 31;

/// A day of the Jalali calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(try_from = "Parts")]
pub struct JalaliDate {
    year: i32,
    month: u8,
    day: u8,
}

/// A date as it arrives from outside, not checked yet.
#[derive(Deserialize)]
struct Parts {
    year: i32,
    month: u8,
    day: u8,
}

impl TryFrom<Parts> for JalaliDate {
    type Error = DateError;
    fn try_from(parts: Parts) -> Result<Self, DateError> {
        Self::new(parts.year, parts.month, parts.day)
    }
}

impl JalaliDate {
    /// # Errors
    /// The first of year, month and day that does not exist.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, DateError> {
        if !(YEAR_MIN..=YEAR_MAX).contains(&year) {
            return Err(DateError::YearOutOfRange);
        }
        if !(1..=12).contains(&month) {
            return Err(DateError::MonthOutOfRange);
        }
        if day == 0 || day > days_in_month(year, month) {
            return Err(DateError::DayOutOfRange);
        }
        Ok(Self { year, month, day })
    }

    /// The nearest date that exists: year, month and day are clamped in this order.
    #[must_use]
    pub fn clamped(year: i32, month: u8, day: u8) -> Self {
        let year = year.clamp(YEAR_MIN, YEAR_MAX);
        let month = month.clamp(1, 12);
        Self { year, month, day: day.clamp(1, days_in_month(year, month)) }
    }

    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }
    /// Day of the month, from 1. (The business day is [`JalaliDate::day`].)
    #[must_use]
    pub const fn day_of_month(self) -> u8 {
        self.day
    }
    /// 1 = spring … 4 = winter.
    #[must_use]
    pub const fn season(self) -> u8 {
        (self.month - 1) / 3 + 1
    }

    /// Days outside the years 1200–1500 (Gregorian 1821–2122) give the first or last date; use
    /// [`JalaliDate::try_from_day`] where such a day must be refused.
    #[must_use]
    pub fn from_day(day: ShopDay) -> Self {
        let nowruz = nowruz_days();
        let last_index = nowruz.len() - 2;
        let day = day.get().clamp(nowruz[0], nowruz[last_index + 1] - 1);
        // The mean year is a little longer than 365 days, so this guess is at most one year too late.
        let guess = usize::try_from((day - nowruz[0]) / 365).unwrap_or(0).min(last_index);
        let index = if nowruz[guess] > day { guess - 1 } else { guess };
        let day_of_year = day - nowruz[index];
        let (month, day_of_month) = if day_of_year < LONG_MONTHS_DAYS {
            (day_of_year / 31 + 1, day_of_year % 31 + 1)
        } else {
            let rest = day_of_year - LONG_MONTHS_DAYS;
            (rest / 30 + 7, rest % 30 + 1)
        };
        Self { year: YEAR_MIN + index as i32, month: month as u8, day: day_of_month as u8 }
    }

    /// # Errors
    /// [`DateError::YearOutOfRange`] for days outside the years 1200–1500.
    pub fn try_from_day(day: ShopDay) -> Result<Self, DateError> {
        let date = Self::from_day(day);
        if date.day() == day { Ok(date) } else { Err(DateError::YearOutOfRange) }
    }

    /// The business day of this date.
    #[must_use]
    pub fn day(self) -> ShopDay {
        ShopDay::new(nowruz_days()[year_index(self.year)] + self.day_of_year() - 1)
    }

    /// 1 on 1 Farvardin.
    #[must_use]
    pub fn day_of_year(self) -> i32 {
        let months_before = i32::from(self.month) - 1;
        months_before * 30 + months_before.min(6) + i32::from(self.day)
    }

    /// Saturday = 0 … Friday = 6.
    #[must_use]
    pub fn weekday(self) -> u8 {
        self.day().weekday()
    }

    /// The same day of the month `months` later, or the last day of that month when it is shorter.
    ///
    /// # Errors
    /// [`DateError::YearOutOfRange`] when the result would leave the years 1200–1500.
    pub fn add_months(self, months: i32) -> Result<Self, DateError> {
        let from_zero = i64::from(self.year) * 12 + i64::from(self.month) - 1 + i64::from(months);
        let year = i32::try_from(from_zero.div_euclid(12)).map_err(|_| DateError::YearOutOfRange)?;
        if !(YEAR_MIN..=YEAR_MAX).contains(&year) {
            return Err(DateError::YearOutOfRange);
        }
        let month = u8::try_from(from_zero.rem_euclid(12) + 1).map_err(|_| DateError::MonthOutOfRange)?;
        Ok(Self::clamped(year, month, self.day))
    }

    /// [`JalaliDate::add_months`] by twelve months a year: 30 Esfand + 1 year is 29 Esfand.
    ///
    /// # Errors
    /// [`DateError::YearOutOfRange`] when the result would leave the years 1200–1500.
    pub fn add_years(self, years: i32) -> Result<Self, DateError> {
        self.add_months(years.checked_mul(12).ok_or(DateError::YearOutOfRange)?)
    }
}

/// False for years outside 1200–1500.
#[must_use]
pub fn is_leap(year: i32) -> bool {
    (YEAR_MIN..=YEAR_MAX).contains(&year) && {
        let nowruz = nowruz_days();
        let index = year_index(year);
        nowruz[index + 1] - nowruz[index] == 366
    }
}

/// 0 when there is no such month.
#[must_use]
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + u8::from(is_leap(year)),
        _ => 0,
    }
}

/// The place of a year in the table; years outside 1200–1500 take the nearest place.
fn year_index(year: i32) -> usize {
    usize::try_from(year.clamp(YEAR_MIN, YEAR_MAX) - YEAR_MIN).unwrap_or(0)
}
