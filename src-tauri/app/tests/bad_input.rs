//! Bad input is expected input: each mistake that people make at the counter and in the club gets its own answer, and
//! nothing is written.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use bazgasht_store::{journal, points};
use serde_json::{Value, json};
use support::{NOON, Shop};

const DAY_MS: i64 = 86_400_000;

/// `usual` with the fields of `changes`.
fn with(mut usual: Value, changes: Value) -> Value {
    for (field, value) in changes.as_object().expect("an object") {
        usual[field] = value.clone();
    }
    usual
}

fn paid(rial: i64) -> Value {
    json!([{ "kind": "card", "amount_rial": rial }])
}

fn coupon(shop: &Shop, customer: Value, changes: Value) -> Value {
    let fields = with(
        json!({
            "name": "یلدا", "benefit": { "kind": "amount", "rial": 100_000 }, "minimum_rial": 0, "max_uses": null,
            "max_uses_per_customer": null, "from": null, "until": null, "products": [], "categories": [], "tiers": [],
        }),
        changes,
    );
    let request = json!({ "request_id": shop.request_id(), "coupon": null, "code": "", "customer": customer, "archived": false, "fields": fields });
    shop.ok("save_coupon", request)["code"].clone()
}

/// The same code with its check character changed.
fn miswritten(code: &Value) -> String {
    let code = code.as_str().expect("a code");
    let (body, check) = code.split_at(code.len() - 1);
    format!("{body}{}", if check == "A" { "B" } else { "A" })
}

struct Counter {
    shop: Shop,
    buyer: i64,
    /// A sale of three pieces for a million rial each.
    sold: Value,
    line: Value,
    /// The return of a second sale, and that sale.
    back: Value,
    returned: Value,
}

impl Counter {
    /// A shop on an ordinary day: somebody with 40,000 points, spendable from 5,000 on in steps of 100.
    fn open() -> Self {
        let shop = Shop::started();
        let club = shop.ok("read_club", json!({}));
        let rules = with(
            club["program"].clone(),
            json!({ "redeem_minimum": 5_000, "redeem_step": 100, "redeem_points": 10, "redeem_value": 10 }),
        );
        let request =
            json!({ "request_id": shop.request_id(), "revision": club["revision"], "program": rules });
        shop.ok("save_program", request);
        let buyer = shop.customer("سارا", "نیکنام", "09121726548");
        let line = json!({ "product": null, "title": "چای", "quantity": 3, "unit_price_rial": 1_000_000 });
        let lines = json!({ "lines": [line], "payments": paid(3_000_000), "request_id": shop.request_id() });
        let sold = shop.ok("record_sale", with(shop.sale_request(Some(buyer), 3_000_000, 0), lines));
        let second = shop.sale(Some(buyer), 1_000_000, 0);
        shop.sale(Some(buyer), 1_000_000, 0);
        let what = json!({ "sale": sold["sale"], "what": { "kind": "lines", "lines": [] } });
        let line = shop.ok("preview_return", what)["lines"][0]["line"].clone();
        let request = json!({ "request_id": shop.request_id(), "sale": second["sale"], "what": { "kind": "all" }, "reason": "x", "refund": paid(1_000_000), "day": null });
        let back = shop.ok("record_return", request);
        Self {
            buyer,
            sold: sold["sale"].clone(),
            line,
            back: back["id"].clone(),
            returned: second["sale"].clone(),
            shop,
        }
    }

    fn head(&self) -> i64 {
        self.shop.app.shop().store().read(journal::head).expect("the journal is read").seq
    }

    /// The command refuses with `code` and leaves everything as it was.
    #[track_caller]
    fn check(&self, command: &str, request: Value, code: &str, why: &str) {
        let (before, points_before) = (self.head(), self.shop.balance_in_file(self.buyer));
        let request = with(request, json!({ "request_id": self.shop.request_id() }));
        assert_eq!(self.shop.refused(command, request), code, "{why}");
        assert_eq!(self.head(), before, "{why}: nothing was changed");
        assert_eq!(self.shop.balance_in_file(self.buyer), points_before, "{why}: no point was moved");
        let store = self.shop.app.shop();
        assert_eq!(store.store().read(points::audit).expect("read"), [], "{why}: the ledger adds up");
    }

    fn sale(&self, changes: Value) -> Value {
        with(self.shop.sale_request(Some(self.buyer), 1_000_000, 0), changes)
    }

    fn line(&self, changes: Value) -> Value {
        let line = json!({ "product": null, "title": "چای", "quantity": 1, "unit_price_rial": 1_000_000 });
        self.sale(json!({ "lines": [with(line, changes)] }))
    }

    fn give_back(&self, sale: &Value, what: Value, rial: i64) -> Value {
        json!({ "sale": sale, "what": what, "reason": "x", "refund": paid(rial), "day": null })
    }
}

#[test]
fn coupons_that_are_not_for_this_sale() {
    let at = Counter::open();
    let other = at.shop.customer("بابک", "پارسا", "09351908594");
    let used = |code: &Value| at.sale(json!({ "coupon_code": code, "payments": paid(900_000) }));
    let yesterday = json!({ "day": at.shop.today().plus_days(-1).get(), "minute": 600 });
    let old = coupon(&at.shop, json!(null), json!({ "until": yesterday }));
    let once = coupon(&at.shop, json!(null), json!({ "max_uses": 1 }));
    at.shop.ok("record_sale", used(&once));
    let fine = coupon(&at.shop, json!(null), json!({}));
    let minimum = coupon(&at.shop, json!(null), json!({ "minimum_rial": 2_000_000 }));
    let rows = [
        (coupon(&at.shop, json!(other), json!({})), "coupon_of_another", "somebody else's"),
        (old, "coupon_over", "it ended yesterday"),
        (once, "coupon_used_up", "it was used"),
        (json!(miswritten(&fine)), "coupon_unknown", "a wrong check character is no other coupon"),
        (json!("' OR 1=1 --"), "coupon_unknown", "not a code at all"),
        (json!("9".repeat(300)), "coupon_unknown", "300 digits"),
        (minimum, "coupon_minimum", "the basket is too small for it"),
    ];
    for (code, refusal, why) in rows {
        at.check("record_sale", used(&code), refusal, why);
    }
    at.shop.ok("record_sale", used(&fine));
}

#[test]
fn points_that_can_not_be_spent() {
    let at = Counter::open();
    let spend =
        |points: i64| at.sale(json!({ "redeem_points": points, "payments": paid(1_000_000 - points) }));
    at.check("record_sale", spend(4_900), "redeem_minimum", "below the minimum");
    at.check("record_sale", spend(5_050), "redeem_step", "between two steps");
    at.check("record_sale", spend(40_100), "points_not_enough", "more than there are");
    at.check("record_sale", spend(-5_000), "redeem_invalid", "below zero");
    let nobody = with(spend(5_000), json!({ "customer": null }));
    at.check("record_sale", nobody, "redeem_needs_customer", "of nobody");
    let take = json!({ "customer": at.buyer, "points": -40_001, "reason": "اشتباه" });
    at.check("adjust_points", take, "points_not_enough", "an adjustment takes no more either");
    let aside = json!({ "suspended": null, "label": "", "customer": at.buyer, "body": "{}", "total_rial": 0, "lines": 0, "redeem_points": 40_001 });
    at.check("suspend_sale", aside, "points_not_enough", "nor does a sale put aside reserve more");
    at.shop.ok("record_sale", spend(5_000));
}

#[test]
fn returns_that_can_not_be() {
    let at = Counter::open();
    let lines =
        |milli: i64| json!({ "kind": "lines", "lines": [{ "line": at.line, "quantity_milli": milli }] });
    let larger = at.give_back(&at.sold, lines(3_001), 1_000_000);
    at.check("record_return", larger, "return_too_much", "more than was sold");
    at.check("record_return", at.give_back(&at.sold, lines(0), 0), "return_nothing", "nothing of it");
    at.check(
        "record_return",
        at.give_back(&at.sold, lines(-1_000), 0),
        "return_nothing",
        "less than nothing",
    );
    let more = json!({ "kind": "amount", "amount_rial": 9_000_000 });
    at.check(
        "record_return",
        at.give_back(&at.sold, more, 9_000_000),
        "return_by_lines",
        "an amount of lines",
    );
    let all = json!({ "kind": "all" });
    let twice = at.give_back(&at.returned, all.clone(), 1_000_000);
    at.check("record_return", twice, "sale_returned", "it is back already");
    let of_return = at.give_back(&at.back, all.clone(), 1_000_000);
    at.check("record_return", of_return, "not_found", "a return is no sale: it is never returned");
    let cancel = json!({ "sale": at.returned, "reason": "x" });
    at.check("cancel_sale", cancel, "sale_has_returns", "nor is the sale undone after it");
    let refund = at.give_back(&at.sold, all, 3_000_001);
    at.check("record_return", refund, "refund_mismatch", "more money than it cost");
}

#[test]
fn amounts_and_quantities() {
    let at = Counter::open();
    at.check("record_sale", at.line(json!({ "quantity": 0 })), "line_quantity_invalid", "no piece");
    at.check("record_sale", at.line(json!({ "quantity": -2 })), "line_quantity_invalid", "less than none");
    at.check(
        "record_sale",
        at.line(json!({ "unit_price_rial": -1 })),
        "line_price_invalid",
        "a price below zero",
    );
    let minus = at.sale(json!({ "amount_rial": -5, "payments": [] }));
    at.check("record_sale", minus, "amount_negative", "a sale below zero");
    let many = at.sale(json!({ "amount_rial": 9_007_199_254_740_992_i64 }));
    at.check("record_sale", many, "number_too_large", "more than can be held");
    let discount = at.sale(json!({ "discount_rial": 1_000_001 }));
    at.check("record_sale", discount, "discount_too_large", "a discount above the price");
    at.check(
        "record_sale",
        at.sale(json!({ "payments": paid(999_999) })),
        "payments_mismatch",
        "a rial short",
    );
    at.check(
        "read_amount",
        json!({ "text": "9".repeat(300) }),
        "bad_request",
        "a command without a request id",
    );
    let read = |text: String| at.shop.refused("read_amount", json!({ "text": text }));
    assert_eq!(read("9".repeat(300)), "amount_too_large", "300 digits");
    assert_eq!(read("۹".repeat(300)), "amount_too_large", "300 Persian digits");
    assert_eq!(read("دوازده".to_owned()), "amount_invalid", "a word");

    let gift = at.line(json!({ "unit_price_rial": 0 }));
    let gift = at.shop.ok("record_sale", with(gift, json!({ "payments": [] })));
    assert_eq!(
        (&gift["payable_rial"], &gift["points_earned"]),
        (&json!(0), &json!(0)),
        "a price of 0 is a gift"
    );
}

/// A slip of a key is told and never refused: a wedding is no slip.
#[test]
fn an_amount_ten_times_off_is_told() {
    let at = Counter::open();
    for days_ago in 1..8 {
        at.shop.sale(Some(at.buyer), 1_000_000, days_ago);
    }
    at.shop.ok("read_board", json!({ "period": null, "window_days": null, "as_of": null }));
    let told = |toman: &str| {
        let request = json!({ "customer": at.buyer, "amount_text": toman, "lines": [], "discount_text": "", "redeem_text": "" });
        let preview = at.shop.ok("preview_sale", request);
        assert_eq!(preview["problems"], json!([]), "{toman}: it can be recorded");
        preview["amount_warning"]["kind"].clone()
    };
    assert_eq!(told("1000000"), "ten_times_more", "a nought too many");
    assert_eq!(told("10000"), "ten_times_less", "a nought too few");
    assert_eq!(told("100000"), json!(null), "the usual");
    at.shop.sale(Some(at.buyer), 10_000_000, 0);
}

#[test]
fn people_as_they_are_typed() {
    let at = Counter::open();
    let new = |fields: Value, shared: bool| json!({ "fields": fields, "shared_mobile_ok": shared });
    let mobile = json!({ "first_name": "بابک", "last_name": "پارسا", "mobile": "0912 172 6548" });
    at.check("create_customer", new(mobile.clone(), false), "duplicate_mobile", "two people with one mobile");
    let request = with(new(mobile, true), json!({ "request_id": at.shop.request_id() }));
    at.shop.ok("create_customer", request);
    let found = at.shop.ok("find_people", json!({ "text": "6548", "limit": 9 }));
    assert_eq!(found["hits"].as_array().map(Vec::len), Some(2), "a family is two people behind one number");

    let born = |text: &str| json!({ "first_name": "مینا", "last_name": "کریمی", "birthday": text });
    for (text, kept) in [("30 اسفند", "۳۰ اسفند"), ("1403/12/30", "۱۴۰۳"), ("29 اسفند 1404", "۱۴۰۴")]
    {
        let request = with(new(born(text), true), json!({ "request_id": at.shop.request_id() }));
        let saved = at.shop.ok("create_customer", request);
        let file = at.shop.ok("customer_file", json!({ "customer": saved["id"] }));
        let told = file["birthday"]["text"].as_str().expect("a birthday");
        assert!(told.contains(kept), "{text} is kept as {told}");
    }
    let common = new(born("1404/12/30"), true);
    at.check("create_customer", common, "date_day_out_of_range", "30 Esfand of a common year");
    at.check("create_customer", new(born("31 مهر"), true), "date_day_out_of_range", "a day no year has");

    // On the day itself, in a year that has no 30 Esfand, the birthday is on the 29th.
    let saved = with(new(born("30 اسفند"), true), json!({ "request_id": at.shop.request_id() }));
    let saved = at.shop.ok("create_customer", saved)["id"].clone();
    let eve = bazgasht_domain::calendar::JalaliDate::new(1405, 12, 29).expect("a day").day();
    at.shop.set_now(NOON + i64::from(eve.days_since(at.shop.today())) * DAY_MS);
    let list = at.shop.ok("list_customers", json!({ "text": "", "filter": "birthday_this_week", "sort": "points", "descending": true, "offset": 0, "limit": 20 }));
    let rows = list["rows"].as_array().expect("rows");
    assert!(rows.iter().any(|row| row["id"] == saved), "and is told on that day: {rows:?}");
}

#[test]
fn a_name_of_two_hundred_letters_with_pictures_and_marks() {
    let at = Counter::open();
    // Marks of direction, a joiner that means something, a picture of two characters.
    let dirty = |letters: usize| {
        format!("\u{202e}\u{200f}گل\u{200c}پری👩\u{200d}🍳\u{2066} {}\u{0}\u{feff}", "م".repeat(letters))
    };
    let request = |last: &str| json!({ "request_id": at.shop.request_id(), "fields": { "first_name": dirty(60), "last_name": last }, "shared_mobile_ok": false });
    let last = "ن".repeat(100);
    let saved = at.shop.ok("create_customer", request(&last));
    let file = at.shop.ok("customer_file", json!({ "customer": saved["id"] }));
    let name = file["card"]["name"].as_str().expect("a name");
    let marks = ['\u{202e}', '\u{200f}', '\u{2066}', '\u{0}', '\u{feff}'];
    assert!(!name.contains(marks), "stored without marks that turn the line round: {name:?}");
    assert!(name.contains("گل\u{200c}پری") && name.contains('👩'), "what the name says stays: {name:?}");
    assert!(name.ends_with(&last), "all of it");
    for typed in ["گل پری", "گلپری", &"ن".repeat(20)] {
        let found = at.shop.ok("find_people", json!({ "text": typed, "limit": 5 }));
        assert_eq!(found["hits"][0]["id"], saved["id"], "found again by {typed:.20}");
    }
    let refused = at.shop.refused("create_customer", request(&"ن".repeat(101)));
    assert_eq!(refused, "text_too_long", "a longer one is refused, not cut");
}
