//! `/api/media`: files in as raw bodies, out whole or in parts.
//! Knows no kind of file: what it is was told by its content when it came.

use super::Server;
use super::call::{blocking, error, json, refuse};
use super::range::{Part, part};
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use pufa_api::StudioError;
use pufa_api::media::{MediaView, Opened};
use serde::Deserialize;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio::sync::mpsc;
use tokio_stream::StreamExt;
use tokio_util::io::ReaderStream;

/// How long an upload may be silent.
const PATIENCE: Duration = Duration::from_secs(60);
/// Bytes read at once from a file.
const CHUNK: usize = 128 << 10;
/// A file is sent as an attachment or shown in an empty sandbox: it never acts as one of our pages.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; sandbox";

#[derive(Debug, Deserialize)]
pub(super) struct Named {
    name: Option<String>,
}

/// A part of a body on its way to the thread that writes it; `Err` when the line broke.
type Chunk = Result<Bytes, ()>;

pub(super) async fn upload(
    State(server): State<Server>,
    Query(named): Query<Named>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let Ok(_turn) = server.uploads.try_acquire() else {
        return error(&StudioError::Busy);
    };
    let size = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse().ok());
    let (api, caller) = (server.api.clone(), server.caller(&headers));
    let (out, mut chunks) = mpsc::channel::<Chunk>(8);
    let name = named.name.unwrap_or_else(|| "file".into());
    let writing = blocking(move || -> Result<MediaView, StudioError> {
        let mut upload = api.begin_upload(&caller, &name, size)?;
        let mut whole = false;
        while let Some(chunk) = chunks.blocking_recv() {
            let Ok(bytes) = chunk else { break };
            if bytes.is_empty() {
                whole = true;
                break;
            }
            upload.write(&bytes)?;
        }
        if whole { upload.finish() } else { Err(StudioError::BadInput { detail: "interrupted".into() }) }
    });
    let (answer, ()) = tokio::join!(writing, feed(body, out));
    match answer.and_then(|view| serde_json::to_vec(&view).map_err(|e| StudioError::fault(&e))) {
        Ok(body) => json(StatusCode::OK, body),
        Err(refusal) => error(&refusal),
    }
}

/// Passes the body on; an empty chunk says that it came whole.
async fn feed(body: Body, out: mpsc::Sender<Chunk>) {
    let mut stream = body.into_data_stream();
    loop {
        let next = tokio::select! {
            next = tokio::time::timeout(PATIENCE, stream.next()) => next,
            // Refused already: the rest is nobody's to read.
            () = out.closed() => return,
        };
        let chunk = match next {
            Ok(Some(Ok(bytes))) if bytes.is_empty() => continue,
            Ok(Some(Ok(bytes))) => Ok(bytes),
            Ok(None) => Ok(Bytes::new()),
            Ok(Some(Err(_))) | Err(_) => Err(()),
        };
        let last = chunk.as_ref().map_or(true, Bytes::is_empty);
        if out.send(chunk).await.is_err() || last {
            return;
        }
    }
}

pub(super) async fn download(
    State(server): State<Server>,
    Path(sha256): Path<String>,
    Query(named): Query<Named>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    let (api, caller, wanted) = (server.api.clone(), server.caller(&headers), sha256.clone());
    match blocking(move || api.open_media(&caller, &wanted)).await {
        Ok(opened) => {
            let name = named.name.unwrap_or_else(|| opened.name.clone());
            send(&opened, &sha256, &name, method == Method::HEAD, &headers).await
        }
        Err(refusal) => error(&refusal),
    }
}

async fn send(opened: &Opened, sha256: &str, name: &str, head: bool, asked: &HeaderMap) -> Response {
    let text = |name: HeaderName| asked.get(name).and_then(|v| v.to_str().ok());
    let tag = format!("\"{sha256}\"");
    let fixed = file_headers(&opened.mime, name, &tag);
    if text(header::IF_NONE_MATCH).is_some_and(|known| known.contains(&tag) || known.trim() == "*") {
        return (StatusCode::NOT_MODIFIED, fixed).into_response();
    }
    let opening = async {
        let file = tokio::fs::File::open(&opened.path).await?;
        let size = file.metadata().await?.len();
        Ok::<_, std::io::Error>((file, size))
    };
    let (mut file, size) = match opening.await {
        Ok(opened) => opened,
        Err(cause) => return error(&StudioError::fault(&cause)),
    };
    let unchanged = text(header::IF_RANGE).is_none_or(|known| known == tag);
    let wanted = part(text(header::RANGE).filter(|_| unchanged), size);
    let (status, from, length) = match wanted {
        Part::Whole => (StatusCode::OK, 0, size),
        Part::Bytes(first, last) => (StatusCode::PARTIAL_CONTENT, first, last - first + 1),
        Part::Outside => {
            let wrong = StudioError::BadInput { detail: "range".into() };
            let mut response = refuse(StatusCode::RANGE_NOT_SATISFIABLE, &wrong);
            insert(response.headers_mut(), header::CONTENT_RANGE, &format!("bytes */{size}"));
            return response;
        }
    };
    if from > 0
        && let Err(cause) = file.seek(std::io::SeekFrom::Start(from)).await
    {
        return error(&StudioError::fault(&cause));
    }
    let body = if head {
        Body::empty()
    } else {
        Body::from_stream(ReaderStream::with_capacity(file.take(length), CHUNK))
    };
    let mut response = (status, fixed, body).into_response();
    let out = response.headers_mut();
    insert(out, header::CONTENT_LENGTH, &length.to_string());
    if status == StatusCode::PARTIAL_CONTENT {
        let range = format!("bytes {from}-{}/{size}", from + length - 1);
        insert(out, header::CONTENT_RANGE, &range);
    }
    response
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

fn file_headers(mime: &str, name: &str, tag: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let shown = mime.starts_with("image/") || mime.starts_with("video/");
    let way = if shown { "inline" } else { "attachment" };
    let kind = if mime == "text/plain" { "text/plain; charset=utf-8" } else { mime };
    for (header, value) in [
        (header::CONTENT_TYPE, kind),
        (header::ETAG, tag),
        (header::ACCEPT_RANGES, "bytes"),
        // Asked for again each time: a right may have been taken away meanwhile, and the tag makes that cheap.
        (header::CACHE_CONTROL, "private, no-cache"),
        (header::CONTENT_SECURITY_POLICY, SANDBOX),
        (header::CONTENT_DISPOSITION, &format!("{way}; filename*=UTF-8''{}", escaped(name))),
    ] {
        insert(&mut headers, header, value);
    }
    headers
}

const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// A name as RFC 8187 writes it: everything but letters, digits and a few marks in percent form.
fn escaped(name: &str) -> String {
    percent_encode(&name.as_bytes()[..name.len().min(800)], ESCAPED).to_string()
}
