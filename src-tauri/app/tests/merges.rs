//! Two records of one person made one and two again: nothing is lost, nothing is made, and the way back gives each record
//! what was its own. Random histories say so, and rows for what can come in between.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::{CustomerId, PointsEntryId};
use bazgasht_domain::points::Points;
use bazgasht_store::points::{Cause, Effect, EntryKind, NewEntry};
use bazgasht_store::{StoreError, customers, facts, points, sales};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::Shop;

/// Everything of a record that a merge touches, as text: fields, numbers, answers, sales, open lots, debt, totals.
fn dump(shop: &Shop, customer: i64) -> String {
    let id = CustomerId::new(customer);
    let seen = shop.app.shop().store().read(|reader| -> Result<_, StoreError> {
        let found = customers::get(reader, id)?.expect("a record");
        let lots = points::open_lots(reader, id)?;
        let debt: i64 = points::debts(reader, id)?.iter().map(|(_, owed)| owed.get()).sum();
        let sold: Vec<_> =
            sales::of_customer(reader, id, 1_000, 0)?.into_iter().map(|sale| (sale.id, sale.total)).collect();
        Ok(format!("{:?} {:?} {:?} {lots:?} {debt} {sold:?}", found.profile, found.consents, found.totals))
    });
    seen.expect("the store reads")
}

fn sums(shop: &Shop, people: &[i64]) -> (i64, i64, i64) {
    let read = shop.app.shop().store().read(|reader| -> Result<_, StoreError> {
        assert_eq!(points::audit(reader)?, [], "the ledger adds up");
        let mut sums = (0, 0, 0);
        for id in people {
            let totals = customers::get(reader, CustomerId::new(*id))?.expect("a record").totals;
            sums = (sums.0 + totals.points.get(), sums.1 + totals.net.get(), sums.2 + totals.orders_count);
        }
        Ok(sums)
    });
    read.expect("the store reads")
}

/// The numbers in memory are what the file says.
fn check_numbers(shop: &Shop, people: &[i64]) {
    for id in people {
        let mut stored = Vec::new();
        let read = shop.app.shop().store().read(|reader| {
            facts::purchases(reader, |bought| {
                if bought.customer == CustomerId::new(*id) {
                    stored.push((bought.day.get(), bought.net.get()));
                }
            })
        });
        read.expect("the store reads");
        stored.sort_unstable();
        let Ok(seen) = shop.call("customer_file", json!({ "customer": id })) else { continue };
        let dots = seen["purchases"].as_array().expect("dots");
        let mut counted: Vec<(i32, i64)> = dots
            .iter()
            .map(|dot| {
                (
                    dot["day"]["day"].as_i64().expect("a day") as i32,
                    dot["net_rial"].as_i64().expect("an amount"),
                )
            })
            .collect();
        counted.sort_unstable();
        stored.truncate(40);
        assert_eq!(counted, stored, "the columns know the orders of {id}");
    }
}

fn merge(shop: &Shop, kept: i64, gone: i64, from_gone: Value) -> Value {
    let request =
        json!({ "request_id": shop.request_id(), "kept": kept, "gone": gone, "from_gone": from_gone });
    shop.ok("merge_customers", request)["merge"].clone()
}

fn undo(shop: &Shop, merge: &Value) -> Result<(), String> {
    let request = json!({ "request_id": shop.request_id(), "merge": merge });
    shop.call("undo_merge", request)
        .map(|_| ())
        .map_err(|error| if error.detail.is_empty() { error.code } else { error.to_string() })
}

fn redeem(shop: &Shop, customer: i64, points: i64) -> Value {
    let mut sale = shop.sale_request(Some(customer), 5_000_000, 0);
    sale["redeem_points"] = json!(points);
    sale["payments"] = json!([{ "kind": "cash", "amount_rial": 5_000_000 - points }]);
    shop.ok("record_sale", sale)
}

/// Points that end, written as the ledger's own operations would.
fn give(shop: &Shop, customer: i64, many: i64, ends: Option<i32>, nth: i64) -> PointsEntryId {
    let (id, at, day) = (CustomerId::new(customer), shop.app.now(), shop.today());
    let entry = NewEntry {
        customer: id,
        kind: EntryKind::Opening,
        points: Points::new(many),
        day,
        at,
        cause: Cause { source_kind: "test".into(), source_id: nth, rule: customer.to_string() },
        actor: None,
        note: None,
    };
    let effect = Effect::Open { expires: ends.map(|days| day.plus_days(days)), available_from: None };
    shop.app
        .shop()
        .store()
        .write(|tx| -> Result<_, StoreError> { Ok(points::post(tx, &entry, effect)?.id()) })
        .expect("points")
}

fn take(shop: &Shop, customer: i64, kind: EntryKind, from: &[(PointsEntryId, i64)], debt: i64, nth: i64) {
    let many: i64 = from.iter().map(|(_, points)| points).sum::<i64>() + debt;
    let entry = NewEntry {
        customer: CustomerId::new(customer),
        kind,
        points: Points::new(-many),
        day: shop.today(),
        at: shop.app.now(),
        cause: Cause { source_kind: "test".into(), source_id: nth, rule: "take".into() },
        actor: None,
        note: None,
    };
    let from: Vec<_> = from.iter().map(|(lot, points)| (*lot, Points::new(*points))).collect();
    let effect = Effect::Take { from: &from, debt: Points::new(debt) };
    shop.app
        .shop()
        .store()
        .write(|tx| -> Result<_, StoreError> { Ok(points::post(tx, &entry, effect)?.id()) })
        .expect("points taken");
}

fn lots(shop: &Shop, customer: i64) -> Vec<(PointsEntryId, i64, Option<ShopDay>)> {
    let read = shop.app.shop().store().read(|reader| points::open_lots(reader, CustomerId::new(customer)));
    read.expect("lots").into_iter().map(|lot| (lot.entry, lot.open.get(), lot.expires)).collect()
}

fn two() -> (Shop, i64, i64) {
    let shop = Shop::started();
    // Waits for the numbers, so that what follows reaches them as effects.
    shop.ok("list_customers", json!({ "text": "", "filter": "all", "custom": [], "columns": [], "sort": "newest", "descending": true, "offset": 0, "limit": 1 }));
    let create = |fields: Value| {
        let request = json!({ "request_id": shop.request_id(), "fields": fields, "shared_mobile_ok": true });
        shop.ok("create_customer", request)["id"].as_i64().expect("an id")
    };
    let kept = create(
        json!({ "first_name": "سید علی", "last_name": "موسوی", "mobile": "09121234567", "city": "تهران", "tags": ["عمده"], "consents": [{ "channel": "sms", "granted": true, "origin": "form" }] }),
    );
    shop.set_now(support::NOON + 60_000);
    let gone = create(
        json!({ "first_name": "علی", "last_name": "موسوی", "mobile": "09121234567", "phones": [{ "number": "09350001111", "label": "همسر" }], "city": "قم", "card_no": "7001", "tags": ["همکار"], "note": "دیر می‌آید", "consents": [{ "channel": "sms", "granted": false, "origin": "call" }] }),
    );
    shop.sale(Some(kept), 3_000_000, 20);
    shop.sale(Some(gone), 7_000_000, 9);
    shop.sale(Some(gone), 2_000_000, 2);
    (shop, kept, gone)
}

#[test]
fn a_merge_keeps_everything_and_its_undo_gives_everything_back() {
    let (shop, kept, gone) = two();
    let people = [kept, gone];
    let (before, sums_before) = ((dump(&shop, kept), dump(&shop, gone)), sums(&shop, &people));
    let made = merge(&shop, kept, gone, json!(["city"]));
    assert_eq!(sums(&shop, &people), sums_before, "points, net and orders of both are all there");
    let seen = shop.ok("customer_file", json!({ "customer": kept }));
    let fields = &seen["fields"];
    assert_eq!(
        (&fields["first_name"], &fields["city"], &fields["card_no"]),
        (&json!("سید علی"), &json!("قم"), &json!("7001")),
        "own name, chosen city, the card that was missing"
    );
    assert_eq!(fields["phones"][0]["number"], "09350001111", "the numbers of both");
    assert_eq!(fields["tags"], json!(["عمده", "همکار"]), "the tags of both");
    assert_eq!(seen["more"]["consents"][0]["granted"], false, "the later answer counts");
    assert_eq!(seen["card"]["orders"], 3, "the orders of both");
    check_numbers(&shop, &people);
    let hits = |text: &str| {
        shop.ok("find_people", json!({ "text": text, "limit": 9 }))["hits"]
            .as_array()
            .expect("hits")
            .iter()
            .filter_map(|hit| hit["id"].as_i64())
            .collect::<Vec<_>>()
    };
    assert_eq!(hits("موسوی"), [kept], "one is found");
    assert_eq!(hits("7001"), [kept], "by the card of the other too");
    assert_eq!(undo(&shop, &made), Ok(()), "taken back");
    assert_eq!((dump(&shop, kept), dump(&shop, gone)), before, "each as before");
    assert_eq!(sums(&shop, &people), sums_before, "and the sums");
    check_numbers(&shop, &people);
    assert_eq!(hits("موسوی").len(), 2, "both are found");
    assert_eq!(undo(&shop, &made), Err("not_found".into()), "once");
    let again = merge(&shop, gone, kept, json!([]));
    assert_eq!(undo(&shop, &again), Ok(()), "the other way round, and back");
    assert_eq!((dump(&shop, kept), dump(&shop, gone)), before, "again as before");
}

#[test]
fn what_came_in_between_stays_where_it_belongs() {
    let (shop, kept, gone) = two();
    let balances = (shop.balance(kept), shop.balance(gone));
    assert_eq!(balances, (30_000, 90_000), "earned before");
    let made = merge(&shop, kept, gone, json!([]));
    assert_eq!(shop.balance(kept), 120_000, "all of it");
    redeem(&shop, kept, 100_000);
    shop.ok("edit_customer", json!({ "request_id": shop.request_id(), "customer": kept, "patch": { "city": "رشت" }, "shared_mobile_ok": true }));
    let spent_sums = sums(&shop, &[kept, gone]);
    assert_eq!(undo(&shop, &made), Ok(()), "taken back after the points were spent");
    assert_eq!(sums(&shop, &[kept, gone]), spent_sums, "no point made or lost");
    assert_eq!(shop.balance(gone), 90_000, "the other record has its points again");
    assert_eq!(shop.balance(kept), 30_000 - 100_000 + 40_000, "the one that spent them owes them");
    let seen = shop.ok("customer_file", json!({ "customer": kept }));
    assert_eq!(seen["fields"]["city"], "رشت", "an edit since is kept");
    assert_eq!(seen["fields"]["card_no"], "", "what the merge brought is gone");
    assert_eq!(seen["card"]["orders"], 2, "the sale since stays with the kept record");
    check_numbers(&shop, &[kept, gone]);
}

#[test]
fn a_sale_that_went_over_can_be_taken_back_and_its_points_find_their_way() {
    let (shop, kept, gone) = two();
    let plain = shop.sale(Some(gone), 4_000_000, 0);
    let paid = redeem(&shop, gone, 60_000);
    let own = shop.balance(gone);
    let made = merge(&shop, kept, gone, json!([]));
    let cancel = |sale: &Value| {
        let before = sums(&shop, &[kept, gone]);
        shop.ok(
            "cancel_sale",
            json!({ "request_id": shop.request_id(), "sale": sale["sale"], "reason": "" }),
        );
        let after = sums(&shop, &[kept, gone]);
        assert_eq!(shop.balance(kept), after.0, "everything is with the record that stays");
        (before.0 - after.0, before.1 - after.1)
    };
    assert_eq!(cancel(&plain), (40_000, 4_000_000), "what it earned and what it brought");
    let (points, _) = cancel(&paid);
    let earned = paid["points_earned"].as_i64().expect("points");
    assert_eq!(points, earned - 60_000, "what was spent came back, what was earned went");
    check_numbers(&shop, &[kept, gone]);
    undo(&shop, &made).expect("apart again");
    assert_eq!(
        shop.balance(gone),
        own - 40_000 - earned + 60_000,
        "all of it was the history of the one who went"
    );
    assert_eq!(shop.balance(kept), 30_000, "and nothing of the one who stayed");
}

#[test]
fn goods_of_before_a_merge_can_be_returned_after_it() {
    let (shop, kept, gone) = two();
    let mut sale = shop.sale_request(Some(gone), 6_000_000, 0);
    sale["lines"] = json!([{ "product": null, "title": "ماگ", "quantity": 3, "unit_price_rial": 2_000_000 }]);
    let sale = shop.ok("record_sale", sale);
    let made = merge(&shop, kept, gone, json!([]));
    let before = sums(&shop, &[kept, gone]);
    let back = json!({ "request_id": shop.request_id(), "sale": sale["sale"], "what": { "kind": "all" }, "reason": "شکسته بود", "refund": [{ "kind": "card", "amount_rial": 6_000_000 }], "day": null });
    shop.ok("record_return", back);
    let after = sums(&shop, &[kept, gone]);
    assert_eq!(
        (before.0 - after.0, before.1 - after.1),
        (60_000, 6_000_000),
        "its points and its money went"
    );
    assert_eq!(shop.balance(kept), after.0, "from the record that has the others");
    undo(&shop, &made).expect("apart again");
    assert_eq!(
        (shop.balance(kept), shop.balance(gone)),
        (30_000, 90_000),
        "each as if it had not been bought"
    );
    check_numbers(&shop, &[kept, gone]);
}

#[test]
fn points_that_ended_meanwhile_are_nobodys() {
    let (shop, kept, gone) = two();
    give(&shop, gone, 5_000, Some(10), 1);
    let made = merge(&shop, kept, gone, json!([]));
    let ending = lots(&shop, kept).into_iter().find(|lot| lot.2.is_some()).expect("the lot that ends");
    assert_eq!(ending.2, Some(shop.today().plus_days(10)), "its last day came with it");
    take(&shop, kept, EntryKind::Expire, &[(ending.0, 5_000)], 0, 2);
    undo(&shop, &made).expect("taken back");
    assert_eq!((shop.balance(kept), shop.balance(gone)), (30_000, 90_000), "they ended for whom they were");
}

#[test]
fn a_debt_goes_over_and_home_again() {
    let (shop, kept, gone) = two();
    let own: Vec<_> = lots(&shop, gone).into_iter().map(|lot| (lot.0, lot.1)).collect();
    take(&shop, gone, EntryKind::Adjust, &own, 25_000, 1);
    assert_eq!(shop.balance(gone), -25_000, "in debt");
    let before = (dump(&shop, kept), dump(&shop, gone));
    let made = merge(&shop, kept, gone, json!([]));
    assert_eq!((shop.balance(kept), sums(&shop, &[gone]).0), (5_000, 0), "the debt went over");
    undo(&shop, &made).expect("taken back");
    assert_eq!((dump(&shop, kept), dump(&shop, gone)), before, "and home again");
}

#[test]
fn what_cannot_be_is_refused() {
    let (shop, kept, gone) = two();
    let third = shop.customer("رضا", "کاظمی", "09121110009");
    let refused = |kept: i64, gone: i64| {
        shop.refused(
            "merge_customers",
            json!({ "request_id": shop.request_id(), "kept": kept, "gone": gone, "from_gone": [] }),
        )
    };
    assert_eq!(refused(kept, kept), "merge_self", "one record");
    assert_eq!(refused(kept, 12_345), "not_found", "nobody");
    let first = merge(&shop, kept, gone, json!([]));
    assert_eq!(refused(kept, gone), "not_found", "merged away already");
    assert_eq!(refused(gone, third), "not_found", "nothing goes into a record that is gone");
    let second = merge(&shop, third, kept, json!([]));
    assert_eq!(undo(&shop, &first), Err("merge_undo_order".into()), "the later one first");
    assert_eq!(
        shop.ok("customer_file", json!({ "customer": gone }))["more"]["merged_into"]["id"],
        third,
        "points at the living one"
    );
    assert_eq!((undo(&shop, &second), undo(&shop, &first)), (Ok(()), Ok(())), "in turn");
    let made = merge(&shop, kept, gone, json!([]));
    shop.ok(
        "erase_customer",
        json!({ "request_id": shop.request_id(), "customer": kept, "typed_name": "سید علی موسوی" }),
    );
    assert_eq!(undo(&shop, &made), Err("merge_erased".into()), "erased for good");
}

#[test]
fn the_look_over_everybody_finds_pairs_and_remembers_who_is_two_people() {
    let (shop, kept, gone) = two();
    let mother = shop.customer("زهرا", "کاظمی", "09129990000");
    let family = json!({ "request_id": shop.request_id(), "fields": { "first_name": "حسن", "last_name": "کاظمی", "mobile": "09129990000" }, "shared_mobile_ok": true });
    shop.ok("create_customer", family);
    let look = || {
        let job = shop.ok("scan_duplicates", json!({ "request_id": shop.request_id() }))["job"].clone();
        for _ in 0..500 {
            let state = shop.ok("job_status", json!({ "job": job }))["state"].clone();
            if state["state"] != "running" {
                return state;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("the look did not end");
    };
    assert_eq!(
        look(),
        json!({ "state": "duplicates_found", "pairs": 1 }),
        "the two, and not the family of {mother}"
    );
    let list = || shop.ok("list_duplicates", json!({ "offset": 0, "limit": 10 }));
    let pair = list()["pairs"][0].clone();
    assert_eq!((pair["a"]["id"].clone(), pair["b"]["id"].clone()), (json!(kept), json!(gone)), "the pair");
    assert!(pair["reasons"].as_array().expect("reasons").contains(&json!("mobile")), "with its reason");
    let of = shop.request_id();
    shop.ok("set_not_same", json!({ "request_id": of, "a": gone, "b": kept, "not_same": true }));
    assert_eq!(list()["total"], 0, "two people");
    assert_eq!(look()["pairs"], 0, "remembered");
    shop.ok("undo_change", json!({ "request_id": shop.request_id(), "of": of }));
    assert_eq!(look()["pairs"], 1, "or not");
    merge(&shop, kept, gone, json!([]));
    assert_eq!(
        (list()["total"].clone(), list()["merges"][0]["can_undo"].clone()),
        (json!(0), json!(true)),
        "done, and can be taken back"
    );
    assert_eq!(mother, mother, "the mother is nobody's duplicate");
}

/// One step of a history: who, and what.
#[derive(Debug, Clone)]
enum Step {
    Sale(bool, i64),
    Points(bool, i64, Option<i32>),
    Redeem(bool, i64),
    Note(bool),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (any::<bool>(), 0..9_i64).prop_map(|(who, millions)| Step::Sale(who, millions * 1_000_000)),
        (any::<bool>(), 1..5_000_i64, proptest::option::of(1..300_i32))
            .prop_map(|(who, many, ends)| Step::Points(who, many, ends)),
        (any::<bool>(), 1..100_i64).prop_map(|(who, tenths)| Step::Redeem(who, tenths)),
        any::<bool>().prop_map(Step::Note),
    ]
}

fn run(shop: &Shop, people: [i64; 2], steps: &[Step], from: i64) {
    for (step, nth) in steps.iter().zip(from..) {
        match step {
            Step::Sale(who, amount) => {
                drop(shop.sale(Some(people[usize::from(*who)]), *amount, (nth % 40) as i32))
            }
            Step::Points(who, many, ends) => drop(give(shop, people[usize::from(*who)], *many, *ends, nth)),
            Step::Redeem(who, tenths) => {
                let customer = people[usize::from(*who)];
                let points = (shop.balance(customer) * tenths / 100) / 10 * 10;
                if points > 0 {
                    redeem(shop, customer, points.min(5_000_000));
                }
            }
            Step::Note(who) => {
                let customer = people[usize::from(*who)];
                shop.ok("add_note", json!({ "request_id": shop.request_id(), "customer": customer, "text": format!("{nth}") }));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn merged_and_taken_back_is_as_before(history in proptest::collection::vec(step(), 0..14), since in proptest::collection::vec(step(), 0..6)) {
        let (shop, kept, gone) = two();
        let people = [kept, gone];
        run(&shop, people, &history, 100);
        let (before, sums_before) = ((dump(&shop, kept), dump(&shop, gone)), sums(&shop, &people));
        let made = merge(&shop, kept, gone, json!([]));
        prop_assert_eq!(sums(&shop, &people), sums_before);
        check_numbers(&shop, &[kept]);
        undo(&shop, &made).expect("taken back");
        prop_assert_eq!((dump(&shop, kept), dump(&shop, gone)), before);
        check_numbers(&shop, &people);
        // Once more, with a life in between: sums stay, and the record that went has its own points again.
        let own = shop.balance(gone);
        let made = merge(&shop, kept, gone, json!([]));
        run(&shop, [kept, kept], &since, 1_000);
        let lived = sums(&shop, &people);
        undo(&shop, &made).expect("taken back later");
        prop_assert_eq!(sums(&shop, &people), lived);
        prop_assert_eq!(shop.balance(gone), own);
        check_numbers(&shop, &people);
    }
}

#[test]
fn a_record_that_was_merged_away_buys_and_earns_nothing_more() {
    let shop = Shop::in_memory();
    let (kept, gone) = (shop.customer("سارا", "نیکنام", ""), shop.customer("سارا", "نیک نام", ""));
    merge(&shop, kept, gone, json!([]));
    let check = |command: &str, request: Value, why: &str| {
        assert_eq!(shop.refused(command, request), "not_found", "{command}: {why}");
        assert_eq!(sums(&shop, &[kept, gone]), (0, 0, 0), "{command}: and nothing was written");
    };
    check("record_sale", shop.sale_request(Some(gone), 1_000_000, 0), "its sales are the other's");
    let points = json!({ "request_id": shop.request_id(), "customer": gone, "points": 10, "reason": "x" });
    check("adjust_points", points, "its points are the other's");
    let aside = json!({ "request_id": shop.request_id(), "suspended": null, "label": "", "customer": gone, "body": "{}", "total_rial": 0, "lines": 0, "redeem_points": 0 });
    check("suspend_sale", aside, "nothing waits for it");
    let sent = json!({ "request_id": shop.request_id(), "customer": gone, "referrer": kept });
    check("set_referrer", sent, "nobody sent it");
    let sent = json!({ "request_id": shop.request_id(), "customer": kept, "referrer": gone });
    check("set_referrer", sent, "and it sent nobody");
}
