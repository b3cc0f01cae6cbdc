//! How a customer is doing against their own rhythm: days since the last purchase, over the median gap of their own
//! when they have at least three gaps, over the shop's window W when they do not. From 80 % due, from 100 % lapsed.

use crate::columns::{Columns, Offset, RowIndex};
use crate::kpi::Scope;
use serde::{Deserialize, Serialize};

/// Fewer gaps than this are not a rhythm of one's own.
const OWN_GAPS_MIN: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum RhythmStatus {
    /// No purchase yet.
    Lead,
    /// One purchase occasion, and not due by the window.
    New,
    /// Too few occasions for a rhythm of their own, and not due by the window.
    FewData,
    OnTime,
    Due,
    Lapsed,
}

impl RhythmStatus {
    pub const ALL: [Self; 6] = [Self::Lead, Self::New, Self::FewData, Self::OnTime, Self::Due, Self::Lapsed];
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, ts_rs::TS)]
pub struct Rhythm {
    pub status: RhythmStatus,
    /// Since the last purchase; absent for a lead.
    pub days_since: Option<u32>,
    /// Between purchase occasions; absent below three gaps.
    pub gap_days_median: Option<f64>,
    /// Purchase occasions.
    pub occasions: u32,
    /// What `days_since` is measured against: the own median gap, or W.
    pub due_days: Option<f64>,
}

/// The rhythm of one customer as of the scope's day.
#[must_use]
pub fn rhythm(columns: &Columns, row: RowIndex, scope: Scope) -> Rhythm {
    let as_of = Offset::clamp(scope.as_of);
    let days = columns.row_days(row);
    let days = &days[..days.partition_point(|d| *d <= as_of.0)];
    of_days(days, as_of, scope, &mut Vec::new())
}

fn of_days(days: &[u16], as_of: Offset, scope: Scope, gaps: &mut Vec<u16>) -> Rhythm {
    let Some(last) = days.last() else {
        let lead = RhythmStatus::Lead;
        return Rhythm {
            status: lead,
            days_since: None,
            gap_days_median: None,
            occasions: 0,
            due_days: None,
        };
    };
    gaps.clear();
    gaps.extend(days.windows(2).map(|pair| pair[1] - pair[0]).filter(|gap| *gap > 0));
    let since = u32::from(as_of.0 - last);
    let own = (gaps.len() >= OWN_GAPS_MIN).then(|| median_doubled(gaps));
    let window = u32::from(scope.window.get());
    let due_doubled = own.unwrap_or(2 * window);
    let status = if 2 * since >= due_doubled {
        RhythmStatus::Lapsed
    } else if 10 * since >= 4 * due_doubled {
        RhythmStatus::Due
    } else if own.is_some() {
        RhythmStatus::OnTime
    } else if gaps.is_empty() {
        RhythmStatus::New
    } else {
        RhythmStatus::FewData
    };
    Rhythm {
        status,
        days_since: Some(since),
        gap_days_median: own.map(|doubled| f64::from(doubled) / 2.0),
        occasions: u32::try_from(gaps.len() + 1).unwrap_or(u32::MAX),
        due_days: Some(f64::from(due_doubled) / 2.0),
    }
}

/// Twice the median, so that it is whole; of at least one gap.
fn median_doubled(gaps: &mut [u16]) -> u32 {
    let middle = gaps.len() / 2;
    let odd = gaps.len() % 2 == 1;
    let (below, upper, _) = gaps.select_nth_unstable(middle);
    let lower = if odd { *upper } else { below.iter().copied().max().unwrap_or(*upper) };
    u32::from(lower) + u32::from(*upper)
}

/// The status of every listed customer.
#[derive(Debug, Clone)]
pub struct Statuses {
    by_row: Vec<Option<RhythmStatus>>,
    counts: [u32; 6],
}

impl Statuses {
    /// `None` for a customer that lists do not show.
    #[must_use]
    pub fn of(&self, row: RowIndex) -> Option<RhythmStatus> {
        self.by_row.get(row.index()).copied().flatten()
    }
    #[must_use]
    pub fn count(&self, status: RhythmStatus) -> u32 {
        self.counts[status as usize]
    }
}

/// Statuses of everybody, in one pass; keep them until the columns or the day change.
#[must_use]
pub fn statuses(columns: &Columns, scope: Scope) -> Statuses {
    let as_of = Offset::clamp(scope.as_of);
    let mut gaps = Vec::new();
    let mut counts = [0; 6];
    let of_row = |(row, days): (RowIndex, &[u16])| {
        let status =
            of_days(&days[..days.partition_point(|d| *d <= as_of.0)], as_of, scope, &mut gaps).status;
        let shown = columns.is_listed(row).then_some(status);
        counts[status as usize] += u32::from(shown.is_some());
        shown
    };
    let by_row = columns.each_row().map(of_row).collect();
    Statuses { by_row, counts }
}
