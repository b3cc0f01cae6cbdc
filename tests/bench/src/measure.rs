//! Times and what is made of them. Ours and the reference are taken by turns within one round, so that a busy machine
//! or a slow disk meets both; only medians and the ratios of whole rounds are ever shown.

use std::error::Error;
use std::fmt::Display;

pub type Done<T = ()> = Result<T, Box<dyn Error>>;

/// Runs `work` and says how many milliseconds it took.
#[allow(clippy::disallowed_methods, reason = "a benchmark is about real time; this is its only clock")]
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = std::time::Instant::now();
    let answer = work();
    (answer, start.elapsed().as_secs_f64() * 1e3)
}

/// A clock that is read several times on the way.
pub struct Watch(std::time::Instant);

impl Watch {
    #[allow(clippy::disallowed_methods, reason = "a benchmark is about real time; as in `timed`")]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }
    pub fn ms(&self) -> f64 {
        self.0.elapsed().as_secs_f64() * 1e3
    }
}

/// Nothing is timed whose result was not found right before.
pub fn ensure(holds: bool, what: impl Display) -> Done {
    if holds { Ok(()) } else { Err(format!("a wrong result, so no time is shown: {what}").into()) }
}

/// The value below which `share` (0 to 100) of a hundred lie; 0 of nothing.
pub fn percentile(times: &[f64], share: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = sorted.len().saturating_sub(1) * share.min(100) / 100;
    sorted.get(place).copied().unwrap_or_default()
}

pub fn median(times: &[f64]) -> f64 {
    percentile(times, 50)
}

pub fn most(times: &[f64]) -> f64 {
    percentile(times, 100)
}

/// Pairs of times, ours and the reference's, in the order taken.
#[derive(Default)]
pub struct Pairs {
    pub ours: Vec<f64>,
    pub reference: Vec<f64>,
}

impl Pairs {
    pub fn push(&mut self, ours: f64, reference: f64) {
        self.ours.push(ours);
        self.reference.push(reference);
    }
    pub fn ratio(&self) -> f64 {
        median(&self.ours) / median(&self.reference)
    }
    /// The smallest and the largest ratio among `rounds` stretches of the run: the machine's noise.
    pub fn spread(&self, rounds: usize) -> (f64, f64) {
        let length = self.ours.len().div_ceil(rounds.max(1)).max(1);
        let stretches = self.ours.chunks(length).zip(self.reference.chunks(length));
        let ratios: Vec<f64> = stretches.map(|(ours, reference)| median(ours) / median(reference)).collect();
        (percentile(&ratios, 0), percentile(&ratios, 100))
    }
}
