//! The review of tiers, page by page so that nobody waits at the counter; and the steps that were taken.

use super::clock::in_doubt;
use super::statement::page;
use super::tiers::{Judge, Occasion, Step, tier_ref};
use crate::api::Tag;
use crate::api::types::{ReadTierChanges, ReviewTiers, TierChange, TierChanges, TierReason, TiersReviewed};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::ids::CustomerId;
use bazgasht_store::club;
use std::sync::Arc;

/// Customers looked at in one transaction.
const PAGE: u32 = 500;

/// A review by hand: everybody who buys is looked at.
pub(crate) fn review(
    app: &Arc<App>,
    session: &Session,
    request: ReviewTiers,
) -> Result<TiersReviewed, AppError> {
    if app.shop().store().read(|reader| in_doubt(reader, app.now()))? {
        return Err(Code::ClockInDoubt.into());
    }
    run(app, session, &request.request_id, Whom::Everybody)
}

/// Who is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whom {
    Everybody,
    Members,
    /// Those whose grace may be over.
    Below,
}

/// Looks at all of them, one transaction a page; each page has a request id of its own, so a repeat is a no-op.
pub(super) fn run(
    app: &Arc<App>,
    session: &Session,
    request_id: &str,
    whom: Whom,
) -> Result<TiersReviewed, AppError> {
    let mut sum = TiersReviewed { reviewed: 0, up: 0, down: 0, in_grace: 0, repeated: false };
    let mut after = CustomerId::new(i64::MIN);
    let shop = app.shop();
    for number in 0_u32.. {
        let page = shop.store().read(|reader| -> Result<_, AppError> {
            let ladder = club::current(reader)?.rules.ladder;
            Ok(match whom {
                _ if ladder.is_empty() => Vec::new(),
                Whom::Everybody => club::members(reader, after, PAGE, true)?,
                Whom::Members => club::members(reader, after, PAGE, false)?,
                Whom::Below if number > 0 => Vec::new(),
                Whom::Below => {
                    let since = app.today().plus_days(-i32::from(ladder.grace_days));
                    club::members_below(reader, since, PAGE)?
                }
            })
        })?;
        let Some(last) = page.last() else { break };
        after = *last;
        let id = if number == 0 { request_id.to_owned() } else { format!("{request_id}.{number}") };
        let done = one_page(app, session, &id, &page)?;
        sum.reviewed += done.reviewed;
        sum.up += done.up;
        sum.down += done.down;
        sum.in_grace += done.in_grace;
        sum.repeated |= done.repeated;
    }
    Ok(sum)
}

fn one_page(
    app: &Arc<App>,
    session: &Session,
    request_id: &str,
    page: &[CustomerId],
) -> Result<TiersReviewed, AppError> {
    let shop = app.shop();
    let touched = [Tag::Customers, Tag::Points];
    let done = transact(app, &shop, session, Op::ReviewTiers, request_id, &touched, |tx, change| {
        let version = club::current(tx)?;
        let judge = Judge {
            tx,
            program: &version.rules,
            revision: version.revision,
            today: change.today,
            at: change.now,
            actor: session.staff,
        };
        let mut sum = TiersReviewed { reviewed: 0, up: 0, down: 0, in_grace: 0, repeated: false };
        for customer in page {
            sum.reviewed += 1;
            match judge.look(*customer, Occasion::Review)? {
                Step::Up => sum.up += 1,
                Step::Down => sum.down += 1,
                Step::InGrace => sum.in_grace += 1,
                Step::Stays => {}
            }
        }
        change.about("tiers", 0, serde_json::json!({ "up": sum.up, "down": sum.down }));
        Ok(sum)
    })?;
    Ok(TiersReviewed { repeated: done.repeated, ..done.answer })
}

pub(crate) fn changes(
    app: &Arc<App>,
    _: &Session,
    request: ReadTierChanges,
) -> Result<TierChanges, AppError> {
    let today = app.today();
    let (limit, skip) = page(request.limit, request.skip);
    app.shop().store().read(|reader| {
        let ladder = club::current(reader)?.rules.ladder;
        // A tier that a later program no longer has is still named by its id.
        let tier = |id: Option<String>| {
            let known = tier_ref(&ladder, id.as_deref());
            known.or_else(|| id.map(|id| crate::api::types::TierRef { name: id.clone(), id }))
        };
        let view = |change: club::TierChange| TierChange {
            customer: change.customer,
            name: change.name,
            from: tier(change.from),
            to: tier(change.to),
            reason: match change.reason {
                club::TierReason::Sale => TierReason::Sale,
                club::TierReason::Return => TierReason::Return,
                club::TierReason::Review => TierReason::Review,
            },
            qualifying: change.qualifying,
            threshold: change.threshold,
            day: day_view(change.day, today),
        };
        let found = club::tier_changes(reader, request.customer, limit, skip)?;
        Ok(TierChanges { changes: found.into_iter().map(view).collect() })
    })
}
