//! Findings of the checker that a unit accepts, in one episode or everywhere.
//! Knows no rule; a silence is lifted, never changed or deleted.

use crate::{Cells, Sql, StoreError, values};
use pufa_domain::{EpisodeId, Millis, PersonId, SilenceId, UnitId};

/// An accepted finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    pub id: SilenceId,
    pub unit: UnitId,
    /// None: in every text of the unit.
    pub episode: Option<EpisodeId>,
    pub rule: String,
    pub words: Option<String>,
    pub reason: String,
    pub by: PersonId,
    pub at: Millis,
    pub lifted: Option<Lifted>,
}

/// The end of a silence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifted {
    pub by: PersonId,
    pub at: Millis,
    pub reason: String,
}

const SILENCE: &str = "SELECT id, unit_id, episode_id, rule, words, reason, by_person, at, lifted_by, lifted_at, \
     lifted_reason FROM silence";

fn silence(c: &mut Cells<'_>) -> Result<Silence, StoreError> {
    Ok(Silence {
        id: c.id()?,
        unit: c.id()?,
        episode: c.maybe_id()?,
        rule: c.text()?,
        words: c.maybe_text()?,
        reason: c.text()?,
        by: c.id()?,
        at: c.at()?,
        lifted: match (c.maybe_id()?, c.maybe_at()?, c.maybe_text()?) {
            (Some(by), Some(at), reason) => Some(Lifted { by, at, reason: reason.unwrap_or_default() }),
            _ => None,
        },
    })
}

pub fn get(sql: &dyn Sql, id: SilenceId) -> Result<Silence, StoreError> {
    sql.one(&format!("{SILENCE} WHERE id = ?1"), values![id], silence)
}

/// What stands for the texts of an episode, or of the unit alone; the episode's own first, for the first that fits counts.
pub fn standing(sql: &dyn Sql, unit: UnitId, episode: Option<EpisodeId>) -> Result<Vec<Silence>, StoreError> {
    sql.all(
        &format!(
            "{SILENCE} WHERE unit_id = ?1 AND lifted_at IS NULL AND (episode_id IS NULL OR episode_id = ?2) \
             ORDER BY CASE WHEN episode_id IS NULL THEN 1 ELSE 0 END, at, id LIMIT 2000"
        ),
        values![unit, episode],
        silence,
    )
}

/// Every silence of an episode, or of the unit alone, lifted ones too, the newest first.
pub fn all(sql: &dyn Sql, unit: UnitId, episode: Option<EpisodeId>) -> Result<Vec<Silence>, StoreError> {
    sql.all(
        &format!(
            "{SILENCE} WHERE unit_id = ?1 AND (episode_id IS NULL OR episode_id = ?2) ORDER BY at DESC, id LIMIT 2000"
        ),
        values![unit, episode],
        silence,
    )
}

pub fn insert(sql: &dyn Sql, made: &Silence) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO silence (id, unit_id, episode_id, rule, words, reason, by_person, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        values![made.id, made.unit, made.episode, made.rule, made.words, made.reason, made.by, made.at],
    )?;
    Ok(())
}

/// Lifts a silence; [`StoreError::Stale`] when it is lifted already.
pub fn lift(sql: &dyn Sql, id: SilenceId, lifted: &Lifted) -> Result<(), StoreError> {
    sql.change(
        "UPDATE silence SET lifted_by = ?2, lifted_at = ?3, lifted_reason = ?4 WHERE id = ?1 AND lifted_at IS NULL",
        values![id, lifted.by, lifted.at, lifted.reason],
    )
}
