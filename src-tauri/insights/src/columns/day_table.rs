//! One entry for every day a u16 can name, so that looking a day up needs no range check.

use std::ops::{Index, IndexMut};

/// How many days a u16 can name.
pub(crate) const DAYS: usize = 1 << 16;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DayTable<T>(Box<[T; DAYS]>);

impl<T: Clone> DayTable<T> {
    pub(crate) fn filled(value: T) -> Self {
        match vec![value; DAYS].into_boxed_slice().try_into() {
            Ok(entries) => Self(entries),
            Err(_) => unreachable!("a vector of DAYS entries has DAYS entries"),
        }
    }
}

impl<T> DayTable<T> {
    pub(crate) fn entries(&self) -> &[T; DAYS] {
        &self.0
    }
}

impl<T: Clone + Default> Default for DayTable<T> {
    fn default() -> Self {
        Self::filled(T::default())
    }
}

impl<T> Index<u16> for DayTable<T> {
    type Output = T;
    #[inline]
    fn index(&self, day: u16) -> &T {
        &self.0[usize::from(day)]
    }
}

impl<T> IndexMut<u16> for DayTable<T> {
    #[inline]
    fn index_mut(&mut self, day: u16) -> &mut T {
        &mut self.0[usize::from(day)]
    }
}
