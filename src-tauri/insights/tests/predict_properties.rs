//! Whatever the histories and the parameters: chances are chances, silence never raises one, what is expected is finite
//! and not negative, and a fit depends neither on the order of the customers nor on how sums are cut.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use bazgasht_domain::calendar::ShopDay;
use bazgasht_insights::columns::{Columns, Purchase};
use bazgasht_insights::kpi::WindowDays;
use bazgasht_insights::predict::{
    Counts, ForecastAsk, Histories, History, Law, Materials, Model, chunked, fit, fit_spend, forecast, naive,
};
use proptest::prelude::*;
use support::purchase;

fn any_model() -> impl Strategy<Value = Model> {
    prop_oneof![Just(Model::Nbd), Just(Model::BgNbd), Just(Model::MbgNbd), (1u8..6).prop_map(Model::MbgCnbd),]
}

/// From a thousandth to a million, evenly over the magnitudes.
fn magnitude(from: f64, to: f64) -> impl Strategy<Value = f64> {
    (from.log10()..to.log10()).prop_map(|exponent| 10f64.powf(exponent))
}

fn any_law() -> impl Strategy<Value = Law> {
    let parameters =
        (any_model(), magnitude(1e-3, 1e4), magnitude(1e-2, 1e6), magnitude(1e-6, 1e4), magnitude(1e-3, 1e6));
    parameters.prop_map(|(model, r, alpha, a, b)| {
        let (a, b) = if model == Model::Nbd { (0.0, 1.0) } else { (a, b) };
        Law { model, r, alpha, a, b }
    })
}

fn any_history() -> impl Strategy<Value = History> {
    let repeats = prop_oneof![Just(0u32), 1u32..5, 5u32..3_000];
    (repeats, 0.0f64..=1.0, 0.0f64..520.0).prop_map(|(repeats, share, age)| History {
        repeats: f64::from(repeats),
        last: if repeats == 0 { 0.0 } else { age * share },
        age,
    })
}

/// A sensible shop: where the two ways of counting must agree closely.
fn mild_law() -> impl Strategy<Value = Law> {
    (0.05f64..8.0, 0.5f64..60.0, 0.01f64..5.0, 0.05f64..60.0).prop_map(|(r, alpha, a, b)| Law {
        model: Model::MbgCnbd(1),
        r,
        alpha,
        a,
        b,
    })
}

/// E[purchases while here] by adding up P(at least n beats) · P(stayed n − 1 times), beat by beat: slow and plain.
fn slowly(law: &Law, history: History, weeks: f64) -> f64 {
    let (shape, span) = (law.r + history.repeats, law.alpha + history.age);
    let z = weeks / (span + weeks);
    let (mut chance, mut below) = ((shape * (1.0 - z).ln()).exp(), 0.0);
    let (mut stays, mut sum) = (1.0, 0.0);
    let stayed = law.b + history.repeats + 1.0;
    for n in 0..200_000u32 {
        below += chance;
        chance *= z * (shape + f64::from(n)) / f64::from(n + 1);
        sum += stays * (1.0 - below).max(0.0);
        stays *= (stayed + f64::from(n)) / (law.a + stayed + f64::from(n));
        if 1.0 - below < 1e-15 {
            break;
        }
    }
    sum
}

fn any_shop() -> impl Strategy<Value = Vec<Purchase>> {
    let bought = (1i64..60, 0i32..300, 1_000i64..5_000_000);
    prop::collection::vec(bought.prop_map(|(c, day, net)| purchase(c, 14_000 + day, net)), 2..250)
}

const AS_OF: ShopDay = ShopDay::new(14_320);

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn answers_stay_within_their_bounds(law in any_law(), history in any_history(), weeks in 0.0f64..260.0) {
        let alive = law.p_alive(history);
        prop_assert!((0.0..=1.0).contains(&alive), "P(alive) = {alive}");
        let expected = law.expected(history, weeks);
        prop_assert!(expected.is_finite() && expected >= 0.0, "expected {expected}");
        let buying = law.p_buy(history, weeks);
        prop_assert!((0.0..=1.0).contains(&buying), "P(buy) = {buying}");
        prop_assert!(buying <= alive + 1e-9, "only who is here buys: {buying} of {alive}");
    }

    #[test]
    fn silence_never_raises_a_chance(law in any_law(), history in any_history(), more in 0.0f64..200.0) {
        let later = History { age: history.age + more, ..history };
        let (before, after) = (law.p_alive(history), law.p_alive(later));
        prop_assert!(after <= before + 1e-9, "here with {before}, after {more} silent weeks with {after}");
    }

    #[test]
    fn two_ways_to_count_what_is_to_come_agree(law in mild_law(), history in any_history(), weeks in 0.1f64..104.0) {
        let history = History { repeats: history.repeats.min(200.0), ..history };
        // The slow way begins at the chance of no beat, which a float must be able to hold.
        let span = law.alpha + history.age;
        prop_assume!((law.r + history.repeats) * (span / (span + weeks)).ln() > -600.0);
        let (got, want) = (law.expected_alive(history, weeks), slowly(&law, history, weeks));
        prop_assert!((got - want).abs() <= 1e-8 * want.max(1e-3), "{got} and {want}");
    }

    #[test]
    fn sums_do_not_depend_on_the_cut(values in prop::collection::vec(-1e6f64..1e6, 0..2_000)) {
        let add = |rows: std::ops::Range<usize>, sum: &mut [f64; 2]| {
            for row in rows {
                sum[0] += values[row];
                sum[1] += values[row] * values[row];
            }
        };
        let (chunks, plain) = (chunked(values.len(), add), naive(values.len(), add));
        for (chunks, plain) in chunks.into_iter().zip(plain) {
            let size: f64 = values.iter().map(|value| value.abs().max(value * value)).sum();
            prop_assert!((chunks - plain).abs() <= 1e-12 * size.max(1.0), "{chunks} and {plain}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_fit_does_not_depend_on_the_order_of_customers(shop in any_shop(), model in any_model(), turn in 0usize..250) {
        let mut turned = shop.clone();
        turned.rotate_left(turn % shop.len());
        turned.reverse();
        let fits = [shop, turned].map(|shop| {
            let past = Histories::of(&Columns::build(shop).expect("columns"), AS_OF);
            (fit(model, &Counts::of(past.people())), fit_spend(past.people()).map(|fit| fit.spend))
        });
        let [(first, spend), (second, other)] = fits;
        prop_assert_eq!(first.map(|fit| fit.law), second.map(|fit| fit.law));
        prop_assert_eq!(spend, other);
    }

    #[test]
    fn a_fit_is_finite_or_refused(shop in any_shop(), model in any_model()) {
        let past = Histories::of(&Columns::build(shop).expect("columns"), AS_OF);
        if let Ok(found) = fit(model, &Counts::of(past.people())) {
            let law = found.law;
            let values = [law.r, law.alpha, law.a, law.b, found.ll];
            prop_assert!(values.iter().all(|value| value.is_finite()), "{values:?}");
        }
    }
}

/// People who come and stop coming, drawn without any luck: a lattice of rhythms and ages.
fn lattice(people: i64) -> Vec<Purchase> {
    let of = |customer: i64| {
        let every = 5 + 7 * (customer % 13) as i32;
        let stops = 20 + 17 * (customer * 7 % 23) as i32;
        let start = (customer * 11 % 150) as i32;
        let days = (0..=stops / every).map(move |n| start + n * every + (customer % 3) as i32 * n % 2);
        days.filter(|day| *day < 400).map(move |day| {
            purchase(customer, 14_000 + day, 200_000 + 70_000 * (customer % 17) + 9_000 * i64::from(day % 11))
        })
    };
    (1..=people).flat_map(of).collect()
}

fn ask(refits: usize) -> ForecastAsk {
    ForecastAsk {
        window: WindowDays::DEFAULT,
        margin: 0.3,
        discount_month: 0.02,
        seed: 7,
        refits: Some(refits),
    }
}

#[test]
fn a_small_shop_is_told_what_is_missing() {
    let columns = Columns::build(lattice(66)).expect("columns");
    let made = forecast(&Materials::of(&columns, ShopDay::new(14_400)), ask(5));
    assert_eq!(made.guards.missing_for_ranking().customers, 34, "of a hundred");
    assert!(made.fit.is_none() && made.totals.is_empty() && made.back_test.is_none(), "no figure at all");
    assert_eq!(made.outlook.rows().count(), 0, "nobody is ranked");
    let middle = Columns::build(lattice(300)).expect("columns");
    let made = forecast(&Materials::of(&middle, ShopDay::new(14_400)), ask(5));
    assert_eq!(made.guards.missing_for_money().customers, 200, "sums need more");
    assert!(made.totals.is_empty(), "no sums");
    assert_eq!(made.outlook.rows().count(), 300, "but a rank");
}

#[test]
fn a_forecast_says_the_same_again_and_holds_together() {
    let columns = Columns::build(lattice(900)).expect("columns");
    let materials = Materials::of(&columns, ShopDay::new(14_400));
    let made = forecast(&materials, ask(40));
    let again = forecast(&materials, ask(40));
    assert_eq!(made.totals, again.totals, "the same seed draws the same people");
    let seeded = forecast(&materials, ForecastAsk { seed: 8, ..ask(40) });
    assert_ne!(made.draws, seeded.draws, "another seed does not");
    assert!(made.draws.len() >= 30, "most refits settle: {}", made.draws.len());
    assert_eq!(made.totals.len(), 2, "a quarter and a year");
    for total in &made.totals {
        let range = total.purchases;
        assert!(range.low <= range.middle && range.middle <= range.high, "{total:?}");
        assert!(total.money.is_none_or(|money| money.low > 0.0), "{total:?}");
    }
    let test = made.back_test.as_ref().expect("a year of history");
    assert_eq!(test.days, 91, "a quarter is held out");
    let people: f64 = test.by_chance.iter().map(|bucket| bucket.n as f64).sum();
    assert_eq!(people, test.customers as f64, "every customer is in one bucket");
    let told = made.guards.dropout_is_told();
    for (row, outlook) in made.outlook.rows() {
        assert_eq!(outlook.p_alive.is_some(), told, "told of all or of nobody");
        assert_eq!(
            made.outlook.expected_value_rial(row),
            outlook.expected_value_rial,
            "columns and rows agree"
        );
        if let (Some(value), Some(range)) = (outlook.expected_value_rial, made.value_range(row)) {
            assert!(range.low <= value as f64 && value as f64 <= range.high, "{range:?} around {value}");
        }
    }
    let mut elsewhere = lattice(900);
    elsewhere.reverse();
    let elsewhere = Columns::build(elsewhere).expect("columns");
    let moved = made.outlook_for(&elsewhere);
    for (customer, outlook) in made.people() {
        let row = elsewhere.row_of(customer).expect("the same people");
        assert_eq!(moved.of(row), Some(outlook), "rows of other columns tell the same of {customer:?}");
        assert_eq!(made.row_of(customer).and_then(|row| made.outlook.of(row)), Some(outlook), "by id");
    }
}

/// People who buy at a rate of their own and stay away after a purchase with a chance of their own.
fn crowd(people: i64) -> Vec<Purchase> {
    let mut dice = 88_172_645_463_325_252_u64;
    let mut draw = move || {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        ((dice >> 11) as f64 / (1u64 << 53) as f64).max(1e-12)
    };
    let mut bought = Vec::new();
    for customer in 1..=people {
        let (mean_gap, leaves) = (6.0 / draw(), draw() * draw());
        let mut day = draw() * 1_400.0;
        while day < 1_500.0 {
            bought.push(purchase(customer, 14_000 + day as i32, 100_000));
            if draw() < leaves {
                break;
            }
            day -= draw().ln() * mean_gap;
        }
    }
    bought
}

/// Beyond twenty thousand histories a part of them says where to look: the end is the same.
#[test]
fn a_large_shop_settles_where_a_small_one_does() {
    let once = crowd(30_000);
    let twice = once.iter().map(|bought| purchase(bought.customer.get() + 30_000, bought.day.get(), 100_000));
    let twice: Vec<Purchase> = once.iter().copied().chain(twice).collect();
    let fits = [once, twice].map(|shop| {
        let past = Histories::of(&Columns::build(shop).expect("columns"), ShopDay::new(15_500));
        let counts = Counts::of(past.people());
        assert!(counts.lines() > 20_000, "many histories: {}", counts.lines());
        fit(Model::MbgNbd, &counts).expect("a fit")
    });
    let [once, twice] = fits;
    assert!(once.gradient_norm < 1e-10, "settled: {:e}", once.gradient_norm);
    let laws = [once.law, twice.law].map(|law| [law.r, law.alpha, law.a, law.b]);
    for (one, two) in laws[0].iter().zip(laws[1]) {
        assert!((one - two).abs() < 1e-9 * one, "everybody twice changes nothing: {one} and {two}");
    }
    assert!((2.0 * once.ll - twice.ll).abs() < 1e-9 * twice.ll.abs(), "but the weight of it");
}
