//! How many days pass between two purchases: the gaps in bins that a plot can show, the rare long ones together.

use crate::columns::profile::Profile;
use crate::columns::{Columns, Offset};
use crate::kpi::GapDays;
use bazgasht_domain::calendar::ShopDay;

/// Widths that people read easily: days, weeks, months.
const WIDTHS: [u16; 7] = [1, 2, 5, 7, 10, 15, 30];
/// Bins before the last one.
const BINS_MAX: u16 = 24;

/// Gaps of `from` to `to` days; without a last day: of `from` days and more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GapBin {
    pub from_days: u16,
    pub to_days: Option<u16>,
    pub gaps: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct GapSpread {
    pub days: GapDays,
    /// Adjoining, from one day on; empty without a gap.
    pub bins: Vec<GapBin>,
}

impl GapSpread {
    pub(super) fn of(columns: &Columns, as_of: ShopDay, days: GapDays) -> Self {
        let at = Offset::clamp(as_of);
        if columns.ends_by(at) {
            return Self { days, bins: bins(columns.profile().gaps.entries()) };
        }
        let mut profile = Profile::default();
        for (_, all) in columns.each_row() {
            profile.contrib(&all[..all.partition_point(|day| *day <= at.0)], 1);
        }
        Self { days, bins: bins(profile.gaps.entries()) }
    }
}

/// `times[g]` says how often a gap of g days occurs; entry 0 is no gap.
fn bins(times: &[u32]) -> Vec<GapBin> {
    let all: u64 = times.iter().skip(1).map(|count| u64::from(*count)).sum();
    if all == 0 {
        return Vec::new();
    }
    let long = times
        .iter()
        .rposition(|count| *count > 0)
        .and_then(|day| u16::try_from(day).ok())
        .unwrap_or(u16::MAX);
    // Nineteen of twenty gaps are worth a bin of their own.
    let mut passed = 0u64;
    let usual = times.iter().skip(1).position(|count| {
        passed += u64::from(*count);
        passed * 20 >= all * 19
    });
    let usual = usual.and_then(|place| u16::try_from(place + 1).ok()).unwrap_or(long);
    let fits = |width: &&u16| usual.div_ceil(**width) <= BINS_MAX;
    let width = WIDTHS.iter().find(fits).copied().unwrap_or_else(|| usual.div_ceil(BINS_MAX));
    let count =
        |from: u16, to: u16| times[usize::from(from)..=usize::from(to).min(times.len() - 1)].iter().sum();
    let mut bins: Vec<GapBin> = (0..usual.div_ceil(width))
        .map(|bin| (bin * width + 1, (bin + 1) * width))
        .map(|(from, to)| GapBin { from_days: from, to_days: Some(to), gaps: count(from, to) })
        .collect();
    let rest = usual.div_ceil(width) * width + 1;
    if long >= rest {
        bins.push(GapBin { from_days: rest, to_days: None, gaps: count(rest, long) });
    }
    bins
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_gap_is_in_one_bin(gaps in prop::collection::vec(1usize..900, 0..200)) {
            let mut times = vec![0u32; 1_000];
            gaps.iter().for_each(|gap| times[*gap] += 1);
            let bins = bins(&times);
            prop_assert_eq!(bins.iter().map(|bin| bin.gaps as usize).sum::<usize>(), gaps.len(), "none is lost");
            prop_assert!(bins.len() <= usize::from(BINS_MAX) + 1, "few enough to plot");
            for pair in bins.windows(2) {
                prop_assert_eq!(pair[0].to_days.map(|day| day + 1), Some(pair[1].from_days), "they adjoin");
            }
            for bin in &bins {
                let inside = |gap: &&usize| **gap >= usize::from(bin.from_days) && bin.to_days.is_none_or(|to| **gap <= usize::from(to));
                prop_assert_eq!(gaps.iter().filter(inside).count(), bin.gaps as usize, "its own");
            }
        }
    }
}
