//! Addresses under which calendar programs fetch the slots of a unit, one an account and unit.
//! Knows no token, only its hash; whether the account may still read is asked at every fetch.

use crate::{Sql, StoreError, values};
use pufa_domain::{AccountId, Millis, UnitId};

/// An address as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarAddress {
    pub account: AccountId,
    pub unit: UnitId,
    pub made_at: Millis,
    /// When a calendar last fetched it; kept to the hour.
    pub used_at: Option<Millis>,
}

const ADDRESS: &str = "SELECT d.account_id, d.unit_id, d.made_at, d.used_at FROM calendar_address d";

fn address(c: &mut crate::Cells<'_>) -> Result<CalendarAddress, StoreError> {
    Ok(CalendarAddress { account: c.id()?, unit: c.id()?, made_at: c.at()?, used_at: c.maybe_at()? })
}

/// The address of an account for a unit, if it has one.
pub fn of_account(
    sql: &dyn Sql,
    account: AccountId,
    unit: UnitId,
) -> Result<Option<CalendarAddress>, StoreError> {
    sql.first(
        &format!("{ADDRESS} WHERE d.account_id = ?1 AND d.unit_id = ?2"),
        values![account, unit],
        address,
    )
}

/// The address with that hash, while its account is open.
pub fn by_hash(sql: &dyn Sql, token_hash: &str) -> Result<Option<CalendarAddress>, StoreError> {
    sql.first(
        &format!("{ADDRESS} JOIN account a ON a.id = d.account_id WHERE d.token_hash = ?1 AND a.active = 1"),
        values![token_hash],
        address,
    )
}

/// Stores a new address in the place of the one that was there.
pub fn put(sql: &dyn Sql, token_hash: &str, made: &CalendarAddress) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO calendar_address (token_hash, account_id, unit_id, made_at, used_at) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (account_id, unit_id) DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at, \
         used_at = excluded.used_at",
        values![token_hash, made.account, made.unit, made.made_at, made.used_at],
    )?;
    Ok(())
}

/// Notes that a calendar fetched it.
pub fn note_use(sql: &dyn Sql, token_hash: &str, at: Millis) -> Result<(), StoreError> {
    sql.run("UPDATE calendar_address SET used_at = ?2 WHERE token_hash = ?1", values![token_hash, at])?;
    Ok(())
}

/// Shuts the address of an account for a unit.
pub fn delete(sql: &dyn Sql, account: AccountId, unit: UnitId) -> Result<(), StoreError> {
    sql.run("DELETE FROM calendar_address WHERE account_id = ?1 AND unit_id = ?2", values![account, unit])?;
    Ok(())
}

/// Shuts every address of an account.
pub fn delete_all(sql: &dyn Sql, account: AccountId) -> Result<(), StoreError> {
    sql.run("DELETE FROM calendar_address WHERE account_id = ?1", values![account])?;
    Ok(())
}
