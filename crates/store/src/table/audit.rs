//! The audit: what changed, by whom, from which door; each row holds the hash of the one before it.
//! Knows no meaning of what it keeps. Append-only: the database refuses changes, and `verify` finds those made past it.

use crate::migrate::hex;
use crate::{Sql, StoreError, values};
use pufa_domain::{AccountId, Millis, PersonId, UnitId};
use sha2::{Digest, Sha256};

/// What is written of a change. `before` and `after` are JSON.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    pub at: Millis,
    pub account: Option<AccountId>,
    pub person: Option<PersonId>,
    pub unit: Option<UnitId>,
    pub door: &'a str,
    pub operation: &'a str,
    pub subject: &'a str,
    pub subject_id: &'a str,
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
}

/// A row of the audit as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    pub seq: i64,
    pub at: Millis,
    pub person: Option<PersonId>,
    pub door: String,
    pub operation: String,
    pub subject: String,
    pub subject_id: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// The first place where the chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The row's number.
    pub seq: i64,
    /// `changed` or `missing`.
    pub what: &'static str,
}

/// The hash before the first row.
const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

fn hash(seq: i64, previous: &str, parts: &[Option<String>]) -> String {
    let mut digest = Sha256::new();
    digest.update(seq.to_be_bytes());
    digest.update(previous.as_bytes());
    for part in parts {
        // Length before content, so that text cannot move from one field to the next unseen.
        match part {
            None => digest.update([0]),
            Some(text) => {
                digest.update([1]);
                digest.update((text.len() as u64).to_be_bytes());
                digest.update(text.as_bytes());
            }
        }
    }
    hex(&digest.finalize())
}

/// Adds a row; runs inside the transaction of the change it speaks of.
pub fn append(sql: &dyn Sql, entry: &Entry<'_>) -> Result<(), StoreError> {
    let last = sql
        .first("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", &[], |c| Ok((c.int()?, c.text()?)))?;
    let (seq, previous) = last.map_or_else(|| (1, START.to_owned()), |(seq, hash)| (seq + 1, hash));
    let parts = [
        Some(entry.at.0.to_string()),
        entry.account.map(|id| id.to_string()),
        entry.person.map(|id| id.to_string()),
        entry.unit.map(|id| id.to_string()),
        Some(entry.door.to_owned()),
        Some(entry.operation.to_owned()),
        Some(entry.subject.to_owned()),
        Some(entry.subject_id.to_owned()),
        entry.before.map(str::to_owned),
        entry.after.map(str::to_owned),
    ];
    let hash = hash(seq, &previous, &parts);
    sql.run(
        "INSERT INTO audit (seq, at, account_id, person_id, unit_id, door, operation, subject, subject_id, \
         before_json, after_json, previous_hash, hash) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        values![
            seq,
            entry.at,
            entry.account,
            entry.person,
            entry.unit,
            entry.door,
            entry.operation,
            entry.subject,
            entry.subject_id,
            entry.before,
            entry.after,
            previous,
            hash
        ],
    )?;
    Ok(())
}

/// Walks the whole chain; answers how many rows it holds, or where it breaks.
pub fn verify(sql: &dyn Sql) -> Result<Result<i64, Break>, StoreError> {
    let mut expected = 1;
    let mut previous = START.to_owned();
    loop {
        let rows = sql.all(
            "SELECT seq, previous_hash, hash, at, account_id, person_id, unit_id, door, operation, subject, \
             subject_id, before_json, after_json FROM audit WHERE seq >= ?1 ORDER BY seq LIMIT 2000",
            values![expected],
            |c| {
                let (seq, before, hash, at) = (c.int()?, c.text()?, c.text()?, c.int()?);
                let mut parts = vec![Some(at.to_string())];
                for _ in 0..9 {
                    parts.push(c.maybe_text()?);
                }
                Ok((seq, before, hash, parts))
            },
        )?;
        if rows.is_empty() {
            return Ok(Ok(expected - 1));
        }
        for (seq, before, stored, parts) in rows {
            if seq != expected {
                return Ok(Err(Break { seq: expected, what: "missing" }));
            }
            if before != previous || hash(seq, &previous, &parts) != stored {
                return Ok(Err(Break { seq, what: "changed" }));
            }
            previous = stored;
            expected += 1;
        }
    }
}

/// What happened to one thing, newest first, older than row `before` when given.
pub fn of_subject(
    sql: &dyn Sql,
    subject: &str,
    subject_id: &str,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<AuditRow>, StoreError> {
    sql.all(
        "SELECT seq, at, person_id, door, operation, subject, subject_id, before_json, after_json FROM audit \
         WHERE subject = ?1 AND subject_id = ?2 AND seq < ?3 ORDER BY seq DESC LIMIT ?4",
        values![subject, subject_id, before.unwrap_or(i64::MAX), limit],
        row,
    )
}

/// What happened to an episode and to its script, newest first, older than row `before` when given.
pub fn of_episode(
    sql: &dyn Sql,
    episode: &str,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<AuditRow>, StoreError> {
    sql.all(
        "SELECT seq, at, person_id, door, operation, subject, subject_id, before_json, after_json FROM audit \
         WHERE subject IN ('episode', 'script') AND subject_id = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3",
        values![episode, before.unwrap_or(i64::MAX), limit],
        row,
    )
}

/// What happened in a unit, newest first, older than row `before` when given.
pub fn of_unit(
    sql: &dyn Sql,
    unit: UnitId,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<AuditRow>, StoreError> {
    sql.all(
        "SELECT seq, at, person_id, door, operation, subject, subject_id, before_json, after_json FROM audit \
         WHERE unit_id = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3",
        values![unit, before.unwrap_or(i64::MAX), limit],
        row,
    )
}

/// Which rows of the audit are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub unit: UnitId,
    pub subject: Option<&'a str>,
    pub subject_id: Option<&'a str>,
    pub person: Option<PersonId>,
    /// Rows older than this one.
    pub before: Option<i64>,
}

/// The rows of a unit that are wanted, newest first, each with the name of who did it: for a sign-in, when nobody is
/// signed in yet, the account's owner.
pub fn listed(
    sql: &dyn Sql,
    wanted: &Wanted<'_>,
    limit: u32,
) -> Result<Vec<(AuditRow, Option<String>)>, StoreError> {
    sql.all(
        "SELECT a.seq, a.at, a.person_id, a.door, a.operation, a.subject, a.subject_id, a.before_json, a.after_json, \
         COALESCE(p.name, o.name) FROM audit a LEFT JOIN person p ON p.id = a.person_id \
         LEFT JOIN account w ON a.person_id IS NULL AND a.subject = 'account' AND w.id = a.subject_id \
         LEFT JOIN person o ON o.id = w.person_id WHERE a.unit_id = ?1 AND a.seq < ?2 \
         AND (CAST(?3 AS TEXT) IS NULL OR a.subject = ?3) AND (CAST(?4 AS TEXT) IS NULL OR a.subject_id = ?4) \
         AND (CAST(?5 AS TEXT) IS NULL OR a.person_id = ?5) ORDER BY a.seq DESC LIMIT ?6",
        values![
            wanted.unit,
            wanted.before.unwrap_or(i64::MAX),
            wanted.subject,
            wanted.subject_id,
            wanted.person,
            limit
        ],
        |c| Ok((row(c)?, c.maybe_text()?)),
    )
}

fn row(c: &mut crate::Cells<'_>) -> Result<AuditRow, StoreError> {
    Ok(AuditRow {
        seq: c.int()?,
        at: c.at()?,
        person: c.maybe_id()?,
        door: c.text()?,
        operation: c.text()?,
        subject: c.text()?,
        subject_id: c.text()?,
        before: c.maybe_text()?,
        after: c.maybe_text()?,
    })
}
