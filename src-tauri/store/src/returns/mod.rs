//! Returns. A return that names its sale (or its lines) lowers that sale's net; a sale of which everything came
//! back is no order any more. A return is never changed and can not itself be returned.

mod read;
mod settle;
mod write;

pub use read::{Return, ReturnLine, find_by_invoice, get, of_customer, of_sale, refunds_of_sale};
pub use settle::insert_refund;
pub use write::insert;

use crate::sales::Source;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, ImportId, ProductId, SaleId, SaleLineId, StaffId};
use bazgasht_domain::money::Rial;

/// A return about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReturn {
    /// `None` when the file of an older program does not say which sale the goods came from: then no sale
    /// changes and the lines must not name sale lines.
    pub sale: Option<SaleId>,
    pub customer: Option<CustomerId>,
    pub day: ShopDay,
    pub entry_minute: Option<u16>,
    pub recorded_at: InstantMs,
    /// What was given back, ≥ 0.
    pub total: Rial,
    pub source: Source,
    pub invoice_no: Option<String>,
    pub staff: Option<StaffId>,
    pub import: Option<ImportId>,
    pub reason: Option<String>,
    pub lines: Vec<NewReturnLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReturnLine {
    /// The line of `NewReturn::sale` that came back.
    pub sale_line: Option<SaleLineId>,
    pub product: Option<ProductId>,
    pub title: Option<String>,
    /// Thousandths, > 0.
    pub quantity_milli: i64,
    pub total: Rial,
}
