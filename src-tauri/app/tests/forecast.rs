//! The forecast through the dispatcher: a small shop is told what is missing, a large one is counted beside the window,
//! kept until the next one is there, and shown with its day, its range and how the model did on the shop's own past.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use bazgasht_app::api::{Event, Tag};
use serde_json::{Value, json};
use std::fmt::Write as _;
use support::Shop;

const DAY_MS: i64 = 86_400_000;

fn read(shop: &Shop, again: bool) -> Value {
    shop.ok("read_forecast", json!({ "again": again }))
}

/// Asks until nothing is being counted.
#[track_caller]
fn counted(shop: &Shop) -> Value {
    for _ in 0..3_000 {
        let view = read(shop, false);
        if view["counting"] == false {
            return view;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("the forecast is not there after a minute");
}

fn people(shop: &Shop, sort: &str, band: Value, limit: i64) -> Value {
    let request = json!({ "sort": sort, "band": band, "offset": 0, "limit": limit });
    shop.ok("list_forecast_people", request)
}

/// People of many rhythms who come for a while and then stay away, the same in each run.
fn history(shop: &Shop, people: i32) -> String {
    let mut text = String::from("id,order_id,date,v\n");
    let (mut order, mut dice) = (0, 88_172_645_463_325_252_u64);
    let mut draw = || {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        (dice >> 11) as f64 / (1u64 << 53) as f64
    };
    for person in 0..people {
        let (mut day, gap) = (-(draw() * 420.0) as i32, 4.0 + 90.0 * draw() * draw());
        let basket = 1_000_000.0 + 9_000_000.0 * draw();
        loop {
            order += 1;
            let date = shop.today().plus_days(day).iso();
            let amount = (basket * (0.5 + draw())) as i64;
            writeln!(text, "{person},{order},{date},{amount}").expect("a text grows");
            day += 1 + (-draw().max(1e-9).ln() * gap) as i32;
            if day > 0 || draw() < 0.18 {
                break;
            }
        }
    }
    text
}

fn import(shop: &Shop, text: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("orders.csv");
    std::fs::write(&path, text).expect("a file");
    let file = shop.app.files().add(&path, false).expect("a known file");
    let request = json!({ "request_id": shop.request_id(), "token": file.token, "kind": "orders", "columns": [],
        "money_unit": "rial", "first_row_is_data": false });
    shop.ok("run_import", request);
    for _ in 0..6_000 {
        let state = shop.ok("latest_job", json!({}))["job"]["state"].clone();
        if state["state"] != "running" {
            assert_eq!(state["state"], "imported", "the import ends well: {state}");
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the import did not end");
}

#[test]
fn a_small_shop_is_told_what_is_missing() {
    let shop = Shop::in_memory();
    let nobody = read(&shop, false);
    assert_eq!(nobody["counting"], false, "there is nothing to count");
    assert_eq!(
        nobody["forecast"]["missing_for_ranking"]["customers"], 100,
        "a hundred customers are missing"
    );
    assert_eq!(nobody["forecast"]["first_order"], Value::Null, "nobody bought");
    let sara = shop.customer("سارا", "اکبری", "09121234567");
    shop.sale(Some(sara), 1_000_000, 20);
    shop.sale(Some(sara), 2_000_000, 3);
    shop.sale(None, 500_000, 3);
    let view = read(&shop, true)["forecast"].clone();
    assert_eq!(view["missing_for_ranking"]["customers"], 99, "one is there");
    assert_eq!(view["missing_for_ranking"]["repeaters"], 29, "and came again");
    assert_eq!(view["missing_for_money"]["days"], 159, "of 180 days");
    assert_eq!(view["missing_for_money"]["on"]["days_ago"], -159, "and when that will be");
    assert_eq!(view["anonymous_sales"], 1, "left out, and said so");
    for absent in ["model", "presence", "back_test", "spending"] {
        assert_eq!(view[absent], Value::Null, "no {absent} from one customer");
    }
    assert_eq!(view["totals"], json!([]), "no sum");
    assert_eq!(people(&shop, "at_stake", Value::Null, 10)["total"], 0, "nobody is ranked");
    shop.customer("آرش", "کیانی", "09121234568");
    assert_eq!(
        read(&shop, false)["forecast"]["current"],
        true,
        "too little to count is never told of earlier"
    );
    let file = shop.ok("customer_file", json!({ "customer": sara }));
    assert_eq!(file["outlook"], Value::Null, "and nothing is said of her");
}

#[test]
fn a_shop_with_history_is_forecast_beside_the_window() {
    let shop = Shop::in_memory();
    import(&shop, &history(&shop, 700));
    let first = read(&shop, false);
    assert!(first["counting"] == true || first["forecast"]["model"].is_object(), "counted, or on its way");
    let view = counted(&shop)["forecast"].clone();
    assert_eq!(view["customers"], 700, "everybody who bought");
    assert_eq!(view["current"], true, "of now");
    assert_eq!(view["as_of"]["days_ago"], 0, "of today");
    assert_eq!(view["missing_for_ranking"], Value::Null, "enough for a rank");
    assert_eq!(view["missing_for_money"], Value::Null, "and for sums");
    let told =
        shop.events.lock().expect("events").iter().any(
            |event| matches!(event, Event::Changed(changed) if changed.touched.contains(&Tag::Forecast)),
        );
    assert!(told, "the windows are told when it is there");
    for total in view["totals"].as_array().expect("a quarter and a year") {
        let (low, high) = (total["purchases_low"].as_i64(), total["purchases_high"].as_i64());
        assert!(low < high && low > Some(0), "a range, not a point: {total}");
        assert!(total["money_low_rial"].as_i64() < total["money_high_rial"].as_i64(), "money too: {total}");
    }
    let test = &view["back_test"];
    assert_eq!(test["days"], 91, "a quarter was held out");
    assert!(test["ranked_right"].as_f64() > Some(0.6), "who came is told from who did not: {test}");
    let (predicted, actual) = (test["predicted"].as_f64().expect("n"), test["actual"].as_f64().expect("n"));
    assert!((predicted / actual - 1.0).abs() < 0.4, "{predicted} foreseen, {actual} came");
    let told = view["model"]["presence_is_told"] == true;
    assert_eq!(view["presence"].is_object(), told, "who left is told only where the data tells");

    let all = people(&shop, "likely", Value::Null, 500);
    assert_eq!(all["total"], 700, "everybody has a chance");
    let chances: Vec<f64> = all["rows"].as_array().expect("rows").iter().map(chance).collect();
    assert!(chances.is_sorted_by(|a, b| a >= b), "the likeliest first");
    let bands: i64 = ["coming", "unsure", "slipping"]
        .iter()
        .map(|band| people(&shop, "at_stake", json!(band), 1)["total"].as_i64().expect("a count"))
        .sum();
    assert_eq!(bands, 700, "each is in one band");
    let row = &people(&shop, "value", Value::Null, 1)["rows"][0];
    let file = shop.ok("customer_file", json!({ "customer": row["row"]["id"] }));
    let outlook = &file["outlook"];
    assert_eq!(outlook["p_buy"], row["outlook"]["p_buy"], "the page and the list say the same");
    let range = &outlook["range"];
    let value = outlook["value_rial"].as_i64().expect("a value");
    assert!(range["value_low_rial"].as_i64() <= Some(value), "{range} around {value}");
    assert!(range["value_high_rial"].as_i64() >= Some(value), "{range} around {value}");
    assert_eq!(outlook["p_alive"].is_number(), told, "as everywhere");
}

fn chance(row: &Value) -> f64 {
    row["outlook"]["p_buy"].as_f64().expect("a chance")
}

#[test]
fn the_last_one_stays_until_the_next_is_there() {
    let shop = Shop::in_memory();
    import(&shop, &history(&shop, 160));
    let before = counted(&shop)["forecast"].clone();
    assert_eq!(before["missing_for_money"]["customers"], 340, "sums need more people");
    assert_eq!(before["totals"], json!([]), "so there are none");
    assert_eq!(people(&shop, "unlikely", Value::Null, 10)["total"], 160, "but people are ranked");
    let ranked = people(&shop, "at_stake", Value::Null, 160)["rows"].clone();
    let ranked = ranked.as_array().expect("rows");
    assert!(ranked.iter().all(|row| row["outlook"]["value_rial"].is_null()), "no money of anybody either");
    let open = |row: &Value| row["outlook"]["purchases"].as_f64().expect("n") * (1.0 - chance(row));
    let stakes: Vec<f64> = ranked.iter().map(open).collect();
    assert!(stakes.is_sorted_by(|a, b| a >= b), "purchases that hang in the air stand for it");
    let sara = shop.customer("سارا", "اکبری", "09121234567");
    shop.sale(Some(sara), 1_000_000, 0);
    let after = read(&shop, false);
    assert_eq!(after["counting"], false, "a sale alone starts nothing at once");
    assert_eq!(after["forecast"]["current"], false, "and what is shown says that it is older");
    assert_eq!(after["forecast"]["customers"], 160, "as it was");
    shop.set_now(support::NOON + 10 * 60_000);
    read(&shop, false);
    assert_eq!(counted(&shop)["forecast"]["customers"], 161, "later it is counted again");
    shop.set_now(support::NOON + DAY_MS);
    let next_day = read(&shop, false);
    let shown = next_day["forecast"]["as_of"]["days_ago"].as_i64();
    assert!(shown == Some(1) || shown == Some(0), "yesterday's with its day, or today's: {shown:?}");
    assert_eq!(counted(&shop)["forecast"]["as_of"]["days_ago"], 0, "today's in the end");
    let again = read(&shop, true);
    assert!(again["forecast"].is_object(), "asked for again, the old one is still in view");
}

#[test]
fn segments_know_the_forecast() {
    let shop = Shop::in_memory();
    import(&shop, &history(&shop, 300));
    let count = |forecast: &str, from: i64| {
        let is = json!({ "min": from, "max": null });
        let when = json!({ "kind": "predicted", "forecast": forecast, "is": is });
        let rule = json!({ "groups": [{ "all": [{ "not": false, "when": when }] }] });
        shop.ok("count_segment", json!({ "rule": rule, "segment": null }))
    };
    let before = count("buy", 0);
    assert_eq!((&before["members"], &before["unknown"]), (&json!(0), &json!(300)), "nothing is known yet");
    counted(&shop);
    let told = people(&shop, "at_stake", Value::Null, 1)["total"].clone();
    let after = count("buy", 0);
    assert_eq!(after["members"], told, "everybody with a chance, however small");
    assert_eq!(
        after["unknown"].as_i64(),
        Some(300 - told.as_i64().expect("a count")),
        "the others are unknown"
    );
    let (half, tenth) = (count("buy", 50)["members"].as_i64(), count("buy", 10)["members"].as_i64());
    assert!(Some(0) < half && half < tenth && tenth < told.as_i64(), "fewer the surer: {half:?} {tenth:?}");
    shop.customer("تازه", "وارد", "09121112233");
    assert_eq!(count("buy", 0)["members"], told, "who never bought has no chance to tell");
}
