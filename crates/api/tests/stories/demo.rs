//! The demo workspace: as large as a real team's, every stage of the pipeline in use, and the same each time.

use pufa_api::demo::{self, LOGIN, PASSWORD};
use pufa_api::testing::{Person, Studio};
use pufa_domain::Day;
use pufa_store::table::audit;
use pufa_store::{Store, StoreError};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The demo as it is made on a day, opened on the morning of it (the clock of a story begins there).
fn made(folder: &Path, (year, month, day): (i16, i8, i8)) -> Store {
    demo::make(folder, Day::new(year, month, day).expect("a day")).expect("a demo");
    opened(folder)
}

fn opened(folder: &Path) -> Store {
    Store::open_folder(folder).expect("the demo opens")
}

const TODAY: (i16, i8, i8) = (2026, 11, 22);

/// The demo of `TODAY` that the tests read in common, and the end of its trace as it was made: making one takes long.
struct Shared {
    folder: PathBuf,
    last: Value,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demo");
    // Gone already is as good.
    drop(std::fs::remove_dir_all(&folder));
    let last = last_act(&made(&folder, TODAY));
    Shared { folder, last }
});

fn shared() -> Studio {
    Studio::on(opened(&SHARED.folder), &SHARED.folder)
}

/// The last row of the trace, whose hash stands for everything before it.
fn last_act(store: &Store) -> Value {
    let last = store.read::<_, StoreError>(|sql| {
        assert!(audit::verify(sql)?.is_ok(), "the chain holds");
        sql.one("SELECT seq, subject, subject_id, hash FROM audit ORDER BY seq DESC LIMIT 1", &[], |c| {
            Ok(json!([c.int()?, c.text()?, c.text()?, c.text()?]))
        })
    });
    last.expect("a last row")
}

fn signed_in(studio: &Studio, login: &str) -> Person {
    studio.enter("sign_in", json!({ "login": login, "password": PASSWORD })).expect("a login of the demo")
}

/// How many rows of an answer have each word in a field.
fn counted(rows: &Value, field: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for row in rows.as_array().expect("a list") {
        *found.entry(row[field].as_str().unwrap_or_default().to_owned()).or_default() += 1;
    }
    found
}

fn number(store: &Store, query: &str) -> i64 {
    let found = store.read::<_, StoreError>(|sql| sql.one(query, &[], |c| c.int()));
    found.expect("a number")
}

#[test]
fn it_is_as_large_as_a_real_team() {
    let store = opened(&SHARED.folder);
    let out = "SELECT COUNT(*) FROM episode WHERE first_published_day IS NOT NULL AND withdrawn_day IS NULL";
    assert_eq!(number(&store, out), 232);
    assert_eq!(number(&store, "SELECT COUNT(*) FROM content_column"), 10);
    let studio = shared();
    let me = signed_in(&studio, LOGIN);
    let asked = json!({ "unit": null, "on": "2026-11-22", "from": null, "policy": "wide", "department": null, "column": null, "role": null });
    let found = studio.done(&me, "participation", asked).to_string();
    assert!(found.contains("\"n\":27") && found.contains("\"total\":31"), "{found}");
    let reports = studio.done(&me, "list_reports", json!({ "unit": null }));
    let rates: Vec<&Value> =
        reports.as_array().expect("reports").iter().map(|row| &row["rate"]["n"]).collect();
    assert_eq!(rates, [26, 26], "somebody joined in since");
}

#[test]
fn every_stage_is_in_use() {
    let studio = shared();
    let me = signed_in(&studio, LOGIN);
    let everything = json!({
        "states": [], "column": null, "owner": null, "format": null, "text": null, "published_from": null,
        "published_to": null,
    });
    let counts = studio.done(&me, "episode_counts", json!({ "wanted": everything }));
    for row in counts.as_array().expect("a list") {
        assert!(row["episodes"].as_u64() >= Some(2), "{row}");
    }
    assert_eq!(counts.as_array().map(Vec::len), Some(8), "{counts}");
    let all = json!({ "column": null, "department": null, "source": null, "text": null, "mine": false });
    let board = studio.done(&me, "board_topics", json!({ "filter": all }));
    for state in board.as_array().expect("a board") {
        assert!(state["count"].as_u64() >= Some(2), "{}: {}", state["state"], state["count"]);
    }
    let shown = studio.done(&me, "schedule_view", json!({ "from": "2026-11-15", "to": "2026-12-06" }));
    let states = counted(&shown["blocks"], "state");
    for state in ["queued", "stale_approval", "awaiting_person", "unconfirmed", "failed", "published"] {
        assert!(states.contains_key(state), "{state}: {states:?}");
    }
    assert_eq!(counted(&shown["blocks"], "channel").len(), 4);
    let figures = studio.done(&me, "metrics_overview", json!({ "from": null, "to": null, "column": null }));
    assert!(figures["falls"].as_array().is_some_and(|falls| !falls.is_empty()), "a fall is flagged");
    let found = studio.done(&me, "search", json!({ "text": "压岁", "limit": null }));
    assert_eq!(found["hits"][0]["kind"], "topic", "{found}");
}

#[test]
fn a_day_in_it_is_full_and_not_late() {
    let studio = shared();
    let chief = signed_in(&studio, "qian");
    let waiting = studio.done(&chief, "review_queue", json!({ "part": "running" }));
    let rows = waiting.as_array().expect("a queue");
    let late = rows.iter().filter(|row| row["overdue"] == true).count();
    let tonight = 1_795_309_200_000 + 15 * 3_600_000;
    let today = rows.iter().filter(|row| row["due_at"].as_i64().is_some_and(|due| due < tonight)).count();
    assert_eq!((late, today > late + 1), (1, true), "{waiting}");
    for (login, kinds) in [("wu", &["slot", "task"][..]), ("chen", &["returned"]), ("qian", &["review"])] {
        let home = studio.done(&signed_in(&studio, login), "home", json!({}));
        let found = counted(&home["waiting"], "kind");
        assert!(kinds.iter().all(|kind| found.contains_key(*kind)), "{login}: {found:?}");
    }
    let told = studio.done(&chief, "list_notices", json!({ "after": null, "limit": null }));
    assert!(told["unseen"].as_u64() < Some(6), "{}", told["unseen"]);
}

#[test]
fn it_is_made_on_any_day() {
    for day in [(2027, 2, 17), (2028, 2, 29)] {
        let folder = tempfile::tempdir().expect("a folder");
        made(folder.path(), day);
    }
}

#[test]
fn the_demo_comes_out_the_same_each_time() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(last_act(&made(folder.path(), TODAY)), SHARED.last);
}
