//! HTTP: the operations, events, files and pages of the studio behind one listener.
//! Knows no operation by name but those that begin a session, whose callers are slowed down.

mod calendar;
mod call;
mod events;
mod file;
mod forward;
mod guard;
pub mod loopback;
mod pages;
mod range;
mod session;
mod throttle;

pub use pages::Pages;

use axum::Router;
use axum::routing::{get, post};
use pufa_api::Api;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower_http::compression::CompressionLayer;

/// How long open requests may take to end once the server is told to stop.
const LAST_WORDS: Duration = Duration::from_secs(10);
/// Uploads at once; each holds a thread while its bytes come in.
const UPLOADS: usize = 16;
/// Password hashes at once; each takes 19 MiB and a core.
const HASHES: usize = 4;

/// What a server is told when it starts.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// A reverse proxy on this machine speaks TLS to the world: cookies are Secure, and the caller's address is the
    /// last one of `X-Forwarded-For`.
    pub behind_tls: bool,
    pub pages: Pages,
}

/// What every request works with.
#[derive(Clone)]
pub(crate) struct Server {
    api: Arc<Api>,
    settings: Arc<Settings>,
    throttle: Arc<throttle::Throttle>,
    uploads: Arc<Semaphore>,
    hashes: Arc<Semaphore>,
    /// Turns true when the server stops, so that endless answers end.
    stopping: watch::Receiver<bool>,
}

fn router(server: Server) -> Router {
    Router::new()
        .route("/api/call/{operation}", post(call::call))
        .route("/api/operations", get(call::operations))
        .route("/api/events", get(events::events))
        .route("/api/calendar/{file}", get(calendar::calendar))
        .route("/api/media", post(file::upload))
        .route("/api/media/{sha256}", get(file::download))
        .route("/api/{*rest}", axum::routing::any(call::no_such_route))
        .fallback(pages::page)
        .layer(axum::middleware::from_fn(guard::guard))
        .layer(CompressionLayer::new())
        .with_state(server)
}

impl Server {
    fn new(api: Arc<Api>, settings: Settings, stopping: watch::Receiver<bool>) -> Self {
        Self {
            api,
            settings: Arc::new(settings),
            throttle: Arc::default(),
            uploads: Arc::new(Semaphore::new(UPLOADS)),
            hashes: Arc::new(Semaphore::new(HASHES)),
            stopping,
        }
    }
}

/// Serves until `stop` ends, then lets open requests finish.
pub async fn serve(
    listener: TcpListener,
    api: Arc<Api>,
    settings: Settings,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (stopped, stopping) = watch::channel(false);
    let server = Server::new(api, settings, stopping.clone());
    let app = router(server).into_make_service_with_connect_info::<SocketAddr>();
    let mut told = stopping;
    let serving = axum::serve(listener, app).with_graceful_shutdown(async move {
        stop.await;
        stopped.send_replace(true);
    });
    let mut serving = std::pin::pin!(serving.into_future());
    tokio::select! {
        served = &mut serving => return served,
        // The sender lives as long as the server.
        _ = told.wait_for(|stopping| *stopping) => {}
    }
    let ended = tokio::time::timeout(LAST_WORDS, serving).await;
    ended.unwrap_or(Ok(()))
}
