//! The boundary: every command against every role, hostile arguments, every code with its sentence, files that are
//! not ours, a second program, the sample beside the real shop.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use bazgasht_app::api::types::Role;
use bazgasht_app::api::{Event, Permission, Tag, commands};
use bazgasht_app::{Code, Session, allows, dispatch};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use support::Shop;

fn catalogue() -> serde_json::Map<String, Value> {
    let text = include_str!("../../../ui/src/lib/i18n/errors.fa.json");
    serde_json::from_str(text).expect("the catalogue is JSON")
}

#[test]
fn every_code_has_a_sentence_and_every_sentence_a_code() {
    let catalogue = catalogue();
    let mut known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    known.extend(bazgasht_app::import::CODES);
    // The window says this one itself, when there is no core to ask.
    known.push("no_host");
    for code in &known {
        let sentence = catalogue.get(*code).and_then(Value::as_str).unwrap_or_default();
        assert!(
            sentence.chars().any(|letter| ('\u{0600}'..='\u{06FF}').contains(&letter)),
            "no sentence for {code}"
        );
    }
    for code in catalogue.keys() {
        assert!(known.contains(&code.as_str()), "a sentence nobody says: {code}");
    }
}

/// The request's fields as the window's types name them, each with a value that fits its type.
fn fields_of(request: &str, types: &str) -> Vec<(String, Value)> {
    let Some(start) = types.find(&format!("export type {request} = {{")) else { return Vec::new() };
    let body = &types[start..];
    let body = &body[..body.find(";\n").unwrap_or(body.len())];
    let body = body.replace("/**", "\u{1}").replace("*/", "\u{2}");
    // Comments hold colons of their own.
    let mut told = String::new();
    let mut inside = false;
    for letter in body.chars() {
        match letter {
            '\u{1}' => inside = true,
            '\u{2}' => inside = false,
            _ if !inside => told.push(letter),
            _ => {}
        }
    }
    let inner = told.split_once('{').map_or("", |(_, inner)| inner);
    let field = |part: &str| -> Option<(String, Value)> {
        let (name, kind) = part.trim().trim_end_matches('}').split_once(": ")?;
        let value = match kind.trim() {
            kind if kind.contains("null") => json!(null),
            kind if kind.contains("Array") || kind.contains("[]") => json!([]),
            "boolean" => json!(true),
            "string" | "Secret" => json!("x"),
            _ => json!(1),
        };
        // What may be left out is marked so in the window's types.
        Some((name.trim().trim_end_matches('?').to_owned(), value))
    };
    inner.split(", ").filter_map(field).collect()
}

fn hostile() -> Vec<Value> {
    vec![
        json!(null),
        json!([]),
        json!({}),
        json!(true),
        json!(-1),
        json!(0),
        json!(9_007_199_254_740_991_i64),
        json!(-9_007_199_254_740_991_i64),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1e300),
        json!(0.5),
        json!(""),
        json!("' OR 1=1 --"),
        json!("\u{0}\u{1b}[2J\r\n\t\u{7f}"),
        json!("\u{202e}<script>alert(1)</script>"),
        json!("\u{200e}\u{200f}\u{2066}\u{2069}\u{feff}"),
        json!("9".repeat(300)),
        json!(format!("-{}", "۹".repeat(300))),
        json!("ی".repeat(10_000)),
        json!(vec![i64::MIN; 5_000]),
        json!(vec![json!({ "id": -1 }); 200]),
        json!({ "a": { "b": [null] } }),
    ]
}

/// The number of the last change.
fn journal_head(shop: &Shop) -> i64 {
    shop.app.shop().store().read(bazgasht_store::journal::head).expect("the journal is read").seq
}

/// Whole payloads that no command wants, and for each field of the request everything hostile in its place.
fn hostile_payloads(request: &str, types: &str) -> Vec<Value> {
    let fields = fields_of(request, types);
    let mut payloads = hostile();
    payloads.push(json!({ "no such field": 1 }));
    payloads.push(json!({ "request_id": "x".repeat(10_000) }));
    for place in 0..fields.len() {
        for value in hostile() {
            let filled = fields.iter().enumerate().map(|(at, (name, usual))| {
                let value = if at == place { value.clone() } else { usual.clone() };
                (name.clone(), value)
            });
            payloads.push(Value::Object(filled.collect()));
        }
    }
    payloads
}

#[test]
fn every_command_asks_the_matrix_with_whatever_it_is_called() {
    let shop = Shop::started();
    let types = bazgasht_app::api::typescript();
    let mut asked = 0_u32;
    let mut named = 0_u32;
    for role in [Role::Owner, Role::Cashier, Role::Care] {
        for locked in [false, true] {
            let session = Session { locked, ..Session::of(None, role) };
            for command in commands() {
                let payloads = hostile_payloads(&command.request, &types);
                named += u32::from(payloads.len() > hostile().len() + 2);
                let wanted = if locked && command.permission != Permission::EvenLocked {
                    Some("locked")
                } else if !allows(role, command.permission) {
                    Some("forbidden")
                } else {
                    None
                };
                // What may run is asked everything once; what may not needs no more than a few.
                let enough = if wanted.is_some() { 25 } else { usize::MAX };
                for payload in payloads.into_iter().take(enough) {
                    // Starting work of its own and leaving the shop are tested elsewhere.
                    let starts = matches!(command.name, "remove_sample" | "pick_import_file" | "open_sample");
                    if wanted.is_none() && starts && (payload.is_null() || payload == json!({})) {
                        continue;
                    }
                    asked += 1;
                    let before = journal_head(&shop);
                    let answer = dispatch(&shop.app, &session, command.name, payload.clone());
                    let code = answer.err().map(|error| error.code);
                    let is_refused = code.is_some();
                    let told = format!("{role:?} locked {locked}: {} with {payload:.200}", command.name);
                    match wanted {
                        Some(wanted) => assert_eq!(code.as_deref(), Some(wanted), "{told}"),
                        None => assert_ne!(code.as_deref(), Some("internal"), "{told}"),
                    }
                    let is_same = !is_refused || journal_head(&shop) == before;
                    assert!(is_same, "a refusal leaves no change: {told}");
                }
                let refused = dispatch(&shop.app, &session, command.name, json!({ "no such field": 1 }));
                let refused = refused.err().map(|error| error.code);
                assert_eq!(
                    refused.as_deref(),
                    wanted.or(Some("bad_request")),
                    "{role:?} {locked} {}",
                    command.name
                );
            }
        }
    }
    let commands = u32::try_from(commands().len()).expect("few");
    assert!(named > commands * 3, "the fields of most requests are known: {named} of {}", commands * 6);
    println!("{asked} calls over {commands} commands, 3 roles, locked and not");
    assert_eq!(shop.ok("shop_status", json!({}))["state"], "ready", "still there");
    assert_eq!(
        shop.refused("no_such_command", json!({})),
        "unknown_command",
        "what is not in the table does not exist"
    );
}

#[test]
fn a_change_tells_tags_after_commit_and_a_refusal_tells_nothing() {
    let shop = Shop::started();
    let heard = || {
        let events = std::mem::take(&mut *shop.events.lock().expect("nobody panics while listening"));
        events
            .into_iter()
            .filter_map(|event| match event {
                Event::Changed(changed) => Some(changed.touched),
                Event::Job(_) => None,
            })
            .collect::<Vec<_>>()
    };
    // The numbers are read beside the start, and told when they are there.
    let loaded = vec![Tag::Settings, Tag::Customers, Tag::Sales];
    let is_told = (0..4_000).any(|_| {
        std::thread::sleep(Duration::from_millis(5));
        heard().contains(&loaded)
    });
    assert!(is_told, "the end of loading is told");
    shop.customer("مریم", "سبزواری", "09125834821");
    assert_eq!(heard(), vec![vec![Tag::Customers]], "one commit, one event, tags only");
    shop.refused(
        "create_customer",
        json!({ "request_id": "r", "fields": { "first_name": " " }, "shared_mobile_ok": false }),
    );
    assert_eq!(heard(), Vec::<Vec<Tag>>::new(), "a refused change is no change");
}

#[test]
fn customers_are_checked_field_by_field() {
    let shop = Shop::started();
    let check = |fields: Value, code: &str, field: &str| {
        let request = json!({ "request_id": shop.request_id(), "fields": fields, "shared_mobile_ok": false });
        let error = shop.call("create_customer", request).expect_err("to be refused");
        assert_eq!((error.code.as_str(), error.params["field"].as_str()), (code, Some(field)), "{fields}");
    };
    let first = shop.customer("مریم", "سبزواری", "۰۹۱۲ ۵۸۳ ۴۸۲۱");
    check(json!({}), "name_empty", "first_name");
    check(json!({ "first_name": "م".repeat(200) }), "text_too_long", "first_name");
    check(json!({ "first_name": "علی", "mobile": "0912" }), "mobile_invalid", "mobile");
    check(json!({ "first_name": "علی", "mobile": "+98 912 583 4821" }), "duplicate_mobile", "mobile");
    check(json!({ "first_name": "علی", "birthday": "1404/12/30" }), "date_day_out_of_range", "birthday");
    check(json!({ "first_name": "علی", "birthday": "71/04/05" }), "date_ambiguous", "birthday");
    check(
        json!({ "first_name": "علی", "national_code": "1234567890" }),
        "national_code_invalid",
        "national_code",
    );
    let family = json!({ "first_name": "علی", "last_name": "سبزواری", "mobile": "09125834821", "birthday": "30 اسفند" });
    let saved = shop.ok(
        "create_customer",
        json!({ "request_id": shop.request_id(), "fields": family, "shared_mobile_ok": true }),
    );
    assert_ne!(saved["id"], first, "a family shares one mobile");
    let file = shop.ok("customer_file", json!({ "customer": saved["id"] }));
    assert_eq!(file["birthday"]["text"], "۳۰ اسفند", "a birthday on 30 Esfand is kept");
    let found = shop.ok("find_people", json!({ "text": "4821", "limit": 9 }));
    assert_eq!(found["hits"].as_array().map(Vec::len), Some(2), "both are found by the last four digits");
    let edited = json!({ "first_name": "مریم", "last_name": "سبزواری‌نژاد", "mobile": "09125834821" });
    shop.ok("update_customer", json!({ "request_id": shop.request_id(), "customer": first, "fields": edited, "shared_mobile_ok": true }));
    let found = shop.ok("find_people", json!({ "text": "سبزواری نژاد", "limit": 9 }));
    assert_eq!(found["hits"][0]["id"], first, "found by the new name at once");
}

#[test]
fn a_folder_opens_once_and_foreign_files_stay_as_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = Shop::over(folder.path());
    let second = Shop::try_over(folder.path()).err().map(|error| error.code);
    assert_eq!(second.as_deref(), Some("already_open"), "a second copy says so");
    drop(first);
    let database = |bytes: &[u8], code: &str, why: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bazgasht.db");
        std::fs::write(&path, bytes).expect("a file");
        let refused = Shop::try_over(folder.path()).err().map(|error| error.code);
        assert_eq!(refused.as_deref(), Some(code), "{why}");
        assert_eq!(std::fs::read(&path).expect("the file"), bytes, "{why}: not one byte changed");
    };
    database(b"this is a letter, not a database", "corrupt_file", "a letter");
    database(&[0x53; 5_000], "corrupt_file", "noise");
}

#[test]
fn the_sample_is_beside_the_real_shop_and_leaves_no_trace() {
    let shop = Shop::started();
    let person = shop.customer("مریم", "سبزواری", "09125834821");
    shop.sale(Some(person), 1_000_000, 0);
    let job = shop.ok("open_sample", json!({ "size": "learning" }));
    let state = (0..600).find_map(|_| {
        std::thread::sleep(Duration::from_millis(100));
        let state = shop.ok("job_status", json!({ "job": job["job"] }))["state"]["state"].clone();
        (state != "running").then_some(state)
    });
    assert_eq!(state, Some(json!("sample_ready")), "the sample shop is made");
    let status = shop.ok("shop_status", json!({}));
    assert_eq!(
        (&status["state"], status["customers"].as_i64() > Some(250)),
        (&json!("sample"), true),
        "its own people"
    );
    let board = shop.ok("read_board", json!({ "period": null, "window_days": null, "as_of": null }));
    assert!(board["bridge"]["start"].as_i64() > Some(20), "with a history: {}", board["bridge"]);
    let list = shop.ok(
        "list_customers",
        json!({ "text": "", "filter": "all", "sort": "points", "descending": true, "offset": 0, "limit": 5 }),
    );
    assert!(list["rows"][0]["points_balance"].as_i64() > Some(0), "and points");
    the_sample_is_at_work(&shop);
    shop.ok("remove_sample", json!({}));
    let status = shop.ok("shop_status", json!({}));
    assert_eq!(
        (&status["state"], &status["customers"], &status["sales"]),
        (&json!("ready"), &json!(1), &json!(1)),
        "the real shop as it was"
    );
    assert!(!shop.app.folder().join("sample").exists(), "nothing of the sample is left");
}

/// Whoever learns finds something on every screen, as a shop that used the program would have it.
fn the_sample_is_at_work(shop: &Shop) {
    let club = shop.ok("read_club", json!({}));
    let tiers = club["tiers"].as_array().expect("tiers");
    assert!(
        tiers.len() == 2 && tiers.iter().all(|tier| tier["members"].as_i64() > Some(0)),
        "members: {tiers:?}"
    );
    let rewards = shop.ok("list_rewards", json!({ "customer": null, "archived": false }));
    assert_eq!(rewards["rewards"].as_array().map(Vec::len), Some(4), "a catalogue");
    let people = shop.ok(
        "list_customers",
        json!({ "text": "", "filter": "all", "sort": "points", "descending": true, "offset": 0, "limit": 400 }),
    );
    let page = |row: &Value| shop.ok("read_family", json!({ "customer": row["id"] }));
    let rows = people["rows"].as_array().expect("rows");
    let mut families: Vec<Value> = rows.iter().map(page).map(|page| page["family"].clone()).collect();
    families.retain(|family| !family.is_null());
    families.sort_by_key(|family| family["family"].as_i64());
    families.dedup_by_key(|family| family["family"].clone());
    assert!(families.len() >= 2, "households: {families:?}");
    let paid_for_others = |member: &Value| {
        let of = json!({ "customer": member["person"]["id"], "skip": 0, "limit": 5 });
        let entries = shop.ok("points_statement", of)["entries"].clone();
        entries.as_array().is_some_and(|lines| lines.iter().any(|line| !line["bought_by"].is_null()))
    };
    let members = families.iter().flat_map(|family| family["members"].as_array().into_iter().flatten());
    assert!(members.filter(|member| paid_for_others(member)).count() >= 1, "that have spent together");
    let leads = shop.ok("read_leads", json!({ "stage": null, "offset": 0, "limit": 9 }));
    let stages = leads["columns"].as_array().expect("columns").iter();
    let talked: Vec<&str> = stages
        .filter(|column| column["total"].as_i64() > Some(0))
        .filter_map(|column| column["stage"].as_str())
        .collect();
    assert_eq!(talked, ["new", "contacted", "offer", "lost"], "leads on their way");
    let debtors = shop.ok("list_debtors", json!({}));
    let debtors = debtors["rows"].as_array().expect("rows");
    assert!(
        !debtors.is_empty() && debtors.iter().all(|row| row["since"]["days_ago"].as_i64() < Some(75)),
        "people pay what they owe: {debtors:?}"
    );
}

#[test]
fn edits_by_many_hands_reach_the_numbers_in_the_order_of_the_file() {
    let shop = Shop::started();
    let id = shop.customer("سارا", "محمدی", "09121110001");
    shop.ok("read_board", json!({ "period": null, "window_days": null, "as_of": null }));
    for round in 0..12 {
        std::thread::scope(|scope| {
            for name in ["آرش", "بهرام", "پروین", "تینا", "جمشید", "داریوش"] {
                let app = Arc::clone(&shop.app);
                scope.spawn(move || {
                    let request = json!({ "request_id": format!("{name}{round}"), "customer": id, "shared_mobile_ok": true,
                        "fields": { "first_name": name, "last_name": "محمدی", "mobile": "09121110001" } });
                    dispatch(&app, &Session::OWNER, "update_customer", request).expect("an edit");
                });
            }
        });
        let name = shop.ok("customer_file", json!({ "customer": id }))["card"]["name"].clone();
        let first = name.as_str().and_then(|name| name.split(' ').next()).expect("a name");
        let found = shop.ok("find_people", json!({ "text": first, "limit": 5 }));
        assert_eq!(found["hits"][0]["name"], name, "what the file says last is what is found");
    }
}

#[test]
fn a_new_day_is_told_once() {
    let shop = Shop::started();
    let told = |at: i64, wanted: usize, why: &str| {
        shop.set_now(at);
        shop.events.lock().expect("nobody panics").clear();
        shop.app.tick();
        let events = shop.events.lock().expect("nobody panics");
        let of_day = events.iter().filter(
            |event| matches!(event, Event::Changed(changed) if changed.touched.contains(&Tag::Points)),
        );
        assert_eq!(of_day.count(), wanted, "{why}");
    };
    shop.ok("read_board", json!({ "period": null, "window_days": null, "as_of": null }));
    let now = shop.app.now().get();
    told(now, 0, "the day it was opened");
    told(now + 86_400_000, 1, "midnight has passed: what is on screen is asked again");
    told(now + 86_400_000 + 60_000, 0, "once");
}
