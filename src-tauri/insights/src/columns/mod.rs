//! Every purchase of every known customer, in memory: ten bytes each (day u16, net i64), the purchases of one
//! customer side by side and sorted by day. The columns always equal what a fresh build from the same purchases
//! gives; only the places of the slices differ.
//!
//! A purchase is an order that counts: not cancelled, not fully returned, net of its returns; a zero amount counts.
//! Sums cannot overflow: the sum of all |net| is kept below i64::MAX, so every partial sum fits too.

mod build;
mod change;
mod day_table;
mod day_totals;
mod error;
mod ids;
pub(crate) mod profile;

pub use build::Builder;
pub use day_totals::{DayTotals, Turnover};
pub use error::ColumnsError;

use bazgasht_domain::{calendar::ShopDay, ids::CustomerId, money::Rial};
pub(crate) use day_table::{DAYS, DayTable};
use ids::Ids;
use profile::Profile;

/// The first day the columns can hold: 1921-03-21, the first of Farvardin 1300.
pub const DAY_MIN: ShopDay = ShopDay::new(-17_818);
/// The last day the columns can hold: 2099-03-07, in Esfand 1477. Leaves room for the "never" mark in a u16.
pub const DAY_MAX: ShopDay = ShopDay::new(-17_818 + 65_000);

/// One order of a known customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Purchase {
    pub customer: CustomerId,
    pub day: ShopDay,
    /// Net of returns.
    pub net: Rial,
}

/// A day as the columns store it: days since [`DAY_MIN`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Offset(pub(crate) u16);

impl Offset {
    /// `None` outside [`DAY_MIN`]..=[`DAY_MAX`].
    pub(crate) fn of(day: ShopDay) -> Option<Self> {
        let inside = (DAY_MIN..=DAY_MAX).contains(&day);
        inside.then(|| u16::try_from(day.get() - DAY_MIN.get()).ok().map(Self)).flatten()
    }
    /// The nearest day that the columns can hold.
    pub(crate) fn clamp(day: ShopDay) -> Self {
        let inside = day.clamp(DAY_MIN, DAY_MAX).get() - DAY_MIN.get();
        Self(u16::try_from(inside).unwrap_or(u16::MAX))
    }
    pub(crate) fn day(self) -> ShopDay {
        ShopDay::new(DAY_MIN.get() + i32::from(self.0))
    }
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Places behind the last day.
pub(crate) const PAD: usize = 8;

/// The dense number of a customer in the columns; stable until the columns are built anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowIndex(pub(crate) u32);

impl RowIndex {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where the purchases of one customer lie.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Slot {
    pub(crate) start: u32,
    pub(crate) len: u32,
    /// Places reserved from `start`, at least `len`.
    pub(crate) room: u32,
}

impl Slot {
    pub(crate) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.start as usize + self.len as usize
    }
}

/// All purchases of known customers, and the totals per day of known and of anonymous sales.
#[derive(Debug, Clone)]
pub struct Columns {
    ids: Ids,
    /// Customers that a list shows: registered or having bought.
    listed: Vec<bool>,
    /// Listed rows without a purchase.
    leads: u32,
    slots: Vec<Slot>,
    /// Net of all purchases of a row.
    totals: Vec<i64>,
    /// As long as `nets`, and [`PAD`] more: whoever reads days in chunks never reads past the end.
    days: Vec<u16>,
    nets: Vec<i64>,
    known: DayTotals,
    /// Of every purchase, whatever its day.
    profile: Profile,
    anonymous: DayTotals,
    purchases: u32,
    /// Places left behind by slices that moved.
    holes: usize,
    version: u64,
}

impl Default for Columns {
    fn default() -> Self {
        Builder::default().finish()
    }
}

impl Columns {
    fn empty() -> Self {
        Self {
            ids: Ids::default(),
            listed: Vec::new(),
            leads: 0,
            slots: Vec::new(),
            totals: Vec::new(),
            days: Vec::new(),
            nets: Vec::new(),
            known: DayTotals::default(),
            anonymous: DayTotals::default(),
            profile: Profile::default(),
            purchases: 0,
            holes: 0,
            version: 0,
        }
    }
    /// Grows by one with every change: what a cache compares.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }
    /// Rows, customers without a purchase included.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.slots.len()
    }
    /// Purchases held, whatever their day.
    #[must_use]
    pub fn purchases(&self) -> u32 {
        self.purchases
    }
    #[must_use]
    pub fn row_of(&self, customer: CustomerId) -> Option<RowIndex> {
        self.ids.row(customer).map(RowIndex)
    }
    #[must_use]
    pub fn customer_of(&self, row: RowIndex) -> Option<CustomerId> {
        self.ids.customer(row.0)
    }
    /// The customer of a bit: rows are numbered from 0.
    #[must_use]
    pub fn customer_at(&self, row: u32) -> Option<CustomerId> {
        self.ids.customer(row)
    }
    /// Whether lists show this row.
    #[must_use]
    pub fn is_listed(&self, row: RowIndex) -> bool {
        self.listed.get(row.index()).copied().unwrap_or(false)
    }
    /// Customers that lists show and that have no order, whatever the day.
    #[must_use]
    pub fn leads(&self) -> u32 {
        self.leads
    }
    /// Orders and net per day of known customers.
    #[must_use]
    pub fn known_totals(&self) -> &DayTotals {
        &self.known
    }
    /// Orders and net per day of sales without a customer: shown beside every figure as excluded.
    #[must_use]
    pub fn anonymous_totals(&self) -> &DayTotals {
        &self.anonymous
    }
    /// The day of the shop's first order by a known customer.
    #[must_use]
    pub fn first_day(&self) -> Option<ShopDay> {
        self.known.first_day()
    }
    /// The day of the last order by a known customer.
    #[must_use]
    pub fn last_day(&self) -> Option<ShopDay> {
        self.known.last_day()
    }
    /// The purchases of one customer, oldest first.
    pub fn purchases_of(&self, customer: CustomerId) -> impl Iterator<Item = (ShopDay, Rial)> + '_ {
        let row = self.row_of(customer);
        let (days, nets) = row.map_or((&[][..], &[][..]), |r| (self.row_days(r), self.row_nets(r)));
        days.iter().zip(nets).map(|(d, n)| (Offset(*d).day(), Rial::new(*n)))
    }
    /// Bytes held by the purchases and the rows (the arrays' lengths, without spare capacity).
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.days.len() * 2
            + self.nets.len() * 8
            + self.slots.len() * (size_of::<Slot>() + 9)
            + self.ids.bytes()
    }

    pub(crate) fn row_days(&self, row: RowIndex) -> &[u16] {
        self.slots.get(row.index()).map_or(&[], |slot| &self.days[slot.range()])
    }
    pub(crate) fn row_nets(&self, row: RowIndex) -> &[i64] {
        self.slots.get(row.index()).map_or(&[], |slot| &self.nets[slot.range()])
    }
    /// The net of every row, whatever the days.
    pub(crate) fn totals(&self) -> &[i64] {
        &self.totals
    }
    pub(crate) fn row_total(&self, row: RowIndex) -> i64 {
        self.totals.get(row.index()).copied().unwrap_or(0)
    }
    pub(crate) fn slots(&self) -> &[Slot] {
        &self.slots
    }
    pub(crate) fn slot(&self, row: RowIndex) -> Slot {
        self.slots.get(row.index()).copied().unwrap_or_default()
    }
    /// The days of all rows as they lie, and [`PAD`] places more.
    pub(crate) fn all_days(&self) -> &[u16] {
        &self.days
    }
    /// Every row with its days, in row order.
    pub(crate) fn each_row(&self) -> impl Iterator<Item = (RowIndex, &[u16])> {
        (0u32..).zip(&self.slots).map(|(row, slot)| (RowIndex(row), &self.days[slot.range()]))
    }
    pub(crate) fn profile(&self) -> &Profile {
        &self.profile
    }
    /// No order lies after this day.
    pub(crate) fn ends_by(&self, at: Offset) -> bool {
        self.known.ends_by(at)
    }
    /// The net of a row up to and including `as_of`.
    #[inline]
    pub(crate) fn net_until(&self, row: RowIndex, as_of: Offset) -> i64 {
        if self.ends_by(as_of) {
            return self.row_total(row);
        }
        let cut = self.row_days(row).partition_point(|d| *d <= as_of.0);
        self.row_nets(row)[..cut].iter().sum()
    }
}
