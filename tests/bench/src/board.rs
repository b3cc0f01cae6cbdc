//! P3: the whole board (60 months, their cohorts, RFM of everybody, Pareto) from the columns in memory, one thread,
//! against summing the same purchases' days and amounts. The board is first compared with a plain count that shares
//! no code with it.

use crate::measure::{Done, Pairs, ensure, median, timed};
use crate::shop;
use crate::table::{Row, ms};
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::Rial;
use bazgasht_insights::board::{Board, Live, board};
use bazgasht_insights::columns::{Builder, Columns, Purchase};
use bazgasht_insights::kpi::{Scope, Span, WindowDays};
use bazgasht_insights::periods::{Step, last_periods, span};
use bazgasht_sample::Size;
use std::hint::black_box;

const MONTHS: usize = 60;
const ROUNDS: usize = 5;
/// One sale is too short for a clock.
const SALES_TOGETHER: usize = 1_000;

pub fn rows(sizes: &[Size]) -> Done<Vec<Row>> {
    let mut rows = Vec::new();
    for size in sizes {
        eprintln!("P3 at {} …", shop::name(*size));
        rows.extend(of_size(*size)?);
    }
    rows.push(Row::value("P3", "· the same on DuckDB", "not compared here").open_goal("≤ 1/100"));
    Ok(rows)
}

fn of_size(size: Size) -> Done<Vec<Row>> {
    let sample = shop::sample(size);
    let id = |index: u32| CustomerId::new((1 << 40) + i64::from(index) + 1);
    let mut plain = Plain::new(months()?);
    let (mut days, mut nets) = (Vec::new(), Vec::new());
    let mut builder = Builder::with_capacity(usize::try_from(sample.purchase_count())?);
    for bought in sample.purchases() {
        builder.push(Purchase { customer: id(bought.customer), day: bought.day, net: bought.net })?;
        plain.count(bought.customer, bought.day.get(), bought.net.get());
        days.push(u16::try_from(bought.day.get())?);
        nets.push(bought.net.get());
    }
    plain.end_customer();
    let columns = builder.finish();
    let scope = Scope { as_of: shop::today(), window: WindowDays::DEFAULT };
    let spans = plain.spans.clone();
    plain.compare(&board(&columns, &spans, scope)?)?;
    drop(plain);

    let mut pairs = Pairs::default();
    for _ in 0..if size == Size::L { 15 } else { 40 } {
        let (counted, ours) = timed(|| board(black_box(&columns), black_box(&spans), scope));
        black_box(counted?);
        let (sums, reference) = timed(|| sum(black_box(&days), black_box(&nets)));
        black_box(sums);
        pairs.push(ours, reference);
    }
    let title = format!(
        "board at {}, {} purchases : summing the same bytes",
        shop::name(size),
        columns_size(&columns)
    );
    let mut rows = vec![Row::pairs("P3", title, &pairs, ROUNDS).at_most(6.0)];
    rows.extend(after_a_sale(size, columns, &spans, scope)?);
    Ok(rows)
}

/// Sales taken into the counts of a board that was asked before, against counting the board anew; and reading it then.
fn after_a_sale(size: Size, columns: Columns, spans: &[Span], scope: Scope) -> Done<Vec<Row>> {
    let people: Vec<CustomerId> = (0..columns.rows())
        .step_by((columns.rows() / SALES_TOGETHER).max(1))
        .filter_map(|index| {
            u32::try_from(index).ok().map(|index| CustomerId::new((1 << 40) + i64::from(index) + 1))
        })
        .collect();
    let mut live = Live::new(columns);
    live.periods(spans, scope)?;
    live.lifetime(scope.as_of)?;
    let (mut pairs, mut reads) = (Pairs::default(), Vec::new());
    for round in 1..=ROUNDS {
        let sale = |customer| Purchase { customer, day: scope.as_of, net: Rial::new(round as i64) };
        let (taken, ours) = timed(|| people.iter().try_for_each(|id| live.add(sale(*id))));
        taken?;
        ensure(live.is_kept(spans, scope), "the counts were kept")?;
        let (read, time) = timed(|| live.periods(black_box(spans), scope));
        reads.push(time);
        let (fresh, reference) = timed(|| board(black_box(live.columns()), black_box(spans), scope));
        ensure(read? == fresh?.periods, "the board after the sales is the board counted anew")?;
        pairs.push(ours / people.len() as f64, reference);
    }
    let met = pairs.ratio() <= 1e-4;
    let title =
        format!("one sale into the counts of a board at {} : the board counted anew", shop::name(size));
    Ok(vec![
        Row::pairs("P5", title, &pairs, ROUNDS).goal("≤ 1/10000", met),
        Row::value("P5", "· 60 months read from the counts", ms(median(&reads))),
    ])
}

fn columns_size(columns: &Columns) -> String {
    format!("{:.1} M", f64::from(columns.purchases()) / 1e6)
}

fn sum(days: &[u16], nets: &[i64]) -> (u64, i64) {
    (days.iter().map(|day| u64::from(*day)).sum(), nets.iter().sum())
}

fn months() -> Done<Vec<Span>> {
    let months = last_periods(Step::Month, shop::today(), MONTHS);
    Ok(months.into_iter().map(span).collect::<Result<_, _>>()?)
}

/// The plainest count there is, over purchases that come customer by customer and day by day.
struct Plain {
    spans: Vec<Span>,
    first_day: i32,
    /// The month of each day from the first month's first day on.
    month_of_day: Vec<usize>,
    orders: Vec<u32>,
    revenue: Vec<i64>,
    cohorts: Vec<Vec<u32>>,
    totals: Vec<i64>,
    customer: Option<u32>,
    total: i64,
    visited: Vec<usize>,
    began_before: bool,
}

impl Plain {
    fn new(spans: Vec<Span>) -> Self {
        let first_day = spans.first().map_or(0, |span| span.from().get());
        let days = |(month, span): (usize, &Span)| vec![month; span.days() as usize];
        Self {
            first_day,
            month_of_day: spans.iter().enumerate().flat_map(days).collect(),
            orders: vec![0; spans.len()],
            revenue: vec![0; spans.len()],
            cohorts: (0..spans.len()).map(|month| vec![0; spans.len() - month]).collect(),
            spans,
            totals: Vec::new(),
            customer: None,
            total: 0,
            visited: Vec::new(),
            began_before: false,
        }
    }

    fn count(&mut self, customer: u32, day: i32, net: i64) {
        if self.customer != Some(customer) {
            self.end_customer();
            self.customer = Some(customer);
        }
        self.total += net;
        let Some(month) =
            usize::try_from(day - self.first_day).ok().and_then(|day| self.month_of_day.get(day).copied())
        else {
            self.began_before = true;
            return;
        };
        self.orders[month] += 1;
        self.revenue[month] += net;
        if self.visited.last() != Some(&month) {
            self.visited.push(month);
        }
    }

    fn end_customer(&mut self) {
        if self.customer.take().is_some() {
            self.totals.push(self.total);
        }
        if let (Some(first), false) = (self.visited.first().copied(), self.began_before) {
            for month in &self.visited {
                self.cohorts[first][month - first] += 1;
            }
        }
        (self.total, self.began_before) = (0, false);
        self.visited.clear();
    }

    fn compare(&mut self, board: &Board) -> Done {
        for (month, counted) in board.periods.iter().enumerate() {
            let (orders, revenue) = (counted.orders, counted.revenue_rial.get());
            ensure((orders, revenue) == (self.orders[month], self.revenue[month]), format!("month {month}"))?;
        }
        let cells: Vec<&Vec<u32>> = board.cohorts.cohorts.iter().map(|cohort| &cohort.cells).collect();
        ensure(cells == self.cohorts.iter().collect::<Vec<_>>(), "the cohorts")?;
        let customers = u32::try_from(self.totals.len())?;
        let scored: u32 = board.summary.rfm.segments.iter().sum();
        ensure(
            (board.summary.customers, scored) == (customers, customers),
            "everybody is counted and scored",
        )?;
        self.totals.sort_unstable_by(|a, b| b.cmp(a));
        let all: i128 = self.totals.iter().map(|total| i128::from(*total)).sum();
        let mut reached = 0;
        let best = self.totals.iter().take_while(|total| {
            let short = reached * 5 < all * 4;
            reached += i128::from(**total);
            short
        });
        let best = u32::try_from(best.count())?;
        ensure(board.summary.pareto.customers_for_80pct == Some(best), "the customers behind 80 % of revenue")
    }
}
