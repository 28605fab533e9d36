//! A database server that takes encrypted connections alone, as the program meets it.

use crate::command::{INIT, run, said};
use pufa_store::testing::{encrypt_postgres, fresh_postgres};
use std::path::Path;
use std::process::{Command, Output};

/// Starts `pufa` with a list of certificates that it is to trust.
fn trusting(list: &Path, data: &Path, database: &str, words: &[&str]) -> Output {
    let pufa = env!("CARGO_BIN_EXE_pufa");
    let mut command = Command::new(pufa);
    command.env("SSL_CERT_FILE", list).arg("--data").arg(data).args(["--database", database]).args(words);
    run(&mut command)
}

#[test]
fn a_server_is_trusted_for_its_certificate_and_never_without() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, list) = (folder.path().join("data"), folder.path().join("trusted.pem"));
    let made = |names: &[&str]| {
        let names = names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        rcgen::generate_simple_self_signed(names).expect("a certificate")
    };
    let (own, other) = (made(&["127.0.0.1"]), made(&["127.0.0.1"]));
    let plain = fresh_postgres();
    let encrypted = format!("{plain}?sslmode=require");
    let init = |database: &str, trusted: &str| {
        std::fs::write(&list, trusted).expect("written");
        trusting(&list, &data, database, INIT)
    };

    let refused = said(&init(&encrypted, &own.cert.pem()), 6);
    assert!(refused.starts_with("与数据库服务器之间没有可信的加密连接"), "it speaks no TLS yet: {refused}");
    encrypt_postgres(&plain, &own.cert.pem(), &own.signing_key.serialize_pem());
    assert_eq!(said(&init(&encrypted, &other.cert.pem()), 6), refused, "somebody else's certificate");
    said(&init(&plain, &own.cert.pem()), 6);
    said(&init(&encrypted, &own.cert.pem()), 0);
    assert_eq!(said(&trusting(&list, &data, &encrypted, &["verify"]), 0).lines().count(), 1);
}
