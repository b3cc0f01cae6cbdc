//! Customers by the month of their first order, and how many of them ordered in each later month.
//! A month that has not begun has no cell: immature is blank, not zero.

use super::span::Span;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Cohort {
    /// The month of the first order.
    pub span: Span,
    /// Entry k: customers with an order in the month k months later; entry 0 is the cohort's size.
    pub cells: Vec<u32>,
}

impl Cohort {
    #[must_use]
    pub fn size(&self) -> u32 {
        self.cells.first().copied().unwrap_or(0)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CohortTable {
    /// In order of time, cohorts without a customer included.
    pub cohorts: Vec<Cohort>,
    /// The last cell of every row belongs to a month that is not over.
    pub last_month_partial: bool,
}

impl CohortTable {
    /// `cells[i][j]`: customers of cohort i ordering in period j.
    pub(crate) fn of(spans: &[Span], cells: &[[u32; 64]], last_month_partial: bool) -> Self {
        let cohorts = spans.iter().zip(cells).enumerate();
        let cohorts =
            cohorts.map(|(i, (span, row))| Cohort { span: *span, cells: row[i..spans.len()].to_vec() });
        Self { cohorts: cohorts.collect(), last_month_partial }
    }
}
