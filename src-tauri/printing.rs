//! Paper. The window already shows what is to be printed in its print view; here it is handed to the system's print
//! dialog, or written as a PDF. The web view belongs to the window's thread, and the caller waits for the printed page.

use bazgasht_app::PrintJob;
use bazgasht_app::api::types::{PrintOutcome, Printed};
use tauri::{AppHandle, Manager};

/// Prints the main window's page.
///
/// # Errors
/// A technical cause, for the log.
pub fn print(handle: &AppHandle, job: &PrintJob) -> Result<Printed, String> {
    let window = handle.get_webview_window("main").ok_or("the window is gone")?;
    system::print(handle, &window, job)
}

const fn outcome(outcome: PrintOutcome) -> Printed {
    Printed { outcome, path: None }
}

#[cfg(target_os = "linux")]
mod system {
    use super::outcome;
    use crate::dialogs;
    use bazgasht_app::PrintJob;
    use bazgasht_app::api::types::{PrintOutcome, Printed};
    use gtk::{PageSetup, PaperSize, PrintSettings, Unit, glib};
    use std::path::PathBuf;
    use std::sync::mpsc::{Sender, channel};
    use std::time::Duration;
    use tauri::{AppHandle, WebviewWindow};
    use webkit2gtk::{PrintOperation, PrintOperationExt, PrintOperationResponse, WebView};

    /// A person may look at the dialog for a long time; a page itself takes seconds.
    const PATIENCE: Duration = Duration::from_secs(600);
    /// Tenths of a millimetre in a millimetre.
    const DMM: f64 = 10.0;

    pub fn print(handle: &AppHandle, window: &WebviewWindow, job: &PrintJob) -> Result<Printed, String> {
        let file = match &job.pdf_name {
            None => None,
            Some(name) => {
                let Some(path) = dialogs::pdf(handle, name) else {
                    return Ok(outcome(PrintOutcome::Dismissed));
                };
                Some(path)
            }
        };
        let (told, heard) = channel();
        let (job, target) = (job.clone(), file.clone());
        window
            .with_webview(move |view| start(&view.inner(), &job, target, &told))
            .map_err(|cause| cause.to_string())?;
        let done = heard.recv_timeout(PATIENCE).map_err(|cause| cause.to_string())??;
        Ok(Printed { outcome: done, path: file.map(|path| path.display().to_string()) })
    }

    type Answer = Result<PrintOutcome, String>;

    /// On the window's thread.
    fn start(view: &WebView, job: &PrintJob, file: Option<PathBuf>, told: &Sender<Answer>) {
        let operation = PrintOperation::new(view);
        operation.set_page_setup(&page(job));
        let done = if file.is_some() { PrintOutcome::Saved } else { PrintOutcome::Handed };
        let (finished, failed) = (told.clone(), told.clone());
        // Nobody listens any more when the program ends meanwhile.
        operation.connect_finished(move |_| {
            let _ = finished.send(Ok(done));
        });
        operation.connect_failed(move |_, cause| {
            let _ = failed.send(Err(cause.to_string()));
        });
        let Some(file) = file else {
            if operation.run_dialog(None::<&gtk::Window>) == PrintOperationResponse::Cancel {
                let _ = told.send(Ok(PrintOutcome::Dismissed));
            }
            return;
        };
        let uri = match glib::filename_to_uri(&file, None) {
            Ok(uri) => uri,
            Err(cause) => {
                let _ = told.send(Err(cause.to_string()));
                return;
            }
        };
        let settings = PrintSettings::new();
        // The printer that writes files goes by its translated name.
        let printer = glib::dgettext(Some("gtk30"), "Print to File");
        settings.set("printer", Some(printer.as_str()));
        settings.set("output-file-format", Some("pdf"));
        settings.set("output-uri", Some(uri.as_str()));
        operation.set_print_settings(&settings);
        operation.print();
    }

    /// The page is the paper. The web view scales its page to what the margins leave, whatever the style sheet says.
    fn page(job: &PrintJob) -> PageSetup {
        let mm = |dmm: u32| f64::from(dmm) / DMM;
        let (width, height, margin) = (mm(job.width_dmm), mm(job.height_dmm), mm(job.margin_dmm));
        let setup = PageSetup::new();
        setup.set_paper_size(&PaperSize::new_custom("bazgasht", "bazgasht", width, height, Unit::Mm));
        setup.set_top_margin(margin, Unit::Mm);
        setup.set_bottom_margin(margin, Unit::Mm);
        setup.set_left_margin(margin, Unit::Mm);
        setup.set_right_margin(margin, Unit::Mm);
        setup
    }
}

/// Windows and macOS: the system's dialog offers PDF by itself and takes the size from the page.
#[cfg(not(target_os = "linux"))]
mod system {
    use super::outcome;
    use bazgasht_app::PrintJob;
    use bazgasht_app::api::types::{PrintOutcome, Printed};
    use tauri::{AppHandle, WebviewWindow};

    pub fn print(_: &AppHandle, window: &WebviewWindow, _: &PrintJob) -> Result<Printed, String> {
        window.print().map_err(|cause| cause.to_string())?;
        Ok(outcome(PrintOutcome::Handed))
    }
}
