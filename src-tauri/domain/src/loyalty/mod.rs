//! The rules of the loyalty club: what a purchase earns, what points are worth, from which lots a debit is
//! taken, when points end, what comes back with a return.
//!
//! Invariants: points are integers; nothing here changes a ledger row; a debit is taken completely or not
//! at all, and never from a lot more than the lot has.

mod benefit;
mod bonus;
mod coupon_code;
mod earning;
mod entry;
mod expiry;
mod ladder;
mod lots;
mod pool;
mod program;
mod reversal;
mod rules;
mod sanity;

pub use benefit::{Asking, Benefit, CouponTerms, Refusal, RewardTerms, Window};
pub use bonus::{Buyer, DueBonus, due_bonuses};
pub use coupon_code::{CouponCode, CouponCodeFault};
pub use earning::{EarnFacts, EarnLine, Earned, Part, Rule, earn, part_of, split};
pub use entry::{EntryKind, UnknownEntryKind};
pub use expiry::Expiry;
pub use lots::{Lot, NotEnough, allocate, open_points};
pub use pool::{Purse, Share, spend, spendable};
pub use program::{Program, RedeemFault, Remainder};
pub use reversal::{LotFate, Reversal, reversal};
pub use rules::{
    Bonus, BonusReason, EarnBase, Ladder, Multiplier, MultiplierScope, SpentPoints, Tier, TierBasis,
};
pub use sanity::{PlacedFault, ProgramFault};
