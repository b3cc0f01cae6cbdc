//! Time is a parameter: only the outermost program reads a real clock.

use serde::{Deserialize, Serialize};

/// A UTC instant, milliseconds since 1970-01-01T00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(type = "number")]
pub struct InstantMs(i64);

impl InstantMs {
    #[must_use]
    pub const fn new(ms: i64) -> Self {
        Self(ms)
    }
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

/// Where "now" comes from.
pub trait Clock: Send + Sync {
    fn now(&self) -> InstantMs;
}

/// A clock that always says the same instant.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub InstantMs);

impl Clock for FixedClock {
    fn now(&self) -> InstantMs {
        self.0
    }
}
