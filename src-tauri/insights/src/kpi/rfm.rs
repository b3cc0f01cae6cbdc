//! Recency, frequency, money: five scores each by rank, tie-safe: equal customers get equal scores.
//! Score = 1 + ⌊5·(RANK − 1)/N⌋ with RANK the minimum rank, ascending in goodness.

use crate::columns::RowIndex;
use serde::{Deserialize, Serialize};

/// Three scores of 1..=5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Score {
    pub r: u8,
    pub f: u8,
    pub m: u8,
}

/// What the scores of recency and frequency mean together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
#[ts(rename = "RfmSegment")]
pub enum Segment {
    Champions,
    Loyal,
    PotentialLoyalist,
    New,
    Promising,
    NeedAttention,
    AboutToSleep,
    CantLose,
    AtRisk,
    Hibernating,
    Lost,
}

impl Segment {
    pub const ALL: [Self; 11] = [
        Self::Champions,
        Self::Loyal,
        Self::PotentialLoyalist,
        Self::New,
        Self::Promising,
        Self::NeedAttention,
        Self::AboutToSleep,
        Self::CantLose,
        Self::AtRisk,
        Self::Hibernating,
        Self::Lost,
    ];

    /// The name the reports use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Champions => "champions",
            Self::Loyal => "loyal",
            Self::PotentialLoyalist => "potential_loyalist",
            Self::New => "new",
            Self::Promising => "promising",
            Self::NeedAttention => "need_attention",
            Self::AboutToSleep => "about_to_sleep",
            Self::CantLose => "cant_lose",
            Self::AtRisk => "at_risk",
            Self::Hibernating => "hibernating",
            Self::Lost => "lost",
        }
    }

    /// Evaluated in this order; every pair of scores has a segment.
    #[must_use]
    pub const fn of(r: u8, f: u8) -> Self {
        match (r, f) {
            (5.., 4..) => Self::Champions,
            (3.., 4..) => Self::Loyal,
            (4.., 2..=3) => Self::PotentialLoyalist,
            (5.., _) => Self::New,
            (4, _) => Self::Promising,
            (3, 3) => Self::NeedAttention,
            (3, _) => Self::AboutToSleep,
            (_, 5..) => Self::CantLose,
            (_, 3 | 4) => Self::AtRisk,
            (2, _) => Self::Hibernating,
            _ => Self::Lost,
        }
    }
}

/// How a value becomes a score: the largest value still scoring 1, 2, 3, 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cuts([i64; 4]);

impl Cuts {
    /// A value scores above s when at least ⌈s·N/5⌉ values are smaller, that is when it exceeds that order statistic.
    pub(crate) fn of(n: u32, value_at: impl Fn(u32) -> Option<i64>) -> Self {
        let position =
            |s: u64| u32::try_from((s * u64::from(n)).div_ceil(5).saturating_sub(1)).unwrap_or(u32::MAX);
        Self([1, 2, 3, 4].map(|s| value_at(position(s)).unwrap_or(i64::MAX)))
    }
    /// From those four order statistics.
    pub(crate) fn at(quintiles: Option<[i64; 4]>) -> Self {
        Self(quintiles.unwrap_or([i64::MAX; 4]))
    }
    #[inline]
    pub(crate) fn score(self, value: i64) -> u8 {
        self.0.iter().map(|cut| u8::from(value > *cut)).sum::<u8>() + 1
    }
    /// Scores of the values 0, 1, … `len` − 1.
    pub(crate) fn table(self, len: usize) -> Vec<u8> {
        (0i64..).take(len).map(|value| self.score(value)).collect()
    }
}

/// How many customers have each score, each pair of scores, and each segment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Spread {
    /// Scores 1..=5.
    pub recency: [u32; 5],
    pub frequency: [u32; 5],
    pub money: [u32; 5],
    /// `grid[r − 1][f − 1]`.
    pub grid: [[u32; 5]; 5],
    /// In the order of [`Segment::ALL`].
    pub segments: [u32; 11],
}

/// The scores of every customer with an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rfm {
    /// By row, three bits a score; 0 without an order.
    packed: Vec<u16>,
    spread: Spread,
}

impl Rfm {
    /// From the scores of every row, absent for a customer without an order.
    pub(crate) fn of(rows: impl Iterator<Item = Option<Score>>) -> Self {
        let mut cells = [0u32; 512];
        let mut counted = |score: Option<Score>| {
            let cell = score.map_or(0, pack);
            cells[usize::from(cell & 511)] += 1;
            cell
        };
        let packed = rows.map(&mut counted).collect();
        let mut spread = Spread::default();
        for (cell, count) in (0u16..).zip(cells) {
            let Some(score) = unpack(cell) else { continue };
            let [r, f, m] = [score.r, score.f, score.m].map(|s| usize::from(s) - 1);
            spread.recency[r] += count;
            spread.frequency[f] += count;
            spread.money[m] += count;
            spread.grid[r][f] += count;
            spread.segments[Segment::of(score.r, score.f) as usize] += count;
        }
        Self { packed, spread }
    }

    #[must_use]
    pub fn spread(&self) -> Spread {
        self.spread
    }

    /// `None` for a customer without an order.
    #[must_use]
    pub fn score(&self, row: RowIndex) -> Option<Score> {
        self.packed.get(row.index()).copied().and_then(unpack)
    }
    #[must_use]
    pub fn segment(&self, row: RowIndex) -> Option<Segment> {
        self.score(row).map(|s| Segment::of(s.r, s.f))
    }
}

fn pack(score: Score) -> u16 {
    u16::from(score.r) | u16::from(score.f) << 3 | u16::from(score.m) << 6
}

fn unpack(cell: u16) -> Option<Score> {
    let part = |shift: u32| u8::try_from((cell >> shift) & 7).ok().filter(|s| (1..=5).contains(s));
    Some(Score { r: part(0)?, f: part(3)?, m: part(6)? })
}
