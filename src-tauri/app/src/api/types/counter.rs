//! The counter: one sale from the first key to the receipt.

use super::{
    CouponView, DayView, EarnBreakdown, FamilyAtCounter, FamilyInSale, Problem, Rhythm, TierStanding,
};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, OfferId, ProductId, RewardId, SaleId, SuspendedId};
use bazgasht_domain::loyalty::Benefit;
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CounterCustomer {
    pub customer: CustomerId,
}

/// The person at the counter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomerCard {
    pub id: CustomerId,
    pub name: String,
    pub initials: String,
    /// National form, ASCII digits: 09121234567.
    pub mobile: Option<String>,
    pub city: Option<String>,
    pub tags: Vec<String>,
    pub points_balance: Points,
    pub points_value_rial: Rial,
    /// Whose points they may spend with their own.
    pub family: Option<FamilyAtCounter>,
    #[ts(type = "number")]
    pub orders: i64,
    pub net_rial: Rial,
    pub basket_rial_median: Option<Rial>,
    pub last: Option<DayView>,
    pub rhythm: Rhythm,
    /// At most three, the most useful first.
    pub hints: Vec<Hint>,
}

/// What to say now; the sentence is in the catalogue under `kind`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Hint {
    BirthdayToday,
    BirthdaySoon {
        #[ts(type = "number")]
        in_days: i64,
        day: DayView,
    },
    PointsExpiring {
        points: Points,
        #[ts(type = "number")]
        in_days: i64,
    },
    /// Past their own rhythm.
    Lapsed {
        #[ts(type = "number")]
        days_since: i64,
        #[ts(type = "number")]
        usual_days: i64,
    },
    /// Second purchase: the one that decides.
    SecondPurchase,
    FirstPurchase,
    /// Enough points to be worth offering.
    PointsUsable {
        points: Points,
        value_rial: Rial,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LineInput {
    pub product: Option<ProductId>,
    pub title: String,
    /// Whole pieces; ignored when `quantity_milli` is given.
    #[ts(type = "number")]
    pub quantity: i64,
    pub unit_price_rial: Rial,
    /// Thousandths, for goods by weight: 1500 is one and a half kilo.
    #[serde(default)]
    #[ts(type = "number | null", optional = nullable)]
    pub quantity_milli: Option<i64>,
    /// Off this line.
    #[serde(default)]
    #[ts(as = "Option<Rial>", optional = nullable)]
    pub discount_rial: Rial,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PayKind {
    Card,
    Cash,
    Transfer,
    /// نسیه
    Credit,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PaymentInput {
    pub kind: PayKind,
    pub amount_rial: Rial,
}

/// What the sale would be, while it is being typed. Nothing is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewSale {
    pub customer: Option<CustomerId>,
    /// As typed, in the shop's unit; ignored when there are lines.
    pub amount_text: String,
    pub lines: Vec<LineInput>,
    /// As typed; empty for none.
    pub discount_text: String,
    /// As typed; empty for none.
    pub redeem_text: String,
    /// As typed or scanned; empty for none.
    #[serde(default)]
    #[ts(as = "Option<String>", optional = nullable)]
    pub coupon_code: String,
    #[serde(default)]
    #[ts(optional = nullable)]
    pub reward: Option<RewardId>,
    /// Today when absent.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub day: Option<ShopDay>,
    /// The suspended sale that this one goes on with: the points it reserves are its own to spend.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub suspended: Option<SuspendedId>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SalePreview {
    /// Lines after their own discounts.
    pub total_rial: Rial,
    pub line_discount_rial: Rial,
    pub discount_rial: Rial,
    pub coupon: Option<CouponApplied>,
    pub reward: Option<RewardApplied>,
    pub redeem_points: Points,
    pub redeem_rial: Rial,
    pub payable_rial: Rial,
    pub free_delivery: bool,
    pub total_words: String,
    pub payable_words: String,
    /// None for an anonymous sale.
    pub earn: Option<EarnBreakdown>,
    pub balance_after: Option<Points>,
    /// Where the customer would stand after the sale; none without tiers.
    pub tier: Option<TierStanding>,
    pub tier_reached: bool,
    /// Earned, not available yet; reserved by suspended sales; owed. With a household, the latter two are everybody's.
    pub pending_points: Points,
    pub held_points: Points,
    pub debt_points: Points,
    /// The household that spends with the customer.
    pub family: Option<FamilyInSale>,
    /// The most points that may be spent on this sale.
    pub redeem_points_max: Points,
    pub amount_warning: Option<AmountWarning>,
    /// Why the sale cannot be recorded yet; empty when it can.
    pub problems: Vec<FieldProblem>,
}

/// A coupon that takes part in the sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CouponApplied {
    pub coupon: CouponView,
    pub off_rial: Rial,
}

/// A reward that takes part in the sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RewardApplied {
    pub reward: RewardId,
    pub name: String,
    pub benefit: Benefit,
    pub points: Points,
    pub off_rial: Rial,
}

/// A problem beside the field it belongs to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FieldProblem {
    pub field: SaleField,
    pub problem: Problem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SaleField {
    Amount,
    Lines,
    Discount,
    Redeem,
    Coupon,
    Reward,
    Payments,
    Day,
}

/// The amount looks ten times off against this person's or the shop's usual basket.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AmountWarning {
    pub kind: AmountWarningKind,
    pub usual_rial: Rial,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AmountWarningKind {
    TenTimesMore,
    TenTimesLess,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordSale {
    /// Minted by the caller; the same id again is a no-op with the same answer.
    pub request_id: String,
    pub customer: Option<CustomerId>,
    /// The total when the sale is by amount alone; ignored when there are lines.
    pub amount_rial: Rial,
    pub lines: Vec<LineInput>,
    pub discount_rial: Rial,
    pub redeem_points: Points,
    /// Must add up to the payable amount.
    pub payments: Vec<PaymentInput>,
    /// Back-dated sale; today when absent.
    pub day: Option<ShopDay>,
    pub note: String,
    /// As typed or scanned; empty for none.
    #[serde(default)]
    #[ts(as = "Option<String>", optional = nullable)]
    pub coupon_code: String,
    #[serde(default)]
    #[ts(optional = nullable)]
    pub reward: Option<RewardId>,
    /// The suspended sale that this one was; it ends with it.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub suspended: Option<SuspendedId>,
    /// The day the goods are promised for; none when they were taken along.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub promised: Option<ShopDay>,
    /// The offer that this sale came of; it is closed with it.
    #[serde(default)]
    #[ts(optional)]
    pub offer: Option<OfferId>,
}

/// The sale as it was committed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaleReceipt {
    pub sale: SaleId,
    pub invoice_no: String,
    pub day: DayView,
    /// HH:MM in Tehran, ASCII digits.
    pub time: String,
    pub customer: Option<CustomerId>,
    pub customer_name: Option<String>,
    pub total_rial: Rial,
    pub payable_rial: Rial,
    /// Off the bill, coupon and reward included; lines have their own.
    pub discount_rial: Rial,
    pub points_rial: Rial,
    /// With bonuses.
    pub points_earned: Points,
    /// With the cost of a reward.
    pub points_redeemed: Points,
    pub balance_after: Option<Points>,
    /// What the customer's household may spend together now; none without one.
    #[serde(default)]
    pub family_points: Option<Points>,
    pub coupon_code: Option<String>,
    pub reward: Option<String>,
    pub free_delivery: bool,
    /// The name of a tier that this sale reached.
    pub tier_reached: Option<String>,
    /// True when this request id had already been committed.
    pub repeated: bool,
}

/// Undo of a sale: money and points by reversal, the sale stays visible as cancelled.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CancelSale {
    pub request_id: String,
    pub sale: SaleId,
    pub reason: String,
}

/// The last sales of today for the counter's foot.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DaySoFar {
    pub day: DayView,
    #[ts(type = "number")]
    pub sales: i64,
    pub total_rial: Rial,
    /// The newest of this counter, at most five, newest first.
    pub recent: Vec<SaleReceipt>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindProducts {
    pub text: String,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProductHit {
    pub id: ProductId,
    pub name: String,
    pub code: Option<String>,
    pub barcode: Option<String>,
    pub price_rial: Option<Rial>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProductsFound {
    pub hits: Vec<ProductHit>,
}
