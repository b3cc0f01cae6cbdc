//! How people buy, as the window shows it: the figures of insights with their labels, and the people behind each.

mod people;

pub(crate) use people::people;

use crate::api::types::{
    BehaviourView, CohortView, CurvePointView, Excluded, GapBinView, GapsView, GroupView, ParetoView,
    ReadBehaviour, RfmSegmentView,
};
use crate::core::App;
use crate::error::AppError;
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_insights::behaviour::{Behaviour, CohortRow, Concentration, GapSpread, Group, behaviour};
use bazgasht_insights::kpi::{FEW_GAPS, Segment};
use bazgasht_store::sales;
use std::sync::Arc;

/// Cohorts that a page shows: two years.
const MONTHS: usize = 24;

pub(crate) fn read(app: &Arc<App>, _: &Session, request: ReadBehaviour) -> Result<BehaviourView, AppError> {
    let today = app.today();
    let as_of = request.as_of.unwrap_or(today);
    let window_days = crate::shop::window_days(app)?;
    let shop = app.shop();
    let cancelled_sales = shop.store().read(sales::count_cancelled)?;
    shop.numbers_cell().with(|numbers| {
        let seen = behaviour(numbers.columns, as_of, MONTHS)?;
        let first = numbers.columns.first_day().filter(|first| *first <= as_of);
        let leads = numbers.columns.leads().into();
        Ok(view(&seen, as_of, today, first, window_days, (cancelled_sales, leads)))
    })
}

fn view(
    seen: &Behaviour,
    as_of: ShopDay,
    today: ShopDay,
    first: Option<ShopDay>,
    window_days: i64,
    (cancelled_sales, leads): (i64, i64),
) -> BehaviourView {
    let summary = &seen.summary;
    let segments = Segment::ALL.into_iter().zip(&seen.segments);
    BehaviourView {
        as_of: day_view(as_of, today),
        first_order: first.map(|day| day_view(day, today)),
        customers: summary.customers.into(),
        orders: summary.orders.into(),
        revenue_rial: summary.revenue_rial,
        cohorts: seen.cohorts.iter().map(cohort).collect(),
        last_month_partial: seen.last_month_partial,
        gaps: gaps(&seen.gaps, window_days),
        pareto: pareto(&seen.concentration),
        grid: seen.grid.iter().map(|row| row.iter().map(group).collect()).collect(),
        segments: segments.map(|(segment, of)| RfmSegmentView { segment, group: group(of) }).collect(),
        excluded: Excluded {
            anonymous_sales: summary.excluded.orders.into(),
            anonymous_rial: summary.excluded.revenue_rial,
            cancelled_sales,
            leads,
        },
    }
}

fn cohort(row: &CohortRow) -> CohortView {
    CohortView {
        month: row.month,
        label: row.month.label_fa(),
        size: row.by_month.first().copied().unwrap_or(0).into(),
        by_month: row.by_month.clone(),
        by_age: row.by_age.clone(),
    }
}

fn gaps(spread: &GapSpread, window_days: i64) -> GapsView {
    let days = spread.days;
    let bins = spread.bins.iter();
    let bins = bins.map(|bin| GapBinView { from_days: bin.from_days, to_days: bin.to_days, gaps: bin.gaps });
    GapsView {
        count: days.n.into(),
        days_p50: days.p50,
        days_p80: days.p80,
        days_p90: days.p90,
        bins: bins.collect(),
        window_days,
        window_suggested_days: days.suggested_window_days().into(),
        few: days.n < FEW_GAPS,
    }
}

fn pareto(concentration: &Concentration) -> ParetoView {
    let pareto = concentration.pareto;
    let curve = concentration.curve.iter();
    ParetoView {
        customers_for_80pct: pareto.customers_for_80pct,
        customers_share_for_80pct: pareto.customers_share_for_80pct,
        top20pct_share: pareto.top20pct_share,
        top20pct_customers: pareto.customers.div_ceil(5).into(),
        curve: curve.map(|at| CurvePointView { customers: at.customers, share: at.share }).collect(),
    }
}

fn group(group: &Group) -> GroupView {
    GroupView { customers: group.customers, net_rial: group.net }
}
