//! The ledger of points. Rows are only added. For every customer, at the end of every transaction:
//! cached balance = Σ entries = Σ open lots − debt, and no lot is below zero or above its size.
//! The same (source, rule, kind) is written once; posting it again changes nothing.

mod audit;
mod holds;
mod lots;
mod post;
mod read;
mod reversals;
mod sums;

pub use audit::{Fault, audit};
pub use holds::{held, hold, release};
pub use lots::{date_undated, debt, lot_fate, prolong, settle_from};
pub use post::{Effect, Posted, pay_debt, post};
pub use read::{
    Allocation, allocations, balance, buyer_of, debts, entries_of_returns, entries_of_source, entry_by_id,
    invoice_of, lot_of, lots_expiring, open_lots, standing_bonuses, statement,
};
pub use reversals::{NewReversal, insert_reversal, taken_back};
pub use sums::{
    Expiring, balances, bonuses, by_kind, earned_since, entries_count, expiring, expiring_total,
    open_by_last_day,
};

use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, PointsEntryId, StaffId};
use bazgasht_domain::loyalty;
pub use bazgasht_domain::loyalty::EntryKind;
use bazgasht_domain::points::Points;

/// What made an entry: together with the rule and the kind it is written once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// "sale", "return", "import", "staff", "expiry" …
    pub source_kind: String,
    pub source_id: i64,
    /// Which rule of the program, "" when there is only one.
    pub rule: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    pub customer: CustomerId,
    pub kind: EntryKind,
    /// Signed, never 0.
    pub points: Points,
    pub day: ShopDay,
    pub at: InstantMs,
    pub cause: Cause,
    pub actor: Option<StaffId>,
    pub note: Option<String>,
}

/// A line of the statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: PointsEntryId,
    pub customer: CustomerId,
    pub kind: EntryKind,
    pub points: Points,
    pub day: ShopDay,
    pub at: InstantMs,
    pub cause: Cause,
    pub actor: Option<StaffId>,
    pub note: Option<String>,
    /// The balance right after this entry; only the statement fills it.
    pub balance_after: Option<Points>,
}

/// A positive entry and what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lot {
    pub customer: CustomerId,
    pub entry: PointsEntryId,
    pub size: Points,
    pub open: Points,
    /// The last day it can be spent; `None` for ever.
    pub expires: Option<ShopDay>,
    /// The first day it can be spent; `None` at once.
    pub available_from: Option<ShopDay>,
    pub opened: InstantMs,
}

/// What the domain needs to divide a debit over lots.
impl From<&Lot> for loyalty::Lot {
    fn from(lot: &Lot) -> Self {
        Self { entry: lot.entry, open: lot.open, expires: lot.expires, opened: lot.opened }
    }
}
