//! What the checks of an episode rest on: the planned day, the stage of the case, its names, what was accepted, the
//! unit's library and rules. Knows no text.

use crate::context::Context;
use crate::error::StudioError;
use jiff::tz::TimeZone;
use pufa_domain::script::{CaseStage, ScriptHeader};
use pufa_domain::{Day, EpisodeId, UnitId};
use pufa_proof::law::LawTable;
use pufa_proof::privacy::Case;
use pufa_proof::text::Day as ProofDay;
use pufa_proof::wording::Stage;
use pufa_proof::{Checker, Settings, Silence};
use pufa_store::Sql;
use pufa_store::table::check_ground::{self, Ground as Stored};
use pufa_store::table::{case_names, silence};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use ts_rs::TS;

pufa_domain::words! {
    /// Where the planned day comes from.
    pub enum PlannedFrom {
        /// The work is out since that day.
        Published = "published",
        /// The first slot that is still to come.
        Slot = "slot",
        /// The wanted day of the episode.
        Wanted = "wanted",
        /// Nobody has planned a day, or it has passed: today.
        Today = "today",
    }
}

/// What a check rested on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CheckGround {
    /// The day on which a law must be in force.
    pub on: Day,
    pub on_from: PlannedFrom,
    pub case_stage: CaseStage,
    /// The law that 本法 means; empty for none.
    pub context_law: String,
    /// The case concerns a minor.
    pub minor: bool,
    /// How many names of the case are looked for.
    pub hidden_names: u32,
    /// How many law texts the unit holds.
    pub law_texts: u32,
    /// 数据截至: day of the facts on laws, and of those on interpretations and regulations.
    pub laws_as_of: ProofDay,
    pub others_as_of: ProofDay,
    /// Changes when any of this or an accepted finding, a rule or a law text does: every text is to be checked again.
    pub basis: String,
}

/// A checker on the ground of one episode.
pub(crate) struct Ground {
    pub unit: UnitId,
    pub title: String,
    pub view: CheckGround,
    pub checker: Checker,
}

impl Ground {
    /// The ground of an episode's draft.
    pub fn of_draft(cx: &Context<'_>, sql: &dyn Sql, episode: EpisodeId) -> Result<Self, StudioError> {
        let stored = check_ground::of_episode(sql, episode)?;
        let header = stored.header.clone();
        Self::of(cx, sql, episode, &stored, &header)
    }

    /// The ground of one of the episode's revisions, which has a header of its own.
    pub fn of_revision(
        cx: &Context<'_>,
        sql: &dyn Sql,
        episode: EpisodeId,
        header: &ScriptHeader,
    ) -> Result<Self, StudioError> {
        let stored = check_ground::of_episode(sql, episode)?;
        Self::of(cx, sql, episode, &stored, header)
    }

    fn of(
        cx: &Context<'_>,
        sql: &dyn Sql,
        episode: EpisodeId,
        stored: &Stored,
        header: &ScriptHeader,
    ) -> Result<Self, StudioError> {
        let (on, on_from) = planned(cx, stored);
        Self::on(cx, sql, episode, stored, header, (on, on_from))
    }

    /// The same for another day than the planned one: the slot of one publication.
    pub fn on_day(
        cx: &Context<'_>,
        sql: &dyn Sql,
        episode: EpisodeId,
        header: Option<&ScriptHeader>,
        on: (Day, PlannedFrom),
    ) -> Result<Self, StudioError> {
        let stored = check_ground::of_episode(sql, episode)?;
        let header = header.unwrap_or(&stored.header).clone();
        Self::on(cx, sql, episode, &stored, &header, on)
    }

    fn on(
        cx: &Context<'_>,
        sql: &dyn Sql,
        episode: EpisodeId,
        stored: &Stored,
        header: &ScriptHeader,
        (on, on_from): (Day, PlannedFrom),
    ) -> Result<Self, StudioError> {
        let case = case_names::get(sql, episode)?;
        let accepted = silence::standing(sql, stored.unit, Some(episode))?;
        let (library_at, library) = cx.api.shelf().library(sql, stored.unit)?;
        let (rules_at, wording) = cx.api.shelf().wording(sql, stored.unit)?;
        let settings = Settings {
            on: proof_day(on)?,
            stage: stage(header.case_stage),
            context_law: Some(header.context_law.clone()).filter(|law| !law.trim().is_empty()),
            case: case.as_ref().map_or_else(Case::default, |case| Case {
                hidden_names: case.names.clone(),
                minor: case.minor,
            }),
            silences: accepted
                .iter()
                .map(|s| Silence { rule: s.rule.clone(), words: s.words.clone(), reason: s.reason.clone() })
                .collect(),
        };
        let (laws_as_of, others_as_of) = LawTable::bundled().as_of();
        let view = CheckGround {
            on,
            on_from,
            case_stage: header.case_stage,
            context_law: header.context_law.clone(),
            minor: settings.case.minor,
            hidden_names: u32::try_from(settings.case.hidden_names.len()).unwrap_or(u32::MAX),
            law_texts: u32::try_from(library.len()).unwrap_or(u32::MAX),
            laws_as_of,
            others_as_of,
            basis: basis(&settings, library_at, rules_at)?,
        };
        let mut checker = Checker::new(settings);
        checker.set_library(Arc::clone(&library));
        checker.set_wording(wording);
        Ok(Self { unit: stored.unit, title: stored.title.clone(), view, checker })
    }
}

/// The day on which the work is to be out. A day that has passed without it is no plan.
fn planned(cx: &Context<'_>, stored: &Stored) -> (Day, PlannedFrom) {
    let zone = TimeZone::get(&stored.zone).unwrap_or_else(|_| crate::default_zone());
    let today = cx.now().day_in(&zone);
    if let Some(day) = stored.published {
        return (day, PlannedFrom::Published);
    }
    let slot = stored.slot.map(|at| at.day_in(&zone)).filter(|day| *day >= today);
    if let Some(day) = slot {
        return (day, PlannedFrom::Slot);
    }
    match stored.wanted.filter(|day| *day >= today) {
        Some(day) => (day, PlannedFrom::Wanted),
        None => (today, PlannedFrom::Today),
    }
}

/// A day in the checker's form.
pub(crate) fn proof_day(day: Day) -> Result<ProofDay, StudioError> {
    ProofDay::parse(&day.to_string()).ok_or_else(|| StudioError::fault(&format!("no day: {day}")))
}

/// The checker's word for how far a case has come. Nobody was prosecuted in a case that ended with 不起诉, so its people
/// keep the names of the time before.
fn stage(of: CaseStage) -> Option<Stage> {
    match of {
        CaseStage::NoCase => None,
        CaseStage::BeforeProsecution | CaseStage::NotProsecuted => Some(Stage::Prosecution),
        CaseStage::Prosecuted => Some(Stage::Trial),
        CaseStage::Judged => Some(Stage::Judged),
        CaseStage::Civil => Some(Stage::Civil),
    }
}

/// A short name of everything that a finding depends on beside the text. It tells no name of the case: sixteen digits
/// of a hash.
fn basis(settings: &Settings, library_at: i64, rules_at: i64) -> Result<String, StudioError> {
    let all = serde_json::to_vec(&(settings, library_at, rules_at)).map_err(|e| StudioError::fault(&e))?;
    Ok(hex::encode(Sha256::digest(all)).chars().take(16).collect())
}
