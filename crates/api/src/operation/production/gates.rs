//! The gates of many episodes at once, from what the tables say of them.
//! Knows no gate's rule: the domain says what stands open.

use crate::error::StudioError;
use crate::operation::settings::unit_settings;
use pufa_domain::episode::EpisodeFormat;
use pufa_domain::production::{GateFacts, GateOverride, OpenGate, Release, open_gates};
use pufa_domain::{Day, EpisodeId, UnitId};
use pufa_store::Sql;
use pufa_store::table::production::Production;
use pufa_store::table::{gate_override, production, release, task};
use std::collections::HashMap;

/// An episode whose gates are asked for, and the day on which it is to go out (today when none is set).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub episode: EpisodeId,
    pub format: EpisodeFormat,
    pub goes_out_on: Day,
}

/// What stands behind an episode's gates, and which of them are open.
#[derive(Clone, Debug)]
pub(crate) struct AtGates {
    pub production: Production,
    pub overridden: Vec<GateOverride>,
    pub open: Vec<OpenGate>,
}

impl AtGates {
    /// The names of the open gates.
    pub fn names(&self) -> Vec<String> {
        self.open.iter().map(|open| open.gate.word().to_owned()).collect()
    }
}

/// The gates of these episodes of one unit, in five queries however many they are. Of an episode that is asked for more
/// than once, the first counts.
pub(crate) fn of_episodes(
    sql: &dyn Sql,
    unit: UnitId,
    asked: &[Asked],
) -> Result<HashMap<EpisodeId, AtGates>, StudioError> {
    let mut ids: Vec<EpisodeId> = asked.iter().map(|one| one.episode).collect();
    ids.sort_unstable();
    ids.dedup();
    let filing: &[EpisodeFormat] =
        if unit_settings(sql, unit)?.filing_required { EpisodeFormat::ALL } else { &[] };
    let open_tasks: HashMap<EpisodeId, u32> = task::open_counts(sql, &ids)?.into_iter().collect();
    let mut productions: HashMap<EpisodeId, Production> =
        production::of_episodes(sql, &ids)?.into_iter().map(|found| (found.episode, found)).collect();
    let mut releases: HashMap<EpisodeId, Vec<Release>> = HashMap::new();
    for stored in release::of_episodes(sql, &ids)? {
        releases.entry(stored.episode).or_default().push(stored.release);
    }
    let mut overridden: HashMap<EpisodeId, Vec<GateOverride>> = HashMap::new();
    for (episode, made) in gate_override::of_episodes(sql, &ids)? {
        overridden.entry(episode).or_default().push(made);
    }
    let mut found = HashMap::new();
    for one in asked {
        if found.contains_key(&one.episode) {
            continue;
        }
        let production = productions.remove(&one.episode).unwrap_or_else(|| Production::none(one.episode));
        let overridden = overridden.remove(&one.episode).unwrap_or_default();
        let releases = releases.remove(&one.episode).unwrap_or_default();
        let open = open_gates(&GateFacts {
            format: one.format,
            goes_out_on: one.goes_out_on,
            has_final_cut: production.final_cut.is_some(),
            open_tasks: open_tasks.get(&one.episode).copied().unwrap_or(0),
            releases: &releases,
            ai_use: production.ai_use,
            ai_label_seen: production.ai_label_seen,
            minors: production.minors,
            filing_formats: filing,
            filing_number: Some(production.filing_no.as_str()),
            overridden: &overridden,
        });
        found.insert(one.episode, AtGates { production, overridden, open });
    }
    Ok(found)
}

/// The gates of one episode.
pub(crate) fn of_one(sql: &dyn Sql, unit: UnitId, asked: Asked) -> Result<AtGates, StudioError> {
    let mut found = of_episodes(sql, unit, &[asked])?;
    found.remove(&asked.episode).ok_or(StudioError::NotFound)
}
