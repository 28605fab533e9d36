//! How a session crosses HTTP: a cookie for browsers, a bearer token for programs.
//! Knows no account; a token is handed on as it came.

use super::Server;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use pufa_api::{Caller, Door, SessionChange};

const COOKIE: &str = "pufa_session";
/// The same under TLS, where browsers hold a name like this to host, path and encryption.
const SECURE_COOKIE: &str = "__Host-pufa_session";
/// Asked with `token`: the session that begins is answered in [`TOKEN`] instead of a cookie.
const WISH: HeaderName = HeaderName::from_static("x-session");
const TOKEN: HeaderName = HeaderName::from_static("x-session-token");
const CLIENT: HeaderName = HeaderName::from_static("x-client");
/// The longest name of a client, in bytes; ours are UUIDs.
const MOST_CLIENT: usize = 64;

impl Server {
    fn cookie(&self) -> &'static str {
        if self.settings.behind_tls { SECURE_COOKIE } else { COOKIE }
    }

    /// Who calls, as the request's headers tell.
    pub(super) fn caller(&self, headers: &HeaderMap) -> Caller {
        let text = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
        let bearer = text(header::AUTHORIZATION).and_then(|v| v.strip_prefix("Bearer "));
        let client = text(CLIENT).filter(|client| !client.is_empty() && client.len() <= MOST_CLIENT);
        Caller {
            token: bearer.map(|token| token.trim().to_owned()).or_else(|| cookie(headers, self.cookie())),
            door: Door::Server,
            client: client.map(str::to_owned),
        }
    }

    /// What the answer says of a session that began or ended.
    pub(super) fn tell(&self, change: &SessionChange, asked: &HeaderMap, answer: &mut HeaderMap) {
        let secure = if self.settings.behind_tls { "; Secure" } else { "" };
        let (name, rest) = (self.cookie(), format!("; Path=/; HttpOnly; SameSite=Strict{secure}"));
        let (header, value) = match change {
            SessionChange::Begun { token, .. } if asked.get(WISH).is_some_and(|wish| wish == "token") => {
                (TOKEN, token.clone())
            }
            SessionChange::Begun { token, .. } => (header::SET_COOKIE, format!("{name}={token}{rest}")),
            SessionChange::Ended => (header::SET_COOKIE, format!("{name}=; Max-Age=0{rest}")),
        };
        // Tokens are hexadecimal; nothing else would fit a header.
        if let Ok(value) = HeaderValue::from_str(&value) {
            answer.insert(header, value);
        }
    }
}

fn cookie(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).into_iter();
    all.filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| value.to_owned())
}
