//! The four forms, digits, order, names and the keyboard slip.

#![allow(clippy::unwrap_used, reason = "a test that can not read its own table must stop")]

mod common;

use bazgasht_domain::names::{duplicate_key, duplicate_key_by_sound, full_name, without_titles};
use bazgasht_domain::text::{
    fix_layout, initials, key_form, phonetic_form, single_spaced, sort_key, store_form, tight_form,
    to_ascii_digits, to_persian_digits,
};
use proptest::prelude::*;

type Form = fn(&str) -> String;

fn check(form: Form, table: &[(&str, &str, &str)]) {
    for (text, expected, reason) in table {
        assert_eq!(form(text), *expected, "{text:?}: {reason}");
    }
}

#[test]
fn the_store_form_keeps_what_a_person_sees() {
    check(
        store_form,
        &[
            ("علي", "علی", "Arabic yeh"),
            ("مصطفى", "مصطفی", "alef maksura"),
            ("كريم", "کریم", "Arabic kaf"),
            ("۱۲۳", "123", "Persian digits"),
            ("١٢٣", "123", "Arabic digits"),
            ("１２３", "123", "full-width digits"),
            ("१२३", "123", "digits of another script"),
            ("محمـــد", "محمد", "kashida"),
            ("مُحَمَّد", "محمد", "harakat"),
            ("رحمٰن", "رحمن", "the small alef"),
            ("\u{200f}علی\u{200e}", "علی", "bidi marks"),
            ("\u{2067}علی\u{2069}", "علی", "bidi isolates"),
            ("\u{feff}علی", "علی", "a byte order mark"),
            ("عل\u{0}ی\u{1f}\u{7f}\u{9b}", "علی", "control characters"),
            ("علی\tرضا\n", "علی\tرضا\n", "a tab and a line end are spaces"),
            ("ﻋﻠﻲ", "علی", "letters in their joined shapes"),
            ("ﷲ", "الله", "a ligature"),
            ("می‌خواهم", "می‌خواهم", "ZWNJ is part of the spelling"),
            ("آرایشگاه مؤمن", "آرایشگاه مؤمن", "hamza and madda stay"),
            ("ا\u{0653}ب", "آب", "a composed letter"),
            ("ا\u{0640}\u{0653}ب", "آب", "letters that a dropped kashida brings together"),
            ("خانۀ ما", "خانۀ ما", "heh with hamza"),
            ("Plain text 12", "Plain text 12", "ASCII as it is"),
            ("", "", "nothing"),
        ],
    );
}

#[test]
fn the_other_forms_fold_more_and_more() {
    check(
        key_form,
        &[
            ("آذر", "اذر", "alef with madda"),
            ("أحمد إبراهيم", "احمد ابراهیم", "alef with hamza"),
            ("مؤمن", "مومن", "waw with hamza"),
            ("رئیس", "رییس", "yeh with hamza"),
            ("فاطمة", "فاطمه", "teh marbuta"),
            ("خانۀ", "خانه", "heh with hamza, one letter"),
            ("خانه\u{0654}", "خانه", "heh with hamza, two characters"),
            ("رضاء", "رضا", "hamza alone"),
            ("می‌خواهم", "میخواهم", "ZWNJ"),
            ("ه\u{200d}", "ه", "ZWJ, which no reader sees either"),
            ("  علی   رضا ", "علی رضا", "spaces are single"),
            ("Samsung", "samsung", "Latin case"),
        ],
    );
    check(tight_form, &[("محمد رضا", "محمدرضا", "two words"), ("سیف‌ زاده", "سیفزاده", "ZWNJ and a space")]);
    check(
        phonetic_form,
        &[
            ("طاهره", "تاهره", "ط sounds like ت"),
            ("صابر", "سابر", "ص sounds like س"),
            ("ثریا", "سریا", "ث sounds like س"),
            ("رضا", "رزا", "ض sounds like ز"),
            ("ذبیح", "زبیه", "ذ and ح"),
            ("ناظم", "نازم", "ظ sounds like ز"),
            ("قاسم", "غاسم", "ق sounds like غ"),
            ("علی", "الی", "ع sounds like ا"),
            ("محمّد", "مهمد", "a doubled sound by sign"),
            ("اللهیاری", "الهیاری", "a doubled letter"),
            ("سعادت", "سادت", "two that became doubles"),
            ("1100", "1100", "digits are not sounds"),
        ],
    );
}

#[test]
fn digits_change_only_their_looks() {
    check(to_persian_digits, &[("12 ٣ ۴ a", "۱۲ ۳ ۴ a", "all scripts become Persian")]);
    check(to_ascii_digits, &[("۱۲ ٣ 4 ب", "12 3 4 ب", "all scripts become ASCII")]);
}

#[test]
fn small_helpers() {
    check(
        initials,
        &[
            ("مریم سبزواری", "م س", "first and last word"),
            ("علی رضا محمدی", "ع م", "the middle is left out"),
            ("علی", "ع", "one word"),
            ("  ", "", "none"),
            ("(شرکت) نور", "ش ن", "marks are skipped"),
            ("12", "", "a number has no initial"),
        ],
    );
    check(single_spaced, &[(" a \t b\n", "a b", "any white space")]);
}

#[test]
fn persian_order_is_the_dictionary_s() {
    let sorted = [
        "",
        "123",
        "آذر",
        "ابراهیم",
        "بهار",
        "پروانه",
        "تارا",
        "جواد",
        "چنگیز",
        "حسن",
        "زهرا",
        "ژاله",
        "سارا",
        "کامران",
        "گلنار",
        "لیلا",
        "مریم",
        "نرگس",
        "وحید",
        "هاله",
        "یاسمن",
    ];
    let mut turned = sorted.to_vec();
    turned.reverse();
    turned.sort_by_key(|name| sort_key(name));
    assert_eq!(turned, sorted, "پ after ب, چ after ج, ژ after ز, گ after ک, و before ه");
    assert_eq!(sort_key("علي كريمي"), sort_key("علی کریمی"), "Arabic letters sort as Persian ones");
}

#[test]
fn every_key_of_the_standard_layout_is_known() {
    let Some(file) = common::shared("data/isiri9147_qwerty.csv") else { return };
    let mut keys = 0;
    for row in csv::Reader::from_path(file).unwrap().records() {
        let row = row.unwrap();
        // The letter q shows that the text was typed with the wrong layout; it is ض.
        assert_eq!(
            fix_layout(&format!("q{}", &row[0])).unwrap(),
            format!("ض{}", &row[1]),
            "the key {}",
            &row[0]
        );
        keys += 1;
    }
    assert_eq!(keys, 94, "all keys of the table");
}

#[test]
fn the_keyboard_slip_is_mended_only_where_it_is_one() {
    let table = [
        ("ugd", Some("علی"), "ع is on u"),
        ("hgd", Some("الی"), "ا is on h"),
        ("lvdl", Some("مریم"), "a name"),
        ("lpln vqh", Some("محمد رضا"), "two words"),
        (";vdld", Some("کریمی"), "a letter on a mark's key"),
        ("'g", Some("گل"), "a letter on a mark's key"),
        ("علی", None, "Persian already"),
        ("ali علی", None, "both scripts"),
        ("0912", None, "digits are searched as they are"),
        ("12,000", None, "an amount"),
        ("", None, "nothing"),
        ("  ", None, "spaces"),
    ];
    for (typed, meant, reason) in table {
        assert_eq!(fix_layout(typed).as_deref(), meant, "{typed:?}: {reason}");
    }
    // On every Persian layout the keys h g d write «الی» (ع is on u). The product promises that «hgd» finds
    // «علی»: it does by sound, since ا and ع sound alike.
    assert_eq!(phonetic_form(&fix_layout("hgd").unwrap()), phonetic_form("علی"), "«hgd» finds «علی»");
}

#[test]
fn names_of_one_person_meet() {
    assert_eq!(full_name(" علی ", "رضایی"), "علی رضایی", "one space between");
    assert_eq!(full_name("", "رضایی"), "رضایی", "no first name");
    assert_eq!(full_name("", ""), "", "no name at all");
    let same = [
        (("سید علی", "حسینی"), ("علی", "حسینی"), "سید"),
        (("سیدعلی", "حسینی"), ("علی", "حسینی"), "سید, joined"),
        (("سید‌علی", "حسینی"), ("علی", "حسینی"), "سید with ZWNJ"),
        (("سیده زهرا", "موسوی"), ("زهرا", "موسوی"), "سیده"),
        (("سیده‌زهرا", "موسوی"), ("زهرا", "موسوی"), "سیده with ZWNJ"),
        (("سیدهادی", "موسوی"), ("هادی", "موسوی"), "not سیده and ادی"),
        (("فاطمه سادات", "موسوی"), ("فاطمه", "موسوی"), "سادات"),
        (("محمدرضا", "شفیعی"), ("محمد رضا", "شفیعی"), "one word or two"),
        (("محمد‌رضا", "شفیعی"), ("محمد رضا", "شفیعی"), "ZWNJ"),
        (("مریم", "سیف زاده"), ("مریم", "سیف‌زاده"), "…زاده apart"),
        (("مریم", "سيفزاده"), ("مریم", "سیف زاده"), "…زاده joined, in Arabic letters"),
        (("آقای دکتر رضا", "مؤمنی"), ("رضا", "مومنی"), "titles and hamza"),
        (("حاج آقا رضا", "مومنی"), ("رضا", "مومنی"), "two titles"),
        (("", "خانم مریم احمدی"), ("مریم", "احمدی"), "everything in one field"),
    ];
    for ((first, last), (other_first, other_last), reason) in same {
        assert_eq!(
            duplicate_key(first, last),
            duplicate_key(other_first, other_last),
            "{first} {last}: {reason}"
        );
    }
    let different = [
        (("علی", "حسینی"), ("علی", "حسنی"), "another surname"),
        (("", "حاجی زاده"), ("", "زاده"), "a title that is half of a surname"),
        (("", "سیدی"), ("", "ی"), "a surname that begins like a title"),
        (("مریم", "ساداتی"), ("مریم", ""), "a surname that contains one"),
    ];
    for ((first, last), (other_first, other_last), reason) in different {
        assert_ne!(
            duplicate_key(first, last),
            duplicate_key(other_first, other_last),
            "{first} {last}: {reason}"
        );
    }
    assert_eq!(without_titles("سید", ""), "سید", "a title alone is the name");
    assert_eq!(
        duplicate_key_by_sound("طاهره", "ذوالفقاری"),
        duplicate_key_by_sound("تاهره", "زوالفغاری"),
        "spelled by ear"
    );
}

proptest! {
    #[test]
    fn forms_are_idempotent_and_built_on_each_other(any in any::<String>(), near in "[ا-ی\u{64B}-\u{655}\u{670}\u{640}\u{200C}\u{200D} آأإؤئةۀءيكa-zA-Z0-9۰-۹]{0,24}") {
        let forms: [(&str, Form); 4] =
            [("store", store_form), ("key", key_form), ("tight", tight_form), ("phonetic", phonetic_form)];
        for text in [&any, &near] {
            for (index, (name, form)) in forms.iter().enumerate() {
                let once = form(text);
                prop_assert_eq!(form(&once), once.clone(), "{} of {:?} is idempotent", name, text);
                for (earlier, before) in &forms[..index] {
                    prop_assert_eq!(form(&before(text)), once.clone(), "{} of {} of {:?}", name, earlier, text);
                }
            }
        }
    }

    #[test]
    fn no_text_breaks_the_helpers(any in any::<String>(), other in "\\PC*") {
        for text in [&any, &other] {
            let _total = (initials(text), fix_layout(text), to_persian_digits(text), single_spaced(text));
            prop_assert_eq!(to_ascii_digits(&to_persian_digits(text)), to_ascii_digits(text));
            prop_assert_eq!(sort_key(text), sort_key(&store_form(text)));
        }
        prop_assert_eq!(duplicate_key(&any, &other), tight_form(&without_titles(&any, &other)));
    }

    #[test]
    fn the_keyboard_slip_goes_both_ways(keys in "[a-z]{1,12}") {
        let meant = fix_layout(&keys).unwrap();
        prop_assert_eq!(meant.chars().count(), keys.chars().count());
        prop_assert_eq!(fix_layout(&meant), None, "mended text is left alone");
    }
}
