//! Amounts as they are shown: Persian digits, ٬ between thousands, ٫ before a fraction, − (U+2212) in front.
//!
//! Invariant: what is shown reads back as the same rial in the same unit; nothing is rounded.

use super::{MoneyUnit, Rial};
use crate::text::to_persian_digits;

const THOUSANDS: char = '٬';
const DECIMAL: char = '٫';
const MINUS: char = '\u{2212}';

/// `2500000` rial in toman is «۲۵۰٬۰۰۰»; 12,505 rial is «۱٬۲۵۰٫۵». The unit's word is not part of it.
#[must_use]
pub fn format_amount(amount: Rial, unit: MoneyUnit) -> String {
    let per_unit = unit.rial().unsigned_abs();
    let magnitude = amount.get().unsigned_abs();
    let mut shown = signed(amount.is_negative(), magnitude / per_unit);
    let rest = magnitude % per_unit;
    if rest > 0 {
        let fraction = format!("{rest:0width$}", width = unit.decimals());
        shown.push(DECIMAL);
        shown.push_str(fraction.trim_end_matches('0'));
    }
    to_persian_digits(&shown)
}

/// A count in the same looks: «−۱٬۲۳۴».
#[must_use]
pub fn format_integer(value: i64) -> String {
    to_persian_digits(&signed(value < 0, value.unsigned_abs()))
}

fn signed(negative: bool, magnitude: u64) -> String {
    let digits = magnitude.to_string();
    let mut shown = String::with_capacity(digits.len() * 3 + 4);
    if negative {
        shown.push(MINUS);
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(THOUSANDS);
        }
        shown.push(digit);
    }
    shown
}
