//! Postings that a use case makes: credits that pay debts first, debits from the soonest lots, reversals that find
//! their points again.
//!
//! Invariant: nobody has open lots and a debt at once when a posting here is over.

use crate::error::{AppError, Code};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, PointsEntryId, StaffId};
use bazgasht_domain::loyalty::{self, Program, Reversal, allocate, open_points};
use bazgasht_domain::points::Points;
use bazgasht_store::points::{self, Cause, Effect, Entry, EntryKind, NewEntry, NewReversal, Posted};
use bazgasht_store::{Tx, merges};

/// Who posts, and when.
#[derive(Clone, Copy)]
pub(crate) struct Poster<'a> {
    pub tx: &'a Tx,
    pub at: InstantMs,
    /// The day that the entry belongs to.
    pub day: ShopDay,
    pub actor: Option<StaffId>,
}

/// What an entry says beside its points.
#[derive(Clone, Copy)]
pub(crate) struct Why<'a> {
    pub kind: EntryKind,
    pub source_kind: &'a str,
    pub source_id: i64,
    pub rule: &'a str,
    pub note: Option<&'a str>,
}

impl<'a> Why<'a> {
    pub(crate) fn of_sale(kind: EntryKind, sale: i64, rule: &'a str) -> Self {
        Self { kind, source_kind: "sale", source_id: sale, rule, note: None }
    }
}

/// When new points can be spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Life {
    pub expires: Option<ShopDay>,
    pub available_from: Option<ShopDay>,
}

impl Life {
    pub(crate) fn of(program: &Program, day: ShopDay) -> Self {
        let wait = program.available_after_days;
        Self {
            expires: program.expiry.last_day(day),
            available_from: (wait > 0).then(|| day.plus_days(i32::from(wait))),
        }
    }
}

impl Poster<'_> {
    fn entry(&self, customer: CustomerId, points: Points, why: Why<'_>) -> NewEntry {
        NewEntry {
            customer,
            kind: why.kind,
            points,
            day: self.day,
            at: self.at,
            cause: Cause {
                source_kind: why.source_kind.to_owned(),
                source_id: why.source_id,
                rule: why.rule.to_owned(),
            },
            actor: self.actor,
            note: why.note.map(str::to_owned),
        }
    }

    /// Opens a lot and pays from it what is owed; nothing for no points. `owes`: whether there is a debt at all, for
    /// callers who know.
    pub(crate) fn credit(
        &self,
        customer: CustomerId,
        points: Points,
        why: Why<'_>,
        life: Life,
        owes: bool,
    ) -> Result<(), AppError> {
        if points <= Points::ZERO {
            return Ok(());
        }
        let effect = Effect::Open { expires: life.expires, available_from: life.available_from };
        let posted = points::post(self.tx, &self.entry(customer, points, why), effect)?;
        if let (true, Posted::New(lot)) = (owes, posted) {
            points::settle_from(self.tx, customer, lot, points)?;
        }
        Ok(())
    }

    /// Takes points from these lots, soonest expiry first.
    ///
    /// # Errors
    /// `points_not_enough`.
    pub(crate) fn debit(
        &self,
        customer: CustomerId,
        points: Points,
        why: Why<'_>,
        lots: &[loyalty::Lot],
    ) -> Result<(), AppError> {
        if points == Points::ZERO {
            return Ok(());
        }
        let from = allocate(lots, points).map_err(|short| {
            let refused = AppError::new(Code::PointsNotEnough);
            refused.with("balance", short.open.get()).with("wanted", points.get())
        })?;
        let entry = self.entry(customer, Points::new(-points.get()), why);
        points::post(self.tx, &entry, Effect::Take { from: &from, debt: Points::ZERO })?;
        Ok(())
    }

    /// Takes one person's part of what a household spends, from the lots that were decided.
    pub(crate) fn take(&self, share: &loyalty::Share, why: Why<'_>) -> Result<(), AppError> {
        let entry = self.entry(share.owner, Points::new(-share.points().get()), why);
        points::post(self.tx, &entry, Effect::Take { from: &share.from, debt: Points::ZERO })?;
        Ok(())
    }

    /// Takes points wherever they are: first from one lot, then from others that are not spoken for, then as a debt.
    fn take_anyhow(
        &self,
        customer: CustomerId,
        why: Why<'_>,
        own: &[(PointsEntryId, Points)],
        (owed, reserved): (Points, &[PointsEntryId]),
    ) -> Result<(), AppError> {
        let total = own.iter().map(|(_, part)| part.get()).sum::<i64>() + owed.get();
        if total == 0 {
            return Ok(());
        }
        let lots: Vec<loyalty::Lot> = points::open_lots(self.tx, customer)?
            .iter()
            .filter(|lot| !reserved.contains(&lot.entry))
            .map(loyalty::Lot::from)
            .collect();
        let others = Points::new(owed.get().min(open_points(&lots).get()));
        let mut from = allocate(&lots, others).map_err(AppError::internal)?;
        from.extend(own);
        let entry = self.entry(customer, Points::new(-total), why);
        let debt = Points::new(owed.get() - others.get());
        points::post(self.tx, &entry, Effect::Take { from: &from, debt })?;
        Ok(())
    }

    /// Takes an earlier credit back as it was decided, and keeps where its points were found. `is_own`: the source is
    /// the purchase that earned it, or its return. `reserved`: lots that the same source takes back itself.
    pub(crate) fn reverse(
        &self,
        entry: &Entry,
        (is_own, reserved): (bool, &[PointsEntryId]),
        source: (&'static str, i64),
        found: &Reversal,
        deducted: bazgasht_domain::money::Rial,
    ) -> Result<(), AppError> {
        let sum = [found.taken, found.expired, found.debt, found.deducted, found.written_off];
        if sum.iter().all(|part| *part == Points::ZERO) {
            return Ok(());
        }
        // Bonuses of other purchases may go with this one: their reversals are told apart.
        let rule =
            if is_own { entry.cause.rule.clone() } else { format!("{}#{}", entry.cause.rule, entry.id) };
        // What was given by hand goes by hand: it was never issued for a purchase.
        let by_hand = entry.kind == EntryKind::Adjust;
        let why = Why {
            kind: if by_hand { EntryKind::Adjust } else { EntryKind::ReverseEarn },
            source_kind: source.0,
            source_id: source.1,
            rule: &rule,
            note: None,
        };
        let mut reserved = self.trails(entry.customer, reserved)?;
        let lots = merges::trail(self.tx, entry.customer, entry.id)?;
        reserved.extend(lots.iter().map(|(_, lot)| *lot));
        let home = merges::home(self.tx, entry.customer)?;
        let open = points::open_lots(self.tx, home)?;
        let mut left = found.taken.get();
        let mut own = Vec::new();
        for lot in open.iter().filter(|lot| lots.contains(&(home, lot.entry))) {
            let part = lot.open.get().min(left);
            if part > 0 {
                own.push((lot.entry, Points::new(part)));
                left -= part;
            }
        }
        self.take_anyhow(home, why, &own, (Points::new(found.debt.get() + left), &reserved))?;
        let kept = NewReversal {
            customer: entry.customer,
            entry: entry.id,
            source_kind: source.0,
            source_id: source.1,
            found: *found,
            deducted,
        };
        Ok(points::insert_reversal(self.tx, &kept)?)
    }

    /// These lots and all that they went on in with a merge.
    fn trails(&self, owner: CustomerId, lots: &[PointsEntryId]) -> Result<Vec<PointsEntryId>, AppError> {
        let mut all = Vec::new();
        for lot in lots {
            all.extend(merges::trail(self.tx, owner, *lot)?.into_iter().map(|(_, lot)| lot));
        }
        Ok(all)
    }

    /// Puts redeemed points back into the lots they came from. A lot past its day gets the days of grace, and nothing
    /// but the returned points in it does.
    pub(crate) fn give_back(
        &self,
        customer: CustomerId,
        why: Why<'_>,
        to: &[(PointsEntryId, Points)],
        (today, grace_days): (ShopDay, u16),
    ) -> Result<(), AppError> {
        let points = to.iter().map(|(_, part)| part.get()).sum::<i64>();
        if points == 0 {
            return Ok(());
        }
        let mut over = Vec::new();
        for &(id, _) in to {
            let lot = points::lot_of(self.tx, customer, id)?.ok_or(Code::NotFound)?;
            if lot.expires.is_some_and(|last| last < today) {
                self.expire(&lot, today)?;
                over.push(id);
            }
        }
        points::post(self.tx, &self.entry(customer, Points::new(points), why), Effect::GiveBack { to })?;
        if grace_days > 0 {
            for lot in over {
                points::prolong(self.tx, customer, lot, today.plus_days(i32::from(grace_days)))?;
            }
        }
        // Points that came back to a record that was merged away go on to the one that has the others.
        crate::customers::follow_merge(self, customer)?;
        self.settle(merges::home(self.tx, customer)?)
    }

    /// Ends what is open of a lot whose last day is over; once a day and lot. False when there was nothing to end.
    pub(crate) fn expire(&self, lot: &points::Lot, today: ShopDay) -> Result<bool, AppError> {
        let Some(last) = lot.expires.filter(|last| *last < today && lot.open > Points::ZERO) else {
            return Ok(false);
        };
        let rule = today.get().to_string();
        let why = Why {
            kind: EntryKind::Expire,
            source_kind: "expiry",
            source_id: lot.entry.get(),
            rule: &rule,
            note: None,
        };
        let ended = Poster { day: last.plus_days(1), actor: None, ..*self };
        let entry = ended.entry(lot.customer, Points::new(-lot.open.get()), why);
        let from = [(lot.entry, lot.open)];
        let posted = points::post(self.tx, &entry, Effect::Take { from: &from, debt: Points::ZERO })?;
        Ok(matches!(posted, Posted::New(_)))
    }

    /// Pays what is owed from lots that have points again.
    pub(crate) fn settle(&self, customer: CustomerId) -> Result<(), AppError> {
        if points::debt(self.tx, customer)? == Points::ZERO {
            return Ok(());
        }
        let mut lots: Vec<points::Lot> = points::open_lots(self.tx, customer)?;
        lots.sort_by_key(|lot| (lot.expires.is_none(), lot.expires, lot.opened, lot.entry));
        for lot in lots {
            points::settle_from(self.tx, customer, lot.entry, lot.open)?;
        }
        Ok(())
    }
}
