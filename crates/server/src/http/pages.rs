//! The front end's files: embedded in the program, or read from a folder while one works on them.
//! Knows no page; every address without a file is the front end's to understand.

use super::Server;
use axum::extract::State;
use axum::http::header;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

const EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Where the pages come from.
#[derive(Clone, Debug, Default)]
pub enum Pages {
    #[default]
    Embedded,
    Folder(PathBuf),
}

const NOT_BUILT: &str = "<!doctype html><meta charset=utf-8><title>普法工作室</title>\
    <p>此程序未包含界面：请先在 ui 目录运行 npm run build 再编译，或用 --ui 指定界面目录。\
    <p lang=en>This program was built without its pages: run npm run build in ui first, or name a folder with --ui.";

fn mime(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

impl Pages {
    async fn file(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        match self {
            Pages::Embedded => EMBEDDED
                .binary_search_by(|(name, _)| (*name).cmp(path))
                .ok()
                .map(|at| Cow::Borrowed(EMBEDDED[at].1)),
            Pages::Folder(folder) => {
                let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
                if !inside || path.contains(['\\', ':']) {
                    return None;
                }
                let read = tokio::fs::read(folder.join(path)).await;
                read.ok().map(Cow::Owned)
            }
        }
    }
}

fn answer(path: &str, bytes: Cow<'static, [u8]>, head: bool) -> Response {
    // The bundler puts a hash of the content into the names under assets/.
    let caching =
        if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [(header::CONTENT_TYPE, mime(path)), (header::CACHE_CONTROL, caching)];
    let body = match (head, bytes) {
        (true, _) => axum::body::Body::empty(),
        (false, Cow::Borrowed(bytes)) => axum::body::Body::from(bytes),
        (false, Cow::Owned(bytes)) => axum::body::Body::from(bytes),
    };
    (headers, body).into_response()
}

pub(super) async fn page(State(server): State<Server>, method: Method, uri: Uri) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let head = method == Method::HEAD;
    let pages = &server.settings.pages;
    let path = uri.path().trim_start_matches('/');
    if !path.is_empty()
        && let Some(bytes) = pages.file(path).await
    {
        return answer(path, bytes, head);
    }
    // A missing file is missing; anything else is an address within the front end.
    if path.starts_with("assets/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    match pages.file("index.html").await {
        Some(bytes) => answer("index.html", bytes, head),
        None => {
            (StatusCode::SERVICE_UNAVAILABLE, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], NOT_BUILT)
                .into_response()
        }
    }
}
