//! The names of an episode's case that no text may show: personal data.
//! Knows no right: the operations ask for it and leave the trace of each reading.

use crate::{Cells, Sql, StoreError, json_text, values};
use pufa_domain::{EpisodeId, Millis, PersonId};

/// The case behind an episode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseNames {
    pub episode: EpisodeId,
    pub names: Vec<String>,
    /// The case concerns a minor.
    pub minor: bool,
    pub updated_by: PersonId,
    pub updated_at: Millis,
    pub version: i64,
}

fn case(c: &mut Cells<'_>) -> Result<CaseNames, StoreError> {
    Ok(CaseNames {
        episode: c.id()?,
        names: c.json()?,
        minor: c.flag()?,
        updated_by: c.id()?,
        updated_at: c.at()?,
        version: c.int()?,
    })
}

/// The case of an episode, if anything was said of it.
pub fn get(sql: &dyn Sql, episode: EpisodeId) -> Result<Option<CaseNames>, StoreError> {
    sql.first(
        "SELECT episode_id, names, minor, updated_by, updated_at, version FROM case_names WHERE episode_id = ?1",
        values![episode],
        case,
    )
}

/// Stores the case that was read at `case.version`; 0 when nothing was said before.
pub fn put(sql: &dyn Sql, case: &CaseNames) -> Result<(), StoreError> {
    let names = json_text(&case.names)?;
    if case.version == 0 {
        return sql.change(
            "INSERT INTO case_names (episode_id, names, minor, updated_by, updated_at, version) \
             VALUES (?1, ?2, ?3, ?4, ?5, 1) ON CONFLICT DO NOTHING",
            values![case.episode, names, case.minor, case.updated_by, case.updated_at],
        );
    }
    sql.change(
        "UPDATE case_names SET names = ?3, minor = ?4, updated_by = ?5, updated_at = ?6, version = version + 1 \
         WHERE episode_id = ?1 AND version = ?2",
        values![case.episode, case.version, names, case.minor, case.updated_by, case.updated_at],
    )
}
