//! Gates that somebody passed over. Rows are only ever added.
//! Knows no right: whether a gate may be passed over is the domain's to say.

use crate::{Bind, Sql, StoreError, values};
use pufa_domain::EpisodeId;
use pufa_domain::production::GateOverride;

/// The gates that were passed over, by episode.
pub fn of_episodes(
    sql: &dyn Sql,
    episodes: &[EpisodeId],
) -> Result<Vec<(EpisodeId, GateOverride)>, StoreError> {
    let places = super::places(episodes.len(), 1);
    let ids: Vec<_> = episodes.iter().map(Bind::bind).collect();
    sql.all(
        &format!(
            "SELECT episode_id, gate, reason, by_person, at FROM gate_override WHERE episode_id IN ({places}) ORDER BY at, gate"
        ),
        &ids,
        |c| {
            let episode = c.id()?;
            let made = GateOverride {
                gate: c.word()?,
                reason: c.text()?,
                by: c.id()?,
                at: c.at()?,
            };
            Ok((episode, made))
        },
    )
}

/// [`StoreError::Taken`] when the gate was passed over already.
pub fn insert(sql: &dyn Sql, episode: EpisodeId, made: &GateOverride) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO gate_override (episode_id, gate, reason, by_person, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        values![episode, made.gate.word(), made.reason, made.by, made.at],
    )?;
    Ok(())
}
