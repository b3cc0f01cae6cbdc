//! What the outermost program lends to the core: time, randomness, a file dialog, a way to tell the windows.

use crate::api::Event;
use bazgasht_domain::clock::Clock;
use std::path::PathBuf;
use std::sync::Arc;

/// Unpredictable bytes.
pub trait Entropy: Send + Sync {
    /// Fills `buffer`, or says why it cannot.
    ///
    /// # Errors
    /// A technical cause, when the system has no randomness to give.
    fn fill(&self, buffer: &mut [u8]) -> Result<(), String>;
}

/// The desktop around the program.
pub trait Desktop: Send + Sync {
    /// Lets the person choose a file to import. `None` when there is no dialog here; `Some(None)` when it was closed.
    fn pick_import_file(&self) -> Option<Option<PathBuf>>;
    /// Lets the person choose a folder to write into; answers as above.
    fn pick_folder(&self) -> Option<Option<PathBuf>>;
}

/// No desktop: the headless twin.
#[derive(Debug, Clone, Copy)]
pub struct Headless;

impl Desktop for Headless {
    fn pick_import_file(&self) -> Option<Option<PathBuf>> {
        None
    }
    fn pick_folder(&self) -> Option<Option<PathBuf>> {
        None
    }
}

/// Everything the core needs from outside.
#[derive(Clone)]
pub struct Ports {
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub desktop: Arc<dyn Desktop>,
    /// Called after commit, outside every lock.
    pub tell: Arc<dyn Fn(Event) + Send + Sync>,
}
