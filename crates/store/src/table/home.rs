//! What a home page reads across the tables: slots, tasks, steps and votes.
//! Knows no order of importance and stores nothing.

use crate::{Sql, StoreError, values};
use pufa_domain::episode::ContentState;
use pufa_domain::production::Craft;
use pufa_domain::publication::PublicationState;
use pufa_domain::review::Decision;
use pufa_domain::{Day, EpisodeId, Millis, PersonId, PublicationId, ReviewId, TaskId, UnitId};

/// A publication with its slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub publication: PublicationId,
    pub episode: EpisodeId,
    pub title: String,
    pub platform: String,
    pub handle: String,
    pub state: PublicationState,
    pub content: ContentState,
    pub slot_at: Millis,
}

/// The publications of a unit whose slot lies in `from..to`, by slot; at most 500.
pub fn slots(sql: &dyn Sql, unit: UnitId, from: Millis, to: Millis) -> Result<Vec<Slot>, StoreError> {
    sql.all(
        "SELECT p.id, p.episode_id, e.title, c.platform, c.handle, p.state, e.content, p.slot_at FROM publication p \
         JOIN episode e ON e.id = p.episode_id JOIN channel c ON c.id = p.channel_id \
         WHERE p.unit_id = ?1 AND p.slot_at >= ?2 AND p.slot_at < ?3 ORDER BY p.slot_at, p.id LIMIT 500",
        values![unit, from, to],
        |c| {
            Ok(Slot {
                publication: c.id()?,
                episode: c.id()?,
                title: c.text()?,
                platform: c.text()?,
                handle: c.text()?,
                state: c.word()?,
                content: c.word()?,
                slot_at: c.at()?,
            })
        },
    )
}

/// An open task of production.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTask {
    pub task: TaskId,
    pub episode: EpisodeId,
    pub title: String,
    pub craft: Craft,
    pub note: String,
    pub due: Option<Day>,
}

/// A person's open tasks, due soonest first; at most 100.
pub fn tasks(sql: &dyn Sql, unit: UnitId, person: PersonId) -> Result<Vec<OpenTask>, StoreError> {
    sql.all(
        "SELECT t.id, t.episode_id, e.title, t.craft, t.note, t.due_day FROM task t JOIN episode e ON e.id = t.episode_id \
         WHERE t.assignee_id = ?1 AND t.unit_id = ?2 AND t.done_at IS NULL \
         ORDER BY CASE WHEN t.due_day IS NULL THEN 1 ELSE 0 END, t.due_day, t.id LIMIT 100",
        values![person, unit],
        |c| {
            Ok(OpenTask {
                task: c.id()?,
                episode: c.id()?,
                title: c.text()?,
                craft: c.word()?,
                note: c.text()?,
                due: c.maybe_day()?,
            })
        },
    )
}

/// A step or a vote, newest first in lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    pub at: Millis,
    pub by: PersonId,
    pub by_name: String,
    pub episode: EpisodeId,
    pub title: String,
    /// A state that the content reached.
    pub content: Option<ContentState>,
    /// A vote: its review, the key of its stage, and what it said.
    pub vote: Option<(ReviewId, String, Decision)>,
}

/// What happened to a unit's episodes since `since`, newest first; at most `limit` of each kind.
pub fn happened(sql: &dyn Sql, unit: UnitId, since: Millis, limit: u32) -> Result<Vec<Happened>, StoreError> {
    let mut all = sql.all(
        "SELECT s.at, s.by_person, p.name, e.id, e.title, s.to_state FROM episode_step s \
         JOIN episode e ON e.id = s.episode_id JOIN person p ON p.id = s.by_person \
         WHERE e.unit_id = ?1 AND e.updated_at >= ?2 AND s.at >= ?2 AND s.from_state IS NOT NULL \
         ORDER BY s.at DESC, s.id DESC LIMIT ?3",
        values![unit, since, limit],
        |c| {
            Ok(Happened {
                at: c.at()?,
                by: c.id()?,
                by_name: c.text()?,
                episode: c.id()?,
                title: c.text()?,
                content: Some(c.word()?),
                vote: None,
            })
        },
    )?;
    let votes = sql.all(
        "SELECT v.at, v.by_person, p.name, e.id, e.title, v.review_id, v.stage, v.choice FROM vote v \
         JOIN review r ON r.id = v.review_id JOIN episode e ON e.id = r.episode_id JOIN person p ON p.id = v.by_person \
         WHERE r.unit_id = ?1 AND r.changed_at >= ?2 AND v.at >= ?2 ORDER BY v.at DESC, v.id DESC LIMIT ?3",
        values![unit, since, limit],
        |c| {
            Ok(Happened {
                at: c.at()?,
                by: c.id()?,
                by_name: c.text()?,
                episode: c.id()?,
                title: c.text()?,
                content: None,
                vote: Some((c.id()?, c.text()?, c.word()?)),
            })
        },
    )?;
    all.extend(votes);
    all.sort_by_key(|happened| std::cmp::Reverse(happened.at));
    all.truncate(limit as usize);
    Ok(all)
}
