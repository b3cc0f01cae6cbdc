//! Segments in a shop: live after every change, undone, refused by name, explained.

#![allow(clippy::expect_used, reason = "a test may say what it expects")]

mod support;

use serde_json::{Value, json};
use support::Shop;

fn all(clauses: &[Value]) -> Value {
    json!({ "groups": [{ "all": clauses }] })
}

fn is(when: Value) -> Value {
    json!({ "not": false, "when": when })
}

fn orders(min: i64) -> Value {
    is(json!({ "kind": "orders", "count": { "min": min, "max": null }, "window": { "kind": "ever" } }))
}

fn tag(tag: &str) -> Value {
    is(json!({ "kind": "tags", "any_of": [tag] }))
}

fn of(segment: i64) -> Value {
    is(json!({ "kind": "segment", "segment": segment }))
}

fn request(shop: &Shop, segment: Option<i64>, name: &str, rule: &Value) -> Value {
    json!({ "request_id": shop.request_id(), "segment": segment, "name": name, "treatment": "", "rule": rule })
}

fn save(shop: &Shop, name: &str, rule: &Value) -> i64 {
    shop.ok("save_segment", request(shop, None, name, rule))["segment"].as_i64().expect("an id")
}

/// Members and unknown of a live segment.
#[track_caller]
fn check(shop: &Shop, segment: i64, wanted: (i64, i64), why: &str) {
    let list = shop.ok("list_segments", json!({ "archived": false }));
    let all = list["segments"].as_array().expect("a list");
    let found = all.iter().find(|one| one["id"] == segment).expect("it is listed");
    let count = &found["count"];
    assert_eq!(
        (count["members"].as_i64(), count["unknown"].as_i64()),
        (Some(wanted.0), Some(wanted.1)),
        "{why}"
    );
    // Counted anew as a draft: what is kept current is what is counted now.
    let draft = shop.ok("count_segment", json!({ "rule": found["rule"], "segment": segment }));
    assert_eq!(draft, *count, "{why}: the draft says the same");
}

fn edit(shop: &Shop, customer: i64, fields: Value) -> Value {
    let mut request =
        json!({ "request_id": shop.request_id(), "customer": customer, "shared_mobile_ok": true });
    request["patch"] = fields;
    request
}

#[test]
fn a_segment_is_current_after_every_change() {
    let shop = Shop::in_memory();
    let people: Vec<i64> =
        (0..4).map(|n| shop.customer("نام", "خانواده", &format!("0912123450{n}"))).collect();
    let bought = save(&shop, "خریداران", &all(&[orders(1)]));
    let twice = save(&shop, "تکراری", &all(&[orders(2)]));
    let rich = save(
        &shop,
        "پرامتیاز",
        &all(&[is(json!({ "kind": "points", "balance": { "min": 1, "max": null } }))]),
    );
    let owing =
        save(&shop, "بدهکار", &all(&[is(json!({ "kind": "debt", "rial": { "min": 1, "max": null } }))]));
    let sms = save(&shop, "پیامک", &all(&[is(json!({ "kind": "consent", "channel": "sms" }))]));
    let city = save(&shop, "تهران", &all(&[is(json!({ "kind": "city", "any_of": ["تهران"] }))]));
    let lead = save(&shop, "پیشنهاد", &all(&[is(json!({ "kind": "lead_stage_is", "any_of": ["offer"] }))]));
    let nested =
        save(&shop, "خریدار بی‌بدهی", &all(&[of(bought), json!({ "not": true, "when": of(owing)["when"] })]));
    check(&shop, bought, (0, 0), "nobody bought yet");
    check(&shop, city, (0, 4), "no city is written");
    check(&shop, sms, (0, 4), "nobody was asked");

    let sale = shop.sale(Some(people[0]), 5_000_000, 3);
    check(&shop, bought, (1, 0), "after a sale");
    check(&shop, rich, (1, 0), "which earned points");
    check(&shop, nested, (1, 0), "and what is made of it");
    shop.sale(Some(people[0]), 5_000_000, 1);
    check(&shop, twice, (1, 0), "after a second sale");
    let id = sale["sale"].as_i64().or_else(|| sale["id"].as_i64()).expect("a sale");
    shop.ok("cancel_sale", json!({ "request_id": shop.request_id(), "sale": id, "reason": "" }));
    check(&shop, twice, (0, 0), "after a cancelled sale");
    check(&shop, bought, (1, 0), "one is left");

    let mut credit = shop.sale_request(Some(people[1]), 700_000, 0);
    credit["payments"] = json!([{ "kind": "credit", "amount_rial": 700_000 }]);
    shop.ok("record_sale", credit);
    check(&shop, owing, (1, 0), "after a sale on credit");
    check(&shop, nested, (1, 0), "who owes is not in it");
    shop.ok(
        "settle_credit",
        json!({ "request_id": shop.request_id(), "customer": people[1], "kind": "cash", "amount_rial": 700_000, "note": "" }),
    );
    check(&shop, owing, (0, 0), "after it was paid");
    check(&shop, nested, (2, 0), "and is in it again");

    shop.ok(
        "set_lead_stage",
        json!({ "request_id": shop.request_id(), "customer": people[2], "stage": "offer", "reason": "" }),
    );
    check(&shop, lead, (1, 0), "after a step of a lead");
    let new = shop.customer("تازه", "وارد", "09121234599");
    check(&shop, city, (0, 5), "after a new customer");
    shop.ok("discard_customer", json!({ "request_id": shop.request_id(), "customer": new }));
    check(&shop, city, (0, 4), "who was a mistake");
}

#[test]
fn edits_of_a_person_reach_their_segments() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "کریمی", "09121234567");
    let tagged = save(&shop, "وفادار", &all(&[tag("وفادار")]));
    let city = save(&shop, "کرج", &all(&[is(json!({ "kind": "city", "any_of": ["كرج"] }))]));
    check(&shop, tagged, (0, 0), "no tag");
    let changed = edit(&shop, person, json!({ "tags": ["وفادار"], "city": "کرج" }));
    match shop.call("edit_customer", changed.clone()) {
        Ok(_) => {
            check(&shop, tagged, (1, 0), "after an edit");
            check(&shop, city, (1, 0), "in the spelling of another keyboard");
            shop.ok("undo_change", json!({ "request_id": shop.request_id(), "of": changed["request_id"] }));
            check(&shop, tagged, (0, 0), "after the edit was taken back");
        }
        Err(error) => panic!("{error}: {error:?}"),
    }
}

#[test]
fn saving_is_undone_and_circles_are_named() {
    let shop = Shop::in_memory();
    let first = save(&shop, "اول", &all(&[orders(1)]));
    let second = save(&shop, "دوم", &all(&[of(first)]));
    let refused = |request: Value| shop.refused("save_segment", request);
    assert_eq!(refused(request(&shop, Some(first), "اول", &all(&[of(first)]))), "segment_of_itself");
    let circle = shop.call("save_segment", request(&shop, Some(first), "اول", &all(&[of(second)])));
    let circle = circle.expect_err("a circle");
    assert_eq!(circle.code, "segment_circle");
    let names = circle.params["names"].as_str().expect("names");
    assert!(names.contains("اول") && names.contains("دوم"), "the circle is named: {names}");
    assert_eq!(
        shop.refused("count_segment", json!({ "rule": all(&[of(second)]), "segment": first })),
        "segment_circle",
        "while it is typed"
    );
    assert_eq!(refused(request(&shop, None, "دوم", &all(&[orders(1)]))), "segment_name_taken");
    assert_eq!(refused(request(&shop, None, " ", &all(&[orders(1)]))), "name_empty");
    assert_eq!(refused(request(&shop, None, "هیچ", &json!({ "groups": [] }))), "segment_empty");
    assert_eq!(refused(request(&shop, None, "هیچ", &all(&[of(99)]))), "not_found");
    let hostile = all(&[is(json!({ "kind": "sql", "text": "1=1" }))]);
    assert_eq!(refused(request(&shop, None, "هیچ", &hostile)), "bad_request");
    let archive =
        |segment: i64| json!({ "request_id": shop.request_id(), "segment": segment, "archived": true });
    assert_eq!(shop.refused("archive_segment", archive(first)), "segment_in_use");
    shop.ok("archive_segment", archive(second));
    let put_away = archive(first);
    shop.ok("archive_segment", put_away.clone());
    let list = shop.ok("list_segments", json!({ "archived": false }));
    assert_eq!(list["segments"].as_array().map(Vec::len), Some(0), "both are put away");
    shop.ok("undo_change", json!({ "request_id": shop.request_id(), "of": put_away["request_id"] }));
    check(&shop, first, (0, 0), "back again");
    let edit = request(&shop, Some(first), "خریداران", &all(&[orders(0)]));
    shop.ok("save_segment", edit.clone());
    shop.customer("علی", "رضایی", "09121234511");
    check(&shop, first, (1, 0), "another rule counts at once");
    shop.ok("undo_change", json!({ "request_id": shop.request_id(), "of": edit["request_id"] }));
    check(&shop, first, (0, 0), "and is taken back");
}

#[test]
fn goods_that_were_bought_are_counted_and_explained() {
    let shop = Shop::in_memory();
    let product = shop.ok(
        "save_product",
        json!({ "request_id": shop.request_id(), "product": null, "fields": { "name": "کیف چرمی", "code": "", "barcode": "", "category": "کیف", "price": "1000000", "cost": "" } }),
    );
    let product = product["product"].as_i64().or_else(|| product["id"].as_i64()).expect("an id");
    let buyer = shop.customer("مینا", "صادقی", "09121234521");
    let unclear = shop.customer("رضا", "نادری", "09121234522");
    shop.sale(Some(unclear), 900_000, 2);
    let rule = all(&[is(json!({ "kind": "bought", "goods": { "kind": "product", "product": product },
        "times": 1, "window": { "kind": "within", "ago": { "count": 30, "unit": "day" } } }))]);
    let segment = save(&shop, "کیف‌خرها", &rule);
    check(&shop, segment, (0, 1), "an order by amount alone may have had it in it");
    let mut sale = shop.sale_request(Some(buyer), 1_000_000, 1);
    sale["amount_rial"] = json!(0);
    sale["lines"] =
        json!([{ "product": product, "title": "کیف چرمی", "quantity": 1, "unit_price_rial": 1_000_000 }]);
    shop.ok("record_sale", sale);
    check(&shop, segment, (1, 1), "after it was bought");
    let told = shop.ok("explain_segment", json!({ "rule": rule, "customer": unclear }));
    assert_eq!(told["truth"], "unknown");
    assert_eq!(told["groups"][0][0]["own"], json!({ "kind": "times", "sure": 0, "unclear": 1 }));
    let told = shop.ok("explain_segment", json!({ "rule": rule, "customer": buyer }));
    assert_eq!((told["truth"].as_str(), told["name"].as_str()), (Some("yes"), Some("مینا صادقی")));
    let mine = shop.ok("segments_of_customer", json!({ "customer": buyer }));
    assert_eq!(mine["segments"][0]["name"], "کیف‌خرها");
    let filter = json!({ "segment": segment, "part": "unknown" });
    let listed = shop.ok(
        "list_customers",
        json!({ "text": "", "filter": "all", "segment": filter, "sort": "value",
        "descending": true, "offset": 0, "limit": 50 }),
    );
    assert_eq!((listed["total"].as_i64(), listed["rows"][0]["id"].as_i64()), (Some(1), Some(unclear)));
}

#[test]
fn the_ready_ones_the_figures_and_what_is_kept() {
    let shop = Shop::in_memory();
    let people: Vec<i64> =
        (0..6).map(|n| shop.customer("نام", "خانواده", &format!("0912123460{n}"))).collect();
    for (n, person) in people.iter().enumerate().skip(1) {
        for order in 0..n {
            let days = i32::try_from(order * 40 + 1).expect("few");
            shop.sale(Some(*person), 1_000_000, days);
        }
    }
    let list = shop.ok("list_segments", json!({ "archived": false }));
    let ready = list["ready"].as_array().expect("a list");
    let size = |key: &str| {
        let one = ready.iter().find(|one| one["key"] == key).expect("offered");
        one["count"]["members"].as_i64()
    };
    assert_eq!((size("never_bought"), size("one_time")), (Some(1), Some(1)), "002's groups");
    let rule = ready.iter().find(|one| one["key"] == "one_time").expect("offered")["rule"].clone();
    let mut making = request(&shop, None, "یک‌بارخریدها", &rule);
    making["ready"] = json!("one_time");
    let one_time = shop.ok("save_segment", making)["segment"].as_i64().expect("an id");
    let everybody = save(&shop, "همه", &all(&[is(json!({ "kind": "everybody" }))]));
    let table = shop.ok("compare_segments", json!({ "period": null }));
    let row = |id: i64| {
        let rows = table["rows"].as_array().expect("rows");
        rows.iter().find(|row| row["segment"] == id).expect("a row").clone()
    };
    let whole = row(everybody);
    for figure in ["members", "buyers", "orders", "revenue_rial", "churn"] {
        assert_eq!(whole[figure], table["everybody"][figure], "everybody's {figure}");
    }
    assert_eq!(row(one_time)["members"], 1);
    let overlap = shop.ok("overlap_segments", json!({ "segments": [one_time, everybody] }));
    assert_eq!((overlap["all"].as_i64(), overlap["both"][0][1].as_i64()), (Some(1), Some(1)));
    assert_eq!(shop.refused("overlap_segments", json!({ "segments": [everybody] })), "too_many");
    let kept = json!({ "request_id": shop.request_id(), "segment": one_time });
    assert_eq!(shop.ok("snapshot_segment", kept.clone())["members"], 1);
    assert_eq!(shop.ok("snapshot_segment", kept)["repeated"], true, "twice is once");
    shop.app.tick();
    shop.app.tick();
    let history = shop.ok("segment_history", json!({ "segment": one_time }));
    assert_eq!(history["snapshots"][0]["members"], 1, "kept");
    let past = history["past"].as_array().expect("months");
    assert_eq!(past.last().expect("today")["members"], 1, "counted backwards up to today");
    let list = shop.ok("list_segments", json!({ "archived": false }));
    let sizes = list["segments"][0]["sizes"].as_array().map(Vec::len);
    assert_eq!(sizes, Some(1), "the day's work wrote the size down");
    let folder = tempfile::tempdir().expect("a folder");
    let id = bazgasht_domain::ids::SegmentId::new(everybody);
    let (name, count) = bazgasht_app::export_segment(&shop.app, id, folder.path()).expect("a file");
    let text = std::fs::read_to_string(folder.path().join(name)).expect("it was written");
    assert_eq!((count, text.lines().count()), (6, 7), "a head and everybody");
    assert!(text.starts_with('\u{feff}'), "Excel knows the letters");
}

#[test]
fn time_passes_for_segments_too() {
    let shop = Shop::in_memory();
    let person = shop.customer("لیلا", "احمدی", "09121234531");
    shop.sale(Some(person), 1_000_000, 0);
    let when = json!({ "kind": "within", "ago": { "count": 3, "unit": "day" } });
    let fresh = save(&shop, "تازه", &all(&[is(json!({ "kind": "last_purchase", "when": when }))]));
    check(&shop, fresh, (1, 0), "today");
    shop.set_now(support::NOON + 4 * 86_400_000);
    check(&shop, fresh, (0, 0), "four days later");
}
