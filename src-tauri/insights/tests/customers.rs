//! The people behind the figures: every set is the one that the definitions name, in order of value, and has as many
//! people as its figure says.
#![allow(clippy::expect_used, reason = "a test that cannot build its data must stop")]

mod support;

use bazgasht_domain::calendar::ShopDay;
use bazgasht_insights::columns::{Columns, Purchase};
use bazgasht_insights::customers::{PeopleSet, people_of};
use bazgasht_insights::kpi::{Scope, Span, WindowDays, period_kpis};
use proptest::prelude::*;
use support::naive::History;
use support::purchase;

const FIRST_DAY: i32 = 10_000;

fn scope(day: i32, window: u32) -> Scope {
    Scope { as_of: ShopDay::new(FIRST_DAY + day), window: WindowDays::new(window).expect("a window") }
}

fn any_purchase() -> impl Strategy<Value = Purchase> {
    (1i64..9, 0i32..160, prop_oneof![Just(0i64), 1i64..5, 10_000i64..9_000_000])
        .prop_map(|(customer, day, net)| purchase(customer, FIRST_DAY + day, net))
}

proptest! {
    #[test]
    fn sets_agree_with_the_definitions(
        purchases in prop::collection::vec(any_purchase(), 0..60),
        from in -10i32..120,
        days in 1i32..90,
        (as_of, window) in (0i32..170, 1u32..200),
    ) {
        let columns = Columns::build(purchases.iter().copied()).expect("columns");
        let scope = scope(as_of, window);
        let span = Span::new(ShopDay::new(FIRST_DAY + from), ShopDay::new(FIRST_DAY + from + days - 1)).expect("a period");
        prop_assume!(span.until(scope.as_of).is_ok());
        let history = History::of(&purchases, scope.as_of);
        let mut wanted = history.sets(span, scope.as_of, i32::try_from(window).expect("small"));
        let end = span.to().min(scope.as_of);
        let net = |id: i64| -> i64 {
            history.0[&id].iter().filter(|(day, _)| *day <= end.get()).map(|(_, net)| net).sum()
        };
        for (set, name) in [
            (PeopleSet::Start, "active_start"),
            (PeopleSet::End, "active_end"),
            (PeopleSet::Kept, "kept"),
            (PeopleSet::Lapsed, "lapsed"),
            (PeopleSet::New, "new"),
            (PeopleSet::Reactivated, "reactivated"),
            (PeopleSet::Ordering, "ordering"),
            (PeopleSet::FirstOrder, "new_customers"),
            (PeopleSet::Returning, "returning"),
            (PeopleSet::Buyers, "customers"),
            (PeopleSet::Repeaters, "repeaters"),
        ] {
            let got: Vec<i64> = people_of(&columns, set, span, scope).expect("people").iter().map(|id| id.get()).collect();
            let mut want = wanted.remove(name).unwrap_or_default();
            want.sort_by_key(|id| (-net(*id), *id));
            prop_assert_eq!(got, want, "{}", name);
        }
    }

    #[test]
    fn sets_are_as_large_as_their_figures(
        purchases in prop::collection::vec(any_purchase(), 0..60),
        from in -10i32..120,
        days in 1i32..90,
        (as_of, window) in (0i32..170, 1u32..200),
    ) {
        let columns = Columns::build(purchases).expect("columns");
        let scope = scope(as_of, window);
        let span = Span::new(ShopDay::new(FIRST_DAY + from), ShopDay::new(FIRST_DAY + from + days - 1)).expect("a period");
        prop_assume!(span.until(scope.as_of).is_ok());
        let k = period_kpis(&columns, span, scope).expect("a period");
        for (set, figure) in [
            (PeopleSet::Start, k.bridge.start),
            (PeopleSet::End, k.bridge.end),
            (PeopleSet::Kept, k.bridge.kept),
            (PeopleSet::Lapsed, k.bridge.lapsed),
            (PeopleSet::New, k.bridge.new),
            (PeopleSet::Reactivated, k.bridge.reactivated),
            (PeopleSet::Ordering, k.customers_ordering),
            (PeopleSet::FirstOrder, k.new_customers),
            (PeopleSet::Returning, k.returning_customers),
            (PeopleSet::Repeaters, k.repeat_purchase_rate.k),
            (PeopleSet::Buyers, k.repeat_purchase_rate.n),
        ] {
            let people = people_of(&columns, set, span, scope).expect("people");
            prop_assert_eq!(people.len(), figure as usize, "{:?}", set);
        }
    }
}
