//! Where the shared reference data lies, and what to do when a checkout has none.

use std::path::PathBuf;

/// The file under `../shared` next to the project, or `None` after a loud line. On CI its absence fails.
pub(crate) fn shared(relative: &str) -> Option<PathBuf> {
    let project = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let file = project.join("../shared").join(relative);
    if file.exists() {
        return Some(file);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "CI must have the shared file {relative}");
    eprintln!("SKIPPED (no ../shared): {relative}");
    None
}
