//! What the counter asks is answered while the numbers are being read, and answered the same afterwards.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use super::{App, Entropy, Headless, Ports};
use crate::{AppError, Session, dispatch};
use bazgasht_domain::clock::{FixedClock, InstantMs};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

/// 1 Azar 1405, 14:32 in Tehran.
const NOON: InstantMs = InstantMs::new(1_795_345_320_000);

struct Sevens;

impl Entropy for Sevens {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), String> {
        buffer.fill(7);
        Ok(())
    }
}

/// The program over `folder` with nothing in memory yet.
fn unread(folder: &Path) -> Arc<App> {
    let ports = Ports {
        clock: Arc::new(FixedClock(NOON)),
        entropy: Arc::new(Sevens),
        desktop: Arc::new(Headless),
        tell: Arc::new(|_| ()),
    };
    App::open_unread(folder, ports).expect("the shop opens")
}

fn read_all(app: &App) {
    app.shop().load_numbers(|| ()).expect("the numbers are read");
}

fn call(app: &Arc<App>, command: &str, payload: Value) -> Result<Value, AppError> {
    dispatch(app, &Session::OWNER, command, payload)
}

#[track_caller]
fn ask(app: &Arc<App>, command: &str, payload: Value) -> Value {
    call(app, command, payload).unwrap_or_else(|error| panic!("{command}: {error}"))
}

fn record(app: &Arc<App>, request: &str, customer: i64, days_ago: i32, amount: i64) {
    let sale = json!({
        "request_id": request, "customer": customer, "amount_rial": amount, "lines": [], "discount_rial": 0,
        "redeem_points": 0, "payments": [{ "kind": "cash", "amount_rial": amount }],
        "day": app.today().plus_days(-days_ago).get(), "note": "",
    });
    ask(app, "record_sale", sale);
}

/// Three people; the first with a rhythm of her own, the second with one purchase, the third with none.
fn write(app: &Arc<App>) -> Vec<i64> {
    let start =
        json!({ "request_id": "s", "shop_name": "سپیدار", "owner_name": "حسین", "money_unit": "toman" });
    ask(app, "start_shop", start);
    let people = [("زهرا", "کریمی", "09121234567"), ("علی", "احمدی", "09351112233"), ("الهام", "کریمی", "")];
    let ids: Vec<i64> = (0..)
        .zip(people)
        .map(|(number, (first, last, mobile))| {
            let fields = json!({ "first_name": first, "last_name": last, "mobile": mobile });
            let new =
                json!({ "request_id": format!("c{number}"), "fields": fields, "shared_mobile_ok": false });
            ask(app, "create_customer", new)["id"].as_i64().expect("an id")
        })
        .collect();
    for (number, days_ago) in [70, 50, 30, 10].into_iter().enumerate() {
        record(app, &format!("a{number}"), ids[0], days_ago, 2_000_000 + 1_000 * i64::from(days_ago));
    }
    record(app, "b", ids[1], 5, 900_000);
    ids
}

/// Everything of an answer but what only the index knows: which letters to mark, and the order among equals.
fn comparable(mut answer: Value) -> Value {
    if let Some(hits) = answer.get_mut("hits").and_then(Value::as_array_mut) {
        hits.iter_mut().filter_map(Value::as_object_mut).for_each(|hit| drop(hit.remove("highlight")));
        hits.sort_by_key(|hit| hit["id"].as_i64());
    }
    answer
}

#[test]
fn the_counter_never_waits_for_the_numbers() {
    let folder = tempfile::tempdir().expect("a folder");
    let ids = write(&unread(folder.path()));
    let app = unread(folder.path());
    let preview = |amount: &str| json!({ "customer": ids[0], "amount_text": amount, "lines": [], "discount_text": "", "redeem_text": "" });
    let find = |text: &str| ("find_people", json!({ "text": text, "limit": 20 }));
    let mut questions = vec![
        ("day_so_far", json!({})),
        ("preview_sale", preview("250000")),
        ("preview_sale", preview("25000000")),
    ];
    questions.extend(ids.iter().map(|id| ("counter_customer", json!({ "customer": id }))));
    questions.extend(ids.iter().map(|id| ("customer_file", json!({ "customer": id }))));
    let typed =
        ["کریمی", "زهرا کریمی", "هر", "4567", "۰۹۱۲۱۲۳۴۵۶۷", "0912", "9891212", "+98 935", "پژقل", ""];
    questions.extend(typed.map(find));
    let asked = |app: &Arc<App>| -> Vec<Value> {
        questions.iter().map(|(command, payload)| comparable(ask(app, command, payload.clone()))).collect()
    };
    let before = asked(&app);
    assert_eq!(ask(&app, "shop_status", json!({}))["numbers_ready"], false, "nothing was read meanwhile");
    let settings = ask(&app, "read_settings", json!({}));
    assert_eq!(settings["window_suggested"], Value::Null, "a suggestion that is not known is not made up");
    assert_eq!(
        before[2]["amount_warning"]["kind"], "ten_times_more",
        "a slip is seen against her own history"
    );
    read_all(&app);
    assert_eq!(ask(&app, "shop_status", json!({}))["numbers_ready"], true, "now they are there");
    for (place, after) in asked(&app).into_iter().enumerate() {
        let (command, payload) = &questions[place];
        assert_eq!(before[place], after, "{command} {payload}: the file and the memory agree");
    }
}

#[test]
fn people_are_known_before_their_purchases() {
    let folder = tempfile::tempdir().expect("a folder");
    let ids = write(&unread(folder.path()));
    let app = unread(folder.path());
    let by_layout = || ask(&app, "find_people", json!({ "text": "civh", "limit": 20 }))["hits"].clone();
    assert_eq!(by_layout(), json!([]), "the file knows exact spellings only");
    let mut between = Value::Null;
    app.shop()
        .load_numbers(|| {
            between = by_layout();
            assert_eq!(ask(&app, "shop_status", json!({}))["numbers_ready"], false, "purchases come later");
            record(&app, "between", ids[2], 0, 500_000);
        })
        .expect("the numbers are read");
    assert_eq!(between[0]["id"], ids[0], "another keyboard layout is understood as soon as people are known");
    let card = ask(&app, "counter_customer", json!({ "customer": ids[2] }));
    assert_eq!(card["orders"], 1, "a sale between the two parts of a load is counted once");
    let all =
        |app: &Arc<App>| ["read_board", "read_settings", "shop_status"].map(|name| ask(app, name, json!({})));
    let ours = all(&app);
    drop(app);
    let fresh = unread(folder.path());
    read_all(&fresh);
    assert_eq!(ours, all(&fresh), "as a fresh load gives");
}

#[test]
fn the_newest_trial_makes_the_others_stop() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = unread(folder.path());
    let first = app.newest_trial();
    assert!(first(), "alone it goes on");
    let second = app.newest_trial();
    assert!(!first(), "somebody asked again");
    assert!(second(), "and waits for this one");
}
