//! What sort of customer someone is. It is drawn first; rhythm, basket and person follow from it.

use crate::dice::{Dice, Topic};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Registered, never bought.
    Prospect,
    /// Bought once while passing by.
    Passerby,
    Household,
    Vip,
    Business,
    /// A shopkeeper next door: buys often and little, on account.
    Colleague,
    /// All the people who left no name.
    Anonymous,
}

impl Kind {
    pub(crate) fn of(seed: u64, customer: u32) -> Self {
        const KINDS: [Kind; 6] =
            [Kind::Prospect, Kind::Passerby, Kind::Household, Kind::Vip, Kind::Business, Kind::Colleague];
        const PER_MILLE: [u32; 6] = [15, 130, 805, 16, 24, 10];
        KINDS[Dice::new(seed, Topic::Kind, u64::from(customer), 0).weighted(&PER_MILLE)]
    }
}
