//! Who is in the shop already like the person that is being typed: shown while typing, so that nobody is entered twice.
//! Who only shares the mobile is family and may be entered.

use crate::api::types::{FindSimilar, SimilarPeople, SimilarPerson};
use crate::core::App;
use crate::error::AppError;
use crate::permissions::Session;
use crate::views::national_mobile;
use bazgasht_domain::identity::NationalCode;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::likeness::{Record, Sameness, likeness};
use bazgasht_domain::phone::Mobile;
use bazgasht_domain::text::{initials, store_form, to_ascii_digits};
use bazgasht_store::{Reader, customers, duplicates};
use std::sync::Arc;

/// People of that name who are compared.
const BY_NAME_MAX: usize = 40;
const SHOWN_MAX: usize = 5;
/// A name shorter than this has been begun only.
const NAME_LETTERS_MIN: usize = 3;

pub(crate) fn find(app: &Arc<App>, _: &Session, request: FindSimilar) -> Result<SimilarPeople, AppError> {
    let typed = record(&request);
    let name = format!("{} {}", typed.first_name, typed.last_name);
    let is_named = name.chars().filter(|letter| letter.is_alphabetic()).count() >= NAME_LETTERS_MIN;
    let shop = app.shop();
    let by_name: Vec<CustomerId> = if is_named {
        shop.numbers_cell().with(|numbers| {
            let hits = numbers.people.search(name.trim(), BY_NAME_MAX).hits;
            Ok(hits.into_iter().map(|hit| hit.id).collect())
        })?
    } else {
        Vec::new()
    };
    shop.store().read(|reader| {
        let mut ids = by_number(reader, &typed)?;
        ids.extend(by_name);
        ids.sort_unstable();
        ids.dedup();
        ids.retain(|id| Some(*id) != request.except);
        let mut people: Vec<SimilarPerson> = Vec::new();
        for id in ids {
            people.extend(compare(reader, id, &typed)?);
        }
        people.sort_by_key(|person| (person.family, -person.score, person.id));
        people.truncate(SHOWN_MAX);
        Ok(SimilarPeople { people })
    })
}

/// What has been typed so far; a half-typed number is none yet.
fn record(request: &FindSimilar) -> Record {
    let mobile = Mobile::parse(&request.mobile).ok().map(Mobile::e164);
    let card = to_ascii_digits(store_form(&request.card_no).trim());
    Record {
        first_name: store_form(&request.first_name).trim().to_owned(),
        last_name: store_form(&request.last_name).trim().to_owned(),
        // A number that is still being typed says nothing yet, not that there is none.
        has_phone: true,
        mobiles: mobile.into_iter().collect(),
        national_code: NationalCode::parse(&request.national_code).ok().map(|code| code.to_string()),
        card_no: Some(card).filter(|card| !card.is_empty()),
        ..Record::default()
    }
}

fn by_number(reader: &Reader, typed: &Record) -> Result<Vec<CustomerId>, AppError> {
    let mut ids = Vec::new();
    for mobile in &typed.mobiles {
        ids.extend(customers::find_by_phone(reader, mobile)?);
    }
    if let Some(code) = &typed.national_code {
        ids.extend(customers::find_by_national_code(reader, code)?);
    }
    if let Some(card) = &typed.card_no {
        ids.extend(customers::find_by_card(reader, card)?);
    }
    Ok(ids)
}

fn compare(reader: &Reader, id: CustomerId, typed: &Record) -> Result<Option<SimilarPerson>, AppError> {
    let Some(found) = customers::get(reader, id)? else { return Ok(None) };
    let known = duplicates::record_of(&found.profile);
    let likeness = likeness(typed, &known);
    let shares_mobile = known.mobiles.iter().any(|mobile| typed.mobiles.contains(mobile));
    let same_number = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    let same_card = same_number(&typed.card_no, &known.card_no);
    if likeness.is_none() && !shares_mobile && !same_card {
        return Ok(None);
    }
    let reasons = likeness.as_ref().map_or_else(|| vec![Sameness::Mobile], |found| found.reasons.clone());
    let profile = found.profile;
    Ok(Some(SimilarPerson {
        id,
        initials: initials(&profile.full_name),
        mobile: profile.phones.iter().find_map(|phone| phone.e164.as_deref()).map(national_mobile),
        name: profile.full_name,
        city: profile.city,
        orders: found.totals.orders_count,
        family: likeness.is_none() && !same_card,
        score: likeness.map_or(0, |found| found.score).into(),
        reasons,
    }))
}
