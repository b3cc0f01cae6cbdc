//! Weekdays and months by name inside a date text, in Persian as people type it and in the English of
//! spreadsheets.

use super::tokens::{Token, trim};
use super::words::{MONTHS, WEEKDAYS};
use crate::text::key_form;
use std::sync::OnceLock;

/// A number and how many digits it was written with.
pub(super) type Part = (u32, usize);

/// Words for Sunday to Thursday are also written in two parts: «یک شنبه».
const WEEKDAY_PREFIXES: [&str; 5] = ["یک", "دو", "سه", "چهار", "پنج"];

/// Takes a weekday out of the tokens: Saturday = 0 … Friday = 6.
pub(super) fn take_weekday(tokens: &mut Vec<Token>) -> Option<u8> {
    let (start, end, weekday) = tokens.iter().enumerate().find_map(|(index, token)| {
        let Token::Word(word) = token else { return None };
        if let Some(prefix) = WEEKDAY_PREFIXES.iter().position(|prefix| prefix == word) {
            let second = tokens.iter().skip(index + 1).position(|token| *token != Token::Space)? + index + 1;
            let complete = tokens[second].is_word(&["شنبه"]);
            return complete.then_some((index, second + 1, prefix + 1));
        }
        let weekday = folded_weekdays().iter().position(|name| name == word)?;
        Some((index, index + 1, weekday))
    })?;
    tokens.drain(start..end);
    if tokens.get(start).is_some_and(|token| token.is_mark(&['،', ','])) {
        tokens.remove(start);
    }
    trim(tokens);
    u8::try_from(weekday).ok()
}

fn folded_weekdays() -> &'static [String; 7] {
    static FOLDED: OnceLock<[String; 7]> = OnceLock::new();
    FOLDED.get_or_init(|| WEEKDAYS.map(key_form))
}

/// The month's number, whether its name is Jalali, and the numbers around it.
pub(super) fn month_and_numbers(tokens: &[Token]) -> Option<(u32, bool, Vec<Part>)> {
    let mut month = None;
    let mut numbers = Vec::with_capacity(2);
    for token in tokens {
        match token {
            Token::Word(word) if month.is_none() => month = Some(month_by_name(word)?),
            Token::Number { value, digits } => numbers.push((*value, *digits)),
            Token::Space | Token::Mark('-' | '/' | '.' | ',' | '،') => {}
            Token::Word(_) | Token::Mark(_) => return None,
        }
    }
    month.map(|(month, jalali)| (month, jalali, numbers))
}

const GREGORIAN_MONTHS: [[&str; 3]; 12] = [
    ["january", "jan", "ژانویه"],
    ["february", "feb", "فوریه"],
    ["march", "mar", "مارس"],
    ["april", "apr", "اوریل"],
    ["may", "مه", "می"],
    ["june", "jun", "ژوین"],
    ["july", "jul", "ژوییه"],
    ["august", "aug", "اوت"],
    ["september", "sep", "سپتامبر"],
    ["october", "oct", "اکتبر"],
    ["november", "nov", "نوامبر"],
    ["december", "dec", "دسامبر"],
];

/// The number of a month and whether it is Jalali; «آذرماه» is «آذر».
fn month_by_name(word: &str) -> Option<(u32, bool)> {
    static FOLDED: OnceLock<[String; 12]> = OnceLock::new();
    let bare = word.strip_suffix("ماه").filter(|bare| !bare.is_empty()).unwrap_or(word);
    let bare = if bare == "امرداد" { "مرداد" } else { bare };
    let jalali = FOLDED.get_or_init(|| MONTHS.map(key_form)).iter().position(|name| name == bare);
    let found = jalali.map(|index| (index, true)).or_else(|| {
        let index = GREGORIAN_MONTHS.iter().position(|names| names.contains(&bare))?;
        Some((index, false))
    });
    found.and_then(|(index, jalali)| Some((u32::try_from(index).ok()? + 1, jalali)))
}
