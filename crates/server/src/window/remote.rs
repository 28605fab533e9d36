//! A team server at the other end of a line: calls, files and events over HTTP, with the session as a bearer token.
//! Knows no operation. The line may break at any time: every call says so, and the events are taken up again.

use super::CLIENT;
use crate::http::loopback::Session;
use pufa_api::{ApiEvent, MOST_INPUT, SessionChange, StudioError};
use pufa_domain::Millis;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;
use ureq::Agent;
use ureq::http::{Response, StatusCode};
use uuid::Uuid;

/// The largest answer taken, in bytes.
const MOST_ANSWER: u64 = 64 << 20;
/// How long a server may be silent while it is to answer a call.
const THINKING: Duration = Duration::from_secs(120);
/// The line for events says something every 20 seconds: one that is silent for so long is dead.
const SILENT: Duration = Duration::from_secs(60);
/// How long to wait before the events are asked for again.
const AGAIN: Duration = Duration::from_secs(3);

/// A team server.
pub struct Remote {
    address: String,
    agent: Agent,
    session: Session,
    /// Under which this window's changes are told at the server, where other windows are at work too.
    client: String,
    closed: AtomicBool,
    bell: (Mutex<()>, Condvar),
}

fn lost(error: &ureq::Error) -> StudioError {
    tracing::info!(%error, "no connection to the team server");
    StudioError::NoConnection
}

impl Remote {
    /// Checks that a studio answers at `url`: `https://…`, or `http://…` within the house.
    pub fn connect(url: &str, session: Session) -> Result<Self, StudioError> {
        let address = url.trim().trim_end_matches('/').to_owned();
        if !(address.starts_with("https://") || address.starts_with("http://")) || address.len() > 300 {
            return Err(StudioError::BadInput { detail: "url".into() });
        }
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_per_read(Some(THINKING))
            .build()
            .into();
        let remote = Self {
            address,
            agent,
            session,
            client: Uuid::now_v7().to_string(),
            closed: AtomicBool::new(false),
            bell: (Mutex::new(()), Condvar::new()),
        };
        remote.call("workspace_state", b"{}")?;
        Ok(remote)
    }

    /// Where the server is.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Ends [`Self::follow`].
    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
        self.bell.1.notify_all();
    }

    fn bearer(&self) -> Option<String> {
        let token = self.session.lock().unwrap_or_else(PoisonError::into_inner).clone();
        token.map(|token| format!("Bearer {token}"))
    }

    /// Runs an operation there.
    pub fn call(
        &self,
        operation: &str,
        input: &[u8],
    ) -> Result<(Vec<u8>, Option<SessionChange>), StudioError> {
        if input.len() as u64 > MOST_INPUT {
            return Err(StudioError::TooLarge { most: MOST_INPUT });
        }
        if !operation.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
            return Err(StudioError::UnknownOperation { name: operation.into() });
        }
        let mut request = self
            .agent
            .post(format!("{}/api/call/{operation}", self.address))
            .header("content-type", "application/json")
            .header("x-session", "token")
            .header("x-client", &self.client);
        if let Some(bearer) = self.bearer() {
            request = request.header("authorization", bearer);
        }
        let mut answer = request.send(input).map_err(|e| lost(&e))?;
        let change = session_change(&answer);
        let good = answer.status() == StatusCode::OK;
        let body = answer.body_mut().with_config().limit(MOST_ANSWER).read_to_vec().map_err(|e| lost(&e))?;
        if good {
            return Ok((body, change));
        }
        // Whatever is not one of our errors was said by something that is not a studio.
        Err(serde_json::from_slice(&body).unwrap_or(StudioError::NoConnection))
    }

    /// Fetches a stored file into `to`.
    pub fn copy_media(&self, sha256: &str, to: &Path) -> Result<(), StudioError> {
        if !pufa_store::blob::is_sha256(sha256) {
            return Err(StudioError::NotFound);
        }
        let mut request = self.agent.get(format!("{}/api/media/{sha256}", self.address));
        if let Some(bearer) = self.bearer() {
            request = request.header("authorization", bearer);
        }
        let mut answer = request.call().map_err(|e| lost(&e))?;
        if answer.status() != StatusCode::OK {
            return Err(StudioError::NotFound);
        }
        let written = std::fs::File::create(to)
            .and_then(|mut file| std::io::copy(&mut answer.body_mut().as_reader(), &mut file));
        written.map(|_| ()).map_err(|e| pufa_store::StoreError::from(e).into())
    }

    /// Hands on the server's events until closed; after a broken line `missed` says that anything may have changed.
    pub fn follow(&self, told: impl Fn(ApiEvent), missed: impl Fn()) {
        let mut broken = false;
        while !self.closed.load(Ordering::Relaxed) {
            if let Some(bearer) = self.bearer() {
                let asked = self
                    .agent
                    .get(format!("{}/api/events", self.address))
                    .header("authorization", bearer)
                    .config()
                    .timeout_per_read(Some(SILENT))
                    .build()
                    .call();
                if let Ok(mut answer) = asked
                    && answer.status() == StatusCode::OK
                {
                    if broken {
                        missed();
                    }
                    self.hear(answer.body_mut().as_reader(), &told);
                }
                broken = true;
            }
            let resting = self.bell.0.lock().unwrap_or_else(PoisonError::into_inner);
            drop(self.bell.1.wait_timeout(resting, AGAIN));
        }
    }

    fn hear(&self, stream: impl Read, told: &impl Fn(ApiEvent)) {
        for line in BufReader::new(stream.take(u64::MAX)).lines() {
            let Ok(line) = line else { return };
            if self.closed.load(Ordering::Relaxed) {
                return;
            }
            let event = line.strip_prefix("data:").and_then(|data| serde_json::from_str(data.trim()).ok());
            if let Some(ApiEvent { origin, stale }) = event {
                let ours = origin.is_some_and(|origin| origin == self.client);
                told(ApiEvent { origin: ours.then(|| CLIENT.to_owned()), stale });
            }
        }
    }
}

/// What the server says of the session: begun with a token, or ended.
fn session_change<B>(answer: &Response<B>) -> Option<SessionChange> {
    let text = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(token) = text("x-session-token") {
        return Some(SessionChange::Begun { token: token.to_owned(), expires_at: Millis(i64::MAX) });
    }
    text("set-cookie").filter(|cookie| cookie.contains("Max-Age=0")).map(|_| SessionChange::Ended)
}

#[cfg(test)]
mod tests;
