//! National identifier (شناسهٔ ملی) of a company: ten digits and a check digit, modulo 11.

use super::{IdentityFault, bare_digits, is_repeated, shown_as_digits, value};
use serde::{Deserialize, Serialize};

/// Eleven digits whose check digit fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(into = "String", try_from = "String")]
#[ts(type = "string")]
pub struct LegalId(u64);
shown_as_digits!(LegalId, "{:011}");

const LENGTH: usize = 11;
const WEIGHTS: [u32; 10] = [29, 27, 23, 19, 17, 29, 27, 23, 19, 17];

impl LegalId {
    /// # Errors
    /// The [`IdentityFault`] that was found first.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let digits = bare_digits(text)?;
        if digits.len() != LENGTH {
            return Err(IdentityFault::WrongLength);
        }
        if is_repeated(&digits) {
            return Err(IdentityFault::Repeated);
        }
        // Every digit is raised by the tenth one and two before it is weighed.
        let raise = u32::from(digits[LENGTH - 2]) + 2;
        let sum: u32 =
            digits.iter().zip(WEIGHTS).map(|(digit, weight)| (u32::from(*digit) + raise) * weight).sum();
        let expected = sum % 11 % 10;
        if expected == u32::from(digits[LENGTH - 1]) {
            Ok(Self(value(&digits)))
        } else {
            Err(IdentityFault::Checksum)
        }
    }
}
