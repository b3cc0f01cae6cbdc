//! Records that may be one person: on entry, in the whole base, side by side, merged and apart again.

use super::{CustomerFields, CustomerRow, DayView};
use bazgasht_domain::ids::{CustomerId, MergeId};
use bazgasht_domain::likeness::Sameness;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What has been typed of a new person so far.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindSimilar {
    pub first_name: String,
    pub last_name: String,
    pub mobile: String,
    pub national_code: String,
    pub card_no: String,
    /// The person that is edited, if any.
    pub except: Option<CustomerId>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SimilarPerson {
    pub id: CustomerId,
    pub name: String,
    pub initials: String,
    pub mobile: Option<String>,
    pub city: Option<String>,
    #[ts(type = "number")]
    pub orders: i64,
    /// Shares the mobile, but is somebody else: family.
    pub family: bool,
    #[ts(type = "number")]
    pub score: i64,
    pub reasons: Vec<Sameness>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SimilarPeople {
    pub people: Vec<SimilarPerson>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScanDuplicates {
    pub request_id: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadDuplicates {
    #[ts(type = "number")]
    pub offset: i64,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DuplicatePair {
    pub a: CustomerRow,
    pub b: CustomerRow,
    #[ts(type = "number")]
    pub score: i64,
    pub reasons: Vec<Sameness>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DuplicateList {
    #[ts(type = "number")]
    pub total: i64,
    pub pairs: Vec<DuplicatePair>,
    /// When everybody was looked at last.
    pub looked: Option<DayView>,
    /// Merges that can still be taken back, newest first.
    pub merges: Vec<MergeView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetNotSame {
    pub request_id: String,
    pub a: CustomerId,
    pub b: CustomerId,
    /// False forgets it.
    pub not_same: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CompareCustomers {
    pub a: CustomerId,
    pub b: CustomerId,
}

/// One record of two, with what a choice needs to show.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ComparedSide {
    pub row: CustomerRow,
    pub fields: CustomerFields,
    pub code: Option<String>,
    /// Every field as a person reads it, by the name of the member of `CustomerFields` (own fields by `custom.<id>`).
    pub texts: Vec<ComparedText>,
    pub created: DayView,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComparedText {
    pub field: String,
    /// The name of an own field.
    pub name: String,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Comparison {
    pub a: ComparedSide,
    pub b: ComparedSide,
    #[ts(type = "number")]
    pub score: i64,
    pub reasons: Vec<Sameness>,
}

/// Make two records one. What both have is taken from the kept one unless `from_gone` names it; numbers, tags, interests
/// and history of both are kept in any case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MergeCustomers {
    pub request_id: String,
    pub kept: CustomerId,
    pub gone: CustomerId,
    /// Names of fields to take from the record that goes.
    pub from_gone: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Merged {
    pub merge: MergeId,
    pub kept: CustomerId,
    pub name: String,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UndoMerge {
    pub request_id: String,
    pub merge: MergeId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MergeView {
    pub merge: MergeId,
    pub kept: CustomerId,
    pub kept_name: String,
    pub gone_name: String,
    pub day: DayView,
    pub can_undo: bool,
}
