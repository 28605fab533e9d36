//! What people are told: due reviews, slots, things sent back.
//! Knows no sentence: a notice is a kind with parameters.

use crate::{Sql, StoreError, values};
use pufa_domain::{Millis, NoticeId, PersonId};

/// A message to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: NoticeId,
    pub person: PersonId,
    pub kind: String,
    /// JSON.
    pub params: String,
    /// The same thing is told once: a second notice of that key to that person is dropped.
    pub key: String,
    pub at: Millis,
    pub seen_at: Option<Millis>,
}

/// Tells a person something, unless they were told of it already; answers whether it was new to them.
pub fn tell(sql: &dyn Sql, notice: &Notice) -> Result<bool, StoreError> {
    let told = sql.run(
        "INSERT INTO notice (id, person_id, kind, params, key, at, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
         ON CONFLICT (person_id, key) DO NOTHING",
        values![
            notice.id,
            notice.person,
            notice.kind,
            notice.params,
            notice.key,
            notice.at,
            notice.seen_at
        ],
    )?;
    Ok(told > 0)
}

/// A person's notices, newest first, older than `before` when given.
pub fn of_person(
    sql: &dyn Sql,
    person: PersonId,
    before: Option<(Millis, NoticeId)>,
    limit: u32,
) -> Result<Vec<Notice>, StoreError> {
    let (at, id) = before.map_or((Millis(i64::MAX), "~".to_owned()), |(at, id)| (at, id.to_string()));
    sql.all(
        "SELECT id, person_id, kind, params, key, at, seen_at FROM notice WHERE person_id = ?1 \
         AND (at < ?2 OR (at = ?2 AND id < ?3)) ORDER BY at DESC, id DESC LIMIT ?4",
        values![person, at, id, limit],
        |c| {
            Ok(Notice {
                id: c.id()?,
                person: c.id()?,
                kind: c.text()?,
                params: c.text()?,
                key: c.text()?,
                at: c.at()?,
                seen_at: c.maybe_at()?,
            })
        },
    )
}

/// How many notices a person has not seen.
pub fn unseen(sql: &dyn Sql, person: PersonId) -> Result<i64, StoreError> {
    sql.number("SELECT COUNT(*) FROM notice WHERE person_id = ?1 AND seen_at IS NULL", values![person])
}

/// Marks everything that a person was told up to `until` as seen.
pub fn mark_seen(sql: &dyn Sql, person: PersonId, until: Millis, now: Millis) -> Result<(), StoreError> {
    sql.run(
        "UPDATE notice SET seen_at = ?3 WHERE person_id = ?1 AND at <= ?2 AND seen_at IS NULL",
        values![person, until, now],
    )?;
    Ok(())
}

/// Whether a person was told of a thing already.
pub fn is_told(sql: &dyn Sql, person: PersonId, key: &str) -> Result<bool, StoreError> {
    let found =
        sql.number("SELECT COUNT(*) FROM notice WHERE person_id = ?1 AND key = ?2", values![person, key])?;
    Ok(found > 0)
}
