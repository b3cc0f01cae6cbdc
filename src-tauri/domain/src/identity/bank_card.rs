//! Bank card: sixteen digits, Luhn's check, and the six leading digits of an Iranian issuer.

use super::{IdentityFault, bare_digits, is_repeated, shown_as_digits, value};
use serde::{Deserialize, Serialize};

/// Sixteen digits of an Iranian issuer whose check digit fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(into = "String", try_from = "String")]
#[ts(type = "string")]
pub struct BankCard(u64);
shown_as_digits!(BankCard, "{:016}");

const LENGTH: usize = 16;
/// The digits behind the issuer's six.
const BEHIND_ISSUER: u64 = 10_000_000_000;

/// Leading digits of the members of the Shetab network, ascending.
const ISSUERS: [u64; 47] = [
    207_177, 502_229, 502_806, 502_908, 502_910, 502_938, 504_172, 504_706, 505_416, 505_785, 505_801,
    505_809, 507_677, 581_874, 585_947, 585_983, 589_210, 589_463, 603_769, 603_770, 603_799, 606_256,
    606_373, 610_433, 621_986, 622_106, 627_353, 627_381, 627_412, 627_488, 627_648, 627_760, 627_884,
    627_961, 628_023, 628_157, 636_214, 636_795, 636_949, 639_194, 639_217, 639_346, 639_347, 639_370,
    639_599, 639_607, 991_975,
];

impl BankCard {
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
        if !luhn_sum(&digits).is_multiple_of(10) {
            return Err(IdentityFault::Checksum);
        }
        let card = value(&digits);
        let known = ISSUERS.binary_search(&(card / BEHIND_ISSUER)).is_ok();
        if known { Ok(Self(card)) } else { Err(IdentityFault::UnknownIssuer) }
    }

    /// The last four digits, as receipts show them.
    #[must_use]
    pub fn last_four(self) -> String {
        format!("{:04}", self.0 % 10_000)
    }
}

/// Every second digit from the first counts twice, less nine when that has two digits.
fn luhn_sum(digits: &[u8]) -> u32 {
    let weighed = digits.iter().enumerate().map(|(index, digit)| match (index % 2, *digit) {
        (0, digit) if digit > 4 => u32::from(digit) * 2 - 9,
        (0, digit) => u32::from(digit) * 2,
        (_, digit) => u32::from(digit),
    });
    weighed.sum()
}
