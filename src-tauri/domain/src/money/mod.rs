//! Money is a whole number of rial in an i64; no float ever holds an amount, and every sum is checked.

mod format;
mod parse;
mod words;

pub use format::{format_amount, format_integer};
pub use parse::{AmountError, parse_amount};
pub use words::{amount_in_words, integer_in_words};

use serde::{Deserialize, Serialize};

/// The largest integer that JavaScript holds exactly; amounts beyond it are refused where they enter.
pub const JS_SAFE_MAX: i64 = 9_007_199_254_740_991;

/// An amount in rial. May be negative (a refund, a correction).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ts_rs::TS,
)]
#[ts(type = "number")]
pub struct Rial(i64);

impl Rial {
    pub const ZERO: Self = Self(0);

    #[must_use]
    pub const fn new(rial: i64) -> Self {
        Self(rial)
    }
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
    /// Whether the amount survives the way through JavaScript.
    #[must_use]
    pub const fn is_js_safe(self) -> bool {
        self.0.unsigned_abs() <= JS_SAFE_MAX.unsigned_abs()
    }
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
    #[must_use]
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }
    #[must_use]
    pub fn checked_neg(self) -> Option<Self> {
        self.0.checked_neg().map(Self)
    }
    /// `None` when any partial sum leaves i64.
    #[must_use]
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }
    /// `numerator`/`denominator` of the amount, half a rial rounded away from zero: 15 % of it is
    /// `share(15, 100)`. `None` for a zero denominator or a result outside i64.
    #[must_use]
    pub fn share(self, numerator: i64, denominator: i64) -> Option<Self> {
        let product = i128::from(self.0) * i128::from(numerator);
        round_half_away(product, i128::from(denominator)).map(Self)
    }
}

/// The unit an amount is shown and typed in. Storage is always rial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum MoneyUnit {
    /// 10 rial.
    #[default]
    Toman,
    Rial,
    /// The redenominated rial of the 2025 law: 10,000 rial, 100 qeran.
    NewRial,
}

impl MoneyUnit {
    /// How many rial make one of this unit; a power of ten.
    #[must_use]
    pub const fn rial(self) -> i64 {
        match self {
            Self::Toman => 10,
            Self::Rial => 1,
            Self::NewRial => 10_000,
        }
    }
    /// Digits behind the decimal sign that still name whole rial.
    #[must_use]
    pub const fn decimals(self) -> usize {
        match self {
            Self::Toman => 1,
            Self::Rial => 0,
            Self::NewRial => 4,
        }
    }
}

/// Quotient rounded to the nearest integer, halves away from zero: 5/2 → 3, −5/2 → −3. `None` for a zero
/// divisor and for the one quotient that does not fit (`i64::MIN / -1`).
#[must_use]
pub fn div_round_half_away(dividend: i64, divisor: i64) -> Option<i64> {
    round_half_away(i128::from(dividend), i128::from(divisor))
}

fn round_half_away(dividend: i128, divisor: i128) -> Option<i64> {
    if divisor == 0 {
        return None;
    }
    let magnitude = dividend.unsigned_abs();
    let by = divisor.unsigned_abs();
    let rounded = magnitude / by + u128::from(magnitude % by >= by - magnitude % by);
    let rounded = i128::try_from(rounded).ok()?;
    let negative = (dividend < 0) != (divisor < 0);
    i64::try_from(if negative { -rounded } else { rounded }).ok()
}
