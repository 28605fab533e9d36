//! Portrait releases of the people seen in an episode.
//! Knows no gate: which of them is held is the domain's to say.

use crate::{Bind, Cells, Sql, StoreError, values};
use pufa_domain::production::Release;
use pufa_domain::{EpisodeId, ReleaseId};

/// A release with where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRelease {
    pub episode: EpisodeId,
    pub release: Release,
    /// The signed sheet's sha256.
    pub sheet: Option<String>,
    pub version: i64,
}

const RELEASE: &str =
    "SELECT id, episode_id, name, scope, given_on, withdrawn_on, asset_sha256, version FROM portrait_release";

fn release(c: &mut Cells<'_>) -> Result<StoredRelease, StoreError> {
    let (id, episode) = (c.id()?, c.id()?);
    Ok(StoredRelease {
        episode,
        release: Release {
            id,
            name: c.text()?,
            scope: c.text()?,
            given_on: c.maybe_day()?,
            withdrawn_on: c.maybe_day()?,
        },
        sheet: c.maybe_text()?,
        version: c.int()?,
    })
}

pub fn get(sql: &dyn Sql, id: ReleaseId) -> Result<StoredRelease, StoreError> {
    sql.one(&format!("{RELEASE} WHERE id = ?1"), values![id], release)
}

/// The releases of some episodes, each episode's in the order in which they were made.
pub fn of_episodes(sql: &dyn Sql, episodes: &[EpisodeId]) -> Result<Vec<StoredRelease>, StoreError> {
    let places = super::places(episodes.len(), 1);
    let ids: Vec<_> = episodes.iter().map(Bind::bind).collect();
    sql.all(&format!("{RELEASE} WHERE episode_id IN ({places}) ORDER BY id"), &ids, release)
}

pub fn insert(sql: &dyn Sql, stored: &StoredRelease) -> Result<(), StoreError> {
    let release = &stored.release;
    sql.run(
        "INSERT INTO portrait_release (id, episode_id, name, scope, given_on, withdrawn_on, asset_sha256, version) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)",
        values![
            release.id,
            stored.episode,
            release.name,
            release.scope,
            release.given_on,
            release.withdrawn_on,
            stored.sheet
        ],
    )?;
    Ok(())
}

/// Stores the release that was read as `stored.version`.
pub fn update(sql: &dyn Sql, stored: &StoredRelease) -> Result<(), StoreError> {
    let release = &stored.release;
    sql.change(
        "UPDATE portrait_release SET name = ?3, scope = ?4, given_on = ?5, withdrawn_on = ?6, asset_sha256 = ?7, \
         version = version + 1 WHERE id = ?1 AND version = ?2",
        values![
            release.id,
            stored.version,
            release.name,
            release.scope,
            release.given_on,
            release.withdrawn_on,
            stored.sheet
        ],
    )
}

/// Removes a release that was entered by mistake.
pub fn delete(sql: &dyn Sql, id: ReleaseId, version: i64) -> Result<(), StoreError> {
    sql.change("DELETE FROM portrait_release WHERE id = ?1 AND version = ?2", values![id, version])
}
