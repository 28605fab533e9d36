//! `POST /api/call/{operation}`: JSON in, JSON out, an error as `{code, params}`.
//! Knows no operation but those that begin a session.

use super::Server;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Path, State};
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use pufa_api::{MOST_INPUT, StudioError};
use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};

/// The longest input of somebody who is not signed in, in bytes: nobody else may fill our memory.
const MOST_OF_STRANGERS: u64 = 64 << 10;
/// How long the body of a call may take to arrive.
const PATIENCE: Duration = Duration::from_secs(60);

/// An answer with a body of JSON, which no cache keeps.
pub(super) fn json(status: StatusCode, body: Vec<u8>) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, body).into_response()
}

/// An error under a status that the table of errors does not know, for what is wrong with the request itself.
pub(super) fn refuse(status: StatusCode, error: &StudioError) -> Response {
    let body = serde_json::to_vec(error).unwrap_or_else(|_| br#"{"code":"fault"}"#.to_vec());
    json(status, body)
}

/// An error under its own status.
pub(super) fn error(error: &StudioError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    refuse(status, error)
}

/// Runs `work` on a thread that may block.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StudioError> + Send + 'static,
) -> Result<T, StudioError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(panic) => Err(StudioError::fault(&panic)),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    kind.and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

impl Server {
    pub(super) fn address(&self, peer: SocketAddr, headers: &HeaderMap) -> IpAddr {
        let forwarded = || {
            let all = headers.get_all("x-forwarded-for").into_iter();
            let last = all.filter_map(|v| v.to_str().ok()).next_back()?;
            last.rsplit(',').next()?.trim().parse().ok()
        };
        self.settings.behind_tls.then(forwarded).flatten().unwrap_or_else(|| peer.ip())
    }
}

/// The length that a request declares for its body; none when it says nothing or nonsense.
fn declared(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// How long the input of this caller may be. Nobody is asked who sends what anybody may.
async fn most(server: &Server, headers: &HeaderMap) -> u64 {
    if declared(headers).is_some_and(|length| length <= MOST_OF_STRANGERS) {
        return MOST_OF_STRANGERS;
    }
    let (api, caller) = (server.api.clone(), server.caller(headers));
    let known = blocking(move || api.context(&caller, "call")?.identity().map(|_| ())).await;
    if known.is_ok() { MOST_INPUT } else { MOST_OF_STRANGERS }
}

/// The body of a call, bounded in size and time; otherwise the answer that says why not.
async fn input(server: &Server, headers: &HeaderMap, body: Body) -> Result<Bytes, Response> {
    let wrong = |detail: &str| StudioError::BadInput { detail: detail.into() };
    if !is_json(headers) {
        return Err(refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, &wrong("content-type")));
    }
    let most = most(server, headers).await;
    let too_large = StudioError::TooLarge { most };
    if declared(headers).is_some_and(|length| length > most) {
        return Err(error(&too_large));
    }
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    match tokio::time::timeout(PATIENCE, axum::body::to_bytes(body, most)).await {
        Ok(Ok(input)) => Ok(input),
        Ok(Err(_)) => Err(error(&too_large)),
        Err(_) => Err(refuse(StatusCode::REQUEST_TIMEOUT, &wrong("timeout"))),
    }
}

/// Whether an operation hashes a password: that is dear, and what somebody who guesses calls.
fn takes_password(operation: &str) -> bool {
    matches!(operation, "sign_in" | "create_workspace" | "change_password" | "reset_password")
}

pub(super) async fn call(
    State(server): State<Server>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(operation): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let input = match input(&server, &headers, body).await {
        Ok(input) => input,
        Err(refused) => return refused,
    };
    let enters = takes_password(&operation);
    let address = server.address(peer, &headers);
    if enters && let Some(wait) = server.throttle.wait(address, Instant::now()) {
        return error(&StudioError::LockedOut {
            wait_ms: i64::try_from(wait.as_millis()).unwrap_or(i64::MAX),
        });
    }
    // The semaphore is never closed.
    let _hashing = if enters { server.hashes.acquire().await.ok() } else { None };
    let (api, caller) = (server.api.clone(), server.caller(&headers));
    match blocking(move || api.call(&caller, &operation, &input)).await {
        Ok(reply) => {
            let mut response = json(StatusCode::OK, reply.body);
            if let Some(change) = &reply.session {
                server.tell(change, &headers, response.headers_mut());
            }
            response
        }
        Err(refusal) => {
            if enters && matches!(refusal, StudioError::WrongPassword | StudioError::LockedOut { .. }) {
                server.throttle.failed(address, Instant::now());
            }
            error(&refusal)
        }
    }
}

/// `GET /api/operations`: every operation with the JSON Schemas of what goes in and comes out, for scripts.
pub(super) async fn operations() -> Response {
    let made = blocking(|| serde_json::to_vec(&pufa_api::described()).map_err(|e| StudioError::fault(&e)));
    match made.await {
        Ok(body) => {
            let mut response = json(StatusCode::OK, body);
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            response
        }
        Err(fault) => error(&fault),
    }
}

pub(super) async fn no_such_route() -> Response {
    error(&StudioError::NotFound)
}
