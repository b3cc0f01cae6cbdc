//! What a purchase of somebody will be worth (Fader, Hardie and Lee 2005): baskets vary around a mean that varies
//! between people. Fitted to repeat occasions with a positive mean; amounts are scaled to median 1 first, so rial
//! sizes do not matter, and every answer is scaled back. A mean that does not exist (q ≤ 1) is refused.

use super::Person;
use super::fit::FitError;
use super::optimise::{Square, minimise, polish};
use super::sums::chunked;
use serde::Serialize;
use statrs::function::gamma::{digamma, ln_gamma};

const TOLERANCE: f64 = 1e-7;

/// The parameters; γ is in rial.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spend {
    pub p: f64,
    pub q: f64,
    pub gamma: f64,
}

impl Spend {
    /// The mean basket to expect of somebody with this many repeat occasions of this mean net.
    #[must_use]
    pub fn expected(&self, repeats: u32, mean: f64) -> f64 {
        let x = f64::from(repeats);
        self.p * (self.gamma + mean.max(0.0) * x) / (self.p * x + self.q - 1.0)
    }

    /// Of somebody of whom nothing is known.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.expected(0, 0.0)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpendFit {
    pub spend: Spend,
    /// In rial.
    pub ll: f64,
    pub customers: usize,
    /// Repeaters whose mean is zero or less.
    pub left_out: usize,
    /// Between how often and how much; the model takes them to be unrelated.
    pub correlation: f64,
    pub gradient_norm: f64,
    /// The median of the means: what amounts are scaled by.
    pub scale: f64,
    #[serde(skip)]
    data: Data,
    #[serde(skip)]
    start: ([f64; 3], Square<3>),
}

/// One line a repeater, in the order of (x, mean).
#[derive(Debug, Clone, PartialEq)]
struct Data {
    repeats: Vec<u32>,
    /// The distinct numbers of occasions, and which of them a line has.
    kinds: Vec<u32>,
    kind_of: Vec<u32>,
    means: Vec<f64>,
    /// Σ over lines of what no parameter changes: x ln x + (xp − 1) ln m has its parts here.
    ln_means: Vec<f64>,
}

impl Data {
    fn of(people: &[Person]) -> (Self, f64) {
        let mean = |person: &Person| person.mean_repeat().map(|mean| (person.repeats, mean));
        let mut lines: Vec<(u32, f64)> = people.iter().filter_map(mean).filter(|(_, m)| *m > 0.0).collect();
        lines.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let scale = median(lines.iter().map(|(_, mean)| *mean).collect()).unwrap_or(1.0);
        let repeats: Vec<u32> = lines.iter().map(|(x, _)| *x).collect();
        let mut kinds = repeats.clone();
        kinds.dedup();
        let mut kind = 0u32;
        let kind_of = repeats.iter().map(|x| {
            while kinds.get(kind as usize) != Some(x) {
                kind += 1;
            }
            kind
        });
        let kind_of = kind_of.collect();
        let means: Vec<f64> = lines.iter().map(|(_, mean)| mean / scale).collect();
        let ln_means = means.iter().map(|mean| mean.ln()).collect();
        (Self { repeats, kinds, kind_of, means, ln_means }, scale)
    }

    /// Log likelihood of the scaled means and its gradient by p, q, γ; `weights` absent: everybody once.
    fn at(&self, [p, q, gamma]: [f64; 3], weights: Option<&[f64]>) -> (f64, [f64; 3], f64) {
        struct ByRepeats {
            base: f64,
            by_p: f64,
            by_q: f64,
        }
        let of = |x: &u32| {
            let x = f64::from(*x);
            let both = digamma(p * x + q);
            ByRepeats {
                base: ln_gamma(p * x + q) - ln_gamma(p * x) - ln_gamma(q) + q * gamma.ln() + p * x * x.ln(),
                by_p: x * (both - digamma(p * x) + x.ln()),
                by_q: both - digamma(q) + gamma.ln(),
            }
        };
        let kinds: Vec<ByRepeats> = self.kinds.iter().map(of).collect();
        let [ll, by_p, by_q, by_gamma, n] = chunked(self.means.len(), |rows, sum| {
            for row in rows {
                let weight = weights.map_or(1.0, |weights| weights[row]);
                let (kind, mean) = (&kinds[self.kind_of[row] as usize], self.means[row]);
                let x = f64::from(self.repeats[row]);
                let total = gamma + mean * x;
                let ln_total = total.ln();
                let ln_mean = self.ln_means[row];
                let power = p * x + q;
                sum[0] += weight * (kind.base + (p * x - 1.0) * ln_mean - power * ln_total);
                sum[1] += weight * (kind.by_p + x * (ln_mean - ln_total));
                sum[2] += weight * (kind.by_q - ln_total);
                sum[3] += weight * (q / gamma - power / total);
                sum[4] += weight;
            }
        });
        (ll, [by_p, by_q, by_gamma], n)
    }

    fn objective<'a>(&'a self, weights: Option<&'a [f64]>) -> impl FnMut(&[f64; 3]) -> (f64, [f64; 3]) + 'a {
        move |at| {
            let theta = at.map(f64::exp);
            let (ll, gradient, n) = self.at(theta, weights);
            (-ll / n, std::array::from_fn(|i| -gradient[i] * theta[i] / n))
        }
    }
}

/// Fits the model of spending.
///
/// # Errors
/// The reason why the data does not carry it.
pub fn fit_spend(people: &[Person]) -> Result<SpendFit, FitError> {
    let (data, scale) = Data::of(people);
    let customers = data.means.len();
    if customers < 2 {
        return Err(FitError::TooFew { customers });
    }
    if data.means.iter().all(|mean| *mean == data.means[0]) {
        return Err(FitError::AllAlike);
    }
    let mut f = data.objective(None);
    let starts = [[6.0f64, 4.0, 3.0], [2.0, 2.0, 2.0], [30.0, 8.0, 7.0]];
    let mut found = None;
    for start in starts {
        let next = minimise(&mut f, start.map(f64::ln), None, TOLERANCE);
        found = match (found, next) {
            (None, next) => next,
            (Some(low), Some(next)) if next.value < low.value => Some(next),
            (low, _) => low,
        };
    }
    let found = polish(&mut f, found.ok_or(FitError::NotSettled)?);
    let spend = scaled(found.at, scale)?;
    if found.gradient_norm > 100.0 * TOLERANCE {
        return Err(FitError::NotSettled);
    }
    drop(f);
    let ll = -found.value * customers as f64 - customers as f64 * scale.ln();
    let repeaters = people.iter().filter(|person| person.repeats > 0).count();
    Ok(SpendFit {
        spend,
        ll,
        customers,
        left_out: repeaters - customers,
        correlation: correlation(&data.repeats, &data.means),
        gradient_norm: found.gradient_norm,
        scale,
        start: (found.at, found.inverse),
        data,
    })
}

impl SpendFit {
    /// Repeaters that the fit rests on, which is how many weights a refit needs.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.data.means.len()
    }

    /// The same for people drawn anew.
    ///
    /// # Errors
    /// When the draw carries no model.
    pub(super) fn again(&self, weights: &[f64]) -> Result<Spend, FitError> {
        let (at, inverse) = self.start;
        let found = minimise(&mut self.data.objective(Some(weights)), at, Some(inverse), 1e-6);
        scaled(found.ok_or(FitError::NotSettled)?.at, self.scale)
    }
}

fn scaled(at: [f64; 3], scale: f64) -> Result<Spend, FitError> {
    let [p, q, gamma] = at.map(f64::exp);
    // Beyond, baskets do not differ at all within a person or between people.
    let bounded = p < 1e6 && q < 1e6;
    if q <= 1.0 || !bounded {
        return Err(FitError::SpendWithoutMean);
    }
    Ok(Spend { p, q, gamma: gamma * scale })
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    let half = values.len() / 2;
    values.sort_unstable_by(f64::total_cmp);
    let upper = *values.get(half)?;
    Some(if values.len() % 2 == 1 { upper } else { (values[half - 1] + upper) / 2.0 })
}

/// Pearson's; 0 where one of the two does not vary.
fn correlation(repeats: &[u32], means: &[f64]) -> f64 {
    let n = means.len() as f64;
    let [sum_x, sum_m] = chunked(means.len(), |rows, sum| {
        for row in rows {
            sum[0] += f64::from(repeats[row]);
            sum[1] += means[row];
        }
    });
    let [xm, xx, mm] = chunked(means.len(), |rows, sum| {
        for row in rows {
            let (x, m) = (f64::from(repeats[row]) - sum_x / n, means[row] - sum_m / n);
            sum[0] += x * m;
            sum[1] += x * x;
            sum[2] += m * m;
        }
    });
    if xx > 0.0 && mm > 0.0 { xm / (xx * mm).sqrt() } else { 0.0 }
}
