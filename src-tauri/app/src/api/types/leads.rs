//! Leads and offers: people who have not bought yet, and what was offered to anybody.

use super::{DayView, LineInput};
use bazgasht_domain::ids::{CustomerId, OfferId, ProductId, SaleId};
use bazgasht_domain::money::Rial;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LeadStage {
    New,
    Contacted,
    Offer,
    /// Has bought; never set by hand.
    Won,
    Lost,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LeadView {
    pub stage: LeadStage,
    /// Why it was lost.
    pub reason: String,
    pub since: DayView,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadLeads {
    /// `None` for the first of every stage.
    pub stage: Option<LeadStage>,
    #[ts(type = "number")]
    pub offset: i64,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LeadRow {
    pub customer: CustomerId,
    pub name: String,
    pub initials: String,
    pub mobile: Option<String>,
    pub channel: Option<String>,
    pub reason: String,
    pub since: DayView,
    pub open_offer: Option<OfferView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LeadColumn {
    pub stage: LeadStage,
    #[ts(type = "number")]
    pub total: i64,
    pub rows: Vec<LeadRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LeadBoard {
    pub columns: Vec<LeadColumn>,
    /// Won leads are shown for so many days.
    #[ts(type = "number")]
    pub won_days: i64,
    #[ts(type = "number")]
    pub open_offers: i64,
    /// Open offers whose day to remind has come.
    #[ts(type = "number")]
    pub due_offers: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetLeadStage {
    pub request_id: String,
    pub customer: CustomerId,
    pub stage: LeadStage,
    /// Needed for `lost`.
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OfferKind {
    /// پیش‌فاکتور
    Quote,
    /// سبد رهاشده
    Basket,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OfferState {
    Open,
    Sold,
    Lost,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OfferLineView {
    pub product: Option<ProductId>,
    pub title: String,
    #[ts(type = "number")]
    pub quantity_milli: i64,
    pub unit_price_rial: Rial,
    pub total_rial: Rial,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OfferView {
    pub offer: OfferId,
    pub customer: CustomerId,
    pub customer_name: String,
    pub kind: OfferKind,
    pub day: DayView,
    pub remind: Option<DayView>,
    pub note: String,
    pub total_rial: Rial,
    pub lines: Vec<OfferLineView>,
    pub state: OfferState,
    pub reason: String,
    pub sale: Option<SaleId>,
}

/// Write an offer, or what it says anew.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveOffer {
    pub request_id: String,
    /// `None` makes a new one.
    pub offer: Option<OfferId>,
    pub customer: CustomerId,
    pub kind: OfferKind,
    pub lines: Vec<LineInput>,
    /// As typed, in any spelling of a date; empty for none.
    pub remind: String,
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OfferSaved {
    pub offer: OfferId,
    pub repeated: bool,
}

/// Close an offer: lost with a reason, or sold by the sale that came of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CloseOffer {
    pub request_id: String,
    pub offer: OfferId,
    /// `None`: lost.
    pub sale: Option<SaleId>,
    pub reason: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReopenOffer {
    pub request_id: String,
    pub offer: OfferId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadOffers {
    /// `None` for everybody's open ones.
    pub customer: Option<CustomerId>,
    #[ts(type = "number")]
    pub offset: i64,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OfferList {
    #[ts(type = "number")]
    pub open: i64,
    #[ts(type = "number")]
    pub due: i64,
    pub offers: Vec<OfferView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OfferRef {
    pub offer: OfferId,
}

/// An offer as the start of a sale.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OfferDraft {
    pub offer: OfferId,
    pub customer: CustomerId,
    pub lines: Vec<LineInput>,
    pub note: String,
}
