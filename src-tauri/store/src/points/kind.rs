//! The kinds of ledger entries, as loyalty names them.

/// Why points moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryKind {
    Earn,
    Bonus,
    Redeem,
    Expire,
    ReverseEarn,
    ReverseRedeem,
    Adjust,
    Opening,
    MergeIn,
    MergeOut,
    Transfer,
}

impl EntryKind {
    const ALL: [Self; 11] = [
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

    #[must_use]
    pub fn as_str(self) -> &'static str {
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

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}
