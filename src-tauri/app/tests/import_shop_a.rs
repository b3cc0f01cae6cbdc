//! The real shop and the real orders, imported whole: every published count is met exactly.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where it stands

use bazgasht_app::import::{Choices, ImportContext, Kind, Opened, Phase, Progress, analyse, run};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::clock::InstantMs;
use bazgasht_store::{OpenOptions, Store, customers, sales};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// `../shared` beside the project. Its absence is loud, and in continuous integration a failure.
fn shared() -> Option<PathBuf> {
    let project =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find(|dir| dir.join("Cargo.lock").exists());
    let folder = project.and_then(Path::parent).map(|dir| dir.join("shared")).filter(|dir| dir.exists());
    if folder.is_none() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "continuous integration needs ../shared");
        eprintln!("SKIPPED (no ../shared): the real shop was not imported");
    }
    folder
}

fn context() -> ImportContext {
    ImportContext {
        now: InstantMs::new(1_764_000_000_000),
        today: ShopDay::new(20_416),
        actor: None,
        approver: None,
        device: 1,
    }
}

fn only(kind: Kind) -> Choices {
    Choices { kind: Some(kind), ..Choices::default() }
}

struct Shop {
    store: Store,
    _dir: tempfile::TempDir,
}

impl Shop {
    fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), &OpenOptions::new(context().now, [7; 32])).unwrap();
        Self { store, _dir: dir }
    }

    fn import(&self, kind: Kind, path: &Path) -> Value {
        let report = Opened::open(path).and_then(|mut file| {
            run(&mut file, &only(kind), &self.store, &context(), &mut |_| {}, &AtomicBool::new(false))
        });
        serde_json::to_value(report.unwrap_or_else(|error| panic!("{kind:?}: {error}"))).unwrap()
    }
}

/// Every figure of `expected` that the report has must be equal; at least `least` of them must be there.
fn check_figures(report: &Value, expected: &Value, least: usize, why: &str) {
    let mut compared = 0;
    for (name, value) in expected.as_object().unwrap() {
        if let Some(found) = report.get(name) {
            assert_eq!(found, value, "{why}: {name}");
            compared += 1;
        }
    }
    assert!(compared >= least, "{why}: only {compared} figures were compared");
}

#[test]
fn shop_a_gives_exactly_the_published_counts() {
    let Some(shared) = shared() else { return };
    let folder = shared.join("data/shop_a");
    let expected: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("expected.json")).unwrap()).unwrap();
    let shop = Shop::open();

    let people = shop.import(Kind::Customers, &folder.join("customers_cp1256.csv"));
    check_figures(&people, &expected, 7, "customers");
    assert_eq!(people["rejected"], Value::Array(Vec::new()), "no customer is lost");
    assert_eq!(people["created"]["customers"], 4372, "every row is a person");
    assert_eq!(people["set_aside_cells"], 154, "47 numbers, 87 and 20 birthdays are set aside with reasons");

    let sold = shop.import(Kind::Sales, &folder.join("sales.xlsx"));
    check_figures(&sold, &expected, 9, "sales");
    assert_eq!(sold["created"]["sale_lines"], 530_104, "every line is stored");
    assert_eq!(sold["created"]["customers"], 0, "every code was known");
    assert_eq!(sold["rejected_rows"], 0, "no line is lost");

    let returned = shop.import(Kind::Returns, &folder.join("returns.xlsx"));
    check_figures(&returned, &expected, 4, "returns");
    assert_eq!(returned["rejected_rows"], 0, "no return is lost");
    let unlinked = returned["created"]["unlinked_return_lines"].as_u64().unwrap();
    assert!(unlinked < 2_500, "most returns find their sale; {unlinked} did not");

    for (kind, file) in [
        (Kind::Customers, "customers_cp1256.csv"),
        (Kind::Sales, "sales.xlsx"),
        (Kind::Returns, "returns.xlsx"),
    ] {
        let again = shop.import(kind, &folder.join(file));
        assert_eq!(again["already_imported"], true, "{file} is recognised");
        assert_eq!(again["import"], Value::Null, "{file}: no second run");
        let created: i64 = again["created"].as_object().unwrap().values().filter_map(Value::as_i64).sum();
        assert_eq!(created, 0, "{file}: nothing is added twice");
        check_figures(&again, &expected, 4, "the second time");
    }
    let people = shop.store.read(customers::count).unwrap();
    assert_eq!(people, 4372, "still as many people");
}

#[test]
fn orders_of_cdnow_make_their_customers() {
    let Some(shared) = shared() else { return };
    let file = shared.join("data/cdnow_sample_orders.csv");
    let shop = Shop::open();
    let report = shop.import(Kind::Orders, &file);
    for (name, expected) in [("orders", 6919), ("customers", 2357), ("sales_total_rial", 24_409_194_000_i64)]
    {
        assert_eq!(report[name], expected, "{name}");
    }
    assert_eq!(report["created"]["customers"], 2357, "one customer a code");
    assert_eq!(report["first_day"], "1997-01-01", "the first day");
    assert_eq!(report["last_day"], "1998-06-30", "the last day");
    let again = shop.import(Kind::Orders, &file);
    assert_eq!(again["created"]["sales"], 0, "the second time adds nothing");
    assert_eq!(again["already_imported"], true, "the file is recognised");
}

#[test]
fn the_look_before_says_what_will_happen_and_stores_nothing() {
    let Some(shared) = shared() else { return };
    let shop = Shop::open();
    let file = shared.join("data/shop_a/customers_cp1256.csv");
    let mut file = Opened::open(&file).unwrap();
    let never = AtomicBool::new(false);
    let look =
        analyse(&mut file, &Choices::default(), &shop.store, context().today, &mut |_| {}, &never).unwrap();
    assert_eq!(
        (look.kind, look.kind_was_guessed),
        (Some(Kind::Customers), true),
        "recognised from the headers"
    );
    let checked = look.checked.unwrap();
    assert_eq!(look.file.encoding, Some("windows-1256"), "the code page of Persian Windows");
    assert_eq!(
        (checked.ready, checked.needs_look, checked.rejected),
        (4221, 151, 0),
        "three of the 154 cells share a row with another"
    );
    assert!(look.columns.iter().all(|column| column.field.is_some()), "every header is known");
    let phones: Vec<&str> = look.columns[4].first.iter().map(String::as_str).collect();
    assert_eq!(phones[0], "۰۹۲۰۷۸۶۰۲۹۶", "a number as it will be stored");
    assert_eq!(look.columns[5].first[1], "۱۳۷۵/۰۲/۲۱", "a birthday as it will be stored");
    assert_eq!(shop.store.read(customers::count).unwrap(), 0, "nothing is stored");
}

#[test]
fn cancelling_a_large_import_leaves_nothing() {
    let Some(shared) = shared() else { return };
    let file = shared.join("data/shop_a/returns.xlsx");
    for phase in [Phase::Reading, Phase::Matching, Phase::Writing] {
        let shop = Shop::open();
        let cancel = AtomicBool::new(false);
        let mut stop = |progress: Progress| {
            if progress.phase == phase && progress.rows_done > 0 {
                cancel.store(true, Ordering::Relaxed);
            }
        };
        let mut file = Opened::open(&file).unwrap();
        let ended = run(&mut file, &only(Kind::Returns), &shop.store, &context(), &mut stop, &cancel);
        assert_eq!(
            ended.err().map(|error| error.code()),
            Some("import_cancelled"),
            "cancelled while {phase:?}"
        );
        let stored = shop.store.read(|reader| {
            let people = customers::count(reader)?;
            let found = sales::day_totals(reader, ShopDay::new(14_944))?;
            Ok::<_, bazgasht_store::StoreError>((people, found.sales_count))
        });
        assert_eq!(stored.unwrap(), (0, 0), "nothing is left after a cancel while {phase:?}");
    }
}
