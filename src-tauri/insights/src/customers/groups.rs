//! The people behind a figure, the most valuable first. Membership is decided by the same words as the counts of
//! `kpi`: active at a day means an order in the window that ends on it.

use super::facts::until;
use crate::columns::{Columns, Offset};
use crate::kpi::{KpiError, Scope, Span};
use bazgasht_domain::{calendar::ShopDay, ids::CustomerId};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeopleSet {
    /// Active on the eve of the period.
    Start,
    Kept,
    Lapsed,
    Reactivated,
    /// Active at the end, first order in the period.
    New,
    /// Active at the end.
    End,
    /// An order in the period.
    Ordering,
    /// The first order of their life in the period.
    FirstOrder,
    /// An order in the period, and at least two in their life by its end.
    Returning,
    /// At least two orders in their life by the end.
    Repeaters,
    /// Exactly one order in their life by the end.
    OneTimers,
    /// At least one order in their life by the end.
    Buyers,
}

/// Everybody in the set, by net value up to the end of the period, then by id.
///
/// # Errors
/// A period that has not begun by the as-of day.
pub fn people_of(
    columns: &Columns,
    set: PeopleSet,
    span: Span,
    scope: Scope,
) -> Result<Vec<CustomerId>, KpiError> {
    let span = span.until(scope.as_of)?;
    let edges = Edges::new(span, scope);
    let mut found: Vec<(i64, CustomerId)> = columns
        .each_row()
        .filter(|(_, days)| edges.of(until(days, edges.end)).is_in(set))
        .filter_map(|(row, _)| Some((columns.net_until(row, edges.end), columns.customer_of(row)?)))
        .collect();
    // By id and not by row: rows are numbered in order of arrival, which a fresh load may change.
    found.sort_unstable_by_key(|(net, customer)| (std::cmp::Reverse(*net), *customer));
    Ok(found.into_iter().map(|(_, customer)| customer).collect())
}

/// The days at which membership turns.
pub(crate) struct Edges {
    /// Active at the eve: an order after `start_after`, on `eve` at the latest.
    start_after: Option<Offset>,
    eve: Option<Offset>,
    from: Offset,
    end_after: Option<Offset>,
    end: Offset,
}

/// What one customer's days say, all up to the end of the period.
pub(crate) struct Member {
    orders: usize,
    in_period: bool,
    first_in_period: bool,
    active_start: bool,
    active_end: bool,
}

impl Edges {
    pub(crate) fn new(span: Span, scope: Scope) -> Self {
        let window = i32::from(scope.window.get());
        let before = |day: ShopDay, days: i32| Offset::of(day.plus_days(-days));
        Self {
            start_after: before(span.from(), 1 + window),
            eve: before(span.from(), 1),
            from: Offset::clamp(span.from()),
            end_after: before(span.to(), window),
            end: Offset::clamp(span.to()),
        }
    }

    pub(crate) fn of(&self, days: &[u16]) -> Member {
        let after = |edge: Option<Offset>, day: u16| edge.is_none_or(|edge| day > edge.0);
        let by_eve = self.eve.map_or(0, |eve| days.partition_point(|day| *day <= eve.0));
        let last_by_eve = by_eve.checked_sub(1).map(|place| days[place]);
        Member {
            orders: days.len(),
            in_period: days.last().is_some_and(|day| *day >= self.from.0),
            first_in_period: days.first().is_some_and(|day| *day >= self.from.0),
            active_start: last_by_eve.is_some_and(|day| after(self.start_after, day)),
            active_end: days.last().is_some_and(|day| after(self.end_after, *day)),
        }
    }
}

impl Member {
    pub(crate) fn is_in(&self, set: PeopleSet) -> bool {
        match set {
            PeopleSet::Start => self.active_start,
            PeopleSet::Kept => self.active_start && self.active_end,
            PeopleSet::Lapsed => self.active_start && !self.active_end,
            PeopleSet::Reactivated => self.active_end && !self.active_start && !self.first_in_period,
            PeopleSet::New => self.active_end && !self.active_start && self.first_in_period,
            PeopleSet::End => self.active_end,
            PeopleSet::Ordering => self.in_period,
            PeopleSet::FirstOrder => self.first_in_period,
            PeopleSet::Returning => self.in_period && self.orders >= 2,
            PeopleSet::Repeaters => self.orders >= 2,
            PeopleSet::OneTimers => self.orders == 1,
            PeopleSet::Buyers => self.orders >= 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::Purchase;
    use crate::kpi::{WindowDays, period::period_kpis};
    use bazgasht_domain::money::Rial;
    use proptest::prelude::*;

    proptest! {
        /// The people behind a figure are as many as the figure says.
        #[test]
        fn groups_have_the_size_of_their_figures(
            bought in prop::collection::vec((1_i64..40, 0_i32..400, 0_i64..9_000), 0..160),
            from in 0_i32..380, length in 0_i32..120, ahead in -20_i32..200, window in 1_u32..200,
        ) {
            let day = |day: i32| ShopDay::new(14_000 + day);
            let purchases = bought.iter().map(|(customer, at, net)| Purchase {
                customer: CustomerId::new(*customer), day: day(*at), net: Rial::new(*net),
            });
            let columns = Columns::build(purchases).expect("small numbers");
            let span = Span::new(day(from), day(from + length)).expect("in order");
            let as_of = day((from + length + ahead).max(from));
            let scope = Scope { as_of, window: WindowDays::new(window).expect("in range") };
            let kpis = period_kpis(&columns, span, scope).expect("begun");
            let check = |set: PeopleSet, count: u32, why: &str| {
                let people = people_of(&columns, set, span, scope).expect("begun");
                assert_eq!(people.len(), count as usize, "{why}");
            };
            check(PeopleSet::Start, kpis.bridge.start, "S");
            check(PeopleSet::Kept, kpis.bridge.kept, "kept");
            check(PeopleSet::Lapsed, kpis.bridge.lapsed, "lapsed");
            check(PeopleSet::Reactivated, kpis.bridge.reactivated, "reactivated");
            check(PeopleSet::New, kpis.bridge.new, "new");
            check(PeopleSet::End, kpis.bridge.end, "E");
            check(PeopleSet::Ordering, kpis.customers_ordering, "ordering");
            check(PeopleSet::FirstOrder, kpis.new_customers, "first orders");
            check(PeopleSet::Returning, kpis.returning_customers, "returning");
            check(PeopleSet::Repeaters, kpis.repeat_purchase_rate.k, "repeaters");
            check(PeopleSet::Buyers, kpis.repeat_purchase_rate.n, "buyers");
        }
    }
}
