//! Comments of reviews with what was answered.
//! Knows no rule of answering; nothing here deletes or rewrites a word.

use crate::{Sql, StoreError, values};
use pufa_domain::review::{CommentPlace, Reply, Resolution, ReviewComment};
use pufa_domain::script::ScriptField;
use pufa_domain::{CommentId, EpisodeId, ReviewId, ShotId};
use std::collections::HashMap;

/// Where a comment stands, from its three cells.
fn place(shot: Option<ShotId>, field: Option<ScriptField>, at_ms: Option<u32>) -> CommentPlace {
    match (shot, field, at_ms) {
        (_, _, Some(at_ms)) => CommentPlace::Moment { at_ms },
        (Some(shot), field, None) => CommentPlace::Shot { shot, field },
        (None, Some(field), None) => CommentPlace::Header { field },
        (None, None, None) => CommentPlace::Whole,
    }
}

/// The comments of the reviews that `chosen` selects (`SELECT id FROM review ..` with `?1` bound to `key`), by review,
/// oldest first. Two queries, however many reviews.
pub(super) fn of_reviews(
    sql: &dyn Sql,
    chosen: &str,
    key: &[crate::Value<'_>],
) -> Result<HashMap<ReviewId, Vec<ReviewComment>>, StoreError> {
    let mut replies: HashMap<CommentId, Vec<Reply>> = HashMap::new();
    let found: Vec<(CommentId, Reply)> = sql.all(
        &format!(
            "SELECT r.comment_id, r.by_person, r.at, r.text FROM review_reply r JOIN review_comment c \
             ON c.id = r.comment_id WHERE c.review_id IN ({chosen}) ORDER BY r.comment_id, r.position"
        ),
        key,
        |c| Ok((c.id()?, Reply { by: c.id()?, at: c.at()?, text: c.text()? })),
    )?;
    for (comment, reply) in found {
        replies.entry(comment).or_default().push(reply);
    }
    let found: Vec<(ReviewId, ReviewComment)> = sql.all(
        &format!(
            "SELECT review_id, id, revision_id, shot_id, field, time_code, text, by_person, at, resolved_by, \
             resolved_at FROM review_comment WHERE review_id IN ({chosen}) ORDER BY at, id"
        ),
        key,
        |c| {
            let (review, id, revision) = (c.id()?, c.id()?, c.id()?);
            let place = place(c.maybe_id()?, c.maybe_word()?, c.maybe_count()?);
            let (text, by, at) = (c.text()?, c.id()?, c.at()?);
            let (resolved_by, resolved_at) = (c.maybe_id()?, c.maybe_at()?);
            let resolved = resolved_by.zip(resolved_at).map(|(by, at)| Resolution { by, at });
            let comment = ReviewComment { id, revision, place, text, by, at, replies: vec![], resolved };
            Ok((review, comment))
        },
    )?;
    let mut by_review: HashMap<ReviewId, Vec<ReviewComment>> = HashMap::new();
    for (review, mut comment) in found {
        comment.replies = replies.remove(&comment.id).unwrap_or_default();
        by_review.entry(review).or_default().push(comment);
    }
    Ok(by_review)
}

/// The review to which a comment belongs.
pub fn review_of(sql: &dyn Sql, id: CommentId) -> Result<ReviewId, StoreError> {
    sql.one("SELECT review_id FROM review_comment WHERE id = ?1", values![id], |c| c.id())
}

pub fn insert(
    sql: &dyn Sql,
    review: ReviewId,
    episode: EpisodeId,
    comment: &ReviewComment,
) -> Result<(), StoreError> {
    let (shot, field, at_ms) = match &comment.place {
        CommentPlace::Whole => (None, None, None),
        CommentPlace::Header { field } => (None, Some(field.word()), None),
        CommentPlace::Shot { shot, field } => (Some(*shot), field.map(ScriptField::word), None),
        CommentPlace::Moment { at_ms } => (None, None, Some(*at_ms)),
    };
    sql.run(
        "INSERT INTO review_comment (id, review_id, episode_id, revision_id, shot_id, field, time_code, text, \
         by_person, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        values![
            comment.id,
            review,
            episode,
            comment.revision,
            shot,
            field,
            at_ms,
            comment.text,
            comment.by,
            comment.at
        ],
    )?;
    Ok(())
}

/// Adds a reply at its place; one by somebody else than the author answers the comment.
pub fn add_reply(sql: &dyn Sql, comment: &ReviewComment, reply: &Reply) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO review_reply (comment_id, position, text, by_person, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        values![comment.id, comment.replies.len() + 1, reply.text, reply.by, reply.at],
    )?;
    if reply.by != comment.by {
        sql.run(
            "UPDATE review_comment SET answered_at = ?2 WHERE id = ?1 AND answered_at IS NULL",
            values![comment.id, reply.at],
        )?;
    }
    Ok(())
}

/// Settles a comment; [`StoreError::Stale`] when somebody settled it meanwhile.
pub fn resolve(sql: &dyn Sql, id: CommentId, made: &Resolution) -> Result<(), StoreError> {
    sql.change(
        "UPDATE review_comment SET resolved_by = ?2, resolved_at = ?3 WHERE id = ?1 AND resolved_at IS NULL",
        values![id, made.by, made.at],
    )
}
