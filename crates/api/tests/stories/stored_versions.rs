//! A workspace that an older version of the program stored opens in this one: changed to today's schema, sound, and
//! answering. Every released schema has such a workspace, which `cargo xtask tidy --seal` keeps.

use flate2::read::GzDecoder;
use pufa_api::demo::{LOGIN, PASSWORD};
use pufa_api::testing::Studio;
use pufa_store::backup::{self, BACKUPS};
use pufa_store::{DATABASE, Store, migrate};
use serde_json::json;
use std::fs::File;
use std::path::{Path, PathBuf};

fn store_crate() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../store")
}

/// How many migrations are released: the list that `tidy` holds them to.
fn released() -> i64 {
    let list = std::fs::read_to_string(store_crate().join("migrations/released")).unwrap_or_default();
    i64::try_from(list.lines().count()).expect("a few")
}

/// The stored workspace of a version, unpacked in a fresh folder.
fn stored(version: i64) -> tempfile::TempDir {
    let name = format!("tests/fixtures/version-{version}.db.gz");
    let packed = File::open(store_crate().join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let folder = tempfile::tempdir().expect("a folder");
    let mut database = File::create(folder.path().join(DATABASE)).expect("a file");
    std::io::copy(&mut GzDecoder::new(packed), &mut database).expect("unpacked");
    folder
}

#[test]
fn every_version_that_was_released_opens_in_this_one() {
    for version in 1..=released() {
        let folder = stored(version);
        let found = backup::check(&folder.path().join(DATABASE)).expect("a whole database");
        assert_eq!(found.schema, version);
        let studio = Studio::on(Store::open_folder(folder.path()).expect("opens"), folder.path());
        let me = studio.enter("sign_in", json!({ "login": LOGIN, "password": PASSWORD })).expect("a session");
        assert_eq!(studio.api.store().problems().expect("a look"), Vec::<String>::new());
        let chain = studio.done(&me, "verify_studio", json!({}));
        assert_eq!(chain["audit_gap"], json!(null));
        assert!(chain["audit_rows"].as_i64() > Some(found.audit_rows), "{chain}");
        let asked = json!({ "unit": null, "on": "2026-11-22", "from": null, "policy": "wide", "department": null, "column": null, "role": null });
        let rate = studio.done(&me, "participation", asked)["rate"].to_string();
        assert!(rate.contains("\"n\":27") && rate.contains("\"total\":31"), "version {version}: {rate}");
        let kept = folder.path().join(BACKUPS).join(format!("before-version-{}.db", migrate::newest()));
        assert_eq!(kept.exists(), version < migrate::newest(), "a backup before a change, and only then");
    }
}
