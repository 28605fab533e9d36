//! Encryption on the way to a database server: a server on another computer is spoken to over TLS or not at all.
//! Knows no SQL. Whom to trust is what this computer trusts; `SSL_CERT_FILE` names another list.

use crate::StoreError;
use postgres::Config;
use postgres::config::{Host, SslMode};
use rustls::{ClientConfig, RootCertStore};
use std::net::IpAddr;
use std::sync::Arc;
use tokio_postgres_rustls::MakeRustlsConnect;

/// Settles what an address leaves open: `prefer`, PostgreSQL's own default, would speak in the clear to whoever answers
/// without TLS, and on the same computer there is nobody to listen. Who says `disable` or `require` is obeyed.
pub(super) fn settle(config: &mut Config) {
    if config.get_ssl_mode() == SslMode::Prefer {
        config.ssl_mode(if is_elsewhere(config) { SslMode::Require } else { SslMode::Disable });
    }
}

/// Whether any server that the address names may be another computer.
fn is_elsewhere(config: &Config) -> bool {
    let away = |host: &Host| match host {
        Host::Tcp(name) => {
            let itself = name.parse::<IpAddr>().map_or(name == "localhost", |address| address.is_loopback());
            !itself
        }
        #[cfg(unix)]
        Host::Unix(_) => false,
    };
    match config.get_hostaddrs() {
        [] => config.get_hosts().iter().any(away),
        addresses => addresses.iter().any(|address| !address.is_loopback()),
    }
}

/// What shakes hands with a server; it checks the server's certificate and name.
pub(super) fn connector() -> Result<MakeRustlsConnect, StoreError> {
    let found = rustls_native_certs::load_native_certs();
    for error in &found.errors {
        tracing::warn!(%error, "a list of trusted certificates cannot be read");
    }
    let mut trusted = RootCertStore::empty();
    trusted.add_parsable_certificates(found.certs);
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| StoreError::Fault(error.to_string()))?
        .with_root_certificates(trusted)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// Whether it was the handshake that failed: no TLS there, or a certificate that nobody here trusts. The client keeps the
/// kind of its errors to itself but for their words.
pub(super) fn failed(error: &postgres::Error) -> bool {
    error.to_string().starts_with("error performing TLS handshake")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computer_is_spoken_to_in_the_clear() {
        for (address, mode) in [
            ("postgres://pufa@127.0.0.1/pufa", SslMode::Disable),
            ("postgres://pufa@localhost:5433/pufa", SslMode::Disable),
            ("postgres://pufa@[::1]/pufa", SslMode::Disable),
            ("host=/var/run/postgresql user=pufa", SslMode::Disable),
            ("postgres://pufa@db.example.invalid/pufa", SslMode::Require),
            ("postgres://pufa@10.0.0.7/pufa", SslMode::Require),
            ("postgres://pufa@localhost,10.0.0.7/pufa", SslMode::Require),
            ("host=localhost hostaddr=10.0.0.7 user=pufa", SslMode::Require),
            ("postgres://pufa@10.0.0.7/pufa?sslmode=prefer", SslMode::Require),
            ("postgres://pufa@10.0.0.7/pufa?sslmode=disable", SslMode::Disable),
            ("postgres://pufa@localhost/pufa?sslmode=require", SslMode::Require),
        ] {
            let mut config: Config = address.parse().expect("an address");
            settle(&mut config);
            assert_eq!(config.get_ssl_mode(), mode, "{address}");
        }
    }
}
