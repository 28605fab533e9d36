//! The commands that the page may give. `call` is the door to every operation; the rest are the system's own things.
//! Knows no operation by name.

use crate::desk::{Choice, Desk, DoorState};
use crate::system::Wanted;
use percent_encoding::percent_decode;
use pufa_api::StudioError;
use pufa_api::house::BackupView;
use pufa_store::StoreError;
use serde_json::value::RawValue;
use std::path::PathBuf;
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, Manager, State};
use tauri_plugin_autostart::ManagerExt;
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_notification::NotificationExt;
use tauri_plugin_opener::OpenerExt;

type Answer<T> = Result<T, StudioError>;

/// Runs what blocks away from the threads that draw.
async fn blocking<T: Send + 'static>(
    app: AppHandle,
    work: impl FnOnce(&Desk) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    tauri::async_runtime::spawn_blocking(move || work(&app.state::<Desk>()))
        .await
        .map_err(|error| StudioError::fault(&error))?
}

#[tauri::command]
pub async fn call(app: AppHandle, op: String, input: serde_json::Value) -> Answer<Box<RawValue>> {
    blocking(app, move |desk| {
        let body = desk.call(&op, input.to_string().as_bytes())?;
        let text = String::from_utf8(body).map_err(|e| StudioError::fault(&e))?;
        RawValue::from_string(text).map_err(|e| StudioError::fault(&e))
    })
    .await
}

#[tauri::command]
pub async fn door_state(app: AppHandle) -> Answer<DoorState> {
    blocking(app, |desk| Ok(desk.state())).await
}

#[tauri::command]
pub async fn door_choose(app: AppHandle, choice: Choice) -> Answer<DoorState> {
    blocking(app, move |desk| desk.choose(choice)).await
}

/// The newest whole backup of the workspace on this computer.
#[tauri::command]
pub async fn door_backup(app: AppHandle) -> Answer<Option<BackupView>> {
    blocking(app, Desk::last_good_backup).await
}

/// Puts a backup in the place of a damaged database.
#[tauri::command]
pub async fn door_restore(app: AppHandle, name: String) -> Answer<()> {
    blocking(app, move |desk| desk.restore_closed(&name)).await
}

/// Asks where to save; none when the person cancelled.
fn ask_where(app: &AppHandle, name: &str) -> Option<PathBuf> {
    // A name from elsewhere never carries a folder.
    let name: String = name.chars().filter(|c| !matches!(c, '/' | '\\' | ':' | '\0')).take(120).collect();
    app.dialog().file().set_file_name(name).blocking_save_file()?.into_path().ok()
}

/// Saves a stored file where the person says; false when they cancelled.
#[tauri::command]
pub async fn save_media(app: AppHandle, sha256: String, name: String) -> Answer<bool> {
    let asking = app.clone();
    blocking(app, move |desk| match ask_where(&asking, &name) {
        Some(path) => desk.copy_media(&sha256, &path).map(|()| true),
        None => Ok(false),
    })
    .await
}

/// Saves the bytes that came as the request's body where the person says; false when they cancelled.
#[tauri::command]
pub async fn save_file(app: AppHandle, request: Request<'_>) -> Answer<bool> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(StudioError::BadInput { detail: "bytes expected".into() });
    };
    let bytes = bytes.clone();
    // As `encodeURIComponent` writes it; bytes that are no UTF-8 are replaced.
    let given = request.headers().get("x-name").map_or(&b""[..], |name| name.as_bytes());
    let name = percent_decode(given).decode_utf8_lossy().into_owned();
    let asking = app.clone();
    blocking(app, move |_| match ask_where(&asking, &name) {
        Some(path) => std::fs::write(path, bytes).map(|()| true).map_err(|e| StoreError::from(e).into()),
        None => Ok(false),
    })
    .await
}

/// Opens an address in the system's browser: the web only, never a file or another program.
#[tauri::command]
pub fn open_external(app: AppHandle, url: String) -> Answer<()> {
    if !url.starts_with("https://") && !url.starts_with("http://") {
        return Err(StudioError::BadInput { detail: "only web addresses are opened".into() });
    }
    app.opener().open_url(url, None::<&str>).map_err(|e| StudioError::fault(&e))
}

/// The place that a link of the system's asked for and that no page has opened yet.
#[tauri::command]
pub fn take_link(wanted: State<'_, Wanted>) -> Option<String> {
    wanted.take()
}

/// Shows a notification of the system's.
#[tauri::command]
pub async fn notify(app: AppHandle, title: String, body: String) -> Answer<()> {
    let short = |text: String| text.chars().take(200).collect::<String>();
    let shown = app.notification().builder().title(short(title)).body(short(body)).show();
    shown.map_err(|e| StudioError::fault(&e))
}

/// Whether the program starts with the system; changes it when `wanted` is given.
#[tauri::command]
pub fn autostart(app: AppHandle, wanted: Option<bool>) -> Answer<bool> {
    let launch = app.autolaunch();
    match wanted {
        Some(true) => launch.enable().map_err(|e| StudioError::fault(&e))?,
        Some(false) => launch.disable().map_err(|e| StudioError::fault(&e))?,
        None => {}
    }
    launch.is_enabled().map_err(|e| StudioError::fault(&e))
}
