//! The 360° page: who, where they stand, what they bought, their points.

use super::list::scope;
use super::{fields, health, more};
use crate::api::types::{
    BirthdayView, CustomerFile, ExpectedNext, KeptRaw, OpenCustomer, ProductTimes, PurchaseDot,
};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::day_view;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::{Rial, div_round_half_away};
use bazgasht_insights::customers::{Facts, facts, history};
use bazgasht_store::customers::PhoneKind;
use bazgasht_store::{Reader, customers, points, sales};
use std::sync::Arc;

/// Purchases of the rhythm strip.
const DOTS_MAX: usize = 40;
/// The last purchases whose lines tell what somebody buys.
const SALES_LOOKED_AT: u32 = 60;
const TOP_PRODUCTS: usize = 4;
/// The next purchase is expected within this share of the usual gap around it.
const EXPECTED_SPREAD: f64 = 0.25;

pub(crate) fn file(app: &Arc<App>, _: &Session, request: OpenCustomer) -> Result<CustomerFile, AppError> {
    let id = request.customer;
    let card = crate::counter::card(app, id)?;
    let scope = scope(app)?;
    let today = app.today();
    let shop = app.shop();
    let (facts, history, mut dots) = shop.numbers_cell().histories(shop.store(), &[id], |columns| {
        let bought = columns.purchases_of(id).filter(|(day, _)| *day <= today);
        let dots = bought.map(|(day, net_rial)| PurchaseDot { day: day_view(day, today), net_rial });
        (facts(columns, id, scope), history(columns, id, today), dots.collect::<Vec<_>>())
    })?;
    dots.drain(..dots.len().saturating_sub(DOTS_MAX));
    shop.store().read(|reader| {
        let found = customers::get(reader, id)?.ok_or(Code::NotFound)?;
        let birthday = found.profile.birth.and_then(fields::birthday_of);
        let lots = points::open_lots(reader, id)?;
        let lots = lots.iter().map(|lot| crate::club::lot_view(lot, today));
        Ok(CustomerFile {
            card,
            fields: fields::typed(&found.profile, &found.consents, &fields::ShopWords::read(reader)?),
            more: more::more(reader, &found, today)?,
            outlook: crate::forecast::outlook(app, id),
            health: health::view(reader, &found, &history, today)?,
            code: found.profile.code.clone(),
            birthday: birthday.map(|birthday| BirthdayView {
                text: fields::birthday_label(&birthday),
                in_days: birthday.days_until(today).into(),
            }),
            first: facts.first.map(|day| day_view(day, today)),
            basket_rial_mean: mean(&facts),
            purchases: dots,
            expected: expected(&facts, today),
            lots: lots.collect(),
            top_products: top_products(reader, id)?,
            kept_raw: kept_raw(&found.profile),
        })
    })
}

fn mean(facts: &Facts) -> Option<Rial> {
    div_round_half_away(facts.net.get(), i64::from(facts.orders)).map(Rial::new)
}

/// Around the day on which the own rhythm says the next purchase is due; nothing without a rhythm of one's own.
fn expected(facts: &Facts, today: ShopDay) -> Option<ExpectedNext> {
    let (last, gap) = facts.last.zip(facts.gap_days_median)?;
    let day = |share: f64| last.plus_days((gap * share).round() as i32);
    let (from, to) = (day(1.0 - EXPECTED_SPREAD), day(1.0 + EXPECTED_SPREAD));
    Some(ExpectedNext { from: day_view(from, today), to: day_view(to, today) })
}

/// What they bought most often lately, by how many purchases it was in.
fn top_products(reader: &Reader, id: CustomerId) -> Result<Vec<ProductTimes>, AppError> {
    let mut times: Vec<ProductTimes> = Vec::new();
    for header in sales::of_customer(reader, id, SALES_LOOKED_AT, 0)? {
        if header.cancelled_at.is_some() || header.fully_returned {
            continue;
        }
        let mut seen: Vec<String> = Vec::new();
        for line in sales::get(reader, header.id)?.map(|sale| sale.lines).unwrap_or_default() {
            if seen.contains(&line.title) {
                continue;
            }
            match times.iter_mut().find(|product| product.name == line.title) {
                Some(product) => product.times += 1,
                None => times.push(ProductTimes { name: line.title.clone(), times: 1 }),
            }
            seen.push(line.title);
        }
    }
    // Stable: among equals the more recent one stays first.
    times.sort_by_key(|product| std::cmp::Reverse(product.times));
    times.truncate(TOP_PRODUCTS);
    Ok(times)
}

/// Cells of an import that could not be read and were kept as they were.
fn kept_raw(profile: &customers::Profile) -> Vec<KeptRaw> {
    let phones = profile.phones.iter().filter(|phone| phone.kind == PhoneKind::Invalid);
    let phones = phones.map(|phone| KeptRaw { field: "mobile".to_owned(), raw: phone.raw.clone() });
    let birthday =
        profile.birth_raw.iter().map(|raw| KeptRaw { field: "birthday".to_owned(), raw: raw.clone() });
    phones.chain(birthday).collect()
}
