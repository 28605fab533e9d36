//! `GET /api/events`: what became stale, as server-sent events, for as long as the line holds.
//! Knows no content: events name subjects, and whoever listens reads again with their own rights.

use super::Server;
use super::call::{blocking, error};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use pufa_api::ApiEvent;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

/// Proxies cut a silent line after a minute; browsers then connect again.
const KEEP_ALIVE: Duration = Duration::from_secs(20);
/// Told instead of events that were missed: everything may have changed.
const ALL_STALE: &str = r#"{"origin":null,"stale":"all"}"#;
/// A session is asked for again after this time, so that one that ended hears no more.
const SESSION_CHECK: Duration = Duration::from_secs(60);

pub(super) async fn events(State(server): State<Server>, headers: HeaderMap) -> Response {
    if let Err(refusal) = signed_in(&server, &headers).await {
        return error(&refusal);
    }
    let Ok(place) = Arc::clone(&server.listeners).try_acquire_owned() else {
        return error(&pufa_api::StudioError::Busy);
    };
    let (out, events) = mpsc::channel(16);
    let news = server.api.events();
    let stopping = server.stopping.clone();
    tokio::spawn(async move {
        tokio::select! {
            () = pass_on(news, out) => {}
            () = stopped(stopping) => {}
            () = session_ended(&server, &headers) => {}
        }
        drop(place);
    });
    Sse::new(ReceiverStream::new(events)).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response()
}

async fn signed_in(server: &Server, headers: &HeaderMap) -> Result<(), pufa_api::StudioError> {
    let (api, caller) = (server.api.clone(), server.caller(headers));
    blocking(move || api.context(&caller, "events")?.identity().map(|_| ())).await
}

async fn session_ended(server: &Server, headers: &HeaderMap) {
    let first = tokio::time::Instant::now() + SESSION_CHECK;
    let mut checks = tokio::time::interval_at(first, SESSION_CHECK);
    loop {
        checks.tick().await;
        if let Err(pufa_api::StudioError::NotSignedIn) = signed_in(server, headers).await {
            return;
        }
    }
}

async fn stopped(mut stopping: watch::Receiver<bool>) {
    // An error means that the server is gone already.
    drop(stopping.wait_for(|stopping| *stopping).await);
}

/// Hands events on until nobody listens any more.
async fn pass_on(mut news: Receiver<ApiEvent>, out: mpsc::Sender<Result<Event, Infallible>>) {
    loop {
        let told = tokio::select! {
            told = news.recv() => told,
            () = out.closed() => return,
        };
        let text = match told {
            Ok(event) => serde_json::to_string(&event).unwrap_or_else(|_| ALL_STALE.to_owned()),
            Err(RecvError::Lagged(_)) => ALL_STALE.to_owned(),
            Err(RecvError::Closed) => return,
        };
        if out.send(Ok(Event::default().data(text))).await.is_err() {
            return;
        }
    }
}
