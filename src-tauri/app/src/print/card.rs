//! A member's card. Its number is the customer's card number; a customer without one is given an EAN-13 of the range
//! that the standard leaves to shops, made from the customer's own id, so that two customers never get the same.

use super::codes;
use super::words::head;
use crate::api::Tag;
use crate::api::types::{CardOf, IssueCard, MemberCard};
use crate::core::{App, Effect, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::identity::{Barcode, BarcodeFault};
use bazgasht_domain::ids::{CustomerId, SEQUENCE_BITS};
use bazgasht_store::{Reader, customers, facts};
use std::sync::Arc;

pub(crate) fn member_card(app: &Arc<App>, _: &Session, request: CardOf) -> Result<MemberCard, AppError> {
    let today = app.today();
    app.shop().store().read(|reader| card(reader, request.customer, today))
}

fn card(reader: &Reader, id: CustomerId, today: ShopDay) -> Result<MemberCard, AppError> {
    let found = customers::get(reader, id)?.filter(|customer| customer.erased_at.is_none());
    let found = found.ok_or(Code::NotFound)?;
    let card_no = found.profile.card_no;
    Ok(MemberCard {
        head: head(reader)?,
        customer: id,
        name: found.profile.full_name,
        member_since: day_view(found.totals.first_day.unwrap_or(found.created_day), today),
        barcode: card_no.as_deref().and_then(codes::barcode),
        qr: card_no.as_deref().map(codes::qr).transpose()?,
        card_no,
    })
}

pub(crate) fn issue_card(
    app: &Arc<App>,
    session: &Session,
    request: IssueCard,
) -> Result<MemberCard, AppError> {
    let shop = app.shop();
    let touched = [Tag::Customers];
    let done = transact(app, &shop, session, Op::IssueCard, &request.request_id, &touched, |tx, change| {
        let id = request.customer;
        let found = customers::get(tx, id)?.filter(|customer| customer.erased_at.is_none());
        let mut profile = found.ok_or(Code::NotFound)?.profile;
        if profile.card_no.is_none() {
            let number = card_number(id).ok_or(Code::NumberTooLarge)?;
            if customers::find_by_card(tx, &number)?.into_iter().any(|other| other != id) {
                return Err(AppError::new(Code::DuplicateCard).with("field", "card_no"));
            }
            profile.card_no = Some(number);
            customers::update(tx, id, &profile)?;
            if let Some(person) = facts::person(tx, id)? {
                change.effect(Effect::Known(crate::core::person_of(id, person)));
            }
        }
        change.about("customer", id.get(), serde_json::Value::Null);
        card(tx, id, change.today)
    })?;
    Ok(done.answer)
}

/// 29, the counter in two digits, the sequence in eight, the check digit. None when the id is beyond that.
fn card_number(id: CustomerId) -> Option<String> {
    let (counter, sequence) = (id.get() >> SEQUENCE_BITS, id.get() & ((1 << SEQUENCE_BITS) - 1));
    if !(0..100).contains(&counter) || sequence >= 100_000_000 {
        return None;
    }
    let body = format!("29{counter:02}{sequence:08}");
    match Barcode::parse(&format!("{body}0")) {
        Ok(_) => Some(format!("{body}0")),
        Err(BarcodeFault::CheckDigit { expected }) => Some(format!("{body}{expected}")),
        Err(BarcodeFault::TooLong | BarcodeFault::NotPlain) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bazgasht_domain::ids::compose_id;

    #[test]
    fn every_customer_gets_a_number_of_their_own_that_a_scanner_checks() {
        let check = |counter: i64, sequence: i64, wanted: Option<&str>, why: &str| {
            let id = CustomerId::new(compose_id(counter, sequence).expect("an id"));
            let number = card_number(id);
            assert_eq!(number.as_deref(), wanted, "{why}");
            if let Some(number) = number {
                assert!(Barcode::parse(&number).is_ok(), "{why}: its check digit fits");
            }
        };
        check(1, 7, Some("2901000000077"), "a small id");
        check(2, 7, Some("2902000000074"), "the same sequence at another counter");
        check(0, 99_999_999, Some("2900999999997"), "the last that fits");
        check(1, 100_000_000, None, "beyond eight digits");
    }
}
