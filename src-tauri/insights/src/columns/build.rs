//! Building the columns from a stream in any order: one counting sort by row, stable, so a stream in order of time
//! (as the sales table lies on disk) comes out sorted by day without comparing anything.

use super::{Columns, ColumnsError, Offset, PAD, Purchase, Slot, day_totals::grown};
use bazgasht_domain::{calendar::ShopDay, ids::CustomerId, money::Rial};

/// Takes purchases one by one; [`Builder::finish`] lays them out.
#[derive(Debug)]
pub struct Builder {
    columns: Columns,
    rows: Vec<u32>,
}

impl Default for Builder {
    fn default() -> Self {
        Self { columns: Columns::empty(), rows: Vec::new() }
    }
}

impl Builder {
    /// A builder that expects about this many purchases.
    #[must_use]
    pub fn with_capacity(purchases: usize) -> Self {
        let mut builder = Self::default();
        builder.rows.reserve(purchases);
        builder.columns.days.reserve(purchases.saturating_add(PAD));
        builder.columns.nets.reserve(purchases);
        builder
    }

    /// Makes a customer known without a purchase, so that lists show them.
    pub fn register(&mut self, customer: CustomerId) -> Result<(), ColumnsError> {
        self.columns.register(customer)
    }

    /// A sale without a customer, counted as excluded.
    pub fn push_anonymous(&mut self, day: ShopDay, net: Rial) -> Result<(), ColumnsError> {
        self.columns.add_anonymous(day, net)
    }

    /// Adds an order of a known customer. Every error of [`ColumnsError`] but `NoSuchPurchase`.
    pub fn push(&mut self, purchase: Purchase) -> Result<(), ColumnsError> {
        let at = Offset::of(purchase.day).ok_or(ColumnsError::DayOutOfRange { day: purchase.day })?;
        let net = purchase.net.get();
        grown(self.columns.known.magnitude(), net)?;
        if self.columns.purchases == u32::MAX {
            return Err(ColumnsError::TooMany);
        }
        let row = self.columns.row_or_new(purchase.customer)?;
        self.columns.known.add(at, net)?;
        self.columns.purchases += 1;
        self.rows.push(row.0);
        self.columns.days.push(at.0);
        self.columns.nets.push(net);
        Ok(())
    }

    #[must_use]
    pub fn finish(self) -> Columns {
        let Self { mut columns, rows } = self;
        for row in &rows {
            columns.slots[*row as usize].len += 1;
        }
        let mut start = 0u32;
        for slot in &mut columns.slots {
            *slot = Slot { start, len: slot.len, room: slot.len };
            start += slot.len;
        }
        let without = |(listed, slot): &(&bool, &Slot)| **listed && slot.len == 0;
        let leads = columns.listed.iter().zip(&columns.slots).filter(without).count();
        columns.leads = u32::try_from(leads).unwrap_or(u32::MAX);
        if rows.is_sorted() {
            columns.days.resize(columns.nets.len() + PAD, 0);
        } else {
            scatter(&mut columns, &rows);
        }
        drop(rows);
        sort_slices(&mut columns);
        for (slot, total) in columns.slots.iter().zip(&mut columns.totals) {
            *total = columns.nets[slot.range()].iter().sum();
            columns.profile.contrib(&columns.days[slot.range()], 1);
        }
        columns.version = 1;
        columns
    }
}

/// Rows whose slices are filled together: few enough that the places being written stay in the processor's cache.
const ROWS_TOGETHER: usize = 1 << 12;

/// Puts every purchase behind the earlier ones of its row: first into groups of neighbouring rows, then, group by
/// group, into place. Both steps keep the order of arrival.
fn scatter(columns: &mut Columns, rows: &[u32]) {
    let mut next: Vec<u32> = columns.slots.iter().step_by(ROWS_TOGETHER).map(|slot| slot.start).collect();
    let mut near: Vec<(u32, u16, i64)> = vec![(0, 0, 0); rows.len()];
    for ((row, day), net) in rows.iter().zip(&columns.days).zip(&columns.nets) {
        let place = &mut next[*row as usize / ROWS_TOGETHER];
        near[*place as usize] = (*row, *day, *net);
        *place += 1;
    }
    let mut next: Vec<u32> = columns.slots.iter().map(|slot| slot.start).collect();
    columns.days.resize(rows.len() + PAD, 0);
    for (row, day, net) in near {
        let place = &mut next[row as usize];
        columns.days[*place as usize] = day;
        columns.nets[*place as usize] = net;
        *place += 1;
    }
}

/// Sorts the slices that did not arrive in order of time.
fn sort_slices(columns: &mut Columns) {
    let mut pairs: Vec<(u16, i64)> = Vec::new();
    for slot in &columns.slots {
        let days = &mut columns.days[slot.range()];
        if days.is_sorted() {
            continue;
        }
        let nets = &mut columns.nets[slot.range()];
        pairs.clear();
        pairs.extend(days.iter().copied().zip(nets.iter().copied()));
        pairs.sort_by_key(|(day, _)| *day);
        for (place, (day, net)) in pairs.iter().enumerate() {
            days[place] = *day;
            nets[place] = *net;
        }
    }
}

impl Columns {
    /// The columns of these purchases, in whatever order they come.
    pub fn build(purchases: impl IntoIterator<Item = Purchase>) -> Result<Self, ColumnsError> {
        let mut purchases = purchases.into_iter();
        let mut builder = Builder::with_capacity(purchases.size_hint().0);
        purchases.try_for_each(|p| builder.push(p))?;
        Ok(builder.finish())
    }
}
