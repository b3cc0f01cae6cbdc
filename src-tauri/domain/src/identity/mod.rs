//! Numbers that the state and the banks give out. A value of these types has passed its check digits; that
//! it was ever issued nobody can tell offline.
//!
//! Invariant: each type holds digits of one fixed length, and shows them with their leading zeros.

mod bank_card;
mod barcode;
mod legal_id;
mod national_code;
mod sheba;

pub use bank_card::BankCard;
pub use barcode::{Barcode, BarcodeFault};
pub use legal_id::LegalId;
pub use national_code::NationalCode;
pub use sheba::Sheba;

use crate::text::store_form;

/// Why a number was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum IdentityFault {
    #[error("no number was given")]
    Empty,
    #[error("the text holds something other than digits")]
    NotDigits,
    #[error("the number has another length")]
    WrongLength,
    /// One digit repeated passes some checksums, and is what people type to get past a form.
    #[error("the number is one digit repeated")]
    Repeated,
    #[error("the check digits do not fit: a digit is wrong")]
    Checksum,
    #[error("no Iranian bank issues cards that begin like this")]
    UnknownIssuer,
}

/// No spelling of a number is longer than this.
const LENGTH_MAX: usize = 64;

/// The digits of a text in any script, without what people put between them.
fn bare_digits(text: &str) -> Result<Vec<u8>, IdentityFault> {
    if text.chars().nth(LENGTH_MAX).is_some() {
        return Err(IdentityFault::WrongLength);
    }
    let mut digits = Vec::with_capacity(26);
    for letter in store_form(text).chars() {
        match letter.to_digit(10) {
            Some(value) => digits.push(u8::try_from(value).map_err(|_| IdentityFault::NotDigits)?),
            None if is_filler(letter) => {}
            None => return Err(IdentityFault::NotDigits),
        }
    }
    if digits.is_empty() { Err(IdentityFault::Empty) } else { Ok(digits) }
}

fn is_filler(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '_' | '.' | '/' | '\u{200C}' | '\u{200D}' | '\u{2013}')
}

fn is_repeated(digits: &[u8]) -> bool {
    digits.windows(2).all(|pair| pair[0] == pair[1])
}

fn value(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |value, digit| value * 10 + u64::from(*digit))
}

/// The common part of the number types: shown with leading zeros, hidden in debug output, a text in JSON.
macro_rules! shown_as_digits {
    ($name:ident, $format:literal) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, $format, self.0)
            }
        }

        impl std::fmt::Debug for $name {
            /// Debug output ends up in logs, and a log must not tell whose number it is.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "(…{:02})"), self.0 % 100)
            }
        }

        impl From<$name> for String {
            fn from(number: $name) -> Self {
                number.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::identity::IdentityFault;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }
    };
}
use shown_as_digits;
