//! Points over a merge and back, by entries of the ledger alone. Every open lot goes on with the kept record, with its last
//! day and its place in the order of use; a debt goes too.
//!
//! The way back gives each record its own: the lots that came go home, less what their own history used since (they ended,
//! or a sale that came with them was taken back). What the kept record itself spent of them stays its expense: its other
//! lots pay for it, and what they do not hold is its debt, paid by its next earnings. No point is made or lost.

use crate::club::Poster;
use crate::core::Change;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, MergeId, PointsEntryId, StaffId};
use bazgasht_domain::loyalty::{allocate, open_points};
use bazgasht_domain::points::Points;
use bazgasht_store::merges::{self, Merge, MovedLot};
use bazgasht_store::points::{self, Effect, EntryKind, Lot, NewEntry};
use bazgasht_store::{Reader, Tx};

const SOURCE: &str = "merge";
const SOURCE_BACK: &str = "merge-undo";
/// The rule under which a debt goes over; lots go under their own numbers.
const DEBT: &str = "debt";

/// Writes entries of one merge.
struct Pen<'a> {
    tx: &'a Tx,
    at: InstantMs,
    day: ShopDay,
    actor: Option<StaffId>,
    source: &'static str,
    merge: MergeId,
}

impl<'a> Pen<'a> {
    /// For what is owed beside open lots: one pays the other at once.
    fn poster(&self) -> Poster<'a> {
        Poster { tx: self.tx, at: self.at, day: self.day, actor: self.actor }
    }

    fn post(
        &self,
        customer: CustomerId,
        kind: EntryKind,
        points: i64,
        rule: &str,
        effect: Effect<'_>,
    ) -> Result<PointsEntryId, AppError> {
        let entry = NewEntry {
            customer,
            kind,
            points: Points::new(points),
            day: self.day,
            at: self.at,
            cause: points::Cause {
                source_kind: self.source.to_owned(),
                source_id: self.merge.get(),
                rule: rule.to_owned(),
            },
            actor: self.actor,
            note: None,
        };
        Ok(points::post(self.tx, &entry, effect)?.id())
    }

    /// Every open lot of `gone` goes on with `kept`.
    fn lots_over(&self, kept: CustomerId, gone: CustomerId) -> Result<(), AppError> {
        let tx = self.tx;
        let before = merges::lots(tx, self.merge)?;
        for lot in points::open_lots(tx, gone)? {
            let times = before.iter().filter(|moved| moved.gone_lot == lot.entry).count();
            let (rule, open) = (format!("{}.{times}", lot.entry), lot.open.get());
            let from = [(lot.entry, lot.open)];
            let take = Effect::Take { from: &from, debt: Points::ZERO };
            self.post(gone, EntryKind::MergeOut, -open, &rule, take)?;
            let to = Effect::Open { expires: lot.expires, available_from: lot.available_from };
            let kept_lot = self.post(kept, EntryKind::MergeIn, open, &rule, to)?;
            let moved = MovedLot { gone_lot: lot.entry, kept_lot, points: lot.open };
            merges::add_lot(tx, self.merge, kept, moved, lot.opened)?;
        }
        Ok(())
    }
}

/// Points that came back to a record that was merged away go on to the one that has its others, through every merge.
pub(crate) fn follow(poster: &Poster<'_>, customer: CustomerId) -> Result<(), AppError> {
    let mut gone = customer;
    while let Some(merge) = merges::of_gone(poster.tx, gone)? {
        let Poster { tx, at, day, actor } = *poster;
        Pen { tx, at, day, actor, source: SOURCE, merge: merge.id }.lots_over(merge.kept, gone)?;
        gone = merge.kept;
    }
    Ok(())
}

fn owed(reader: &Reader, customer: CustomerId) -> Result<Vec<(PointsEntryId, Points)>, AppError> {
    Ok(points::debts(reader, customer)?)
}

pub(super) fn move_over(
    tx: &Tx,
    change: &Change,
    session: &Session,
    (merge, kept, gone): (MergeId, CustomerId, CustomerId),
) -> Result<(), AppError> {
    let (at, day, actor) = (change.now, change.today, session.staff);
    let pen = Pen { tx, at, day, actor, source: SOURCE, merge };
    pen.lots_over(kept, gone)?;
    let debts = owed(tx, gone)?;
    let debt: i64 = debts.iter().map(|(_, points)| points.get()).sum();
    if debt > 0 {
        let lot = pen.post(
            gone,
            EntryKind::MergeIn,
            debt,
            DEBT,
            Effect::Open { expires: None, available_from: None },
        )?;
        for (debit, points) in debts {
            points::pay_debt(tx, gone, debit, lot, points)?;
        }
        let none = Effect::Take { from: &[], debt: Points::new(debt) };
        pen.post(kept, EntryKind::MergeOut, -debt, DEBT, none)?;
    }
    pen.poster().settle(kept)
}

pub(super) fn move_back(tx: &Tx, change: &Change, session: &Session, merge: &Merge) -> Result<(), AppError> {
    let (at, day, actor) = (change.now, change.today, session.staff);
    let pen = Pen { tx, at, day, actor, source: SOURCE_BACK, merge: merge.id };
    let moved = merges::lots(tx, merge.id)?;
    for lot in &moved {
        let own_use = merges::own_use_of_lot(tx, merge, lot.kept_lot)?.get();
        let back = lot.points.get() - own_use;
        if back <= 0 {
            continue;
        }
        let rule = lot.kept_lot.get().to_string();
        let (from, debt) = sources(tx, merge.kept, lot, &moved, back)?;
        pen.post(merge.kept, EntryKind::MergeOut, -back, &rule, Effect::Take { from: &from, debt })?;
        let to = [(lot.gone_lot, Points::new(back))];
        pen.post(merge.gone, EntryKind::MergeIn, back, &rule, Effect::GiveBack { to: &to })?;
    }
    debt_back(&pen, merge)?;
    pen.poster().settle(merge.kept)?;
    pen.poster().settle(merge.gone)
}

/// First the lot itself, then other lots of the kept record that the merge did not bring, then debt.
fn sources(
    tx: &Tx,
    kept: CustomerId,
    lot: &MovedLot,
    moved: &[MovedLot],
    back: i64,
) -> Result<(Vec<(PointsEntryId, Points)>, Points), AppError> {
    let open: Vec<Lot> = points::open_lots(tx, kept)?;
    let own =
        open.iter().find(|known| known.entry == lot.kept_lot).map_or(0, |known| known.open.get()).min(back);
    let mut from = Vec::new();
    if own > 0 {
        from.push((lot.kept_lot, Points::new(own)));
    }
    let others: Vec<_> = open
        .iter()
        .filter(|known| !moved.iter().any(|came| came.kept_lot == known.entry))
        .map(Into::into)
        .collect();
    let missing = back - own;
    let paid = missing.min(open_points(&others).get());
    let parts = allocate(&others, Points::new(paid)).map_err(|_| Code::PointsNotEnough)?;
    from.extend(parts);
    Ok((from, Points::new(missing - paid)))
}

/// The debt that came goes home; what the kept record has paid of it comes back to where it was taken from.
fn debt_back(pen: &Pen<'_>, merge: &Merge) -> Result<(), AppError> {
    let (tx, kept) = (pen.tx, merge.kept);
    let entries = points::entries_of_source(tx, SOURCE, merge.id.get())?;
    let taken_over = entries.iter().find(|entry| entry.customer == kept && entry.cause.rule == DEBT);
    let Some(debit) = taken_over else { return Ok(()) };
    let debt = -debit.points.get();
    let paid = points::allocations(tx, kept, debit.id)?;
    let to: Vec<(PointsEntryId, Points)> =
        paid.iter().filter(|part| part.points > Points::ZERO).map(|part| (part.lot, part.points)).collect();
    let paid: i64 = to.iter().map(|(_, points)| points.get()).sum();
    if paid > 0 {
        pen.post(kept, EntryKind::MergeIn, paid, "debt-paid", Effect::GiveBack { to: &to })?;
    }
    let rest = debt - paid;
    if rest > 0 {
        let open = Effect::Open { expires: None, available_from: None };
        let lot = pen.post(kept, EntryKind::MergeIn, rest, DEBT, open)?;
        points::pay_debt(tx, kept, debit.id, lot, Points::new(rest))?;
    }
    let none = Effect::Take { from: &[], debt: Points::new(debt) };
    pen.post(merge.gone, EntryKind::MergeOut, -debt, DEBT, none)?;
    Ok(())
}
