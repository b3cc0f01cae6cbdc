//! What points cost: those outstanding, those that end soon, and a campaign before it starts.

use super::DayView;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What outstanding points cost.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Liability {
    pub open: Points,
    pub debt: Points,
    pub rial: Rial,
    pub months: Vec<LiabilityMonth>,
    pub issued: Points,
    pub redeemed: Points,
    pub expired: Points,
    /// expired ÷ issued, in hundredths of a percent; none before anything was issued.
    #[ts(type = "number | null")]
    pub breakage_basis_points: Option<i64>,
}

/// Points that end in one Jalali month; no month for those that never do.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LiabilityMonth {
    /// «آذر ۱۴۰۵»
    pub label: Option<String>,
    pub points: Points,
    pub rial: Rial,
}

/// A campaign that is being thought about.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PromotionCost {
    pub from: ShopDay,
    pub to: ShopDay,
    /// Saturday is 0; empty is every day.
    pub weekdays: Vec<u8>,
    pub percent: u16,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PromotionEstimate {
    /// Days of the campaign that fall on its weekdays.
    #[ts(type = "number")]
    pub days: i64,
    /// Mean net sales to members on such a day, over the last 13 weeks.
    pub day_rial: Rial,
    pub extra_points: Points,
    pub cost_rial_most: Rial,
    pub cost_rial_expected: Rial,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadExpiring {
    /// None is the program's own warning time.
    #[ts(type = "number | null")]
    pub days: Option<i64>,
    #[ts(type = "number")]
    pub skip: i64,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExpiringList {
    #[ts(type = "number")]
    pub total: i64,
    pub points: Points,
    pub rial: Rial,
    pub people: Vec<ExpiringPerson>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExpiringPerson {
    pub customer: CustomerId,
    pub name: String,
    pub mobile: Option<String>,
    pub points: Points,
    pub rial: Rial,
    pub first_day: DayView,
}
