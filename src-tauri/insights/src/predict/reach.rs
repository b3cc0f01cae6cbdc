//! What a fitted model says of every kind of history at once. Without regularity what is to come depends on x and T
//! only, so neighbours in the order of lines share it.

use super::DAYS_PER_WEEK;
use super::counts::{Counts, Line};
use super::expect::{History, Law};

impl Line {
    pub(super) fn history(self) -> History {
        History {
            repeats: f64::from(self.repeats),
            last: f64::from(self.last_days) / DAYS_PER_WEEK,
            age: f64::from(self.age_days) / DAYS_PER_WEEK,
        }
    }
}

/// The chance that somebody with such a history is still here.
pub(super) fn alive(law: &Law, counts: &Counts) -> Vec<f64> {
    counts.lines.iter().map(|line| law.p_alive(line.history())).collect()
}

/// The chance of a purchase within `weeks`.
pub(super) fn buying(law: &Law, counts: &Counts, weeks: f64) -> Vec<f64> {
    counts.lines.iter().map(|line| law.p_buy(line.history(), weeks)).collect()
}

/// Purchases to expect of somebody who is here, `of` any mix of horizons.
pub(super) fn while_alive(law: &Law, counts: &Counts, mut of: impl FnMut(&Law, History) -> f64) -> Vec<f64> {
    let shared = law.model.erlang() == 1;
    let mut last: Option<(u32, u16, f64)> = None;
    let each = counts.lines.iter().map(|line| match last {
        Some((repeats, age, value)) if shared && (repeats, age) == (line.repeats, line.age_days) => value,
        _ => {
            let value = of(law, line.history());
            last = Some((line.repeats, line.age_days, value));
            value
        }
    });
    each.collect()
}

/// Purchases to expect within `weeks`.
pub(super) fn expected(law: &Law, counts: &Counts, weeks: f64) -> Vec<f64> {
    let alive = alive(law, counts);
    let here = while_alive(law, counts, |law, history| law.expected_alive(history, weeks));
    alive.iter().zip(here).map(|(alive, here)| alive * here).collect()
}

/// Σ weight · value over the lines.
pub(super) fn total(counts: &Counts, values: &[f64]) -> f64 {
    let [sum] = super::sums::chunked(values.len(), |rows, sum: &mut [f64; 1]| {
        sum[0] += rows.map(|row| counts.weights[row] * values[row]).sum::<f64>();
    });
    sum
}
