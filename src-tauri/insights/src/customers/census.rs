//! Everybody in the list with where they stand, and the list in an order. Made for one as-of day and window; whoever
//! keeps one compares `Columns::version` before using it again.

use super::facts::{Status, status_of, until};
use crate::columns::{Columns, Offset, RowIndex};
use crate::kpi::Scope;
use bazgasht_domain::ids::CustomerId;

/// What a list is ordered by; ties by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortBy {
    /// Net value to date.
    Value,
    LastPurchase,
    Orders,
    /// Ids are minted in order of time.
    Newest,
}

/// Where every listed customer stands.
#[derive(Debug, Clone, Default)]
pub struct Census {
    rows: Vec<(RowIndex, CustomerId, Status)>,
    as_of: Option<Offset>,
}

impl Census {
    #[must_use]
    pub fn of(columns: &Columns, scope: Scope) -> Self {
        let mut gaps = Vec::new();
        let mut rows = Vec::with_capacity(columns.rows());
        for (row, _) in columns.each_row() {
            if !columns.is_listed(row) {
                continue;
            }
            if let Some(customer) = columns.customer_of(row) {
                rows.push((row, customer, status_of(columns, row, scope, &mut gaps)));
            }
        }
        Self { rows, as_of: Some(Offset::clamp(scope.as_of)) }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// How many stand so.
    #[must_use]
    pub fn count(&self, status: Status) -> usize {
        self.rows.iter().filter(|(_, _, found)| *found == status).count()
    }

    /// Everybody, or those who stand so, in ascending order.
    #[must_use]
    pub fn sorted(&self, columns: &Columns, by: SortBy, status: Option<Status>) -> Vec<CustomerId> {
        let as_of = self.as_of.unwrap_or(Offset(u16::MAX));
        let key = |row: RowIndex, customer: CustomerId| match by {
            SortBy::Value => columns.net_until(row, as_of),
            SortBy::LastPurchase => {
                until(columns.row_days(row), as_of).last().map_or(-1, |day| i64::from(*day))
            }
            SortBy::Orders => i64::try_from(until(columns.row_days(row), as_of).len()).unwrap_or(i64::MAX),
            SortBy::Newest => customer.get(),
        };
        let wanted = self.rows.iter().filter(|(_, _, found)| status.is_none_or(|status| status == *found));
        let mut keyed: Vec<(i64, CustomerId)> =
            wanted.map(|(row, customer, _)| (key(*row, *customer), *customer)).collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, customer)| customer).collect()
    }

    /// Those of `people` who stand so, in the order given.
    #[must_use]
    pub fn keep(
        &self,
        columns: &Columns,
        people: &[CustomerId],
        status: Status,
        scope: Scope,
    ) -> Vec<CustomerId> {
        let mut gaps = Vec::new();
        let mut stands = |customer: &CustomerId| {
            columns.row_of(*customer).is_some_and(|row| status_of(columns, row, scope, &mut gaps) == status)
        };
        people.iter().copied().filter(|customer| stands(customer)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::Purchase;
    use crate::kpi::WindowDays;
    use bazgasht_domain::{calendar::ShopDay, money::Rial};

    #[test]
    fn the_list_is_everybody_once_in_the_order_asked() {
        let bought = [(1, 100, 500), (2, 120, 900), (2, 130, 100), (3, 90, 2_000)];
        let purchases = bought.map(|(customer, day, net)| Purchase {
            customer: CustomerId::new(customer),
            day: ShopDay::new(15_000 + day),
            net: Rial::new(net),
        });
        let mut columns = Columns::build(purchases).expect("small numbers");
        columns.register(CustomerId::new(4)).expect("room for one more");
        columns.register(CustomerId::new(5)).expect("room for one more");
        columns.unregister(CustomerId::new(5));
        let scope = Scope { as_of: ShopDay::new(15_140), window: WindowDays::DEFAULT };
        let census = Census::of(&columns, scope);
        let check = |by: SortBy, status: Option<Status>, wanted: &[i64], why: &str| {
            let found: Vec<i64> = census.sorted(&columns, by, status).iter().map(|id| id.get()).collect();
            assert_eq!(found, wanted, "{why}");
        };
        check(SortBy::Value, None, &[4, 1, 2, 3], "least first");
        check(SortBy::LastPurchase, None, &[4, 3, 1, 2], "longest ago first, never before all");
        check(SortBy::Orders, None, &[4, 1, 3, 2], "ties by id");
        check(SortBy::Newest, None, &[1, 2, 3, 4], "the unlisted one is left out");
        check(SortBy::Value, Some(Status::New), &[1, 3], "only those with one occasion");
        check(SortBy::Value, Some(Status::Lead), &[4], "registered without an order");
        assert_eq!((census.len(), census.count(Status::FewData)), (4, 1), "counts for the chips");
    }
}
