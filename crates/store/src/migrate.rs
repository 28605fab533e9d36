//! Numbered migrations: each runs once, whole, and is remembered with its checksum.
//! Knows nothing of what the tables mean. Never edit a released migration; write the next one.

use crate::sql::{Dialect, Sql};
use crate::{StoreError, values};
use sha2::{Digest, Sha256};

/// Every migration, in order; its number is its place, counted from 1.
const MIGRATIONS: &[(&str, &str)] = &[("first", include_str!("../migrations/0001_first.sql"))];

/// The schema version that this program writes.
pub fn newest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The schema version of a database; 0 when it is empty.
pub fn version(sql: &dyn Sql) -> Result<i64, StoreError> {
    let known = match sql.dialect() {
        Dialect::Sqlite => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'migration'",
        Dialect::Postgres => {
            "SELECT COUNT(*) FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_name = 'migration'"
        }
    };
    if sql.number(known, &[])? == 0 {
        return Ok(0);
    }
    sql.number("SELECT MAX(version) FROM migration", &[])
}

/// Brings a database to [`newest`]; runs inside the caller's transaction.
pub fn run(sql: &dyn Sql) -> Result<(), StoreError> {
    let found = version(sql)?;
    if found > newest() {
        return Err(StoreError::NewerSchema { found, known: newest() });
    }
    if found == 0 {
        sql.run(
            "CREATE TABLE IF NOT EXISTS migration \
             (version BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)",
            &[],
        )?;
    }
    for (number, (name, text)) in (1_i64..).zip(MIGRATIONS) {
        let checksum = hex(&Sha256::digest(text.as_bytes()));
        if number <= found {
            let applied =
                sql.one("SELECT checksum FROM migration WHERE version = ?1", values![number], |c| c.text())?;
            if applied != checksum {
                return Err(StoreError::ChangedMigration { version: number });
            }
            continue;
        }
        sql.run(&for_dialect(text, sql.dialect()), &[])?;
        sql.run(
            "INSERT INTO migration (version, name, checksum) VALUES (?1, ?2, ?3)",
            values![number, name, checksum],
        )?;
    }
    Ok(())
}

fn for_dialect(text: &str, dialect: Dialect) -> String {
    let mut wanted = true;
    let mut kept = String::with_capacity(text.len());
    for line in text.lines() {
        match line.strip_prefix("--! ") {
            Some("sqlite") => wanted = dialect == Dialect::Sqlite,
            Some("postgres") => wanted = dialect == Dialect::Postgres,
            Some(_) => wanted = true,
            None if wanted => {
                kept.push_str(line);
                kept.push('\n');
            }
            None => {}
        }
    }
    kept
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let written = write!(text, "{byte:02x}");
        debug_assert!(written.is_ok());
        text
    })
}
