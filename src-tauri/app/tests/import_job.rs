//! The import as the window asks for it: jobs over the boundary, from headers that say nothing to a stored sale.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where it stands

mod support;

use serde_json::{Value, json};
use support::Shop;

/// Starts a job and answers how it ended, as a window that was loaded anew would find it.
#[track_caller]
fn ended(shop: &Shop, command: &str, request: Value) -> Value {
    let started = shop.ok(command, request);
    for _ in 0..2_000 {
        let view = shop.ok("latest_job", json!({}))["job"].clone();
        assert_eq!(view["job"], started["job"], "the latest job is this one");
        if view["state"]["state"] != "running" {
            return view;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("{command} did not end");
}

#[test]
fn from_unknown_headers_to_a_stored_sale() {
    let shop = Shop::started();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("odd.csv");
    let long = "ستون ".repeat(60);
    std::fs::write(&path, format!("F1;F1;{long}\n12;1404/09/01;500\n13;1404/09/02;700\n")).unwrap();
    let file = shop.app.files().add(&path, false).unwrap();
    let analyse = |kind: Value, columns: Value| {
        ended(&shop, "analyse_import", json!({ "token": file.token, "kind": kind, "columns": columns }))
    };

    let view = analyse(Value::Null, Value::Null);
    assert_eq!(
        (&view["work"], &view["file"]["name"]),
        (&json!("analyse"), &json!("odd.csv")),
        "what it is about"
    );
    let look = &view["state"]["preview"];
    assert_eq!((&look["kind"], &look["rows"]), (&Value::Null, &Value::Null), "nobody knows what it is");
    assert_eq!(
        look["first_rows"],
        json!([["12", "1404/09/01", "500"], ["13", "1404/09/02", "700"]]),
        "its cells"
    );
    assert_eq!(look["columns"][2]["header"].as_str().map(|header| header.chars().count()), Some(121), "cut");

    let view = analyse(json!("sales"), Value::Null);
    let wanted = json!([{ "one_of": ["date"] }, { "one_of": ["amount", "line_total", "unit_price"] }]);
    assert_eq!(view["state"]["preview"]["missing"], wanted, "what is missing, and what would do");
    let columns = json!([{ "column": 1, "field": "date" }, { "column": 2, "field": "amount" }]);
    let run = |columns: &Value| {
        json!({ "request_id": shop.request_id(), "token": file.token, "kind": "sales", "columns": columns,
                "money_unit": "toman", "first_row_is_data": false })
    };
    let view = ended(&shop, "run_import", run(&json!([])));
    assert_eq!(view["state"]["problem"]["code"], "import_column_missing", "without a choice it is refused");
    let view = analyse(json!("sales"), columns.clone());
    assert_eq!(
        (&view["state"]["preview"]["missing"], &view["state"]["preview"]["rows"]),
        (&json!([]), &json!(2)),
        "complete"
    );
    let view = ended(&shop, "run_import", run(&columns));
    assert_eq!(view["work"], "import", "what was done");
    assert_eq!(view["state"]["report"]["counts"]["sales_total_rial"], 12_000, "toman, as chosen");

    std::fs::write(&path, "F1\n1\n").unwrap();
    let view = analyse(json!("sales"), columns);
    assert_eq!(
        view["state"]["preview"]["columns"].as_array().map(Vec::len),
        Some(1),
        "a changed file is read anew"
    );
}
