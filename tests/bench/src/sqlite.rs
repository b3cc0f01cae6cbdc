//! The reference program: SQLite's own shell. It is used when it is installed, and its absence is said aloud.

use crate::measure::Done;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

pub fn is_installed() -> bool {
    let quiet = Command::new("sqlite3").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

/// Feeds `script` to the shell over `file` and gives back what it printed.
pub fn run(file: &Path, script: &str) -> Done<String> {
    let mut command = Command::new("sqlite3");
    command.arg("-batch").arg("-bail").arg(file).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut shell = command.spawn()?;
    shell.stdin.take().ok_or("no way into sqlite3")?.write_all(script.as_bytes())?;
    let output = shell.wait_with_output()?;
    if !output.status.success() {
        return Err(format!("sqlite3 ended with {}", output.status).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
