//! The draft: showing it, and saving it so that two people at once lose no word.
//! Knows no review. What both changed differently comes back as a clash; what is stored there stays until somebody chooses.

use super::thin::{THIN_EVERY, thin_out};
use crate::context::{Acting, Context};
use crate::error::StudioError;
use crate::named::{ColumnName, Names, PersonName};
use crate::operation::proof::note_script;
use crate::operation::settings::speaking_pace;
use pufa_domain::episode::{ContentState, EpisodeFormat};
use pufa_domain::right::Right;
use pufa_domain::script::{Pace, Script, ScriptHeader, Shot, ShotClash, Timing, code, merge};
use pufa_domain::{EpisodeId, Millis, PersonId, Refusal, RevisionId};
use pufa_store::table::episode::Episode;
use pufa_store::table::script::Draft;
use pufa_store::table::search::{self, Found};
use pufa_store::table::{self, revision};
use pufa_store::{Sql, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfScript {
    pub episode: EpisodeId,
}

/// A step that a person may take on a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScriptStep {
    SaveScript,
    RestoreRevision,
    ImportScript,
    /// The draft differs from the revision it grew from and says something.
    SubmitScript,
}

/// The draft of an episode's script with what stands around it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ScriptView {
    pub episode: EpisodeId,
    pub title: String,
    pub column: ColumnName,
    /// The episode's number within its column.
    pub number: u32,
    pub format: EpisodeFormat,
    pub content: ContentState,
    pub target_seconds: Option<u32>,
    pub script: Script,
    /// To be sent back with the next save.
    pub version: i64,
    pub timing: Timing,
    /// Characters a minute.
    pub pace: Pace,
    /// The number that the next revision will have: the draft is "the draft of revision n".
    pub next_revision: u32,
    pub base_revision: Option<RevisionId>,
    pub approved_revision: Option<RevisionId>,
    /// Whether the draft differs from the revision that it grew from.
    pub changed: bool,
    /// Everybody whose words the draft holds.
    pub contributors: Vec<PersonName>,
    pub updated_by: Option<PersonName>,
    pub updated_at: Millis,
    pub steps: Vec<ScriptStep>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveScript {
    pub episode: EpisodeId,
    /// The version from which `script` was made.
    pub version: i64,
    pub script: Script,
}

/// What became of a save.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SavedScript {
    /// The version that is stored now.
    pub version: i64,
    pub updated_at: Millis,
    /// The stored script where it differs from what was sent: codes were given, or another person's changes came in.
    pub script: Option<Script>,
    /// Fields that another person changed too. The stored script holds theirs; mine is kept here and in the audit.
    pub clashes: Vec<ShotClash>,
    /// Whose changes came in.
    pub merged_with: Option<PersonName>,
    pub timing: Timing,
}

/// The part of a script that a save changed: what the audit keeps of it.
#[derive(Debug, Serialize)]
struct Changed<'a> {
    version: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<&'a ScriptHeader>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shots: Vec<&'a Shot>,
    /// Ids in their order, where the order changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<Vec<String>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    clashes: &'a [ShotClash],
}

pub fn script_view(cx: &Context<'_>, input: OfScript) -> Result<ScriptView, StudioError> {
    cx.read(|sql| {
        let episode = table::episode::get(sql, input.episode)?;
        let acting = cx.allow(sql, Right::Read, episode.unit)?;
        let may_write = may_write(cx, sql, &episode)?;
        view(sql, &episode, acting, may_write)
    })
}

fn may_write(cx: &Context<'_>, sql: &dyn Sql, episode: &Episode) -> Result<bool, StudioError> {
    match cx.allow(sql, Right::Write, episode.unit) {
        Ok(_) => Ok(writable(episode).is_ok()),
        Err(StudioError::Forbidden { .. }) => Ok(false),
        Err(other) => Err(other),
    }
}

/// A draft may go on while a revision is under review: it becomes a revision of its own. After the approval somebody
/// takes the episode back to writing first, with a reason (`revise_script`).
pub(super) fn writable(episode: &Episode) -> Result<(), Refusal> {
    match episode.content {
        ContentState::Scripting | ContentState::InReview => Ok(()),
        ContentState::Approved
        | ContentState::Producing
        | ContentState::CutReview
        | ContentState::Ready
        | ContentState::Withdrawn
        | ContentState::Shelved => {
            Err(Refusal::WrongState { state: episode.content.word().into(), step: "save_script".into() })
        }
    }
}

/// Everybody whose words the draft holds: those since its last revision and those of the revision it grew from.
pub(crate) fn draft_contributors(sql: &dyn Sql, draft: &Draft) -> Result<Vec<PersonId>, StoreError> {
    let mut all: BTreeSet<PersonId> = table::script::contributors(sql, draft.episode)?.into_iter().collect();
    if let Some(base) = draft.base_revision {
        all.extend(revision::contributors(sql, base)?);
    }
    Ok(all.into_iter().collect())
}

fn view(sql: &dyn Sql, episode: &Episode, _: Acting, may_write: bool) -> Result<ScriptView, StudioError> {
    let draft = table::script::get(sql, episode.id)?;
    let listed = table::episode_list::one(sql, episode.id)?;
    let contributors = draft_contributors(sql, &draft)?;
    let names = Names::read(sql, contributors.iter().copied().chain(draft.updated_by))?;
    let latest = revision::latest(sql, episode.id)?;
    let base_hash = match draft.base_revision {
        Some(base) => Some(revision::hash(sql, base)?),
        None => None,
    };
    let changed = match base_hash {
        Some(hash) => hash != draft.script.content_hash(),
        None => !draft.script.is_blank(),
    };
    let pace = speaking_pace(sql, episode.unit)?;
    let mut steps = Vec::new();
    if may_write {
        steps.extend([ScriptStep::SaveScript, ScriptStep::RestoreRevision, ScriptStep::ImportScript]);
        if changed && !draft.script.is_blank() {
            steps.push(ScriptStep::SubmitScript);
        }
    }
    Ok(ScriptView {
        episode: episode.id,
        title: episode.title.clone(),
        column: ColumnName { id: listed.column, name: listed.column_name },
        number: episode.number,
        format: episode.format,
        content: episode.content,
        target_seconds: episode.target_seconds,
        timing: draft.script.timing(pace),
        pace,
        version: draft.version,
        next_revision: latest.map_or(1, |r| r.number + 1),
        base_revision: draft.base_revision,
        approved_revision: episode.approved_revision,
        changed,
        contributors: contributors.into_iter().map(|id| names.of(id)).collect(),
        updated_by: draft.updated_by.map(|id| names.of(id)),
        updated_at: draft.updated_at,
        script: draft.script,
        steps,
    })
}

/// Stores what a person wrote. Another person's changes since the same version are brought in shot by shot and field
/// by field; where both changed one field, the stored text stays and mine comes back as a clash.
pub fn save_script(cx: &Context<'_>, input: SaveScript) -> Result<SavedScript, StudioError> {
    let sent = input.script.clone();
    let mut mine = input.script.checked()?;
    code::assign(&mut mine.shots);
    let mine = mine.checked()?;
    if let Some(mut unchanged) = cx.read(|sql| already_there(cx, sql, input.episode, input.version, &mine))? {
        unchanged.script = (mine != sent).then_some(mine);
        return Ok(unchanged);
    }
    cx.write(|sql| {
        let episode = table::episode::get(sql, input.episode)?;
        let acting = cx.allow(sql, Right::Write, episode.unit)?;
        writable(&episode)?;
        let stored = table::script::get(sql, episode.id)?;
        let (script, clashes) = bring_together(sql, &stored, input.version, &mine)?;
        let merged_with = match stored.updated_by {
            Some(other) if stored.version != input.version && other != acting.person => {
                Some(Names::read(sql, [other])?.of(other))
            }
            _ => None,
        };
        let after = store(cx, sql, &episode, acting, &stored, script, &clashes)?;
        Ok(SavedScript {
            version: after.version,
            updated_at: after.updated_at,
            timing: after.script.timing(speaking_pace(sql, episode.unit)?),
            script: (after.script != sent).then_some(after.script),
            clashes,
            merged_with,
        })
    })
}

/// The answer to a save that changes nothing, such as one sent again after a lost line: it leaves no trace.
fn already_there(
    cx: &Context<'_>,
    sql: &dyn Sql,
    episode: EpisodeId,
    version: i64,
    mine: &Script,
) -> Result<Option<SavedScript>, StudioError> {
    let episode = table::episode::get(sql, episode)?;
    cx.allow(sql, Right::Write, episode.unit)?;
    writable(&episode)?;
    let stored = table::script::get(sql, episode.id)?;
    if version > stored.version || version < 1 {
        return Err(StudioError::BadInput { detail: "version".into() });
    }
    if stored.script != *mine {
        return Ok(None);
    }
    Ok(Some(SavedScript {
        version: stored.version,
        updated_at: stored.updated_at,
        script: None,
        clashes: Vec::new(),
        merged_with: None,
        timing: mine.timing(speaking_pace(sql, episode.unit)?),
    }))
}

/// What is stored and `mine`, both made from version `version` of the draft, in one script, with the clashes in which
/// the stored text stays. The ancestor may be an older version when that one was thinned out: it then finds more
/// clashes, never fewer.
fn bring_together(
    sql: &dyn Sql,
    stored: &Draft,
    version: i64,
    mine: &Script,
) -> Result<(Script, Vec<ShotClash>), StudioError> {
    if version == stored.version {
        return Ok((mine.clone(), Vec::new()));
    }
    let base = table::script::ancestor(sql, stored.episode, version)?
        .map_or_else(Script::default, |(_, script)| script);
    // The domain's merge keeps its "mine" in a clash. What is stored is to stay, so the two sides change places.
    let merged = merge(&base, &stored.script, mine);
    let clashes = merged
        .clashes
        .into_iter()
        .map(|clash| ShotClash { mine: clash.theirs, theirs: clash.mine, ..clash })
        .collect();
    Ok((merged.script.checked()?, clashes))
}

/// Stores a changed draft with its contributor and its trace; answers it as it is now.
pub(super) fn store(
    cx: &Context<'_>,
    sql: &dyn Sql,
    episode: &Episode,
    acting: Acting,
    before: &Draft,
    script: Script,
    clashes: &[ShotClash],
) -> Result<Draft, StudioError> {
    let changed = script != before.script;
    let after = Draft { script, updated_by: Some(acting.person), updated_at: cx.now(), ..before.clone() };
    if changed {
        table::script::update(sql, &after)?;
        table::script::add_contributor(sql, episode.id, acting.person)?;
        note_script(sql, episode.unit, episode.id, &after.script)?;
        table::episode::touch(sql, episode.id, cx.now())?;
        let words = after.script.words();
        let found = Found::script(episode.id, episode.unit, &episode.title, &words, cx.now());
        search::put(sql, &found)?;
        if (before.version + 1) % THIN_EVERY == 0 {
            thin_out(sql, episode.id, cx.now())?;
        }
    }
    let version = before.version + i64::from(changed);
    cx.record(
        sql,
        episode.unit,
        "script",
        episode.id,
        Some(&part(&before.script, &after.script, before.version, &[])),
        Some(&part(&after.script, &before.script, version, clashes)),
    )?;
    Ok(Draft { version, ..after })
}

/// What `script` says where it differs from `other`.
fn part<'a>(script: &'a Script, other: &'a Script, version: i64, clashes: &'a [ShotClash]) -> Changed<'a> {
    let there: HashMap<_, &Shot> = other.shots.iter().map(|shot| (shot.id, shot)).collect();
    let ids = |script: &Script| -> Vec<String> { script.shots.iter().map(|s| s.id.to_string()).collect() };
    let same_order = script.shots.len() == other.shots.len()
        && script.shots.iter().zip(&other.shots).all(|(a, b)| a.id == b.id);
    Changed {
        version,
        header: (script.header != other.header).then_some(&script.header),
        shots: script.shots.iter().filter(|shot| there.get(&shot.id) != Some(shot)).collect(),
        order: (!same_order).then(|| ids(script)),
        clashes,
    }
}
