//! Revisions: frozen pictures of a script, with their hash and their contributors.
//! Knows no vote. Nothing here changes a revision once it is stored.

use crate::{Cells, Sql, StoreError, json_text, values};
use pufa_domain::script::Script;
use pufa_domain::{EpisodeId, Millis, PersonId, RevisionId};

/// An immutable snapshot of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    pub id: RevisionId,
    pub episode: EpisodeId,
    /// From 1, within the episode.
    pub number: u32,
    pub script: Script,
    /// SHA-256 of the script's canonical form.
    pub content_hash: String,
    pub note: String,
    pub by: PersonId,
    pub at: Millis,
    /// Everybody whose words are in it.
    pub contributors: Vec<PersonId>,
}

/// A revision without its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionHead {
    pub id: RevisionId,
    pub episode: EpisodeId,
    pub number: u32,
    pub content_hash: String,
    pub note: String,
    pub by: PersonId,
    pub at: Millis,
}

const HEAD: &str = "SELECT id, episode_id, number, content_hash, note, created_by, created_at FROM revision";

fn head(c: &mut Cells<'_>) -> Result<RevisionHead, StoreError> {
    Ok(RevisionHead {
        id: c.id()?,
        episode: c.id()?,
        number: c.count()?,
        content_hash: c.text()?,
        note: c.text()?,
        by: c.id()?,
        at: c.at()?,
    })
}

/// An episode's revisions, newest first.
pub fn of_episode(sql: &dyn Sql, episode: EpisodeId) -> Result<Vec<RevisionHead>, StoreError> {
    sql.all(&format!("{HEAD} WHERE episode_id = ?1 ORDER BY number DESC"), values![episode], head)
}

/// An episode's newest revision, without its words.
pub fn latest(sql: &dyn Sql, episode: EpisodeId) -> Result<Option<RevisionHead>, StoreError> {
    sql.first(&format!("{HEAD} WHERE episode_id = ?1 ORDER BY number DESC LIMIT 1"), values![episode], head)
}

/// A revision with its words and contributors.
pub fn get(sql: &dyn Sql, id: RevisionId) -> Result<Revision, StoreError> {
    let found = sql.one(&format!("{HEAD} WHERE id = ?1"), values![id], head)?;
    let script = sql.one("SELECT content FROM revision WHERE id = ?1", values![id], |c| c.json())?;
    Ok(Revision {
        id: found.id,
        episode: found.episode,
        number: found.number,
        script,
        content_hash: found.content_hash,
        note: found.note,
        by: found.by,
        at: found.at,
        contributors: contributors(sql, id)?,
    })
}

/// The hash of a revision's content.
pub fn hash(sql: &dyn Sql, id: RevisionId) -> Result<String, StoreError> {
    sql.one("SELECT content_hash FROM revision WHERE id = ?1", values![id], |c| c.text())
}

/// Who contributed to a revision.
pub fn contributors(sql: &dyn Sql, id: RevisionId) -> Result<Vec<PersonId>, StoreError> {
    sql.all(
        "SELECT person_id FROM revision_contributor WHERE revision_id = ?1 ORDER BY person_id",
        values![id],
        |c| c.id(),
    )
}

/// Everybody who contributed to any revision of an episode, with the number of the first.
pub fn contributors_of_episode(sql: &dyn Sql, episode: EpisodeId) -> Result<Vec<PersonId>, StoreError> {
    sql.all(
        "SELECT DISTINCT rc.person_id FROM revision_contributor rc JOIN revision r ON r.id = rc.revision_id \
         WHERE r.episode_id = ?1 ORDER BY rc.person_id",
        values![episode],
        |c| c.id(),
    )
}

/// Who contributed to each revision of an episode, in one query.
pub fn contributors_by_revision(
    sql: &dyn Sql,
    episode: EpisodeId,
) -> Result<Vec<(RevisionId, PersonId)>, StoreError> {
    sql.all(
        "SELECT rc.revision_id, rc.person_id FROM revision_contributor rc JOIN revision r ON r.id = rc.revision_id \
         WHERE r.episode_id = ?1 ORDER BY r.number, rc.person_id",
        values![episode],
        |c| Ok((c.id()?, c.id()?)),
    )
}

/// Stores a new revision with its contributors. [`StoreError::Taken`] when its number is there already.
pub fn insert(sql: &dyn Sql, revision: &Revision) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO revision (id, episode_id, number, content, content_hash, note, created_by, created_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        values![
            revision.id,
            revision.episode,
            revision.number,
            json_text(&revision.script)?,
            revision.content_hash,
            revision.note,
            revision.by,
            revision.at
        ],
    )?;
    for person in &revision.contributors {
        sql.run(
            "INSERT INTO revision_contributor (revision_id, person_id) VALUES (?1, ?2)",
            values![revision.id, person],
        )?;
    }
    Ok(())
}
