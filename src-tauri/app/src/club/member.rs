//! A customer as the club sees them in one snapshot: balance, lots, reserves, tier.
//!
//! Invariant: spendable = open lots that are available and not past their day − debt − open holds, never below zero.

use crate::customers::birthday_of;
use crate::error::{AppError, Code};
use bazgasht_domain::calendar::{Birthday, ShopDay};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::loyalty::{self, Program, Purse};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use bazgasht_store::points::{self, Lot};
use bazgasht_store::{Reader, club, customers};

#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub id: CustomerId,
    pub name: String,
    pub birthday: Option<Birthday>,
    /// Purchases that still stand.
    pub orders: i64,
    pub first_day: Option<ShopDay>,
    pub balance: Points,
    pub lots: Vec<Lot>,
    pub held: Points,
    pub tier: Option<club::Standing>,
    /// An amount too small to earn, from earlier purchases.
    pub carried: Rial,
}

impl Member {
    /// Somebody who can buy: a record that was merged away or erased cannot.
    ///
    /// # Errors
    /// `not_found`.
    pub(crate) fn living(
        reader: &Reader,
        id: CustomerId,
        program: &Program,
        now: InstantMs,
    ) -> Result<Self, AppError> {
        refuse_gone(reader, id)?;
        Self::load(reader, id, program, now)
    }

    /// # Errors
    /// `not_found`.
    pub(crate) fn load(
        reader: &Reader,
        id: CustomerId,
        program: &Program,
        now: InstantMs,
    ) -> Result<Self, AppError> {
        let row = customers::rows(reader, &[id])?.into_iter().next().ok_or(Code::NotFound)?;
        let carries = program.remainder == loyalty::Remainder::Carry;
        let has_tiers = !program.ladder.is_empty();
        Ok(Self {
            id,
            name: row.full_name,
            birthday: row.birth.and_then(birthday_of),
            orders: row.totals.orders_count,
            first_day: row.totals.first_day,
            balance: row.totals.points,
            lots: points::open_lots(reader, id)?,
            held: points::held(reader, id, now, None)?,
            tier: if has_tiers { club::standing(reader, id)? } else { None },
            carried: if carries { club::carried(reader, id)? } else { Rial::ZERO },
        })
    }

    fn sum(&self, wanted: impl Fn(&Lot) -> bool) -> i64 {
        self.lots.iter().filter(|lot| wanted(lot)).map(|lot| lot.open.get()).sum()
    }

    /// Owed from purchases that came back after their points were spent.
    pub(crate) fn debt(&self) -> Points {
        Points::new(self.sum(|_| true) - self.balance.get())
    }

    /// Earned, not available yet.
    pub(crate) fn pending(&self, today: ShopDay) -> Points {
        Points::new(self.sum(|lot| is_live(lot, today) && !is_available(lot, today)))
    }

    pub(crate) fn spendable(&self, today: ShopDay) -> Points {
        let usable = self.sum(|lot| is_live(lot, today) && is_available(lot, today));
        Points::new((usable - self.debt().get() - self.held.get()).max(0))
    }

    /// The lots that a debit of today may take from.
    pub(crate) fn usable(&self, today: ShopDay) -> Vec<loyalty::Lot> {
        let usable = self.lots.iter().filter(|lot| is_live(lot, today) && is_available(lot, today));
        usable.map(loyalty::Lot::from).collect()
    }

    /// What this person brings into a pool.
    pub(crate) fn purse(&self, today: ShopDay) -> Purse {
        Purse { owner: self.id, usable: self.usable(today), debt: self.debt(), held: self.held }
    }

    pub(crate) fn tier_id(&self) -> Option<&str> {
        self.tier.as_ref().map(|standing| standing.tier.as_str())
    }
}

/// # Errors
/// `not_found` for a record that is not there, was merged away or erased.
pub(crate) fn refuse_gone(reader: &Reader, id: CustomerId) -> Result<(), AppError> {
    if customers::is_living(reader, id)? { Ok(()) } else { Err(Code::NotFound.into()) }
}

fn is_live(lot: &Lot, today: ShopDay) -> bool {
    lot.expires.is_none_or(|last| last >= today)
}

fn is_available(lot: &Lot, today: ShopDay) -> bool {
    lot.available_from.is_none_or(|from| from <= today)
}
