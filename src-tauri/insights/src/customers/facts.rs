//! One customer's history: totals, own rhythm, where they stand in it. A rhythm is the median gap between purchase
//! occasions (days with at least one order); it needs three gaps, otherwise the shop's window stands in for it.

use super::health::History;
use crate::columns::{Columns, Offset, RowIndex};
use crate::kpi::{Scope, WindowDays};
use bazgasht_domain::{calendar::ShopDay, ids::CustomerId, money::Rial};

/// Gaps that make a rhythm.
const GAPS_MIN: usize = 3;
/// At this share of the usual gap somebody is nearly late.
const DUE_SHARE: f64 = 0.8;

/// Where a customer stands against their own rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// No order yet.
    Lead,
    /// One occasion, still fresh.
    New,
    /// Fewer than three gaps, still fresh.
    FewData,
    OnTime,
    /// At 80 % of the usual gap or more.
    Due,
    /// At the usual gap or beyond it.
    Lapsed,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Facts {
    pub status: Status,
    pub orders: u32,
    pub net: Rial,
    pub first: Option<ShopDay>,
    pub last: Option<ShopDay>,
    pub days_since: Option<u32>,
    /// Median gap of their own.
    pub gap_days_median: Option<f64>,
    /// What the days since are held against: the own gap, or the window.
    pub due_days: Option<f64>,
    /// Median amount of an order.
    pub basket_median: Option<Rial>,
}

/// What the columns know of `customer`; all empty for somebody without an order.
#[must_use]
pub fn facts(columns: &Columns, customer: CustomerId, scope: Scope) -> Facts {
    let as_of = Offset::clamp(scope.as_of);
    let row = columns.row_of(customer);
    let days = row.map_or(&[][..], |row| until(columns.row_days(row), as_of));
    let nets = row.map_or(&[][..], |row| &columns.row_nets(row)[..days.len()]);
    let mut gaps = Vec::new();
    let standing = standing(days, scope, &mut gaps);
    let mut amounts = nets.to_vec();
    amounts.sort_unstable();
    let basket_median = amounts.get(amounts.len().saturating_sub(1) / 2).copied().map(Rial::new);
    Facts {
        status: standing.status,
        orders: u32::try_from(days.len()).unwrap_or(u32::MAX),
        net: Rial::new(nets.iter().sum()),
        first: days.first().map(|day| Offset(*day).day()),
        last: days.last().map(|day| Offset(*day).day()),
        days_since: standing.days_since,
        gap_days_median: standing.gap_days_median,
        due_days: standing.due_days,
        basket_median,
    }
}

/// The history that a relationship is judged by.
#[must_use]
pub fn history(columns: &Columns, customer: CustomerId, as_of: ShopDay) -> History {
    let as_of_offset = Offset::clamp(as_of);
    let row = columns.row_of(customer);
    let days = row.map_or(&[][..], |row| until(columns.row_days(row), as_of_offset));
    let nets = row.map_or(&[][..], |row| &columns.row_nets(row)[..days.len()]);
    let gaps = days.windows(2).map(|pair| u32::from(pair[1] - pair[0])).filter(|gap| *gap > 0);
    let since = days.last().map(|last| u32::try_from(as_of.days_since(Offset(*last).day())).unwrap_or(0));
    History {
        gaps_days: gaps.collect(),
        nets: nets.iter().copied().map(Rial::new).collect(),
        days_since: since,
    }
}

pub(super) fn status_of(columns: &Columns, row: RowIndex, scope: Scope, gaps: &mut Vec<u16>) -> Status {
    standing(until(columns.row_days(row), Offset::clamp(scope.as_of)), scope, gaps).status
}

pub(crate) fn until(days: &[u16], as_of: Offset) -> &[u16] {
    match days.last() {
        Some(last) if *last > as_of.0 => &days[..days.partition_point(|day| *day <= as_of.0)],
        _ => days,
    }
}

struct Standing {
    status: Status,
    days_since: Option<u32>,
    gap_days_median: Option<f64>,
    due_days: Option<f64>,
}

/// `gaps` is scratch space of the caller, so that a pass over everybody allocates once.
fn standing(days: &[u16], scope: Scope, gaps: &mut Vec<u16>) -> Standing {
    let Some(last) = days.last() else {
        return Standing { status: Status::Lead, days_since: None, gap_days_median: None, due_days: None };
    };
    let rhythm = OwnRhythm::of(days, gaps);
    let days_since = u32::try_from(scope.as_of.days_since(Offset(*last).day())).unwrap_or(0);
    Standing {
        status: rhythm.status(days_since, scope.window),
        days_since: Some(days_since),
        gap_days_median: rhythm.gap_days_median(),
        due_days: Some(rhythm.due_days(scope.window)),
    }
}

/// The rhythm of somebody with an order, as far as there is one. Changes with purchases only, not as time passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct OwnRhythm {
    /// Gaps between occasions; more than three are three.
    gaps: u8,
    /// Twice the median gap, of three gaps or more: a mean of two days may end on a half.
    double_median: u32,
}

impl OwnRhythm {
    /// `gaps` is scratch space.
    pub(crate) fn of(days: &[u16], gaps: &mut Vec<u16>) -> Self {
        gaps.clear();
        gaps.extend(days.windows(2).map(|pair| pair[1] - pair[0]).filter(|gap| *gap > 0));
        let count = u8::try_from(gaps.len().min(GAPS_MIN)).unwrap_or(u8::MAX);
        let double_median = if gaps.len() >= GAPS_MIN { double_median(gaps) } else { 0 };
        Self { gaps: count, double_median }
    }
    fn gap_days_median(self) -> Option<f64> {
        (usize::from(self.gaps) >= GAPS_MIN).then(|| f64::from(self.double_median) / 2.0)
    }
    fn due_days(self, window: WindowDays) -> f64 {
        self.gap_days_median().unwrap_or_else(|| f64::from(window.get()))
    }
    #[inline]
    pub(crate) fn status(self, days_since: u32, window: WindowDays) -> Status {
        let share = f64::from(days_since) / self.due_days(window);
        if share >= 1.0 {
            Status::Lapsed
        } else if share >= DUE_SHARE {
            Status::Due
        } else if self.gaps == 0 {
            Status::New
        } else if self.gap_days_median().is_none() {
            Status::FewData
        } else {
            Status::OnTime
        }
    }
}

/// Twice the middle value, or the sum of the two in the middle. Only for non-empty slices.
fn double_median(gaps: &mut [u16]) -> u32 {
    let half = gaps.len() / 2;
    let odd = gaps.len() % 2 == 1;
    let (below, middle, _) = gaps.select_nth_unstable(half);
    let middle = u32::from(*middle);
    let lower = below.iter().max().map_or(0, |lower| u32::from(*lower));
    if odd { 2 * middle } else { lower + middle }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::Purchase;

    const START: i32 = 15_000;

    /// A customer who bought on these days after the start, seen `as_of` days after it with a window of 90 days.
    fn check(days: &[i32], as_of: i32, status: Status, gap: Option<f64>, why: &str) {
        let customer = CustomerId::new(7);
        let purchase = |day: &i32| Purchase {
            customer,
            day: ShopDay::new(START + day),
            net: Rial::new(1_000 + i64::from(*day)),
        };
        let columns = Columns::build(days.iter().map(purchase)).expect("small numbers");
        let scope = Scope { as_of: ShopDay::new(START + as_of), window: WindowDays::DEFAULT };
        let found = facts(&columns, customer, scope);
        assert_eq!((found.status, found.gap_days_median), (status, gap), "{why}");
    }

    #[test]
    fn a_customer_stands_in_their_own_rhythm() {
        check(&[], 10, Status::Lead, None, "nobody buys without a purchase");
        check(&[0], 10, Status::New, None, "one fresh occasion");
        check(&[0, 0], 10, Status::New, None, "two orders on one day are one occasion");
        check(&[0], 72, Status::Due, None, "80 % of the window");
        check(&[0], 90, Status::Lapsed, None, "the whole window");
        check(&[0, 10, 20], 25, Status::FewData, None, "two gaps are no rhythm");
        check(&[0, 10, 20, 30], 37, Status::OnTime, Some(10.0), "three gaps are one");
        check(&[0, 10, 20, 30], 38, Status::Due, Some(10.0), "80 % of the own gap");
        check(&[0, 10, 20, 30], 40, Status::Lapsed, Some(10.0), "the own gap, far inside the window");
        check(
            &[0, 10, 20, 30, 50],
            51,
            Status::OnTime,
            Some(10.0),
            "an even number of gaps takes the middle two",
        );
        check(&[0, 10, 20, 40, 60], 61, Status::OnTime, Some(15.0), "the mean of the middle two");
        check(
            &[0, 10, 20, 30, 99],
            37,
            Status::OnTime,
            Some(10.0),
            "what comes after the as-of day does not exist",
        );
    }
}
