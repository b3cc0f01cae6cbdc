//! Amounts: reading, showing, words and rounding, as tables and as properties.

use AmountError::{Empty, FractionOfRial, Grouping, NotANumber, TooLarge};
use MoneyUnit::{NewRial, Toman};
use bazgasht_domain::money::{
    AmountError, JS_SAFE_MAX, MoneyUnit, Rial, amount_in_words, div_round_half_away, format_amount,
    format_integer, integer_in_words, parse_amount,
};
use proptest::prelude::*;

const UNITS: [MoneyUnit; 3] = [Toman, MoneyUnit::Rial, NewRial];

fn check_parse(text: &str, unit: MoneyUnit, expected: Result<i64, AmountError>, reason: &str) {
    assert_eq!(parse_amount(text, unit).map(Rial::get), expected, "{text:?} in {unit:?}: {reason}");
}

#[test]
fn amounts_are_read_in_every_spelling() {
    let toman = [
        ("250000", 2_500_000, "plain digits"),
        ("۲۵۰۰۰۰", 2_500_000, "Persian digits"),
        ("٢٥٠٠٠٠", 2_500_000, "Arabic digits"),
        ("۲۵۰٬۰۰۰", 2_500_000, "Persian thousands"),
        ("250,000", 2_500_000, "Latin thousands"),
        ("۲۵۰،۰۰۰", 2_500_000, "the Persian comma as thousands"),
        ("250 000", 2_500_000, "spaces as thousands"),
        ("250\u{a0}000", 2_500_000, "no-break spaces as thousands"),
        ("250_000", 2_500_000, "underscores as thousands"),
        ("250.000", 2_500_000, "a single point before three digits separates thousands"),
        ("1.500.000", 15_000_000, "points as thousands"),
        ("0.500", 5, "nothing is grouped behind a zero, so this is a decimal"),
        ("1250.5", 12_505, "a decimal point"),
        ("۱۲۵۰٫۵", 12_505, "a Persian decimal sign"),
        ("1,250.5", 12_505, "thousands and a decimal point"),
        ("1,250.500", 12_505, "after a comma the point is a decimal one"),
        ("1234.500", 12_345, "four digits are not a group"),
        ("1250.00", 12_500, "zeros behind the point"),
        ("۱٬۲۵۰٫۵۰", 12_505, "zeros behind the Persian sign"),
        ("00250", 2_500, "leading zeros"),
        ("0", 0, "zero"),
        ("-0", 0, "there is one zero only"),
        ("-250", -2_500, "a minus in front"),
        ("\u{2212}250", -2_500, "the minus that we show"),
        ("250-", -2_500, "a minus behind, as accounting programs print it"),
        ("(250)", -2_500, "brackets are a minus"),
        ("(۲۵۰) تومان", -2_500, "brackets and a unit"),
        ("+250", 2_500, "a plus"),
        (" 250 ", 2_500, "spaces around"),
        ("\u{200f}250\u{200e}", 2_500, "invisible direction marks"),
        ("۲۵۰ تومان", 2_500, "the unit's word"),
        ("۲۵۰تومن", 2_500, "the spoken word, joined"),
        ("250 Toman", 2_500, "the unit in Latin letters"),
        ("۲۵۰۰ ریال", 2_500, "the word in the text outweighs the unit"),
        ("﷼ 2500", 2_500, "the rial sign in front"),
        ("ريال 2500", 2_500, "the Arabic yeh"),
        ("25 قران", 2_500, "a qeran is 100 rial"),
        ("۳ ریال جدید", 30_000, "a new rial is 10,000 rial"),
        ("۲۵۰ هزار تومان", 2_500_000, "a number word"),
        ("۲٫۵ میلیون تومان", 25_000_000, "a fraction of a million"),
        ("۲٫۵ میلیون", 25_000_000, "a million of the unit"),
        ("۱ میلیارد تومان", 10_000_000_000, "a milliard"),
        ("۲ هزار میلیارد ریال", 2_000_000_000_000, "a thousand milliard"),
        ("900719925474099", 9_007_199_254_740_990, "the largest whole toman"),
    ];
    for (text, rial, reason) in toman {
        check_parse(text, Toman, Ok(rial), reason);
    }
    check_parse("9007199254740991", MoneyUnit::Rial, Ok(JS_SAFE_MAX), "the largest amount");
    check_parse("-9007199254740991", MoneyUnit::Rial, Ok(-JS_SAFE_MAX), "the smallest amount");
    check_parse("1.2345", NewRial, Ok(12_345), "four decimals of a new rial are rial");
    check_parse("۱٫۵", NewRial, Ok(15_000), "half a new rial");
}

#[test]
fn what_is_no_amount_is_refused_with_its_reason() {
    let million_letters = "آ".repeat(1_000_000);
    let table = [
        ("", Empty, "nothing"),
        ("   ", Empty, "spaces"),
        ("\u{200e}\u{200c}", Empty, "only invisible marks"),
        ("NaN", NotANumber, "not a number by name"),
        ("inf", NotANumber, "infinity"),
        ("-", NotANumber, "a sign alone"),
        ("تومان", NotANumber, "a unit alone"),
        ("۲۵۰ دلار", NotANumber, "another currency"),
        ("$250", NotANumber, "another currency's sign"),
        ("1e5", NotANumber, "an exponent hides digits that were lost"),
        ("12a34", NotANumber, "a letter between digits"),
        ("12/5", NotANumber, "a slash"),
        ("=1+1", NotANumber, "a formula"),
        ("1-2", NotANumber, "a calculation"),
        ("--5", NotANumber, "two signs"),
        ("-(5)", NotANumber, "a sign and brackets"),
        ("(5", NotANumber, "half of a bracket"),
        (")5(", NotANumber, "brackets the wrong way round"),
        ("۲۵۰ تومان ریال", NotANumber, "two units"),
        ("½", NotANumber, "a fraction sign"),
        ("😀", NotANumber, "a picture"),
        ("5😀", NotANumber, "a picture behind"),
        (million_letters.as_str(), NotANumber, "a million letters"),
        ("12,5", Grouping, "12.5 or 125"),
        ("1,50,000", Grouping, "a group of two"),
        ("1234,567", Grouping, "a first group of four"),
        ("1,,000", Grouping, "an empty group"),
        ("1,000 000", Grouping, "two kinds of separators"),
        ("1.500,50", Grouping, "point and comma the other way round"),
        ("1٫5٫5", Grouping, "two decimal signs"),
        ("1٫500,000", Grouping, "a separator behind the decimal sign"),
        ("0.55", FractionOfRial, "5.5 rial"),
        ("1.0000000000000000000001", FractionOfRial, "a very small part of a rial"),
        ("900719925474100", TooLarge, "the first toman beyond 2^53"),
        ("9007199254740992", TooLarge, "2^53"),
        ("99999999999999999999", TooLarge, "beyond i64"),
        ("۱۰۰۰۰۰۰۰ هزار میلیارد میلیارد", TooLarge, "number words beyond every amount"),
    ];
    for (text, fault, reason) in table {
        check_parse(text, Toman, Err(fault), reason);
    }
    check_parse(&"9".repeat(300), Toman, Err(TooLarge), "300 digits");
    check_parse(&"9".repeat(1_000_000), Toman, Err(TooLarge), "a million digits");
    check_parse("1.5", MoneyUnit::Rial, Err(FractionOfRial), "a rial has no parts");
    check_parse("9007199254740992", MoneyUnit::Rial, Err(TooLarge), "2^53 rial");
    check_parse("1.23456", NewRial, Err(FractionOfRial), "a tenth of a rial");
}

#[test]
fn amounts_are_shown_in_every_unit() {
    let table = [
        (2_500_000, Toman, "۲۵۰٬۰۰۰"),
        (12_505, Toman, "۱٬۲۵۰٫۵"),
        (-12_505, Toman, "−۱٬۲۵۰٫۵"),
        (5, Toman, "۰٫۵"),
        (0, Toman, "۰"),
        (999, MoneyUnit::Rial, "۹۹۹"),
        (1_000, MoneyUnit::Rial, "۱٬۰۰۰"),
        (-1_000, MoneyUnit::Rial, "−۱٬۰۰۰"),
        (12_345, NewRial, "۱٫۲۳۴۵"),
        (12_300, NewRial, "۱٫۲۳"),
        (i64::MAX, MoneyUnit::Rial, "۹٬۲۲۳٬۳۷۲٬۰۳۶٬۸۵۴٬۷۷۵٬۸۰۷"),
        (i64::MIN, Toman, "−۹۲۲٬۳۳۷٬۲۰۳٬۶۸۵٬۴۷۷٬۵۸۰٫۸"),
    ];
    for (rial, unit, shown) in table {
        assert_eq!(format_amount(Rial::new(rial), unit), shown, "{rial} rial in {unit:?}");
    }
    assert_eq!(format_integer(-1_234), "−۱٬۲۳۴", "a count looks like an amount");
}

#[test]
fn amounts_are_written_in_words() {
    let table = [
        (2_500_000, Toman, "دویست و پنجاه هزار تومان"),
        (0, Toman, "صفر تومان"),
        (5, Toman, "پنج ریال"),
        (10, Toman, "یک تومان"),
        (10_000, Toman, "هزار تومان"),
        (15, Toman, "یک تومان و پنج ریال"),
        (-2_500_000, Toman, "منفی دویست و پنجاه هزار تومان"),
        (12_345, NewRial, "یک ریال جدید و بیست و سه قران و چهل و پنج ریال قدیم"),
        (100, NewRial, "یک قران"),
        (0, NewRial, "صفر ریال جدید"),
        (1_001_001, MoneyUnit::Rial, "یک میلیون و هزار و یک ریال"),
    ];
    for (rial, unit, words) in table {
        assert_eq!(amount_in_words(Rial::new(rial), unit), words, "{rial} rial in {unit:?}");
    }
    let integers = [
        (11, "یازده"),
        (19, "نوزده"),
        (20, "بیست"),
        (21, "بیست و یک"),
        (100, "صد"),
        (101, "صد و یک"),
        (118, "صد و هجده"),
        (666, "ششصد و شصت و شش"),
        (1_000_000, "یک میلیون"),
        (2_001_500, "دو میلیون و هزار و پانصد"),
        (
            i64::MAX,
            "نه کوینتیلیون و دویست و بیست و سه کوادریلیون و سیصد و هفتاد و دو تریلیون و سی و شش میلیارد و \
             هشتصد و پنجاه و چهار میلیون و هفتصد و هفتاد و پنج هزار و هشتصد و هفت",
        ),
    ];
    for (value, words) in integers {
        assert_eq!(integer_in_words(value), words, "{value}");
    }
    assert!(integer_in_words(i64::MIN).ends_with("هشتصد و هشت"), "the smallest integer has words too");
}

#[test]
fn halves_are_rounded_away_from_zero() {
    let table = [
        (5, 2, Some(3), "two and a half"),
        (-5, 2, Some(-3), "minus two and a half"),
        (5, -2, Some(-3), "a negative divisor"),
        (-5, -2, Some(3), "two negatives"),
        (4, 3, Some(1), "a third is dropped"),
        (5, 3, Some(2), "two thirds go up"),
        (0, 7, Some(0), "nothing"),
        (7, 0, None, "no divisor"),
        (i64::MIN, -1, None, "the one quotient that does not fit"),
        (i64::MAX, 1, Some(i64::MAX), "the largest number"),
        (i64::MAX, i64::MIN, Some(-1), "two extremes"),
    ];
    for (dividend, divisor, quotient, reason) in table {
        assert_eq!(div_round_half_away(dividend, divisor), quotient, "{dividend}/{divisor}: {reason}");
    }
    assert_eq!(Rial::new(15_005).share(15, 100), Some(Rial::new(2_251)), "15 % of 15,005 is 2,250.75");
    assert_eq!(Rial::new(i64::MAX).share(2, 1), None, "a share that leaves i64");
}

#[test]
fn sums_say_when_they_overflow() {
    let sum = Rial::checked_sum([Rial::new(i64::MAX), Rial::new(1)]);
    assert_eq!(sum, None, "one rial too many");
    assert_eq!(Rial::checked_sum([Rial::new(3), Rial::new(-5)]), Some(Rial::new(-2)), "a plain sum");
    assert!(!Rial::new(i64::MIN).is_js_safe(), "the smallest i64 is no JavaScript number");
    assert!(Rial::new(-JS_SAFE_MAX).is_js_safe(), "the smallest safe one is");
}

proptest! {
    #[test]
    fn what_is_shown_reads_back(rial in -JS_SAFE_MAX..=JS_SAFE_MAX) {
        for unit in UNITS {
            let shown = format_amount(Rial::new(rial), unit);
            prop_assert_eq!(parse_amount(&shown, unit), Ok(Rial::new(rial)), "{} in {:?}", shown, unit);
        }
    }

    #[test]
    fn no_text_breaks_the_reader(text in "\\PC*", any in any::<String>(), near in "[-+(]?[0-9۰-۹.,٬٫ ]{0,30}[)]?") {
        for unit in UNITS {
            for text in [&text, &any, &near] {
                if let Ok(amount) = parse_amount(text, unit) {
                    prop_assert!(amount.is_js_safe(), "{:?} gave {:?}", text, amount);
                }
            }
        }
    }

    #[test]
    fn rounding_is_never_more_than_half_away(dividend in any::<i64>(), divisor in any::<i64>()) {
        if let Some(quotient) = div_round_half_away(dividend, divisor) {
            let error = i128::from(dividend) - i128::from(quotient) * i128::from(divisor);
            prop_assert!(error.unsigned_abs() * 2 <= i128::from(divisor).unsigned_abs());
        } else {
            prop_assert!(divisor == 0 || (dividend == i64::MIN && divisor == -1));
        }
    }

    #[test]
    fn every_integer_has_words(value in any::<i64>()) {
        let words = integer_in_words(value);
        prop_assert!(!words.contains("  ") && !words.ends_with(" و") && words.starts_with("منفی") == (value < 0));
    }
}
