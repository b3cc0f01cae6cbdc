//! Money is a whole number of rial in an i64; no float ever holds an amount, and every sum is checked.

use serde::{Deserialize, Serialize};

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
}

/// The unit an amount is shown and typed in. Storage is always rial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum MoneyUnit {
    /// 10 rial.
    #[default]
    Toman,
    Rial,
    /// The redenominated rial of the 2025 law: 10,000 rial, 100 qeran.
    NewRial,
}
