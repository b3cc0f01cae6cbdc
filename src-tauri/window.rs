//! The one window: its size, its title, files dropped on it.

use crate::rpc::Core;
use tauri::{App, DragDropEvent, Manager, WebviewUrl, WebviewWindowBuilder, WindowEvent};

const TITLE: &str = "بازگشت";

pub fn open(app: &mut App) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
        .title(TITLE)
        .inner_size(1280.0, 800.0)
        .min_inner_size(640.0, 480.0)
        .center()
        .build()?;
    let handle = app.handle().clone();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
            handle.state::<Core>().dropped(&handle, paths);
        }
    });
    Ok(())
}
