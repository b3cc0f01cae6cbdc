//! `cargo xtask run`: from a fresh clone to the open window.

use crate::desktop::{has_display, under_xvfb};
use crate::setup::{Need, npm, setup};
use crate::shell::{Done, call, call_with, root};

pub fn run(arguments: &[String]) -> Done {
    let display = has_display();
    setup(if display { Need::Window } else { Need::Tests })?;
    build_ui()?;
    run_cargo(&["build", "--package", "bazgasht"])?;
    let program = program();
    if display {
        let passed: Vec<&str> = arguments.iter().map(String::as_str).collect();
        return call_with(".", &program, &passed, &[]);
    }
    println!("\nno display: opening the sample shop under Xvfb for screenshots");
    let steps = under_xvfb("node", &["tests/window/screenshots.mjs"]);
    let environment = [("BAZGASHT_PROGRAM", program.as_str()), ("NO_AT_BRIDGE", "1")];
    call_with(".", "xvfb-run", &steps, &environment)?;
    println!("\nscreenshots: {}", root().join("target/screenshots").display());
    Ok(())
}

/// The window's pages; the Rust build embeds them.
pub fn build_ui() -> Done {
    call("ui", npm(), &["run", "build"])
}

pub fn run_cargo(arguments: &[&str]) -> Done {
    call(".", env!("CARGO"), arguments)
}

/// Path of the built window.
pub fn program() -> String {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    let name = if cfg!(windows) { "bazgasht.exe" } else { "bazgasht" };
    target.join("debug").join(name).display().to_string()
}
