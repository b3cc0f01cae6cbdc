//! The last forecast of a shop, and who is counting the next one. At most one is counted at a time; one that was
//! started for a shop which is no longer open is thrown away.

use crate::api::Tag;
use crate::core::{App, Shop};
use crate::error::AppError;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_insights::kpi::WindowDays;
use bazgasht_insights::predict::{Forecast, ForecastAsk, Materials, forecast};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A sale changes a forecast a little: it is counted again for it at most this often.
const REST_MS: i64 = 5 * 60 * 1_000;

#[derive(Default)]
pub(crate) struct Shelf {
    kept: Mutex<Option<Arc<Kept>>>,
    counting: Arc<AtomicBool>,
}

/// A forecast and the state of the columns it was made from.
pub(crate) struct Kept {
    pub version: u64,
    pub made: InstantMs,
    pub forecast: Forecast,
}

/// Lets the next one be counted, however this one ended.
struct Counting(Arc<AtomicBool>);

impl Drop for Counting {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

/// The last forecast, whether it still says all, and whether a new one is on its way.
pub(super) struct Standing {
    pub kept: Option<Arc<Kept>>,
    pub current: bool,
    pub counting: bool,
}

impl Shelf {
    pub(crate) fn kept(&self) -> Option<Arc<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, kept: Kept) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(kept));
    }

    fn begin(&self) -> Option<Counting> {
        let was = self.counting.swap(true, Ordering::Acquire);
        (!was).then(|| Counting(Arc::clone(&self.counting)))
    }
}

/// Starts a count when the last one is of another day or window, is asked for again, or has aged after a change.
pub(super) fn standing(app: &Arc<App>, again: bool) -> Result<Standing, AppError> {
    let shop = app.shop();
    let window = window(app)?;
    let today = app.today();
    let version = shop.numbers_cell().with(|numbers| Ok(numbers.columns.version()))?;
    let fits = |kept: &Kept| kept.forecast.as_of == today && kept.forecast.window == window;
    let kept = shop.forecasts().kept();
    let current = kept.as_ref().is_some_and(|kept| fits(kept) && kept.version == version);
    let rested = |kept: &Kept| app.now().get().saturating_sub(kept.made.get()) >= REST_MS;
    // What says only that there is too little is counted in no time: it never stands beside newer sales.
    let small = |kept: &Kept| !kept.forecast.guards.missing_for_ranking().nothing();
    let aged = |kept: &Kept| !current && (rested(kept) || small(kept));
    let wanted = again || kept.as_ref().is_none_or(|kept| !fits(kept) || aged(kept));
    if wanted && let Some(counting) = shop.forecasts().begin() {
        count(app, &shop, window, today, counting)?;
    }
    let kept = shop.forecasts().kept();
    let current = kept.as_ref().is_some_and(|kept| fits(kept) && kept.version == version);
    Ok(Standing { kept, current, counting: shop.forecasts().counting.load(Ordering::Acquire) })
}

fn window(app: &Arc<App>) -> Result<WindowDays, AppError> {
    let days = crate::shop::window_days(app)?;
    Ok(WindowDays::new(u32::try_from(days).unwrap_or(u32::MAX))?)
}

/// Copies what is needed and fits: at once where there is nothing to fit, beside the window otherwise.
fn count(
    app: &Arc<App>,
    shop: &Arc<Shop>,
    window: WindowDays,
    today: ShopDay,
    counting: Counting,
) -> Result<(), AppError> {
    let (materials, version) = shop
        .numbers_cell()
        .with(|numbers| Ok((Materials::of(numbers.columns, today), numbers.columns.version())))?;
    let made = app.now();
    // The same day draws the same people, so a figure does not dance.
    let seed = u64::from(today.get().unsigned_abs());
    let ask = ForecastAsk { window, margin: 1.0, discount_month: 0.0, seed, refits: None };
    if materials.is_small() {
        shop.forecasts().keep(Kept { version, made, forecast: forecast(&materials, ask) });
        return Ok(());
    }
    let (app, shop) = (Arc::clone(app), Arc::downgrade(shop));
    std::thread::spawn(move || {
        let forecast = forecast(&materials, ask);
        if let Some(shop) = shop.upgrade() {
            shop.forecasts().keep(Kept { version, made, forecast });
        }
        drop(counting);
        app.changed(&[Tag::Forecast]);
    });
    Ok(())
}

/// Quiet work: the forecast of a new day is there before somebody asks.
pub(crate) fn tend(app: &Arc<App>) {
    let shop = app.shop();
    let of_today = shop.forecasts().kept().is_some_and(|kept| kept.forecast.as_of == app.today());
    if of_today || !shop.numbers_cell().is_ready() {
        return;
    }
    if let Err(cause) = standing(app, false) {
        eprintln!("bazgasht: the forecast of the day: {cause}");
    }
}
