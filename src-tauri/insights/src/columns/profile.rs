//! What the whole history gives without a window or a period: sums over customers, kept current by every change.
//! So one function, `contrib`, adds or takes away one customer's share; a change is −1 with the old history and +1
//! with the new one.

use super::day_table::{DAYS, DayTable};
use std::collections::BTreeMap;

/// The "second order" of a customer with one. Lies far beyond the last day there is.
pub(crate) const NEVER: u16 = u16::MAX;
/// A second order within so many days of the first counts as an early return.
pub(crate) const EARLY_DAYS: u16 = 90;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Profile {
    /// With an order.
    pub(crate) customers: u32,
    /// With two or more.
    pub(crate) repeaters: u32,
    /// Days from first to last order, summed over the repeaters.
    pub(crate) lifespan_days: u64,
    /// Customers by day of their first order.
    pub(crate) first: DayTable<u32>,
    /// By day of the second order; those without one are under [`NEVER`].
    pub(crate) second: DayTable<u32>,
    pub(crate) last: DayTable<u32>,
    /// By day of the first order: those whose second came within [`EARLY_DAYS`].
    pub(crate) early: DayTable<u32>,
    /// Pairs of neighbouring orders by the days between them; entry 0 is no gap.
    pub(crate) gaps: DayTable<u32>,
    pub(crate) orders: OrderCounts,
}

impl Profile {
    /// `days` are the orders of one customer, sorted.
    #[inline]
    pub(crate) fn contrib(&mut self, days: &[u16], sign: i32) {
        let [first, rest @ ..] = days else { return };
        let second = rest.first().copied().unwrap_or(NEVER);
        let mut last = *first;
        for day in rest {
            change(&mut self.gaps[day.wrapping_sub(last)], sign);
            last = *day;
        }
        // Without a branch: what does not apply adds nothing.
        let given = |applies: bool| if applies { sign } else { 0 };
        change(&mut self.customers, sign);
        change(&mut self.repeaters, given(second != NEVER));
        change(&mut self.first[*first], sign);
        change(&mut self.second[second], sign);
        change(&mut self.last[last], sign);
        change(&mut self.early[*first], given(second - first <= EARLY_DAYS));
        self.orders.change(days.len() as u32, sign);
        let lifespan = i64::from(last - first) * i64::from(sign);
        self.lifespan_days = self.lifespan_days.wrapping_add_signed(lifespan);
    }
}

/// How often each number of orders occurs; exact for a customer with millions of orders too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OrderCounts {
    low: Vec<u32>,
    high: BTreeMap<u32, u32>,
}

impl Default for OrderCounts {
    fn default() -> Self {
        Self { low: vec![0; DAYS], high: BTreeMap::new() }
    }
}

impl OrderCounts {
    fn change(&mut self, orders: u32, sign: i32) {
        match self.low.get_mut(orders as usize) {
            Some(count) => change(count, sign),
            None => {
                let count = self.high.entry(orders).or_default();
                change(count, sign);
                if *count == 0 {
                    self.high.remove(&orders);
                }
            }
        }
    }

    /// The number of orders at a zero-based position of the ascending order.
    pub(crate) fn nth(&self, position: u32) -> Option<i64> {
        nth_of_counts(&self.low, position).or_else(|| {
            let mut passed: u64 = self.low.iter().map(|count| u64::from(*count)).sum();
            self.high.iter().find_map(|(orders, count)| {
                passed += u64::from(*count);
                (passed > u64::from(position)).then_some(i64::from(*orders))
            })
        })
    }
}

/// The value at a zero-based position of the ascending order, when `times[v]` says how often v occurs.
pub(crate) fn nth_of_counts(times: &[u32], position: u32) -> Option<i64> {
    let mut passed = 0u64;
    (0i64..).zip(times).find_map(|(value, count)| {
        passed += u64::from(*count);
        (passed > u64::from(position)).then_some(value)
    })
}

/// One customer more or less.
#[inline]
pub(crate) fn change(count: &mut u32, sign: i32) {
    *count = count.wrapping_add_signed(sign);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_orders_stay_exact_beyond_the_table() {
        let mut counts = OrderCounts::default();
        let orders = [1, 1, 2, 65_535, 65_536, 300_000, 300_000, 9_000_000];
        orders.iter().for_each(|n| counts.change(*n, 1));
        for (position, want) in (0u32..).zip(orders) {
            assert_eq!(counts.nth(position), Some(i64::from(want)), "position {position}");
        }
        assert_eq!(counts.nth(8), None, "beyond the last");
        orders.iter().for_each(|n| counts.change(*n, -1));
        assert_eq!(counts, OrderCounts::default(), "taken away again");
    }
}
