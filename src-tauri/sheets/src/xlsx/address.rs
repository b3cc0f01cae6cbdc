//! Where a cell or a row stands, as its tag says it. Addresses only go forward and never past the limits.

use super::cell::Stored;
use super::markup::attribute;
use crate::{Limits, SheetError};
use quick_xml::events::BytesStart;

/// Column, storage and style of `<c r="B7" t="s" s="3">`; without `r` the cell stands after the one before.
pub(super) fn cell_head(tag: &BytesStart<'_>, column_next: u32) -> (u32, Stored, usize) {
    let (mut column, mut stored, mut style) = (column_next, Stored::Number, 0);
    for attribute in tag.attributes().with_checks(false).flatten() {
        let value = attribute.value.as_ref();
        match attribute.key.as_ref() {
            "r" => column = column_of(value).unwrap_or(column_next),
            "s" => style = value.parse().unwrap_or(0),
            "t" => {
                stored = match value {
                    "s" => Stored::Shared,
                    "inlineStr" | "str" | "d" => Stored::Text,
                    "b" => Stored::Bool,
                    "e" => Stored::Error,
                    _ => Stored::Number,
                };
            }
            _ => {}
        }
    }
    (column, stored, style)
}

/// `B7` → 1. Saturates far above the column limit.
fn column_of(reference: &str) -> Option<u32> {
    let mut column = 0_u32;
    for byte in reference.bytes().take_while(u8::is_ascii_alphabetic) {
        column = column.saturating_mul(26).saturating_add(u32::from(byte.to_ascii_uppercase() - b'A') + 1);
    }
    column.checked_sub(1)
}

/// `A1:H530105` → 530105.
pub(super) fn declared_rows(tag: &BytesStart<'_>) -> Option<u32> {
    let range = attribute(tag, "ref")?;
    let last = range.rsplit(':').next()?;
    last.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).parse().ok()
}

pub(super) fn next_number(tag: &BytesStart<'_>, before: u32, limits: &Limits) -> Result<u32, SheetError> {
    let declared = attribute(tag, "r").map(|number| number.trim().parse::<u32>());
    let number = match declared {
        Some(Ok(number)) if number > 0 => number,
        Some(_) => return Err(SheetError::Damaged { row: Some(before) }),
        None => before.saturating_add(1),
    };
    // Rows that go back would make row numbers ambiguous, and would never end.
    if number <= before {
        return Err(SheetError::Damaged { row: Some(before) });
    }
    if number > limits.rows {
        return Err(SheetError::TooManyRows { limit: limits.rows });
    }
    Ok(number)
}
