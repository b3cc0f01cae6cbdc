//! From the first rows of a file: which row is the header, what kind of file it is, what each column holds.

use super::error::ImportError;
use super::fields::{fields_of, may_repeat};
use super::headers::{field_of, names_mobile, names_returns, unit_of};
use super::types::{Field, Kind, Mapping};
use bazgasht_domain::money::MoneyUnit;
use bazgasht_domain::text::{single_spaced, store_form};
use bazgasht_sheets::{Format, Row, Table};
use std::path::Path;

/// Titles and addresses of the shop may stand above the header.
const ROWS_LOOKED_AT: u32 = 20;
/// Accounting programs of Iran keep rial; used when no header says otherwise.
const UNIT_WHEN_UNSAID: MoneyUnit = MoneyUnit::Rial;

#[derive(Debug)]
pub(super) struct Detected {
    pub(super) header_row: u32,
    pub(super) headers: Vec<String>,
    /// Whether each header says exactly what it was taken as.
    pub(super) exact: Vec<bool>,
    pub(super) kind: Kind,
    pub(super) kind_was_guessed: bool,
    pub(super) mapping: Mapping,
    pub(super) unit_was_guessed: bool,
}

pub(super) fn detect(table: &mut Table, path: &Path, kind: Option<Kind>) -> Result<Detected, ImportError> {
    let (header_row, headers) = header(table)?;
    let found: Vec<Option<(Field, bool)>> = headers.iter().map(|header| field_of(header)).collect();
    let guessed = || guess_kind(&headers, &found, table, path);
    let kind_was_guessed = kind.is_none();
    let kind = match kind {
        Some(kind) => kind,
        None => guessed().ok_or(ImportError::KindUnknown)?,
    };
    let mut columns = assign(kind, &found);
    tell_phones_apart(&headers, &mut columns);
    let amounts = headers.iter().zip(&columns).filter(|(_, field)| field.is_some_and(is_money));
    let unit = amounts.filter_map(|(header, _)| unit_of(header)).next();
    let exact = found.iter().map(|field| field.is_some_and(|(_, exact)| exact)).collect();
    // The plain list of orders says by its form that it holds rial.
    let unit_was_guessed = unit.is_none() && matches!(kind, Kind::Sales | Kind::Returns);
    let mapping = Mapping { columns, money_unit: unit.unwrap_or(UNIT_WHEN_UNSAID) };
    Ok(Detected { header_row, headers, exact, kind, kind_was_guessed, mapping, unit_was_guessed })
}

fn is_money(field: Field) -> bool {
    matches!(field, Field::UnitPrice | Field::Discount | Field::LineTotal | Field::Amount)
}

/// The first row with two known headers; without one, the first row that is not blank.
fn header(table: &mut Table) -> Result<(u32, Vec<String>), ImportError> {
    let mut rows = table.rows()?;
    let mut row = Row::new();
    let mut best: Option<(usize, u32, Vec<String>)> = None;
    while rows.read(&mut row)? && row.number() <= ROWS_LOOKED_AT {
        if row.is_blank() {
            continue;
        }
        let texts: Vec<String> = row.cells().map(|cell| single_spaced(&store_form(cell.text))).collect();
        let known = texts.iter().filter(|text| field_of(text).is_some_and(|(_, exact)| exact)).count().min(2);
        if best.as_ref().is_none_or(|(most, ..)| known > *most) {
            best = Some((known, row.number(), texts));
        }
        if known == 2 {
            break;
        }
    }
    best.map(|(_, number, texts)| (number, texts))
        .ok_or(ImportError::Sheet(bazgasht_sheets::SheetError::Empty))
}

fn guess_kind(
    headers: &[String],
    found: &[Option<(Field, bool)>],
    table: &Table,
    path: &Path,
) -> Option<Kind> {
    let has = |field: Field| found.iter().flatten().any(|(known, _)| *known == field);
    let bare: Vec<String> = headers.iter().map(|header| header.to_ascii_lowercase()).collect();
    if ["id", "order_id", "date", "v"].iter().all(|name| bare.iter().any(|header| header == name)) {
        return Some(Kind::Orders);
    }
    let has_money = [Field::UnitPrice, Field::LineTotal, Field::Amount].into_iter().any(has);
    if has(Field::Date) && has_money {
        let sheet = match table.format() {
            Format::Xlsx { sheet } => sheet.as_str(),
            Format::Delimited { .. } => "",
        };
        let file = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let returns = headers.iter().any(|header| names_returns(header))
            || names_returns(sheet)
            || names_returns(&file);
        return Some(if returns { Kind::Returns } else { Kind::Sales });
    }
    let is_person = [Field::FirstName, Field::LastName, Field::FullName, Field::Mobile].into_iter().any(has);
    is_person.then_some(Kind::Customers)
}

/// One field a column; where two columns claim a field, the exact header wins, then the first.
fn assign(kind: Kind, found: &[Option<(Field, bool)>]) -> Vec<Option<Field>> {
    let known: Vec<Field> = found.iter().flatten().map(|(field, _)| *field).collect();
    let meant: Vec<Option<(Field, bool)>> = found
        .iter()
        .map(|found| found.map(|(field, exact)| (in_this_kind(kind, field, &known), exact)))
        .collect();
    let mut columns = vec![None; found.len()];
    for wanted_exact in [true, false] {
        for (index, meaning) in meant.iter().enumerate() {
            let Some((field, exact)) = *meaning else { continue };
            let free = may_repeat(field) || !columns.contains(&Some(field));
            if exact == wanted_exact
                && free
                && fields_of(kind).contains(&field)
                && let Some(column) = columns.get_mut(index)
            {
                *column = Some(field);
            }
        }
    }
    columns
}

/// Beside a column that is surely of mobiles, «تلفن» is the other number.
fn tell_phones_apart(headers: &[String], columns: &mut [Option<Field>]) {
    let is_sure = |index: usize| headers.get(index).is_some_and(|header| names_mobile(header));
    let mobiles: Vec<usize> =
        (0..columns.len()).filter(|index| columns.get(*index) == Some(&Some(Field::Mobile))).collect();
    if !mobiles.iter().any(|index| is_sure(*index)) {
        return;
    }
    for index in mobiles.into_iter().filter(|index| !is_sure(*index)) {
        if let Some(column) = columns.get_mut(index) {
            *column = Some(Field::OtherPhone);
        }
    }
}

/// Some words mean one thing among customers and another among sales.
fn in_this_kind(kind: Kind, field: Field, known: &[Field]) -> Field {
    let among_lines =
        known.iter().any(|field| matches!(field, Field::ProductCode | Field::ProductName | Field::Quantity));
    match (kind, field) {
        (Kind::Customers, Field::FirstName) if !known.contains(&Field::LastName) => Field::FullName,
        (Kind::Sales | Kind::Returns, Field::FirstName) => Field::FullName,
        // «مبلغ» beside goods is the amount of the line.
        (Kind::Sales | Kind::Returns, Field::Amount) if among_lines && !known.contains(&Field::LineTotal) => {
            Field::LineTotal
        }
        (Kind::Orders, Field::LineTotal) => Field::Amount,
        _ => field,
    }
}
