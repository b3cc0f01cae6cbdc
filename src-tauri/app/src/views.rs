//! Values of the domain as the window shows them. Dates are written here, once, so that no screen formats its own.

use crate::api::types::DayView;
use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::phone::Mobile;

/// A day with its Persian spellings, relative to `today`.
#[must_use]
pub fn day_view(day: ShopDay, today: ShopDay) -> DayView {
    let date = JalaliDate::from_day(day);
    DayView {
        day,
        long: date.format_long(),
        short: date.format_day_month(),
        slashes: date.format_slashes(),
        days_ago: i64::from(today.days_since(day)),
    }
}

/// «14:32» from minutes since midnight in the shop.
#[must_use]
pub fn time_of_minute(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Minutes since midnight in Tehran.
#[must_use]
pub fn minute_of_day(at: InstantMs) -> u16 {
    u16::try_from(ShopDay::second_of_day(at) / 60).unwrap_or(0)
}

/// 09121234567 from +989121234567; anything else as it is.
#[must_use]
pub fn national_mobile(e164: &str) -> String {
    Mobile::parse(e164).map_or_else(|_| e164.to_owned(), |mobile| mobile.national())
}
