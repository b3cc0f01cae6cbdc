//! The rules of the loyalty club: what a purchase earns, what points are worth, from which lots a debit is
//! taken, and when points end.
//!
//! Invariants: points are integers; nothing here changes a ledger row; a debit is taken completely or not
//! at all, and never from a lot more than the lot has.

mod entry;
mod expiry;
mod lots;
mod program;
mod rules;

pub use entry::{EntryKind, UnknownEntryKind};
pub use expiry::Expiry;
pub use lots::{Lot, NotEnough, allocate, open_points};
pub use program::{Program, ProgramFault, RedeemFault, Remainder, earn, points_to_reverse};
pub use rules::{
    Bonus, BonusReason, EarnBase, Ladder, Multiplier, MultiplierScope, SpentPoints, Tier, TierBasis,
};
