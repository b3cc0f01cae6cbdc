//! Build script of the window: resolves capabilities and embeds `ui/dist`.

fn main() {
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .codegen(tauri_build::CodegenContext::new());
    if let Err(cause) = tauri_build::try_build(attributes) {
        // A build script has nobody else to tell.
        println!("cargo:warning={cause:#}");
        std::process::exit(1);
    }
}
