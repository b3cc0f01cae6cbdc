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

/// `1997-01-18` as a day.
pub fn iso_day(text: &str) -> ShopDay {
    let parts: Vec<i32> = text.split('-').map(|p| p.parse().expect("a number")).collect();
    let part = |at: usize| u32::try_from(parts[at]).expect("a part of a date");
    ShopDay::from_gregorian(parts[0], part(1), part(2)).expect("a day")
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
