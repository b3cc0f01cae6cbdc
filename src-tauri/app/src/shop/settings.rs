//! Settings: read whole, changed field by field in one transaction. W, the shop's one window of "active", is chosen
//! once and kept with its day; without a choice the suggestion from the shop's own gaps is used.

use crate::api::Tag;
use crate::api::types::{
    Density, Done, Nothing, ProgramView, SaveSettings, SettingsView, Theme, WindowSuggestion,
};
use crate::core::{App, Loaded, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::loyalty::Program;
use bazgasht_domain::money::MoneyUnit;
use bazgasht_insights::kpi::WindowDays;
use bazgasht_store::club::current;
use bazgasht_store::{Reader, Tx, settings};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const AUTO_LOCK_MINUTES_USUAL: i64 = 10;
const AUTO_LOCK_MINUTES: std::ops::RangeInclusive<i64> = 0..=240;
const WINDOW_DAYS: std::ops::RangeInclusive<i64> = 7..=730;

/// The shop's settings, with defaults where nothing was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The first run is over.
    pub started: bool,
    pub shop_name: String,
    pub money_unit: MoneyUnit,
    pub theme: Theme,
    pub density: Density,
    pub window: Option<Window>,
    /// Minutes without a sign of the person until the shop locks itself; 0: never.
    pub auto_lock_minutes: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            started: false,
            shop_name: String::new(),
            money_unit: MoneyUnit::default(),
            theme: Theme::default(),
            density: Density::default(),
            window: None,
            auto_lock_minutes: AUTO_LOCK_MINUTES_USUAL,
        }
    }
}

/// W and the day it was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub days: i64,
    pub chosen: ShopDay,
}

fn view(program: &Program) -> ProgramView {
    ProgramView {
        unit_rial: program.unit,
        points_per_unit: program.points_per_unit,
        redeem_points: program.redeem_points,
        redeem_value_rial: program.redeem_value,
    }
}

/// The program with the numbers of `view`; its other rules stay.
fn with_numbers(program: &Program, view: &ProgramView) -> Program {
    Program {
        unit: view.unit_rial,
        points_per_unit: view.points_per_unit,
        redeem_points: view.redeem_points,
        redeem_value: view.redeem_value_rial,
        redeem_minimum: view.redeem_points,
        ..program.clone()
    }
}

const KEY: &str = "shop";

impl Settings {
    /// # Errors
    /// What the store says.
    pub fn read(reader: &Reader) -> Result<Self, AppError> {
        Ok(settings::get(reader, KEY)?.unwrap_or_default())
    }

    /// # Errors
    /// What the store says.
    pub fn write(&self, tx: &Tx) -> Result<(), AppError> {
        Ok(settings::put(tx, KEY, self)?)
    }
}

/// W of the shop: the chosen one, or the suggestion from its own gaps.
///
/// # Errors
/// What the store or the numbers say.
pub(crate) fn window_days(app: &Arc<App>) -> Result<i64, AppError> {
    let shop = app.shop();
    let chosen = shop.store().read(Settings::read)?.window;
    match chosen {
        Some(window) => Ok(window.days),
        None => shop.numbers_cell().with(|numbers| Ok(suggestion(numbers, app.today()).days)),
    }
}

/// The same without waiting: as long as the shop's own gaps are not known yet, the window of a shop with too few.
///
/// # Errors
/// What the store says.
pub(crate) fn window_days_now(app: &Arc<App>) -> Result<i64, AppError> {
    let chosen = app.shop().store().read(Settings::read)?.window;
    Ok(chosen.map_or_else(|| window_or_default(suggestion_now(app).as_ref()), |window| window.days))
}

fn window_or_default(suggested: Option<&WindowSuggestion>) -> i64 {
    suggested.map_or(i64::from(WindowDays::DEFAULT.get()), |suggested| suggested.days)
}

fn suggestion(numbers: &Loaded<'_>, today: ShopDay) -> WindowSuggestion {
    let gaps = numbers.gaps(today);
    WindowSuggestion {
        days: i64::from(gaps.suggested_window().get()),
        gap_days_p90: gaps.p90,
        gaps: gaps.n.into(),
    }
}

fn suggestion_now(app: &Arc<App>) -> Option<WindowSuggestion> {
    app.shop().numbers_cell().now(|numbers| suggestion(numbers, app.today()))
}

pub(crate) fn read_settings(app: &Arc<App>, _: &Session, _: Nothing) -> Result<SettingsView, AppError> {
    let suggested = suggestion_now(app);
    let today = app.today();
    let (stored, version) = app
        .shop()
        .store()
        .read(|reader| -> Result<_, AppError> { Ok((Settings::read(reader)?, current(reader)?)) })?;
    Ok(SettingsView {
        shop_name: stored.shop_name,
        money_unit: stored.money_unit,
        theme: stored.theme,
        density: stored.density,
        program: view(&version.rules),
        window_days: stored
            .window
            .map_or_else(|| window_or_default(suggested.as_ref()), |window| window.days),
        window_chosen_on: stored.window.map(|window| day_view(window.chosen, today)),
        window_suggested: suggested,
        auto_lock_minutes: stored.auto_lock_minutes,
        data_folder: app.folder().display().to_string(),
    })
}

pub(crate) fn save_settings(
    app: &Arc<App>,
    session: &Session,
    request: SaveSettings,
) -> Result<Done, AppError> {
    let shop = app.shop();
    let touched = [Tag::Settings, Tag::Sales];
    let done =
        transact(app, &shop, session, Op::SaveSettings, &request.request_id, &touched, |tx, change| {
            let before = Settings::read(tx)?;
            let after = changed(before.clone(), &request, change.today)?;
            after.write(tx)?;
            let version = current(tx)?;
            change.undo_by("save_settings", inverse(&before, &version.rules, &request));
            if let Some(numbers) = &request.program {
                let rules = with_numbers(&version.rules, numbers);
                crate::club::save_rules(tx, change, session, &version, rules)?;
            }
            // The journal keeps both, so that a figure under an old W can be explained later.
            change.about("settings", 0, serde_json::json!({ "before": before, "after": after }));
            Ok(())
        })?;
    Ok(Done { repeated: done.repeated })
}

/// The fields that `request` changes, as they were.
fn inverse(before: &Settings, rules: &Program, request: &SaveSettings) -> serde_json::Value {
    serde_json::json!({
        "shop_name": request.shop_name.as_ref().map(|_| &before.shop_name),
        "money_unit": request.money_unit.map(|_| before.money_unit),
        "theme": request.theme.map(|_| before.theme),
        "density": request.density.map(|_| before.density),
        "program": request.program.as_ref().map(|_| view(rules)),
        "window_days": request.window_days.map(|_| before.window.map_or(0, |window| window.days)),
        "auto_lock_minutes": request.auto_lock_minutes.map(|_| before.auto_lock_minutes),
    })
}

fn changed(mut settings: Settings, request: &SaveSettings, today: ShopDay) -> Result<Settings, AppError> {
    if let Some(name) = &request.shop_name {
        settings.shop_name = super::named(name)?;
    }
    settings.money_unit = request.money_unit.unwrap_or(settings.money_unit);
    settings.theme = request.theme.unwrap_or(settings.theme);
    settings.density = request.density.unwrap_or(settings.density);
    if let Some(minutes) = request.auto_lock_minutes {
        if !AUTO_LOCK_MINUTES.contains(&minutes) {
            return Err(AppError::new(Code::AutoLockInvalid).with("max", *AUTO_LOCK_MINUTES.end()));
        }
        settings.auto_lock_minutes = minutes;
    }
    if request.window_days == Some(0) {
        settings.window = None;
    } else if let Some(days) = request.window_days {
        if !WINDOW_DAYS.contains(&days) {
            let bad = AppError::new(Code::WindowInvalid);
            return Err(bad.with("min", *WINDOW_DAYS.start()).with("max", *WINDOW_DAYS.end()));
        }
        settings.window = Some(Window { days, chosen: today });
    }
    Ok(settings)
}
