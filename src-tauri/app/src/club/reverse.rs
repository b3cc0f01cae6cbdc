//! Points given or taken by hand go back by an entry of their own: what was given leaves its own lot, what was taken
//! returns to the lots it came from. What was spent meanwhile refuses: nobody gets a debt from an undo.

use super::ledger::{Poster, Why};
use crate::api::Tag;
use crate::api::types::{PointsChanged, ReversePoints};
use crate::core::{App, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use bazgasht_domain::ids::PointsEntryId;
use bazgasht_domain::loyalty::{SpentPoints, reversal};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use bazgasht_store::club::current;
use bazgasht_store::points::{self, Entry, EntryKind};
use std::sync::Arc;

/// Where entries of this use case say they come from; their number is the entry that they take back.
const SOURCE: &str = "undo";

pub(crate) fn reverse(
    app: &Arc<App>,
    session: &Session,
    request: ReversePoints,
) -> Result<PointsChanged, AppError> {
    let shop = app.shop();
    let touched = [Tag::Points, Tag::Customers];
    let done = transact(
        app,
        &shop,
        session,
        Op::ReversePoints,
        &request.request_id,
        &touched,
        |tx, change| {
            let entry = points::entry_by_id(tx, request.entry)?.ok_or(Code::NotFound)?;
            let by_hand = matches!(
                (entry.kind, entry.cause.source_kind.as_str()),
                (EntryKind::Adjust, "staff") | (EntryKind::Bonus, "survey")
            );
            if !by_hand || !points::entries_of_source(tx, SOURCE, entry.id.get())?.is_empty() {
                return Err(Code::UndoTooLate.into());
            }
            let poster = Poster { tx, at: change.now, day: change.today, actor: session.staff };
            if entry.points > Points::ZERO {
                take(&poster, &entry)?;
            } else {
                put_back(&poster, &entry, current(tx)?.rules.return_grace_days)?;
            }
            let told = serde_json::json!({ "reversed": entry.id, "points": -entry.points.get() });
            change.about("points", entry.customer.get(), told);
            let again = if entry.kind == EntryKind::Adjust {
                let reason = entry.note.clone().unwrap_or_default();
                let request = serde_json::json!({ "customer": entry.customer, "points": entry.points, "reason": reason });
                ("adjust_points", request)
            } else {
                ("survey_answered", serde_json::json!({ "customer": entry.customer }))
            };
            change.undo_by(again.0, again.1);
            Ok(PointsChanged { balance: points::balance(tx, entry.customer)?, repeated: false })
        },
    )?;
    Ok(PointsChanged { repeated: done.repeated, ..done.answer })
}

/// What was given: out of its own lot, and what paid a debt is owed again.
fn take(poster: &Poster<'_>, entry: &Entry) -> Result<(), AppError> {
    let fate = points::lot_fate(poster.tx, entry.customer, entry.id)?;
    let found = reversal(entry.points, fate, SpentPoints::WriteOff);
    if found.written_off > Points::ZERO {
        return Err(Code::PointsGone.into());
    }
    poster.reverse(entry, (true, &[]), (SOURCE, entry.id.get()), &found, Rial::ZERO)
}

/// What was taken: into the lots it came from.
fn put_back(poster: &Poster<'_>, entry: &Entry, grace_days: u16) -> Result<(), AppError> {
    let to: Vec<(PointsEntryId, Points)> = points::allocations(poster.tx, entry.customer, entry.id)?
        .iter()
        .map(|part| (part.lot, part.points))
        .collect();
    let why = Why {
        kind: EntryKind::Adjust,
        source_kind: SOURCE,
        source_id: entry.id.get(),
        rule: "",
        note: entry.note.as_deref(),
    };
    poster.give_back(entry.customer, why, &to, (poster.day, grace_days))
}
