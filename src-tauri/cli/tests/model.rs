//! The models through the twin, from an import to the published fits and the back-test on the held-out half.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const UNTIL: [&str; 4] = ["--until", "1997-09-30", "--json", "--model"];
/// The published amounts are in dollars.
const RIAL_PER_DOLLAR: f64 = 100_000.0;

fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED (no ../shared): the models through the twin");
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

#[track_caller]
fn refused(data: &Path, arguments: &[&str], code: &str) {
    let output = twin(data, arguments);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{arguments:?} ended well");
    assert!(told.contains(&format!("code: {code}")), "{arguments:?} says {code}: {told}");
}

#[track_caller]
fn near(found: &Value, wanted: &Value, scale: f64, what: &str) {
    let (found, wanted) = (found.as_f64().expect("a number") / scale, wanted.as_f64().expect("a number"));
    assert!((found - wanted).abs() <= 1e-6 * wanted.abs(), "{what}: {found}, not {wanted}");
}

fn golden(shared: &Path, name: &str) -> Value {
    let text = std::fs::read_to_string(shared.join("golden").join(name)).expect("a golden table");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn the_models_of_an_imported_shop_equal_the_published_ones() {
    let Some(shared) = shared() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("shop");
    let empty = [&["model", "fit"], UNTIL.as_slice(), &["mbgnbd"]].concat();
    refused(&data, &empty, "forecast_too_few");
    let file = shared.join("data/cdnow_sample_orders.csv");
    answer(&data, &["import", "orders", &file.to_string_lossy(), "--json"]);

    let fits = golden(&shared, "fits_cdnow_sample.json");
    let fits = &fits["cdnow_sample_2357"]["models"];
    let names = [("nbd", "nbd"), ("bgnbd", "bgnbd"), ("mbgnbd", "mbgnbd"), ("mbgcnbdk", "mbgnbd")];
    for (model, published) in names {
        let found = answer(&data, &[&["model", "fit"], UNTIL.as_slice(), &[model]].concat());
        for (name, wanted) in fits[published]["params"].as_object().expect("parameters") {
            near(&found["params"][name], wanted, 1.0, &format!("{model} {name}"));
        }
        let apart = found["ll"].as_f64().expect("LL") - fits[published]["ll"].as_f64().expect("LL");
        assert!(apart.abs() <= 1e-6, "{model}: LL is {apart:e} off");
        assert_eq!(found["customers"], 2357, "{model}: customers");
        if model == "mbgcnbdk" {
            assert_eq!(found["params"]["k"], 1, "records are not bought at regular times");
        }
    }
    let found = answer(&data, &[&["model", "fit"], UNTIL.as_slice(), &["gammagamma"]].concat());
    let spend = &fits["gamma_gamma"];
    near(&found["params"]["p"], &spend["params"]["p"], 1.0, "p");
    near(&found["params"]["q"], &spend["params"]["q"], 1.0, "q");
    near(&found["params"]["gamma"], &spend["params"]["gamma"], RIAL_PER_DOLLAR, "γ in dollars");
    assert_eq!(found["customers"], 946, "repeaters");

    // The same day in the shop's own calendar.
    let jalali = answer(&data, &["model", "fit", "--until", "1376/07/08", "--model", "bgnbd", "--json"]);
    let gregorian = answer(&data, &[&["model", "fit"], UNTIL.as_slice(), &["bgnbd"]].concat());
    assert_eq!(jalali, gregorian, "1376/07/08 is 1997-09-30");

    let tests = golden(&shared, "backtest_cdnow_sample.json");
    for model in ["bgnbd", "mbgnbd", "nbd"] {
        let weeks = ["--horizon-weeks", "39"];
        let found = answer(&data, &[&["model", "predict"], UNTIL.as_slice(), &[model], &weeks].concat());
        let wanted = &tests["models"][model];
        for name in ["total_pred", "total_actual", "MAE", "RMSE", "bias_pct"] {
            near(&found[name], &wanted[name], 1.0, &format!("{model} {name}"));
        }
        near(&found["AUC"], &wanted["AUC_any_purchase_using_CET"], 1.0, &format!("{model} AUC"));
    }
    let far = [&["model", "predict"], UNTIL.as_slice(), &["mbgnbd", "--horizon-weeks", "5000"]].concat();
    refused(&data, &far, "forecast_horizon");
    refused(&data, &["model", "fit", "--until", "31 Foo", "--json"], "date_invalid");
}
