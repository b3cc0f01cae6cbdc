//! The definitions read off the page, one loop each, with no thought for speed: what the crate must agree with.

use bazgasht_domain::calendar::ShopDay;
use bazgasht_insights::columns::Purchase;
use bazgasht_insights::kpi::{Score, Span};
use std::collections::BTreeMap;

/// Orders by customer, oldest first, up to the as-of day.
pub struct History(pub BTreeMap<i64, Vec<(i32, i64)>>);

#[derive(Debug, PartialEq, Eq)]
pub struct Period {
    pub orders: usize,
    pub revenue: i64,
    pub ordering: usize,
    pub new_customers: usize,
    pub returning: usize,
    pub rpr: (usize, usize),
    pub start: usize,
    pub end: usize,
    pub kept: usize,
    pub new: usize,
    pub lapsed: usize,
    pub reactivated: usize,
    pub history_sufficient: bool,
}

impl History {
    pub fn of(purchases: &[Purchase], as_of: ShopDay) -> Self {
        let mut by_customer: BTreeMap<i64, Vec<(i32, i64)>> = BTreeMap::new();
        for p in purchases.iter().filter(|p| p.day <= as_of) {
            by_customer.entry(p.customer.get()).or_default().push((p.day.get(), p.net.get()));
        }
        by_customer.values_mut().for_each(|orders| orders.sort_unstable());
        Self(by_customer)
    }

    fn active(&self, customer: i64, day: i32, window: i32) -> bool {
        self.0[&customer].iter().any(|(d, _)| *d > day - window && *d <= day)
    }

    pub fn sets(&self, span: Span, as_of: ShopDay, window: i32) -> BTreeMap<&'static str, Vec<i64>> {
        let (a, b) = (span.from().get() - 1, span.to().min(as_of).get());
        let mut sets: BTreeMap<&'static str, Vec<i64>> = BTreeMap::new();
        for (id, orders) in &self.0 {
            let (start, end) = (self.active(*id, a, window), self.active(*id, b, window));
            let new = end && orders[0].0 > a;
            let ordering = orders.iter().any(|(d, _)| *d > a && *d <= b);
            let by_end = orders.iter().filter(|(d, _)| *d <= b).count();
            for (name, member) in [
                ("active_start", start),
                ("active_end", end),
                ("kept", start && end),
                ("lapsed", start && !end),
                ("new", new),
                ("reactivated", end && !start && !new),
                ("ordering", ordering),
                ("new_customers", orders[0].0 > a && orders[0].0 <= b),
                ("returning", ordering && by_end >= 2),
                ("customers", by_end >= 1),
                ("repeaters", by_end >= 2),
            ] {
                sets.entry(name).or_default().extend(member.then_some(*id));
            }
        }
        sets
    }

    pub fn period(&self, span: Span, as_of: ShopDay, window: i32) -> Period {
        let (a, b) = (span.from().get() - 1, span.to().min(as_of).get());
        let within: Vec<i64> =
            self.0.values().flatten().filter(|(d, _)| *d > a && *d <= b).map(|(_, net)| *net).collect();
        let sets = self.sets(span, as_of, window);
        let size = |name| sets.get(name).map_or(0, Vec::len);
        let first = self.0.values().map(|orders| orders[0].0).min();
        Period {
            orders: within.len(),
            revenue: within.iter().sum(),
            ordering: size("ordering"),
            new_customers: size("new_customers"),
            returning: size("returning"),
            rpr: (size("repeaters"), size("customers")),
            start: size("active_start"),
            end: size("active_end"),
            kept: size("kept"),
            new: size("new"),
            lapsed: size("lapsed"),
            reactivated: size("reactivated"),
            history_sufficient: first.is_some_and(|first| a - first + 1 >= window),
        }
    }

    pub fn matured(&self, as_of: ShopDay) -> (usize, usize) {
        let old: Vec<_> = self.0.values().filter(|o| as_of.get() - o[0].0 >= 90).collect();
        (old.iter().filter(|o| o.len() > 1 && o[1].0 - o[0].0 <= 90).count(), old.len())
    }

    pub fn gaps(&self) -> Vec<i32> {
        let mut gaps = Vec::new();
        for orders in self.0.values() {
            let mut days: Vec<i32> = orders.iter().map(|(d, _)| *d).collect();
            days.dedup();
            gaps.extend(days.windows(2).map(|pair| pair[1] - pair[0]));
        }
        gaps.sort_unstable();
        gaps
    }

    pub fn percentile(&self, share: f64) -> Option<f64> {
        let gaps = self.gaps();
        let at = share * (gaps.len().checked_sub(1)?) as f64;
        let low = at.floor() as usize;
        let high = (low + 1).min(gaps.len() - 1);
        Some(f64::from(gaps[low]) + f64::from(gaps[high] - gaps[low]) * (at - low as f64))
    }

    pub fn scores(&self) -> BTreeMap<i64, Score> {
        let of = |value: fn(&[(i32, i64)]) -> i64| -> BTreeMap<i64, u8> {
            let all: Vec<i64> = self.0.values().map(|o| value(o)).collect();
            let score = |v: i64| 1 + 5 * all.iter().filter(|x| **x < v).count() / all.len();
            self.0.iter().map(|(id, o)| (*id, u8::try_from(score(value(o))).expect("1..=5"))).collect()
        };
        let r = of(|o| i64::from(o[o.len() - 1].0));
        let f = of(|o| i64::try_from(o.len()).expect("small"));
        let m = of(|o| o.iter().map(|(_, net)| net).sum());
        self.0.keys().map(|id| (*id, Score { r: r[id], f: f[id], m: m[id] })).collect()
    }

    /// Customers for 80 % of the revenue, revenue of the top fifth, all revenue.
    pub fn pareto(&self) -> (Option<usize>, i64, i64) {
        let mut nets: Vec<i64> = self.0.values().map(|o| o.iter().map(|(_, net)| net).sum()).collect();
        nets.sort_unstable_by(|a, b| b.cmp(a));
        let total: i64 = nets.iter().sum();
        let top = nets.iter().take(nets.len().div_ceil(5)).sum();
        let mut running = 0;
        let reached = nets.iter().position(|net| {
            running += net;
            running * 5 >= total * 4
        });
        ((total > 0).then_some(reached).flatten().map(|at| at + 1), top, total)
    }

    /// Customers whose first order is in `cohort`, ordering in `month`.
    pub fn cohort_cell(&self, cohort: Span, month: Span) -> usize {
        let inside = |span: Span, day: i32| span.from().get() <= day && day <= span.to().get();
        let member =
            |o: &&Vec<(i32, i64)>| inside(cohort, o[0].0) && o.iter().any(|(d, _)| inside(month, *d));
        self.0.values().filter(member).count()
    }
}
