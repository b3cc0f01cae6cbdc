//! A buyer with everybody whose points they may spend, in one snapshot.
//!
//! Invariant: the buyer comes first, then the others in the order in which they came into the family; without a family
//! the buyer is alone.

use crate::club::Member;
use crate::error::AppError;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, SuspendedId};
use bazgasht_domain::loyalty::{Program, Purse, spendable};
use bazgasht_domain::points::Points;
use bazgasht_store::families::{self, Family};
use bazgasht_store::{Reader, points};

pub(crate) struct Pool {
    pub family: Option<Family>,
    pub others: Vec<Member>,
}

impl Pool {
    /// # Errors
    /// What the store says.
    pub(crate) fn of(
        reader: &Reader,
        buyer: CustomerId,
        program: &Program,
        now: InstantMs,
    ) -> Result<Self, AppError> {
        let family = families::of(reader, buyer)?;
        let members = family.iter().flat_map(|family| &family.members).map(|(member, _)| *member);
        let others = members.filter(|member| *member != buyer);
        let others = others.map(|member| Member::load(reader, member, program, now));
        Ok(Self { others: others.collect::<Result<_, _>>()?, family })
    }

    /// What the suspended sale that is gone on with reserves is its own to spend, whoever it is for by now.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) fn without_hold_of(
        &mut self,
        reader: &Reader,
        buyer: &mut Member,
        suspended: SuspendedId,
        now: InstantMs,
    ) -> Result<(), AppError> {
        for member in std::iter::once(buyer).chain(&mut self.others) {
            member.held = crate::till::held_beside(reader, member.id, suspended, now)?;
        }
        Ok(())
    }

    /// The buyer's purse first.
    pub(crate) fn purses(&self, buyer: &Member, today: ShopDay) -> Vec<Purse> {
        std::iter::once(buyer).chain(&self.others).map(|member| member.purse(today)).collect()
    }

    pub(crate) fn spendable(&self, buyer: &Member, today: ShopDay) -> Points {
        spendable(&self.purses(buyer, today))
    }

    pub(crate) fn name_of<'a>(&'a self, buyer: &'a Member, owner: CustomerId) -> &'a str {
        let mut members = std::iter::once(buyer).chain(&self.others);
        members.find(|member| member.id == owner).map_or("", |member| &member.name)
    }
}

/// What a suspended sale may still reserve: Σ balances − Σ holds of everybody whose points the buyer may spend.
///
/// # Errors
/// What the store says.
pub(crate) fn free_to_hold(reader: &Reader, buyer: CustomerId, now: InstantMs) -> Result<Points, AppError> {
    let family = families::of(reader, buyer)?;
    let members = match &family {
        Some(family) => family.members.iter().map(|(member, _)| *member).collect(),
        None => vec![buyer],
    };
    let mut free = 0_i64;
    for member in members {
        let held = points::held(reader, member, now, None)?;
        free = free.saturating_add(points::balance(reader, member)?.get()).saturating_sub(held.get());
    }
    Ok(Points::new(free))
}
