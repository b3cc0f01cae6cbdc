//! The log likelihood of everybody's history and its gradient, in closed form without one special function: a ratio of
//! gamma functions at whole steps is a product, so its logarithm is a table by x; everything else needs the logarithm
//! of (α + time), a table by day.
//!
//! Alive at the end: S = Σ_{j<k} (r+kx)_j u^j / j! with u = (T−t_x)/(α+T); gone after the last purchase against alive:
//! ρ = a/(b+x+s−1) · ((α+T)/(α+t_x))^(r+kx). s is 1 when one may leave after the first purchase.

use super::counts::{Counts, Line};
use super::sums::chunked;
use super::{DAYS_PER_WEEK, Model};

/// r, α, a, b. NBD is a = 0: nobody leaves.
pub(super) type Theta = [f64; 4];

/// ln of the rising factorial (z)_n and its derivative by z, for n = 0..=most.
struct Rising {
    ln: Vec<f64>,
    slope: Vec<f64>,
}

impl Rising {
    fn of(z: f64, most: usize) -> Self {
        let (mut ln, mut slope) = (Vec::with_capacity(most + 1), Vec::with_capacity(most + 1));
        let (mut sum, mut by) = (0.0, 0.0);
        for step in 0..=most {
            ln.push(sum);
            slope.push(by);
            let factor = z + step as f64;
            sum += factor.ln();
            by += 1.0 / factor;
        }
        Self { ln, slope }
    }
}

/// What depends on x alone.
struct ByRepeats {
    base: f64,
    shape: f64,
    ln_gone: f64,
    slope_r: f64,
    slope_a: f64,
    slope_b: f64,
    /// 1/(b+x+s−1), or 0 where nobody can have left yet.
    gone_b: f64,
}

/// What depends on a day alone.
#[derive(Clone, Copy)]
struct ByDay {
    ln: f64,
    inverse: f64,
}

pub(super) struct Likelihood<'a> {
    lines: &'a [Line],
    weights: &'a [f64],
    model: Model,
    most: usize,
    days: usize,
    /// What no parameter changes: Σ (k−1)·ln gap − x·ln (k−1)!
    constant: f64,
    customers: f64,
}

impl<'a> Likelihood<'a> {
    /// `weights` stand for those of `counts` when people are drawn anew.
    pub(super) fn new(model: Model, counts: &'a Counts, weights: &'a [f64]) -> Self {
        let lines = &counts.lines;
        let most = lines.iter().map(|line| line.repeats as usize).max().unwrap_or(0);
        let days = lines.iter().map(|line| usize::from(line.age_days)).max().unwrap_or(0);
        let k = model.erlang();
        let ln_factorial: f64 = (1..k).map(|j| f64::from(j).ln()).sum();
        let [repeats, customers] = chunked(lines.len(), |rows, sum| {
            for row in rows {
                sum[0] += weights[row] * f64::from(lines[row].repeats);
                sum[1] += weights[row];
            }
        });
        let constant = f64::from(k - 1) * counts.ln_gaps - repeats * ln_factorial;
        Self { lines, weights, model, most, days, constant, customers }
    }

    pub(super) fn customers(&self) -> f64 {
        self.customers
    }

    /// What no parameter changes; apart, so that a descent never sees the order in which it was added up.
    pub(super) fn constant(&self) -> f64 {
        self.constant
    }

    /// Log likelihood without its constant, and its gradient by r, α, a, b.
    pub(super) fn at(&self, theta: Theta) -> (f64, Theta) {
        let by_repeats = self.by_repeats(theta);
        let by_day: Vec<ByDay> = (0..=self.days)
            .map(|day| theta[1] + day as f64 / DAYS_PER_WEEK)
            .map(|time| ByDay { ln: time.ln(), inverse: 1.0 / time })
            .collect();
        let [ll, r, alpha, a, b] = chunked(self.lines.len(), |rows, sum| {
            for row in rows {
                self.add(row, theta, &by_repeats, &by_day, sum);
            }
        });
        (ll, [r, alpha, a, b])
    }

    fn by_repeats(&self, [r, alpha, a, b]: Theta) -> Vec<ByRepeats> {
        let k = self.model.erlang() as usize;
        let shift = usize::from(self.model.leaves_at_zero());
        let (rate, stay) = (Rising::of(r, self.most * k), Rising::of(b, self.most + shift));
        let both = Rising::of(a + b, self.most + shift);
        let of = |x: usize| {
            let at = x + shift;
            let gone = b + at as f64 - 1.0;
            let can = at > 0 && a > 0.0;
            ByRepeats {
                base: rate.ln[x * k] + r * alpha.ln() + stay.ln[at] - both.ln[at],
                shape: r + (x * k) as f64,
                ln_gone: if can { a.ln() - gone.ln() } else { f64::NEG_INFINITY },
                slope_r: rate.slope[x * k] + alpha.ln(),
                slope_a: -both.slope[at],
                slope_b: stay.slope[at] - both.slope[at],
                gone_b: if can { 1.0 / gone } else { 0.0 },
            }
        };
        (0..=self.most).map(of).collect()
    }

    #[inline]
    fn add(&self, row: usize, theta: Theta, by_repeats: &[ByRepeats], by_day: &[ByDay], sum: &mut [f64; 5]) {
        let (line, weight) = (self.lines[row], self.weights[row]);
        let of = &by_repeats[line.repeats as usize];
        let (age, last) = (by_day[usize::from(line.age_days)], by_day[usize::from(line.last_days)]);
        let alive = Alive::of(self.model.erlang(), of.shape, line, age.inverse);
        let between = age.ln - last.ln;
        let odds = of.ln_gone + of.shape * between - alive.ln;
        let e = (-odds.abs()).exp();
        let soft = odds.max(0.0) + e.ln_1p();
        let gone = if odds > 0.0 { 1.0 / (1.0 + e) } else { e / (1.0 + e) };
        let stays = 1.0 - gone;
        let inverse_a = if theta[2] > 0.0 { 1.0 / theta[2] } else { 0.0 };
        sum[0] += weight * (of.base - of.shape * age.ln + alive.ln + soft);
        sum[1] += weight * (of.slope_r - age.ln + gone * between + stays * alive.by_r);
        sum[2] += weight
            * (theta[0] / theta[1] - of.shape * age.inverse
                + gone * of.shape * (age.inverse - last.inverse)
                + stays * alive.by_alpha);
        sum[3] += weight * (of.slope_a + gone * inverse_a);
        sum[4] += weight * (of.slope_b - gone * of.gone_b);
    }
}

/// ln S and its derivatives.
#[derive(Clone, Copy)]
struct Alive {
    ln: f64,
    by_r: f64,
    by_alpha: f64,
}

impl Alive {
    #[inline]
    fn of(k: u32, shape: f64, line: Line, inverse_age: f64) -> Self {
        if k == 1 {
            return Self { ln: 0.0, by_r: 0.0, by_alpha: 0.0 };
        }
        let u = f64::from(line.age_days - line.last_days) / DAYS_PER_WEEK * inverse_age;
        let (mut term, mut slope) = (1.0, 0.0);
        let (mut sum, mut by_r, mut by_alpha) = (1.0, 0.0, 0.0);
        for j in 1..k {
            let step = u / f64::from(j);
            let factor = shape + f64::from(j - 1);
            slope = slope * factor * step + term * step;
            term *= factor * step;
            sum += term;
            by_r += slope;
            by_alpha -= f64::from(j) * term * inverse_age;
        }
        Self { ln: f64::ln(sum), by_r: by_r / sum, by_alpha: by_alpha / sum }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Histories, Person};
    use super::*;
    use crate::columns::{Columns, Purchase, RowIndex};
    use bazgasht_domain::{calendar::ShopDay, ids::CustomerId, money::Rial};

    fn people() -> Vec<Person> {
        let days: [&[i32]; 6] = [&[0], &[3, 10], &[5, 9, 40], &[0, 1, 2, 3, 60], &[90], &[20, 99]];
        let bought = (1i64..).zip(days).flat_map(|(customer, days)| {
            days.iter().map(move |day| Purchase {
                customer: CustomerId::new(customer),
                day: ShopDay::new(15_000 + day),
                net: Rial::new(1),
            })
        });
        let columns = Columns::build(bought).expect("small numbers");
        Histories::of(&columns, ShopDay::new(15_100)).people().to_vec()
    }

    #[test]
    fn the_gradient_is_the_slope() {
        let counts = Counts::of(&people());
        let theta = [0.7, 4.0, 0.8, 2.3];
        for model in [Model::Nbd, Model::BgNbd, Model::MbgNbd, Model::MbgCnbd(2), Model::MbgCnbd(5)] {
            let theta = if model.has_dropout() { theta } else { [0.7, 4.0, 0.0, 1.0] };
            let likelihood = Likelihood::new(model, &counts, &counts.weights);
            let (_, gradient) = likelihood.at(theta);
            for place in 0..if model.has_dropout() { 4 } else { 2 } {
                let step = 1e-5 * theta[place];
                let at = |by: f64| {
                    let mut moved = theta;
                    moved[place] += by;
                    likelihood.at(moved).0
                };
                let slope = (at(step) - at(-step)) / (2.0 * step);
                let apart = (slope - gradient[place]).abs();
                assert!(
                    apart < 1e-7 * slope.abs().max(1.0),
                    "{model:?} by parameter {place}: {slope} {gradient:?}"
                );
            }
        }
    }

    #[test]
    fn regularity_one_is_the_plain_model() {
        let counts = Counts::of(&people());
        let at = |model| Likelihood::new(model, &counts, &counts.weights).at([0.7, 4.0, 0.8, 2.3]);
        assert_eq!(at(Model::MbgCnbd(1)), at(Model::MbgNbd), "k = 1");
    }

    /// Both integrals over the buying rate were taken numerically at 25 digits.
    #[test]
    fn regular_gaps_are_as_likely_as_the_integral_says() {
        let check = |k, theta, (repeats, last_days, age_days), ln_gaps: f64, want: f64| {
            let person = Person {
                customer: CustomerId::new(1),
                row: RowIndex(0),
                repeats,
                last_days,
                age_days,
                ln_gaps,
                repeat_net: 0,
            };
            let counts = Counts::of(&[person]);
            let likelihood = Likelihood::new(Model::MbgCnbd(k), &counts, &counts.weights);
            let got = likelihood.at(theta).0 + likelihood.constant();
            assert!((got - want).abs() < 1e-12, "k = {k}: {got}, not {want}");
        };
        check(3, [1.5, 2.0, 0.7, 2.5], (3, 140, 182), f64::ln(5.0 * 7.0 * 8.0), -9.359_201_839_478_313);
        check(2, [0.8, 3.0, 1.2, 3.0], (0, 0, 84), 0.0, -0.495_994_098_335_315_5);
    }
}
