//! The health of a relationship, from the numbers in memory and what the file knows beside them.

use super::fields::birthday_of;
use crate::api::types::{ConsentChannel, HealthReason, HealthView};
use crate::error::AppError;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_insights::customers::health::{Circumstances, History, health};
use bazgasht_store::customers::{Customer, PhoneKind};
use bazgasht_store::leads::{self, Stage};
use bazgasht_store::offers::{self, State};
use bazgasht_store::{Reader, points};

/// Open offers looked at.
const OFFERS_LOOKED_AT: u32 = 50;
const SOON_DAYS: i32 = 30;

pub(super) fn view(
    reader: &Reader,
    found: &Customer,
    history: &History,
    today: ShopDay,
) -> Result<HealthView, AppError> {
    let judged = health(history, &circumstances(reader, found, today)?);
    let reasons = judged.reasons.into_iter().map(|(tone, reason)| HealthReason { tone, reason });
    Ok(HealthView { score: judged.score, reasons: reasons.collect(), alarm: judged.alarm, next: judged.next })
}

fn circumstances(reader: &Reader, found: &Customer, today: ShopDay) -> Result<Circumstances, AppError> {
    let birthday = found.profile.birth.and_then(birthday_of);
    let offers = offers::of_customer(reader, found.id, OFFERS_LOOKED_AT, 0)?;
    let open: Vec<_> = offers.iter().filter(|offer| offer.state == State::Open).collect();
    let due = open.iter().filter_map(|offer| offer.draft.remind_day).min();
    let lead = leads::get(reader, found.id)?;
    Ok(Circumstances {
        has_phone: found.profile.phones.iter().any(|phone| phone.kind != PhoneKind::Invalid),
        may_contact: may_contact(found),
        birthday_in_days: birthday.and_then(|day| u32::try_from(day.days_until(today)).ok()),
        expiring: expiring(reader, found, today)?,
        offer_due_in_days: due.map(|day| day.days_since(today)),
        has_open_offer: !open.is_empty(),
        lead_is_lost: lead.is_some_and(|lead| lead.stage == Stage::Lost),
    })
}

/// Any yes to a way that a person can use now; no when every answer was no.
fn may_contact(found: &Customer) -> Option<bool> {
    let ways = [ConsentChannel::Sms, ConsentChannel::Call, ConsentChannel::Messenger];
    let answers =
        found.consents.iter().filter(|answer| ways.iter().any(|way| way.as_str() == answer.channel));
    answers.map(|answer| answer.granted).reduce(|any, granted| any || granted)
}

/// The points that end soonest, and in how many days.
fn expiring(reader: &Reader, found: &Customer, today: ShopDay) -> Result<Option<(i64, u32)>, AppError> {
    let lots = points::open_lots(reader, found.id)?;
    let in_days = |last: ShopDay| Some(last.days_since(today)).filter(|days| (0..=SOON_DAYS).contains(days));
    let soonest = lots.iter().filter_map(|lot| lot.expires.and_then(in_days)).min();
    Ok(soonest.and_then(|days| {
        let ending = lots.iter().filter(|lot| lot.expires.and_then(in_days) == Some(days));
        Some((ending.map(|lot| lot.open.get()).sum(), u32::try_from(days).ok()?))
    }))
}
