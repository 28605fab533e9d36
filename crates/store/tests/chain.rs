//! The audit's chain on both databases: it holds, it cannot be changed in place, and a change past that is found.

use pufa_domain::Millis;
use pufa_store::table::audit::{self, Break, Entry};
use pufa_store::testing::on_both_databases;
use pufa_store::{Dialect, Store, StoreError, values};

fn entry(word: &str) -> Entry<'_> {
    Entry {
        at: Millis(1),
        account: None,
        person: None,
        unit: None,
        door: "test",
        operation: "say",
        subject: "word",
        subject_id: word,
        before: None,
        after: Some(word),
    }
}

fn three_rows(store: &Store) {
    for word in ["一", "二", "三"] {
        store.write::<_, StoreError>(|sql| audit::append(sql, &entry(word))).expect("a row");
    }
}

#[test]
fn a_changed_or_missing_row_is_found() {
    on_both_databases(|store, _| {
        three_rows(&store);
        assert_eq!(store.read::<_, StoreError>(audit::verify).expect("a walk"), Ok(3));
        let refused = store.write::<_, StoreError>(|sql| sql.run("UPDATE audit SET after_json = 'x'", &[]));
        assert!(refused.is_err(), "the database itself refuses changes");
        for (tamper, found) in [
            ("UPDATE audit SET after_json = '四' WHERE seq = 2", Break { seq: 2, what: "changed" }),
            ("DELETE FROM audit WHERE seq = 2", Break { seq: 2, what: "missing" }),
        ] {
            store
                .write::<_, StoreError>(|sql| {
                    let open = match sql.dialect() {
                        Dialect::Sqlite => "DROP TRIGGER IF EXISTS audit_keeps_its_rows; DROP TRIGGER IF EXISTS audit_keeps_its_words;",
                        Dialect::Postgres => "DROP TRIGGER IF EXISTS audit_append_only ON audit;",
                    };
                    sql.run(open, &[])?;
                    sql.run(tamper, values![])
                })
                .expect("tampering");
            assert_eq!(store.read::<_, StoreError>(audit::verify).expect("a walk"), Err(found));
        }
    });
}

#[test]
fn a_failed_write_leaves_nothing() {
    on_both_databases(|store, _| {
        let failed = store.write::<(), StoreError>(|sql| {
            audit::append(sql, &entry("一"))?;
            Err(StoreError::Stale)
        });
        assert!(matches!(failed, Err(StoreError::Stale)));
        assert_eq!(store.read::<_, StoreError>(audit::verify).expect("a walk"), Ok(0));
    });
}
