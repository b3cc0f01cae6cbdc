//! `cargo xtask bench`: builds the benchmark as it is shipped, without the slow link step, and runs it.
//! The table it prints is the whole result; `--quick` leaves the largest shop out.

use crate::shell::{Done, call};

pub fn bench(arguments: &[String]) -> Done {
    let mut words = vec!["run", "--profile", "bench", "-p", "bazgasht-bench", "--"];
    words.extend(arguments.iter().map(String::as_str));
    call(".", "cargo", &words)
}
