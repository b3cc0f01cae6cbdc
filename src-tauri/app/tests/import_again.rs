//! Files that come again, that overlap, that belong together, and runs that stop halfway.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where it stands

mod import_shop;

use bazgasht_app::import::{Kind, Opened, Phase, Progress, run};
use bazgasht_domain::ids::CustomerId;
use bazgasht_store::sales::Source;
use bazgasht_store::{customers, imports, journal, products, returns};
use import_shop::{SALES, Shop, context, found, only};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

#[test]
fn files_come_again_and_overlap() {
    let shop = Shop::open();
    let first = format!("{SALES}1;1404/09/01;;7;a;سیب;2;1000\n2;1404/09/02;;8;a;سیب;1;1000\n");
    shop.import(Kind::Sales, &first);
    let again = shop.import(Kind::Sales, &first);
    assert!(again.already_imported && again.import.is_none(), "the same file adds nothing");
    let more = format!("{first}3;1404/09/03;;8;b;گلابی;1;500\n2;1404/09/02;;8;b;گلابی;1;500\n");
    let report = shop.import(Kind::Sales, &more);
    assert_eq!((report.created.sales, report.unchanged), (1, 2), "only the third invoice is new");
    assert_eq!(found(&report).1, [(3, "import_invoice_differs")], "the second has another total now");
    assert_eq!(shop.sale("2").header.total.get(), 10_000, "and stays as it was");
    let moved = format!("{SALES}1;1404/09/09;;7;a;سیب;2;1000\n");
    assert_eq!(
        found(&shop.import(Kind::Sales, &moved)).0,
        [(2, "import_invoice_taken")],
        "the number on another day"
    );

    let people = "کد;نام;نام خانوادگی;موبایل;شهر\n7;مینا;کریمی;0912;\n";
    let report = shop.import(Kind::Customers, people);
    assert_eq!(
        (report.created.customers, report.updated),
        (0, 1),
        "sales made the customer, the list names her"
    );
    let report = shop.import(Kind::Customers, &people.replace("0912;", "09121726548;قم"));
    assert_eq!(report.updated, 1, "a corrected file corrects");
    let mina = shop.customer("7").profile;
    assert_eq!((mina.full_name.as_str(), mina.city.as_deref()), ("مینا کریمی", Some("قم")), "filled");
    assert_eq!(
        (mina.phones.len(), mina.phones[0].e164.as_deref()),
        (1, Some("+989121726548")),
        "in place of the wrong one"
    );
    let nobody = "نام و نام خانوادگی;موبایل\nبی‌شماره;\nمینا کریمی;09121726548\n";
    assert_eq!(
        shop.import(Kind::Customers, nobody).created.customers,
        1,
        "mobile and name together are a person"
    );
    assert_eq!(
        shop.import(Kind::Customers, nobody).created.customers,
        0,
        "a name alone is not taken twice from one file"
    );
    assert_eq!(shop.import(Kind::Customers, &format!("{nobody}\n")).created.customers, 0, "nor from another");
}

#[test]
fn returns_find_their_sales() {
    let shop = Shop::open();
    shop.import(
        Kind::Sales,
        &format!(
            "{SALES}1;1404/09/01;;7;a;سیب;2;1000\n2;1404/09/05;;7;a;سیب;3;1000\n2;1404/09/05;;7;b;گلابی;1;500\n\
             3;1404/09/20;;7;a;سیب;9;1000\n"
        ),
    );
    let report = shop.import(
        Kind::Returns,
        &format!("{SALES}R1;1404/09/10;;7;a;سیب;-4;1000\nR1;1404/09/10;;7;c;انار;1;100\nR2;1404/09/10;;;a;سیب;1;1000\n"),
    );
    assert_eq!(found(&report).0, [], "either sign is a return");
    let counts = serde_json::to_value(&report.counts).unwrap();
    assert_eq!(counts["returns_total_rial"], 51_000, "the total");
    assert_eq!(report.created.unlinked_return_lines, 2, "no such product sold; nobody named");
    let second = shop.sale("2");
    assert_eq!(second.lines[0].returned_milli, 3_000, "the latest earlier sale first");
    assert_eq!(shop.sale("1").lines[0].returned_milli, 1_000, "the rest from the one before");
    assert_eq!(shop.sale("3").lines[0].returned_milli, 0, "never from a later sale");
    assert_eq!(shop.customer("7").totals.net.get(), 145_000 - 40_000, "the customer's net is lower");
    let parts = ["R1", "R1/2", "R1/3", "R2"].map(|number| {
        shop.store.read(|reader| returns::find_by_invoice(reader, Source::Import, number)).unwrap().is_some()
    });
    assert_eq!(parts, [true; 4], "one part a sale, one without");
    let again = shop.import(Kind::Returns, &format!("{SALES}R1;1404/09/10;;7;a;سیب;-4;1000\n"));
    assert_eq!((again.created.returns, again.unchanged), (0, 1), "a paper of returns is known by its number");
}

/// Everything that an import touches.
fn fingerprint(shop: &Shop) -> (i64, usize, usize, i64, Option<CustomerId>) {
    let found = shop.store.read(|reader| {
        Ok::<_, bazgasht_store::StoreError>((
            customers::count(reader)?,
            products::all(reader)?.len(),
            imports::all(reader)?.len(),
            journal::head(reader)?.seq,
            customers::find_by_code(reader, "50")?,
        ))
    });
    found.unwrap()
}

#[test]
fn all_or_nothing() {
    let rows: String = (0..9_000).map(|row| format!("{row};1404/09/01;;{row};p{row};کالا;1;1000\n")).collect();
    let content = format!("{SALES}{rows}");
    for stop_after in [0, 2_000, 8_000] {
        let shop = Shop::open();
        let before = fingerprint(&shop);
        let path = shop.file(content.as_bytes());
        let (mut first, mut second, mut third) =
            (Opened::open(&path).unwrap(), Opened::open(&path).unwrap(), Opened::open(&path).unwrap());
        let sales = only(Kind::Sales);
        let mut fail = |progress: Progress| {
            assert!(progress.phase != Phase::Writing || progress.rows_done < stop_after, "injected failure");
        };
        let never = AtomicBool::new(false);
        let failed = catch_unwind(AssertUnwindSafe(|| {
            run(&mut first, &sales, &shop.store, &context(), &mut fail, &never)
        }));
        assert!(failed.is_err(), "the failure after {stop_after} rows is real");
        assert_eq!(fingerprint(&shop), before, "nothing is left after a failure at row {stop_after}");
        let cancel = AtomicBool::new(false);
        let mut stop = |progress: Progress| {
            cancel.fetch_or(
                progress.phase == Phase::Writing && progress.rows_done >= stop_after,
                Ordering::Relaxed,
            );
        };
        let ended = run(&mut second, &sales, &shop.store, &context(), &mut stop, &cancel);
        assert_eq!(
            ended.err().map(|error| error.code()),
            Some("import_cancelled"),
            "cancelled after {stop_after}"
        );
        assert_eq!(fingerprint(&shop), before, "nothing is left after a cancel at row {stop_after}");
        let report = run(&mut third, &sales, &shop.store, &context(), &mut |_| {}, &never).unwrap();
        assert_eq!(report.created.sales, 9_000, "and the shop takes the file afterwards");
    }
}

#[test]
fn a_run_is_recorded_with_its_findings() {
    let shop = Shop::open();
    shop.import(Kind::Sales, &format!("{SALES}1;1404/09/01;;7;a;سیب;2;1000\n2;1404/12/30;;7;a;سیب;2;1000\n"));
    let (runs, issues, verified) = shop
        .store
        .read(|reader| {
            let runs = imports::all(reader)?;
            let issues = imports::issues(reader, runs[0].id, 10, 0)?;
            Ok::<_, bazgasht_store::StoreError>((runs, issues, journal::verify(reader)?))
        })
        .unwrap();
    assert!(runs[0].finished_at.is_some() && runs[0].counts.is_some(), "finished, with its counts");
    assert_eq!((issues.len(), issues[0].row_number), (1, 3), "the row that stayed out");
    assert_eq!(issues[0].code, "import_date_day_out_of_range", "with its reason");
    assert!(matches!(verified, journal::Verified::Whole { .. }), "the journal still verifies");
    let wrong = shop.import(Kind::Sales, &format!("{SALES}9;1404/12/30;;7;a;سیب;2;1000\n"));
    assert!(wrong.import.is_none(), "a file of which nothing came in leaves no run");
    let error = shop.store.read(|reader| Ok::<_, bazgasht_store::StoreError>(imports::all(reader)?.len()));
    assert_eq!(error.unwrap(), 1, "and can be tried again");
}
