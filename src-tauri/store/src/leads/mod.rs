//! Leads: people who have not bought yet, and how far the talk with them has come. Every change of stage leaves a step.
//! "Won" is never written: whoever has an order is won.

use crate::{Reader, Result, Tx};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, LeadStepId, StaffId};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    New,
    Contacted,
    Offer,
    Lost,
}

impl Stage {
    const ALL: [Self; 4] = [Self::New, Self::Contacted, Self::Offer, Self::Lost];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Contacted => "contacted",
            Self::Offer => "offer",
            Self::Lost => "lost",
        }
    }
    fn parse(text: &str) -> Self {
        Self::ALL.into_iter().find(|stage| stage.as_str() == text).unwrap_or(Self::New)
    }
}

/// Where one lead stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    pub customer: CustomerId,
    pub stage: Stage,
    /// Why it was lost; empty otherwise.
    pub reason: String,
    pub since: InstantMs,
    /// Has an order: the lead is won, whatever the stage says.
    pub won_day: Option<ShopDay>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub id: LeadStepId,
    pub at: InstantMs,
    pub day: ShopDay,
    pub actor: Option<StaffId>,
    pub from: Stage,
    pub to: Stage,
    pub reason: String,
}

/// A change of stage about to be written.
#[derive(Debug, Clone, Copy)]
pub struct Move<'a> {
    pub customer: CustomerId,
    pub to: Stage,
    pub reason: &'a str,
    pub at: InstantMs,
    pub day: ShopDay,
    pub actor: Option<StaffId>,
}

/// Puts a lead into a stage and writes the step; answers where it stood. The same stage again writes nothing.
///
/// # Errors
/// `MissingReference` when there is no such customer.
pub fn set(tx: &Tx, to: &Move<'_>) -> Result<Option<Lead>> {
    let before = get(tx, to.customer)?;
    let from = before.as_ref().map_or(Stage::New, |lead| lead.stage);
    let same = before.as_ref().is_some_and(|lead| lead.stage == to.to && lead.reason == to.reason);
    if same {
        return Ok(before);
    }
    let row = (to.customer.get(), to.to.as_str(), to.reason, to.at.get());
    tx.run(include_str!("set.sql"), row)?;
    tx.touch(to.customer);
    if before.is_some() || to.to != Stage::New {
        let id: LeadStepId = tx.mint()?;
        let row = (
            id.get(),
            to.customer.get(),
            to.at.get(),
            to.day.get(),
            to.actor.map(StaffId::get),
            from.as_str(),
            to.to.as_str(),
            to.reason,
        );
        tx.run(include_str!("insert_step.sql"), row)?;
    }
    Ok(before)
}

fn lead(row: &rusqlite::Row<'_>) -> rusqlite::Result<Lead> {
    Ok(Lead {
        customer: CustomerId::new(row.get(0)?),
        stage: Stage::parse(&row.get::<_, String>(1)?),
        reason: row.get(2)?,
        since: InstantMs::new(row.get(3)?),
        won_day: row.get::<_, Option<i32>>(4)?.map(ShopDay::new),
    })
}

/// # Errors
/// The store's own errors.
pub fn get(reader: &Reader, customer: CustomerId) -> Result<Option<Lead>> {
    reader.one(include_str!("get.sql"), [customer.get()], lead)
}

/// Everybody who was ever put into a stage and still lives in the shop, the latest change first.
///
/// # Errors
/// The store's own errors.
pub fn all(reader: &Reader) -> Result<Vec<Lead>> {
    reader.many(include_str!("all.sql"), [], lead)
}

/// Newest first.
///
/// # Errors
/// The store's own errors.
pub fn steps(reader: &Reader, customer: CustomerId, limit: u32, skip: u32) -> Result<Vec<Step>> {
    reader.many(include_str!("steps.sql"), (customer.get(), limit, skip), |row| {
        Ok(Step {
            id: LeadStepId::new(row.get(0)?),
            at: InstantMs::new(row.get(1)?),
            day: ShopDay::new(row.get(2)?),
            actor: row.get::<_, Option<i64>>(3)?.map(StaffId::new),
            from: Stage::parse(&row.get::<_, String>(4)?),
            to: Stage::parse(&row.get::<_, String>(5)?),
            reason: row.get(6)?,
        })
    })
}

/// Takes the stage away, as if there never had been one; the steps stay.
///
/// # Errors
/// The store's own errors.
pub fn remove(tx: &Tx, customer: CustomerId) -> Result<()> {
    tx.run("DELETE FROM lead WHERE customer_id = ?1", [customer.get()])?;
    tx.touch(customer);
    Ok(())
}
