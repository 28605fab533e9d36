//! The production of one episode as it is shown, and what this person may do with it.
//! Knows no rule: gates and states are the domain's.

use super::gates::{Asked, AtGates, of_one};
use crate::context::Context;
use crate::error::StudioError;
use crate::media::MediaView;
use crate::named::{Names, PersonName};
use crate::operation::episode::OfEpisode;
use crate::operation::settings::unit_settings;
use pufa_domain::episode::ContentState;
use pufa_domain::production::{AiUse, Craft, MinorsCheck, ProductionGate};
use pufa_domain::right::Right;
use pufa_domain::{Day, EpisodeId, Millis, PersonId, ReleaseId, TaskId, UnitId};
use pufa_store::Sql;
use pufa_store::table::episode::{self, Episode};
use pufa_store::table::media;
use pufa_store::table::release::{self, StoredRelease};
use pufa_store::table::task::{self, StoredTask};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A task as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TaskView {
    pub id: TaskId,
    pub craft: Craft,
    pub note: String,
    pub assignee: Option<PersonName>,
    pub start: Option<Day>,
    pub due: Option<Day>,
    pub overdue: bool,
    pub done_at: Option<Millis>,
    pub done_by: Option<PersonName>,
    pub version: i64,
}

/// A person in the picture and their consent.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReleaseView {
    pub id: ReleaseId,
    pub name: String,
    pub scope: String,
    pub given_on: Option<Day>,
    pub withdrawn_on: Option<Day>,
    pub held: bool,
    /// The signed sheet.
    pub sheet: Option<MediaView>,
    pub version: i64,
}

/// Who passed over a gate, when and why.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct GatePassed {
    pub by: PersonName,
    pub at: Millis,
    pub reason: String,
}

/// A gate before `ready`.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct GateView {
    pub gate: ProductionGate,
    pub open: bool,
    /// Nobody may pass over it.
    pub hard: bool,
    /// How many things are missing while it stands open.
    pub missing: u32,
    /// Shows for ever.
    pub passed: Option<GatePassed>,
}

/// The texts from which every channel's begin.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MasterCopy {
    pub title: String,
    pub description: String,
    /// Without the `#`.
    pub tags: Vec<String>,
}

pufa_domain::words! {
    /// What a person may do with a production now.
    pub enum ProductionStep {
        StartProduction = "start_production",
        SaveTask = "save_task",
        SaveRelease = "save_release",
        SetFinalCut = "set_final_cut",
        SubmitCut = "submit_cut",
        /// From the approved review of the cut to `ready`.
        ApproveCut = "approve_cut",
        Declare = "declare",
        PassGate = "pass_gate",
        SetCoverSource = "set_cover_source",
        SaveCopy = "save_copy",
    }
}

/// The production of an episode.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ProductionView {
    pub episode: EpisodeId,
    pub content: ContentState,
    pub tasks: Vec<TaskView>,
    pub releases: Vec<ReleaseView>,
    pub final_cut: Option<MediaView>,
    pub cut_by: Option<PersonName>,
    pub cut_at: Option<Millis>,
    /// The picture from which covers are cut.
    pub cover_source: Option<MediaView>,
    /// The point that stays in every cover, as shares of width and height from the upper left corner.
    pub focus_x: f64,
    pub focus_y: f64,
    pub cover_title: String,
    pub copy: MasterCopy,
    pub ai_use: AiUse,
    pub ai_label_seen: bool,
    pub minors: MinorsCheck,
    pub filing_no: String,
    pub filing_required: bool,
    pub declared_by: Option<PersonName>,
    pub declared_at: Option<Millis>,
    pub gates: Vec<GateView>,
    pub steps: Vec<ProductionStep>,
    /// 0: nothing is stored yet.
    pub version: i64,
}

pub fn production_view(cx: &Context<'_>, input: OfEpisode) -> Result<ProductionView, StudioError> {
    cx.read(|sql| {
        let found = episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Read, found.unit)?;
        view(cx, sql, &found)
    })
}

/// The day on which an episode is to go out: when it is wanted, if that lies ahead.
pub(crate) fn goes_out_on(cx: &Context<'_>, episode: &Episode) -> Day {
    let today = cx.today();
    episode.wanted_day.map_or(today, |day| day.max(today))
}

pub(super) fn gates_of(cx: &Context<'_>, sql: &dyn Sql, episode: &Episode) -> Result<AtGates, StudioError> {
    let asked = Asked { episode: episode.id, format: episode.format, goes_out_on: goes_out_on(cx, episode) };
    of_one(sql, episode.unit, asked)
}

/// A file of the unit as it is shown; null when the unit has none of that content.
pub(crate) fn media_view(
    sql: &dyn Sql,
    unit: UnitId,
    sha256: Option<&str>,
) -> Result<Option<MediaView>, StudioError> {
    let Some(sha256) = sha256 else { return Ok(None) };
    match media::get(sql, unit, sha256) {
        Ok(asset) => Ok(Some(MediaView {
            probe: asset.probe.as_deref().and_then(|text| serde_json::from_str(text).ok()),
            sha256: asset.sha256,
            name: asset.name,
            mime: asset.mime,
            size: asset.size,
        })),
        Err(pufa_store::StoreError::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

pub(crate) fn task_view(stored: &StoredTask, names: &Names, today: Day) -> TaskView {
    let task = &stored.task;
    TaskView {
        id: task.id,
        craft: task.craft,
        note: task.note.clone(),
        assignee: task.assignee.map(|id| names.of(id)),
        start: task.start,
        due: task.due,
        overdue: task.is_overdue(today),
        done_at: task.done_at,
        done_by: task.done_by.map(|id| names.of(id)),
        version: stored.version,
    }
}

fn release_view(sql: &dyn Sql, unit: UnitId, stored: StoredRelease) -> Result<ReleaseView, StudioError> {
    Ok(ReleaseView {
        id: stored.release.id,
        held: stored.release.is_held(),
        name: stored.release.name,
        scope: stored.release.scope,
        given_on: stored.release.given_on,
        withdrawn_on: stored.release.withdrawn_on,
        sheet: media_view(sql, unit, stored.sheet.as_deref())?,
        version: stored.version,
    })
}

fn gate_views(at: &AtGates, names: &Names) -> Vec<GateView> {
    let gates = ProductionGate::ALL.iter().copied();
    gates
        .map(|gate| {
            let open = at.open.iter().find(|open| open.gate == gate);
            let passed = at.overridden.iter().find(|made| made.gate == gate);
            GateView {
                gate,
                open: open.is_some(),
                hard: gate.is_hard(),
                missing: open.map_or(0, |open| open.missing),
                passed: passed.map(|made| GatePassed {
                    by: names.of(made.by),
                    at: made.at,
                    reason: made.reason.clone(),
                }),
            }
        })
        .collect()
}

/// Whether the person holds the right in the unit of a thing that they may read.
pub(crate) fn may(cx: &Context<'_>, sql: &dyn Sql, right: Right, unit: UnitId) -> Result<bool, StudioError> {
    match cx.allow(sql, right, unit) {
        Ok(_) => Ok(true),
        Err(StudioError::Forbidden { .. } | StudioError::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

fn steps(
    cx: &Context<'_>,
    sql: &dyn Sql,
    episode: &Episode,
    at: &AtGates,
) -> Result<Vec<ProductionStep>, StudioError> {
    use ContentState::{Approved, CutReview, Producing};
    let unit = episode.unit;
    let writes = may(cx, sql, Right::Write, unit)?;
    let edits = may(cx, sql, Right::Edit, unit)?;
    let overrides = may(cx, sql, Right::Override, unit)?;
    let content = episode.content;
    let cutting = matches!(content, Approved | Producing);
    let soft = at.open.iter().any(|open| !open.hard);
    let candidates = [
        (ProductionStep::StartProduction, writes && content == Approved),
        (ProductionStep::SaveTask, writes),
        (ProductionStep::SaveRelease, writes),
        (ProductionStep::SetFinalCut, writes && cutting),
        (ProductionStep::SubmitCut, writes && content == Producing && at.production.final_cut.is_some()),
        (ProductionStep::ApproveCut, edits && content == CutReview),
        (ProductionStep::Declare, edits),
        (ProductionStep::PassGate, overrides && soft),
        (ProductionStep::SetCoverSource, writes),
        (ProductionStep::SaveCopy, writes),
    ];
    Ok(candidates.into_iter().filter(|(_, open)| *open).map(|(step, _)| step).collect())
}

pub(super) fn view(
    cx: &Context<'_>,
    sql: &dyn Sql,
    episode: &Episode,
) -> Result<ProductionView, StudioError> {
    let at = gates_of(cx, sql, episode)?;
    let tasks = task::of_episode(sql, episode.id)?;
    let p = &at.production;
    let in_tasks = tasks.iter().flat_map(|stored| [stored.task.assignee, stored.task.done_by]);
    let others = [p.cut_by, p.declared_by].into_iter().chain(in_tasks).flatten();
    let ids: Vec<PersonId> = others.chain(at.overridden.iter().map(|made| made.by)).collect();
    let names = Names::read(sql, ids)?;
    let today = cx.today();
    let unit = episode.unit;
    let releases = release::of_episodes(sql, &[episode.id])?;
    Ok(ProductionView {
        episode: episode.id,
        content: episode.content,
        tasks: tasks.iter().map(|stored| task_view(stored, &names, today)).collect(),
        releases: releases
            .into_iter()
            .map(|stored| release_view(sql, unit, stored))
            .collect::<Result<_, _>>()?,
        final_cut: media_view(sql, unit, p.final_cut.as_deref())?,
        cut_by: p.cut_by.map(|id| names.of(id)),
        cut_at: p.cut_at,
        cover_source: media_view(sql, unit, p.cover_source.as_deref())?,
        focus_x: p.focus.0,
        focus_y: p.focus.1,
        cover_title: p.cover_title.clone(),
        copy: MasterCopy {
            title: master_title(&p.title, &episode.title),
            description: p.description.clone(),
            tags: p.tags.clone(),
        },
        ai_use: p.ai_use,
        ai_label_seen: p.ai_label_seen,
        minors: p.minors,
        filing_no: p.filing_no.clone(),
        filing_required: unit_settings(sql, unit)?.filing_required,
        declared_by: p.declared_by.map(|id| names.of(id)),
        declared_at: p.declared_at,
        gates: gate_views(&at, &names),
        steps: steps(cx, sql, episode, &at)?,
        version: p.version,
    })
}

/// The master copy's title: its own, or the episode's.
pub(crate) fn master_title(own: &str, episode: &str) -> String {
    if own.is_empty() { episode.to_owned() } else { own.to_owned() }
}
