//! Prices of their time: five years ago the same basket cost about two fifths of today's.

use super::{PRICE_STEP_RIAL, Product};

/// Growth of prices in a Jalali month, in thousandths (1.6 % a month, about 21 % a year).
const MONTHLY_GROWTH_PER_MILLE: i64 = 16;

/// Price of every product in every month of the history, in rial.
#[derive(Debug, Clone)]
pub(crate) struct Prices {
    rial: Vec<i64>,
    products: usize,
}

impl Prices {
    /// `months` counts the Jalali months touched by the history; the last one has today's prices.
    pub(crate) fn new(products: &[Product], months: usize) -> Self {
        let mut level_ppm = vec![1_000_000_i64; months];
        for month in (0..months.saturating_sub(1)).rev() {
            level_ppm[month] = level_ppm[month + 1] * 1000 / (1000 + MONTHLY_GROWTH_PER_MILLE);
        }
        let rial = level_ppm
            .iter()
            .flat_map(|level| products.iter().map(move |product| at_level(product.price.get(), *level)))
            .collect();
        Self { rial, products: products.len() }
    }

    pub(crate) fn rial(&self, month: u8, product: u32) -> i64 {
        self.rial.get(usize::from(month) * self.products + product as usize).copied().unwrap_or(0)
    }
}

/// Rounded to a thousand toman, never free.
fn at_level(today_rial: i64, level_ppm: i64) -> i64 {
    let exact = today_rial * level_ppm / 1_000_000;
    ((exact + PRICE_STEP_RIAL / 2) / PRICE_STEP_RIAL).max(1) * PRICE_STEP_RIAL
}
