//! The demo workspace: as large as a real team's, every stage of the pipeline in use, and the same each time.

use pufa_api::demo::{self, LOGIN, PASSWORD};
use pufa_api::testing::{Person, Studio};
use pufa_domain::Day;
use pufa_store::Store;
use pufa_store::table::audit;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

fn made(folder: &Path) -> Store {
    demo::make(folder, Day::new(2026, 11, 22).expect("a day")).expect("a demo");
    Store::open_folder(folder).expect("the demo opens")
}

fn signed_in(studio: &Studio) -> Person {
    studio.enter("sign_in", json!({ "login": LOGIN, "password": PASSWORD })).expect("the demo's login")
}

#[test]
fn every_screen_has_something_to_show() {
    let folder = tempfile::tempdir().expect("a folder");
    let studio = Studio::on(made(folder.path()), folder.path());
    let me = signed_in(&studio);
    let asked = json!({ "unit": null, "on": "2026-11-22", "from": null, "policy": "wide", "department": null, "column": null, "role": null });
    let answer = studio.done(&me, "participation", asked);
    let found = answer.to_string();
    assert!(found.contains("\"n\":27") && found.contains("\"total\":31"), "{found}");
    let everything = json!({
        "states": [], "column": null, "owner": null, "format": null, "text": null, "published_from": null,
        "published_to": null,
    });
    let counts = studio.done(&me, "episode_counts", json!({ "wanted": everything }));
    let counts: BTreeMap<String, u64> = counts
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| {
            (row["content"].as_str().unwrap_or_default().to_owned(), row["episodes"].as_u64().unwrap_or(0))
        })
        .collect();
    for state in ["scripting", "in_review", "approved"] {
        assert!(counts.get(state).copied().unwrap_or(0) > 0, "{state}: {counts:?}");
    }
    let found = studio.done(&me, "search", json!({ "text": "压岁", "limit": null }));
    assert_eq!(found["hits"][0]["kind"], "topic", "{found}");
    let waiting = studio.done(&me, "review_queue", json!({ "part": "running" }));
    assert!(waiting.as_array().is_some_and(|rows| !rows.is_empty()), "{waiting}");
}

#[test]
fn the_demo_comes_out_the_same_each_time() {
    let traces: Vec<Value> = (0..2)
        .map(|_| {
            let folder = tempfile::tempdir().expect("a folder");
            let store = made(folder.path());
            let last = store.read::<_, pufa_store::StoreError>(|sql| {
                assert!(audit::verify(sql)?.is_ok(), "the chain holds");
                sql.one("SELECT seq, subject, subject_id FROM audit ORDER BY seq DESC LIMIT 1", &[], |c| {
                    Ok(json!([c.int()?, c.text()?, c.text()?]))
                })
            });
            last.expect("a last row")
        })
        .collect();
    assert_eq!(traces[0], traces[1]);
}
