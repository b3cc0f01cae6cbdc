//! What the columns refuse. A refused change changes nothing.

use super::Purchase;
use bazgasht_domain::calendar::ShopDay;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsError {
    /// Outside [`super::DAY_MIN`]..=[`super::DAY_MAX`].
    #[error("day {} is outside 1300-01-01..1477-12-16", .day.get())]
    DayOutOfRange { day: ShopDay },
    /// The purchase to remove is not there: the caller and the columns disagree, rebuild.
    #[error("no such purchase: customer {} day {} net {}", .purchase.customer, .purchase.day.get(), .purchase.net.get())]
    NoSuchPurchase { purchase: Purchase },
    /// The sum of all amounts would no longer fit in 63 bits.
    #[error("the sum of all amounts is too large")]
    TotalTooLarge,
    /// More purchases or customers than 32 bits can number.
    #[error("too many purchases or customers")]
    TooMany,
}
