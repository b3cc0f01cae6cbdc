//! Identity newtypes. An id is minted by one counter and never reused: counter number × 2^40 + sequence,
//! so two counters can never mint the same id and every id is safe in JavaScript (below 2^53).

use serde::{Deserialize, Serialize};
use std::fmt;

/// Bits left to the sequence of one counter.
pub const SEQUENCE_BITS: u32 = 40;
/// The highest counter number whose ids stay within JavaScript's safe integers (2^13 − 1).
pub const COUNTER_MAX: i64 = (1 << (53 - SEQUENCE_BITS)) - 1;

/// The id of the `sequence`-th thing minted by `counter`; `None` when either is out of range.
#[must_use]
pub fn compose_id(counter: i64, sequence: i64) -> Option<i64> {
    let fits = (0..=COUNTER_MAX).contains(&counter) && (1..(1 << SEQUENCE_BITS)).contains(&sequence);
    fits.then_some((counter << SEQUENCE_BITS) | sequence)
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
        #[ts(type = "number")]
        pub struct $name(i64);

        impl $name {
            #[must_use]
            pub const fn new(raw: i64) -> Self { Self(raw) }
            #[must_use]
            pub const fn get(self) -> i64 { self.0 }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
    )+};
}

id! {
    /// A person or company in the customer base.
    CustomerId,
    /// One sale (invoice).
    SaleId,
    /// One line of a sale.
    SaleLineId,
    /// One payment towards a sale.
    PaymentId,
    /// A product that can be sold.
    ProductId,
    /// A group of products.
    CategoryId,
    /// One return (refund invoice).
    ReturnId,
    /// One line of a return.
    ReturnLineId,
    /// One row of the points ledger; a positive row is also the id of the lot it opens.
    PointsEntryId,
    /// A member of staff.
    StaffId,
    /// One import run.
    ImportId,
    /// A field that the shop added to its customers.
    CustomFieldId,
    /// A note about a customer.
    NoteId,
    /// One change of a lead's stage.
    LeadStepId,
    /// A quote, or a basket that was left.
    OfferId,
    /// Two records made one.
    MergeId,
    /// One reward of the club's catalogue.
    RewardId,
    /// One coupon code.
    CouponId,
    /// One payment of what a customer owes.
    SettlementId,
    /// One sale put aside at the counter.
    SuspendedId,
    /// One closing of the till.
    DayCloseId,
    /// Cash put into the drawer or taken out of it.
    DrawerMoveId,
    /// A cost that somebody entered.
    CostId,
    /// A household that spends its points together.
    FamilyId,
}
