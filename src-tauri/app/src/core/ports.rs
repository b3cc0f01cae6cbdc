//! What the outermost program lends to the core: time, randomness, a file dialog, a way to tell the windows.

use crate::api::Event;
use crate::api::types::Printed;
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

    /// Prints what the window shows in its print view, or saves it as a PDF. `None` when there is no window here.
    ///
    /// # Errors
    /// A technical cause, for the log.
    fn print(&self, job: &PrintJob) -> Option<Result<Printed, String>>;
}

/// The page that is to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintJob {
    /// Tenths of a millimetre.
    pub width_dmm: u32,
    pub height_dmm: u32,
    /// White on each side of every page.
    pub margin_dmm: u32,
    /// A PDF with this suggested name, without its ending; `None` for the system's print dialog.
    pub pdf_name: Option<String>,
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

    fn print(&self, _: &PrintJob) -> Option<Result<Printed, String>> {
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
