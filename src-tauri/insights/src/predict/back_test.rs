//! A forecast held against what really happened: fitted to the past up to a day, asked for the days after it, compared
//! with them. Only people who had bought by that day are in it.

use super::counts::Counts;
use super::expect::Law;
use super::gamma_gamma::Spend;
use super::{DAYS_PER_WEEK, Histories, Holdout, Person, reach};
use serde::Serialize;

/// Everybody with at least so many repeats is one group.
const REPEATS_TOP: u32 = 7;
const CHANCE_GROUPS: usize = 10;
const CURVE_POINTS: u16 = 13;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BackTest {
    pub days: u16,
    pub customers: usize,
    pub total_pred: f64,
    pub total_actual: f64,
    /// Per customer.
    pub mae: f64,
    pub rmse: f64,
    /// How well who came is told from who did not: by expected purchases, by the chance of being here, by the chance
    /// of buying. 0.5 is a guess; absent when everybody or nobody came.
    pub auc: Option<f64>,
    pub auc_p_alive: Option<f64>,
    pub auc_p_buy: Option<f64>,
    /// Customers who came at all, and how many were expected to.
    pub came: usize,
    pub came_pred: f64,
    pub money_pred: Option<f64>,
    pub money_actual: f64,
    pub by_repeats: Vec<PurchaseBucket>,
    pub by_chance: Vec<Bucket>,
    pub curve: Vec<CurvePoint>,
}

/// People with the same number of repeats; the last group has that many or more.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PurchaseBucket {
    pub repeats: u32,
    pub n: usize,
    /// Means per customer.
    pub predicted: f64,
    pub actual: f64,
}

/// People with a similar chance of buying.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bucket {
    pub n: usize,
    pub predicted: f64,
    pub actual: f64,
}

/// Purchases since the day of the forecast.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CurvePoint {
    pub days: u16,
    pub predicted: f64,
    pub actual: f64,
}

#[must_use]
pub fn back_test(law: &Law, spend: Option<&Spend>, past: &Histories, held: &Holdout) -> BackTest {
    let counts = Counts::of(past.people());
    let weeks = f64::from(held.days) / DAYS_PER_WEEK;
    let by_person =
        |by_line: &[f64]| -> Vec<f64> { counts.line_of.iter().map(|line| by_line[*line as usize]).collect() };
    let by_line = reach::expected(law, &counts, weeks);
    let predicted = by_person(&by_line);
    let chance = by_person(&reach::buying(law, &counts, weeks));
    let alive = by_person(&reach::alive(law, &counts));
    let n = predicted.len().max(1) as f64;
    let apart = predicted.iter().zip(&held.occasions).map(|(p, a)| p - f64::from(*a));
    let came: Vec<bool> = held.occasions.iter().map(|occasions| *occasions > 0).collect();
    BackTest {
        days: held.days,
        customers: predicted.len(),
        total_pred: reach::total(&counts, &by_line),
        total_actual: held.occasions.iter().copied().map(f64::from).sum(),
        mae: apart.clone().map(f64::abs).sum::<f64>() / n,
        rmse: (apart.map(|d| d * d).sum::<f64>() / n).sqrt(),
        auc: auc(&predicted, &came),
        auc_p_alive: auc(&alive, &came),
        auc_p_buy: auc(&chance, &came),
        came: came.iter().filter(|came| **came).count(),
        came_pred: chance.iter().sum(),
        money_pred: spend.map(|spend| money(spend, past.people(), &predicted)),
        money_actual: held.nets.iter().map(|net| *net as f64).sum(),
        by_repeats: by_repeats(past.people(), &predicted, held),
        by_chance: by_chance(&chance, &came),
        curve: curve(law, &counts, held),
    }
}

fn money(spend: &Spend, people: &[Person], predicted: &[f64]) -> f64 {
    let of = |(person, purchases): (&Person, &f64)| {
        purchases * spend.expected(person.repeats, person.mean_repeat().unwrap_or(0.0))
    };
    people.iter().zip(predicted).map(of).sum()
}

fn by_repeats(people: &[Person], predicted: &[f64], held: &Holdout) -> Vec<PurchaseBucket> {
    let mut sums = vec![(0usize, 0.0, 0.0); REPEATS_TOP as usize + 1];
    for ((person, predicted), actual) in people.iter().zip(predicted).zip(&held.occasions) {
        let (n, p, a) = &mut sums[person.repeats.min(REPEATS_TOP) as usize];
        *n += 1;
        *p += predicted;
        *a += f64::from(*actual);
    }
    let some = (0u32..).zip(sums).filter(|(_, (n, ..))| *n > 0);
    some.map(|(repeats, (n, p, a))| PurchaseBucket {
        repeats,
        n,
        predicted: p / n as f64,
        actual: a / n as f64,
    })
    .collect()
}

/// As many people in each group, the least likely first. People with equal chances stay together.
fn by_chance(chance: &[f64], came: &[bool]) -> Vec<Bucket> {
    let mut order: Vec<usize> = (0..chance.len()).collect();
    order.sort_by(|a, b| chance[*a].total_cmp(&chance[*b]));
    let size = chance.len().div_ceil(CHANCE_GROUPS).max(1);
    let mut buckets = Vec::new();
    let mut start = 0;
    while start < order.len() {
        let mut end = (start + size).min(order.len());
        while end < order.len() && chance[order[end]] == chance[order[end - 1]] {
            end += 1;
        }
        let group = &order[start..end];
        let n = group.len() as f64;
        buckets.push(Bucket {
            n: group.len(),
            predicted: group.iter().map(|i| chance[*i]).sum::<f64>() / n,
            actual: group.iter().filter(|i| came[**i]).count() as f64 / n,
        });
        start = end;
    }
    buckets
}

fn curve(law: &Law, counts: &Counts, held: &Holdout) -> Vec<CurvePoint> {
    let points = held.days.min(CURVE_POINTS);
    let at = |point: u16| {
        let days = u32::from(held.days) * u32::from(point) / u32::from(points);
        let expected = reach::expected(law, counts, f64::from(days) / DAYS_PER_WEEK);
        let actual: u64 = held.by_day.iter().take(days as usize).copied().map(u64::from).sum();
        CurvePoint {
            days: u16::try_from(days).unwrap_or(u16::MAX),
            predicted: reach::total(counts, &expected),
            actual: actual as f64,
        }
    };
    (1..=points).map(at).collect()
}

/// The chance that somebody who came was ranked above somebody who did not; ties count half.
fn auc(score: &[f64], came: &[bool]) -> Option<f64> {
    let mut order: Vec<usize> = (0..score.len()).collect();
    order.sort_by(|a, b| score[*a].total_cmp(&score[*b]));
    let (mut ranks, mut start) = (0.0, 0);
    while start < order.len() {
        let tied = order[start..].iter().take_while(|i| score[**i] == score[order[start]]).count();
        let rank = start as f64 + (tied as f64 + 1.0) / 2.0;
        let group = &order[start..start + tied];
        ranks += rank * group.iter().filter(|i| came[**i]).count() as f64;
        start += tied;
    }
    let yes = came.iter().filter(|came| **came).count() as f64;
    let no = came.len() as f64 - yes;
    (yes > 0.0 && no > 0.0).then(|| (ranks - yes * (yes + 1.0) / 2.0) / (yes * no))
}
