//! From the first rows of a file and the choices of a person: what kind of file it is, what each column holds.
//! A choice outweighs what was recognised, and takes its field away from the column that had it.

use super::error::ImportError;
use super::fields::{fields_of, may_repeat};
use super::header::{self, Header, Looks, looks};
use super::headers::{field_of, names_mobile, names_returns, unit_of};
use super::opened::Opened;
use super::types::{Choices, Field, Kind, Mapping};
use bazgasht_domain::money::MoneyUnit;
use bazgasht_sheets::{Format, Row};

/// Accounting programs of Iran keep rial; used when no header says otherwise.
const UNIT_WHEN_UNSAID: MoneyUnit = MoneyUnit::Rial;

#[derive(Debug)]
pub(super) struct Detected {
    /// Rows up to this one are no data.
    pub(super) header_row: u32,
    pub(super) headers: Vec<String>,
    /// The first rows of data.
    pub(super) first: Vec<Row>,
    /// Whether the meaning of each column leaves no doubt: its header says exactly that and no other one does, or
    /// the person chose it.
    pub(super) sure: Vec<bool>,
    pub(super) kind: Option<Kind>,
    pub(super) kind_was_guessed: bool,
    pub(super) mapping: Mapping,
    /// The unit that the headers of amounts name.
    pub(super) unit_named: Option<MoneyUnit>,
    pub(super) unit_was_guessed: bool,
    /// A choice names a column that is not there, or a field of another kind of file; it counts for nothing.
    pub(super) has_misfit: bool,
}

/// A header as it was understood, and whether it says exactly that.
type Meaning = Option<(Field, bool)>;

pub(super) fn detect(file: &mut Opened, choices: &Choices) -> Result<Detected, ImportError> {
    let Header { row, texts, first_row_is_data, first } =
        header::find(file.top(header::TOP_ROWS)?, choices.first_row_is_data);
    if first.is_empty() {
        return Err(ImportError::HeadersOnly);
    }
    let seen = || (0..texts.len()).map(|column| looks(&first, column));
    let found: Vec<Meaning> = texts.iter().map(|header| field_of(header)).collect();
    let kind = choices.kind.or_else(|| guess_kind(&texts, &found, seen().flatten(), file));
    let fits = |column: usize, field: Option<Field>| {
        column < texts.len()
            && field.is_none_or(|field| kind.is_some_and(|kind| fields_of(kind).contains(&field)))
    };
    let chosen: Vec<Option<Option<Field>>> = (0..texts.len())
        .map(|place| {
            let mine =
                choices.columns.iter().filter(|(column, field)| *column == place && fits(place, *field));
            mine.map(|(_, field)| *field).next_back()
        })
        .collect();
    let columns = match kind {
        Some(kind) => {
            let by_cells = seen().map(|looks| looks.and_then(|looks| field_by_cells(kind, looks)));
            let found: Vec<Meaning> = found
                .iter()
                .zip(by_cells)
                .map(|(header, cells)| {
                    header.or(cells.filter(|_| first_row_is_data).map(|field| (field, false)))
                })
                .collect();
            let mut columns = assign(kind, &found, &chosen);
            if kind == Kind::Customers {
                tell_phones_apart(&texts, &chosen, &mut columns);
            }
            columns
        }
        None => vec![None; texts.len()],
    };
    let amounts = texts.iter().zip(&columns).filter(|(_, field)| field.is_some_and(is_money));
    let unit_named = amounts.filter_map(|(header, _)| unit_of(header)).next();
    let unit = choices.money_unit.or(unit_named);
    let sure = (0..texts.len()).map(|column| is_sure(column, &found, &chosen)).collect();
    Ok(Detected {
        header_row: row,
        sure,
        kind,
        kind_was_guessed: choices.kind.is_none(),
        mapping: Mapping { columns, money_unit: unit.unwrap_or(UNIT_WHEN_UNSAID), first_row_is_data },
        unit_named,
        // The plain list of orders says by its form that it holds rial.
        unit_was_guessed: unit.is_none() && matches!(kind, Some(Kind::Sales | Kind::Returns)),
        has_misfit: choices.columns.iter().any(|(column, field)| !fits(*column, *field)),
        headers: texts,
        first,
    })
}

pub(super) fn is_money(field: Field) -> bool {
    matches!(field, Field::UnitPrice | Field::Discount | Field::LineTotal | Field::Amount)
}

fn is_sure(column: usize, found: &[Meaning], chosen: &[Option<Option<Field>>]) -> bool {
    if chosen.get(column).is_some_and(Option::is_some) {
        return true;
    }
    let meaning = found.get(column).copied().flatten();
    let alike = found.iter().filter(|other| **other == meaning).count();
    meaning.is_some_and(|(field, exact)| exact && (alike == 1 || may_repeat(field)))
}

fn guess_kind(
    headers: &[String],
    found: &[Meaning],
    mut seen: impl Iterator<Item = Looks>,
    file: &Opened,
) -> Option<Kind> {
    let has = |field: Field| found.iter().flatten().any(|(known, _)| *known == field);
    let bare: Vec<String> = headers.iter().map(|header| header.to_ascii_lowercase()).collect();
    if ["id", "order_id", "date", "v"].iter().all(|name| bare.iter().any(|header| header == name)) {
        return Some(Kind::Orders);
    }
    let has_money = [Field::UnitPrice, Field::LineTotal, Field::Amount].into_iter().any(has);
    if has(Field::Date) && has_money {
        let sheet = match file.format() {
            Format::Xlsx { sheet } => sheet.as_str(),
            Format::Delimited { .. } => "",
        };
        let name = file.path().file_stem().map(|name| name.to_string_lossy().into_owned());
        let returns = headers.iter().any(|header| names_returns(header))
            || names_returns(sheet)
            || names_returns(&name.unwrap_or_default());
        return Some(if returns { Kind::Returns } else { Kind::Sales });
    }
    let is_person = [Field::FirstName, Field::LastName, Field::FullName, Field::Mobile].into_iter().any(has);
    (is_person || seen.any(|looks| looks == Looks::Mobiles)).then_some(Kind::Customers)
}

fn field_by_cells(kind: Kind, looks: Looks) -> Option<Field> {
    match (kind, looks) {
        (Kind::Customers | Kind::Sales | Kind::Returns, Looks::Mobiles) => Some(Field::Mobile),
        (Kind::Customers, Looks::Dates) => Some(Field::Birthday),
        (Kind::Sales | Kind::Returns | Kind::Orders, Looks::Dates) => Some(Field::Date),
        (Kind::Orders, Looks::Mobiles) => None,
    }
}

/// One field a column; where two columns claim a field, the choice wins, then the exact header, then the first.
fn assign(kind: Kind, found: &[Meaning], chosen: &[Option<Option<Field>>]) -> Vec<Option<Field>> {
    let known: Vec<Field> = found
        .iter()
        .zip(chosen)
        .filter_map(|(found, chosen)| chosen.unwrap_or(found.map(|(field, _)| field)))
        .collect();
    let meant =
        found.iter().map(|found| found.map(|(field, exact)| (in_this_kind(kind, field, &known), exact)));
    let meant: Vec<Meaning> = meant.collect();
    let mut columns: Vec<Option<Field>> = chosen.iter().map(|chosen| chosen.flatten()).collect();
    for wanted_exact in [true, false] {
        for (index, (meaning, chosen)) in meant.iter().zip(chosen).enumerate() {
            let Some((field, exact)) = *meaning else { continue };
            let free = may_repeat(field) || !columns.contains(&Some(field));
            if exact == wanted_exact
                && chosen.is_none()
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
fn tell_phones_apart(headers: &[String], chosen: &[Option<Option<Field>>], columns: &mut [Option<Field>]) {
    let is_sure = |index: usize| headers.get(index).is_some_and(|header| names_mobile(header));
    let is_open = |index: usize| chosen.get(index).is_some_and(Option::is_none);
    let mobiles: Vec<usize> =
        (0..columns.len()).filter(|index| columns.get(*index) == Some(&Some(Field::Mobile))).collect();
    if !mobiles.iter().any(|index| is_sure(*index)) {
        return;
    }
    for index in mobiles.into_iter().filter(|index| !is_sure(*index) && is_open(*index)) {
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
