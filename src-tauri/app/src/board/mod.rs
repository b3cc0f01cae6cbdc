//! The board: figures of insights put beside their comparisons, with everything it takes to believe them.

mod cards;
mod door;
mod figures;
mod people;
mod periods;
mod report;

pub(crate) use cards::unit;
pub(crate) use door::door;
pub(crate) use people::people;
pub(crate) use periods::{list_periods, view as period_view};
pub use report::{period_report, summary_report};

use crate::api::types::{BoardView, BridgeView, CardKey, Excluded, ReadBoard, TrendPoint};
use crate::core::{App, Loaded};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::{Period, ShopDay};
use bazgasht_insights::kpi::{KpiError, PeriodKpis};
use bazgasht_store::sales;
use figures::{Figures, Question, Read};
use std::sync::Arc;

/// The cards under the hero, in the order of the page.
const CARDS: [CardKey; 11] = [
    CardKey::RepeatRate,
    CardKey::AverageBasket,
    CardKey::Revenue,
    CardKey::NewCustomers,
    CardKey::ReturningShare,
    CardKey::ActiveCustomers,
    CardKey::Orders,
    CardKey::RepeatWithin90d,
    CardKey::ClvSimple,
    CardKey::Cac,
    CardKey::Crc,
];

pub(crate) fn read(app: &Arc<App>, _: &Session, request: ReadBoard) -> Result<BoardView, AppError> {
    let question = question(app, request.period, request.window_days, request.as_of)?;
    let shop = app.shop();
    let (cancelled, read) = shop.store().read(|reader| -> Result<_, AppError> {
        Ok((sales::count_cancelled(reader)?, Read::of(reader, &question)?))
    })?;
    shop.numbers_cell().with(|numbers| view(numbers, &question, app.today(), cancelled, read))
}

/// The figures of a period with the shop's own window.
pub(crate) fn period_now(app: &Arc<App>, period: Period) -> Result<PeriodKpis, AppError> {
    let question = question(app, Some(period), None, None)?;
    let spans = [question.span()?];
    let found =
        app.shop().numbers_cell().with(|numbers| Ok(numbers.live.periods(&spans, question.scope)?))?;
    found.into_iter().next().ok_or_else(|| Code::PeriodInvalid.into())
}

/// Period, window and as-of day, with the shop's defaults filled in.
fn question(
    app: &Arc<App>,
    period: Option<Period>,
    window_days: Option<i64>,
    as_of: Option<ShopDay>,
) -> Result<Question, AppError> {
    let today = app.today();
    let as_of = as_of.unwrap_or(today);
    let period = period.unwrap_or_else(|| Period::containing_season(as_of));
    let window_days = match window_days {
        Some(days) => days,
        None => crate::shop::window_days(app)?,
    };
    Question::new(period, window_days, as_of)
}

fn view(
    numbers: &Loaded<'_>,
    question: &Question,
    today: ShopDay,
    cancelled: i64,
    read: Read,
) -> Result<BoardView, AppError> {
    let columns = numbers.columns;
    let figures = Figures::count(numbers.live, question, read)?;
    let now = figures.now();
    let end = question.end();
    let trend = figures.trend.iter().map(|(period, kpis)| trend_point(*period, kpis)).collect();
    Ok(BoardView {
        period: periods::view(question.period, question.as_of, today),
        as_of: day_view(question.as_of, today),
        window_days: i64::from(question.scope.window.get()),
        first_order: columns.first_day().map(|day| day_view(day, today)),
        history_sufficient: now.bridge.history_sufficient,
        hero: cards::card(CardKey::Crr, &figures),
        churn: cards::card(CardKey::Churn, &figures),
        cards: CARDS.iter().map(|key| cards::card(*key, &figures)).collect(),
        bridge: BridgeView {
            start_day: day_view(question.period.first_day().plus_days(-1), today),
            end_day: day_view(end, today),
            start: now.bridge.start.into(),
            kept: now.bridge.kept.into(),
            lapsed: now.bridge.lapsed.into(),
            reactivated: now.bridge.reactivated.into(),
            new: now.bridge.new.into(),
            end: now.bridge.end.into(),
            crr: now.bridge.crr,
            crr_classic: now.bridge.crr_classic,
            churn: now.bridge.churn,
        },
        trend,
        excluded: excluded(now, cancelled, columns.leads()),
    })
}

/// Sales and people that no figure counts; leads are people who never bought.
pub(super) fn excluded(kpis: &PeriodKpis, cancelled_sales: i64, leads: u32) -> Excluded {
    Excluded {
        anonymous_sales: kpis.excluded.orders.into(),
        anonymous_rial: kpis.excluded.revenue_rial,
        cancelled_sales,
        leads: leads.into(),
    }
}

fn trend_point(period: Period, kpis: &PeriodKpis) -> TrendPoint {
    let told = kpis.bridge.history_sufficient;
    TrendPoint {
        period,
        label: period.label_fa(),
        complete: kpis.complete,
        history_sufficient: told,
        crr: kpis.bridge.crr.filter(|_| told),
        crr_interval95: kpis.bridge.wilson95.filter(|_| told).map(|[low, high]| (low, high)),
        revenue_rial: kpis.revenue_rial,
        orders: kpis.orders.into(),
        new_customers: kpis.new_customers.into(),
        returning_customers: kpis.returning_customers.into(),
    }
}

impl From<KpiError> for AppError {
    fn from(error: KpiError) -> Self {
        let code = match error {
            KpiError::WindowOutOfRange { .. } => Code::WindowInvalid,
            KpiError::EmptyPeriod { .. }
            | KpiError::PeriodNotBegun { .. }
            | KpiError::AsOfOutOfRange { .. }
            | KpiError::PeriodsNotAdjacent
            | KpiError::TooManyPeriods { .. } => Code::PeriodInvalid,
        };
        let error = AppError { detail: error.to_string(), ..AppError::new(code) };
        error.with("min", 7).with("max", 730)
    }
}
