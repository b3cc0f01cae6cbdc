//! What is counted for one board: the chosen period and the ones before it (one pass), the same period last year,
//! and the lifetime figures as of the end of each of the three.

use crate::costs::{Spent, Targets};
use crate::error::AppError;
use bazgasht_domain::calendar::{Period, ShopDay};
use bazgasht_insights::board::Live;
use bazgasht_insights::kpi::{KpiError, Lifetime, PeriodKpis, Scope, Span, WindowDays};
use bazgasht_store::Reader;

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
    /// The months up to the end of the chosen period, oldest first: what sparklines show.
    pub months: Vec<(Period, PeriodKpis)>,
    pub last_year: Option<PeriodKpis>,
    pub lives: Lifetime,
    pub lives_previous: Option<Lifetime>,
    pub lives_last_year: Option<Lifetime>,
    pub first_order: Option<ShopDay>,
    /// Of the chosen period, the one before it, and the same last year.
    pub spent: [Spent; 3],
    pub targets: Targets,
}

/// One period with everything that a card is divided from.
#[derive(Clone, Copy)]
pub(super) struct Counted<'a> {
    pub kpis: &'a PeriodKpis,
    pub lives: &'a Lifetime,
    pub spent: Spent,
}

/// What a board needs from the file: read before the numbers in memory are held.
pub(super) struct Read {
    pub spent: [Spent; 3],
    pub targets: Targets,
}

impl Read {
    pub fn of(reader: &Reader, question: &Question) -> Result<Self, AppError> {
        let period = question.period;
        let over = |period: Period| {
            crate::costs::spent(reader, period.first_day(), period.last_day().min(question.as_of))
        };
        Ok(Self {
            spent: [over(period)?, over(period.previous())?, over(period.same_last_year())?],
            targets: Targets::read(reader)?,
        })
    }
}

/// Periods before the chosen one that the trend shows.
const fn periods_before(period: Period) -> usize {
    match period {
        Period::Month { .. } => MONTHS_BEFORE,
        Period::Season { .. } => 8,
        Period::Year { .. } | Period::Range { .. } => 5,
    }
}

/// A year and the month before it, so that a sparkline holds the same month last year.
const MONTHS_BEFORE: usize = 13;

/// `last` with up to `before` periods before it, none that ended before the shop's first order; `last` and the one
/// before it always, so that the first comparison exists.
fn series(last: Period, before: usize, first_order: Option<ShopDay>) -> Vec<Period> {
    let mut periods = vec![last];
    while periods.len() <= before {
        let earlier = periods[0].previous();
        let told = first_order.is_some_and(|first| earlier.last_day() >= first);
        if !told && periods.len() > 1 {
            break;
        }
        periods.insert(0, earlier);
    }
    periods
}

fn counted(live: &Live, periods: Vec<Period>, scope: Scope) -> Result<Vec<(Period, PeriodKpis)>, AppError> {
    let spans = periods.iter().map(|period| span(*period)).collect::<Result<Vec<_>, _>>()?;
    Ok(periods.into_iter().zip(live.periods(&spans, scope)?).collect())
}

impl Figures {
    /// From counts that are kept current by every sale; only a question that is asked for the first time takes a pass.
    pub fn count(live: &Live, question: &Question, read: Read) -> Result<Self, AppError> {
        let (period, scope) = (question.period, question.scope);
        let first_order = live.columns().first_day();
        let last_month = Period::containing_month(question.end());
        let last_year = period.same_last_year();
        let at = |period: Period| live.lifetime(period.last_day().min(question.as_of)).ok();
        Ok(Self {
            trend: counted(live, series(period, periods_before(period), first_order), scope)?,
            months: counted(live, series(last_month, MONTHS_BEFORE, first_order), scope)?,
            last_year: live.periods(&[span(last_year)?], scope).ok().and_then(|one| one.into_iter().next()),
            lives: live.lifetime(question.end())?,
            lives_previous: at(period.previous()),
            lives_last_year: at(last_year),
            first_order,
            spent: read.spent,
            targets: read.targets,
        })
    }

    pub fn counted(&self) -> Counted<'_> {
        Counted { kpis: self.now(), lives: &self.lives, spent: self.spent[0] }
    }

    pub fn counted_previous(&self) -> Option<Counted<'_>> {
        let (kpis, lives) = (self.previous()?, self.lives_previous.as_ref()?);
        Some(Counted { kpis, lives, spent: self.spent[1] })
    }

    pub fn counted_last_year(&self) -> Option<Counted<'_>> {
        let (kpis, lives) = (self.last_year.as_ref()?, self.lives_last_year.as_ref()?);
        Some(Counted { kpis, lives, spent: self.spent[2] })
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
