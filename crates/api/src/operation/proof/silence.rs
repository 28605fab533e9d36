//! Findings that a unit accepts with a reason, in one episode or everywhere, and the end of it.
//! Knows no finding: what may be accepted at all is the domain's to say.

use crate::context::{Acting, Context};
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use pufa_domain::checks::{MOST_SILENCE_REASON, NewSilence};
use pufa_domain::right::Right;
use pufa_domain::{EpisodeId, Millis, Refusal, SilenceId, UnitId};
use pufa_store::Sql;
use pufa_store::table::episode;
use pufa_store::table::silence::{self, Lifted, Silence};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListSilences {
    /// Null: those of the unit alone.
    pub episode: Option<EpisodeId>,
    /// Those that were lifted too.
    pub lifted: bool,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SilenceFinding {
    /// Null: in every text of the unit.
    pub episode: Option<EpisodeId>,
    /// The finding's rule.
    pub rule: String,
    /// The words at the finding's place; null: wherever the rule finds something, which only rules of wording take.
    pub words: Option<String>,
    pub reason: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftSilence {
    pub silence: SilenceId,
    pub reason: String,
}

/// An accepted finding with who, when and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SilenceView {
    pub id: SilenceId,
    pub episode: Option<EpisodeId>,
    pub rule: String,
    pub words: Option<String>,
    pub reason: String,
    pub by: PersonName,
    pub at: Millis,
    pub lifted_by: Option<PersonName>,
    pub lifted_at: Option<Millis>,
    pub lifted_reason: String,
    pub may_lift: bool,
}

pub fn list_silences(cx: &Context<'_>, input: ListSilences) -> Result<Vec<SilenceView>, StudioError> {
    cx.read(|sql| {
        let unit = match input.episode {
            Some(id) => cx.allow(sql, Right::Read, episode::get(sql, id)?.unit)?.unit,
            None => cx.require(Right::Read)?.unit,
        };
        let found = match input.lifted {
            true => silence::all(sql, unit, input.episode)?,
            false => silence::standing(sql, unit, input.episode)?,
        };
        views(cx, sql, found)
    })
}

/// Accepts a finding. In one episode whoever writes it or reviews may, in every text whoever edits.
pub fn silence_finding(cx: &Context<'_>, input: SilenceFinding) -> Result<SilenceView, StudioError> {
    let new = NewSilence { rule: input.rule, words: input.words, reason: input.reason }.checked()?;
    cx.write(|sql| {
        let unit = match input.episode {
            Some(id) => episode::get(sql, id)?.unit,
            None => cx.require(Right::Read)?.unit,
        };
        let acting = may_silence(cx, sql, unit, input.episode)?;
        let same = |s: &Silence| s.episode == input.episode && s.rule == new.rule && s.words == new.words;
        if silence::standing(sql, unit, input.episode)?.iter().any(same) {
            return Err(
                Refusal::Taken { field: "silence".into(), value: new.words.unwrap_or(new.rule) }.into()
            );
        }
        let made = Silence {
            id: SilenceId(cx.uuid()),
            unit,
            episode: input.episode,
            rule: new.rule,
            words: new.words,
            reason: new.reason,
            by: acting.person,
            at: cx.now(),
            lifted: None,
        };
        silence::insert(sql, &made)?;
        cx.record(sql, unit, "silence", made.id, None, Some(&traced(&made)))?;
        one(cx, sql, made)
    })
}

pub fn lift_silence(cx: &Context<'_>, input: LiftSilence) -> Result<SilenceView, StudioError> {
    let reason = Refusal::optional_text("reason", &input.reason, MOST_SILENCE_REASON)?;
    if reason.is_empty() {
        return Err(Refusal::ReasonRequired.into());
    }
    cx.write(|sql| {
        let before = silence::get(sql, input.silence)?;
        let acting = may_silence(cx, sql, before.unit, before.episode)?;
        let lifted = Lifted { by: acting.person, at: cx.now(), reason: reason.clone() };
        silence::lift(sql, before.id, &lifted)?;
        cx.record(sql, before.unit, "silence", before.id, Some(&traced(&before)), Some(&lifted.reason))?;
        one(cx, sql, Silence { lifted: Some(lifted), ..before })
    })
}

/// What the audit keeps. The words of a finding on privacy are what must not leave the house: they stay in their table.
fn traced(silence: &Silence) -> (Option<EpisodeId>, &str, Option<&str>, &str) {
    let personal = silence.rule.starts_with("privacy.");
    let words = silence.words.as_deref().filter(|_| !personal);
    (silence.episode, &silence.rule, words, &silence.reason)
}

fn may_silence(
    cx: &Context<'_>,
    sql: &dyn Sql,
    unit: UnitId,
    episode: Option<EpisodeId>,
) -> Result<Acting, StudioError> {
    if episode.is_none() {
        return cx.allow(sql, Right::Edit, unit);
    }
    match cx.allow(sql, Right::Write, unit) {
        Err(StudioError::Forbidden { .. }) => cx.allow(sql, Right::Review, unit),
        other => other,
    }
}

fn views(cx: &Context<'_>, sql: &dyn Sql, found: Vec<Silence>) -> Result<Vec<SilenceView>, StudioError> {
    let people = found.iter().flat_map(|s| std::iter::once(s.by).chain(s.lifted.as_ref().map(|l| l.by)));
    let names = Names::read(sql, people.collect::<Vec<_>>())?;
    let may = |unit, episode| match may_silence(cx, sql, unit, episode) {
        Ok(_) => Ok(true),
        Err(StudioError::Forbidden { .. } | StudioError::NotFound) => Ok(false),
        Err(other) => Err(other),
    };
    let mut out = Vec::with_capacity(found.len());
    for s in found {
        out.push(SilenceView {
            may_lift: s.lifted.is_none() && may(s.unit, s.episode)?,
            id: s.id,
            episode: s.episode,
            rule: s.rule,
            words: s.words,
            reason: s.reason,
            by: names.of(s.by),
            at: s.at,
            lifted_by: s.lifted.as_ref().map(|lifted| names.of(lifted.by)),
            lifted_at: s.lifted.as_ref().map(|lifted| lifted.at),
            lifted_reason: s.lifted.map(|lifted| lifted.reason).unwrap_or_default(),
        });
    }
    Ok(out)
}

fn one(cx: &Context<'_>, sql: &dyn Sql, silence: Silence) -> Result<SilenceView, StudioError> {
    views(cx, sql, vec![silence])?.pop().ok_or(StudioError::NotFound)
}
