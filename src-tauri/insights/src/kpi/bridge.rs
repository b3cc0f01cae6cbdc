//! The retention bridge: S − lapsed + reactivated + new = E, whatever the history.
//! S is who was active on the eve of the period, E who is active on its last day (or today, if that comes first).

use super::rate::{ratio, wilson95};
use serde::Serialize;

/// The bridge and the rates read off it, under the names the reports use.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ts_rs::TS)]
pub struct Bridge {
    /// Active at the start.
    #[serde(rename = "S")]
    #[ts(rename = "S")]
    pub start: u32,
    /// Active at the end.
    #[serde(rename = "E")]
    #[ts(rename = "E")]
    pub end: u32,
    /// Active at the end, first order within the period.
    pub new: u32,
    /// Active at both ends.
    pub kept: u32,
    pub lapsed: u32,
    /// Active at the end, not at the start, and not new.
    pub reactivated: u32,
    /// kept / S.
    pub crr: Option<f64>,
    /// (E − new) / S: what the usual formula says; counts the reactivated as kept, so it may exceed 1.
    pub crr_classic: Option<f64>,
    /// lapsed / S.
    pub churn: Option<f64>,
    /// Of `crr`; mirrored it is the interval of `churn`.
    pub wilson95: Option<[f64; 2]>,
    /// The shop's first order is at least W days before the period: otherwise S is too small and the rates mislead.
    pub history_sufficient: bool,
}

/// The counts a bridge is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BridgeCounts {
    pub start: u32,
    pub end: u32,
    pub kept: u32,
    pub new: u32,
}

impl Bridge {
    #[must_use]
    pub fn of(counts: BridgeCounts, history_sufficient: bool) -> Self {
        let BridgeCounts { start, end, kept, new } = counts;
        debug_assert!(kept <= start && kept + new <= end, "kept and new are disjoint parts");
        let base = f64::from(start);
        let lapsed = start - kept;
        Self {
            start,
            end,
            new,
            kept,
            lapsed,
            reactivated: end - kept - new,
            crr: ratio(f64::from(kept), base),
            crr_classic: ratio(f64::from(end - new), base),
            churn: ratio(f64::from(lapsed), base),
            wilson95: wilson95(kept, start),
            history_sufficient,
        }
    }
}
