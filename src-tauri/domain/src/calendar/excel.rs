//! Days since 1900 as spreadsheets count them, with the 29 February 1900 that never was.

use super::tokens::Token;
use super::{DateError, DateSource, JalaliDate, ParsedDate, ShopDay};

/// Serial number of 1970-01-01.
const EPOCH_SERIAL: i32 = 25_569;
/// The day that spreadsheets count although it did not exist.
const FALSE_LEAP_DAY: u32 = 60;
/// 9999-12-31, the last serial that a spreadsheet shows as a date.
const SERIAL_MAX: u32 = 2_958_465;
const DAY_SECONDS: u64 = 86_400;

/// `None` when the tokens are not a serial number (then they may be `14041229`).
pub(super) fn read_serial(tokens: &[Token]) -> Option<Result<ParsedDate, DateError>> {
    let (serial, fraction) = match tokens {
        [Token::Number { value, .. }] => (*value, None),
        [Token::Number { value, .. }, Token::Mark('.'), Token::Number { value: fraction, digits }] => {
            (*value, Some((*fraction, *digits)))
        }
        _ => return None,
    };
    (1..=SERIAL_MAX).contains(&serial).then(|| read(serial, fraction))
}

fn read(serial: u32, fraction: Option<(u32, usize)>) -> Result<ParsedDate, DateError> {
    if serial == FALSE_LEAP_DAY {
        return Err(DateError::DayOutOfRange);
    }
    let skipped = i32::from(serial < FALSE_LEAP_DAY);
    let serial = i32::try_from(serial).map_err(|_| DateError::NotADate)?;
    let mut day = ShopDay::new(serial - EPOCH_SERIAL + skipped);
    let mut second_of_day = None;
    if let Some((fraction, digits)) = fraction {
        let scale = 10_u64.pow(u32::try_from(digits).map_err(|_| DateError::NotADate)?);
        // To the nearest second: spreadsheets keep 08:26 as 0.351388888…
        let seconds = (u64::from(fraction) * DAY_SECONDS * 2 + scale) / (scale * 2);
        if seconds == DAY_SECONDS {
            day = day.plus_days(1);
        }
        second_of_day = u32::try_from(seconds % DAY_SECONDS).ok();
    }
    JalaliDate::try_from_day(day)?;
    Ok(ParsedDate { day, second_of_day, source: DateSource::ExcelSerial })
}
