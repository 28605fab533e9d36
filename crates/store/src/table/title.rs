//! The titles of topics and episodes, for being compared with each other.
//! Knows no likeness; says what changed and when.

use crate::{Sql, StoreError, values};
use pufa_domain::{Day, EpisodeId, Millis, TopicId, UnitId};

/// A title that others are compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Exactly one of the two.
    pub topic: Option<TopicId>,
    pub episode: Option<EpisodeId>,
    pub title: String,
    pub angle: String,
    /// Shelved episodes and adopted topics: their title says nothing that another row does not say.
    pub silent: bool,
    /// When it first went out, for an episode.
    pub published: Option<Day>,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i64,
}

/// Goes up with every change of a title, an angle or a state, of whatever unit.
pub fn change(sql: &dyn Sql) -> Result<i64, StoreError> {
    sql.number("SELECT CAST(SUM(n) AS BIGINT) FROM facts_change WHERE name IN ('topic', 'episode')", &[])
}

/// The versions of a unit's topics and episodes, added up: different after every change, and read from indexes alone.
pub fn stamp(sql: &dyn Sql, unit: UnitId) -> Result<i64, StoreError> {
    sql.number(
        "SELECT CAST(COALESCE((SELECT SUM(version) FROM topic WHERE unit_id = ?1), 0) \
         + COALESCE((SELECT SUM(version) FROM episode WHERE unit_id = ?1), 0) AS BIGINT)",
        values![unit],
    )
}

/// The titles of a unit that changed at `since` or after.
pub fn since(sql: &dyn Sql, unit: UnitId, since: Millis) -> Result<Vec<Title>, StoreError> {
    let mut found = sql.all(
        "SELECT id, title, angle, CASE WHEN state = 'adopted' THEN 1 ELSE 0 END, created_at, updated_at, version FROM topic \
         WHERE unit_id = ?1 AND updated_at >= ?2",
        values![unit, since],
        |c| {
            Ok(Title {
                topic: Some(c.id()?),
                episode: None,
                title: c.text()?,
                angle: c.text()?,
                silent: c.flag()?,
                published: None,
                created_at: c.at()?,
                updated_at: c.at()?,
                version: c.int()?,
            })
        },
    )?;
    found.extend(sql.all(
        "SELECT id, title, CASE WHEN content = 'shelved' THEN 1 ELSE 0 END, first_published_day, created_at, \
         updated_at, version FROM episode WHERE unit_id = ?1 AND updated_at >= ?2",
        values![unit, since],
        |c| {
            Ok(Title {
                topic: None,
                episode: Some(c.id()?),
                title: c.text()?,
                angle: String::new(),
                silent: c.flag()?,
                published: c.maybe_day()?,
                created_at: c.at()?,
                updated_at: c.at()?,
                version: c.int()?,
            })
        },
    )?);
    Ok(found)
}
