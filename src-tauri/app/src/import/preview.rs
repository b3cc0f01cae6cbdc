//! The look before the import: everything is read and checked as it would be, and nothing is stored.

use super::cells::{amount, minute, text};
use super::error::ImportError;
use super::fields::fields_of;
use super::issues::IssueLog;
use super::run::{counts, earlier_run};
use super::scan::Source;
use super::types::{ColumnPreview, Confidence, Counts, Field, Kind, Mapping, Phase, Preview, Progress};
use super::watch::Watch;
use super::{customers, returns, sales};
use bazgasht_domain::calendar::{Birthday, DateHint, ShopDay, parse_birthday, parse_date};
use bazgasht_domain::money::{MoneyUnit, format_amount};
use bazgasht_domain::phone::{PhoneReading, classify_phone};
use bazgasht_domain::text::to_persian_digits;
use bazgasht_sheets::{Cell, CellKind};
use bazgasht_store::{Reader, Store};
use std::path::Path;
use std::sync::atomic::AtomicBool;

const FIRST_ROWS: usize = 5;
/// A column where this share of the rows, in percent, could not be taken is worth a look.
const UNSURE_PERCENT: u64 = 2;

/// Reads and checks the whole file against the shop.
///
/// # Errors
/// The file can not be read or understood, or the look was cancelled.
pub fn analyse(
    path: &Path,
    kind: Option<Kind>,
    mapping: Option<&Mapping>,
    store: &Store,
    today: ShopDay,
    progress: &mut dyn FnMut(Progress),
    cancel: &AtomicBool,
) -> Result<Preview, ImportError> {
    let mut watch = Watch::new(progress, cancel);
    let mut source = Source::open(path, kind, mapping)?;
    let first = first_cells(&mut source)?;
    watch.begin(Phase::Reading, source.row_estimate())?;
    let mut log = IssueLog::default();
    let plan = match source.kind() {
        Kind::Customers => None,
        Kind::Sales | Kind::Returns | Kind::Orders => {
            Some(sales::gather(&mut source, today, &mut log, &mut watch)?)
        }
    };
    let looked =
        store.read(|reader| look(&mut source, plan.as_ref(), reader, today, &mut log, &mut watch))?;
    watch.end()?;
    Ok(preview(&source, log, looked, first))
}

struct Looked {
    counts: Counts,
    rows: u64,
    unlinked_return_lines: u64,
    known: u64,
    already_imported: Option<bazgasht_domain::ids::ImportId>,
}

fn look(
    source: &mut Source,
    plan: Option<&sales::Plan>,
    reader: &Reader,
    today: ShopDay,
    log: &mut IssueLog,
    watch: &mut Watch<'_>,
) -> Result<Looked, ImportError> {
    let already_imported = earlier_run(reader, source)?;
    let again = already_imported.is_some();
    let (counts, rows, unlinked_return_lines) = match plan {
        None => {
            let outcome = customers::pass(source, reader, None, today, again, log, watch)?;
            (Counts::Customers(outcome.counts), outcome.rows, 0)
        }
        Some(plan) => {
            let is_return = source.kind() == Kind::Returns;
            watch.begin(Phase::Matching, Some(plan.invoices.len() as u64))?;
            let settled = sales::settle(plan, reader, is_return, again, log, watch)?;
            let unlinked = if is_return { returns::link(plan, &settled, reader, watch)?.1 } else { 0 };
            (counts(source.kind(), plan, &settled)?, plan.rows, unlinked)
        }
    };
    Ok(Looked { counts, rows, unlinked_return_lines, known: watch.known_count(), already_imported })
}

fn preview(source: &Source, log: IssueLog, looked: Looked, first: Vec<Vec<String>>) -> Preview {
    let detected = &source.detected;
    let fields = &detected.mapping.columns;
    let columns = detected.headers.iter().zip(fields).zip(first).enumerate().map(
        |(index, ((header, field), first))| {
            let is_exact = detected.exact.get(index).copied().unwrap_or(false);
            let confidence = match field {
                None => Confidence::None,
                Some(field) if log.cells_of(*field) * 100 >= looked.rows.max(1) * UNSURE_PERCENT => {
                    Confidence::Unsure
                }
                Some(_) if is_exact => Confidence::Sure,
                Some(_) => Confidence::Likely,
            };
            ColumnPreview { header: header.clone(), field: *field, confidence, first }
        },
    );
    Preview {
        kind: source.kind(),
        kind_was_guessed: detected.kind_was_guessed,
        file: source.facts(looked.rows),
        mapping: detected.mapping.clone(),
        money_unit_guessed: detected.unit_was_guessed,
        fields: fields_of(source.kind()).to_vec(),
        columns: columns.collect(),
        ready: looked.rows.saturating_sub(log.looked_rows()),
        needs_look: log.looked_rows(),
        rejected: log.rejected_rows(),
        known: looked.known,
        unlinked_return_lines: looked.unlinked_return_lines,
        counts: looked.counts,
        reasons: log.reasons(),
        already_imported: looked.already_imported,
    }
}

/// The first cells of every column as they will be stored.
fn first_cells(source: &mut Source) -> Result<Vec<Vec<String>>, ImportError> {
    let unit = source.detected.mapping.money_unit;
    let fields = source.detected.mapping.columns.clone();
    let mut columns = vec![Vec::new(); fields.len()];
    source.first_rows(FIRST_ROWS, |row| {
        for (index, (column, field)) in columns.iter_mut().zip(&fields).enumerate() {
            column.push(shown(row.at(index), *field, unit));
        }
    })?;
    Ok(columns)
}

/// A cell as it will be stored; empty when nothing of it will be.
fn shown(cell: Cell<'_>, field: Option<Field>, unit: MoneyUnit) -> String {
    let Some(written) = text(cell) else { return String::new() };
    let is_serial = matches!(cell.kind, CellKind::Number | CellKind::DateSerial);
    let hint = if is_serial { DateHint::ExcelSerial } else { DateHint::Text };
    match field {
        Some(Field::Mobile | Field::OtherPhone) => match classify_phone(&written) {
            PhoneReading::Mobile { mobile, .. } => to_persian_digits(&mobile.national()),
            PhoneReading::Landline(_) | PhoneReading::Invalid(_) => to_persian_digits(&written),
            PhoneReading::Empty => String::new(),
        },
        Some(Field::Birthday) => {
            let read = if is_serial {
                parse_date(&written, hint).map(|date| Birthday::from(date.jalali()))
            } else {
                parse_birthday(&written)
            };
            read.map(show_birthday).unwrap_or_default()
        }
        Some(Field::Date) => {
            parse_date(&written, hint).map(|date| date.jalali().format_slashes()).unwrap_or_default()
        }
        Some(Field::Time) => match minute(cell) {
            Ok(Some(minute)) => to_persian_digits(&format!("{:02}:{:02}", minute / 60, minute % 60)),
            Ok(None) | Err(_) => String::new(),
        },
        Some(field @ (Field::UnitPrice | Field::Discount | Field::LineTotal | Field::Amount)) => {
            match amount(cell, field, unit) {
                Ok(Some(rial)) => format_amount(rial, MoneyUnit::Toman),
                Ok(None) | Err(_) => String::new(),
            }
        }
        Some(_) | None => written,
    }
}

fn show_birthday(birthday: Birthday) -> String {
    let day = format!("{:02}/{:02}", birthday.month(), birthday.day());
    to_persian_digits(&birthday.year().map_or_else(|| day.clone(), |year| format!("{year}/{day}")))
}
