//! What customers will probably do next. A forecast takes seconds on a large shop, so it is counted beside the window
//! and kept; the one before stays in view, with its day, until the next is there.

mod people;
mod report;
mod shelf;
mod views;

pub(crate) use people::{list_forecast_people, outlook};
pub use report::{FitModel, model_fit, model_predict};
pub(crate) use shelf::{Shelf, tend};
pub(crate) use views::read_forecast;

use bazgasht_domain::money::{JS_SAFE_MAX, Rial};

/// A figure of a model in whole rial, within what the window can hold.
fn rial(value: f64) -> Rial {
    Rial::new((value.round() as i64).clamp(-JS_SAFE_MAX, JS_SAFE_MAX))
}
