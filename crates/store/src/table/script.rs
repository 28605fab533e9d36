//! The draft on which people write, its earlier versions, and who put a hand to it.
//! Knows no merge and no limit: the domain has brought the words together before they come here.

use crate::{Cells, Sql, StoreError, json_text, values};
use pufa_domain::script::Script;
use pufa_domain::{EpisodeId, Millis, PersonId, RevisionId};

/// The draft of an episode's script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub episode: EpisodeId,
    pub script: Script,
    /// The revision from which the draft grew.
    pub base_revision: Option<RevisionId>,
    pub updated_by: Option<PersonId>,
    pub updated_at: Millis,
    pub version: i64,
}

/// When an earlier version was stored, for thinning out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptVersion {
    pub version: i64,
    pub at: Millis,
}

fn draft(c: &mut Cells<'_>) -> Result<Draft, StoreError> {
    Ok(Draft {
        episode: c.id()?,
        script: c.json()?,
        base_revision: c.maybe_id()?,
        updated_by: c.maybe_id()?,
        updated_at: c.at()?,
        version: c.int()?,
    })
}

pub fn get(sql: &dyn Sql, episode: EpisodeId) -> Result<Draft, StoreError> {
    sql.one(
        "SELECT episode_id, content, base_revision, updated_by, updated_at, version FROM script WHERE episode_id = ?1",
        values![episode],
        draft,
    )
}

/// The version of the draft alone, without its words.
pub fn version(sql: &dyn Sql, episode: EpisodeId) -> Result<i64, StoreError> {
    sql.one("SELECT version FROM script WHERE episode_id = ?1", values![episode], |c| c.int())
}

/// Begins the draft of a new episode as version 1.
pub fn insert(
    sql: &dyn Sql,
    episode: EpisodeId,
    script: &Script,
    by: Option<PersonId>,
    at: Millis,
) -> Result<(), StoreError> {
    let content = json_text(script)?;
    sql.run(
        "INSERT INTO script (episode_id, content, base_revision, updated_by, updated_at, version) \
         VALUES (?1, ?2, NULL, ?3, ?4, 1)",
        values![episode, content, by, at],
    )?;
    keep(sql, episode, 1, &content, by, at)
}

/// Stores the draft that was read as `draft.version` and keeps the new words as a version of their own.
pub fn update(sql: &dyn Sql, draft: &Draft) -> Result<(), StoreError> {
    let content = json_text(&draft.script)?;
    sql.change(
        "UPDATE script SET content = ?3, base_revision = ?4, updated_by = ?5, updated_at = ?6, version = version + 1 \
         WHERE episode_id = ?1 AND version = ?2",
        values![
            draft.episode,
            draft.version,
            content,
            draft.base_revision,
            draft.updated_by,
            draft.updated_at
        ],
    )?;
    keep(sql, draft.episode, draft.version + 1, &content, draft.updated_by, draft.updated_at)
}

fn keep(
    sql: &dyn Sql,
    episode: EpisodeId,
    version: i64,
    content: &str,
    by: Option<PersonId>,
    at: Millis,
) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO script_version (episode_id, version, content, updated_by, updated_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        values![episode, version, content, by, at],
    )?;
    Ok(())
}

/// The newest kept version that is no newer than `version`: an ancestor of whatever was made from `version`.
pub fn ancestor(
    sql: &dyn Sql,
    episode: EpisodeId,
    version: i64,
) -> Result<Option<(i64, Script)>, StoreError> {
    sql.first(
        "SELECT version, content FROM script_version WHERE episode_id = ?1 AND version <= ?2 \
         ORDER BY version DESC LIMIT 1",
        values![episode, version],
        |c| Ok((c.int()?, c.json()?)),
    )
}

/// The kept versions, oldest first.
pub fn kept(sql: &dyn Sql, episode: EpisodeId) -> Result<Vec<KeptVersion>, StoreError> {
    sql.all(
        "SELECT version, updated_at FROM script_version WHERE episode_id = ?1 ORDER BY version",
        values![episode],
        |c| Ok(KeptVersion { version: c.int()?, at: c.at()? }),
    )
}

/// Lets go of one kept version.
pub fn let_go(sql: &dyn Sql, episode: EpisodeId, version: i64) -> Result<(), StoreError> {
    sql.run("DELETE FROM script_version WHERE episode_id = ?1 AND version = ?2", values![episode, version])?;
    Ok(())
}

/// Notes that a person put a hand to the draft; twice is once.
pub fn add_contributor(sql: &dyn Sql, episode: EpisodeId, person: PersonId) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO script_contributor (episode_id, person_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        values![episode, person],
    )?;
    Ok(())
}

/// Who put a hand to the draft since its last revision.
pub fn contributors(sql: &dyn Sql, episode: EpisodeId) -> Result<Vec<PersonId>, StoreError> {
    sql.all(
        "SELECT person_id FROM script_contributor WHERE episode_id = ?1 ORDER BY person_id",
        values![episode],
        |c| c.id(),
    )
}

/// Begins a new account of contributors: the draft has become a revision.
pub fn clear_contributors(sql: &dyn Sql, episode: EpisodeId) -> Result<(), StoreError> {
    sql.run("DELETE FROM script_contributor WHERE episode_id = ?1", values![episode])?;
    Ok(())
}

/// Says from which revision the draft grows, without a new version: no word has changed.
pub fn set_base(sql: &dyn Sql, episode: EpisodeId, revision: RevisionId) -> Result<(), StoreError> {
    sql.run("UPDATE script SET base_revision = ?2 WHERE episode_id = ?1", values![episode, revision])?;
    Ok(())
}
