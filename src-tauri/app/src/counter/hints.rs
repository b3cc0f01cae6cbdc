//! What to say to the person at the counter: at most three hints, the most useful first.

use crate::api::types::Hint;
use crate::views::day_view;
use bazgasht_domain::calendar::{Birthday, ShopDay};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use bazgasht_insights::customers::{Facts, Status};
use bazgasht_store::points::Lot;

const HINTS_MAX: usize = 3;
/// A birthday this near is worth a word.
const BIRTHDAY_NEAR_DAYS: i32 = 7;
/// Points that end this soon are worth a word.
const EXPIRY_NEAR_DAYS: i32 = 30;

/// What hints are made from.
pub(super) struct Person<'a> {
    pub facts: &'a Facts,
    pub birthday: Option<Birthday>,
    pub balance: Points,
    /// What the balance buys.
    pub value: Rial,
    pub lots: &'a [Lot],
}

/// In the order of use: today's birthday, points about to end, a long absence, a near birthday, the first two
/// purchases, points to spend.
pub(super) fn hints(person: &Person<'_>, today: ShopDay) -> Vec<Hint> {
    let birthday_days = person.birthday.map(|birthday| birthday.days_until(today));
    let mut hints = Vec::new();
    if birthday_days == Some(0) {
        hints.push(Hint::BirthdayToday);
    }
    hints.extend(expiring(person.lots, today));
    if let (Status::Lapsed, Some(since), Some(due)) =
        (person.facts.status, person.facts.days_since, person.facts.due_days)
    {
        // Whole days are what a person says.
        hints.push(Hint::Lapsed { days_since: since.into(), usual_days: due.round() as i64 });
    }
    if let Some(in_days) = birthday_days.filter(|days| (1..=BIRTHDAY_NEAR_DAYS).contains(days)) {
        hints.push(Hint::BirthdaySoon {
            in_days: in_days.into(),
            day: day_view(today.plus_days(in_days), today),
        });
    }
    match person.facts.orders {
        0 => hints.push(Hint::FirstPurchase),
        1 => hints.push(Hint::SecondPurchase),
        _ => {}
    }
    if person.value > Rial::ZERO {
        hints.push(Hint::PointsUsable { points: person.balance, value_rial: person.value });
    }
    hints.truncate(HINTS_MAX);
    hints
}

/// The soonest day on which points end, when it is near.
fn expiring(lots: &[Lot], today: ShopDay) -> Option<Hint> {
    let near =
        |lot: &&Lot| lot.expires.is_some_and(|last| (0..=EXPIRY_NEAR_DAYS).contains(&last.days_since(today)));
    let soonest = lots.iter().filter(near).filter_map(|lot| lot.expires).min()?;
    let points: i64 = lots.iter().filter(|lot| lot.expires == Some(soonest)).map(|lot| lot.open.get()).sum();
    Some(Hint::PointsExpiring { points: Points::new(points), in_days: soonest.days_since(today).into() })
}
