//! Comments of a review: where they stand, their answers, and when they are settled.
//! Knows no thread of chat: a comment is a question to the authors, and it never vanishes.

use super::{Review, too_many};
use crate::script::ScriptField;
use crate::{CommentId, Millis, PersonId, Refusal, RevisionId, ShotId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a comment stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CommentPlace {
    /// On the whole.
    Whole,
    /// On a field of the header.
    Header { field: ScriptField },
    /// On a shot, or on one field of it.
    Shot { shot: ShotId, field: Option<ScriptField> },
    /// At a moment of the final cut, in milliseconds from its start.
    Moment { at_ms: u32 },
}

impl CommentPlace {
    /// Whether it points at something that can be mended: a shot, or a moment of the cut.
    pub fn is_on_a_shot(&self) -> bool {
        match self {
            CommentPlace::Shot { .. } | CommentPlace::Moment { .. } => true,
            CommentPlace::Whole | CommentPlace::Header { .. } => false,
        }
    }
}

/// Words added under a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Reply {
    pub by: PersonId,
    pub at: Millis,
    pub text: String,
}

/// Who settled a comment and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Resolution {
    pub by: PersonId,
    pub at: Millis,
}

/// A comment with what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewComment {
    pub id: CommentId,
    pub revision: RevisionId,
    pub place: CommentPlace,
    pub text: String,
    pub by: PersonId,
    pub at: Millis,
    pub replies: Vec<Reply>,
    pub resolved: Option<Resolution>,
}

impl ReviewComment {
    /// Whether it still waits: not resolved, and nobody but its author has answered.
    pub fn is_open(&self) -> bool {
        self.resolved.is_none() && !self.replies.iter().any(|reply| reply.by != self.by)
    }

    /// The moments at which something was appended to it.
    pub(super) fn moments(&self) -> impl Iterator<Item = Millis> {
        let replies = self.replies.iter().map(|reply| reply.at);
        [self.at].into_iter().chain(replies).chain(self.resolved.map(|r| r.at))
    }
}

/// What somebody wants to remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct NewComment {
    pub id: CommentId,
    pub revision: RevisionId,
    pub place: CommentPlace,
    pub text: String,
}

const TEXT: u32 = 1000;
const MOST_COMMENTS: usize = 1000;
const MOST_REPLIES: usize = 100;
/// A final cut is at most a day long; anything beyond is a slip.
const LONGEST_CUT_MS: u32 = 24 * 3_600_000;

impl Review {
    /// Takes a comment on the current revision.
    pub fn comment(&self, new: NewComment, by: PersonId, at: Millis) -> Result<ReviewComment, Refusal> {
        self.not_before(at)?;
        let current = self.current().ok_or(Refusal::NothingToReview)?;
        if current.id != new.revision {
            return Err(Refusal::OtherRevision { current: current.number });
        }
        if self.comments.iter().any(|comment| comment.id == new.id) {
            return Err(Refusal::Taken { field: "comment".into(), value: new.id.to_string() });
        }
        if self.comments.len() >= MOST_COMMENTS {
            return Err(too_many("comments", MOST_COMMENTS, self.comments.len()));
        }
        match &new.place {
            CommentPlace::Shot { shot, .. } if !current.shots.contains(shot) => {
                return Err(Refusal::Unknown { field: "shot".into(), value: shot.to_string() });
            }
            CommentPlace::Moment { at_ms } => {
                Refusal::range("at_ms", (*at_ms).into(), 0, LONGEST_CUT_MS.into())?;
            }
            CommentPlace::Shot { .. } | CommentPlace::Whole | CommentPlace::Header { .. } => (),
        }
        Ok(ReviewComment {
            id: new.id,
            revision: new.revision,
            place: new.place,
            text: Refusal::text("text", &new.text, TEXT)?,
            by,
            at,
            replies: vec![],
            resolved: None,
        })
    }

    /// Takes an answer to a comment. The author's own words under it are no answer, but are kept.
    pub fn answer(&self, id: CommentId, by: PersonId, text: &str, at: Millis) -> Result<Reply, Refusal> {
        self.not_before(at)?;
        let comment = self.comment_of(id)?;
        if comment.replies.len() >= MOST_REPLIES {
            return Err(too_many("replies", MOST_REPLIES, comment.replies.len()));
        }
        Ok(Reply { by, at, text: Refusal::text("text", text, TEXT)? })
    }

    /// Settles a comment: its author may, and whoever has no part in the script. Those who wrote it may answer only.
    pub fn resolve(&self, id: CommentId, by: PersonId, at: Millis) -> Result<Resolution, Refusal> {
        self.not_before(at)?;
        let comment = self.comment_of(id)?;
        if comment.resolved.is_some() {
            return Err(Refusal::WrongState { state: "resolved".into(), step: "resolve_comment".into() });
        }
        if comment.by != by && self.contributed(by) {
            return Err(Refusal::OwnWork);
        }
        Ok(Resolution { by, at })
    }

    /// The review once the comment, with its replies and its end, is stored.
    pub fn after_comment(&self, comment: ReviewComment) -> Review {
        let mut after = self.clone();
        match after.comments.iter_mut().find(|other| other.id == comment.id) {
            Some(known) => *known = comment,
            None => after.comments.push(comment),
        }
        after
    }

    fn comment_of(&self, id: CommentId) -> Result<&ReviewComment, Refusal> {
        let found = self.comments.iter().find(|comment| comment.id == id);
        found.ok_or_else(|| Refusal::Unknown { field: "comment".into(), value: id.to_string() })
    }
}
