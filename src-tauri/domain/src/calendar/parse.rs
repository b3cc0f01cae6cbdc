//! Reads a date in any spelling that Iranian files and people use. Nothing is guessed: a text that has two
//! readings is refused with the reason.
//!
//! The year decides the calendar: 1200–1500 is Jalali, 1821–2122 Gregorian, anything else is out of range.

use super::named::{Part, month_and_numbers, take_weekday};
use super::time_of_day::{TimeOfDay, take_time};
use super::tokens::{Token, tokens, trim};
use super::{DateError, JalaliDate, ShopDay, YEAR_MAX, YEAR_MIN};
use crate::clock::InstantMs;

/// What is known about a cell before its text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateHint {
    /// A text, as typed.
    #[default]
    Text,
    /// A number that a spreadsheet may mean as days since 1900; `14041229` is still a Jalali date.
    ExcelSerial,
}

/// Which calendar the text was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateSource {
    Jalali,
    Gregorian,
    ExcelSerial,
}

/// A date that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParsedDate {
    /// The day in Tehran; always within the Jalali years 1200–1500.
    pub day: ShopDay,
    /// Seconds since midnight in Tehran, when the text tells a time.
    pub second_of_day: Option<u32>,
    pub source: DateSource,
}

impl ParsedDate {
    #[must_use]
    pub fn jalali(self) -> JalaliDate {
        JalaliDate::from_day(self.day)
    }
}

/// Reads `1404/12/29`, `1404-9-1`, `14041229`, `29/12/1404`, «یکشنبه ۱ آذر ۱۴۰۴», `2025-03-20T10:00:00Z`,
/// `20 Mar 2025` and their like, in any digits.
///
/// # Errors
/// The [`DateError`] that says what to correct.
pub fn parse_date(text: &str, hint: DateHint) -> Result<ParsedDate, DateError> {
    let mut found = tokens(text)?;
    if hint == DateHint::ExcelSerial
        && let Some(serial) = super::excel::read_serial(&found)
    {
        return serial;
    }
    let time = take_time(&mut found)?;
    let weekday = take_weekday(&mut found);
    let (day, source) = read_day(&squeeze(found))?;
    if let Some(weekday) = weekday
        && weekday != day.weekday()
    {
        return Err(DateError::WeekdayMismatch);
    }
    at_time(ParsedDate { day, second_of_day: None, source }, time)
}

/// Moves a date with an offset from UTC to the day and time it was in Tehran.
fn at_time(date: ParsedDate, time: Option<TimeOfDay>) -> Result<ParsedDate, DateError> {
    let Some(time) = time else { return Ok(date) };
    let Some(offset_minutes) = time.offset_minutes else {
        return Ok(ParsedDate { second_of_day: Some(time.second_of_day), ..date });
    };
    let seconds = i64::from(date.day.get()) * 86_400 + i64::from(time.second_of_day);
    let instant = InstantMs::new((seconds - i64::from(offset_minutes) * 60) * 1000);
    let day = ShopDay::from_instant(instant);
    JalaliDate::try_from_day(day)?;
    Ok(ParsedDate { day, second_of_day: Some(ShopDay::second_of_day(instant)), ..date })
}

/// Drops the spaces around marks, and what people write around a month: «آذر ماه», «سال ۱۴۰۴».
fn squeeze(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let after_mark = matches!(kept.last(), Some(Token::Mark(_) | Token::Space) | None);
        match token {
            Token::Space if after_mark => {}
            Token::Mark(_) => {
                trim(&mut kept);
                kept.push(token);
            }
            Token::Word(ref word) if word == "ماه" || word == "سال" => {}
            _ => kept.push(token),
        }
    }
    trim(&mut kept);
    kept
}

fn read_day(tokens: &[Token]) -> Result<(ShopDay, DateSource), DateError> {
    if let [Token::Number { value, digits }] = tokens {
        return read_joined(*value, *digits);
    }
    if tokens.iter().any(|token| matches!(token, Token::Word(_))) {
        return read_named(tokens);
    }
    let [first, mark_one, middle, mark_two, last] = tokens else { return Err(DateError::NotADate) };
    let separators = ['/', '-', '.', '\\', '⁄', '∕', '_', '٫', '،'];
    if mark_one != mark_two || !(mark_one.is_mark(&separators) || *mark_one == Token::Space) {
        return Err(DateError::NotADate);
    }
    match (first.number(), middle.number(), last.number()) {
        (Some(first), Some(middle), Some(last)) => read_numbers(first, middle, last),
        _ => Err(DateError::NotADate),
    }
}

/// `14041229`, `20250320`; six digits hide the century.
fn read_joined(value: u32, digits: usize) -> Result<(ShopDay, DateSource), DateError> {
    let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
    match digits {
        8 => civil(year, month, day),
        6 if (1..=12).contains(&month) && (1..=31).contains(&day) => Err(DateError::AmbiguousYear),
        _ => Err(DateError::NotADate),
    }
}

fn read_numbers(first: Part, middle: Part, last: Part) -> Result<(ShopDay, DateSource), DateError> {
    let short = |part: Part| part.1 <= 2;
    match (first.1, middle.1, last.1) {
        (4, ..) if short(middle) && short(last) => civil(first.0, middle.0, last.0),
        (.., 4) if short(first) && short(middle) => year_last(first.0, middle.0, last.0),
        (..=3, ..=2, ..=3) if short(first) || short(last) => {
            let a_day = |part: Part| (1..=31).contains(&part.0);
            match middle.0 {
                1..=12 if a_day(last) || a_day(first) => Err(DateError::AmbiguousYear),
                1..=12 => Err(DateError::DayOutOfRange),
                _ => Err(DateError::MonthOutOfRange),
            }
        }
        _ => Err(DateError::NotADate),
    }
}

/// Iranians write day/month/year; a Gregorian date may also come from an American program.
fn year_last(first: u32, middle: u32, year: u32) -> Result<(ShopDay, DateSource), DateError> {
    let american = middle > 12 && first <= 12;
    let certain = american || first > 12 || first == middle;
    if is_jalali(year) {
        civil(year, middle, first)
    } else if !certain {
        // An impossible year is the better complaint.
        civil(year, middle, first).and(Err(DateError::AmbiguousOrder))
    } else if american {
        civil(year, first, middle)
    } else {
        civil(year, middle, first)
    }
}

/// A month by name, with a day and a year around it: «۱ آذر ۱۴۰۴», `20 Mar 2025`, `March 20, 2025`.
fn read_named(tokens: &[Token]) -> Result<(ShopDay, DateSource), DateError> {
    let Some((month, jalali, numbers)) = month_and_numbers(tokens) else { return Err(DateError::NotADate) };
    let [first, last] = numbers[..] else { return Err(DateError::NotADate) };
    let (year, day) = match (first.1, last.1) {
        (1..=2, 4) => (last.0, first.0),
        (4, 1..=2) => (first.0, last.0),
        (1..=2, 1..=3) | (3, 1..=2) => return Err(DateError::AmbiguousYear),
        _ => return Err(DateError::NotADate),
    };
    if jalali != is_jalali(year) {
        return Err(DateError::YearOutOfRange);
    }
    civil(year, month, day)
}

fn is_jalali(year: u32) -> bool {
    i32::try_from(year).is_ok_and(|year| (YEAR_MIN..=YEAR_MAX).contains(&year))
}

/// The day of year, month and day in the calendar that the year belongs to.
fn civil(year: u32, month: u32, day: u32) -> Result<(ShopDay, DateSource), DateError> {
    let year_signed = i32::try_from(year).map_err(|_| DateError::YearOutOfRange)?;
    if is_jalali(year) {
        let month = u8::try_from(month).map_err(|_| DateError::MonthOutOfRange)?;
        let day = u8::try_from(day).map_err(|_| DateError::DayOutOfRange)?;
        return JalaliDate::new(year_signed, month, day).map(|date| (date.day(), DateSource::Jalali));
    }
    let first = ShopDay::from_gregorian(year_signed, 1, 1).ok_or(DateError::YearOutOfRange)?;
    if JalaliDate::try_from_day(first).is_err() && JalaliDate::try_from_day(first.plus_days(364)).is_err() {
        return Err(DateError::YearOutOfRange);
    }
    if !(1..=12).contains(&month) {
        return Err(DateError::MonthOutOfRange);
    }
    let day = ShopDay::from_gregorian(year_signed, month, day).ok_or(DateError::DayOutOfRange)?;
    JalaliDate::try_from_day(day).map(|_| (day, DateSource::Gregorian))
}

/// Whether day and month of a text without a year can be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Certain,
    EitherWay,
}

/// (month, day) of a text without a year: «۲۳ مرداد», `05/23`. `None` when the text has another shape.
pub(super) fn read_day_month(text: &str) -> Result<Option<(u8, u8, Order)>, DateError> {
    let found = squeeze(tokens(text)?);
    let (month, day, order) = match &found[..] {
        [Token::Number { value: one, digits: 1..=2 }, mark, Token::Number { value: two, digits: 1..=2 }]
            if mark.is_mark(&['/', '-']) =>
        {
            let either = *one <= 12 && *two <= 12 && one != two;
            let order = if either { Order::EitherWay } else { Order::Certain };
            if *one > 12 { (*two, *one, order) } else { (*one, *two, order) }
        }
        _ => match month_and_numbers(&found) {
            Some((month, true, numbers)) if matches!(numbers[..], [(_, 1..=2)]) => {
                (month, numbers[0].0, Order::Certain)
            }
            _ => return Ok(None),
        },
    };
    match (u8::try_from(month), u8::try_from(day)) {
        (Ok(month), Ok(day)) => Ok(Some((month, day, order))),
        _ => Ok(None),
    }
}
