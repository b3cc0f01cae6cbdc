//! The kinds of rows in the points ledger. Their names are stored, so they never change.

use crate::points::Points;
use serde::{Deserialize, Serialize};

/// Why points came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "kebab-case")]
#[ts(rename_all = "kebab-case")]
pub enum EntryKind {
    /// For a purchase.
    Earn,
    /// By a rule of its own: first purchase, birthday, referral, survey.
    Bonus,
    /// Paid with.
    Redeem,
    /// Reached their last day.
    Expire,
    /// A purchase was returned: what it earned goes.
    ReverseEarn,
    /// A purchase was returned: what was paid in points comes back.
    ReverseRedeem,
    /// By hand, with a reason.
    Adjust,
    /// The balance a customer had before this program kept it.
    Opening,
    /// From the record that was merged into this one.
    MergeIn,
    /// To the record that this one was merged into.
    MergeOut,
    /// Between two customers.
    Transfer,
}

/// A stored kind that this program does not know: the file is newer or damaged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no kind of ledger entry is called {0:?}")]
pub struct UnknownEntryKind(pub String);

impl EntryKind {
    pub const ALL: [Self; 11] = [
        Self::Earn,
        Self::Bonus,
        Self::Redeem,
        Self::Expire,
        Self::ReverseEarn,
        Self::ReverseRedeem,
        Self::Adjust,
        Self::Opening,
        Self::MergeIn,
        Self::MergeOut,
        Self::Transfer,
    ];

    /// The stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Earn => "earn",
            Self::Bonus => "bonus",
            Self::Redeem => "redeem",
            Self::Expire => "expire",
            Self::ReverseEarn => "reverse-earn",
            Self::ReverseRedeem => "reverse-redeem",
            Self::Adjust => "adjust",
            Self::Opening => "opening",
            Self::MergeIn => "merge-in",
            Self::MergeOut => "merge-out",
            Self::Transfer => "transfer",
        }
    }

    /// # Errors
    /// [`UnknownEntryKind`] for every other text.
    pub fn parse(name: &str) -> Result<Self, UnknownEntryKind> {
        let kind = Self::ALL.into_iter().find(|kind| kind.as_str() == name);
        // A damaged file may hold a megabyte here; the message needs only its beginning.
        kind.ok_or_else(|| UnknownEntryKind(name.chars().take(40).collect()))
    }

    /// Whether an entry of this kind may carry these points. No entry is zero; only an adjustment and a
    /// transfer may go either way.
    #[must_use]
    pub const fn allows(self, points: Points) -> bool {
        let points = points.get();
        match self {
            Self::Earn | Self::Bonus | Self::ReverseRedeem | Self::Opening | Self::MergeIn => points > 0,
            Self::Redeem | Self::Expire | Self::ReverseEarn | Self::MergeOut => points < 0,
            Self::Adjust | Self::Transfer => points != 0,
        }
    }
}
