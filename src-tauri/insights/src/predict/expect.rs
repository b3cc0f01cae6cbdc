//! What a fitted model says of one history: is the customer still here, how many purchases are to come, will there be
//! one. Every answer is finite and within its bounds for whatever parameters; nothing is exponentiated before it is
//! known to be small.

use super::Model;
use serde::Serialize;

/// Terms of a series; reached only by parameters that no shop has.
const TERMS_MAX: u32 = 2_000_000;
const TINY: f64 = 1e-17;
/// Beyond these the closed form loses digits by cancellation and the positive series takes over.
const CLOSED_TOP_MIN: f64 = -5.0;
const CLOSED_BOTTOM_MAX: f64 = 1e4;

/// A model with its parameters. NBD has a = 0: nobody leaves.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Law {
    pub model: Model,
    pub r: f64,
    pub alpha: f64,
    pub a: f64,
    pub b: f64,
}

/// A history in weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct History {
    pub repeats: f64,
    pub last: f64,
    pub age: f64,
}

impl Law {
    fn k(&self) -> f64 {
        f64::from(self.model.erlang())
    }

    /// The share of the buying rate that is known of somebody: r + kx.
    fn shape(&self, history: History) -> f64 {
        self.r + self.k() * history.repeats
    }

    /// b as it is after the purchases at which somebody stayed.
    fn stayed(&self, history: History) -> f64 {
        self.b + history.repeats + if self.model.leaves_at_zero() { 1.0 } else { 0.0 }
    }

    /// The chances of having heard j of the k beats towards the next purchase, for somebody who is still here;
    /// unscaled, the first is 1.
    fn phases(&self, history: History) -> impl Iterator<Item = f64> {
        let (shape, k) = (self.shape(history), self.model.erlang());
        let u = (history.age - history.last).max(0.0) / (self.alpha + history.age);
        (0..k).scan(1.0, move |weight, j| {
            let now = *weight;
            *weight *= (shape + f64::from(j)) * u / f64::from(j + 1);
            Some(now)
        })
    }

    /// The chance that somebody is still a customer.
    #[must_use]
    pub fn p_alive(&self, history: History) -> f64 {
        let gone = self.stayed(history) - 1.0;
        let can_have_left = self.model.leaves_at_zero() || history.repeats > 0.0;
        if self.a <= 0.0 || gone <= 0.0 || !can_have_left {
            return 1.0;
        }
        let since = (history.age - history.last).max(0.0);
        let silence = self.shape(history) * (since / (self.alpha + history.last)).ln_1p();
        let alive: f64 = self.phases(history).sum();
        let odds = self.a.ln() - gone.ln() + silence - alive.ln();
        if odds > 0.0 { (-odds).exp() / (1.0 + (-odds).exp()) } else { 1.0 / (1.0 + odds.exp()) }
    }

    /// Expected purchase occasions in the next `weeks`.
    #[must_use]
    pub fn expected(&self, history: History, weeks: f64) -> f64 {
        self.p_alive(history) * self.expected_alive(history, weeks)
    }

    /// The same for somebody who is known to be here. Without regularity it does not depend on when they came last.
    #[must_use]
    pub fn expected_alive(&self, history: History, weeks: f64) -> f64 {
        if weeks <= 0.0 {
            return 0.0;
        }
        let span = self.alpha + history.age;
        let (shape, z) = (self.shape(history), weeks / (span + weeks));
        let remains = span / (span + weeks);
        if self.model == Model::Nbd {
            return shape * weeks / span;
        }
        let stayed = self.stayed(history);
        if self.model.erlang() == 1 {
            let top = self.a + stayed - 1.0 - shape;
            let bottom = self.a + stayed - 1.0;
            let closed = top > CLOSED_TOP_MIN && bottom > 1e-9 && bottom < CLOSED_BOTTOM_MAX;
            let closed = closed.then(|| self.closed(top, bottom, z, remains)).flatten();
            return closed.unwrap_or_else(|| self.series(shape, stayed, 0, z, remains));
        }
        let (mut total, mut weights) = (0.0, 0.0);
        for (j, weight) in (0u32..).zip(self.phases(history)) {
            weights += weight;
            if weight > 0.0 {
                total += weight * self.series(shape + f64::from(j), stayed, j, z, remains);
            }
        }
        total / weights
    }

    /// −c(E + S + eES) with e = a−1, E = ((1−z)^e − 1)/e and S = Σ (top)_n (a)_{n−1} zⁿ / ((c)_n n!): no power of a
    /// large number and no division by a−1 that could be zero.
    fn closed(&self, top: f64, bottom: f64, z: f64, remains: f64) -> Option<f64> {
        let (e, ln) = (self.a - 1.0, remains.ln());
        let big = if e.abs() < 1e-300 { ln } else { (e * ln).exp_m1() / e };
        let mut term = top * z / bottom;
        let mut sum = 0.0;
        for n in 1..TERMS_MAX {
            sum += term;
            let n = f64::from(n);
            let factor = (top + n) * (self.a + n - 1.0) * z / ((bottom + n) * (n + 1.0));
            term *= factor;
            if term == 0.0 || (term.abs() < TINY * sum.abs() * (1.0 - factor.abs()) && factor.abs() < 1.0) {
                let found = -bottom * (big + sum + e * big * sum);
                return (found.is_finite() && found >= 0.0).then_some(found);
            }
        }
        None
    }

    /// Σ_m P(m beats) · E[purchases among them], every term positive. Beats are negative binomial; the n-th purchase
    /// needs to have stayed n−1 times. `heard` beats of the first purchase have passed already.
    fn series(&self, shape: f64, stayed: f64, heard: u32, z: f64, remains: f64) -> f64 {
        const BIG: f64 = 1e200;
        let k = self.model.erlang();
        // The chance of no beat may be too small for a float: it is carried as a logarithm.
        let (mut chance, mut scale) = (1.0, shape * remains.ln());
        let (mut purchases, mut stays, mut made) = (0.0, 1.0, 0.0);
        let (mut total, mut mass) = (0.0, 0.0);
        let mut towards = heard;
        for m in 0..TERMS_MAX {
            total += chance * purchases;
            mass += chance;
            let beat = f64::from(m);
            let factor = z * (shape + beat) / (beat + 1.0);
            let rest = chance * factor / ((1.0 - factor) * (1.0 - factor));
            if factor < 1.0 && rest * (purchases + 1.0) <= TINY * total {
                return (total * scale.exp()).max(0.0);
            }
            chance *= factor;
            towards += 1;
            if towards >= k {
                towards = 0;
                purchases += stays;
                stays *= (stayed + made) / (self.a + stayed + made);
                made += 1.0;
            }
            if chance > BIG {
                chance /= BIG;
                total /= BIG;
                mass /= BIG;
                scale += BIG.ln();
            }
        }
        // Nearly everything lies beyond the terms that were added.
        let seen = (mass * scale.exp()).clamp(0.0, 1.0);
        (total * scale.exp() + (1.0 - seen) * purchases).max(0.0)
    }

    /// The chance of at least one purchase in the next `weeks`.
    #[must_use]
    pub fn p_buy(&self, history: History, weeks: f64) -> f64 {
        if weeks <= 0.0 {
            return 0.0;
        }
        let (shape, span) = (self.shape(history), self.alpha + history.age);
        // ln of the share that the rate keeps of its scale.
        let ln_remains = -(weeks / span).ln_1p();
        let z = weeks / (span + weeks);
        let k = self.model.erlang();
        let (mut total, mut weights) = (0.0, 0.0);
        for (j, weight) in (0u32..).zip(self.phases(history)) {
            // Fewer than k − j beats: no purchase.
            let at = shape + f64::from(j);
            let mut chance = (at * ln_remains).exp();
            let mut none = 0.0;
            for m in 0..k - j {
                none += chance;
                chance *= z * (at + f64::from(m)) / f64::from(m + 1);
            }
            let some = if k - j == 1 { -(at * ln_remains).exp_m1() } else { 1.0 - none };
            total += weight * some.max(0.0);
            weights += weight;
        }
        (self.p_alive(history) * total / weights).clamp(0.0, 1.0)
    }

    /// Expected purchases of a new customer in their first `weeks` after the first one.
    #[must_use]
    pub fn unconditional(&self, weeks: f64) -> f64 {
        self.expected(History { repeats: 0.0, last: 0.0, age: 0.0 }, weeks)
    }
}
