//! What the pipeline's health is told from: every step of a unit's episodes, what is under way, what went out when.
//! Knows no median and no rhythm: the domain works those out.

use crate::{Sql, StoreError, values};
use pufa_domain::episode::ContentState;
use pufa_domain::health::{Cadence, Owed};
use pufa_domain::{ColumnId, Day, EpisodeId, Millis, UnitId};

/// A step of an episode's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub episode: EpisodeId,
    pub to: ContentState,
    pub at: Millis,
}

/// The steps of the episodes of a unit that were made by people here, by episode and time.
pub fn steps(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Step>, StoreError> {
    sql.all(
        "SELECT s.episode_id, s.to_state, s.at FROM episode_step s JOIN episode e ON e.id = s.episode_id \
         WHERE e.unit_id = ?1 ORDER BY s.episode_id, s.at, s.id",
        values![unit],
        |c| Ok(Step { episode: c.id()?, to: c.word()?, at: c.at()? }),
    )
}

/// Episodes under way with who owes them and the day on which they are wanted.
pub fn under_way(sql: &dyn Sql, unit: UnitId, due: impl Fn(Day) -> Millis) -> Result<Vec<Owed>, StoreError> {
    sql.all(
        "SELECT id, owner_id, wanted_day FROM episode WHERE unit_id = ?1 AND first_published_day IS NULL \
         AND content NOT IN ('withdrawn', 'shelved')",
        values![unit],
        |c| Ok(Owed { episode: c.id()?, by: c.maybe_id()?, due: c.maybe_day()?.map(&due) }),
    )
}

/// The columns in use with their rhythm and name.
pub fn cadences(sql: &dyn Sql, unit: UnitId) -> Result<Vec<(Cadence, String)>, StoreError> {
    sql.all(
        "SELECT id, cadence_days, name FROM content_column WHERE unit_id = ?1 AND active = 1 ORDER BY name",
        values![unit],
        |c| {
            let column = c.id()?;
            let days = c.maybe_count()?;
            Ok((Cadence { column, days }, c.text()?))
        },
    )
}

/// The columns and first days of a unit's works.
pub fn first_days(sql: &dyn Sql, unit: UnitId) -> Result<Vec<(ColumnId, Day)>, StoreError> {
    sql.all(
        "SELECT column_id, first_published_day FROM episode WHERE unit_id = ?1 AND first_published_day IS NOT NULL",
        values![unit],
        |c| Ok((c.id()?, c.day()?)),
    )
}
