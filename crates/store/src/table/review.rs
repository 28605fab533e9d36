//! Reviews with everything that was appended to them.
//! Knows no rule: state and due time are what the domain worked out, kept for lists. Comments are in `review_comment`.

use super::review_comment;
use crate::{Cells, Sql, StoreError, Value, json_text, values};
use pufa_domain::episode::ContentState;
use pufa_domain::review::{
    Review, ReviewRevision, ReviewState, ReviewSubject, StageOverride, Template, Vote,
};
use pufa_domain::script::ScriptField;
use pufa_domain::{ColumnId, EpisodeId, Millis, PersonId, ReviewId, RevisionId, ShotId, UnitId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// A review as it is stored, with the domain's part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReview {
    pub unit: UnitId,
    /// What is reviewed, as lists and pages name it.
    pub episode: EpisodeHead,
    pub subject: ReviewSubject,
    pub opened_by: PersonId,
    pub opened_at: Millis,
    /// Set when it was ended before its end; nothing is appended after that.
    pub canceled: Option<Canceled>,
    /// The number of the template's version.
    pub template_number: u32,
    pub changed_at: Millis,
    /// Counts revisions, votes, overrides and the end; comments do not count.
    pub version: i64,
    /// The file of each revision of a final cut.
    pub assets: HashMap<RevisionId, String>,
    pub review: Review,
}

/// The episode of a review, as far as it is shown beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpisodeHead {
    pub title: String,
    /// Within the column.
    pub number: u32,
    pub column: ColumnId,
    pub column_name: String,
    pub content: ContentState,
}

/// Why and by whom a review was ended before its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canceled {
    pub by: PersonId,
    pub at: Millis,
    pub reason: String,
}

/// What of a revision is never asked for by itself.
#[derive(Serialize, Deserialize)]
struct Facts {
    contributors: BTreeSet<PersonId>,
    shots: Vec<ShotId>,
    changed: BTreeSet<ScriptField>,
    voided: BTreeSet<String>,
}

const HEAD: &str = "SELECT r.id, r.unit_id, r.episode_id, r.subject, r.format, r.template_id, t.number, t.content, \
    r.opened_by, r.opened_at, r.changed_at, r.canceled_by, r.canceled_at, r.cancel_reason, r.version, \
    e.title, e.number, k.id, k.name, e.content FROM review r JOIN review_template t ON t.id = r.template_id \
    JOIN episode e ON e.id = r.episode_id JOIN content_column k ON k.id = e.column_id";

fn head(c: &mut Cells<'_>) -> Result<StoredReview, StoreError> {
    let (id, unit, episode, subject) = (c.id()?, c.id()?, c.id()?, c.word()?);
    let (format, template_id, template_number) = (c.word()?, c.id()?, c.count()?);
    let template: Template = c.json()?;
    let (opened_by, opened_at, changed_at) = (c.id()?, c.at()?, c.at()?);
    let (by, at, reason) = (c.maybe_id()?, c.maybe_at()?, c.maybe_text()?);
    let version = c.int()?;
    Ok(StoredReview {
        unit,
        episode: EpisodeHead {
            title: c.text()?,
            number: c.count()?,
            column: c.id()?,
            column_name: c.text()?,
            content: c.word()?,
        },
        subject,
        opened_by,
        opened_at,
        canceled: by.zip(at).map(|(by, at)| Canceled { by, at, reason: reason.unwrap_or_default() }),
        template_number,
        changed_at,
        version,
        assets: HashMap::new(),
        review: Review {
            id,
            episode,
            format,
            template_id,
            template,
            revisions: vec![],
            votes: vec![],
            overrides: vec![],
            comments: vec![],
        },
    })
}

pub fn get(sql: &dyn Sql, id: ReviewId) -> Result<StoredReview, StoreError> {
    let mut found = load(sql, "SELECT id FROM review WHERE id = ?1", values![id])?;
    found.pop().ok_or(StoreError::NotFound)
}

impl StoredReview {
    /// Whether the episode stands in this review: not when its authors took it back, nor when the review is over.
    pub fn is_waiting(&self) -> bool {
        self.canceled.is_none()
            && match self.subject {
                ReviewSubject::Script => self.episode.content == ContentState::InReview,
                ReviewSubject::FinalCut => self.episode.content == ContentState::CutReview,
            }
    }
}

/// The unit's reviews that wait for somebody's vote, by due time; at most `limit`.
pub fn running(sql: &dyn Sql, unit: UnitId, limit: u32) -> Result<Vec<StoredReview>, StoreError> {
    load(
        sql,
        "SELECT id FROM (SELECT w.id FROM review w JOIN episode we ON we.id = w.episode_id \
         WHERE w.unit_id = ?1 AND w.state = 'running' AND ((w.subject = 'script' AND we.content = 'in_review') \
         OR (w.subject = 'final_cut' AND we.content = 'cut_review')) ORDER BY w.due_at, w.id LIMIT ?2) AS chosen",
        values![unit, limit],
    )
}

/// The unit's reviews in a state, changed last first; at most `limit`.
pub fn of_state(
    sql: &dyn Sql,
    unit: UnitId,
    state: ReviewState,
    limit: u32,
) -> Result<Vec<StoredReview>, StoreError> {
    let mut found = load(
        sql,
        "SELECT id FROM (SELECT id FROM review WHERE unit_id = ?1 AND state = ?2 \
         ORDER BY changed_at DESC, id LIMIT ?3) AS chosen",
        values![unit, state.word(), limit],
    )?;
    found.sort_by_key(|stored| std::cmp::Reverse(stored.changed_at));
    Ok(found)
}

/// The reviews of an episode that were not ended before their end: one of the script and one of the cut at most.
pub fn of_episode(sql: &dyn Sql, episode: EpisodeId) -> Result<Vec<StoredReview>, StoreError> {
    load(sql, "SELECT id FROM review WHERE episode_id = ?1 AND canceled_at IS NULL", values![episode])
}

/// The units in which a review waits.
pub fn units_with_running(sql: &dyn Sql) -> Result<Vec<UnitId>, StoreError> {
    sql.all(
        "SELECT DISTINCT unit_id FROM review WHERE state = ?1 ORDER BY unit_id",
        values![ReviewState::Running.word()],
        |c| c.id(),
    )
}

/// The reviews that `chosen` selects, whole, in six queries however many they are, by due time.
fn load(sql: &dyn Sql, chosen: &str, key: &[Value<'_>]) -> Result<Vec<StoredReview>, StoreError> {
    let mut found =
        sql.all(&format!("{HEAD} WHERE r.id IN ({chosen}) ORDER BY r.due_at, r.opened_at, r.id"), key, head)?;
    let mut revisions = revisions(sql, chosen, key)?;
    let mut votes = votes(sql, chosen, key)?;
    let mut overrides = overrides(sql, chosen, key)?;
    let mut comments = review_comment::of_reviews(sql, chosen, key)?;
    for stored in &mut found {
        let id = stored.review.id;
        let rows = revisions.remove(&id).unwrap_or_default();
        let assets = rows.iter().filter_map(|(r, asset)| Some((r.id, asset.clone()?)));
        stored.assets = assets.collect();
        stored.review.revisions = rows.into_iter().map(|(revision, _)| revision).collect();
        stored.review.votes = votes.remove(&id).unwrap_or_default();
        stored.review.overrides = overrides.remove(&id).unwrap_or_default();
        stored.review.comments = comments.remove(&id).unwrap_or_default();
    }
    Ok(found)
}

type Revisions = HashMap<ReviewId, Vec<(ReviewRevision, Option<String>)>>;

fn revisions(sql: &dyn Sql, chosen: &str, key: &[Value<'_>]) -> Result<Revisions, StoreError> {
    let rows = sql.all(
        &format!(
            "SELECT review_id, id, number, hash, asset_sha256, submitted_by, submitted_at, facts FROM review_revision \
             WHERE review_id IN ({chosen}) ORDER BY review_id, number"
        ),
        key,
        |c| {
            let review: ReviewId = c.id()?;
            let (id, number, hash, asset) = (c.id()?, c.count()?, c.text()?, c.maybe_text()?);
            let (submitted_by, submitted_at) = (c.id()?, c.at()?);
            let facts: Facts = c.json()?;
            let revision = ReviewRevision {
                id,
                number,
                hash,
                contributors: facts.contributors,
                submitted_by,
                submitted_at,
                shots: facts.shots,
                changed: facts.changed,
                voided: facts.voided,
            };
            Ok((review, (revision, asset)))
        },
    )?;
    Ok(grouped(rows))
}

fn votes(sql: &dyn Sql, chosen: &str, key: &[Value<'_>]) -> Result<HashMap<ReviewId, Vec<Vote>>, StoreError> {
    let rows = sql.all(
        &format!(
            "SELECT review_id, id, revision_id, stage, choice, comment, by_person, deputy_for, at FROM vote \
             WHERE review_id IN ({chosen}) ORDER BY review_id, at, id"
        ),
        key,
        |c| {
            let review: ReviewId = c.id()?;
            let vote = Vote {
                id: c.id()?,
                revision: c.id()?,
                stage: c.text()?,
                decision: c.word()?,
                note: c.text()?,
                by: c.id()?,
                standing_for: c.maybe_id()?,
                at: c.at()?,
            };
            Ok((review, vote))
        },
    )?;
    Ok(grouped(rows))
}

fn overrides(
    sql: &dyn Sql,
    chosen: &str,
    key: &[Value<'_>],
) -> Result<HashMap<ReviewId, Vec<StageOverride>>, StoreError> {
    let rows = sql.all(
        &format!(
            "SELECT review_id, stage, revision_id, reason, by_person, at FROM stage_override \
             WHERE review_id IN ({chosen}) ORDER BY review_id, at, stage"
        ),
        key,
        |c| {
            let review: ReviewId = c.id()?;
            let made = StageOverride {
                stage: c.text()?,
                revision: c.id()?,
                reason: c.text()?,
                by: c.id()?,
                at: c.at()?,
            };
            Ok((review, made))
        },
    )?;
    Ok(grouped(rows))
}

fn grouped<T>(rows: Vec<(ReviewId, T)>) -> HashMap<ReviewId, Vec<T>> {
    let mut groups: HashMap<ReviewId, Vec<T>> = HashMap::new();
    for (review, row) in rows {
        groups.entry(review).or_default().push(row);
    }
    groups
}

/// When the first open stage is due.
fn due_at(review: &Review) -> Option<Millis> {
    review.lines().into_iter().filter_map(|line| line.due_at).min()
}

/// Stores a review that begins, with its first revision; `asset` is the file of a final cut.
pub fn insert(sql: &dyn Sql, unit: UnitId, review: &Review, asset: Option<&str>) -> Result<(), StoreError> {
    let Some(first) = review.current() else {
        return Err(StoreError::Fault("a review begins with a revision".into()));
    };
    sql.run(
        "INSERT INTO review (id, unit_id, episode_id, subject, format, template_id, state, due_at, opened_by, \
         opened_at, changed_at, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, 1)",
        values![
            review.id,
            unit,
            review.episode,
            review.template.subject.word(),
            review.format.word(),
            review.template_id,
            review.state().word(),
            due_at(review),
            first.submitted_by,
            first.submitted_at
        ],
    )?;
    insert_revision(sql, review.id, first, asset)
}

/// Stores state and due time of `after`, which was made from the review that was read as `version`.
/// [`StoreError::Stale`] when somebody changed the review meanwhile, or ended it.
pub fn change(sql: &dyn Sql, after: &Review, version: i64, at: Millis) -> Result<(), StoreError> {
    sql.change(
        "UPDATE review SET state = ?3, due_at = ?4, changed_at = ?5, version = version + 1 \
         WHERE id = ?1 AND version = ?2 AND canceled_at IS NULL",
        values![after.id, version, after.state().word(), due_at(after), at],
    )
}

/// Ends a review before its end.
pub fn cancel(sql: &dyn Sql, id: ReviewId, version: i64, made: &Canceled) -> Result<(), StoreError> {
    sql.change(
        "UPDATE review SET state = 'canceled', due_at = NULL, changed_at = ?4, canceled_by = ?3, canceled_at = ?4, \
         cancel_reason = ?5, version = version + 1 WHERE id = ?1 AND version = ?2 AND canceled_at IS NULL",
        values![id, version, made.by, made.at, made.reason],
    )
}

pub fn insert_revision(
    sql: &dyn Sql,
    review: ReviewId,
    revision: &ReviewRevision,
    asset: Option<&str>,
) -> Result<(), StoreError> {
    let facts = json_text(&Facts {
        contributors: revision.contributors.clone(),
        shots: revision.shots.clone(),
        changed: revision.changed.clone(),
        voided: revision.voided.clone(),
    })?;
    sql.run(
        "INSERT INTO review_revision (id, review_id, number, hash, asset_sha256, submitted_by, submitted_at, facts) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        values![
            revision.id,
            review,
            revision.number,
            revision.hash,
            asset,
            revision.submitted_by,
            revision.submitted_at,
            facts
        ],
    )?;
    Ok(())
}

pub fn insert_vote(sql: &dyn Sql, review: ReviewId, vote: &Vote) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO vote (id, review_id, revision_id, stage, choice, by_person, deputy_for, comment, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        values![
            vote.id,
            review,
            vote.revision,
            vote.stage,
            vote.decision.word(),
            vote.by,
            vote.standing_for,
            vote.note,
            vote.at
        ],
    )?;
    Ok(())
}

pub fn insert_override(sql: &dyn Sql, review: ReviewId, made: &StageOverride) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO stage_override (review_id, revision_id, stage, reason, by_person, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        values![review, made.revision, made.stage, made.reason, made.by, made.at],
    )?;
    Ok(())
}
