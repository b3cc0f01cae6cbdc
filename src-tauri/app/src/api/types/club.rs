//! The club as the window shows it: its program, what a purchase earns, statements, liability.

use super::{DayView, PersonRef};
use bazgasht_domain::ids::{CustomerId, PointsEntryId};
use bazgasht_domain::loyalty::{EntryKind, Expiry, Program, SpentPoints};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the points of one sale come about. `points` = Σ parts; bonuses are parts of their own.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EarnBreakdown {
    pub base_rial: Rial,
    pub unit_rial: Rial,
    pub points_per_unit: Points,
    pub points: Points,
    /// The part of the base that earned nothing (less than one unit).
    pub remainder_rial: Rial,
    /// From earlier purchases, when the program carries the rest over.
    pub carried_rial: Rial,
    pub parts: Vec<EarnPart>,
    /// The first day on which the points can be spent; none at once.
    pub available_from: Option<DayView>,
    /// Their last day; none for ever.
    pub expires: Option<DayView>,
}

/// One reason for points; its sentence is in the catalogue under `kind`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EarnPart {
    pub kind: EarnPartKind,
    /// Which rule of the program; "base" for the base rule.
    pub rule: String,
    /// As the owner named it; empty for the base rule.
    pub name: String,
    /// Of multipliers only: 200 is twice.
    #[ts(type = "number | null")]
    pub percent: Option<i64>,
    /// May be below zero for a multiplier below once.
    pub points: Points,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EarnPartKind {
    Base,
    Tier,
    Category,
    Product,
    Campaign,
    FirstPurchase,
    NthPurchase,
    Birthday,
    Anniversary,
    Referral,
    Survey,
}

/// One open lot of points.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LotView {
    pub entry: PointsEntryId,
    pub open: Points,
    pub opened: DayView,
    pub expires: Option<DayView>,
    /// The first day on which it can be spent, while that is still to come.
    pub available: Option<DayView>,
}

/// The whole club at a glance.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ClubView {
    #[ts(type = "number")]
    pub revision: i64,
    pub program: Program,
    /// The program as one sentence, part by part; the words are in the catalogue under `kind`.
    pub sentence: Vec<SentencePart>,
    /// Newest first.
    pub versions: Vec<ProgramVersion>,
    pub tiers: Vec<TierView>,
    /// Members without a tier.
    #[ts(type = "number")]
    pub untiered: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProgramVersion {
    #[ts(type = "number")]
    pub revision: i64,
    pub saved: DayView,
    pub saved_by: Option<String>,
    pub sentence: Vec<SentencePart>,
    /// What going back to it begins with.
    pub program: Program,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TierView {
    pub id: String,
    pub name: String,
    #[ts(type = "number")]
    pub members: i64,
}

/// A part of the sentence that says the program, in the order in which it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SentencePart {
    Earn {
        unit_rial: Rial,
        points: Points,
        gross: bool,
    },
    Carry,
    Tier {
        name: String,
        percent: u16,
    },
    Category {
        name: String,
        percent: u16,
    },
    Product {
        name: String,
        percent: u16,
    },
    /// Saturday is 0; no weekdays are all of them. Minutes since midnight, the end exclusive.
    Campaign {
        name: String,
        percent: u16,
        from: Box<DayView>,
        to: Box<DayView>,
        weekdays: Vec<u8>,
        from_minute: u16,
        to_minute: u16,
    },
    FirstPurchase {
        points: Points,
    },
    NthPurchase {
        points: Points,
        nth: u16,
        every: bool,
    },
    Birthday {
        points: Points,
        days_before: u16,
        days_after: u16,
    },
    Anniversary {
        points: Points,
    },
    Referral {
        points: Points,
        referrer_points: Points,
        after_days: u16,
    },
    Survey {
        points: Points,
    },
    Redeem {
        points: Points,
        value_rial: Rial,
        minimum: Points,
    },
    RedeemCap {
        percent: u8,
    },
    AvailableAfter {
        days: u16,
    },
    Expires {
        expiry: Expiry,
    },
    SpentPoints {
        policy: SpentPoints,
    },
}

/// A new version of the program. Sales keep the version that counted them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveProgram {
    pub request_id: String,
    /// The revision that was edited; another one meanwhile refuses the change.
    #[ts(type = "number")]
    pub revision: i64,
    pub program: Program,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProgramSaved {
    #[ts(type = "number")]
    pub revision: i64,
    /// Points that got a last day because expiry was switched on, and that day.
    pub dated_points: Points,
    pub dated_to: Option<DayView>,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SimulateProgram {
    pub program: Program,
}

/// "With this program, last year would have …", over the real sales of the last 365 days.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Simulation {
    pub from: DayView,
    pub to: DayView,
    pub sentence: Vec<SentencePart>,
    #[ts(type = "number")]
    pub sales: i64,
    #[ts(type = "number")]
    pub customers: i64,
    pub net_rial: Rial,
    /// With the program as it is, and with the one asked for.
    pub current: SimulatedYear,
    pub proposed: SimulatedYear,
    /// Ten customers for whom it makes the largest difference.
    pub people: Vec<SimulatedPerson>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SimulatedYear {
    pub issued: Points,
    pub bonus: Points,
    /// If every point were redeemed.
    pub cost_rial_most: Rial,
    /// At the share of points that this shop's customers really redeem.
    pub cost_rial_expected: Rial,
    /// The most as a share of net sales, in hundredths of a percent.
    #[ts(type = "number")]
    pub cost_basis_points: i64,
    /// How many would stand in each tier at the end, from the lowest.
    pub tiers: Vec<TierView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SimulatedPerson {
    pub customer: CustomerId,
    pub name: String,
    pub current: Points,
    pub proposed: Points,
    pub tier: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AdjustPoints {
    pub request_id: String,
    pub customer: CustomerId,
    /// Below zero takes points away.
    pub points: Points,
    pub reason: String,
}

/// Takes points that were given or taken by hand back, by an entry of its own.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReversePoints {
    pub request_id: String,
    pub entry: PointsEntryId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PointsChanged {
    pub balance: Points,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadStatement {
    pub customer: CustomerId,
    /// Entries already seen.
    #[ts(type = "number")]
    pub skip: i64,
    #[ts(type = "number")]
    pub limit: i64,
}

/// Every figure adds up: balance = issued − redeemed − expired ± the rest = Σ open lots − debt.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Statement {
    pub balance: Points,
    /// Can be spent now.
    pub spendable: Points,
    pub spendable_rial: Rial,
    /// Earned, not available yet.
    pub pending: Points,
    /// Reserved by suspended sales.
    pub held: Points,
    pub debt: Points,
    /// Σ of the entries of each kind; together the balance.
    pub by_kind: Vec<KindTotal>,
    pub lots: Vec<LotView>,
    pub tier: Option<TierStanding>,
    /// None when the program gives nothing for an answered survey.
    pub survey: Option<SurveyOffer>,
    #[ts(type = "number")]
    pub entries_count: i64,
    /// Newest first, each with the balance after it.
    pub entries: Vec<StatementLine>,
}

/// What an answered survey gives.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SurveyOffer {
    pub points: Points,
    /// The day from which it may be given again; none for now.
    pub from: Option<DayView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KindTotal {
    pub kind: EntryKind,
    pub points: Points,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StatementLine {
    pub entry: PointsEntryId,
    pub kind: EntryKind,
    pub points: Points,
    pub balance_after: Points,
    pub day: DayView,
    /// Whose purchase took these points, or gave them back, when it was somebody else's of the household.
    pub bought_by: Option<PersonRef>,
    /// "sale", "return", "staff", "expiry", "import", "referral", "survey" …
    pub source: String,
    #[ts(type = "number")]
    pub source_id: i64,
    /// Of the sale or return behind it.
    pub invoice_no: Option<String>,
    pub rule: String,
    /// As the owner named the rule; empty for one that is gone and for the base rule.
    pub rule_name: String,
    pub actor: Option<String>,
    pub note: Option<String>,
}

/// Where a customer stands on the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TierStanding {
    /// None below the first step.
    pub tier: Option<TierRef>,
    pub since: Option<DayView>,
    /// Rial or points in the window.
    #[ts(type = "number")]
    pub qualifying: i64,
    pub next: Option<TierRef>,
    /// What is missing to the next step.
    #[ts(type = "number | null")]
    pub missing: Option<i64>,
    /// Below the threshold; the tier is kept to this day.
    pub grace_until: Option<DayView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TierRef {
    pub id: String,
    pub name: String,
}
