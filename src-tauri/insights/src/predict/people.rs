//! The outlook of every customer, as plain columns by row: what lists sort and conditions compare. A row without a
//! purchase has none.

use super::Band;
use crate::columns::RowIndex;
use crate::segments::Forecasts;

/// By row: the chance of being here, the chance of buying within the window, value of the next twelve months.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outlook {
    pub(super) alive: Vec<f32>,
    pub(super) buying: Vec<f32>,
    pub(super) purchases: Vec<f32>,
    pub(super) value: Vec<i64>,
    pub(super) at_stake: Vec<i64>,
    /// Whether the data tells who left; otherwise nobody's chance of being here is told.
    pub(super) alive_told: bool,
    pub(super) value_told: bool,
}

/// One row of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RowOutlook {
    pub p_alive: Option<f64>,
    pub p_buy: f64,
    pub band: Band,
    /// Purchase occasions of the next twelve months.
    pub purchases: f64,
    pub expected_value_rial: Option<i64>,
    /// The part of that value that hangs on a purchase which may not come within the window. Neither who is surely
    /// coming nor who is long gone stands high in it.
    pub at_stake_rial: Option<i64>,
}

impl Outlook {
    /// The chance of still being a customer; nothing where the shop's data does not tell.
    #[must_use]
    pub fn p_alive(&self, row: RowIndex) -> Option<f64> {
        told(&self.alive, row).filter(|_| self.alive_told)
    }
    /// The chance of buying within the window.
    #[must_use]
    pub fn p_buy(&self, row: RowIndex) -> Option<f64> {
        told(&self.buying, row)
    }
    /// Expected value of the next twelve months; nothing without a model of spending.
    #[must_use]
    pub fn expected_value_rial(&self, row: RowIndex) -> Option<i64> {
        self.p_buy(row).filter(|_| self.value_told)?;
        self.value.get(row.index()).copied()
    }

    #[must_use]
    pub fn of(&self, row: RowIndex) -> Option<RowOutlook> {
        let p_buy = self.p_buy(row)?;
        let stake = self.at_stake.get(row.index()).copied();
        Some(RowOutlook {
            p_alive: self.p_alive(row),
            p_buy,
            band: Band::of(p_buy),
            purchases: told(&self.purchases, row).unwrap_or(0.0),
            expected_value_rial: self.expected_value_rial(row),
            at_stake_rial: stake.filter(|_| self.value_told),
        })
    }

    /// The same as segments read it, row by row.
    #[must_use]
    pub fn for_segments(&self) -> Forecasts {
        let rows = || (0u32..).map(RowIndex).take(self.buying.len());
        let share = |of: Option<f64>| of.map_or(f32::NAN, |share| share as f32);
        Forecasts {
            p_alive: rows().map(|row| share(self.p_alive(row))).collect(),
            p_buy: rows().map(|row| share(self.p_buy(row))).collect(),
            expected_value_rial: rows().map(|row| self.expected_value_rial(row).unwrap_or(-1)).collect(),
        }
    }

    /// Every row that has an outlook.
    pub fn rows(&self) -> impl Iterator<Item = (RowIndex, RowOutlook)> + '_ {
        let rows = (0u32..).map(RowIndex).take(self.buying.len());
        rows.filter_map(|row| Some((row, self.of(row)?)))
    }

    /// The same people by other rows: from where to where.
    pub(super) fn moved(&self, rows: impl Iterator<Item = (RowIndex, RowIndex)>, len: usize) -> Self {
        let (alive_told, value_told) = (self.alive_told, self.value_told);
        let mut moved = Self { alive_told, value_told, ..Self::empty(len) };
        for (from, to) in rows.map(|(from, to)| (from.index(), to.index())).filter(|(_, to)| *to < len) {
            moved.alive[to] = self.alive[from];
            moved.buying[to] = self.buying[from];
            moved.purchases[to] = self.purchases[from];
            moved.value[to] = self.value[from];
            moved.at_stake[to] = self.at_stake[from];
        }
        moved
    }

    pub(super) fn empty(rows: usize) -> Self {
        Self {
            alive: vec![f32::NAN; rows],
            buying: vec![f32::NAN; rows],
            purchases: vec![f32::NAN; rows],
            value: vec![0; rows],
            at_stake: vec![0; rows],
            alive_told: false,
            value_told: false,
        }
    }
}

/// NaN marks a row without a purchase; it never leaves this module.
fn told(column: &[f32], row: RowIndex) -> Option<f64> {
    column.get(row.index()).filter(|value| !value.is_nan()).map(|value| f64::from(*value))
}
