//! Which row of a file is its header, and what stands under it. A file may have none: then its first row is data.

use super::headers::field_of;
use bazgasht_domain::calendar::{DateHint, parse_date};
use bazgasht_domain::phone::{PhoneReading, classify_phone};
use bazgasht_domain::text::{single_spaced, store_form, to_ascii_digits};
use bazgasht_sheets::{Cell, CellKind, Row};

/// Titles and addresses of the shop may stand above the header.
const HEADER_AMONG_ROWS: u32 = 20;
/// Rows of data that are shown, and that tell what a column without a header holds.
const FIRST_ROWS: usize = 5;
/// As many rows from the top of a file as it takes to find its header and the first rows under it.
pub(super) const TOP_ROWS: usize = HEADER_AMONG_ROWS as usize + FIRST_ROWS;

#[derive(Debug)]
pub(super) struct Header {
    /// Data begins under this row; one less than the first row when that is data.
    pub(super) row: u32,
    /// Empty texts when there is no header.
    pub(super) texts: Vec<String>,
    pub(super) first_row_is_data: bool,
    pub(super) first: Vec<Row>,
}

/// The first row with two known headers; without one the first row, unless that is data to all appearances.
pub(super) fn find(top: Vec<Row>, first_row_is_data: Option<bool>) -> Header {
    let mut best: Option<(usize, usize)> = None;
    for (place, row) in top.iter().enumerate().take_while(|(_, row)| row.number() <= HEADER_AMONG_ROWS) {
        let known = known_headers(row).min(2);
        if best.is_none_or(|(most, _)| known > most) {
            best = Some((known, place));
        }
        if known == 2 {
            break;
        }
    }
    let (known, place) = best.unwrap_or_default();
    let Some(row) = top.get(place) else {
        return Header { row: 0, texts: Vec::new(), first_row_is_data: false, first: Vec::new() };
    };
    let is_alone = top.len() == place + 1;
    let is_data = first_row_is_data.unwrap_or(known == 0 && (is_alone || is_data(row)));
    let number = if is_data { row.number() - 1 } else { row.number() };
    let mut texts: Vec<String> = match is_data {
        true => Vec::new(),
        false => row.cells().map(|cell| single_spaced(&store_form(cell.text))).collect(),
    };
    let first: Vec<Row> = top.into_iter().filter(|row| row.number() > number).take(FIRST_ROWS).collect();
    // Columns without a header are columns too when something stands in them.
    let width = first.iter().map(written_width).max().unwrap_or(0).max(texts.len());
    texts.resize(width, String::new());
    Header { row: number, texts, first_row_is_data: is_data, first }
}

fn known_headers(row: &Row) -> usize {
    row.cells().filter(|cell| field_of(cell.text).is_some_and(|(_, exact)| exact)).count()
}

fn written_width(row: &Row) -> usize {
    (0..row.len()).rev().find(|column| !row.cell(*column).text.trim().is_empty()).map_or(0, |last| last + 1)
}

/// A mobile, a date, or mostly numbers: no header looks like that.
fn is_data(row: &Row) -> bool {
    let written = || row.cells().filter(|cell| !cell.text.trim().is_empty());
    let numbers = written().filter(|cell| is_number(*cell)).count();
    written().any(|cell| is_mobile(cell) || is_date(cell)) || numbers * 2 > written().count()
}

fn is_number(cell: Cell<'_>) -> bool {
    let digits = to_ascii_digits(cell.text.trim());
    cell.kind == CellKind::Number || (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_mobile(cell: Cell<'_>) -> bool {
    matches!(classify_phone(cell.text), PhoneReading::Mobile { .. })
}

/// A day as a person writes it; a bare number is none.
fn is_date(cell: Cell<'_>) -> bool {
    cell.kind == CellKind::DateSerial || (!is_number(cell) && parse_date(cell.text, DateHint::Text).is_ok())
}

/// What the cells of a column without a header are, where they leave no doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    Mobiles,
    Dates,
}

pub(super) fn looks(first: &[Row], column: usize) -> Option<Looks> {
    let cells = || first.iter().map(|row| row.cell(column)).filter(|cell| !cell.text.trim().is_empty());
    if cells().next().is_none() {
        None
    } else if cells().all(is_mobile) {
        Some(Looks::Mobiles)
    } else if cells().all(is_date) {
        Some(Looks::Dates)
    } else {
        None
    }
}
