//! Files whose columns a person has to name: any readable table is shown, and what is missing is said.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where it stands

mod import_shop;

use bazgasht_app::import::{
    Choices, Confidence, Field, Kind, Opened, Phase, Preview, UnitDoubt, analyse, headers,
};
use bazgasht_domain::money::MoneyUnit;
use import_shop::{SALES, Shop, context, found, only};
use std::sync::atomic::AtomicBool;

/// What a preview says: kind, one letter a column (`-` aside, `?` doubtful), what is missing, whether rows were read.
fn told(look: &Preview) -> String {
    let columns: Vec<String> = look
        .columns
        .iter()
        .map(|column| match column.field {
            None => "-".to_owned(),
            Some(field) if column.confidence == Confidence::Sure => field.as_str().to_owned(),
            Some(field) => format!("{}?", field.as_str()),
        })
        .collect();
    let missing: Vec<String> = look.missing.iter().map(|fields| fields[0].as_str().to_owned()).collect();
    let kind = look.kind.map_or("none", Kind::as_str);
    let twice: String = look.twice.iter().map(|field| format!(" twice {}", field.as_str())).collect();
    let read = if look.checked.is_some() { "read" } else { "not read" };
    format!("{kind}: {}; missing {}{twice}; {read}", columns.join(" "), missing.join(" "))
}

#[track_caller]
fn check(choices: &Choices, content: &str, expected: &str, why: &str) {
    let shop = Shop::open();
    let look = shop.try_look(choices, content.as_bytes()).unwrap_or_else(|error| panic!("{why}: {error:?}"));
    assert_eq!(told(&look), expected, "{why}");
    let width = look.columns.first().map_or(0, |column| column.first.len());
    assert!(look.columns.iter().all(|column| column.first.len() == width), "{why}: samples of each column");
    let complete = look.kind.is_some() && look.missing.is_empty() && look.twice.is_empty();
    assert_eq!(
        look.checked.is_some(),
        complete,
        "{why}: rows are read when nothing is missing, and only then"
    );
    // What the preview promises, the import keeps: it goes exactly when nothing is missing.
    let reviewed = reviewed(&look);
    assert_eq!(shop.try_import(&reviewed, content.as_bytes()).is_ok(), complete, "{why}: the import agrees");
}

/// Everything as a preview showed it, to the letter.
fn reviewed(look: &Preview) -> Choices {
    Choices {
        kind: look.kind,
        columns: look.mapping.columns.iter().copied().enumerate().collect(),
        money_unit: Some(look.mapping.money_unit),
        first_row_is_data: Some(look.mapping.first_row_is_data),
        points_expiry: None,
    }
}

fn with(kind: Kind, columns: &[(usize, Option<Field>)]) -> Choices {
    Choices { columns: columns.to_vec(), ..only(kind) }
}

#[test]
fn any_table_is_shown() {
    let any = Choices::default();
    check(&any, "رنگ;اندازه\nسبز;2\n", "none: - -; missing ; not read", "a list of something else");
    check(&any, "الف;ب;ج\n1404/09/01;12;50\n", "none: - - -; missing ; not read", "unknown headers");
    check(
        &only(Kind::Sales),
        "الف;ب\n1404/09/01;50\n",
        "sales: - -; missing date amount; not read",
        "the kind alone",
    );
    check(
        &only(Kind::Orders),
        "الف\n1\n",
        "orders: -; missing customer_code invoice_number date amount; not read",
        "four at once",
    );
    check(
        &only(Kind::Customers),
        "رنگ\nسبز\n",
        "customers: -; missing last_name; not read",
        "nobody to be seen",
    );
    check(
        &only(Kind::Sales),
        "تاریخ;فی\n1404/09/01;50\n",
        "sales: date unit_price; missing quantity; not read",
        "a price of how many?",
    );
    check(
        &with(Kind::Sales, &[(0, Some(Field::Date)), (2, Some(Field::Amount))]),
        "الف;ب;ج\n1404/09/01;12;50\n",
        "sales: date - amount; missing ; read",
        "named by the person",
    );
    check(&any, "نام;شهر\nرضا;قم\n", "customers: full_name city; missing ; read", "as before");
}

#[test]
fn a_file_without_a_header() {
    let any = Choices::default();
    let data = Choices { first_row_is_data: Some(true), ..only(Kind::Customers) };
    let people = "12346;بنیامین;صیادی;09207860296\n12347;مینا;کریمی;09131726548\n";
    check(&any, people, "customers: - - - mobile?; missing ; read", "a mobile is no header");
    let named = Choices {
        columns: vec![
            (0, Some(Field::CustomerCode)),
            (1, Some(Field::FirstName)),
            (2, Some(Field::LastName)),
        ],
        ..Choices::default()
    };
    check(
        &named,
        people,
        "customers: customer_code first_name last_name mobile?; missing ; read",
        "the rest is said",
    );
    let shop = Shop::open();
    let report =
        shop.try_import(&Choices { kind: Some(Kind::Customers), ..named }, people.as_bytes()).unwrap();
    assert_eq!((report.rows, shop.people()), (2, 2), "the first row is a person too");
    assert_eq!(shop.customer("12346").profile.full_name, "بنیامین صیادی", "whole");
    check(
        &data,
        "نام;شهر\nرضا;قم\n",
        "customers: - -; missing last_name; not read",
        "when the person says so",
    );
    let headed = Choices { first_row_is_data: Some(false), ..only(Kind::Customers) };
    check(&headed, people, "customers: - - - -; missing last_name; not read", "or the other way round");
    check(
        &only(Kind::Sales),
        "1404/09/01;12;5000\n1404/09/02;13;7000\n",
        "sales: date? - -; missing amount; not read",
        "dates are seen",
    );
    check(&any, "سبز;قرمز\n", "none: - -; missing ; not read", "a single row of unknown words is data");
    let shop = Shop::open();
    let error = shop.try_look(&any, SALES.as_bytes()).unwrap_err();
    assert_eq!(error.code(), "import_headers_only", "a header is none");
    check(
        &any,
        "نام;موبایل\nرضا;09207860296;پنهان\n",
        "customers: full_name mobile -; missing ; read",
        "a column without a header",
    );
}

#[test]
fn a_wrong_guess_is_corrected() {
    let swapped = "نام;نام خانوادگی;موبایل\nصیادی;بنیامین;09207860296\n";
    let names = [(0, Some(Field::LastName)), (1, Some(Field::FirstName))];
    check(
        &with(Kind::Customers, &names),
        swapped,
        "customers: last_name first_name mobile; missing ; read",
        "swapped names",
    );
    let shop = Shop::open();
    let report = shop.try_import(&with(Kind::Customers, &names), swapped.as_bytes()).unwrap();
    assert_eq!(report.created.customers, 1, "one person");
    let mobile = shop.store.read(|reader| bazgasht_store::customers::find_by_phone(reader, "+989207860296"));
    let person = shop
        .store
        .read(|reader| bazgasht_store::customers::get(reader, mobile.unwrap()[0]))
        .unwrap()
        .unwrap();
    assert_eq!(person.profile.full_name, "بنیامین صیادی", "the right way round");

    let alike = "نام;تاریخ تولد;تاریخ تولد\nرضا;1404/09/01;1370/01/01\n";
    check(
        &only(Kind::Customers),
        alike,
        "customers: full_name birthday? -; missing ; read",
        "two alike: the first, with a doubt",
    );
    check(
        &with(Kind::Customers, &[(2, Some(Field::Birthday))]),
        alike,
        "customers: full_name - birthday; missing ; read",
        "the other one: the field moves",
    );
    check(
        &with(Kind::Customers, &[(1, Some(Field::Birthday)), (2, Some(Field::Birthday))]),
        alike,
        "customers: full_name birthday birthday; missing  twice birthday; not read",
        "one field in two columns",
    );
    let dates = "شماره فاکتور;تاریخ;موعد;مبلغ\n1;نقدی;1404/09/01;500\n";
    check(
        &with(Kind::Sales, &[(2, Some(Field::Date)), (1, None)]),
        dates,
        "sales: invoice_number - date amount; missing ; read",
        "another column of dates",
    );
    check(
        &with(Kind::Sales, &[(0, Some(Field::Gender)), (9, Some(Field::Date))]),
        dates,
        "sales: invoice_number date? - amount; missing ; read",
        "what does not fit counts for nothing in a look",
    );
    let error = Shop::open()
        .try_import(&with(Kind::Sales, &[(0, Some(Field::Gender))]), dates.as_bytes())
        .unwrap_err();
    assert_eq!(error.code(), "import_mapping_misfit", "and is refused by the import");
    let error = Shop::open().try_import(&with(Kind::Sales, &[(9, None)]), dates.as_bytes()).unwrap_err();
    assert_eq!(error.code(), "import_mapping_misfit", "a column that is not there");
    let twice = with(Kind::Sales, &[(1, Some(Field::Date)), (2, Some(Field::Date))]);
    let error = Shop::open().try_import(&twice, dates.as_bytes()).unwrap_err();
    assert_eq!(
        (error.code(), error.params()["field"].as_str()),
        ("import_column_twice", Some("date")),
        "which field"
    );
}

#[test]
fn hostile_headers() {
    let long = "ستون ".repeat(60);
    let bidi = "\u{202E}نام\u{2066} مشتری\u{200F}";
    let content = format!("{long};{bidi};;;موبایل;موبایل;\"a\nb\"\n1;رضا;x;;09207860296;09131726548;z\n");
    check(
        &Choices::default(),
        &content,
        "customers: - full_name - - mobile mobile -; missing ; read",
        "any header",
    );
    let shop = Shop::open();
    let mut file = Opened::open(&shop.file(content.as_bytes())).unwrap();
    let found = headers(&mut file, &Choices::default()).unwrap();
    assert_eq!((found.len(), found[1].as_str()), (7, "نام مشتری"), "no marks are left");
    assert_eq!(found[0].chars().count(), 299, "a long one is whole here; the window cuts it");
    assert_eq!((found[2].as_str(), found[6].as_str()), ("", "a b"), "empty, and in two lines");
}

#[test]
fn the_person_decides_columns_and_unit() {
    let shop = Shop::open();
    let content = "الف;ب;ج\n1404/09/01;12;50\n";
    let columns = [(0, Some(Field::Date)), (1, Some(Field::InvoiceNumber)), (2, Some(Field::Amount))];
    let mut choices = with(Kind::Sales, &columns);
    choices.money_unit = Some(MoneyUnit::Toman);
    shop.try_import(&choices, content.as_bytes()).unwrap();
    assert_eq!(shop.sale("12").header.total.get(), 500, "toman as chosen");
    choices.columns[1].1 = Some(Field::Date);
    choices.columns[0].1 = None;
    let report = shop.try_import(&choices, content.as_bytes()).unwrap();
    assert_eq!(
        found(&report).0,
        [(2, "import_date_not_a_date")],
        "the number is no date, and the row says so"
    );
}

#[test]
fn a_unit_that_looks_wrong() {
    let file = |header: &str, amount: i64, rows: i64| {
        let line = |row: i64| format!("{row};1404/09/01;{}\n", amount + row);
        format!("فاکتور;تاریخ;{header}\n{}", (1..=rows).map(line).collect::<String>())
    };
    let usual = |amount: i64| {
        let shop = Shop::open();
        shop.import(Kind::Sales, &file("مبلغ (ریال)", amount, 30));
        shop
    };
    let check =
        |shop: &Shop, content: &str, unit: Option<MoneyUnit>, expected: Option<UnitDoubt>, why: &str| {
            let look = shop
                .try_look(&Choices { money_unit: unit, ..only(Kind::Sales) }, content.as_bytes())
                .unwrap();
            assert_eq!(look.unit_doubt, expected, "{why}");
        };
    let (rial, toman) = (Some(MoneyUnit::Rial), Some(MoneyUnit::Toman));
    let new = Shop::open();
    check(
        &new,
        &file("مبلغ (تومان)", 50_000, 30),
        rial,
        Some(UnitDoubt::HeaderSaysOther),
        "the header says toman",
    );
    check(&new, &file("مبلغ (تومان)", 50_000, 30), None, None, "as the header says");
    check(&new, &file("مبلغ", 900, 30), None, Some(UnitDoubt::TooSmall), "90 toman buy nothing");
    check(&new, &file("مبلغ", 900, 5), None, None, "five invoices say little");
    check(
        &new,
        &file("مبلغ", 900_000_000, 30),
        toman,
        Some(UnitDoubt::TooLarge),
        "the usual sale of no shop",
    );
    check(&new, &file("مبلغ", 500_000, 30), rial, None, "an ordinary shop in rial");
    check(&new, &file("مبلغ", 500_000, 30), toman, None, "and in toman");
    let shop = usual(500_000);
    check(&shop, &file("مبلغ", 51_000, 40), rial, Some(UnitDoubt::TooSmall), "a tenth of this shop's sales");
    check(&shop, &file("مبلغ", 51_000, 40), toman, None, "the other unit settles it");
    check(&shop, &file("مبلغ", 510_000, 40), toman, Some(UnitDoubt::TooLarge), "ten times this shop's sales");
    check(&shop, &file("مبلغ", 1_300_000, 40), rial, None, "a good month is no slip");
}

#[test]
fn another_look_reads_memory_and_says_the_same() {
    let shop = Shop::open();
    let rows: String = (0..4_000)
        .map(|row| format!("{};1404/09/01;;{};p{};کالا;1;1000\n", row / 3, row / 3, row % 50))
        .collect();
    let path = shop.file(format!("{SALES}{rows}").as_bytes());
    let never = AtomicBool::new(false);
    let look = |file: &mut Opened, choices: &Choices| {
        analyse(file, choices, &shop.store, context().today, &mut |_| {}, &never).unwrap()
    };
    let mut file = Opened::open(&path).unwrap();
    let gone = with(Kind::Sales, &[(1, None)]);
    assert!(
        look(&mut file, &gone).checked.is_none() && !file.is_kept(),
        "with a column missing no row is read"
    );
    let first = look(&mut file, &only(Kind::Sales));
    assert!(file.is_kept(), "one whole reading is enough");
    assert_eq!(look(&mut file, &only(Kind::Sales)), first, "from memory the same");
    let toman = Choices { money_unit: Some(MoneyUnit::Rial), ..only(Kind::Sales) };
    let fresh = look(&mut Opened::open(&path).unwrap(), &toman);
    assert_eq!(look(&mut file, &toman), fresh, "another choice from memory, as from the file");
    assert!(file.is_still(&path), "the file is as it was");

    let mut stopped = Opened::open(&path).unwrap();
    let cancel = AtomicBool::new(false);
    let mut stop = |progress: bazgasht_app::import::Progress| {
        cancel.fetch_or(
            progress.phase == Phase::Reading && progress.rows_done > 0,
            std::sync::atomic::Ordering::Relaxed,
        );
    };
    let ended = analyse(&mut stopped, &only(Kind::Sales), &shop.store, context().today, &mut stop, &cancel);
    assert_eq!(ended.unwrap_err().code(), "import_cancelled", "stopped halfway");
    assert!(!stopped.is_kept(), "half a file is not kept");
    assert_eq!(look(&mut stopped, &only(Kind::Sales)), first, "and the next look reads all of it");

    std::fs::write(&path, format!("{SALES}1;1404/09/01;;7;a;سیب;2;1000\n")).unwrap();
    assert!(!file.is_still(&path), "another file under the same name is seen");
}
