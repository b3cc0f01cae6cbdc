//! All that a condition may look at, and what it reads there of one row. A full evaluation, the bits of one person and
//! the explanation read the same functions, so they cannot disagree.

use super::attributes::Attributes;
use super::dense::{Dense, NEVER};
use super::forecasts::Forecasts;
use super::goods::Lines;
use crate::columns::{Columns, DAY_MAX, DAY_MIN, Offset, RowIndex};
use crate::customers::until;
use crate::kpi::{Rfm, Scope};
use bazgasht_domain::segment::DayRange;

pub(super) struct Known<'a> {
    pub(super) columns: &'a Columns,
    pub(super) dense: &'a Dense,
    pub(super) attributes: &'a Attributes,
    /// `None` until a rule asks for goods.
    pub(super) goods: Option<&'a Lines>,
    pub(super) forecasts: Option<&'a Forecasts>,
    /// `None` until a rule asks for scores.
    pub(super) rfm: Option<&'a Rfm>,
    pub(super) scope: Scope,
    pub(super) as_of: Offset,
    /// No order lies after the as-of day.
    pub(super) is_whole: bool,
}

/// Days as the columns store them, both ends included; empty when `hi` lies below `lo`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Over {
    pub(super) lo: u16,
    pub(super) hi: u16,
}

impl Over {
    pub(super) fn of(range: DayRange) -> Self {
        if range.to < DAY_MIN || range.from > DAY_MAX || range.to < range.from {
            return Self { lo: 1, hi: 0 };
        }
        Self { lo: Offset::clamp(range.from).0, hi: Offset::clamp(range.to).0 }
    }
    /// [`NEVER`] lies in no range.
    #[inline]
    pub(super) fn contains(self, day: u16) -> bool {
        day >= self.lo && day <= self.hi && day != NEVER
    }
}

/// How much of a history lies in some days.
enum Part {
    None,
    All,
    /// These places of the row's days.
    Some(usize, usize),
}

impl Known<'_> {
    /// The orders up to the as-of day.
    #[inline]
    fn days(&self, row: u32) -> &[u16] {
        let days = self.columns.row_days(RowIndex(row));
        if self.is_whole { days } else { until(days, self.as_of) }
    }

    /// Most people are told by their first and last day alone.
    #[inline]
    fn part(&self, row: u32, over: Over) -> Part {
        let (first, last) = (self.dense.first(row), self.dense.last(row));
        if last == NEVER || last < over.lo || first > over.hi {
            return Part::None;
        }
        if first >= over.lo && last <= over.hi {
            return Part::All;
        }
        let days = self.days(row);
        let end = if last <= over.hi { days.len() } else { days.partition_point(|day| *day <= over.hi) };
        // Mostly the newest few are wanted.
        let start = end - days[..end].iter().rev().take_while(|day| **day >= over.lo).count();
        Part::Some(start, end)
    }

    /// Every order there is.
    pub(super) fn is_ever(&self, over: Over) -> bool {
        self.is_whole && over.lo == 0 && over.hi >= self.as_of.0
    }

    #[inline]
    pub(super) fn orders_ever(&self, row: u32) -> i64 {
        i64::from(self.columns.slot(RowIndex(row)).len)
    }

    #[inline]
    pub(super) fn orders(&self, row: u32, over: Over) -> i64 {
        match self.part(row, over) {
            Part::None => 0,
            Part::All if self.is_whole => i64::from(self.columns.slot(RowIndex(row)).len),
            Part::All => i64::try_from(self.days(row).len()).unwrap_or(i64::MAX),
            Part::Some(start, end) => i64::try_from(end - start).unwrap_or(i64::MAX),
        }
    }

    #[inline]
    pub(super) fn net(&self, row: u32, over: Over) -> i64 {
        let nets = || self.columns.row_nets(RowIndex(row));
        match self.part(row, over) {
            Part::None => 0,
            Part::All if self.is_whole => self.columns.row_total(RowIndex(row)),
            Part::All => nets()[..self.days(row).len()].iter().sum(),
            Part::Some(start, end) => nets()[start..end].iter().sum(),
        }
    }

    /// Days with an order.
    pub(super) fn visits(&self, row: u32, over: Over) -> i64 {
        let days = match self.part(row, over) {
            Part::None => &[],
            Part::All => self.days(row),
            Part::Some(start, end) => &self.days(row)[start..end],
        };
        let changes = days.windows(2).filter(|pair| pair[0] != pair[1]).count();
        i64::try_from(changes + usize::from(!days.is_empty())).unwrap_or(i64::MAX)
    }

    /// Net per order, rounded down; `None` without an order.
    pub(super) fn basket(&self, row: u32, over: Over) -> Option<i64> {
        let orders = self.orders(row, over);
        (orders > 0).then(|| self.net(row, over).div_euclid(orders))
    }

    pub(super) fn has_bought(&self, row: u32) -> bool {
        self.dense.last(row) != NEVER
    }
}
