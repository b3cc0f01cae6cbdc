//! A display for the window: the real one when there is one, otherwise Xvfb.

use std::ffi::OsStr;

/// Large enough for the largest screenshot.
const SCREEN: &str = "-screen 0 1600x1000x24";

/// Whether windows can be shown to a person.
pub fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !OsStr::is_empty(&value));
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// The command line that runs `program` under a display of its own.
pub fn under_xvfb<'a>(program: &'a str, arguments: &[&'a str]) -> Vec<&'a str> {
    [&["-a", "-s", SCREEN, program], arguments].concat()
}
