//! Numbers of a workbook as plain decimal text. Whole numbers keep every digit; only what a float could not hold
//! is shown the way Excel shows it, with 15 significant digits.

use std::borrow::Cow;

/// Excel shows and keeps this many significant digits.
const SIGNIFICANT_DIGITS: usize = 15;
/// Beyond this exponent a value is no amount, date or code of any shop; it is left as written.
const EXPONENT_MAX: i32 = 30;

/// `1.5E+7` → `15000000`, `0.30000000000000004` → `0.3`, `9007199254740993` unchanged.
pub(crate) fn plain_decimal(raw: &str) -> Cow<'_, str> {
    let text = raw.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let has_exponent = text.contains(['e', 'E']);
    if !has_exponent && (digits <= SIGNIFICANT_DIGITS || !text.contains('.')) {
        return Cow::Borrowed(text);
    }
    match shifted(text, has_exponent && digits <= SIGNIFICANT_DIGITS + 2) {
        Some(plain) => Cow::Owned(plain),
        None => Cow::Borrowed(text),
    }
}

/// Writes mantissa and exponent out in full. `exact` keeps the digits as they are.
fn shifted(text: &str, exact: bool) -> Option<String> {
    let scientific = if exact {
        text.to_ascii_lowercase()
    } else {
        // The file carries float noise: the 15 digits that Excel shows are the number that was typed.
        let value: f64 = text.parse().ok()?;
        if !value.is_finite() {
            return None;
        }
        format!("{value:.*e}", SIGNIFICANT_DIGITS - 1)
    };
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.trim_start_matches('+').parse().ok()?;
    if exponent.abs() > EXPONENT_MAX {
        return None;
    }
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa.trim_start_matches('+')),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut digits = format!("{whole}{fraction}");
    let mut point = i32::try_from(whole.len()).ok()? + exponent;
    while point <= 0 {
        digits.insert(0, '0');
        point += 1;
    }
    let point = usize::try_from(point).ok()?;
    while digits.len() < point {
        digits.push('0');
    }
    let (whole, fraction) = digits.split_at(point);
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let dot = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{dot}{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str, why: &str) {
        assert_eq!(plain_decimal(raw), expected, "{why}");
    }

    #[test]
    fn numbers_come_out_as_typed() {
        check("25500", "25500", "an ordinary price");
        check("9007199254740993", "9007199254740993", "whole numbers keep every digit past 2^53");
        check("6260000000000017", "6260000000000017", "a 16-digit barcode");
        check("1.5E+7", "15000000", "scientific notation of a price");
        check("6.2600000000001E12", "6260000000000.1", "exponent with a fraction left");
        check("2.5e-3", "0.0025", "small numbers");
        check("-1E2", "-100", "sign");
        check("0.30000000000000004", "0.3", "float noise is rounded to what Excel shows");
        check("25500.000000000004", "25500", "float noise on a whole price");
        check("1E400", "1E400", "not a float");
        check("1E99", "1E99", "out of any use, left as written");
        check("E", "E", "no digits");
        check("1.E.5", "1.E.5", "not a number");
        check("", "", "empty");
    }
}
