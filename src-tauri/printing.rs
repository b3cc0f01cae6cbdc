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
    use bazgasht_app::PrintJob;
    use bazgasht_app::api::types::{PrintOutcome, Printed};
    use gtk::{PageSetup, PaperSize, PrintSettings, Unit, glib};
    use std::path::PathBuf;
    use std::sync::mpsc::{Sender, channel};
    use std::time::Duration;
    use tauri::{AppHandle, WebviewWindow};
    use tauri_plugin_dialog::DialogExt;
    use webkit2gtk::{PrintOperation, PrintOperationExt, PrintOperationResponse, WebView};

    /// A person may look at the dialog for a long time; a page itself takes seconds.
    const PATIENCE: Duration = Duration::from_secs(600);
    /// Tenths of a millimetre in a millimetre.
    const DMM: f64 = 10.0;

    pub fn print(handle: &AppHandle, window: &WebviewWindow, job: &PrintJob) -> Result<Printed, String> {
        let file = match &job.pdf_name {
            None => None,
            Some(name) => {
                let asked =
                    handle.dialog().file().add_filter("PDF", &["pdf"]).set_file_name(format!("{name}.pdf"));
                let Some(path) = asked.blocking_save_file().and_then(|file| file.into_path().ok()) else {
                    return Ok(outcome(PrintOutcome::Dismissed));
                };
                Some(path)
            }
        };
        let (told, heard) = channel();
        let (paper, target) = ((job.width_dmm, job.height_dmm), file.clone());
        window
            .with_webview(move |view| start(&view.inner(), paper, target, &told))
            .map_err(|cause| cause.to_string())?;
        let done = heard.recv_timeout(PATIENCE).map_err(|cause| cause.to_string())??;
        Ok(Printed { outcome: done, path: file.map(|path| path.display().to_string()) })
    }

    type Answer = Result<PrintOutcome, String>;

    /// On the window's thread.
    fn start(view: &WebView, (width, height): (u32, u32), file: Option<PathBuf>, told: &Sender<Answer>) {
        let operation = PrintOperation::new(view);
        operation.set_page_setup(&page(f64::from(width) / DMM, f64::from(height) / DMM));
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

    /// The page is the paper; margins are the style sheet's.
    fn page(width_mm: f64, height_mm: f64) -> PageSetup {
        let setup = PageSetup::new();
        setup.set_paper_size(&PaperSize::new_custom("bazgasht", "bazgasht", width_mm, height_mm, Unit::Mm));
        setup.set_top_margin(0.0, Unit::Mm);
        setup.set_bottom_margin(0.0, Unit::Mm);
        setup.set_left_margin(0.0, Unit::Mm);
        setup.set_right_margin(0.0, Unit::Mm);
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
