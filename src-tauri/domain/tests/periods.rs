//! Months, seasons, years and ranges; adding months; birthdays.

#![allow(clippy::unwrap_used, reason = "a test that can not read its own table must stop")]

use bazgasht_domain::calendar::{Birthday, DateError, JalaliDate, Period, ShopDay, parse_birthday};
use proptest::prelude::*;

fn date(text: &str) -> JalaliDate {
    let numbers: Vec<i32> = text.split('/').map(|part| part.parse().unwrap()).collect();
    JalaliDate::new(numbers[0], u8::try_from(numbers[1]).unwrap(), u8::try_from(numbers[2]).unwrap()).unwrap()
}

fn day(text: &str) -> ShopDay {
    date(text).day()
}

#[test]
fn months_are_added_from_the_anchor_and_clamped() {
    let table = [
        ("1404/01/31", 6, Ok("1404/07/30"), "31 Farvardin + 6 is 30 Mehr"),
        ("1404/01/31", 12, Ok("1405/01/31"), "from the anchor the 31st comes back"),
        ("1404/01/31", 11, Ok("1404/12/29"), "Esfand of a common year"),
        ("1403/01/31", 11, Ok("1403/12/30"), "Esfand of a leap year"),
        ("1403/12/30", 12, Ok("1404/12/29"), "30 Esfand + 1 year"),
        ("1403/12/30", 48, Ok("1407/12/29"), "four years later is a common year here"),
        ("1403/12/30", 60, Ok("1408/12/30"), "the next leap year keeps the 30th"),
        ("1404/07/30", -6, Ok("1404/01/30"), "backwards"),
        ("1404/01/01", -1, Ok("1403/12/01"), "over Nowruz"),
        ("1404/01/01", 0, Ok("1404/01/01"), "not at all"),
        ("1500/12/29", 1, Err(DateError::YearOutOfRange), "beyond the calendar"),
        ("1200/01/01", -1, Err(DateError::YearOutOfRange), "before the calendar"),
        ("1404/01/01", i32::MAX, Err(DateError::YearOutOfRange), "very far"),
        ("1404/01/01", i32::MIN, Err(DateError::YearOutOfRange), "very far back"),
    ];
    for (from, months, expected, reason) in table {
        let found = date(from).add_months(months).map(JalaliDate::format_ascii);
        assert_eq!(found.as_deref().map_err(|fault| *fault), expected, "{from} + {months}: {reason}");
    }
    let chained = date("1404/01/31").add_months(6).unwrap().add_months(6).unwrap();
    assert_eq!(
        chained.format_ascii(),
        "1405/01/30",
        "chaining loses a day, which is why callers keep the anchor"
    );
    assert_eq!(date("1403/12/30").add_years(1), Ok(date("1404/12/29")), "years are twelve months");
    assert!(date("1403/12/30").add_years(i32::MAX).is_err(), "very many years");
}

#[test]
fn periods_know_their_days_and_neighbours() {
    let range = |from: &str, to: &str| Period::Range { from: day(from), to: day(to) };
    let month = |year, month| Period::Month { year, month };
    let season = |year, season| Period::Season { year, season };
    let year = |year| Period::Year { year };
    // (period, first, last, label, previous, same last year)
    let table = [
        (month(1405, 9), "1405/09/01", "1405/09/30", "آذر ۱۴۰۵", month(1405, 8), month(1404, 9)),
        (month(1404, 1), "1404/01/01", "1404/01/31", "فروردین ۱۴۰۴", month(1403, 12), month(1403, 1)),
        (month(1403, 12), "1403/12/01", "1403/12/30", "اسفند ۱۴۰۳", month(1403, 11), month(1402, 12)),
        (season(1405, 3), "1405/07/01", "1405/09/30", "پاییز ۱۴۰۵", season(1405, 2), season(1404, 3)),
        (season(1405, 1), "1405/01/01", "1405/03/31", "بهار ۱۴۰۵", season(1404, 4), season(1404, 1)),
        (season(1403, 4), "1403/10/01", "1403/12/30", "زمستان ۱۴۰۳", season(1403, 3), season(1402, 4)),
        (year(1404), "1404/01/01", "1404/12/29", "سال ۱۴۰۴", year(1403), year(1403)),
        (
            range("1405/01/11", "1405/01/20"),
            "1405/01/11",
            "1405/01/20",
            "۱۱ فروردین ۱۴۰۵ تا ۲۰ فروردین ۱۴۰۵",
            range("1405/01/01", "1405/01/10"),
            range("1404/01/11", "1404/01/20"),
        ),
        (
            range("1404/12/01", "1404/12/29"),
            "1404/12/01",
            "1404/12/29",
            "۱ اسفند ۱۴۰۴ تا ۲۹ اسفند ۱۴۰۴",
            range("1404/11/02", "1404/11/30"),
            range("1403/12/01", "1403/12/30"),
        ),
        (
            range("1403/12/30", "1403/12/30"),
            "1403/12/30",
            "1403/12/30",
            "۳۰ اسفند ۱۴۰۳",
            range("1403/12/29", "1403/12/29"),
            range("1402/12/29", "1402/12/29"),
        ),
    ];
    for (period, first, last, label, previous, last_year) in table {
        assert_eq!(period.first_day(), day(first), "{period:?}: first day");
        assert_eq!(period.last_day(), day(last), "{period:?}: last day");
        assert_eq!(period.label_fa(), label, "{period:?}: label");
        assert_eq!(period.previous(), previous, "{period:?}: previous");
        assert_eq!(period.same_last_year(), last_year, "{period:?}: same period last year");
        assert!(period.contains(day(first)) && period.contains(day(last)), "{period:?}: holds its ends");
        assert!(!period.contains(day(last).plus_days(1)), "{period:?}: ends after its last day");
    }
}

#[test]
fn at_the_edges_of_the_calendar_periods_become_ranges() {
    let first = Period::Year { year: 1200 };
    let before = first.previous();
    assert_eq!(before.last_day(), first.first_day().plus_days(-1), "the range ends the day before");
    assert_eq!(before.length_days(), first.length_days(), "and is as long");
    assert_eq!(first.same_last_year().length_days(), first.length_days(), "a year before is as long too");
    let wild = Period::Month { year: i32::MAX, month: 200 };
    assert_eq!(
        wild.last_day(),
        Period::Year { year: 1500 }.last_day(),
        "an impossible month is the last one"
    );
}

#[test]
fn periods_are_read_from_their_short_names() {
    type Reader = fn(&str) -> Result<Period, DateError>;
    let (any, month, season, year): (Reader, Reader, Reader, Reader) =
        (Period::parse, Period::parse_month, Period::parse_season, Period::parse_year);
    let range = Period::Range { from: day("1376/01/05"), to: day("1376/02/10") };
    let table = [
        (any, "1376-3", Ok(Period::Season { year: 1376, season: 3 }), "one digit is a season"),
        (any, "1376-07", Ok(Period::Month { year: 1376, month: 7 }), "two digits are a month"),
        (any, "۱۳۷۶-۰۷", Ok(Period::Month { year: 1376, month: 7 }), "Persian digits"),
        (any, "1376", Ok(Period::Year { year: 1376 }), "a year"),
        (any, "1376/01/05..1376/02/10", Ok(range), "a range"),
        (any, "1376/02/10..1376/01/05", Err(DateError::RangeReversed), "a range backwards"),
        (any, "1376/02/10..", Err(DateError::Empty), "half a range"),
        (season, "1376-3", Ok(Period::Season { year: 1376, season: 3 }), "a season"),
        (season, "1376-5", Err(DateError::SeasonOutOfRange), "there are four"),
        (season, "1376-0", Err(DateError::SeasonOutOfRange), "there is no season zero"),
        (season, "1376", Err(DateError::NotADate), "a year is no season"),
        (month, "1376-7", Ok(Period::Month { year: 1376, month: 7 }), "a month asked for by name"),
        (month, "1376/12", Ok(Period::Month { year: 1376, month: 12 }), "a slash"),
        (month, "1376-13", Err(DateError::MonthOutOfRange), "there are twelve"),
        (year, "1376", Ok(Period::Year { year: 1376 }), "a year"),
        (year, "1600", Err(DateError::YearOutOfRange), "beyond the calendar"),
        (year, "76", Err(DateError::NotADate), "two digits"),
        (year, "", Err(DateError::Empty), "nothing"),
        (any, "1376-", Err(DateError::NotADate), "a missing part"),
        (any, "1376-003", Err(DateError::NotADate), "three digits"),
        (any, "1376-+3", Err(DateError::NotADate), "a sign"),
        (any, "پاییز", Err(DateError::NotADate), "a word"),
    ];
    for (read, text, expected, reason) in table {
        assert_eq!(read(text), expected, "{text:?}: {reason}");
    }
}

#[test]
fn periods_cross_ipc_tagged_and_checked() {
    let season = Period::Season { year: 1376, season: 3 };
    let json = r#"{"kind":"season","year":1376,"season":3}"#;
    assert_eq!(serde_json::to_string(&season).unwrap(), json, "the shape");
    assert_eq!(serde_json::from_str::<Period>(json).unwrap(), season, "and back");
    let bad = [
        r#"{"kind":"season","year":1376,"season":5}"#,
        r#"{"kind":"month","year":1376,"month":0}"#,
        r#"{"kind":"year","year":1600}"#,
        r#"{"kind":"range","from":20,"to":10}"#,
        r#"{"kind":"range","from":-2147483648,"to":2147483647}"#,
        r#"{"kind":"week"}"#,
    ];
    for json in bad {
        assert!(serde_json::from_str::<Period>(json).is_err(), "{json} is refused at the door");
    }
}

#[test]
fn typescript_sees_the_shapes_that_serde_writes() {
    use bazgasht_domain::money::{MoneyUnit, Rial};
    use ts_rs::{Config, TS};
    let config = Config::default();
    let table = [
        (MoneyUnit::inline(&config), r#""toman" | "rial" | "new_rial""#),
        (Rial::inline(&config), "number"),
        (JalaliDate::inline(&config), "{ year: number, month: number, day: number, }"),
        (Birthday::inline(&config), "{ month: number, day: number, year: number | null, }"),
    ];
    for (found, expected) in table {
        assert_eq!(found, expected, "the generated type");
    }
    let period = Period::inline(&config);
    assert!(period.contains(r#""kind": "season", year: number, season: number"#), "a tagged union: {period}");
}

#[test]
fn birthdays_are_kept_every_year() {
    let leap_born = Birthday::new(12, 30, Some(1403)).unwrap();
    assert_eq!(leap_born.on(1404), date("1404/12/29"), "30 Esfand is kept on 29 in a common year");
    assert_eq!(leap_born.on(1408), date("1408/12/30"), "and on 30 in a leap year");
    // (month, day, today, days until, reason)
    let table = [
        (9, 1, "1405/09/01", 0, "today"),
        (9, 2, "1405/09/01", 1, "tomorrow"),
        (8, 30, "1405/09/01", 364, "yesterday: next year"),
        (12, 30, "1404/12/29", 0, "30 Esfand in a common year is today on the 29th"),
        (12, 30, "1403/12/29", 1, "in a leap year it is tomorrow"),
        (12, 30, "1405/01/01", 364, "the whole common year away"),
        (1, 1, "1403/12/30", 1, "over Nowruz"),
        (1, 1, "1403/01/02", 365, "a leap year away"),
    ];
    for (month, of_month, today, days, reason) in table {
        let birthday = Birthday::new(month, of_month, None).unwrap();
        assert_eq!(birthday.days_until(day(today)), days, "{of_month}/{month} on {today}: {reason}");
    }
    let born = Birthday::new(9, 1, Some(1370)).unwrap();
    assert_eq!(born.age_on(day("1405/09/01")), Some(35), "on the day itself");
    assert_eq!(born.age_on(day("1405/08/30")), Some(34), "the day before");
    assert_eq!(born.age_on(day("1360/01/01")), None, "before birth");
    assert_eq!(Birthday::new(9, 1, None).unwrap().age_on(day("1405/09/01")), None, "without a year");
    for (month, of_month, year, fault) in [
        (12, 30, Some(1404), DateError::DayOutOfRange),
        (7, 31, None, DateError::DayOutOfRange),
        (1, 0, None, DateError::DayOutOfRange),
        (13, 1, None, DateError::MonthOutOfRange),
        (1, 1, Some(99), DateError::YearOutOfRange),
    ] {
        assert_eq!(Birthday::new(month, of_month, year), Err(fault), "{of_month}/{month} of {year:?}");
    }
}

#[test]
fn birthdays_are_read_with_and_without_a_year() {
    let table = [
        ("1370/02/29", Ok((2, 29, Some(1370))), "a full date"),
        ("13701025", Ok((10, 25, Some(1370))), "joined"),
        ("1991-05-19", Ok((2, 29, Some(1370))), "Gregorian"),
        ("۲۳ مرداد", Ok((5, 23, None)), "day and month"),
        ("۲۳ مردادماه", Ok((5, 23, None)), "with «ماه»"),
        ("05/23", Ok((5, 23, None)), "only a day can be 23"),
        ("23/05", Ok((5, 23, None)), "the other way round"),
        ("5/5", Ok((5, 5, None)), "equal numbers have one reading"),
        ("30 اسفند", Ok((12, 30, None)), "30 Esfand without a year"),
        ("05/06", Err(DateError::AmbiguousOrder), "two readings"),
        ("13/14", Err(DateError::MonthOutOfRange), "no reading"),
        ("31 مهر", Err(DateError::DayOutOfRange), "Mehr has 30 days"),
        ("40/12/11", Err(DateError::AmbiguousYear), "a year of two digits"),
        ("1369/13/01", Err(DateError::MonthOutOfRange), "month 13"),
        ("", Err(DateError::Empty), "nothing"),
        ("مرداد", Err(DateError::NotADate), "a month alone"),
        ("20 Mar", Err(DateError::NotADate), "a Gregorian day has no Jalali day without a year"),
    ];
    for (text, expected, reason) in table {
        let found = parse_birthday(text).map(|birthday| (birthday.month(), birthday.day(), birthday.year()));
        assert_eq!(found, expected, "{text:?}: {reason}");
    }
    let json = r#"{"month":12,"day":30,"year":null}"#;
    let birthday: Birthday = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&birthday).unwrap(), json, "it crosses IPC unchanged");
    assert!(serde_json::from_str::<Birthday>(r#"{"month":12,"day":31}"#).is_err(), "a bad one is refused");
}

proptest! {
    #[test]
    fn neighbours_touch_and_keep_their_kind(day in -54_000_i32..54_000, length in 0_i32..1_000) {
        let day = ShopDay::new(day);
        let range = Period::range(day, day.plus_days(length));
        let named = [Period::containing_month(day), Period::containing_season(day), Period::containing_year(day)];
        for period in named.into_iter().chain(range) {
            prop_assert!(period.contains(day), "{:?} holds {}", period, day.iso());
            let previous = period.previous();
            prop_assert_eq!(previous.last_day().plus_days(1), period.first_day(), "{:?}", period);
            prop_assert!(period.same_last_year().last_day() < period.last_day(), "{:?}", period);
            prop_assert!((period.same_last_year().length_days() - period.length_days()).abs() <= 1, "{:?}", period);
        }
    }

    #[test]
    fn added_months_keep_the_day_or_the_end_of_the_month(day in -30_000_i32..30_000, months in -400_i32..400) {
        let from = JalaliDate::from_day(ShopDay::new(day));
        let to = from.add_months(months).unwrap();
        prop_assert_eq!((to.year() * 12 + i32::from(to.month())) - (from.year() * 12 + i32::from(from.month())), months);
        let end = Period::containing_month(to.day()).last_day();
        prop_assert!(to.day_of_month() == from.day_of_month() || (to.day() == end && to.day_of_month() < from.day_of_month()));
    }

    #[test]
    fn no_text_breaks_the_readers(any in any::<String>(), other in "\\PC*", near in "[0-9۰-۹]{0,5}[-/]?[0-9]{0,4}(\\.\\.)?[0-9/]{0,10}") {
        for text in [&any, &other, &near] {
            if let Ok(period) = Period::parse(text) {
                prop_assert!(period.first_day() <= period.last_day(), "{:?}", text);
                let _total = (period.label_fa(), period.previous(), period.same_last_year());
            }
            let _total = parse_birthday(text);
        }
    }

    #[test]
    fn wild_periods_never_panic(year in any::<i32>(), part in any::<u8>(), from in any::<i32>(), to in any::<i32>()) {
        for period in [
            Period::Month { year, month: part }, Period::Season { year, season: part }, Period::Year { year },
            Period::Range { from: ShopDay::new(from), to: ShopDay::new(to) },
        ] {
            prop_assert!(period.first_day() <= period.last_day());
            let _total = (period.label_fa(), period.previous(), period.same_last_year(), period.length_days());
        }
    }

    #[test]
    fn a_birthday_is_at_most_a_leap_year_away(month in 1_u8..=12, of_month in 1_u8..=31, today in -40_000_i32..40_000) {
        if let Ok(birthday) = Birthday::new(month, of_month, None) {
            let today = ShopDay::new(today);
            let days = birthday.days_until(today);
            prop_assert!((0..=366).contains(&days));
            let kept = JalaliDate::from_day(today.plus_days(days));
            prop_assert_eq!(kept, birthday.on(kept.year()));
        }
    }
}
