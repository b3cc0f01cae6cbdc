//! What the page of a person shows beside the fields: numbers, family, who brought whom, consents, interests, the shop's
//! own fields, offers, merges.

use super::fields::{ShopWords, birthday_label, birthday_of};
use super::{leads, merge, offers, own_fields};
use crate::api::types::{
    BirthdayView, ConsentChannel, ConsentView, CustomView, FamilyMember, FindInterests, InterestKind,
    InterestView, InterestsFound, PersonMore, PersonRef, PhoneView,
};
use crate::core::App;
use crate::error::AppError;
use crate::permissions::Session;
use crate::views::{day_view, minute_of_day, national_mobile, time_of_minute};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CategoryId, CustomerId, ProductId};
use bazgasht_domain::text::{initials, tight_form};
use bazgasht_store::customers::{self, Customer, PhoneKind};
use bazgasht_store::{Reader, products};
use std::sync::Arc;

const FAMILY_MAX: u32 = 12;
const REFERRED_MAX: usize = 10;
const INTERESTS_MAX: usize = 50;

pub(super) fn more(reader: &Reader, found: &Customer, today: ShopDay) -> Result<PersonMore, AppError> {
    let (id, profile) = (found.id, &found.profile);
    let words = ShopWords::read(reader)?;
    let referred = customers::referred_by(reader, id)?;
    let custom = words.custom.iter().map(|field| CustomView {
        field: field.id,
        name: field.name.clone(),
        kind: own_fields::kind_view(field.kind),
        text: own_fields::text_of(field, &profile.custom),
    });
    let interests = profile.interests.iter().map(|interest| {
        let kind = match interest.kind {
            customers::InterestKind::Category => InterestKind::Category,
            customers::InterestKind::Product => InterestKind::Product,
        };
        let name = interest_name(reader, kind, interest.target)?;
        Ok(name.map(|name| InterestView { kind, id: interest.target, name }))
    });
    let birthday = profile.birth.and_then(birthday_of);
    Ok(PersonMore {
        phones: phones(reader, found)?,
        referrer: person(reader, profile.referrer)?,
        referred: people(reader, referred.get(..REFERRED_MAX).unwrap_or(&referred))?,
        referred_count: i64::try_from(referred.len()).unwrap_or(i64::MAX),
        family: family(reader, id, today)?,
        consents: consents(found, today),
        interests: interests.collect::<Result<Vec<_>, AppError>>()?.into_iter().flatten().collect(),
        custom: custom.collect(),
        created: day_view(found.created_day, today),
        lead: leads::of_customer(reader, found, today)?,
        open_offers: offers::open_of(reader, id, today)?,
        merges: merge::into(reader, id, today)?,
        merged_into: person(reader, found.merged_into)?,
        birthday: birthday.map(|birthday| BirthdayView {
            text: birthday_label(&birthday),
            in_days: birthday.days_until(today).into(),
        }),
    })
}

fn person(reader: &Reader, id: Option<CustomerId>) -> Result<Option<PersonRef>, AppError> {
    Ok(people(reader, id.as_slice())?.into_iter().next())
}

pub(super) fn people(reader: &Reader, ids: &[CustomerId]) -> Result<Vec<PersonRef>, AppError> {
    let rows = customers::rows(reader, ids)?;
    Ok(rows.into_iter().map(|row| PersonRef { id: row.id, name: row.full_name }).collect())
}

fn phones(reader: &Reader, found: &Customer) -> Result<Vec<PhoneView>, AppError> {
    let known = found.profile.phones.iter().filter(|phone| phone.kind != PhoneKind::Invalid);
    let view = |phone: &customers::Phone| {
        let shared_by = match &phone.e164 {
            Some(e164) => customers::find_by_phone(reader, e164)?.len(),
            None => 1,
        };
        Ok(PhoneView {
            number: phone.e164.as_deref().map_or_else(|| phone.raw.clone(), national_mobile),
            label: phone.label.clone(),
            mobile: phone.kind == PhoneKind::Mobile,
            shared_by: i64::try_from(shared_by).unwrap_or(i64::MAX),
        })
    };
    known.map(view).collect()
}

fn family(reader: &Reader, id: CustomerId, today: ShopDay) -> Result<Vec<FamilyMember>, AppError> {
    let others = customers::those_with_phone_of(reader, id, FAMILY_MAX)?;
    let member = |row: customers::Row| FamilyMember {
        id: row.id,
        initials: initials(&row.full_name),
        name: row.full_name,
        orders: row.totals.orders_count,
        last: row.totals.last_day.map(|day| day_view(day, today)),
    };
    Ok(customers::rows(reader, &others)?.into_iter().map(member).collect())
}

fn consents(found: &Customer, today: ShopDay) -> Vec<ConsentView> {
    let view = |channel: ConsentChannel| {
        let answer = found.consents.iter().find(|answer| answer.channel == channel.as_str());
        ConsentView {
            channel,
            granted: answer.map(|answer| answer.granted),
            origin: answer.map(|answer| answer.origin.clone()).unwrap_or_default(),
            day: answer.map(|answer| day_view(ShopDay::from_instant(answer.at), today)),
            time: answer.map(|answer| time_of_minute(minute_of_day(answer.at))),
        }
    };
    ConsentChannel::ALL.into_iter().map(view).collect()
}

/// `None` for a category or product that does not exist any more.
pub(super) fn interest_name(
    reader: &Reader,
    kind: InterestKind,
    id: i64,
) -> Result<Option<String>, AppError> {
    Ok(match kind {
        InterestKind::Product => products::get(reader, ProductId::new(id))?.map(|found| found.details.name),
        InterestKind::Category => {
            let wanted = CategoryId::new(id);
            products::categories(reader)?
                .into_iter()
                .find(|(known, _)| *known == wanted)
                .map(|(_, name)| name)
        }
    })
}

/// Categories first: there are few of them and they say most.
pub(crate) fn find_interests(
    app: &Arc<App>,
    _: &Session,
    request: FindInterests,
) -> Result<InterestsFound, AppError> {
    let wanted = tight_form(&request.text);
    let limit = usize::try_from(request.limit).unwrap_or(0).min(INTERESTS_MAX);
    let shop = app.shop();
    let known = shop.catalogue().read(shop.store())?;
    let mut categories: Vec<_> =
        known.categories.iter().filter(|(_, name)| tight_form(name).contains(&wanted)).collect();
    categories.sort_unstable_by_key(|(id, _)| **id);
    let categories = categories.into_iter().map(|(id, name)| (InterestKind::Category, id.get(), name));
    let sold = known.sold().filter(|entry| entry.tight.contains(&wanted));
    let sold = sold.map(|entry| (InterestKind::Product, entry.product.id.get(), &entry.product.details.name));
    let hits = categories.chain(sold).take(limit);
    Ok(InterestsFound {
        hits: hits.map(|(kind, id, name)| InterestView { kind, id, name: name.clone() }).collect(),
    })
}
