//! Import results as the window shows them.

use crate::api::types::{
    ColumnChoice, FileToken, ImportColumn, ImportIssue, ImportKind, ImportPreview, ImportReport, IssueGroup,
    IssueSeverity, Problem,
};
use crate::import::{Confidence, Field, Issue, Kind, Mapping, Preview, Reason, Report, Severity};
use serde::Serialize;
use serde_json::{Map, Value};

pub(super) const fn named_kind(kind: ImportKind) -> Kind {
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

/// Puts the person's choices over what the headers said; a name that is no field leaves the column out.
pub(super) fn apply_choices(mapping: &mut Mapping, choices: &[ColumnChoice]) {
    for choice in choices {
        let field = choice.field.as_deref().and_then(Field::parse);
        if let Some(column) =
            usize::try_from(choice.column).ok().and_then(|place| mapping.columns.get_mut(place))
        {
            *column = field;
        }
    }
}

pub(super) fn preview(file: FileToken, found: Preview) -> ImportPreview {
    let width = found.columns.first().map_or(0, |column| column.first.len());
    let cell = |row: usize| {
        found.columns.iter().map(move |column| column.first.get(row).cloned().unwrap_or_default())
    };
    let columns = found.columns.iter().zip(0_i64..).map(|(column, place)| ImportColumn {
        column: place,
        header: column.header.clone(),
        field: column.field.map(|field| field.as_str().to_owned()),
        doubtful: column.field.is_some() && !matches!(column.confidence, Confidence::Sure),
    });
    ImportPreview {
        file,
        kind: kind_view(found.kind),
        money_unit: found.mapping.money_unit,
        money_unit_guessed: found.money_unit_guessed,
        encoding: found.file.encoding.map_or_else(|| found.file.format.to_owned(), |name| name.to_string()),
        rows: whole(found.file.rows),
        columns: columns.collect(),
        fields: found.fields.iter().map(|field| field.as_str().to_owned()).collect(),
        first_rows: (0..width).map(|row| cell(row).collect()).collect(),
        rows_ready: whole(found.ready),
        rows_to_look_at: whole(found.needs_look),
        counts: object(&found.counts),
        issue_groups: found.reasons.iter().map(group).collect(),
        already_imported: found.already_imported.is_some(),
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
