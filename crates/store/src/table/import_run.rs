//! Imports that were run, and what an import has to look up and put down in one go.
//! Knows no file: what a row of a sheet means is worked out before.

use crate::{Cells, Sql, StoreError, json_text, values};
use pufa_domain::episode::ContentState;
use pufa_domain::{ChannelId, ColumnId, Day, EpisodeId, Millis, PersonId, PublicationId, UnitId};
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// One run of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub id: Uuid,
    pub unit: UnitId,
    pub kind: String,
    pub file_name: String,
    pub file_sha256: String,
    pub by: PersonId,
    pub at: Millis,
}

/// Keeps a run with its summary.
pub fn insert(sql: &dyn Sql, run: &Run, summary: &impl Serialize) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO import_run (id, unit_id, kind, file_name, file_sha256, summary, by_person, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        values![
            run.id.to_string(),
            run.unit,
            run.kind,
            run.file_name,
            run.file_sha256,
            json_text(summary)?,
            run.by,
            run.at
        ],
    )?;
    Ok(())
}

/// An episode as far as an import compares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub id: EpisodeId,
    pub column: ColumnId,
    pub number: u32,
    pub title: String,
    pub content: ContentState,
    pub published: Option<Day>,
}

fn known(c: &mut Cells<'_>) -> Result<Known, StoreError> {
    Ok(Known {
        id: c.id()?,
        column: c.id()?,
        number: c.count()?,
        title: c.text()?,
        content: c.word()?,
        published: c.maybe_day()?,
    })
}

/// Every episode of a unit.
pub fn episodes(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Known>, StoreError> {
    sql.all(
        "SELECT id, column_id, number, title, content, first_published_day FROM episode WHERE unit_id = ?1 ORDER BY id",
        values![unit],
        known,
    )
}

/// On which channels each episode of a unit is, with the publication.
pub fn publications(
    sql: &dyn Sql,
    unit: UnitId,
) -> Result<HashMap<(EpisodeId, ChannelId), PublicationId>, StoreError> {
    let rows = sql.all(
        "SELECT episode_id, channel_id, id FROM publication WHERE unit_id = ?1",
        values![unit],
        |c| Ok(((c.id()?, c.id()?), c.id()?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// Every credit of a unit: work, person, role.
pub fn credits(sql: &dyn Sql, unit: UnitId) -> Result<Vec<(EpisodeId, PersonId, String)>, StoreError> {
    sql.all(
        "SELECT c.episode_id, c.person_id, c.role FROM credit c JOIN episode e ON e.id = c.episode_id WHERE e.unit_id = ?1",
        values![unit],
        |c| Ok((c.id()?, c.id()?, c.text()?)),
    )
}
