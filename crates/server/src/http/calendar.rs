//! `GET /api/calendar/{token}.ics`: the slots of a unit for calendar programs, which know no sign-in. The address is the
//! secret; no cookie is read and nothing can be changed by it.

use super::Server;
use super::call::{blocking, error};
use axum::extract::{ConnectInfo, Path, State};
use axum::http::header::{self, HeaderMap};
use axum::response::{IntoResponse, Response};
use pufa_api::StudioError;
use std::net::SocketAddr;
use std::time::Instant;

pub(super) async fn calendar(
    State(server): State<Server>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let address = server.address(peer, &headers);
    // Whoever guesses addresses is slowed down like whoever guesses passwords.
    if let Some(wait) = server.throttle.wait(address, Instant::now()) {
        return error(&StudioError::LockedOut {
            wait_ms: i64::try_from(wait.as_millis()).unwrap_or(i64::MAX),
        });
    }
    let api = server.api.clone();
    let made = blocking(move || {
        let token = file.strip_suffix(".ics").ok_or(StudioError::NotFound)?;
        api.subscribed_calendar(token)
    });
    match made.await {
        Ok(text) => {
            let headers =
                [(header::CONTENT_TYPE, "text/calendar; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
            (headers, text).into_response()
        }
        Err(refused) => {
            if matches!(refused, StudioError::NotFound) {
                server.throttle.failed(address, Instant::now());
            }
            error(&refused)
        }
    }
}
