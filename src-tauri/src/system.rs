//! What the system gives a desktop program: its window, the tray, links that lead into the studio.
//! Knows nothing of what is shown.

use pufa_server::window::link;
use std::sync::{Mutex, PoisonError};
use tauri::menu::{Menu, MenuItem};
use tauri::tray::{TrayIconBuilder, TrayIconEvent};
use tauri::webview::PageLoadEvent;
use tauri::{AppHandle, Emitter, Manager, Url, WebviewUrl, WebviewWindowBuilder};
use tauri_plugin_deep_link::DeepLinkExt;

const TRAY: &str = "studio";

/// Opens the one window there is.
pub fn window(app: &tauri::App) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("普法工作室")
        .inner_size(1360.0, 860.0)
        .min_inner_size(640.0, 480.0)
        // The page never leads anywhere else: links go to the system's browser, through `open_external`.
        .on_navigation(|url| {
            matches!(url.scheme(), "tauri" | "about") || url.host_str() == Some("tauri.localhost")
        })
        .disable_drag_drop_handler()
        // The tray comes after the page, which somebody waits for.
        .on_page_load(|window, page| {
            let app = window.app_handle();
            if page.event() == PageLoadEvent::Finished && app.tray_by_id(TRAY).is_none() {
                tray(app);
            }
        })
        .build()?;
    Ok(())
}

/// Brings the window to the front.
pub fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        for done in [window.unminimize(), window.show(), window.set_focus()] {
            if let Err(error) = done {
                tracing::warn!(%error, "the window could not be brought to the front");
            }
        }
    }
}

/// A tray with the two things one wants of it. A desktop without a tray is no reason not to start.
fn tray(app: &AppHandle) {
    if let Err(error) = build_tray(app) {
        tracing::warn!(%error, "no tray here");
    }
}

fn build_tray(app: &AppHandle) -> tauri::Result<()> {
    let open = MenuItem::with_id(app, "open", "打开普法工作室", true, None::<&str>)?;
    let quit = MenuItem::with_id(app, "quit", "退出", true, None::<&str>)?;
    let menu = Menu::with_items(app, &[&open, &quit])?;
    let mut tray = TrayIconBuilder::with_id(TRAY).tooltip("普法工作室").menu(&menu);
    if let Some(icon) = app.default_window_icon() {
        tray = tray.icon(icon.clone());
    }
    tray.on_menu_event(|app, event| match event.id().as_ref() {
        "open" => show(app),
        "quit" => app.exit(0),
        _ => {}
    })
    .on_tray_icon_event(|tray, event| {
        if matches!(event, TrayIconEvent::DoubleClick { .. }) {
            show(tray.app_handle());
        }
    })
    .build(app)?;
    Ok(())
}

/// The place in the studio to which a link leads, until the page has taken it: the page may not be there yet when the
/// program is started with a link, and its person not signed in.
#[derive(Default)]
pub struct Wanted(Mutex<Option<String>>);

impl Wanted {
    /// Hands the place over, once.
    pub fn take(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Only paths within the studio come of a link, whatever it says.
    fn follow(&self, links: &[Url]) -> bool {
        let Some(path) = links.iter().find_map(|link| link::path_of(link.as_str())) else {
            return false;
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
        true
    }
}

/// Takes links such as `pufa://episode/ID`: the one that the program was started with, and those that come later.
pub fn follow_links(app: &tauri::App) {
    let links = app.deep_link();
    match links.get_current() {
        Ok(begun_with) => drop(app.state::<Wanted>().follow(&begun_with.unwrap_or_default())),
        Err(error) => tracing::warn!(%error, "the link at the start could not be read"),
    }
    let handle = app.handle().clone();
    links.on_open_url(move |event| {
        if handle.state::<Wanted>().follow(&event.urls())
            && let Err(error) = handle.emit("studio-open", ())
        {
            tracing::warn!(%error, "the page was not told of a link");
        }
    });
}
