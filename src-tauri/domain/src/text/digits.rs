//! Digits of any script are the same number; only their looks differ.

/// The zero of every decimal script of the Basic Multilingual Plane but ASCII's (Unicode category Nd);
/// the nine other digits follow each zero.
const ZEROS: [u32; 36] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0,
    0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// The ASCII digit of a digit of any script; other characters as they are.
pub(crate) fn ascii_digit(letter: char) -> char {
    let code = u32::from(letter);
    if code < ZEROS[0] {
        return letter;
    }
    let after = ZEROS.partition_point(|zero| *zero <= code);
    let value = code - ZEROS[after - 1];
    char::from_digit(value, 10).unwrap_or(letter)
}

/// «۱۲۳», «١٢٣» and "123" become "123".
#[must_use]
pub fn to_ascii_digits(text: &str) -> String {
    text.chars().map(ascii_digit).collect()
}

/// "123" and «١٢٣» become «۱۲۳».
#[must_use]
pub fn to_persian_digits(text: &str) -> String {
    let persian = |letter: char| match ascii_digit(letter).to_digit(10) {
        Some(value) => char::from_u32(0x06F0 + value).unwrap_or(letter),
        None => letter,
    };
    text.chars().map(persian).collect()
}
