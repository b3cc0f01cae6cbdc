//! Households: who may be in one, what they spend together, from whose lots, what comes back to whom, and how merges,
//! erasing and undo treat them.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use bazgasht_app::{Approver, Session, dispatch};
use bazgasht_domain::ids::CustomerId;
use bazgasht_store::points;
use serde_json::{Value, json};
use support::Shop;

const RIAL_A_POINT: i64 = 100;

/// A shop whose sales earn 100 points for each 10,000 rial, and people who bought for so many points each.
fn shop(points: &[i64]) -> (Shop, Vec<i64>) {
    let shop = Shop::in_memory();
    let mut program = shop.ok("read_club", json!({}))["program"].clone();
    program["unit"] = json!(100 * RIAL_A_POINT);
    program["points_per_unit"] = json!(100);
    let request = json!({ "request_id": "program", "revision": 1, "program": program });
    shop.ok("save_program", request);
    let names = ["سارا", "آرش", "لاله", "نیما", "پریسا"];
    let people = points.iter().zip(names).map(|(points, name)| {
        let id = shop.customer(name, "نیکنام", "");
        if *points > 0 {
            shop.sale(Some(id), points * RIAL_A_POINT, 1);
        }
        id
    });
    let people = people.collect();
    (shop, people)
}

fn make(shop: &Shop, members: &[i64]) -> i64 {
    let request = json!({ "request_id": shop.request_id(), "name": "", "members": members });
    shop.ok("make_family", request)["family"].as_i64().expect("an id")
}

fn change(shop: &Shop, command: &str, family: i64, customer: i64) -> Result<Value, String> {
    let request = json!({ "request_id": shop.request_id(), "family": family, "customer": customer });
    shop.call(command, request).map_err(|error| error.code)
}

/// The family's people, in the order in which they came; empty without one.
fn members(shop: &Shop, customer: i64) -> Vec<i64> {
    let page = shop.ok("read_family", json!({ "customer": customer }));
    let members = page["family"]["members"].as_array().cloned().unwrap_or_default();
    members.iter().map(|member| member["person"]["id"].as_i64().expect("an id")).collect()
}

fn pool(shop: &Shop, customer: i64) -> i64 {
    let page = shop.ok("read_family", json!({ "customer": customer }));
    page["family"]["points"].as_i64().unwrap_or(-1)
}

fn spending(shop: &Shop, customer: i64, points: i64) -> Value {
    let mut sale = shop.sale_request(Some(customer), 5_000_000, 0);
    sale["redeem_points"] = json!(points);
    sale["payments"] = json!([{ "kind": "cash", "amount_rial": 5_000_000 - points }]);
    sale
}

fn spend(shop: &Shop, customer: i64, points: i64) -> Result<Value, String> {
    shop.call("record_sale", spending(shop, customer, points)).map_err(|error| error.code)
}

fn balances(shop: &Shop, people: &[i64]) -> Vec<i64> {
    people.iter().map(|person| shop.balance_in_file(*person)).collect()
}

fn give_back(shop: &Shop, sale: &Value) -> Value {
    let what = json!({ "kind": "all" });
    let preview = shop.ok("preview_return", json!({ "sale": sale, "what": what }));
    let request = json!({ "request_id": shop.request_id(), "sale": sale, "what": what, "reason": "x", "refund": preview["refund"], "day": null });
    shop.ok("record_return", request);
    preview
}

fn undo(shop: &Shop, of: &str) -> Result<Value, String> {
    let request = json!({ "request_id": shop.request_id(), "of": of });
    shop.call("undo_change", request).map_err(|error| error.code)
}

#[track_caller]
fn adds_up(shop: &Shop) {
    let store = shop.app.shop();
    assert_eq!(store.store().read(points::audit).expect("the ledger is read"), [], "the ledger adds up");
}

#[test]
fn a_household_spends_what_its_members_have_and_a_return_goes_home() {
    let (shop, people) = shop(&[1_000, 2_000, 0]);
    make(&shop, &people);
    let [sara, arash, laleh] = people[..] else { unreachable!("three people") };
    assert_eq!(pool(&shop, laleh), 3_000, "who has nothing may spend what the others have");
    let card = shop.ok("counter_customer", json!({ "customer": laleh }));
    assert_eq!(
        (&card["points_balance"], &card["family"]["points"]),
        (&json!(0), &json!(3_000)),
        "at the counter"
    );
    let typed = json!({ "customer": laleh, "amount_text": "500000", "lines": [], "discount_text": "", "redeem_text": "2500" });
    let seen = shop.ok("preview_sale", typed);
    let taken = seen["family"]["taken"].as_array().expect("shares");
    let shares: Vec<_> =
        taken.iter().map(|share| (share["customer"].as_i64(), share["points"].as_i64())).collect();
    assert_eq!(shares, [(Some(sara), Some(1_000)), (Some(arash), Some(1_500))], "the oldest lots pay");
    assert_eq!(seen["family"]["points_after"], 500, "what is left for the next one");
    let sold = spend(&shop, laleh, 2_500).expect("the household has that many");
    assert_eq!(sold["points_redeemed"], 2_500, "the receipt tells all of it");
    assert_eq!(sold["family_points"].as_i64(), Some(pool(&shop, sara)), "and what is left");
    let earned = sold["points_earned"].as_i64().expect("points");
    assert_eq!(balances(&shop, &people), [0, 500, earned], "each ledger has its own part; the buyer earns");
    assert_eq!(spend(&shop, sara, pool(&shop, sara) + 10), Err("points_not_enough".to_owned()), "no more");
    let statement = shop.ok("points_statement", json!({ "customer": arash, "skip": 0, "limit": 1 }));
    let line = &statement["entries"][0];
    assert_eq!(
        (&line["kind"], &line["points"]),
        (&json!("redeem"), &json!(-1_500)),
        "told to whom it happened"
    );
    assert_eq!(line["bought_by"]["id"], laleh, "with whose purchase it was");
    let events = shop.ok(
        "customer_timeline",
        json!({ "customer": arash, "kinds": ["points", "edit"], "cursor": null, "limit": 9 }),
    );
    let events = events["events"].as_array().cloned().unwrap_or_default();
    let told = events.iter().find(|event| event["what"]["kind"] == "points").expect("on the timeline");
    assert_eq!(told["what"]["bought_by"], "لاله نیکنام", "with the name of who bought");
    let came = |event: &Value| event["what"]["op"] == "join_family";
    assert_eq!(events.iter().filter(|event| came(event)).count(), 1, "and when he came into the family");
    let hers = shop.ok(
        "customer_timeline",
        json!({ "customer": laleh, "kinds": ["points"], "cursor": null, "limit": 9 }),
    );
    assert_eq!(hers["events"], json!([]), "her own purchase tells its points itself");
    let own = shop.ok("points_statement", json!({ "customer": laleh, "skip": 0, "limit": 9 }));
    assert!(
        own["entries"].as_array().expect("lines").iter().all(|line| line["bought_by"].is_null()),
        "of oneself nothing"
    );
    let promised = give_back(&shop, &sold["sale"]);
    assert_eq!(promised["points"]["given_back"], 2_500, "all of it comes back");
    assert_eq!(
        promised["points"]["given_back_to_others"].as_array().map(Vec::len),
        Some(2),
        "to whom it was"
    );
    assert_eq!(balances(&shop, &people), [1_000, 2_000, 0], "a full return leaves everybody as before");
    adds_up(&shop);
}

#[test]
fn a_return_goes_to_who_paid_also_when_they_left() {
    let (shop, people) = shop(&[1_000, 2_000]);
    let family = make(&shop, &people);
    let sold = spend(&shop, people[0], 3_000).expect("all of it");
    let cancelled = spend(&shop, people[0], 10);
    assert!(cancelled.is_ok(), "from what the sale earned");
    change(&shop, "leave_family", family, people[1]).expect("goes");
    assert_eq!(members(&shop, people[0]), Vec::<i64>::new(), "one alone is no family");
    let request = json!({ "request_id": "no", "sale": cancelled.expect("sold")["sale"], "reason": "x" });
    shop.ok("cancel_sale", request);
    give_back(&shop, &sold["sale"]);
    assert_eq!(balances(&shop, &people), [1_000, 2_000], "each has their own again");
    adds_up(&shop);
}

#[test]
fn debts_and_holds_of_one_are_not_there_for_another() {
    let (shop, people) = shop(&[1_000, 2_000, 0]);
    let [sara, arash, laleh] = people[..] else { unreachable!("three people") };
    // Lâle earns 500, spends them, and returns what earned them.
    let earned = shop.sale(Some(laleh), 50_000, 0);
    let mut small = shop.sale_request(Some(laleh), 9_500, 0);
    small["redeem_points"] = json!(500);
    small["payments"] = json!([{ "kind": "cash", "amount_rial": 9_000 }]);
    shop.ok("record_sale", small);
    give_back(&shop, &earned["sale"]);
    assert_eq!(shop.balance_in_file(laleh), -500, "a debt");
    make(&shop, &people);
    assert_eq!(pool(&shop, sara), 2_500, "what one owes the others can not spend");
    assert_eq!(spend(&shop, arash, 2_600), Err("points_not_enough".to_owned()), "also not their own");
    let hold = |customer: i64, points: i64| json!({ "request_id": shop.request_id(), "suspended": null, "label": "", "customer": customer, "body": "{}", "total_rial": 0, "lines": 0, "redeem_points": points });
    let kept = shop.ok("suspend_sale", hold(sara, 2_000));
    assert_eq!(kept["held_points"], 2_000, "more than her own");
    assert_eq!(pool(&shop, arash), 500, "what one reserves is not there for another");
    assert_eq!(
        shop.refused("suspend_sale", hold(arash, 600)),
        "points_not_enough",
        "nor to be reserved again"
    );
    assert_eq!(spend(&shop, arash, 600), Err("points_not_enough".to_owned()), "nor to be spent");
    let mut resumed = spending(&shop, sara, 2_000);
    resumed["suspended"] = kept["id"].clone();
    let typed = json!({ "customer": arash, "amount_text": "500000", "lines": [], "discount_text": "", "redeem_text": "2500", "suspended": kept["id"] });
    assert_eq!(
        shop.ok("preview_sale", typed)["problems"],
        json!([]),
        "the same sale may be somebody else's by now"
    );
    shop.ok("record_sale", resumed);
    adds_up(&shop);
}

#[test]
fn rules_are_looked_at_for_the_household_as_a_whole() {
    let (shop, people) = shop(&[1_000, 2_000]);
    let mut program = shop.ok("read_club", json!({}))["program"].clone();
    program["redeem_minimum"] = json!(2_500);
    program["redeem_cap_percent"] = json!(50);
    shop.ok("save_program", json!({ "request_id": "minimum", "revision": 2, "program": program }));
    assert_eq!(spend(&shop, people[0], 2_500), Err("points_not_enough".to_owned()), "alone it is too few");
    make(&shop, &people);
    assert_eq!(
        spend(&shop, people[0], 2_000),
        Err("redeem_minimum".to_owned()),
        "the minimum is of the sale"
    );
    let fields = json!({ "name": "x", "benefit": { "kind": "gift", "title": "x" }, "points": 2_800, "stock": null, "from": null, "until": null, "tiers": [], "early_tiers": [], "early_hours": 0 });
    let reward = shop.ok(
        "save_reward",
        json!({ "request_id": "reward", "reward": null, "archived": false, "fields": fields }),
    )["reward"]
        .clone();
    let rewards = shop.ok("list_rewards", json!({ "customer": people[0], "archived": false }));
    assert_eq!(rewards["rewards"][0]["problem"], Value::Null, "a reward for all of them: {rewards}");
    let mut gift = shop.sale_request(Some(people[0]), 5_000, 0);
    gift["reward"] = reward;
    let sold = shop.ok("record_sale", gift);
    assert_eq!(balances(&shop, &people), [0, 200], "both paid for it");
    shop.ok("cancel_sale", json!({ "request_id": "no", "sale": sold["sale"], "reason": "x" }));
    assert_eq!(balances(&shop, &people), [1_000, 2_000], "and both have it back");
    let mut dear = shop.sale_request(Some(people[0]), 4_000, 0);
    dear["redeem_points"] = json!(2_500);
    dear["payments"] = json!([{ "kind": "cash", "amount_rial": 1_500 }]);
    assert_eq!(shop.refused("record_sale", dear), "redeem_over_total", "the cap is of the basket");
    adds_up(&shop);
}

#[test]
fn what_can_not_be_a_family_is_refused_and_changes_nothing() {
    let (shop, people) = shop(&[100, 100, 100, 100, 100]);
    let [a, b, c, d, e] = people[..] else { unreachable!("five people") };
    let family = make(&shop, &[a, b]);
    make(&shop, &[c, d]);
    let check = |wanted: &str, command: &str, request: Value, why: &str| {
        let mut request = request;
        request["request_id"] = json!(shop.request_id());
        assert_eq!(shop.refused(command, request), wanted, "{why}");
        assert_eq!(
            (members(&shop, a), members(&shop, c)),
            (vec![a, b], vec![c, d]),
            "nothing changed: {why}"
        );
        assert_eq!(members(&shop, e), Vec::<i64>::new(), "nor for her: {why}");
    };
    let new = |members: &[i64]| json!({ "name": "", "members": members });
    let of = |family: i64, customer: i64| json!({ "family": family, "customer": customer });
    check("family_of_one", "make_family", new(&[e]), "one person");
    check("family_of_one", "make_family", new(&[]), "nobody");
    check("family_twice", "make_family", new(&[e, e]), "oneself twice");
    check("family_taken", "make_family", new(&[e, a]), "somebody of another family");
    check("family_twice", "add_to_family", of(family, a), "who is in already");
    check("family_taken", "add_to_family", of(family, c), "who is in another one");
    check("family_over", "add_to_family", of(family + 9, e), "a family that is not there");
    check("family_over", "leave_family", of(family, e), "who is not in it");
    check("not_found", "add_to_family", of(family, 12_345), "who is not there");
    let long = "خ\u{202e}ا\u{2067}".repeat(50);
    check(
        "text_too_long",
        "rename_family",
        json!({ "family": family, "name": long }),
        "200 letters with bidi marks",
    );
    check(
        "text_too_long",
        "make_family",
        json!({ "name": "x".repeat(61), "members": [e, 1] }),
        "a long name",
    );
    check("name_empty", "rename_family", json!({ "family": family, "name": " \u{200f} " }), "no name");
    check("bad_request", "make_family", json!({ "name": 5, "members": "x" }), "of another shape");
    let thirteen: Vec<i64> = (0..13).map(|n| shop.customer("مهمان", &format!("شمارهٔ {n}"), "")).collect();
    check("family_full", "make_family", new(&thirteen), "thirteen people");
    let full = make(&shop, &thirteen[..12]);
    check("family_full", "add_to_family", of(full, e), "a thirteenth");
    let gone = shop.customer("سارا", "نیک نام", "");
    shop.ok("merge_customers", json!({ "request_id": "merge", "kept": e, "gone": gone, "from_gone": [] }));
    check("not_found", "add_to_family", of(family, gone), "a record that was merged away");
    check("not_found", "make_family", new(&[e, gone]), "with itself");
    let name = json!({ "family": family, "name": "\u{202b}خانوادهٔ\u{202c}  نیکنام " });
    let mut named = name;
    named["request_id"] = json!("name");
    shop.ok("rename_family", named);
    let page = shop.ok("read_family", json!({ "customer": a }));
    assert!(!page["family"]["name"].as_str().unwrap_or_default().contains('\u{202b}'), "marks are not kept");
    assert_eq!(page["last_name"], "نیکنام", "what a new one would be called");
}

#[test]
fn a_repeat_is_a_no_op_and_each_change_goes_back() {
    let (shop, people) = shop(&[100, 100, 100]);
    let [a, b, c] = people[..] else { unreachable!("three people") };
    let request = json!({ "request_id": "make", "name": "", "members": [a, b] });
    let family = shop.ok("make_family", request.clone())["family"].as_i64().expect("an id");
    assert_eq!(shop.ok("make_family", request)["repeated"], true, "the same intent");
    let page = shop.ok("read_family", json!({ "customer": a }));
    assert_eq!(page["family"]["name"], "نیکنام", "called after the first");
    let of = |id: &str, customer: i64| json!({ "request_id": id, "family": family, "customer": customer });
    shop.ok("add_to_family", of("add", c));
    assert_eq!(members(&shop, a), [a, b, c], "came in");
    undo(&shop, "add").expect("goes back");
    assert_eq!(members(&shop, a), [a, b], "left");
    shop.ok("add_to_family", of("add again", c));
    shop.ok("leave_family", of("leave", b));
    assert_eq!(members(&shop, a), [a, c], "left");
    undo(&shop, "leave").expect("goes back");
    assert_eq!(members(&shop, a), [a, c, b], "is in again");
    shop.ok("rename_family", json!({ "request_id": "name", "family": family, "name": "خانهٔ ما" }));
    undo(&shop, "name").expect("goes back");
    assert_eq!(shop.ok("read_family", json!({ "customer": a }))["family"]["name"], "نیکنام", "the old name");
    shop.ok("dissolve_family", json!({ "request_id": "over", "family": family }));
    assert_eq!(members(&shop, a), Vec::<i64>::new(), "over");
    undo(&shop, "over").expect("goes back");
    assert_eq!(members(&shop, a), [a, c, b], "the same people");
    let page = shop.ok("read_family", json!({ "customer": a }));
    assert_eq!(page["family"]["name"], "نیکنام", "under the same name");
    let family = page["family"]["family"].as_i64().expect("an id");
    change(&shop, "leave_family", family, b).expect("goes");
    shop.ok("leave_family", json!({ "request_id": "last", "family": family, "customer": c }));
    assert_eq!(members(&shop, a), Vec::<i64>::new(), "one alone is none");
    undo(&shop, "last").expect("goes back");
    assert_eq!(members(&shop, a), [a, c], "both");
    let family =
        shop.ok("read_family", json!({ "customer": a }))["family"]["family"].as_i64().expect("an id");
    shop.ok("dissolve_family", json!({ "request_id": "over again", "family": family }));
    make(&shop, &[a, b]);
    assert_eq!(undo(&shop, "over again"), Err("family_taken".to_owned()), "not over a later family");
    let journal = shop.app.shop().store().read(|reader| bazgasht_store::journal::page(reader, None, 100));
    let text = format!("{:?}", journal.expect("the journal is read"));
    assert!(text.contains("make_family") && !text.contains("نیکنام"), "in the journal, without a name");
}

#[test]
fn merges_keep_the_household_and_give_it_back() {
    let merge = |shop: &Shop, kept: i64, gone: i64| {
        let request = json!({ "request_id": shop.request_id(), "kept": kept, "gone": gone, "from_gone": [] });
        shop.ok("merge_customers", request)["merge"].clone()
    };
    let part = |shop: &Shop, merge: Value| {
        shop.ok("undo_merge", json!({ "request_id": shop.request_id(), "merge": merge }));
    };
    let set = |shop: &Shop, people: &[i64]| -> Vec<Vec<i64>> {
        people
            .iter()
            .map(|person| {
                let mut all = members(shop, *person);
                all.sort_unstable();
                all
            })
            .collect()
    };
    let (shop, people) = shop(&[100, 200, 400, 800, 1_600]);
    let [a, b, c, d, e] = people[..] else { unreachable!("five people") };
    make(&shop, &[a, b, c]);
    let before = set(&shop, &people);
    let two = merge(&shop, a, b);
    assert_eq!(members(&shop, a), [a, c], "two of the family are one now");
    assert_eq!(pool(&shop, c), 700, "with the points of all three");
    part(&shop, two);
    assert_eq!(set(&shop, &people), before, "three again");
    let outsider = merge(&shop, d, c);
    assert_eq!(members(&shop, d), [a, b, d], "the record that goes on takes the place");
    part(&shop, outsider);
    assert_eq!(set(&shop, &people), before, "and gives it back");
    make(&shop, &[d, e]);
    let before = set(&shop, &people);
    let both = merge(&shop, d, a);
    assert_eq!((members(&shop, d), members(&shop, b)), (vec![d, e], vec![b, c]), "its own family stays");
    part(&shop, both);
    assert_eq!(set(&shop, &people), before, "as before");
    let alone = merge(&shop, a, d);
    assert_eq!(members(&shop, e), Vec::<i64>::new(), "who is left alone is in none");
    let family =
        shop.ok("read_family", json!({ "customer": a }))["family"]["family"].as_i64().expect("an id");
    change(&shop, "add_to_family", family, e).expect("comes in");
    part(&shop, alone);
    assert_eq!(members(&shop, d), Vec::<i64>::new(), "nobody is left there");
    assert_eq!(members(&shop, e).len(), 4, "who is in another family meanwhile stays in it");
    change(&shop, "leave_family", family, e).expect("goes");
    let sent = merge(&shop, e, c);
    change(&shop, "leave_family", family, e).expect("is sent away");
    part(&shop, sent);
    assert_eq!(members(&shop, c), Vec::<i64>::new(), "who was sent away under the other name stays away");
    // A sale of the household before a merge is returned after it: the points are with the record that goes on.
    let sold = spend(&shop, a, 250).expect("spent together");
    let again = merge(&shop, e, b);
    give_back(&shop, &sold["sale"]);
    assert_eq!(shop.balance_in_file(e), 1_800, "hers and what came with the merge");
    part(&shop, again);
    assert_eq!(balances(&shop, &[a, b, c, d, e]), [100, 200, 400, 800, 1_600], "everybody has their own");
    adds_up(&shop);
}

#[test]
fn an_erased_person_is_in_no_family_and_leaves_no_name() {
    let (shop, people) = shop(&[100, 200]);
    let family = make(&shop, &people);
    let folder = tempfile::tempdir().expect("a folder");
    let files = bazgasht_app::export_person(&shop.app, CustomerId::new(people[0]), folder.path());
    let told = std::fs::read_to_string(folder.path().join(&files.expect("files")[0])).expect("a file");
    let told: Value = serde_json::from_str(&told).expect("data");
    assert_eq!(told["families"][0]["name"], "نیکنام", "handed out: the family");
    assert_eq!(told["families"][0]["people"], 2, "how many they are, and no other names");
    shop.ok("dissolve_family", json!({ "request_id": "over", "family": family }));
    undo(&shop, "over").expect("goes back");
    let request = json!({ "request_id": "erase", "customer": people[0], "typed_name": "سارا نیکنام" });
    shop.ok("erase_customer", request);
    assert_eq!(members(&shop, people[1]), Vec::<i64>::new(), "the other one is alone");
    assert_eq!(
        undo(&shop, "over").map(|done| done["repeated"].clone()),
        Err("not_found".to_owned()),
        "and nothing brings it back"
    );
    let bytes = std::fs::read(shop.app.folder().join("bazgasht.db")).expect("the file");
    let name = "سارا نیکنام".as_bytes();
    assert!(!bytes.windows(name.len()).any(|part| part == name), "the name is in no byte of the file");
    adds_up(&shop);
}

#[test]
fn who_shares_a_mobile_is_suggested_and_each_role_may_what_it_may() {
    let (shop, people) = shop(&[100, 200]);
    let mobile = "09121726548";
    let with = |first: &str| {
        let fields = json!({ "first_name": first, "last_name": "پارسا", "mobile": mobile });
        let saved = shop.ok(
            "create_customer",
            json!({ "request_id": shop.request_id(), "fields": fields, "shared_mobile_ok": true }),
        );
        saved["id"].as_i64().expect("an id")
    };
    let (mother, child) = (with("مینا"), with("کیان"));
    let page = shop.ok("read_family", json!({ "customer": mother }));
    assert_eq!(page["suggested"][0]["id"], child, "on the same mobile");
    let request = |id: &str| json!({ "request_id": id, "name": "", "members": [mother, child] });
    let as_role = |role, id: &str| dispatch(&shop.app, &Session::of(None, role), "make_family", request(id));
    use bazgasht_app::api::types::Role;
    assert!(as_role(Role::Cashier, "cashier").is_ok(), "at the counter");
    let family = members(&shop, mother);
    assert_eq!(family, [mother, child], "made");
    let page = shop.ok("read_family", json!({ "customer": mother }));
    assert_eq!(page["suggested"], json!([]), "nobody is left to suggest");
    let sale = spending(&shop, mother, 10);
    let care = Session::of(None, Role::Care);
    let refused = dispatch(&shop.app, &care, "record_sale", sale).expect_err("spending is the counter's");
    assert_eq!(refused.code, "forbidden", "who may make families may not spend");
    let boss = Approver { staff: bazgasht_domain::ids::StaffId::new(1), role: Role::Owner };
    assert!(care.may(bazgasht_app::api::Permission::WriteCustomers), "care may");
    assert!(
        Session { approver: Some(boss), ..care }.may(bazgasht_app::api::Permission::RecordSales),
        "with an owner"
    );
    assert_eq!(people.len(), 2, "others are not touched");
}
