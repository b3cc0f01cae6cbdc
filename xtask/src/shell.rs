//! Running other programs, loudly: every command is printed before it runs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub type Done<T = ()> = Result<T, String>;

/// The project's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Runs a command in `folder` of the project and waits for it.
pub fn call(folder: &str, program: &str, arguments: &[&str]) -> Done {
    call_with(folder, program, arguments, &[])
}

/// The same with environment variables.
pub fn call_with(folder: &str, program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Done {
    println!("\n$ {program} {}", arguments.join(" "));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root().join(folder)).envs(variables.iter().copied());
    let status = command.status().map_err(|cause| format!("{program} did not start: {cause}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{program} {} ended with {status}", arguments.join(" ")))
    }
}

/// Whether a program is on the path.
pub fn has(program: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join(program).is_file())
}

/// Whether a command runs and succeeds; its output is thrown away.
pub fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let quiet = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}
