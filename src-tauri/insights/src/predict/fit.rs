//! The parameters under which what happened was most likely. They are sought as logarithms, from several starts; a
//! large shop is first looked at in part. What cannot be fitted is refused with its reason, never answered with NaN.

use super::counts::Counts;
use super::expect::Law;
use super::likelihood::{Likelihood, Theta};
use super::optimise::{Found, Square, minimise, polish};
use super::sums::chunked;
use super::{DAYS_PER_WEEK, Model};
use serde::Serialize;

/// ‖gradient‖ per customer at which a fit is done.
const TOLERANCE: f64 = 1e-7;
/// A refit to drawn weights need not be more exact than the draw.
const AGAIN: f64 = 1e-6;
/// Above it buying rates no longer differ between people.
const SHAPE_MAX: f64 = 1e4;
/// More lines than this are first looked at in part.
const MANY_LINES: usize = 20_000;
const PART_LINES: usize = 5_000;
/// Regularity beyond this is not sought.
pub(super) const ERLANG_MAX: u8 = 8;

/// Why there is no fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum FitError {
    #[error("{customers} customers are too few for a model")]
    TooFew { customers: usize },
    #[error("nobody came a second time")]
    NoRepeats,
    #[error("every customer has the same history")]
    AllAlike,
    #[error("the customers do not differ in how often they buy")]
    NoSpread,
    #[error("the baskets do not differ enough for a model of spending, or differ without bound")]
    SpendWithoutMean,
    #[error("no maximum was found")]
    NotSettled,
}

/// A model fitted to the shop.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Fit {
    pub law: Law,
    pub ll: f64,
    pub customers: usize,
    /// ‖gradient‖ by the logarithms of the parameters, per customer.
    pub gradient_norm: f64,
    /// Where a refit to drawn weights begins.
    #[serde(skip)]
    start: Start,
}

/// The logarithms of the parameters and the inverse curvature there.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Start {
    Two([f64; 2], Square<2>),
    Four([f64; 4], Square<4>),
}

/// Fits `model` to everybody.
///
/// # Errors
/// The reason why the data does not carry a model.
pub fn fit(model: Model, counts: &Counts) -> Result<Fit, FitError> {
    refuse(counts)?;
    let found = if model.has_dropout() {
        let starts = [[0.5, 0.5, 0.8, 2.0], [1.0, 1.0, 0.3, 3.0], [0.3, 0.3, 1.5, 1.5]];
        let (found, ll) = seek(model, counts, &starts)?;
        (Start::Four(found.at, found.inverse), found.gradient_norm, ll)
    } else {
        let (found, ll) = seek(model, counts, &[[0.5, 0.5], [2.0, 2.0]])?;
        (Start::Two(found.at, found.inverse), found.gradient_norm, ll)
    };
    made(model, counts.customers(), found)
}

/// MBG/CNBD-k with the regularity under which the data is most likely.
///
/// # Errors
/// The reason why the data does not carry a model.
pub fn fit_erlang(counts: &Counts) -> Result<Fit, FitError> {
    let mut best = fit(Model::MbgCnbd(1), counts)?;
    for k in 2..=ERLANG_MAX {
        match fit(Model::MbgCnbd(k), counts) {
            Ok(next) if next.ll > best.ll => best = next,
            _ => break,
        }
    }
    Ok(best)
}

impl Fit {
    /// The same model for people drawn anew: `weights` say how often each line was drawn.
    ///
    /// # Errors
    /// When the draw carries no model.
    pub(super) fn again(&self, counts: &Counts, weights: &[f64]) -> Result<Law, FitError> {
        let model = self.law.model;
        let likelihood = Likelihood::new(model, counts, weights);
        let found = match self.start {
            Start::Two(at, inverse) => minimise(&mut objective(&likelihood), at, Some(inverse), AGAIN)
                .map(|found| (Start::Two(found.at, found.inverse), found.gradient_norm)),
            Start::Four(at, inverse) => minimise(&mut objective(&likelihood), at, Some(inverse), AGAIN)
                .map(|found| (Start::Four(found.at, found.inverse), found.gradient_norm)),
        };
        let (start, norm) = found.ok_or(FitError::NotSettled)?;
        made(model, self.customers, (start, norm, f64::NEG_INFINITY)).map(|fit| fit.law)
    }
}

fn refuse(counts: &Counts) -> Result<(), FitError> {
    match (counts.customers(), counts.lines.as_slice()) {
        (customers @ (0 | 1), _) => Err(FitError::TooFew { customers }),
        (_, lines) if lines.iter().all(|line| line.repeats == 0) => Err(FitError::NoRepeats),
        (_, [_]) => Err(FitError::AllAlike),
        _ => Ok(()),
    }
}

fn made(
    model: Model,
    customers: usize,
    (start, gradient_norm, ll): (Start, f64, f64),
) -> Result<Fit, FitError> {
    let [r, alpha, a, b] = match start {
        Start::Two([r, alpha], _) => [r.exp(), alpha.exp(), 0.0, 1.0],
        Start::Four(at, _) => at.map(f64::exp),
    };
    if r > SHAPE_MAX {
        return Err(FitError::NoSpread);
    }
    Ok(Fit { law: Law { model, r, alpha, a, b }, ll, customers, gradient_norm, start })
}

/// −LL per customer by the logarithms of the parameters; with two unknowns nobody leaves.
fn objective<const N: usize>(likelihood: &Likelihood<'_>) -> impl FnMut(&[f64; N]) -> (f64, [f64; N]) {
    let n = likelihood.customers();
    move |at| {
        let mut theta: Theta = [1.0, 1.0, 0.0, 1.0];
        theta.iter_mut().zip(at).for_each(|(theta, at)| *theta = at.exp());
        let (ll, gradient) = likelihood.at(theta);
        (-ll / n, std::array::from_fn(|i| -gradient[i] * theta[i] / n))
    }
}

/// The lowest of several descents, polished, and its log likelihood.
fn seek<const N: usize>(
    model: Model,
    counts: &Counts,
    starts: &[[f64; N]],
) -> Result<(Found<N>, f64), FitError> {
    let part = (counts.lines() > MANY_LINES).then(|| counts.thinned(counts.lines() / PART_LINES));
    let small = part.as_ref().unwrap_or(counts);
    let rate = repeats_per_week(counts);
    let likelihood = Likelihood::new(model, small, &small.weights);
    let mut f = objective(&likelihood);
    let mut lowest: Option<Found<N>> = None;
    for start in starts {
        let mut at = start.map(f64::ln);
        at[1] -= rate.ln();
        let found = minimise(&mut f, at, None, TOLERANCE);
        lowest = match (lowest, found) {
            (Some(low), Some(found)) if found.value >= low.value => Some(low),
            (low, found) => found.or(low),
        };
    }
    let mut found = polish(&mut f, lowest.ok_or(FitError::NotSettled)?);
    let likelihood = Likelihood::new(model, counts, &counts.weights);
    if part.is_some() {
        let mut f = objective(&likelihood);
        found = minimise(&mut f, found.at, Some(found.inverse), TOLERANCE).ok_or(FitError::NotSettled)?;
        found = polish(&mut f, found);
    }
    // Where nothing more is to be won the gradient fades; what stops earlier is no maximum.
    if found.gradient_norm > 100.0 * TOLERANCE {
        return Err(FitError::NotSettled);
    }
    Ok((found, likelihood.constant() - found.value * likelihood.customers()))
}

/// Everybody's repeat purchases over everybody's weeks.
fn repeats_per_week(counts: &Counts) -> f64 {
    let [repeats, days] = chunked(counts.lines(), |rows, sum| {
        for row in rows {
            let (line, weight) = (counts.lines[row], counts.weights[row]);
            sum[0] += weight * f64::from(line.repeats);
            sum[1] += weight * f64::from(line.age_days);
        }
    });
    repeats / (days / DAYS_PER_WEEK)
}
