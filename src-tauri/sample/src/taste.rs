//! What a customer's baskets have in common: a few staples, a usual size, a part of the day, a way to pay.

use crate::catalog::Catalog;
use crate::dice::{Dice, Topic};
use crate::kind::Kind;

#[derive(Debug, Clone)]
pub(crate) struct Taste {
    pub(crate) kind: Kind,
    pub(crate) staples: [u32; 4],
    /// Added to the number of lines drawn for a basket.
    pub(crate) extra_lines: u32,
    /// Of a thousand visits, how many are in the morning.
    pub(crate) morning_per_mille: u32,
    /// Of a thousand baskets, how many get a discount, and how many are bought on account.
    pub(crate) discount_per_mille: u32,
    pub(crate) credit_per_mille: u32,
}

impl Taste {
    pub(crate) fn of(seed: u64, customer: u32, kind: Kind, catalog: &Catalog) -> Self {
        let mut dice = Dice::new(seed, Topic::Taste, u64::from(customer), 0);
        let staples = std::array::from_fn(|_| catalog.popular(&mut dice));
        let hunger = dice.weighted(&[45, 30, 17, 8]) as u32;
        let (extra_lines, discount_per_mille, credit_per_mille) = match kind {
            Kind::Vip => (2 + hunger, 260, 40),
            Kind::Business => (hunger, 220, 380),
            Kind::Colleague => (0, 60, 520),
            Kind::Anonymous | Kind::Passerby => (0, 40, 0),
            Kind::Prospect | Kind::Household => (hunger, 90, 35),
        };
        let morning_per_mille = [820, 380, 120][dice.weighted(&[25, 45, 30])];
        Self { kind, staples, extra_lines, morning_per_mille, discount_per_mille, credit_per_mille }
    }
}
