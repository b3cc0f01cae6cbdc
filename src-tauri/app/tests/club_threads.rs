//! Two counters' worth of hands on one ledger: sales, redemptions, returns, retries and adjustments at once, through the
//! dispatcher, while records are merged and parted. Nobody's balance is ever below zero, nothing is given or taken twice,
//! stock and uses never go over. A counter that looks at the balance first and writes later is caught by the same look.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use bazgasht_app::{AppError, Session, dispatch};
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::loyalty::{allocate, open_points};
use bazgasht_domain::points::Points;
use bazgasht_store::points::{self, Cause, Effect, EntryKind, NewEntry};
use bazgasht_store::{StoreError, Tx};
use serde_json::{Value, json};
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use support::Shop;

const THREADS: i64 = 8;
const ROUNDS: i64 = 40;
const STOCK: i64 = 5;

fn call(shop: &Shop, command: &str, request: Value) -> Result<Value, AppError> {
    dispatch(&shop.app, &Session::OWNER, command, request)
}

fn sale(id: String, person: i64, rial: i64, redeem: i64) -> Value {
    json!({
        "request_id": id, "customer": person, "amount_rial": rial, "lines": [], "discount_rial": 0,
        "redeem_points": redeem, "payments": [{ "kind": "card", "amount_rial": rial - redeem }], "day": null, "note": "",
    })
}

#[test]
fn many_hands_never_spend_a_point_twice() {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    shop.sale(Some(person), 10_000_000, 0);
    let fields = json!({ "name": "لیوان", "benefit": { "kind": "gift", "title": "لیوان" }, "points": 1_000, "stock": STOCK, "from": null, "until": null, "tiers": [], "early_tiers": [], "early_hours": 0 });
    let cup = shop.ok(
        "save_reward",
        json!({ "request_id": "cup", "reward": null, "fields": fields, "archived": false }),
    )["reward"]
        .clone();
    let fields = json!({ "name": "یلدا", "benefit": { "kind": "free_delivery" }, "minimum_rial": 0, "max_uses": STOCK, "max_uses_per_customer": null, "from": null, "until": null, "products": [], "categories": [], "tiers": [] });
    let code = shop.ok("save_coupon", json!({ "request_id": "code", "coupon": null, "code": "YALDA", "customer": null, "fields": fields, "archived": false }))["code"].clone();
    let (redeemed, cups, coupons) = (AtomicI64::new(0), AtomicI64::new(0), AtomicI64::new(0));
    let below_zero = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (shop, cup, code) = (&shop, &cup, &code);
            let (redeemed, cups, coupons, below_zero) = (&redeemed, &cups, &coupons, &below_zero);
            scope.spawn(move || {
                for round in 0..ROUNDS {
                    let id = |what: &str| format!("{what}-{thread}-{round}");
                    // Everybody wants the same ten thousand points, and asks twice.
                    let spend = sale(id("spend"), person, 50_000, 10_000);
                    let first = call(shop, "record_sale", spend.clone());
                    let again = call(shop, "record_sale", spend);
                    if let Ok(done) = &first {
                        redeemed.fetch_add(1, Ordering::SeqCst);
                        assert_eq!(again.expect("the answer of the first")["sale"], done["sale"], "a retry is no sale");
                        if round % 3 == 0 {
                            let sold = &done["sale"];
                            let request = json!({ "request_id": id("back"), "sale": sold, "what": { "kind": "all" }, "reason": "x", "refund": [{ "kind": "card", "amount_rial": 40_000 }], "day": null });
                            call(shop, "record_return", request.clone()).expect("comes back");
                            assert_eq!(call(shop, "record_return", request).expect("the answer")["repeated"], true, "once");
                            redeemed.fetch_sub(1, Ordering::SeqCst);
                        }
                    }
                    let mut gift = sale(id("gift"), person, 100_000, 0);
                    gift["reward"] = cup.clone();
                    cups.fetch_add(i64::from(call(shop, "record_sale", gift).is_ok()), Ordering::SeqCst);
                    let mut free = sale(id("free"), person, 100_000, 0);
                    free["coupon_code"] = code.clone();
                    coupons.fetch_add(i64::from(call(shop, "record_sale", free).is_ok()), Ordering::SeqCst);
                    let request = json!({ "customer": person, "skip": 0, "limit": 1 });
                    let balance = call(shop, "points_statement", request).expect("a statement")["balance"].as_i64();
                    below_zero.fetch_or(balance.is_none_or(|balance| balance < 0), Ordering::SeqCst);
                }
            });
        }
    });
    assert!(!below_zero.load(Ordering::SeqCst), "nobody ever saw a balance below zero");
    assert_eq!(cups.load(Ordering::SeqCst), STOCK, "as many cups as there were");
    assert_eq!(coupons.load(Ordering::SeqCst), STOCK, "as many uses as were allowed");
    let spent = redeemed.load(Ordering::SeqCst) * 10_000 + STOCK * 1_000;
    assert_eq!(
        shop.balance_in_file(person),
        100_000 - spent,
        "what was there less what was spent, each once"
    );
    let store = shop.app.shop();
    assert_eq!(store.store().read(points::audit).expect("the ledger is read"), [], "and the ledger adds up");
    assert_eq!(shop.balance(person), 100_000 - spent, "on the counter, too");
}

/// What is wrong with a customer who had `given` points and spent `spent` of them.
fn faults(shop: &Shop, person: i64, given: i64, spent: i64) -> Vec<String> {
    let balance = shop.balance_in_file(person);
    let store = shop.app.shop();
    let wrong = store.store().read(points::audit).expect("the ledger is read");
    let mut faults: Vec<String> = wrong.iter().map(|fault| format!("{fault:?}")).collect();
    if balance < 0 {
        faults.push(format!("a balance of {balance}"));
    }
    if balance != given - spent {
        faults.push(format!("{balance} are left of {given} after {spent}"));
    }
    if spent > given {
        faults.push(format!("{spent} of {given} were spent"));
    }
    faults
}

/// A redemption by a counter that has looked before: it takes whatever is there now, and the rest anyhow.
fn take_unseen(tx: &Tx, person: i64, number: i64) -> Result<(), StoreError> {
    let customer = CustomerId::new(person);
    let lots: Vec<_> = points::open_lots(tx, customer)?.iter().map(Into::into).collect();
    let there = Points::new(open_points(&lots).get().min(PRICE));
    let from = allocate(&lots, there).expect("no more than there is");
    let entry = NewEntry {
        customer,
        kind: EntryKind::Redeem,
        points: Points::new(-PRICE),
        day: bazgasht_domain::calendar::ShopDay::new(20_779),
        at: bazgasht_domain::clock::InstantMs::new(support::NOON),
        cause: Cause { source_kind: "canary".to_owned(), source_id: number, rule: String::new() },
        actor: None,
        note: None,
    };
    let debt = Points::new(PRICE - there.get());
    points::post(tx, &entry, Effect::Take { from: &from, debt }).map(drop)
}

const PRICE: i64 = 10_000;

/// The last points of somebody, wanted at two counters at once; answers what was found wrong.
fn the_last_points(seen_before: bool) -> Vec<String> {
    let shop = Shop::in_memory();
    let person = shop.customer("سارا", "نیکنام", "");
    shop.sale(Some(person), 1_000_000, 0);
    let (spent, at_once) = (AtomicI64::new(0), Barrier::new(2));
    std::thread::scope(|scope| {
        for counter in 0..2 {
            let (shop, spent, at_once) = (&shop, &spent, &at_once);
            scope.spawn(move || {
                let sees = shop.balance_in_file(person) >= PRICE;
                at_once.wait();
                let done = if seen_before {
                    let store = shop.app.shop();
                    sees && store.store().write(|tx| take_unseen(tx, person, counter)).is_ok()
                } else {
                    call(shop, "record_sale", sale(format!("last-{counter}"), person, 50_000, PRICE)).is_ok()
                };
                spent.fetch_add(i64::from(done) * PRICE, Ordering::SeqCst);
            });
        }
    });
    faults(&shop, person, PRICE, spent.load(Ordering::SeqCst))
}

#[test]
fn the_last_points_are_spent_at_one_counter() {
    for _ in 0..20 {
        assert_eq!(the_last_points(false), Vec::<String>::new(), "one of the two is told that they are gone");
    }
}

#[test]
fn a_counter_that_looks_first_and_writes_later_is_caught() {
    assert_ne!(the_last_points(true), Vec::<String>::new(), "the canary sings");
}

/// The last points of a household, wanted by each of two of it at once; answers what was found wrong.
fn the_last_points_of_a_family(seen_before: bool) -> Vec<String> {
    let shop = Shop::in_memory();
    let people = [shop.customer("سارا", "نیکنام", ""), shop.customer("آرش", "نیکنام", "")];
    // All of it is one lot of one of them.
    shop.sale(Some(people[0]), 1_000_000, 0);
    shop.ok("make_family", json!({ "request_id": "family", "name": "", "members": people }));
    let (spent, at_once) = (AtomicI64::new(0), Barrier::new(2));
    std::thread::scope(|scope| {
        for (counter, person) in (0..).zip(people) {
            let (shop, spent, at_once) = (&shop, &spent, &at_once);
            scope.spawn(move || {
                let page = shop.ok("read_family", json!({ "customer": person }));
                let sees = page["family"]["points"].as_i64() >= Some(PRICE);
                at_once.wait();
                let done = if seen_before {
                    let store = shop.app.shop();
                    sees && store.store().write(|tx| take_unseen(tx, people[0], counter)).is_ok()
                } else {
                    call(shop, "record_sale", sale(format!("last-{counter}"), person, 50_000, PRICE)).is_ok()
                };
                spent.fetch_add(i64::from(done) * PRICE, Ordering::SeqCst);
            });
        }
    });
    let mut found = faults(&shop, people[0], PRICE, spent.load(Ordering::SeqCst));
    let other = shop.balance_in_file(people[1]);
    if other != 0 {
        found.push(format!("the other one has {other}"));
    }
    found
}

#[test]
fn the_last_points_of_a_family_are_spent_by_one_of_them() {
    for _ in 0..20 {
        assert_eq!(
            the_last_points_of_a_family(false),
            Vec::<String>::new(),
            "the other is told that they are gone"
        );
    }
    assert_ne!(the_last_points_of_a_family(true), Vec::<String>::new(), "the canary sings");
}

#[test]
fn a_family_never_spends_a_point_twice_while_people_come_and_go() {
    let shop = Shop::in_memory();
    let people = [
        shop.customer("سارا", "نیکنام", ""),
        shop.customer("آرش", "نیکنام", ""),
        shop.customer("لاله", "نیکنام", ""),
    ];
    for person in people {
        shop.sale(Some(person), 5_000_000, 0);
    }
    let spent = AtomicI64::new(0);
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let counters: Vec<_> = (0..3_usize)
            .map(|thread| {
                let (shop, spent) = (&shop, &spent);
                scope.spawn(move || {
                    for round in 0..30 {
                        let request = sale(format!("spend-{thread}-{round}"), people[thread], 50_000, 3_000);
                        let Ok(sold) = call(shop, "record_sale", request) else { continue };
                        if round % 2 == 0 {
                            spent.fetch_add(3_000, Ordering::SeqCst);
                            continue;
                        }
                        let back = json!({ "request_id": format!("back-{thread}-{round}"), "sale": sold["sale"], "what": { "kind": "all" }, "reason": "x", "refund": [{ "kind": "card", "amount_rial": 47_000 }], "day": null });
                        call(shop, "record_return", back).expect("comes back, in or out of the family");
                    }
                })
            })
            .collect();
        let (shop, is_over) = (&shop, &is_over);
        let owner = scope.spawn(move || {
            let mut families = 0;
            while !is_over.load(Ordering::SeqCst) || families == 0 {
                let request =
                    json!({ "request_id": format!("make-{families}"), "name": "", "members": people });
                let family = call(shop, "make_family", request).expect("a family")["family"].clone();
                let request = json!({ "request_id": format!("over-{families}"), "family": family });
                call(shop, "dissolve_family", request).expect("none");
                families += 1;
            }
        });
        for counter in counters {
            counter.join().expect("a counter works on");
        }
        is_over.store(true, Ordering::SeqCst);
        owner.join().expect("the owner, too");
    });
    let left: i64 = people.iter().map(|person| shop.balance_in_file(*person)).sum();
    assert_eq!(left, 150_000 - spent.load(Ordering::SeqCst), "no point more, no point less");
    let store = shop.app.shop();
    assert_eq!(store.store().read(points::audit).expect("the ledger is read"), [], "and the ledger adds up");
}

#[test]
fn points_stay_whole_while_records_are_merged_and_parted() {
    let shop = Shop::in_memory();
    let people = [shop.customer("سارا", "نیکنام", ""), shop.customer("سارا", "نیک نام", "")];
    for person in people {
        shop.sale(Some(person), 5_000_000, 0);
    }
    let (spent, refused) = (AtomicI64::new(0), AtomicI64::new(0));
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let counters: Vec<_> = (0..4_i64)
            .map(|thread| {
                let (shop, spent, refused) = (&shop, &spent, &refused);
                scope.spawn(move || {
                    for round in 0..25_i64 {
                        let person = people[usize::from((thread + round) % 2 == 0)];
                        let id = |what: &str| format!("{what}-{thread}-{round}");
                        let request = sale(id("spend"), person, 50_000, 1_000);
                        let Ok(sold) = call(shop, "record_sale", request.clone()) else {
                            refused.fetch_add(1, Ordering::SeqCst);
                            continue;
                        };
                        assert_eq!(call(shop, "record_sale", request).expect("the same")["sale"], sold["sale"], "once");
                        let back = match round % 3 {
                            0 => json!({ "request_id": id("back"), "sale": sold["sale"], "what": { "kind": "all" }, "reason": "x", "refund": [{ "kind": "card", "amount_rial": 49_000 }], "day": null }),
                            1 => {
                                let cancel = json!({ "request_id": id("no"), "sale": sold["sale"], "reason": "x" });
                                call(shop, "cancel_sale", cancel).expect("taken back");
                                continue;
                            }
                            _ => {
                                spent.fetch_add(1_000, Ordering::SeqCst);
                                continue;
                            }
                        };
                        call(shop, "record_return", back).expect("comes back, whoever it belongs to by now");
                    }
                })
            })
            .collect();
        let (shop, is_over) = (&shop, &is_over);
        let owner = scope.spawn(move || {
            let mut merges = 0;
            while !is_over.load(Ordering::SeqCst) || merges == 0 {
                let request = json!({ "request_id": format!("merge-{merges}"), "kept": people[merges % 2], "gone": people[1 - merges % 2], "from_gone": [] });
                let merge = call(shop, "merge_customers", request).expect("one person")["merge"].clone();
                let request = json!({ "request_id": format!("part-{merges}"), "merge": merge });
                call(shop, "undo_merge", request).expect("two again");
                merges += 1;
            }
            merges
        });
        for counter in counters {
            counter.join().expect("a counter works on");
        }
        is_over.store(true, Ordering::SeqCst);
        assert!(owner.join().expect("the owner, too") > 0, "they were merged meanwhile");
    });
    // What one record spent while it had the points of both stays its own expense: only the sum of both is the same.
    let left: i64 = people.iter().map(|person| shop.balance_in_file(*person)).sum();
    assert_eq!(left, 100_000 - spent.load(Ordering::SeqCst), "no point more, no point less");
    let store = shop.app.shop();
    assert_eq!(store.store().read(points::audit).expect("the ledger is read"), [], "and the ledger adds up");
    for person in people {
        let statement = shop.ok("points_statement", json!({ "customer": person, "skip": 0, "limit": 1 }));
        let open = statement["lots"].as_array().expect("lots").len();
        assert!(open == 0 || statement["debt"] == 0, "nobody has points beside a debt: {statement}");
    }
}
