//! The figures under the names and in the shapes that printed reports use. Nothing is computed here.

use crate::board::{PERIODS_MAX, board};
use crate::columns::{Columns, DAY_MIN};
use crate::kpi::{
    Bridge, GapDays, KpiError, Pareto, PeriodKpis, Rate, Scope, Segment, WindowDays, period_kpis,
};
use crate::periods::{Step, periods_between, span};
use bazgasht_domain::calendar::{JalaliDate, Period, ShopDay};
use bazgasht_domain::money::Rial;
use serde::Serialize;
use std::collections::BTreeMap;

/// One period with the bridges of one or more windows (`w90`, …).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeriodReport {
    /// Under `season`, `month`, `year` or `range`: `1376-3`, `1376-07`, `1376`, two dates.
    #[serde(flatten)]
    pub named: BTreeMap<&'static str, String>,
    pub from: String,
    pub to: String,
    pub complete: bool,
    pub orders: u32,
    pub revenue_rial: Rial,
    pub customers_ordering: u32,
    pub new_customers: u32,
    pub returning_customers: u32,
    pub aov_rial: Option<f64>,
    #[serde(flatten)]
    pub bridges: BTreeMap<String, Bridge>,
}

/// The report of one period as of a day, with a bridge for each window.
pub fn period_report(
    columns: &Columns,
    period: Period,
    windows: &[WindowDays],
    as_of: ShopDay,
) -> Result<PeriodReport, KpiError> {
    let days = span(period)?;
    let of = |window: WindowDays| period_kpis(columns, days, Scope { as_of, window });
    let counted = windows.iter().map(|window| of(*window)).collect::<Result<Vec<PeriodKpis>, _>>()?;
    let figures = counted.first().copied().map_or_else(|| of(WindowDays::DEFAULT), Ok)?;
    Ok(PeriodReport {
        named: BTreeMap::from([(kind(period), code(period))]),
        from: days.from().iso(),
        to: days.to().iso(),
        complete: figures.complete,
        orders: figures.orders,
        revenue_rial: figures.revenue_rial,
        customers_ordering: figures.customers_ordering,
        new_customers: figures.new_customers,
        returning_customers: figures.returning_customers,
        aov_rial: figures.aov_rial,
        bridges: counted.iter().map(|k| (format!("w{}", k.window_days), k.bridge)).collect(),
    })
}

/// k of n without an interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    pub k: u32,
    pub n: u32,
    pub value: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParetoReport {
    pub customers_for_80pct: Option<u32>,
    pub top20pct_share: Option<f64>,
}

/// The history up to a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SummaryReport {
    pub asof: String,
    pub asof_jalali: String,
    pub customers: u32,
    pub orders: u32,
    pub revenue_rial: Rial,
    pub aov_rial: Option<f64>,
    pub repeat_purchase_rate: Rate,
    pub gap_days: GapDays,
    pub repeat_within_90d_matured: Share,
    /// Scores that nobody has are left out.
    pub rfm_hist: BTreeMap<&'static str, BTreeMap<u8, u32>>,
    /// Segments that nobody is in are left out.
    pub rfm_segments: BTreeMap<&'static str, u32>,
    pub pareto: ParetoReport,
    /// By month of the first order (`1375-10`), the latest [`PERIODS_MAX`] at most; empty cohorts are left out.
    pub cohorts: BTreeMap<String, Vec<u32>>,
}

/// The report of the whole history as of a day.
pub fn summary_report(columns: &Columns, as_of: ShopDay) -> Result<SummaryReport, KpiError> {
    let first = columns.first_day().unwrap_or(as_of).max(DAY_MIN);
    let months = periods_between(Step::Month, first, as_of, PERIODS_MAX);
    let spans = months.iter().map(|month| span(*month)).collect::<Result<Vec<_>, _>>()?;
    let counted = board(columns, &spans, Scope { as_of, window: WindowDays::DEFAULT })?;
    let s = counted.summary;
    let scores = |counts: [u32; 5]| (1u8..).zip(counts).filter(|(_, count)| *count > 0).collect();
    let named = months.iter().map(|month| code(*month)).zip(counted.cohorts.cohorts);
    let Pareto { customers_for_80pct, top20pct_share, .. } = s.pareto;
    let Rate { k, n, value, .. } = s.repeat_within_90d_matured;
    Ok(SummaryReport {
        asof: as_of.iso(),
        asof_jalali: JalaliDate::from_day(as_of).format_ascii().replace('/', "-"),
        customers: s.customers,
        orders: s.orders,
        revenue_rial: s.revenue_rial,
        aov_rial: s.aov_rial,
        repeat_purchase_rate: s.repeat_purchase_rate,
        gap_days: s.gap_days,
        repeat_within_90d_matured: Share { k, n, value },
        rfm_hist: [("R", s.rfm.recency), ("F", s.rfm.frequency), ("M", s.rfm.money)]
            .map(|(name, counts)| (name, scores(counts)))
            .into(),
        rfm_segments: Segment::ALL
            .iter()
            .map(|s| s.as_str())
            .zip(s.rfm.segments)
            .filter(|(_, n)| *n > 0)
            .collect(),
        pareto: ParetoReport { customers_for_80pct, top20pct_share },
        cohorts: named.filter(|(_, c)| c.size() > 0).map(|(name, c)| (name, c.cells)).collect(),
    })
}

fn kind(period: Period) -> &'static str {
    match period {
        Period::Month { .. } => "month",
        Period::Season { .. } => "season",
        Period::Year { .. } => "year",
        Period::Range { .. } => "range",
    }
}

fn code(period: Period) -> String {
    match period {
        Period::Month { year, month } => format!("{year}-{month:02}"),
        Period::Season { year, season } => format!("{year}-{season}"),
        Period::Year { year } => year.to_string(),
        Period::Range { from, to } => format!("{}..{}", from.iso(), to.iso()),
    }
}
