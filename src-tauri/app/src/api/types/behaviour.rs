//! How people buy: cohorts, gaps, concentration, the grid of recency and frequency, and the people behind each count.

use super::{DayView, Excluded};
use bazgasht_domain::calendar::{Period, ShopDay};
use bazgasht_domain::money::Rial;
use bazgasht_insights::kpi::Segment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadBehaviour {
    /// None: today.
    pub as_of: Option<ShopDay>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BehaviourView {
    pub as_of: DayView,
    pub first_order: Option<DayView>,
    #[ts(type = "number")]
    pub customers: i64,
    #[ts(type = "number")]
    pub orders: i64,
    pub revenue_rial: Rial,
    /// In order of time; months without a first order are left out.
    pub cohorts: Vec<CohortView>,
    /// The running month is not over: the last calendar cell of each row will still grow.
    pub last_month_partial: bool,
    pub gaps: GapsView,
    pub pareto: ParetoView,
    /// `grid[r − 1][f − 1]`.
    pub grid: Vec<Vec<GroupView>>,
    pub segments: Vec<RfmSegmentView>,
    pub excluded: Excluded,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CohortView {
    pub month: Period,
    /// «مهر ۱۴۰۵»
    pub label: String,
    #[ts(type = "number")]
    pub size: i64,
    /// Entry k: with an order in the k-th calendar month after the first.
    #[ts(type = "number[]")]
    pub by_month: Vec<u32>,
    /// Entry k: with an order 30·k to 30·k + 29 days after their own first; only what every member has lived through.
    #[ts(type = "number[]")]
    pub by_age: Vec<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GapsView {
    #[ts(type = "number")]
    pub count: i64,
    pub days_p50: Option<f64>,
    pub days_p80: Option<f64>,
    pub days_p90: Option<f64>,
    /// Adjoining, from one day on.
    pub bins: Vec<GapBinView>,
    /// The shop's W, and what its gaps suggest.
    #[ts(type = "number")]
    pub window_days: i64,
    #[ts(type = "number")]
    pub window_suggested_days: i64,
    /// Too few gaps to say anything of the shop's rhythm.
    pub few: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GapBinView {
    #[ts(type = "number")]
    pub from_days: u16,
    /// None: and more.
    #[ts(type = "number | null")]
    pub to_days: Option<u16>,
    #[ts(type = "number")]
    pub gaps: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ParetoView {
    /// The fewest customers that bring 80 % of the revenue; none without revenue.
    #[ts(type = "number | null")]
    pub customers_for_80pct: Option<u32>,
    pub customers_share_for_80pct: Option<f64>,
    pub top20pct_share: Option<f64>,
    #[ts(type = "number")]
    pub top20pct_customers: i64,
    /// From nobody to everybody, the most valuable first.
    pub curve: Vec<CurvePointView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CurvePointView {
    #[ts(type = "number")]
    pub customers: u32,
    pub share: f64,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct GroupView {
    #[ts(type = "number")]
    pub customers: u32,
    pub net_rial: Rial,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RfmSegmentView {
    pub segment: Segment,
    pub group: GroupView,
}

/// Whom a count of the page is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum BehaviourSet {
    /// First order in a month.
    Cohort {
        month: Period,
    },
    /// Of them, who ordered in the k-th calendar month after it, or did not.
    CohortMonth {
        month: Period,
        #[ts(type = "number")]
        step: u16,
        came: bool,
    },
    /// Of them, who ordered in the k-th thirty days of their own age, or did not.
    CohortAge {
        month: Period,
        #[ts(type = "number")]
        step: u16,
        came: bool,
    },
    /// Who once let so many days pass between two purchases.
    Gap {
        #[ts(type = "number")]
        from_days: u16,
        #[ts(type = "number | null")]
        to_days: Option<u16>,
    },
    /// The first so many by revenue, or all after them.
    Top {
        #[ts(type = "number")]
        customers: u32,
        rest: bool,
    },
    /// One cell of the grid.
    Grid {
        #[ts(type = "number")]
        r: u8,
        #[ts(type = "number")]
        f: u8,
    },
    RfmSegment {
        segment: Segment,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadBehaviourPeople {
    pub set: BehaviourSet,
    /// None: today.
    pub as_of: Option<ShopDay>,
    #[ts(type = "number")]
    pub offset: i64,
    #[ts(type = "number")]
    pub limit: i64,
}
