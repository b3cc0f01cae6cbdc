//! Segments: named rules over customers, how many they hold, why somebody is in or out.

use super::{DayView, PeriodView};
use bazgasht_domain::calendar::Period;
use bazgasht_domain::ids::{CustomerId, SegmentId, SnapshotId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::segment::{Rule, Truth};
use bazgasht_insights::segments::Own;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListSegments {
    pub archived: bool,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct SegmentList {
    pub segments: Vec<SegmentView>,
    /// Those that were not made a segment yet come with their size.
    pub ready: Vec<ReadySegment>,
    /// Customers that lists show.
    #[ts(type = "number")]
    pub people: u32,
    /// What the numbers in the rules stand for.
    pub names: SegmentNames,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct SegmentCount {
    #[ts(type = "number")]
    pub members: u32,
    /// Of whom it is not known.
    #[ts(type = "number")]
    pub unknown: u32,
    /// Customers that lists show.
    #[ts(type = "number")]
    pub people: u32,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct SegmentView {
    pub id: SegmentId,
    pub name: String,
    /// What to do with these people; empty for a ready-made one whose words are the program's.
    pub treatment: String,
    pub ready: Option<String>,
    /// None when a newer program wrote it.
    pub rule: Option<Rule>,
    #[ts(type = "number")]
    pub revision: i64,
    pub archived: bool,
    /// None while it can not be evaluated.
    pub count: Option<SegmentCount>,
    /// The size of past days, oldest first.
    pub sizes: Vec<SegmentSize>,
    /// Segments that are made of this one.
    pub used_by: Vec<SegmentId>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct SegmentSize {
    pub day: DayView,
    #[ts(type = "number")]
    pub members: u32,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadySegment {
    /// Its words are in the catalogue.
    pub key: String,
    pub rule: Rule,
    pub count: SegmentCount,
    /// The segment that was made from it.
    pub made: Option<SegmentId>,
}

#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct SegmentNames {
    pub products: Vec<NumberName>,
    pub categories: Vec<NumberName>,
    pub customers: Vec<NumberName>,
    pub fields: Vec<NumberName>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NumberName {
    #[ts(type = "number")]
    pub id: i64,
    pub name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveSegment {
    pub request_id: String,
    /// None for a new one.
    pub segment: Option<SegmentId>,
    pub name: String,
    pub treatment: String,
    pub rule: Rule,
    /// Which ready-made one it is made from.
    #[serde(default)]
    pub ready: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SegmentSaved {
    pub segment: SegmentId,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ArchiveSegment {
    pub request_id: String,
    pub segment: SegmentId,
    pub archived: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CountSegment {
    pub rule: Rule,
    /// The one that is being edited: it may not be made of itself.
    pub segment: Option<SegmentId>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExplainSegment {
    pub rule: Rule,
    pub customer: CustomerId,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct SegmentExplained {
    pub customer: CustomerId,
    pub name: String,
    pub truth: Truth,
    /// By group and clause, as in the rule.
    pub groups: Vec<Vec<ClauseSaid>>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct ClauseSaid {
    /// What the condition says, before it is turned round.
    pub condition: Truth,
    /// What the clause says.
    pub clause: Truth,
    pub own: Own,
    /// Of a value that is a day.
    pub day: Option<DayView>,
    /// Of a value that is goods, a person or a tier.
    pub names: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CompareSegments {
    /// None: the current season.
    pub period: Option<Period>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct SegmentTable {
    pub period: PeriodView,
    #[ts(type = "number")]
    pub window_days: i64,
    pub everybody: SegmentFigures,
    /// The one with the highest churn first; those without a rate last.
    pub rows: Vec<SegmentFigures>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct SegmentFigures {
    /// None for everybody.
    pub segment: Option<SegmentId>,
    #[ts(type = "number")]
    pub members: u32,
    #[ts(type = "number")]
    pub buyers: u32,
    #[ts(type = "number")]
    pub orders: u32,
    pub revenue_rial: Rial,
    pub revenue_share: Option<f64>,
    pub aov_rial: Option<f64>,
    /// Active at the start of the period: what the rates are of.
    #[ts(type = "number")]
    pub start: u32,
    #[ts(type = "number")]
    pub lapsed: u32,
    pub crr: Option<f64>,
    pub churn: Option<f64>,
    /// Of the churn.
    #[ts(type = "[number, number] | null")]
    pub churn_interval95: Option<[f64; 2]>,
    /// Fewer than thirty: a rate says little.
    pub few: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OverlapSegments {
    pub segments: Vec<SegmentId>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct SegmentOverlap {
    pub segments: Vec<SegmentId>,
    #[ts(type = "number[]")]
    pub members: Vec<u32>,
    /// `both[i][j]`: members of both.
    #[ts(type = "number[][]")]
    pub both: Vec<Vec<u32>>,
    /// Members of every one.
    #[ts(type = "number")]
    pub all: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SegmentPart {
    Members,
    /// Of whom it is not known.
    Unknown,
}

/// Limits a list to a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SegmentFilter {
    pub segment: SegmentId,
    pub part: SegmentPart,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SegmentAction {
    pub request_id: String,
    pub segment: SegmentId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SegmentExported {
    /// None when the dialog was closed.
    pub folder: Option<String>,
    pub file: String,
    #[ts(type = "number")]
    pub people: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SnapshotTaken {
    pub snapshot: SnapshotId,
    #[ts(type = "number")]
    pub members: u32,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenSegment {
    pub segment: SegmentId,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct SegmentHistory {
    /// Month by month, counted backwards; none when more than purchases matters.
    pub past: Vec<SegmentSize>,
    pub snapshots: Vec<SnapshotView>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct SnapshotView {
    pub id: SnapshotId,
    pub name: String,
    pub day: DayView,
    #[ts(type = "number")]
    pub members: u32,
    #[ts(type = "number")]
    pub unknown: u32,
}

/// Values that occur, to choose from.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SegmentValues {
    pub cities: Vec<String>,
    pub districts: Vec<String>,
    pub channels: Vec<String>,
    pub tags: Vec<String>,
    pub consents: Vec<String>,
    pub tiers: Vec<TierName>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct TierName {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct SegmentsOfCustomer {
    pub segments: Vec<SegmentName>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct SegmentName {
    pub id: SegmentId,
    pub name: String,
    pub ready: Option<String>,
}
