//! Points that customers bring from another program: an entry of their own in the ledger, given once to each record, with
//! the last day that the import chose. They are never given a second time, whatever a later file says: another balance is
//! told, and a person corrects it by an adjustment with its reason. That is the way back too: the ledger is only added to,
//! so an import is not undone, its points are taken back by adjustments.

use super::super::cells::amount;
use super::super::codes::Code;
use super::super::error::ImportError;
use super::super::issues::Finding;
use super::super::types::Field;
use super::Writing;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::{JS_SAFE_MAX, MoneyUnit};
use bazgasht_domain::points::Points;
use bazgasht_sheets::Cell;
use bazgasht_store::points::{self, Cause, Effect, EntryKind, NewEntry, Posted};
use bazgasht_store::{Reader, customers, merges};

const SOURCE: &str = "opening";
/// What an adjustment by hand may give at most.
const POINTS_MAX: i64 = JS_SAFE_MAX / 1_000;

/// What a record brought before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    Never,
    With(Points),
    /// It was erased: nothing is given to nobody.
    Gone,
}

pub(super) fn count(points: Points) -> u64 {
    u64::try_from(points.get()).unwrap_or(0)
}

/// Whole points above zero; `None` for an empty cell and for none.
pub(super) fn read(cell: Cell<'_>) -> Result<Option<Points>, Finding> {
    let at = |code| Finding::at(code, Field::OpeningPoints, cell.text);
    let read = amount(cell, Field::OpeningPoints, MoneyUnit::Rial).map_err(|finding| match finding.code {
        Code::AmountTooLarge => at(Code::PointsTooLarge),
        Code::AmountNotANumber | Code::AmountFraction | Code::AmountGrouping => at(Code::PointsInvalid),
        _ => finding,
    })?;
    match read.map_or(0, |points| points.get()) {
        0 => Ok(None),
        points if points < 0 => Err(at(Code::PointsNegative)),
        points if points > POINTS_MAX => Err(at(Code::PointsTooLarge)),
        points => Ok(Some(Points::new(points))),
    }
}

pub(super) fn known(reader: &Reader, id: CustomerId) -> Result<Opened, ImportError> {
    if !customers::is_living(reader, merges::home(reader, id)?)? {
        return Ok(Opened::Gone);
    }
    let before = points::entries_of_source(reader, SOURCE, id.get())?;
    Ok(before.first().map_or(Opened::Never, |entry| Opened::With(entry.points)))
}

/// Posts them for the record that the person is today; a debt is paid first.
pub(super) fn give(
    writing: &Writing<'_>,
    today: ShopDay,
    id: CustomerId,
    points: Points,
) -> Result<(), ImportError> {
    let customer = merges::home(writing.tx, id)?;
    let cause = Cause { source_kind: SOURCE.to_owned(), source_id: id.get(), rule: String::new() };
    let entry = NewEntry {
        customer,
        kind: EntryKind::Opening,
        points,
        day: today,
        at: writing.now,
        cause,
        actor: writing.actor,
        note: None,
    };
    let effect = Effect::Open { expires: writing.points_until, available_from: None };
    if let Posted::New(lot) = points::post(writing.tx, &entry, effect)? {
        points::settle_from(writing.tx, customer, lot, points)?;
    }
    Ok(())
}
