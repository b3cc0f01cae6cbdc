//! Cells to values, or to the finding that says what is wrong with them. No cell is guessed at.

use super::codes::Code;
use super::issues::Finding;
use super::types::Field;
use bazgasht_domain::calendar::{DateError, DateHint, ParsedDate, parse_date, parse_time_of_day};
use bazgasht_domain::money::{AmountError, JS_SAFE_MAX, MoneyUnit, Rial, parse_amount};
use bazgasht_domain::text::{single_spaced, store_form, to_ascii_digits};
use bazgasht_sheets::{Cell, CellFault, CellKind};
use std::collections::HashMap;

/// What Excel allows in a cell.
const CELL_CHARS_MAX: u64 = 32_767;
/// A thousand million pieces of anything is a slip of the keyboard.
const QUANTITY_MAX: i64 = 1_000_000_000;
/// Thousandths are the finest that a scale or a tape measures.
const QUANTITY_DECIMALS: usize = 3;
const MINUTES_A_DAY: i64 = 1_440;

/// A cell that is not what was written: cut, garbled, or a formula that failed.
pub(super) fn check_readable(cell: Cell<'_>, field: Field) -> Result<(), Finding> {
    match cell.fault {
        Some(CellFault::TooLong { chars }) => Err(Finding::at(Code::CellTooLong, field, cell.text)
            .with("chars", chars)
            .with("limit", CELL_CHARS_MAX)),
        Some(CellFault::Unreadable) => Err(Finding::at(Code::CellUnreadable, field, cell.text)),
        None if cell.kind == CellKind::Error => Err(Finding::at(Code::FormulaError, field, cell.text)),
        None => Ok(()),
    }
}

/// Text in store form with single spaces; `None` when there is none.
pub(super) fn text(cell: Cell<'_>) -> Option<String> {
    let text = single_spaced(&store_form(cell.text));
    (!text.is_empty()).then_some(text)
}

/// A code or an invoice number: text, without the `.0` that spreadsheets add to numbers.
pub(super) fn code(cell: Cell<'_>) -> Option<String> {
    let text = text(cell)?;
    Some(text.strip_suffix(".0").filter(|rest| !rest.is_empty()).map_or_else(|| text.clone(), str::to_owned))
}

/// Reads dates; a file has far fewer days than rows, so each spelling is read once.
#[derive(Debug, Default)]
pub(super) struct Dates {
    known: HashMap<(String, bool), Result<ParsedDate, DateError>>,
}

impl Dates {
    /// Spellings kept; a file with a time of day in every date has as many as rows.
    const KEPT_MAX: usize = 20_000;

    pub(super) fn read(&mut self, cell: Cell<'_>) -> Result<ParsedDate, Finding> {
        check_readable(cell, Field::Date)?;
        let is_number = matches!(cell.kind, CellKind::Number | CellKind::DateSerial);
        let key = (cell.text.to_owned(), is_number);
        let read = match self.known.get(&key) {
            Some(read) => *read,
            None => {
                let hint = if is_number { DateHint::ExcelSerial } else { DateHint::Text };
                let read = parse_date(cell.text, hint);
                if self.known.len() < Self::KEPT_MAX {
                    self.known.insert(key, read);
                }
                read
            }
        };
        read.map_err(|error| Finding::at(date_code(error), Field::Date, cell.text))
    }
}

fn date_code(error: DateError) -> Code {
    match error {
        DateError::Empty => Code::DateMissing,
        DateError::NotADate | DateError::SeasonOutOfRange | DateError::RangeReversed => Code::DateNotADate,
        DateError::AmbiguousYear => Code::DateAmbiguousYear,
        DateError::AmbiguousOrder => Code::DateAmbiguousOrder,
        DateError::YearOutOfRange => Code::DateYearOutOfRange,
        DateError::MonthOutOfRange => Code::DateMonthOutOfRange,
        DateError::DayOutOfRange => Code::DateDayOutOfRange,
        DateError::WeekdayMismatch => Code::DateWeekdayMismatch,
        DateError::TimeOutOfRange => Code::TimeInvalid,
    }
}

/// Minutes since midnight: `08:26`, or the fraction of a day that a spreadsheet keeps.
pub(super) fn minute(cell: Cell<'_>) -> Result<Option<u16>, Finding> {
    check_readable(cell, Field::Time)?;
    let text = cell.text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let of_serial = || -> Option<u16> {
        let fraction = text.split_once('.').map_or("0", |(_, fraction)| fraction);
        let digits: String = fraction.chars().take(9).collect();
        let scale = 10_i64.checked_pow(u32::try_from(digits.len()).ok()?)?;
        let share: i64 = digits.parse().ok()?;
        u16::try_from((share * MINUTES_A_DAY + scale / 2) / scale % MINUTES_A_DAY).ok()
    };
    let minute = match cell.kind {
        CellKind::DateSerial | CellKind::Number if text.contains('.') || text == "0" => of_serial(),
        _ => parse_time_of_day(text).ok().and_then(|seconds| u16::try_from(seconds / 60).ok()),
    };
    minute.map(Some).ok_or_else(|| Finding::at(Code::TimeInvalid, Field::Time, cell.text))
}

/// An amount in rial; `None` when the cell is empty. The sign is kept.
pub(super) fn amount(cell: Cell<'_>, field: Field, unit: MoneyUnit) -> Result<Option<Rial>, Finding> {
    check_readable(cell, field)?;
    if cell.text.trim().is_empty() {
        return Ok(None);
    }
    let read = if cell.kind == CellKind::Number {
        match whole(cell.text) {
            Some(number) => number.checked_mul(unit.rial()).map(Rial::new).ok_or(AmountError::TooLarge),
            // The point of a number cell is a decimal sign and never separates thousands.
            None => parse_amount(&cell.text.replace('.', "٫"), unit),
        }
    } else {
        parse_amount(cell.text, unit)
    };
    match read {
        Ok(rial) if rial.is_js_safe() => Ok(Some(rial)),
        Ok(_) => Err(amount_finding(AmountError::TooLarge, field, cell.text)),
        Err(AmountError::Empty) => Ok(None),
        Err(error) => Err(amount_finding(error, field, cell.text)),
    }
}

fn amount_finding(error: AmountError, field: Field, raw: &str) -> Finding {
    let code = match error {
        AmountError::Empty => Code::AmountMissing,
        AmountError::NotANumber => Code::AmountNotANumber,
        AmountError::Grouping => Code::AmountGrouping,
        AmountError::FractionOfRial => Code::AmountFraction,
        AmountError::TooLarge => return too_large(field, raw),
    };
    Finding::at(code, field, raw)
}

pub(super) fn too_large(field: Field, raw: &str) -> Finding {
    Finding::at(Code::AmountTooLarge, field, raw).with("limit_rial", JS_SAFE_MAX)
}

/// ASCII digits with a sign and nothing else, short enough to be exact.
fn whole(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.is_empty() && digits.len() <= 15 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// A quantity in thousandths; `None` when the cell is empty. The sign is kept.
pub(super) fn quantity(cell: Cell<'_>) -> Result<Option<i64>, Finding> {
    check_readable(cell, Field::Quantity)?;
    let invalid = || Finding::at(Code::QuantityInvalid, Field::Quantity, cell.text);
    let large =
        || Finding::at(Code::QuantityTooLarge, Field::Quantity, cell.text).with("limit", QUANTITY_MAX);
    if let Some(number) = whole(cell.text) {
        return if number.abs() <= QUANTITY_MAX { Ok(Some(number * 1_000)) } else { Err(large()) };
    }
    let folded = to_ascii_digits(&store_form(cell.text));
    let mut rest = folded.trim();
    if rest.is_empty() {
        return Ok(None);
    }
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        (rest, negative) = (inner, true);
    } else if let Some(inner) = rest.strip_prefix(['-', '−']).or_else(|| rest.strip_suffix('-')) {
        (rest, negative) = (inner.trim(), true);
    }
    // «۳ عدد», «۱٫۵ کیلو»: what is counted stands behind the number.
    let number =
        rest.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == ' ' || letter == '.');
    let mut parts = number.splitn(2, ['.', '٫', '/']);
    let whole_part = parts.next().unwrap_or_default();
    let fraction = parts.next().unwrap_or_default().trim_end_matches('0');
    let groups: Vec<&str> = whole_part.split(['٬', ',', '،']).collect();
    let grouped = groups.len() == 1 || groups.iter().skip(1).all(|group| group.len() == 3);
    let digits = groups.concat();
    let all_digits =
        !digits.is_empty() && digits.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
    if !grouped || !all_digits || fraction.len() > QUANTITY_DECIMALS {
        return Err(invalid());
    }
    let whole_value: i64 = digits.parse().map_err(|_| large())?;
    let milli: i64 = format!("{fraction:0<3}").parse().map_err(|_| invalid())?;
    if whole_value > QUANTITY_MAX {
        return Err(large());
    }
    let value = whole_value * 1_000 + milli;
    Ok(Some(if negative { -value } else { value }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, kind: CellKind) -> Cell<'_> {
        Cell { text, kind, fault: None }
    }

    fn check_quantity(text: &str, expected: Result<Option<i64>, Code>, why: &str) {
        let read = quantity(cell(text, CellKind::Text)).map_err(|finding| finding.code);
        assert_eq!(read, expected, "«{text}»: {why}");
    }

    #[test]
    fn quantities() {
        check_quantity("6", Ok(Some(6_000)), "pieces");
        check_quantity("۱٫۵ کیلو", Ok(Some(1_500)), "Persian digits, decimal sign and a unit");
        check_quantity("1/25", Ok(Some(1_250)), "a stroke is the decimal sign of Persian typists");
        check_quantity("2.500", Ok(Some(2_500)), "zeros behind the point");
        check_quantity("1,200 عدد", Ok(Some(1_200_000)), "thousands");
        check_quantity("-3", Ok(Some(-3_000)), "the sign is kept");
        check_quantity("(3)", Ok(Some(-3_000)), "brackets are a sign");
        check_quantity(" ", Ok(None), "nothing");
        check_quantity("0", Ok(Some(0)), "zero is a number");
        check_quantity("1.2345", Err(Code::QuantityInvalid), "finer than a thousandth");
        check_quantity("12,5", Err(Code::QuantityInvalid), "two readings");
        check_quantity("چند", Err(Code::QuantityInvalid), "no number");
        check_quantity("9000000000", Err(Code::QuantityTooLarge), "too many");
        check_quantity(&"9".repeat(300), Err(Code::QuantityTooLarge), "300 digits");
    }

    fn check_amount(text: &str, kind: CellKind, expected: Result<Option<i64>, Code>, why: &str) {
        let read = amount(cell(text, kind), Field::UnitPrice, MoneyUnit::Toman);
        let read = read.map(|rial| rial.map(Rial::get)).map_err(|finding| finding.code);
        assert_eq!(read, expected, "«{text}»: {why}");
    }

    #[test]
    fn amounts() {
        check_amount("25500", CellKind::Number, Ok(Some(255_000)), "toman to rial");
        check_amount(
            "1.125",
            CellKind::Number,
            Err(Code::AmountFraction),
            "the point of a number cell is decimal",
        );
        check_amount("1.5", CellKind::Number, Ok(Some(15)), "half a toman is five rial");
        check_amount(
            "۲۵٬۵۰۰ ریال",
            CellKind::Text,
            Ok(Some(25_500)),
            "a unit in the cell outweighs the column's",
        );
        check_amount("", CellKind::Text, Ok(None), "nothing");
        check_amount("9007199254740993", CellKind::Number, Err(Code::AmountTooLarge), "beyond 2^53");
        check_amount("900719925474099", CellKind::Number, Ok(Some(9_007_199_254_740_990)), "just below it");
        check_amount("900719925474100", CellKind::Number, Err(Code::AmountTooLarge), "beyond it in rial");
        check_amount("=1+2", CellKind::Text, Err(Code::AmountNotANumber), "formula text is no number");
    }

    #[test]
    fn times() {
        let check = |text: &str, kind: CellKind, expected: Result<Option<u16>, Code>, why: &str| {
            assert_eq!(minute(cell(text, kind)).map_err(|finding| finding.code), expected, "«{text}»: {why}");
        };
        check("08:26", CellKind::Text, Ok(Some(506)), "a text");
        check("۸:۲۶", CellKind::Text, Ok(Some(506)), "Persian digits");
        check("0.351388888888889", CellKind::DateSerial, Ok(Some(506)), "a fraction of a day");
        check("45736.5", CellKind::DateSerial, Ok(Some(720)), "the time of a day");
        check("", CellKind::Text, Ok(None), "nothing");
        check("25:00", CellKind::Text, Err(Code::TimeInvalid), "no such hour");
        check("ظهر", CellKind::Text, Err(Code::TimeInvalid), "no time");
    }
}
