//! What the page of behaviour counts has as many people behind it, and agrees with the definitions read off the page.
#![allow(clippy::expect_used, reason = "a test that cannot read its data must stop")]

mod support;

use bazgasht_domain::calendar::{Period, ShopDay};
use bazgasht_insights::behaviour::{AGE_DAYS, Behaviour, People, behaviour, people};
use bazgasht_insights::columns::{Columns, Purchase};
use bazgasht_insights::kpi::{Segment, Span};
use bazgasht_insights::periods::span;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use support::purchase;

const FIRST_DAY: i32 = 10_000;

fn any_purchase() -> impl Strategy<Value = Purchase> {
    (1i64..12, 0i32..260, prop_oneof![Just(0i64), -50i64..5, 10_000i64..9_000_000])
        .prop_map(|(customer, day, net)| purchase(customer, FIRST_DAY + day, net))
}

/// Days by customer, sorted, up to the as-of day.
fn lives(purchases: &[Purchase], as_of: i32) -> BTreeMap<i64, Vec<i32>> {
    let mut lives: BTreeMap<i64, Vec<i32>> = BTreeMap::new();
    for one in purchases.iter().filter(|one| one.day.get() <= as_of) {
        lives.entry(one.customer.get()).or_default().push(one.day.get());
    }
    lives.values_mut().for_each(|days| days.sort_unstable());
    lives
}

fn months_after(month: Period, steps: usize) -> Span {
    let month = (0..steps).fold(month, |month, _| Period::containing_month(month.last_day().plus_days(1)));
    span(month).expect("a month")
}

fn check(purchases: &[Purchase], as_of: i32) {
    let columns = Columns::build(purchases.iter().copied()).expect("columns");
    let day = ShopDay::new(as_of);
    let seen: Behaviour = behaviour(&columns, day, 24).expect("a day that can be held");
    let behind = |of: People| -> BTreeSet<i64> {
        let found = people(&columns, of, day).expect("the same day");
        let set: BTreeSet<i64> = found.iter().map(|customer| customer.get()).collect();
        assert_eq!(set.len(), found.len(), "nobody twice");
        set
    };
    let lives = lives(purchases, as_of);
    let size = |n: u32| n as usize;
    let mut in_cohorts = 0;
    for cohort in &seen.cohorts {
        let first = span(cohort.month).expect("a month");
        let own = |days: &&Vec<i32>| (first.from().get()..=first.to().get()).contains(&days[0]);
        let members: Vec<&Vec<i32>> = lives.values().filter(own).collect();
        in_cohorts += members.len();
        assert_eq!(behind(People::Cohort { first }).len(), members.len(), "the cohort");
        for (step, cell) in cohort.by_month.iter().enumerate() {
            let span = months_after(cohort.month, step);
            let came = behind(People::CohortIn { first, span, came: true });
            let stayed = behind(People::CohortIn { first, span, came: false });
            assert_eq!((came.len(), came.len() + stayed.len()), (size(*cell), members.len()), "month {step}");
            assert!(came.is_disjoint(&stayed), "nobody both came and stayed away");
        }
        let youngest = members.iter().map(|days| days[0]).max().expect("a member");
        for step in 0..9u16 {
            let ages = |days: &Vec<i32>| {
                days.iter().any(|day| (day - days[0]) / i32::from(AGE_DAYS) == i32::from(step))
            };
            let want = members.iter().filter(|days| ages(days)).count();
            let lived = youngest + i32::from(AGE_DAYS) * i32::from(step + 1) - 1 <= as_of;
            let told = cohort.by_age.get(usize::from(step)).map(|cell| size(*cell));
            // The first entry is the size, whatever the age.
            assert_eq!(told, (lived || step == 0).then_some(want), "age {step}");
            let came = behind(People::CohortAged { first, step, came: true });
            assert_eq!(came.len(), want, "the people of age {step}");
        }
    }
    assert_eq!(in_cohorts, lives.len(), "everybody who bought is in one cohort");
    for bin in &seen.gaps.bins {
        let (from, to) = (i32::from(bin.from_days), bin.to_days.map_or(i32::MAX, i32::from));
        let inside = |days: &[i32]| (from..=to).contains(&(days[1] - days[0]));
        let gaps: usize =
            lives.values().map(|days| days.windows(2).filter(|pair| inside(pair)).count()).sum();
        assert_eq!(gaps, size(bin.gaps), "gaps of {from} days and more");
        let who = lives.iter().filter(|(_, days)| days.windows(2).any(inside)).map(|(id, _)| *id).collect();
        assert_eq!(
            behind(People::Gap { from_days: bin.from_days, to_days: bin.to_days }),
            who,
            "their people"
        );
    }
    for (r, row) in (1..).zip(&seen.grid) {
        for (f, group) in (1..).zip(row) {
            assert_eq!(behind(People::Grid { r, f }).len(), size(group.customers), "cell {r}{f}");
        }
    }
    for (segment, group) in Segment::ALL.into_iter().zip(&seen.segments) {
        assert_eq!(behind(People::InSegment(segment)).len(), size(group.customers), "{}", segment.as_str());
    }
    let net = |groups: &mut dyn Iterator<Item = i64>| groups.sum::<i64>();
    let total = seen.summary.revenue_rial.get();
    assert_eq!(
        net(&mut seen.segments.iter().map(|group| group.net.get())),
        total,
        "segments share the revenue"
    );
    assert_eq!(net(&mut seen.grid.iter().flatten().map(|group| group.net.get())), total, "so do cells");
    let curve = &seen.concentration.curve;
    assert_eq!(curve.is_empty(), total <= 0, "a curve where there is revenue");
    for point in curve {
        let top =
            people(&columns, People::Top { customers: point.customers, rest: false }, day).expect("a day");
        let rest = behind(People::Top { customers: point.customers, rest: true });
        assert_eq!(top.len() + rest.len(), lives.len(), "the first and the rest are everybody");
        let brought: i64 = purchases
            .iter()
            .filter(|one| one.day <= day && top.contains(&one.customer))
            .map(|one| one.net.get())
            .sum();
        assert!((point.share - brought as f64 / total as f64).abs() < 1e-12, "what the first bring");
    }
    if let (Some(first), Some(last)) = (curve.first(), curve.last()) {
        assert_eq!((first.customers, size(last.customers)), (0, lives.len()), "from nobody to everybody");
    }
}

proptest! {
    // Each case asks for dozens of lists.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]
    #[test]
    fn counts_have_their_people(purchases in prop::collection::vec(any_purchase(), 0..70), as_of in 0i32..300) {
        check(&purchases, FIRST_DAY + as_of);
    }
}

#[test]
fn the_edges() {
    check(&[], FIRST_DAY);
    check(&[purchase(1, FIRST_DAY, 0)], FIRST_DAY);
    let one_day: Vec<Purchase> = (1..40).map(|id| purchase(id, FIRST_DAY, id * 10)).collect();
    check(&one_day, FIRST_DAY + 45);
    let many: Vec<Purchase> = (0..10_000).map(|order| purchase(1, FIRST_DAY + order % 250, 7)).collect();
    check(&many, FIRST_DAY + 250);
    let later = [purchase(1, FIRST_DAY + 90, 5)];
    check(&later, FIRST_DAY);
}
