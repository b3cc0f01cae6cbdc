//! Periods as the board names them.

use crate::api::types::{ListPeriods, PeriodChoice, PeriodKind, PeriodList, PeriodView};
use crate::core::App;
use crate::error::AppError;
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::{Period, ShopDay};
use std::sync::Arc;

/// More periods than any picker can show.
const PERIODS_MAX: usize = 240;

pub(crate) fn view(period: Period, as_of: ShopDay, today: ShopDay) -> PeriodView {
    let (from, to) = (period.first_day(), period.last_day());
    let (previous, last_year) = (period.previous(), period.same_last_year());
    let days_total = i64::from(to.days_since(from)) + 1;
    let next = match period {
        Period::Month { .. } => Period::containing_month(to.plus_days(1)),
        Period::Season { .. } => Period::containing_season(to.plus_days(1)),
        Period::Year { .. } => Period::containing_year(to.plus_days(1)),
        Period::Range { .. } => {
            Period::Range { from: to.plus_days(1), to: to.plus_days(i32::try_from(days_total).unwrap_or(1)) }
        }
    };
    PeriodView {
        period,
        label: period.label_fa(),
        from: day_view(from, today),
        to: day_view(to, today),
        complete: to <= as_of,
        days_done: i64::from(to.min(as_of).days_since(from)) + 1,
        days_total,
        previous,
        previous_label: previous.label_fa(),
        next: (next.first_day() <= as_of).then_some(next),
        last_year,
        last_year_label: last_year.label_fa(),
    }
}

pub(crate) fn list_periods(
    app: &Arc<App>,
    _: &Session,
    request: ListPeriods,
) -> Result<PeriodList, AppError> {
    let today = app.today();
    let containing = match request.kind {
        PeriodKind::Month => Period::containing_month,
        PeriodKind::Season => Period::containing_season,
        PeriodKind::Year => Period::containing_year,
    };
    app.shop().numbers_cell().with(|numbers| {
        let first = numbers.columns.first_day().unwrap_or(today);
        let newest = containing(today);
        let mut periods = vec![newest];
        while periods.len() < PERIODS_MAX && periods[periods.len() - 1].first_day() > first {
            periods.push(periods[periods.len() - 1].previous());
        }
        let choice = |period: Period| PeriodChoice { period, label: period.label_fa() };
        Ok(PeriodList { periods: periods.into_iter().map(choice).collect() })
    })
}
