//! The twin end to end on the published figures: import from a shell, then every season and window of the golden tables.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED (no ../shared): the golden tables through the twin");
    assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "CI must have ../shared");
    None
}

fn twin(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bazgasht-cli"));
    command.arg("--data").arg(data).args(arguments).output().expect("the twin starts")
}

#[track_caller]
fn answer(data: &Path, arguments: &[&str]) -> Value {
    let output = twin(data, arguments);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {told}");
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

/// Integers exactly, ratios to 1e-12.
#[track_caller]
fn check(found: &Value, wanted: &Value, path: &str) {
    match (found, wanted) {
        (Value::Object(found), Value::Object(wanted)) => {
            for (name, wanted) in wanted {
                check(found.get(name).unwrap_or(&Value::Null), wanted, &format!("{path}/{name}"));
            }
        }
        (Value::Array(found), Value::Array(wanted)) => {
            assert_eq!(found.len(), wanted.len(), "{path}");
            for (place, (found, wanted)) in found.iter().zip(wanted).enumerate() {
                check(found, wanted, &format!("{path}/{place}"));
            }
        }
        (Value::Number(found), Value::Number(wanted)) if wanted.is_f64() => {
            let (found, wanted) = (found.as_f64().expect("finite"), wanted.as_f64().expect("finite"));
            assert!((found - wanted).abs() <= 1e-12 * wanted.abs().max(1.0), "{path}: {found}, not {wanted}");
        }
        _ => assert_eq!(found, wanted, "{path}"),
    }
}

fn check_table(data: &Path, golden: &Path) {
    let text = std::fs::read_to_string(golden).expect("a golden table");
    let golden: Value = serde_json::from_str(&text).expect("JSON");
    let as_of = golden["asof_jalali"].as_str().expect("a day");
    let summary = answer(data, &["kpi", "--summary", "--as-of", as_of, "--json"]);
    for name in [
        "customers",
        "orders",
        "revenue_rial",
        "aov_rial",
        "repeat_purchase_rate",
        "repeat_within_90d_matured",
        "gap_days",
    ] {
        check(&summary[name], &golden[name], name);
    }
    let mut compared = 0;
    for season in golden["seasons"].as_array().expect("seasons") {
        let season = season.as_object().expect("a season");
        let name = season["season"].as_str().expect("a name");
        for window in season.keys().filter(|key| key.starts_with('w')) {
            let asked = ["kpi", "--season", name, "--window", &window[1..], "--as-of", as_of, "--json"];
            let found = answer(data, &asked);
            let wanted = season.iter().filter(|(key, _)| !key.starts_with('w') || *key == window);
            let wanted: serde_json::Map<_, _> =
                wanted.map(|(key, value)| (key.clone(), value.clone())).collect();
            assert_eq!(
                found.as_object().map(serde_json::Map::len),
                Some(wanted.len()),
                "{name} {window}: nothing more, nothing less"
            );
            check(&found, &Value::Object(wanted), &format!("{name} {window}"));
            compared += 1;
        }
    }
    assert!(compared >= 20, "every season has its windows: {compared}");
}

#[test]
fn cdnow_orders_give_the_golden_table() {
    let Some(shared) = shared() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("made by the import");
    let file = shared.join("data/cdnow_sample_orders.csv");
    answer(&data, &["import", "orders", &file.to_string_lossy(), "--json"]);
    check_table(&data, &shared.join("golden/kpi_cdnow_sample.json"));
}

#[test]
fn the_real_shop_gives_its_counts_and_the_golden_table() {
    let Some(shared) = shared() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let shop = shared.join("data/shop_a");
    let text = std::fs::read_to_string(shop.join("expected.json")).expect("expected counts");
    let expected: serde_json::Map<String, Value> = serde_json::from_str(&text).expect("JSON");
    let import = |kind: &str, file: &str| {
        let found = answer(folder.path(), &["import", kind, &shop.join(file).to_string_lossy(), "--json"]);
        let mut compared = 0;
        for (name, wanted) in &expected {
            // A customers file says nothing about sales; what both name must be equal.
            if let Some(found) =
                found.get(name).filter(|_| name != "first_day" && name != "last_day" || kind == "sales")
            {
                assert_eq!(found, wanted, "{kind}: {name}");
                compared += 1;
            }
        }
        assert!(found["rejected"].is_array(), "{kind}: rejected rows with their reasons");
        compared
    };
    assert!(import("customers", "customers_cp1256.csv") >= 7, "seven counts of customers");
    assert!(import("sales", "sales.xlsx") >= 9, "nine counts of sales");
    check_table(folder.path(), &shared.join("golden/kpi_shop_a_sales.json"));
    // Seven months of this shop do not tell who left from who buys rarely: the guard hides it.
    let fit = answer(folder.path(), &["model", "fit", "--until", "2011-06-30", "--json"]);
    let gain = fit["gain_over_nbd"].as_f64().expect("a gain");
    assert!(gain.abs() < 1e-3, "leaving explains nothing here: {gain}");
    assert!(import("returns", "returns.xlsx") >= 4, "four counts of returns");
}

#[test]
fn a_failure_says_its_sentence_and_code_and_ends_badly() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("empty.csv");
    std::fs::write(&file, "").expect("a file");
    let file = file.to_string_lossy().into_owned();
    let check = |arguments: &[&str], code: &str, sentence: &str| {
        let output = twin(&folder.path().join("data"), arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{arguments:?} ended well");
        assert!(told.contains(&format!("code: {code}")), "{arguments:?}: {told}");
        assert!(told.contains(sentence), "{arguments:?}: {told}");
    };
    check(&["import", "customers", &file], "import_file_empty", "پرونده خالی است");
    check(&["import", "sales", "/nowhere/at all.xlsx"], "import_file_unreadable", "چیزی ثبت نشد");
    check(&["rpc", "no_such_command"], "unknown_command", "چیزی تغییر نکرد");
    check(&["rpc", "find_people", "{\"text\":1}"], "bad_request", "چیزی ثبت نشد");
    check(&["rpc", "find_people", "{not json"], "bad_request", "چیزی ثبت نشد");
    check(&["kpi", "--season", "1390-7"], "period_invalid", "دورهٔ دیگری");
    check(&["kpi", "--season", "1390-3", "--window", "99999"], "window_invalid", "روز باشد");
}

#[test]
fn a_column_that_no_header_explains_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("odd.csv");
    std::fs::write(&file, "F1;F2;F2;یادداشت\n12;1404/09/01;500;x\n13;1404/09/02;700;y\n").expect("a file");
    let file = file.to_string_lossy().into_owned();
    let data = folder.path().join("data");
    let check = |named: &[&str], wanted: &[&str]| {
        let output = twin(&data, &[&["import", "sales", &file, "--json"], named].concat());
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{named:?} ended well");
        for words in wanted {
            assert!(told.contains(words), "{named:?} says {words}: {told}");
        }
    };
    check(&[], &["code: import_column_missing", "ستون «تاریخ» پیدا نشد", "--map date=column", "2 \"F2\""]);
    check(&["--map", "date=2"], &["ستون «مبلغ» پیدا نشد", "--map amount|line_total|unit_price=column"]);
    check(&["--map", "date=F2"], &["code: import_mapping_misfit", "2 columns are called"]);
    check(&["--map", "date=9"], &["code: import_mapping_misfit", "no column"]);
    check(&["--map", "dates=2"], &["code: import_mapping_misfit", "no field \"dates\"", "invoice_number"]);
    check(&["--map", "date"], &["code: import_mapping_misfit"]);
    check(&["--map", "gender=2"], &["code: import_mapping_misfit"]);
    check(&["--map", "date=2", "--map", "date=3"], &["code: import_column_twice", "«تاریخ»"]);
    let all = ["--map", "date=2", "--map", "amount=3", "--map", "invoice_number=f1", "--map", "none=یادداشت"];
    let toman = [&["import", "sales", &file, "--unit", "toman", "--json"], all.as_slice()].concat();
    let report = answer(&data, &toman);
    assert_eq!(report["sales_total_rial"], 12_000, "toman, as said");
    assert_eq!(report["sales_invoices"], 2, "the header names the column on any keyboard");
    let headless = [&["import", "sales", &file, "--no-header", "--json"], &all[..6]].concat();
    let output = twin(&data, &headless);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("no column \"f1\""), "without a header there is no name: {told}");
    let headless =
        ["import", "sales", &file, "--no-header", "--map", "date=2", "--map", "amount=3", "--json"];
    let report = answer(&data, &headless);
    assert_eq!(report["rows"], 3, "the first row is data");
    assert_eq!(report["rejected"][0]["code"], "import_date_not_a_date", "and has no date");
}
