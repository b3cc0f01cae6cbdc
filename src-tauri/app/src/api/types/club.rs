//! Points as the window shows them.

use super::DayView;
use bazgasht_domain::ids::PointsEntryId;
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the points of one sale came about.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EarnBreakdown {
    pub base_rial: Rial,
    pub unit_rial: Rial,
    pub points_per_unit: Points,
    pub points: Points,
    /// The part of the base that earned nothing (less than one unit).
    pub remainder_rial: Rial,
}

/// One open lot of points.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LotView {
    pub entry: PointsEntryId,
    pub open: Points,
    pub opened: DayView,
    pub expires: Option<DayView>,
}
