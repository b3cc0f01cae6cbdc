//! Single figures, each a table: what goes in, what comes out, and what is refused.
#![allow(clippy::expect_used, reason = "a test that cannot build its data must stop")]

mod support;

use bazgasht_domain::calendar::{Period, ShopDay};
use bazgasht_domain::money::Rial;
use bazgasht_insights::board::{Live, PERIODS_MAX, VIEWS_KEPT, board, trend};
use bazgasht_insights::columns::{Columns, DAY_MIN, Turnover};
use bazgasht_insights::kpi::{
    GapDays, KpiError, Scope, Segment, SimpleClv, Span, WindowDays, gap_days, period_kpis, summary,
};
use bazgasht_insights::periods::{Step, ending_with, last_periods, periods_between, span};
use support::{iso_day, purchase};

const FIRST_DAY: i32 = 10_000;

fn day(at: i32) -> ShopDay {
    ShopDay::new(FIRST_DAY + at)
}

fn scope(as_of: i32) -> Scope {
    Scope { as_of: day(as_of), window: WindowDays::DEFAULT }
}

fn period(from: i32, to: i32) -> Span {
    Span::new(day(from), day(to)).expect("a period")
}

#[test]
fn segments_follow_the_rules_in_their_order() {
    // The rules as they are written, in the order in which they are tried; the first that holds wins.
    type Rule = (fn(u8, u8) -> bool, Segment);
    let rules: [Rule; 11] = [
        (|r, f| r == 5 && f >= 4, Segment::Champions),
        (|r, f| r >= 3 && f >= 4, Segment::Loyal),
        (|r, f| r >= 4 && (2..=3).contains(&f), Segment::PotentialLoyalist),
        (|r, f| r == 5 && f == 1, Segment::New),
        (|r, f| r == 4 && f == 1, Segment::Promising),
        (|r, f| r == 3 && f == 3, Segment::NeedAttention),
        (|r, f| r == 3 && f <= 2, Segment::AboutToSleep),
        (|r, f| r <= 2 && f == 5, Segment::CantLose),
        (|r, f| r <= 2 && (3..=4).contains(&f), Segment::AtRisk),
        (|r, f| r == 2 && f <= 2, Segment::Hibernating),
        (|r, f| r == 1 && f <= 2, Segment::Lost),
    ];
    for (r, f) in (1..=5).flat_map(|r| (1..=5).map(move |f| (r, f))) {
        let want = rules.iter().find(|(holds, _)| holds(r, f)).map(|(_, segment)| *segment);
        assert_eq!(Some(Segment::of(r, f)), want, "R{r} F{f}");
    }
}

#[test]
fn gaps_and_the_window_they_suggest() {
    let check = |gaps: &[(usize, u32)], p50: Option<f64>, p90: Option<f64>, window: u16, why: &str| {
        let mut times = vec![0; 1000];
        gaps.iter().for_each(|(days, count)| times[*days] = *count);
        let got = GapDays::of(&times);
        assert_eq!((got.p50, got.p90), (p50, p90), "{why}: percentiles");
        assert_eq!(got.suggested_window_days(), window, "{why}: window");
    };
    check(&[], None, None, 90, "no gap");
    check(&[(0, 500)], None, None, 90, "orders of one day are no gap");
    check(&[(7, 1)], Some(7.0), Some(7.0), 90, "a single gap says nothing about the shop");
    check(&[(10, 1), (20, 1)], Some(15.0), Some(19.0), 90, "between neighbours linearly");
    check(&[(50, 29)], Some(50.0), Some(50.0), 90, "29 gaps are too few");
    check(&[(50, 30)], Some(50.0), Some(50.0), 50, "30 gaps are enough");
    check(&[(3, 100)], Some(3.0), Some(3.0), 30, "never below 30 days");
    check(&[(400, 100)], Some(400.0), Some(400.0), 365, "never above 365 days");
    check(&[(40, 50), (41, 50)], Some(40.5), Some(41.0), 41, "the middle of an even number");
}

#[test]
fn gaps_are_between_days_up_to_the_as_of_day() {
    let bought = [(1, 0), (1, 0), (1, 10), (2, 5), (2, 35), (2, 100)];
    let columns = Columns::build(bought.map(|(who, at)| purchase(who, FIRST_DAY + at, 1))).expect("columns");
    for (as_of, n, p50, why) in [
        (200, 3, Some(30.0), "10, 30 and 65"),
        (99, 2, Some(20.0), "the last one has not happened"),
        (5, 0, None, "two orders on one day are one occasion"),
    ] {
        let got = gap_days(&columns, day(as_of));
        assert_eq!((got.n, got.p50), (n, p50), "{why}");
        assert_eq!(
            got,
            summary(&columns, day(as_of)).expect("a summary").gap_days,
            "{why}: same as the summary"
        );
    }
}

#[test]
fn simple_clv_is_the_product_of_its_inputs() {
    let year = Turnover { orders: 40, revenue_rial: Rial::new(8_000_000) };
    let check = |customers, repeaters, lifespan, history, value: Option<f64>, why: &str| {
        let got = SimpleClv::of(year, customers, repeaters, lifespan, history);
        assert_eq!(got.value_rial, value, "{why}");
        assert_eq!((got.orders, got.revenue_rial), (40, year.revenue_rial), "{why}: inputs are shown");
    };
    // 200,000 an order × 4 orders a year × 2 years.
    check(10, 5, 5 * 2 * 365, true, Some(1_600_000.0), "average × times a year × years");
    check(10, 5, 5 * 2 * 365, false, None, "not before the shop has a year of history");
    check(10, 0, 0, true, None, "nobody has come back: no lifespan");
    check(0, 5, 365, true, None, "nobody bought in the year");
    // The same through the columns: three orders, 400 days from the first to the last.
    let bought = [(1, 0, 100), (1, 200, 300), (1, 400, 500), (2, 390, 700)];
    let columns =
        Columns::build(bought.map(|(who, at, net)| purchase(who, FIRST_DAY + at, net))).expect("columns");
    let got = summary(&columns, day(400)).expect("a summary").clv;
    assert_eq!((got.orders, got.customers_ordering), (3, 2), "the last 365 days leave the first order out");
    assert_eq!((got.repeaters, got.lifespan_days), (1, 400), "lifespans of those who came back");
    let product = 500.0 * 1.5 * (400.0 / 365.0);
    assert!((got.value_rial.expect("a value") - product).abs() < 1e-9, "500 × 1.5 × 400/365");
    let early = summary(&columns, day(363)).expect("a summary").clv;
    assert_eq!((early.history_sufficient, early.value_rial), (false, None), "364 days are less than a year");
}

#[test]
fn anonymous_sales_are_counted_beside() {
    let mut columns = Columns::build([purchase(1, FIRST_DAY + 3, 500)]).expect("columns");
    for (at, net) in [(1, 10), (3, 20), (3, 30), (9, 40)] {
        columns.add_anonymous(day(at), Rial::new(net)).expect("room");
    }
    assert!(columns.remove_anonymous(day(9), Rial::new(40)), "one that is there");
    assert!(!columns.remove_anonymous(day(8), Rial::new(1)), "none on that day");
    columns.add_anonymous(day(9), Rial::new(40)).expect("room");
    for (from, to, as_of, orders, net, why) in [
        (0, 9, 20, 4, 100, "the whole period"),
        (2, 8, 20, 2, 50, "both ends belong to it"),
        (3, 3, 20, 2, 50, "a single day"),
        (0, 9, 3, 3, 60, "days that have not come are left out"),
        (10, 12, 20, 0, 0, "none"),
    ] {
        let got = period_kpis(&columns, period(from, to), scope(as_of)).expect("a period");
        assert_eq!((got.excluded.orders, got.excluded.revenue_rial.get()), (orders, net), "{why}");
        assert!(got.orders <= 1 && got.revenue_rial.get() <= 500, "{why}: not among the figures");
    }
    let whole = summary(&columns, day(20)).expect("a summary");
    assert_eq!((whole.orders, whole.excluded.orders), (1, 4), "nor in the summary");
}

#[test]
fn totals_of_a_day_survive_going_empty() {
    let mut columns = Columns::default();
    assert_eq!((columns.first_day(), columns.last_day()), (None, None), "an empty shop");
    for at in [5, 2, 9] {
        columns.add(purchase(1, FIRST_DAY + at, 1)).expect("room");
    }
    assert_eq!((columns.first_day(), columns.last_day()), (Some(day(2)), Some(day(9))), "three days");
    columns.remove(purchase(1, FIRST_DAY + 9, 1)).expect("it is there");
    columns.remove(purchase(1, FIRST_DAY + 2, 1)).expect("it is there");
    assert_eq!((columns.first_day(), columns.last_day()), (Some(day(5)), Some(day(5))), "the ends fell away");
    columns.remove(purchase(1, FIRST_DAY + 5, 1)).expect("it is there");
    assert_eq!((columns.first_day(), columns.last_day()), (None, None), "empty again");
    let got = period_kpis(&columns, period(0, 10), scope(10)).expect("a period");
    assert_eq!((got.orders, got.aov_rial, got.bridge.crr), (0, None, None), "absent, not zero");
}

#[test]
fn what_is_refused() {
    let columns = Columns::build([purchase(1, FIRST_DAY, 1)]).expect("columns");
    let of = |spans: &[Span], as_of: i32| board(&columns, spans, scope(as_of)).map(|b| b.periods.len());
    assert_eq!(
        Span::new(day(5), day(4)),
        Err(KpiError::EmptyPeriod { from: day(5), to: day(4) }),
        "a period that ends before it starts"
    );
    assert_eq!(
        of(&[period(11, 20)], 10),
        Err(KpiError::PeriodNotBegun { from: day(11), as_of: day(10) }),
        "a period of days to come"
    );
    assert_eq!(of(&[period(0, 4), period(6, 9)], 10), Err(KpiError::PeriodsNotAdjacent), "a gap between");
    assert_eq!(of(&[period(0, 4), period(4, 9)], 10), Err(KpiError::PeriodsNotAdjacent), "an overlap");
    let days: Vec<Span> = (0..64).map(|at| period(at, at)).collect();
    assert_eq!(of(&days, 100), Err(KpiError::TooManyPeriods { asked: 64 }), "more than fit");
    assert_eq!(of(&days[..PERIODS_MAX], 100), Ok(PERIODS_MAX), "as many as fit");
    let early = ShopDay::new(DAY_MIN.get() - 1);
    assert_eq!(
        summary(&columns, early).err(),
        Some(KpiError::AsOfOutOfRange { as_of: early }),
        "before 1300"
    );
    for (days, fits) in [(0, false), (1, true), (3650, true), (3651, false), (u32::MAX, false)] {
        assert_eq!(WindowDays::new(days).is_ok(), fits, "a window of {days} days");
    }
}

#[test]
fn a_question_is_counted_once_and_kept_current() {
    let bought =
        (0..300).map(|i| purchase(i % 37 + 1, FIRST_DAY + i32::try_from(i * 7 % 200).expect("small"), i));
    let columns = Columns::build(bought).expect("columns");
    let thirds = [period(0, 59), period(60, 119), period(120, 179)];
    let mut live = Live::new(columns);
    let check = |live: &Live, day: i32, spans: &[Span], was_kept: bool, why: &str| {
        let scope = scope(day);
        assert_eq!(live.is_kept(spans, scope), was_kept, "{why}");
        let want = board(live.columns(), spans, scope).expect("a board");
        assert_eq!(live.periods(spans, scope).expect("periods"), want.periods, "{why}: as if counted anew");
        let lives = live.lifetime(scope.as_of).expect("lives");
        assert_eq!(
            lives.repeat_within_90d_matured, want.summary.repeat_within_90d_matured,
            "{why}: early returns"
        );
        assert_eq!(lives.clv, want.summary.clv, "{why}: value of a life");
    };
    check(&live, 100, &thirds[..2], false, "asked for the first time");
    let mid = live.periods(&thirds[..2], scope(100)).expect("periods");
    assert!(!mid[1].complete, "the second period is not over on day 100");
    assert!(trend(&mid).last_partial, "and the trend says so");
    check(&live, 250, &thirds, false, "from a day after the last order");
    for (customer, day, why) in
        [(1, 90, "inside the second period"), (2, 199, "on the last day"), (99, 30, "of somebody new")]
    {
        live.add(purchase(customer, FIRST_DAY + day, 7)).expect("room");
        check(&live, 100, &thirds[..2], true, &format!("an order {why}"));
        check(&live, 250, &thirds, true, &format!("an order {why}, seen from the end"));
    }
    live.remove(purchase(99, FIRST_DAY + 30, 7)).expect("it is there");
    check(&live, 100, &thirds[..2], true, "an order taken back");
    live.add(purchase(3, FIRST_DAY + 300, 7)).expect("room");
    check(
        &live,
        100,
        &thirds[..2],
        true,
        "an order after every question's day changes none that was cut before",
    );
    check(&live, 250, &thirds, false, "but one that held the whole history is counted anew");
    let refused = live.periods(&thirds, scope(100));
    assert!(refused.is_err(), "the third period has not begun on day 100");
    for day in 0..i32::try_from(VIEWS_KEPT).expect("small") {
        live.lifetime(scope(400 + day).as_of).expect("lives");
    }
    check(&live, 100, &thirds[..2], false, "what nobody asked for long is let go");
}

#[test]
fn named_periods_adjoin() {
    let today = iso_day("1998-06-30");
    for (step, count) in [(Step::Month, 60), (Step::Season, 20), (Step::Year, 5)] {
        let periods = last_periods(step, today, count);
        assert_eq!(periods.len(), count, "{step:?}: as many as asked");
        assert!(periods[count - 1].contains(today), "{step:?}: the last holds today");
        let spans: Vec<Span> = periods.iter().map(|p| span(*p).expect("a period")).collect();
        let scope = Scope { as_of: today, window: WindowDays::DEFAULT };
        let counted = board(&Columns::default(), &spans, scope).expect("adjoining periods");
        assert_eq!(counted.periods.len(), count, "{step:?}: a board takes them");
    }
    let season = Period::parse_season("1376-3").expect("a season");
    let before: Vec<ShopDay> = ending_with(season, 3).iter().map(|p| p.first_day()).collect();
    assert_eq!(before[0], iso_day("1997-03-21"), "spring, summer, autumn of 1376");
    let first = iso_day("1997-01-01");
    assert_eq!(periods_between(Step::Month, first, today, 63).len(), 19, "Dey 1375 to Tir 1377");
    assert_eq!(periods_between(Step::Month, first, today, 12).len(), 12, "the latest twelve");
    assert!(periods_between(Step::Month, today.plus_days(40), today, 63).is_empty(), "nothing yet");
}
