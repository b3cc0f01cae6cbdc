//! The counts behind every figure of a frame, each a sum over customers. So one function, `contrib`, adds or takes away
//! what one customer's history gives; a change is −1 with the old history and +1 with the new one.

use super::frame::{Frame, Masks, NO_PERIOD};
use crate::columns::{DAYS, DayTable};
use std::collections::BTreeMap;

/// The "second order" of a customer with one.
pub(crate) const NEVER: u16 = u16::MAX;
/// A second order within so many days of the first counts as an early return.
pub(crate) const EARLY_DAYS: u16 = 90;

/// What a frame sees of one customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) first: u16,
    pub(crate) second: u16,
    pub(crate) last: u16,
    pub(crate) orders: u32,
    /// Bit j: active at edge j.
    pub(crate) active: u64,
    /// Bit j: ordered in period j.
    pub(crate) ordered: u64,
}

impl Seen {
    /// `None` without an order. `on_gap` gets the days between neighbours, 0 for orders on one day.
    #[inline]
    pub(crate) fn of(days: &[u16], masks: &Masks, mut on_gap: impl FnMut(u16)) -> Option<Self> {
        let (first, rest) = days.split_first()?;
        let (mut active, mut ordered) = (masks.active[*first], masks.ordered[*first]);
        let mut last = *first;
        for day in rest {
            active |= masks.active[*day];
            ordered |= masks.ordered[*day];
            on_gap(day.wrapping_sub(last));
            last = *day;
        }
        let second = rest.first().copied().unwrap_or(NEVER);
        Some(Self { first: *first, second, last, orders: days.len() as u32, active, ordered })
    }
}

/// How often each number of orders occurs; exact for a customer with millions of orders too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OrderCounts {
    low: Vec<u32>,
    high: BTreeMap<u32, u32>,
}

impl OrderCounts {
    fn change(&mut self, orders: u32, sign: i32) {
        match self.low.get_mut(orders as usize) {
            Some(count) => *count = count.wrapping_add_signed(sign),
            None => {
                let count = self.high.entry(orders).or_default();
                *count = count.wrapping_add_signed(sign);
                if *count == 0 {
                    self.high.remove(&orders);
                }
            }
        }
    }
    /// The number of orders at a zero-based position of the ascending order.
    pub(crate) fn nth(&self, position: u32) -> Option<i64> {
        let low: u32 = self.low.iter().sum();
        if position < low {
            return crate::kpi::rfm::nth_of_counts(&self.low, position);
        }
        let mut passed = u64::from(low);
        self.high.iter().find_map(|(orders, count)| {
            passed += u64::from(*count);
            (passed > u64::from(position)).then_some(i64::from(*orders))
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) customers: u32,
    /// By edge.
    pub(crate) active: [u32; 64],
    /// By period: active at both of its edges.
    pub(crate) kept: [u32; 64],
    /// By period: first order in it and active at its end.
    pub(crate) new_active: [u32; 64],
    /// By period: first and second order in it.
    pub(crate) twice: [u32; 64],
    /// By period of the first order (the last entry: before the frame), then by period: customers ordering.
    pub(crate) cells: Vec<[u32; 64]>,
    /// By day.
    pub(crate) first: DayTable<u32>,
    /// Customers without a second order are under [`NEVER`].
    pub(crate) second: DayTable<u32>,
    pub(crate) last: DayTable<u32>,
    /// By day of the first order: second order within [`EARLY_DAYS`].
    pub(crate) early: DayTable<u32>,
    /// By days between neighbouring orders; entry 0 is no gap.
    pub(crate) gaps: DayTable<u32>,
    pub(crate) orders: OrderCounts,
    pub(crate) repeaters: u32,
    /// Days from first to last order, summed over the repeaters.
    pub(crate) lifespan_days: u64,
}

impl Tally {
    pub(crate) fn new() -> Self {
        Self {
            customers: 0,
            active: [0; 64],
            kept: [0; 64],
            new_active: [0; 64],
            twice: [0; 64],
            cells: vec![[0; 64]; usize::from(NO_PERIOD) + 1],
            first: DayTable::default(),
            second: DayTable::default(),
            last: DayTable::default(),
            early: DayTable::default(),
            gaps: DayTable::default(),
            orders: OrderCounts { low: vec![0; DAYS], high: BTreeMap::new() },
            repeaters: 0,
            lifespan_days: 0,
        }
    }

    /// Adds (+1) or takes away (−1) what this history gives. `days` are all orders of the customer, sorted.
    pub(crate) fn contrib(&mut self, frame: &Frame, days: &[u16], sign: i32) {
        let gaps = &mut self.gaps;
        let count_gap = |gap: u16| change(&mut gaps[gap], sign);
        let Some(seen) = Seen::of(frame.until(days), frame.masks(), count_gap) else { return };
        self.contrib_days(frame, &seen, sign);
        for_bits(seen.active, |bit| change(&mut self.active[bit], sign));
        for_bits(kept_bits(&seen), |bit| change(&mut self.kept[bit], sign));
        let cohort = &mut self.cells[usize::from(frame.period(seen.first))];
        for_bits(seen.ordered, |bit| change(&mut cohort[bit], sign));
    }

    /// The part of a contribution that is the same in a full pass. Without a branch: what does not apply goes to an
    /// entry that nobody reads.
    #[inline]
    pub(super) fn contrib_days(&mut self, frame: &Frame, seen: &Seen, sign: i32) {
        let period = frame.period(seen.first);
        let given = |applies: bool| if applies { sign } else { 0 };
        change(&mut self.customers, sign);
        change(&mut self.first[seen.first], sign);
        change(&mut self.second[seen.second], sign);
        change(&mut self.last[seen.last], sign);
        self.orders.change(seen.orders, sign);
        // NEVER lies more than EARLY_DAYS after the last day there is, and in no period.
        change(&mut self.early[seen.first], given(seen.second - seen.first <= EARLY_DAYS));
        change(&mut self.repeaters, given(seen.second != NEVER));
        change(&mut self.twice[usize::from(period)], given(period == frame.period(seen.second)));
        let active_at_end = seen.active >> ((period + 1) & 63) & 1 == 1;
        change(&mut self.new_active[usize::from(period)], given(active_at_end));
        let lifespan = i64::from(seen.last - seen.first) * i64::from(sign);
        self.lifespan_days = self.lifespan_days.wrapping_add_signed(lifespan);
    }
}

/// Bit j: active at edges j and j + 1.
#[inline]
pub(super) fn kept_bits(seen: &Seen) -> u64 {
    seen.active & seen.active >> 1
}

#[inline]
fn change(count: &mut u32, sign: i32) {
    *count = count.wrapping_add_signed(sign);
}

fn for_bits(mut word: u64, mut take: impl FnMut(usize)) {
    while word != 0 {
        take(word.trailing_zeros() as usize);
        word &= word - 1;
    }
}
