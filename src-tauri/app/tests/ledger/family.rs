//! Households, written down plainly: a list of memberships, and one heap of lots to spend from.

use super::model::{Bug, Model, Src};

#[derive(Debug, Clone)]
pub struct Membership {
    pub family: usize,
    pub who: usize,
    pub is_open: bool,
    /// The merge that made it or ended it.
    began_by: Option<usize>,
    ended_by: Option<usize>,
}

impl Model {
    pub fn family_of(&self, who: usize) -> Option<usize> {
        self.memberships.iter().find(|one| one.is_open && one.who == who).map(|one| one.family)
    }

    /// Everybody whose points this one may spend, the one first.
    pub fn pool(&self, who: usize) -> Vec<usize> {
        let family = self.family_of(who);
        let with = |one: &&super::family::Membership| {
            let is_in = one.is_open || self.has(Bug::LeaverStillPays);
            is_in && family.is_some() && Some(one.family) == family && one.who != who
        };
        std::iter::once(who).chain(self.memberships.iter().filter(with).map(|one| one.who)).collect()
    }

    pub fn pool_spendable(&self, who: usize, except: Option<usize>) -> i64 {
        let one = |who: usize| {
            let debt = if self.has(Bug::FamilyForgetsDebt) { 0 } else { self.debt(who) };
            self.usable_points(who) - debt - self.reserved(who, except)
        };
        self.pool(who).into_iter().map(one).sum::<i64>().max(0)
    }

    /// What a sale takes, by whose it is: the buyer's first.
    pub fn take_from_pool(
        &mut self,
        buyer: usize,
        at: usize,
        points: i64,
    ) -> Vec<(usize, Vec<(usize, i64)>)> {
        let pool = self.pool(buyer);
        let mut lots: Vec<usize> = pool.iter().flat_map(|who| self.usable(*who)).collect();
        lots.sort_by_key(|lot| {
            let lot = &self.lots[*lot];
            (lot.expires.is_none(), lot.expires, lot.opened_ms, lot.who != buyer, lot.seq)
        });
        let mut left = points;
        let mut parts = Vec::new();
        for lot in lots {
            let part = self.lots[lot].open.min(left);
            if part > 0 {
                parts.push((lot, part));
                left -= part;
            }
        }
        let mut shares = Vec::new();
        for who in pool {
            let own: Vec<(usize, i64)> =
                parts.iter().filter(|(lot, _)| self.lots[*lot].who == who).copied().collect();
            let sum: i64 = own.iter().map(|(_, part)| part).sum();
            if sum == 0 || (self.has(Bug::FamilySpendsTwice) && who != buyer) {
                continue;
            }
            let by = if self.has(Bug::RedemptionNotDeducted) { 0 } else { self.entry(who, "redeem", -sum) };
            for (lot, part) in &own {
                self.take((by, Src::Sale(at)), &[*lot], *part);
            }
            shares.push((who, own));
        }
        shares
    }

    fn enter(&mut self, family: usize, who: usize, began_by: Option<usize>) {
        self.memberships.push(Membership { family, who, is_open: true, began_by, ended_by: None });
    }

    fn go(&mut self, who: usize, by: Option<usize>) {
        for one in self.memberships.iter_mut().filter(|one| one.is_open && one.who == who) {
            (one.is_open, one.ended_by) = (false, by);
        }
    }

    /// One who is alone is no family.
    fn end_if_alone(&mut self, family: usize, by: Option<usize>) {
        let left: Vec<usize> = self
            .memberships
            .iter()
            .filter(|one| one.is_open && one.family == family)
            .map(|one| one.who)
            .collect();
        if let [alone] = left[..] {
            self.go(alone, by);
        }
    }

    /// Comes into the family of somebody, or makes one with them.
    pub fn join(&mut self, who: usize, with: usize) -> Result<(), String> {
        let family = self.family_of(with);
        if who == with || (family.is_some() && self.family_of(who) == family) {
            return Err("family_twice".to_owned());
        }
        if self.family_of(who).is_some() {
            return Err("family_taken".to_owned());
        }
        let family = family.unwrap_or_else(|| {
            self.families += 1;
            let new = self.families;
            self.enter(new, with, None);
            new
        });
        self.enter(family, who, None);
        self.last_event_ms = self.now_ms;
        Ok(())
    }

    pub fn leave(&mut self, who: usize, all: bool) -> Result<(), String> {
        let family = self.family_of(who).ok_or("nothing")?;
        if all {
            for other in self.pool(who) {
                self.go(other, None);
            }
        } else {
            self.go(who, None);
            self.end_if_alone(family, None);
        }
        self.last_event_ms = self.now_ms;
        Ok(())
    }

    pub fn family_merged(&mut self, merge: usize, kept: usize, gone: usize) {
        let Some(family) = self.family_of(gone) else { return };
        self.go(gone, Some(merge));
        if self.family_of(kept).is_none() {
            self.enter(family, kept, Some(merge));
        }
        self.end_if_alone(family, Some(merge));
    }

    pub fn family_parted(&mut self, merge: usize) {
        let place = self.memberships.iter().position(|one| one.began_by == Some(merge));
        if let Some(place) = place {
            // Who was sent away meanwhile stays away.
            if !self.memberships[place].is_open {
                return;
            }
            self.memberships[place].is_open = false;
        }
        let mut back = Vec::new();
        for at in 0..self.memberships.len() {
            let one = self.memberships[at].clone();
            let is_free = self.family_of(one.who).is_none() && self.merged_into(one.who).is_none();
            if one.ended_by == Some(merge) && !one.is_open && is_free {
                (self.memberships[at].is_open, self.memberships[at].ended_by) = (true, None);
                back.push(one.family);
            }
        }
        for family in back {
            self.end_if_alone(family, Some(merge));
        }
    }
}
