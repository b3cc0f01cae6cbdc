//! The till through the dispatcher: products, sales put aside, credit, deliveries, the drawer, paper.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use bazgasht_app::api::types::Role;
use bazgasht_app::{Session, dispatch};
use serde_json::{Value, json};
use support::{NOON, Shop};

const HOUR_MS: i64 = 3_600_000;

fn product(shop: &Shop, fields: Value) -> Result<Value, String> {
    let request = json!({ "request_id": shop.request_id(), "product": null, "fields": fields });
    shop.call("save_product", request).map_err(|error| error.code)
}

fn listed(shop: &Shop, text: &str) -> Vec<String> {
    let request = json!({ "text": text, "category": null, "archived": false, "offset": 0, "limit": 50 });
    let found = shop.ok("list_products", request);
    let rows = found["rows"].as_array().expect("rows");
    rows.iter().map(|row| row["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_product_is_refused_beside_its_field_or_found_by_any_spelling() {
    let shop = Shop::started();
    let check = |fields: Value, wanted: Result<(), &str>, why: &str| {
        assert_eq!(product(&shop, fields).map(|_| ()), wanted.map_err(str::to_owned), "{why}");
    };
    check(json!({ "name": "چای کیسه‌ای", "barcode": "4006381333931", "price": "۱۲۰٬۰۰۰" }), Ok(()), "an EAN");
    check(json!({ "name": "کتری", "code": "K-1", "price": "0" }), Ok(()), "a gift costs nothing");
    check(json!({ "name": "قند" }), Ok(()), "a price may be asked at the counter");
    check(json!({ "name": "  " }), Err("name_empty"), "no name");
    check(json!({ "name": "ن".repeat(200) }), Err("text_too_long"), "a name of 200 letters");
    check(
        json!({ "name": "الف", "barcode": "4006381333937" }),
        Err("barcode_check_digit"),
        "a wrong check digit",
    );
    check(json!({ "name": "ب", "barcode": "4006381333931" }), Err("duplicate_barcode"), "another product's");
    check(json!({ "name": "پ", "code": "K-1" }), Err("duplicate_product_code"), "another product's code");
    check(json!({ "name": "ت", "price": "9".repeat(300) }), Err("amount_too_large"), "a price of 300 digits");
    check(json!({ "name": "ث", "price": "-5" }), Err("amount_negative"), "less than nothing");
    check(json!({ "name": "ج", "cost": "abc" }), Err("amount_invalid"), "letters for a cost");
    assert_eq!(listed(&shop, ""), ["چای کیسه‌ای", "قند", "کتری"], "by name, and only what was kept");
    for (typed, why) in [
        ("چاي", "Arabic letters"),
        ("کیسه ای", "a space"),
        ("4006381", "a part of the barcode"),
        ("]hd", "the other keyboard layout"),
        ("۴۰۰۶۳۸۱۳۳۳۹۳۱", "Persian digits"),
    ] {
        assert_eq!(listed(&shop, typed), ["چای کیسه‌ای"], "{typed}: {why}");
    }
}

#[test]
fn a_new_price_changes_no_old_sale_and_only_the_owner_sees_the_margin() {
    let shop = Shop::started();
    let fields =
        json!({ "name": "ماگ", "price": "480000", "cost": "300000", "category": "ظرف", "barcode": "77" });
    let mug = product(&shop, fields.clone()).expect("kept")["id"].clone();
    let mut sale = shop.sale_request(None, 0, 0);
    sale["lines"] = json!([{ "product": mug, "title": "ماگ", "quantity": 2, "unit_price_rial": 4_800_000 }]);
    sale["payments"] = json!([{ "kind": "cash", "amount_rial": 9_600_000 }]);
    let sold = shop.ok("record_sale", sale)["sale"].clone();
    let mut dearer = fields;
    dearer["price"] = json!("۵۲۰٬۰۰۰");
    shop.ok("save_product", json!({ "request_id": shop.request_id(), "product": mug, "fields": dearer }));
    let sheet = shop.ok("sale_sheet", json!({ "sale": sold }));
    assert_eq!(sheet["lines"][0]["unit_price_rial"], 4_800_000, "the sale keeps the price it was made with");
    let all = json!({ "text": "", "category": null, "archived": false, "offset": 0, "limit": 50 });
    let row = shop.ok("list_products", all.clone())["rows"][0].clone();
    assert_eq!(
        (&row["price_rial"], &row["margin_rial"], &row["margin_permille"]),
        (&json!(5_200_000), &json!(2_200_000), &json!(423)),
        "the owner sees what is left of the new price"
    );
    let cashier = Session { role: Role::Cashier, ..Session::OWNER };
    let seen = dispatch(&shop.app, &cashier, "list_products", all).expect("a cashier may look up prices");
    assert_eq!(
        (&seen["rows"][0]["cost_rial"], &seen["rows"][0]["margin_rial"], &seen["may_manage"]),
        (&Value::Null, &Value::Null, &json!(false)),
        "and no cost"
    );
    let archive =
        |archived: bool| json!({ "request_id": shop.request_id(), "product": mug, "archived": archived });
    shop.ok("archive_product", archive(true));
    assert!(listed(&shop, "").is_empty(), "off the counter");
    product(&shop, json!({ "name": "لیوان", "barcode": "77" })).expect("its barcode is free");
    assert_eq!(shop.refused("archive_product", archive(false)), "duplicate_barcode", "until it is taken");
}

fn aside(shop: &Shop, customer: i64, points: i64) -> Value {
    json!({
        "request_id": shop.request_id(), "suspended": null, "label": "آقای کت آبی", "customer": customer,
        "body": "{\"lines\":[]}", "total_rial": 1_000_000, "lines": 2, "redeem_points": points,
    })
}

#[test]
fn a_suspended_sale_reserves_points_for_a_day_and_spends_none() {
    let shop = Shop::started();
    let person = shop.customer("مریم", "سبزواری", "");
    shop.sale(Some(person), 10_000_000, 3);
    let first = shop.ok("suspend_sale", aside(&shop, person, 70_000));
    assert_eq!((&first["hold"], &first["held_points"]), (&json!("active"), &json!(70_000)), "reserved");
    assert_eq!(shop.balance(person), 100_000, "nothing was spent");
    let over = aside(&shop, person, 40_000);
    assert_eq!(
        shop.refused("suspend_sale", over),
        "points_not_enough",
        "the same points are not reserved twice"
    );
    let second = shop.ok("suspend_sale", aside(&shop, person, 30_000));
    let end = |id: &Value| json!({ "request_id": shop.request_id(), "suspended": id });
    shop.ok("drop_suspended", end(&second["id"]));
    assert_eq!(shop.refused("drop_suspended", end(&second["id"])), "suspended_ended", "dropped once");
    shop.ok("suspend_sale", aside(&shop, person, 30_000));
    let again = shop.ok("reopen_suspended", end(&second["id"]));
    assert_eq!(again["hold"], "nothing", "its points were given to another: it comes back without them");
    shop.set_now(NOON + 25 * HOUR_MS);
    let all = shop.ok("list_suspended", json!({}));
    let holds: Vec<&Value> =
        all["sales"].as_array().expect("sales").iter().map(|sale| &sale["hold"]).collect();
    assert_eq!(holds, ["expired", "nothing", "expired"], "the time ran out, the sales stay");
    let mut further = aside(&shop, person, 100_000);
    further["suspended"] = first["id"].clone();
    let kept = shop.ok("suspend_sale", further);
    assert_eq!((&kept["id"], &kept["hold"]), (&first["id"], &json!("active")), "the same one, reserved anew");
    let read = shop.ok("read_suspended", json!({ "suspended": first["id"] }));
    assert_eq!(read["body"], "{\"lines\":[]}", "as it was typed");
    let mut sale = shop.sale_request(Some(person), 1_000_000, 0);
    sale["suspended"] = first["id"].clone();
    sale["promised"] = json!(shop.today().plus_days(2).get());
    shop.ok("record_sale", sale.clone());
    assert_eq!(
        shop.refused("read_suspended", json!({ "suspended": first["id"] })),
        "suspended_ended",
        "sold"
    );
    assert_eq!(
        shop.ok("list_deliveries", json!({}))["open"].as_array().map(Vec::len),
        Some(1),
        "and promised"
    );
    sale["request_id"] = json!(shop.request_id());
    assert_eq!(shop.refused("record_sale", sale), "suspended_ended", "a suspended sale is sold once");
}

#[test]
fn a_draft_is_there_after_a_crash() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    {
        let shop = Shop::over(folder.path());
        shop.ok("keep_draft", json!({ "body": "{\"amountText\":\"۱۲\"}" }));
        let code = shop.refused("keep_draft", json!({ "body": "x".repeat(600_000) }));
        assert_eq!(code, "text_too_long", "no endless draft");
        shop.ok("keep_program_draft", json!({ "body": "{\"program\":{}}" }));
    }
    // The numbers that were being read in the background hold the folder for a moment longer.
    let again = || Shop::try_over(folder.path()).ok();
    let shop = std::iter::repeat_with(|| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        again()
    });
    let shop = shop.take(250).flatten().next().expect("the folder is free again");
    assert_eq!(shop.ok("read_draft", json!({}))["body"], "{\"amountText\":\"۱۲\"}", "as it was");
    shop.ok("keep_draft", json!({ "body": null }));
    assert_eq!(shop.ok("read_draft", json!({}))["body"], Value::Null, "forgotten when it is sold");
    let program = shop.ok("read_program_draft", json!({}))["body"].clone();
    assert_eq!(program, "{\"program\":{}}", "the club's program is a draft of its own");
}

fn on_credit(shop: &Shop, customer: i64, cash: i64, credit: i64) -> Value {
    let mut sale = shop.sale_request(Some(customer), cash + credit, 0);
    sale["payments"] =
        json!([{ "kind": "cash", "amount_rial": cash }, { "kind": "credit", "amount_rial": credit }]);
    shop.ok("record_sale", sale)
}

fn settle(shop: &Shop, customer: i64, kind: &str, amount: i64) -> Value {
    json!({ "request_id": shop.request_id(), "customer": customer, "kind": kind, "amount_rial": amount, "note": "" })
}

#[test]
fn a_debt_is_as_old_as_its_oldest_unpaid_sale() {
    let shop = Shop::started();
    let person = shop.customer("مینا", "ارجمند", "09121112255");
    for (days_ago, credit) in [(60, 1_000_000), (30, 2_000_000), (5, 3_000_000)] {
        let mut sale = shop.sale_request(Some(person), credit, days_ago);
        sale["payments"] = json!([{ "kind": "credit", "amount_rial": credit }]);
        shop.ok("record_sale", sale);
    }
    let check = |paid: i64, since: i64, why: &str| {
        if paid > 0 {
            shop.ok("settle_credit", settle(&shop, person, "cash", paid));
        }
        let all = shop.ok("list_debtors", json!({}));
        assert_eq!(all["rows"][0]["since"]["days_ago"], since, "{why}");
    };
    check(0, 60, "nothing was paid");
    check(999_999, 60, "a rial of the oldest is open");
    check(1, 30, "the oldest is paid");
    check(2_500_000, 5, "only part of the newest is open");
}

#[test]
fn credit_is_settled_by_entries_and_taken_back_by_entries() {
    let shop = Shop::started();
    let person = shop.customer("آرش", "فولادوند", "09121112233");
    let first = on_credit(&shop, person, 1_000_000, 4_000_000);
    on_credit(&shop, person, 0, 1_000_000);
    let owed = |why: &str, open: i64, owing: i64| {
        let statement = shop.ok("credit_statement", json!({ "customer": person }));
        let balances = (statement["open_rial"].as_i64(), statement["owed_to_customer_rial"].as_i64());
        assert_eq!(balances, (Some(open), Some(owing)), "{why}");
        let rows = statement["rows"].as_array().expect("rows").clone();
        let sum: i64 = rows.iter().filter_map(|row| row["amount_rial"].as_i64()).sum();
        assert_eq!(sum, open - owing, "{why}: the lines add up");
        rows
    };
    owed("two sales", 5_000_000, 0);
    let check = |amount: i64, wanted: &str, why: &str| {
        assert_eq!(shop.refused("settle_credit", settle(&shop, person, "cash", amount)), wanted, "{why}");
    };
    check(0, "amount_missing", "nothing");
    check(-5, "amount_missing", "less than nothing");
    check(5_000_001, "settle_over_open", "a rial too much");
    let code = shop.refused("settle_credit", settle(&shop, person, "credit", 5));
    assert_eq!(code, "bad_request", "a debt is not paid by a debt");
    let part = shop.ok("settle_credit", settle(&shop, person, "card", 2_000_000));
    assert_eq!(part["open_rial"], 3_000_000, "partly");
    let request = settle(&shop, person, "cash", 3_000_000);
    shop.ok("settle_credit", request.clone());
    assert_eq!(shop.ok("settle_credit", request)["repeated"], true, "twice is once");
    owed("settled whole", 0, 0);
    check(1, "nothing_owed", "there is nothing to pay");
    let back = |id: &Value| json!({ "request_id": shop.request_id(), "settlement": id });
    shop.ok("reverse_settlement", back(&part["settlement"]));
    assert_eq!(shop.refused("reverse_settlement", back(&part["settlement"])), "settlement_reversed", "once");
    let rows = owed("taken back", 2_000_000, 0);
    assert_eq!(rows.len(), 5, "nothing was edited away: two sales, two settlements, one reversal");
    let undo = json!({ "request_id": shop.request_id(), "sale": first["sale"], "reason": "" });
    shop.ok("cancel_sale", undo);
    owed("a settled sale was cancelled: the shop owes, and says so", 0, 2_000_000);
    let all = shop.ok("list_debtors", json!({}));
    assert_eq!(
        (&all["total_rial"], &all["rows"][0]["open_rial"]),
        (&json!(0), &json!(-2_000_000)),
        "a debt of the shop is no one else's debt"
    );
}

#[test]
fn a_delivery_is_promised_made_and_opened_again() {
    let shop = Shop::started();
    let person = shop.customer("لاله", "نیشابوری", "");
    let sale = shop.sale(Some(person), 8_000_000, 5)["sale"].clone();
    let today = shop.today().get();
    let promise = |day: Value| json!({ "request_id": shop.request_id(), "sale": sale, "promised": day, "note": "طبقهٔ دوم" });
    assert_eq!(
        shop.refused("promise_delivery", promise(json!(today - 6))),
        "date_invalid",
        "before it was sold"
    );
    shop.ok("promise_delivery", promise(json!(today - 2)));
    let open = shop.ok("list_deliveries", json!({}));
    assert_eq!((&open["late"], &open["open"][0]["late_days"]), (&json!(1), &json!(2)), "two days late");
    let done = |day: Value| json!({ "request_id": shop.request_id(), "sale": sale, "delivered": day });
    assert_eq!(shop.refused("mark_delivered", done(json!(today + 1))), "date_in_future", "not yet");
    shop.ok("mark_delivered", done(json!(today)));
    let made = shop.ok("list_deliveries", json!({}));
    assert_eq!(
        (made["open"].as_array().map(Vec::len), made["made"].as_array().map(Vec::len)),
        (Some(0), Some(1)),
        "delivered"
    );
    shop.ok("mark_delivered", done(Value::Null));
    assert_eq!(shop.ok("list_deliveries", json!({}))["open"][0]["sale"], sale, "and open again");
    shop.ok("promise_delivery", promise(Value::Null));
    assert_eq!(shop.ok("list_deliveries", json!({}))["open"], json!([]), "the promise was taken back");
}

fn close(shop: &Shop, counted: i64) -> Value {
    let till = shop.ok("read_till", json!({}));
    json!({
        "request_id": shop.request_id(), "opening_cash_rial": till["opening_cash_rial"],
        "expected_cash_rial": till["expected_cash_rial"], "sales_seen": till["figures"]["sales"],
        "counted_cash_rial": counted, "left_cash_rial": 500_000.min(counted), "note": "",
    })
}

#[test]
fn a_close_holds_what_was_seen_and_later_sales_go_to_the_next() {
    let shop = Shop::started();
    let person = shop.customer("آناهیتا", "کیانی", "");
    on_credit(&shop, person, 2_000_000, 3_000_000);
    shop.sale(None, 1_000_000, 0);
    shop.sale(None, 4_000_000, 9);
    let undone = shop.sale(Some(person), 7_000_000, 0);
    shop.ok("cancel_sale", json!({ "request_id": shop.request_id(), "sale": undone["sale"], "reason": "" }));
    shop.ok("settle_credit", settle(&shop, person, "cash", 500_000));
    let till = shop.ok("read_till", json!({}));
    assert_eq!(
        (&till["figures"]["sales"], &till["figures"]["sales_rial"], &till["figures"]["cancelled"]),
        (&json!(3), &json!(10_000_000), &json!(0)),
        "three stand, the back-dated one too; the undone one is no sale of this record"
    );
    assert_eq!(till["figures"]["anonymous_permille"], 666, "two of three are anonymous");
    assert_eq!(till["expected_cash_rial"], 2_500_000, "cash of the sale and of the settlement");
    let stale = close(&shop, 2_500_000);
    shop.sale(None, 900_000, 0);
    assert_eq!(shop.refused("close_day", stale), "till_moved", "a sale came while the money was counted");
    let first = shop.ok("close_day", close(&shop, 2_400_000));
    assert_eq!(
        (&first["difference_rial"], &first["close"]["number"], &first["figures"]["points_issued"]),
        (&json!(-100_000), &json!(1), &json!(50_000)),
        "a note short, by sign; points of the sale that stands"
    );
    let empty = shop.ok("read_till", json!({}));
    assert_eq!(
        (&empty["figures"]["sales"], &empty["opening_cash_rial"]),
        (&json!(0), &json!(500_000)),
        "the next record begins empty, with what was left in the drawer"
    );
    // A sale of the closed record is taken back afterwards: its money leaves the next drawer.
    let mut cash = shop.sale_request(Some(person), 600_000, 0);
    cash["payments"] = json!([{ "kind": "cash", "amount_rial": 600_000 }]);
    let cash = shop.ok("record_sale", cash);
    shop.ok("close_day", close(&shop, 1_100_000));
    shop.ok("cancel_sale", json!({ "request_id": shop.request_id(), "sale": cash["sale"], "reason": "" }));
    let after = shop.ok("read_till", json!({}));
    assert_eq!(
        (&after["figures"]["cancelled"], &after["figures"]["cancelled_rial"], &after["expected_cash_rial"]),
        (&json!(1), &json!(600_000), &json!(-100_000)),
        "500,000 were left and 600,000 given back"
    );
    let closes = shop.ok("list_closes", json!({ "offset": 0, "limit": 10 }));
    let [second, kept] = closes["closes"].as_array().expect("closes").as_slice() else {
        panic!("two closes")
    };
    assert_eq!(kept["figures"], first["figures"], "a close is not counted again");
    assert_eq!(second["figures"]["sales"], 1, "what was closed stays closed, also after the undo");
    let undo = |close: &Value| json!({ "request_id": shop.request_id(), "close": close });
    assert_eq!(shop.refused("undo_close", undo(&kept["close"]["id"])), "close_not_last", "only the last");
    shop.ok("undo_close", undo(&second["close"]["id"]));
    let open = shop.ok("read_till", json!({}));
    assert_eq!(
        (&open["figures"]["sales"], &open["figures"]["cancelled"]),
        (&json!(0), &json!(0)),
        "the undone close covers nothing: the sale and its undo are both in the open record"
    );
    let third = shop.ok("close_day", close(&shop, 0));
    assert_eq!(third["close"]["number"], 3, "an undone close keeps its number");
    let bad = |field: &str, amount: i64, wanted: &str, why: &str| {
        let mut request = close(&shop, 0);
        request[field] = json!(amount);
        assert_eq!(shop.refused("close_day", request), wanted, "{why}");
    };
    bad("counted_cash_rial", -1, "amount_negative", "less than nothing in a drawer");
    bad("left_cash_rial", 5, "amount_too_large", "more left than counted");
}

#[test]
fn a_sheet_is_the_screens_answer_and_its_code_opens_the_sale_again() {
    let shop = Shop::started();
    let person = shop.customer("مریم", "سبزواری", "");
    let words = json!({ "request_id": shop.request_id(), "header": "  خیابان ولیعصر\nتلفن ۱۲۳ ", "footer": "خوش آمدید" });
    shop.ok("save_print_words", words);
    let receipt = shop.sale(Some(person), 24_500_000, 0);
    let sheet = shop.ok("sale_sheet", json!({ "sale": receipt["sale"] }));
    for field in [
        "invoice_no",
        "total_rial",
        "payable_rial",
        "points_earned",
        "balance_after",
        "time",
        "customer_name",
    ] {
        assert_eq!(sheet["receipt"][field], receipt[field], "{field} as on the screen");
    }
    assert_eq!(
        sheet["head"]["header"], "خیابان ولیعصر\nتلفن 123",
        "lines stay lines, digits are stored in one form"
    );
    assert_eq!(sheet["code"]["text"], "R000001", "the code of invoice 1");
    for typed in ["R000001", "۱", "r000001"] {
        assert_eq!(shop.ok("find_sale", json!({ "text": typed }))["sale"], receipt["sale"], "{typed}");
    }
    assert_eq!(shop.ok("find_sale", json!({ "text": "2" }))["sale"], Value::Null, "no such invoice");
    let bare = shop.ok("member_card", json!({ "customer": person }));
    assert_eq!(bare["card_no"], Value::Null, "no card yet");
    let issued = shop.ok("issue_card", json!({ "request_id": shop.request_id(), "customer": person }));
    let number = issued["card_no"].as_str().expect("a number").to_owned();
    assert!(number.starts_with("29") && number.len() == 13, "{number} is of the shops' range");
    let again = shop.ok("issue_card", json!({ "request_id": shop.request_id(), "customer": person }));
    assert_eq!(again["card_no"], number.as_str(), "a card is not exchanged silently");
    let page = json!({ "paper": "roll80", "height_mm": 120, "pdf": true, "name": "رسید" });
    assert_eq!(shop.refused("print_page", page), "no_dialog", "there is no window here");
}

#[test]
fn goods_that_come_back_lower_the_debt_or_leave_the_drawer() {
    let shop = Shop::started();
    let person = shop.customer("آرش", "فولادوند", "");
    let sale = on_credit(&shop, person, 1_000_000, 4_000_000);
    let back = |refund: Value, amount: i64| {
        json!({ "request_id": shop.request_id(), "sale": sale["sale"], "reason": "خراب بود", "day": null, "refund": refund,
            "what": { "kind": "amount", "amount_rial": amount } })
    };
    shop.ok("record_return", back(json!([{ "kind": "credit", "amount_rial": 1_500_000 }]), 1_500_000));
    let statement = shop.ok("credit_statement", json!({ "customer": person }));
    assert_eq!(
        (&statement["open_rial"], &statement["rows"][1]["kind"]),
        (&json!(2_500_000), &json!("refund")),
        "off the debt, by a line of its own"
    );
    shop.ok("record_return", back(json!([{ "kind": "cash", "amount_rial": 400_000 }]), 400_000));
    let till = shop.ok("read_till", json!({}));
    assert_eq!(
        (&till["figures"]["returns"], &till["figures"]["refunds_rial"], &till["expected_cash_rial"]),
        (&json!(2), &json!(1_900_000), &json!(600_000)),
        "a million came, four hundred thousand went"
    );
    let whole = json!({ "request_id": shop.request_id(), "sale": sale["sale"], "reason": "پشیمان شد", "day": null,
        "refund": [{ "kind": "credit", "amount_rial": 9_000_000 }], "what": { "kind": "amount", "amount_rial": 9_000_000 } });
    assert_eq!(shop.refused("record_return", whole), "return_too_much", "more than the sale");
}

/// Every kind of money movement in a row, closes between them: what the closes and the open record hold together is
/// what a plain count of the movements says, and a kept close never changes.
#[test]
fn closes_add_up_to_the_plain_count_of_everything() {
    for seed in 1_u64..=6 {
        let shop = Shop::started();
        let person = shop.customer("مریم", "سبزواری", "");
        let mut state = seed * 0x9E37_79B9;
        let mut draw = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let (mut cash, mut debt, mut live, mut kept) = (0_i64, 0_i64, Vec::new(), Vec::<Value>::new());
        for step in 0..50 {
            let amount = i64::try_from(1 + draw(90)).expect("small") * 100_000;
            match draw(7) {
                0..=2 => {
                    let kind = ["cash", "card", "credit"][usize::try_from(draw(3)).expect("small")];
                    let mut sale =
                        shop.sale_request(Some(person), amount, i32::try_from(draw(9)).expect("small"));
                    sale["payments"] = json!([{ "kind": kind, "amount_rial": amount }]);
                    let sale = shop.ok("record_sale", sale)["sale"].clone();
                    cash += if kind == "cash" { amount } else { 0 };
                    debt += if kind == "credit" { amount } else { 0 };
                    live.push((sale, kind, amount));
                }
                3 if !live.is_empty() => {
                    let place = usize::try_from(draw(live.len() as u64)).expect("small");
                    let (sale, kind, amount) = live.swap_remove(place);
                    shop.ok(
                        "cancel_sale",
                        json!({ "request_id": shop.request_id(), "sale": sale, "reason": "" }),
                    );
                    cash -= if kind == "cash" { amount } else { 0 };
                    debt -= if kind == "credit" { amount } else { 0 };
                }
                4 if debt > 0 => {
                    let part = amount.min(debt);
                    shop.ok("settle_credit", settle(&shop, person, "cash", part));
                    (cash, debt) = (cash + part, debt - part);
                }
                5 if !live.is_empty() => {
                    let place = usize::try_from(draw(live.len() as u64)).expect("small");
                    let (sale, _, amount) = live.swap_remove(place);
                    let what = json!({ "kind": "all" });
                    let seen = shop.ok("preview_return", json!({ "sale": sale, "what": what }));
                    let refund = seen["refund_rial"].as_i64().expect("an amount");
                    shop.ok("record_return", json!({ "request_id": shop.request_id(), "sale": sale, "reason": "برگشت",
                        "day": null, "what": what, "refund": if refund > 0 { json!([{ "kind": "cash", "amount_rial": refund }]) } else { json!([]) } }));
                    assert!(refund <= amount, "never more than was paid");
                    cash -= refund;
                }
                6 => kept.push(shop.ok("close_day", close(&shop, 0.max(cash)))),
                _ => {}
            }
            let statement = shop.ok("credit_statement", json!({ "customer": person }));
            let open = statement["open_rial"].as_i64().expect("an amount")
                - statement["owed_to_customer_rial"].as_i64().expect("an amount");
            assert_eq!(
                open, debt,
                "seed {seed}, step {step}: the debt is what the movements say, also when the shop owes"
            );
        }
        let net = |figures: &Value| figures["kinds"][0]["net_rial"].as_i64().expect("cash");
        let open = shop.ok("read_till", json!({}));
        let closes = shop.ok("list_closes", json!({ "offset": 0, "limit": 50 }));
        let mut closes = closes["closes"].as_array().expect("closes").clone();
        closes.reverse();
        let sum: i64 = closes.iter().map(|close| net(&close["figures"])).sum::<i64>() + net(&open["figures"]);
        assert_eq!(sum, cash, "seed {seed}: closes and the open record hold every rial once");
        for (now, then) in closes.iter().zip(&kept) {
            assert_eq!(now["figures"], then["figures"], "seed {seed}: a kept close never changes");
        }
    }
}

fn moved(shop: &Shop, way: &str, amount: i64, reason: &str) -> Value {
    json!({ "request_id": shop.request_id(), "way": way, "amount_rial": amount, "reason": reason })
}

#[test]
fn cash_in_and_out_of_the_drawer_is_counted_with_its_reason_and_taken_back_by_its_opposite() {
    let shop = Shop::started();
    let expected = |wanted: i64, why: &str| {
        assert_eq!(shop.ok("read_till", json!({}))["expected_cash_rial"], wanted, "{why}");
    };
    let check = |way: &str, amount: i64, reason: &str, wanted: (&str, &str), why: &str| {
        let error = shop.call("move_cash", moved(&shop, way, amount, reason)).expect_err(why);
        assert_eq!(
            (error.code.as_str(), error.params["field"].as_str()),
            (wanted.0, Some(wanted.1)),
            "{why}"
        );
    };
    check("in", 0, "خرد", ("amount_missing", "amount"), "nothing moves");
    check("out", -5, "خرد", ("amount_negative", "amount"), "the way says the sign");
    check("out", 5_000, "  ", ("reason_missing", "reason"), "no reason");
    check("out", 5_000, &"ن".repeat(201), ("text_too_long", "reason"), "a reason of 201 letters");
    expected(0, "what was refused moved nothing");

    let request = moved(&shop, "in", 3_000_000, "پول خرد از بانک");
    shop.ok("move_cash", request.clone());
    assert_eq!(shop.ok("move_cash", request)["repeated"], true, "twice is once");
    let rent = shop.ok("move_cash", moved(&shop, "out", 1_200_000, "پیک و ناهار"));
    expected(1_800_000, "in and out");
    let till = shop.ok("read_till", json!({}));
    let cash = &till["figures"]["kinds"][0];
    assert_eq!(
        (&till["figures"]["put_in_rial"], &till["figures"]["taken_out_rial"], &cash["net_rial"]),
        (&json!(3_000_000), &json!(1_200_000), &json!(0)),
        "told by themselves: nobody paid them"
    );
    let told: Vec<(&str, &str)> = till["moves"]
        .as_array()
        .expect("moves")
        .iter()
        .map(|one| (one["way"].as_str().unwrap_or_default(), one["reason"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(told, [("in", "پول خرد از بانک"), ("out", "پیک و ناهار")], "each with its reason");

    let back = |id: &Value| json!({ "request_id": shop.request_id(), "movement": id });
    shop.ok("reverse_cash_move", back(&rent["movement"]));
    assert_eq!(shop.refused("reverse_cash_move", back(&rent["movement"])), "move_reversed", "once");
    expected(3_000_000, "as before the lunch");
    let moves = shop.ok("read_till", json!({}))["moves"].clone();
    assert_eq!(
        moves.as_array().expect("moves").iter().map(|one| one["undone"] == true).collect::<Vec<_>>(),
        [false, true],
        "one row that says so"
    );

    let late = shop.ok("move_cash", moved(&shop, "out", 500_000, "نان"));
    let stale = close(&shop, 2_500_000);
    shop.ok("move_cash", moved(&shop, "in", 100_000, "پیدا شد"));
    assert_eq!(shop.refused("close_day", stale), "till_moved", "cash moved while it was counted");
    let kept = shop.ok("close_day", close(&shop, 2_600_000));
    assert_eq!(
        (&kept["expected_cash_rial"], &kept["difference_rial"], kept["moves"].as_array().map(Vec::len)),
        (&json!(2_600_000), &json!(0), Some(4)),
        "the sheet has every move"
    );
    shop.ok("reverse_cash_move", back(&late["movement"]));
    let next = shop.ok("read_till", json!({}));
    assert_eq!(
        (&next["figures"]["taken_out_rial"], &next["moves"][0]["reversal"], &next["moves"][0]["way"]),
        (&json!(-500_000), &json!(true), &json!("in")),
        "a mistake of a closed record comes back in the next one"
    );
    let closes = shop.ok("list_closes", json!({ "offset": 0, "limit": 5 }));
    assert_eq!(closes["closes"][0]["figures"], kept["figures"], "the kept close never changes");
    let care = Session { role: Role::Care, ..Session::OWNER };
    let refused =
        dispatch(&shop.app, &care, "move_cash", moved(&shop, "out", 5, "نان")).expect_err("no right");
    assert_eq!(refused.code, "forbidden", "the drawer is the counter's");
}

#[test]
fn the_money_of_a_return_is_split_by_hand_to_the_rial() {
    let shop = Shop::started();
    let person = shop.customer("لاله", "نیشابوری", "");
    let sold = |customer: Option<i64>, payments: Value| {
        let mut sale = shop.sale_request(customer, 10_000_000, 1);
        sale["payments"] = payments;
        shop.ok("record_sale", sale)["sale"].clone()
    };
    let pay = |kind: &str, rial: i64| json!({ "kind": kind, "amount_rial": rial });
    let sale = sold(Some(person), json!([pay("cash", 4_000_000), pay("credit", 6_000_000)]));
    let half = json!({ "kind": "amount", "amount_rial": 5_000_000 });
    let look = |sale: &Value, what: &Value, parts: Value| {
        shop.ok("preview_return", json!({ "sale": sale, "what": what, "refund": parts }))
    };
    let seen = look(&sale, &half, Value::Null);
    assert_eq!(
        (&seen["refund"], &seen["refund_left_rial"]),
        (&json!([pay("credit", 5_000_000)]), &json!(0)),
        "the debt first"
    );
    let check = |sale: &Value, parts: Value, wanted: Option<(&str, &str)>, left: i64, why: &str| {
        let seen = look(sale, &half, parts.clone());
        assert_eq!(seen["refund_left_rial"], left, "{why}: what is left");
        let problem = &seen["problems"][0];
        let told = problem["code"].as_str().zip(problem["params"]["field"].as_str());
        assert_eq!(told, wanted, "{why}: beside its field");
        let Some((code, _)) = wanted else { return };
        let request = json!({ "request_id": shop.request_id(), "sale": sale, "what": half, "reason": "عیب", "refund": parts, "day": null });
        assert_eq!(shop.refused("record_return", request), code, "{why}: refused as it was told");
    };
    let mixed = |cash: i64, card: i64, credit: i64| {
        json!([pay("cash", cash), pay("card", card), pay("credit", credit)])
    };
    check(&sale, mixed(1_000_000, 2_000_000, 2_000_000), None, 0, "three ways");
    check(
        &sale,
        mixed(1_000_000, 2_000_000, 1_999_999),
        Some(("refund_mismatch", "refund")),
        1,
        "a rial less",
    );
    check(
        &sale,
        mixed(1_000_001, 2_000_000, 2_000_000),
        Some(("refund_mismatch", "refund")),
        -1,
        "a rial more",
    );
    check(&sale, mixed(-1, 3_000_001, 2_000_000), Some(("amount_negative", "cash")), 0, "less than nothing");
    let anonymous = sold(None, json!([pay("card", 10_000_000)]));
    check(
        &anonymous,
        mixed(0, 4_000_000, 1_000_000),
        Some(("credit_needs_customer", "credit")),
        0,
        "nobody's account",
    );
    check(&anonymous, mixed(0, 5_000_000, 0), None, 0, "nothing to nobody's account is nothing");

    let record = |what: &Value, parts: Value| {
        shop.ok("record_return", json!({ "request_id": shop.request_id(), "sale": sale, "what": what, "reason": "عیب", "refund": parts, "day": null }))
    };
    record(&half, mixed(1_000_000, 0, 4_000_000));
    let rest = json!({ "kind": "all" });
    assert_eq!(
        look(&sale, &rest, Value::Null)["refund"],
        json!([pay("credit", 2_000_000), pay("cash", 3_000_000)]),
        "the next one proposes what has not gone back yet"
    );
    shop.ok("settle_credit", settle(&shop, person, "card", 1_500_000));
    assert_eq!(
        look(&sale, &rest, Value::Null)["refund"],
        json!([pay("credit", 500_000), pay("cash", 4_500_000)]),
        "what was settled meanwhile is no debt any more"
    );
}
