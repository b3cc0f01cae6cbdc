//! What happened with one person, event by event. The words for each are in the catalogue.

use super::{DayView, FieldChange, LeadStage, OfferView, PayKind, PaymentInput, TierReason};
use bazgasht_domain::ids::{CustomerId, MergeId, NoteId, SaleId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimelineKind {
    Purchase,
    Return,
    Points,
    Note,
    Offer,
    Stage,
    Merge,
    Edit,
    Settlement,
    Delivery,
    Tier,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    pub customer: CustomerId,
    /// Empty for all kinds.
    pub kinds: Vec<TimelineKind>,
    /// `next` of the previous page.
    pub cursor: Option<String>,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TimelinePage {
    pub events: Vec<TimelineEvent>,
    pub next: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TimelineEvent {
    pub day: DayView,
    /// HH:MM, when known.
    pub time: Option<String>,
    pub what: TimelineWhat,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TimelineWhat {
    Purchase {
        sale: SaleId,
        invoice_no: String,
        net_rial: Rial,
        returned_rial: Rial,
        /// The first lines' titles.
        titles: Vec<String>,
        #[ts(type = "number")]
        lines: i64,
        points: Points,
        cancelled: bool,
        payments: Vec<PaymentInput>,
    },
    Return {
        invoice_no: String,
        amount_rial: Rial,
        titles: Vec<String>,
    },
    Points {
        /// `redeem`, `expire`, `adjust`, `opening` …
        entry: String,
        points: Points,
        note: String,
        /// Whose purchase it was, when somebody else of the household bought with these points.
        bought_by: Option<String>,
    },
    /// A change of the record itself: created, edited, imported.
    Edit {
        op: String,
        actor: Option<String>,
        /// What was there before and after, field by field.
        changes: Vec<FieldChange>,
    },
    Note {
        note: NoteId,
        text: String,
        actor: Option<String>,
    },
    Offer {
        offer: Box<OfferView>,
    },
    /// A lead's stage; `won` by the first sale.
    Stage {
        from: LeadStage,
        to: LeadStage,
        reason: String,
        actor: Option<String>,
    },
    Merge {
        merge: MergeId,
        /// The record that went into this one.
        name: String,
        undone: bool,
        can_undo: bool,
    },
    /// Money towards what was owed; below zero when a settlement was taken back.
    Settlement {
        amount_rial: Rial,
        paid: PayKind,
        note: String,
        reversed: bool,
    },
    /// Goods of a sale: promised for a day, brought on another.
    Delivery {
        sale: SaleId,
        invoice_no: String,
        promised: DayView,
        delivered: Option<DayView>,
    },
    /// A step on the ladder, with the numbers it was decided on.
    Tier {
        from: Option<String>,
        to: Option<String>,
        reason: TierReason,
        #[ts(type = "number")]
        qualifying: i64,
        #[ts(type = "number")]
        threshold: i64,
        /// The figures are points, not rial.
        in_points: bool,
    },
}
