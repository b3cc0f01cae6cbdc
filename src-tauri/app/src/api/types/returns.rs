//! Goods that come back: what a return would be, and the return itself. A return is never returned.

use super::{DayView, EarnPart, FamilyShare, PaymentInput, Problem, TierRef};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, ProductId, ReturnId, SaleId, SaleLineId};
use bazgasht_domain::loyalty::SpentPoints;
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ReturnWhat {
    /// Everything that has not come back yet.
    All,
    Lines {
        lines: Vec<ReturnLineInput>,
    },
    /// A part of a sale that was recorded without lines, as a part of its price in money.
    Amount {
        amount_rial: Rial,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReturnLineInput {
    pub line: SaleLineId,
    /// Thousandths: 1000 is one piece.
    #[ts(type = "number")]
    pub quantity_milli: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewReturn {
    pub sale: SaleId,
    pub what: ReturnWhat,
    /// The parts of the refund that a person chose, to be looked at; none while the proposal stands.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub refund: Option<Vec<PaymentInput>>,
}

/// What the return would be; writes nothing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReturnPreview {
    pub sale: SaleId,
    pub invoice_no: String,
    pub day: DayView,
    pub customer: Option<CustomerId>,
    pub customer_name: Option<String>,
    /// Every line of the sale with what of it can still come back; empty for a sale by amount.
    pub lines: Vec<ReturnableLine>,
    /// What the sale still holds in money.
    pub left_rial: Rial,
    /// The money part of what comes back.
    pub goods_rial: Rial,
    /// The value of spent points, kept back when the program says so.
    pub deducted_rial: Rial,
    /// To be given back: goods − deducted. The refunds must add up to it.
    pub refund_rial: Rial,
    /// How the sale was paid, as a first proposal for the refunds.
    pub refund: Vec<PaymentInput>,
    /// What is in none of the parts that were asked about; below zero when they are more than the refund.
    pub refund_left_rial: Rial,
    /// Nothing of the sale is left afterwards.
    pub full: bool,
    pub points: ReturnPoints,
    pub coupon_back: Option<String>,
    pub reward_back: Option<String>,
    pub problems: Vec<Problem>,
}

/// What a return does to points.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct ReturnPoints {
    /// What exactly these goods earned, part by part; points below zero.
    pub reversed: Vec<EarnPart>,
    /// Σ of `reversed`, as a number above zero.
    pub reversed_points: Points,
    /// Of those, spent already.
    pub spent: Points,
    pub spent_policy: SpentPoints,
    /// Redeemed points that come back.
    pub given_back: Points,
    /// Of those, what goes back to others of the household that spent.
    #[serde(default)]
    pub given_back_to_others: Vec<FamilyShare>,
    /// Of the customer; none for an anonymous sale.
    pub balance_after: Option<Points>,
    /// The tier after the return, when it changes.
    pub tier_after: Option<TierRef>,
    pub tier_changes: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReturnableLine {
    pub line: SaleLineId,
    pub product: Option<ProductId>,
    pub title: String,
    pub unit_price_rial: Rial,
    #[ts(type = "number")]
    pub quantity_milli: i64,
    #[ts(type = "number")]
    pub returned_milli: i64,
    #[ts(type = "number")]
    pub returning_milli: i64,
    /// The money part of what comes back of this line.
    pub goods_rial: Rial,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordReturn {
    pub request_id: String,
    pub sale: SaleId,
    pub what: ReturnWhat,
    pub reason: String,
    /// Must add up to `refund_rial` of the preview.
    pub refund: Vec<PaymentInput>,
    /// Today when absent; never before the sale.
    pub day: Option<ShopDay>,
}

/// The return as it was committed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReturnReceipt {
    pub id: ReturnId,
    pub sale: SaleId,
    pub invoice_no: String,
    pub day: DayView,
    pub customer: Option<CustomerId>,
    pub customer_name: Option<String>,
    pub goods_rial: Rial,
    pub deducted_rial: Rial,
    pub refund_rial: Rial,
    pub full: bool,
    pub points: ReturnPoints,
    pub repeated: bool,
}
