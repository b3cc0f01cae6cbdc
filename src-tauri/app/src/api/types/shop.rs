//! The shop itself: its first run, its settings, who is signed in.

use super::{DayView, Nothing};
use bazgasht_domain::ids::StaffId;
use bazgasht_domain::money::{MoneyUnit, Rial};
use bazgasht_domain::points::Points;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether the program has a shop to work in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ShopState {
    /// No shop yet: the window shows the first-run page.
    FirstRun,
    /// The shop's own data.
    Ready,
    /// The sample shop, in a file of its own; the real one is untouched.
    Sample,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Owner,
    Cashier,
    Care,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StaffView {
    pub id: StaffId,
    pub name: String,
    pub initials: String,
    pub role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    #[default]
    Comfortable,
    Compact,
}

/// What every screen needs to know.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ShopStatus {
    pub state: ShopState,
    pub shop_name: String,
    pub money_unit: MoneyUnit,
    pub theme: Theme,
    pub density: Density,
    pub today: DayView,
    #[ts(type = "number")]
    pub customers: i64,
    #[ts(type = "number")]
    pub sales: i64,
    /// False while the columns are still being loaded behind the first screen.
    pub numbers_ready: bool,
    /// Who is signed in; nobody while the shop is locked.
    pub staff: Option<StaffView>,
    /// Somebody must sign in first; nothing about people is told.
    pub locked: bool,
    /// The shop has locks: it can be locked and people sign in.
    pub locks: bool,
    /// Hours since the last verified backup; none when there is none yet.
    #[ts(type = "number | null")]
    pub backup_age_hours: Option<i64>,
    /// The PC's date is doubtful: before the last recorded event or long after it.
    pub clock_in_doubt: bool,
    pub version: String,
}

/// First run, "start empty": also the step before a first import.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StartShop {
    pub request_id: String,
    pub shop_name: String,
    pub owner_name: String,
    pub money_unit: MoneyUnit,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SettingsView {
    pub shop_name: String,
    pub money_unit: MoneyUnit,
    pub theme: Theme,
    pub density: Density,
    pub program: ProgramView,
    /// W, the shop's one window of "active" in days.
    #[ts(type = "number")]
    pub window_days: i64,
    pub window_chosen_on: Option<DayView>,
    pub window_suggested: Option<WindowSuggestion>,
    /// Minutes without a sign of the person until the shop locks itself; 0: never.
    #[ts(type = "number")]
    pub auto_lock_minutes: i64,
    /// Where the shop's file is, for the owner to see.
    pub data_folder: String,
}

/// The p90 of gaps between purchase occasions, clamped to 30–365 days.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WindowSuggestion {
    #[ts(type = "number")]
    pub days: i64,
    pub gap_days_p90: Option<f64>,
    #[ts(type = "number")]
    pub gaps: i64,
}

/// The loyalty program in its simple form: every `unit_rial` earns `points_per_unit`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProgramView {
    pub unit_rial: Rial,
    pub points_per_unit: Points,
    pub redeem_points: Points,
    pub redeem_value_rial: Rial,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveSettings {
    pub request_id: String,
    pub shop_name: Option<String>,
    pub money_unit: Option<MoneyUnit>,
    pub theme: Option<Theme>,
    pub density: Option<Density>,
    pub program: Option<ProgramView>,
    /// 0: no choice, follow the suggestion.
    #[ts(type = "number | null")]
    pub window_days: Option<i64>,
    /// 0: the shop never locks itself.
    #[ts(type = "number | null")]
    pub auto_lock_minutes: Option<i64>,
}

/// Take back the change that was made under the request id `of`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UndoChange {
    pub request_id: String,
    pub of: String,
}

/// Answer of a change that has nothing more to say; `repeated` when the request had already been done.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Done {
    pub repeated: bool,
}

impl From<Nothing> for Done {
    fn from(_: Nothing) -> Self {
        Self { repeated: false }
    }
}
