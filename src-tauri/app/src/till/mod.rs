//! The till beyond one sale: the draft that survives a crash, sales put aside, what is owed, what is to be delivered,
//! and the closing of the drawer. Money is corrected by entries of the opposite sign, never edited away.

mod close;
mod credit;
mod delivery;
mod draft;
mod drawer;
mod figures;
mod put_aside;

pub(crate) use close::{close_day, list_closes, read_till, undo_close};
pub(crate) use credit::{debtors, reverse, settle, statement};
pub(crate) use delivery::{deliveries, mark_delivered, promise};
pub(crate) use draft::{keep_draft, keep_program_draft, read_amount, read_draft, read_program_draft};
pub(crate) use drawer::{move_cash, reverse_cash_move};
pub(crate) use put_aside::{drop_suspended, list_suspended, read_suspended, reopen_suspended, suspend};

use crate::api::types::{PayKind, PaymentInput};
use crate::error::{AppError, Code};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CustomerId, SaleId, SuspendedId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use bazgasht_domain::text::store_form;
use bazgasht_store::sales::PaymentKind;
use bazgasht_store::suspended::Outcome;
use bazgasht_store::{Reader, Tx, customers, points, suspended};

/// Longest note we keep.
const NOTE_CHARS_MAX: usize = 500;

pub(crate) const fn pay_kind(kind: PaymentKind) -> PayKind {
    match kind {
        PaymentKind::Cash => PayKind::Cash,
        PaymentKind::Card => PayKind::Card,
        PaymentKind::Transfer => PayKind::Transfer,
        PaymentKind::Credit => PayKind::Credit,
    }
}

const fn payment_kind(kind: PayKind) -> PaymentKind {
    match kind {
        PayKind::Cash => PaymentKind::Cash,
        PayKind::Card => PaymentKind::Card,
        PayKind::Transfer => PaymentKind::Transfer,
        PayKind::Credit => PaymentKind::Credit,
    }
}

/// A note as it is stored; none when it is empty.
fn note(typed: &str) -> Result<Option<String>, AppError> {
    let note = store_form(typed);
    let note = note.trim();
    if note.chars().count() > NOTE_CHARS_MAX {
        return Err(AppError::new(Code::TextTooLong).with("max", NOTE_CHARS_MAX));
    }
    Ok(Some(note.to_owned()).filter(|note| !note.is_empty()))
}

/// The name of a customer who is there.
fn name_of(reader: &Reader, customer: CustomerId) -> Result<String, AppError> {
    let row = customers::rows(reader, &[customer])?.into_iter().next();
    Ok(row.ok_or(Code::NotFound)?.full_name)
}

/// Nobody can be asked for a debt without a name.
///
/// # Errors
/// `credit_needs_customer`.
pub(crate) fn refuse_nameless_credit(
    customer: Option<CustomerId>,
    payments: &[PaymentInput],
) -> Result<(), AppError> {
    let owes = payments.iter().any(|paid| paid.kind == PayKind::Credit && paid.amount_rial > Rial::ZERO);
    if owes && customer.is_none() { Err(Code::CreditNeedsCustomer.into()) } else { Ok(()) }
}

/// The suspended sale ends in the transaction of the sale it becomes; what it reserved is free for that sale.
///
/// # Errors
/// `suspended_ended` when it was sold or dropped meanwhile.
pub(crate) fn take_up(tx: &Tx, suspended: Option<SuspendedId>, now: InstantMs) -> Result<(), AppError> {
    match suspended {
        Some(id) => suspended::close(tx, id, Outcome::Sold, now).map_err(put_aside::ended),
        None => Ok(()),
    }
}

/// What other suspended sales reserve of a customer's points.
///
/// # Errors
/// What the store says.
pub(crate) fn held_beside(
    reader: &Reader,
    customer: CustomerId,
    own: SuspendedId,
    now: InstantMs,
) -> Result<Points, AppError> {
    let own = suspended::get(reader, own)?.and_then(|sale| sale.details.hold);
    Ok(points::held(reader, customer, now, own.map(|hold| hold.id))?)
}

/// A sale of which the goods are to be brought.
///
/// # Errors
/// What a promise is refused with.
pub(crate) fn promise_with(tx: &Tx, sale: SaleId, promised: Option<ShopDay>) -> Result<(), AppError> {
    match promised {
        Some(_) => delivery::promise_in(tx, sale, promised, None),
        None => Ok(()),
    }
}
