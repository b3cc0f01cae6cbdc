//! Every published vector of the national number formats.

#![allow(clippy::unwrap_used, reason = "a test that can not read its own table must stop")]

mod common;

use bazgasht_domain::identity::{BankCard, IdentityFault, LegalId, NationalCode, Sheba};
use bazgasht_domain::phone::{Mobile, PhoneReading, classify_phone};
use proptest::prelude::*;
use serde_json::Value;

fn check(vectors: &Value, kind: &str, accepts: impl Fn(&str) -> bool) {
    for (list, expected) in [("valid", true), ("invalid", false)] {
        let texts = vectors[kind][list].as_array().unwrap();
        assert!(!texts.is_empty(), "{kind} has {list} vectors");
        for text in texts {
            let text = text.as_str().unwrap();
            assert_eq!(accepts(text), expected, "{kind} {text:?} is {list}");
        }
    }
}

#[test]
fn every_published_vector_is_judged_as_published() {
    let Some(file) = common::shared("golden/validators.json") else { return };
    let vectors: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    check(&vectors, "national_code", |text| NationalCode::parse(text).is_ok());
    check(&vectors, "legal_id", |text| LegalId::parse(text).is_ok());
    check(&vectors, "bank_card", |text| BankCard::parse(text).is_ok());
    check(&vectors, "sheba", |text| Sheba::parse(text).is_ok());
    // The one difference, argued: the vectors call 0980… invalid because no operator has that beginning
    // today. Operators get new beginnings, and a customer with a new number must not be lost; so such a
    // number is read and marked. "Valid" here is "read, and its operator is known".
    check(&vectors, "mobile", |text| {
        matches!(classify_phone(text), PhoneReading::Mobile { unknown_operator: false, .. })
    });
    let reading = classify_phone("09802002580");
    let mobile = Mobile::parse("09802002580").unwrap();
    assert_eq!(
        reading,
        PhoneReading::Mobile { mobile, unknown_operator: true },
        "0980… is read with a warning"
    );
}

#[test]
fn numbers_are_read_in_any_spelling_and_shown_in_one() {
    let national = |text: &str| NationalCode::parse(text).map(|code| code.to_string());
    let shown = |text: &str| Ok(text.to_owned());
    assert_eq!(national("۰۴۹۹۳۷۰۸۹۹"), shown("0499370899"), "Persian digits");
    assert_eq!(national("049-937089-9"), shown("0499370899"), "dashes");
    assert_eq!(national("68415941"), shown("0068415941"), "the zeros that a spreadsheet dropped");
    assert_eq!(national("  "), Err(IdentityFault::Empty), "spaces only");
    assert_eq!(national("04993708x9"), Err(IdentityFault::NotDigits), "a letter");
    assert_eq!(national("0499370898"), Err(IdentityFault::Checksum), "a wrong digit");
    assert_eq!(
        national("1111111111"),
        Err(IdentityFault::Repeated),
        "one digit repeated passes the checksum"
    );
    assert_eq!(national(&"1".repeat(1_000_000)), Err(IdentityFault::WrongLength), "a million digits");
    let card = BankCard::parse("۶۰۳۷ ۷۰۱۶ ۸۹۰۹ ۵۴۴۳").unwrap();
    assert_eq!(
        (card.to_string().as_str(), card.last_four().as_str()),
        ("6037701689095443", "5443"),
        "groups of four"
    );
    assert_eq!(BankCard::parse("4000000000000002"), Err(IdentityFault::UnknownIssuer), "a foreign test card");
    let sheba = Sheba::parse("ir55 0570 0220 8001 3447 3701 01").unwrap();
    assert_eq!(sheba.to_string(), "IR550570022080013447370101", "small letters and groups");
    assert_eq!(Sheba::parse("550570022080013447370101"), Ok(sheba), "without the country");
    assert_eq!(format!("{card:?}"), "BankCard(…43)", "a log does not tell the number");
}

#[test]
fn numbers_cross_ipc_as_texts() {
    let code = NationalCode::parse("0499370899").unwrap();
    assert_eq!(serde_json::to_string(&code).unwrap(), "\"0499370899\"", "a text keeps its zeros");
    assert_eq!(serde_json::from_str::<NationalCode>("\"0499370899\"").unwrap(), code, "and comes back");
    assert!(
        serde_json::from_str::<NationalCode>("\"0499370898\"").is_err(),
        "a wrong one is refused at the door"
    );
}

/// Turns each digit of a valid number into each other digit.
fn check_single_slips(valid: &str, accepts: impl Fn(&str) -> bool) {
    assert!(accepts(valid), "{valid} is valid");
    for (at, digit) in valid.char_indices().filter(|(_, letter)| letter.is_ascii_digit()) {
        for other in ('0'..='9').filter(|other| *other != digit) {
            let slip = format!("{}{other}{}", &valid[..at], &valid[at + 1..]);
            assert!(!accepts(&slip), "one wrong digit of {valid} is noticed: {slip}");
        }
    }
}

#[test]
fn one_wrong_digit_is_noticed() {
    check_single_slips("6037701689095443", |text| BankCard::parse(text).is_ok());
    check_single_slips("IR550570022080013447370101", |text| Sheba::parse(text).is_ok());
    check_single_slips("0499370899", |text| NationalCode::parse(text).is_ok());
}

proptest! {
    #[test]
    fn no_text_breaks_the_readers(text in "\\PC*", any in any::<String>(), digits in "(IR)?[0-9۰-۹ -]{0,30}") {
        for text in [&text, &any, &digits] {
            if let Ok(code) = NationalCode::parse(text) { prop_assert_eq!(NationalCode::parse(&code.to_string()), Ok(code)); }
            if let Ok(id) = LegalId::parse(text) { prop_assert_eq!(LegalId::parse(&id.to_string()), Ok(id)); }
            if let Ok(card) = BankCard::parse(text) { prop_assert_eq!(BankCard::parse(&card.to_string()), Ok(card)); }
            if let Ok(sheba) = Sheba::parse(text) { prop_assert_eq!(Sheba::parse(&sheba.to_string()), Ok(sheba)); }
        }
    }
}
