//! What makes the sample shop believable, measured over several seeds: seasons, customers, people.

use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_domain::phone::{PhoneReading, classify_phone};
use bazgasht_sample::{Customer, Group, Product, SampleShop, Size, Spec, generate};
use std::collections::{HashMap, HashSet};

const SEEDS: [u64; 3] = [1403, 1, 77];

/// 1 Azar 1405.
const TODAY: ShopDay = ShopDay::new(20_779);

fn between(found: f64, low: f64, high: f64, why: &str) {
    assert!((low..=high).contains(&found), "{why}: {found} is not within {low}–{high}");
}

#[test]
fn counts_are_within_one_percent() {
    let check = |size: Size, seed: u64| {
        let shop = generate(size, seed, TODAY);
        let ratio = shop.purchase_count() as f64 / f64::from(size.purchases());
        between(ratio, 0.99, 1.01, "purchases of a size");
        let anonymous = shop.anonymous_count() as f64 / shop.purchase_count() as f64;
        between(anonymous, 0.045, 0.075, "anonymous sales beside them");
        assert_eq!(shop.customer_count(), size.customers(), "customers of a size are exact");
    };
    for seed in 0..40 {
        check(Size::Tiny, seed);
    }
    for seed in SEEDS {
        check(Size::S, seed);
    }
    check(Size::M, 1403);
}

#[test]
fn the_year_has_its_seasons() {
    for seed in SEEDS {
        let shop = generate(Size::S, seed, TODAY);
        let mut by_month = [0_f64; 13];
        let mut by_weekday = [0_f64; 7];
        let (mut last_azar_days, mut nowruz) = (0_f64, 0);
        // The first year is left out: that is when the customers were written down.
        let settled = shop.first_day().plus_days(365);
        let mut days = HashSet::new();
        for purchase in shop.purchases().filter(|purchase| purchase.day >= settled) {
            let date = JalaliDate::from_day(purchase.day);
            by_month[usize::from(date.month())] += 1.0;
            by_weekday[usize::from(date.weekday())] += 1.0;
            last_azar_days += f64::from(u8::from(date.month() == 9 && date.day_of_month() >= 27));
            nowruz += u8::from(date.month() == 1 && date.day_of_month() <= 4);
            days.insert(purchase.day);
        }
        let ordinary = (by_month[2..=8].iter().sum::<f64>() + by_month[10] + by_month[11]) / 9.0;
        between(by_month[12] / ordinary, 1.6, 2.4, "Esfand against an ordinary month");
        between(by_month[1] / ordinary, 0.45, 0.8, "Farvardin after the holidays");
        between(
            last_azar_days / by_month[9],
            0.2,
            0.4,
            "four days of Yalda in Azar (an even month has 0.13)",
        );
        assert_eq!(nowruz, 0, "the shop is closed on the first four days of the year");
        between(by_weekday[6] / by_weekday[5], 0.1, 0.4, "Fridays against Thursdays");
        let fridays = days.iter().filter(|day| day.weekday() == 6).count() as f64;
        between(fridays / (4.0 * 52.0), 0.45, 0.65, "about every second Friday is open");
    }
}

#[test]
fn customers_differ_as_real_ones_do() {
    for seed in SEEDS {
        let shop = generate(Size::S, seed, TODAY);
        let mut days_of: HashMap<u32, Vec<i32>> = HashMap::new();
        let mut revenue_of: HashMap<u32, i64> = HashMap::new();
        for purchase in shop.purchases() {
            days_of.entry(purchase.customer).or_default().push(purchase.day.get());
            *revenue_of.entry(purchase.customer).or_default() += purchase.net.get();
        }
        let buyers = days_of.len() as f64;
        between(buyers / f64::from(shop.customer_count()), 0.96, 0.995, "a few never bought");
        let once = days_of.values().filter(|days| days.len() == 1).count() as f64;
        between(once / buyers, 0.25, 0.45, "share of one-time buyers");
        let lapsed = days_of.values().filter(|days| days.iter().all(|&day| day < TODAY.get() - 180)).count();
        between(lapsed as f64 / buyers, 0.45, 0.8, "share that has not come for half a year");

        let mut revenue: Vec<i64> = revenue_of.into_values().collect();
        revenue.sort_unstable_by(|a, b| b.cmp(a));
        let top_fifth = revenue[..revenue.len().div_ceil(5)].iter().sum::<i64>() as f64;
        between(
            top_fifth / revenue.iter().sum::<i64>() as f64,
            0.7,
            0.87,
            "revenue of the top fifth (80/20)",
        );
        let most = days_of.values().map(Vec::len).max().unwrap();
        between(most as f64, 150.0, 700.0, "visits of the most faithful customer in five years");

        let gaps_of =
            |days: &Vec<i32>| days.windows(2).map(|pair| f64::from(pair[1] - pair[0])).collect::<Vec<_>>();
        let regular = days_of.values().filter(|days| days.len() >= 12).map(gaps_of).filter(|gaps| {
            let mean = gaps.iter().sum::<f64>() / gaps.len() as f64;
            let variance =
                gaps.iter().map(|gap| (gap - mean) * (gap - mean)).sum::<f64>() / gaps.len() as f64;
            variance.sqrt() < 0.7 * mean
        });
        between(regular.count() as f64, 300.0, 3000.0, "customers with a rhythm of their own");
    }
}

#[test]
fn prices_rise_mildly() {
    let shop = generate(Size::S, 1403, TODAY);
    let tea = shop.products().iter().position(|product| product.name.starts_with("چای")).unwrap() as u32;
    let price_between = |from: ShopDay, to: ShopDay| {
        let sales = shop.sales_by_day().filter(|sale| sale.day >= from && sale.day <= to);
        sales.flat_map(|sale| sale.lines).find(|line| line.product == tea).unwrap().unit_price.get() as f64
    };
    let now = shop.products()[tea as usize].price.get() as f64;
    between(price_between(TODAY.plus_days(-20), TODAY) / now, 0.97, 1.0, "the price of these days");
    between(
        price_between(shop.first_day(), shop.first_day().plus_days(60)) / now,
        0.33,
        0.45,
        "five years ago",
    );
}

#[test]
fn products_can_be_scanned() {
    let shop = generate(Size::Tiny, 1403, TODAY);
    let check = |product: &Product| {
        let digits: Vec<u32> = product.barcode.chars().filter_map(|digit| digit.to_digit(10)).collect();
        assert_eq!(digits.len(), 13, "{}: thirteen digits", product.name);
        assert!(product.barcode.starts_with("626"), "{}: Iran's range", product.name);
        let sum: u32 = digits.iter().enumerate().map(|(place, digit)| digit * [1, 3][place % 2]).sum();
        assert_eq!(sum % 10, 0, "{}: the check digit of {}", product.name, product.barcode);
        assert!(
            product.price.get() % 10_000 == 0 && product.cost < product.price,
            "{}: price, margin",
            product.name
        );
        assert!(product.cost.get() > 0, "{}: nothing is bought for free", product.name);
    };
    shop.products().iter().for_each(check);
    between(shop.products().len() as f64, 120.0, 200.0, "a neighbourhood shop's shelves");
    let distinct =
        |key: fn(&Product) -> String| shop.products().iter().map(key).collect::<HashSet<_>>().len();
    assert_eq!(
        distinct(|product| product.barcode.clone()),
        shop.products().len(),
        "one barcode, one product"
    );
    assert_eq!(distinct(|product| product.name.into()), shop.products().len(), "one name, one product");
    assert!(distinct(|product| product.category.into()) >= 8, "several categories");
}

#[test]
fn people_can_be_called() {
    let shop = generate(Size::S, 1403, TODAY);
    let mut mobiles: HashMap<String, Customer> = HashMap::new();
    let (mut families, mut names, mut birthdays, mut near) = (0, HashSet::new(), 0.0, 0);
    let mut prefixes = HashSet::new();
    for customer in shop.customers() {
        match classify_phone(&customer.mobile) {
            PhoneReading::Mobile { unknown_operator, .. } => {
                assert!(!unknown_operator, "{}", customer.mobile)
            }
            other => panic!("{} is not a mobile: {other:?}", customer.mobile),
        }
        prefixes.insert(customer.mobile[..4].to_owned());
        names.insert((customer.first_name, customer.last_name));
        birthdays += f64::from(u8::from(customer.birthday.is_some()));
        let days_until = customer.birthday.map(|birthday| birthday.days_until(TODAY));
        near += u32::from(days_until == Some(0));
        assert!(
            customer.referrer.is_none_or(|referrer| referrer < customer.index),
            "sent by an earlier customer"
        );
        assert!(customer.joined >= shop.first_day() && customer.joined <= TODAY, "joined within the history");
        assert_eq!(
            customer.company.is_some(),
            customer.group == Group::Business,
            "businesses have a company"
        );
        if let Some(first) = mobiles.insert(customer.mobile.clone(), customer.clone()) {
            assert_eq!(
                (first.index + 1, first.last_name),
                (customer.index, customer.last_name),
                "only families share"
            );
            families += 1;
        }
    }
    let count = f64::from(shop.customer_count());
    between(f64::from(families) / count, 0.005, 0.02, "families on one mobile");
    between(names.len() as f64 / count, 0.7, 1.0, "distinct full names");
    between(birthdays / count, 0.6, 0.8, "known birthdays");
    between(f64::from(near), 3.0, 60.0, "birthdays today");
    assert!(prefixes.len() >= 25, "operators are mixed");
}

#[test]
fn a_small_shop_has_birthdays_today_and_this_week() {
    for day in 0..366 {
        let today = TODAY.plus_days(day);
        let shop = generate(Size::Tiny, 1403, today);
        let days_until = shop.customers().filter_map(|customer| Some(customer.birthday?.days_until(today)));
        let near: Vec<i32> = days_until.filter(|days| *days < 7).collect();
        let now = near.iter().filter(|days| **days == 0).count();
        assert!(now >= 3 && near.len() >= 8, "day {day} of the year: {now} today, {} this week", near.len());
    }
}

#[test]
fn joined_is_the_first_purchase() {
    let shop = generate(Size::Tiny, 1403, TODAY);
    let mut first: HashMap<u32, ShopDay> = HashMap::new();
    for sale in shop.sales_by_customer() {
        if let Some(customer) = sale.customer {
            first.entry(customer).or_insert(sale.day);
        }
    }
    for customer in shop.customers() {
        let bought = first.get(&customer.index);
        assert!(bought.is_none_or(|day| *day == customer.joined), "customer {} joined later", customer.index);
    }
}

#[test]
fn nothing_lies_in_the_future() {
    let check = |today: ShopDay, minute_now: u16, some_today: bool, why: &str| {
        let shop = SampleShop::new(Spec { minute_now, ..Spec::new(Size::S, 1403, today) });
        let of_today: Vec<_> = shop.sales_by_day().filter(|sale| sale.day == today).collect();
        assert_eq!(!of_today.is_empty(), some_today, "{why}: are there sales today?");
        assert!(of_today.iter().all(|sale| sale.minute < minute_now), "{why}: a sale after now");
        let returned =
            |sale: bazgasht_sample::Sale| sale.returned.is_some_and(|returned| returned.day >= today);
        assert!(!shop.sales_by_day().any(returned), "{why}: a return today or later");
    };
    check(TODAY, 0, false, "no minute given");
    check(TODAY, 8 * 60, false, "before the doors open");
    check(TODAY, 9 * 60 + 20, true, "just opened");
    check(TODAY, 12 * 60, true, "noon");
    check(TODAY, 1439, true, "end of the day");
    check(JalaliDate::new(1405, 1, 2).unwrap().day(), 1439, false, "a holiday");
}
