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
}
