//! Every listed customer in some order. Ties stand by row, so the order of equal customers never jumps about.

use crate::columns::{Columns, RowIndex};
use bazgasht_domain::ids::CustomerId;
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortBy {
    /// Net of all orders.
    Value,
    /// Day of the last order; those without one come first.
    LastDay,
    /// Number of orders.
    Orders,
    /// Order of creation.
    Newest,
}

impl SortBy {
    const COUNT: usize = 4;
}

/// Everybody, smallest first; read from the end for largest first.
#[must_use]
pub fn order_by(columns: &Columns, by: SortBy) -> Vec<RowIndex> {
    let key = |row: RowIndex, days: &[u16]| match by {
        SortBy::Value => columns.row_total(row),
        SortBy::LastDay => days.last().map_or(-1, |d| i64::from(*d)),
        SortBy::Orders => i64::try_from(days.len()).unwrap_or(i64::MAX),
        SortBy::Newest => columns.customer_of(row).map_or(i64::MIN, CustomerId::get),
    };
    let listed = columns.each_row().filter(|(row, _)| columns.is_listed(*row));
    let mut keyed: Vec<(i64, RowIndex)> = listed.map(|(row, days)| (key(row, days), row)).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, row)| row).collect()
}

/// The order as of a version of the columns.
type Kept = (u64, Arc<[RowIndex]>);

/// Remembers each order until the columns change.
#[derive(Debug, Default)]
pub struct Orderings {
    kept: Mutex<[Option<Kept>; SortBy::COUNT]>,
}

impl Orderings {
    /// As [`order_by`], sorted anew only after a change.
    #[must_use]
    pub fn by(&self, columns: &Columns, by: SortBy) -> Arc<[RowIndex]> {
        let version = columns.version();
        // A panic elsewhere leaves at worst an order that the version check rejects.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut kept[by as usize] {
            Some((at, rows)) if *at == version => Arc::clone(rows),
            stale => {
                let rows: Arc<[RowIndex]> = order_by(columns, by).into();
                *stale = Some((version, Arc::clone(&rows)));
                rows
            }
        }
    }
}
