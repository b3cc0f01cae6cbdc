//! Sales: header, lines and payments are written together, and the customer's totals with them.
//! An order is a sale that is neither cancelled nor fully returned; its net is total − returned.

mod bulk;
mod count;
mod read;
mod rows;
mod totals;
mod write;

pub use bulk::Bulk;
pub use count::{count, count_cancelled, median_total, spend_since};
pub use read::{
    DayTotals, Header, Line, Payment, Sale, day_totals, find_by_invoice, get, of_customer, of_day,
};
pub(crate) use totals::recompute;
pub use write::{cancel, insert};

use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, ImportId, ProductId, StaffId};
use bazgasht_domain::money::Rial;

/// Where a sale came from. An invoice number is unique within one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Source {
    #[default]
    Counter,
    Import,
    Sample,
}

impl Source {
    pub(crate) fn code(self) -> i64 {
        match self {
            Self::Counter => 0,
            Self::Import => 1,
            Self::Sample => 2,
        }
    }
    pub(crate) fn from_code(code: i64) -> Self {
        match code {
            1 => Self::Import,
            2 => Self::Sample,
            _ => Self::Counter,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaymentKind {
    Cash,
    Card,
    Transfer,
    /// Owed by the customer.
    Credit,
}

impl PaymentKind {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Card => "card",
            Self::Transfer => "transfer",
            Self::Credit => "credit",
        }
    }
    pub(crate) fn parse(word: &str) -> Option<Self> {
        [Self::Cash, Self::Card, Self::Transfer, Self::Credit].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A sale about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSale {
    /// `None` for an anonymous sale.
    pub customer: Option<CustomerId>,
    pub day: ShopDay,
    /// When it was written down (not when it was sold, for a back-dated or imported sale).
    pub recorded_at: InstantMs,
    /// Minutes since midnight in the shop, when the hour of the sale is known.
    pub entry_minute: Option<u16>,
    pub source: Source,
    pub invoice_no: Option<String>,
    /// Owed in money: after discounts and the part paid by points.
    pub total: Rial,
    pub discount: Rial,
    /// The part paid by points.
    pub points_part: Rial,
    pub staff: Option<StaffId>,
    pub import: Option<ImportId>,
    /// Which version of the loyalty program counted the points.
    pub program_rev: Option<i64>,
    pub note: Option<String>,
    pub lines: Vec<NewLine>,
    /// Empty when unknown; otherwise they add up to `total`.
    pub payments: Vec<NewPayment>,
}

impl NewSale {
    /// A sale by amount alone; set the other fields with `..`.
    #[must_use]
    pub fn amount(customer: Option<CustomerId>, day: ShopDay, total: Rial, recorded_at: InstantMs) -> Self {
        Self {
            customer,
            day,
            recorded_at,
            entry_minute: None,
            source: Source::Counter,
            invoice_no: None,
            total,
            discount: Rial::ZERO,
            points_part: Rial::ZERO,
            staff: None,
            import: None,
            program_rev: None,
            note: None,
            lines: Vec::new(),
            payments: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLine {
    pub product: Option<ProductId>,
    /// What was sold when it is not in the list of products.
    pub title: Option<String>,
    /// Thousandths: 1500 is one and a half kilo.
    pub quantity_milli: i64,
    pub unit_price: Rial,
    pub discount: Rial,
    /// After the discount.
    pub total: Rial,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPayment {
    pub kind: PaymentKind,
    pub amount: Rial,
    /// Card receipt or transfer number.
    pub reference: Option<String>,
}
