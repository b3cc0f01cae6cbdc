//! A coupon code ends with a check character (ISO 7064, MOD 37-36): one wrong character never makes another valid code,
//! and two that changed places hardly ever do. Case, digits of other scripts, spaces and dashes do not matter.

use crate::text::to_ascii_digits;
use std::fmt;

const BODY_MIN: usize = 3;
const BODY_MAX: usize = 24;
/// Characters of a made-up code: nothing that looks like something else on a printed slip.
const CLEAR: &[u8] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
const MADE_UP: usize = 9;

/// A code whose check character fits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CouponCode(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CouponCodeFault {
    #[error("a code has Latin letters and digits, {BODY_MIN} to {BODY_MAX} of them")]
    Unreadable,
    #[error("the check character does not fit")]
    Check,
}

impl CouponCode {
    /// The code of a body of the shop's choice.
    ///
    /// # Errors
    /// `Unreadable`.
    pub fn with_check(body: &str) -> Result<Self, CouponCodeFault> {
        let body = read(body)?;
        if !(BODY_MIN..=BODY_MAX).contains(&body.len()) {
            return Err(CouponCodeFault::Unreadable);
        }
        let check = check_character(&body);
        Ok(Self(format!("{body}{check}")))
    }

    /// A code made from random bytes; nine of them are looked at.
    #[must_use]
    pub fn made_from(random: [u8; MADE_UP]) -> Self {
        let letter = |byte: u8| char::from(CLEAR[usize::from(byte) % CLEAR.len()]);
        let body: String = random.into_iter().map(letter).collect();
        let check = check_character(&body);
        Self(format!("{body}{check}"))
    }

    /// A code as it was typed or scanned.
    ///
    /// # Errors
    /// `Unreadable`, `Check`.
    pub fn parse(typed: &str) -> Result<Self, CouponCodeFault> {
        let code = read(typed)?;
        if !(BODY_MIN + 1..=BODY_MAX + 1).contains(&code.len()) {
            return Err(CouponCodeFault::Unreadable);
        }
        let (body, check) = code.split_at(code.len() - 1);
        if check.starts_with(check_character(body)) { Ok(Self(code)) } else { Err(CouponCodeFault::Check) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CouponCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Upper case, Latin digits, no spaces or dashes.
fn read(typed: &str) -> Result<String, CouponCodeFault> {
    // A text of a megabyte is no code; it is not folded either.
    if typed.len() > 400 {
        return Err(CouponCodeFault::Unreadable);
    }
    let folded = to_ascii_digits(typed);
    let kept =
        folded.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '_' | '\u{200c}'));
    let code: String = kept.map(|letter| letter.to_ascii_uppercase()).collect();
    let clean = code.chars().all(|letter| letter.is_ascii_alphanumeric());
    if clean { Ok(code) } else { Err(CouponCodeFault::Unreadable) }
}

/// ISO 7064 MOD 37-36 over 0–9 and A–Z.
fn check_character(body: &str) -> char {
    let step = |carry: u32, letter: char| {
        let sum = (carry + letter.to_digit(36).unwrap_or(0)) % 36;
        (if sum == 0 { 36 } else { sum }) * 2 % 37
    };
    let carry = body.chars().fold(36, step);
    char::from_digit((37 - carry) % 36, 36).unwrap_or('0').to_ascii_uppercase()
}
