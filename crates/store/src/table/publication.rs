//! Publications: an episode on a channel, with its texts, its slot and where it came out.
//! Knows no transition: what may be stored is a `Move` of the domain's.

use crate::{Bind, Cells, Sql, StoreError, json_text, values};
use pufa_domain::publication::PublicationState;
use pufa_domain::{ChannelId, Day, EpisodeId, Millis, PersonId, PublicationId, RevisionId, UnitId};
use serde::{Deserialize, Serialize};

/// Which texts are the channel's own; the others follow the master copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Own {
    pub title: bool,
    pub description: bool,
    pub tags: bool,
}

/// A rule that nobody knows, about which a person looked and says that it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub rule: String,
    /// What was found then; another find is another question.
    pub found: String,
    pub by: PersonId,
    pub at: Millis,
}

/// A publication as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub id: PublicationId,
    pub unit: UnitId,
    pub episode: EpisodeId,
    pub channel: ChannelId,
    /// Revision and final cut of what was approved to go out.
    pub revision: Option<RevisionId>,
    pub video: Option<String>,
    pub state: PublicationState,
    pub title: String,
    pub description: String,
    pub tags: Vec<String>,
    pub own: Own,
    pub cover: Option<String>,
    pub approved: Option<String>,
    pub answers: Vec<Answered>,
    /// `2026-12-04T18:00`, wall clock in `zone`.
    pub local_time: Option<String>,
    pub zone: String,
    pub slot_at: Option<Millis>,
    pub link: Option<String>,
    pub work_id: Option<String>,
    pub published_at: Option<Millis>,
    pub reason: String,
    pub updated_at: Millis,
    pub version: i64,
}

/// The columns of a publication, behind `p.`.
const COLUMNS: &str = "p.id, p.unit_id, p.episode_id, p.channel_id, p.revision_id, p.video_sha256, p.state, p.title, \
    p.description, p.tags, p.own_title, p.own_description, p.own_tags, p.cover_sha256, p.approved_fingerprint, p.answers, \
    p.local_time, p.zone, p.slot_at, p.link, p.platform_id, p.published_at, p.reason, p.updated_at, p.version";

fn stored(c: &mut Cells<'_>) -> Result<Stored, StoreError> {
    Ok(Stored {
        id: c.id()?,
        unit: c.id()?,
        episode: c.id()?,
        channel: c.id()?,
        revision: c.maybe_id()?,
        video: c.maybe_text()?,
        state: c.word()?,
        title: c.text()?,
        description: c.text()?,
        tags: c.json()?,
        own: Own { title: c.flag()?, description: c.flag()?, tags: c.flag()? },
        cover: c.maybe_text()?,
        approved: c.maybe_text()?,
        answers: c.json()?,
        local_time: c.maybe_text()?,
        zone: c.text()?,
        slot_at: c.maybe_at()?,
        link: c.maybe_text()?,
        work_id: c.maybe_text()?,
        published_at: c.maybe_at()?,
        reason: c.text()?,
        updated_at: c.at()?,
        version: c.int()?,
    })
}

pub fn get(sql: &dyn Sql, id: PublicationId) -> Result<Stored, StoreError> {
    sql.one(&format!("SELECT {COLUMNS} FROM publication p WHERE p.id = ?1"), values![id], stored)
}

/// Some publications, in no order.
pub fn some(sql: &dyn Sql, publications: &[PublicationId]) -> Result<Vec<Stored>, StoreError> {
    let places = super::places(publications.len(), 1);
    let ids: Vec<_> = publications.iter().map(Bind::bind).collect();
    sql.all(&format!("SELECT {COLUMNS} FROM publication p WHERE p.id IN ({places})"), &ids, stored)
}

/// The publications of an episode in the order in which they were made.
pub fn of_episode(sql: &dyn Sql, episode: EpisodeId) -> Result<Vec<Stored>, StoreError> {
    sql.all(
        &format!("SELECT {COLUMNS} FROM publication p WHERE p.episode_id = ?1 ORDER BY p.id"),
        values![episode],
        stored,
    )
}

/// Stores a new publication as version 1. [`StoreError::Taken`] when the episode is on that channel already.
pub fn insert(sql: &dyn Sql, p: &Stored) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO publication (id, unit_id, episode_id, channel_id, revision_id, video_sha256, state, title, description, \
         tags, own_title, own_description, own_tags, cover_sha256, approved_fingerprint, answers, local_time, zone, slot_at, \
         link, platform_id, published_at, reason, updated_at, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, \
         ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, 1)",
        values![
            p.id, p.unit, p.episode, p.channel, p.revision, p.video, p.state.word(), p.title, p.description,
            json_text(&p.tags)?, p.own.title, p.own.description, p.own.tags, p.cover, p.approved, json_text(&p.answers)?,
            p.local_time, p.zone, p.slot_at, p.link, p.work_id, p.published_at, p.reason, p.updated_at
        ],
    )?;
    Ok(())
}

/// Stores everything but where the publication belongs, of the one that was read as `p.version`.
pub fn update(sql: &dyn Sql, p: &Stored) -> Result<(), StoreError> {
    sql.change(
        "UPDATE publication SET revision_id = ?3, video_sha256 = ?4, state = ?5, title = ?6, description = ?7, tags = ?8, \
         own_title = ?9, own_description = ?10, own_tags = ?11, cover_sha256 = ?12, approved_fingerprint = ?13, \
         answers = ?14, local_time = ?15, zone = ?16, slot_at = ?17, link = ?18, platform_id = ?19, published_at = ?20, \
         reason = ?21, updated_at = ?22, version = version + 1 WHERE id = ?1 AND version = ?2",
        values![
            p.id,
            p.version,
            p.revision,
            p.video,
            p.state.word(),
            p.title,
            p.description,
            json_text(&p.tags)?,
            p.own.title,
            p.own.description,
            p.own.tags,
            p.cover,
            p.approved,
            json_text(&p.answers)?,
            p.local_time,
            p.zone,
            p.slot_at,
            p.link,
            p.work_id,
            p.published_at,
            p.reason,
            p.updated_at
        ],
    )
}

/// Sets the days on which the episode was first out and on which the last of it was withdrawn. The days are nobody's
/// words and no version of the episode: whoever has its page open loses nothing.
pub fn set_episode_days(
    sql: &dyn Sql,
    episode: EpisodeId,
    first: Option<Day>,
    withdrawn: Option<(Day, &str)>,
) -> Result<(), StoreError> {
    sql.run(
        "UPDATE episode SET first_published_day = ?2, withdrawn_day = ?3, withdrawn_reason = ?4 WHERE id = ?1",
        values![
            episode,
            first,
            withdrawn.map(|(day, _)| day),
            withdrawn.map(|(_, reason)| reason)
        ],
    )?;
    Ok(())
}
