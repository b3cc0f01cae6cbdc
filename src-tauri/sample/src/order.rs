//! Sales by day without holding them all: the history is cut into runs of days with at most
//! `WINDOW_VISITS` visits, and each run is gathered from all timelines and sorted.

use crate::sale::Sale;
use crate::shop::SampleShop;
use crate::till::Visit;
use std::ops::Range;

/// Visits held at once, 12 bytes each.
const WINDOW_VISITS: u64 = 1_600_000;

/// Runs of days, in order and without gaps. One day alone may exceed the limit.
pub(crate) fn windows(visits_by_day: &[u32]) -> Vec<Range<u16>> {
    let mut runs = Vec::new();
    let (mut start, mut held) = (0, 0);
    for (day, &visits) in visits_by_day.iter().enumerate() {
        let day = day as u16;
        if held > 0 && held + u64::from(visits) > WINDOW_VISITS {
            runs.push(start..day);
            (start, held) = (day, 0);
        }
        held += u64::from(visits);
    }
    runs.push(start..visits_by_day.len() as u16);
    runs
}

struct ByDay<'a> {
    shop: &'a SampleShop,
    next_window: usize,
    visits: std::vec::IntoIter<Visit>,
}

impl SampleShop {
    /// All sales in the order in which they happened. For the ledger.
    pub fn sales_by_day(&self) -> impl Iterator<Item = Sale> + '_ {
        ByDay { shop: self, next_window: 0, visits: Vec::new().into_iter() }
    }
}

impl ByDay<'_> {
    fn gather(&self, days: &Range<u16>) -> Vec<Visit> {
        let mut gathered = Vec::new();
        for customer in 0..=self.shop.customer_count() {
            gathered.extend(self.shop.visits_within(customer, days.clone()).map(|(visit, _)| visit));
        }
        gathered.sort_unstable();
        gathered
    }
}

impl Iterator for ByDay<'_> {
    type Item = Sale;

    fn next(&mut self) -> Option<Sale> {
        loop {
            if let Some(visit) = self.visits.next() {
                return Some(self.shop.ring_up(visit));
            }
            let days = self.shop.windows().get(self.next_window)?.clone();
            self.next_window += 1;
            self.visits = self.gather(&days).into_iter();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_cover_every_day_once() {
        let check = |visits: &[u32], expected: &[(u16, u16)], why: &str| {
            let found: Vec<_> = windows(visits).into_iter().map(|days| (days.start, days.end)).collect();
            assert_eq!(found, expected, "{why}");
        };
        let half = (WINDOW_VISITS / 2) as u32;
        check(&[1, 2, 3], &[(0, 3)], "a small shop is one window");
        check(&[half, half, half], &[(0, 2), (2, 3)], "two halves fill a window");
        check(&[half, half * 3, 1], &[(0, 1), (1, 2), (2, 3)], "a day above the limit stands alone");
        check(&[0, 0, half], &[(0, 3)], "empty days cost nothing");
    }
}
