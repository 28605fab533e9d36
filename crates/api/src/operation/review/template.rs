//! The unit's review template: the version in force, and saving a new one.
//! Knows no running review: each keeps the version with which it began.

use super::desk::{Desk, EpisodeStages};
use crate::context::{Acting, Context};
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use pufa_domain::episode::EpisodeFormat;
use pufa_domain::review::{ReviewSubject, Template, Voter};
use pufa_domain::right::Right;
use pufa_domain::{Millis, TemplateId, UnitId};
use pufa_store::table::review_template::{self, TemplateVersion};
use pufa_store::{Sql, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateOf {
    pub subject: ReviewSubject,
}

/// The template by which the next review runs.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TemplateView {
    /// 0: nothing was saved yet, this is what ships.
    pub number: u32,
    pub template: Template,
    pub saved_by: Option<PersonName>,
    pub saved_at: Option<Millis>,
    /// Keys of required stages for which the unit has nobody, when each person takes one.
    pub unfilled: Vec<String>,
    /// What ships, to begin again from.
    pub shipped: Vec<Template>,
    pub may_save: bool,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveTemplate {
    /// The number of the version that was read.
    pub number: u32,
    pub template: Template,
}

pub fn review_template(cx: &Context<'_>, input: TemplateOf) -> Result<TemplateView, StudioError> {
    let acting = cx.require(Right::Read)?;
    cx.read(|sql| view(cx, sql, acting, input.subject))
}

/// Stores a new version of the template. Reviews that run go on with theirs.
pub fn save_review_template(cx: &Context<'_>, input: SaveTemplate) -> Result<TemplateView, StudioError> {
    let acting = cx.require(Right::Administer)?;
    let template = input.template.checked()?;
    cx.write(|sql| {
        let before = review_template::current(sql, acting.unit, template.subject)?;
        let number = before.as_ref().map_or(0, |version| version.number);
        if number != input.number {
            return Err(StudioError::Stale);
        }
        let made = TemplateVersion {
            id: TemplateId(cx.uuid()),
            unit: acting.unit,
            number: number + 1,
            template: template.clone(),
            by: acting.person,
            at: cx.now(),
        };
        store(sql, &made)?;
        let before = before.map(|version| version.template);
        cx.record(
            sql,
            acting.unit,
            "review_template",
            made.id,
            before.as_ref().map(|b| b as _),
            Some(&made.template),
        )?;
        view(cx, sql, acting, template.subject)
    })
}

fn store(sql: &dyn Sql, made: &TemplateVersion) -> Result<(), StudioError> {
    match review_template::insert(sql, made) {
        Err(StoreError::Taken(_)) => Err(StudioError::Stale),
        other => Ok(other?),
    }
}

/// What ships for a unit of these people: the form for small units where the full one could never come to its end.
fn shipped_for(subject: ReviewSubject, people: &[Voter]) -> Template {
    match subject {
        ReviewSubject::FinalCut => Template::final_cut(),
        ReviewSubject::Script => {
            let fits = |template: &Template| template.unfilled(EpisodeFormat::Drama, people, &[]).is_empty();
            let (full, small) = (Template::script(), Template::small_unit_script());
            if !fits(&full) && fits(&small) { small } else { full }
        }
    }
}

/// The version by which a review begins now. What ships is stored as the first version when it is first used, so that
/// a review can say by what it ran even after the program ships another.
pub(super) fn in_force(
    cx: &Context<'_>,
    sql: &dyn Sql,
    acting: Acting,
    subject: ReviewSubject,
    desk: &Desk,
) -> Result<TemplateVersion, StudioError> {
    if let Some(current) = review_template::current(sql, acting.unit, subject)? {
        return Ok(current);
    }
    let made = TemplateVersion {
        id: TemplateId(cx.uuid()),
        unit: acting.unit,
        number: 1,
        template: shipped_for(subject, &desk.voters),
        by: acting.person,
        at: cx.now(),
    };
    store(sql, &made)?;
    cx.record(sql, acting.unit, "review_template", made.id, None, Some(&made.template))?;
    Ok(made)
}

/// The stages of an episode's review before it begins.
pub(crate) fn planned_stages(
    sql: &dyn Sql,
    unit: UnitId,
    subject: ReviewSubject,
    format: EpisodeFormat,
    now: Millis,
) -> Result<EpisodeStages, StoreError> {
    let template = match review_template::current(sql, unit, subject)? {
        Some(version) => version.template,
        None => shipped_for(subject, &Desk::of(sql, unit, now)?.voters),
    };
    Ok(EpisodeStages { lines: template.planned(format), waits_for: vec![], unanswered: 0 })
}

fn view(
    cx: &Context<'_>,
    sql: &dyn Sql,
    acting: Acting,
    subject: ReviewSubject,
) -> Result<TemplateView, StudioError> {
    let desk = Desk::of(sql, acting.unit, cx.now())?;
    let current = review_template::current(sql, acting.unit, subject)?;
    let names = Names::read(sql, current.iter().map(|version| version.by))?;
    let template = match &current {
        Some(version) => version.template.clone(),
        None => shipped_for(subject, &desk.voters),
    };
    Ok(TemplateView {
        number: current.as_ref().map_or(0, |version| version.number),
        saved_by: current.as_ref().map(|version| names.of(version.by)),
        saved_at: current.as_ref().map(|version| version.at),
        unfilled: template.unfilled(EpisodeFormat::Drama, &desk.voters, &[]),
        template,
        shipped: match subject {
            ReviewSubject::Script => vec![Template::script(), Template::small_unit_script()],
            ReviewSubject::FinalCut => vec![Template::final_cut()],
        },
        may_save: cx.may(Right::Administer),
    })
}
