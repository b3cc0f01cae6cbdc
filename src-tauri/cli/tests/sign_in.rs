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
