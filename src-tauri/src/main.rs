//! The desktop door: one window, one `call` command, the system's tray, dialogs and links.
//! Knows no operation and no rule; whatever the page asks goes to the studio or to the team server as it is.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod command;
mod desk;
mod system;

use desk::Desk;
use std::path::PathBuf;
use tauri::Manager;

/// Where the workspace lies unless PUFA_DATA says otherwise; the same folder as `cargo xtask run` without a display.
fn data_folder(app: &tauri::App) -> tauri::Result<PathBuf> {
    match std::env::var_os("PUFA_DATA") {
        Some(folder) => Ok(folder.into()),
        None => Ok(app.path().data_dir()?.join("pufa-studio")),
    }
}

fn main() {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("PUFA_LOG").unwrap_or_else(|_| "warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let built = tauri::Builder::default()
        // First of all plugins: a second start only shows the first one's window and hands over its link.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| system::show(app)))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_autostart::init(tauri_plugin_autostart::MacosLauncher::LaunchAgent, None))
        .invoke_handler(tauri::generate_handler![
            command::call,
            command::door_state,
            command::door_choose,
            command::door_backup,
            command::door_restore,
            command::save_media,
            command::save_file,
            command::open_external,
            command::notify,
            command::take_link,
            command::autostart,
        ])
        .manage(system::Wanted::default())
        .setup(|app| {
            app.manage(Desk::new(data_folder(app)?, app.handle().clone())?);
            // The studio is opened beside the window, whose thread has enough to do; the page waits for whichever is later.
            let opening = app.handle().clone();
            std::thread::spawn(move || drop(opening.state::<Desk>().state()));
            system::window(app)?;
            system::follow_links(app);
            Ok(())
        })
        .run(tauri::generate_context!());
    if let Err(error) = built {
        tracing::error!(%error, "the window could not be opened");
        eprintln!("普法工作室无法打开窗口: {error}");
        std::process::exit(1);
    }
}
