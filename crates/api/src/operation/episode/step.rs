//! Moving an episode's content: withdrawing, shelving, taking up again, going back to writing or cutting.
//! Knows no rule: the domain says which step is open. Reviews and production move episodes through [`take`] too.

use super::view::{EpisodeView, view};
use crate::context::{Acting, Context};
use crate::error::StudioError;
use pufa_domain::EpisodeId;
use pufa_domain::episode::{EpisodeStep, StepFacts};
use pufa_domain::right::Right;
use pufa_store::Sql;
use pufa_store::table::episode::{self, Episode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveEpisode {
    pub episode: EpisodeId,
    /// The version that was on the screen.
    pub version: i64,
    pub reason: String,
}

/// What the audit keeps of a move.
#[derive(Serialize)]
struct Moved<'a> {
    content: &'a str,
    reason: &'a str,
}

/// Takes a step of the content and leaves its trace; answers the episode as it is then. Whoever calls has asked for
/// the right and set `approved_revision` where the step approves one.
pub(crate) fn take(
    cx: &Context<'_>,
    sql: &dyn Sql,
    before: &Episode,
    step: EpisodeStep,
    facts: &StepFacts<'_>,
    acting: Acting,
    reason: &str,
) -> Result<Episode, StudioError> {
    let taken = before.content.take(step, before.dates, facts, (reason, acting.person, cx.now()))?;
    let withdrawn = step == EpisodeStep::Withdraw;
    let resumed = step == EpisodeStep::Resume;
    let changed = Episode {
        withdrawn_day: if withdrawn { Some(cx.today()) } else { before.withdrawn_day.filter(|_| !resumed) },
        withdrawn_reason: if withdrawn {
            Some(taken.reason.clone())
        } else {
            before.withdrawn_reason.clone().filter(|_| !resumed)
        },
        ..before.clone()
    };
    episode::take(sql, &changed, &taken, cx.uuid())?;
    let part = |content, reason| Moved { content, reason };
    cx.record(
        sql,
        before.unit,
        "episode",
        before.id,
        Some(&part(taken.from.word(), "")),
        Some(&part(taken.to.word(), &taken.reason)),
    )?;
    Ok(episode::get(sql, before.id)?)
}

fn moved(cx: &Context<'_>, input: &MoveEpisode, step: EpisodeStep) -> Result<EpisodeView, StudioError> {
    cx.write(|sql| {
        let before = episode::get(sql, input.episode)?;
        let acting = cx.allow(sql, Right::Edit, before.unit)?;
        if before.version != input.version {
            return Err(StudioError::Stale);
        }
        let after = take(cx, sql, &before, step, &StepFacts::default(), acting, &input.reason)?;
        view(cx, sql, &after)
    })
}

/// Takes a work back: it stays in the records and counts no longer.
pub fn withdraw_episode(cx: &Context<'_>, input: MoveEpisode) -> Result<EpisodeView, StudioError> {
    moved(cx, &input, EpisodeStep::Withdraw)
}

/// Puts an episode aside.
pub fn shelve_episode(cx: &Context<'_>, input: MoveEpisode) -> Result<EpisodeView, StudioError> {
    moved(cx, &input, EpisodeStep::Shelve)
}

/// Takes a shelved or withdrawn episode up again, from its script.
pub fn resume_episode(cx: &Context<'_>, input: MoveEpisode) -> Result<EpisodeView, StudioError> {
    moved(cx, &input, EpisodeStep::Resume)
}

/// Goes back to writing after the approval; everything after it must be done again.
pub fn revise_script(cx: &Context<'_>, input: MoveEpisode) -> Result<EpisodeView, StudioError> {
    moved(cx, &input, EpisodeStep::ReviseScript)
}

/// Goes back to the cut after its approval.
pub fn revise_cut(cx: &Context<'_>, input: MoveEpisode) -> Result<EpisodeView, StudioError> {
    moved(cx, &input, EpisodeStep::ReviseCut)
}
