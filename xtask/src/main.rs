//! One place for every chore: `cargo xtask run`, `test`, `bench`, `nightly`, `types`.
//! Each sets up what it needs and says in plain words what it cannot install by itself.

mod bench;
mod desktop;
mod run;
mod setup;
mod shell;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask run        set up, build, open the program (without a display: under Xvfb, with screenshots)
cargo xtask test       set up, then every check and test
cargo xtask bench      the benchmark table (see README)
cargo xtask nightly    the long tests
cargo xtask types      write the TypeScript client anew from the command table";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    let done = match arguments.first().map(String::as_str) {
        Some("run") => run::run(rest),
        Some("test") => test::test(),
        Some("bench") => bench::bench(rest),
        Some("nightly") => test::nightly(),
        Some("types") => test::types(),
        _ => {
            println!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("\nxtask: {cause}");
            ExitCode::FAILURE
        }
    }
}
