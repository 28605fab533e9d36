//! Backups of the embedded database: made in use, believed when checked, thinned by age, put back in one step.

use pufa_domain::Millis;
use pufa_store::backup::{self, BACKUPS};
use pufa_store::table::audit::{self, Entry};
use pufa_store::{DATABASE, Store, StoreError, restore, values};
use std::path::Path;

/// 2026-11-22 09:00 in China.
const NOW: Millis = Millis(1_795_309_200_000);

fn say(store: &Store, word: &str) -> Result<(), StoreError> {
    store.write(|sql| {
        let entry = Entry {
            at: NOW,
            account: None,
            person: None,
            unit: None,
            door: "test",
            operation: "say",
            subject: "word",
            subject_id: word,
            before: None,
            after: None,
        };
        audit::append(sql, &entry)
    })
}

fn words(store: &Store) -> i64 {
    store.read::<_, StoreError>(|sql| sql.number("SELECT COUNT(*) FROM audit", values![])).expect("a count")
}

fn names(folder: &Path) -> Vec<String> {
    let found = backup::list(folder).expect("a list");
    found.into_iter().map(|backup| backup.name).collect()
}

#[test]
fn a_damaged_database_is_noticed_and_the_last_good_backup_put_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_folder(folder.path()).expect("opens");
    for n in 0..200 {
        say(&store, &format!("{n} {}", "字".repeat(200))).expect("a row");
    }
    let good = store.back_up(NOW).expect("a backup");
    assert_eq!(good.name, "studio-20261122-090000.db");
    assert_eq!(good.taken, NOW);
    say(&store, "after").expect("a row");
    drop(store);
    // A newer backup that is not whole is passed over.
    std::fs::write(folder.path().join(BACKUPS).join("studio-20261122-100000.db"), b"half").expect("written");

    let database = folder.path().join(DATABASE);
    let mut bytes = std::fs::read(&database).expect("read");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0xa5);
    std::fs::write(&database, &bytes).expect("written");
    assert!(matches!(Store::open_folder(folder.path()), Err(StoreError::Damaged(_))));

    let offered = backup::last_good(folder.path(), NOW).expect("a look").expect("a backup");
    assert_eq!(offered, good);
    let checked = restore::put_back(folder.path(), &offered.path, NOW).expect("restored");
    assert_eq!(checked.audit_rows, 200);
    let aside = folder.path().join("replaced/studio-20261122-090000.db");
    assert_eq!(std::fs::read(aside).expect("kept"), bytes, "the damaged file is moved, not lost");
    assert_eq!(words(&Store::open_folder(folder.path()).expect("opens")), 200);
}

#[test]
fn an_open_database_is_restored_whole_and_not_from_under_somebody() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_folder(folder.path()).expect("opens");
    say(&store, "一").expect("a row");
    let good = store.back_up(NOW).expect("a backup");
    say(&store, "二").expect("a row");
    assert!(matches!(restore::put_back(folder.path(), &good.path, NOW), Err(StoreError::Busy)));
    assert_eq!(words(&store), 2);
    store.restore(&good.path).expect("restored");
    assert_eq!(words(&store), 1);
    say(&store, "三").expect("the chain goes on");
    assert_eq!(store.read::<_, StoreError>(audit::verify).expect("a walk"), Ok(2));

    let junk = folder.path().join("junk.db");
    std::fs::write(&junk, vec![7; 10_000]).expect("written");
    assert!(matches!(store.restore(&junk), Err(StoreError::Damaged(_))));
    assert_eq!(words(&store), 2);
}

#[test]
fn backups_are_due_daily_and_thinned_by_age() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_folder(folder.path()).expect("opens");
    assert!(backup::is_due(folder.path(), NOW).expect("a look"));
    let days_ago = |days: i64| NOW.plus(-days * Millis::DAY);
    for days in [40, 33, 26, 19, 12, 6, 5, 4, 3, 2, 1, 0] {
        store.back_up(days_ago(days).plus(-Millis::HOUR)).expect("a backup");
        store.back_up(days_ago(days)).expect("a backup");
    }
    assert!(!backup::is_due(folder.path(), NOW).expect("a look"));
    assert!(backup::is_due(folder.path(), NOW.plus(Millis::DAY)).expect("a look"));
    let fast_clock = NOW.plus(-30 * Millis::DAY);
    assert!(
        backup::is_due(folder.path(), fast_clock.plus(-400 * Millis::DAY)).expect("a look"),
        "a backup of the future does not count"
    );
    backup::thin(folder.path(), NOW).expect("thinned");
    let kept: Vec<String> = names(folder.path());
    let expected = [
        "20261122-090000",
        "20261122-080000",
        "20261121-090000",
        "20261120-090000",
        "20261119-090000",
        "20261118-090000",
        "20261117-090000",
        "20261116-090000",
        // The newest of its week; this one's own is the first of the four.
        "20261110-090000",
        "20261103-090000",
        "20261027-090000",
    ];
    assert_eq!(kept, expected.map(|time| format!("studio-{time}.db")));
}

#[test]
fn a_full_disk_is_said_and_harms_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_folder(folder.path()).expect("opens");
    say(&store, "一").expect("a row");
    store
        .write::<_, StoreError>(|sql| {
            let pages = sql.number("PRAGMA page_count", &[])?;
            sql.number(&format!("PRAGMA max_page_count = {}", pages + 4), &[])
        })
        .expect("a limit");
    let mut acknowledged = 1;
    let refused = loop {
        match say(&store, &"字".repeat(3000)) {
            Ok(()) => acknowledged += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, StoreError::DiskFull), "{refused:?}");
    assert_eq!(words(&store), acknowledged);
    drop(store);
    let store = Store::open_folder(folder.path()).expect("opens again");
    assert_eq!(words(&store), acknowledged);
    assert_eq!(store.problems().expect("a look"), Vec::<String>::new());
    say(&store, "room again").expect("a row");
}

#[test]
fn damage_in_a_large_database_is_found_while_it_is_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open_folder(folder.path()).expect("opens");
    let page = "页".repeat(400_000);
    for n in 0..30 {
        let filled: Result<u64, StoreError> = store.write(|sql| {
            sql.run(
                "INSERT INTO workspace (key, value) VALUES (?1, ?2)",
                values![format!("filler {n}"), page],
            )
        });
        filled.expect("a row");
    }
    drop(store);
    let database = folder.path().join(DATABASE);
    let mut damaged = std::fs::read(&database).expect("read");
    let place = damaged.len() / 4096 / 2 * 4096;
    damaged[place..place + 4096].fill(0xff);
    std::fs::write(&database, &damaged).expect("written");
    let store = Store::open_folder_at_once(folder.path()).expect("opens without waiting");
    let ask = || store.read::<_, StoreError>(|sql| sql.number("SELECT COUNT(*) FROM unit", &[]));
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    let told = loop {
        match ask() {
            Ok(_) if std::time::Instant::now() < until => std::thread::yield_now(),
            answer => break answer,
        }
    };
    assert!(matches!(told, Err(StoreError::Damaged(_))), "{told:?}");
    drop(store);
    let again = Store::open_folder_at_once(folder.path()).map(|_| ());
    assert!(matches!(again, Err(StoreError::Damaged(_))), "the next start waits and says so");
}
