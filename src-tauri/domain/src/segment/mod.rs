//! Groups of customers, told by conditions in the shop's language: all-of groups joined by "or", each condition may be
//! turned round. Two levels and no brackets, so the rule always reads as one sentence.
//!
//! Invariants: what is not known is neither true nor false ([`Truth::Unknown`]), and stays so when it is turned round;
//! nothing here knows what day it is: every relative date is resolved by an as-of day that is passed in.

mod check;
mod circle;
mod condition;
mod json;
mod time;
mod truth;

pub use check::{
    CONDITIONS_MAX, COUNT_MAX, DAYS_MAX, GROUPS_MAX, JSON_BYTES_MAX, LIST_MAX, RuleError, TEXT_CHARS_MAX,
};
pub use circle::order;
pub use condition::{
    Attribute, Between, BirthdayIn, Condition, FieldTest, Forecast, Gender, Goods, LeadStage, ReferredBy,
    RfmGroup, Rhythm,
};
pub use json::{VERSION, read, write};
pub use time::{Ago, DayRange, Unit, When, Window};
pub use truth::Truth;

use crate::ids::{CustomFieldId, SegmentId};
use serde::{Deserialize, Serialize};

/// Who belongs: everybody for whom at least one group holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "SegmentRule")]
pub struct Rule {
    pub groups: Vec<Group>,
}

/// Every clause holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "SegmentGroup")]
pub struct Group {
    pub all: Vec<Clause>,
}

/// One condition, straight or turned round.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "SegmentClause")]
pub struct Clause {
    pub not: bool,
    pub when: Condition,
}

impl Clause {
    #[must_use]
    pub fn is(when: Condition) -> Self {
        Self { not: false, when }
    }
    #[must_use]
    pub fn is_not(when: Condition) -> Self {
        Self { not: true, when }
    }
}

impl Rule {
    /// One group.
    #[must_use]
    pub fn all(all: Vec<Clause>) -> Self {
        Self { groups: vec![Group { all }] }
    }

    /// Every condition, in reading order.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.groups.iter().flat_map(|group| group.all.iter().map(|clause| &clause.when))
    }

    /// The segments that this one is made of.
    pub fn segments(&self) -> impl Iterator<Item = SegmentId> {
        self.conditions().filter_map(|condition| match condition {
            Condition::Segment { segment } => Some(*segment),
            _ => None,
        })
    }

    /// The shop's own fields that it looks at.
    pub fn fields(&self) -> impl Iterator<Item = CustomFieldId> {
        self.conditions().filter_map(|condition| match condition {
            Condition::Field { field, .. } => Some(*field),
            _ => None,
        })
    }

    /// Whether it looks at what was bought, not only when and for how much.
    #[must_use]
    pub fn needs_goods(&self) -> bool {
        self.conditions().any(|condition| matches!(condition, Condition::Bought { .. }))
    }

    /// Whether it holds for a person, given what each condition says of them.
    pub fn holds(&self, mut says: impl FnMut(&Condition) -> Truth) -> Truth {
        let mut any = Truth::No;
        for group in &self.groups {
            let mut all = Truth::Yes;
            for clause in &group.all {
                let said = says(&clause.when);
                all = all.and(if clause.not { said.negated() } else { said });
            }
            any = any.or(all);
        }
        any
    }
}
