//! What an episode's line of stages is drawn from, gathered from every area.
//! Knows no rule: the domain draws the line and names what is owed.

use super::view::EpisodeOutlet;
use crate::context::Context;
use crate::error::StudioError;
use crate::operation::production::gates::{Asked, of_one};
use crate::operation::production::goes_out_on;
use crate::operation::review::{EpisodeStages, planned_stages, stages_of};
use crate::operation::script::draft_contributors;
use pufa_domain::episode::{ContentState, LineFacts, LineOutlet, LineStep, Mark, stage_line};
use pufa_domain::production::{OpenGate, Task};
use pufa_domain::review::ReviewSubject;
use pufa_domain::right::Right;
use pufa_domain::{Millis, PersonId, UnitId};
use pufa_store::table::episode::Episode;
use pufa_store::table::task::StoredTask;
use pufa_store::table::{channel, publication, script, task, voter};
use pufa_store::{Sql, StoreError};
use std::collections::{BTreeMap, HashMap};

/// The line with what stands behind its last steps.
pub(super) struct Line {
    pub line: Vec<LineStep>,
    /// Open ones first.
    pub tasks: Vec<StoredTask>,
    /// Open gates; none before production has begun.
    pub gates: Vec<OpenGate>,
    /// Earliest slot first.
    pub outlets: Vec<EpisodeOutlet>,
}

impl Line {
    pub fn read(cx: &Context<'_>, sql: &dyn Sql, e: &Episode) -> Result<Self, StudioError> {
        let mut tasks = task::of_episode(sql, e.id)?;
        tasks.sort_by_key(|stored| {
            (stored.task.done_at.is_some(), stored.task.due.is_none(), stored.task.due)
        });
        let asked = Asked { episode: e.id, format: e.format, goes_out_on: goes_out_on(cx, e) };
        let at = of_one(sql, e.unit, asked)?;
        let (outlets, custodians) = outlets(sql, e)?;
        let begun = matches!(
            e.content,
            ContentState::Approved | ContentState::Producing | ContentState::CutReview | ContentState::Ready
        );
        let behind = Behind {
            tasks: &tasks.iter().map(|stored| stored.task.clone()).collect::<Vec<_>>(),
            has_final_cut: at.production.final_cut.is_some(),
            open_gates: if begun { &at.open } else { &[] },
            outlets: &outlets
                .iter()
                .zip(custodians)
                .map(|(o, custodian)| LineOutlet { state: o.state, slot_at: o.slot_at, custodian })
                .collect::<Vec<_>>(),
        };
        let line = draw(cx, sql, e, &behind)?;
        let gates = behind.open_gates.to_vec();
        Ok(Self { line, tasks, gates, outlets })
    }
}

/// What stands behind the last steps, in the domain's words.
struct Behind<'a> {
    tasks: &'a [Task],
    has_final_cut: bool,
    open_gates: &'a [OpenGate],
    outlets: &'a [LineOutlet],
}

fn draw(
    cx: &Context<'_>,
    sql: &dyn Sql,
    e: &Episode,
    behind: &Behind<'_>,
) -> Result<Vec<LineStep>, StudioError> {
    let now = cx.now();
    let zone = cx.zone();
    let draft = script::get(sql, e.id)?;
    let writers = draft_contributors(sql, &draft)?;
    let writers = if writers.is_empty() { e.owner.into_iter().collect() } else { writers };
    let script = stages(sql, e, ReviewSubject::Script, now)?;
    let cut = stages(sql, e, ReviewSubject::FinalCut, now)?;
    let cut_keys = cut.waits_for.into_iter().map(|(key, people)| (format!("cut:{key}"), people));
    let voters: BTreeMap<String, Vec<PersonId>> = script.waits_for.into_iter().chain(cut_keys).collect();
    let unanswered = if e.content == ContentState::Scripting { script.unanswered } else { cut.unanswered };
    Ok(stage_line(&LineFacts {
        content: e.content,
        dates: e.dates,
        adopted: e.topic.map(|_| Mark { by: e.created_by, at: e.created_at }),
        writers: &writers,
        unanswered,
        script_stages: &script.lines,
        cut_stages: &cut.lines,
        voters: &voters,
        tasks: behind.tasks,
        has_final_cut: behind.has_final_cut,
        open_gates: behind.open_gates,
        editors: &editors(cx, sql, e)?,
        outlets: behind.outlets,
        zone: &zone,
        published_at: e.first_published_day.map(|day| day.start_in(&zone)),
    }))
}

/// Who sees that an episode gets on: its owner, else everybody who may edit in its unit.
fn editors(cx: &Context<'_>, sql: &dyn Sql, e: &Episode) -> Result<Vec<PersonId>, StoreError> {
    if let Some(owner) = e.owner {
        return Ok(vec![owner]);
    }
    let people = voter::of_unit(sql, e.unit, cx.today())?.into_iter();
    let may_edit = people.filter(|one| one.may(Right::Edit));
    Ok(may_edit.map(|one| one.person).collect())
}

/// Where an episode goes out, and who keeps each channel.
fn outlets(sql: &dyn Sql, e: &Episode) -> Result<(Vec<EpisodeOutlet>, Vec<Option<PersonId>>), StoreError> {
    let mut found = publication::of_episode(sql, e.id)?;
    found.sort_by_key(|p| (p.slot_at.is_none(), p.slot_at));
    let channels = if found.is_empty() { HashMap::new() } else { channels_of(sql, e.unit)? };
    let rows = found.iter().filter_map(|p| {
        let channel = channels.get(&p.channel)?;
        let outlet = EpisodeOutlet {
            publication: p.id,
            platform: channel.platform.clone(),
            handle: channel.handle.clone(),
            state: p.state,
            slot_at: p.slot_at,
        };
        Some((outlet, channel.custodian))
    });
    Ok(rows.unzip())
}

fn channels_of(
    sql: &dyn Sql,
    unit: UnitId,
) -> Result<HashMap<pufa_domain::ChannelId, channel::Channel>, StoreError> {
    Ok(channel::of_unit(sql, unit)?.into_iter().map(|found| (found.id, found)).collect())
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
