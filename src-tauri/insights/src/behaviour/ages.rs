//! Cohorts by age: steps of thirty days from each customer's own first order, so that a month of 29 days and one of 31
//! can be held against each other. A step counts when the youngest member of the cohort has lived through it.

use super::AGE_DAYS;
use crate::columns::{Columns, Offset};
use crate::kpi::Span;
use bazgasht_domain::calendar::ShopDay;

/// Steps that are looked at: five years and a little.
const STEPS_MAX: usize = 64;

/// For each span, by step, the customers who ordered in it.
pub(super) fn by_age(columns: &Columns, spans: &[Span], as_of: ShopDay) -> Vec<Vec<u32>> {
    let at = Offset::clamp(as_of);
    let starts: Vec<u16> = spans.iter().map(|span| Offset::clamp(span.from()).0).collect();
    let ends = spans.last().map_or(0, |span| Offset::clamp(span.to()).0);
    let mut cells = vec![[0u32; STEPS_MAX]; spans.len()];
    let mut youngest = vec![0u16; spans.len()];
    for (_, days) in columns.each_row() {
        let Some(first) = days.first().copied().filter(|day| *day <= at.0.min(ends)) else { continue };
        let Some(cohort) = starts.partition_point(|start| *start <= first).checked_sub(1) else { continue };
        youngest[cohort] = youngest[cohort].max(first);
        let mut counted = None;
        for day in days.iter().take_while(|day| **day <= at.0) {
            let step = usize::from((day - first) / AGE_DAYS);
            if step < STEPS_MAX && counted != Some(step) {
                cells[cohort][step] += 1;
                counted = Some(step);
            }
        }
    }
    let lived = |youngest: u16| usize::from(at.0.saturating_add(1).saturating_sub(youngest) / AGE_DAYS);
    // Entry 0 holds the first order itself: it is the size, also of a cohort that is a day old.
    cells
        .iter()
        .zip(youngest)
        .map(|(row, youngest)| row[..lived(youngest).clamp(1, STEPS_MAX)].to_vec())
        .collect()
}
