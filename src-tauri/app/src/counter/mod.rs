//! The counter: what a sale would be, the sale itself, its undo. Preview and record share one decision, so the
//! screen can never promise what the commit does not give.

mod cancel;
mod decide;
mod hints;
mod lines;
mod load;
mod person;
mod preview;
mod products;
mod receipt;
mod record;
mod returns;

pub(crate) use cancel::cancel;
pub(crate) use person::{card, customer};
pub(crate) use preview::{preview, read_amount};
pub(crate) use products::find_products;
pub(crate) use receipt::{day_so_far, receipt};
pub(crate) use record::record;
pub(crate) use returns::{preview as preview_return, record as record_return};

use crate::api::types::{DayRead, ReadDay};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::{DateError, DateHint, parse_date};
use std::sync::Arc;

/// Reads a typed date, in any spelling.
pub(crate) fn read_day(app: &Arc<App>, _: &Session, request: ReadDay) -> Result<DayRead, AppError> {
    let parsed =
        parse_date(&request.text, DateHint::Text).map_err(|fault| date_error(fault, &request.text))?;
    Ok(DayRead { day: parsed.day, view: day_view(parsed.day, app.today()) })
}

/// The code for a date that could not be read.
pub(crate) fn date_error(fault: DateError, raw: &str) -> AppError {
    let code = match fault {
        DateError::Empty => Code::DateMissing,
        DateError::AmbiguousYear | DateError::AmbiguousOrder => Code::DateAmbiguous,
        DateError::YearOutOfRange => Code::DateYearOutOfRange,
        DateError::DayOutOfRange | DateError::MonthOutOfRange => Code::DateDayOutOfRange,
        DateError::NotADate
        | DateError::SeasonOutOfRange
        | DateError::TimeOutOfRange
        | DateError::WeekdayMismatch
        | DateError::RangeReversed => Code::DateInvalid,
    };
    AppError::new(code).with("raw", raw.chars().take(40).collect::<String>())
}
