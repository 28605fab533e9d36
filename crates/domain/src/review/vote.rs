//! Votes and overrides: who may cast one, and what it does.
//! Knows no button: what the view offers is worked out in `steps` from the same functions.

use super::{Review, ReviewState, StageResult, StageRule, StandIn, Voter, too_many};
use crate::checks::CheckSummary;
use crate::right::Right;
use crate::{Millis, PersonId, Refusal, RevisionId, VoteId, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What a vote says.
    pub enum Decision { Approve = "approve", SendBack = "send_back" }
}

/// A vote as it stays for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Vote {
    pub id: VoteId,
    pub revision: RevisionId,
    /// The key of the stage.
    pub stage: String,
    pub decision: Decision,
    pub note: String,
    pub by: PersonId,
    /// The reviewer in whose place the vote was cast, if in somebody's.
    pub standing_for: Option<PersonId>,
    pub at: Millis,
}

/// What a voter hands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Ballot {
    pub id: VoteId,
    /// The revision that the voter read; a vote for another than the current one is refused.
    pub revision: RevisionId,
    pub stage: String,
    pub decision: Decision,
    pub note: String,
}

/// A vote that was taken, and what it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct VoteCast {
    pub vote: Vote,
    /// The result of its stage now.
    pub result: StageResult,
    /// The review's state now.
    pub state: ReviewState,
    /// The keys of the stages that it opened.
    pub opens: Vec<String>,
}

/// A stage passed over by a manager; it shows for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct StageOverride {
    pub stage: String,
    pub revision: RevisionId,
    pub reason: String,
    pub by: PersonId,
    pub at: Millis,
}

/// The longest note of a vote and reason of an override, in characters.
const NOTE: u32 = 1000;
/// The most votes and overrides in one review.
const MOST: usize = 300;

impl Review {
    /// Takes a vote, or says why not. `checks` is what the checker says of the current revision. The vote counts for the current revision and for later ones until a field that
    /// the stage watches changes, the stage sends back, or the voter contributes.
    pub fn cast(
        &self,
        ballot: &Ballot,
        by: &Voter,
        standing_for: Option<&StandIn>,
        checks: &CheckSummary,
        at: Millis,
    ) -> Result<VoteCast, Refusal> {
        self.not_before(at)?;
        if self.votes.iter().any(|vote| vote.id == ballot.id) {
            return Err(Refusal::AlreadyVoted);
        }
        if self.votes.len() >= MOST {
            return Err(too_many("votes", MOST, self.votes.len()));
        }
        self.is_current(ballot.revision)?;
        let stage = self.open_stage(&ballot.stage)?;
        self.may_vote(stage, by, standing_for, at)?;
        match ballot.decision {
            Decision::SendBack => self.may_send_back()?,
            Decision::Approve => self.passes_gate(stage, checks)?,
        }
        let vote = Vote {
            id: ballot.id,
            revision: ballot.revision,
            stage: stage.key.clone(),
            decision: ballot.decision,
            note: Refusal::optional_text("note", &ballot.note, NOTE)?,
            by: by.person,
            standing_for: standing_for.map(|stand_in| stand_in.principal.person),
            at,
        };
        let after = self.after_vote(&vote);
        Ok(VoteCast {
            result: after.result(&stage.key),
            state: after.state(),
            opens: self.newly_open(&after),
            vote,
        })
    }

    /// The review once `vote` is stored.
    pub fn after_vote(&self, vote: &Vote) -> Review {
        let mut after = self.clone();
        after.votes.push(vote.clone());
        after
    }

    /// Passes over an open stage. It holds the stage as a vote would: not one's own work, and no second stage.
    pub fn override_stage(
        &self,
        (revision, stage): (RevisionId, &str),
        by: &Voter,
        reason: &str,
        checks: &CheckSummary,
        at: Millis,
    ) -> Result<StageOverride, Refusal> {
        self.not_before(at)?;
        if self.overrides.len() >= MOST {
            return Err(too_many("overrides", MOST, self.overrides.len()));
        }
        self.is_current(revision)?;
        let stage = self.open_stage(stage)?;
        self.may_override(stage, by)?;
        checks.refuse_hard_stop()?;
        if reason.trim().is_empty() {
            return Err(Refusal::ReasonRequired);
        }
        Ok(StageOverride {
            stage: stage.key.clone(),
            revision,
            reason: Refusal::text("reason", reason, NOTE)?,
            by: by.person,
            at,
        })
    }

    /// The review once `made` is stored.
    pub fn after_override(&self, made: &StageOverride) -> Review {
        let mut after = self.clone();
        after.overrides.push(made.clone());
        after
    }

    /// Whether `by` may vote in `stage`, in their own name or in somebody's place. Whoever is stood in for must be
    /// one who might vote themselves: a contributor gains nothing by a deputy, and a deputy has no deputy.
    pub(super) fn may_vote(
        &self,
        stage: &StageRule,
        by: &Voter,
        standing_for: Option<&StandIn>,
        at: Millis,
    ) -> Result<(), Refusal> {
        let holder = standing_for.map_or(by, |stand_in| &stand_in.principal);
        if self.contributed(by.person) || self.contributed(holder.person) {
            return Err(Refusal::OwnWork);
        }
        if let Some(stand_in) = standing_for.filter(|stand_in| !stand_in.stands(by.person, at)) {
            return Err(Refusal::NoStandingIn { person: stand_in.principal.person });
        }
        if !stage.voters.include(holder) {
            return Err(Refusal::NotYourStage { stage: stage.key.clone() });
        }
        self.holds_no_other(stage, &[by.person, holder.person])
    }

    pub(super) fn may_override(&self, stage: &StageRule, by: &Voter) -> Result<(), Refusal> {
        if !by.may(Right::Override) {
            return Err(Refusal::NotYourStage { stage: stage.key.clone() });
        }
        if !stage.overridable {
            return Err(Refusal::NotOverridable { stage: stage.key.clone() });
        }
        if self.contributed(by.person) {
            return Err(Refusal::OwnWork);
        }
        self.holds_no_other(stage, &[by.person])
    }

    /// Sending back needs an open comment on a shot of the current revision, by somebody who did not contribute.
    pub(super) fn may_send_back(&self) -> Result<(), Refusal> {
        let current = self.current().map(|revision| revision.id);
        let says_why = self.comments.iter().any(|comment| {
            Some(comment.revision) == current
                && comment.is_open()
                && comment.place.is_on_a_shot()
                && !self.contributed(comment.by)
        });
        if says_why { Ok(()) } else { Err(Refusal::CommentRequired) }
    }

    /// R37: nobody holds two required stages of one revision, be it by voting, by being voted for, or by overriding.
    fn holds_no_other(&self, stage: &StageRule, people: &[PersonId]) -> Result<(), Refusal> {
        for other in &self.template.stages {
            let holders = self.holders(&other.key);
            if !holders.iter().any(|holder| people.contains(holder)) {
                continue;
            }
            if other.key == stage.key {
                return Err(Refusal::AlreadyVoted);
            }
            if other.required && stage.required && other.applies_to(self.format) {
                return Err(Refusal::AlreadyVotedInAnotherStage { stage: other.key.clone() });
            }
        }
        Ok(())
    }

    fn is_current(&self, revision: RevisionId) -> Result<(), Refusal> {
        match self.current() {
            Some(current) if current.id == revision => Ok(()),
            Some(current) => Err(Refusal::OtherRevision { current: current.number }),
            None => Err(Refusal::NothingToReview),
        }
    }

    fn open_stage(&self, key: &str) -> Result<&StageRule, Refusal> {
        let open = self.open_stages();
        if open.is_empty() {
            return Err(Refusal::NothingToReview);
        }
        let stage = open.into_iter().find(|stage| stage.key == key);
        stage.ok_or_else(|| Refusal::StageNotOpen { stage: key.chars().take(40).collect() })
    }
}
