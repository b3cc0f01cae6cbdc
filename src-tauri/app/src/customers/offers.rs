//! Offers: a quote or a basket that was left, with its lines and a day to remind. It is sold by a sale, lost with a
//! reason, or open; who has an open offer and has not bought is a lead with an offer.

use super::fields::text;
use crate::api::Tag;
use crate::api::types::{
    CloseOffer, Done, LineInput, OfferDraft, OfferKind, OfferLineView, OfferList, OfferRef, OfferSaved,
    OfferState, OfferView, ReadOffers, ReopenOffer, SaveOffer,
};
use crate::core::{App, Change, Op, transact};
use crate::counter::date_error;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::{DateHint, ShopDay, parse_date};
use bazgasht_domain::ids::{CustomerId, OfferId, SaleId};
use bazgasht_domain::money::Rial;
use bazgasht_store::leads::{self, Stage};
use bazgasht_store::offers::{self, Draft, Kind, Line, Offer, State};
use bazgasht_store::{Reader, Tx, customers, products, sales};
use serde_json::json;
use std::sync::Arc;

const NOTE_CHARS_MAX: usize = 1_000;
const TITLE_CHARS_MAX: usize = 120;
const LINES_MAX: usize = 200;
const LIMIT_MAX: u32 = 200;
/// Open offers of one person that a page shows.
const OPEN_OF_ONE: u32 = 50;

pub(super) fn view(reader: &Reader, offer: Offer, today: ShopDay) -> Result<OfferView, AppError> {
    let row = customers::rows(reader, &[offer.draft.customer])?.into_iter().next();
    let line = |line: Line| OfferLineView {
        product: line.product,
        title: line.title,
        quantity_milli: line.quantity_milli,
        unit_price_rial: line.unit_price,
        total_rial: line.total,
    };
    Ok(OfferView {
        offer: offer.id,
        customer: offer.draft.customer,
        customer_name: row.map(|row| row.full_name).unwrap_or_default(),
        kind: match offer.draft.kind {
            Kind::Quote => OfferKind::Quote,
            Kind::Basket => OfferKind::Basket,
        },
        day: day_view(offer.day, today),
        remind: offer.draft.remind_day.map(|day| day_view(day, today)),
        note: offer.draft.note,
        total_rial: offer.draft.total,
        lines: offer.draft.lines.into_iter().map(line).collect(),
        state: match offer.state {
            State::Open => OfferState::Open,
            State::Sold => OfferState::Sold,
            State::Lost => OfferState::Lost,
        },
        reason: offer.reason,
        sale: offer.sale,
    })
}

pub(super) fn open_of(
    reader: &Reader,
    customer: CustomerId,
    today: ShopDay,
) -> Result<Vec<OfferView>, AppError> {
    let all = offers::of_customer(reader, customer, OPEN_OF_ONE, 0)?;
    let open = all.into_iter().filter(|offer| offer.state == State::Open);
    open.map(|offer| view(reader, offer, today)).collect()
}

pub(crate) fn read(app: &Arc<App>, _: &Session, request: ReadOffers) -> Result<OfferList, AppError> {
    let limit = u32::try_from(request.limit).unwrap_or(0).min(LIMIT_MAX);
    let skip = u32::try_from(request.offset).unwrap_or(0);
    let today = app.today();
    app.shop().store().read(|reader| {
        let found = match request.customer {
            Some(customer) => offers::of_customer(reader, customer, limit, skip)?,
            None => offers::open(reader, limit, skip)?,
        };
        let (open, due) = offers::count_open(reader, today)?;
        let views = found.into_iter().map(|offer| view(reader, offer, today));
        Ok(OfferList { open, due, offers: views.collect::<Result<_, AppError>>()? })
    })
}

/// The lines as the counter takes them.
pub(crate) fn draft(app: &Arc<App>, _: &Session, request: OfferRef) -> Result<OfferDraft, AppError> {
    app.shop().store().read(|reader| {
        let offer = offers::get(reader, request.offer)?.ok_or(Code::NotFound)?;
        if offer.state != State::Open {
            return Err(Code::OfferClosed.into());
        }
        Ok(OfferDraft {
            offer: offer.id,
            customer: offer.draft.customer,
            lines: offer.draft.lines.into_iter().map(line_input).collect(),
            note: offer.draft.note,
        })
    })
}

fn line_input(line: Line) -> LineInput {
    LineInput {
        product: line.product,
        title: line.title,
        quantity: line.quantity_milli / 1_000,
        quantity_milli: (line.quantity_milli % 1_000 != 0).then_some(line.quantity_milli),
        discount_rial: Rial::ZERO,
        unit_price_rial: line.unit_price,
    }
}

pub(crate) fn save(app: &Arc<App>, session: &Session, request: SaveOffer) -> Result<OfferSaved, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::SaveOffer, &id, &[Tag::Customers], |tx, change| {
        let alive = |found: &customers::Customer| found.merged_into.is_none() && found.erased_at.is_none();
        let found = customers::get(tx, request.customer)?.filter(alive).ok_or(Code::NotFound)?;
        let draft = read_draft(tx, &request, change.today)?;
        let offer = match request.offer {
            None => {
                let made = offers::insert(tx, &draft, (change.now, change.today), session.staff)?;
                change.undo_by("discard_offer", json!({ "offer": made }));
                if found.totals.orders_count == 0 {
                    offered(tx, change, session, request.customer)?;
                }
                made
            }
            Some(known) => {
                let before = offers::get(tx, known)?.ok_or(Code::NotFound)?;
                if before.state != State::Open || before.draft.customer != request.customer {
                    return Err(Code::OfferClosed.into());
                }
                offers::update(tx, known, &draft)?;
                change.undo_by("save_offer", undo_payload(&before, &request));
                known
            }
        };
        change.about(
            "offer",
            offer.get(),
            json!({ "customer": request.customer, "total_rial": draft.total }),
        );
        Ok(OfferSaved { offer, repeated: false })
    })?;
    Ok(OfferSaved { repeated: done.repeated, ..done.answer })
}

fn undo_payload(before: &Offer, request: &SaveOffer) -> serde_json::Value {
    let remind = before.draft.remind_day.map(|day| day.iso()).unwrap_or_default();
    json!({
        "offer": before.id, "customer": before.draft.customer, "kind": request.kind, "remind": remind,
        "note": before.draft.note,
        "lines": before.draft.lines.iter().cloned().map(line_input).collect::<Vec<_>>(),
    })
}

/// A lead who gets an offer has come that far; one that was lost is talked to again.
fn offered(tx: &Tx, change: &Change, session: &Session, customer: CustomerId) -> Result<(), AppError> {
    let (at, day, actor) = (change.now, change.today, session.staff);
    leads::set(tx, &leads::Move { customer, to: Stage::Offer, reason: "", at, day, actor })?;
    Ok(())
}

fn read_draft(tx: &Tx, request: &SaveOffer, today: ShopDay) -> Result<Draft, AppError> {
    if request.lines.is_empty() {
        return Err(AppError::new(Code::OfferEmpty).with("field", "lines"));
    }
    if request.lines.len() > LINES_MAX {
        return Err(Code::TooMany.into());
    }
    let lines: Vec<Line> = request.lines.iter().map(|line| read_line(tx, line)).collect::<Result<_, _>>()?;
    let total = lines.iter().try_fold(Rial::ZERO, |sum, line| sum.checked_add(line.total));
    let remind = request.remind.trim();
    let remind_day = if remind.is_empty() {
        None
    } else {
        let read = parse_date(remind, DateHint::Text)
            .map_err(|fault| date_error(fault, remind).with("field", "remind"))?;
        if read.day < today && request.offer.is_none() {
            return Err(AppError::new(Code::DateInPast).with("field", "remind"));
        }
        Some(read.day)
    };
    Ok(Draft {
        customer: request.customer,
        kind: match request.kind {
            OfferKind::Quote => Kind::Quote,
            OfferKind::Basket => Kind::Basket,
        },
        remind_day,
        note: text("note", &request.note, NOTE_CHARS_MAX)?,
        total: total.ok_or(Code::AmountTooLarge)?,
        lines,
    })
}

fn read_line(tx: &Tx, typed: &LineInput) -> Result<Line, AppError> {
    if typed.quantity <= 0 {
        return Err(AppError::new(Code::LineQuantityInvalid).with("field", "lines"));
    }
    if typed.unit_price_rial < Rial::ZERO {
        return Err(AppError::new(Code::LinePriceInvalid).with("field", "lines"));
    }
    let name = match typed.product {
        Some(product) => Some(products::get(tx, product)?.ok_or(Code::NotFound)?.details.name),
        None => None,
    };
    let title = name.map_or_else(|| text("lines", &typed.title, TITLE_CHARS_MAX), Ok)?;
    if title.is_empty() {
        return Err(AppError::new(Code::LineTitleEmpty).with("field", "lines"));
    }
    Ok(Line {
        product: typed.product,
        title,
        quantity_milli: typed.quantity.checked_mul(1_000).ok_or(Code::AmountTooLarge)?,
        unit_price: typed.unit_price_rial,
        total: typed.unit_price_rial.checked_mul(typed.quantity).ok_or(Code::AmountTooLarge)?,
    })
}

pub(crate) fn close(app: &Arc<App>, session: &Session, request: CloseOffer) -> Result<Done, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::CloseOffer, &id, &[Tag::Customers], |tx, change| {
        let offer = offers::get(tx, request.offer)?.ok_or(Code::NotFound)?;
        if offer.state != State::Open {
            return Err(Code::OfferClosed.into());
        }
        let reason = text("reason", &request.reason, NOTE_CHARS_MAX)?;
        match request.sale {
            Some(sale) => sold(tx, change, &offer, sale)?,
            None if reason.is_empty() => {
                return Err(AppError::new(Code::ReasonMissing).with("field", "reason"));
            }
            None => offers::close(tx, offer.id, State::Lost, (&reason, None), Some(change.now))?,
        }
        change.undo_by("reopen_offer", json!({ "offer": offer.id }));
        change.about("offer", offer.id.get(), json!({ "sale": request.sale }));
        Ok(())
    })?;
    Ok(Done { repeated: done.repeated })
}

/// Only a sale of the same person, that stands, closes an offer.
fn sold(tx: &Tx, change: &Change, offer: &Offer, sale: SaleId) -> Result<(), AppError> {
    let header = sales::get(tx, sale)?.ok_or(Code::NotFound)?.header;
    if header.customer != Some(offer.draft.customer) || header.cancelled_at.is_some() {
        return Err(Code::NotFound.into());
    }
    offers::close(tx, offer.id, State::Sold, ("", Some(sale)), Some(change.now))?;
    Ok(())
}

pub(crate) fn reopen(app: &Arc<App>, session: &Session, request: ReopenOffer) -> Result<Done, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::ReopenOffer, &id, &[Tag::Customers], |tx, change| {
        let before = offers::get(tx, request.offer)?.ok_or(Code::NotFound)?;
        offers::close(tx, request.offer, State::Open, ("", None), None)?;
        if before.state == State::Lost {
            change.undo_by(
                "close_offer",
                json!({ "offer": request.offer, "sale": null, "reason": before.reason }),
            );
        }
        change.about("offer", request.offer.get(), serde_json::Value::Null);
        Ok(())
    })?;
    Ok(Done { repeated: done.repeated })
}

/// Takes a new offer back, and with it the stage that it brought.
pub(crate) fn discard(app: &Arc<App>, session: &Session, request: ReopenOffer) -> Result<Done, AppError> {
    let shop = app.shop();
    let id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::DiscardOffer, &id, &[Tag::Customers], |tx, change| {
        let offer = offers::get(tx, request.offer)?.ok_or(Code::NotFound)?;
        if offer.state != State::Open {
            return Err(Code::OfferClosed.into());
        }
        let customer = offer.draft.customer;
        let step = leads::steps(tx, customer, 1, 0)?.into_iter().next();
        if let Some(step) = step.filter(|step| step.at == offer.at && step.to == Stage::Offer) {
            let (at, day, actor) = (change.now, change.today, session.staff);
            leads::set(tx, &leads::Move { customer, to: step.from, reason: &step.reason, at, day, actor })?;
        }
        offers::remove(tx, offer.id)?;
        change.about("offer", offer.id.get(), json!({ "customer": customer }));
        Ok(())
    })?;
    Ok(Done { repeated: done.repeated })
}

/// The offer that a sale came of, closed in the sale's own transaction.
///
/// # Errors
/// `not_found` when it is not this customer's, `offer_closed`.
pub(crate) fn sold_by(
    tx: &Tx,
    change: &Change,
    offer: OfferId,
    customer: Option<CustomerId>,
    sale: SaleId,
) -> Result<(), AppError> {
    let offer = offers::get(tx, offer)?.filter(|offer| Some(offer.draft.customer) == customer);
    let offer = offer.ok_or(Code::NotFound)?;
    if offer.state != State::Open {
        return Err(Code::OfferClosed.into());
    }
    offers::close(tx, offer.id, State::Sold, ("", Some(sale)), Some(change.now))?;
    Ok(())
}

/// A sale that was taken back sold nothing.
pub(crate) fn unsold_by(tx: &Tx, sale: SaleId) -> Result<(), AppError> {
    for offer in offers::of_sale(tx, sale)? {
        offers::close(tx, offer, State::Open, ("", None), None)?;
    }
    Ok(())
}
