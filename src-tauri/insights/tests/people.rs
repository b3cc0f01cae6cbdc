//! People are found as they are typed; and after any changes as if the index had been built anew.

use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::text::sort_key;
use bazgasht_insights::people::{Index, Matched, Person};

fn person(id: i64, name: &str) -> Person {
    Person {
        id: CustomerId::new(id),
        name: name.to_owned(),
        phones: Vec::new(),
        code: None,
        card_no: None,
        national_code: None,
        tags: Vec::new(),
        name_sort: sort_key(name),
    }
}

fn full(id: i64, name: &str, phones: &[&str], numbers: [&str; 3], tags: &[&str]) -> Person {
    let [code, card_no, national_code] =
        numbers.map(|number| Some(number.to_owned()).filter(|text| !text.is_empty()));
    let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    Person { phones: texts(phones), code, card_no, national_code, tags: texts(tags), ..person(id, name) }
}

/// A small shop; ids are told by the tables below.
fn shop() -> Vec<Person> {
    vec![
        full(1, "علی رضایی", &["989121234567"], ["1001", "2000000000015", "0012345679"], &["خوش‌حساب"]),
        full(2, "محمدرضا احمدی", &["989354445566", "02188776655"], ["1002", "", ""], &[]),
        full(3, "محمد رضا کاظمی", &["989121239999"], ["12", "", ""], &["ویژه"]),
        full(4, "زهرا سبزواری", &["989904567123"], ["A-77", "", ""], &["ویژه", "خوش حساب"]),
        full(5, "سید علیرضا موسوی", &["989151112233"], ["", "", ""], &[]),
        full(6, "مریم آذر", &[], ["", "", "0499370899"], &[]),
        full(7, "طاهره صادقی", &["989123334444"], ["", "", ""], &[]),
        full(8, "بازرگانی نور (تهران)", &["02144556677"], ["7", "", ""], &["شرکت"]),
        full(9, "Sara O'Neil", &["989121111111"], ["", "", ""], &[]),
        full(10, "علی", &[], ["", "", ""], &[]),
        full(11, "فروشگاه ۱۱۰", &[], ["", "", ""], &[]),
        full(12, "پوران‌دخت مُحـمّدی", &[], ["", "", ""], &[]),
    ]
}

fn check(typed: &str, ids: &[i64], matched: Option<Matched>, reason: &str) {
    let index = Index::build(shop());
    let found = index.search(typed, 20);
    let got: Vec<i64> = found.hits.iter().map(|hit| hit.id.get()).collect();
    assert_eq!(got, ids, "«{typed}»: {reason}");
    assert_eq!(found.hits.first().map(|hit| hit.matched), matched, "«{typed}»: {reason}");
    let all: Vec<i64> = index.search_all(typed).into_iter().map(CustomerId::get).collect();
    assert_eq!(all, ids, "«{typed}» for the list: {reason}");
}

#[test]
fn names_as_typed() {
    use Matched::Name;
    for (typed, ids, reason) in [
        ("علی", &[10, 1, 5][..], "the whole name, its beginning, a later word"),
        ("علي رضايي", &[1], "Arabic letters"),
        ("رضایی علی", &[1], "any order"),
        ("رضا", &[1, 3, 5, 2], "beginnings of words before parts of words; ties by name"),
        ("محمدرضا", &[3, 2], "written in one"),
        ("محمد رضا", &[3, 2], "written in two"),
        ("محمد‌رضا", &[3, 2], "with a joiner"),
        ("کاظمی محمدرضا", &[3], "any order, another spacing"),
        ("احم محم", &[2], "beginnings of words in any order"),
        ("آذر", &[6], "with madda"),
        ("اذر", &[6], "without madda"),
        ("سبز واری", &[4], "a word torn in two"),
        ("تهران", &[8], "brackets part words"),
        ("sara", &[9], "Latin in any case"),
        ("o'neil", &[9], "what separates in the name does so in the text"),
        ("110", &[11], "digits of a name"),
        ("دخت", &[12], "a joiner parts words"),
        ("محمدی", &[12], "without kashida and harakat"),
        ("علی ۱۲۳", &[1], "a word and part of the phone"),
    ] {
        check(typed, ids, Some(Name), reason);
    }
}

#[test]
fn numbers_as_typed() {
    use Matched::{Card, Code, NationalCode, Phone};
    for (typed, ids, matched, reason) in [
        ("4567", &[1, 4][..], Phone, "last digits before others"),
        ("۴۵۶۷", &[1, 4], Phone, "Persian digits"),
        ("٤٥٦٧", &[1, 4], Phone, "Arabic digits"),
        ("0912123", &[1, 3], Phone, "with the 0"),
        ("0912 123-45 67", &[1], Phone, "spaces and dashes"),
        ("+98 912 1234567", &[1], Phone, "with +98"),
        ("0098912123", &[1, 3], Phone, "with 0098"),
        ("98912123", &[1, 3], Phone, "with 98"),
        ("+98 (0) 912 123", &[1, 3], Phone, "with both"),
        ("02188", &[2], Phone, "a landline"),
        ("+982188", &[2], Phone, "a landline with the country code"),
        ("12", &[3, 4, 5, 7, 1, 9], Code, "a whole code first"),
        ("1001", &[1], Code, "code"),
        ("a77", &[4], Code, "code without its dash"),
        ("A-77", &[4], Code, "code as written"),
        ("2000000000015", &[1], Card, "card"),
        ("200000", &[1], Card, "part of the card"),
        ("0012345679", &[1], NationalCode, "national code"),
        ("۰۴۹۹۳۷۰۸۹۹", &[6], NationalCode, "national code in Persian digits"),
    ] {
        check(typed, ids, Some(matched), reason);
    }
}

#[test]
fn tags_layouts_and_near_spellings() {
    use Matched::{Name, Near, Phone, Tag};
    for (typed, ids, matched, reason) in [
        ("ویژه", &[4, 3][..], Some(Tag), "by tag, in the order of names"),
        ("خوش حساب", &[4, 1], Some(Tag), "spacing of a tag"),
        ("حساب", &[4, 1], Some(Tag), "a word of a tag"),
        ("زهرا ویژه", &[4], Some(Tag), "name and tag"),
        ("hgd", &[5, 10, 1], Some(Near), "the keys write «الی», which sounds like «علی»"),
        ("ugd", &[10, 1, 5], Some(Name), "Latin layout"),
        (";hzld", &[3], Some(Name), "keys that are no letters in Latin"),
        ("تاهره", &[7], Some(Near), "letters that sound alike"),
        ("صادغی تاهره", &[7], Some(Near), "sounds in any order"),
        ("سبزواذی", &[4], Some(Near), "a letter replaced"),
        ("سبوزاری", &[4], Some(Near), "neighbours swapped"),
        ("سبزوری زهرا", &[4], Some(Near), "a letter left out in one of the words"),
        ("سبسوا", &[4], Some(Near), "a slip in an unfinished word"),
        ("jhivi", &[7], Some(Near), "layout and sound together"),
        ("0912 333", &[7], Some(Phone), "as typed"),
        ("", &[], None, "nothing typed"),
        (" - ", &[], None, "nothing to look for"),
        ("قققق", &[], None, "nobody"),
        ("09129998877", &[], None, "no near numbers"),
    ] {
        check(typed, ids, matched, reason);
    }
}
