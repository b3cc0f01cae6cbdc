//! What is printed: the sheet of a sale, a member's card, and the page itself.

use super::{DayView, PayKind, SaleReceipt};
use bazgasht_domain::ids::{CustomerId, ProductId, SaleId, SaleLineId};
use bazgasht_domain::money::Rial;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A barcode or QR as one filled path in a box of whole modules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CodeView {
    #[ts(type = "number")]
    pub width: i64,
    #[ts(type = "number")]
    pub height: i64,
    /// An SVG path.
    pub path: String,
    /// What it says, printed under it.
    pub text: String,
}

/// The shop's own words on paper.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PrintHead {
    pub shop_name: String,
    pub header: String,
    pub footer: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SavePrintWords {
    pub request_id: String,
    pub header: String,
    pub footer: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaleRef {
    pub sale: SaleId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SheetLine {
    pub id: SaleLineId,
    pub product: Option<ProductId>,
    pub title: String,
    #[ts(type = "number")]
    pub quantity_milli: i64,
    pub unit_price_rial: Rial,
    pub discount_rial: Rial,
    /// After the line's discount.
    pub total_rial: Rial,
    #[ts(type = "number")]
    pub returned_milli: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SheetPayment {
    pub kind: PayKind,
    pub amount_rial: Rial,
}

/// A sale as it is: on the screen, on paper, before a return.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaleSheet {
    pub head: PrintHead,
    /// The same answer that the counter showed.
    pub receipt: SaleReceipt,
    pub discount_rial: Rial,
    /// The part paid by points.
    pub points_rial: Rial,
    pub payable_words: String,
    pub returned_rial: Rial,
    pub cancelled: bool,
    pub staff_name: Option<String>,
    pub lines: Vec<SheetLine>,
    pub payments: Vec<SheetPayment>,
    pub promised: Option<DayView>,
    pub delivered: Option<DayView>,
    /// Scanned at the counter it opens this sale; none for a sale without an invoice number.
    pub code: Option<CodeView>,
    pub qr: Option<CodeView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindSale {
    /// An invoice number or the code of a receipt, any digits.
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaleFound {
    pub sale: Option<SaleId>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CardOf {
    pub customer: CustomerId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct IssueCard {
    pub request_id: String,
    pub customer: CustomerId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MemberCard {
    pub head: PrintHead,
    pub customer: CustomerId,
    pub name: String,
    pub member_since: DayView,
    /// None when no card was issued yet.
    pub card_no: Option<String>,
    pub barcode: Option<CodeView>,
    pub qr: Option<CodeView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// A roll of 80 mm.
    Roll80,
    A4,
    /// 85.6 × 54 mm.
    Card,
}

/// Prints what the window shows in its print view.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintPage {
    pub paper: Paper,
    /// How long the content is, for a roll.
    #[ts(type = "number")]
    pub height_mm: i64,
    /// Save a PDF instead of asking the printer.
    pub pdf: bool,
    /// The suggested name of the file, without its ending.
    pub name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PrintOutcome {
    /// Handed to the system's dialog.
    Handed,
    /// The file is there.
    Saved,
    /// The person closed the dialog.
    Dismissed,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Printed {
    pub outcome: PrintOutcome,
    /// Where the file is.
    pub path: Option<String>,
}
