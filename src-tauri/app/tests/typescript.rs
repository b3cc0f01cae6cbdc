//! The window's client is what the command table says; `cargo xtask types` writes it anew.

use std::path::Path;

#[test]
fn the_windows_client_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/lib/api/generated.ts");
    let wanted = bazgasht_app::api::typescript();
    if std::env::var_os("BAZGASHT_WRITE_TYPES").is_some() {
        std::fs::write(&path, &wanted).expect("the client can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "generated.ts is stale: run `cargo xtask types`");
}
