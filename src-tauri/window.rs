//! The one window: its size, its title, its looks before the page is there, files dropped on it.

use crate::rpc::Core;
use bazgasht_app::api::types::{ShopStatus, Theme};
use bazgasht_app::{Session, dispatch};
use tauri::window::Color;
use tauri::{App, DragDropEvent, Manager, WebviewUrl, WebviewWindowBuilder, WindowEvent};

const TITLE: &str = "بازگشت";
/// The canvas of each theme, as in the page's tokens: what stands there until the page paints.
const LIGHT_CANVAS: Color = Color(0xFA, 0xF8, 0xF4, 0xFF);
const DARK_CANVAS: Color = Color(0x17, 0x14, 0x11, 0xFF);

pub fn open(app: &mut App) -> tauri::Result<()> {
    let shop = shop(&app.state::<Core>());
    let mut builder = WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
        .title(TITLE)
        .inner_size(1280.0, 800.0)
        .min_inner_size(640.0, 480.0)
        .center();
    if let Some(shop) = shop {
        builder = builder.initialization_script(looks(&shop));
        builder = match shop.theme {
            Theme::Light => builder.background_color(LIGHT_CANVAS),
            Theme::Dark => builder.background_color(DARK_CANVAS),
            Theme::System => builder,
        };
    }
    let window = builder.build()?;
    let handle = app.handle().clone();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
            handle.state::<Core>().dropped(&handle, paths);
        }
    });
    Ok(())
}

/// The shop that is open, when one could be opened.
fn shop(core: &Core) -> Option<ShopStatus> {
    let status = dispatch(core.app()?, &Session::OWNER, "shop_status", serde_json::json!({})).ok()?;
    serde_json::from_value(status).ok()
}

/// Runs before the page's own scripts; looks.js and lib/theme.ts read it.
fn looks(shop: &ShopStatus) -> String {
    let looks = serde_json::json!({ "theme": shop.theme, "density": shop.density });
    format!("globalThis.bazgashtLooks = Object.freeze({looks});")
}
