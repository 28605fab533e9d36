//! The names of an episode's case, which no text may show, and whether the case concerns a minor.
//! Personal data: only those who write in the unit read it, each reading leaves a trace, and no trace holds a name.

use crate::context::Context;
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use crate::operation::episode::OfEpisode;
use pufa_domain::checks::checked_names;
use pufa_domain::right::Right;
use pufa_domain::{EpisodeId, Millis};
use pufa_store::Sql;
use pufa_store::table::case_names::{self, CaseNames};
use pufa_store::table::episode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The case behind an episode, without a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CaseView {
    pub episode: EpisodeId,
    /// The case concerns a minor: whatever identifies somebody is a hard stop.
    pub minor: bool,
    /// How many names are looked for.
    pub names: u32,
    pub updated_by: Option<PersonName>,
    pub updated_at: Option<Millis>,
    /// To be sent back with the next save; 0 while nothing was said.
    pub version: i64,
    /// Whether the person may open the names and change them.
    pub may_open: bool,
}

/// The names themselves. Opening them is recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CaseNamesView {
    pub episode: EpisodeId,
    pub names: Vec<String>,
    pub minor: bool,
    pub version: i64,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveCaseNames {
    pub episode: EpisodeId,
    /// The version that was opened.
    pub version: i64,
    /// Each at least two characters; at most 200.
    pub names: Vec<String>,
    pub minor: bool,
}

/// What the audit keeps of a case: how many names, never which.
#[derive(Serialize)]
struct Traced {
    names: usize,
    minor: bool,
}

impl From<&CaseNames> for Traced {
    fn from(case: &CaseNames) -> Self {
        Self { names: case.names.len(), minor: case.minor }
    }
}

pub fn case_view(cx: &Context<'_>, input: OfEpisode) -> Result<CaseView, StudioError> {
    cx.read(|sql| {
        let episode = episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Read, episode.unit)?;
        let may_open = match cx.allow(sql, Right::Write, episode.unit) {
            Ok(_) => true,
            Err(StudioError::Forbidden { .. }) => false,
            Err(other) => return Err(other),
        };
        view(sql, episode.id, case_names::get(sql, episode.id)?, may_open)
    })
}

/// Shows the names to somebody who writes in the unit, and records that they saw them.
pub fn open_case_names(cx: &Context<'_>, input: OfEpisode) -> Result<CaseNamesView, StudioError> {
    cx.write(|sql| {
        let episode = episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Write, episode.unit)?;
        let case = case_names::get(sql, episode.id)?;
        let seen = case.as_ref().map(Traced::from);
        cx.record(sql, episode.unit, "case_names", episode.id, None, seen.as_ref().map(|s| s as _))?;
        Ok(match case {
            Some(case) => CaseNamesView {
                episode: episode.id,
                names: case.names,
                minor: case.minor,
                version: case.version,
            },
            None => CaseNamesView { episode: episode.id, names: vec![], minor: false, version: 0 },
        })
    })
}

pub fn save_case_names(cx: &Context<'_>, input: SaveCaseNames) -> Result<CaseView, StudioError> {
    let names = checked_names(&input.names)?;
    cx.write(|sql| {
        let episode = episode::get(sql, input.episode)?;
        let acting = cx.allow(sql, Right::Write, episode.unit)?;
        let before = case_names::get(sql, episode.id)?;
        let case = CaseNames {
            episode: episode.id,
            names: names.clone(),
            minor: input.minor,
            updated_by: acting.person,
            updated_at: cx.now(),
            version: input.version,
        };
        case_names::put(sql, &case)?;
        let was = before.as_ref().map(Traced::from);
        let is = Traced::from(&case);
        cx.record(sql, episode.unit, "case_names", episode.id, was.as_ref().map(|w| w as _), Some(&is))?;
        view(sql, episode.id, case_names::get(sql, episode.id)?, true)
    })
}

fn view(
    sql: &dyn Sql,
    episode: EpisodeId,
    case: Option<CaseNames>,
    may_open: bool,
) -> Result<CaseView, StudioError> {
    let names = Names::read(sql, case.iter().map(|case| case.updated_by))?;
    Ok(CaseView {
        episode,
        minor: case.as_ref().is_some_and(|case| case.minor),
        names: case.as_ref().map_or(0, |case| u32::try_from(case.names.len()).unwrap_or(u32::MAX)),
        updated_by: case.as_ref().map(|case| names.of(case.updated_by)),
        updated_at: case.as_ref().map(|case| case.updated_at),
        version: case.as_ref().map_or(0, |case| case.version),
        may_open,
    })
}
