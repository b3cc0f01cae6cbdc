//! `cargo xtask test`: every check, in the order in which a mistake is cheapest to hear about.

use crate::desktop::under_xvfb;
use crate::run::{build_ui, program, run_cargo};
use crate::setup::{Need, npm, setup};
use crate::shell::{Done, call, call_with, root};

/// One check, run when its turn comes.
type Step = fn() -> Done;

pub fn test() -> Done {
    setup(Need::Tests)?;
    let steps: [(&str, Step); 7] = [
        ("formatting", || run_cargo(&["fmt", "--all", "--check"])),
        ("window: types", || call("ui", npm(), &["run", "check"])),
        ("window: pages", build_ui),
        ("lints", || {
            run_cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])
        }),
        ("core", || run_cargo(&["test", "--workspace"])),
        ("browser", || call("ui", "node", &["tests/run-browser.mjs"])),
        ("window", window),
    ];
    let total = steps.len();
    for (number, (name, step)) in steps.into_iter().enumerate() {
        println!("\n── {}/{total} {name} ──", number + 1);
        step().map_err(|cause| format!("{name}: {cause}\nsteps: {number} passed, 1 failed"))?;
    }
    println!("\nsteps: {total} passed, 0 failed");
    Ok(())
}

/// Journeys in the real window: the program that `cargo test --workspace` has just built for the rules of the house.
/// Building it by itself would choose other features and compile the shell anew.
fn window() -> Done {
    let program = program();
    let journeys = journeys()?;
    let mut arguments = vec!["--test", "--test-concurrency=1", "--test-reporter=spec"];
    arguments.extend(journeys.iter().map(String::as_str));
    let steps = under_xvfb("node", &arguments);
    call_with(".", "xvfb-run", &steps, &[("BAZGASHT_PROGRAM", program.as_str()), ("NO_AT_BRIDGE", "1")])
}

/// Every journey there is, by name: a folder means something else to each version of Node.
fn journeys() -> Result<Vec<String>, String> {
    const FOLDER: &str = "tests/window/journeys";
    let entries = std::fs::read_dir(root().join(FOLDER)).map_err(|cause| format!("{FOLDER}: {cause}"))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut found: Vec<String> =
        names.filter(|name| name.ends_with(".test.mjs")).map(|name| format!("{FOLDER}/{name}")).collect();
    found.sort();
    if found.is_empty() { Err(format!("{FOLDER}: no journeys")) } else { Ok(found) }
}

/// Writes the TypeScript client anew.
pub fn types() -> Done {
    let variables = [("BAZGASHT_WRITE_TYPES", "1")];
    call_with(".", env!("CARGO"), &["test", "--package", "bazgasht-app", "--test", "typescript"], &variables)
}

/// The long tests: every property with many more cases; the ledger's 200,000 histories begin elsewhere each night, and
/// one that fails says its seed.
pub fn nightly() -> Done {
    setup(Need::Tests)?;
    let variables = [("PROPTEST_CASES", "20000"), ("LEDGER_CASES", "200000"), ("LEDGER_SEED", "new")];
    call_with(".", env!("CARGO"), &["test", "--workspace", "--exclude", "bazgasht"], &variables)
}
