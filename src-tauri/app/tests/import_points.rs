//! Points that customers bring from another program: given once, with a last day, each cell that is no number told; a file
//! that comes again gives nothing.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where it stands

mod import_shop;

use bazgasht_app::import::{Choices, Field, Kind, Report};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::loyalty::Expiry;
use bazgasht_store::points;
use import_shop::{Shop, context, found, only};

/// As accounting programs on Persian Windows write it: Arabic letters, one byte each.
fn windows_1256(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::WINDOWS_1256.encode(text);
    assert!(!lost, "every letter is in the code page");
    bytes.into_owned()
}

const HEAD: &str = "كد مشتري;نام;نام خانوادگي;تلفن همراه;مانده امتياز\n";

fn import(shop: &Shop, choices: &Choices, text: &str) -> Report {
    shop.try_import(choices, &windows_1256(text)).unwrap_or_else(|error| panic!("{error:?}"))
}

/// Balance and, for each entry, its kind; the last day of each open lot.
fn ledger(shop: &Shop, code: &str) -> (i64, Vec<&'static str>, Vec<Option<ShopDay>>) {
    let id = shop.customer(code).id;
    let read = shop.store.read(|reader| -> Result<_, bazgasht_store::StoreError> {
        assert_eq!(points::audit(reader)?, [], "the ledger adds up");
        Ok((
            points::balance(reader, id)?.get(),
            points::statement(reader, id, 100, 0)?.iter().map(|entry| entry.kind.as_str()).collect(),
            points::open_lots(reader, id)?.iter().map(|lot| lot.expires).collect(),
        ))
    });
    read.unwrap()
}

#[test]
fn points_come_in_once_with_the_last_day_that_was_chosen() {
    let shop = Shop::open();
    let text =
        format!("{HEAD}1;مينا;كريمي;09121726548;12,500\n2;سارا;نيكنام;09351908594;700\n3;رضا;پارسا;;\n");
    let look = shop.try_look(&only(Kind::Customers), &windows_1256(&text)).unwrap();
    assert_eq!(look.file.encoding, Some("windows-1256"), "the code page is known again");
    assert_eq!(look.columns[4].field, Some(Field::OpeningPoints), "the column is recognised");
    let counts = serde_json::to_value(&look.checked.unwrap().counts).unwrap();
    assert_eq!(
        (&counts["points_customers"], &counts["points_total"]),
        (&2.into(), &13_200.into()),
        "their sum"
    );

    let year = Choices { points_expiry: Some(Expiry::Months { months: 12 }), ..only(Kind::Customers) };
    let report = import(&shop, &year, &text);
    assert_eq!((report.created.customers, report.created.opening_points), (3, 13_200), "what came in");
    assert_eq!(found(&report), (vec![], vec![]), "nothing is wrong");
    let last = Expiry::Months { months: 12 }.last_day(context().today);
    assert_eq!(
        ledger(&shop, "1"),
        (12_500, vec!["opening"], vec![last]),
        "an entry of its own, a year to spend it"
    );
    assert_eq!(ledger(&shop, "3"), (0, vec![], vec![]), "nobody gets nothing");

    let again = import(&shop, &year, &text);
    assert!(again.already_imported && again.import.is_none(), "the same file adds nothing");
    let longer = format!("{text}4;پويا;راد;;50\n");
    let report = import(&shop, &only(Kind::Customers), &longer);
    assert_eq!(report.created.opening_points, 50, "of a longer file only what is new");
    assert_eq!(
        ledger(&shop, "4"),
        (50, vec!["opening"], vec![None]),
        "as the program says, which ends nothing"
    );
    let other = import(&shop, &only(Kind::Customers), &text.replace("12,500", "13,000"));
    assert_eq!(found(&other).1, [(2, "import_points_known")], "another balance is told and not given");
    assert_eq!(ledger(&shop, "1").0, 12_500, "what was given stays");
}

#[test]
fn a_cell_that_is_no_number_of_points_is_told_and_the_person_comes_in() {
    let check = |cell: &str, points: i64, code: Option<&str>, why: &str| {
        let shop = Shop::open();
        let report =
            import(&shop, &only(Kind::Customers), &format!("{HEAD}1;مينا;كريمي;09121726548;{cell}\n"));
        let (rejected, aside) = found(&report);
        assert_eq!(rejected, [], "{why}: the person comes in");
        assert_eq!(aside, code.map(|code| (2, code)).into_iter().collect::<Vec<_>>(), "{why}");
        assert_eq!((ledger(&shop, "1").0, report.created.opening_points), (points, points as u64), "{why}");
    };
    check("1200", 1_200, None, "a number");
    check("1200.0", 1_200, None, "a number of a spreadsheet");
    check(" 1 200 ", 1_200, None, "spaces");
    check("0", 0, None, "none");
    check("", 0, None, "empty");
    check("12.5", 0, Some("import_points_invalid"), "half a point");
    check("زياد", 0, Some("import_points_invalid"), "a word");
    check("-5", 0, Some("import_points_negative"), "below zero");
    check("(5)", 0, Some("import_points_negative"), "below zero as accountants write it");
    check(&"9".repeat(300), 0, Some("import_points_too_large"), "300 digits");
    check("9007199254740991", 0, Some("import_points_too_large"), "more than an adjustment may give");
}

#[test]
fn whoever_is_known_gets_points_too_and_a_person_in_the_file_twice_gets_them_once() {
    let shop = Shop::open();
    shop.import(Kind::Customers, "کد;نام;نام خانوادگی;موبایل\n1;مینا;کریمی;09121726548\n");
    let known = "نام;نام خانوادگی;موبایل;امتیاز\nمینا;کریمی;09121726548;300\nمینا;کریمی;09121726548;300\nسارا;نیکنام;09351908594;20\nسارا;نیکنام;09351908594;20\n";
    let report = shop.import(Kind::Customers, known);
    assert_eq!((report.updated, report.created.opening_points), (1, 320), "one was known, one is new");
    assert_eq!(ledger(&shop, "1").0, 300, "known by the mobile and the name");
    assert_eq!(found(&report).0, [], "everybody is in");
}
