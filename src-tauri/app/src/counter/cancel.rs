//! Undo of a sale: the sale stays visible as cancelled; money leaves the totals, and everything it did in the club is
//! reversed by new entries.

use super::returns::{Undone, undo_rest};
use crate::api::Tag;
use crate::api::types::{CancelSale, Done};
use crate::club::{self, Judge, Occasion, Poster, Why};
use crate::core::{App, Change, Effect, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::ids::{CustomerId, PointsEntryId, SaleId};
use bazgasht_domain::loyalty::{SpentPoints, reversal};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use bazgasht_insights::columns::Purchase;
use bazgasht_store::club::Version;
use bazgasht_store::points::EntryKind;
use bazgasht_store::{StoreError, Tx, points, sales};
use std::sync::Arc;

pub(crate) fn cancel(app: &Arc<App>, session: &Session, request: CancelSale) -> Result<Done, AppError> {
    let shop = app.shop();
    let touched = [Tag::Sales, Tag::Points, Tag::Customers];
    let done = transact(app, &shop, session, Op::CancelSale, &request.request_id, &touched, |tx, change| {
        write(tx, change, session, &request)
    })?;
    Ok(Done { repeated: done.repeated })
}

fn write(tx: &Tx, change: &mut Change, session: &Session, request: &CancelSale) -> Result<(), AppError> {
    let sale = sales::get(tx, request.sale)?.ok_or(Code::NotFound)?.header;
    if sale.cancelled_at.is_some() {
        return Err(Code::SaleCancelled.into());
    }
    let version = bazgasht_store::club::current(tx)?;
    let before = match sale.customer {
        Some(customer) => club::qualifying(tx, &version.rules.ladder, customer, change.today)?,
        None => 0,
    };
    sales::cancel(tx, sale.id, change.now).map_err(|error| match error {
        StoreError::Invariant { .. } => AppError::new(Code::SaleHasReturns),
        other => other.into(),
    })?;
    crate::customers::unsold_by(tx, sale.id)?;
    let poster = Poster { tx, at: change.now, day: change.today, actor: session.staff };
    if let Some(customer) = sale.customer {
        reverse_points(&poster, customer, sale.id, &version)?;
    }
    let undone = Undone { sale: sale.id, customer: sale.customer, source: ("sale", sale.id.get()) };
    undo_rest(&poster, undone, &version.rules)?;
    if let Some(customer) = sale.customer {
        let judge = Judge {
            tx,
            program: &version.rules,
            revision: version.revision,
            today: change.today,
            at: change.now,
            actor: session.staff,
        };
        judge.look(customer, Occasion::Return { source: sale.id.get(), before })?;
    }
    let (day, net) = (sale.day, sale.total);
    change.effect(match sale.customer {
        Some(customer) => Effect::Unbought(Purchase { customer, day, net }),
        None => Effect::UnsoldAnonymously { day, net },
    });
    let reason: String = request.reason.chars().take(200).collect();
    change.about("sale", sale.id.get(), serde_json::json!({ "total_rial": net, "reason": reason }));
    Ok(())
}

/// What was earned is taken back out of its own lot, what was spent goes back where it came from. Points of this
/// sale that were spent since refuse the undo: a return (with the owner's policy) is the way then.
fn reverse_points(
    poster: &Poster<'_>,
    customer: CustomerId,
    sale: SaleId,
    version: &Version,
) -> Result<(), AppError> {
    let entries = points::entries_of_source(poster.tx, "sale", sale.get())?;
    for entry in entries.iter().filter(|entry| entry.kind == EntryKind::Redeem) {
        let to: Vec<(PointsEntryId, Points)> = points::allocations(poster.tx, entry.customer, entry.id)?
            .iter()
            .map(|part| (part.lot, part.points))
            .collect();
        let why = Why::of_sale(EntryKind::ReverseRedeem, sale.get(), &entry.cause.rule);
        poster.give_back(entry.customer, why, &to, (poster.day, version.rules.return_grace_days))?;
    }
    let earned = || entries.iter().filter(|entry| matches!(entry.kind, EntryKind::Earn | EntryKind::Bonus));
    let own: Vec<PointsEntryId> = earned().map(|entry| entry.id).collect();
    for entry in earned() {
        let fate = points::lot_fate(poster.tx, entry.customer, entry.id)?;
        let due = entry.points.get() - points::taken_back(poster.tx, entry.id)?.get();
        let found = reversal(Points::new(due), fate, SpentPoints::WriteOff);
        if found.written_off > Points::ZERO {
            return Err(Code::PointsAlreadySpent.into());
        }
        poster.reverse(entry, (true, &own), ("sale", sale.get()), &found, Rial::ZERO)?;
    }
    poster.settle(customer)?;
    let carried = bazgasht_store::club::carry_of(poster.tx, customer, sale)?;
    let undone = Rial::new(-carried.get());
    Ok(bazgasht_store::club::add_carry(poster.tx, customer, "cancel", sale.get(), undone)?)
}
