//! What is counted for one board: the chosen period and the ones before it (one pass), the same period last year,
//! and the lifetime figures as of the end of each of the three.

use crate::error::AppError;
use bazgasht_domain::calendar::{Period, ShopDay};
use bazgasht_insights::board::board;
use bazgasht_insights::columns::Columns;
use bazgasht_insights::kpi::{KpiError, PeriodKpis, Scope, Span, Summary, WindowDays, period::period_kpis, summary};

/// A board's question, checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question {
    pub period: Period,
    pub as_of: ShopDay,
    pub scope: Scope,
}

impl Question {
    pub fn new(period: Period, window_days: i64, as_of: ShopDay) -> Result<Self, AppError> {
        let window = WindowDays::new(u32::try_from(window_days).unwrap_or(u32::MAX))?;
        let question = Self { period, as_of, scope: Scope { as_of, window } };
        if period.first_day() > as_of {
            return Err(KpiError::PeriodNotBegun { from: period.first_day(), as_of }.into());
        }
        Ok(question)
    }

    /// The last day that counts.
    pub fn end(&self) -> ShopDay {
        self.period.last_day().min(self.as_of)
    }

    pub fn span(&self) -> Result<Span, AppError> {
        Ok(span(self.period)?)
    }
}

fn span(period: Period) -> Result<Span, KpiError> {
    Span::new(period.first_day(), period.last_day())
}

/// Everything the cards are made from.
pub(super) struct Figures {
    /// Oldest first; the last one is the chosen period.
    pub trend: Vec<(Period, PeriodKpis)>,
    pub last_year: Option<PeriodKpis>,
    pub summary: Summary,
    pub summary_previous: Option<Summary>,
    pub summary_last_year: Option<Summary>,
    pub first_order: Option<ShopDay>,
}

/// Periods before the chosen one that a sparkline shows.
const fn periods_before(period: Period) -> usize {
    match period {
        Period::Month { .. } => 13,
        Period::Season { .. } => 8,
        Period::Year { .. } | Period::Range { .. } => 5,
    }
}

impl Figures {
    pub fn count(columns: &Columns, question: &Question) -> Result<Self, AppError> {
        let first_order = columns.first_day();
        let mut periods = vec![question.period];
        while periods.len() <= periods_before(question.period) {
            let before = periods[0].previous();
            // Two at least, so that the first comparison exists; none that ended before the shop's first order.
            let told = first_order.is_some_and(|first| before.last_day() >= first);
            if !told && periods.len() > 1 {
                break;
            }
            periods.insert(0, before);
        }
        let spans = periods.iter().map(|period| span(*period)).collect::<Result<Vec<_>, _>>()?;
        let counted = board(columns, &spans, question.scope)?;
        let last_year = question.period.same_last_year();
        let at = |period: Period| summary(columns, period.last_day().min(question.as_of)).ok();
        Ok(Self {
            last_year: period_kpis(columns, span(last_year)?, question.scope).ok(),
            summary: summary(columns, question.end())?,
            summary_previous: at(question.period.previous()),
            summary_last_year: at(last_year),
            trend: periods.into_iter().zip(counted.periods).collect(),
            first_order,
        })
    }

    /// The chosen period.
    pub fn now(&self) -> &PeriodKpis {
        // `count` always pushes the chosen period.
        &self.trend[self.trend.len() - 1].1
    }

    pub fn previous(&self) -> Option<&PeriodKpis> {
        self.trend.len().checked_sub(2).map(|place| &self.trend[place].1)
    }
}
