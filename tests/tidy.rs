//! The rules of the house that a machine can check. Each rule is a table row or a small scan; a finding names its file.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use std::fs;
use std::path::{Path, PathBuf};

/// Every text file of ours below `folder` with one of these endings, with its path from the root.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|cause| panic!("{}: {cause}", folder.display()));
        for entry in entries {
            let path: PathBuf = entry.expect("a readable entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if !matches!(name.as_str(), "target" | "node_modules" | "dist" | "gen" | ".git") {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let text =
                    fs::read_to_string(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
                let path = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                found.push((path, text));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{folder} holds no {endings:?}: the scan looks in the wrong place");
    found
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/")
        || path.starts_with("tests/")
        || path.ends_with("/tests.rs")
        || path.contains("/examples/")
}

/// The code of a file without its test module (the tests of a file stand at its end).
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod ").next().unwrap_or(text)
}

fn has_persian(line: &str) -> bool {
    line.chars().any(|letter| ('\u{0600}'..='\u{06FF}').contains(&letter))
}

fn comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("//") || line.starts_with('*') || line.starts_with("/*") || line.starts_with("<!--")
}

/// No line outside `allowed` says `wrong`.
#[track_caller]
fn check(
    scanned: &[(String, String)],
    allowed: impl Fn(&str) -> bool,
    wrong: impl Fn(&str) -> bool,
    why: &str,
) {
    let mut findings = Vec::new();
    for (path, text) in scanned.iter().filter(|(path, _)| !allowed(path)) {
        for (number, line) in code(text).lines().enumerate().filter(|(_, line)| wrong(line)) {
            findings.push(format!("{path}:{}: {}", number + 1, line.trim()));
        }
    }
    assert!(findings.is_empty(), "{why}:\n{}", findings.join("\n"));
}

#[test]
fn sql_lives_in_the_store() {
    let rust = files("src-tauri", &[".rs"]);
    let is_sql = |line: &str| {
        let starts = ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE FROM ", "\"PRAGMA ", "\"CREATE TABLE"];
        !comment(line) && starts.iter().any(|start| line.contains(start))
    };
    check(
        &rust,
        |path| path.starts_with("src-tauri/store/") || is_test(path),
        is_sql,
        "SQL outside the store",
    );
    let uses = |line: &str| line.contains("rusqlite::");
    check(&rust, |path| path.starts_with("src-tauri/store/"), uses, "rusqlite outside the store");
}

#[test]
fn long_statements_have_files_of_their_own() {
    let mut findings = Vec::new();
    for (path, text) in files("src-tauri/store/src", &[".rs"]) {
        let mut run = 0;
        for (number, line) in code(&text).lines().enumerate() {
            let continues =
                line.trim_end().ends_with("\\n\\") || (run > 0 && line.trim_end().ends_with('\\'));
            run = if continues { run + 1 } else { 0 };
            if run == 4 {
                findings.push(format!("{path}:{}", number + 1));
            }
        }
    }
    assert!(findings.is_empty(), "a statement of more than three lines belongs in a .sql file: {findings:?}");
}

#[test]
fn time_and_randomness_are_parameters() {
    let rust = files("src-tauri", &[".rs"]);
    let clocks = |line: &str| {
        !comment(line)
            && ["SystemTime::now", "Instant::now", "Utc::now", "Local::now"]
                .iter()
                .any(|now| line.contains(now))
    };
    let edge =
        |path: &str| is_test(path) || ["src-tauri/ports.rs", "src-tauri/cli/src/ports.rs"].contains(&path);
    check(&rust, edge, clocks, "only the outermost program reads a clock");
    let random = |line: &str| !comment(line) && (line.contains("getrandom::") || line.contains("thread_rng"));
    check(&rust, edge, random, "only the outermost program draws randomness");
}

#[test]
fn nothing_unfinished_and_nothing_unsafe() {
    let mut all = files("src-tauri", &[".rs"]);
    all.extend(files("xtask", &[".rs"]));
    all.extend(files("ui/src", &[".ts", ".svelte"]));
    // Written apart so that this file does not find itself.
    let marks =
        [concat!("to", "do!("), concat!("unimple", "mented!("), concat!("FIX", "ME"), concat!("TO", "DO")];
    check(&all, |_| false, |line| marks.iter().any(|mark| line.contains(mark)), "unfinished");
    check(&all, is_test, |line| line.trim_start().starts_with("unsafe "), "unsafe");
    let skips = [concat!("#[ig", "nore"), concat!(".sk", "ip("), concat!(".on", "ly(")];
    let mut tests = files("tests", &[".rs", ".mjs"]);
    tests.extend(files("ui/tests", &[".ts", ".mjs"]));
    tests.extend(all.iter().filter(|(path, _)| path.ends_with(".rs")).cloned());
    let skipped = |line: &str| {
        let test = ["test", "describe", "it", "suite"]
            .iter()
            .any(|word| skips[1..].iter().any(|skip| line.contains(&format!("{word}{skip}"))));
        test || line.contains(skips[0])
    };
    check(&tests, |_| false, skipped, "a test that does not run");
}

#[test]
fn files_stay_readable() {
    let mut findings = Vec::new();
    let limits: [(&str, &[&str], usize); 3] =
        [("src-tauri", &[".rs", ".sql"], 400), ("ui/src", &[".svelte"], 250), ("ui/src", &[".ts"], 400)];
    for (folder, endings, limit) in limits {
        for (path, text) in files(folder, endings) {
            let generated = path.ends_with("generated.ts");
            let lines = code(&text).lines().count();
            if lines > limit && !is_test(&path) && !generated {
                findings.push(format!("{path}: {lines} lines, {limit} at most"));
            }
        }
    }
    assert!(findings.is_empty(), "too long:\n{}", findings.join("\n"));
}

#[test]
fn every_module_opens_with_its_invariant() {
    let rust = files("src-tauri", &[".rs"]);
    let silent: Vec<&String> = rust
        .iter()
        .filter(|(path, text)| {
            !is_test(path) && !text.trim_start().starts_with("//!") && text.lines().count() > 25
        })
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "a module says first what must always hold: {silent:?}");
}

#[test]
fn the_window_speaks_through_the_catalogue_and_one_host() {
    let window = files("ui/src", &[".ts", ".svelte"]);
    let words = |path: &str| {
        path.contains("/i18n/fa/") || path.ends_with("generated.ts") || path.ends_with("format/digits.ts")
    };
    check(&window, words, |line| !comment(line) && has_persian(line), "Persian words outside the catalogue");
    let host = |path: &str| path.starts_with("ui/src/lib/host/");
    check(&window, host, |line| line.contains("@tauri-apps"), "the desktop is reached only through lib/host");
    check(&window, |_| false, |line| line.contains("{@html"), "raw HTML");
}

#[test]
fn styles_are_logical_and_read_tokens() {
    let styles = files("ui/src", &[".css", ".svelte"]);
    let physical = |line: &str| {
        let line = line.trim_start();
        !comment(line)
            && [
                "margin-left",
                "margin-right",
                "padding-left",
                "padding-right",
                "border-left",
                "border-right",
                "text-align: left",
                "text-align: right",
                "float:",
            ]
            .iter()
            .any(|property| line.contains(property))
    };
    check(&styles, |_| false, physical, "physical left or right in a right-to-left program");
    let raw_colour = |line: &str| {
        let after = |mark: &str| {
            line.match_indices(mark).any(|(at, _)| {
                let digits = line[at + 1..].chars().take_while(char::is_ascii_hexdigit).count();
                matches!(digits, 3 | 4 | 6 | 8) && line[..at].trim_end().ends_with([':', ',', ' ', '('])
            })
        };
        line.contains(':') && after("#") && !line.contains("href") && !line.contains("{#")
    };
    check(&styles, |path| path.ends_with("tokens.css"), raw_colour, "a raw colour outside the tokens");
}

#[test]
fn the_layers_of_the_window_point_one_way() {
    let rules: [(&str, &[&str]); 3] = [
        ("ui/src/lib/", &["$shared", "$parts", "/views/"]),
        ("ui/src/shared/", &["$parts", "/views/"]),
        ("ui/src/parts/", &["/views/"]),
    ];
    for (folder, forbidden) in rules {
        let layer = files(folder, &[".ts", ".svelte"]);
        let upward =
            |line: &str| line.contains("import") && forbidden.iter().any(|above| line.contains(above));
        check(&layer, |_| false, upward, "a lower layer imports a higher one");
    }
}

#[test]
fn no_dataset_is_copied_into_the_project() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["sales.xlsx", "customers_cp1256.csv", "cdnow_sample_orders.csv", "jalali_truth.csv"] {
        let found = ["src-tauri", "ui/src", "ui/tests", "tests", "xtask"].iter().any(|folder| {
            fs::read_dir(root.join(folder)).is_ok_and(|mut entries| {
                entries.any(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy() == name))
            })
        });
        assert!(!found, "{name} is read from beside the project, never copied into it");
    }
}
