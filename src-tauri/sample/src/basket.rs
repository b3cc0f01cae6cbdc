//! One basket: distinct products, whole units, the prices of its month, a discount in thousand-toman steps.
//!
//! Drawn into a fixed array, so that amounts can be had by the million without an allocation.

use crate::catalog::{Catalog, PRICE_STEP_RIAL, Prices};
use crate::dice::Dice;
use crate::kind::Kind;
use crate::season::Day;
use crate::taste::Taste;

/// The longest receipt.
const LINES_MAX: usize = 16;
/// Above this nobody takes two: half a million toman.
const DEAR_RIAL: i64 = 5_000_000;

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct BasketLine {
    pub(crate) product: u32,
    pub(crate) quantity: u32,
    pub(crate) unit_rial: i64,
    pub(crate) discount_rial: i64,
}

impl BasketLine {
    pub(crate) fn gross_rial(&self) -> i64 {
        self.unit_rial * i64::from(self.quantity)
    }
    pub(crate) fn net_rial(&self) -> i64 {
        self.gross_rial() - self.discount_rial
    }
    /// What `quantity` units of this line are worth after the discount, in rial.
    pub(crate) fn net_rial_of(&self, quantity: u32) -> i64 {
        self.net_rial() * i64::from(quantity) / i64::from(self.quantity.max(1))
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Basket {
    lines: [BasketLine; LINES_MAX],
    count: usize,
}

impl Basket {
    pub(crate) fn draw(dice: &mut Dice, taste: &Taste, catalog: &Catalog, prices: &Prices, day: Day) -> Self {
        const LINE_COUNT: [u32; 9] = [25, 22, 18, 13, 9, 6, 4, 2, 1];
        let wanted = 1 + dice.weighted(&LINE_COUNT) + taste.extra_lines as usize;
        let mut basket = Self { lines: [BasketLine::default(); LINES_MAX], count: 0 };
        for _ in 0..wanted.min(LINES_MAX) {
            let product = basket.reach_for(dice, taste, catalog, day);
            if basket.lines().iter().all(|line| line.product != product) {
                let unit_rial = prices.rial(day.month, product);
                let quantity = quantity(dice, taste.kind, unit_rial);
                basket.lines[basket.count] = BasketLine { product, quantity, unit_rial, discount_rial: 0 };
                basket.count += 1;
            }
        }
        if dice.chance(taste.discount_per_mille) {
            let percent = [5, 10, 15][dice.weighted(&[55, 35, 10])];
            basket.discount(percent);
        }
        basket
    }

    pub(crate) fn lines(&self) -> &[BasketLine] {
        &self.lines[..self.count]
    }

    pub(crate) fn net_rial(&self) -> i64 {
        self.lines().iter().map(BasketLine::net_rial).sum()
    }

    pub(crate) fn gross_rial(&self) -> i64 {
        self.lines().iter().map(BasketLine::gross_rial).sum()
    }

    fn reach_for(&self, dice: &mut Dice, taste: &Taste, catalog: &Catalog, day: Day) -> u32 {
        match (dice.weighted(&[38, 14, 16, 32]), self.lines().last()) {
            (0, _) if taste.kind != Kind::Anonymous => taste.staples[dice.skewed(taste.staples.len())],
            (1, Some(line)) => catalog.companion(line.product, dice),
            (2, _) => catalog.festive(day.festivity, dice),
            _ => catalog.popular(dice),
        }
    }

    fn discount(&mut self, percent: i64) {
        for line in &mut self.lines[..self.count] {
            line.discount_rial = line.gross_rial() * percent / 100 / PRICE_STEP_RIAL * PRICE_STEP_RIAL;
        }
    }
}

fn quantity(dice: &mut Dice, kind: Kind, unit_rial: i64) -> u32 {
    match kind {
        Kind::Business if unit_rial < DEAR_RIAL => dice.between(2, 8),
        Kind::Business => dice.between(1, 3),
        _ if unit_rial >= DEAR_RIAL => 1,
        _ => 1 + dice.weighted(&[78, 17, 5]) as u32,
    }
}
