//! The first day of every Jalali year, taken from icu_calendar once; conversion is then a table look-up
//! and a few additions, cheap enough for ten million rows.
//!
//! Invariant: entry `i` is 1 Farvardin of the year `YEAR_MIN + i`, and entries rise by 365 or 366.

use icu_calendar::{Date, cal::Persian, types::RataDie};
use std::sync::OnceLock;

/// The first Jalali year that the program handles.
pub const YEAR_MIN: i32 = 1200;
/// The last Jalali year that the program handles.
pub const YEAR_MAX: i32 = 1500;

/// One entry per year and one for the day after the last year.
const ENTRIES: usize = (YEAR_MAX - YEAR_MIN) as usize + 2;
/// Rata Die of 1970-01-01.
const EPOCH_RATA_DIE: i64 = 719_163;
/// Any day inside the Jalali year 1404 serves as the starting point of the walk: 2025-07-01 in days since 1970.
const ANCHOR_DAY: i64 = 20_270;

static NOWRUZ_DAYS: OnceLock<[i32; ENTRIES]> = OnceLock::new();

/// Days since 1970 of 1 Farvardin for [`YEAR_MIN`]..=[`YEAR_MAX`] + 1.
pub(super) fn nowruz_days() -> &'static [i32; ENTRIES] {
    NOWRUZ_DAYS.get_or_init(build)
}

/// Walks from a known day with the operations of icu_calendar that can not fail, so that no error has to
/// be invented for a table that is always the same.
fn build() -> [i32; ENTRIES] {
    let anchor = persian(ANCHOR_DAY);
    let anchor_index = i64::from(anchor.year().extended_year() - YEAR_MIN);
    let mut days = [0; ENTRIES];
    let mut first = ANCHOR_DAY - i64::from(anchor.day_of_year().0) + 1;
    for _ in 0..anchor_index {
        first -= i64::from(persian(first - 1).days_in_year());
    }
    for entry in &mut days {
        *entry = i32::try_from(first).unwrap_or(i32::MAX);
        first += i64::from(persian(first).days_in_year());
    }
    days
}

fn persian(day_since_1970: i64) -> Date<Persian> {
    Date::from_rata_die(RataDie::new(day_since_1970 + EPOCH_RATA_DIE), Persian)
}
