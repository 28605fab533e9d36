//! What holds for every request: nobody else's page may write, and no answer is run or framed elsewhere.
//! Knows no session.

use super::Server;
use super::call::refuse;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use pufa_api::StudioError;
use std::net::IpAddr;

/// The component library writes its styles into the page, hence 'unsafe-inline' for styles alone.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; connect-src 'self'; \
    object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
];

/// Whether a request that may change something comes from our own pages, or from no page at all.
fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
    let site = text(HeaderName::from_static("sec-fetch-site"));
    if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return false;
    }
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let host = text(header::HOST).unwrap_or_default();
    let from = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, from)| from);
    from.is_some_and(|from| !host.is_empty() && from.eq_ignore_ascii_case(host))
}

/// Whether a `Host` header names this computer for itself.
fn names_this_computer(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

pub(super) async fn guard(State(server): State<Server>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let wrong = |detail: &str| {
        let error = StudioError::BadInput { detail: detail.into() };
        refuse(StatusCode::FORBIDDEN, &error)
    };
    let mut response = if server.only_here && !names_this_computer(request.headers()) {
        wrong("host")
    } else if reads || same_origin(request.headers()) {
        next.run(request).await
    } else {
        wrong("origin")
    };
    for (name, value) in HEADERS {
        response.headers_mut().entry(*name).or_insert(HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_name_is_another_page() {
        for (host, ours) in [
            ("localhost:4610", true),
            ("127.0.0.1:4610", true),
            ("[::1]:4610", true),
            ("127.0.0.1", true),
            ("evil.example:4610", false),
            ("127.0.0.1.evil.example", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static(host));
            assert_eq!(names_this_computer(&headers), ours, "{host}");
        }
    }

    #[test]
    fn only_our_own_pages_write() {
        for (origin, site, mine) in [
            (None, None, true),
            (Some("http://studio.lan:4610"), Some("same-origin"), true),
            (Some("https://STUDIO.lan:4610"), None, true),
            (Some("http://studio.lan"), None, false),
            (Some("http://evil.example"), None, false),
            (Some("null"), None, false),
            (None, Some("cross-site"), false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static("studio.lan:4610"));
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            }
            if let Some(site) = site {
                headers.insert("sec-fetch-site", HeaderValue::from_static(site));
            }
            assert_eq!(same_origin(&headers), mine, "{origin:?} {site:?}");
        }
    }
}
