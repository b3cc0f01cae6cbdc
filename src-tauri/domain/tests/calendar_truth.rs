//! The calendar against the table of the University of Tehran, icu_calendar, and the clocks of Tehran.

#![allow(clippy::unwrap_used, reason = "a test that can not read its own table must stop")]

mod common;

use bazgasht_domain::calendar::{JalaliDate, ShopDay, days_in_month, is_leap};
use bazgasht_domain::clock::InstantMs;
use icu_calendar::{Date, Gregorian, cal::Persian};

const WEEKDAYS_ICU_FROM_SATURDAY: [icu_calendar::types::Weekday; 7] = {
    use icu_calendar::types::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    [Saturday, Sunday, Monday, Tuesday, Wednesday, Thursday, Friday]
};

#[test]
fn every_day_of_1206_to_1500_agrees_with_the_published_table() {
    let Some(file) = common::shared("data/jalali_truth.csv") else { return };
    let mut days_checked = 0;
    for row in csv::Reader::from_path(file).unwrap().records() {
        let row = row.unwrap();
        let year: i32 = row[0].parse().unwrap();
        if !(1206..=1500).contains(&year) {
            continue;
        }
        let nowruz = JalaliDate::new(year, 1, 1).unwrap();
        assert_eq!(nowruz.day().iso(), row[2], "the first day of {year}");
        assert_eq!(is_leap(year), &row[1] == "1", "whether {year} is a leap year");
        assert_eq!(nowruz.weekday().to_string(), row[3], "the weekday of Nowruz {year}");
        for month in 1..=12 {
            for day in 1..=days_in_month(year, month) {
                check_day(year, month, day, nowruz.day().plus_days(days_before(year, month, day)));
                days_checked += 1;
            }
        }
    }
    assert_eq!(days_checked, 107_746, "295 years, 71 of them leap years");
}

fn days_before(year: i32, month: u8, day: u8) -> i32 {
    (1..month).map(|month| i32::from(days_in_month(year, month))).sum::<i32>() + i32::from(day) - 1
}

fn check_day(year: i32, month: u8, day: u8, expected: ShopDay) {
    let date = JalaliDate::new(year, month, day).unwrap();
    assert_eq!(date.day(), expected, "{date:?} is as many days after Nowruz as the months before it have");
    assert_eq!(JalaliDate::from_day(expected), date, "{date:?} comes back from its day");
    let (iso_year, iso_month, iso_day) = expected.to_gregorian();
    let gregorian =
        Date::try_new_gregorian(iso_year, u8::try_from(iso_month).unwrap(), u8::try_from(iso_day).unwrap())
            .unwrap();
    let persian = gregorian.to_calendar(Persian);
    let icu = (persian.year().extended_year(), persian.month().ordinal, persian.day_of_month().0);
    assert_eq!(icu, (year, month, day), "icu_calendar agrees on {}", expected.iso());
    assert_eq!(
        WEEKDAYS_ICU_FROM_SATURDAY[usize::from(date.weekday())],
        persian.weekday(),
        "the week starts on Saturday"
    );
    let back: Date<Gregorian> = persian.to_calendar(Gregorian);
    assert_eq!(back, gregorian, "icu_calendar agrees with itself on {}", expected.iso());
}

#[test]
fn the_edges_of_the_calendar_hold() {
    let first = JalaliDate::new(1200, 1, 1).unwrap();
    let last = JalaliDate::new(1500, 12, days_in_month(1500, 12)).unwrap();
    assert_eq!(first.day().iso(), "1821-03-21", "1 Farvardin 1200");
    assert_eq!(JalaliDate::from_day(ShopDay::new(i32::MIN)), first, "earlier days give the first date");
    assert_eq!(JalaliDate::from_day(ShopDay::new(i32::MAX)), last, "later days give the last date");
    assert!(JalaliDate::try_from_day(first.day().plus_days(-1)).is_err(), "the day before is refused");
    assert!(JalaliDate::try_from_day(last.day().plus_days(1)).is_err(), "the day after is refused");
    assert_eq!(JalaliDate::try_from_day(last.day()), Ok(last), "the last day itself is accepted");
}

#[test]
fn instants_fall_on_the_day_of_tehran() {
    // (UTC instant, day in Tehran, time in Tehran, reason)
    let table = [
        (
            "2021-03-21T20:29:59Z",
            "2021-03-21",
            "23:59:59",
            "the last second before a midnight that never was",
        ),
        ("2021-03-21T20:30:00Z", "2021-03-22", "01:00:00", "the clocks went from midnight to one o'clock"),
        ("2022-03-21T20:29:59Z", "2022-03-21", "23:59:59", "the same a year later"),
        ("2022-03-21T20:30:00Z", "2022-03-22", "01:00:00", "the last time the clocks went forward"),
        ("2021-09-21T19:29:59Z", "2021-09-21", "23:59:59", "still summer time"),
        ("2021-09-21T20:30:00Z", "2021-09-22", "00:00:00", "the hour before midnight came twice"),
        ("2023-06-30T20:29:59Z", "2023-06-30", "23:59:59", "no summer time after 2022"),
        ("2023-06-30T20:30:00Z", "2023-07-01", "00:00:00", "no summer time after 2022"),
        ("1969-12-31T20:29:59Z", "1969-12-31", "23:59:59", "before the epoch"),
        ("1969-12-31T20:30:00Z", "1970-01-01", "00:00:00", "day zero begins in Tehran before the epoch"),
        ("1978-06-01T19:00:00Z", "1978-06-02", "00:00:00", "Tehran was at +4 in 1978, +5 in summer"),
        ("1999-12-31T20:29:59Z", "1999-12-31", "23:59:59", "the end of 1999"),
        ("1999-12-31T20:30:00Z", "2000-01-01", "00:00:00", "the start of 2000"),
        ("2038-01-19T03:14:07Z", "2038-01-19", "06:44:07", "the last second of a signed 32-bit clock"),
        ("2038-01-19T20:30:00Z", "2038-01-20", "00:00:00", "after the 32-bit clocks have stopped"),
    ];
    for (utc, day, time, reason) in table {
        let at = InstantMs::new(chrono::DateTime::parse_from_rfc3339(utc).unwrap().timestamp_millis());
        let second = ShopDay::second_of_day(at);
        let shown = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
        assert_eq!(
            (ShopDay::from_instant(at).iso().as_str(), shown.as_str()),
            (day, time),
            "{utc}: {reason}"
        );
    }
    for at in [i64::MIN, i64::MAX] {
        let _total = ShopDay::from_instant(InstantMs::new(at));
    }
}

#[test]
fn a_wall_clock_time_becomes_the_instant_it_was_shown() {
    let day = |iso: &str| {
        let mut parts = iso.split('-').map(|part| part.parse::<i32>().unwrap());
        let (year, month, day) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        ShopDay::from_gregorian(year, month.unsigned_abs(), day.unsigned_abs()).unwrap()
    };
    let table = [
        ("2024-01-01", 0, "2023-12-31T20:30:00+00:00", "winter midnight"),
        ("2021-03-22", 0, "2021-03-21T20:30:00+00:00", "a skipped midnight is the first instant of the day"),
        ("2022-03-22", 1800, "2022-03-21T21:00:00+00:00", "half past a skipped midnight moves by the hour"),
        (
            "2021-09-21",
            84_600,
            "2021-09-21T19:00:00+00:00",
            "half past eleven came twice: the first one counts",
        ),
    ];
    for (iso, second, utc, reason) in table {
        let at = day(iso).at_second(second).unwrap();
        let shown = chrono::DateTime::from_timestamp_millis(at.get()).unwrap().to_rfc3339();
        assert_eq!(shown, utc, "{iso} + {second} s: {reason}");
        assert_eq!(ShopDay::from_instant(at).iso(), iso, "{iso}: the instant lies on its own day");
    }
    assert_eq!(day("2024-01-01").at_second(86_400), None, "a day has no second 86,400");
    assert_eq!(ShopDay::new(i32::MAX).at_second(0), None, "beyond the years that can be named");
}

#[test]
fn every_day_of_two_centuries_begins_and_ends_on_itself() {
    for day in -54_000..55_000 {
        let day = ShopDay::new(day);
        for second in [0, 43_200, 86_399] {
            let at = day.at_second(second).unwrap();
            assert_eq!(ShopDay::from_instant(at), day, "{} + {second} s", day.iso());
        }
    }
}
