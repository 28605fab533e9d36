//! What one person may do in a review now, why not, and what their press would do.
//! Knows no wording: refusals and meanings are codes that the view puts into sentences.

use super::{Decision, Review, ReviewState, StageRule, StandIn, Vote, Voter};
use crate::{Millis, PersonId, Refusal, VoteId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// What an approval would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum VoteMeaning {
    /// The review is approved.
    Completes,
    /// These stages open next: "同意后进入终审".
    Opens { stages: Vec<String> },
    /// The stage needs so many more approvals.
    NeedsMore { votes: u32 },
    /// The stage is done, and these beside it are waited for.
    WaitsFor { stages: Vec<String> },
}

/// What a person may do in one open stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct StageSteps {
    pub stage: String,
    pub name: String,
    /// Whether the stage is the person's at all, by role, department, name, or standing in.
    pub yours: bool,
    /// In whose place the vote would be cast, when only so it may be.
    pub standing_for: Option<PersonId>,
    /// Why the person may not approve; none when they may.
    pub approve_refusal: Option<Refusal>,
    /// Why the person may not send back; none when they may.
    pub send_back_refusal: Option<Refusal>,
    /// Why the person may not override; none when they may.
    pub override_refusal: Option<Refusal>,
    pub approval_means: VoteMeaning,
}

/// What a person may do in a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewSteps {
    /// The open stages.
    pub stages: Vec<StageSteps>,
    /// Whether the person has a part in the current revision ("您参与了本稿").
    pub own_work: bool,
    /// Comments that need an answer before a new revision is taken.
    pub unanswered: u32,
    pub state: ReviewState,
}

impl Review {
    /// What `who` may do at `at`; `stand_ins` are those in whose place they may vote today.
    pub fn may(&self, who: &Voter, stand_ins: &[StandIn], at: Millis) -> ReviewSteps {
        let stages = self.open_stages().into_iter();
        let unanswered = self.comments.iter().filter(|comment| comment.is_open()).count();
        ReviewSteps {
            stages: stages.map(|stage| self.may_in(stage, who, stand_ins, at)).collect(),
            own_work: self.contributed(who.person),
            unanswered: u32::try_from(unanswered).unwrap_or(u32::MAX),
            state: self.state(),
        }
    }

    fn may_in(&self, stage: &StageRule, who: &Voter, stand_ins: &[StandIn], at: Millis) -> StageSteps {
        let own = self.may_vote(stage, who, None, at);
        let stand_in = stand_ins.iter().find(|s| self.may_vote(stage, who, Some(s), at).is_ok());
        let standing_for = stand_in.filter(|_| own.is_err()).map(|s| s.principal.person);
        let approve_refusal = own.err().filter(|_| standing_for.is_none());
        let yours = stage.voters.include(who)
            || stand_ins.iter().any(|s| s.stands(who.person, at) && stage.voters.include(&s.principal));
        StageSteps {
            stage: stage.key.clone(),
            name: stage.name.clone(),
            yours,
            standing_for,
            send_back_refusal: approve_refusal.clone().or_else(|| self.may_send_back().err()),
            override_refusal: self.may_override(stage, who).err(),
            approval_means: self.meaning(stage, who.person, standing_for, at),
            approve_refusal,
        }
    }

    /// What an approval by this person would do, found by trying it.
    fn meaning(
        &self,
        stage: &StageRule,
        by: PersonId,
        standing_for: Option<PersonId>,
        at: Millis,
    ) -> VoteMeaning {
        let Some(current) = self.current() else {
            return VoteMeaning::WaitsFor { stages: vec![] };
        };
        let after = self.after_vote(&Vote {
            id: VoteId(Uuid::nil()),
            revision: current.id,
            stage: stage.key.clone(),
            decision: Decision::Approve,
            note: String::new(),
            by,
            standing_for,
            at,
        });
        let opens = self.newly_open(&after);
        let missing = (stage.votes_needed as usize).saturating_sub(after.approvals(&stage.key).count());
        if after.state() == ReviewState::Approved {
            VoteMeaning::Completes
        } else if missing > 0 {
            VoteMeaning::NeedsMore { votes: u32::try_from(missing).unwrap_or(u32::MAX) }
        } else if !opens.is_empty() {
            VoteMeaning::Opens { stages: opens }
        } else {
            let waiting = after.open_stages().into_iter().filter(|other| other.required);
            VoteMeaning::WaitsFor { stages: waiting.map(|other| other.key.clone()).collect() }
        }
    }
}
