//! The Jalali calendar over business days. A day is one integer; a period is a closed range of days.
//!
//! Invariants: a [`JalaliDate`] is always a real day of the years 1200–1500; a [`ShopDay`] is a day as
//! the shop in Tehran lived it; conversions between the two never consult a clock.

mod birthday;
mod error;
mod excel;
mod jalali;
mod named;
mod parse;
mod period;
mod shop_day;
mod table;
mod time_of_day;
mod tokens;
mod words;

pub use birthday::{Birthday, parse_birthday};
pub use error::DateError;
pub use jalali::{JalaliDate, days_in_month, is_leap};
pub use parse::{DateHint, DateSource, ParsedDate, parse_date};
pub use period::Period;
pub use shop_day::ShopDay;
pub use table::{YEAR_MAX, YEAR_MIN};
pub use time_of_day::parse_time_of_day;
pub use words::{month_name, season_name, weekday_name};
