//! What the shop spends to win customers and to keep them, and the marks set for figures.

use super::{CardKey, PeriodView};
use bazgasht_domain::calendar::Period;
use bazgasht_domain::costs::Purpose;
use bazgasht_domain::ids::CostId;
use bazgasht_domain::money::Rial;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadCosts {
    /// None: the current month.
    pub period: Option<Period>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CostsView {
    pub period: PeriodView,
    /// Costs of which some day lies in the period, the latest first.
    pub rows: Vec<CostView>,
    pub given: GivenView,
    /// Entered for acquisition, and written at the people who first bought in the period.
    pub acquisition_rial: Rial,
    pub people_rial: Rial,
    /// Entered for retention, and given by the club.
    pub retention_rial: Rial,
    #[ts(type = "number")]
    pub first_buyers: i64,
    #[ts(type = "number")]
    pub kept: i64,
    /// None: nothing was spent, or nobody came (stayed).
    pub cac_rial: Option<f64>,
    pub crc_rial: Option<f64>,
    pub channels: Vec<ChannelCost>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CostView {
    pub id: CostId,
    pub purpose: Purpose,
    pub period: Period,
    /// «آذر ۱۴۰۵»
    pub label: String,
    pub channel: Option<String>,
    pub amount_rial: Rial,
    /// The part that falls on the period asked for.
    pub part_rial: Rial,
    pub note: String,
}

/// What the club took off the sales of the period.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct GivenView {
    pub points_rial: Rial,
    pub rewards_rial: Rial,
    pub coupons_rial: Rial,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChannelCost {
    /// None: no channel is written.
    pub channel: Option<String>,
    pub cost_rial: Rial,
    #[ts(type = "number")]
    pub first_buyers: i64,
    pub cac_rial: Option<f64>,
}

/// A cost as it is typed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CostFields {
    pub purpose: Purpose,
    /// The days it is for; mostly a month.
    pub period: Period,
    /// Empty: none. For acquisition alone.
    pub channel: String,
    /// In the shop's unit, any digits.
    pub amount: String,
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveCost {
    pub request_id: String,
    /// None: a new one.
    pub cost: Option<CostId>,
    pub fields: CostFields,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CostSaved {
    pub id: CostId,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveCost {
    pub request_id: String,
    pub cost: CostId,
    /// False brings it back.
    pub removed: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetTarget {
    pub request_id: String,
    pub card: CardKey,
    /// In the unit of the card; none takes the mark away.
    pub value: Option<f64>,
}
