//! Findings as they come up: every one is counted, the first ones of each reason are kept with their row.

use super::codes::Code;
use super::types::{Field, Issue, Reason, Severity};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashSet};

/// Details kept in all. A file where every row is wrong must not fill the memory.
const DETAILS_MAX: usize = 20_000;
/// Details shown for one reason.
const SHOWN_PER_REASON: usize = 200;
const RAW_CHARS_MAX: usize = 120;

/// A reason with what its sentence needs, before the row is known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Finding {
    pub(super) code: Code,
    pub(super) field: Option<Field>,
    pub(super) params: Map<String, Value>,
    pub(super) raw: String,
}

impl Finding {
    pub(super) fn new(code: Code) -> Self {
        Self { code, field: None, params: Map::new(), raw: String::new() }
    }

    pub(super) fn at(code: Code, field: Field, raw: &str) -> Self {
        let shown: String = raw.trim().chars().take(RAW_CHARS_MAX).collect();
        let with_field = Self { field: Some(field), raw: shown, ..Self::new(code) };
        with_field.with("field", field.as_str())
    }

    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}

#[derive(Debug, Default)]
pub(super) struct IssueLog {
    issues: Vec<Issue>,
    counts: BTreeMap<(Severity, Code), u64>,
    by_field: BTreeMap<Field, u64>,
    rejected_rows: HashSet<u32>,
    looked_rows: HashSet<u32>,
}

impl IssueLog {
    pub(super) fn add(&mut self, row: u32, severity: Severity, who: Option<&str>, finding: Finding) {
        *self.counts.entry((severity, finding.code)).or_default() += 1;
        if severity != Severity::Warning {
            self.looked_rows.insert(row);
            if let Some(field) = finding.field {
                *self.by_field.entry(field).or_default() += 1;
            }
        }
        if severity == Severity::Rejected {
            self.rejected_rows.insert(row);
        }
        if self.issues.len() < DETAILS_MAX {
            self.issues.push(Issue {
                row,
                field: finding.field,
                code: finding.code,
                params: finding.params,
                raw: finding.raw,
                severity,
                who: who.filter(|name| !name.is_empty()).map(str::to_owned),
            });
        }
    }

    pub(super) fn rejected_rows(&self) -> u64 {
        self.rejected_rows.len() as u64
    }

    pub(super) fn looked_rows(&self) -> u64 {
        self.looked_rows.len() as u64
    }

    /// Cells of one field that could not be taken.
    pub(super) fn cells_of(&self, field: Field) -> u64 {
        self.by_field.get(&field).copied().unwrap_or(0)
    }

    pub(super) fn count(&self, is_meant: impl Fn(Severity) -> bool) -> u64 {
        self.counts.iter().filter(|((severity, _), _)| is_meant(*severity)).map(|(_, count)| count).sum()
    }

    /// Reasons, the gravest first, each with its first findings in the order of the file.
    pub(super) fn reasons(&self) -> Vec<Reason> {
        let reason = |(&(severity, code), &count): (&(Severity, Code), &u64)| {
            let mine = self.issues.iter().filter(|issue| issue.code == code && issue.severity == severity);
            let mut issues: Vec<Issue> = mine.take(SHOWN_PER_REASON).cloned().collect();
            issues.sort_by_key(|issue| issue.row);
            Reason { code, severity, count, issues }
        };
        self.counts.iter().map(reason).collect()
    }

    /// (rows that stay out, the rest), each in the order of the file.
    pub(super) fn split(mut self) -> (Vec<Issue>, Vec<Issue>) {
        self.issues.sort_by_key(|issue| issue.row);
        self.issues.into_iter().partition(|issue| issue.severity == Severity::Rejected)
    }

    pub(super) fn all(&self) -> &[Issue] {
        &self.issues
    }
}
