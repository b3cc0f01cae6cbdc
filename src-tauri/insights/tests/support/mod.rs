//! What the tests of this crate share: the folder of reference data, days, and a slow reading of the definitions.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part")]

pub mod naive;

use bazgasht_domain::{calendar::ShopDay, ids::CustomerId, money::Rial};
use bazgasht_insights::columns::Purchase;
use std::path::PathBuf;

/// A file of the reference data beside the project; `None`, loudly, where it is absent (never so under CI).
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let file = root.join(path);
    if file.exists() {
        return Some(file);
    }
    let in_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(!in_ci, "../shared/{path} must be there under CI");
    eprintln!("SKIPPED (no ../shared): {path}");
    None
}

/// `1997-01-18` as a day, by counting days from the first of March of year 0.
pub fn iso_day(text: &str) -> ShopDay {
    let parts: Vec<i64> = text.split('-').map(|p| p.parse().expect("a number")).collect();
    let (year, month, day) = (parts[0] - i64::from(parts[1] <= 2), (parts[1] + 9) % 12, parts[2]);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * month + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    ShopDay::new(i32::try_from(days).expect("a day"))
}

pub fn purchase(customer: i64, day: i32, net: i64) -> Purchase {
    Purchase { customer: CustomerId::new(customer), day: ShopDay::new(day), net: Rial::new(net) }
}

/// Orders of a CSV with the columns id, order_id, date (ISO), v (rial).
pub fn read_orders(path: &std::path::Path) -> Vec<Purchase> {
    let mut reader = csv::Reader::from_path(path).expect("a readable file");
    let rows = reader.records().map(|row| {
        let row = row.expect("a row");
        let number = |at: usize| row[at].parse::<i64>().expect("a number");
        let day = iso_day(&row[2]);
        Purchase { customer: CustomerId::new(number(0)), day, net: Rial::new(number(3)) }
    });
    rows.collect()
}

/// `count` Jalali months from `1375-10` on.
pub fn jalali_months(first: &str, count: usize) -> Vec<bazgasht_insights::kpi::Span> {
    use bazgasht_insights::kpi::Span;
    let (year, month) = first.split_once('-').expect("year-month");
    let (mut year, mut month): (i32, i32) = (year.parse().expect("a year"), month.parse().expect("a month"));
    let nowruz = |y: i32| match y {
        1375 => iso_day("1996-03-20"),
        1376 => iso_day("1997-03-21"),
        1377 => iso_day("1998-03-21"),
        1378 => iso_day("1999-03-21"),
        1389 => iso_day("2010-03-21"),
        1390 => iso_day("2011-03-21"),
        1391 => iso_day("2012-03-20"),
        _ => panic!("unknown year"),
    };
    let start = |y: i32, m: i32| {
        let passed = if m <= 7 { (m - 1) * 31 } else { 186 + (m - 7) * 30 };
        nowruz(y).get() + passed
    };
    (0..count)
        .map(|_| {
            let from = start(year, month);
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            Span::new(ShopDay::new(from), ShopDay::new(start(year, month) - 1)).expect("a month")
        })
        .collect()
}
