//! Import results as the window shows them.

use crate::api::types::{
    ColumnChoice, FileToken, ImportColumn, ImportIssue, ImportKind, ImportPreview, ImportReport, IssueGroup,
    IssueSeverity, MissingField, MoneyUnitDoubt, Problem,
};
use crate::import::{Choices, Confidence, Field, Issue, Kind, Preview, Reason, Report, Severity, UnitDoubt};
use bazgasht_domain::money::MoneyUnit;
use serde::Serialize;
use serde_json::{Map, Value};

const fn named_kind(kind: ImportKind) -> Kind {
    match kind {
        ImportKind::Customers => Kind::Customers,
        ImportKind::Sales => Kind::Sales,
        ImportKind::Returns => Kind::Returns,
        ImportKind::Orders => Kind::Orders,
    }
}

const fn kind_view(kind: Kind) -> ImportKind {
    match kind {
        Kind::Customers => ImportKind::Customers,
        Kind::Sales => ImportKind::Sales,
        Kind::Returns => ImportKind::Returns,
        Kind::Orders => ImportKind::Orders,
    }
}

pub(super) fn kind_named(name: &str) -> Option<ImportKind> {
    Kind::parse(name).map(kind_view)
}

/// The whole number under `name` in a stored JSON object; 0 when there is none.
pub(super) fn count_in(json: Option<&str>, name: &str) -> i64 {
    let value: Option<Value> = json.and_then(|text| serde_json::from_str(text).ok());
    value.and_then(|value| value.get(name)?.as_i64()).unwrap_or(0)
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What the window says a person chose; a name that is no field leaves its column aside.
pub(super) fn choices(
    kind: Option<ImportKind>,
    columns: Option<Vec<ColumnChoice>>,
    money_unit: Option<MoneyUnit>,
    first_row_is_data: Option<bool>,
) -> Choices {
    let choice = |choice: ColumnChoice| {
        let column = usize::try_from(choice.column).unwrap_or(usize::MAX);
        (column, choice.field.as_deref().and_then(Field::parse))
    };
    let columns = columns.unwrap_or_default().into_iter().map(choice).collect();
    Choices { kind: kind.map(named_kind), columns, money_unit, first_row_is_data, points_expiry: None }
}

/// No header needs more letters to be known again.
const HEADER_CHARS_MAX: usize = 120;

pub(super) fn preview(file: FileToken, found: Preview) -> ImportPreview {
    let width = found.columns.first().map_or(0, |column| column.first.len());
    let cell = |row: usize| {
        found.columns.iter().map(move |column| column.first.get(row).cloned().unwrap_or_default())
    };
    let columns = found.columns.iter().zip(0_i64..).map(|(column, place)| ImportColumn {
        column: place,
        header: cut(&column.header),
        field: column.field.map(|field| field.as_str().to_owned()),
        doubtful: column.field.is_some() && !matches!(column.confidence, Confidence::Sure),
    });
    let checked = found.checked.as_ref();
    ImportPreview {
        file,
        kind: found.kind.map(kind_view),
        first_row_is_data: found.mapping.first_row_is_data,
        money_unit: found.mapping.money_unit,
        money_unit_guessed: found.money_unit_guessed,
        money_unit_doubt: found.unit_doubt.map(doubt_view),
        missing: found.missing.iter().map(|fields| MissingField { one_of: names(fields) }).collect(),
        twice: names(&found.twice),
        encoding: found.file.encoding.map_or_else(|| found.file.format.to_owned(), |name| name.to_string()),
        rows: checked.map(|checked| whole(checked.rows)),
        columns: columns.collect(),
        fields: names(&found.fields),
        first_rows: (0..width).map(|row| cell(row).collect()).collect(),
        rows_ready: checked.map_or(0, |checked| whole(checked.ready)),
        rows_to_look_at: checked.map_or(0, |checked| whole(checked.needs_look)),
        counts: checked.map(|checked| object(&checked.counts)).unwrap_or_default(),
        issue_groups: checked.map(|checked| checked.reasons.iter().map(group).collect()).unwrap_or_default(),
        already_imported: found.already_imported.is_some(),
    }
}

fn names(fields: &[Field]) -> Vec<String> {
    fields.iter().map(|field| field.as_str().to_owned()).collect()
}

fn cut(header: &str) -> String {
    match header.char_indices().nth(HEADER_CHARS_MAX) {
        Some((end, _)) => format!("{}…", header.get(..end).unwrap_or_default()),
        None => header.to_owned(),
    }
}

const fn doubt_view(doubt: UnitDoubt) -> MoneyUnitDoubt {
    match doubt {
        UnitDoubt::HeaderSaysOther => MoneyUnitDoubt::HeaderSaysOther,
        UnitDoubt::TooLarge => MoneyUnitDoubt::TooLarge,
        UnitDoubt::TooSmall => MoneyUnitDoubt::TooSmall,
    }
}

pub(super) fn report(report: Report, took_ms: i64) -> ImportReport {
    let mut counts = object(&report.counts);
    let mut note = |name: &str, count: u64| {
        counts.insert(name.to_owned(), Value::from(whole(count)));
    };
    note("rows", report.rows);
    note("unchanged", report.unchanged);
    note("rejected_rows", report.rejected_rows);
    note("set_aside_cells", report.set_aside_cells);
    note("updated", report.updated);
    for (name, value) in object(&report.created) {
        counts.insert(format!("created_{name}"), value);
    }
    ImportReport {
        kind: kind_view(report.kind),
        unchanged: report.already_imported,
        counts,
        issue_groups: report.reasons.iter().map(group).collect(),
        took_ms,
    }
}

fn object<T: Serialize>(value: &T) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

fn group(reason: &Reason) -> IssueGroup {
    IssueGroup {
        code: reason.code.as_str().to_owned(),
        severity: match reason.severity {
            Severity::Rejected => IssueSeverity::Rejected,
            Severity::KeptWithoutCell => IssueSeverity::CellKeptAside,
            Severity::Warning => IssueSeverity::Notice,
        },
        count: whole(reason.count),
        issues: reason.issues.iter().map(issue_view).collect(),
    }
}

fn issue_view(issue: &Issue) -> ImportIssue {
    ImportIssue {
        row: i64::from(issue.row),
        field: issue.field.map(|field| field.as_str().to_owned()),
        subject: issue.who.clone(),
        raw: issue.raw.clone(),
        problem: Problem { code: issue.code.as_str().to_owned(), params: issue.params.clone() },
    }
}
