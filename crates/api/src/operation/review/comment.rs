//! Comments: on the whole, a field of the header, a shot, or a moment of the cut; their answers and their end.
//! Knows no vote.

use super::desk::{holds, open};
use super::submit::of_subject;
use crate::context::{Acting, Context};
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use pufa_domain::review::{CommentPlace, NewComment, ReviewComment, ReviewSubject};
use pufa_domain::right::Right;
use pufa_domain::script::Script;
use pufa_domain::{CommentId, EpisodeId, Millis, PersonId, Refusal, ReviewId, RevisionId};
use pufa_store::Sql;
use pufa_store::table::review::StoredReview;
use pufa_store::table::{episode, review_comment, revision};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddComment {
    pub review: ReviewId,
    /// The revision that was read.
    pub revision: RevisionId,
    pub place: CommentPlace,
    pub text: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerComment {
    pub comment: CommentId,
    pub text: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResolveComment {
    pub comment: CommentId,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EpisodeComments {
    pub episode: EpisodeId,
    pub subject: ReviewSubject,
}

/// The comments of an episode's review, for the margin of what is commented on.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CommentsView {
    /// Null before a review began.
    pub review: Option<ReviewId>,
    /// The revision on which a new comment would stand.
    pub revision: Option<RevisionId>,
    pub comments: Vec<CommentView>,
    /// How many wait for an answer.
    pub unanswered: u32,
    pub may_comment: bool,
}

pufa_domain::words! {
    /// What the person may do with a comment.
    pub enum CommentStep { Answer = "answer", Resolve = "resolve" }
}

/// A comment as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CommentView {
    pub id: CommentId,
    pub revision: RevisionId,
    pub place: CommentPlace,
    /// The code of the shot, while the shot is in the newest revision.
    pub shot_code: Option<String>,
    pub text: String,
    pub by: PersonName,
    pub at: Millis,
    pub replies: Vec<ReplyView>,
    pub resolved_by: Option<PersonName>,
    pub resolved_at: Option<Millis>,
    /// Whether it still waits for an answer.
    pub open: bool,
    pub steps: Vec<CommentStep>,
}

/// An answer as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReplyView {
    pub by: PersonName,
    pub at: Millis,
    pub text: String,
}

pub fn add_comment(cx: &Context<'_>, input: AddComment) -> Result<CommentView, StudioError> {
    cx.write(|sql| {
        let (mut stored, acting) = open(cx, sql, input.review)?;
        speak(cx, sql, &stored)?;
        let new = NewComment {
            id: CommentId(cx.uuid()),
            revision: input.revision,
            place: input.place.clone(),
            text: input.text.clone(),
        };
        let comment = stored.review.comment(new, acting.person, cx.now())?;
        review_comment::insert(sql, input.review, stored.review.episode, &comment)?;
        finish(cx, sql, &mut stored, comment, acting)
    })
}

pub fn answer_comment(cx: &Context<'_>, input: AnswerComment) -> Result<CommentView, StudioError> {
    cx.write(|sql| {
        let id = review_comment::review_of(sql, input.comment)?;
        let (mut stored, acting) = open(cx, sql, id)?;
        speak(cx, sql, &stored)?;
        let reply = stored.review.answer(input.comment, acting.person, &input.text, cx.now())?;
        let mut comment = of(&stored, input.comment)?;
        review_comment::add_reply(sql, &comment, &reply)?;
        comment.replies.push(reply);
        finish(cx, sql, &mut stored, comment, acting)
    })
}

pub fn resolve_comment(cx: &Context<'_>, input: ResolveComment) -> Result<CommentView, StudioError> {
    cx.write(|sql| {
        let id = review_comment::review_of(sql, input.comment)?;
        let (mut stored, acting) = open(cx, sql, id)?;
        speak(cx, sql, &stored)?;
        let made = stored.review.resolve(input.comment, acting.person, cx.now())?;
        review_comment::resolve(sql, input.comment, &made)?;
        let mut comment = of(&stored, input.comment)?;
        comment.resolved = Some(made);
        finish(cx, sql, &mut stored, comment, acting)
    })
}

/// Those who write and those who review may speak; nobody in a review that was ended.
fn speak(cx: &Context<'_>, sql: &dyn Sql, stored: &StoredReview) -> Result<(), StudioError> {
    if !holds(cx, sql, Right::Write, stored.unit)? {
        cx.allow(sql, Right::Review, stored.unit)?;
    }
    if stored.canceled.is_some() {
        return Err(Refusal::WrongState { state: "canceled".into(), step: "add_comment".into() }.into());
    }
    Ok(())
}

fn of(stored: &StoredReview, id: CommentId) -> Result<ReviewComment, StudioError> {
    let mut all = stored.review.comments.iter();
    all.find(|comment| comment.id == id).cloned().ok_or(StudioError::NotFound)
}

fn finish(
    cx: &Context<'_>,
    sql: &dyn Sql,
    stored: &mut StoredReview,
    comment: ReviewComment,
    acting: Acting,
) -> Result<CommentView, StudioError> {
    cx.record(sql, stored.unit, "review_comment", comment.id, None, Some(&comment))?;
    stored.review = stored.review.after_comment(comment.clone());
    let script = current_script(sql, stored)?;
    let names = Names::read(sql, people(&comment))?;
    Ok(comment_view(cx, stored, &comment, script.as_ref(), &names, acting.person, true))
}

/// The newest revision's words; none for a cut.
pub(super) fn current_script(sql: &dyn Sql, stored: &StoredReview) -> Result<Option<Script>, StudioError> {
    match (stored.subject, stored.review.current()) {
        (ReviewSubject::Script, Some(current)) => Ok(Some(revision::get(sql, current.id)?.script)),
        (ReviewSubject::FinalCut, _) | (_, None) => Ok(None),
    }
}

/// Everybody named in a comment.
pub(super) fn people(comment: &ReviewComment) -> Vec<PersonId> {
    let replies = comment.replies.iter().map(|reply| reply.by);
    let resolved = comment.resolved.map(|made| made.by);
    [comment.by].into_iter().chain(replies).chain(resolved).collect()
}

pub(super) fn comment_view(
    cx: &Context<'_>,
    stored: &StoredReview,
    comment: &ReviewComment,
    script: Option<&Script>,
    names: &Names,
    person: PersonId,
    may_speak: bool,
) -> CommentView {
    let shot_code = match (&comment.place, script) {
        (CommentPlace::Shot { shot, .. }, Some(script)) => script.shot(*shot).map(|shot| shot.code.clone()),
        _ => None,
    };
    let mut steps = Vec::new();
    if may_speak && stored.canceled.is_none() {
        if comment.resolved.is_none() {
            steps.push(CommentStep::Answer);
        }
        if stored.review.resolve(comment.id, person, cx.now()).is_ok() {
            steps.push(CommentStep::Resolve);
        }
    }
    let replies = comment.replies.iter().map(|reply| ReplyView {
        by: names.of(reply.by),
        at: reply.at,
        text: reply.text.clone(),
    });
    CommentView {
        id: comment.id,
        revision: comment.revision,
        place: comment.place.clone(),
        shot_code,
        text: comment.text.clone(),
        by: names.of(comment.by),
        at: comment.at,
        replies: replies.collect(),
        resolved_by: comment.resolved.map(|made| names.of(made.by)),
        resolved_at: comment.resolved.map(|made| made.at),
        open: comment.is_open(),
        steps,
    }
}

/// Every comment of a review, oldest first.
pub(super) fn comment_views(
    cx: &Context<'_>,
    sql: &dyn Sql,
    stored: &StoredReview,
    script: Option<&Script>,
    person: PersonId,
) -> Result<Vec<CommentView>, StudioError> {
    let names = Names::read(sql, stored.review.comments.iter().flat_map(people))?;
    let may_speak = may_speak(cx, sql, stored)?;
    let all = stored.review.comments.iter();
    Ok(all.map(|comment| comment_view(cx, stored, comment, script, &names, person, may_speak)).collect())
}

pub(super) fn may_speak(cx: &Context<'_>, sql: &dyn Sql, stored: &StoredReview) -> Result<bool, StudioError> {
    let may = holds(cx, sql, Right::Write, stored.unit)? || holds(cx, sql, Right::Review, stored.unit)?;
    Ok(may && stored.canceled.is_none())
}

/// The comments beside a script or a cut.
pub fn episode_comments(cx: &Context<'_>, input: EpisodeComments) -> Result<CommentsView, StudioError> {
    cx.read(|sql| {
        let episode = episode::get(sql, input.episode)?;
        let acting = cx.allow(sql, Right::Read, episode.unit)?;
        let Some(stored) = of_subject(sql, episode.id, input.subject)? else {
            return Ok(CommentsView {
                review: None,
                revision: None,
                comments: vec![],
                unanswered: 0,
                may_comment: false,
            });
        };
        let script = current_script(sql, &stored)?;
        let comments = comment_views(cx, sql, &stored, script.as_ref(), acting.person)?;
        let unanswered = comments.iter().filter(|comment| comment.open).count();
        Ok(CommentsView {
            review: Some(stored.review.id),
            revision: stored.review.current().map(|current| current.id),
            comments,
            unanswered: u32::try_from(unanswered).unwrap_or(u32::MAX),
            may_comment: may_speak(cx, sql, &stored)?,
        })
    })
}
