//! The customer list of a real shop, as an accounting program exported it: Windows-1256, seven spellings
//! of telephone numbers, six of birthdays, and the mistakes of its people.

#![allow(clippy::unwrap_used, reason = "a test that can not read its own table must stop")]

mod common;

use bazgasht_domain::calendar::{DateError, parse_birthday};
use bazgasht_domain::phone::{Mobile, PhoneReading, classify_phone};
use std::collections::HashMap;

#[derive(Default, Debug, PartialEq, Eq)]
struct Counts {
    customers: u64,
    invalid_phone: u64,
    no_phone: u64,
    /// Mobile numbers that more than one customer has. (In this file each of them has exactly two, so the
    /// customers who came second to a number are as many.)
    shared_phone: u64,
    birthdays: u64,
    ambiguous_birth: u64,
    invalid_birth: u64,
}

#[test]
fn the_columns_of_a_real_customer_list_count_as_expected() {
    let Some(file) = common::shared("data/shop_a/customers_cp1256.csv") else { return };
    let Some(expected) = common::shared("data/shop_a/expected.json") else { return };
    let expected: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(expected).unwrap()).unwrap();
    let number = |name: &str| expected[name].as_u64().unwrap();
    let expected = Counts {
        customers: number("customers"),
        invalid_phone: number("invalid_phone"),
        no_phone: number("no_phone"),
        shared_phone: number("shared_phone"),
        birthdays: number("birthdays"),
        ambiguous_birth: number("ambiguous_birth"),
        invalid_birth: number("invalid_birth"),
    };

    let bytes = std::fs::read(file).unwrap();
    let (text, _, broken) = encoding_rs::WINDOWS_1256.decode(&bytes);
    assert!(!broken, "the file is Windows-1256");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let mut counts = Counts::default();
    let mut owners: HashMap<Mobile, u64> = HashMap::new();
    for row in reader.records() {
        let row = row.unwrap();
        counts.customers += 1;
        match classify_phone(&row[4]) {
            PhoneReading::Empty => counts.no_phone += 1,
            PhoneReading::Mobile { mobile, unknown_operator } => {
                assert!(!unknown_operator, "{mobile:?}: every operator of this shop is known");
                *owners.entry(mobile).or_default() += 1;
            }
            PhoneReading::Landline(number) => panic!("the column of mobiles holds the landline {number}"),
            PhoneReading::Invalid(_) => counts.invalid_phone += 1,
        }
        match parse_birthday(&row[5]) {
            Ok(birthday) => {
                assert!(birthday.year().is_some(), "{:?}: this shop asks for the year", &row[5]);
                counts.birthdays += 1;
            }
            Err(DateError::Empty) => {}
            Err(DateError::AmbiguousYear) => counts.ambiguous_birth += 1,
            Err(_) => counts.invalid_birth += 1,
        }
    }
    assert!(owners.values().all(|customers| *customers <= 2), "no number has three owners");
    counts.shared_phone = u64::try_from(owners.values().filter(|customers| **customers > 1).count()).unwrap();
    assert_eq!(counts, expected, "the counts that the shop's data were delivered with");
}
