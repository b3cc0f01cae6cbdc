//! The real clock, the system's randomness and the native dialogs.

use crate::{dialogs, printing};
use bazgasht_app::api::types::Printed;
use bazgasht_app::{Desktop, Entropy, PrintJob};
use bazgasht_domain::clock::{Clock, InstantMs};
use std::path::PathBuf;
use tauri::AppHandle;

pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place where the window reads the PC's clock")]
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

pub struct Dialogs {
    handle: AppHandle,
}

impl Dialogs {
    pub fn new(handle: AppHandle) -> Self {
        Self { handle }
    }
}

impl Desktop for Dialogs {
    fn pick_import_file(&self) -> Option<Option<PathBuf>> {
        Some(dialogs::table(&self.handle))
    }

    fn print(&self, job: &PrintJob) -> Option<Result<Printed, String>> {
        Some(printing::print(&self.handle, job))
    }

    fn pick_folder(&self) -> Option<Option<PathBuf>> {
        Some(dialogs::folder(&self.handle))
    }
}
