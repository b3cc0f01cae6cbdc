//! The real clock and randomness; there is no desktop and nobody to tell; a folder comes from the command line.

use bazgasht_app::api::types::Printed;
use bazgasht_app::{Desktop, Entropy, Headless, Ports, PrintJob};
use bazgasht_domain::clock::{Clock, InstantMs};
use std::path::PathBuf;
use std::sync::Arc;

struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place where the twin reads the PC's clock")]
    fn now(&self) -> InstantMs {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        InstantMs::new(since.ok().and_then(|d| i64::try_from(d.as_millis()).ok()).unwrap_or(0))
    }
}

pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), String> {
        getrandom::fill(buffer).map_err(|cause| cause.to_string())
    }
}

/// The folder that was named on the command line, in place of a dialog.
struct Named(PathBuf);

impl Desktop for Named {
    fn pick_import_file(&self) -> Option<Option<PathBuf>> {
        None
    }

    fn pick_folder(&self) -> Option<Option<PathBuf>> {
        Some(Some(self.0.clone()))
    }

    fn print(&self, _: &PrintJob) -> Option<Result<Printed, String>> {
        None
    }
}

/// What is written goes into `folder`.
pub fn into(folder: PathBuf) -> Ports {
    Ports { desktop: Arc::new(Named(folder)), ..ports() }
}

pub fn ports() -> Ports {
    Ports {
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        desktop: Arc::new(Headless),
        tell: Arc::new(|_| ()),
    }
}
