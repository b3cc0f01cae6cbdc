//! Three values: what is not known makes nothing true and nothing false (Kleene). "And" is the least, "or" the greatest
//! of No < Unknown < Yes.

use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum Truth {
    No,
    Unknown,
    Yes,
}

impl Truth {
    #[must_use]
    pub const fn of(is: bool) -> Self {
        if is { Self::Yes } else { Self::No }
    }
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }
}
