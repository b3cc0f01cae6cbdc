//! What will probably come: figures with their ranges, how the model did on the shop's own past, and people in order.
//! Nothing here is certain; what the shop's data does not carry is absent, never guessed.

use super::{CustomerRow, DayView};
use bazgasht_domain::money::Rial;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadForecast {
    /// Count anew even if the last one is of today.
    pub again: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ForecastView {
    /// A new one is being counted; `forecast` is the one before, if there is one.
    pub counting: bool,
    pub forecast: Option<ForecastFigures>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ForecastFigures {
    pub as_of: DayView,
    /// No sale has changed since.
    pub current: bool,
    #[ts(type = "number")]
    pub window_days: i64,
    /// What it rests on.
    #[ts(type = "number")]
    pub customers: i64,
    #[ts(type = "number")]
    pub repeaters: i64,
    #[ts(type = "number")]
    pub history_days: i64,
    pub first_order: Option<DayView>,
    /// Left out: sales without a customer, people without a purchase.
    #[ts(type = "number")]
    pub anonymous_sales: i64,
    #[ts(type = "number")]
    pub leads: i64,
    /// What is still to come before people are ranked; absent when nothing is.
    pub missing_for_ranking: Option<ForecastMissing>,
    /// What is still to come before sums are told.
    pub missing_for_money: Option<ForecastMissing>,
    pub refused: Option<ForecastRefusal>,
    pub model: Option<ForecastModel>,
    pub totals: Vec<ForecastTotal>,
    /// Refits behind each range.
    #[ts(type = "number")]
    pub refits: i64,
    /// Customers who are probably still here, and the others; absent where the data does not tell.
    pub presence: Option<ForecastPresence>,
    pub bands: Vec<BandCount>,
    pub spending: Option<ForecastSpending>,
    pub back_test: Option<BackTestView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ForecastMissing {
    #[ts(type = "number")]
    pub customers: i64,
    #[ts(type = "number")]
    pub repeaters: i64,
    #[ts(type = "number")]
    pub days: i64,
    /// When the days will be enough.
    pub on: Option<DayView>,
}

/// Why the shop's data carries no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ForecastRefusal {
    TooFew,
    NoRepeats,
    AllAlike,
    NotSettled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ForecastModelName {
    MbgNbd,
    /// With gaps more regular than chance.
    MbgCnbdK,
}

/// The model in plain figures.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ForecastModel {
    pub name: ForecastModelName,
    /// Regularity of the gaps; 1 is none.
    #[ts(type = "number")]
    pub regularity: i64,
    /// Purchases a year of a usual customer while a customer.
    pub purchases_per_year: f64,
    /// The share that leaves after a purchase.
    pub leave_share: f64,
    /// The data tells who left from who buys rarely.
    pub presence_is_told: bool,
    /// r, α, a, b as the books name them, in weeks.
    pub parameters: Vec<NamedValue>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NamedValue {
    pub name: String,
    pub value: f64,
}

/// Everybody together, from low to high.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ForecastTotal {
    #[ts(type = "number")]
    pub days: i64,
    pub until: DayView,
    #[ts(type = "number")]
    pub purchases_low: i64,
    #[ts(type = "number")]
    pub purchases_high: i64,
    pub money_low_rial: Option<Rial>,
    pub money_high_rial: Option<Rial>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ForecastPresence {
    #[ts(type = "number")]
    pub here: i64,
    #[ts(type = "number")]
    pub gone: i64,
}

/// Where somebody stands by the chance of a purchase within the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ForecastBand {
    /// At least an even chance.
    Coming,
    /// Between one in five and even.
    Unsure,
    /// Less than one in five.
    Slipping,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BandCount {
    pub band: ForecastBand,
    #[ts(type = "number")]
    pub count: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ForecastSpending {
    /// The basket to expect of somebody of whom nothing is known.
    pub basket_rial: Rial,
    #[ts(type = "number")]
    pub customers: i64,
    /// Repeaters without a positive amount.
    #[ts(type = "number")]
    pub left_out: i64,
    /// Between how often and how much; the model takes them to be unrelated.
    pub correlation: f64,
}

/// The same model fitted to the past only, beside what happened.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackTestView {
    /// The first and the last day that the model did not see.
    pub from: DayView,
    pub to: DayView,
    #[ts(type = "number")]
    pub days: i64,
    #[ts(type = "number")]
    pub customers: i64,
    #[ts(type = "number")]
    pub predicted: i64,
    #[ts(type = "number")]
    pub actual: i64,
    pub money_predicted_rial: Option<Rial>,
    pub money_actual_rial: Rial,
    /// How far off per customer, on average.
    pub error_mean: f64,
    #[ts(type = "number")]
    pub came: i64,
    #[ts(type = "number")]
    pub came_predicted: i64,
    /// How often who came was ranked above who did not; 0.5 is a guess.
    pub ranked_right: Option<f64>,
    /// Groups of people with a like chance of coming, the least likely first.
    pub by_chance: Vec<ChanceGroup>,
    /// Purchases since the first day.
    pub curve: Vec<CurveDay>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChanceGroup {
    #[ts(type = "number")]
    pub n: i64,
    pub predicted: f64,
    pub actual: f64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CurveDay {
    pub day: DayView,
    #[ts(type = "number")]
    pub predicted: i64,
    #[ts(type = "number")]
    pub actual: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListForecastPeople {
    pub sort: ForecastSort,
    pub band: Option<ForecastBand>,
    #[ts(type = "number")]
    pub offset: i64,
    #[ts(type = "number")]
    pub limit: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ForecastSort {
    /// What would be missed most if they did not come back.
    AtStake,
    /// The most valuable year to come.
    Value,
    /// The likeliest buyers.
    Likely,
    /// The least likely buyers.
    Unlikely,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ForecastPeople {
    #[ts(type = "number")]
    pub total: i64,
    pub as_of: Option<DayView>,
    pub rows: Vec<ForecastPerson>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ForecastPerson {
    pub row: CustomerRow,
    pub outlook: PersonOutlook,
}

/// One customer's outlook, as of the day of the forecast.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonOutlook {
    pub as_of: DayView,
    #[ts(type = "number")]
    pub window_days: i64,
    pub band: ForecastBand,
    /// The chance of a purchase within the window.
    pub p_buy: f64,
    /// The chance of still being a customer; absent where the shop's data does not tell.
    pub p_alive: Option<f64>,
    /// Purchases of the next twelve months.
    pub purchases: f64,
    /// Sales of the next twelve months; absent until sums are told.
    pub value_rial: Option<Rial>,
    /// The same from low to high; only on the customer's own page and where sums are told.
    pub range: Option<OutlookRange>,
    /// The part of it that hangs on a purchase which may not come within the window.
    pub at_stake_rial: Option<Rial>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OutlookRange {
    pub purchases_low: f64,
    pub purchases_high: f64,
    pub value_low_rial: Option<Rial>,
    pub value_high_rial: Option<Rial>,
}
