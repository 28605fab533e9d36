//! A listener on this computer alone, through which a window shows pictures and plays videos: pages of a custom scheme
//! cannot (WebKitGTK plays no video from one). Its address holds a secret of this start.
//! Knows no file and no right: it adds the window's session and hands on to the same routes as the server.

use super::{Server, Settings, file, forward};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use pufa_api::Api;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{oneshot, watch};

/// The token of whoever is signed in at the window; nobody when empty.
pub type Session = Arc<Mutex<Option<String>>>;

/// From where the window's page may upload: the origins that Tauri gives it on each system.
const WINDOWS: [&str; 2] = ["tauri://localhost", "http://tauri.localhost"];

/// A running listener; it ends when this is dropped.
#[derive(Debug)]
pub struct Loopback {
    base: String,
    _stop: oneshot::Sender<()>,
}

impl Loopback {
    /// Serves the files of a studio on this computer.
    pub fn serving(api: Arc<Api>, session: Session) -> io::Result<Self> {
        // The sender's end says the same as "not stopping" for a listener that ends with the program.
        let server = Server::new(api, Settings::default(), watch::channel(false).1);
        let routes = Router::new()
            .route("/media", post(file::upload))
            .route("/media/{sha256}", get(file::download))
            .with_state(server);
        Self::start(routes, session)
    }

    /// Hands on to a team server's files.
    pub fn forwarding(address: &str, session: Session) -> io::Result<Self> {
        let routes = Router::new()
            .route("/media", post(forward::upload))
            .route("/media/{sha256}", get(forward::download))
            .with_state(forward::Line::to(address));
        Self::start(routes, session)
    }

    /// `http://127.0.0.1:PORT/SECRET`: `/media/{sha256}` follows.
    pub fn base(&self) -> &str {
        &self.base
    }

    fn start(routes: Router, session: Session) -> io::Result<Self> {
        let mut secret = [0_u8; 24];
        getrandom::fill(&mut secret).map_err(io::Error::other)?;
        let secret = hex::encode(secret);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let host = listener.local_addr()?.to_string();
        let base = format!("http://{host}/{secret}");
        let app = Router::new().nest(&format!("/{secret}"), routes).layer(DefaultBodyLimit::disable()).layer(
            from_fn(move |request: Request, next: Next| {
                guard(host.clone(), Arc::clone(&session), request, next)
            }),
        );
        let (stop, stopped) = oneshot::channel::<()>();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        std::thread::Builder::new().name("loopback".into()).spawn(move || {
            runtime.block_on(async move {
                let served = match tokio::net::TcpListener::from_std(listener) {
                    Ok(listener) => tokio::select! {
                        served = axum::serve(listener, app).into_future() => served,
                        _ = stopped => Ok(()),
                    },
                    Err(error) => Err(error),
                };
                if let Err(error) = served {
                    tracing::error!(%error, "the loopback listener ended");
                }
            });
        })?;
        Ok(Self { base, _stop: stop })
    }
}

/// Answers only our own window: another name for this computer in Host is somebody else's page (DNS rebinding), and
/// another origin may not even ask.
async fn guard(host: String, session: Session, mut request: Request, next: Next) -> Response {
    let asked = request.headers();
    let origin = asked.get(header::ORIGIN).cloned();
    let ours = asked.get(header::HOST).is_some_and(|value| value.as_bytes() == host.as_bytes());
    let from_window = origin.as_ref().is_none_or(|o| WINDOWS.iter().any(|w| o.as_bytes() == w.as_bytes()));
    if !ours || !from_window {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut response = if request.method() == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        add_session(request.headers_mut(), &session);
        next.run(request).await
    };
    if let Some(origin) = origin {
        let out = response.headers_mut();
        out.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        out.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
        out.insert(
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            HeaderValue::from_static("content-type, range, x-client"),
        );
        out.insert(header::VARY, HeaderValue::from_static("origin"));
    }
    response
}

fn add_session(headers: &mut HeaderMap, session: &Session) {
    headers.remove(header::AUTHORIZATION);
    headers.remove(header::COOKIE);
    let token = session.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(bearer) = token.and_then(|token| HeaderValue::from_str(&format!("Bearer {token}")).ok()) {
        headers.insert(header::AUTHORIZATION, bearer);
    }
}
