//! From counts to figures. No customer is looked at here: everything comes from a tally and the totals per day.

use super::frame::{Frame, eve};
use super::pass::{pass, profile};
use super::ranked::Ranked;
use super::tally::Tally;
use crate::columns::profile::{EARLY_DAYS, Profile};
use crate::columns::{Columns, DAY_MIN, DayTable, Offset};
use crate::kpi::bridge::BridgeCounts;
use crate::kpi::clv::YEAR_DAYS;
use crate::kpi::period::turnover;
use crate::kpi::rate::ratio;
use crate::kpi::{
    Bridge, CohortTable, GapDays, KpiError, Lifetime, PeriodKpis, Rate, Rfm, Scope, SimpleClv, Span, Summary,
};
use bazgasht_domain::calendar::ShopDay;
use serde::Serialize;

/// Everything the board shows for a row of adjoining periods.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Board {
    pub periods: Vec<PeriodKpis>,
    pub summary: Summary,
    /// Cohorts by the same periods.
    pub cohorts: CohortTable,
    /// Scores by row, for lists; not sent anywhere whole.
    #[serde(skip)]
    #[ts(skip)]
    pub rfm: Rfm,
}

/// Computes the whole board in one pass over every customer. `spans` adjoin and have all begun.
pub fn board(columns: &Columns, spans: &[Span], scope: Scope) -> Result<Board, KpiError> {
    let frame = Frame::new(scope, spans)?;
    let tally = pass(columns, &frame);
    let profile = profile(columns, &frame);
    let ranked = Ranked::of(columns, &frame, &profile);
    Ok(assemble(columns, &frame, &tally, &profile, ranked))
}

pub(super) fn assemble(
    columns: &Columns,
    frame: &Frame,
    tally: &Tally,
    profile: &Profile,
    ranked: Ranked,
) -> Board {
    Board {
        periods: period_figures(columns, frame, tally, profile),
        summary: summary_figures(columns, frame, profile, &ranked),
        cohorts: cohort_figures(frame, tally),
        rfm: ranked.rfm,
    }
}

fn summary_figures(columns: &Columns, frame: &Frame, profile: &Profile, ranked: &Ranked) -> Summary {
    let as_of = frame.scope().as_of;
    let known = columns.known_totals().over(DAY_MIN, as_of);
    let gap_days = GapDays::of(profile.gaps.entries());
    let lifetime = lifetime_figures(columns, frame, profile);
    Summary {
        as_of,
        first_day: columns.first_day().filter(|first| *first <= as_of),
        customers: profile.customers,
        orders: known.orders,
        revenue_rial: known.revenue_rial,
        aov_rial: ratio(known.revenue_rial.get() as f64, f64::from(known.orders)),
        repeat_purchase_rate: Rate::of(profile.repeaters, profile.customers),
        repeat_within_90d_matured: lifetime.repeat_within_90d_matured,
        gap_days,
        suggested_window: gap_days.suggested_window(),
        clv: lifetime.clv,
        rfm: ranked.rfm.spread(),
        pareto: ranked.pareto,
        excluded: columns.anonymous_totals().over(DAY_MIN, as_of),
    }
}

/// What the lives of customers give without anybody's rank.
pub(super) fn lifetime_figures(columns: &Columns, frame: &Frame, profile: &Profile) -> Lifetime {
    let as_of = frame.scope().as_of;
    let before = |days: u16| ShopDay::new(as_of.get().saturating_sub(i32::from(days)));
    let matured = before(EARLY_DAYS);
    let within_year = profile.customers - up_to(&profile.last, before(YEAR_DAYS));
    let year = columns.known_totals().over(ShopDay::new(before(YEAR_DAYS).get().saturating_add(1)), as_of);
    let history = days_of_history(columns, as_of) >= i64::from(YEAR_DAYS);
    Lifetime {
        repeat_within_90d_matured: Rate::of(up_to(&profile.early, matured), up_to(&profile.first, matured)),
        clv: SimpleClv::of(year, within_year, profile.repeaters, profile.lifespan_days, history),
    }
}

/// The figures of every period of the frame.
pub(crate) fn period_figures(
    columns: &Columns,
    frame: &Frame,
    tally: &Tally,
    profile: &Profile,
) -> Vec<PeriodKpis> {
    let scope = frame.scope();
    let (mut bought, mut bought_twice) = (Cumulative::of(&profile.first), Cumulative::of(&profile.second));
    let figures = frame.spans().iter().enumerate().map(|(j, span)| {
        let end = span.to().min(scope.as_of);
        let eve = eve(*span);
        let customers_before = bought.up_to(eve);
        let customers = bought.up_to(end);
        let new_customers = customers - customers_before;
        let repeaters = bought_twice.up_to(end);
        let customers_ordering: u32 = tally.cells.iter().map(|cohort| cohort[j]).sum();
        // Ordering in the period with a single order by its end is: new in it, and not twice in it.
        let returning_customers = customers_ordering - (new_customers - tally.twice[j]);
        let sold = turnover(columns.known_totals(), *span, scope.as_of);
        let counts = BridgeCounts {
            start: tally.active[j],
            end: tally.active[j + 1],
            kept: tally.kept[j],
            new: tally.new_active[j],
        };
        let history = days_of_history(columns, eve) >= i64::from(scope.window.get());
        PeriodKpis {
            from: span.from(),
            to: span.to(),
            as_of: scope.as_of,
            window_days: scope.window.get(),
            complete: span.to() <= scope.as_of,
            orders: sold.orders,
            revenue_rial: sold.revenue_rial,
            customers_ordering,
            new_customers,
            returning_customers,
            aov_rial: ratio(sold.revenue_rial.get() as f64, f64::from(sold.orders)),
            purchase_frequency: ratio(f64::from(sold.orders), f64::from(customers_ordering)),
            returning_share: Rate::of(returning_customers, customers_ordering),
            repeat_purchase_rate: Rate::of(repeaters, customers),
            bridge: Bridge::of(counts, history),
            excluded: turnover(columns.anonymous_totals(), *span, scope.as_of),
        }
    });
    figures.collect()
}

pub(super) fn cohort_figures(frame: &Frame, tally: &Tally) -> CohortTable {
    let partial = frame.spans().last().is_some_and(|last| last.to() > frame.scope().as_of);
    CohortTable::of(frame.spans(), &tally.cells, partial)
}

/// Days from the shop's first order to `day`, both included; 0 before it.
fn days_of_history(columns: &Columns, day: ShopDay) -> i64 {
    let first = columns.first_day().map(|first| i64::from(day.get()) - i64::from(first.get()) + 1);
    first.unwrap_or(0).max(0)
}

/// The sum of a table by day up to and including a day.
fn up_to(by_day: &DayTable<u32>, day: ShopDay) -> u32 {
    Cumulative::of(by_day).up_to(day)
}

/// Running sums of a table by day, asked for days that never go back.
struct Cumulative<'a> {
    left: &'a [u32],
    next: usize,
    sum: u32,
}

impl<'a> Cumulative<'a> {
    fn of(by_day: &'a DayTable<u32>) -> Self {
        Self { left: by_day.entries(), next: 0, sum: 0 }
    }
    fn up_to(&mut self, day: ShopDay) -> u32 {
        if day >= DAY_MIN {
            let end = Offset::clamp(day).index() + 1;
            let (passed, left) = self.left.split_at(end.saturating_sub(self.next).min(self.left.len()));
            self.sum += passed.iter().sum::<u32>();
            self.next = self.next.max(end);
            self.left = left;
        }
        self.sum
    }
}
