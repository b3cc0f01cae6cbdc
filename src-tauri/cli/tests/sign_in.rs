//! Who works on the command line: the owner of a shop without locks, otherwise somebody who shows a secret.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs the twin with `arguments`; the secret comes from the environment or from standard input.
fn twin(data: &Path, arguments: &[&str], variable: Option<&str>, line: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bazgasht-cli"));
    command.arg("--data").arg(data).args(arguments).env_remove("BAZGASHT_SECRET");
    if let Some(secret) = variable {
        command.env("BAZGASHT_SECRET", secret);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the twin starts");
    // A twin that asks nothing may have ended already.
    let _ = child.stdin.take().expect("a pipe").write_all(line.as_bytes());
    child.wait_with_output().expect("the twin ends")
}

#[test]
fn a_shop_with_locks_asks_who_works() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let ok = |arguments: &[&str]| -> Value {
        let output = twin(data, arguments, None, "");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    ok(&[
        "rpc",
        "start_shop",
        r#"{"request_id":"s","shop_name":"سپیدار","owner_name":"حسین مهدیان","money_unit":"toman"}"#,
    ]);
    let owner = ok(&["rpc", "list_staff"])["staff"][0]["who"]["id"].clone();
    ok(&["--as", "هر کس", "rpc", "list_staff"]);
    ok(&["rpc", "set_staff_secret", &format!(r#"{{"request_id":"p","staff":{owner},"secret":"۲۵۸۰"}}"#)]);

    let check = |arguments: &[&str], variable: Option<&str>, line: &str, code: Option<&str>, why: &str| {
        let output = twin(data, arguments, variable, line);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        match code {
            None => assert!(output.status.success(), "{why}: {told}"),
            Some(code) => assert!(told.contains(&format!("code: {code}")), "{why}: {told}"),
        }
    };
    let me = ["--as", "حسين مهديان", "rpc", "list_staff"];
    check(&["rpc", "list_staff"], None, "", Some("locked"), "nobody");
    check(&["kpi", "--summary"], None, "", Some("locked"), "figures");
    check(&["sample"], None, "", Some("locked"), "the sample");
    check(&["import", "sales", "nothing.xlsx"], None, "", Some("locked"), "an import");
    check(&me, Some("2580"), "", None, "the secret from the environment, the name in either spelling");
    check(&me, None, "2580\n", None, "the secret from standard input");
    check(
        &["rpc", "list_staff", "--as", "حسین مهدیان"],
        Some("2580"),
        "",
        None,
        "the name after the command",
    );
    check(&me, Some("2581"), "", Some("secret_wrong"), "a wrong one");
    check(&me, None, "", Some("secret_wrong"), "none");
    check(&["--as", "کسی", "rpc", "list_staff"], Some("2580"), "", Some("secret_wrong"), "somebody unknown");
    let help = twin(data, &["--help"], None, "");
    assert!(String::from_utf8_lossy(&help.stdout).contains("BAZGASHT_SECRET"), "the usage says how");
}

#[test]
fn a_forgotten_secret_and_one_person_as_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let told = |arguments: &[&str], secret: Option<&str>, line: &str| {
        let output = twin(data, arguments, secret, line);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned(), error)
    };
    let start = r#"{"request_id":"s","shop_name":"سپیدار","owner_name":"حسین مهدیان","money_unit":"toman"}"#;
    assert!(told(&["rpc", "start_shop", start], None, "").0, "started");
    let person =
        r#"{"request_id":"c","fields":{"first_name":"مریم","last_name":"سبزواری"},"shared_mobile_ok":false}"#;
    let made: Value =
        serde_json::from_str(&told(&["rpc", "create_customer", person], None, "").1).expect("JSON");
    let (customer, out) = (made["id"].to_string(), folder.path().join("out"));
    std::fs::create_dir(&out).expect("a folder");
    let export = ["export-person", &customer, out.to_str().expect("a path")];
    assert!(told(&export, None, "").0, "written");
    assert_eq!(std::fs::read_dir(&out).expect("read").count(), 2, "one for programs, one for people");
    let nobody = ["export-person", "99", out.to_str().expect("a path")];
    assert!(told(&nobody, None, "").2.contains("code: not_found"), "somebody unknown");

    let owner: Value = serde_json::from_str(&told(&["rpc", "list_staff"], None, "").1).expect("JSON");
    let secret =
        format!(r#"{{"request_id":"p","staff":{},"secret":"2580"}}"#, owner["staff"][0]["who"]["id"]);
    assert!(told(&["rpc", "set_staff_secret", &secret], None, "").0, "a lock");
    assert!(told(&export, None, "").2.contains("code: locked"), "nobody's right");
    assert!(told(&["owner", "reset"], Some("1111"), "").2.contains("code: secret_easy"), "too easy");
    assert!(told(&["owner", "reset"], None, "۷۳۹۱\n").0, "a new one from standard input");
    let me = ["--as", "حسین مهدیان", "rpc", "list_staff"];
    assert!(told(&me, Some("2580"), "").2.contains("code: secret_wrong"), "the forgotten one is gone");
    assert!(told(&me, Some("7391"), "").0, "the new one opens");
}
