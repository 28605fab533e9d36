//! Files of a team server for the window of another computer: the same two routes, answered from the other end.
//! Knows no session of its own: the header that came is the header that goes.

use super::call::{blocking, error};
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{self, HeaderMap, HeaderName};
use axum::response::{IntoResponse, Response};
use pufa_api::StudioError;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;
use ureq::Agent;
use ureq::SendBody;

/// Bytes handed on at once.
const CHUNK: usize = 128 << 10;
/// How long a server may take to be reached, and to say its next word.
const CONNECTING: Duration = Duration::from_secs(10);
const SILENT: Duration = Duration::from_secs(120);
/// What a window may ask a file with.
const ASKED: [HeaderName; 4] =
    [header::AUTHORIZATION, header::RANGE, header::IF_NONE_MATCH, header::IF_RANGE];
/// What it is told of the file.
const TOLD: [HeaderName; 7] = [
    header::CONTENT_TYPE,
    header::CONTENT_LENGTH,
    header::CONTENT_RANGE,
    header::ACCEPT_RANGES,
    header::ETAG,
    header::CONTENT_DISPOSITION,
    header::CONTENT_SECURITY_POLICY,
];

/// The line to a team server.
#[derive(Clone)]
pub(super) struct Line {
    address: Arc<str>,
    agent: Agent,
}

impl Line {
    pub(super) fn to(address: &str) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_connect(Some(CONNECTING))
            .timeout_per_read(Some(SILENT))
            .build()
            .into();
        Self { address: address.into(), agent }
    }
}

fn lost(cause: &ureq::Error) -> StudioError {
    tracing::info!(%cause, "no connection to the team server");
    StudioError::NoConnection
}

pub(super) async fn download(
    State(line): State<Line>,
    Path(sha256): Path<String>,
    asked: HeaderMap,
) -> Response {
    if !pufa_store::blob::is_sha256(&sha256) {
        return error(&StudioError::NotFound);
    }
    let answer = blocking(move || {
        let mut request = line.agent.get(format!("{}/api/media/{sha256}", line.address));
        for name in ASKED {
            if let Some(value) = asked.get(&name) {
                request = request.header(name, value);
            }
        }
        request.call().map_err(|e| lost(&e))
    })
    .await;
    let answer = match answer {
        Ok(answer) => answer,
        Err(refusal) => return error(&refusal),
    };
    let (parts, body) = answer.into_parts();
    let (out, chunks) = mpsc::channel::<io::Result<Bytes>>(4);
    tokio::task::spawn_blocking(move || pour(body.into_reader(), &out));
    let mut response = (parts.status, Body::from_stream(ReceiverStream::new(chunks))).into_response();
    for name in TOLD {
        if let Some(value) = parts.headers.get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}

/// Reads until the end, a break of the line, or the window's losing interest.
fn pour(mut reader: impl Read, out: &mpsc::Sender<io::Result<Bytes>>) {
    let mut buffer = vec![0; CHUNK];
    loop {
        let next = match reader.read(&mut buffer) {
            Ok(0) => return,
            Ok(read) => Ok(Bytes::copy_from_slice(&buffer[..read])),
            Err(cause) => Err(cause),
        };
        let broken = next.is_err();
        if out.blocking_send(next).is_err() || broken {
            return;
        }
    }
}

/// A body that arrives in chunks, read by a thread that may wait for them.
struct Arriving {
    chunks: mpsc::Receiver<io::Result<Bytes>>,
    rest: Bytes,
}

impl Read for Arriving {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            match self.chunks.blocking_recv() {
                Some(chunk) => self.rest = chunk?,
                None => return Ok(0),
            }
        }
        let taken = self.rest.split_to(into.len().min(self.rest.len()));
        into[..taken.len()].copy_from_slice(&taken);
        Ok(taken.len())
    }
}

pub(super) async fn upload(
    State(line): State<Line>,
    RawQuery(query): RawQuery,
    asked: HeaderMap,
    body: Body,
) -> Response {
    let (out, chunks) = mpsc::channel(4);
    let sending = blocking(move || {
        let mut request =
            line.agent.post(format!("{}/api/media?{}", line.address, query.unwrap_or_default()));
        for name in [header::AUTHORIZATION, header::CONTENT_LENGTH] {
            if let Some(value) = asked.get(&name) {
                request = request.header(name, value);
            }
        }
        let body = Arriving { chunks, rest: Bytes::new() };
        let mut answer = request.send(SendBody::from_owned_reader(body)).map_err(|e| lost(&e))?;
        let text = answer.body_mut().read_to_vec().map_err(|e| lost(&e))?;
        Ok((answer.status(), text))
    });
    let feeding = async move {
        let mut stream = body.into_data_stream();
        while let Some(chunk) = stream.next().await {
            if out.send(chunk.map_err(io::Error::other)).await.is_err() {
                return;
            }
        }
    };
    match tokio::join!(sending, feeding).0 {
        Ok((status, text)) => super::call::json(status, text),
        Err(refusal) => error(&refusal),
    }
}
