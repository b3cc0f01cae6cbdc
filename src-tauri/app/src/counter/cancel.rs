//! Undo of a sale: the sale stays visible as cancelled; money leaves the totals and points are reversed by new entries.

use crate::api::Tag;
use crate::api::types::{CancelSale, Done};
use crate::core::{App, Change, Effect, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::ids::{CustomerId, PointsEntryId};
use bazgasht_domain::points::Points;
use bazgasht_insights::columns::Purchase;
use bazgasht_store::{StoreError, Tx, points, sales};
use std::sync::Arc;

pub(crate) fn cancel(app: &Arc<App>, session: &Session, request: CancelSale) -> Result<Done, AppError> {
    let shop = app.shop();
    let touched = [Tag::Sales, Tag::Points, Tag::Customers];
    let done = transact(app, &shop, session, Op::CancelSale, &request.request_id, &touched, |tx, change| {
        let sale = sales::get(tx, request.sale)?.ok_or(Code::NotFound)?.header;
        if sale.cancelled_at.is_some() {
            return Err(Code::SaleCancelled.into());
        }
        if let Some(customer) = sale.customer {
            reverse_points(tx, change, session, customer, &sale)?;
        }
        sales::cancel(tx, sale.id, change.now).map_err(|error| match error {
            StoreError::Invariant { .. } => AppError::new(Code::SaleHasReturns),
            other => other.into(),
        })?;
        crate::customers::unsold_by(tx, sale.id)?;
        let net = sale.total;
        change.effect(match sale.customer {
            Some(customer) => Effect::Unbought(Purchase { customer, day: sale.day, net }),
            None => Effect::UnsoldAnonymously { day: sale.day, net },
        });
        let reason: String = request.reason.chars().take(200).collect();
        change.about("sale", sale.id.get(), serde_json::json!({ "total_rial": net, "reason": reason }));
        Ok(())
    })?;
    Ok(Done { repeated: done.repeated })
}

/// What was earned is taken back out of its own lot, what was spent goes back where it came from. Points of this
/// sale that were spent since refuse the undo: a return (with the owner's policy) is the way then.
fn reverse_points(
    tx: &Tx,
    change: &Change,
    session: &Session,
    customer: CustomerId,
    sale: &sales::Header,
) -> Result<(), AppError> {
    for entry in points::entries_of_source(tx, "sale", sale.id.get())? {
        let (kind, points) = match entry.kind {
            points::EntryKind::Earn => (points::EntryKind::ReverseEarn, Points::new(-entry.points.get())),
            points::EntryKind::Redeem => (points::EntryKind::ReverseRedeem, Points::new(-entry.points.get())),
            _ => continue,
        };
        let reversal = points::NewEntry {
            customer,
            kind,
            points,
            day: change.today,
            at: change.now,
            cause: points::Cause { rule: entry.cause.rule.clone(), ..entry.cause.clone() },
            actor: session.staff,
            note: None,
        };
        if kind == points::EntryKind::ReverseEarn {
            let lots = points::open_lots(tx, customer)?;
            let open = lots.iter().find(|lot| lot.entry == entry.id).map_or(Points::ZERO, |lot| lot.open);
            if open < entry.points {
                return Err(Code::PointsAlreadySpent.into());
            }
            let from = [(entry.id, entry.points)];
            points::post(tx, &reversal, points::Effect::Take { from: &from, debt: Points::ZERO })?;
        } else {
            let to: Vec<(PointsEntryId, Points)> = points::allocations(tx, customer, entry.id)?
                .iter()
                .map(|part| (part.lot, part.points))
                .collect();
            points::post(tx, &reversal, points::Effect::GiveBack { to: &to })?;
        }
    }
    Ok(())
}
