//! One command for everything: the name and the payload go to the core's door off the window's thread, with the
//! approval of somebody who may when the person at the machine may not.
//! When the shop cannot be opened the window still opens, and every call answers with the reason.

use crate::ports;
use bazgasht_app::api::types::{Approval, Problem};
use bazgasht_app::api::{Changed, Event, Tag};
use bazgasht_app::{App, AppError, Ports, serve};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tauri::{AppHandle, Emitter, State};

/// The open core, or why it could not be opened.
pub struct Core {
    app: Result<Arc<App>, AppError>,
}

impl Core {
    pub fn open(handle: &AppHandle, folder: &Path, files: &[PathBuf]) -> Self {
        let teller = handle.clone();
        let ports = Ports {
            clock: Arc::new(ports::SystemClock),
            entropy: Arc::new(ports::SystemEntropy),
            desktop: Arc::new(ports::Dialogs::new(handle.clone())),
            tell: Arc::new(move |event| tell(&teller, event)),
        };
        let app = App::open(folder, ports);
        if let Ok(app) = &app {
            hand_over(app, files);
        }
        Self { app }
    }

    pub fn app(&self) -> Option<&Arc<App>> {
        self.app.as_ref().ok()
    }

    /// Files dropped on the window.
    pub fn dropped(&self, handle: &AppHandle, files: &[PathBuf]) {
        if let Some(app) = self.app() {
            hand_over(app, files);
            let changed = Changed { seq: app.next_seq(), touched: vec![Tag::Files] };
            tell(handle, Event::Changed(changed));
        }
    }

    /// Last work before the program ends.
    pub fn close(&self) {
        if let Some(app) = self.app() {
            app.close();
        }
    }
}

fn hand_over(app: &App, files: &[PathBuf]) {
    for file in files {
        if let Err(cause) = app.files().add(file, true) {
            eprintln!("bazgasht: {cause}");
        }
    }
}

fn tell(handle: &AppHandle, event: Event) {
    let told = match event {
        Event::Changed(changed) => handle.emit("changed", changed),
        Event::Job(progress) => handle.emit("job", *progress),
    };
    if let Err(cause) = told {
        eprintln!("bazgasht: event not delivered: {cause}");
    }
}

/// The only command the window may call.
#[tauri::command]
pub async fn rpc(
    core: State<'_, Core>,
    command: String,
    payload: Value,
    approval: Option<Approval>,
) -> Result<Value, Problem> {
    let app = core.app.clone().map_err(AppError::into_problem)?;
    let work =
        tauri::async_runtime::spawn_blocking(move || serve(&app, &command, payload, approval.as_ref()));
    match work.await {
        Ok(answer) => answer.map_err(|error| {
            if !error.detail.is_empty() {
                eprintln!("bazgasht: {error}");
            }
            error.into_problem()
        }),
        Err(cause) => Err(AppError::internal(cause).into_problem()),
    }
}
