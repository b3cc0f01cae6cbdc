//! Taking changes back: once, whole, never over a later edit, with the rights of whoever asks.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use bazgasht_app::api::types::Role;
use bazgasht_app::{Session, dispatch};
use serde_json::{Value, json};
use support::Shop;

/// Edits the customer's city and answers the request id of the edit.
fn edit(shop: &Shop, customer: i64, city: &str) -> String {
    let request = shop.request_id();
    let mut fields = shop.ok("customer_file", json!({ "customer": customer }))["fields"].clone();
    fields["city"] = json!(city);
    shop.ok(
        "update_customer",
        json!({ "request_id": request, "customer": customer, "fields": fields, "shared_mobile_ok": false }),
    );
    request
}

fn city(shop: &Shop, customer: i64) -> String {
    let file = shop.ok("customer_file", json!({ "customer": customer }));
    file["fields"]["city"].as_str().unwrap_or_default().to_owned()
}

fn undo(shop: &Shop, of: &str) -> (String, Result<Value, String>) {
    let request = shop.request_id();
    let answer = shop.call("undo_change", json!({ "request_id": request, "of": of }));
    (request, answer.map_err(|error| error.code))
}

#[track_caller]
fn check(shop: &Shop, of: &str, wanted: Result<bool, &str>, why: &str) -> String {
    let (request, answer) = undo(shop, of);
    let answer = answer.map(|done| done["repeated"].as_bool().expect("a flag"));
    assert_eq!(answer, wanted.map_err(str::to_owned), "{why}");
    request
}

#[test]
fn an_edit_goes_back_once_and_never_over_a_later_one() {
    let shop = Shop::started();
    let maryam = shop.customer("مریم", "سبزواری", "09125834821");
    let first = edit(&shop, maryam, "شیراز");
    let second = edit(&shop, maryam, "تبریز");
    check(&shop, &first, Err("undo_too_late"), "the second edit would be lost");
    assert_eq!(city(&shop, maryam), "تبریز", "a refused undo changes nothing");
    let undoing = check(&shop, &second, Ok(false), "the newest edit goes back");
    assert_eq!(city(&shop, maryam), "شیراز", "to what the first one wrote");
    check(&shop, &second, Ok(true), "a second undo of the same is a no-op");
    assert_eq!(city(&shop, maryam), "شیراز", "and changes nothing");
    check(&shop, &undoing, Ok(false), "an undo is a change and goes back too");
    assert_eq!(city(&shop, maryam), "تبریز", "the second edit is back");
    check(&shop, &first, Err("undo_too_late"), "and stands in the way of the first again");
    check(&shop, &second, Ok(false), "the second goes back once more");
    check(&shop, &first, Ok(false), "then the first: step by step, newest first");
    assert_eq!(city(&shop, maryam), "", "as it was in the beginning");
}

#[test]
fn a_new_customer_goes_back_while_nothing_hangs_on_them() {
    let shop = Shop::started();
    let create = |mobile: &str| {
        let request = shop.request_id();
        let fields = json!({ "first_name": "مریم", "last_name": mobile, "mobile": mobile });
        let saved = shop.ok(
            "create_customer",
            json!({ "request_id": request, "fields": fields, "shared_mobile_ok": false }),
        );
        (request, saved["id"].as_i64().expect("an id"))
    };
    let found = |text: &str| {
        let people = shop.ok("find_people", json!({ "text": text, "limit": 5 }));
        people["hits"].as_array().map_or(0, Vec::len)
    };
    let (request, id) = create("09125834821");
    assert_eq!(found("09125834821"), 1, "found after the commit");
    check(&shop, &request, Ok(false), "nothing hangs on the new record");
    assert_eq!(found("09125834821"), 0, "gone from the search");
    assert_eq!(shop.refused("customer_file", json!({ "customer": id })), "not_found", "gone from the file");
    let listed = shop.ok("shop_status", json!({}))["customers"].as_i64();
    assert_eq!(listed, Some(0), "and not counted");

    let (request, id) = create("09125834821");
    shop.sale(Some(id), 2_500_000, 0);
    check(&shop, &request, Err("undo_too_late"), "a sale hangs on the record");
    let (request, id) = create("09125834822");
    let edited = edit(&shop, id, "شیراز");
    check(&shop, &request, Err("undo_too_late"), "an edit came after");
    check(&shop, &edited, Ok(false), "the edit goes back");
    check(&shop, &request, Ok(false), "then the record itself");
    let (_, id) = create("09125834823");
    edit(&shop, id, "شیراز");
    let discard = json!({ "request_id": shop.request_id(), "customer": id });
    assert_eq!(shop.refused("discard_customer", discard), "undo_too_late", "nor by its own command");
}

#[test]
fn settings_go_back_field_by_field() {
    let shop = Shop::started();
    let save = |fields: Value| {
        let request = shop.request_id();
        let mut payload = fields;
        payload["request_id"] = json!(request);
        shop.ok("save_settings", payload);
        request
    };
    let request = save(json!({ "theme": "dark", "window_days": 45, "shop_name": "فروشگاه سپیدار" }));
    check(&shop, &request, Ok(false), "the newest change of the settings");
    let settings = shop.ok("read_settings", json!({}));
    assert_eq!(settings["theme"], "system", "the theme as before");
    assert_eq!(settings["shop_name"], "خانهٔ سپیدار", "the name as before");
    assert!(settings["window_chosen_on"].is_null(), "no window was chosen before");
    let theme = save(json!({ "theme": "dark" }));
    save(json!({ "density": "compact" }));
    check(&shop, &theme, Err("undo_too_late"), "another change came after");
}

#[test]
fn undo_asks_for_the_right_of_the_inverse_and_knows_only_real_changes() {
    let shop = Shop::started();
    check(&shop, "never made", Err("not_found"), "no such change");
    check(&shop, "' OR 1=1 --", Err("not_found"), "nor this one");
    let request = shop.request_id();
    shop.ok("save_settings", json!({ "request_id": request, "theme": "dark" }));
    let cashier = Session::of(None, Role::Cashier);
    let asked = json!({ "request_id": shop.request_id(), "of": request });
    let refused = dispatch(&shop.app, &cashier, "undo_change", asked).expect_err("to be refused");
    assert_eq!(refused.code, "forbidden", "a cashier may not change settings, backwards neither");
    let maryam = shop.customer("مریم", "سبزواری", "09125834821");
    let first = edit(&shop, maryam, "شیراز");
    let (same, done) = undo(&shop, &first);
    done.expect("the edit goes back");
    let again = shop.ok("undo_change", json!({ "request_id": same, "of": first }));
    assert_eq!(again["repeated"], true, "the same request again is a no-op");
    let undone_before = shop.request_id();
    shop.ok("save_settings", json!({ "request_id": undone_before, "theme": "light" }));
    let reused = json!({ "request_id": undone_before, "of": edit(&shop, maryam, "یزد") });
    assert_eq!(shop.refused("undo_change", reused), "request_reused", "an id of another kind of change");
}

#[test]
fn two_that_undo_at_once_undo_once() {
    let shop = Shop::started();
    let maryam = shop.customer("مریم", "سبزواری", "09125834821");
    let of = edit(&shop, maryam, "شیراز");
    let answers: Vec<bool> = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..8)
            .map(|hand| {
                let (app, of) = (&shop.app, &of);
                scope.spawn(move || {
                    let asked = json!({ "request_id": format!("hand-{hand}"), "of": of });
                    dispatch(app, &Session::OWNER, "undo_change", asked).expect("a no-op at worst")["repeated"] == false
                })
            })
            .collect();
        hands.into_iter().map(|hand| hand.join().expect("no panic")).collect()
    });
    assert_eq!(answers.iter().filter(|did| **did).count(), 1, "one of them did it");
    assert_eq!(city(&shop, maryam), "", "and it is done");
}

/// What a till change leaves behind takes it back by the one way that every toast has.
#[test]
fn changes_of_the_till_go_back_by_the_same_way() {
    let shop = Shop::started();
    let person = shop.customer("لاله", "نیشابوری", "");
    let mut sale = shop.sale_request(Some(person), 5_000_000, 3);
    sale["payments"] = json!([{ "kind": "credit", "amount_rial": 5_000_000 }]);
    let sale = shop.ok("record_sale", sale)["sale"].clone();
    let fields = |name: &str, price: &str| json!({ "name": name, "price": price, "cost": "۹۰٬۰۰۰", "category": "ظرف", "barcode": "77", "code": "M1" });
    let run = |command: &str, mut payload: Value| {
        let request = shop.request_id();
        payload["request_id"] = json!(request);
        (request, shop.ok(command, payload))
    };
    let (_, mug) = run("save_product", json!({ "product": null, "fields": fields("ماگ", "۱۲۰٬۰۰۰") }));
    let mug = mug["id"].clone();
    let list = json!({ "text": "", "category": null, "archived": false, "offset": 0, "limit": 5 });
    let till = || {
        let products = shop.ok("list_products", list.clone());
        json!([
            shop.ok("read_till", json!({}))["expected_cash_rial"],
            shop.ok("credit_statement", json!({ "customer": person }))["open_rial"],
            shop.ok("list_deliveries", json!({}))["open"][0]["promised"]["day"],
            shop.ok("list_deliveries", json!({}))["open"][0]["note"],
            shop.ok("list_suspended", json!({}))["sales"].as_array().map(Vec::len),
            products["rows"],
            products["categories"][0]["name"],
            shop.ok("print_words", json!({})),
        ])
    };
    let category = shop.ok("list_products", list.clone())["categories"][0]["id"].clone();
    let soon = shop.today().plus_days(2).get();
    run("promise_delivery", json!({ "sale": sale, "promised": soon, "note": "طبقهٔ دوم" }));
    let aside = json!({ "suspended": null, "label": "کت آبی", "customer": null, "body": "{}", "total_rial": 0, "lines": 0, "redeem_points": 0 });
    let (_, kept) = run("suspend_sale", aside.clone());
    let check = |command: &str, payload: Value, why: &str| {
        let before = till();
        let (request, _) = run(command, payload);
        assert_ne!(till(), before, "{why}: something changed");
        check(&shop, &request, Ok(false), why);
        assert_eq!(till(), before, "{why}: as it was");
    };
    check("move_cash", json!({ "way": "in", "amount_rial": 70_000, "reason": "خرد" }), "cash put in");
    check(
        "settle_credit",
        json!({ "customer": person, "kind": "cash", "amount_rial": 2_000_000, "note": "" }),
        "a settlement",
    );
    check(
        "promise_delivery",
        json!({ "sale": sale, "promised": soon + 5, "note": "" }),
        "another day, another note",
    );
    check("promise_delivery", json!({ "sale": sale, "promised": null, "note": "" }), "no promise any more");
    check("mark_delivered", json!({ "sale": sale, "delivered": shop.today().get() }), "delivered");
    check("suspend_sale", aside, "put aside");
    check("drop_suspended", json!({ "suspended": kept["id"] }), "given up");
    check(
        "save_product",
        json!({ "product": mug, "fields": fields("ماگ بزرگ", "۱۵۰٬۰۰۰") }),
        "another name and price",
    );
    check(
        "save_product",
        json!({ "product": null, "fields": { "name": "قندان" } }),
        "a new product goes off the counter",
    );
    check("archive_product", json!({ "product": mug, "archived": true }), "off the counter");
    check("rename_category", json!({ "category": category, "name": "ظرف‌ها" }), "a category");
    check("save_print_words", json!({ "header": "تهران", "footer": "سپاس" }), "words on paper");
    let close = json!({ "opening_cash_rial": 0, "expected_cash_rial": 0, "sales_seen": 1, "counted_cash_rial": 900_000, "left_cash_rial": 900_000, "note": "" });
    check("close_day", close, "a close");
    let (first, _) = run("rename_category", json!({ "category": category, "name": "الف" }));
    run("rename_category", json!({ "category": category, "name": "ب" }));
    check_late(&shop, &first);
    let (before_unit, _) = run("save_product", json!({ "product": mug, "fields": fields("ماگ", "۲۰۰٬۰۰۰") }));
    run("save_settings", json!({ "money_unit": "rial" }));
    undo(&shop, &before_unit).1.expect("taken back");
    assert_eq!(
        shop.ok("list_products", list)["rows"][0]["price_rial"],
        1_200_000,
        "the former price, whatever unit the shop writes meanwhile"
    );
}

fn check_late(shop: &Shop, of: &str) {
    check(shop, of, Err("undo_too_late"), "a later name is never overwritten");
}
