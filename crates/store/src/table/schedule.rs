//! The schedule: publications by their slots, and what waits for one.
//! Knows no conflict: what speaks against a slot is the domain's to say.

use crate::{Cells, Sql, StoreError, values};
use pufa_domain::episode::{ContentState, EpisodeFormat};
use pufa_domain::publication::PublicationState;
use pufa_domain::schedule::Planned;
use pufa_domain::{ChannelId, Day, EpisodeId, Millis, PersonId, PublicationId, RevisionId, UnitId};

/// An episode as far as the schedule looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    pub id: EpisodeId,
    pub title: String,
    pub number: u32,
    pub column: String,
    pub format: EpisodeFormat,
    pub content: ContentState,
    pub approved_revision: Option<RevisionId>,
    pub wanted_day: Option<Day>,
}

/// A publication as a block of the schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slotted {
    pub id: PublicationId,
    pub channel: ChannelId,
    /// As it is stored: what is approved may have gone stale.
    pub state: PublicationState,
    pub title: String,
    pub cover: Option<String>,
    /// Whether it was approved to go out.
    pub approved: bool,
    pub slot_at: Option<Millis>,
    pub link: Option<String>,
    pub version: i64,
}

const SLOTTED: &str = "p.id, p.channel_id, p.state, p.title, p.cover_sha256, \
    CASE WHEN p.approved_fingerprint IS NULL THEN 0 ELSE 1 END, p.slot_at, p.link, p.version";
const WORK: &str = "e.id, e.title, e.number, k.name, e.format, e.content, e.approved_revision, e.wanted_day";
const FROM: &str =
    "FROM publication p JOIN episode e ON e.id = p.episode_id JOIN content_column k ON k.id = e.column_id";

fn work(c: &mut Cells<'_>) -> Result<Work, StoreError> {
    Ok(Work {
        id: c.id()?,
        title: c.text()?,
        number: c.count()?,
        column: c.text()?,
        format: c.word()?,
        content: c.word()?,
        approved_revision: c.maybe_id()?,
        wanted_day: c.maybe_day()?,
    })
}

fn both(c: &mut Cells<'_>) -> Result<(Slotted, Work), StoreError> {
    let slotted = Slotted {
        id: c.id()?,
        channel: c.id()?,
        state: c.word()?,
        title: c.text()?,
        cover: c.maybe_text()?,
        approved: c.flag()?,
        slot_at: c.maybe_at()?,
        link: c.maybe_text()?,
        version: c.int()?,
    };
    Ok((slotted, work(c)?))
}

/// The episode as the schedule looks at it.
pub fn work_of(sql: &dyn Sql, episode: EpisodeId) -> Result<Work, StoreError> {
    sql.one(
        &format!("SELECT {WORK} FROM episode e JOIN content_column k ON k.id = e.column_id WHERE e.id = ?1"),
        values![episode],
        work,
    )
}

/// A unit's publications with a slot in `from..to`, by slot; at most `limit`. What was given up is not told.
pub fn in_range(
    sql: &dyn Sql,
    unit: UnitId,
    (from, to): (Millis, Millis),
    limit: u32,
) -> Result<Vec<(Slotted, Work)>, StoreError> {
    sql.all(
        &format!(
            "SELECT {SLOTTED}, {WORK} {FROM} WHERE p.unit_id = ?1 AND p.slot_at >= ?2 AND p.slot_at < ?3 \
             AND p.state <> ?5 ORDER BY p.slot_at, p.id LIMIT ?4"
        ),
        values![unit, from, to, limit, PublicationState::Canceled.word()],
        both,
    )
}

/// What holds a slot in `from..to` against others.
pub fn planned(sql: &dyn Sql, unit: UnitId, from: Millis, to: Millis) -> Result<Vec<Planned>, StoreError> {
    let found: Vec<(PublicationState, Planned)> = sql.all(
        "SELECT state, id, episode_id, channel_id, slot_at FROM publication \
         WHERE unit_id = ?1 AND slot_at >= ?2 AND slot_at < ?3 ORDER BY slot_at, id",
        values![unit, from, to],
        |c| {
            let state = c.word()?;
            let planned = Planned { publication: c.id()?, episode: c.id()?, channel: c.id()?, at: c.at()? };
            Ok((state, planned))
        },
    )?;
    Ok(found.into_iter().filter(|(state, _)| state.holds_slot()).map(|(_, planned)| planned).collect())
}

/// A publication with a slot, as far as those who wait for it are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToTell {
    pub publication: PublicationId,
    pub episode: EpisodeId,
    pub title: String,
    pub platform: String,
    pub handle: String,
    pub custodian: Option<PersonId>,
    pub state: PublicationState,
    pub slot_at: Millis,
}

/// A unit's publications with a slot in `from..to`, by slot.
pub fn to_tell(sql: &dyn Sql, unit: UnitId, (from, to): (Millis, Millis)) -> Result<Vec<ToTell>, StoreError> {
    sql.all(
        "SELECT p.id, p.episode_id, e.title, c.platform, c.handle, c.custodian_id, p.state, p.slot_at FROM publication p \
         JOIN episode e ON e.id = p.episode_id JOIN channel c ON c.id = p.channel_id \
         WHERE p.unit_id = ?1 AND p.slot_at >= ?2 AND p.slot_at < ?3 ORDER BY p.slot_at, p.id",
        values![unit, from, to],
        |c| {
            Ok(ToTell {
                publication: c.id()?,
                episode: c.id()?,
                title: c.text()?,
                platform: c.text()?,
                handle: c.text()?,
                custodian: c.maybe_id()?,
                state: c.word()?,
                slot_at: c.at()?,
            })
        },
    )
}

/// Publications without a slot whose episode is approved: those wanted first come first; at most `limit`.
pub fn unplaced(sql: &dyn Sql, unit: UnitId, limit: u32) -> Result<Vec<(Slotted, Work)>, StoreError> {
    sql.all(
        &format!(
            "SELECT {SLOTTED}, {WORK} {FROM} WHERE p.unit_id = ?1 AND p.slot_at IS NULL \
             AND p.state IN ('draft', 'ready', 'stale_approval', 'failed') \
             AND e.content IN ('approved', 'producing', 'cut_review', 'ready') \
             ORDER BY CASE WHEN e.wanted_day IS NULL THEN 1 ELSE 0 END, e.wanted_day, p.id LIMIT ?2"
        ),
        values![unit, limit],
        both,
    )
}

/// Approved episodes that are on no channel yet and were never out (an imported one was, before the studio), those
/// wanted first first; at most `limit`.
pub fn without_channel(sql: &dyn Sql, unit: UnitId, limit: u32) -> Result<Vec<Work>, StoreError> {
    sql.all(
        &format!(
            "SELECT {WORK} FROM episode e JOIN content_column k ON k.id = e.column_id WHERE e.unit_id = ?1 \
             AND e.content IN ('approved', 'producing', 'cut_review', 'ready') \
             AND e.first_published_day IS NULL \
             AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.episode_id = e.id) \
             ORDER BY CASE WHEN e.wanted_day IS NULL THEN 1 ELSE 0 END, e.wanted_day, e.id LIMIT ?2"
        ),
        values![unit, limit],
        work,
    )
}
