//! What the club does with one person: tier, referral, survey; and the date that somebody confirms.

use super::{DayView, TierRef};
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::loyalty::TierBasis;
use bazgasht_domain::points::Points;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadTierChanges {
    /// None for everybody.
    pub customer: Option<CustomerId>,
    #[ts(type = "number")]
    pub skip: i64,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TierChanges {
    pub changes: Vec<TierChange>,
}

/// A step up or down with the numbers it was decided on.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TierChange {
    pub customer: CustomerId,
    pub name: String,
    pub from: Option<TierRef>,
    pub to: Option<TierRef>,
    pub reason: TierReason,
    /// Up, whatever the tiers are called now.
    pub rises: bool,
    /// What the numbers count: rial, or points.
    pub basis: TierBasis,
    #[ts(type = "number")]
    pub qualifying: i64,
    /// None when the tier that was lost had been taken out of the program.
    #[ts(type = "number | null")]
    pub threshold: Option<i64>,
    pub day: DayView,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TierReason {
    /// A purchase reached the threshold.
    Sale,
    /// A return or an undone sale fell below it.
    Return,
    /// A review after the grace days.
    Review,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReviewTiers {
    pub request_id: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TiersReviewed {
    #[ts(type = "number")]
    pub reviewed: i64,
    #[ts(type = "number")]
    pub up: i64,
    #[ts(type = "number")]
    pub down: i64,
    /// Below their threshold, kept by grace.
    #[ts(type = "number")]
    pub in_grace: i64,
    pub repeated: bool,
}

/// Who sent this customer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetReferrer {
    pub request_id: String,
    pub customer: CustomerId,
    /// None takes it back while nothing was paid for it.
    pub referrer: Option<CustomerId>,
}

/// A survey was answered: the program's bonus for it, at most once in its time.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SurveyAnswered {
    pub request_id: String,
    pub customer: CustomerId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BonusGiven {
    pub points: Points,
    pub balance: Points,
    pub repeated: bool,
}

/// The PC's date is right: frozen work may go on.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConfirmClock {
    pub request_id: String,
}
