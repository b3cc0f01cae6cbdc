//! One line per customer: what a model needs of a history up to a day, and what came after it for a back-test.
//! Several orders of one day are one occasion. Lines are in row order.

use super::DAYS_PER_WEEK;
use crate::columns::{Columns, Offset, RowIndex};
use bazgasht_domain::{calendar::ShopDay, ids::CustomerId};

/// What the models know of somebody with at least one purchase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Person {
    pub customer: CustomerId,
    /// In the columns that this was read from; others may number their rows differently.
    pub row: RowIndex,
    /// Purchase occasions after the first.
    pub repeats: u32,
    /// Days from the first occasion to the last.
    pub last_days: u16,
    /// Days from the first occasion to the as-of day.
    pub age_days: u16,
    /// Σ ln(gap in weeks).
    pub ln_gaps: f64,
    /// Net of the repeat occasions.
    pub repeat_net: i64,
}

impl Person {
    /// Mean net of a repeat occasion in rial; nothing without one.
    #[must_use]
    pub fn mean_repeat(&self) -> Option<f64> {
        (self.repeats > 0).then(|| self.repeat_net as f64 / f64::from(self.repeats))
    }
}

/// Everybody who had bought by a day.
#[derive(Debug, Clone)]
pub struct Histories {
    as_of: ShopDay,
    first: Option<ShopDay>,
    people: Vec<Person>,
}

/// What the same people, in the same order, did in the days after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holdout {
    pub days: u16,
    pub occasions: Vec<u32>,
    pub nets: Vec<i64>,
    /// Occasions of all by day, day 1 first.
    pub by_day: Vec<u32>,
}

impl Histories {
    #[must_use]
    pub fn of(columns: &Columns, as_of: ShopDay) -> Self {
        let until = Offset::clamp(as_of);
        let ln_gap: Vec<f64> = (0..crate::columns::DAYS).map(|d| (d as f64 / DAYS_PER_WEEK).ln()).collect();
        let mut people = Vec::with_capacity(columns.rows());
        for (row, days) in columns.each_row() {
            let days = &days[..days.partition_point(|day| *day <= until.0)];
            if let Some(customer) = columns.customer_of(row) {
                people.extend(person(customer, row, days, columns.row_nets(row), until, &ln_gap));
            }
        }
        let first = columns.first_day().filter(|day| *day <= as_of);
        Self { as_of, first, people }
    }

    /// What these people did in the `days` after the as-of day.
    #[must_use]
    pub fn holdout(&self, columns: &Columns, days: u16) -> Holdout {
        let from = Offset::clamp(self.as_of).0;
        let to = from.saturating_add(days);
        let mut held = Holdout {
            days,
            occasions: Vec::with_capacity(self.people.len()),
            nets: Vec::with_capacity(self.people.len()),
            by_day: vec![0; usize::from(days)],
        };
        for person in &self.people {
            let all = columns.row_days(person.row);
            let (start, end) = (all.partition_point(|d| *d <= from), all.partition_point(|d| *d <= to));
            let mut occasions = 0;
            let mut last = from;
            for day in all[start..end].iter().copied().filter(|day| *day != from) {
                if day != last {
                    occasions += 1;
                    held.by_day[usize::from(day - from - 1)] += 1;
                    last = day;
                }
            }
            held.occasions.push(occasions);
            held.nets.push(columns.row_nets(person.row)[start..end].iter().sum());
        }
        held
    }

    #[must_use]
    pub fn as_of(&self) -> ShopDay {
        self.as_of
    }
    #[must_use]
    pub fn people(&self) -> &[Person] {
        &self.people
    }
    #[must_use]
    pub fn repeaters(&self) -> usize {
        self.people.iter().filter(|person| person.repeats > 0).count()
    }
    /// Days from the shop's first order to the as-of day, both included.
    #[must_use]
    pub fn days(&self) -> u32 {
        let days = self.first.map(|first| self.as_of.days_since(first) + 1);
        days.and_then(|days| u32::try_from(days).ok()).unwrap_or(0)
    }
}

fn person(
    customer: CustomerId,
    row: RowIndex,
    days: &[u16],
    nets: &[i64],
    until: Offset,
    ln_gap: &[f64],
) -> Option<Person> {
    let (first, rest) = days.split_first()?;
    let (mut last, mut repeats, mut ln_gaps, mut repeat_net) = (*first, 0, 0.0, 0i64);
    for (day, net) in rest.iter().zip(nets.iter().skip(1)) {
        if *day != last {
            repeats += 1;
            ln_gaps += ln_gap[usize::from(*day - last)];
            last = *day;
        }
        if *day != *first {
            repeat_net = repeat_net.saturating_add(*net);
        }
    }
    let (last_days, age_days) = (last - first, until.0.saturating_sub(*first));
    Some(Person { customer, row, repeats, last_days, age_days, ln_gaps, repeat_net })
}
