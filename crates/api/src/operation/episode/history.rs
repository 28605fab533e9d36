//! What happened to an episode: the steps of its content and every trace in the audit, newest first.
//! Knows no meaning of a trace's content; the screen shows what changed.

use super::view::OfEpisode;
use crate::context::Context;
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use pufa_domain::episode::ContentState;
use pufa_domain::right::Right;
use pufa_domain::{EpisodeId, Millis};
use pufa_store::table::{self, audit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A step that the content took.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct EpisodeStepRow {
    pub from: Option<ContentState>,
    pub to: ContentState,
    pub by: PersonName,
    pub at: Millis,
    pub reason: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EpisodeHistory {
    pub episode: EpisodeId,
    /// `next` of the page before.
    pub after: Option<String>,
    pub limit: Option<u32>,
}

/// A trace of a change.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct EpisodeTrace {
    pub seq: i64,
    pub at: Millis,
    pub by: Option<PersonName>,
    pub door: String,
    /// The operation that left it.
    pub operation: String,
    pub subject: String,
    /// JSON.
    pub before: Option<String>,
    /// JSON.
    pub after: Option<String>,
}

/// The steps that the content took, oldest first.
pub fn episode_steps(cx: &Context<'_>, input: OfEpisode) -> Result<Vec<EpisodeStepRow>, StudioError> {
    cx.read(|sql| {
        let found = table::episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Read, found.unit)?;
        let steps = table::episode::steps(sql, found.id)?;
        let names = Names::read(sql, steps.iter().map(|step| step.by))?;
        Ok(steps
            .into_iter()
            .map(|step| EpisodeStepRow {
                from: step.from,
                to: step.to,
                by: names.of(step.by),
                at: step.at,
                reason: step.reason,
            })
            .collect())
    })
}

/// Every change of the episode and of its script.
pub fn episode_history(
    cx: &Context<'_>,
    input: EpisodeHistory,
) -> Result<crate::page::Page<EpisodeTrace>, StudioError> {
    let limit = crate::page::bounded(input.limit);
    let before = match &input.after {
        Some(key) => Some(key.parse::<i64>().map_err(|_| StudioError::BadInput { detail: "after".into() })?),
        None => None,
    };
    cx.read(|sql| {
        let found = table::episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Read, found.unit)?;
        let rows = audit::of_episode(sql, &found.id.to_string(), before, limit + 1)?;
        let names = Names::read(sql, rows.iter().filter_map(|row| row.person))?;
        let page = crate::page::Page::cut(rows, limit, |row| row.seq.to_string());
        Ok(crate::page::Page {
            next: page.next,
            rows: page
                .rows
                .into_iter()
                .map(|row| EpisodeTrace {
                    seq: row.seq,
                    at: row.at,
                    by: row.person.map(|id| names.of(id)),
                    door: row.door,
                    operation: row.operation,
                    subject: row.subject,
                    before: row.before,
                    after: row.after,
                })
                .collect(),
        })
    })
}
