//! The window. It lends the core a clock, randomness and a file dialog, and passes one command through: `rpc`.
//! Everything that decides, stores or counts is below; nothing here knows what a sale is.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod background;
mod dialogs;
mod ports;
mod printing;
mod rpc;
mod window;

use std::path::PathBuf;
use tauri::Manager;

fn main() {
    let run = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .setup(|handle| {
            let core = rpc::Core::open(handle.handle(), &data_folder(handle)?, &files_from_arguments());
            background::start(&core);
            handle.manage(core);
            window::open(handle)?;
            Ok(())
        })
        .build(context());
    match run {
        Ok(app) => app.run(|handle, event| {
            if matches!(event, tauri::RunEvent::Exit) {
                handle.state::<rpc::Core>().close();
            }
        }),
        Err(cause) => {
            eprintln!("bazgasht: {cause}");
            std::process::exit(1);
        }
    }
}

/// What the build script made of tauri.conf.json, the capabilities and the pages.
#[allow(clippy::unwrap_used, clippy::expect_used, reason = "generated code")]
fn context() -> tauri::Context {
    tauri::tauri_build_context!()
}

/// `BAZGASHT_DATA` when set (several shops on one PC, tests), otherwise the system's folder for programs' data.
fn data_folder(app: &tauri::App) -> tauri::Result<PathBuf> {
    match std::env::var_os("BAZGASHT_DATA") {
        Some(folder) if !folder.is_empty() => Ok(PathBuf::from(folder)),
        _ => app.path().app_local_data_dir(),
    }
}

/// Files the system opened the program with («باز کردن با …»).
fn files_from_arguments() -> Vec<PathBuf> {
    std::env::args_os().skip(1).map(PathBuf::from).filter(|path| path.is_file()).collect()
}
