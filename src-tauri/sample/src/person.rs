//! Fills in a customer's record from the streams named (seed, customer).

use crate::catalog::ean13;
use crate::customer::{Channel, Company, Customer, Gender, Group};
use crate::dice::{Dice, Topic};
use crate::kind::Kind;
use crate::mobile::mobile;
use crate::words::{
    CITIES, CITY_SHARES, COMPANY_KINDS, COMPANY_NAMES, City, FAMILY, FEMALE, MALE, NOTES, STREETS, TAGS,
};
use bazgasht_domain::calendar::{Birthday, JalaliDate, ShopDay};
use bazgasht_domain::money::Rial;

/// Customers, per thousand, who share mobile, name and address with the one before.
const FAMILY_PER_MILLE: u32 = 12;
/// These few have their birthday today or in the coming days, in every shop: days from today by index.
const NEAR_BIRTHDAYS: [(u32, i32); 8] =
    [(4, 0), (17, 0), (26, 0), (7, 1), (35, 2), (48, 4), (59, 5), (63, 6)];

const TOMAN_RIAL: i64 = 10;

/// What is the same for two customers of one family.
struct Home {
    last_name: &'static str,
    mobile: String,
    city: &'static str,
    district: &'static str,
    address: String,
}

pub(crate) fn person(seed: u64, index: u32, kind: Kind, joined: ShopDay, today: ShopDay) -> Customer {
    let mut dice = Dice::new(seed, Topic::Person, u64::from(index), 0);
    let gender = if dice.chance(570) { Gender::Female } else { Gender::Male };
    let names = if gender == Gender::Female { FEMALE } else { MALE };
    let first_name = names[dice.skewed(names.len())];
    let home = home(seed, if shares_home(seed, index) { index - 1 } else { index });
    let (channel, channel_cost) = channel(&mut dice, index, kind);
    let referrer = (channel == Channel::Referral).then(|| dice.below(index));
    Customer {
        index,
        first_name,
        last_name: home.last_name,
        gender,
        mobile: home.mobile,
        birthday: birthday(&mut dice, index, today),
        city: home.city,
        district: home.district,
        address: home.address,
        company: (kind == Kind::Business).then(|| company(&mut dice)),
        group: group(kind),
        channel,
        channel_cost,
        referrer,
        consent_sms: dice.chance(860),
        card: dice.chance(550).then(|| ean13(200_000_000_000 + u64::from(index) + 1)),
        tags: TAGS.iter().copied().filter(|_| dice.chance(45)).collect(),
        note: if dice.chance(60) { dice.any(NOTES).copied() } else { None },
        joined,
    }
}

/// A family is never longer than two, so that its mobile belongs to the first of them.
fn shares_home(seed: u64, index: u32) -> bool {
    let drawn = |index: u32| Dice::new(seed, Topic::Family, u64::from(index), 0).chance(FAMILY_PER_MILLE);
    index > 0 && drawn(index) && !drawn(index - 1)
}

fn home(seed: u64, index: u32) -> Home {
    let mut dice = Dice::new(seed, Topic::Family, u64::from(index), 1);
    let city: &City = &CITIES[dice.weighted(&CITY_SHARES)];
    let district = city.districts[dice.skewed(city.districts.len())];
    let street = STREETS[dice.below(STREETS.len() as u32) as usize];
    Home {
        last_name: FAMILY[dice.skewed(FAMILY.len())],
        mobile: mobile(seed, index, city.local_prefixes, &mut dice),
        city: city.name,
        district,
        address: format!("{district}، {street}، پلاک {}، واحد {}", dice.between(1, 240), dice.between(1, 14)),
    }
}

fn birthday(dice: &mut Dice, index: u32, today: ShopDay) -> Option<Birthday> {
    let known = dice.chance(720);
    let (month, day) = month_and_day(dice.below(365));
    // Two draws averaged: between 20 and 78 years old, most of them around 49.
    let this_year = JalaliDate::from_day(today).year();
    let born = this_year - 12 - (dice.between(4, 33) + dice.between(4, 33)) as i32;
    let year = dice.chance(640).then_some(born);
    if let Some(&(_, days)) = NEAR_BIRTHDAYS.iter().find(|(near, _)| *near == index) {
        let date = JalaliDate::from_day(today.plus_days(days));
        // Without a year: 30 Esfand would need a leap one.
        return Birthday::new(date.month(), date.day_of_month(), None).ok();
    }
    if known { Birthday::new(month, day, year).ok() } else { None }
}

/// Month and day of the n-th day of a common Jalali year, from 0: six months of 31 days, then 30.
fn month_and_day(nth: u32) -> (u8, u8) {
    let (month, day) =
        if nth < 186 { (nth / 31, nth % 31) } else { (6 + (nth - 186) / 30, (nth - 186) % 30) };
    ((month + 1) as u8, (day + 1) as u8)
}

fn company(dice: &mut Dice) -> Company {
    let kind = &COMPANY_KINDS[dice.below(COMPANY_KINDS.len() as u32) as usize];
    let name = COMPANY_NAMES[dice.below(COMPANY_NAMES.len() as u32) as usize];
    Company {
        name: format!("{} {name}", kind.title),
        headcount: dice.between(kind.headcount_min, kind.headcount_max),
    }
}

fn group(kind: Kind) -> Group {
    match kind {
        Kind::Vip => Group::Vip,
        Kind::Business => Group::Business,
        Kind::Colleague => Group::Colleague,
        Kind::Prospect | Kind::Passerby | Kind::Household | Kind::Anonymous => Group::Household,
    }
}

/// The channel and what the shop paid on it for one customer.
fn channel(dice: &mut Dice, index: u32, kind: Kind) -> (Channel, Rial) {
    const CHANNELS: [(Channel, i64); 6] = [
        (Channel::WalkIn, 0),
        (Channel::Referral, 50_000),
        (Channel::Instagram, 85_000),
        (Channel::Flyer, 38_000),
        (Channel::Map, 0),
        (Channel::Event, 120_000),
    ];
    let weights = if kind == Kind::Business { [30, 40, 5, 5, 15, 5] } else { [46, 20, 16, 8, 6, 4] };
    let drawn = CHANNELS[dice.weighted(&weights)];
    // Nobody was there before the first customer to send them.
    let (channel, cost_toman) = if index == 0 && drawn.0 == Channel::Referral { CHANNELS[0] } else { drawn };
    (channel, Rial::new(cost_toman * TOMAN_RIAL))
}
