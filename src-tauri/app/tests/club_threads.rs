//! Two counters' worth of hands on one ledger: sales, redemptions, returns, retries and adjustments at once, through the
//! dispatcher. Nobody's balance is ever below zero, nothing is given or taken twice, stock and uses never go over.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use bazgasht_app::{AppError, Session, dispatch};
use bazgasht_store::points;
use serde_json::{Value, json};
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
