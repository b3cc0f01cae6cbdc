//! Randomness by name: every customer, timeline and sale owns a stream derived from (seed, topic, a, b).
//!
//! Nothing depends on the order in which things are drawn, so a sale looks the same whether it is
//! reached by customer or by day.

use rand_distr::{Distribution, Exp1, Gamma};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// What a stream is drawn for; keeps the streams of one customer apart.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Topic {
    Kind = 1,
    Person = 2,
    Taste = 3,
    Timeline = 4,
    Sale = 5,
    Family = 6,
}

#[derive(Debug, Clone)]
pub(crate) struct Dice(Xoshiro256PlusPlus);

impl Dice {
    pub(crate) fn new(seed: u64, topic: Topic, a: u64, b: u64) -> Self {
        // Odd multipliers keep the four inputs apart; the generator's own seeding mixes the bits.
        let key = seed
            ^ (topic as u64).wrapping_mul(0xD1B5_4A32_D192_ED03)
            ^ a.wrapping_add(1).wrapping_mul(0x8CB9_2BA7_2F3D_8DD7)
            ^ b.wrapping_add(1).wrapping_mul(0xABC9_8388_FB8F_AC03).rotate_left(29);
        Self(Xoshiro256PlusPlus::seed_from_u64(key))
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A whole number in `0..bound`; 0 when `bound` is 0.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        let wide = (self.bits() >> 32) * u64::from(bound);
        (wide >> 32) as u32
    }

    /// A whole number in `low..=high`.
    pub(crate) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    pub(crate) fn chance(&mut self, per_thousand: u32) -> bool {
        self.below(1000) < per_thousand
    }

    /// A fraction in `[0, 1)`.
    pub(crate) fn unit(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1u64 << 53) as f64;
        (self.bits() >> 11) as f64 * STEP
    }

    /// Any item, all alike. The lists of this crate are never empty; an empty one gives `None`.
    pub(crate) fn any<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len() as u32) as usize)
    }

    /// An index below `count` that favours the small ones: half of the draws fall in the first quarter.
    pub(crate) fn skewed(&mut self, count: usize) -> usize {
        let x = self.unit();
        ((x * x * count as f64) as usize).min(count.saturating_sub(1))
    }

    /// The index of the part that a draw over the summed `weights` falls into.
    pub(crate) fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut rest = self.below(weights.iter().sum());
        for (index, &weight) in weights.iter().enumerate() {
            if rest < weight {
                return index;
            }
            rest -= weight;
        }
        weights.len().saturating_sub(1)
    }

    /// A gamma draw; a shape or scale that is not positive gives 0.
    pub(crate) fn gamma(&mut self, shape: f64, scale: f64) -> f64 {
        Gamma::new(shape, scale).map_or(0.0, |gamma| gamma.sample(&mut self.0))
    }

    pub(crate) fn sample(&mut self, gamma: &Gamma<f64>) -> f64 {
        gamma.sample(&mut self.0)
    }

    pub(crate) fn exponential(&mut self) -> f64 {
        Exp1.sample(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_repeatable_and_apart() {
        let first = |topic, a, b| Dice::new(7, topic, a, b).bits();
        assert_eq!(first(Topic::Sale, 3, 4), first(Topic::Sale, 3, 4), "one name, one stream");
        let mut seen = std::collections::HashSet::new();
        for a in 0..300 {
            for b in 0..300 {
                assert!(seen.insert(first(Topic::Sale, a, b)), "the streams of ({a}, {b}) and another meet");
            }
            assert!(seen.insert(first(Topic::Person, a, 0)), "two topics of {a} share a stream");
        }
    }

    #[test]
    fn draws_stay_inside_their_bounds() {
        let mut dice = Dice::new(1, Topic::Kind, 0, 0);
        assert_eq!(dice.below(0), 0, "an empty range gives 0");
        for _ in 0..10_000 {
            assert!(dice.below(7) < 7, "below is exclusive");
            assert!((3..=5).contains(&dice.between(3, 5)), "between is inclusive");
            assert!((0.0..1.0).contains(&dice.unit()), "unit is half-open");
            assert!(dice.skewed(10) < 10, "skewed stays in the list");
            assert!(dice.weighted(&[0, 5, 0]) == 1, "a zero weight is never drawn");
        }
    }
}
