//! The review of tiers, page by page so that nobody waits at the counter; and the steps that were taken.

use super::clock::in_doubt;
use super::statement::page;
use super::tiers::{Judge, Occasion, Step, tier_ref};
use crate::api::Tag;
use crate::api::types::{
    ReadTierChanges, ReviewTiers, TierChange, TierChanges, TierReason, TierRef, TiersReviewed,
};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::loyalty::Ladder;
use bazgasht_store::{Reader, club};
use std::collections::HashMap;
use std::sync::Arc;

/// How far back the name of a tier is looked for.
const VERSIONS_SEARCHED: usize = 50;
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
        let mut ladders = Ladders { reader, known: HashMap::new() };
        let mut changes = Vec::new();
        for change in club::tier_changes(reader, request.customer, limit, skip)? {
            let decided = ladders.of(change.revision)?;
            let (from, to) = (decided.rank(change.from.as_deref()), decided.rank(change.to.as_deref()));
            let basis = decided.basis;
            changes.push(TierChange {
                customer: change.customer,
                name: change.name,
                // A tier that was taken out before this change is below all that were left.
                rises: to > from,
                basis,
                from: ladders.tier(change.from, change.revision)?,
                to: ladders.tier(change.to, change.revision)?,
                reason: match change.reason {
                    club::TierReason::Sale => TierReason::Sale,
                    club::TierReason::Return => TierReason::Return,
                    club::TierReason::Review => TierReason::Review,
                },
                qualifying: change.qualifying,
                threshold: (change.threshold > 0).then_some(change.threshold),
                day: day_view(change.day, today),
            });
        }
        Ok(TierChanges { changes })
    })
}

/// The ladders of the versions that decided, each read once.
struct Ladders<'a> {
    reader: &'a Reader,
    known: HashMap<i64, Ladder>,
}

impl Ladders<'_> {
    fn of(&mut self, revision: i64) -> Result<Ladder, AppError> {
        if let Some(ladder) = self.known.get(&revision) {
            return Ok(ladder.clone());
        }
        let ladder = club::version(self.reader, revision)?.map(|version| version.rules.ladder);
        let ladder = ladder.unwrap_or_default();
        self.known.insert(revision, ladder.clone());
        Ok(ladder)
    }

    /// A tier as it was called when it was last in the program; what somebody lost may have been taken out before.
    fn tier(&mut self, id: Option<String>, revision: i64) -> Result<Option<TierRef>, AppError> {
        let Some(id) = id else { return Ok(None) };
        for revision in (1..=revision).rev().take(VERSIONS_SEARCHED) {
            if let Some(known) = tier_ref(&self.of(revision)?, Some(&id)) {
                return Ok(Some(known));
            }
        }
        Ok(Some(TierRef { name: id.clone(), id }))
    }
}
