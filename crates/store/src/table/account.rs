//! Accounts, what they were granted, and their sessions.
//! Knows no password and no token: only what was made of them.

use crate::{Cells, Sql, StoreError, values};
use pufa_domain::right::{Reach, Role};
use pufa_domain::{AccountId, Day, GrantId, Millis, PersonId, UnitId};

/// What a person signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub person: PersonId,
    pub login: String,
    /// argon2id, in PHC form.
    pub password_hash: String,
    pub active: bool,
    /// Whether the password was given by somebody else and has to be replaced.
    pub must_change: bool,
    /// Wrong passwords since the last right one.
    pub failures: i64,
    pub locked_until: Option<Millis>,
    pub created_at: Millis,
    pub version: i64,
}

/// A role of an account in a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    pub id: GrantId,
    pub account: AccountId,
    pub role: Role,
    pub unit: UnitId,
    pub reach: Reach,
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// A session that has not expired, with whom it belongs to.
#[derive(Clone, Debug)]
pub struct Session {
    pub account: AccountId,
    pub person: PersonId,
    pub person_name: String,
    pub login: String,
    pub unit: UnitId,
    pub must_change: bool,
    pub seen_at: Millis,
    pub expires_at: Millis,
}

const ACCOUNT: &str = "SELECT id, person_id, login, password_hash, active, must_change, failures, locked_until, \
                       created_at, version FROM account";

fn account(c: &mut Cells<'_>) -> Result<Account, StoreError> {
    Ok(Account {
        id: c.id()?,
        person: c.id()?,
        login: c.text()?,
        password_hash: c.text()?,
        active: c.flag()?,
        must_change: c.flag()?,
        failures: c.int()?,
        locked_until: c.maybe_at()?,
        created_at: c.at()?,
        version: c.int()?,
    })
}

fn grant(c: &mut Cells<'_>) -> Result<Grant, StoreError> {
    Ok(Grant {
        id: c.id()?,
        account: c.id()?,
        role: c.word()?,
        unit: c.id()?,
        reach: c.word()?,
        from: c.maybe_day()?,
        to: c.maybe_day()?,
    })
}

pub fn by_login(sql: &dyn Sql, login: &str) -> Result<Option<Account>, StoreError> {
    sql.first(&format!("{ACCOUNT} WHERE login = ?1"), values![login], account)
}

pub fn get(sql: &dyn Sql, id: AccountId) -> Result<Account, StoreError> {
    sql.one(&format!("{ACCOUNT} WHERE id = ?1"), values![id], account)
}

/// The oldest active account that administers a root unit; `None` while there is no workspace.
pub fn first_administrator(sql: &dyn Sql) -> Result<Option<Account>, StoreError> {
    sql.first(
        &format!(
            "{ACCOUNT} WHERE active = 1 AND id IN (SELECT g.account_id FROM role_grant g \
             JOIN unit u ON u.id = g.unit_id WHERE g.role = ?1 AND u.parent_id IS NULL) ORDER BY created_at, id LIMIT 1"
        ),
        values![pufa_domain::right::Role::Administrator.word()],
        account,
    )
}

/// The accounts of the people on a unit's roster.
pub fn of_unit(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Account>, StoreError> {
    sql.all(
        &format!("{ACCOUNT} WHERE person_id IN (SELECT id FROM person WHERE unit_id = ?1) ORDER BY login"),
        values![unit],
        account,
    )
}

pub fn insert(sql: &dyn Sql, account: &Account) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO account (id, person_id, login, password_hash, active, must_change, failures, locked_until, \
         created_at, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, NULL, ?7, 1)",
        values![
            account.id, account.person, account.login, account.password_hash, account.active, account.must_change,
            account.created_at
        ],
    )?;
    Ok(())
}

/// Stores login, password, activity and lock of the account that was read as `account.version`.
pub fn update(sql: &dyn Sql, account: &Account) -> Result<(), StoreError> {
    sql.change(
        "UPDATE account SET login = ?3, password_hash = ?4, active = ?5, must_change = ?6, failures = ?7, \
         locked_until = ?8, version = version + 1 WHERE id = ?1 AND version = ?2",
        values![
            account.id,
            account.version,
            account.login,
            account.password_hash,
            account.active,
            account.must_change,
            account.failures,
            account.locked_until
        ],
    )
}

/// The grants of an account, whatever their dates.
pub fn grants(sql: &dyn Sql, account: AccountId) -> Result<Vec<Grant>, StoreError> {
    sql.all(
        "SELECT id, account_id, role, unit_id, reach, from_day, to_day FROM role_grant WHERE account_id = ?1 ORDER BY id",
        values![account],
        grant,
    )
}

/// The grants of the accounts of a unit's people, whatever their dates.
pub fn grants_of_unit(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Grant>, StoreError> {
    sql.all(
        "SELECT g.id, g.account_id, g.role, g.unit_id, g.reach, g.from_day, g.to_day FROM role_grant g \
         JOIN account a ON a.id = g.account_id JOIN person p ON p.id = a.person_id WHERE p.unit_id = ?1 ORDER BY g.id",
        values![unit],
        grant,
    )
}

/// How many open accounts may administer a unit on a day.
pub fn administrators(sql: &dyn Sql, unit: UnitId, on: Day) -> Result<i64, StoreError> {
    sql.number(
        "SELECT COUNT(*) FROM role_grant g JOIN account a ON a.id = g.account_id WHERE g.unit_id = ?1 \
         AND g.role = ?3 AND a.active = 1 AND (g.from_day IS NULL OR g.from_day <= ?2) \
         AND (g.to_day IS NULL OR g.to_day >= ?2)",
        values![unit, on, Role::Administrator.word()],
    )
}

pub fn insert_grant(sql: &dyn Sql, grant: &Grant) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO role_grant (id, account_id, role, unit_id, reach, from_day, to_day) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        values![
            grant.id,
            grant.account,
            grant.role.word(),
            grant.unit,
            grant.reach.word(),
            grant.from,
            grant.to
        ],
    )?;
    Ok(())
}

pub fn delete_grant(sql: &dyn Sql, account: AccountId, id: GrantId) -> Result<(), StoreError> {
    sql.change("DELETE FROM role_grant WHERE id = ?1 AND account_id = ?2", values![id, account])
}

/// A session that holds, with what every call asks of it.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub session: Session,
    /// The time zone of the person's unit.
    pub zone: String,
    /// What the account was granted, whatever the dates, each with the path of its unit.
    pub grants: Vec<(Grant, String)>,
}

/// The session of a token's hash, unless it expired by `now` or its account is shut. One statement, for it comes before
/// every answer: a row is a grant, or the session alone where there is none.
pub fn signed_in(sql: &dyn Sql, token_hash: &str, now: Millis) -> Result<Option<SignedIn>, StoreError> {
    let rows = sql.all(
        "SELECT s.account_id, a.person_id, p.name, a.login, p.unit_id, a.must_change, s.seen_at, s.expires_at, h.zone, \
         CASE WHEN g.id IS NULL THEN 0 ELSE 1 END, g.id, g.account_id, g.role, g.unit_id, g.reach, g.from_day, g.to_day, \
         u.path FROM session s JOIN account a ON a.id = s.account_id JOIN person p ON p.id = a.person_id \
         JOIN unit h ON h.id = p.unit_id LEFT JOIN role_grant g ON g.account_id = a.id LEFT JOIN unit u ON u.id = g.unit_id \
         WHERE s.token_hash = ?1 AND s.expires_at > ?2 AND a.active = 1",
        values![token_hash, now],
        |c| {
            let of = (session(c)?, c.text()?);
            let granted = if c.flag()? { Some((grant(c)?, c.text()?)) } else { None };
            Ok((of, granted))
        },
    )?;
    let (of, granted): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    let grants = granted.into_iter().flatten().collect();
    Ok(of.into_iter().next().map(|(session, zone)| SignedIn { session, zone, grants }))
}

fn session(c: &mut Cells<'_>) -> Result<Session, StoreError> {
    Ok(Session {
        account: c.id()?,
        person: c.id()?,
        person_name: c.text()?,
        login: c.text()?,
        unit: c.id()?,
        must_change: c.flag()?,
        seen_at: c.at()?,
        expires_at: c.at()?,
    })
}

pub fn insert_session(
    sql: &dyn Sql,
    token_hash: &str,
    account: AccountId,
    door: &str,
    now: Millis,
    expires_at: Millis,
) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO session (token_hash, account_id, door, created_at, seen_at, expires_at) \
         VALUES (?1, ?2, ?3, ?4, ?4, ?5)",
        values![token_hash, account, door, now, expires_at],
    )?;
    Ok(())
}

/// Moves a session's end because it was used.
pub fn prolong_session(
    sql: &dyn Sql,
    token_hash: &str,
    now: Millis,
    expires_at: Millis,
) -> Result<(), StoreError> {
    sql.run(
        "UPDATE session SET seen_at = ?2, expires_at = ?3 WHERE token_hash = ?1",
        values![token_hash, now, expires_at],
    )?;
    Ok(())
}

pub fn delete_session(sql: &dyn Sql, token_hash: &str) -> Result<(), StoreError> {
    sql.run("DELETE FROM session WHERE token_hash = ?1", values![token_hash])?;
    Ok(())
}

/// Ends every session of an account but, when given, one.
pub fn delete_sessions(sql: &dyn Sql, account: AccountId, but: Option<&str>) -> Result<(), StoreError> {
    sql.run(
        "DELETE FROM session WHERE account_id = ?1 AND token_hash <> ?2",
        values![account, but.unwrap_or("")],
    )?;
    Ok(())
}

/// Ends the sessions that expired by `now`, and those that last longer than any does, beyond `longest`: they were begun
/// while the clock was wrong.
pub fn delete_expired_sessions(sql: &dyn Sql, now: Millis, longest: Millis) -> Result<(), StoreError> {
    sql.run("DELETE FROM session WHERE expires_at <= ?1 OR expires_at > ?2", values![now, longest])?;
    Ok(())
}
