//! A share of counted things, with its Wilson interval. k ≤ n always.

use serde::Serialize;

/// The 0.975 quantile of the standard normal distribution.
pub const Z_95: f64 = 1.959_963_984_540_054;
/// Below this base a rate is shown as counts and interval only.
pub const FEW: u32 = 30;

/// k of n. `value` and `wilson95` are absent when n = 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ts_rs::TS)]
pub struct Rate {
    pub k: u32,
    pub n: u32,
    pub value: Option<f64>,
    pub wilson95: Option<[f64; 2]>,
}

impl Rate {
    #[must_use]
    pub fn of(k: u32, n: u32) -> Self {
        debug_assert!(k <= n, "{k} of {n} is not a share");
        Self { k, n, value: ratio(f64::from(k), f64::from(n)), wilson95: wilson95(k, n) }
    }
    /// Too few for a bare percentage.
    #[must_use]
    pub fn is_few(self) -> bool {
        self.n < FEW
    }
}

/// `a / b`, absent when b is zero.
#[must_use]
pub fn ratio(a: f64, b: f64) -> Option<f64> {
    (b != 0.0).then(|| a / b)
}

/// Wilson's score interval at 95 % (Wilson 1927), within [0, 1]; absent when n = 0.
#[must_use]
pub fn wilson95(k: u32, n: u32) -> Option<[f64; 2]> {
    if n == 0 {
        return None;
    }
    let (n, z2) = (f64::from(n), Z_95 * Z_95);
    let p = f64::from(k) / n;
    let stretch = 1.0 + z2 / n;
    let centre = (p + z2 / (2.0 * n)) / stretch;
    let half = Z_95 * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt() / stretch;
    Some([(centre - half).max(0.0), (centre + half).min(1.0)])
}
