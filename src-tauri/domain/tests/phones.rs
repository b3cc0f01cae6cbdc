//! Telephone cells: every spelling of a mobile, landlines, and what can not be read.

#![allow(clippy::unwrap_used, reason = "a test that can not read its own table must stop")]

use bazgasht_domain::phone::{Mobile, PhoneFault, PhoneReading, classify_phone};
use proptest::prelude::*;

#[test]
fn one_mobile_has_many_spellings() {
    let table = [
        ("09121234567", "the national spelling"),
        ("۰۹۱۲۱۲۳۴۵۶۷", "Persian digits"),
        ("٠٩١٢١٢٣٤٥٦٧", "Arabic digits"),
        ("9121234567", "without the zero, as spreadsheets keep it"),
        ("9121234567.0", "as a decimal"),
        ("+989121234567", "E.164"),
        ("+98 912 123 4567", "groups"),
        ("+98 (0)912 123 4567", "the zero in brackets"),
        ("00989121234567", "the international prefix"),
        ("989121234567", "the country code"),
        ("9809121234567", "the country code and the zero"),
        ("0912-123-4567", "dashes"),
        ("0912.123.4567", "points"),
        ("(0912) 1234567", "brackets"),
        ("0912‌1234567", "a zero-width joiner"),
        ("\u{200e}+989121234567", "a direction mark in front"),
        ("\u{202a}09121234567\u{202c}", "direction marks around, as copied from a chat"),
        (" 09121234567 ", "spaces around"),
        ("０９１２１２３４５６７", "full-width digits"),
    ];
    for (text, reason) in table {
        let mobile = Mobile::parse(text).unwrap_or_else(|fault| panic!("{text:?} ({reason}): {fault}"));
        assert_eq!(mobile.e164(), "+989121234567", "{text:?}: {reason}");
        assert_eq!(mobile.national(), "09121234567", "{text:?}: {reason}");
        assert_eq!(mobile.subscriber(), 9_121_234_567, "{text:?}: {reason}");
    }
}

#[test]
fn other_cells_are_told_apart() {
    let landline = |number: &str| PhoneReading::Landline(number.to_owned());
    let table = [
        ("", PhoneReading::Empty, "nothing"),
        (" ", PhoneReading::Empty, "a space"),
        ("-", PhoneReading::Empty, "a dash for nothing"),
        ("\u{200c}", PhoneReading::Empty, "an invisible mark"),
        ("02112345678", landline("02112345678"), "Tehran"),
        ("021-12345678", landline("02112345678"), "a dash behind the area code"),
        ("+98 21 1234 5678", landline("02112345678"), "the country code"),
        ("2112345678", landline("02112345678"), "the zero that a spreadsheet dropped"),
        ("88776655", landline("88776655"), "no area code"),
        ("0912123456", PhoneReading::Invalid(PhoneFault::TooShort), "a digit is missing"),
        ("091212345678", PhoneReading::Invalid(PhoneFault::TooLong), "a digit too many"),
        ("110", PhoneReading::Invalid(PhoneFault::TooShort), "the police"),
        ("ندارد", PhoneReading::Invalid(PhoneFault::NotDigits), "a word"),
        ("0912123456x", PhoneReading::Invalid(PhoneFault::NotDigits), "a letter"),
        ("9.12E+09", PhoneReading::Invalid(PhoneFault::NotDigits), "an exponent has lost digits"),
        ("0912+1234567", PhoneReading::Invalid(PhoneFault::NotDigits), "a plus inside"),
        ("+14155550123", PhoneReading::Invalid(PhoneFault::Foreign), "another country"),
        ("00493012345678", PhoneReading::Invalid(PhoneFault::Foreign), "another country"),
        ("09121234567 - 09351234567", PhoneReading::Invalid(PhoneFault::Several), "two mobiles"),
        ("09121234567/02188776655", PhoneReading::Invalid(PhoneFault::Several), "a mobile and a landline"),
        ("09121234567 و 09351234567", PhoneReading::Invalid(PhoneFault::NotDigits), "a word between"),
        ("00000000000", PhoneReading::Invalid(PhoneFault::Foreign), "zeros begin like another country"),
    ];
    for (text, reading, reason) in table {
        assert_eq!(classify_phone(text), reading, "{text:?}: {reason}");
    }
    let long = "0".repeat(1_000_000);
    assert_eq!(classify_phone(&long), PhoneReading::Invalid(PhoneFault::TooLong), "a million digits");
    assert_eq!(Mobile::parse("02112345678"), Err(PhoneFault::NotMobile), "a landline is no mobile");
    assert_eq!(Mobile::parse(""), Err(PhoneFault::Empty), "nothing is no mobile");
}

#[test]
fn a_mobile_crosses_ipc_as_e164_and_stays_out_of_logs() {
    let mobile = Mobile::parse("09121234567").unwrap();
    assert_eq!(serde_json::to_string(&mobile).unwrap(), "\"+989121234567\"", "E.164 on the wire");
    assert_eq!(serde_json::from_str::<Mobile>("\"09121234567\"").unwrap(), mobile, "any spelling comes in");
    assert!(serde_json::from_str::<Mobile>("\"123\"").is_err(), "another number is refused at the door");
    assert_eq!(format!("{mobile:?}"), "Mobile(+98912…67)", "a log does not tell the number");
}

proptest! {
    #[test]
    fn every_mobile_is_read_from_each_spelling(subscriber in 9_000_000_000_u64..=9_999_999_999) {
        let expected = format!("+98{subscriber}");
        for text in [
            format!("0{subscriber}"), format!("{subscriber}"), format!("98{subscriber}"), format!("+98{subscriber}"),
            format!("0098{subscriber}"), format!("+980{subscriber}"),
        ] {
            let mobile = Mobile::parse(&text);
            prop_assert_eq!(mobile.map(Mobile::e164), Ok(expected.clone()), "{}", text);
        }
    }

    #[test]
    fn no_text_breaks_the_reader(text in "\\PC*", any in any::<String>(), near in "[+0]?[0-9۰-۹ .()-]{0,24}") {
        for text in [&text, &any, &near] {
            if let PhoneReading::Mobile { mobile, .. } = classify_phone(text) {
                prop_assert_eq!(Mobile::parse(&mobile.e164()), Ok(mobile), "{:?}", text);
            }
        }
    }
}
