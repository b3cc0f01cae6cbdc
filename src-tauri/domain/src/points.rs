//! Loyalty points are whole numbers; a ledger row is never changed, only followed by another.

use serde::{Deserialize, Serialize};

/// A number of loyalty points, signed in ledger rows.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ts_rs::TS,
)]
#[ts(type = "number")]
pub struct Points(i64);

impl Points {
    pub const ZERO: Self = Self(0);

    #[must_use]
    pub const fn new(points: i64) -> Self {
        Self(points)
    }
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
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
    pub fn checked_neg(self) -> Option<Self> {
        self.0.checked_neg().map(Self)
    }
    /// `None` when any partial sum leaves i64.
    #[must_use]
    pub fn checked_sum(points: impl IntoIterator<Item = Self>) -> Option<Self> {
        points.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }
}
