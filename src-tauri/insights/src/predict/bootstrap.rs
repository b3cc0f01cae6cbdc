//! How much of a forecast hangs on who happened to walk in: the model is fitted again to people drawn anew. How often
//! each kind of history is drawn is Poisson, which is drawing with replacement on the collapsed table. The same seed
//! gives the same draws.

use super::counts::Counts;
use super::expect::Law;
use super::fit::Fit;
use super::gamma_gamma::{Spend, SpendFit};
use rand_distr::{Distribution, Poisson};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;

/// One refit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Draw {
    pub law: Law,
    pub spend: Option<Spend>,
}

/// Refits for a shop with so many different histories: fewer where each takes long, and there they also differ less.
#[must_use]
pub fn refits_for(lines: usize) -> usize {
    match lines {
        0..=5_000 => 200,
        5_001..=50_000 => 60,
        _ => 12,
    }
}

/// The refits that settled, at most `refits`.
pub(super) fn draws(
    fit: &Fit,
    spend: Option<&SpendFit>,
    counts: &Counts,
    refits: usize,
    seed: u64,
) -> Vec<Draw> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut drawn = |means: &mut dyn Iterator<Item = f64>| -> Vec<f64> {
        means.map(|mean| Poisson::new(mean).map_or(mean, |often| often.sample(&mut random))).collect()
    };
    let mut draws = Vec::with_capacity(refits);
    for _ in 0..refits {
        let weights = drawn(&mut counts.weights.iter().copied());
        let spend_weights = spend.map(|spend| drawn(&mut std::iter::repeat_n(1.0, spend.lines())));
        let Ok(law) = fit.again(counts, &weights) else { continue };
        let spend = match spend.zip(spend_weights) {
            Some((fit, weights)) => match fit.again(&weights) {
                Ok(spend) => Some(spend),
                Err(_) => continue,
            },
            None => None,
        };
        draws.push(Draw { law, spend });
    }
    draws
}
