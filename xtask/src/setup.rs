//! Set-up on a fresh machine. On Debian and Ubuntu everything is installed; elsewhere what is missing is named.

use crate::shell::{Done, call, call_with, has, root, succeeds};

/// How much of the machine a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Build and open the window.
    Window,
    /// The window without a display, its driver and a browser for the browser tests.
    Tests,
}

const BUILD_PACKAGES: [&str; 5] =
    ["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "libgtk-3-dev", "librsvg2-dev"];
const TEST_PACKAGES: [&str; 4] = ["webkit2gtk-driver", "xvfb", "xauth", "chromium"];

/// Installs or names what is missing, then the window's own packages.
pub fn setup(need: Need) -> Done {
    if cfg!(target_os = "linux") {
        linux(need)?;
    } else if cfg!(target_os = "macos") {
        mac()?;
    } else {
        windows()?;
    }
    packages()
}

fn linux(need: Need) -> Done {
    let mut missing = Vec::new();
    let build_ready = has("cc")
        && ["webkit2gtk-4.1", "gtk+-3.0", "librsvg-2.0"]
            .iter()
            .all(|library| succeeds("pkg-config", &["--exists", library]));
    if !build_ready {
        missing.extend(BUILD_PACKAGES);
    }
    let tests_ready = ["WebKitWebDriver", "Xvfb", "xauth", "chromium"].iter().all(|program| has(program));
    if need == Need::Tests && !tests_ready {
        missing.extend(TEST_PACKAGES);
    }
    if !node_is_new() {
        missing.extend(["nodejs", "npm"]);
    }
    if missing.is_empty() {
        return Ok(());
    }
    if !has("apt-get") {
        return Err(format!("please install with your system's package manager: {}", missing.join(" ")));
    }
    println!("installing: {}", missing.join(" "));
    // Another update may empty the archive between the two steps: once more is enough.
    install(&missing).or_else(|_| install(&missing))?;
    if node_is_new() {
        Ok(())
    } else {
        Err("Node.js 20.19 or newer is needed (https://nodejs.org)".to_owned())
    }
}

fn install(packages: &[&str]) -> Done {
    let apt = |arguments: &[&str]| {
        let variables = [("DEBIAN_FRONTEND", "noninteractive")];
        if succeeds("test", &["-w", "/var/lib/dpkg"]) {
            call_with(".", "apt-get", arguments, &variables)
        } else {
            call_with(".", "sudo", &[&["apt-get"], arguments].concat(), &variables)
        }
    };
    apt(&["update", "-q"])?;
    let options = ["install", "-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"];
    apt(&[&options, packages].concat())
}

fn node_is_new() -> bool {
    has("npm")
        && succeeds(
            "node",
            &["-e", "const [a,b]=process.versions.node.split('.');process.exit(a>20||(a==20&&b>=19)?0:1)"],
        )
}

fn mac() -> Done {
    if !succeeds("xcode-select", &["-p"]) {
        return Err("please install Apple's command line tools: xcode-select --install".to_owned());
    }
    named_node()
}

fn windows() -> Done {
    if !succeeds("where", &["cl"]) && !succeeds("where", &["link"]) {
        println!(
            "if the build stops at the linker: install \"Desktop development with C++\" of Visual Studio Build Tools"
        );
    }
    println!("the window needs WebView2; Windows 11 and updated Windows 10 have it");
    named_node()
}

fn named_node() -> Done {
    if node_is_new() {
        Ok(())
    } else {
        Err("please install Node.js 20.19 or newer (https://nodejs.org)".to_owned())
    }
}

/// The window's npm packages, as the lock file says; skipped when they are there already.
fn packages() -> Done {
    for folder in ["ui", "tests/window"] {
        let lock = root().join(folder).join("package-lock.json");
        let installed = root().join(folder).join("node_modules/.package-lock.json");
        let time = |path: &std::path::Path| path.metadata().and_then(|facts| facts.modified()).ok();
        let fresh = time(&installed).zip(time(&lock)).is_some_and(|(installed, lock)| installed >= lock);
        if !fresh {
            call(folder, npm(), &["ci", "--no-audit", "--no-fund"])?;
        }
    }
    Ok(())
}

pub const fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}
