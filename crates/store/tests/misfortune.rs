//! What happens to a data folder behind the program's back: it is noticed and said, and nothing that was kept is lost.

use pufa_domain::Millis;
use pufa_store::backup::{self, BACKUPS};
use pufa_store::blob::Blobs;
use pufa_store::{DATABASE, Store, StoreError, restore, values};
use std::path::Path;

/// 2026-11-22 09:00 in China.
const NOW: Millis = Millis(1_795_309_200_000);

fn keep(store: &Store, word: &str) -> Result<u64, StoreError> {
    store.write(|sql| sql.run("INSERT INTO workspace (key, value) VALUES (?1, '')", values![word]))
}

fn words(folder: &Path) -> Vec<String> {
    let store = Store::open_folder(folder).expect("opens");
    let read =
        |sql: &dyn pufa_store::Sql| sql.all("SELECT key FROM workspace ORDER BY key", &[], |c| c.text());
    store.read::<_, StoreError>(read).expect("words")
}

/// A folder whose database holds 一 in a backup and 二 beside it, open nowhere.
fn folder_with_a_backup() -> (tempfile::TempDir, backup::Backup) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_folder(folder.path()).expect("opens");
    keep(&store, "一").expect("kept");
    let made = store.back_up(NOW).expect("a backup");
    keep(&store, "二").expect("kept");
    (folder, made)
}

#[test]
fn a_database_that_went_is_no_new_workspace() {
    let gone = |database: &Path| std::fs::remove_file(database).expect("removed");
    let emptied = |database: &Path| std::fs::write(database, b"").expect("emptied");
    let covered = |database: &Path| {
        std::fs::remove_file(database).expect("removed");
        std::fs::create_dir(database).expect("a folder");
    };
    let misfortunes: [&dyn Fn(&Path); 3] = [&gone, &emptied, &covered];
    for misfortune in misfortunes {
        let (folder, made) = folder_with_a_backup();
        misfortune(&folder.path().join(DATABASE));
        assert!(!pufa_store::is_fresh(folder.path()));
        assert!(matches!(Store::open_folder(folder.path()), Err(StoreError::Damaged(_))));
        assert_eq!(backup::last_good(folder.path(), NOW).expect("a look"), Some(made.clone()));
        restore::put_back(folder.path(), &made.path, NOW).expect("restored");
        assert_eq!(words(folder.path()), ["一"]);
    }
    let new = tempfile::tempdir().expect("a folder");
    assert!(pufa_store::is_fresh(new.path()) && pufa_store::is_fresh(&new.path().join("missing")));
}

#[test]
fn a_restore_that_was_interrupted_is_finished_at_the_next_opening() {
    // Interrupted after the log went, after the database went too, and before either.
    for went in [0, 1, 2] {
        let (folder, made) = folder_with_a_backup();
        let path = |name: &str| folder.path().join(name);
        std::fs::copy(&made.path, path("studio.restored")).expect("copied");
        std::fs::write(path("studio.db-wal"), b"a log of the old database").expect("written");
        std::fs::create_dir(path("replaced")).expect("a folder");
        for name in ["studio.db-wal", "studio.db"].iter().take(went) {
            std::fs::rename(path(name), path("replaced").join(name)).expect("moved");
        }
        assert_eq!(words(folder.path()), ["一"], "{went}");
        let kept = std::fs::read_dir(path("replaced")).expect("a folder").count();
        assert_eq!(kept, 2, "nothing of the old one is thrown away");
        assert!(!path("studio.restored").exists());
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_was_taken_away_takes_no_writes() {
    let around = tempfile::tempdir().expect("a folder");
    let (here, there) = (around.path().join("这里"), around.path().join("那里"));
    let store = Store::open_folder(&here).expect("opens");
    keep(&store, "一").expect("kept");
    std::fs::rename(&here, &there).expect("moved");
    assert!(matches!(keep(&store, "二"), Err(StoreError::Gone)));
    std::fs::create_dir(&here).expect("a folder");
    std::fs::write(here.join(DATABASE), b"").expect("another file");
    assert!(matches!(keep(&store, "三"), Err(StoreError::Gone)));
    std::fs::remove_dir_all(&here).expect("removed");
    std::fs::rename(&there, &here).expect("brought back");
    keep(&store, "四").expect("kept");
    drop(store);
    assert_eq!(words(&here), ["一", "四"]);
}

#[test]
fn a_clock_that_was_wrong_costs_no_backup() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_folder(folder.path()).expect("opens");
    let in_2100 = NOW.plus(74 * 365 * Millis::DAY);
    for day in 0..40 {
        store.back_up(in_2100.plus(day * Millis::DAY)).expect("a backup");
    }
    assert!(backup::is_due(folder.path(), NOW).expect("a look"));
    for day in 0..5 {
        store.back_up(NOW.plus(-day * Millis::DAY)).expect("a backup");
    }
    backup::thin(folder.path(), NOW).expect("thinned");
    let of_today = backup::list(folder.path()).expect("a list").into_iter().filter(|b| b.taken <= NOW);
    assert_eq!(of_today.count(), 5);
    assert_eq!(backup::last_good(folder.path(), NOW).expect("a look").expect("a backup").taken, NOW);
    // In 1970 all of them are of the future: they stay, and a new one is made.
    let in_1970 = Millis(Millis::DAY);
    assert!(backup::is_due(folder.path(), in_1970).expect("a look"));
    assert_eq!(backup::thin(folder.path(), in_1970).expect("thinned"), 0);
    let then = store.back_up(in_1970).expect("a backup");
    assert!(!backup::is_due(folder.path(), in_1970.plus(Millis::HOUR)).expect("a look"));
    assert_eq!(backup::last_good(folder.path(), in_1970).expect("a look"), Some(then));
}

#[test]
fn a_damaged_file_is_found_and_mended_by_bringing_it_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let blobs = Blobs::open(folder.path()).expect("a folder");
    let kept = blobs.put(b"a picture").expect("kept");
    let seems_whole = || blobs.seems_whole(&kept.sha256, 9).expect("a look");
    assert!(seems_whole());
    for damaged in [&b"a pictur!"[..], b"a pict", b""] {
        std::fs::write(blobs.path(&kept.sha256).expect("a path"), damaged).expect("written");
        assert!(!seems_whole() && !blobs.is_whole(&kept.sha256).expect("a look"));
        blobs.put(b"a picture").expect("kept");
        assert!(seems_whole());
    }
    assert!(!folder.path().join(BACKUPS).exists());
}
