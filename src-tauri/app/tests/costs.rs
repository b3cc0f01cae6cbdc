//! Costs and marks: what CAC and CRC are made of, by days and channels, and what the club gave away.

#![allow(clippy::expect_used, reason = "a test may say what it expects")]

mod support;

use serde_json::{Value, json};
use support::Shop;

fn month() -> Value {
    json!({ "kind": "month", "year": 1405, "month": 8 })
}

fn cost(purpose: &str, period: &Value, channel: &str, amount: &str) -> Value {
    json!({ "purpose": purpose, "period": period, "channel": channel, "amount": amount, "note": "" })
}

fn save(shop: &Shop, fields: &Value) -> (String, i64) {
    let request = shop.request_id();
    let saved = shop.ok("save_cost", json!({ "request_id": request, "cost": null, "fields": fields }));
    (request, saved["id"].as_i64().expect("an id"))
}

fn read(shop: &Shop, period: &Value) -> Value {
    shop.ok("read_costs", json!({ "period": period }))
}

fn card(shop: &Shop, key: &str, period: &Value) -> Value {
    let board = shop.ok("read_board", json!({ "period": period, "window_days": null, "as_of": null }));
    let found = board["cards"].as_array().expect("cards").iter().find(|card| card["key"] == key);
    found.expect("the card").clone()
}

/// Two people who first bought in Aban by different channels, and one of Mehr who came back.
fn shop() -> Shop {
    let shop = Shop::started();
    let by = |first: &str, mobile: &str, channel: &str, days_ago: &[i32]| {
        let fields =
            json!({ "first_name": first, "last_name": "آزمون", "mobile": mobile, "channel": channel });
        let made = json!({ "request_id": shop.request_id(), "fields": fields, "shared_mobile_ok": false });
        let id = shop.ok("create_customer", made)["id"].as_i64().expect("an id");
        days_ago.iter().for_each(|days| drop(shop.sale(Some(id), 5_000_000, *days)));
    };
    by("آرش", "09121110001", "اینستاگرام", &[10]);
    by("مریم", "09121110002", "معرفی", &[12]);
    by("لاله", "09121110003", "اینستاگرام", &[45, 9]);
    shop
}

#[test]
fn cac_and_crc_are_costs_over_people() {
    let shop = shop();
    let month = month();
    assert_eq!(card(&shop, "cac", &month)["missing"], "no_cost", "nothing was entered");
    save(&shop, &cost("acquisition", &month, "اينستاگرام", "۳۰۰٬۰۰۰"));
    save(&shop, &cost("acquisition", &month, "", "100000"));
    save(&shop, &cost("messages", &month, "ignored", "۵۰ هزار"));
    let seen = read(&shop, &month);
    assert_eq!(seen["acquisition_rial"], 4_000_000, "both, in rial");
    assert_eq!(seen["first_buyers"], 2, "of Aban");
    assert_eq!(seen["cac_rial"], 2_000_000.0, "over both");
    assert_eq!(card(&shop, "cac", &month)["value"], 2_000_000.0, "the board says the same");
    let told: Vec<(Value, Value, Value)> = seen["channels"]
        .as_array()
        .expect("channels")
        .iter()
        .map(|one| (one["channel"].clone(), one["cost_rial"].clone(), one["first_buyers"].clone()))
        .collect();
    let want = [
        (json!("اینستاگرام"), json!(3_000_000), json!(1)),
        (json!("معرفی"), json!(0), json!(1)),
        (Value::Null, json!(1_000_000), json!(0)),
    ];
    assert_eq!(told, want, "by channel, in any spelling of ی");
    let row = seen["rows"].as_array().expect("rows").iter().find(|row| row["purpose"] == "messages");
    assert_eq!(
        row.expect("the message cost")["channel"],
        Value::Null,
        "a channel is for winning people alone"
    );
    assert_eq!(seen["retention_rial"], 500_000, "messages keep people");
}

#[test]
fn a_cost_of_a_year_falls_on_its_days() {
    let shop = shop();
    let year = json!({ "kind": "year", "year": 1405 });
    save(&shop, &cost("other", &year, "", "365000 تومان"));
    let check = |period: Value, want: i64, why: &str| {
        assert_eq!(read(&shop, &period)["retention_rial"], want, "{why}");
    };
    check(month(), 300_000, "thirty of its 365 days");
    check(json!({ "kind": "season", "year": 1405, "season": 1 }), 930_000, "ninety-three");
    check(json!({ "kind": "month", "year": 1404, "month": 8 }), 0, "another year");
    check(json!({ "kind": "month", "year": 1405, "month": 9 }), 10_000, "one day of Azar is over");
    let label = read(&shop, &month())["rows"][0]["label"].clone();
    assert_eq!(label, "سال ۱۴۰۵", "it is named by its own days");
}

#[test]
fn what_was_done_is_undone() {
    let shop = shop();
    let month = month();
    let (made, id) = save(&shop, &cost("acquisition", &month, "رادیو", "200000"));
    let fields = cost("campaigns", &json!({ "kind": "range", "from": 20_000, "to": 20_003 }), "", "7");
    let edit = shop.request_id();
    shop.ok("save_cost", json!({ "request_id": edit, "cost": id, "fields": fields }));
    assert_eq!(read(&shop, &month)["rows"], json!([]), "moved to other days");
    let undo = |of: &str| shop.ok("undo_change", json!({ "request_id": shop.request_id(), "of": of }));
    undo(&edit);
    let back = read(&shop, &month)["rows"][0].clone();
    assert_eq!((&back["channel"], &back["amount_rial"]), (&json!("رادیو"), &json!(2_000_000)), "as it was");
    let removed = shop.request_id();
    shop.ok("remove_cost", json!({ "request_id": removed, "cost": id, "removed": true }));
    assert_eq!(read(&shop, &month)["cac_rial"], Value::Null, "no cost, no figure");
    undo(&removed);
    assert_eq!(read(&shop, &month)["acquisition_rial"], 2_000_000, "it is back");
    undo(&made);
    assert_eq!(read(&shop, &month)["rows"], json!([]), "and the entering itself");
    save(&shop, &cost("acquisition", &month, "رادیو", "200000"));
    let mark = shop.request_id();
    shop.ok("set_target", json!({ "request_id": mark, "card": "cac", "value": 500_000 }));
    assert_eq!(
        card(&shop, "cac", &month)["target"],
        json!({ "value": 500_000.0, "missed": null }),
        "two people cannot miss it"
    );
    undo(&mark);
    assert_eq!(card(&shop, "cac", &month)["target"], Value::Null, "no mark again");
    let of = |value: i64| {
        let asked = json!({ "request_id": shop.request_id(), "card": "orders", "value": value });
        shop.ok("set_target", asked);
    };
    let azar = json!({ "kind": "month", "year": 1405, "month": 9 });
    let check = |value: i64, period: &Value, missed: Value, why: &str| {
        of(value);
        assert_eq!(card(&shop, "orders", period)["target"]["missed"], missed, "{why}");
    };
    check(4, &month, json!(true), "three orders in a month that is over");
    check(3, &month, json!(false), "reached");
    check(3, &azar, Value::Null, "the month still runs");
}

#[test]
fn the_club_counts_by_itself() {
    let shop = shop();
    let month = month();
    let people = shop.ok("find_people", json!({ "text": "مریم", "limit": 1 }));
    let maryam = people["hits"][0]["id"].as_i64().expect("an id");
    let mut sale = shop.sale_request(Some(maryam), 6_000_000, 8);
    let preview = json!({ "customer": maryam });
    let balance = shop.ok("counter_customer", preview)["points_balance"].as_i64().expect("points");
    assert!(balance > 0, "her first purchase earned points");
    let worth = shop.ok("read_club", json!({}));
    let (points, rial) =
        (worth["program"]["redeem_points"].as_i64(), worth["program"]["redeem_value"].as_i64());
    let (points, rial) = points.zip(rial).expect("what points are worth");
    let off = balance * rial / points;
    sale["redeem_points"] = json!(balance);
    sale["payments"] = json!([{ "kind": "card", "amount_rial": 6_000_000 - off }]);
    let sold = shop.ok("record_sale", sale);
    assert_eq!(read(&shop, &month)["given"]["points_rial"], off, "paid with points is a cost of keeping");
    assert_eq!(read(&shop, &month)["retention_rial"], off, "and nothing else was spent");
    shop.ok(
        "cancel_sale",
        json!({ "request_id": shop.request_id(), "sale": sold["sale"], "reason": "اشتباه" }),
    );
    assert_eq!(read(&shop, &month)["retention_rial"], 0, "a cancelled sale gave nothing");
}

#[test]
fn bad_input_is_told() {
    let shop = shop();
    let check = |fields: Value, code: &str, why: &str| {
        let asked = json!({ "request_id": shop.request_id(), "cost": null, "fields": fields });
        assert_eq!(shop.refused("save_cost", asked), code, "{why}");
    };
    let month = month();
    check(cost("other", &month, "", ""), "amount_missing", "no amount");
    check(cost("other", &month, "", "0"), "amount_missing", "nothing is no cost");
    check(cost("other", &month, "", "-5"), "amount_negative", "less than nothing");
    check(cost("other", &month, "", &"9".repeat(300)), "amount_too_large", "three hundred digits");
    check(cost("acquisition", &month, &"ک".repeat(61), "5"), "text_too_long", "a channel is a name");
    let ages = json!({ "kind": "range", "from": 0, "to": 20_000 });
    check(cost("other", &ages, "", "5"), "period_invalid", "half a century");
    let unknown =
        json!({ "request_id": shop.request_id(), "cost": 77, "fields": cost("other", &month, "", "5") });
    assert_eq!(shop.refused("save_cost", unknown), "not_found", "no such cost");
    for (card, value) in [("crr", 1.01), ("crr", -0.1), ("revenue", 1e30)] {
        let asked = json!({ "request_id": shop.request_id(), "card": card, "value": value });
        assert_eq!(shop.refused("set_target", asked), "target_invalid", "{card} {value}");
    }
    let asked = json!({ "request_id": shop.request_id(), "card": "crr", "value": 0.75 });
    shop.ok("set_target", asked);
    let hero =
        shop.ok("read_board", json!({ "period": month, "window_days": null, "as_of": null }))["hero"].clone();
    assert_eq!(hero["target"]["value"], 0.75, "a share comes back as it was set");
}
