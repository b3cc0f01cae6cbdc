//! One purchase more or one less. A full slice moves to the end with half its length to spare, so a customer's slice
//! moves a logarithmic number of times; the places left behind are swept up when they outweigh the data.

use super::{Columns, ColumnsError, Offset, PAD, Purchase, RowIndex, Slot, day_totals::grown};
use bazgasht_domain::{calendar::ShopDay, ids::CustomerId, money::Rial};

/// Holes are swept once they exceed half of the purchases and this many places.
const HOLES_TOLERATED: usize = 1 << 16;

impl Columns {
    /// Makes a customer known without a purchase, so that lists show them.
    pub fn register(&mut self, customer: CustomerId) -> Result<(), ColumnsError> {
        self.row_or_new(customer).map(|_| self.version += 1)
    }

    /// Lists no longer show this customer; their purchases, if any remain, still count.
    pub fn unregister(&mut self, customer: CustomerId) {
        if let Some(row) = self.row_of(customer) {
            let was_listed = std::mem::replace(&mut self.listed[row.index()], false);
            self.leads -= u32::from(was_listed && self.slot(row).len == 0);
            self.version += 1;
        }
    }

    /// Counts a sale without a customer as excluded.
    pub fn add_anonymous(&mut self, day: ShopDay, net: Rial) -> Result<(), ColumnsError> {
        let at = Offset::of(day).ok_or(ColumnsError::DayOutOfRange { day })?;
        self.anonymous.add(at, net.get())?;
        self.version += 1;
        Ok(())
    }

    /// Takes back [`Columns::add_anonymous`]. False when that day holds none.
    pub fn remove_anonymous(&mut self, day: ShopDay, net: Rial) -> bool {
        let done = Offset::of(day).is_some_and(|at| self.anonymous.remove(at, net.get()));
        self.version += u64::from(done);
        done
    }

    /// Takes one order: new, back-dated or brought back. Typed errors; on error nothing has changed.
    pub fn add(&mut self, purchase: Purchase) -> Result<(), ColumnsError> {
        let at = Offset::of(purchase.day).ok_or(ColumnsError::DayOutOfRange { day: purchase.day })?;
        let net = purchase.net.get();
        grown(self.known.magnitude(), net)?;
        if self.purchases == u32::MAX {
            return Err(ColumnsError::TooMany);
        }
        let row = self.row_or_new(purchase.customer)?;
        self.make_room(row)?;
        self.known.add(at, net)?;
        self.purchases += 1;
        self.version += 1;
        self.totals[row.index()] += net;
        let slot = &mut self.slots[row.index()];
        let held = slot.range();
        slot.len += 1;
        self.leads -= u32::from(slot.len == 1);
        self.profile.contrib(&self.days[held.clone()], -1);
        // Most purchases are the newest of their customer: look from the end.
        let later = self.days[held.clone()].iter().rev().take_while(|day| **day > at.0).count();
        let place = held.end - later;
        self.days.copy_within(place..held.end, place + 1);
        self.nets.copy_within(place..held.end, place + 1);
        self.days[place] = at.0;
        self.nets[place] = net;
        self.profile.contrib(&self.days[held.start..=held.end], 1);
        Ok(())
    }

    /// Takes one order away: cancelled, fully returned, or about to be added again with another day or amount.
    pub fn remove(&mut self, purchase: Purchase) -> Result<(), ColumnsError> {
        let missing = ColumnsError::NoSuchPurchase { purchase };
        let at = Offset::of(purchase.day).ok_or(missing)?;
        let net = purchase.net.get();
        let row = self.row_of(purchase.customer).ok_or(missing)?;
        let held = self.slots[row.index()].range();
        let days = &self.days[held.clone()];
        let first = days.partition_point(|day| *day < at.0);
        let same_day = days[first..].iter().take_while(|day| **day == at.0).count();
        let nets = &self.nets[held.start + first..held.start + first + same_day];
        let among = nets.iter().position(|n| *n == net).ok_or(missing)?;
        let place = held.start + first + among;
        self.profile.contrib(&self.days[held.clone()], -1);
        self.days.copy_within(place + 1..held.end, place);
        self.nets.copy_within(place + 1..held.end, place);
        self.slots[row.index()].len -= 1;
        self.leads += u32::from(self.listed[row.index()] && self.slots[row.index()].len == 0);
        self.profile.contrib(&self.days[held.start..held.end - 1], 1);
        self.totals[row.index()] -= net;
        self.known.remove(at, net);
        self.purchases -= 1;
        self.version += 1;
        Ok(())
    }

    /// Sweeps up the places that moved slices left behind, when there are many. For idle moments.
    pub fn tidy(&mut self) {
        if self.holes * 8 > self.purchases as usize {
            self.repack();
        }
    }

    pub(super) fn row_or_new(&mut self, customer: CustomerId) -> Result<RowIndex, ColumnsError> {
        let row = self.ids.row_or_new(customer).map(RowIndex).ok_or(ColumnsError::TooMany)?;
        if row.index() == self.slots.len() {
            let start = u32::try_from(self.nets.len()).map_err(|_| ColumnsError::TooMany)?;
            self.slots.push(Slot { start, len: 0, room: 0 });
            self.totals.push(0);
            self.listed.push(false);
        }
        let was_listed = std::mem::replace(&mut self.listed[row.index()], true);
        self.leads += u32::from(!was_listed && self.slot(row).len == 0);
        Ok(row)
    }

    /// Afterwards the slice of `row` has a free place.
    fn make_room(&mut self, row: RowIndex) -> Result<(), ColumnsError> {
        let slot = self.slots[row.index()];
        if slot.len < slot.room {
            return Ok(());
        }
        if self.holes > self.purchases as usize / 2 + HOLES_TOLERATED {
            self.repack();
        }
        let slot = self.slots[row.index()];
        let room = slot.len.saturating_add((slot.len / 2).max(2));
        let at_end = slot.start as usize + slot.room as usize == self.nets.len();
        let start = if at_end { slot.start as usize } else { self.nets.len() };
        let end = start + room as usize;
        let new_start = u32::try_from(start).map_err(|_| ColumnsError::TooMany)?;
        u32::try_from(end).map_err(|_| ColumnsError::TooMany)?;
        self.days.resize(end + PAD, 0);
        self.nets.resize(end, 0);
        if !at_end {
            self.days.copy_within(slot.range(), start);
            self.nets.copy_within(slot.range(), start);
            self.holes += slot.room as usize;
        }
        self.slots[row.index()] = Slot { start: new_start, len: slot.len, room };
        Ok(())
    }

    /// Lays the slices out side by side again, in row order.
    fn repack(&mut self) {
        let mut days = Vec::with_capacity(self.purchases as usize + PAD);
        let mut nets = Vec::with_capacity(self.purchases as usize);
        let mut start = 0u32;
        for slot in &mut self.slots {
            days.extend_from_slice(&self.days[slot.range()]);
            nets.extend_from_slice(&self.nets[slot.range()]);
            *slot = Slot { start, len: slot.len, room: slot.len };
            start += slot.len;
        }
        days.resize(nets.len() + PAD, 0);
        self.days = days;
        self.nets = nets;
        self.holes = 0;
    }
}
