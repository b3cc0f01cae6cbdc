//! Columns of attributes. Texts and small sets are kept once and every row holds a number; a column that nobody has a
//! value in takes no room, and one ends with the last row that has one.

use std::collections::HashMap;
use std::hash::Hash;

/// Number 0 is "nothing written".
#[derive(Debug, Clone)]
pub(super) struct Coded<K> {
    names: Vec<K>,
    codes: HashMap<K, u32>,
    of: Vec<u32>,
}

impl<K> Default for Coded<K> {
    fn default() -> Self {
        Self { names: Vec::new(), codes: HashMap::new(), of: Vec::new() }
    }
}

impl<K: Clone + Eq + Hash> Coded<K> {
    /// Answers whether the value had not been seen before.
    pub(super) fn put(&mut self, row: usize, value: Option<&K>) -> bool {
        let before = self.names.len();
        let code = value.map_or(0, |value| match self.codes.get(value) {
            Some(code) => *code,
            None => {
                self.names.push(value.clone());
                let code = u32::try_from(self.names.len()).unwrap_or(0);
                self.codes.insert(value.clone(), code);
                code
            }
        });
        put(&mut self.of, row, code);
        self.names.len() > before
    }
    #[inline]
    pub(super) fn code(&self, row: u32) -> u32 {
        at(&self.of, row)
    }
    pub(super) fn value(&self, row: u32) -> Option<&K> {
        (self.code(row) as usize).checked_sub(1).and_then(|place| self.names.get(place))
    }
    pub(super) fn names(&self) -> &[K] {
        &self.names
    }
    /// What each number comes to; `none` for number 0.
    pub(super) fn table<T>(&self, none: T, of: impl FnMut(&K) -> T) -> Vec<T> {
        std::iter::once(none).chain(self.names.iter().map(of)).collect()
    }
    pub(super) fn bytes(&self) -> usize {
        self.of.len() * 4 + self.names.len() * (2 * size_of::<K>() + 40)
    }
}

/// The value of a row; the default beyond the end.
#[inline]
pub(super) fn at<T: Copy + Default>(column: &[T], row: u32) -> T {
    column.get(row as usize).copied().unwrap_or_default()
}

/// Writes a value; nothing grows for a default.
pub(super) fn put<T: Copy + Default + PartialEq>(column: &mut Vec<T>, row: usize, value: T) {
    if column.len() <= row {
        if value == T::default() {
            return;
        }
        column.resize(row + 1, T::default());
    }
    column[row] = value;
}
