//! What the club's people take back: points by hand, rewards, coupons, who sent whom. Points go back by entries of their
//! own; what was made is put away and never deleted.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use serde_json::{Value, json};
use support::{NOON, Shop};

const DAY_MS: i64 = 86_400_000;

/// Runs a change and answers its request id.
fn change(shop: &Shop, command: &str, mut payload: Value) -> String {
    let request = shop.request_id();
    payload["request_id"] = json!(request);
    shop.ok(command, payload);
    request
}

fn undo(shop: &Shop, of: &str) -> (String, Result<(), String>) {
    let request = shop.request_id();
    let answer = shop.call("undo_change", json!({ "request_id": request, "of": of }));
    (request, answer.map(drop).map_err(|error| error.code))
}

fn adjust(customer: i64, points: i64) -> Value {
    json!({ "customer": customer, "points": points, "reason": "اشتباه صندوق" })
}

type Entries = Vec<(String, i64)>;
type Lots = Vec<(i64, Value)>;

/// (kind, points) of every entry, the oldest first, and the open points of every lot with its last day.
fn ledger(shop: &Shop, customer: i64) -> (Entries, Lots) {
    let statement = shop.ok("points_statement", json!({ "customer": customer, "skip": 0, "limit": 200 }));
    let list = |field: &str| statement[field].as_array().cloned().unwrap_or_default();
    let entries: Vec<(String, i64)> = list("entries")
        .iter()
        .rev()
        .map(|entry| {
            let kind = entry["kind"].as_str().unwrap_or_default().to_owned();
            (kind, entry["points"].as_i64().expect("points"))
        })
        .collect();
    let lots: Vec<(i64, Value)> = list("lots")
        .iter()
        .map(|lot| (lot["open"].as_i64().expect("points"), lot["expires"]["day"].clone()))
        .collect();
    let sum: i64 = entries.iter().map(|(_, points)| points).sum();
    assert_eq!(json!(sum), statement["balance"], "the entries are the balance");
    let by_kind: i64 = list("by_kind").iter().map(|total| total["points"].as_i64().expect("points")).sum();
    assert_eq!(by_kind, sum, "and so are the sums of the kinds");
    let open: i64 = lots.iter().map(|(open, _)| open).sum();
    assert_eq!(open - statement["debt"].as_i64().expect("a debt"), sum, "and the lots less the debt");
    (entries, lots)
}

fn entry(kind: &str, points: i64) -> (String, i64) {
    (kind.to_owned(), points)
}

#[test]
fn points_by_hand_go_back_by_an_entry_and_never_by_deletion() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    shop.sale(Some(person), 3_000_000, 0);
    let before = ledger(&shop, person);

    let given = change(&shop, "adjust_points", adjust(person, 700));
    let (undone, answer) = undo(&shop, &given);
    assert_eq!(answer, Ok(()), "nothing of it was spent");
    let (entries, lots) = ledger(&shop, person);
    let wanted = vec![entry("earn", 30_000), entry("adjust", 700), entry("adjust", -700)];
    assert_eq!(entries, wanted, "both lines stay");
    assert_eq!(lots, before.1, "and the lots are as before");
    assert_eq!(undo(&shop, &given).1, Ok(()), "twice is once");
    assert_eq!(shop.balance_in_file(person), 30_000, "twice is once");
    assert_eq!(undo(&shop, &undone).1, Ok(()), "the undo is a change and goes back too");
    assert_eq!(shop.balance_in_file(person), 30_700, "given again");

    let taken = change(&shop, "adjust_points", adjust(person, -20_700));
    assert_eq!(shop.balance_in_file(person), 10_000, "from both lots");
    assert_eq!(undo(&shop, &taken).1, Ok(()), "into the lots they came from");
    assert_eq!(shop.balance_in_file(person), 30_700, "whole again");
    let last = ledger(&shop, person).0.last().cloned();
    assert_eq!(last, Some(entry("adjust", 20_700)), "by a line of its own");
}

#[test]
fn points_that_were_spent_since_are_not_taken_back() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    let given = change(&shop, "adjust_points", adjust(person, 50_000));
    let mut sale = shop.sale_request(Some(person), 1_000_000, 0);
    sale["redeem_points"] = json!(20_000);
    sale["payments"] = json!([{ "kind": "card", "amount_rial": 980_000 }]);
    shop.ok("record_sale", sale);
    let before = ledger(&shop, person);
    assert_eq!(undo(&shop, &given).1, Err("points_gone".to_owned()), "a part of them paid for goods");
    assert_eq!(ledger(&shop, person), before, "a refused undo changes nothing");
    let later = change(&shop, "adjust_points", adjust(person, 5));
    assert_eq!(undo(&shop, &given).1, Err("undo_too_late".to_owned()), "another change came after");
    assert_eq!(undo(&shop, &later).1, Ok(()), "the newest goes back");
    let foreign = ledger_entry(&shop, person, "redeem");
    let request = json!({ "request_id": shop.request_id(), "entry": foreign });
    assert_eq!(shop.refused("reverse_points", request), "undo_too_late", "a purchase's points go with it");
    let request = json!({ "request_id": shop.request_id(), "entry": 7 });
    assert_eq!(shop.refused("reverse_points", request), "not_found", "no such entry");
}

fn ledger_entry(shop: &Shop, customer: i64, kind: &str) -> Value {
    let statement = shop.ok("points_statement", json!({ "customer": customer, "skip": 0, "limit": 200 }));
    let entries = statement["entries"].as_array().cloned().unwrap_or_default();
    entries.iter().find(|entry| entry["kind"] == kind).map(|entry| entry["entry"].clone()).expect("an entry")
}

#[test]
fn a_survey_that_is_taken_back_may_be_answered_again() {
    let shop = Shop::in_memory();
    let club = shop.ok("read_club", json!({}));
    let mut rules = club["program"].clone();
    rules["bonuses"] = json!([{ "id": "ask", "name": "نظرسنجی", "points": 900, "minimum_rial": 0, "reason": { "kind": "survey", "every_days": 30 } }]);
    shop.ok(
        "save_program",
        json!({ "request_id": shop.request_id(), "revision": club["revision"], "program": rules }),
    );
    let person = shop.customer("سارا", "نیکنام", "");
    let answered = change(&shop, "survey_answered", json!({ "customer": person }));
    let survey =
        shop.ok("points_statement", json!({ "customer": person, "skip": 0, "limit": 1 }))["survey"].clone();
    let next = json!(shop.today().plus_days(30).get());
    assert_eq!(
        (&survey["points"], &survey["from"]["day"]),
        (&json!(900), &next),
        "and when it may be given again"
    );
    let again = json!({ "request_id": shop.request_id(), "customer": person });
    assert_eq!(shop.refused("survey_answered", again), "survey_too_soon", "once in its time");
    assert_eq!(undo(&shop, &answered).1, Ok(()), "it was a mistake");
    assert_eq!(shop.balance_in_file(person), 0, "nothing stays");
    change(&shop, "survey_answered", json!({ "customer": person }));
    assert_eq!(shop.balance_in_file(person), 900, "now it was really answered");
    let statement = shop.ok("points_statement", json!({ "customer": person, "skip": 0, "limit": 9 }));
    assert_eq!(statement["entries"][0]["rule_name"], "نظرسنجی", "the statement names the rule");
}

fn reward(points: i64) -> Value {
    json!({ "name": "لیوان", "benefit": { "kind": "amount", "rial": 50_000 }, "points": points, "stock": 3, "from": null,
            "until": null, "tiers": [], "early_tiers": [], "early_hours": 0, "minimum_rial": 1_000_000 })
}

#[test]
fn rewards_go_back_to_what_they_were() {
    let shop = Shop::in_memory();
    let shelf = |archived: bool| {
        let list = shop.ok("list_rewards", json!({ "customer": null, "archived": archived }));
        list["rewards"].as_array().cloned().unwrap_or_default()
    };
    let made =
        change(&shop, "save_reward", json!({ "reward": null, "fields": reward(500), "archived": false }));
    let id = shelf(false)[0]["id"].clone();
    let edited =
        change(&shop, "save_reward", json!({ "reward": id, "fields": reward(900), "archived": false }));
    assert_eq!(undo(&shop, &made).1, Err("undo_too_late".to_owned()), "an edit came after");
    assert_eq!(undo(&shop, &edited).1, Ok(()), "the edit goes back");
    assert_eq!(shelf(false)[0]["fields"], reward(500), "field by field");
    assert_eq!(undo(&shop, &made).1, Ok(()), "then the reward itself");
    assert_eq!((shelf(false).len(), shelf(true).len()), (0, 1), "it is put away, not lost");
    let request =
        json!({ "request_id": shop.request_id(), "reward": 7, "fields": reward(1), "archived": false });
    assert_eq!(shop.refused("save_reward", request), "not_found", "no such reward");
}

#[test]
fn a_reward_asks_for_its_smallest_basket() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    change(&shop, "adjust_points", adjust(person, 1_000));
    change(&shop, "save_reward", json!({ "reward": null, "fields": reward(500), "archived": false }));
    let list = shop.ok("list_rewards", json!({ "customer": person, "archived": false }));
    assert_eq!(list["rewards"][0]["refusal"], Value::Null, "the basket is judged when it is known");
    let id = list["rewards"][0]["id"].clone();
    let preview = |amount: &str| {
        shop.ok("preview_sale", json!({ "customer": person, "amount_text": amount, "lines": [], "discount_text": "", "redeem_text": "", "reward": id }))
    };
    let small = preview("99999");
    assert_eq!(
        (&small["problems"][0]["field"], &small["problems"][0]["problem"]["code"]),
        (&json!("reward"), &json!("reward_minimum")),
        "a toman short"
    );
    let enough = preview("100000");
    assert_eq!(
        (&enough["problems"], &enough["payable_rial"]),
        (&json!([]), &json!(950_000)),
        "and taken off"
    );
}

fn coupon(percent: i64, changes: Value) -> Value {
    let mut fields = json!({
        "name": "یلدا", "benefit": { "kind": "percent", "percent": percent, "cap_rial": 0 }, "minimum_rial": 0,
        "max_uses": null, "max_uses_per_customer": null, "from": null, "until": null, "products": [],
        "categories": [], "tiers": [],
    });
    for (field, value) in changes.as_object().expect("an object") {
        fields[field] = value.clone();
    }
    fields
}

fn coupons(shop: &Shop, text: &str, archived: bool) -> Vec<Value> {
    let request = json!({ "text": text, "customer": null, "archived": archived, "skip": 0, "limit": 100 });
    shop.ok("list_coupons", request)["coupons"].as_array().cloned().unwrap_or_default()
}

#[test]
fn coupons_are_found_by_person_and_go_back_one_by_one_or_all_together() {
    let shop = Shop::in_memory();
    let (sara, babak) = (shop.customer("سارا", "نیکنام", "09125834821"), shop.customer("بابک", "پارسا", ""));
    let save = |coupon: &Value, fields: Value| json!({ "coupon": coupon, "code": "", "customer": null, "fields": fields, "archived": false });
    let made = change(&shop, "save_coupon", save(&Value::Null, coupon(10, json!({}))));
    let id = coupons(&shop, "", false)[0]["id"].clone();
    let edited = change(&shop, "save_coupon", save(&id, coupon(20, json!({ "max_uses": 5 }))));
    assert_eq!(undo(&shop, &edited).1, Ok(()), "the edit goes back");
    assert_eq!(coupons(&shop, "", false)[0]["fields"], coupon(10, json!({})), "field by field");
    assert_eq!(undo(&shop, &made).1, Ok(()), "then the code");
    assert_eq!((coupons(&shop, "", false).len(), coupons(&shop, "", true).len()), (0, 1), "put away");

    let request = shop.request_id();
    let batch = json!({ "request_id": request, "customers": [babak, sara, sara], "fields": coupon(15, json!({ "max_uses": 1 })) });
    let codes = shop.ok("generate_coupons", batch.clone())["coupons"].as_array().cloned().unwrap_or_default();
    assert_eq!(codes.len(), 2, "one for each, once");
    let of_sara = codes.iter().find(|code| code["customer"] == json!(sara)).expect("a code for Sara");
    assert_eq!(
        (&of_sara["name"], &of_sara["mobile"]),
        (&json!("سارا نیکنام"), &json!("09125834821")),
        "named for the list"
    );
    assert_eq!(shop.ok("generate_coupons", batch)["coupons"], json!(codes), "a repeat answers the same");
    let found = coupons(&shop, "نیکنام", false);
    assert_eq!((found.len(), &found[0]["code"]), (1, &of_sara["code"]), "found by the person's name");
    let low = of_sara["code"].as_str().expect("a code").to_lowercase();
    assert_eq!(coupons(&shop, &low, false).len(), 1, "and by the code in small letters");
    assert_eq!(undo(&shop, &request).1, Ok(()), "the whole batch goes back");
    assert_eq!(coupons(&shop, "", false).len(), 0, "off the shelf");
    let nobody = json!({ "request_id": shop.request_id(), "customers": [], "fields": coupon(15, json!({})) });
    assert_eq!(shop.refused("generate_coupons", nobody), "coupon_people", "for nobody");
}

#[test]
fn who_sent_whom_goes_back_even_after_a_purchase() {
    let shop = Shop::in_memory();
    let (old, new) = (shop.customer("سارا", "نیکنام", ""), shop.customer("بابک", "پارسا", ""));
    let sender = || {
        shop.ok("customer_file", json!({ "customer": new }))["more"]["referrer"]["id"].as_i64().unwrap_or(0)
    };
    let set = change(&shop, "set_referrer", json!({ "customer": new, "referrer": old }));
    assert_eq!(undo(&shop, &set).1, Ok(()), "it was somebody else");
    assert_eq!(sender(), 0, "nobody sent them");
    change(&shop, "set_referrer", json!({ "customer": new, "referrer": old }));
    shop.sale(Some(new), 1_000_000, 0);
    let cleared = change(&shop, "set_referrer", json!({ "customer": new, "referrer": null }));
    assert_eq!(undo(&shop, &cleared).1, Ok(()), "what stood before the purchase stands again");
    assert_eq!(sender(), old, "Sara sent them");
}

#[test]
fn a_discount_tells_its_cost_before_it_starts() {
    let shop = Shop::in_memory();
    let people: Vec<i64> = (0..4).map(|n| shop.customer("مشتری", &format!("شمارهٔ {n}"), "")).collect();
    // 91 purchases in the 91 days behind today: one a day, of 1 and 3 million by turns.
    for (n, ago) in (1..=91).enumerate() {
        let rial = if n % 2 == 0 { 3_000_000 } else { 1_000_000 };
        shop.sale(Some(people[n % 4]), rial, ago);
    }
    let ask = |fields: Value, codes: i64, personal: bool| {
        shop.ok("discount_cost", json!({ "fields": fields, "codes": codes, "personal": personal }))
    };
    let figures = |answer: &Value| {
        ["sales", "fitting", "off_rial", "days", "uses", "cost_rial"]
            .map(|field| answer[field].as_i64().expect(field))
    };
    let all = ask(coupon(10, json!({})), 1, false);
    assert_eq!(figures(&all), [91, 91, 201_098, 30, 30, 6_032_940], "thirty days when nothing ends it");
    assert_eq!((&all["open_ended"], &all["most_rial"]), (&json!(true), &Value::Null), "and no limit");
    let until = json!({ "day": shop.today().plus_days(6).get(), "minute": 600 });
    let week = ask(coupon(10, json!({ "until": until, "minimum_rial": 2_000_000 })), 1, false);
    assert_eq!(figures(&week), [91, 46, 300_000, 7, 3, 900_000], "only large baskets, for a week");
    let fixed = json!({ "benefit": { "kind": "amount", "rial": 50_000 }, "max_uses": 2 });
    let limited = ask(coupon(10, fixed.clone()), 1, false);
    assert_eq!((&limited["uses"], &limited["most_rial"]), (&json!(2), &json!(100_000)), "two uses at most");
    let batch = ask(coupon(10, fixed), 2, true);
    assert_eq!((&batch["uses"], &batch["most_rial"]), (&json!(4), &json!(200_000)), "two for each of two");
    let wrong = json!({ "fields": coupon(101, json!({})), "codes": 1, "personal": false });
    assert_eq!(shop.refused("discount_cost", wrong), "benefit_invalid", "more than everything");
}

#[test]
fn a_timeline_tells_settlements_deliveries_and_steps() {
    let shop = Shop::in_memory();
    let club = shop.ok("read_club", json!({}));
    let mut rules = club["program"].clone();
    rules["ladder"] = json!({ "basis": "spend", "window_months": 12, "grace_days": 30, "tiers": [{ "id": "silver", "name": "نقره‌ای", "threshold": 5_000_000, "percent": 100 }] });
    shop.ok(
        "save_program",
        json!({ "request_id": shop.request_id(), "revision": club["revision"], "program": rules }),
    );
    let person = shop.customer("سارا", "نیکنام", "");
    let mut sale = shop.sale_request(Some(person), 6_000_000, 0);
    sale["payments"] = json!([{ "kind": "credit", "amount_rial": 6_000_000 }]);
    sale["promised"] = json!(shop.today().plus_days(2).get());
    let sold = shop.ok("record_sale", sale);
    shop.set_now(NOON + DAY_MS);
    let settle = json!({ "customer": person, "kind": "cash", "amount_rial": 4_000_000, "note": "چک" });
    change(&shop, "settle_credit", settle);
    let statement = shop.ok("credit_statement", json!({ "customer": person }));
    let settlement =
        statement["rows"].as_array().and_then(|rows| rows.last()).map(|row| row["settlement"].clone());
    let events = |kinds: Value| {
        let request = json!({ "customer": person, "kinds": kinds, "cursor": null, "limit": 50 });
        shop.ok("customer_timeline", request)["events"].as_array().cloned().unwrap_or_default()
    };
    let paid = &events(json!(["settlement"]))[0]["what"];
    assert_eq!(
        (&paid["amount_rial"], &paid["paid"], &paid["note"], &paid["reversed"]),
        (&json!(4_000_000), &json!("cash"), &json!("چک"), &json!(false)),
        "money towards the credit"
    );
    shop.ok("reverse_settlement", json!({ "request_id": shop.request_id(), "settlement": settlement }));
    let lines: Vec<i64> = events(json!(["settlement"]))
        .iter()
        .map(|event| event["what"]["amount_rial"].as_i64().unwrap_or(0))
        .collect();
    assert_eq!(lines, [-4_000_000, 4_000_000], "the reversal is a line of its own, newest first");
    let open = &events(json!(["delivery"]))[0]["what"];
    assert_eq!(open["delivered"], Value::Null, "promised");
    let mark = json!({ "sale": sold["sale"], "delivered": shop.today().get() });
    change(&shop, "mark_delivered", mark);
    let made = &events(json!(["delivery"]))[0];
    assert_eq!(made["what"]["delivered"]["day"], json!(shop.today().get()), "brought");
    assert_eq!(made["day"]["day"], json!(shop.today().get()), "and told on that day");
    let step = &events(json!(["tier"]))[0]["what"];
    assert_eq!(
        (&step["from"], &step["to"], &step["qualifying"], &step["threshold"]),
        (&Value::Null, &json!("نقره‌ای"), &json!(6_000_000), &json!(5_000_000)),
        "a step with its numbers"
    );
    let all = events(json!([]));
    let kinds: Vec<&str> = all.iter().filter_map(|event| event["what"]["kind"].as_str()).collect();
    for kind in ["purchase", "settlement", "delivery", "tier", "edit"] {
        assert!(kinds.contains(&kind), "{kind} is among everything: {kinds:?}");
    }
    let mut walked = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let request = json!({ "customer": person, "kinds": [], "cursor": cursor, "limit": 2 });
        let page = shop.ok("customer_timeline", request);
        walked.extend(page["events"].as_array().cloned().unwrap_or_default());
        cursor = page["next"].clone();
        if cursor.is_null() {
            break;
        }
    }
    assert_eq!(walked, all, "page by page it is the same");
}

#[test]
fn points_by_hand_are_found_again_after_a_merge() {
    let shop = Shop::in_memory();
    let (kept, gone) = (shop.customer("سارا", "نیکنام", ""), shop.customer("سارا", "نیک‌نام", ""));
    let given = change(&shop, "adjust_points", adjust(gone, 700));
    let other = shop.customer("بابک", "پارسا", "");
    change(&shop, "adjust_points", adjust(other, 900));
    let taken = change(&shop, "adjust_points", adjust(other, -400));
    for record in [gone, other] {
        change(&shop, "merge_customers", json!({ "kept": kept, "gone": record, "from_gone": [] }));
    }
    assert_eq!(shop.balance_in_file(kept), 1_200, "everything came over");
    assert_eq!(undo(&shop, &given).1, Ok(()), "the points went on in another lot");
    assert_eq!(shop.balance_in_file(kept), 500, "and are taken from that one");
    assert_eq!(undo(&shop, &taken).1, Ok(()), "what was taken comes back");
    assert_eq!(shop.balance_in_file(kept), 900, "to the one who has the others");
    ledger(&shop, kept);
    assert_eq!(shop.balance_in_file(other), 0, "nothing stays behind");
}
