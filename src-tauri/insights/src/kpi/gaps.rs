//! Days between one purchase occasion of a customer and the next. Two orders on one day are one occasion.

use super::span::WindowDays;
use crate::columns::profile::Profile;
use crate::columns::{Columns, Offset};
use bazgasht_domain::calendar::ShopDay;
use serde::Serialize;

/// Fewer gaps than this say nothing about the shop's rhythm.
pub const FEW_GAPS: u32 = 30;

/// How many gaps, and their percentiles with linear interpolation (absent without a gap).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ts_rs::TS)]
pub struct GapDays {
    pub n: u32,
    pub p50: Option<f64>,
    pub p80: Option<f64>,
    pub p90: Option<f64>,
}

impl GapDays {
    /// From how often each gap occurs; index 0 (same day) is not a gap.
    #[must_use]
    pub fn of(times: &[u32]) -> Self {
        let n = times.iter().skip(1).sum();
        let at = |percent| percentile(times, n, percent);
        Self { n, p50: at(50), p80: at(80), p90: at(90) }
    }

    /// The suggestion for W: p90 within 30..=365 days, 90 days when there are too few gaps.
    #[must_use]
    pub fn suggested_window(&self) -> WindowDays {
        let p90 = self.p90.filter(|_| self.n >= FEW_GAPS);
        p90.and_then(|days| WindowDays::new(days.round().clamp(30.0, 365.0) as u32).ok())
            .unwrap_or(WindowDays::DEFAULT)
    }

    /// The suggestion in days.
    #[must_use]
    pub fn suggested_window_days(&self) -> u16 {
        self.suggested_window().get()
    }
}

/// The gaps of the whole history up to a day.
#[must_use]
pub fn gap_days(columns: &Columns, as_of: ShopDay) -> GapDays {
    let as_of = Offset::clamp(as_of);
    if columns.ends_by(as_of) {
        return GapDays::of(columns.profile().gaps.entries());
    }
    let mut profile = Profile::default();
    for (_, days) in columns.each_row() {
        profile.contrib(&days[..days.partition_point(|d| *d <= as_of.0)], 1);
    }
    GapDays::of(profile.gaps.entries())
}

/// The value at position (n − 1)·percent/100 of the sorted gaps, between neighbours linearly.
fn percentile(times: &[u32], n: u32, percent: u64) -> Option<f64> {
    let hundredths = u64::from(n.checked_sub(1)?) * percent;
    let low = nth(times, hundredths / 100)?;
    let part = hundredths % 100;
    let high = if part == 0 { low } else { nth(times, hundredths / 100 + 1)? };
    Some(f64::from(low) + f64::from(high - low) * part as f64 / 100.0)
}

/// The gap at a zero-based position of the sorted gaps.
fn nth(times: &[u32], position: u64) -> Option<u32> {
    let mut passed = 0u64;
    (0u32..).zip(times).skip(1).find_map(|(days, count)| {
        passed += u64::from(*count);
        (passed > position).then_some(days)
    })
}
