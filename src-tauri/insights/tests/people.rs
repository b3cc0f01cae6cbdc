//! People are found as they are typed; and after any changes as if the index had been built anew.

use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::text::{key_form, sort_key, to_persian_digits};
use bazgasht_insights::people::{Builder, Index, Matched, Person};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn person(id: i64, name: &str) -> Person {
    Person {
        id: CustomerId::new(id),
        name: name.to_owned(),
        phones: Vec::new(),
        code: None,
        card_no: None,
        national_code: None,
        tags: Vec::new(),
        others: Vec::new(),
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

fn check_highlight(typed: &str, shown: &str, reason: &str) {
    let index = Index::build(shop());
    let found = index.search(typed, 1);
    let hit = found.hits.first();
    let person = shop().into_iter().find(|person| Some(person.id) == hit.map(|hit| hit.id));
    let text = person.map(|person| match hit.map(|hit| hit.matched) {
        Some(Matched::Phone) => national(person.phones.first().map_or("", String::as_str)),
        _ => person.name,
    });
    let range = hit.and_then(|hit| hit.highlight);
    let cut = text.zip(range).map(|(text, (from, to))| {
        text.chars().skip(from as usize).take((to - from) as usize).collect::<String>()
    });
    assert_eq!(cut.unwrap_or_default(), shown, "«{typed}»: {reason}");
}

fn national(digits: &str) -> String {
    match digits.strip_prefix("98") {
        Some(rest) => format!("0{rest}"),
        None => digits.to_owned(),
    }
}

#[test]
fn what_is_shown_as_found() {
    for (typed, shown, reason) in [
        ("محمدرضا کا", "محمد رضا کا", "spaces within the match"),
        ("رضا احمدی", "رضا احمدی", "within a word and on"),
        ("موسوی سید", "سید", "the first word in the name, whatever was typed first"),
        ("اذر", "آذر", "as the name spells it"),
        ("محمدی", "مُحـمّدی", "with its harakat and kashida"),
        ("دخت", "دخت", "behind a joiner"),
        ("تهران", "تهران", "without the bracket"),
        ("oneil", "O'Neil", "with what separates inside"),
        ("۱۱۰", "۱۱۰", "digits"),
        ("4567", "4567", "last digits of a phone"),
        ("0912123", "0912123", "in the national spelling"),
        ("+98912123", "0912123", "typed with the country code"),
        ("0935", "0935", "the beginning of a phone"),
        ("1001", "", "a code is not shown with the name"),
        ("تاهره", "طاهره", "sounds alike"),
        ("سبزواذی", "سبزواری", "near"),
        ("hgd", "علیرضا", "the word that sounds so, on another layout"),
    ] {
        check_highlight(typed, shown, reason);
    }
}

#[test]
fn what_the_answer_says_about_itself() {
    let index = Index::build(shop());
    let read_as = |typed: &str| index.search(typed, 20).read_as;
    assert_eq!(read_as("علی"), None, "found as typed");
    assert_eq!(read_as("ugd").as_deref(), Some("علی"), "found on the other layout");
    assert_eq!(read_as("jhivi").as_deref(), Some("تاهره"), "the reading, not the name");
    assert_eq!(read_as("zzzzz"), None, "found by no reading");
    assert!(index.search("علی", 2).more, "one more than asked for");
    assert!(!index.search("علی", 3).more, "just as many as asked for");
    assert!(index.search("علی", 0).hits.is_empty() && index.search("علی", 0).more, "none asked for");
    let empty = Index::default();
    assert!(empty.is_empty() && empty.search("علی", 5).hits.is_empty(), "nobody to find");
    assert!(Index::build(Vec::new()).by_name().is_empty(), "nobody to list");
}

#[test]
fn a_guess_at_the_layout_prefers_beginnings_that_sound_so() {
    let index = Index::build([person(1, "رضا جلالی"), person(2, "علی کریمی"), person(3, "سید علی")]);
    let ids = |typed: &str| index.search_all(typed).into_iter().map(CustomerId::get).collect::<Vec<_>>();
    assert_eq!(ids("hgd"), [3, 2, 1], "«hgd» finds «علی» before «جلالی», which has the letters");
    assert_eq!(ids("الی"), [1], "typed so it is meant so");

    let index = Index::build([
        person(1, "اهمد نوری"),
        person(2, "احمد نوری"),
        person(3, "الینا نوری"),
        person(4, "علی جلالی"),
    ]);
    let matched = |typed: &str| {
        index.search(typed, 9).hits.iter().map(|hit| (hit.id.get(), hit.matched)).collect::<Vec<_>>()
    };
    assert_eq!(matched("hpln"), [(2, Matched::Name), (1, Matched::Near)], "spelt so and sounding so");
    assert_eq!(
        matched("hgd"),
        [(4, Matched::Near), (3, Matched::Name)],
        "a whole word that sounds so comes first"
    );
}

#[test]
fn odd_people_and_odd_texts() {
    let long = "آ".repeat(100_000);
    let mut index = Index::build([
        full(1, &long, &["1".repeat(500).as_str(), "", "abc"], [&long, &long, "-"], &[long.as_str(), ""]),
        person(2, ""),
        person(3, "\0\u{1}\n"),
        person(4, "🌹"),
        person(5, "Ёлка Müller 山田 ﷺ"),
        Person { name_sort: vec![0; 5_000], ..person(6, "ا") },
    ]);
    for typed in
        [&long, "\0", "\u{200c}", "ا", "+", "00", "98", "0098", "٪", "(((", "e\u{301}", "'", ";", "\u{202e}"]
    {
        let all = index.search_all(typed);
        let found = index.search(typed, 3);
        assert_eq!(found.more, all.len() > 3, "the same people for «{}»", typed.escape_debug());
    }
    let ids = |index: &Index, typed: &str| {
        index.search_all(typed).into_iter().map(CustomerId::get).collect::<Vec<_>>()
    };
    assert_eq!(ids(&index, &long), [1], "a name longer than what is searched is found by itself");
    assert_eq!(ids(&index, "🌹"), [4], "a picture for a name");
    assert_eq!(ids(&index, "müller"), [5], "letters of two bytes");
    assert_eq!(ids(&index, "田"), [5], "letters of three bytes");
    index.remove(CustomerId::new(99));
    assert_eq!(index.len(), 6, "a stranger is no one to remove");
    for id in 1..=6 {
        index.remove(CustomerId::new(id));
    }
    assert!(index.is_empty() && index.by_name().is_empty(), "everybody left");
}

/// Words that names are made of, so that people share them.
const WORDS: [&str; 22] = [
    "علی",
    "علي",
    "محمد",
    "محمدرضا",
    "رضا",
    "رضایی",
    "آذر",
    "اذر",
    "طاهره",
    "تاهره",
    "زهرا",
    "مریم",
    "حسینی",
    "حسنی",
    "ی",
    "م",
    "ملک‌زاده",
    "ملکزاده",
    "نور(تهران)",
    "۱۱۰",
    "Sara",
    "الله‌یاری",
];

fn name() -> impl Strategy<Value = String> {
    let word = prop::sample::select(&WORDS[..]);
    let separator = prop::sample::select(&[" ", "  ", "\u{200c}", " - "][..]);
    prop_oneof![
        8 => prop::collection::vec((word, separator), 1..4)
            .prop_map(|parts| parts.into_iter().map(|(word, end)| format!("{word}{end}")).collect::<String>()),
        1 => "\\PC{0,12}",
    ]
}

fn digits() -> impl Strategy<Value = String> {
    prop_oneof![3 => "9891[0-3]{8}", 1 => "0[12]1[0-4]{8}", 1 => "[0-9]{3,8}"]
}

/// A person as the strategies draw one.
#[derive(Debug, Clone)]
struct Drawn {
    id: i64,
    name: String,
    phones: Vec<String>,
    code: Option<String>,
    card_no: Option<String>,
    tag: Option<&'static str>,
}

impl Drawn {
    fn person(&self) -> Person {
        Person {
            phones: self.phones.clone(),
            code: self.code.clone(),
            card_no: self.card_no.clone(),
            tags: self.tag.into_iter().map(str::to_owned).collect(),
            ..person(self.id, &self.name)
        }
    }
}

prop_compose! {
    fn anybody(ids: i64)(
        id in 1..=ids,
        name in name(),
        phones in prop::collection::vec(digits(), 0..3),
        code in prop::option::of("[1-9][0-9]{0,3}"),
        card_no in prop::option::of("2000[0-9]{3}"),
        tag in prop::option::of(prop::sample::select(&["ویژه", "خوش حساب", "خوش‌حساب", "علی"][..])),
    ) -> Drawn {
        Drawn { id, name, phones, code, card_no, tag }
    }
}

/// What people type: names and parts of them, numbers, slips.
fn typed() -> impl Strategy<Value = String> {
    let slips = ["hgd", "وحمد", "حسبنی", "حصینی", "ssss", "خوش", "ویژه علی", "علی 989", "ی م", "0", "98", ""];
    prop_oneof![
        name(),
        prop::sample::select(&WORDS[..]).prop_map(str::to_owned),
        prop::sample::select(slips.to_vec()).prop_map(str::to_owned),
        "[0-9]{1,4}",
        "0?91[0-3]{1,5}",
        "[ابتدرسعلمنهی]{1,3}",
    ]
}

#[derive(Debug, Clone)]
enum Change {
    Upsert(Drawn),
    Remove(i64),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => anybody(300).prop_map(Change::Upsert),
        1 => (1..=300_i64).prop_map(Change::Remove),
    ]
}

fn raw(ids: &[CustomerId]) -> Vec<i64> {
    ids.iter().map(|id| id.get()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn changes_leave_what_a_fresh_build_gives(
        start in prop::collection::vec(anybody(300), 0..200),
        changes in prop::collection::vec(change(), 0..400),
        texts in prop::collection::vec(typed(), 12),
    ) {
        let mut people: BTreeMap<i64, Drawn> = BTreeMap::new();
        let mut index = Index::build(start.iter().map(Drawn::person));
        people.extend(start.into_iter().map(|drawn| (drawn.id, drawn)));
        for change in changes {
            match change {
                Change::Upsert(drawn) => {
                    index.upsert(&drawn.person());
                    people.insert(drawn.id, drawn);
                }
                Change::Remove(id) => {
                    index.remove(CustomerId::new(id));
                    people.remove(&id);
                }
            }
        }
        let mut builder = Builder::default();
        people.values().rev().for_each(|drawn| builder.push(&drawn.person()));
        let fresh = builder.finish();
        prop_assert_eq!(index.len(), people.len(), "as many people");
        prop_assert_eq!(index.by_name(), fresh.by_name(), "the same list");
        for text in texts {
            prop_assert_eq!(index.search(&text, 7), fresh.search(&text, 7), "«{}» finds the same", &text);
            prop_assert_eq!(index.search_all(&text), fresh.search_all(&text), "«{}» finds the same people", &text);
        }
    }

    #[test]
    fn the_first_matches_are_the_first_of_all(
        people in prop::collection::vec(anybody(1_000), 0..120),
        text in typed(),
        limit in 1_usize..9,
    ) {
        let index = Index::build(people.iter().map(Drawn::person));
        let all = index.search_all(&text);
        let found = index.search(&text, limit);
        let ids: Vec<CustomerId> = found.hits.iter().map(|hit| hit.id).collect();
        prop_assert_eq!(raw(&ids), raw(&all[..limit.min(all.len())]), "«{}» is cut, not chosen otherwise", &text);
        prop_assert_eq!(found.more, all.len() > limit, "more is said when there is");
    }

    #[test]
    fn everybody_is_found_by_what_is_theirs(people in prop::collection::vec(anybody(1_000), 1..60)) {
        let index = Index::build(people.iter().map(Drawn::person));
        let last: BTreeMap<i64, &Drawn> = people.iter().map(|drawn| (drawn.id, drawn)).collect();
        for drawn in last.values() {
            let finds = |text: &str| index.search_all(text).contains(&CustomerId::new(drawn.id));
            if !words_of(&drawn.name).is_empty() {
                prop_assert!(finds(&drawn.name), "{:?} by the name", drawn);
            }
            for phone in &drawn.phones {
                for from in 0..phone.len() {
                    for to in from + 3..=phone.len() {
                        prop_assert!(finds(&phone[from..to]), "{:?} by digits {}..{}", drawn, from, to);
                    }
                }
                let shown = national(phone);
                for to in 3..=shown.len() {
                    prop_assert!(finds(&shown[..to]), "{:?} by {} as it is dialled", drawn, &shown[..to]);
                }
            }
            for number in drawn.code.iter().chain(&drawn.card_no) {
                prop_assert!(finds(number), "{:?} by {}", drawn, number);
                prop_assert!(finds(&to_persian_digits(number)), "{:?} by {} in Persian", drawn, number);
            }
        }
    }

    #[test]
    fn names_rank_as_the_rule_says(people in prop::collection::vec(anybody(1_000), 0..80), text in name()) {
        let words = words_of(&text);
        let is_number = words.iter().any(|word| word.chars().any(char::is_numeric));
        let last: BTreeMap<i64, &Drawn> = people.iter().map(|drawn| (drawn.id, drawn)).collect();
        let index = Index::build(people.iter().map(Drawn::person));
        let ranks = last.values().filter_map(|drawn| Some((rank_of(&drawn.name, &words)?, sort_key(&drawn.name), drawn.id)));
        let mut ranked: Vec<_> = ranks.collect();
        ranked.sort();
        if !words.is_empty() && !is_number && !ranked.is_empty() {
            let by_name = index.search(&text, 1_000).hits.into_iter().filter(|hit| hit.matched == Matched::Name);
            let got: Vec<i64> = by_name.map(|hit| hit.id.get()).collect();
            let expected: Vec<i64> = ranked.into_iter().map(|(_, _, id)| id).collect();
            prop_assert_eq!(got, expected, "«{}»", &text);
        }
    }

    #[test]
    fn what_is_shown_is_what_was_typed(people in prop::collection::vec(anybody(1_000), 1..40), text in name()) {
        let index = Index::build(people.iter().map(Drawn::person));
        let last: BTreeMap<i64, &Drawn> = people.iter().map(|drawn| (drawn.id, drawn)).collect();
        let found = index.search(&text, 20);
        // What another layout was read as is not what was typed.
        let hits = found.hits.into_iter().filter(|_| found.read_as.is_none());
        for hit in hits {
            let (Some((from, to)), Some(drawn)) = (hit.highlight, last.get(&hit.id.get())) else { continue };
            if hit.matched == Matched::Name {
                let length = drawn.name.chars().count() as u32;
                prop_assert!(from < to && to <= length, "{}..{} lies in {:?}", from, to, &drawn.name);
                let shown: String = drawn.name.chars().skip(from as usize).take((to - from) as usize).collect();
                let (shown, words) = (words_of(&shown).concat(), words_of(&text));
                // A letter of a ligature is shown with the others.
                let is_ligature = drawn.name.chars().any(|letter| letter >= '\u{FB00}');
                let is_typed = is_ligature || shown == words.concat() || words.contains(&shown);
                prop_assert!(is_typed, "«{}» of {:?} for «{}»", shown, &drawn.name, &text);
            }
        }
    }
}

/// The words of a text in key form, by the plainest reading.
fn words_of(text: &str) -> Vec<String> {
    let spaced = text.replace('\u{200c}', " ");
    let words = spaced.split_whitespace().map(key_form).collect::<Vec<_>>().join(" ");
    let is_separator = |letter: char| !letter.is_alphanumeric() && letter < '\u{2190}';
    words.split(is_separator).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// 0 for the whole name, 1 for its beginning, 2 for beginnings of words, 3 for parts of words.
fn rank_of(name: &str, typed: &[String]) -> Option<u8> {
    let words = words_of(name);
    let (tight, phrase) = (words.concat(), typed.concat());
    let starts: Vec<String> = (0..words.len()).map(|first| words[first..].concat()).collect();
    let begins = |text: &str| starts.iter().any(|rest| rest.starts_with(text));
    let all = |fits: &dyn Fn(&str) -> bool| typed.iter().all(|word| fits(word));
    match () {
        () if tight == phrase => Some(0),
        () if tight.starts_with(&phrase) => Some(1),
        () if begins(&phrase) || all(&begins) => Some(2),
        () if all(&|word| tight.contains(word)) => Some(3),
        () => None,
    }
}

#[test]
fn company_district_and_own_fields() {
    let with = |id: i64, name: &str, others: &[&str]| Person {
        others: others.iter().map(|text| (*text).to_owned()).collect(),
        ..person(id, name)
    };
    let people = || {
        vec![
            with(1, "علی رضایی", &["شرکت ساختمان نور", "سعادت‌آباد"]),
            with(2, "مریم نوری", &["ونک"]),
            with(3, "رضا ونکی", &[]),
            with(4, "زهرا کاظمی", &["ونک", "سایز ۴۲"]),
        ]
    };
    let mut index = Index::build(people());
    let check = |index: &Index, typed: &str, wanted: &[i64], reason: &str| {
        let found = index.search(typed, 20);
        let ids: Vec<i64> = found.hits.iter().map(|hit| hit.id.get()).collect();
        assert_eq!(ids, wanted, "«{typed}»: {reason}");
        let all: Vec<i64> = index.search_all(typed).into_iter().map(CustomerId::get).collect();
        assert_eq!(all, wanted, "«{typed}» whole: {reason}");
    };
    check(&index, "ونک", &[3, 4, 2], "a name first, then who lives there in the order of names");
    check(&index, "ساختمان", &[1], "a later word of the company");
    check(&index, "ساختمان نور", &[1], "two words of it");
    check(&index, "سعادت اباد", &[1], "written in two");
    check(&index, "سعاد", &[1], "its beginning");
    check(&index, "اباد", &[1], "the other half of it");
    check(&index, "ختمان", &[], "not from inside a word");
    check(&index, "مریم ونک", &[2], "name and district");
    check(&index, "ونک زهرا", &[4], "the other way round");
    check(&index, "42", &[4], "a number in a text");
    assert_eq!(index.search("ونک", 20).hits[1].matched, Matched::Other, "and it says so");
    index.upsert(&with(2, "مریم نوری", &["تجریش"]));
    check(&index, "ونک", &[3, 4], "moved away");
    check(&index, "تجریش", &[2], "to another district");
    for id in 10..400 {
        index.upsert(&with(id, "نفر", &["دروس"]));
    }
    assert_eq!(index.search_all("دروس").len(), 390, "gathered blocks keep them");
}
