//! HTTP: the operations, events, files and pages of the studio behind one listener.
//! Knows no operation by name but those that begin a session, whose callers are slowed down.

mod calendar;
mod call;
mod events;
mod file;
mod forward;
mod guard;
mod line;
pub mod loopback;
mod pages;
mod range;
mod session;
mod throttle;

pub use pages::Pages;

use axum::Router;
use axum::routing::{get, post};
use pufa_api::Api;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower_http::compression::CompressionLayer;

/// Uploads at once; each holds a thread while its bytes come in.
const UPLOADS: usize = 16;
/// Password hashes at once; each takes 19 MiB and a core.
const HASHES: usize = 4;
/// Lines at once on which somebody listens for events; a browser keeps one a tab.
const LISTENERS: usize = 512;

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
    /// Nobody but this computer's own programs may call: another name for it is somebody else's page (DNS rebinding).
    only_here: bool,
    throttle: Arc<throttle::Throttle>,
    uploads: Arc<Semaphore>,
    hashes: Arc<Semaphore>,
    listeners: Arc<Semaphore>,
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
        .layer(axum::middleware::from_fn_with_state(server.clone(), guard::guard))
        .layer(CompressionLayer::new())
        .with_state(server)
}

impl Server {
    fn new(api: Arc<Api>, settings: Settings, stopping: watch::Receiver<bool>) -> Self {
        Self {
            api,
            settings: Arc::new(settings),
            only_here: false,
            throttle: Arc::default(),
            uploads: Arc::new(Semaphore::new(UPLOADS)),
            hashes: Arc::new(Semaphore::new(HASHES)),
            listeners: Arc::new(Semaphore::new(LISTENERS)),
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
    let only_here = listener.local_addr()?.ip().is_loopback() && !settings.behind_tls;
    let server = Server { only_here, ..Server::new(api, settings, stopping) };
    let stop = async move {
        stop.await;
        stopped.send_replace(true);
    };
    line::serve(listener, router(server), stop).await;
    Ok(())
}
