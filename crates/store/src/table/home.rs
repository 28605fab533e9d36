//! What a home page reads across the tables: slots, tasks, scripts, steps, votes, figures, and what is late.
//! Knows no order of importance and stores nothing.

use crate::{Sql, StoreError, values};
use pufa_domain::episode::{ContentState, EpisodeFormat};
use pufa_domain::metric::Qualifier;
use pufa_domain::production::Craft;
use pufa_domain::publication::PublicationState;
use pufa_domain::review::{Decision, ReviewState};
use pufa_domain::{Day, EpisodeId, Millis, PersonId, PublicationId, ReviewId, TaskId, UnitId};

/// A publication with its slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub publication: PublicationId,
    pub episode: EpisodeId,
    pub title: String,
    pub format: EpisodeFormat,
    pub platform: String,
    pub handle: String,
    pub state: PublicationState,
    pub content: ContentState,
    pub slot_at: Option<Millis>,
}

/// The publications of a unit whose slot lies in `from..to`, and those handed over before it that nobody has confirmed;
/// by slot, what has none first; at most 500 of each.
pub fn slots(sql: &dyn Sql, unit: UnitId, from: Millis, to: Millis) -> Result<Vec<Slot>, StoreError> {
    const SLOT: &str = "SELECT p.id, p.episode_id, e.title, e.format, c.platform, c.handle, p.state, e.content, p.slot_at \
        FROM publication p JOIN episode e ON e.id = p.episode_id JOIN channel c ON c.id = p.channel_id";
    let slot = |c: &mut crate::Cells<'_>| {
        Ok(Slot {
            publication: c.id()?,
            episode: c.id()?,
            title: c.text()?,
            format: c.word()?,
            platform: c.text()?,
            handle: c.text()?,
            state: c.word()?,
            content: c.word()?,
            slot_at: c.maybe_at()?,
        })
    };
    let mut found = sql.all(
        &format!(
            "{SLOT} WHERE p.unit_id = ?1 AND p.state IN ('awaiting_person', 'unconfirmed') \
             AND (p.slot_at IS NULL OR p.slot_at < ?2) ORDER BY p.id LIMIT 500"
        ),
        values![unit, from],
        slot,
    )?;
    found.sort_by_key(|slot| slot.slot_at);
    found.extend(sql.all(
        &format!(
            "{SLOT} WHERE p.unit_id = ?1 AND p.slot_at >= ?2 AND p.slot_at < ?3 ORDER BY p.slot_at, p.id LIMIT 500"
        ),
        values![unit, from, to],
        slot,
    )?);
    Ok(found)
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

/// A script that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenScript {
    pub episode: EpisodeId,
    pub title: String,
    /// When the work is wanted.
    pub wanted: Option<Day>,
}

/// The scripts that a person has to write; at most 100.
pub fn scripts(sql: &dyn Sql, unit: UnitId, owner: PersonId) -> Result<Vec<OpenScript>, StoreError> {
    sql.all(
        "SELECT id, title, wanted_day FROM episode WHERE owner_id = ?1 AND unit_id = ?2 AND content = 'scripting' \
         ORDER BY id LIMIT 100",
        values![owner, unit],
        |c| Ok(OpenScript { episode: c.id()?, title: c.text()?, wanted: c.maybe_day()? }),
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

/// A work that came out on a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WentOut {
    pub at: Millis,
    pub episode: EpisodeId,
    pub title: String,
    pub platform: String,
}

/// What came out since `since`, newest first; at most `limit`.
pub fn went_out(sql: &dyn Sql, unit: UnitId, since: Millis, limit: u32) -> Result<Vec<WentOut>, StoreError> {
    sql.all(
        "SELECT p.published_at, e.id, e.title, c.platform FROM publication p JOIN episode e ON e.id = p.episode_id \
         JOIN channel c ON c.id = p.channel_id WHERE p.unit_id = ?1 AND p.state IN ('published', 'corrected') \
         AND p.published_at >= ?2 ORDER BY p.published_at DESC, p.id LIMIT ?3",
        values![unit, since, limit],
        |c| Ok(WentOut { at: c.at()?, episode: c.id()?, title: c.text()?, platform: c.text()? }),
    )
}

/// Views that were told, beside those told before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldViews {
    pub at: Millis,
    pub episode: EpisodeId,
    pub title: String,
    /// Null for a whole work.
    pub platform: Option<String>,
    pub views: i64,
    pub qualifier: Option<Qualifier>,
    pub before: Option<i64>,
}

/// The views told of works and publications since `since`, of days from `from` on; newest first, at most 200.
pub fn told_views(
    sql: &dyn Sql,
    unit: UnitId,
    from: Day,
    since: Millis,
) -> Result<Vec<ToldViews>, StoreError> {
    sql.all(
        "SELECT m.at, e.id, e.title, c.platform, m.views, m.qualifier, \
         (SELECT b.views FROM metric_snapshot b WHERE b.publication_id = m.publication_id AND b.views IS NOT NULL \
          AND b.taken_day < m.taken_day ORDER BY b.taken_day DESC, b.at DESC LIMIT 1), \
         (SELECT b.views FROM metric_snapshot b WHERE b.episode_id = m.episode_id AND b.views IS NOT NULL \
          AND b.taken_day < m.taken_day ORDER BY b.taken_day DESC, b.at DESC LIMIT 1) \
         FROM metric_snapshot m LEFT JOIN publication p ON p.id = m.publication_id \
         LEFT JOIN channel c ON c.id = p.channel_id JOIN episode e ON e.id = COALESCE(m.episode_id, p.episode_id) \
         WHERE m.unit_id = ?1 AND m.taken_day >= ?2 AND m.at >= ?3 AND m.views IS NOT NULL \
         ORDER BY m.at DESC, m.id LIMIT 200",
        values![unit, from, since],
        |c| {
            let mut told = ToldViews {
                at: c.at()?,
                episode: c.id()?,
                title: c.text()?,
                platform: c.maybe_text()?,
                views: c.int()?,
                qualifier: c.maybe_word()?,
                before: None,
            };
            let (of_publication, of_work) = (c.maybe_int()?, c.maybe_int()?);
            told.before = of_publication.or(of_work);
            Ok(told)
        },
    )
}

/// A revision in a script's review, and how the review stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handed {
    pub review: ReviewId,
    pub episode: EpisodeId,
    pub submitted: Millis,
    pub state: ReviewState,
    /// When the review last changed.
    pub changed: Millis,
}

/// The revisions of the script reviews that changed since `since`, review by review, earliest first.
pub fn handed_in(sql: &dyn Sql, unit: UnitId, since: Millis) -> Result<Vec<Handed>, StoreError> {
    sql.all(
        "SELECT r.id, r.episode_id, v.submitted_at, r.state, r.changed_at FROM review r \
         JOIN review_revision v ON v.review_id = r.id WHERE r.unit_id = ?1 AND r.changed_at >= ?2 \
         AND r.subject = 'script' AND r.canceled_at IS NULL ORDER BY r.id, v.number",
        values![unit, since],
        |c| {
            Ok(Handed {
                review: c.id()?,
                episode: c.id()?,
                submitted: c.at()?,
                state: c.word()?,
                changed: c.at()?,
            })
        },
    )
}

/// When the works that first came out since `since` were begun, and the day on which they came out.
pub fn came_out(sql: &dyn Sql, unit: UnitId, since: Day) -> Result<Vec<(Millis, Day)>, StoreError> {
    sql.all(
        "SELECT created_at, first_published_day FROM episode WHERE unit_id = ?1 AND first_published_day >= ?2",
        values![unit, since],
        |c| Ok((c.at()?, c.day()?)),
    )
}

/// How many open tasks were due before `today`, and how many works under way were wanted before it.
pub fn late(sql: &dyn Sql, unit: UnitId, today: Day) -> Result<(i64, i64), StoreError> {
    let tasks = sql.number(
        "SELECT COUNT(*) FROM task t JOIN episode e ON e.id = t.episode_id WHERE t.unit_id = ?1 AND t.done_at IS NULL \
         AND t.due_day < ?2 AND e.content NOT IN ('withdrawn', 'shelved')",
        values![unit, today],
    )?;
    let works = sql.number(
        "SELECT COUNT(*) FROM episode WHERE unit_id = ?1 AND wanted_day < ?2 AND first_published_day IS NULL \
         AND content NOT IN ('withdrawn', 'shelved')",
        values![unit, today],
    )?;
    Ok((tasks, works))
}
