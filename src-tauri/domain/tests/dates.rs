//! Reading and writing dates: every spelling, every refusal.

#![allow(clippy::unwrap_used, reason = "a test that can not read its own table must stop")]

use DateError::{
    AmbiguousOrder, AmbiguousYear, DayOutOfRange, Empty, MonthOutOfRange, NotADate, TimeOutOfRange,
    WeekdayMismatch, YearOutOfRange,
};
use bazgasht_domain::calendar::{
    DateError, DateHint, DateSource, JalaliDate, ParsedDate, ShopDay, month_name, parse_date,
    parse_time_of_day, season_name, weekday_name,
};
use proptest::prelude::*;

fn check(text: &str, hint: DateHint, expected: Result<(&str, Option<u32>), DateError>, reason: &str) {
    let found = parse_date(text, hint).map(|date| (date.jalali().format_ascii(), date.second_of_day));
    let found = found.as_ref().map(|(date, second)| (date.as_str(), *second)).map_err(|fault| *fault);
    assert_eq!(found, expected, "{text:?}: {reason}");
}

#[test]
fn every_spelling_is_read() {
    let table = [
        ("1404/12/29", "1404/12/29", "slashes"),
        ("1404-12-29", "1404/12/29", "dashes"),
        ("1404.12.29", "1404/12/29", "points"),
        ("1404 12 29", "1404/12/29", "spaces"),
        ("1404\\12\\29", "1404/12/29", "the other slash"),
        ("1404 / 12 / 29", "1404/12/29", "spaces around slashes"),
        ("1404⁄12⁄29", "1404/12/29", "the fraction slash"),
        ("14041229", "1404/12/29", "joined"),
        ("۱۴۰۴۱۲۲۹", "1404/12/29", "joined, Persian digits"),
        ("1404/9/1", "1404/09/01", "short month and day"),
        ("۱۴۰۴/۹/۱", "1404/09/01", "Persian digits"),
        ("١٤٠٤/٩/١", "1404/09/01", "Arabic digits"),
        ("29/12/1404", "1404/12/29", "the year last"),
        ("۱-۹-۱۴۰۴", "1404/09/01", "the year last, short"),
        ("03/04/1404", "1404/04/03", "Iranians write the day first"),
        ("1403/12/30", "1403/12/30", "30 Esfand of a leap year"),
        ("۱ آذر ۱۴۰۴", "1404/09/01", "the month's name"),
        ("۱ آذر، ۱۴۰۴", "1404/09/01", "a comma behind the month"),
        ("۱ آذرماه ۱۴۰۴", "1404/09/01", "«ماه» joined"),
        ("۱ آذر ماه سال ۱۴۰۴", "1404/09/01", "«ماه» and «سال»"),
        ("۱ اذر ۱۴۰۴", "1404/09/01", "a missing madda"),
        ("1 دي 1404", "1404/10/01", "Arabic yeh"),
        ("۵ امرداد ۱۴۰۴", "1404/05/05", "the old name of Mordad"),
        ("۱۴۰۴ آذر ۱", "1404/09/01", "the year first"),
        ("۱/آذر/۱۴۰۴", "1404/09/01", "slashes around the name"),
        ("یکشنبه ۱ آذر ۱۴۰۵", "1405/09/01", "the weekday too"),
        ("یک‌شنبه، ۱ آذر ۱۴۰۵", "1405/09/01", "ZWNJ and a comma"),
        ("یک شنبه ۱ آذر ۱۴۰۵", "1405/09/01", "the weekday apart"),
        ("1405/09/01 یکشنبه", "1405/09/01", "the weekday behind"),
        ("سه‌شنبه ۱۴۰۵/۰۹/۰۳", "1405/09/03", "Tuesday"),
        ("سه شنبه ۱۴۰۵/۰۹/۰۳", "1405/09/03", "Tuesday apart"),
        ("جمعه ۱۴۰۵/۰۹/۰۶", "1405/09/06", "Friday"),
        ("\u{200f}1404/12/29\u{200e}", "1404/12/29", "direction marks"),
        (" 1404/12/29 ", "1404/12/29", "spaces around"),
        ("2025-03-20", "1403/12/30", "Gregorian"),
        ("20250320", "1403/12/30", "Gregorian, joined"),
        ("2025/3/21", "1404/01/01", "Gregorian, short"),
        ("20/03/2025", "1403/12/30", "Gregorian, day first because there is no month 20"),
        ("03/20/2025", "1403/12/30", "Gregorian, as Americans write it"),
        ("05/05/2025", "1404/02/15", "equal day and month have one reading"),
        ("20 Mar 2025", "1403/12/30", "an English month"),
        ("20-MAR-2025", "1403/12/30", "an English month in capitals"),
        ("March 20, 2025", "1403/12/30", "an English month first"),
        ("۲۰ مارس ۲۰۲۵", "1403/12/30", "a Gregorian month in Persian"),
        ("1200/01/01", "1200/01/01", "the first day"),
        ("1500/12/29", "1500/12/29", "near the last day"),
        ("1821-03-21", "1200/01/01", "the first day, Gregorian"),
    ];
    for (text, date, reason) in table {
        check(text, DateHint::Text, Ok((date, None)), reason);
    }
    assert_eq!(parse_date("1404/1/1", DateHint::Text).unwrap().source, DateSource::Jalali, "a Jalali text");
    assert_eq!(
        parse_date("2025/1/1", DateHint::Text).unwrap().source,
        DateSource::Gregorian,
        "a Gregorian text"
    );
}

#[test]
fn times_behind_dates_are_read() {
    let at = |hour: u32, minute: u32, second: u32| Some(hour * 3600 + minute * 60 + second);
    let table = [
        ("1404/12/29 08:26", "1404/12/29", at(8, 26, 0), "a space between"),
        ("1404/12/29 - 8:26:05", "1404/12/29", at(8, 26, 5), "a dash between"),
        ("1404/12/29 ساعت ۸:۲۶", "1404/12/29", at(8, 26, 0), "the word for hour"),
        (
            "2025-03-20T23:10:00",
            "1403/12/30",
            at(23, 10, 0),
            "ISO without an offset is the clock on the wall",
        ),
        ("2025-03-20T10:00:00Z", "1403/12/30", at(13, 30, 0), "UTC is three and a half hours behind"),
        ("2025-03-20T20:30:00.000Z", "1404/01/01", at(0, 0, 0), "midnight in Tehran is the next day"),
        ("2025-03-20T23:10:00+03:30", "1403/12/30", at(23, 10, 0), "the offset of Tehran"),
        ("2025-03-20 23:10:00 +0330", "1403/12/30", at(23, 10, 0), "the offset without a colon"),
        ("2025-03-20T18:00-05:00", "1404/01/01", at(2, 30, 0), "another offset"),
        ("3/20/2025 2:35:00 PM", "1403/12/30", at(14, 35, 0), "afternoon in English"),
        ("1404/01/01 ۱۲:۰۵ ق.ظ.", "1404/01/01", at(0, 5, 0), "midnight in Persian"),
        ("1404/01/01 ۱۲:۰۵ ب.ظ", "1404/01/01", at(12, 5, 0), "noon in Persian"),
        ("2021-03-22T00:30:00", "1400/01/02", at(0, 30, 0), "a time that the clocks of that day skipped"),
        ("1404/01/01 10:00:00.1234567890123", "1404/01/01", at(10, 0, 0), "a long fraction of a second"),
    ];
    for (text, date, second, reason) in table {
        check(text, DateHint::Text, Ok((date, second)), reason);
    }
    let times = [
        ("08:26", Ok(30_360), "a column of times"),
        ("۸:۲۶", Ok(30_360), "Persian digits"),
        ("23:59:59", Ok(86_399), "the last second"),
        ("24:00", Err(TimeOutOfRange), "the day has no hour 24"),
        ("13:00 PM", Err(TimeOutOfRange), "no such hour of the afternoon"),
        ("8:60", Err(TimeOutOfRange), "no such minute"),
        ("", Err(Empty), "nothing"),
        ("8", Err(NotADate), "a number"),
        ("1404/1/1 8:26", Err(NotADate), "a date before it"),
        ("8:26Z", Err(NotADate), "an offset needs a date"),
        (":", Err(NotADate), "a mark"),
        ("8:", Err(NotADate), "half a time"),
    ];
    for (text, expected, reason) in times {
        assert_eq!(parse_time_of_day(text), expected, "{text:?}: {reason}");
    }
}

#[test]
fn what_is_no_date_is_refused_with_its_reason() {
    let table = [
        ("", Empty, "nothing"),
        ("   ", Empty, "spaces"),
        ("\u{200c}\u{200e}", Empty, "only invisible marks"),
        ("1404/12/30", DayOutOfRange, "1404 is a common year"),
        ("1404/07/31", DayOutOfRange, "Mehr has 30 days"),
        ("1404/01/32", DayOutOfRange, "no month has 32 days"),
        ("1404/01/00", DayOutOfRange, "there is no day zero"),
        ("1404/13/01", MonthOutOfRange, "there is no month 13"),
        ("1404/00/01", MonthOutOfRange, "there is no month zero"),
        ("14041330", MonthOutOfRange, "joined, month 13"),
        ("12/29/1404", MonthOutOfRange, "nobody writes a Jalali month first"),
        ("2025-02-29", DayOutOfRange, "2025 is no leap year"),
        ("2025-13-01", MonthOutOfRange, "Gregorian month 13"),
        ("1600/01/01", YearOutOfRange, "beyond 1500"),
        ("16000101", YearOutOfRange, "beyond 1500, joined"),
        ("1199/12/29", YearOutOfRange, "before 1200"),
        ("1700-01-01", YearOutOfRange, "before the Gregorian span"),
        ("2200-01-01", YearOutOfRange, "behind the Gregorian span"),
        ("1821-03-20", YearOutOfRange, "the day before 1 Farvardin 1200"),
        ("0000/01/01", YearOutOfRange, "the year zero"),
        ("9999/12/31", YearOutOfRange, "the year 9999"),
        ("۱ آذر ۱۶۰۰", YearOutOfRange, "by name, beyond 1500"),
        ("۱ آذر ۲۰۲۵", YearOutOfRange, "a Jalali month in a Gregorian year"),
        ("1 Mar 1404", YearOutOfRange, "a Gregorian month in a Jalali year"),
        ("40/12/11", AmbiguousYear, "1340 or 1440"),
        ("1/2/3", AmbiguousYear, "three short numbers"),
        ("404/12/11", AmbiguousYear, "three digits of a year"),
        ("11/12/404", AmbiguousYear, "three digits of a year, last"),
        ("401211", AmbiguousYear, "six digits"),
        ("۱ آذر ۴۰", AmbiguousYear, "two digits behind a name"),
        ("40/13/11", MonthOutOfRange, "no reading has a month"),
        ("32/12/45", DayOutOfRange, "no reading has a day"),
        ("03/04/2025", AmbiguousOrder, "3 April or 4 March"),
        ("شنبه ۱ آذر ۱۴۰۵", WeekdayMismatch, "that day is a Sunday"),
        ("1404/12/29 25:00", TimeOutOfRange, "there is no hour 25"),
        ("1404/12/29 8:26:99", TimeOutOfRange, "there is no second 99"),
        ("13700229x", NotADate, "a letter behind eight digits"),
        ("140412290", NotADate, "nine digits"),
        ("1404", NotADate, "a year alone"),
        ("1404/12", NotADate, "a month alone"),
        ("1404/12-29", NotADate, "two kinds of marks"),
        ("1404//29", NotADate, "a missing month"),
        ("/1404/12/29", NotADate, "a mark in front"),
        ("-1404/12/29", NotADate, "a sign"),
        ("1404/12/29/1", NotADate, "four numbers"),
        ("14040/1/1", NotADate, "a year of five digits"),
        ("آذر", NotADate, "a month's name alone"),
        ("۱ آذر دی ۱۴۰۴", NotADate, "two months"),
        ("دیروز", NotADate, "a word"),
        ("=TODAY()", NotADate, "a formula"),
        ("45736", NotADate, "a serial number without the hint"),
        ("😀", NotADate, "a picture"),
        ("1404/۱۲/😀", NotADate, "a picture for a day"),
        ("1404-12-29T", NotADate, "half a time"),
        ("NaN", NotADate, "not a number"),
    ];
    for (text, fault, reason) in table {
        check(text, DateHint::Text, Err(fault), reason);
    }
    check(&"1".repeat(300), DateHint::Text, Err(NotADate), "300 digits");
    check(&"1".repeat(70), DateHint::Text, Err(NotADate), "70 digits");
    check(&"آ".repeat(1_000_000), DateHint::Text, Err(NotADate), "a million letters");
}

#[test]
fn spreadsheet_serials_are_read_where_they_may_stand() {
    let table = [
        ("45736", Ok(("1403/12/30", None)), "2025-03-20"),
        ("45736.5", Ok(("1403/12/30", Some(43_200))), "noon"),
        ("45736.351388888889", Ok(("1403/12/30", Some(30_360))), "08:26 as spreadsheets keep it"),
        ("45736.999999", Ok(("1404/01/01", Some(0))), "a tenth of a second before midnight"),
        ("1", Ok(("1278/10/11", None)), "1900-01-01"),
        ("59", Ok(("1278/12/09", None)), "1900-02-28"),
        ("60", Err(DayOutOfRange), "29 February 1900 never was"),
        ("61", Ok(("1278/12/10", None)), "1900-03-01"),
        ("2958465", Err(YearOutOfRange), "9999-12-31"),
        ("14041229", Ok(("1404/12/29", None)), "a number that is a joined Jalali date"),
        ("20250320", Ok(("1403/12/30", None)), "a number that is a joined Gregorian date"),
        ("1404/12/29", Ok(("1404/12/29", None)), "a text after all"),
        ("0", Err(NotADate), "zero is no day"),
        ("-5", Err(NotADate), "nor is a negative number"),
    ];
    for (text, expected, reason) in table {
        check(text, DateHint::ExcelSerial, expected, reason);
    }
}

#[test]
fn dates_are_written_as_iranians_write_them() {
    let date = JalaliDate::new(1405, 9, 1).unwrap();
    assert_eq!(date.format_long(), "یکشنبه ۱ آذر ۱۴۰۵", "the long form");
    assert_eq!(date.format_day_month(), "۱ آذر", "day and month");
    assert_eq!(date.format_day_month_year(), "۱ آذر ۱۴۰۵", "with the year");
    assert_eq!(date.format_slashes(), "۱۴۰۵/۰۹/۰۱", "slashes");
    assert_eq!(date.day().iso(), "2026-11-22", "the same day elsewhere");
    assert_eq!(date.weekday(), 1, "Sunday is the second day of the week");
    assert_eq!(
        (month_name(1), month_name(12), month_name(0), month_name(13)),
        ("فروردین", "اسفند", "", ""),
        "months"
    );
    assert_eq!((weekday_name(0), weekday_name(6), weekday_name(7)), ("شنبه", "جمعه", ""), "weekdays");
    assert_eq!((season_name(1), season_name(4), season_name(0)), ("بهار", "زمستان", ""), "seasons");
}

#[test]
fn weeks_start_on_saturday() {
    let saturday = JalaliDate::new(1405, 8, 30).unwrap().day();
    assert_eq!(saturday.weekday(), 0, "30 Aban 1405 is a Saturday");
    for after in 0..7 {
        let day = saturday.plus_days(after);
        assert_eq!(i32::from(day.weekday()), after, "{} days after Saturday", after);
        assert_eq!(day.week_start(), saturday, "{} belongs to the week of that Saturday", day.iso());
    }
    assert_eq!(
        ShopDay::new(i32::MIN).week_start(),
        ShopDay::new(i32::MIN),
        "the first day that can be counted"
    );
}

#[test]
fn a_date_crosses_ipc_as_three_numbers_and_is_checked() {
    let date = JalaliDate::new(1405, 9, 1).unwrap();
    assert_eq!(serde_json::to_string(&date).unwrap(), r#"{"year":1405,"month":9,"day":1}"#, "the shape");
    assert_eq!(
        serde_json::from_str::<JalaliDate>(r#"{"year":1405,"month":9,"day":1}"#).unwrap(),
        date,
        "and back"
    );
    for bad in [
        r#"{"year":1404,"month":12,"day":30}"#,
        r#"{"year":1600,"month":1,"day":1}"#,
        r#"{"year":1404,"month":0,"day":1}"#,
    ] {
        assert!(serde_json::from_str::<JalaliDate>(bad).is_err(), "{bad} is refused at the door");
    }
}

proptest! {
    #[test]
    fn every_way_of_writing_reads_back(day in -54_342_i32..55_000) {
        let day = ShopDay::new(day);
        let date = JalaliDate::from_day(day);
        let (year, month, of_month) = day.to_gregorian();
        let texts = [
            date.format_long(), date.format_slashes(), date.format_ascii(), date.format_day_month_year(), day.iso(),
            format!("{}{:02}{:02}", date.year(), date.month(), date.day_of_month()),
            format!("{}/{}/{}", date.day_of_month(), date.month(), date.year()),
            format!("{year}{month:02}{of_month:02}"),
            format!("{}T12:00:00Z", day.iso()),
        ];
        for text in texts {
            prop_assert_eq!(parse_date(&text, DateHint::Text).map(|date| date.day), Ok(day), "{}", text);
        }
    }

    #[test]
    fn no_text_breaks_the_reader(
        any in any::<String>(), other in "\\PC*", near in "[0-9۰-۹]{0,9}[-/. ]?[0-9۰-۹]{0,3}[-/. ]?[0-9۰-۹]{0,5}[T ]?[0-9:.+Z-]{0,12}",
        words in "(شنبه|یک|سه|آذر|ماه|دی|ساعت|ق|ظ|T|PM|[0-9:/. ]){0,9}",
    ) {
        for text in [&any, &other, &near, &words] {
            for hint in [DateHint::Text, DateHint::ExcelSerial] {
                if let Ok(ParsedDate { day, second_of_day, .. }) = parse_date(text, hint) {
                    prop_assert!(JalaliDate::try_from_day(day).is_ok(), "{:?} gave {}", text, day.iso());
                    prop_assert!(second_of_day.is_none_or(|second| second < 86_400), "{:?}", text);
                }
            }
            let _total = parse_time_of_day(text);
        }
    }

    #[test]
    fn days_and_dates_are_one_to_one(day in any::<i32>(), year in any::<i32>(), month in any::<u8>(), of_month in any::<u8>()) {
        if let Ok(date) = JalaliDate::try_from_day(ShopDay::new(day)) {
            prop_assert_eq!(date.day(), ShopDay::new(day));
        }
        for year in [year, 1200 + year.rem_euclid(301)] {
            if let Ok(date) = JalaliDate::new(year, month % 16, of_month % 40) {
                prop_assert_eq!(JalaliDate::from_day(date.day()), date);
            }
        }
        let (year, month, of_month) = ShopDay::new(day / 100).to_gregorian();
        prop_assert_eq!(ShopDay::from_gregorian(year, month, of_month), Some(ShopDay::new(day / 100)));
    }
}
