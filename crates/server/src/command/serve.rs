//! `pufa serve`: the team server, until it is told to stop.

use super::workspace::Place;
use super::{Failure, Language};
use crate::http::{self, Pages, Settings};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal;

/// Threads that may block at once: database work and uploads; the rest waits its turn.
const BLOCKING: usize = 64;

#[derive(Debug, clap::Args)]
pub struct Serve {
    /// Where to listen. Anything but this computer's own address should stand behind TLS.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:4610")]
    listen: String,
    /// Serve the pages from this folder instead of those built in.
    #[arg(long, value_name = "DIR")]
    ui: Option<PathBuf>,
    /// A reverse proxy in front speaks TLS: cookies become Secure, callers are told apart by X-Forwarded-For.
    #[arg(long)]
    behind_tls: bool,
}

impl Serve {
    pub fn run(self, place: &Place, language: Language) -> Result<(), Failure> {
        let api = Arc::new(place.open()?);
        // From here on there is nobody to tell but the log.
        log_to_stderr("warn");
        let _chores = api.keep_house_meanwhile()?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .max_blocking_threads(BLOCKING)
            .build()
            .map_err(|cause| Failure::System("tokio".into(), cause))?;
        let settings =
            Settings { behind_tls: self.behind_tls, pages: self.ui.map_or(Pages::Embedded, Pages::Folder) };
        let served = runtime.block_on(async {
            let listener = TcpListener::bind(&self.listen).await?;
            tell!("http://{}", listener.local_addr()?);
            http::serve(listener, api, settings, told_to_stop()).await
        });
        // Blocking work that hangs must not hold the process.
        runtime.shutdown_background();
        served.map_err(|cause| {
            let what = language.say("不能在此地址提供服务", "cannot serve at this address");
            Failure::System(format!("{what} {}", self.listen), cause)
        })
    }
}

/// Logs to stderr what `PUFA_LOG` asks for, or `otherwise`.
pub(super) fn log_to_stderr(otherwise: &str) {
    let mut filter = tracing_subscriber::EnvFilter::try_from_env("PUFA_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(otherwise));
    // It would write down every value that goes into a statement: names, scripts, hashes of passwords.
    if let Ok(silence) = "tokio_postgres=info".parse() {
        filter = filter.add_directive(silence);
    }
    // A log that is set up already is good enough.
    drop(tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init());
}

/// Ends at Ctrl+C, or when the system asks the process to end.
async fn told_to_stop() {
    let interrupted = async {
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => drop(terminate.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
