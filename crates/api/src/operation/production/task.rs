//! Giving out tasks of production, and finishing them.
//! Knows no gate.

use super::view::{ProductionView, view};
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::production::{Craft, Task};
use pufa_domain::right::Right;
use pufa_domain::{Day, EpisodeId, PersonId, Refusal, TaskId};
use pufa_store::table::task::{self, StoredTask};
use pufa_store::table::{episode, person};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// The most tasks of an episode.
const TASKS: u32 = 60;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveTask {
    pub episode: EpisodeId,
    /// Null makes a new one.
    pub id: Option<TaskId>,
    /// The version that was read; ignored for a new one.
    pub version: i64,
    pub craft: Craft,
    pub note: String,
    pub assignee: Option<PersonId>,
    pub start: Option<Day>,
    pub due: Option<Day>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishTask {
    pub id: TaskId,
    pub version: i64,
    /// False opens it again.
    pub done: bool,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveTask {
    pub id: TaskId,
    pub version: i64,
}

pub fn save_task(cx: &Context<'_>, input: SaveTask) -> Result<ProductionView, StudioError> {
    cx.write(|sql| {
        let of = episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Write, of.unit)?;
        let before = match input.id {
            Some(id) => Some(task::get(sql, id)?),
            None => None,
        };
        if before.as_ref().is_some_and(|before| before.episode != of.id) {
            return Err(StudioError::NotFound);
        }
        if let Some(assignee) = input.assignee
            && person::get(sql, assignee)?.unit != of.unit
        {
            return Err(StudioError::NotFound);
        }
        let found = task::of_episode(sql, of.id)?.len();
        if before.is_none() && found >= TASKS as usize {
            return Err(Refusal::TooMany { field: "tasks".into(), most: TASKS, found: TASKS + 1 }.into());
        }
        let after = StoredTask {
            unit: of.unit,
            episode: of.id,
            task: Task {
                id: input.id.unwrap_or_else(|| TaskId(cx.uuid())),
                craft: input.craft,
                note: input.note.clone(),
                assignee: input.assignee,
                start: input.start,
                due: input.due,
                done_at: before.as_ref().and_then(|before| before.task.done_at),
                done_by: before.as_ref().and_then(|before| before.task.done_by),
            }
            .checked()?,
            version: input.version,
        };
        match before {
            Some(_) => task::update(sql, &after)?,
            None => task::insert(sql, &after)?,
        }
        let before = before.map(|before| before.task);
        let id = after.task.id;
        cx.record(sql, of.unit, "task", id, before.as_ref().map(|b| b as _), Some(&after.task))?;
        episode::touch(sql, of.id, cx.now())?;
        view(cx, sql, &of)
    })
}

/// Marks a task done, or open again. Whoever has it may, and everybody who may write.
pub fn finish_task(cx: &Context<'_>, input: FinishTask) -> Result<ProductionView, StudioError> {
    cx.write(|sql| {
        let before = task::get(sql, input.id)?;
        let acting = cx.allow(sql, Right::Write, before.unit)?;
        let task = if input.done {
            before.task.clone().finish(acting.person, cx.now())?
        } else {
            before.task.clone().reopen()?
        };
        let after = StoredTask { task, version: input.version, ..before.clone() };
        task::update(sql, &after)?;
        let id = after.task.id;
        cx.record(sql, before.unit, "task", id, Some(&before.task), Some(&after.task))?;
        episode::touch(sql, before.episode, cx.now())?;
        view(cx, sql, &episode::get(sql, before.episode)?)
    })
}

/// Takes away a task that was entered by mistake; one that is done stays.
pub fn remove_task(cx: &Context<'_>, input: RemoveTask) -> Result<ProductionView, StudioError> {
    cx.write(|sql| {
        let before = task::get(sql, input.id)?;
        cx.allow(sql, Right::Write, before.unit)?;
        if before.task.done_at.is_some() {
            return Err(Refusal::WrongState { state: "done".into(), step: "remove_task".into() }.into());
        }
        task::delete(sql, input.id, input.version)?;
        cx.record(sql, before.unit, "task", input.id, Some(&before.task), None)?;
        view(cx, sql, &episode::get(sql, before.episode)?)
    })
}
