//! The page of one episode: its facts, the line of stages, the next step, and what this person may do.
//! Knows no rule: the domain draws the line from the facts that `line` gathers.

use super::line::Line;
use crate::context::Context;
use crate::error::StudioError;
use crate::named::{ColumnName, Names, PersonName};
use crate::operation::production::{TaskView, may, task_view};
use pufa_domain::episode::{
    ContentState, EpisodeDates, EpisodeFormat, EpisodeStep, LineStep, NextStep, next_step,
};
use pufa_domain::production::OpenGate;
use pufa_domain::publication::PublicationState;
use pufa_domain::right::Right;
use pufa_domain::{Day, EpisodeId, Millis, PersonId, PublicationId, RevisionId, TopicId};
use pufa_store::Sql;
use pufa_store::table::episode::Episode;
use pufa_store::table::{self, episode_list};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
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
    RemindNext,
}

/// A channel on which an episode is to go out, or is out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct EpisodeOutlet {
    pub publication: PublicationId,
    pub platform: String,
    pub handle: String,
    pub state: PublicationState,
    pub slot_at: Option<Millis>,
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
    /// The tasks of production, open ones first.
    pub tasks: Vec<TaskView>,
    /// The gates before ready that stand open; none before production has begun.
    pub gates: Vec<OpenGate>,
    /// Where it goes out, earliest first.
    pub outlets: Vec<EpisodeOutlet>,
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
    let Line { line, tasks, gates, outlets } = Line::read(cx, sql, e)?;
    let in_line = line.iter().flat_map(|step| step.by.iter().chain(&step.waits_for));
    let mut ids: Vec<PersonId> = in_line.copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let in_tasks = tasks.iter().flat_map(|stored| [stored.task.assignee, stored.task.done_by]).flatten();
    let others = in_tasks.chain([e.created_by]).chain(e.owner);
    let names = Names::read(sql, ids.iter().copied().chain(others))?;
    let listed = episode_list::one(sql, e.id)?;
    let next_step = next_step(&line);
    let mut steps = if may(cx, sql, Right::Edit, e.unit)? { steps(e.content) } else { Vec::new() };
    let me = cx.identity()?.session.person;
    let owes = |next: &NextStep| next.waits_for.iter().any(|person| *person != me);
    if next_step.as_ref().is_some_and(owes) && may(cx, sql, Right::Propose, e.unit)? {
        steps.push(EpisodePageStep::RemindNext);
    }
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
        next_step,
        line,
        tasks: tasks.iter().map(|stored| task_view(stored, &names, cx.today())).collect(),
        gates,
        outlets,
        people: ids.into_iter().map(|id| names.of(id)).collect(),
        counts: counts(sql, e.id)?,
        steps,
    })
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
