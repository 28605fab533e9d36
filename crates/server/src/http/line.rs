//! The lines that callers open: how many at once, and how long each may keep us waiting for its next request.
//! Knows no route.

use axum::Router;
use axum::extract::ConnectInfo;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower_http::add_extension::AddExtension;

/// Lines open at once: a browser holds six, a window two; what comes beyond waits in the system's queue.
const LINES: usize = 1024;
/// How long the head of a request may take, and a line be idle between two.
const HEAD: Duration = Duration::from_secs(30);
/// The largest head, in bytes; ours are below two thousand.
const MOST_HEAD: usize = 64 << 10;
/// How long open requests may take to end once the server is told to stop.
const LAST_WORDS: Duration = Duration::from_secs(10);
/// How long to wait when the system has no line to give.
const BREATH: Duration = Duration::from_millis(200);

/// Answers callers until `stop` ends, then lets open requests finish.
pub(super) async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(MOST_HEAD);
    let room = Arc::new(Semaphore::new(LINES));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = async {
            // The semaphore is never closed.
            let place = Arc::clone(&room).acquire_owned().await.ok();
            (accept(&listener).await, place)
        };
        let ((stream, peer), place) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        let service = TowerToHyperService::new(AddExtension::new(router.clone(), ConnectInfo(peer)));
        let line = builder.serve_connection(TokioIo::new(stream), service).into_owned();
        let line = graceful.watch(line);
        tokio::spawn(async move {
            if let Err(error) = line.await {
                tracing::trace!(%error, "a line broke");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(LAST_WORDS, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were still open at the end");
    }
}

async fn accept(listener: &TcpListener) -> (TcpStream, std::net::SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // Answers are written at once; where that cannot be had, they come a little later.
                drop(stream.set_nodelay(true));
                return (stream, peer);
            }
            Err(error) => {
                tracing::warn!(%error, "no line could be taken");
                // Out of files or memory: the system tells nobody when it has a line to give again.
                tokio::time::sleep(BREATH).await; // tidy-allow(sleep): nothing to wait for but time
            }
        }
    }
}
