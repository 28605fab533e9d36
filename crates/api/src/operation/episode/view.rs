//! The page of one episode: its facts, the line of stages, the next step, and what this person may do.
//! Knows no rule: the domain draws the line from facts that are gathered here.

use crate::context::Context;
use crate::error::StudioError;
use crate::named::{ColumnName, Names, PersonName};
use crate::operation::review::{EpisodeStages, planned_stages, stages_of};
use crate::operation::script::draft_contributors;
use pufa_domain::episode::{
    ContentState, EpisodeDates, EpisodeFormat, EpisodeStep, LineFacts, LineStep, Mark, NextStep, next_step,
    stage_line,
};
use pufa_domain::review::ReviewSubject;
use pufa_domain::right::Right;
use pufa_domain::{Day, EpisodeId, Millis, PersonId, RevisionId, TopicId};
use pufa_store::Sql;
use pufa_store::table::episode::Episode;
use pufa_store::table::{self, episode_list};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfEpisode {
    pub episode: EpisodeId,
}

/// A step that a person may take on an episode from its own page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EpisodePageStep {
    SaveEpisode,
    WithdrawEpisode,
    ShelveEpisode,
    ResumeEpisode,
    ReviseScript,
    ReviseCut,
    SaveCredit,
}

/// How much stands behind a tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct EpisodeTabCounts {
    pub shots: u32,
    pub revisions: u32,
    /// Comments without an answer.
    pub open_comments: u32,
    pub open_tasks: u32,
    pub publications: u32,
    pub credits: u32,
    /// Credits that nobody has confirmed yet.
    pub unconfirmed_credits: u32,
}

/// One episode as its page shows it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct EpisodeView {
    pub id: EpisodeId,
    pub column: ColumnName,
    pub number: u32,
    pub topic: Option<TopicId>,
    pub title: String,
    pub format: EpisodeFormat,
    pub target_seconds: Option<u32>,
    pub wanted_day: Option<Day>,
    pub owner: Option<PersonName>,
    pub content: ContentState,
    pub content_at: Millis,
    pub dates: EpisodeDates,
    pub approved_revision: Option<RevisionId>,
    pub first_published_day: Option<Day>,
    pub withdrawn_reason: Option<String>,
    pub created_by: PersonName,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i64,
    pub line: Vec<LineStep>,
    pub next_step: Option<NextStep>,
    /// The names of everybody in the line.
    pub people: Vec<PersonName>,
    pub counts: EpisodeTabCounts,
    pub steps: Vec<EpisodePageStep>,
}

pub fn episode_view(cx: &Context<'_>, input: OfEpisode) -> Result<EpisodeView, StudioError> {
    cx.read(|sql| {
        let found = table::episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Read, found.unit)?;
        view(cx, sql, &found)
    })
}

pub(crate) fn view(cx: &Context<'_>, sql: &dyn Sql, e: &Episode) -> Result<EpisodeView, StudioError> {
    let line = line(sql, e, cx.now())?;
    let in_line = line.iter().flat_map(|step| step.by.iter().chain(&step.waits_for));
    let mut ids: Vec<PersonId> = in_line.copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let names = Names::read(sql, ids.iter().copied().chain([e.created_by]).chain(e.owner))?;
    let listed = episode_list::one(sql, e.id)?;
    let may_edit = match cx.allow(sql, Right::Edit, e.unit) {
        Ok(_) => true,
        Err(StudioError::Forbidden { .. }) => false,
        Err(other) => return Err(other),
    };
    Ok(EpisodeView {
        id: e.id,
        column: ColumnName { id: e.column, name: listed.column_name },
        number: e.number,
        topic: e.topic,
        title: e.title.clone(),
        format: e.format,
        target_seconds: e.target_seconds,
        wanted_day: e.wanted_day,
        owner: e.owner.map(|id| names.of(id)),
        content: e.content,
        content_at: e.content_at,
        dates: e.dates,
        approved_revision: e.approved_revision,
        first_published_day: e.first_published_day,
        withdrawn_reason: e.withdrawn_reason.clone(),
        created_by: names.of(e.created_by),
        created_at: e.created_at,
        updated_at: e.updated_at,
        version: e.version,
        next_step: next_step(&line),
        line,
        people: ids.into_iter().map(|id| names.of(id)).collect(),
        counts: counts(sql, e.id)?,
        steps: if may_edit { steps(e.content) } else { Vec::new() },
    })
}

/// The line of stages, from what each area has stored.
fn line(sql: &dyn Sql, e: &Episode, now: Millis) -> Result<Vec<LineStep>, StudioError> {
    let draft = table::script::get(sql, e.id)?;
    let writers = draft_contributors(sql, &draft)?;
    let writers = if writers.is_empty() { e.owner.into_iter().collect() } else { writers };
    let adopted = e.topic.map(|_| Mark { by: e.created_by, at: e.created_at });
    let script = stages(sql, e, ReviewSubject::Script, now)?;
    let cut = stages(sql, e, ReviewSubject::FinalCut, now)?;
    let cut_keys = cut.waits_for.into_iter().map(|(key, people)| (format!("cut:{key}"), people));
    let voters: BTreeMap<String, Vec<PersonId>> = script.waits_for.into_iter().chain(cut_keys).collect();
    Ok(stage_line(&LineFacts {
        content: e.content,
        dates: e.dates,
        adopted,
        writers: &writers,
        unanswered: script.unanswered,
        script_stages: &script.lines,
        cut_stages: &cut.lines,
        voters: &voters,
        tasks: &[],
        open_gates: &[],
        editors: &e.owner.into_iter().collect::<Vec<_>>(),
        slot_at: None,
        published_at: e.first_published_day.map(|day| day.start_in(&jiff::tz::TimeZone::UTC)),
    }))
}

/// The stages of an episode's review as they stand, or as they are planned before it begins; with those who are waited
/// for, by key, and how many comments wait for an answer.
fn stages(
    sql: &dyn Sql,
    e: &Episode,
    subject: ReviewSubject,
    now: Millis,
) -> Result<EpisodeStages, StudioError> {
    match stages_of(sql, e.id, subject, now)? {
        Some(stages) => Ok(stages),
        None => Ok(planned_stages(sql, e.unit, subject, e.format, now)?),
    }
}

fn counts(sql: &dyn Sql, id: EpisodeId) -> Result<EpisodeTabCounts, StudioError> {
    let found = table::episode::tab_counts(sql, id)?;
    let shots = table::script::get(sql, id)?.script.shots.len();
    Ok(EpisodeTabCounts {
        shots: u32::try_from(shots).unwrap_or(u32::MAX),
        revisions: found.revisions,
        open_comments: found.open_comments,
        open_tasks: found.open_tasks,
        publications: found.publications,
        credits: found.credits,
        unconfirmed_credits: found.unconfirmed_credits,
    })
}

/// What an editor may do with an episode in this state: the domain's paths decide.
fn steps(content: ContentState) -> Vec<EpisodePageStep> {
    let open = |step: EpisodeStep| step.path().0.contains(&content);
    let mut steps = vec![EpisodePageStep::SaveEpisode, EpisodePageStep::SaveCredit];
    for (step, shown) in [
        (EpisodeStep::Withdraw, EpisodePageStep::WithdrawEpisode),
        (EpisodeStep::Shelve, EpisodePageStep::ShelveEpisode),
        (EpisodeStep::Resume, EpisodePageStep::ResumeEpisode),
        (EpisodeStep::ReviseScript, EpisodePageStep::ReviseScript),
        (EpisodeStep::ReviseCut, EpisodePageStep::ReviseCut),
    ] {
        if open(step) {
            steps.push(shown);
        }
    }
    steps
}
