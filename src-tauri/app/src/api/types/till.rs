//! The till beyond one sale: drafts, suspended sales, credit, deliveries, the closing of the drawer.

use super::{CashMoveView, DayView, PayKind};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, DayCloseId, SaleId, SettlementId, SuspendedId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The sale being typed, as the counter wrote it, or the club's program; it survives a crash and the lock.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepDraft {
    /// None forgets it.
    pub body: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DraftKept {
    pub body: Option<String>,
}

/// An amount as typed, in the shop's unit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadAmount {
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AmountRead {
    pub rial: Rial,
    pub words: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SuspendSale {
    pub request_id: String,
    /// The suspended sale that was being typed further; none for a new one.
    pub suspended: Option<SuspendedId>,
    /// Empty: the customer's name, or the number of the sale put aside.
    pub label: String,
    pub customer: Option<CustomerId>,
    /// The sale as typed.
    pub body: String,
    pub total_rial: Rial,
    #[ts(type = "number")]
    pub lines: i64,
    /// Reserved until the hold runs out.
    pub redeem_points: Points,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HoldState {
    /// No points are reserved.
    Nothing,
    Active,
    /// The time ran out: the points are free again.
    Expired,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SuspendedView {
    pub id: SuspendedId,
    pub label: String,
    pub customer: Option<CustomerId>,
    pub customer_name: Option<String>,
    pub total_rial: Rial,
    #[ts(type = "number")]
    pub lines: i64,
    pub day: DayView,
    /// HH:MM in Tehran.
    pub time: String,
    pub held_points: Points,
    pub hold: HoldState,
    /// Whole minutes until the hold runs out, rounded up.
    #[ts(type = "number")]
    pub hold_minutes_left: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SuspendedList {
    /// Oldest first.
    pub sales: Vec<SuspendedView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SuspendedRef {
    pub suspended: SuspendedId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SuspendedBody {
    pub sale: SuspendedView,
    pub body: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EndSuspended {
    pub request_id: String,
    pub suspended: SuspendedId,
}

/// Everybody who owes, or to whom the shop owes.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DebtorList {
    pub total_rial: Rial,
    /// The largest debt first.
    pub rows: Vec<DebtorRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DebtorRow {
    pub customer: CustomerId,
    pub name: String,
    pub initials: String,
    pub mobile: Option<String>,
    /// Negative when the shop owes them.
    pub open_rial: Rial,
    /// The first sale on credit.
    pub since: Option<DayView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CreditOf {
    pub customer: CustomerId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CreditStatement {
    pub customer: CustomerId,
    pub name: String,
    /// What is owed, never below zero.
    pub open_rial: Rial,
    pub open_words: String,
    /// What the shop owes them, when a sale on credit was taken back after it was settled.
    pub owed_to_customer_rial: Rial,
    /// Oldest first; the last balance is open − owed to the customer.
    pub rows: Vec<CreditRow>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CreditKind {
    Sale,
    Refund,
    Settlement,
    /// A settlement that was taken back.
    Reversal,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CreditRow {
    pub day: DayView,
    pub kind: CreditKind,
    /// How a settlement was paid.
    pub paid: Option<PayKind>,
    pub invoice_no: Option<String>,
    pub note: Option<String>,
    /// Positive adds to the debt.
    pub amount_rial: Rial,
    pub balance_rial: Rial,
    pub sale: Option<SaleId>,
    /// A settlement that may still be taken back.
    pub settlement: Option<SettlementId>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SettleCredit {
    pub request_id: String,
    pub customer: CustomerId,
    /// Never credit.
    pub kind: PayKind,
    pub amount_rial: Rial,
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CreditSettled {
    pub settlement: SettlementId,
    pub customer_name: String,
    pub amount_rial: Rial,
    pub open_rial: Rial,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReverseSettlement {
    pub request_id: String,
    pub settlement: SettlementId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PromiseDelivery {
    pub request_id: String,
    pub sale: SaleId,
    /// None takes an open promise away.
    pub promised: Option<ShopDay>,
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MarkDelivered {
    pub request_id: String,
    pub sale: SaleId,
    /// The day it was delivered; none opens the delivery again.
    pub delivered: Option<ShopDay>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DeliveryRow {
    pub sale: SaleId,
    pub invoice_no: String,
    pub sold: DayView,
    pub customer: Option<CustomerId>,
    pub customer_name: Option<String>,
    pub mobile: Option<String>,
    pub address: Option<String>,
    /// The first lines' titles.
    pub titles: Vec<String>,
    pub promised: DayView,
    pub delivered: Option<DayView>,
    /// Days past the promise, while it is open.
    #[ts(type = "number")]
    pub late_days: i64,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DeliveryList {
    /// Soonest promise first.
    pub open: Vec<DeliveryRow>,
    #[ts(type = "number")]
    pub late: i64,
    /// Of the last days, newest first.
    pub made: Vec<DeliveryRow>,
}

/// One kind of payment in the drawer's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TillKind {
    pub kind: PayKind,
    pub sales_rial: Rial,
    pub settlements_rial: Rial,
    /// What went out, positive.
    pub refunds_rial: Rial,
    /// What went out for sales of earlier records that were taken back, positive.
    pub cancelled_rial: Rial,
    pub net_rial: Rial,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TillFigures {
    #[ts(type = "number")]
    pub sales: i64,
    /// Paid and owed for sales, after discounts and points.
    pub sales_rial: Rial,
    #[ts(type = "number")]
    pub anonymous: i64,
    pub anonymous_rial: Rial,
    /// Of the sales, in tenths of a percent; none without sales.
    #[ts(type = "number | null")]
    pub anonymous_permille: Option<i64>,
    pub discount_rial: Rial,
    pub points_rial: Rial,
    #[ts(type = "number")]
    pub returns: i64,
    pub refunds_rial: Rial,
    #[ts(type = "number")]
    pub cancelled: i64,
    pub cancelled_rial: Rial,
    pub points_issued: Points,
    pub points_redeemed: Points,
    pub points_reversed: Points,
    pub credit_given_rial: Rial,
    pub credit_settled_rial: Rial,
    /// The drawer's own moves; what was taken back of them is not in it.
    pub put_in_rial: Rial,
    pub taken_out_rial: Rial,
    /// Cash, card, transfer, credit.
    pub kinds: Vec<TillKind>,
}

/// The open record: everything since the last close.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TillView {
    /// The close it begins after.
    pub since: Option<CloseRef>,
    pub figures: TillFigures,
    /// What the last close left in the drawer.
    pub opening_cash_rial: Rial,
    /// With that opening.
    pub expected_cash_rial: Rial,
    /// The drawer's own moves, oldest first.
    pub moves: Vec<CashMoveView>,
    /// Sales put aside, which are in no record yet.
    #[ts(type = "number")]
    pub suspended: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CloseRef {
    pub id: DayCloseId,
    #[ts(type = "number")]
    pub number: i64,
    pub day: DayView,
    pub time: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CloseDay {
    pub request_id: String,
    pub opening_cash_rial: Rial,
    /// As the person saw it: a sale in between refuses the close.
    pub expected_cash_rial: Rial,
    #[ts(type = "number")]
    pub sales_seen: i64,
    pub counted_cash_rial: Rial,
    /// What stays in the drawer for the next record.
    pub left_cash_rial: Rial,
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CloseView {
    pub close: CloseRef,
    pub staff_name: Option<String>,
    pub figures: TillFigures,
    pub opening_cash_rial: Rial,
    pub expected_cash_rial: Rial,
    pub counted_cash_rial: Rial,
    /// counted − expected
    pub difference_rial: Rial,
    pub left_cash_rial: Rial,
    pub moves: Vec<CashMoveView>,
    pub note: Option<String>,
    /// Taken back: its sales are in the record after it.
    pub undone: bool,
    /// The last that stands: it may be taken back.
    pub is_last: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListCloses {
    #[ts(type = "number")]
    pub offset: i64,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CloseList {
    /// Newest first.
    pub closes: Vec<CloseView>,
    pub more: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UndoClose {
    pub request_id: String,
    pub close: DayCloseId,
}
