//! The Jalali calendar meets the figures here and nowhere else: named periods become ranges of days.

use crate::kpi::{KpiError, Span};
use bazgasht_domain::calendar::{Period, ShopDay};

/// The days of a period.
pub fn span(period: Period) -> Result<Span, KpiError> {
    Span::new(period.first_day(), period.last_day())
}

/// What a row of periods is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Month,
    Season,
    Year,
}

impl Step {
    /// The period of this kind that holds a day.
    #[must_use]
    pub fn containing(self, day: ShopDay) -> Period {
        match self {
            Self::Month => Period::containing_month(day),
            Self::Season => Period::containing_season(day),
            Self::Year => Period::containing_year(day),
        }
    }
}

/// The last `count` periods up to the one that holds `as_of`, oldest first.
#[must_use]
pub fn last_periods(step: Step, as_of: ShopDay, count: usize) -> Vec<Period> {
    ending_with(step.containing(as_of), count)
}

/// `count` adjoining periods of which `last` is the last, oldest first.
#[must_use]
pub fn ending_with(last: Period, count: usize) -> Vec<Period> {
    let back = std::iter::successors(Some(last), |period| Some(period.previous()));
    let mut periods: Vec<Period> = back.take(count).collect();
    periods.reverse();
    periods
}

/// Every period of this kind from the one that holds `first` to the one that holds `as_of`, at most `most` of the
/// latest; none when `first` is later.
#[must_use]
pub fn periods_between(step: Step, first: ShopDay, as_of: ShopDay, most: usize) -> Vec<Period> {
    let back = std::iter::successors(Some(step.containing(as_of)), |period| Some(period.previous()));
    let mut periods: Vec<Period> =
        back.take_while(|period| first <= as_of && period.last_day() >= first).take(most).collect();
    periods.reverse();
    periods
}
