//! A workspace moves from the embedded file to a database server and back, whole, and goes on working there.

use pufa_api::demo::{self, LOGIN, PASSWORD};
use pufa_api::testing::{Person, Studio};
use pufa_domain::{Day, Millis};
use pufa_store::table::audit;
use pufa_store::testing::fresh_postgres;
use pufa_store::{Sql, Store, StoreError, values};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

/// 2026-11-22 09:00 in China.
const NOW: Millis = Millis(1_795_309_200_000);

/// Every row of every table of a database file, by table. Of the count of changes only that it is there.
fn rows(file: &Path) -> BTreeMap<String, Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::copy(file, folder.path().join(pufa_store::DATABASE)).expect("copied");
    let store = Store::open_folder(folder.path()).expect("opens");
    let read = |sql: &dyn Sql| -> Result<_, StoreError> {
        let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'facts_change'";
        let mut all = BTreeMap::new();
        for table in sql.all(tables, &[], |c| c.text())? {
            let columns = sql.all("SELECT name FROM pragma_table_info(?1)", values![table], |c| c.text())?;
            let query = format!("SELECT json_array(\"{}\") FROM {table} ORDER BY 1", columns.join("\",\""));
            all.insert(table, sql.all(&query, &[], |c| c.text())?);
        }
        Ok(all)
    };
    store.read(read).expect("rows")
}

fn rate(studio: &Studio, me: &Person) -> String {
    let asked = json!({ "unit": null, "on": "2026-11-22", "from": null, "policy": "wide", "department": null, "column": null, "role": null });
    studio.done(me, "participation", asked)["rate"].to_string()
}

#[test]
fn a_workspace_moves_to_a_server_and_back_whole() {
    let (home, away) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    demo::make(home.path(), Day::new(2026, 11, 22).expect("a day")).expect("a demo");
    let embedded = Store::open_folder(home.path()).expect("opens");
    let backup = embedded.back_up(NOW).expect("a backup");
    drop(embedded);

    let server = Store::open_postgres(&fresh_postgres(), away.path()).expect("opens");
    assert!(server.is_empty().expect("a look"));
    server.restore(&backup.path).expect("loaded");
    assert!(!server.is_empty().expect("a look"));
    let brought_back = server.back_up(NOW).expect("a backup");
    assert_eq!(rows(&backup.path), rows(&brought_back.path));

    let studio = Studio::on(server, away.path());
    let me = studio.enter("sign_in", json!({ "login": LOGIN, "password": PASSWORD })).expect("a session");
    let before = rate(&studio, &me);
    assert!(before.contains("\"n\":27") && before.contains("\"total\":31"), "{before}");
    let forbidden = studio.api.store().write::<_, StoreError>(|sql| sql.run("DELETE FROM vote", &[]));
    assert!(forbidden.is_err(), "votes are append-only as before");

    // What changes meanwhile goes when the backup comes back, and nothing at hand remembers it.
    let employed: Result<u64, StoreError> =
        studio.api.store().write(|sql| sql.run("DELETE FROM employment WHERE to_day IS NULL", &[]));
    assert!(employed.expect("rows") > 0);
    assert_ne!(rate(&studio, &me), before);
    studio.api.store().restore(&brought_back.path).expect("loaded over what is there");
    let me = studio.enter("sign_in", json!({ "login": LOGIN, "password": PASSWORD })).expect("a session");
    assert_eq!(rate(&studio, &me), before);
    let chain = studio.api.store().read::<_, StoreError>(audit::verify).expect("a walk");
    assert!(chain.is_ok(), "{chain:?}");
}

#[test]
fn what_is_no_whole_backup_changes_nothing_on_a_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let studio =
        Studio::on(Store::open_postgres(&fresh_postgres(), folder.path()).expect("opens"), folder.path());
    let admin = studio.set_up();
    let junk = folder.path().join("junk.db");
    std::fs::write(&junk, vec![7; 10_000]).expect("written");
    assert!(matches!(studio.api.store().restore(&junk), Err(StoreError::Damaged(_))));

    // A file whose rows no PostgreSQL takes is found out on the way: all of it stays away.
    let other = tempfile::tempdir().expect("a folder");
    let strange = Store::open_folder(other.path()).expect("opens");
    let put: Result<u64, StoreError> = strange.write(|sql| {
        sql.run("INSERT INTO workspace (key, value) VALUES ('one', '1'), ('two', '2')", &[])?;
        sql.run("UPDATE facts_change SET n = 'many'", &[])
    });
    put.expect("rows");
    let strange = strange.back_up(NOW).expect("a backup");
    assert!(studio.api.store().restore(&strange.path).is_err());
    assert_eq!(studio.done(&admin, "me", json!({}))["login"], "admin");
    let left = std::fs::read_dir(folder.path().join("backups")).expect("a folder").count();
    assert_eq!(left, 0, "nothing half done stays about");
}
