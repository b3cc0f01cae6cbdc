//! P8: MBG/NBD fitted to everybody of a large shop, histories and collapse included, one thread. The maximum is first
//! checked against a plain likelihood that goes customer by customer: the same value, and lower on every side.

use crate::measure::{Done, Pairs, ensure, timed};
use crate::shop;
use crate::table::Row;
use bazgasht_domain::ids::CustomerId;
use bazgasht_insights::columns::{Builder, Columns, Purchase};
use bazgasht_insights::predict::{Counts, DAYS_PER_WEEK, Fit, Histories, Model, Person, fit};
use bazgasht_sample::Size;
use std::hint::black_box;

const ROUNDS: usize = 3;

pub fn rows(size: Size) -> Done<Vec<Row>> {
    eprintln!("P8 at {} …", shop::name(size));
    let sample = shop::sample(size);
    let mut builder = Builder::with_capacity(usize::try_from(sample.purchase_count())?);
    for bought in sample.purchases() {
        let customer = CustomerId::new((1 << 40) + i64::from(bought.customer) + 1);
        builder.push(Purchase { customer, day: bought.day, net: bought.net })?;
    }
    let columns = builder.finish();
    let histories = Histories::of(&columns, shop::today());
    check(&whole(&columns)?, histories.people())?;

    let counts = Counts::of(histories.people());
    let mut pairs = Pairs::default();
    let mut alone = Pairs::default();
    for _ in 0..ROUNDS {
        let (found, ours) = timed(|| whole(black_box(&columns)));
        let (sum, reference) = timed(|| plainly(black_box(histories.people()), [0.5, 6.0, 0.9, 1.6]));
        black_box(sum);
        pairs.push(ours, reference);
        let (again, ours) = timed(|| fit(Model::MbgNbd, black_box(&counts)));
        ensure(again? == found?, "the same customers give the same fit")?;
        alone.push(ours, reference);
    }
    let people = format!("{:.2} M customers, {} histories", counts.customers() as f64 / 1e6, counts.lines());
    let title =
        format!("MBG/NBD fit at {} ({people}) : its likelihood once, customer by customer", shop::name(size));
    Ok(vec![
        Row::pairs("P8", title, &pairs, ROUNDS),
        Row::pairs("P8", "· without reading and collapsing the histories", &alone, ROUNDS),
        Row::value("P8", "· the same with scipy or lifetimes", "not compared here").open_goal("≤ 1/50"),
    ])
}

fn whole(columns: &Columns) -> Done<Fit> {
    let histories = Histories::of(columns, shop::today());
    Ok(fit(Model::MbgNbd, &Counts::of(histories.people()))?)
}

fn check(found: &Fit, people: &[Person]) -> Done {
    let law = found.law;
    let at = [law.r, law.alpha, law.a, law.b];
    let top = plainly(people, at);
    ensure((top - found.ll).abs() <= 1e-9 * top.abs(), format!("LL {} is not {top}", found.ll))?;
    for place in 0..at.len() {
        for share in [0.99, 1.01] {
            let mut beside = at;
            beside[place] *= share;
            ensure(plainly(people, beside) < top, format!("parameter {place} times {share} is less likely"))?;
        }
    }
    Ok(())
}

/// The likelihood as the paper writes it: no table, no collapse, products as sums of logarithms.
fn plainly(people: &[Person], [r, alpha, a, b]: [f64; 4]) -> f64 {
    let rising = |from: f64, steps: u32| (0..steps).map(|j| (from + f64::from(j)).ln()).sum::<f64>();
    let of = |person: &Person| {
        let x = person.repeats;
        let age = alpha + f64::from(person.age_days) / DAYS_PER_WEEK;
        let last = alpha + f64::from(person.last_days) / DAYS_PER_WEEK;
        let shape = r + f64::from(x);
        let gone = a / (b + f64::from(x)) * (shape * (age / last).ln()).exp();
        rising(r, x) + r * alpha.ln() - shape * age.ln() + rising(b, x + 1) - rising(a + b, x + 1)
            + gone.ln_1p()
    };
    people.iter().map(of).sum()
}
