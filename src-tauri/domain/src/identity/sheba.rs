//! Sheba (شبا), the Iranian IBAN: IR, two check digits and 22 digits, ISO 7064 modulo 97.

use super::{IdentityFault, bare_digits, shown_as_digits};
use crate::text::store_form;
use serde::{Deserialize, Serialize};

/// Twenty-four digits behind `IR` whose check digits fit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(into = "String", try_from = "String")]
#[ts(type = "string")]
pub struct Sheba(u128);
shown_as_digits!(Sheba, "IR{:024}");

const LENGTH: usize = 24;
/// I and R as numbers, as the standard has it.
const COUNTRY: [u8; 4] = [1, 8, 2, 7];

impl Sheba {
    /// Reads the number with or without `IR`.
    ///
    /// # Errors
    /// The [`IdentityFault`] that was found first.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let stored = store_form(text);
        let shown = stored.trim();
        let without_country = match shown.get(..2) {
            Some(country) if country.eq_ignore_ascii_case("IR") => &shown[2..],
            _ => shown,
        };
        let digits = bare_digits(without_country)?;
        if digits.len() != LENGTH {
            return Err(IdentityFault::WrongLength);
        }
        let (check, account) = digits.split_at(2);
        let in_order = account.iter().chain(&COUNTRY).chain(check);
        let rest = in_order.fold(0, |rest, digit| (rest * 10 + u32::from(*digit)) % 97);
        if rest != 1 {
            return Err(IdentityFault::Checksum);
        }
        Ok(Self(digits.iter().fold(0, |value, digit| value * 10 + u128::from(*digit))))
    }
}
