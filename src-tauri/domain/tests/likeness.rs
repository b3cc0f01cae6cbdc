//! Which records look like one person, on spellings as they stand in real customer lists.

use bazgasht_domain::calendar::Birthday;
use bazgasht_domain::likeness::{Record, Sameness, likeness, meeting_keys};

fn record(name: &str, mobile: &str) -> Record {
    let (first, last) = name.split_once('|').unwrap_or(("", name));
    Record {
        first_name: first.into(),
        last_name: last.into(),
        mobiles: if mobile.is_empty() { vec![] } else { vec![mobile.into()] },
        has_phone: !mobile.is_empty(),
        ..Record::default()
    }
}

const ONE: &str = "+989121234567";
const OTHER: &str = "+989359876543";
const SLIP: &str = "+989121234576";

#[track_caller]
fn check(a: &Record, b: &Record, wanted: Option<Sameness>, why: &str) {
    let found = likeness(a, b);
    assert_eq!(found, likeness(b, a), "{why}: both ways the same");
    match wanted {
        None => assert_eq!(found, None, "{why}"),
        Some(reason) => {
            let found = found.unwrap_or_else(|| panic!("{why}: nothing was found"));
            assert!(found.reasons.contains(&reason), "{why}: {:?} lacks {reason:?}", found.reasons);
            let shared = meeting_keys(a).iter().any(|key| meeting_keys(b).contains(key));
            assert!(shared, "{why}: the two must meet under a key");
        }
    }
}

#[test]
fn real_spellings_of_one_person_are_found() {
    for (a, b, why) in [
        ("سید علی|موسوی", "علی|موسوی", "سید is a title"),
        ("سیده فاطمه|حسینی", "فاطمه سادات|حسینی", "سیده before, سادات behind"),
        ("محمدرضا|احمدی", "محمد رضا|احمدی", "written in one and in two"),
        ("محمد‌رضا|احمدی", "محمدرضا|احمدی", "with a joiner"),
        ("مریم|حسین زاده", "مریم|حسین‌زاده", "زاده apart and joined"),
        ("مریم|حسينزاده", "مریم|حسین زاده", "Arabic ی, زاده written on"),
        ("كامران|كاظمي", "کامران|کاظمی", "Arabic letters"),
        ("حاج رضا|کریمی", "رضا|کریمی", "حاج"),
        ("دکتر نگین|پارسا", "نگین|پارسا", "دکتر"),
        ("آزاده|آرین", "ازاده|ارین", "with and without madda"),
    ] {
        check(&record(a, ONE), &record(b, ONE), Some(Sameness::Name), why);
        check(&record(a, ONE), &record(b, SLIP), Some(Sameness::NearMobile), why);
        check(&record(a, ONE), &record(b, ""), Some(Sameness::NoPhone), why);
        check(&record(a, ONE), &record(b, OTHER), None, "a name alone is never enough");
    }
    check(
        &record("طاهره|صادقی", ONE),
        &record("تاهره|صادغی", ONE),
        Some(Sameness::SoundingName),
        "sounds alike",
    );
    check(
        &record("شهرزاد|سبزواری", ONE),
        &record("شهرزاد|سبزوازی", ONE),
        Some(Sameness::NearName),
        "one letter",
    );
    check(&record("بنیامین|صیادی", ONE), &record("بنیامین|صیدای", ONE), Some(Sameness::NearName), "swapped");
    check(
        &record("سبزواری", ONE),
        &record("مریم|سبزواری", ONE),
        Some(Sameness::PartOfName),
        "the surname alone",
    );
    check(
        &record("رضا|نیک‌پور", ONE),
        &record("محمد رضا|نیک‌پور", ONE),
        Some(Sameness::PartOfName),
        "the second half",
    );
}

#[test]
fn families_and_namesakes_are_left_alone() {
    for (a, b, why) in [
        ("علی|رضایی", "زهرا|رضایی", "husband and wife"),
        ("علی|رضایی", "علیرضا|رضایی", "brothers"),
        ("علی|رضایی", "ولی|رضایی", "short first names one letter apart"),
        ("مهدی|امیری", "مهری|امیری", "brother and sister"),
        ("سمیه|نوری", "سمیرا|نوری", "sisters"),
        ("حسن|قاسمی", "حسین|قاسمی", "حسن is not حسین"),
        ("محمد|کاظمی", "محمود|کاظمی", "محمد is not محمود"),
        ("", "مریم|سبزواری", "nobody's name"),
    ] {
        check(&record(a, ONE), &record(b, ONE), None, why);
        check(&record(a, ONE), &record(b, OTHER), None, why);
    }
}

#[test]
fn numbers_and_days_speak_for_and_against() {
    let with = |name: &str, mobile: &str, code: &str, birth: Option<(u8, u8)>| Record {
        national_code: Some(code.to_owned()).filter(|code| !code.is_empty()),
        birthday: birth.map(|(month, day)| Birthday::new(month, day, None).expect("a day")),
        ..record(name, mobile)
    };
    let code = "0499370899";
    check(
        &with("مریم|سبزواری", ONE, code, None),
        &with("مریم|سبزوار", OTHER, code, None),
        Some(Sameness::NationalCode),
        "one national code",
    );
    check(
        &with("مریم|سبزواری", ONE, "", Some((9, 18))),
        &with("مریم|سبزواری", OTHER, "", Some((9, 18))),
        Some(Sameness::Birthday),
        "one name, one birthday, a new number",
    );
    check(
        &with("مریم|سبزواری", ONE, code, None),
        &with("مریم|سبزواری", ONE, "0012345679", None),
        Some(Sameness::Mobile),
        "two codes on one number and name are still worth a look",
    );
    check(
        &with("مریم|سبزواری", ONE, code, Some((1, 1))),
        &with("مریم|سبزواری", ONE, "0012345679", Some((2, 2))),
        None,
        "but not with two birthdays too",
    );
    let score = |a: &Record, b: &Record| likeness(a, b).map_or(0, |found| found.score);
    let (sure, likely) = (record("سید علی|موسوی", ONE), record("علی|موسوی", ONE));
    let doubtful = Record { gender: Some(true), ..record("علی|موسوی", ONE) };
    let woman = Record { gender: Some(false), ..sure.clone() };
    assert!(score(&sure, &likely) > score(&woman, &doubtful), "two genders weigh against it");
}
