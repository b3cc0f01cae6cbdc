//! Shapes used by several concepts.

use bazgasht_domain::calendar::ShopDay;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request or answer without fields.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A business day with its Persian spellings; the window never formats a date itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DayView {
    pub day: ShopDay,
    /// «یکشنبه ۱ آذر ۱۴۰۵»
    pub long: String,
    /// «۱ آذر»
    pub short: String,
    /// «۱۴۰۵/۰۹/۰۱»
    pub slashes: String,
    /// Days before today; negative for the future.
    #[ts(type = "number")]
    pub days_ago: i64,
}

/// A coded message with its parameters; the words are in the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// A `Code` as text, the key of the sentence in the catalogue.
    pub code: String,
    #[ts(type = "Record<string, string | number>")]
    pub params: serde_json::Map<String, serde_json::Value>,
}

/// Where a customer stands against their own rhythm (metrics: status of a customer).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RhythmStatus {
    /// Has not bought yet.
    Lead,
    /// One purchase only, within the window.
    New,
    /// Too few purchases for a rhythm of their own.
    FewData,
    OnTime,
    /// At 80 % of their usual gap or more.
    Due,
    /// Past their usual gap: دیر کرده.
    Lapsed,
}

/// Days since the last purchase beside the customer's own usual gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Rhythm {
    pub status: RhythmStatus,
    #[ts(type = "number | null")]
    pub days_since: Option<i64>,
    /// The median gap of their own, when there are at least three gaps.
    pub gap_days_median: Option<f64>,
    /// What `days_since` is measured against: own gap, or the shop's window.
    pub due_days: Option<f64>,
}
