//! National code (کد ملی) of a person: nine digits and a check digit, modulo 11.

use super::{IdentityFault, bare_digits, is_repeated, shown_as_digits, value};
use serde::{Deserialize, Serialize};

/// Ten digits whose check digit fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(into = "String", try_from = "String")]
#[ts(type = "string")]
pub struct NationalCode(u64);
shown_as_digits!(NationalCode, "{:010}");

const LENGTH: usize = 10;
/// Spreadsheets drop the leading zeros of codes from Tehran and the north, at most two of them.
const LENGTH_MIN: usize = 8;

impl NationalCode {
    /// # Errors
    /// The [`IdentityFault`] that was found first.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let given = bare_digits(text)?;
        if !(LENGTH_MIN..=LENGTH).contains(&given.len()) {
            return Err(IdentityFault::WrongLength);
        }
        let mut digits = vec![0; LENGTH - given.len()];
        digits.extend(given);
        if is_repeated(&digits) {
            return Err(IdentityFault::Repeated);
        }
        let (check, body) = digits.split_last().ok_or(IdentityFault::Empty)?;
        let weights = (2..=10_u32).rev();
        let rest =
            body.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum::<u32>() % 11;
        let expected = if rest < 2 { rest } else { 11 - rest };
        if expected == u32::from(*check) { Ok(Self(value(&digits))) } else { Err(IdentityFault::Checksum) }
    }
}
