//! What a unit set for everybody, and what a person set for themselves.
//! Knows no key's meaning: values are JSON of the api's shapes.

use crate::{Sql, StoreError, json_text, values};
use pufa_domain::{AccountId, UnitId};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A unit's setting and the version at which it was read; `None` when it was never set.
pub fn get<T: DeserializeOwned>(
    sql: &dyn Sql,
    unit: UnitId,
    key: &str,
) -> Result<Option<(T, i64)>, StoreError> {
    sql.first("SELECT value, version FROM setting WHERE unit_id = ?1 AND key = ?2", values![unit, key], |c| {
        Ok((c.json()?, c.int()?))
    })
}

/// Stores a unit's setting that was read at `version`; 0 when it was never set.
pub fn put(
    sql: &dyn Sql,
    unit: UnitId,
    key: &str,
    value: &impl Serialize,
    version: i64,
) -> Result<(), StoreError> {
    let text = json_text(value)?;
    if version == 0 {
        return sql.change(
            "INSERT INTO setting (unit_id, key, value, version) VALUES (?1, ?2, ?3, 1) ON CONFLICT DO NOTHING",
            values![unit, key, text],
        );
    }
    sql.change(
        "UPDATE setting SET value = ?4, version = version + 1 WHERE unit_id = ?1 AND key = ?2 AND version = ?3",
        values![unit, key, version, text],
    )
}

/// What an account set for itself: keys and values.
pub fn preferences(sql: &dyn Sql, account: AccountId) -> Result<Vec<(String, String)>, StoreError> {
    sql.all("SELECT key, value FROM preference WHERE account_id = ?1 ORDER BY key", values![account], |c| {
        Ok((c.text()?, c.text()?))
    })
}

/// Stores what an account set for itself; the last word counts.
pub fn put_preference(sql: &dyn Sql, account: AccountId, key: &str, value: &str) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO preference (account_id, key, value) VALUES (?1, ?2, ?3) \
         ON CONFLICT (account_id, key) DO UPDATE SET value = excluded.value",
        values![account, key, value],
    )?;
    Ok(())
}

pub fn delete_preference(sql: &dyn Sql, account: AccountId, key: &str) -> Result<(), StoreError> {
    sql.run("DELETE FROM preference WHERE account_id = ?1 AND key = ?2", values![account, key])?;
    Ok(())
}
