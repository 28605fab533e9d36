//! Production tasks of episodes.
//! Knows no gate: what an open task holds up is the domain's to say.

use crate::{Bind, Cells, Sql, StoreError, values};
use pufa_domain::production::Task;
use pufa_domain::{EpisodeId, TaskId, UnitId};

/// A task with where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTask {
    pub unit: UnitId,
    pub episode: EpisodeId,
    pub task: Task,
    pub version: i64,
}

const TASK: &str = "SELECT id, unit_id, episode_id, craft, note, assignee_id, start_day, due_day, done_at, done_by, \
    version FROM task";

fn task(c: &mut Cells<'_>) -> Result<StoredTask, StoreError> {
    let (id, unit, episode) = (c.id()?, c.id()?, c.id()?);
    Ok(StoredTask {
        unit,
        episode,
        task: Task {
            id,
            craft: c.word()?,
            note: c.text()?,
            assignee: c.maybe_id()?,
            start: c.maybe_day()?,
            due: c.maybe_day()?,
            done_at: c.maybe_at()?,
            done_by: c.maybe_id()?,
        },
        version: c.int()?,
    })
}

pub fn get(sql: &dyn Sql, id: TaskId) -> Result<StoredTask, StoreError> {
    sql.one(&format!("{TASK} WHERE id = ?1"), values![id], task)
}

/// The tasks of an episode in the order in which they were made.
pub fn of_episode(sql: &dyn Sql, episode: EpisodeId) -> Result<Vec<StoredTask>, StoreError> {
    sql.all(&format!("{TASK} WHERE episode_id = ?1 ORDER BY id"), values![episode], task)
}

/// How many tasks of each of these episodes are open; an episode without one is not told.
pub fn open_counts(sql: &dyn Sql, episodes: &[EpisodeId]) -> Result<Vec<(EpisodeId, u32)>, StoreError> {
    let places = super::places(episodes.len(), 1);
    let ids: Vec<_> = episodes.iter().map(Bind::bind).collect();
    sql.all(
        &format!(
            "SELECT episode_id, COUNT(*) FROM task WHERE done_at IS NULL AND episode_id IN ({places}) GROUP BY episode_id"
        ),
        &ids,
        |c| Ok((c.id()?, c.count()?)),
    )
}

pub fn insert(sql: &dyn Sql, stored: &StoredTask) -> Result<(), StoreError> {
    let task = &stored.task;
    sql.run(
        "INSERT INTO task (id, unit_id, episode_id, craft, note, assignee_id, start_day, due_day, done_at, done_by, version) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1)",
        values![
            task.id, stored.unit, stored.episode, task.craft.word(), task.note, task.assignee, task.start, task.due,
            task.done_at, task.done_by
        ],
    )?;
    Ok(())
}

/// Stores the task that was read as `stored.version`.
pub fn update(sql: &dyn Sql, stored: &StoredTask) -> Result<(), StoreError> {
    let task = &stored.task;
    sql.change(
        "UPDATE task SET craft = ?3, note = ?4, assignee_id = ?5, start_day = ?6, due_day = ?7, done_at = ?8, \
         done_by = ?9, version = version + 1 WHERE id = ?1 AND version = ?2",
        values![
            task.id,
            stored.version,
            task.craft.word(),
            task.note,
            task.assignee,
            task.start,
            task.due,
            task.done_at,
            task.done_by
        ],
    )
}

/// Removes a task that was entered by mistake.
pub fn delete(sql: &dyn Sql, id: TaskId, version: i64) -> Result<(), StoreError> {
    sql.change("DELETE FROM task WHERE id = ?1 AND version = ?2", values![id, version])
}
