//! The revisions of a script: listing them, reading one, what differs between two, and going back to one.
//! Knows no vote; a revision is never changed.

use super::draft::{OfScript, store, writable};
use crate::context::Context;
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use crate::operation::settings::speaking_pace;
use pufa_domain::right::Right;
use pufa_domain::script::{Difference, Script, Timing, difference};
use pufa_domain::{EpisodeId, Millis, RevisionId};
use pufa_store::table::{self, revision};
use pufa_store::{Sql, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A revision without its words.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct RevisionRow {
    pub id: RevisionId,
    pub number: u32,
    pub content_hash: String,
    pub note: String,
    pub by: PersonName,
    pub at: Millis,
    pub contributors: Vec<PersonName>,
    /// Whether this is the approved one.
    pub approved: bool,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfRevision {
    pub revision: RevisionId,
}

/// A revision with its words.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct RevisionView {
    pub id: RevisionId,
    pub episode: EpisodeId,
    pub title: String,
    pub number: u32,
    pub content_hash: String,
    pub note: String,
    pub by: PersonName,
    pub at: Millis,
    pub contributors: Vec<PersonName>,
    pub script: Script,
    pub timing: Timing,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScriptDifference {
    pub episode: EpisodeId,
    /// The older one; null: an empty script.
    pub old: Option<RevisionId>,
    /// The newer one; null: the draft.
    pub new: Option<RevisionId>,
}

/// Two states of a script and what differs between them.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ScriptDifferenceView {
    /// The older revision's number; null: an empty script.
    pub old: Option<u32>,
    /// The newer revision's number; null: the draft.
    pub new: Option<u32>,
    /// The newer script, in which the changes stand.
    pub script: Script,
    pub difference: Difference,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RestoreRevision {
    pub revision: RevisionId,
    /// The version of the draft that was on the screen.
    pub version: i64,
}

/// The draft after going back.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct RestoredScript {
    pub script: Script,
    pub version: i64,
}

pub fn list_revisions(cx: &Context<'_>, input: OfScript) -> Result<Vec<RevisionRow>, StudioError> {
    cx.read(|sql| {
        let episode = table::episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Read, episode.unit)?;
        let heads = revision::of_episode(sql, episode.id)?;
        let shares = revision::contributors_by_revision(sql, episode.id)?;
        let people = heads.iter().map(|r| r.by).chain(shares.iter().map(|(_, p)| *p));
        let names = Names::read(sql, people)?;
        Ok(heads
            .into_iter()
            .map(|r| RevisionRow {
                id: r.id,
                number: r.number,
                content_hash: r.content_hash,
                note: r.note,
                by: names.of(r.by),
                at: r.at,
                contributors: shares
                    .iter()
                    .filter(|(id, _)| *id == r.id)
                    .map(|(_, person)| names.of(*person))
                    .collect(),
                approved: episode.approved_revision == Some(r.id),
            })
            .collect())
    })
}

pub fn revision_view(cx: &Context<'_>, input: OfRevision) -> Result<RevisionView, StudioError> {
    cx.read(|sql| {
        let found = revision::get(sql, input.revision)?;
        let episode = table::episode::get(sql, found.episode)?;
        cx.allow(sql, Right::Read, episode.unit)?;
        let names = Names::read(sql, found.contributors.iter().copied().chain([found.by]))?;
        Ok(RevisionView {
            id: found.id,
            episode: episode.id,
            title: episode.title,
            number: found.number,
            content_hash: found.content_hash,
            note: found.note,
            by: names.of(found.by),
            at: found.at,
            contributors: found.contributors.iter().map(|id| names.of(*id)).collect(),
            timing: found.script.timing(speaking_pace(sql, episode.unit)?),
            script: found.script,
        })
    })
}

/// A revision of this very episode, so that nobody compares their way into another unit's words.
fn of_this_episode(
    sql: &dyn Sql,
    episode: EpisodeId,
    id: RevisionId,
) -> Result<revision::Revision, StoreError> {
    match revision::get(sql, id)? {
        found if found.episode == episode => Ok(found),
        _ => Err(StoreError::NotFound),
    }
}

pub fn script_difference(
    cx: &Context<'_>,
    input: ScriptDifference,
) -> Result<ScriptDifferenceView, StudioError> {
    cx.read(|sql| {
        let episode = table::episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Read, episode.unit)?;
        let (old_number, old) = match input.old {
            Some(id) => {
                let found = of_this_episode(sql, episode.id, id)?;
                (Some(found.number), found.script)
            }
            None => (None, Script::default()),
        };
        let (new_number, new) = match input.new {
            Some(id) => {
                let found = of_this_episode(sql, episode.id, id)?;
                (Some(found.number), found.script)
            }
            None => (None, table::script::get(sql, episode.id)?.script),
        };
        Ok(ScriptDifferenceView {
            old: old_number,
            new: new_number,
            difference: difference(&old, &new),
            script: new,
        })
    })
}

/// Puts the words of a revision into the draft. Whoever wrote them has a share in the draft again.
pub fn restore_revision(cx: &Context<'_>, input: RestoreRevision) -> Result<RestoredScript, StudioError> {
    cx.write(|sql| {
        let found = revision::get(sql, input.revision)?;
        let episode = table::episode::get(sql, found.episode)?;
        let acting = cx.allow(sql, Right::Write, episode.unit)?;
        writable(&episode)?;
        let before = table::script::get(sql, episode.id)?;
        if before.version != input.version {
            return Err(StudioError::Stale);
        }
        for person in &found.contributors {
            table::script::add_contributor(sql, episode.id, *person)?;
        }
        let after = store(cx, sql, &episode, acting, &before, found.script, &[])?;
        Ok(RestoredScript { script: after.script, version: after.version })
    })
}
