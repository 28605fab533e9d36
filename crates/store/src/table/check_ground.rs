//! What the checks of an episode's texts rest on, read in one query: they are asked for at every key stroke.
//! Knows no check.

use crate::{Sql, StoreError, values};
use pufa_domain::script::ScriptHeader;
use pufa_domain::{Day, EpisodeId, Millis, UnitId};
use serde::Deserialize;

/// The ground of an episode's checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    pub unit: UnitId,
    /// Of the unit.
    pub zone: String,
    pub title: String,
    pub wanted: Option<Day>,
    pub published: Option<Day>,
    /// The first slot of a publication that is still to come out.
    pub slot: Option<Millis>,
    /// Of the draft.
    pub header: ScriptHeader,
}

/// A script's JSON, of which the shots are passed over.
#[derive(Deserialize)]
struct HeaderOnly {
    header: ScriptHeader,
}

pub fn of_episode(sql: &dyn Sql, episode: EpisodeId) -> Result<Ground, StoreError> {
    sql.one(
        "SELECT e.unit_id, u.zone, e.title, e.wanted_day, e.first_published_day, \
         (SELECT MIN(p.slot_at) FROM publication p WHERE p.episode_id = e.id \
         AND p.state NOT IN ('published', 'corrected', 'withdrawn', 'canceled')), s.content \
         FROM episode e JOIN unit u ON u.id = e.unit_id JOIN script s ON s.episode_id = e.id WHERE e.id = ?1",
        values![episode],
        |c| {
            Ok(Ground {
                unit: c.id()?,
                zone: c.text()?,
                title: c.text()?,
                wanted: c.maybe_day()?,
                published: c.maybe_day()?,
                slot: c.maybe_at()?,
                header: c.json::<HeaderOnly>()?.header,
            })
        },
    )
}
