//! The club through the dispatcher: coupons, rewards, tiers, bonuses, returns, referrals, the day's work, and what is
//! refused.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use bazgasht_domain::calendar::JalaliDate;
use serde_json::{Value, json};
use support::{NOON, Shop};

const DAY_MS: i64 = 86_400_000;

fn plain() -> Value {
    json!({ "unit": 1_000_000, "points_per_unit": 10_000 })
}

/// Saves the plain program with these fields changed.
fn program(shop: &Shop, changes: Value) -> Value {
    let club = shop.ok("read_club", json!({}));
    let mut rules = club["program"].clone();
    for (field, value) in
        plain().as_object().expect("an object").iter().chain(changes.as_object().expect("an object"))
    {
        rules[field] = value.clone();
    }
    let request = json!({ "request_id": shop.request_id(), "revision": club["revision"], "program": rules });
    shop.ok("save_program", request)
}

fn bonus(id: &str, points: i64, reason: Value) -> Value {
    json!({ "id": id, "name": id, "points": points, "minimum_rial": 0, "reason": reason })
}

fn ladder(tiers: &[(&str, i64, i64)]) -> Value {
    let tier = |(id, threshold, percent): &(&str, i64, i64)| json!({ "id": id, "name": id, "threshold": threshold, "percent": percent });
    json!({ "basis": "spend", "window_months": 12, "grace_days": 30, "tiers": tiers.iter().map(tier).collect::<Vec<_>>() })
}

fn give_back(shop: &Shop, sale: &Value, what: Value) -> Value {
    let preview = shop.ok("preview_return", json!({ "sale": sale, "what": what }));
    assert_eq!(preview["problems"], json!([]), "nothing is wrong with it");
    shop.ok(
        "record_return",
        json!({ "request_id": shop.request_id(), "sale": sale, "what": what, "reason": "خراب بود", "refund": preview["refund"], "day": null }),
    )
}

fn coupon(shop: &Shop, changes: Value) -> Value {
    let mut fields = json!({
        "name": "یلدا", "benefit": { "kind": "percent", "percent": 10, "cap_rial": 0 }, "minimum_rial": 0,
        "max_uses": null, "max_uses_per_customer": null, "from": null, "until": null, "products": [],
        "categories": [], "tiers": [],
    });
    let mut request = json!({ "request_id": shop.request_id(), "coupon": null, "code": "", "customer": null, "archived": false });
    for (field, value) in changes.as_object().expect("an object") {
        let place = if request.get(field).is_some() { &mut request } else { &mut fields };
        place[field] = value.clone();
    }
    request["fields"] = fields;
    shop.ok("save_coupon", request)["code"].clone()
}

fn reward(shop: &Shop, points: i64, benefit: Value, stock: Value) -> Value {
    let fields = json!({ "name": "لیوان", "benefit": benefit, "points": points, "stock": stock, "from": null, "until": null, "tiers": [], "early_tiers": [], "early_hours": 0, "minimum_rial": 0 });
    shop.ok(
        "save_reward",
        json!({ "request_id": shop.request_id(), "reward": null, "fields": fields, "archived": false }),
    )["reward"]
        .clone()
}

fn sell(shop: &Shop, customer: Option<i64>, rial: i64, changes: Value) -> Result<Value, String> {
    let mut request = shop.sale_request(customer, rial, 0);
    for (field, value) in changes.as_object().expect("an object") {
        request[field] = value.clone();
    }
    shop.call("record_sale", request).map_err(|error| error.code)
}

fn paid(rial: i64) -> Value {
    json!([{ "kind": "card", "amount_rial": rial }])
}

#[test]
fn a_coupon_takes_its_share_once_and_comes_back_with_the_goods() {
    let shop = Shop::in_memory();
    let (mine, other) = (shop.customer("سارا", "نیکنام", ""), shop.customer("بابک", "پارسا", ""));
    let code = coupon(&shop, json!({ "code": "yalda", "max_uses": 1, "minimum_rial": 1_000_000 }));
    let with = |rial: i64| json!({ "coupon_code": code, "payments": paid(rial) });
    assert_eq!(
        sell(&shop, Some(mine), 900_000, with(810_000)),
        Err("coupon_minimum".to_owned()),
        "a small basket"
    );
    let typed = code.as_str().expect("a code").to_lowercase();
    let preview = shop.ok("preview_sale", json!({ "customer": mine, "amount_text": "500000", "lines": [], "discount_text": "", "redeem_text": "", "coupon_code": typed }));
    assert_eq!(
        (&preview["payable_rial"], &preview["coupon"]["off_rial"]),
        (&json!(4_500_000), &json!(500_000)),
        "ten percent"
    );
    assert_eq!(preview["earn"]["points"], 40_000, "earned on what is paid");
    let receipt = sell(&shop, Some(mine), 5_000_000, with(4_500_000)).expect("sold");
    assert_eq!(receipt["coupon_code"], code, "the receipt names it");
    assert_eq!(
        sell(&shop, Some(other), 5_000_000, with(4_500_000)),
        Err("coupon_used_up".to_owned()),
        "one use only"
    );
    let back = give_back(&shop, &receipt["sale"], json!({ "kind": "all" }));
    assert_eq!(
        (&back["refund_rial"], &back["full"]),
        (&json!(4_500_000), &json!(true)),
        "what was paid comes back"
    );
    assert_eq!(shop.balance_in_file(mine), 0, "and nothing earned stays");
    sell(&shop, Some(other), 5_000_000, with(4_500_000)).expect("free again");
}

#[test]
fn coupons_refuse_whom_they_are_not_for() {
    let shop = Shop::in_memory();
    let (mine, other) = (shop.customer("سارا", "نیکنام", ""), shop.customer("بابک", "پارسا", ""));
    let at = |days: i32| json!({ "day": shop.today().plus_days(days).get(), "minute": 0 });
    let check = |changes: Value, who: Option<i64>, expected: &str, why: &str| {
        let code = coupon(&shop, changes);
        let checked = shop.ok("check_coupon", json!({ "code": code, "customer": who }));
        assert_eq!(checked["refusal"]["code"], expected, "{why}");
        let sold = sell(&shop, who, 1_000_000, json!({ "coupon_code": code, "payments": paid(900_000) }));
        assert_eq!(sold, Err(expected.to_owned()), "{why}, at the counter");
    };
    check(json!({ "customer": mine }), Some(other), "coupon_of_another", "somebody else's");
    check(json!({ "customer": mine }), None, "coupon_needs_customer", "nobody's");
    check(json!({ "until": at(0) }), Some(mine), "coupon_over", "expired at midnight");
    check(json!({ "from": at(1) }), Some(mine), "coupon_early", "tomorrow's");
    check(json!({ "tiers": ["gold"] }), Some(mine), "coupon_other_tier", "for gold");
    let unknown = |code: &str, why: &str| {
        let sold = sell(&shop, Some(mine), 1_000_000, json!({ "coupon_code": code }));
        assert_eq!(sold, Err("coupon_unknown".to_owned()), "{why}");
    };
    unknown("NOSUCH1", "no such code");
    unknown(&"9".repeat(300), "300 digits");
    unknown("'; DROP TABLE coupon; --", "a statement");
    let request = |code: &str, percent: i64| {
        json!({ "request_id": shop.request_id(), "coupon": null, "code": code, "customer": null, "archived": false, "fields": {
        "name": "x", "benefit": { "kind": "percent", "percent": percent, "cap_rial": 0 }, "minimum_rial": 0, "max_uses": null, "max_uses_per_customer": null,
        "from": null, "until": null, "products": [], "categories": [], "tiers": [] } })
    };
    shop.ok("save_coupon", request("SAME", 10));
    assert_eq!(shop.refused("save_coupon", request("same", 10)), "coupon_code_taken", "a code is given once");
    assert_eq!(shop.refused("save_coupon", request("یلدا", 10)), "coupon_code_invalid", "other letters");
    assert_eq!(shop.refused("save_coupon", request("ZERO", 0)), "benefit_invalid", "nothing off");
    assert_eq!(shop.refused("save_coupon", request("MUCH", 101)), "benefit_invalid", "more than all");
}

#[test]
fn a_reward_costs_points_and_stock_and_both_come_back() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    let first = shop.sale(Some(person), 10_000_000, 0);
    let cup = reward(&shop, 60_000, json!({ "kind": "gift", "title": "لیوان" }), json!(1));
    let mut with = json!({ "reward": cup });
    let receipt = sell(&shop, Some(person), 2_000_000, with.clone()).expect("sold");
    assert_eq!(receipt["points_redeemed"], 60_000, "its price");
    assert_eq!(shop.balance_in_file(person), 100_000 - 60_000 + 20_000, "paid from what was there");
    with["request_id"] = json!("second");
    assert_eq!(sell(&shop, Some(person), 2_000_000, with.clone()), Err("reward_gone".to_owned()), "only one");
    give_back(&shop, &receipt["sale"], json!({ "kind": "amount", "amount_rial": 500_000 }));
    let left = |shop: &Shop| {
        shop.ok("list_rewards", json!({ "customer": person, "archived": false }))["rewards"][0]["left"]
            .clone()
    };
    assert_eq!(left(&shop), 0, "a gift does not come back with a quarter of the goods");
    give_back(&shop, &receipt["sale"], json!({ "kind": "all" }));
    assert_eq!(
        (left(&shop), shop.balance_in_file(person)),
        (json!(1), 100_000),
        "now it does, with its points"
    );
    let money = reward(&shop, 90_000, json!({ "kind": "amount", "rial": 500_000 }), json!(null));
    let sold = sell(
        &shop,
        Some(person),
        2_000_000,
        json!({ "reward": money, "redeem_points": 20_000, "payments": paid(1_480_000) }),
    );
    assert_eq!(sold, Err("points_not_enough".to_owned()), "the reward and the points together");
    let sold = sell(&shop, Some(person), 2_000_000, json!({ "reward": money, "payments": paid(1_500_000) }))
        .expect("sold");
    shop.ok("cancel_sale", json!({ "request_id": shop.request_id(), "sale": sold["sale"], "reason": "" }));
    assert_eq!(shop.balance_in_file(person), 100_000, "undo gives it back too");
    shop.ok("cancel_sale", json!({ "request_id": shop.request_id(), "sale": first["sale"], "reason": "" }));
    assert_eq!(shop.balance_in_file(person), 0, "and nothing is left of anything");
}

#[test]
fn tiers_rise_at_the_sale_and_fall_at_the_return_or_after_grace() {
    let shop = Shop::in_memory();
    program(&shop, json!({ "ladder": ladder(&[("silver", 5_000_000, 150), ("gold", 20_000_000, 200)]) }));
    let person = shop.customer("سارا", "نیکنام", "");
    let tier = |shop: &Shop| {
        let statement = shop.ok("points_statement", json!({ "customer": person, "skip": 0, "limit": 1 }));
        statement["tier"]["tier"]["id"].clone()
    };
    assert_eq!(shop.sale(Some(person), 6_000_000, 0)["tier_reached"], "silver", "reached by this sale");
    let second = shop.sale(Some(person), 15_000_000, 0);
    assert_eq!(second["points_earned"], 225_000, "silver earns one and a half times");
    assert_eq!(tier(&shop), "gold", "and is gold now");
    let back = give_back(&shop, &second["sale"], json!({ "kind": "all" }));
    assert_eq!(back["points"]["reversed_points"], 225_000, "with the tier it was counted under");
    assert_eq!(tier(&shop), "silver", "the return took gold with it");
    let changes = shop.ok("list_tier_changes", json!({ "customer": person, "skip": 0, "limit": 10 }));
    assert_eq!(
        (&changes["changes"][0]["rises"], &changes["changes"][0]["basis"]),
        (&json!(false), &json!("spend")),
        "down, by what was spent"
    );
    let reasons: Vec<&str> =
        changes["changes"].as_array().expect("a list").iter().filter_map(|c| c["reason"].as_str()).collect();
    assert_eq!(reasons, ["return", "sale", "sale"], "each step says why, newest first");
    assert_eq!(changes["changes"][0]["threshold"], 20_000_000, "and the number it missed");
    // A year and a day later nothing qualifies: first grace, then down.
    let mut now = NOON;
    let mut pass = |days: i64| {
        for _ in 0..days / 15 {
            now += 15 * DAY_MS;
            shop.set_now(now);
            shop.app.tick();
        }
    };
    pass(375);
    assert_eq!(tier(&shop), "silver", "in grace");
    pass(60);
    assert_eq!(tier(&shop), Value::Null, "grace is over");
}

#[test]
fn lines_come_back_with_exactly_their_points() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    program(
        &shop,
        json!({
            "bonuses": [bonus("first", 5_000, json!({ "kind": "first_purchase" }))],
            "multipliers": [{ "id": "days", "name": "روزهای طلایی", "percent": 200, "scope": { "kind": "campaign", "from": shop.today().get(), "to": shop.today().get(), "weekdays": [], "from_minute": 0, "to_minute": 1440 } }],
        }),
    );
    let line = |title: &str, quantity: i64, price: i64, off: i64| json!({ "product": null, "title": title, "quantity": quantity, "unit_price_rial": price, "discount_rial": off });
    let mut request = shop.sale_request(Some(person), 0, 0);
    request["lines"] = json!([line("قهوه", 3, 2_000_000, 600_000), line("چای", 1, 3_000_000, 0)]);
    request["payments"] = paid(8_400_000);
    let sale = shop.ok("record_sale", request);
    assert_eq!(sale["points_earned"], 165_000, "eight units, twice, and the first purchase");
    // The campaign ends and the program changes: old sales keep theirs.
    program(&shop, json!({ "unit": 10_000_000, "multipliers": [] }));
    let nothing =
        shop.ok("preview_return", json!({ "sale": sale["sale"], "what": { "kind": "lines", "lines": [] } }));
    assert_eq!(nothing["problems"][0]["code"], "return_nothing", "nothing was chosen");
    let coffee = nothing["lines"][0]["line"].clone();
    let some =
        |milli: i64| json!({ "kind": "lines", "lines": [{ "line": coffee, "quantity_milli": milli }] });
    let back = give_back(&shop, &sale["sale"], some(2_000));
    assert_eq!(back["goods_rial"], 3_600_000, "two of three, with their share of the discount");
    assert_eq!(back["points"]["reversed_points"], 80_000, "4.8 million are left: four units, twice");
    let too_much = shop.ok("preview_return", json!({ "sale": sale["sale"], "what": some(1_001) }));
    assert_eq!(too_much["problems"][0]["code"], "return_too_much", "one is left");
    let refuse = |what: Value, refund: i64, code: &str, why: &str| {
        let request = json!({ "request_id": shop.request_id(), "sale": sale["sale"], "what": what, "reason": "x", "refund": paid(refund), "day": null });
        assert_eq!(shop.refused("record_return", request), code, "{why}");
    };
    refuse(some(2_000), 3_600_000, "return_too_much", "more than was sold");
    refuse(some(-1), 0, "return_nothing", "less than nothing");
    refuse(some(1_000), 1_800_001, "refund_mismatch", "one rial too much");
    refuse(
        json!({ "kind": "lines", "lines": [{ "line": 1, "quantity_milli": 1 }] }),
        0,
        "return_line_unknown",
        "another sale's line",
    );
    refuse(
        json!({ "kind": "amount", "amount_rial": 5 }),
        5,
        "return_by_lines",
        "an amount of a sale with lines",
    );
    let mute = json!({ "request_id": shop.request_id(), "sale": sale["sale"], "what": some(1_000), "reason": " ", "refund": paid(1_800_000), "day": null });
    assert_eq!(shop.refused("record_return", mute), "return_reason_missing", "a return has a reason");
    let rest = give_back(&shop, &sale["sale"], json!({ "kind": "all" }));
    assert_eq!(
        (&rest["full"], &rest["points"]["reversed_points"]),
        (&json!(true), &json!(85_000)),
        "the rest and the bonus"
    );
    assert_eq!(shop.balance_in_file(person), 0, "as before the sale");
    refuse(json!({ "kind": "all" }), 0, "sale_returned", "a return of a return");
    let board = shop.ok("read_board", json!({ "period": null, "window_days": 90, "as_of": null }));
    assert_eq!(board["bridge"]["end"], 0, "a sale that came back is no purchase");
}

#[test]
fn spent_points_follow_the_owners_policy() {
    let check = |policy: &str, refund: i64, balance: i64, why: &str| {
        let shop = Shop::in_memory();
        program(&shop, json!({ "spent_points": policy }));
        let person = shop.customer("سارا", "نیکنام", "");
        let first = shop.sale(Some(person), 5_000_000, 0);
        sell(&shop, Some(person), 40_000, json!({ "redeem_points": 40_000, "payments": paid(0) }))
            .expect("sold");
        let back = give_back(&shop, &first["sale"], json!({ "kind": "all" }));
        assert_eq!(
            (back["refund_rial"].as_i64(), shop.balance_in_file(person)),
            (Some(refund), balance),
            "{why}"
        );
        assert_eq!(back["points"]["spent"], 40_000, "{why}: spent");
        shop.sale(Some(person), 3_000_000, 0);
        assert_eq!(
            shop.balance_in_file(person),
            balance + 30_000,
            "{why}: the next purchase pays debts first"
        );
        let statement = shop.ok("points_statement", json!({ "customer": person, "skip": 0, "limit": 50 }));
        assert_eq!(
            statement["spendable"].as_i64(),
            Some((balance + 30_000).max(0)),
            "{why}: what is left to spend"
        );
    };
    check("debt", 5_000_000, -40_000, "owed");
    check("deduct", 4_960_000, 0, "kept back");
    check("write_off", 5_000_000, 0, "the shop's");
}

#[test]
fn buying_and_returning_again_and_again_earns_no_bonus() {
    let shop = Shop::in_memory();
    program(
        &shop,
        json!({ "bonuses": [
        bonus("first", 1_000, json!({ "kind": "first_purchase" })),
        bonus("third", 7_000, json!({ "kind": "nth_purchase", "nth": 3, "every": false })),
    ] }),
    );
    let person = shop.customer("سارا", "نیکنام", "");
    let sales: Vec<Value> = (0..3).map(|_| shop.sale(Some(person), 1_000_000, 0)["sale"].clone()).collect();
    assert_eq!(shop.balance_in_file(person), 38_000, "three purchases and both bonuses");
    give_back(&shop, &sales[1], json!({ "kind": "all" }));
    assert_eq!(shop.balance_in_file(person), 21_000, "the third is no third any more");
    let fourth = shop.sale(Some(person), 1_000_000, 0);
    assert_eq!(shop.balance_in_file(person), 38_000, "now there are three again");
    shop.ok("cancel_sale", json!({ "request_id": shop.request_id(), "sale": fourth["sale"], "reason": "" }));
    assert_eq!(shop.balance_in_file(person), 21_000, "undo counts the same");
}

#[test]
fn a_referral_pays_both_sides_after_the_days_and_goes_with_its_purchase() {
    let shop = Shop::in_memory();
    program(
        &shop,
        json!({ "bonuses": [bonus("ref", 3_000, json!({ "kind": "referral", "referrer_points": 5_000, "after_days": 7 }))] }),
    );
    let (old, new) = (shop.customer("سارا", "نیکنام", ""), shop.customer("بابک", "پارسا", ""));
    let set = |customer: i64, referrer: i64| json!({ "request_id": shop.request_id(), "customer": customer, "referrer": referrer });
    assert_eq!(shop.refused("set_referrer", set(new, new)), "referrer_self", "not themselves");
    shop.ok("set_referrer", set(new, old));
    assert_eq!(shop.refused("set_referrer", set(old, new)), "referrer_ring", "no ring");
    let sale = shop.sale(Some(new), 100_000, 0);
    shop.set_now(NOON + 6 * DAY_MS);
    shop.app.tick();
    assert_eq!(shop.balance_in_file(old), 0, "not yet");
    shop.set_now(NOON + 7 * DAY_MS);
    shop.app.tick();
    assert_eq!((shop.balance_in_file(old), shop.balance_in_file(new)), (5_000, 3_000), "both sides");
    shop.set_now(NOON + 8 * DAY_MS);
    shop.app.tick();
    assert_eq!(shop.balance_in_file(old), 5_000, "once");
    assert_eq!(
        shop.refused("set_referrer", set(new, old)),
        "referral_paid",
        "what was paid is not rewritten"
    );
    give_back(&shop, &sale["sale"], json!({ "kind": "all" }));
    assert_eq!(
        (shop.balance_in_file(old), shop.balance_in_file(new)),
        (0, 0),
        "the purchase it was paid for is gone"
    );
}

#[test]
fn points_end_once_and_never_while_the_date_is_in_doubt() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    shop.sale(Some(person), 5_000_000, 0);
    let saved = program(&shop, json!({ "expiry": { "kind": "months", "months": 2 } }));
    assert_eq!(saved["dated_points"], 50_000, "old points get one full period");
    let last = JalaliDate::from_day(shop.today()).add_months(2).expect("in range").day();
    assert_eq!(saved["dated_to"]["day"], last.get(), "two months from now");
    let list = shop.ok("list_expiring", json!({ "days": 90, "skip": 0, "limit": 10 }));
    assert_eq!((&list["total"], &list["points"]), (&json!(1), &json!(50_000)), "on the warning list");
    shop.app.tick();
    let liability = shop.ok("read_liability", json!({}));
    assert_eq!((&liability["open"], &liability["rial"]), (&json!(50_000), &json!(50_000)), "what it costs");
    let wrong = [NOON + 400 * DAY_MS, NOON - 2 * DAY_MS, 0, 4_000_000_000_000];
    for now in wrong {
        shop.set_now(now);
        shop.app.tick();
        assert_eq!(shop.ok("shop_status", json!({}))["clock_in_doubt"], true, "{now} is in doubt");
        assert_eq!(shop.balance_in_file(person), 50_000, "nothing ended at {now}");
    }
    shop.set_now(NOON + 400 * DAY_MS);
    shop.sale(Some(person), 1_000_000, 0);
    shop.app.tick();
    assert_eq!(shop.balance_in_file(person), 60_000, "a sale at a doubtful date confirms nothing");
    assert_eq!(
        shop.refused("review_tiers", json!({ "request_id": shop.request_id() })),
        "clock_in_doubt",
        "nor is anybody moved"
    );
    shop.ok("confirm_clock", json!({ "request_id": shop.request_id() }));
    assert_eq!(shop.balance_in_file(person), 10_000, "somebody said so: now they end");
    shop.app.tick();
    assert_eq!(shop.balance_in_file(person), 10_000, "once");
    let statement = shop.ok("points_statement", json!({ "customer": person, "skip": 0, "limit": 50 }));
    let ended =
        statement["entries"].as_array().expect("a list").iter().find(|entry| entry["kind"] == "expire");
    assert_eq!(
        ended.map(|entry| entry["day"]["day"].clone()),
        Some(json!(last.plus_days(1).get())),
        "dated the day after"
    );
}

#[test]
fn a_birthday_on_30_esfand_is_kept_and_comes_once_a_year() {
    let shop = Shop::in_memory();
    program(
        &shop,
        json!({ "bonuses": [bonus("born", 4_000, json!({ "kind": "birthday", "days_before": 0, "days_after": 0 }))] }),
    );
    let fields =
        json!({ "first_name": "سارا", "last_name": "نیکنام", "mobile": "", "birthday": "1375/12/30" });
    let saved = shop.ok(
        "create_customer",
        json!({ "request_id": shop.request_id(), "fields": fields, "shared_mobile_ok": false }),
    );
    let person = saved["id"].as_i64().expect("an id");
    let kept = JalaliDate::new(1404, 12, 29).expect("a day").day();
    let ago = shop.today().days_since(kept);
    let first = shop.sale(Some(person), 100_000, ago);
    assert_eq!(first["points_earned"], 4_000, "kept on the 29th of a common year");
    assert_eq!(shop.sale(Some(person), 100_000, ago)["points_earned"], 0, "once");
    give_back(&shop, &first["sale"], json!({ "kind": "all" }));
    assert_eq!(shop.balance_in_file(person), 0, "it goes with its purchase");
    assert_eq!(shop.sale(Some(person), 100_000, ago)["points_earned"], 4_000, "and may come with another");
}

#[test]
fn adjustments_have_a_reason_and_statements_add_up() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    let adjust = |points: i64, reason: &str| json!({ "request_id": shop.request_id(), "customer": person, "points": points, "reason": reason });
    let refuse = |request: Value, code: &str, why: &str| {
        assert_eq!(shop.refused("adjust_points", request), code, "{why}")
    };
    refuse(adjust(5, " "), "adjust_reason_missing", "no reason");
    refuse(adjust(0, "x"), "points_invalid", "nothing");
    refuse(adjust(-1, "x"), "points_not_enough", "below zero");
    refuse(adjust(i64::from(i32::MAX) * 1_000_000, "x"), "points_invalid", "too many");
    refuse(adjust(5, &"ی".repeat(300)), "text_too_long", "a novel");
    shop.ok("adjust_points", adjust(700, "هدیهٔ افتتاح"));
    shop.ok("adjust_points", adjust(-200, "اشتباه صندوق"));
    shop.sale(Some(person), 2_000_000, 0);
    let pages: Vec<Value> = (0..3)
        .flat_map(|skip| {
            let page = shop.ok("points_statement", json!({ "customer": person, "skip": skip, "limit": 1 }));
            page["entries"].as_array().cloned().unwrap_or_default()
        })
        .collect();
    let figures: Vec<(i64, i64)> = pages
        .iter()
        .map(|e| (e["points"].as_i64().unwrap_or(0), e["balance_after"].as_i64().unwrap_or(0)))
        .collect();
    assert_eq!(
        figures,
        [(20_000, 20_500), (-200, 500), (700, 700)],
        "each line and the balance after it, page by page"
    );
    program(&shop, json!({ "bonuses": [bonus("ask", 50, json!({ "kind": "survey", "every_days": 30 }))] }));
    let answered = || json!({ "request_id": shop.request_id(), "customer": person });
    assert_eq!(shop.ok("survey_answered", answered())["points"], 50, "thanks");
    assert_eq!(shop.refused("survey_answered", answered()), "survey_too_soon", "not every day");
}

#[test]
fn a_program_is_saved_in_versions_and_tried_before() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    shop.sale(Some(person), 4_000_000, 3);
    shop.sale(Some(person), 6_000_000, 0);
    let club = shop.ok("read_club", json!({}));
    assert_eq!(club["sentence"].as_array().map(Vec::len), Some(2), "a simple program is a short sentence");
    let mut double = club["program"].clone();
    double["points_per_unit"] = json!(20_000);
    double["ladder"] = ladder(&[("silver", 5_000_000, 150)]);
    let tried = shop.ok("simulate_program", json!({ "program": double }));
    assert_eq!((&tried["sales"], &tried["net_rial"]), (&json!(2), &json!(10_000_000)), "over the real sales");
    assert_eq!(
        (&tried["current"]["issued"], &tried["proposed"]["issued"]),
        (&json!(100_000), &json!(200_000)),
        "as it is, and as asked"
    );
    assert_eq!(tried["proposed"]["tiers"][0]["members"], 1, "one would be silver");
    assert_eq!(tried["people"][0]["proposed"], 200_000, "and this is who");
    assert_eq!(shop.ok("read_club", json!({}))["revision"], club["revision"], "nothing was written");
    let save = |revision: i64, program: &Value| json!({ "request_id": shop.request_id(), "revision": revision, "program": program });
    assert_eq!(shop.ok("save_program", save(1, &double))["revision"], 2, "the next version");
    assert_eq!(shop.refused("save_program", save(1, &double)), "program_changed", "somebody was faster");
    double["unit"] = json!(0);
    assert_eq!(shop.refused("save_program", save(2, &double)), "program_invalid", "a unit of nothing");
    let cost = json!({ "from": shop.today().plus_days(1).get(), "to": shop.today().plus_days(7).get(), "weekdays": [], "percent": 200 });
    assert!(
        shop.ok("promotion_cost", cost)["extra_points"].as_i64().is_some_and(|points| points > 0),
        "what a week of double points costs"
    );
}

#[test]
fn a_trial_begins_with_the_tiers_of_before_and_takes_them_after_grace() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    let other = shop.customer("رضا", "مهدیان", "");
    // Before the year: it lifts, and is no sale of the year.
    shop.sale(Some(person), 6_000_000, 400);
    shop.sale(Some(other), 6_000_000, 400);
    shop.sale(Some(person), 1_000_000, 300);
    let mut club = shop.ok("read_club", json!({}));
    let mut try_with = |grace_days: i64| {
        let mut rules = club["program"].take();
        rules["ladder"] = ladder(&[("silver", 5_000_000, 200)]);
        rules["ladder"]["grace_days"] = json!(grace_days);
        club["program"] = rules.clone();
        shop.ok("simulate_program", json!({ "program": rules }))
    };
    let tried = try_with(10);
    assert_eq!((&tried["sales"], &tried["customers"]), (&json!(1), &json!(1)), "one sale of one customer");
    assert_eq!(tried["proposed"]["issued"], 20_000, "who stood in the tier already earns with it");
    assert_eq!(tried["proposed"]["cost_rial_most"], 20_000, "ten points are ten rial");
    assert_eq!(tried["proposed"]["cost_basis_points"], 200, "two hundredths of the sales");
    assert_eq!(tried["proposed"]["tiers"][0]["members"], 0, "nobody after the grace");
    assert_eq!(tried["people"].as_array().map(Vec::len), Some(1), "only who bought");
    assert_eq!(try_with(90)["proposed"]["tiers"][0]["members"], 2, "both while it lasts");
}

#[test]
fn a_trial_knows_who_had_bought_before_the_year() {
    let shop = Shop::in_memory();
    let old = shop.customer("سارا", "نیکنام", "");
    let new = shop.customer("رضا", "مهدیان", "");
    for days_ago in [420, 410, 5] {
        shop.sale(Some(old), 1_000, days_ago);
    }
    shop.sale(Some(new), 1_000, 5);
    let check = |reason: Value, points: i64, why: &str| {
        let mut rules = shop.ok("read_club", json!({}))["program"].clone();
        rules["bonuses"] = json!([bonus("gift", 700, reason)]);
        let tried = shop.ok("simulate_program", json!({ "program": rules }));
        assert_eq!(tried["proposed"]["bonus"], points, "{why}");
    };
    check(json!({ "kind": "first_purchase" }), 700, "only the new one's first purchase is in the year");
    check(json!({ "kind": "nth_purchase", "nth": 3, "every": false }), 700, "the old one's third is");
    check(json!({ "kind": "nth_purchase", "nth": 2, "every": false }), 0, "nobody's second is");
}

#[test]
fn a_tier_that_was_taken_out_keeps_its_name_in_what_was() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    let mut named = ladder(&[("tier-1", 5_000_000, 100)]);
    named["tiers"][0]["name"] = json!("نقره‌ای");
    program(&shop, json!({ "ladder": named }));
    shop.sale(Some(person), 6_000_000, 0);
    program(&shop, json!({ "ladder": ladder(&[("tier-2", 900_000_000, 100)]) }));
    let changes = shop.ok("list_tier_changes", json!({ "customer": null, "skip": 0, "limit": 10 }));
    let change = &changes["changes"][0];
    assert_eq!(change["to"]["name"], "نقره‌ای", "as it was called then");
    assert_eq!(
        (&change["rises"], &change["threshold"]),
        (&json!(true), &json!(5_000_000)),
        "up, at its threshold"
    );
}

#[test]
fn no_month_is_left_out_between_the_first_and_the_last_end() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    for months in [1, 4] {
        program(&shop, json!({ "expiry": { "kind": "months", "months": months } }));
        shop.sale(Some(person), 1_000_000, 0);
    }
    let months = shop.ok("read_liability", json!({}))["months"].clone();
    let points: Vec<_> =
        months.as_array().expect("a list").iter().filter_map(|month| month["points"].as_i64()).collect();
    assert_eq!(points, [10_000, 0, 0, 10_000], "a chart of them shows time as it is");
}

#[test]
fn a_program_can_be_taken_back_unless_points_got_a_last_day() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    shop.sale(Some(person), 2_000_000, 0);
    let club = shop.ok("read_club", json!({}));
    let request = |id: &str, revision: i64, program: &Value| json!({ "request_id": id, "revision": revision, "program": program });
    let mut double = club["program"].clone();
    double["points_per_unit"] = json!(20_000);
    shop.ok("save_program", request("double", 1, &double));
    shop.ok("undo_change", json!({ "request_id": shop.request_id(), "of": "double" }));
    let back = shop.ok("read_club", json!({}));
    assert_eq!(
        (&back["program"], &back["revision"]),
        (&club["program"], &json!(3)),
        "as a version of its own"
    );
    assert_eq!(back["versions"][1]["program"], double, "every version keeps its content");
    double["expiry"] = json!({ "kind": "months", "months": 2 });
    let dated = shop.ok("save_program", request("dated", 3, &double));
    assert_eq!(dated["dated_points"], 20_000, "they got a last day");
    let refused = shop.call("undo_change", json!({ "request_id": shop.request_id(), "of": "dated" }));
    assert!(refused.is_err(), "and keep it");
}

#[test]
fn a_program_that_can_not_work_names_its_place() {
    let shop = Shop::in_memory();
    let club = shop.ok("read_club", json!({}));
    let check = |changes: Value, fault: &str, field: &str| {
        let mut rules = club["program"].clone();
        for (name, value) in changes.as_object().expect("an object") {
            rules[name] = value.clone();
        }
        let request =
            json!({ "request_id": shop.request_id(), "revision": club["revision"], "program": rules });
        for (command, payload) in
            [("simulate_program", json!({ "program": rules })), ("save_program", request)]
        {
            let error = shop.call(command, payload).expect_err("refused");
            assert_eq!(error.code, "program_invalid", "{command}");
            let named = (error.params["fault"].to_string(), error.params["field"].to_string());
            assert_eq!(named, (json!(fault).to_string(), json!(field).to_string()), "{command} names it");
        }
    };
    check(json!({ "unit": 0 }), "unit_not_positive", "unit");
    check(json!({ "redeem_step": 15 }), "redeem_step_invalid", "redeem_step");
    check(json!({ "redeem_cap_percent": 120 }), "cap_out_of_range", "redeem_cap_percent");
    check(json!({ "available_after_days": 4_000 }), "too_long", "available_after_days");
    check(
        json!({ "bonuses": [bonus("first", 0, json!({ "kind": "first_purchase" }))] }),
        "bonus_invalid",
        "first",
    );
    let falling = ladder(&[("silver", 5_000_000, 100), ("gold", 1_000_000, 100)]);
    check(json!({ "ladder": falling }), "tiers_not_rising", "gold");
}

#[test]
fn points_wait_and_a_rest_is_carried() {
    let shop = Shop::in_memory();
    program(&shop, json!({ "available_after_days": 5, "remainder": "carry" }));
    let person = shop.customer("سارا", "نیکنام", "");
    let first = shop.sale(Some(person), 1_600_000, 0);
    assert_eq!(
        sell(&shop, Some(person), 500_000, json!({ "redeem_points": 100, "payments": paid(499_900) })),
        Err("points_not_enough".to_owned()),
        "not available yet"
    );
    let second = shop.sale(Some(person), 600_000, 0);
    assert_eq!(second["points_earned"], 10_000, "0.6 and 0.6 are one unit");
    give_back(&shop, &second["sale"], json!({ "kind": "all" }));
    give_back(&shop, &first["sale"], json!({ "kind": "all" }));
    assert_eq!(shop.balance_in_file(person), 0, "all gone");
    assert_eq!(shop.sale(Some(person), 600_000, 0)["points_earned"], 0, "and nothing is carried any more");
    shop.sale(Some(person), 3_400_000, 0);
    shop.set_now(NOON + 5 * DAY_MS);
    sell(&shop, Some(person), 500_000, json!({ "redeem_points": 100, "payments": paid(499_900) }))
        .expect("now it is");
}

#[test]
fn a_price_of_nothing_and_weights_are_sold_and_returned() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    let mut request = shop.sale_request(Some(person), 0, 0);
    request["lines"] = json!([
        { "product": null, "title": "پنیر", "quantity": 0, "quantity_milli": 1_250, "unit_price_rial": 4_000_000 },
        { "product": null, "title": "کیسه", "quantity": 2, "unit_price_rial": 0 },
    ]);
    request["payments"] = paid(5_000_000);
    let sale = shop.ok("record_sale", request);
    assert_eq!(
        (&sale["total_rial"], &sale["points_earned"]),
        (&json!(5_000_000), &json!(50_000)),
        "1.25 kilo"
    );
    let lines =
        shop.ok("preview_return", json!({ "sale": sale["sale"], "what": { "kind": "lines", "lines": [] } }))
            ["lines"]
            .clone();
    let some = |line: usize, milli: i64| json!({ "kind": "lines", "lines": [{ "line": lines[line]["line"], "quantity_milli": milli }] });
    assert_eq!(give_back(&shop, &sale["sale"], some(1, 2_000))["refund_rial"], 0, "bags were free");
    assert_eq!(give_back(&shop, &sale["sale"], some(0, 500))["refund_rial"], 2_000_000, "half a kilo");
    assert_eq!(
        give_back(&shop, &sale["sale"], json!({ "kind": "all" }))["refund_rial"],
        3_000_000,
        "the rest"
    );
    assert_eq!(shop.balance_in_file(person), 0, "as before");
    let free = shop.sale(Some(person), 0, 0);
    assert_eq!(
        give_back(&shop, &free["sale"], json!({ "kind": "all" }))["full"],
        true,
        "a free sale can come back, once"
    );
    let nobody = shop.sale(None, 1_000_000, 0);
    assert_eq!(
        give_back(&shop, &nobody["sale"], json!({ "kind": "all" }))["points"]["balance_after"],
        Value::Null,
        "an unknown buyer"
    );
}
