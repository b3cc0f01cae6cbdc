//! The door: secrets and their counter, locks, approval in place, the owner who always stays, the journal's names.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

mod support;

use bazgasht_app::api::types::{Approval, Secret};
use bazgasht_app::{AppError, RESET_FILE, reset_owner_secret, serve};
use bazgasht_domain::ids::StaffId;
use bazgasht_store::journal::{self, Row, Verified};
use serde_json::{Value, json};
use support::{NOON, Shop};

const OWNER_PIN: &str = "2580";
const CASHIER_PIN: &str = "1357";
const CARE_PASSWORD: &str = "سپیدار بلند";
const MINUTE_MS: i64 = 60_000;

/// A shop with locks: an owner, a cashier and somebody of care, nobody signed in.
struct Locked {
    shop: Shop,
    owner: i64,
    cashier: i64,
    care: i64,
}

fn locked_shop() -> Locked {
    let shop = Shop::started();
    let owner = served(&shop, "list_staff", json!({}))["staff"][0]["who"]["id"].as_i64().expect("the owner");
    set_secret(&shop, owner, OWNER_PIN);
    let add = |name: &str, role: &str, secret: &str| {
        let request =
            json!({ "request_id": shop.request_id(), "name": name, "role": role, "secret": secret });
        served(&shop, "add_staff", request)["id"].as_i64().expect("an id")
    };
    let cashier = add("سارا کریمی", "cashier", CASHIER_PIN);
    let care = add("نیما راد", "care", CARE_PASSWORD);
    served(&shop, "lock", json!({}));
    Locked { shop, owner, cashier, care }
}

fn set_secret(shop: &Shop, staff: i64, secret: &str) {
    let request = json!({ "request_id": shop.request_id(), "staff": staff, "secret": secret });
    served(shop, "set_staff_secret", request);
}

#[track_caller]
fn served(shop: &Shop, command: &str, payload: Value) -> Value {
    serve(&shop.app, command, payload, None).unwrap_or_else(|error| panic!("{command}: {error}"))
}

#[track_caller]
fn code(answer: Result<Value, AppError>) -> String {
    answer.map_or_else(|error| error.code, |_| "ok".to_owned())
}

fn asked(shop: &Shop, command: &str, payload: Value) -> String {
    code(serve(&shop.app, command, payload, None))
}

fn sign_in(shop: &Shop, staff: i64, secret: &str) -> String {
    asked(shop, "sign_in", json!({ "staff": staff, "secret": secret }))
}

fn rows(shop: &Shop) -> Vec<Row> {
    shop.app.shop().store().read(|reader| journal::page(reader, None, 1_000)).expect("the journal")
}

#[test]
fn a_shop_whose_owner_has_no_secret_has_no_lock() {
    let shop = Shop::started();
    let status = served(&shop, "shop_status", json!({}));
    assert_eq!((&status["locks"], &status["locked"]), (&json!(false), &json!(false)), "no lock");
    assert_eq!(status["staff"]["role"], "owner", "the owner sits there");
    served(&shop, "lock", json!({}));
    assert_eq!(asked(&shop, "list_staff", json!({})), "ok", "locking a shop without locks leaves it open");
    let early = json!({ "request_id": "early", "name": "سارا", "role": "cashier", "secret": CASHIER_PIN });
    assert_eq!(
        asked(&shop, "add_staff", early),
        "owner_secret_first",
        "nobody's lock before the owner's own"
    );
    let without = json!({ "request_id": "without", "name": "سارا", "role": "cashier", "secret": "" });
    let sara = served(&shop, "add_staff", without)["id"].clone();
    let hers = json!({ "request_id": "hers", "staff": sara, "secret": CASHIER_PIN });
    assert_eq!(asked(&shop, "set_staff_secret", hers), "owner_secret_first", "nor set later");
    assert_eq!(sign_in(&shop, sara.as_i64().expect("an id"), ""), "secret_wrong", "no secret opens nothing");
}

#[test]
fn a_locked_shop_tells_nothing_but_who_may_sign_in() {
    let Locked { shop, owner, cashier, .. } = locked_shop();
    let status = served(&shop, "shop_status", json!({}));
    assert_eq!(status["locked"], true, "it is locked");
    assert!(status["staff"].is_null(), "nobody sits there");
    assert_eq!((&status["customers"], &status["sales"]), (&json!(0), &json!(0)), "nothing is counted");
    let list = served(&shop, "list_staff_to_sign_in", json!({}));
    assert_eq!(list["staff"].as_array().map(Vec::len), Some(3), "everybody who has a secret");
    assert_eq!(
        list["staff"][1],
        json!({ "id": cashier, "name": "سارا کریمی", "initials": list["staff"][1]["initials"], "role": "cashier" }),
        "a name and no more"
    );
    assert_eq!(asked(&shop, "find_people", json!({ "text": "", "limit": 5 })), "locked", "no people");
    assert_eq!(asked(&shop, "read_day", json!({ "text": "امروز" })), "locked", "not even a date");
    assert_eq!(
        asked(&shop, "undo_change", json!({ "request_id": "r", "of": "start" })),
        "locked",
        "no way back"
    );
    let approval = Approval { staff: StaffId::new(owner), secret: Secret::new(OWNER_PIN) };
    let answer = serve(&shop.app, "list_staff", json!({}), Some(&approval));
    assert_eq!(code(answer), "locked", "an approval is no way round the lock");
    assert_eq!(sign_in(&shop, owner, "۲۵۸۰"), "ok", "digits of any script");
    assert_eq!(served(&shop, "shop_status", json!({}))["staff"]["name"], "حسین مهدیان", "who is signed in");
    assert_eq!(sign_in(&shop, cashier, CASHIER_PIN), "ok", "another takes the place");
    assert_eq!(asked(&shop, "list_staff", json!({})), "forbidden", "with the rights of that one");
}

#[test]
fn wrong_secrets_are_counted_before_they_are_looked_at_and_wait_longer_and_longer() {
    let Locked { shop, owner, cashier, .. } = locked_shop();
    let check =
        |secret: &str, wanted: &str, why: &str| assert_eq!(sign_in(&shop, owner, secret), wanted, "{why}");
    for secret in ["0", "", "2581", "25800", "' OR 1=1 --"] {
        check(secret, "secret_wrong", "a wrong one");
    }
    check(OWNER_PIN, "secret_wait", "even the right one waits now");
    assert_eq!(sign_in(&shop, cashier, CASHIER_PIN), "ok", "the others do not");
    served(&shop, "lock", json!({}));
    shop.set_now(NOON + 29_000);
    check(OWNER_PIN, "secret_wait", "29 seconds are not enough");
    shop.set_now(NOON + 30_000);
    check("2581", "secret_wrong", "half a minute later one more try");
    shop.set_now(NOON + 89_000);
    check(OWNER_PIN, "secret_wait", "the next wait is a minute");
    shop.set_now(NOON - 60 * MINUTE_MS);
    check(OWNER_PIN, "secret_wait", "a clock set back does not shorten it");
    shop.set_now(NOON - 60 * MINUTE_MS + 59_000);
    check(OWNER_PIN, "secret_wait", "nor makes it longer than it is:");
    shop.set_now(NOON - 59 * MINUTE_MS);
    check(OWNER_PIN, "ok", "a minute after the clock was put back");
    served(&shop, "lock", json!({}));
    check("2581", "secret_wrong", "a right one forgets the wrong ones");
    check(OWNER_PIN, "ok", "so there is no wait");
    let failures = rows(&shop).iter().filter(|row| row.op == "secret_wrong").count();
    assert_eq!(failures, 7, "every wrong one is in the journal");
}

#[test]
fn the_wait_survives_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let owner = {
        let shop = Shop::over(folder.path());
        shop.ok("start_shop", json!({ "request_id": "start", "shop_name": "سپیدار", "owner_name": "حسین", "money_unit": "toman" }));
        let owner =
            served(&shop, "list_staff", json!({}))["staff"][0]["who"]["id"].as_i64().expect("the owner");
        set_secret(&shop, owner, OWNER_PIN);
        assert_eq!(asked(&shop, "list_staff", json!({})), "ok", "whoever made the first lock is inside");
        for _ in 0..5 {
            sign_in(&shop, owner, "9999");
        }
        owner
    };
    let shop = Shop::over(folder.path());
    assert_eq!(asked(&shop, "list_staff", json!({})), "locked", "a start is locked");
    assert_eq!(sign_in(&shop, owner, OWNER_PIN), "secret_wait", "and remembers the wrong tries");
    shop.set_now(NOON + 31_000);
    assert_eq!(sign_in(&shop, owner, OWNER_PIN), "ok", "until the wait is over");
}

#[test]
fn many_hands_at_once_get_no_more_tries_than_one() {
    let Locked { shop, owner, .. } = locked_shop();
    let answers: Vec<String> = std::thread::scope(|scope| {
        let guess = |n: i32| format!("{:04}", 4_000 + n * 7);
        let hands: Vec<_> = (0..24)
            .map(|n| {
                scope.spawn({
                    let shop = &shop;
                    move || sign_in(shop, owner, &guess(n))
                })
            })
            .collect();
        hands.into_iter().map(|hand| hand.join().expect("no panic")).collect()
    });
    assert_eq!(answers.iter().filter(|code| *code == "secret_wrong").count(), 5, "five tries: {answers:?}");
    assert!(answers.iter().all(|code| code == "secret_wrong" || code == "secret_wait"), "{answers:?}");
}

#[test]
fn nobody_and_the_unknown_are_answered_like_a_wrong_secret() {
    let Locked { shop, care, .. } = locked_shop();
    assert_eq!(sign_in(&shop, care, CARE_PASSWORD), "ok", "a password with Persian letters");
    assert_eq!(sign_in(&shop, care, "سپيدار بلند"), "ok", "with the other ی");
    for staff in [0, -1, 42, bazgasht_domain::money::JS_SAFE_MAX] {
        assert_eq!(sign_in(&shop, staff, OWNER_PIN), "secret_wrong", "no such person: {staff}");
    }
    for secret in ["۰".repeat(10_000), "\u{0}\u{1b}[2J".to_owned(), "\u{202e}2580".to_owned()] {
        assert_eq!(sign_in(&shop, care, &secret), "secret_wrong", "hostile letters");
    }
    assert_eq!(
        asked(&shop, "sign_in", json!({ "staff": i64::MAX, "secret": "" })),
        "number_too_large",
        "beyond the boundary"
    );
    assert_eq!(
        asked(&shop, "sign_in", json!({ "staff": care, "secret": 2580 })),
        "bad_request",
        "a number is no secret"
    );
}

#[test]
fn silence_locks_and_only_the_person_breaks_it() {
    let Locked { shop, owner, .. } = locked_shop();
    sign_in(&shop, owner, OWNER_PIN);
    shop.set_now(NOON + 9 * MINUTE_MS);
    assert_eq!(asked(&shop, "list_staff", json!({})), "ok", "nine minutes of silence");
    shop.set_now(NOON + 10 * MINUTE_MS);
    assert_eq!(
        asked(&shop, "list_staff", json!({})),
        "locked",
        "ten; a question of the window is no sign of a person"
    );
    sign_in(&shop, owner, OWNER_PIN);
    shop.set_now(NOON + 19 * MINUTE_MS);
    served(&shop, "report_activity", json!({}));
    shop.set_now(NOON + 28 * MINUTE_MS);
    assert_eq!(asked(&shop, "list_staff", json!({})), "ok", "a key was pressed meanwhile");
    // The work of the day is done first: what is told from here on is about the lock.
    shop.app.tick();
    shop.events.lock().expect("nobody panics").clear();
    shop.set_now(NOON + 40 * MINUTE_MS);
    shop.app.tick();
    assert_eq!(shop.events.lock().expect("nobody panics").len(), 1, "the quiet work tells the window");
    assert_eq!(asked(&shop, "report_activity", json!({})), "locked", "a key does not open the lock");

    sign_in(&shop, owner, OWNER_PIN);
    shop.set_now(NOON + 40 * MINUTE_MS - 2 * MINUTE_MS);
    assert_eq!(
        asked(&shop, "list_staff", json!({})),
        "locked",
        "a clock that goes back does not keep it open"
    );
    sign_in(&shop, owner, OWNER_PIN);
    let save = |minutes: i64| {
        asked(
            &shop,
            "save_settings",
            json!({ "request_id": shop.request_id(), "auto_lock_minutes": minutes }),
        )
    };
    for minutes in [-1, 241, i64::from(i32::MAX)] {
        assert_eq!(save(minutes), "auto_lock_invalid", "{minutes} minutes");
    }
    assert_eq!(save(0), "ok", "never");
    shop.set_now(NOON + 100_000 * MINUTE_MS);
    assert_eq!(asked(&shop, "list_staff", json!({})), "ok", "then silence locks nothing");
}

#[test]
fn an_owner_stands_behind_one_action_and_both_are_named() {
    let Locked { shop, owner, cashier, care } = locked_shop();
    sign_in(&shop, cashier, CASHIER_PIN);
    let approval =
        |staff: i64, secret: &str| Approval { staff: StaffId::new(staff), secret: Secret::new(secret) };
    let theme = |id: &str, approval: Option<&Approval>| {
        code(serve(&shop.app, "save_settings", json!({ "request_id": id, "theme": "dark" }), approval))
    };
    assert_eq!(theme("1", None), "forbidden", "a cashier alone");
    assert_eq!(theme("1", Some(&approval(owner, "9999"))), "secret_wrong", "with a wrong secret");
    assert_eq!(theme("1", Some(&approval(cashier, CASHIER_PIN))), "forbidden", "with their own");
    assert_eq!(
        theme("1", Some(&approval(care, CARE_PASSWORD))),
        "forbidden",
        "with that of another without the right"
    );
    assert_eq!(theme("1", Some(&approval(owner, OWNER_PIN))), "ok", "with the owner's");
    assert_eq!(theme("2", None), "forbidden", "once, not twice");
    let change = rows(&shop).into_iter().find(|row| row.op == "save_settings").expect("the change");
    assert_eq!(change.actor.map(StaffId::get), Some(cashier), "who did it");
    assert_eq!(change.approver.map(StaffId::get), Some(owner), "who stood behind it");
    let approve = rows(&shop).into_iter().filter(|row| row.op == "approve");
    let approve = approve.into_iter().find(|row| row.entity_id == owner).expect("the approval");
    assert_eq!(approve.payload.as_deref(), Some(r#"{"command":"save_settings"}"#), "what it was for");
    assert_eq!(
        served(&shop, "shop_status", json!({}))["staff"]["id"],
        cashier,
        "the cashier still sits there"
    );
    let undo = |approval: Option<&Approval>| {
        code(serve(&shop.app, "undo_change", json!({ "request_id": "back", "of": "1" }), approval))
    };
    assert_eq!(undo(None), "forbidden", "the way back needs the same right");
    assert_eq!(undo(Some(&approval(owner, OWNER_PIN))), "ok", "and takes the same approval");
    for _ in 0..5 {
        theme("3", Some(&approval(owner, "9999")));
    }
    assert_eq!(
        theme("3", Some(&approval(owner, OWNER_PIN))),
        "secret_wait",
        "guessing here counts like at the door"
    );
    assert_eq!(sign_in(&shop, owner, OWNER_PIN), "secret_wait", "it is the same counter");
    let sale = shop_sale(&shop);
    assert_eq!(asked(&shop, "record_sale", sale), "ok", "what a cashier may do needs nobody");
}

fn shop_sale(shop: &Shop) -> Value {
    shop.sale_request(None, 1_000_000, 0)
}

#[test]
fn there_is_always_an_owner_who_can_open() {
    let Locked { shop, owner, cashier, care } = locked_shop();
    sign_in(&shop, owner, OWNER_PIN);
    let archive = |staff: i64, archived: bool| {
        asked(
            &shop,
            "archive_staff",
            json!({ "request_id": shop.request_id(), "staff": staff, "archived": archived }),
        )
    };
    let role = |staff: i64, name: &str, role: &str| {
        asked(
            &shop,
            "update_staff",
            json!({ "request_id": shop.request_id(), "staff": staff, "name": name, "role": role }),
        )
    };
    assert_eq!(archive(owner, true), "last_owner", "the last owner stays");
    assert_eq!(role(owner, "حسین مهدیان", "cashier"), "last_owner", "and stays owner");
    assert_eq!(role(owner, "حسین مهدیانی", "owner"), "ok", "another name is fine");
    let second = json!({ "request_id": "second", "name": "لیلا", "role": "owner", "secret": "" });
    let second = served(&shop, "add_staff", second)["id"].as_i64().expect("an id");
    assert_eq!(archive(owner, true), "last_owner", "an owner without a secret cannot open the locks");
    set_secret(&shop, second, "9713");
    assert_eq!(role(cashier, "لیلا", "cashier"), "staff_name_taken", "people sign in by name");
    assert_eq!(archive(owner, true), "ok", "now the first may go");
    assert_eq!(asked(&shop, "list_staff", json!({})), "locked", "and is out at once");
    assert_eq!(sign_in(&shop, owner, OWNER_PIN), "secret_wrong", "and stays out");
    assert_eq!(sign_in(&shop, second, "9713"), "ok", "the second is in");
    assert_eq!(archive(care, true), "ok", "others go freely");
    assert_eq!(archive(care, true), "ok", "twice is once");
    assert_eq!(archive(owner, false), "ok", "and come back");
    assert_eq!(role(42, "کسی", "care"), "not_found", "nobody");
    assert_eq!(role(cashier, "  ", "care"), "name_empty", "a name of spaces");
    assert_eq!(role(cashier, &"س".repeat(200), "care"), "text_too_long", "a name of 200 letters");
    let undo = shop.request_id();
    served(&shop, "archive_staff", json!({ "request_id": undo, "staff": cashier, "archived": true }));
    sign_in(&shop, second, "9713");
    served(&shop, "undo_change", json!({ "request_id": shop.request_id(), "of": undo }));
    assert_eq!(sign_in(&shop, cashier, CASHIER_PIN), "ok", "an archived member comes back by undo");
}

#[test]
fn every_change_names_who_made_it() {
    let Locked { shop, cashier, owner, .. } = locked_shop();
    sign_in(&shop, cashier, CASHIER_PIN);
    let fields = json!({ "first_name": "مریم", "mobile": "09125834821" });
    served(
        &shop,
        "create_customer",
        json!({ "request_id": "c", "fields": fields, "shared_mobile_ok": false }),
    );
    let sale = served(&shop, "record_sale", shop_sale(&shop));
    served(&shop, "cancel_sale", json!({ "request_id": "x", "sale": sale["sale"], "reason": "" }));
    let all = rows(&shop);
    for row in &all {
        let wanted = match row.op.as_str() {
            "create_customer" | "record_sale" | "cancel_sale" => Some(cashier),
            // The shop was locked: nobody sat there when the secret was shown.
            "sign_in" => None,
            _ => Some(owner),
        };
        assert_eq!(row.actor.map(StaffId::get), wanted, "{}", row.op);
    }
    assert_eq!(all.len(), 8, "{:?}", all.iter().map(|row| &row.op).collect::<Vec<_>>());
    let verified = shop.app.shop().store().read(journal::verify).expect("the journal");
    assert!(matches!(verified, Verified::Whole { .. }), "the chain covers actor and approver: {verified:?}");
}

#[test]
fn the_sample_shop_is_no_way_round_the_lock() {
    let Locked { shop, owner, cashier, .. } = locked_shop();
    sign_in(&shop, cashier, CASHIER_PIN);
    assert_eq!(asked(&shop, "open_sample", json!({ "size": "learning" })), "forbidden", "not for a cashier");
    sign_in(&shop, owner, OWNER_PIN);
    served(&shop, "open_sample", json!({ "size": "learning" }));
    for _ in 0..600 {
        if served(&shop, "shop_status", json!({}))["state"] == "sample" {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(served(&shop, "shop_status", json!({}))["locks"], false, "the sample has no locks");
    served(&shop, "remove_sample", json!({}));
    assert_eq!(asked(&shop, "list_staff", json!({})), "locked", "back in the real shop the lock is closed");
}

/// A shop with locks in `folder`, closed again.
fn locked_in(folder: &std::path::Path) -> i64 {
    let shop = Shop::over(folder);
    served(
        &shop,
        "start_shop",
        json!({ "request_id": "start", "shop_name": "سپیدار", "owner_name": "حسین مهدیان", "money_unit": "toman" }),
    );
    let owner = served(&shop, "list_staff", json!({}))["staff"][0]["who"]["id"].as_i64().expect("the owner");
    set_secret(&shop, owner, OWNER_PIN);
    owner
}

#[test]
fn an_owner_who_forgot_lays_a_file_beside_the_closed_shop() {
    let folder = tempfile::tempdir().expect("a folder");
    let owner = locked_in(folder.path());
    let check = |written: &[u8], secret: &str, wanted: Result<&str, &str>, why: &str| {
        let file = folder.path().join(RESET_FILE);
        std::fs::write(&file, written).expect("written");
        let shop = Shop::over(folder.path());
        let told = served(&shop, "list_staff_to_sign_in", json!({}))["reset"].clone();
        match wanted {
            Ok(name) => assert_eq!((&told["name"], &told["problem"]), (&json!(name), &Value::Null), "{why}"),
            Err(code) => {
                assert_eq!((&told["name"], &told["problem"]["code"]), (&Value::Null, &json!(code)), "{why}")
            }
        }
        assert!(!file.exists(), "{why}: a secret does not stay in a file");
        assert_eq!(asked(&shop, "read_settings", json!({})), "locked", "{why}: the door is still shut");
        assert_eq!(asked(&shop, "sign_in", json!({ "staff": owner, "secret": secret })), "ok", "{why}");
    };
    check(
        "۱۲۳۴".as_bytes(),
        OWNER_PIN,
        Err("secret_easy"),
        "a secret that anybody tries first changes nothing",
    );
    check(b"", OWNER_PIN, Err("secret_short"), "an empty file");
    check(&[0xff, 0xfe, 0x31], OWNER_PIN, Err("secret_short"), "no text");
    check(&[b'7'; 5_000], OWNER_PIN, Err("secret_short"), "5 kB");
    check("7391\nکسی دیگر".as_bytes(), OWNER_PIN, Err("owner_unclear"), "somebody who is no owner");
    check("\u{feff}۷۳۹۱\r\n".as_bytes(), "7391", Ok("حسین مهدیان"), "as a text editor writes it");
    check("۸۴۶۲\n حسین مهديان ".as_bytes(), "8462", Ok("حسین مهدیان"), "by name, in either spelling");
    let shop = Shop::over(folder.path());
    assert_eq!(served(&shop, "list_staff_to_sign_in", json!({}))["reset"], Value::Null, "once");
    let rows = shop.app.shop().store().read(|reader| journal::page(reader, None, 100)).expect("the journal");
    let kept = rows.iter().filter(|row: &&Row| row.op == "reset_owner_secret").count();
    assert_eq!(kept, 2, "both are written down, the refused ones are no change");
}

#[test]
fn what_was_never_locked_is_not_reset_and_one_of_two_owners_is_named() {
    let shop = Shop::started();
    let code_of = |name: Option<&str>, secret: &str| {
        reset_owner_secret(&shop.app, name, secret).map_or_else(|error| error.code, |_| "ok".to_owned())
    };
    assert_eq!(code_of(None, "7391"), "no_owner_secret", "there is no lock to forget");
    let owner = served(&shop, "list_staff", json!({}))["staff"][0]["who"]["id"].as_i64().expect("the owner");
    set_secret(&shop, owner, OWNER_PIN);
    let second =
        json!({ "request_id": shop.request_id(), "name": "مینا راد", "role": "owner", "secret": "6402" });
    served(&shop, "add_staff", second);
    assert_eq!(code_of(None, "7391"), "owner_unclear", "which of the two");
    assert_eq!(code_of(Some("مینا راد"), "7391"), "ok", "by name");
    served(&shop, "lock", json!({}));
    assert_eq!(
        asked(&shop, "sign_in", json!({ "staff": owner, "secret": OWNER_PIN })),
        "ok",
        "the other keeps hers"
    );
}
