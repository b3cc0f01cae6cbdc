//! The board: every number with what it takes to believe it.

use super::{CustomerRow, DayView};
use bazgasht_domain::calendar::{Period, ShopDay};
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::Rial;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadBoard {
    /// None: the current season.
    pub period: Option<Period>,
    /// None: the shop's own W.
    #[ts(type = "number | null")]
    pub window_days: Option<i64>,
    /// None: today.
    pub as_of: Option<ShopDay>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BoardView {
    pub period: PeriodView,
    pub as_of: DayView,
    #[ts(type = "number")]
    pub window_days: i64,
    pub first_order: Option<DayView>,
    /// False in the first W days of history: rates that start from S are not available.
    pub history_sufficient: bool,
    pub hero: Card,
    pub churn: Card,
    pub cards: Vec<Card>,
    pub bridge: BridgeView,
    /// Oldest first; the last one is the chosen period.
    pub trend: Vec<TrendPoint>,
    pub excluded: Excluded,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PeriodView {
    pub period: Period,
    /// «پاییز ۱۴۰۵»
    pub label: String,
    pub from: DayView,
    pub to: DayView,
    /// The last day is not after the as-of day.
    pub complete: bool,
    #[ts(type = "number")]
    pub days_done: i64,
    #[ts(type = "number")]
    pub days_total: i64,
    pub previous: Period,
    pub previous_label: String,
    /// None when the next period starts after the as-of day.
    pub next: Option<Period>,
    pub last_year: Period,
    pub last_year_label: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CardKey {
    /// نرخ بازگشت: kept / S
    Crr,
    /// نرخ ریزش
    Churn,
    /// خرید تکراری, lifetime
    RepeatRate,
    /// second order within 90 days, matured cohort
    RepeatWithin90d,
    /// سهم برگشتی‌ها in the period
    ReturningShare,
    /// میانگین سبد
    AverageBasket,
    /// فروش خالص
    Revenue,
    /// خریدها
    Orders,
    /// مشتریان تازه
    NewCustomers,
    /// مشتریان فعال
    ActiveCustomers,
    /// CLV, simple formula of the sources
    ClvSimple,
    /// هزینهٔ جذب: acquisition cost over first-time buyers
    Cac,
    /// هزینهٔ نگه‌داشت: retention cost over kept
    Crc,
}

impl CardKey {
    /// Less of it is better.
    #[must_use]
    pub const fn is_better_low(self) -> bool {
        matches!(self, Self::Churn | Self::Cac | Self::Crc)
    }
}

/// What the owner wants a figure to be.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct TargetView {
    /// In the unit of the card.
    pub value: f64,
    /// None: the figure has no value to hold against it, or cannot be said to have missed it yet.
    pub missed: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CardUnit {
    /// A share 0..1, shown as a percentage.
    Share,
    Rial,
    Count,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The first W days of history.
    TooEarly,
    /// Nobody to count over.
    NoData,
    /// No cost is entered or was given by the club.
    NoCost,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Card {
    pub key: CardKey,
    pub unit: CardUnit,
    /// None with a reason in `missing`.
    pub value: Option<f64>,
    pub missing: Option<Missing>,
    /// n < 30: show counts and interval, not a bare percentage.
    pub few: bool,
    /// Numerator and denominator of a share, or orders behind a mean.
    #[ts(type = "number | null")]
    pub k: Option<i64>,
    #[ts(type = "number | null")]
    pub n: Option<i64>,
    #[ts(type = "[number, number] | null")]
    pub interval95: Option<(f64, f64)>,
    pub previous: Option<Change>,
    pub last_year: Option<Change>,
    pub target: Option<TargetView>,
    /// Month by month, oldest first, the running month last; empty for figures that have no past.
    pub spark: Vec<SparkPoint>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Better,
    Worse,
    Same,
}

/// The same number in another period.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Change {
    pub value: f64,
    /// Difference in the unit of the card (share points for shares).
    pub difference: f64,
    /// Relative change, when the other value is not zero.
    pub relative: Option<f64>,
    pub verdict: Verdict,
    /// The other period lacks data (history began in it).
    pub incomplete: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SparkPoint {
    pub label: String,
    pub value: Option<f64>,
    pub complete: bool,
}

/// S − lapsed + reactivated + new = E, always.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BridgeView {
    pub start_day: DayView,
    pub end_day: DayView,
    #[ts(type = "number")]
    pub start: i64,
    #[ts(type = "number")]
    pub kept: i64,
    #[ts(type = "number")]
    pub lapsed: i64,
    #[ts(type = "number")]
    pub reactivated: i64,
    #[ts(type = "number")]
    pub new: i64,
    #[ts(type = "number")]
    pub end: i64,
    pub crr: Option<f64>,
    pub crr_classic: Option<f64>,
    pub churn: Option<f64>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TrendPoint {
    pub period: Period,
    pub label: String,
    pub complete: bool,
    pub history_sufficient: bool,
    pub crr: Option<f64>,
    #[ts(type = "[number, number] | null")]
    pub crr_interval95: Option<(f64, f64)>,
    pub revenue_rial: Rial,
    #[ts(type = "number")]
    pub orders: i64,
    #[ts(type = "number")]
    pub new_customers: i64,
    #[ts(type = "number")]
    pub returning_customers: i64,
}

/// What the numbers of the period leave out.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Excluded {
    #[ts(type = "number")]
    pub anonymous_sales: i64,
    pub anonymous_rial: Rial,
    #[ts(type = "number")]
    pub cancelled_sales: i64,
    #[ts(type = "number")]
    pub leads: i64,
}

/// The people behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PeopleSet {
    Start,
    Kept,
    Lapsed,
    Reactivated,
    New,
    End,
    Ordering,
    FirstOrder,
    Returning,
    /// Two lifetime orders or more.
    Repeaters,
    /// Exactly one lifetime order.
    OneTimers,
    Buyers,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadDoor {
    pub key: CardKey,
    pub period: Period,
    #[ts(type = "number | null")]
    pub window_days: Option<i64>,
    pub as_of: Option<ShopDay>,
}

/// Behind one number: its formula with the values filled in, its people, what was left out.
/// The definition's words are in the catalogue under the key.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DoorView {
    pub key: CardKey,
    pub card: Card,
    pub period: PeriodView,
    #[ts(type = "number")]
    pub window_days: i64,
    pub formula: Formula,
    pub groups: Vec<DoorGroup>,
    pub excluded: Excluded,
    /// The classic figure beside the true one, for CRR.
    pub classic: Option<f64>,
}

/// Named terms; the catalogue holds the formula's layout and the names.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum Formula {
    /// numerator / denominator
    Ratio { numerator: Term, denominator: Term },
    /// Factors multiplied.
    Product { factors: Vec<Term> },
    /// A plain count or sum.
    Count { of: Term },
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Term {
    /// Key in the catalogue: `kept`, `start`, `revenue`, `orders` …
    pub name: String,
    pub value: f64,
    pub unit: CardUnit,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DoorGroup {
    pub set: PeopleSet,
    #[ts(type = "number")]
    pub count: i64,
    /// The most valuable few.
    pub top: Vec<NamedPerson>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NamedPerson {
    pub id: CustomerId,
    pub name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadPeople {
    pub set: PeopleSet,
    pub period: Period,
    #[ts(type = "number | null")]
    pub window_days: Option<i64>,
    pub as_of: Option<ShopDay>,
    #[ts(type = "number")]
    pub offset: i64,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PeopleBehind {
    #[ts(type = "number")]
    pub total: i64,
    pub rows: Vec<CustomerRow>,
}

/// Which periods there are to choose from.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListPeriods {
    pub kind: PeriodKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    Month,
    Season,
    Year,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PeriodList {
    /// Newest first, from the current one back to the first order.
    pub periods: Vec<PeriodChoice>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PeriodChoice {
    pub period: Period,
    pub label: String,
}
