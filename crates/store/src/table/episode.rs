//! Episodes and the steps that their content took.
//! Knows no transition: which step is open is the domain's to say. Lists are in `episode_list`.

use crate::{Cells, Sql, StoreError, values};
use pufa_domain::episode::{ContentState, EpisodeDates, EpisodeFormat, EpisodeMove};
use pufa_domain::{ColumnId, Day, EpisodeId, Millis, PersonId, RevisionId, TopicId, UnitId};
use uuid::Uuid;

/// An episode 期.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Episode {
    pub id: EpisodeId,
    pub unit: UnitId,
    pub column: ColumnId,
    /// Within the column, from 1.
    pub number: u32,
    pub topic: Option<TopicId>,
    pub title: String,
    pub format: EpisodeFormat,
    pub target_seconds: Option<u32>,
    pub wanted_day: Option<Day>,
    pub owner: Option<PersonId>,
    pub content: ContentState,
    /// Since when the content is in that state.
    pub content_at: Millis,
    pub approved_revision: Option<RevisionId>,
    /// When it reached each state that it was not sent back from.
    pub dates: EpisodeDates,
    pub first_published_day: Option<Day>,
    pub withdrawn_day: Option<Day>,
    pub withdrawn_reason: Option<String>,
    pub created_by: PersonId,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i64,
}

/// A step that an episode's content took: the ground of cycle times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTaken {
    pub id: Uuid,
    pub episode: EpisodeId,
    /// None for the first.
    pub from: Option<ContentState>,
    pub to: ContentState,
    pub by: PersonId,
    pub at: Millis,
    pub reason: String,
}

const EPISODE: &str = "SELECT id, unit_id, column_id, number, topic_id, title, format, target_seconds, wanted_day, \
    owner_id, content, content_at, approved_revision, submitted_at, approved_at, producing_at, cut_submitted_at, \
    ready_at, first_published_day, withdrawn_day, withdrawn_reason, created_by, created_at, updated_at, version FROM episode";

fn episode(c: &mut Cells<'_>) -> Result<Episode, StoreError> {
    Ok(Episode {
        id: c.id()?,
        unit: c.id()?,
        column: c.id()?,
        number: c.count()?,
        topic: c.maybe_id()?,
        title: c.text()?,
        format: c.word()?,
        target_seconds: c.maybe_count()?,
        wanted_day: c.maybe_day()?,
        owner: c.maybe_id()?,
        content: c.word()?,
        content_at: c.at()?,
        approved_revision: c.maybe_id()?,
        dates: EpisodeDates {
            submitted_at: c.maybe_at()?,
            approved_at: c.maybe_at()?,
            producing_at: c.maybe_at()?,
            cut_submitted_at: c.maybe_at()?,
            ready_at: c.maybe_at()?,
        },
        first_published_day: c.maybe_day()?,
        withdrawn_day: c.maybe_day()?,
        withdrawn_reason: c.maybe_text()?,
        created_by: c.id()?,
        created_at: c.at()?,
        updated_at: c.at()?,
        version: c.int()?,
    })
}

pub fn get(sql: &dyn Sql, id: EpisodeId) -> Result<Episode, StoreError> {
    sql.one(&format!("{EPISODE} WHERE id = ?1"), values![id], episode)
}

/// The number that the next episode of a column gets.
pub fn next_number(sql: &dyn Sql, column: ColumnId) -> Result<u32, StoreError> {
    let last = sql.number("SELECT MAX(number) FROM episode WHERE column_id = ?1", values![column])?;
    u32::try_from(last + 1).map_err(|e| StoreError::Unreadable(e.to_string()))
}

/// Stores a new episode as version 1. [`StoreError::Taken`] when the column has that number already.
pub fn insert(sql: &dyn Sql, e: &Episode) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO episode (id, unit_id, column_id, number, topic_id, title, format, target_seconds, wanted_day, \
         owner_id, content, content_at, approved_revision, submitted_at, approved_at, producing_at, cut_submitted_at, \
         ready_at, first_published_day, withdrawn_day, withdrawn_reason, created_by, created_at, updated_at, version) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, \
         ?23, ?24, 1)",
        values![
            e.id,
            e.unit,
            e.column,
            e.number,
            e.topic,
            e.title,
            e.format.word(),
            e.target_seconds,
            e.wanted_day,
            e.owner,
            e.content.word(),
            e.content_at,
            e.approved_revision,
            e.dates.submitted_at,
            e.dates.approved_at,
            e.dates.producing_at,
            e.dates.cut_submitted_at,
            e.dates.ready_at,
            e.first_published_day,
            e.withdrawn_day,
            e.withdrawn_reason,
            e.created_by,
            e.created_at,
            e.updated_at
        ],
    )?;
    Ok(())
}

/// Stores the episode that was read as `e.version`: everything but its unit, its topic and who made it.
pub fn update(sql: &dyn Sql, e: &Episode) -> Result<(), StoreError> {
    sql.change(
        "UPDATE episode SET column_id = ?3, number = ?4, title = ?5, format = ?6, target_seconds = ?7, \
         wanted_day = ?8, owner_id = ?9, content = ?10, content_at = ?11, approved_revision = ?12, submitted_at = ?13, \
         approved_at = ?14, producing_at = ?15, cut_submitted_at = ?16, ready_at = ?17, first_published_day = ?18, \
         withdrawn_day = ?19, withdrawn_reason = ?20, updated_at = ?21, version = version + 1 WHERE id = ?1 AND version = ?2",
        values![
            e.id,
            e.version,
            e.column,
            e.number,
            e.title,
            e.format.word(),
            e.target_seconds,
            e.wanted_day,
            e.owner,
            e.content.word(),
            e.content_at,
            e.approved_revision,
            e.dates.submitted_at,
            e.dates.approved_at,
            e.dates.producing_at,
            e.dates.cut_submitted_at,
            e.dates.ready_at,
            e.first_published_day,
            e.withdrawn_day,
            e.withdrawn_reason,
            e.updated_at
        ],
    )
}

/// Notes that something of the episode changed (its script, a task), so that lists by time show it; no new version.
pub fn touch(sql: &dyn Sql, id: EpisodeId, at: Millis) -> Result<(), StoreError> {
    sql.run("UPDATE episode SET updated_at = ?2 WHERE id = ?1 AND updated_at < ?2", values![id, at])?;
    Ok(())
}

/// Stores a move that the domain decided on, with its step; the episode must be as it was read. `id` is the step's.
pub fn take(sql: &dyn Sql, episode: &Episode, taken: &EpisodeMove, id: Uuid) -> Result<(), StoreError> {
    let after = Episode {
        content: taken.to,
        content_at: taken.at,
        dates: taken.dates,
        approved_revision: taken.dates.approved_at.and(episode.approved_revision),
        updated_at: taken.at,
        ..episode.clone()
    };
    update(sql, &after)?;
    let step = StepTaken {
        id,
        episode: episode.id,
        from: Some(taken.from),
        to: taken.to,
        by: taken.by,
        at: taken.at,
        reason: taken.reason.clone(),
    };
    insert_step(sql, &step)
}

/// Adds a step of the content.
pub fn insert_step(sql: &dyn Sql, step: &StepTaken) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO episode_step (id, episode_id, from_state, to_state, by_person, at, reason) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        values![
            step.id.to_string(),
            step.episode,
            step.from.map(ContentState::word),
            step.to.word(),
            step.by,
            step.at,
            step.reason
        ],
    )?;
    Ok(())
}

/// The steps of an episode's content, oldest first.
pub fn steps(sql: &dyn Sql, id: EpisodeId) -> Result<Vec<StepTaken>, StoreError> {
    sql.all(
        "SELECT id, episode_id, from_state, to_state, by_person, at, reason FROM episode_step \
         WHERE episode_id = ?1 ORDER BY at, id",
        values![id],
        |c| {
            Ok(StepTaken {
                id: c.id()?,
                episode: c.id()?,
                from: c.maybe_word()?,
                to: c.word()?,
                by: c.id()?,
                at: c.at()?,
                reason: c.text()?,
            })
        },
    )
}

/// How much stands behind each part of an episode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TabCounts {
    pub revisions: u32,
    pub open_comments: u32,
    pub open_tasks: u32,
    pub publications: u32,
    pub credits: u32,
    pub unconfirmed_credits: u32,
}

/// Counts the parts of an episode in one query.
pub fn tab_counts(sql: &dyn Sql, id: EpisodeId) -> Result<TabCounts, StoreError> {
    sql.one(
        "SELECT (SELECT COUNT(*) FROM revision WHERE episode_id = ?1), \
         (SELECT COUNT(*) FROM review_comment WHERE episode_id = ?1 AND answered_at IS NULL AND resolved_at IS NULL), \
         (SELECT COUNT(*) FROM task WHERE episode_id = ?1 AND done_at IS NULL), \
         (SELECT COUNT(*) FROM publication WHERE episode_id = ?1), \
         (SELECT COUNT(*) FROM credit WHERE episode_id = ?1), \
         (SELECT COUNT(*) FROM credit WHERE episode_id = ?1 AND confirmed = 0)",
        values![id],
        |c| {
            Ok(TabCounts {
                revisions: c.count()?,
                open_comments: c.count()?,
                open_tasks: c.count()?,
                publications: c.count()?,
                credits: c.count()?,
                unconfirmed_credits: c.count()?,
            })
        },
    )
}

/// The unit to which a column belongs.
pub fn unit_of_column(sql: &dyn Sql, column: ColumnId) -> Result<UnitId, StoreError> {
    sql.one("SELECT unit_id FROM content_column WHERE id = ?1", values![column], |c| c.id())
}
