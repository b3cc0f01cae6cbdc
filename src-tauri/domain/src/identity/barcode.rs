//! What a scanner reads off a product. Thirteen digits are an EAN-13 and must pass its check digit; anything else is
//! the shop's own code.

use crate::text::{store_form, to_ascii_digits};

/// Digits of an EAN-13.
const EAN_LENGTH: usize = 13;
/// Longer than any code that is printed on goods.
const LENGTH_MAX: usize = 40;

/// A code as it is stored and compared: ASCII, no spaces.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Barcode(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum BarcodeFault {
    #[error("the code is longer than {LENGTH_MAX} characters")]
    TooLong,
    /// A scanner sends only what a plain keyboard has.
    #[error("the code holds letters that no barcode has")]
    NotPlain,
    #[error("thirteen digits whose last should be {expected}")]
    CheckDigit { expected: u8 },
}

impl Barcode {
    /// Reads digits of any script; `None` for an empty text.
    ///
    /// # Errors
    /// The first [`BarcodeFault`] found.
    pub fn parse(text: &str) -> Result<Option<Self>, BarcodeFault> {
        let code: String = to_ascii_digits(&store_form(text))
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '\u{200C}')
            .collect();
        if code.is_empty() {
            return Ok(None);
        }
        if code.chars().nth(LENGTH_MAX).is_some() {
            return Err(BarcodeFault::TooLong);
        }
        if !code.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(BarcodeFault::NotPlain);
        }
        if let Some(digits) = ean_digits(&code) {
            let expected = check_digit(&digits[..EAN_LENGTH - 1]);
            if digits[EAN_LENGTH - 1] != expected {
                return Err(BarcodeFault::CheckDigit { expected });
            }
        }
        Ok(Some(Self(code)))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn ean_digits(code: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        code.bytes().map(|byte| byte.is_ascii_digit().then(|| byte - b'0')).collect();
    digits.filter(|digits| digits.len() == EAN_LENGTH)
}

/// GS1: weights 1, 3, 1, 3 … from the left of twelve digits; the check digit fills up to a multiple of ten.
fn check_digit(twelve: &[u8]) -> u8 {
    let sum: u32 =
        twelve.iter().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    u8::try_from((10 - sum % 10) % 10).unwrap_or(0)
}
