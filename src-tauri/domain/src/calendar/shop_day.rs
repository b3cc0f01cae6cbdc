//! A business day is the civil day in Tehran, with the offsets that were in force at that instant.
//!
//! Days are computed from instants, never from local midnights: on 2021-03-22 and 2022-03-22 the clocks
//! in Tehran went from 23:59:59 to 01:00, so those days have no midnight at all.

use crate::clock::InstantMs;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Asia::Tehran;
use serde::{Deserialize, Serialize};

const DAY_MS: i64 = 86_400_000;

/// A business day of the shop (Asia/Tehran), counted from 1970-01-01 = 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(type = "number")]
pub struct ShopDay(i32);

impl ShopDay {
    #[must_use]
    pub const fn new(days_since_1970: i32) -> Self {
        Self(days_since_1970)
    }
    #[must_use]
    pub const fn get(self) -> i32 {
        self.0
    }

    /// The day that an instant falls on in Tehran, by the rules in force then.
    #[must_use]
    pub fn from_instant(at: InstantMs) -> Self {
        let offset_ms =
            DateTime::from_timestamp_millis(at.get()).map_or(0, |utc| tehran_offset_seconds(utc) * 1000);
        let days = at.get().saturating_add(offset_ms).div_euclid(DAY_MS);
        Self(i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX }))
    }

    /// Seconds since the local midnight at an instant, as the clock on the wall showed.
    #[must_use]
    pub fn second_of_day(at: InstantMs) -> u32 {
        let offset_ms =
            DateTime::from_timestamp_millis(at.get()).map_or(0, |utc| tehran_offset_seconds(utc) * 1000);
        let ms = at.get().saturating_add(offset_ms).rem_euclid(DAY_MS);
        u32::try_from(ms / 1000).unwrap_or(0)
    }

    /// The instant at which the wall clock in Tehran showed this day and time. A time that the clocks
    /// skipped moves by the hour they skipped, to the side that stays within the day; one that came twice
    /// is the first of the two. `None` beyond the years that chrono can name.
    #[must_use]
    pub fn at_second(self, second_of_day: u32) -> Option<InstantMs> {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(second_of_day, 0)?;
        let local = NaiveDate::from_epoch_days(self.0)?.and_time(time);
        let shifted = |hours: i64| {
            let local = local.checked_add_signed(TimeDelta::hours(hours))?;
            let at = Tehran.from_local_datetime(&local).earliest()?;
            Some(InstantMs::new(at.timestamp_millis()))
        };
        [0, 1, -1].into_iter().filter_map(shifted).find(|at| Self::from_instant(*at) == self)
    }

    /// The day `days` later (earlier when negative); stops at the ends of i32.
    #[must_use]
    pub const fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `other` to this day; negative when `other` is later.
    #[must_use]
    pub const fn days_since(self, other: Self) -> i32 {
        self.0.saturating_sub(other.0)
    }

    /// `None` when there is no such Gregorian day.
    #[must_use]
    pub fn from_gregorian(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(|date| Self(date.to_epoch_days()))
    }

    /// (year, month, day); days outside chrono's ±262,000 years give its first or last day.
    #[must_use]
    pub fn to_gregorian(self) -> (i32, u32, u32) {
        let date = NaiveDate::from_epoch_days(self.0).unwrap_or(if self.0 < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        });
        (date.year(), date.month(), date.day())
    }

    /// `2026-11-22`.
    #[must_use]
    pub fn iso(self) -> String {
        let (year, month, day) = self.to_gregorian();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Saturday = 0 … Friday = 6.
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday, the sixth day of a week that starts on Saturday.
        u8::try_from((i64::from(self.0) + 5).rem_euclid(7)).unwrap_or(0)
    }

    /// The Saturday on or before this day.
    #[must_use]
    pub fn week_start(self) -> Self {
        self.plus_days(-i32::from(self.weekday()))
    }
}

fn tehran_offset_seconds(utc: DateTime<chrono::Utc>) -> i64 {
    i64::from(Tehran.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc())
}
