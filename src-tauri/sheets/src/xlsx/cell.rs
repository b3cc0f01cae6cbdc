//! What the stored form of a cell means: numbers, shared texts, escapes, dates of either date system.

use super::strings::SharedStrings;
use super::styles::DateStyles;
use crate::number::plain_decimal;
use crate::{CellKind, Limits, Row};
use std::borrow::Cow;

/// Days between the two date systems of Excel.
const DAYS_1900_TO_1904: i64 = 1_462;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    Number,
    Shared,
    Text,
    Bool,
    Error,
}

/// The tables that cells refer to.
#[derive(Clone, Copy)]
pub(super) struct CellTables<'a> {
    pub(super) strings: &'a SharedStrings,
    pub(super) styles: &'a DateStyles,
    pub(super) from_1904: bool,
    pub(super) limits: Limits,
}

impl CellTables<'_> {
    /// Turns what the open cell of `row` holds into its text and closes it; `None` when it refers to a text that
    /// is not there.
    pub(super) fn finish(&self, row: &mut Row, column: usize, stored: Stored, style: usize) -> Option<()> {
        let raw = row.open_text();
        let kind = match stored {
            Stored::Number if raw.is_empty() => CellKind::Text,
            Stored::Number => {
                let is_date = self.styles.is_date(style);
                let plain = plain_decimal(raw);
                let moved = if is_date && self.from_1904 { from_1904(&plain) } else { None };
                let text = moved.as_deref().unwrap_or(&plain);
                if text != raw {
                    let text = text.to_owned();
                    row.clear_open();
                    row.push(&text, &self.limits);
                }
                if is_date { CellKind::DateSerial } else { CellKind::Number }
            }
            Stored::Shared => {
                let text = raw.trim().parse().ok().and_then(|index| self.strings.get(index))?;
                row.clear_open();
                row.push(&unescaped(text), &self.limits);
                CellKind::Text
            }
            Stored::Text => {
                if let Cow::Owned(text) = unescaped(raw) {
                    row.clear_open();
                    row.push(&text, &self.limits);
                }
                CellKind::Text
            }
            Stored::Bool => CellKind::Bool,
            Stored::Error => CellKind::Error,
        };
        row.end_cell(column, kind);
        Some(())
    }
}

/// Text of a workbook may carry characters as `_x000D_`; they become what they stand for.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let code = escape.get(2..6).filter(|_| escape.as_bytes().get(6) == Some(&b'_'));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(letter) => {
                out.push(letter);
                rest = escape.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = escape.get(2..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Moves a serial day of the 1904 system to the 1900 system.
fn from_1904(serial: &str) -> Option<String> {
    let (whole, fraction) =
        serial.split_once('.').map_or((serial, None), |(whole, rest)| (whole, Some(rest)));
    let whole: i64 = whole.parse().ok()?;
    // A pure time of day has no day to move.
    if whole == 0 && fraction.is_some() {
        return None;
    }
    let moved = whole.checked_add(DAYS_1900_TO_1904)?;
    Some(fraction.map_or_else(|| moved.to_string(), |fraction| format!("{moved}.{fraction}")))
}
