//! The look before the import: everything is read and checked as it would be, and nothing is stored.

use super::cells::{amount, minute, text};
use super::detect::{Detected, detect, is_money};
use super::error::ImportError;
use super::fields::{Columns, fields_of};
use super::guard;
use super::issues::IssueLog;
use super::opened::Opened;
use super::run::{counts, run_of};
use super::scan::{Source, facts};
use super::types::{
    Checked, Choices, ColumnPreview, Confidence, Counts, Field, Kind, Phase, Preview, Progress,
};
use super::watch::Watch;
use super::{customers, returns, sales};
use bazgasht_domain::calendar::{Birthday, DateHint, ShopDay, parse_birthday, parse_date};
use bazgasht_domain::money::{MoneyUnit, format_amount};
use bazgasht_domain::phone::{PhoneReading, classify_phone};
use bazgasht_domain::text::to_persian_digits;
use bazgasht_sheets::{Cell, CellKind};
use bazgasht_store::{Reader, Store};
use std::sync::atomic::AtomicBool;

/// A column where this share of the rows, in percent, could not be taken is worth a look.
const UNSURE_PERCENT: u64 = 2;

/// Shows what a file holds, whatever it is called there. When nothing is missing, the whole file is read and checked
/// against the shop; otherwise only its first rows are.
///
/// # Errors
/// The file can not be read as a table, or the look was cancelled.
pub fn analyse(
    file: &mut Opened,
    choices: &Choices,
    store: &Store,
    today: ShopDay,
    progress: &mut dyn FnMut(Progress),
    cancel: &AtomicBool,
) -> Result<Preview, ImportError> {
    let mut watch = Watch::new(progress, cancel);
    file.keep();
    let detected = detect(file, choices)?;
    let mut preview = sketch(file, &detected);
    let Some(kind) = preview.kind else { return Ok(preview) };
    preview.already_imported = store.read(|reader| run_of(reader, kind, file.sha256()))?;
    if !preview.missing.is_empty() || !preview.twice.is_empty() {
        return Ok(preview);
    }
    let again = preview.already_imported.is_some();
    let mut source = Source::new(file, detected)?;
    watch.begin(Phase::Reading, source.row_estimate())?;
    let mut log = IssueLog::default();
    let plan = match kind {
        Kind::Customers => None,
        Kind::Sales | Kind::Returns | Kind::Orders => {
            Some(sales::gather(&mut source, today, &mut log, &mut watch)?)
        }
    };
    let unit = source.detected.mapping.money_unit;
    let (looked, doubt) = store.read(|reader| {
        let doubt = match plan.as_ref().filter(|_| kind != Kind::Returns) {
            Some(plan) => guard::by_amounts(plan, unit, reader)?,
            // What comes back is no measure of what is sold.
            None => None,
        };
        look(&mut source, plan.as_ref(), reader, today, again, &mut log, &mut watch)
            .map(|looked| (looked, doubt))
    })?;
    watch.end()?;
    preview.unit_doubt = preview.unit_doubt.or(doubt);
    Ok(checked(preview, &log, looked))
}

struct Looked {
    counts: Counts,
    rows: u64,
    unlinked_return_lines: u64,
    known: u64,
}

fn look(
    source: &mut Source<'_>,
    plan: Option<&sales::Plan>,
    reader: &Reader,
    today: ShopDay,
    again: bool,
    log: &mut IssueLog,
    watch: &mut Watch<'_>,
) -> Result<Looked, ImportError> {
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
    Ok(Looked { counts, rows, unlinked_return_lines, known: watch.known_count() })
}

/// What the first rows tell.
fn sketch(file: &Opened, detected: &Detected) -> Preview {
    let (kind, mapping) = (detected.kind, &detected.mapping);
    let in_kind = kind.map(|kind| Columns::new(kind, mapping));
    let sure = detected.sure.iter().copied();
    let columns = detected.headers.iter().zip(&mapping.columns).zip(sure).enumerate().map(
        |(place, ((header, field), sure))| ColumnPreview {
            header: header.clone(),
            field: *field,
            confidence: match field {
                None => Confidence::None,
                Some(_) if sure => Confidence::Sure,
                Some(_) => Confidence::Likely,
            },
            first: detected
                .first
                .iter()
                .map(|row| shown(row.cell(place), *field, mapping.money_unit))
                .collect(),
        },
    );
    let missing = in_kind.as_ref().zip(kind).map(|(columns, kind)| columns.missing(kind));
    Preview {
        kind,
        kind_was_guessed: detected.kind_was_guessed,
        file: facts(file),
        money_unit_guessed: detected.unit_was_guessed,
        unit_doubt: guard::by_header(detected),
        fields: kind.map_or_else(Vec::new, |kind| fields_of(kind).to_vec()),
        columns: columns.collect(),
        missing: missing.unwrap_or_default().into_iter().map(<[Field]>::to_vec).collect(),
        twice: in_kind.map_or_else(Vec::new, |columns| columns.twice()),
        already_imported: None,
        checked: None,
        mapping: mapping.clone(),
    }
}

/// The same with what all rows tell.
fn checked(mut preview: Preview, log: &IssueLog, looked: Looked) -> Preview {
    for column in &mut preview.columns {
        let failed = column.field.map_or(0, |field| log.cells_of(field));
        if failed > 0 && failed * 100 >= looked.rows.max(1) * UNSURE_PERCENT {
            column.confidence = Confidence::Unsure;
        }
    }
    preview.checked = Some(Checked {
        rows: looked.rows,
        ready: looked.rows.saturating_sub(log.looked_rows()),
        needs_look: log.looked_rows(),
        rejected: log.rejected_rows(),
        known: looked.known,
        unlinked_return_lines: looked.unlinked_return_lines,
        counts: looked.counts,
        reasons: log.reasons(),
    });
    preview
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
        Some(field) if is_money(field) => match amount(cell, field, unit) {
            Ok(Some(rial)) => format_amount(rial, MoneyUnit::Toman),
            Ok(None) | Err(_) => String::new(),
        },
        Some(_) | None => written,
    }
}

fn show_birthday(birthday: Birthday) -> String {
    let day = format!("{:02}/{:02}", birthday.month(), birthday.day());
    to_persian_digits(&birthday.year().map_or_else(|| day.clone(), |year| format!("{year}/{day}")))
}
