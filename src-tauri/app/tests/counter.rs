//! The counter through the dispatcher: what is promised is what is written, once, and undo leaves no trace in numbers.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use serde_json::json;
use support::Shop;

#[test]
fn a_sale_earns_points_and_reaches_every_screen() {
    let shop = Shop::started();
    let person = shop.customer("مریم", "سبزواری", "09125834821");
    let preview = shop.ok("preview_sale", json!({
        "customer": person, "amount_text": "۲٬۴۵۰٬۰۰۰", "lines": [], "discount_text": "", "redeem_text": "",
    }));
    assert_eq!(preview["total_rial"], 24_500_000, "typed in toman, kept in rial");
    assert_eq!(preview["total_words"], "دو میلیون و چهارصد و پنجاه هزار تومان", "in words");
    assert_eq!(preview["earn"]["points"], 240_000, "every 100,000 toman earns 10,000 points");
    let receipt = shop.sale(Some(person), 24_500_000, 0);
    assert_eq!(
        receipt["points_earned"], preview["earn"]["points"],
        "the commit gives what the preview promised"
    );
    assert_eq!(receipt["time"], "14:32", "the wall clock in Tehran");
    assert_eq!(shop.balance(person), 240_000, "the ledger agrees");
    let board = shop.ok("read_board", json!({ "period": null, "window_days": 90, "as_of": null }));
    assert_eq!(board["bridge"]["end"], 1, "the board counts the new customer at once");
    let file = shop.ok("customer_file", json!({ "customer": person }));
    assert_eq!(file["purchases"].as_array().map(Vec::len), Some(1), "the file shows the purchase");
    let page =
        shop.ok("customer_timeline", json!({ "customer": person, "kinds": [], "cursor": null, "limit": 10 }));
    assert_eq!(page["events"][0]["what"]["kind"], "purchase", "newest first");
    assert_eq!(page["events"][0]["what"]["points"], 240_000, "with its points");
    assert_eq!(page["events"][1]["what"]["op"], "create_customer", "and how it began");
}

#[test]
fn the_same_request_twice_is_one_sale() {
    let shop = Shop::started();
    let person = shop.customer("آرش", "فولادوند", "");
    let request = shop.sale_request(Some(person), 5_000_000, 0);
    let first = shop.ok("record_sale", request.clone());
    let second = shop.ok("record_sale", request.clone());
    assert_eq!(
        (&first["sale"], &second["repeated"]),
        (&second["sale"], &json!(true)),
        "the answer of the first"
    );
    assert_eq!(shop.balance(person), 50_000, "credited once");
    assert_eq!(shop.ok("day_so_far", json!({}))["sales"], 1, "sold once");
    let code = shop.refused(
        "cancel_sale",
        json!({ "request_id": request["request_id"], "sale": first["sale"], "reason": "" }),
    );
    assert_eq!(code, "request_reused", "an id belongs to one kind of change");
}

#[test]
fn undo_of_a_sale_leaves_the_numbers_as_before() {
    let shop = Shop::started();
    let person = shop.customer("لاله", "نیشابوری", "");
    shop.sale(Some(person), 8_000_000, 40);
    let question = json!({ "period": null, "window_days": 90, "as_of": null });
    let before = (shop.balance(person), shop.ok("read_board", question.clone()));
    let receipt = shop.sale(Some(person), 3_000_000, 0);
    let undo = json!({ "request_id": shop.request_id(), "sale": receipt["sale"], "reason": "اشتباه" });
    shop.ok("cancel_sale", undo.clone());
    assert_eq!(shop.ok("cancel_sale", undo)["repeated"], true, "undo twice is undo once");
    let mut after = shop.ok("read_board", question);
    assert_eq!(after["excluded"]["cancelled_sales"], 1, "the sale stays visible as cancelled");
    after["excluded"]["cancelled_sales"] = json!(0);
    assert_eq!((shop.balance(person), after), before, "points, revenue and bridge as if it had never been");
    let again = json!({ "request_id": shop.request_id(), "sale": receipt["sale"], "reason": "" });
    assert_eq!(
        shop.refused("cancel_sale", again),
        "sale_cancelled",
        "a cancelled sale is not cancelled again"
    );
}

#[test]
fn spent_points_come_from_the_ledger_and_go_back_to_it() {
    let shop = Shop::started();
    let person = shop.customer("آناهیتا", "کیانی", "");
    let earned = shop.sale(Some(person), 10_000_000, 3);
    assert_eq!(shop.balance(person), 100_000, "ten units");
    let mut spend = shop.sale_request(Some(person), 0, 0);
    spend["amount_rial"] = json!(5_000_000);
    spend["redeem_points"] = json!(40_000);
    spend["payments"] = json!([{ "kind": "cash", "amount_rial": 4_960_000 }]);
    let receipt = shop.ok("record_sale", spend);
    assert_eq!(
        receipt["balance_after"],
        100_000 - 40_000 + 40_000,
        "spent 40,000, earned 4 units on what was paid"
    );
    let undo =
        |sale: &serde_json::Value| json!({ "request_id": shop.request_id(), "sale": sale, "reason": "" });
    let code = shop.refused("cancel_sale", undo(&earned["sale"]));
    assert_eq!(code, "points_already_spent", "points of a sale that were spent hold it in place");
    shop.ok("cancel_sale", undo(&receipt["sale"]));
    assert_eq!(shop.balance(person), 100_000, "spent points are back, earned ones gone");
    shop.ok("cancel_sale", undo(&earned["sale"]));
    assert_eq!(shop.balance(person), 0, "now nothing holds the first sale");
}

#[test]
fn lines_add_up_and_payments_may_be_mixed() {
    let shop = Shop::started();
    let person = shop.customer("آرش", "فولادوند", "");
    let line = |title: &str, quantity: i64, price: i64| json!({ "product": null, "title": title, "quantity": quantity, "unit_price_rial": price });
    let mut request = shop.sale_request(None, 0, 0);
    request["lines"] = json!([line("ماگ سرامیکی", 2, 1_500_000), line("قهوه", 1, 2_000_000)]);
    request["discount_rial"] = json!(500_000);
    request["payments"] =
        json!([{ "kind": "cash", "amount_rial": 1_500_000 }, { "kind": "credit", "amount_rial": 3_000_000 }]);
    let nameless = shop.refused("record_sale", request.clone());
    assert_eq!(nameless, "credit_needs_customer", "nobody can be asked for a debt without a name");
    request["customer"] = json!(person);
    let receipt = shop.ok("record_sale", request);
    assert_eq!(
        (&receipt["total_rial"], &receipt["payable_rial"]),
        (&json!(5_000_000), &json!(4_500_000)),
        "2 + 1 less the discount"
    );
    assert_eq!(receipt["points_earned"], 40_000, "what is owed earns as what is paid");
    let day = shop.ok("day_so_far", json!({}));
    assert_eq!((&day["sales"], &day["total_rial"]), (&json!(1), &json!(4_500_000)), "the day counts it");
}

#[test]
fn bad_sales_are_refused_and_nothing_is_written() {
    let shop = Shop::started();
    let person = shop.customer("ژاله", "نوبختی", "");
    let check = |change: &dyn Fn(&mut serde_json::Value), code: &str, why: &str| {
        let mut request = shop.sale_request(Some(person), 1_000_000, 0);
        change(&mut request);
        assert_eq!(shop.refused("record_sale", request), code, "{why}");
    };
    let line = |title: &str, quantity: i64, price: i64| json!([{ "product": null, "title": title, "quantity": quantity, "unit_price_rial": price }]);
    check(&|r| r["amount_rial"] = json!(-5), "amount_negative", "a sale is not a refund");
    check(
        &|r| r["amount_rial"] = json!(9_007_199_254_740_993_i64),
        "number_too_large",
        "beyond 2^53 nothing crosses",
    );
    check(&|r| r["payments"] = json!([]), "payments_mismatch", "somebody pays");
    check(
        &|r| r["payments"] = json!([{ "kind": "card", "amount_rial": 999_999 }]),
        "payments_mismatch",
        "one rial short",
    );
    check(&|r| r["discount_rial"] = json!(1_000_001), "discount_too_large", "a discount beyond the price");
    check(&|r| r["discount_rial"] = json!(-1), "discount_too_large", "a discount below zero");
    check(&|r| r["redeem_points"] = json!(10), "points_not_enough", "points that are not there");
    check(&|r| r["redeem_points"] = json!(-10), "redeem_invalid", "points below zero");
    check(&|r| r["lines"] = line("قهوه", -2, 10), "line_quantity_invalid", "negative quantity");
    check(&|r| r["lines"] = line("قهوه", 0, 10), "line_quantity_invalid", "no quantity");
    check(&|r| r["lines"] = line(" ", 1, 10), "line_title_empty", "a line without a name");
    check(
        &|r| r["lines"] = line("قهوه", 9_000_000_000, 9_000_000_000),
        "amount_too_large",
        "an overflow is caught",
    );
    check(&|r| r["day"] = json!(shop.today().plus_days(1).get()), "date_in_future", "tomorrow's sale");
    check(&|r| r["day"] = json!(-200_000), "date_year_out_of_range", "before the calendar");
    check(&|r| r["customer"] = json!(987_654), "not_found", "nobody has this id");
    check(&|r| r["request_id"] = json!(""), "bad_request", "no request id");
    check(&|r| r["note"] = json!("ی".repeat(3_000)), "text_too_long", "a novel for a note");
    check(&|r| r["amont"] = json!(1), "bad_request", "a field that does not exist");
    assert_eq!(shop.ok("day_so_far", json!({}))["sales"], 0, "nothing of all this was written");
    assert_eq!(shop.balance(person), 0, "and nobody earned");
}

#[test]
fn typed_amounts_and_dates_are_read_as_people_write_them() {
    let shop = Shop::started();
    let preview = |text: &str| {
        shop.ok("preview_sale", json!({ "customer": null, "amount_text": text, "lines": [], "discount_text": "", "redeem_text": "" }))
    };
    let amount = |text: &str, rial: i64| assert_eq!(preview(text)["total_rial"], rial, "{text}");
    amount("250000", 2_500_000);
    amount("۲۵۰٬۰۰۰", 2_500_000);
    amount("٢٥٠,٠٠٠ تومان", 2_500_000);
    amount("250000 ریال", 250_000);
    let problem =
        |text: &str, code: &str| assert_eq!(preview(text)["problems"][0]["problem"]["code"], code, "{text}");
    problem("", "amount_missing");
    problem("abc", "amount_invalid");
    problem("-5", "amount_negative");
    problem(&"9".repeat(300), "amount_too_large");
    let day = |text: &str, slashes: &str| {
        assert_eq!(shop.ok("read_day", json!({ "text": text }))["view"]["slashes"], slashes, "{text}");
    };
    day("1405/9/1", "۱۴۰۵/۰۹/۰۱");
    day("۱ آذر ۱۴۰۵", "۱۴۰۵/۰۹/۰۱");
    day("یکشنبه ۱ آذر ۱۴۰۵", "۱۴۰۵/۰۹/۰۱");
    day("2026-11-22", "۱۴۰۵/۰۹/۰۱");
    let bad = |text: &str, code: &str| {
        assert_eq!(shop.refused("read_day", json!({ "text": text })), code, "{text}")
    };
    bad("1404/12/30", "date_day_out_of_range");
    bad("1600/01/01", "date_year_out_of_range");
    bad("05/9/1", "date_ambiguous");
    bad("فردا", "date_invalid");
}

#[test]
fn an_amount_ten_times_off_is_warned_about() {
    let shop = Shop::started();
    let person = shop.customer("کتایون", "رنجبر", "");
    for days_ago in [30, 20, 10] {
        shop.sale(Some(person), 2_000_000, days_ago);
    }
    let warning = |text: &str| {
        let request = json!({ "customer": person, "amount_text": text, "lines": [], "discount_text": "", "redeem_text": "" });
        shop.ok("preview_sale", request)["amount_warning"]["kind"].clone()
    };
    assert_eq!(warning("2,000,000"), "ten_times_more", "a zero too many");
    assert_eq!(warning("20,000"), "ten_times_less", "a zero too few");
    assert_eq!(warning("250,000"), json!(null), "a usual basket");
}
