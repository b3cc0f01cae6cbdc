//! Orders and net per day. A range sum never looks at customers: it adds the days of the range.

use super::{ColumnsError, DayTable, Offset};
use bazgasht_domain::{calendar::ShopDay, money::Rial};
use serde::Serialize;

/// Orders and their net, of one kind of sale over some days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Turnover {
    pub orders: u32,
    pub revenue_rial: Rial,
}

/// One counter and one sum per day.
#[derive(Debug, Clone, Default)]
pub struct DayTotals {
    orders: DayTable<u32>,
    nets: DayTable<i64>,
    /// The first and the last day with an order.
    reach: Option<(u16, u16)>,
    /// Σ|net| of this kind alone, so that a range sum cannot overflow.
    magnitude: u64,
}

impl DayTotals {
    pub(super) fn add(&mut self, at: Offset, net: i64) -> Result<(), ColumnsError> {
        self.magnitude = grown(self.magnitude, net)?;
        self.orders[at.0] += 1;
        self.nets[at.0] += net;
        self.reach = Some(self.reach.map_or((at.0, at.0), |(lo, hi)| (lo.min(at.0), hi.max(at.0))));
        Ok(())
    }

    /// False, and nothing done, when the day holds no order.
    pub(super) fn remove(&mut self, at: Offset, net: i64) -> bool {
        let held = self.orders[at.0] > 0 && self.magnitude >= net.unsigned_abs();
        if held {
            self.orders[at.0] -= 1;
            self.nets[at.0] -= net;
            self.magnitude -= net.unsigned_abs();
            self.tighten();
        }
        held
    }

    /// Brings the reach back to days that hold an order; each day is passed once for each time it was reached.
    fn tighten(&mut self) {
        while let Some((lo, hi)) = self.reach {
            match (self.orders[lo] > 0, self.orders[hi] > 0) {
                (true, true) => return,
                _ if lo == hi => self.reach = None,
                (false, _) => self.reach = Some((lo + 1, hi)),
                (true, false) => self.reach = Some((lo, hi - 1)),
            }
        }
    }

    pub(super) fn magnitude(&self) -> u64 {
        self.magnitude
    }

    /// Orders and net of the closed range; nothing when `to < from`.
    #[must_use]
    pub fn over(&self, from: ShopDay, to: ShopDay) -> Turnover {
        let Some((lo, hi)) = self.reach else { return Turnover::default() };
        let first = lo.max(Offset::clamp(from).0);
        let last = hi.min(Offset::clamp(to).0);
        if to < from || last < first || to < Offset(lo).day() || from > Offset(hi).day() {
            return Turnover::default();
        }
        let range = usize::from(first)..=usize::from(last);
        let orders = self.orders.entries()[range.clone()].iter().sum();
        Turnover { orders, revenue_rial: Rial::new(self.nets.entries()[range].iter().sum()) }
    }

    #[must_use]
    pub fn first_day(&self) -> Option<ShopDay> {
        self.reach.map(|(lo, _)| Offset(lo).day())
    }
    #[must_use]
    pub fn last_day(&self) -> Option<ShopDay> {
        self.reach.map(|(_, hi)| Offset(hi).day())
    }

    /// No order lies after this day.
    pub(super) fn ends_by(&self, at: Offset) -> bool {
        self.reach.is_none_or(|(_, hi)| hi <= at.0)
    }
}

/// `magnitude + |net|`, refused where sums of that many amounts could overflow an i64.
pub(super) fn grown(magnitude: u64, net: i64) -> Result<u64, ColumnsError> {
    let sum = magnitude.checked_add(net.unsigned_abs()).filter(|m| *m <= i64::MAX.unsigned_abs());
    sum.ok_or(ColumnsError::TotalTooLarge)
}
