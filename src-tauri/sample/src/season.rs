//! The shop's year: how busy each day is, by Jalali month, weekday and occasion. A closed day weighs 0.
//!
//! Timelines run in *shop time*, the running sum of these weights, so that every customer's visits
//! bunch up before Nowruz and Yalda and none falls on a closed day.

use crate::catalog::Festivity;
use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_domain::clock::InstantMs;

/// Years of history.
const YEARS: i32 = 5;

/// Busyness of an ordinary day of each Jalali month, in percent.
const MONTH_PERCENT: [u32; 12] = [84, 96, 95, 94, 92, 104, 102, 95, 98, 93, 104, 150];
/// Busyness by weekday from Saturday, in percent. Every second Friday is closed.
const WEEKDAY_PERCENT: [u32; 7] = [104, 94, 95, 96, 106, 138, 58];
pub(crate) const FRIDAY: u8 = 6;

const NOON_MINUTE: u16 = 12 * 60;
const MINUTE_MS: i64 = 60_000;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Day {
    pub(crate) weight: u32,
    /// Jalali months since the first one of the history.
    pub(crate) month: u8,
    /// Saturday = 0.
    pub(crate) weekday: u8,
    pub(crate) festivity: Festivity,
    /// Noon on the wall; the clocks change at midnight, so the opening hours share its offset.
    noon: InstantMs,
}

impl Day {
    /// `origin` is the number of the month that counts as 0.
    fn of(day: ShopDay, origin: i32) -> Self {
        let date = JalaliDate::from_day(day);
        Self {
            weight: weight(date, day.get()),
            month: (month_number(date) - origin).clamp(0, 255) as u8,
            weekday: date.weekday(),
            festivity: festivity(date),
            noon: day.at_second(u32::from(NOON_MINUTE) * 60).unwrap_or(InstantMs::new(0)),
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Season {
    pub(crate) first: ShopDay,
    pub(crate) days: Vec<Day>,
    /// Weight of all days before each day; one more entry than days.
    elapsed: Vec<u64>,
    /// For each slot of shop time the first day that reaches into it.
    slots: Vec<u16>,
    slot_width: u64,
}

impl Season {
    /// The five Jalali years ending with `today`, a day of the years 1200–1500; today itself is open
    /// only if `today_open`.
    pub(crate) fn new(today: ShopDay, today_open: bool) -> Self {
        let end = JalaliDate::from_day(today);
        let first = end.add_years(-YEARS).map_or(today, |date| date.day().plus_days(1));
        let origin = month_number(JalaliDate::from_day(first));
        let length = today.days_since(first).max(0) + 1;
        let mut days: Vec<Day> = (0..length).map(|offset| Day::of(first.plus_days(offset), origin)).collect();
        if let (false, Some(last)) = (today_open, days.last_mut()) {
            last.weight = 0;
        }
        Self::indexed(first, days)
    }

    fn indexed(first: ShopDay, days: Vec<Day>) -> Self {
        let mut elapsed = Vec::with_capacity(days.len() + 1);
        let mut sum = 0;
        for day in &days {
            elapsed.push(sum);
            sum += u64::from(day.weight);
        }
        elapsed.push(sum);
        let slot_width = (sum / (days.len() as u64).max(1)).max(1);
        let slots = (0..=sum / slot_width)
            .map(|slot| {
                elapsed.partition_point(|&before| before <= slot * slot_width).saturating_sub(1) as u16
            })
            .collect();
        Self { first, days, elapsed, slots, slot_width }
    }

    pub(crate) fn months(&self) -> usize {
        self.days.last().map_or(0, |day| usize::from(day.month) + 1)
    }

    /// Shop time of the whole history.
    pub(crate) fn total(&self) -> f64 {
        self.elapsed.last().map_or(0.0, |&sum| sum as f64)
    }

    /// Shop time of one average calendar day.
    pub(crate) fn average_day(&self) -> f64 {
        self.total() / (self.days.len().max(1) as f64)
    }

    /// The day, counted from the first, at a moment of shop time inside the history.
    pub(crate) fn day_at(&self, moment: f64) -> u16 {
        let moment = (moment.max(0.0) as u64).min(self.elapsed.last().map_or(0, |sum| sum.saturating_sub(1)));
        let slot = (moment / self.slot_width) as usize;
        let mut day = self.slots.get(slot).copied().unwrap_or(0);
        while self.elapsed.get(usize::from(day) + 1).is_some_and(|&end| end <= moment) {
            day += 1;
        }
        day
    }

    pub(crate) fn day(&self, index: u16) -> Day {
        let noon = InstantMs::new(0);
        let closed = Day { weight: 0, month: 0, weekday: 0, festivity: Festivity::None, noon };
        self.days.get(usize::from(index)).copied().unwrap_or(closed)
    }

    pub(crate) fn date(&self, index: u16) -> ShopDay {
        self.first.plus_days(i32::from(index))
    }

    /// The instant of a wall-clock minute within opening hours.
    pub(crate) fn instant(&self, index: u16, minute: u16) -> InstantMs {
        let noon = self.day(index).noon.get();
        InstantMs::new(noon + (i64::from(minute) - i64::from(NOON_MINUTE)) * MINUTE_MS)
    }
}

fn month_number(date: JalaliDate) -> i32 {
    date.year() * 12 + i32::from(date.month()) - 1
}

fn weight(date: JalaliDate, day_number: i32) -> u32 {
    let (month, day) = (date.month(), date.day_of_month());
    let weekday = date.weekday();
    let even_week = day_number.div_euclid(7) % 2 == 0;
    if closed(month, day) || (weekday == FRIDAY && even_week && festivity(date) == Festivity::None) {
        return 0;
    }
    let usual = MONTH_PERCENT[usize::from(month - 1) % 12] * WEEKDAY_PERCENT[usize::from(weekday) % 7] / 100;
    usual * occasion_percent(month, day) / 100
}

/// Nowruz holidays, the thirteenth day, and two fixed public holidays.
fn closed(month: u8, day: u8) -> bool {
    matches!((month, day), (1, 1..=4 | 13) | (3, 14) | (11, 22))
}

/// The rush of the last days of Azar (Yalda) and the climb through Esfand to Nowruz.
fn occasion_percent(month: u8, day: u8) -> u32 {
    match (month, day) {
        (9, 26) => 130,
        (9, 27..=28) => 180,
        (9, 29) => 250,
        (9, 30) => 290,
        (12, 10..=17) => 120,
        (12, 18..=23) => 150,
        (12, 24..=28) => 190,
        (12, 29..=30) => 130,
        (1, 5..=12) => 60,
        _ => 100,
    }
}

fn festivity(date: JalaliDate) -> Festivity {
    match (date.month(), date.day_of_month()) {
        (9, 24..=30) => Festivity::Yalda,
        (12, 8..=30) => Festivity::Nowruz,
        _ => Festivity::None,
    }
}
