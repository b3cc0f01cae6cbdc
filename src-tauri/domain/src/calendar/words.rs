//! How dates are written in Persian. Digits are Persian, and the order is fixed here because the
//! platform's own full dates come in another order.

use super::JalaliDate;
use crate::text::to_persian_digits;

pub(super) const MONTHS: [&str; 12] =
    ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];
pub(super) const WEEKDAYS: [&str; 7] = ["شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه"];
pub(super) const SEASONS: [&str; 4] = ["بهار", "تابستان", "پاییز", "زمستان"];

/// `1..=12`; empty for any other number.
#[must_use]
pub fn month_name(month: u8) -> &'static str {
    name(&MONTHS, month.checked_sub(1))
}

/// Saturday = 0 … Friday = 6; empty for any other number.
#[must_use]
pub fn weekday_name(weekday: u8) -> &'static str {
    name(&WEEKDAYS, Some(weekday))
}

/// `1..=4`; empty for any other number.
#[must_use]
pub fn season_name(season: u8) -> &'static str {
    name(&SEASONS, season.checked_sub(1))
}

fn name(names: &[&'static str], index: Option<u8>) -> &'static str {
    index.and_then(|index| names.get(usize::from(index))).copied().unwrap_or_default()
}

impl JalaliDate {
    /// «یکشنبه ۱ آذر ۱۴۰۵»
    #[must_use]
    pub fn format_long(self) -> String {
        format!("{} {}", weekday_name(self.weekday()), self.format_day_month_year())
    }

    /// «۱ آذر ۱۴۰۵»
    #[must_use]
    pub fn format_day_month_year(self) -> String {
        format!("{} {}", self.format_day_month(), to_persian_digits(&self.year().to_string()))
    }

    /// «۱ آذر»
    #[must_use]
    pub fn format_day_month(self) -> String {
        format!("{} {}", to_persian_digits(&self.day_of_month().to_string()), month_name(self.month()))
    }

    /// «۱۴۰۵/۰۹/۰۱»
    #[must_use]
    pub fn format_slashes(self) -> String {
        to_persian_digits(&self.format_ascii())
    }

    /// `1405/09/01`, for files that other programs read.
    #[must_use]
    pub fn format_ascii(self) -> String {
        format!("{:04}/{:02}/{:02}", self.year(), self.month(), self.day_of_month())
    }
}
