//! Tiers: up at the sale that reaches one, down when a return falls below it or at a review after the grace days.
//! Every step keeps the numbers it was decided on.

use crate::api::types::{TierRef, TierStanding};
use crate::error::AppError;
use crate::views::day_view;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, StaffId};
use bazgasht_domain::loyalty::{Ladder, Program, Tier, TierBasis};
use bazgasht_store::{Reader, Tx, club, points, sales};

/// What lifts a customer: net spend or points in the rolling window that ends today.
pub(crate) fn qualifying(
    reader: &Reader,
    ladder: &Ladder,
    customer: CustomerId,
    today: ShopDay,
) -> Result<i64, AppError> {
    let from = ladder.window_start(today);
    Ok(match ladder.basis {
        TierBasis::Spend => sales::spend_since(reader, customer, from)?.get(),
        TierBasis::Points => points::earned_since(reader, customer, from)?.get(),
    })
}

/// Why somebody is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Occasion {
    Sale {
        sale: i64,
    },
    /// A return or a cancelled sale; the figure before it.
    Return {
        source: i64,
        before: i64,
    },
    Review,
}

/// The program and the moment of a decision.
#[derive(Clone, Copy)]
pub(crate) struct Judge<'a> {
    pub tx: &'a Tx,
    pub program: &'a Program,
    pub revision: i64,
    pub today: ShopDay,
    pub at: InstantMs,
    pub actor: Option<StaffId>,
}

/// What a decision did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Stays,
    InGrace,
    Up,
    Down,
}

impl Judge<'_> {
    /// Moves one customer to where the figures say, as far as the occasion allows.
    pub(crate) fn look(&self, customer: CustomerId, occasion: Occasion) -> Result<Step, AppError> {
        let ladder = &self.program.ladder;
        if ladder.is_empty() {
            return Ok(Step::Stays);
        }
        let figure = qualifying(self.tx, ladder, customer, self.today)?;
        let standing = club::standing(self.tx, customer)?;
        let at = standing.as_ref().map(|standing| standing.tier.as_str());
        let reached = ladder.reached(figure);
        let (now, due) = (ladder.rank(at), ladder.rank(reached.map(|tier| tier.id.as_str())));
        if due > now {
            return self.step(customer, at, reached, figure, occasion).map(|()| Step::Up);
        }
        if due == now {
            return self.note_below(customer, standing, None).map(|()| Step::Stays);
        }
        let threshold = now.and_then(|rank| ladder.tiers.get(rank)).map_or(0, |tier| tier.threshold);
        let falls = match occasion {
            Occasion::Sale { .. } => false,
            // A return takes what it took the figures for; who was in grace before stays in grace.
            Occasion::Return { before, .. } => before >= threshold,
            Occasion::Review => {
                let since = standing.as_ref().and_then(|standing| standing.below);
                since.is_some_and(|since| self.today.days_since(since) >= i32::from(ladder.grace_days))
                    || ladder.grace_days == 0
            }
        };
        if falls {
            self.step(customer, at, reached, figure, occasion).map(|()| Step::Down)
        } else {
            self.note_below(customer, standing, Some(self.today)).map(|()| Step::InGrace)
        }
    }

    /// Remembers since when the figures are below; the first day stays.
    fn note_below(
        &self,
        customer: CustomerId,
        standing: Option<club::Standing>,
        below: Option<ShopDay>,
    ) -> Result<(), AppError> {
        let Some(standing) = standing else { return Ok(()) };
        let noted = below.map(|today| standing.below.unwrap_or(today));
        if noted != standing.below {
            club::put_tier(self.tx, customer, Some(&club::Standing { below: noted, ..standing }))?;
        }
        Ok(())
    }

    fn step(
        &self,
        customer: CustomerId,
        from: Option<&str>,
        to: Option<&Tier>,
        figure: i64,
        occasion: Occasion,
    ) -> Result<(), AppError> {
        let standing =
            to.map(|tier| club::Standing { tier: tier.id.clone(), since: self.today, below: None });
        club::put_tier(self.tx, customer, standing.as_ref())?;
        let (reason, source) = match occasion {
            Occasion::Sale { sale } => (club::TierReason::Sale, Some(sale)),
            Occasion::Return { source, .. } => (club::TierReason::Return, Some(source)),
            Occasion::Review => (club::TierReason::Review, None),
        };
        // Down: the threshold that was missed; up: the one that was reached.
        let missed = from.and_then(|id| self.program.ladder.tier(id));
        let is_up =
            self.program.ladder.rank(to.map(|tier| tier.id.as_str())) > self.program.ladder.rank(from);
        let threshold = if is_up { to } else { missed }.map_or(0, |tier| tier.threshold);
        club::insert_tier_change(
            self.tx,
            &club::NewTierChange {
                customer,
                from: from.map(str::to_owned),
                to: to.map(|tier| tier.id.clone()),
                reason,
                source,
                qualifying: figure,
                threshold,
                revision: self.revision,
                day: self.today,
                at: self.at,
                actor: self.actor,
            },
        )?;
        Ok(())
    }
}

/// A tier of the program by id; one that a later program no longer has is no tier.
pub(crate) fn tier_ref(ladder: &Ladder, id: Option<&str>) -> Option<TierRef> {
    ladder.tier(id?).map(|tier| TierRef { id: tier.id.clone(), name: tier.name.clone() })
}

/// Where somebody stands with a figure; none without tiers.
pub(crate) fn standing_view(
    ladder: &Ladder,
    standing: Option<&club::Standing>,
    figure: i64,
    today: ShopDay,
) -> Option<TierStanding> {
    if ladder.is_empty() {
        return None;
    }
    let next = ladder.next(figure);
    let grace_until = standing.and_then(|standing| standing.below);
    let grace_until = grace_until.map(|below| below.plus_days(i32::from(ladder.grace_days)));
    Some(TierStanding {
        tier: tier_ref(ladder, standing.map(|standing| standing.tier.as_str())),
        since: standing.map(|standing| day_view(standing.since, today)),
        qualifying: figure,
        next: next.map(|tier| TierRef { id: tier.id.clone(), name: tier.name.clone() }),
        missing: next.map(|tier| tier.threshold - figure),
        grace_until: grace_until.map(|day| day_view(day, today)),
    })
}
