//! The review 三审三校 of one script or final cut: revisions, votes, comments, overrides, and what follows from them.
//! Knows no text and no account. Everything in it is appended; every state is worked out from what was appended, so
//! no state can be set by hand.

mod comment;
pub mod deputy;
mod gate;
mod result;
mod seat;
mod steps;
pub mod template;
mod vote;

pub use comment::{CommentPlace, NewComment, Reply, Resolution, ReviewComment};
pub use deputy::{Deputy, StandIn};
pub use result::{OverdueLevel, OverdueStage, StageLine, StageResult};
pub use steps::{ReviewSteps, StageSteps, VoteMeaning};
pub use template::{ReviewGate, ReviewSubject, StageRule, Template, Voter, Voters};
pub use vote::{Ballot, Decision, StageOverride, Vote, VoteCast};

use crate::episode::EpisodeFormat;
use crate::script::ScriptField;
use crate::{EpisodeId, Millis, PersonId, Refusal, ReviewId, RevisionId, ShotId, TemplateId, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use ts_rs::TS;

words! {
    /// Where a review stands.
    pub enum ReviewState {
        /// A stage waits for votes.
        Running = "running",
        /// A stage sent the current revision back; a new revision is waited for.
        Returned = "returned",
        /// Every required stage is satisfied or overridden.
        Approved = "approved",
    }
}

/// A revision as the review sees it: an immutable snapshot of a script, or a final cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewRevision {
    pub id: RevisionId,
    /// 1, 2, 3 within the review.
    pub number: u32,
    /// SHA-256 of the content, in hexadecimal.
    pub hash: String,
    /// Everybody whose work is in it, the work of earlier revisions included.
    pub contributors: BTreeSet<PersonId>,
    pub submitted_by: PersonId,
    pub submitted_at: Millis,
    /// The shots in it, on which comments may stand.
    pub shots: Vec<ShotId>,
    /// The fields in which it differs from the revision before it.
    pub changed: BTreeSet<ScriptField>,
    /// The stages that must vote again because a field they watch changed.
    pub voided: BTreeSet<String>,
}

/// What is handed in for review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub id: RevisionId,
    /// `Script::content_hash`, or [`cut_hash`].
    pub hash: String,
    /// Everybody who changed something since the last revision; whoever submits is added.
    pub contributors: BTreeSet<PersonId>,
    pub shots: Vec<ShotId>,
    /// `Script::changed_fields` between the last submitted revision and this one; empty for the first.
    pub changed: BTreeSet<ScriptField>,
    pub by: PersonId,
    pub at: Millis,
}

/// A review from its first revision on. It keeps the template with which it began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Review {
    pub id: ReviewId,
    pub episode: EpisodeId,
    pub format: EpisodeFormat,
    pub template_id: TemplateId,
    pub template: Template,
    /// In the order of their numbers; never empty.
    pub revisions: Vec<ReviewRevision>,
    /// In the order in which they were cast.
    pub votes: Vec<Vote>,
    pub overrides: Vec<StageOverride>,
    pub comments: Vec<ReviewComment>,
}

/// A new revision of a running review, to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionTaken {
    pub revision: ReviewRevision,
    pub state: ReviewState,
}

/// The most revisions of one review; a dozen is a troubled episode.
const MOST_REVISIONS: usize = 100;

impl Review {
    /// A review of the first revision. The template has been checked when it was stored.
    pub fn begin(
        (id, episode, format): (ReviewId, EpisodeId, EpisodeFormat),
        (template_id, template): (TemplateId, Template),
        first: Submission,
    ) -> Result<Review, Refusal> {
        let template = template.checked()?;
        let revision = ReviewRevision {
            id: first.id,
            number: 1,
            hash: first.hash,
            contributors: with(first.contributors, first.by),
            submitted_by: first.by,
            submitted_at: first.at,
            shots: first.shots,
            changed: BTreeSet::new(),
            voided: BTreeSet::new(),
        };
        Ok(Review {
            id,
            episode,
            format,
            template_id,
            template,
            revisions: vec![revision],
            votes: vec![],
            overrides: vec![],
            comments: vec![],
        })
    }

    /// The revision under review; none only when a stored review has lost its revisions.
    pub fn current(&self) -> Option<&ReviewRevision> {
        self.revisions.last()
    }

    /// What waits, in one word.
    pub fn state(&self) -> ReviewState {
        let Some(current) = self.current() else {
            return ReviewState::Returned;
        };
        let sent_back = |vote: &Vote| vote.revision == current.id && vote.decision == Decision::SendBack;
        if self.votes.iter().any(sent_back) {
            ReviewState::Returned
        } else if self.required().all(|stage| self.result(&stage.key).is_done()) {
            ReviewState::Approved
        } else {
            ReviewState::Running
        }
    }

    /// The revision that was approved and its hash, while the review stands approved.
    pub fn approved(&self) -> Option<&ReviewRevision> {
        self.current().filter(|_| self.state() == ReviewState::Approved)
    }

    /// Takes a new revision: after a sending back, or while the review runs, or after approval.
    /// The same content again is taken only after a sending back, as an answer in words; a script that its authors
    /// took back and hand in unchanged needs no new revision, for the review of it still runs.
    /// It voids exactly the stages that watch a changed field; every comment needs an answer first; contributors of
    /// earlier revisions stay contributors, so nobody who wrote a word of it ever votes.
    pub fn new_revision(&self, new: Submission) -> Result<RevisionTaken, Refusal> {
        self.not_before(new.at)?;
        let current = self.current().ok_or(Refusal::NothingToReview)?;
        if self.revisions.iter().any(|revision| revision.id == new.id) {
            return Err(Refusal::Taken { field: "revision".into(), value: new.id.to_string() });
        }
        if self.revisions.len() >= MOST_REVISIONS {
            return Err(too_many("revisions", MOST_REVISIONS, self.revisions.len()));
        }
        let same = new.hash == current.hash;
        match self.state() {
            ReviewState::Running if same => return Err(Refusal::ReviewRunning),
            ReviewState::Approved if same => return Err(Refusal::NothingChanged),
            ReviewState::Returned | ReviewState::Running | ReviewState::Approved => (),
        }
        let unanswered = self.comments.iter().filter(|comment| comment.is_open()).count();
        if unanswered > 0 {
            return Err(Refusal::CommentsUnanswered { count: u32::try_from(unanswered).unwrap_or(u32::MAX) });
        }
        let changed = self.changed_fields(same, new.changed);
        let stages = self.template.stages.iter().filter(|stage| stage.watches(&changed));
        let revision = ReviewRevision {
            id: new.id,
            number: current.number.saturating_add(1),
            hash: new.hash,
            contributors: with(current.contributors.union(&new.contributors).copied().collect(), new.by),
            submitted_by: new.by,
            submitted_at: new.at,
            shots: new.shots,
            voided: stages.map(|stage| stage.key.clone()).collect(),
            changed,
        };
        let state = self.after_revision(&revision).state();
        Ok(RevisionTaken { revision, state })
    }

    /// The review once `revision` is stored.
    pub fn after_revision(&self, revision: &ReviewRevision) -> Review {
        let mut after = self.clone();
        after.revisions.push(revision.clone());
        after
    }

    /// What changed, as told; but another hash with nothing told counts as everything, so that a forgotten
    /// comparison makes more work and never less.
    fn changed_fields(&self, same_hash: bool, told: BTreeSet<ScriptField>) -> BTreeSet<ScriptField> {
        match (same_hash, self.template.subject) {
            (true, _) => BTreeSet::new(),
            (false, ReviewSubject::FinalCut) => BTreeSet::from([ScriptField::Cut]),
            (false, ReviewSubject::Script) if told.is_empty() => ScriptField::ALL.iter().copied().collect(),
            (false, ReviewSubject::Script) => told,
        }
    }

    /// Refuses a moment before the last thing that was appended: nothing is back-dated.
    fn not_before(&self, at: Millis) -> Result<(), Refusal> {
        let comments = self.comments.iter().flat_map(ReviewComment::moments);
        let last = comments
            .chain(self.revisions.iter().map(|revision| revision.submitted_at))
            .chain(self.votes.iter().map(|vote| vote.at))
            .chain(self.overrides.iter().map(|made| made.at))
            .max();
        match last {
            Some(last) if at < last => Err(Refusal::ClockSetBack { last }),
            _ => Ok(()),
        }
    }

    /// Stages that approval waits for.
    fn required(&self) -> impl Iterator<Item = &StageRule> {
        self.template.stages.iter().filter(|stage| stage.required && stage.applies_to(self.format))
    }

    /// Whether the person has a part in the current revision.
    fn contributed(&self, person: PersonId) -> bool {
        self.current().is_some_and(|revision| revision.contributors.contains(&person))
    }

    fn number_of(&self, revision: RevisionId) -> Option<u32> {
        self.revisions.iter().find(|r| r.id == revision).map(|r| r.number)
    }
}

/// The hash under which a final cut is reviewed: of the file and of the script that it was made from, both in
/// hexadecimal. A cut that was approved for another script has another hash, so that approval does not carry over.
pub fn cut_hash(file_sha256: &str, script_hash: &str) -> String {
    let digest = Sha256::digest(format!("{file_sha256}\n{script_hash}").as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn with(mut people: BTreeSet<PersonId>, one: PersonId) -> BTreeSet<PersonId> {
    people.insert(one);
    people
}

fn too_many(field: &str, most: usize, found: usize) -> Refusal {
    Refusal::TooMany {
        field: field.into(),
        most: u32::try_from(most).unwrap_or(u32::MAX),
        found: u32::try_from(found).unwrap_or(u32::MAX),
    }
}

#[cfg(test)]
mod tests;
