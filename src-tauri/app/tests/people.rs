//! People through the dispatcher: every field, the shop's own fields, leads, offers, notes, health, family, erasing,
//! handing out. Bad input is refused by its field and nothing is lost.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use bazgasht_app::export_person;
use bazgasht_domain::ids::CustomerId;
use serde_json::{Value, json};
use support::Shop;

fn create(shop: &Shop, fields: Value) -> Result<i64, String> {
    let request = json!({ "request_id": shop.request_id(), "fields": fields, "shared_mobile_ok": false });
    shop.call("create_customer", request).map(|saved| saved["id"].as_i64().expect("an id")).map_err(|error| {
        format!("{} {}", error.code, error.params.get("field").and_then(Value::as_str).unwrap_or("-"))
    })
}

fn edit(shop: &Shop, customer: i64, patch: Value) -> Result<Value, String> {
    let request = json!({ "request_id": shop.request_id(), "customer": customer, "patch": patch, "shared_mobile_ok": false });
    shop.call("edit_customer", request).map_err(|error| {
        format!("{} {}", error.code, error.params.get("field").and_then(Value::as_str).unwrap_or("-"))
    })
}

fn file(shop: &Shop, customer: i64) -> Value {
    shop.ok("customer_file", json!({ "customer": customer }))
}

fn timeline(shop: &Shop, customer: i64, kinds: Value) -> Vec<Value> {
    let page = shop.ok(
        "customer_timeline",
        json!({ "customer": customer, "kinds": kinds, "cursor": null, "limit": 100 }),
    );
    page["events"].as_array().expect("events").iter().map(|event| event["what"].clone()).collect()
}

/// Until the numbers are in memory people are found by name and number only: the list waits for them.
fn settled(shop: &Shop) {
    let all = json!({ "text": "", "filter": "all", "custom": [], "columns": [], "sort": "newest", "descending": true, "offset": 0, "limit": 1 });
    shop.ok("list_customers", all);
}

fn found(shop: &Shop, text: &str) -> Vec<i64> {
    settled(shop);
    let answer = shop.ok("find_people", json!({ "text": text, "limit": 20 }));
    answer["hits"].as_array().expect("hits").iter().filter_map(|hit| hit["id"].as_i64()).collect()
}

fn full(referrer: Option<i64>) -> Value {
    json!({
        "first_name": "بنیامین", "last_name": "صیادی", "mobile": "۰۹۱۲ ۱۲۳ ۴۵۶۷", "mobile_label": "خودش",
        "phones": [{ "number": "0935 987 6543", "label": "همسر" }, { "number": "021-88776655", "label": "محل کار" }],
        "birthday": "۳۰ اسفند", "gender": "male", "city": "تهران", "district": "سعادت‌آباد", "address": "خیابان نیلوفر",
        "national_code": "0499370899", "card_no": "۲۰۰۰۱", "company": "ساختمان نور", "company_size": "۱۲",
        "tags": ["عمده"], "channel": "اینستاگرام", "acquisition_cost": "۵۰٬۰۰۰", "referrer": referrer,
        "consents": [{ "channel": "sms", "granted": true, "origin": "counter" }, { "channel": "call", "granted": false, "origin": "form" }],
        "note": "بسته‌بندی هدیه",
    })
}

#[test]
fn every_field_is_kept_found_and_told() {
    let shop = Shop::started();
    let friend = shop.customer("مریم", "سبزواری", "09121110000");
    let id = create(&shop, full(Some(friend))).expect("a person");
    let seen = file(&shop, id);
    let fields = &seen["fields"];
    for (name, wanted) in [
        ("mobile", "09121234567"),
        ("mobile_label", "خودش"),
        ("birthday", "۳۰ اسفند"),
        ("district", "سعادت\u{200c}آباد"),
        ("national_code", "0499370899"),
        ("card_no", "20001"),
        ("company", "ساختمان نور"),
        ("company_size", "۱۲"),
        ("channel", "اینستاگرام"),
        ("acquisition_cost", "۵۰٬۰۰۰"),
        ("note", "بسته\u{200c}بندی هدیه"),
    ] {
        assert_eq!(fields[name], wanted, "{name} reads back");
    }
    assert_eq!(
        fields["phones"][0],
        json!({ "number": "09359876543", "label": "همسر" }),
        "a second mobile with its label"
    );
    assert_eq!(fields["phones"][1]["number"], "02188776655", "a landline");
    let more = &seen["more"];
    assert_eq!(more["referrer"]["name"], "مریم سبزواری", "who brought them, by name");
    assert_eq!(more["consents"][0]["granted"], true, "sms: yes");
    assert_eq!(more["consents"][0]["origin"], "counter", "where the answer came from");
    assert_eq!(more["consents"][1]["granted"], false, "call: no");
    assert_eq!(more["consents"][2]["granted"], Value::Null, "messenger: never asked");
    assert_eq!(file(&shop, friend)["more"]["referred"][0]["id"], id, "and the other side of it");
    for text in ["سعادت", "ساختمان", "0935987", "88776655", "بنیامین نور"] {
        assert_eq!(found(&shop, text), [id], "«{text}» finds the person");
    }
}

#[test]
fn bad_input_names_its_field_and_writes_nothing() {
    let shop = Shop::started();
    let id = create(&shop, full(None)).expect("a person");
    let other = shop.customer("مریم", "سبزواری", "09121110000");
    let long = "ن".repeat(101);
    let odd = format!("\u{202e}{}👨‍👩‍👧", "نا".repeat(100));
    for (patch, wanted, why) in [
        (
            json!({ "national_code": "0499370898" }),
            "national_code_invalid national_code",
            "a wrong check digit",
        ),
        (json!({ "birthday": "1404/12/30" }), "date_day_out_of_range birthday", "30 Esfand in a common year"),
        (
            json!({ "phones": [{ "number": "0912", "label": "" }] }),
            "mobile_invalid phones",
            "a short second number",
        ),
        (json!({ "first_name": long }), "text_too_long first_name", "a name that is too long"),
        (json!({ "first_name": odd }), "text_too_long first_name", "200 letters with emoji and bidi marks"),
        (json!({ "company_size": "ده" }), "number_invalid company_size", "a word for a number"),
        (json!({ "acquisition_cost": "-5" }), "amount_invalid acquisition_cost", "a negative cost"),
        (json!({ "referrer": id }), "referrer_self referrer", "brought by themselves"),
        (json!({ "mobile": "09121110000" }), "duplicate_mobile mobile", "somebody else's mobile"),
        (json!({ "nickname": "بنی" }), "bad_request -", "a field that does not exist"),
        (json!({ "city": 5 }), "bad_request -", "a number for a text"),
    ] {
        let before = file(&shop, id);
        assert_eq!(edit(&shop, id, patch).expect_err(why), wanted, "{why}");
        assert_eq!(file(&shop, id), before, "{why}: nothing changed");
    }
    let shown = format!("{}\u{202e}👩‍🍳", "نام".repeat(30));
    edit(&shop, id, json!({ "first_name": shown })).expect("90 letters with emoji are a name");
    edit(&shop, other, json!({ "referrer": id })).expect("brought by the first");
    assert_eq!(
        edit(&shop, id, json!({ "referrer": other })),
        Err("referrer_ring referrer".into()),
        "a ring of two"
    );
    let third = shop.customer("علی", "رضایی", "09121110001");
    edit(&shop, third, json!({ "referrer": other })).expect("a line of three");
    assert_eq!(
        edit(&shop, id, json!({ "referrer": third })),
        Err("referrer_ring referrer".into()),
        "a ring of three"
    );
    let twin = json!({ "first_name": "رضا", "last_name": "کاظمی", "national_code": "0499370899" });
    assert_eq!(
        create(&shop, twin),
        Err("duplicate_national_code national_code".into()),
        "one code, one person"
    );
}

#[test]
fn an_edit_in_place_says_before_and_after_and_can_be_taken_back() {
    let shop = Shop::started();
    let id = create(&shop, full(None)).expect("a person");
    let before = file(&shop, id)["fields"].clone();
    let of = shop.request_id();
    let patch = json!({ "city": "بابلسر", "tags": ["عمده", "همکار"], "consents": [{ "channel": "sms", "granted": false, "origin": "call" }] });
    shop.ok(
        "edit_customer",
        json!({ "request_id": of, "customer": id, "patch": patch, "shared_mobile_ok": false }),
    );
    let edits = timeline(&shop, id, json!(["edit"]));
    assert_eq!(
        edits[0]["changes"],
        json!([
            { "field": "city", "part": "", "before": "تهران", "after": "بابلسر" },
            { "field": "tags", "part": "", "before": "عمده", "after": "عمده، همکار" },
            { "field": "consents", "part": "sms", "before": "yes", "after": "no" },
        ]),
        "field by field"
    );
    shop.set_now(support::NOON + 60_000);
    shop.ok("undo_change", json!({ "request_id": shop.request_id(), "of": of }));
    assert_eq!(file(&shop, id)["fields"], before, "as before, the instant of the consent too");
}

#[test]
fn own_fields_are_typed_checked_found_filtered_and_archived() {
    let shop = Shop::started();
    let make = |name: &str, kind: &str, choices: Value| {
        let request = json!({ "request_id": shop.request_id(), "field": null, "name": name, "kind": kind, "choices": choices, "place": null });
        shop.call("save_custom_field", request)
            .map(|saved| saved["id"].as_i64().expect("an id"))
            .map_err(|error| error.code)
    };
    let size = make("سایز کفش", "number", json!([])).expect("a number");
    let wedding = make("سالگرد ازدواج", "date", json!([])).expect("a date");
    let colour = make("رنگ", "choice", json!(["سرمه‌ای", "زرشکی"])).expect("a choice");
    let vip = make("مهمان ویژه", "yes_no", json!([])).expect("yes or no");
    let pet = make("نام گربه", "text", json!([])).expect("a text");
    assert_eq!(make("رنگ", "text", json!([])), Err("field_name_taken".into()), "one name once");
    assert_eq!(make("طرح", "choice", json!(["یک"])), Err("choices_missing".into()), "a choice of one");
    let id = shop.customer("مریم", "سبزواری", "09121110000");
    let set = |field: i64, text: &str| {
        edit(&shop, id, json!({ "custom": [{ "field": field, "text": text }] })).map(|_| ())
    };
    let read = |field: i64| {
        let seen = file(&shop, id);
        let all = seen["fields"]["custom"].as_array().expect("own fields").clone();
        all.iter().find(|one| one["field"] == field).map_or(Value::Null, |one| one["text"].clone())
    };
    for (field, typed, wanted, why) in [
        (size, "42", "۴۲", "digits"),
        (size, "۴۲٫۵", "۴۲٫۵", "a half"),
        (size, "1,250.125", "۱۲۵۰٫۱۲۵", "thousands"),
        (size, "-3", "−۳", "below zero"),
        (wedding, "1404/1/5", "۱۴۰۴/۰۱/۰۵", "a date"),
        (colour, "زرشكي", "زرشکی", "a choice in Arabic letters"),
        (vip, "yes", "yes", "yes"),
        (pet, "پشمک", "پشمک", "a text"),
    ] {
        assert_eq!(set(field, typed), Ok(()), "{why}");
        assert_eq!(read(field), wanted, "{why}");
    }
    for (field, typed, wanted, why) in [
        (size, "چهل", "number_invalid custom", "a word"),
        (size, "1.2345", "number_invalid custom", "four decimals"),
        (wedding, "1404/12/30", "date_day_out_of_range custom", "no such day"),
        (colour, "سبز", "choice_unknown custom", "no such choice"),
        (vip, "شاید", "choice_unknown custom", "maybe"),
    ] {
        let before = read(field);
        assert_eq!(set(field, typed), Err(wanted.into()), "{why}");
        assert_eq!(read(field), before, "{why}: the value stays");
    }
    let list = |field: i64, from: &str, to: &str| {
        let custom = json!([{ "field": field, "from": from, "to": to }]);
        let request = json!({ "text": "", "filter": "all", "custom": custom, "columns": [colour, vip], "sort": "name", "descending": false, "offset": 0, "limit": 10 });
        shop.ok("list_customers", request)
    };
    shop.customer("علی", "رضایی", "09121110001");
    for (field, from, to, wanted, why) in [
        (size, "", "", 1, "any value"),
        (size, "-5", "0", 1, "between"),
        (size, "1", "", 0, "above"),
        (colour, "زرشکی", "", 1, "a choice"),
        (colour, "سرمه‌ای", "", 0, "another"),
        (vip, "no", "", 0, "no"),
        (wedding, "1404/01/01", "1404/01/31", 1, "a month"),
    ] {
        assert_eq!(list(field, from, to)["total"], wanted, "{why}");
    }
    assert_eq!(list(vip, "yes", "")["rows"][0]["custom"], json!(["زرشکی", "yes"]), "columns as asked");
    assert_eq!(found(&shop, "پشمک"), [id], "found by a text");
    assert_eq!(found(&shop, "زرشکی"), [id], "found by a choice");
    let archive = |archived: bool| {
        shop.ok(
            "archive_custom_field",
            json!({ "request_id": shop.request_id(), "field": colour, "archived": archived }),
        )
    };
    archive(true);
    assert_eq!(read(colour), Value::Null, "an archived field is not shown");
    set(pet, "").expect("another field emptied meanwhile");
    archive(false);
    assert_eq!(read(colour), "زرشکی", "and comes back with its value");
    assert_eq!(read(pet), "", "an emptied one is empty");
}

#[test]
fn a_lead_goes_through_its_stages_and_is_won_by_a_sale_alone() {
    let shop = Shop::started();
    let request = json!({ "request_id": shop.request_id(), "fields": { "first_name": "نیما", "last_name": "بختیاری", "mobile": "09143301742" }, "shared_mobile_ok": false, "is_lead": true });
    let id = shop.ok("create_customer", request)["id"].as_i64().expect("an id");
    let stage = |stage: &str, reason: &str| {
        let request =
            json!({ "request_id": shop.request_id(), "customer": id, "stage": stage, "reason": reason });
        shop.call("set_lead_stage", request).map(|_| ()).map_err(|error| error.code)
    };
    let at = || {
        let board = shop.ok("read_leads", json!({ "stage": null, "offset": 0, "limit": 50 }));
        let columns = board["columns"].as_array().expect("columns").clone();
        let has = |column: &&Value| {
            column["rows"].as_array().expect("rows").iter().any(|row| row["customer"] == id)
        };
        columns
            .iter()
            .find(has)
            .map_or("nowhere".to_owned(), |column| column["stage"].as_str().expect("a stage").to_owned())
    };
    assert_eq!(at(), "new", "a new lead");
    assert_eq!((stage("contacted", ""), at()), (Ok(()), "contacted".into()), "talked to");
    assert_eq!(stage("lost", " "), Err("reason_missing".into()), "lost needs a reason");
    assert_eq!((stage("lost", "گران بود"), at()), (Ok(()), "lost".into()), "with one it is lost");
    assert_eq!(stage("won", ""), Err("won_by_sale".into()), "nobody is won by hand");
    let offer = shop.ok("save_offer", json!({ "request_id": shop.request_id(), "offer": null, "customer": id, "kind": "quote", "lines": [{ "product": null, "title": "سرویس چای", "quantity": 2, "unit_price_rial": 1_500_000 }], "remind": "1405/09/03", "note": "" }));
    let offer = offer["offer"].as_i64().expect("an id");
    assert_eq!(at(), "offer", "an offer takes a lost lead up again");
    let draft = shop.ok("offer_draft", json!({ "offer": offer }));
    assert_eq!(draft["lines"][0]["title"], "سرویس چای", "the counter gets the lines");
    let mut sale = shop.sale_request(Some(id), 3_000_000, 0);
    sale["offer"] = json!(offer);
    let sale = shop.ok("record_sale", sale);
    assert_eq!(at(), "won", "the first sale wins the lead");
    let offers = |state: &str| {
        shop.ok("read_offers", json!({ "customer": id, "offset": 0, "limit": 10 }))["offers"][0]["state"]
            == state
    };
    assert!(offers("sold"), "and closes the offer in the same transaction");
    assert_eq!(stage("contacted", ""), Err("lead_is_won".into()), "a customer is no lead");
    shop.ok("cancel_sale", json!({ "request_id": shop.request_id(), "sale": sale["sale"], "reason": "" }));
    assert_eq!(at(), "offer", "a sale taken back leaves the lead as it was");
    assert!(offers("open"), "and the offer open");
    let stages: Vec<String> = timeline(&shop, id, json!(["stage"]))
        .iter()
        .map(|one| one["to"].as_str().expect("a stage").to_owned())
        .collect();
    assert_eq!(stages, ["offer", "lost", "contacted"], "the way is told");
}

#[test]
fn offers_are_checked_reminded_of_and_undone() {
    let shop = Shop::started();
    let id = shop.customer("مریم", "سبزواری", "09121110000");
    let save = |offer: Value, lines: Value, remind: &str| {
        let request = json!({ "request_id": shop.request_id(), "offer": offer, "customer": id, "kind": "basket", "lines": lines, "remind": remind, "note": "" });
        shop.call("save_offer", request)
            .map(|saved| saved["offer"].as_i64().expect("an id"))
            .map_err(|error| error.code)
    };
    let line = |quantity: i64, price: i64| json!([{ "product": null, "title": "ماگ", "quantity": quantity, "unit_price_rial": price }]);
    for (lines, remind, wanted, why) in [
        (json!([]), "", "offer_empty", "nothing offered"),
        (line(0, 5), "", "line_quantity_invalid", "none of it"),
        (line(1, -5), "", "line_price_invalid", "below zero"),
        (line(1, 5), "1405/08/30", "date_in_past", "a reminder in the past"),
        (line(1, 5), "فردا شاید", "date_invalid", "no day"),
        (line(i64::from(u32::MAX), 9_000_000_000), "", "amount_too_large", "beyond any till"),
    ] {
        assert_eq!(save(Value::Null, lines, remind), Err(wanted.into()), "{why}");
    }
    let offer = save(Value::Null, line(2, 1_000), "1405/09/01").expect("an offer");
    let list = || shop.ok("read_offers", json!({ "customer": null, "offset": 0, "limit": 10 }));
    assert_eq!((list()["open"].clone(), list()["due"].clone()), (json!(1), json!(1)), "due today");
    assert_eq!(
        file(&shop, id)["health"]["next"],
        json!({ "kind": "remind_offer", "in_days": 0 }),
        "and it is the next thing to do"
    );
    save(json!(offer), line(3, 1_000), "").expect("changed");
    assert_eq!(list()["offers"][0]["total_rial"], 3_000, "three of it");
    let of = shop.request_id();
    shop.ok("close_offer", json!({ "request_id": of, "offer": offer, "sale": null, "reason": "گران" }));
    assert_eq!(list()["open"], 0, "lost");
    shop.ok("undo_change", json!({ "request_id": shop.request_id(), "of": of }));
    assert_eq!(list()["open"], 1, "and open again");
}

#[test]
fn notes_come_change_go_and_come_back() {
    let shop = Shop::started();
    let id = shop.customer("مریم", "سبزواری", "09121110000");
    let note = shop
        .ok("add_note", json!({ "request_id": shop.request_id(), "customer": id, "text": "هدیه دوست دارد" }))
        ["note"]
        .clone();
    assert_eq!(
        shop.refused(
            "add_note",
            json!({ "request_id": shop.request_id(), "customer": id, "text": " \u{200f} " })
        ),
        "note_empty",
        "nothing but marks"
    );
    let texts = || {
        timeline(&shop, id, json!(["note"]))
            .iter()
            .map(|one| one["text"].as_str().expect("a text").to_owned())
            .collect::<Vec<_>>()
    };
    shop.ok(
        "change_note",
        json!({ "request_id": shop.request_id(), "note": note, "text": "هدیه دوست ندارد" }),
    );
    assert_eq!(texts(), ["هدیه دوست ندارد"], "corrected");
    let of = shop.request_id();
    shop.ok("remove_note", json!({ "request_id": of, "note": note, "removed": true }));
    assert!(texts().is_empty(), "removed");
    shop.ok("undo_change", json!({ "request_id": shop.request_id(), "of": of }));
    assert_eq!(texts().len(), 1, "and back");
}

#[test]
fn a_family_shares_one_mobile() {
    let shop = Shop::started();
    let mother = shop.customer("مریم", "سبزواری", "09121110000");
    let request = |shared: bool| json!({ "request_id": shop.request_id(), "fields": { "first_name": "سارا", "last_name": "سبزواری", "mobile": "09121110000" }, "shared_mobile_ok": shared });
    assert_eq!(shop.refused("create_customer", request(false)), "duplicate_mobile", "asked about once");
    let daughter = shop.ok("create_customer", request(true))["id"].as_i64().expect("an id");
    edit(&shop, daughter, json!({ "city": "بابل" })).expect("an edit of something else does not ask again");
    assert_eq!(file(&shop, mother)["more"]["family"][0]["id"], daughter, "shown as family");
    assert_eq!(file(&shop, daughter)["more"]["phones"][0]["shared_by"], 2, "and how many share it");
    let typed = json!({ "first_name": "مريم", "last_name": "سبزواري", "mobile": "", "national_code": "", "card_no": "", "except": null });
    let similar = |typed: &Value| shop.ok("find_similar", typed.clone())["people"].clone();
    assert_eq!(similar(&typed), json!([]), "a name alone is nobody's");
    let mut with_mobile = typed;
    with_mobile["mobile"] = json!("0912 111 0000");
    let people = similar(&with_mobile);
    assert_eq!(
        (people[0]["id"].clone(), people[0]["family"].clone()),
        (json!(mother), json!(false)),
        "the same person first"
    );
    assert_eq!(
        (people[1]["id"].clone(), people[1]["family"].clone()),
        (json!(daughter), json!(true)),
        "then the family"
    );
}

#[test]
fn an_erased_person_leaves_totals_and_no_trace_of_who_it_was() {
    let shop = Shop::started();
    let id = create(&shop, full(None)).expect("a person");
    shop.sale(Some(id), 2_000_000, 3);
    shop.ok("add_note", json!({ "request_id": shop.request_id(), "customer": id, "text": "همسرش زهراست" }));
    edit(&shop, id, json!({ "city": "بابلسر" })).expect("an edit");
    shop.ok("save_offer", json!({ "request_id": shop.request_id(), "offer": null, "customer": id, "kind": "quote", "lines": [{ "product": null, "title": "ماگ", "quantity": 1, "unit_price_rial": 5 }], "remind": "", "note": "برای بنیامین" }));
    shop.ok(
        "adjust_points",
        json!({ "request_id": shop.request_id(), "customer": id, "points": 700, "reason": "هدیهٔ بنیامین" }),
    );
    let typed = json!({ "customer": id, "found": "بنیامین صیادی" }).to_string();
    shop.ok("keep_draft", json!({ "body": typed }));
    let day = shop.ok("day_so_far", json!({}));
    let balance = shop.balance(id);
    let liability = shop.ok("read_liability", json!({}));
    let folder = tempfile::tempdir().expect("a folder");
    let files = export_person(&shop.app, CustomerId::new(id), folder.path()).expect("handed out");
    let told = std::fs::read_to_string(folder.path().join(&files[0])).expect("a file for programs");
    let told: Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["sales"].as_array().map(Vec::len), Some(1), "the sale is told");
    assert_eq!(told["notes"][0]["text"], "همسرش زهراست", "and the note");
    let page = std::fs::read_to_string(folder.path().join(&files[1])).expect("a file for people");
    assert!(page.contains("<td><bdi>بنیامین</bdi></td>") && page.contains("نام خانوادگی"), "in words");
    assert_eq!(
        shop.refused("export_customer", json!({ "request_id": shop.request_id(), "customer": id })),
        "no_dialog",
        "headless takes a path"
    );

    let summary = shop.ok("erase_summary", json!({ "customer": id }));
    assert_eq!(
        (summary["notes"].clone(), summary["sales_kept"].clone()),
        (json!(1), json!(1)),
        "what goes and what stays"
    );
    let erase = |name: &str| json!({ "request_id": shop.request_id(), "customer": id, "typed_name": name });
    assert_eq!(shop.refused("erase_customer", erase("بنیامین")), "name_mismatch", "half a name");
    shop.ok("erase_customer", erase("بنيامين  صيادي"));
    assert_eq!(shop.refused("customer_file", json!({ "customer": id })), "not_found", "the page is gone");
    assert_eq!(shop.ok("day_so_far", json!({})), day, "the day's total stays");
    assert_eq!(
        shop.ok("read_liability", json!({})),
        liability,
        "and every point, without the words beside it"
    );
    assert_eq!(
        shop.ok("read_draft", json!({}))["body"],
        json!(null),
        "the sale being typed for them is gone"
    );
    assert_eq!(found(&shop, "بنیامین"), Vec::<i64>::new(), "not found by name");
    assert_eq!(shop.refused("erase_customer", erase("بنیامین صیادی")), "not_found", "once is enough");
    let list = |shop: &Shop| {
        shop.ok("list_customers", json!({ "text": "", "filter": "all", "custom": [], "columns": [], "sort": "newest", "descending": true, "offset": 0, "limit": 10 }))["total"].clone()
    };
    assert_eq!(list(&shop), 0, "no list shows them");
    let folder = shop.app.folder().to_owned();
    shop.app.close();
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the data folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            bytes.extend(std::fs::read(&path).unwrap_or_default());
        }
    }
    for secret in [
        "بنیامین",
        "صیادی",
        "زهراست",
        "9121234567",
        "9359876543",
        "0499370899",
        "سعادت",
        "نیلوفر",
        "ساختمان نور",
        "بابلسر",
    ] {
        let hit = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!hit, "«{secret}» is nowhere in the files any more");
    }
    assert_ne!(balance, 0, "points had been earned, so that the ledger was not empty");
}
