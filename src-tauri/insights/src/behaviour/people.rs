//! The people behind what is counted here, the most valuable first.

use super::AGE_DAYS;
use crate::board::board;
use crate::columns::{Columns, Offset};
use crate::kpi::{KpiError, Scope, Segment, Span, WindowDays};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum People {
    /// Their first order lies in the span.
    Cohort {
        first: Span,
    },
    /// Of a cohort, who ordered in another span, or who did not.
    CohortIn {
        first: Span,
        span: Span,
        came: bool,
    },
    /// Of a cohort, who ordered in the step of thirty days of their own age, or did not.
    CohortAged {
        first: Span,
        step: u16,
        came: bool,
    },
    /// Who once let so many days pass between two purchases.
    Gap {
        from_days: u16,
        to_days: Option<u16>,
    },
    /// The first so many by revenue, or everybody after them.
    Top {
        customers: u32,
        rest: bool,
    },
    Grid {
        r: u8,
        f: u8,
    },
    InSegment(Segment),
}

/// Everybody meant, by net value up to `as_of`, then by id.
///
/// # Errors
/// A day that the columns cannot hold.
pub fn people(columns: &Columns, of: People, as_of: ShopDay) -> Result<Vec<CustomerId>, KpiError> {
    let at = Offset::clamp(as_of);
    let rfm = match of {
        People::Grid { .. } | People::InSegment(_) => {
            Some(board(columns, &[], Scope { as_of, window: WindowDays::DEFAULT })?.rfm)
        }
        _ => None,
    };
    let mut found: Vec<(i64, CustomerId)> = columns
        .each_row()
        .filter_map(|(row, days)| {
            let days = &days[..days.partition_point(|day| *day <= at.0)];
            let score = || rfm.as_ref().and_then(|rfm| rfm.score(row));
            let meant = !days.is_empty()
                && match of {
                    People::Grid { r, f } => score().is_some_and(|score| (score.r, score.f) == (r, f)),
                    People::InSegment(segment) => score().is_some_and(|s| Segment::of(s.r, s.f) == segment),
                    People::Top { .. } => true,
                    _ => of.means(days),
                };
            meant.then(|| Some((columns.net_until(row, at), columns.customer_of(row)?))).flatten()
        })
        .collect();
    // By id and not by row: rows are numbered in order of arrival, which a fresh load may change.
    found.sort_unstable_by_key(|(net, customer)| (std::cmp::Reverse(*net), *customer));
    let cut = match of {
        People::Top { customers, rest } => {
            let cut = found.len().min(customers as usize);
            if rest { cut..found.len() } else { 0..cut }
        }
        _ => 0..found.len(),
    };
    Ok(found[cut].iter().map(|(_, customer)| *customer).collect())
}

impl People {
    /// Whether somebody with these days (sorted, at least one) is meant, as far as days tell.
    fn means(self, days: &[u16]) -> bool {
        let inside =
            |day: u16, span: Span| (Offset::clamp(span.from()).0..=Offset::clamp(span.to()).0).contains(&day);
        let began = |span: Span| inside(days[0], span);
        match self {
            Self::Cohort { first } => began(first),
            Self::CohortIn { first, span, came } => {
                began(first) && came == days.iter().any(|day| inside(*day, span))
            }
            Self::CohortAged { first, step, came } => {
                began(first) && came == days.iter().any(|day| (day - days[0]) / AGE_DAYS == step)
            }
            Self::Gap { from_days, to_days } => days.windows(2).any(|pair| {
                let gap = pair[1] - pair[0];
                gap >= from_days.max(1) && to_days.is_none_or(|to| gap <= to)
            }),
            Self::Top { .. } | Self::Grid { .. } | Self::InSegment(_) => true,
        }
    }
}
