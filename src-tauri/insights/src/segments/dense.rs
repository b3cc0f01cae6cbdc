//! What conditions ask of a history most often, one small value a row, as of a day. Equal to what the columns give;
//! brought up to date row by row after a change and made anew for another day.

use crate::columns::{Columns, Offset, RowIndex};
use crate::customers::{OwnRhythm, Status, until};
use crate::kpi::WindowDays;

/// No order. Lies beyond the last day there is.
pub(super) const NEVER: u16 = u16::MAX;

#[derive(Debug, Clone, Default)]
pub(super) struct Dense {
    pub(super) first: Vec<u16>,
    pub(super) last: Vec<u16>,
    /// Only while a rule asks.
    rhythm: Option<Vec<OwnRhythm>>,
}

impl Dense {
    pub(super) fn of(columns: &Columns, as_of: Offset, with_rhythm: bool) -> Self {
        let rows = columns.rows();
        let mut dense = Self {
            first: Vec::with_capacity(rows),
            last: Vec::with_capacity(rows),
            rhythm: with_rhythm.then(|| Vec::with_capacity(rows)),
        };
        let mut gaps = Vec::new();
        for (_, days) in columns.each_row() {
            let days = until(days, as_of);
            dense.first.push(days.first().copied().unwrap_or(NEVER));
            dense.last.push(days.last().copied().unwrap_or(NEVER));
            if let Some(rhythm) = &mut dense.rhythm {
                rhythm.push(OwnRhythm::of(days, &mut gaps));
            }
        }
        dense
    }

    pub(super) fn has_rhythm(&self) -> bool {
        self.rhythm.is_some()
    }

    pub(super) fn put(&mut self, columns: &Columns, row: RowIndex, as_of: Offset) {
        let rows = columns.rows();
        self.first.resize(rows.max(self.first.len()), NEVER);
        self.last.resize(rows.max(self.last.len()), NEVER);
        let days = until(columns.row_days(row), as_of);
        self.first[row.index()] = days.first().copied().unwrap_or(NEVER);
        self.last[row.index()] = days.last().copied().unwrap_or(NEVER);
        if let Some(rhythm) = &mut self.rhythm {
            rhythm.resize(rows.max(rhythm.len()), OwnRhythm::default());
            rhythm[row.index()] = OwnRhythm::of(days, &mut Vec::new());
        }
    }

    #[inline]
    pub(super) fn first(&self, row: u32) -> u16 {
        self.first.get(row as usize).copied().unwrap_or(NEVER)
    }
    #[inline]
    pub(super) fn last(&self, row: u32) -> u16 {
        self.last.get(row as usize).copied().unwrap_or(NEVER)
    }
    #[inline]
    pub(super) fn status(&self, row: u32, as_of: Offset, window: WindowDays) -> Status {
        let last = self.last(row);
        if last == NEVER {
            return Status::Lead;
        }
        let rhythm = self.rhythm.as_ref().and_then(|all| all.get(row as usize)).copied().unwrap_or_default();
        rhythm.status(u32::from(as_of.0.saturating_sub(last)), window)
    }

    pub(super) fn bytes(&self) -> usize {
        let rhythm = self.rhythm.as_ref().map_or(0, |all| all.len() * size_of::<OwnRhythm>());
        self.first.len() * 4 + rhythm
    }
}
