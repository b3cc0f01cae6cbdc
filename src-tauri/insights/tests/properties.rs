//! On random small histories the crate agrees with a slow reading of the definitions, and any sequence of changes
//! leaves what a fresh build would give.
#![allow(clippy::expect_used, reason = "a test that cannot read its data must stop")]

mod support;

use bazgasht_domain::calendar::ShopDay;
use bazgasht_insights::board::{Live, board};
use bazgasht_insights::columns::{Columns, ColumnsError, DAY_MAX, DAY_MIN, Purchase};
use bazgasht_insights::kpi::{Scope, Span, WindowDays, period_kpis};
use proptest::prelude::*;
use support::naive::{History, Period};
use support::purchase;

const FIRST_DAY: i32 = 10_000;

fn any_purchase() -> impl Strategy<Value = Purchase> {
    (1i64..9, 0i32..160, prop_oneof![Just(0i64), 1i64..5, 10_000i64..9_000_000])
        .prop_map(|(customer, day, net)| purchase(customer, FIRST_DAY + day, net))
}

fn any_scope() -> impl Strategy<Value = Scope> {
    let window = prop_oneof![Just(1u32), 2u32..40, 100u32..400];
    (0i32..170, window).prop_map(|(day, window)| Scope {
        as_of: ShopDay::new(FIRST_DAY + day),
        window: WindowDays::new(window).expect("a window"),
    })
}

/// Adjoining periods that have begun by the as-of day; the last may end after it.
fn spans_until(lengths: &[i32], start: i32, as_of: ShopDay) -> Vec<Span> {
    let mut from = FIRST_DAY + start;
    let mut spans = Vec::new();
    for days in lengths {
        let span = Span::new(ShopDay::new(from), ShopDay::new(from + days - 1)).expect("a period");
        spans.extend(span.until(as_of).is_ok().then_some(span));
        from += days;
    }
    spans
}

fn count(n: usize) -> u32 {
    u32::try_from(n).expect("small")
}

proptest! {
    #[test]
    fn figures_agree_with_the_definitions(
        purchases in prop::collection::vec(any_purchase(), 0..60),
        scope in any_scope(),
        start in -20i32..60,
        lengths in prop::collection::vec(1i32..40, 1..6),
    ) {
        let columns = Columns::build(purchases.iter().copied()).expect("columns");
        let spans = spans_until(&lengths, start, scope.as_of);
        let window = i32::from(scope.window.get());
        let history = History::of(&purchases, scope.as_of);
        let got = board(&columns, &spans, scope).expect("a board");
        for (span, k) in spans.iter().zip(&got.periods) {
            let want = history.period(*span, scope.as_of, window);
            let b = k.bridge;
            let got = Period {
                orders: k.orders as usize,
                revenue: k.revenue_rial.get(),
                ordering: k.customers_ordering as usize,
                new_customers: k.new_customers as usize,
                returning: k.returning_customers as usize,
                rpr: (k.repeat_purchase_rate.k as usize, k.repeat_purchase_rate.n as usize),
                start: b.start as usize,
                end: b.end as usize,
                kept: b.kept as usize,
                new: b.new as usize,
                lapsed: b.lapsed as usize,
                reactivated: b.reactivated as usize,
                history_sufficient: b.history_sufficient,
            };
            prop_assert_eq!(got, want, "the period {:?}", span);
            prop_assert_eq!(b.start - b.lapsed + b.reactivated + b.new, b.end, "the bridge closes");
            prop_assert_eq!(period_kpis(&columns, *span, scope).expect("a period"), *k, "alone as on the board");
        }
        for (i, cohort) in got.cohorts.cohorts.iter().enumerate() {
            for (k, cell) in cohort.cells.iter().enumerate() {
                let want = history.cohort_cell(cohort.span, spans[i + k]);
                prop_assert_eq!(*cell, count(want), "cohort {} after {}", i, k);
            }
        }
    }

    #[test]
    fn the_summary_agrees_with_the_definitions(
        purchases in prop::collection::vec(any_purchase(), 0..60),
        scope in any_scope(),
    ) {
        let columns = Columns::build(purchases.iter().copied()).expect("columns");
        let history = History::of(&purchases, scope.as_of);
        let got = board(&columns, &[], scope).expect("a board");
        let (k, n) = history.matured(scope.as_of);
        let matured = got.summary.repeat_within_90d_matured;
        prop_assert_eq!((matured.k, matured.n), (count(k), count(n)), "matured repeat rate");
        prop_assert_eq!(got.summary.customers, count(history.0.len()), "customers");
        let gaps = got.summary.gap_days;
        prop_assert_eq!(gaps.n, count(history.gaps().len()), "gaps");
        for (got, share) in [(gaps.p50, 0.5), (gaps.p80, 0.8), (gaps.p90, 0.9)] {
            match (got, history.percentile(share)) {
                (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-9, "percentile {}: {} {}", share, a, b),
                (a, b) => prop_assert_eq!(a, b, "percentile {}", share),
            }
        }
        for (customer, want) in history.scores() {
            let row = columns.row_of(bazgasht_domain::ids::CustomerId::new(customer)).expect("a row");
            prop_assert_eq!(got.rfm.score(row), Some(want), "scores of {}", customer);
        }
        let (reached, top, total) = history.pareto();
        prop_assert_eq!(got.summary.pareto.customers_for_80pct, reached.map(count), "four fifths of the revenue");
        let share = (total != 0).then(|| top as f64 / total as f64);
        prop_assert_eq!(got.summary.pareto.top20pct_share, share, "share of the top fifth");
    }

    #[test]
    fn changes_leave_what_a_fresh_build_gives(
        before in prop::collection::vec(any_purchase(), 0..30),
        changes in prop::collection::vec((any_purchase(), any::<prop::sample::Index>(), 0u8..5), 0..60),
        scope in any_scope(),
        lengths in prop::collection::vec(1i32..60, 1..6),
    ) {
        let spans = spans_until(&lengths, 0, scope.as_of);
        let columns = Columns::build(before.iter().copied()).expect("columns");
        let mut live = Live::new(columns);
        live.periods(&spans, scope).expect("counts");
        live.lifetime(scope.as_of).expect("lives");
        let mut held = before;
        for (purchase, which, kind) in changes {
            let old = (!held.is_empty()).then(|| which.index(held.len()));
            match (kind, old) {
                (0 | 1, _) | (_, None) => {
                    live.add(purchase).expect("room for one more");
                    held.push(purchase);
                }
                (2, Some(at)) => live.remove(held.swap_remove(at)).expect("it is there"),
                (3, Some(at)) => {
                    live.remove(held[at]).expect("it is there");
                    live.add(purchase).expect("room for one more");
                    held[at] = purchase;
                }
                _ => {
                    let absent = Purchase { net: bazgasht_domain::money::Rial::new(-1), ..purchase };
                    let refused = live.remove(absent);
                    prop_assert_eq!(refused, Err(ColumnsError::NoSuchPurchase { purchase: absent }), "not there");
                    live.tidy();
                }
            }
        }
        let fresh = Columns::build(held.iter().copied()).expect("columns");
        let want = board(&fresh, &spans, scope).expect("a board");
        let lives = live.lifetime(scope.as_of).expect("lives");
        prop_assert_eq!(live.periods(&spans, scope).expect("periods"), want.periods, "periods");
        prop_assert_eq!(lives.repeat_within_90d_matured, want.summary.repeat_within_90d_matured, "early returns");
        prop_assert_eq!(lives.clv, want.summary.clv, "value of a life");
        let ids = (1..9).map(bazgasht_domain::ids::CustomerId::new);
        let known = ids.filter(|id| live.columns().row_of(*id).is_some());
        let without = known.filter(|id| live.columns().purchases_of(*id).next().is_none()).count();
        prop_assert_eq!(live.columns().leads(), count(without), "known and without an order");
        prop_assert_eq!(live.columns().purchases(), fresh.purchases(), "purchases");
        for customer in 1..9 {
            let of = |columns: &Columns| -> Vec<_> {
                let mut all: Vec<_> = columns.purchases_of(bazgasht_domain::ids::CustomerId::new(customer)).collect();
                all.sort_unstable();
                all
            };
            prop_assert_eq!(of(live.columns()), of(&fresh), "purchases of {}", customer);
        }
    }

    #[test]
    fn order_of_arrival_does_not_matter(
        purchases in prop::collection::vec(any_purchase(), 0..60),
        scope in any_scope(),
    ) {
        let mut grouped = purchases.clone();
        grouped.sort_unstable_by_key(|p| (p.customer, p.day));
        let of = |list: &[Purchase]| {
            let columns = Columns::build(list.iter().copied()).expect("columns");
            board(&columns, &[], scope).expect("a board").summary
        };
        prop_assert_eq!(of(&purchases), of(&grouped));
    }
}

#[test]
fn what_the_columns_refuse() {
    let mut columns = Columns::build([purchase(1, FIRST_DAY, i64::MAX - 5)]).expect("one large purchase");
    let before = columns.version();
    let early = ShopDay::new(DAY_MIN.get() - 1);
    let late = ShopDay::new(DAY_MAX.get() + 1);
    for (what, bad, want) in [
        ("a sum beyond 63 bits", purchase(2, FIRST_DAY, 6), ColumnsError::TotalTooLarge),
        ("a negative sum beyond 63 bits", purchase(2, FIRST_DAY, -6), ColumnsError::TotalTooLarge),
        ("a day before 1300", purchase(2, early.get(), 1), ColumnsError::DayOutOfRange { day: early }),
        ("a day after 1477", purchase(2, late.get(), 1), ColumnsError::DayOutOfRange { day: late }),
        (
            "the end of time",
            purchase(2, i32::MAX, 1),
            ColumnsError::DayOutOfRange { day: ShopDay::new(i32::MAX) },
        ),
    ] {
        assert_eq!(columns.add(bad), Err(want), "{what} is refused");
        assert_eq!(
            Columns::build([purchase(1, FIRST_DAY, i64::MAX - 5), bad]).err(),
            Some(want),
            "{what}: build too"
        );
    }
    assert_eq!(columns.version(), before, "a refused change changes nothing");
    assert_eq!(columns.row_of(bazgasht_domain::ids::CustomerId::new(2)), None, "nor makes a customer known");
}

#[test]
fn the_first_and_last_day_that_can_be_held() {
    let (first, last) = (DAY_MIN.get(), DAY_MAX.get());
    let columns = Columns::build([purchase(1, first, 5), purchase(1, last, 7)]).expect("columns");
    let scope = Scope { as_of: DAY_MAX, window: WindowDays::new(3650).expect("a window") };
    let all = Span::new(ShopDay::new(i32::MIN), ShopDay::new(i32::MAX)).expect("a period");
    let got = period_kpis(&columns, all, scope).expect("a period");
    assert_eq!(
        (got.orders, got.customers_ordering, got.new_customers),
        (2, 1, 1),
        "everything is in all time"
    );
    assert_eq!(got.bridge.end, 1, "active on the last day");
    assert_eq!(columns.first_day(), Some(DAY_MIN), "first");
    assert_eq!(columns.last_day(), Some(DAY_MAX), "last");
}
