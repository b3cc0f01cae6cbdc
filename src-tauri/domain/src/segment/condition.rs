//! The conditions, each as a shop would say it. One kind of thing to know about a person is one variant: a new one is
//! added here, in `check`, and where the columns answer it; nothing else has to change.

use super::time::{When, Window};
use crate::ids::{CategoryId, CustomFieldId, CustomerId, ProductId, SegmentId};
use serde::{Deserialize, Serialize};

/// From … to …, both included; at least one end is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "SegmentBetween")]
pub struct Between {
    #[ts(type = "number | null")]
    pub min: Option<i64>,
    #[ts(type = "number | null")]
    pub max: Option<i64>,
}

impl Between {
    #[must_use]
    pub const fn at_least(min: i64) -> Self {
        Self { min: Some(min), max: None }
    }
    #[must_use]
    pub const fn at_most(max: i64) -> Self {
        Self { min: None, max: Some(max) }
    }
    #[must_use]
    pub const fn exactly(value: i64) -> Self {
        Self { min: Some(value), max: Some(value) }
    }
    #[must_use]
    pub fn contains(self, value: i64) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }
}

/// A product, or everything of a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(tag = "kind", rename_all = "snake_case", rename = "SegmentGoods")]
pub enum Goods {
    Product { product: ProductId },
    Category { category: CategoryId },
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident as $ts:literal { $($variant:ident => $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
        #[serde(rename_all = "snake_case")]
        #[ts(rename_all = "snake_case", rename = $ts)]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

words! {
    /// Where somebody stands in their own rhythm.
    Rhythm as "SegmentRhythm" {
        Lead => "lead", New => "new", FewData => "few_data", OnTime => "on_time", Due => "due", Lapsed => "lapsed",
    }
}
words! {
    /// How far the talk with somebody who has not bought has come; whoever was a lead and bought is won.
    LeadStage as "SegmentLeadStage" {
        New => "new", Contacted => "contacted", Offer => "offer", Won => "won", Lost => "lost",
    }
}
words! {
    Gender as "SegmentGender" { Female => "female", Male => "male" }
}
words! {
    /// What recency and frequency mean together.
    RfmGroup as "SegmentRfmGroup" {
        Champions => "champions", Loyal => "loyal", PotentialLoyalist => "potential_loyalist", New => "new",
        Promising => "promising", NeedAttention => "need_attention", AboutToSleep => "about_to_sleep",
        CantLose => "cant_lose", AtRisk => "at_risk", Hibernating => "hibernating", Lost => "lost",
    }
}
words! {
    /// What may or may not be written down about a person.
    Attribute as "SegmentAttribute" {
        City => "city", District => "district", Channel => "channel", CompanySize => "company_size",
        Interests => "interests", Birthday => "birthday", BirthYear => "birth_year", Gender => "gender",
        Referrer => "referrer",
    }
}
words! {
    /// What the prediction says of a person.
    Forecast as "SegmentForecast" {
        /* percent */ Alive => "alive", /* percent */ Buy => "buy", /* rial */ Value => "value",
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(tag = "kind", rename_all = "snake_case", rename = "SegmentBirthday")]
pub enum BirthdayIn {
    /// Today or one of the days after it, so many in all.
    NextDays {
        days: u16,
    },
    Month {
        month: u8,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(tag = "kind", rename_all = "snake_case", rename = "SegmentReferredBy")]
pub enum ReferredBy {
    Anybody,
    One { customer: CustomerId },
}

/// What is asked of a field of the shop's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(tag = "kind", rename_all = "snake_case", rename = "SegmentFieldTest")]
pub enum FieldTest {
    /// Something is written there.
    Filled,
    /// A text or a choice is one of these.
    AnyOf {
        texts: Vec<String>,
    },
    /// A text holds this part.
    Holds {
        part: String,
    },
    /// Thousandths of a number.
    Number {
        thousandths: Between,
    },
    Date {
        when: When,
    },
    Yes,
}

/// One thing to know about a person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(tag = "kind", rename_all = "snake_case", rename = "SegmentCondition")]
pub enum Condition {
    Everybody,
    Nobody,
    /// False for somebody who never bought: that is known, not missing.
    LastPurchase {
        when: When,
    },
    FirstPurchase {
        when: When,
    },
    Orders {
        count: Between,
        window: Window,
    },
    /// Net of returns.
    Amount {
        rial: Between,
        window: Window,
    },
    /// Net per order; without an order there is none.
    AverageBasket {
        rial: Between,
        window: Window,
    },
    /// Days with at least one order.
    Visits {
        days: Between,
        window: Window,
    },
    /// Orders with the goods in them. An order of which only the amount is known may have had them.
    Bought {
        goods: Goods,
        times: u16,
        window: Window,
    },
    City {
        any_of: Vec<String>,
    },
    District {
        any_of: Vec<String>,
    },
    Channel {
        any_of: Vec<String>,
    },
    Company {
        is: bool,
    },
    CompanySize {
        people: Between,
    },
    Tags {
        any_of: Vec<String>,
    },
    Interests {
        any_of: Vec<Goods>,
    },
    Field {
        field: CustomFieldId,
        test: FieldTest,
    },
    Birthday {
        within: BirthdayIn,
    },
    Age {
        years: Between,
    },
    GenderIs {
        gender: Gender,
    },
    /// Of the club's ladder; `or_none` also takes those without a tier.
    Tier {
        any_of: Vec<String>,
        or_none: bool,
    },
    Points {
        balance: Between,
    },
    /// At least so many points end today or within the days after it, so many days in all.
    PointsExpiring {
        days: u16,
        points: Between,
    },
    /// What is owed (نسیه).
    Debt {
        rial: Between,
    },
    /// What the person said to a channel; who was never asked is unknown.
    Consent {
        channel: String,
    },
    LeadStageIs {
        any_of: Vec<LeadStage>,
    },
    RhythmIs {
        any_of: Vec<Rhythm>,
    },
    /// Scores of 1–5; a part that is not given is not asked.
    RfmScore {
        r: Option<Between>,
        f: Option<Between>,
        m: Option<Between>,
    },
    RfmGroupIs {
        any_of: Vec<RfmGroup>,
    },
    /// When the record was made.
    Joined {
        when: When,
    },
    Referrer {
        by: ReferredBy,
    },
    /// A member of another segment.
    Segment {
        segment: SegmentId,
    },
    /// Unknown as long as there is no prediction, or none for this person.
    Predicted {
        forecast: Forecast,
        is: Between,
    },
    Recorded {
        what: Attribute,
    },
}
