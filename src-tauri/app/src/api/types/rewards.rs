//! The catalogue of rewards and the coupons.

use super::DayView;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CategoryId, CouponId, CustomerId, ProductId, RewardId};
use bazgasht_domain::loyalty::Benefit;
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A moment as people say it: a day and the minute of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    pub day: ShopDay,
    pub minute: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MomentView {
    pub moment: Moment,
    pub day: DayView,
    /// HH:MM, ASCII digits.
    pub time: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RewardFields {
    pub name: String,
    pub benefit: Benefit,
    pub points: Points,
    /// How many there are; none for as many as wanted.
    #[ts(type = "number | null")]
    pub stock: Option<i64>,
    pub from: Option<Moment>,
    pub until: Option<Moment>,
    /// Empty for everybody.
    pub tiers: Vec<String>,
    /// Members of these tiers may have it so many hours before `from`.
    pub early_tiers: Vec<String>,
    pub early_hours: u16,
    /// The smallest basket that takes it; 0 for any.
    #[serde(default)]
    pub minimum_rial: Rial,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveReward {
    pub request_id: String,
    /// None for a new one.
    pub reward: Option<RewardId>,
    pub fields: RewardFields,
    /// Off the shelf; its past uses stay.
    pub archived: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RewardSaved {
    pub reward: RewardId,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListRewards {
    /// Says for each whether this person can have it now.
    pub customer: Option<CustomerId>,
    pub archived: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RewardList {
    pub rewards: Vec<RewardView>,
}

/// Whether a reward or a coupon can be had by anybody now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ShelfState {
    Active,
    /// Its time is still to come.
    Early,
    Over,
    UsedUp,
    /// Put away.
    Archived,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RewardView {
    pub id: RewardId,
    pub state: ShelfState,
    pub fields: RewardFields,
    pub archived: bool,
    #[ts(type = "number")]
    pub uses: i64,
    #[ts(type = "number | null")]
    pub left: Option<i64>,
    pub from: Option<MomentView>,
    pub until: Option<MomentView>,
    /// Why the customer asked for can not have it now; none when they can, or nobody was asked for.
    pub refusal: Option<super::Problem>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CouponFields {
    pub name: String,
    pub benefit: Benefit,
    pub minimum_rial: Rial,
    /// None for as often as wanted.
    #[ts(type = "number | null")]
    pub max_uses: Option<i64>,
    #[ts(type = "number | null")]
    pub max_uses_per_customer: Option<i64>,
    pub from: Option<Moment>,
    pub until: Option<Moment>,
    /// Empty for everything.
    pub products: Vec<ProductId>,
    pub categories: Vec<CategoryId>,
    /// Empty for everybody.
    pub tiers: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveCoupon {
    pub request_id: String,
    pub coupon: Option<CouponId>,
    /// For a new one: letters and digits of the shop's choice, the check digit is added; empty makes one up.
    pub code: String,
    /// Only this person's.
    pub customer: Option<CustomerId>,
    pub fields: CouponFields,
    pub archived: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CouponSaved {
    pub coupon: CouponId,
    pub code: String,
    pub repeated: bool,
}

/// One personal code for each of these people.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GenerateCoupons {
    pub request_id: String,
    pub customers: Vec<CustomerId>,
    /// And everybody who stands in this tier now.
    #[serde(default)]
    #[ts(optional)]
    pub tier: Option<String>,
    pub fields: CouponFields,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CouponsGenerated {
    pub coupons: Vec<PersonalCode>,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonalCode {
    pub customer: CustomerId,
    pub coupon: CouponId,
    pub code: String,
    pub name: String,
    /// National form.
    pub mobile: Option<String>,
}

/// Takes coupons off the shelf, or brings them back; their uses stay.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ArchiveCoupons {
    pub request_id: String,
    pub coupons: Vec<CouponId>,
    pub archived: bool,
}

/// A discount that is being thought about: one code, or one for each of so many people.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DiscountCost {
    pub fields: CouponFields,
    #[ts(type = "number")]
    pub codes: i64,
    /// The codes are of these people only.
    pub personal: bool,
}

/// From the members' purchases of the last 13 weeks, as if each one that could had brought the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DiscountEstimate {
    /// Of them, those that the discount takes.
    #[ts(type = "number")]
    pub sales: i64,
    #[ts(type = "number")]
    pub fitting: i64,
    /// Mean of what it would have taken off.
    pub off_rial: Rial,
    /// How long it runs; without an end, 30 days.
    #[ts(type = "number")]
    pub days: i64,
    pub open_ended: bool,
    #[ts(type = "number")]
    pub uses: i64,
    pub cost_rial: Rial,
    /// What it can cost at most; none when nothing limits it.
    pub most_rial: Option<Rial>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListCoupons {
    /// Part of the code or the name; empty for all.
    pub text: String,
    /// Only those that this person can use or has.
    pub customer: Option<CustomerId>,
    pub archived: bool,
    #[ts(type = "number")]
    pub skip: i64,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CouponList {
    #[ts(type = "number")]
    pub total: i64,
    pub coupons: Vec<CouponView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CouponView {
    pub id: CouponId,
    pub state: ShelfState,
    pub code: String,
    pub customer: Option<CustomerId>,
    pub customer_name: Option<String>,
    /// Of the products and categories in `fields`, in their order.
    pub product_names: Vec<String>,
    pub category_names: Vec<String>,
    pub fields: CouponFields,
    pub archived: bool,
    #[ts(type = "number")]
    pub uses: i64,
    pub off_rial: Rial,
    pub from: Option<MomentView>,
    pub until: Option<MomentView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckCoupon {
    /// As typed or scanned, in any digits and case.
    pub code: String,
    pub customer: Option<CustomerId>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CouponChecked {
    pub coupon: Option<CouponView>,
    /// Why it can not be used now by this person, the basket aside.
    pub refusal: Option<super::Problem>,
}
