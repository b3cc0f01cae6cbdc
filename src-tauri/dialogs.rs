//! The system's own dialogs: a file to read, a file to write, a folder. `None`: the person closed it.
//! A driver cannot reach a native dialog, so a debug build lets a test answer it beforehand by naming a folder; while
//! that folder is missing the dialog counts as closed. A release has no such answer: there the person is always asked.

use std::path::PathBuf;
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

const TABLES: [&str; 4] = ["xlsx", "csv", "txt", "tsv"];

/// A table to import.
pub fn table(handle: &AppHandle) -> Option<PathBuf> {
    let picked = handle.dialog().file().add_filter("Excel / CSV", &TABLES).blocking_pick_file();
    picked.and_then(|file| file.into_path().ok())
}

pub fn folder(handle: &AppHandle) -> Option<PathBuf> {
    if let Some(answer) = answered() {
        return answer;
    }
    handle.dialog().file().blocking_pick_folder().and_then(|folder| folder.into_path().ok())
}

/// Where a PDF called `name` goes.
#[cfg(target_os = "linux")]
pub fn pdf(handle: &AppHandle, name: &str) -> Option<PathBuf> {
    let name = format!("{name}.pdf");
    if let Some(answer) = answered() {
        return answer.map(|folder| folder.join(name));
    }
    let asked = handle.dialog().file().add_filter("PDF", &["pdf"]).set_file_name(name);
    asked.blocking_save_file().and_then(|file| file.into_path().ok())
}

/// What a test answers; the outer `None` asks the person.
#[cfg(debug_assertions)]
fn answered() -> Option<Option<PathBuf>> {
    let folder = std::env::var_os("BAZGASHT_DIALOG_FOLDER").map(PathBuf::from)?;
    Some(folder.is_dir().then_some(folder))
}

#[cfg(not(debug_assertions))]
const fn answered() -> Option<Option<PathBuf>> {
    None
}
