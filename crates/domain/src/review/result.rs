//! What follows from the votes: the result of each stage, which stages wait, and since when.
//! Knows no person's rights: who may act on it is in `vote` and `steps`.

use super::{Decision, Review, ReviewGate, ReviewState, StageOverride, StageRule, Template, Vote};
use crate::episode::EpisodeFormat;
use crate::{Millis, PersonId, RevisionId, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// The result of a stage for the current revision.
    pub enum StageResult {
        NotApplicable = "not_applicable",
        Unsatisfied = "unsatisfied",
        Satisfied = "satisfied",
        Overridden = "overridden",
    }
}
words! {
    /// How late a stage is: reminded when it is due, told to the next level a day later.
    pub enum OverdueLevel { Reminded = "reminded", Escalated = "escalated" }
}

impl StageResult {
    /// Whether approval no longer waits for the stage.
    pub fn is_done(self) -> bool {
        match self {
            StageResult::NotApplicable | StageResult::Satisfied | StageResult::Overridden => true,
            StageResult::Unsatisfied => false,
        }
    }
}

/// A stage as it stands, for the line of stages and the sign-off sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct StageLine {
    pub key: String,
    pub name: String,
    pub gate: ReviewGate,
    pub step: u32,
    pub required: bool,
    pub result: StageResult,
    /// Whether it waits for votes now.
    pub open: bool,
    pub opened_at: Option<Millis>,
    pub due_at: Option<Millis>,
    pub done_at: Option<Millis>,
    pub votes_needed: u32,
    /// Those whose approval, or whose override, counts.
    pub held_by: Vec<PersonId>,
    /// Whether it was satisfied on an earlier revision, and what changed since does not touch it.
    pub carried: bool,
    /// Whether it sent back and has not approved since.
    pub rejected: bool,
}

/// A stage that is late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct OverdueStage {
    pub stage: String,
    pub due_at: Millis,
    pub level: OverdueLevel,
}

impl Template {
    /// The stages as they will stand before there is a review: none open, none done.
    pub fn planned(&self, format: EpisodeFormat) -> Vec<StageLine> {
        let stages = self.stages.iter();
        stages
            .map(|stage| StageLine {
                key: stage.key.clone(),
                name: stage.name.clone(),
                gate: stage.gate,
                step: stage.step,
                required: stage.required,
                result: if stage.applies_to(format) {
                    StageResult::Unsatisfied
                } else {
                    StageResult::NotApplicable
                },
                open: false,
                opened_at: None,
                due_at: None,
                done_at: None,
                votes_needed: stage.votes_needed,
                held_by: vec![],
                carried: false,
                rejected: false,
            })
            .collect()
    }
}

impl Review {
    /// The result of a stage for the current revision. A stage that the template does not have is unsatisfied.
    pub fn result(&self, key: &str) -> StageResult {
        let Some(stage) = self.template.stage(key) else {
            return StageResult::Unsatisfied;
        };
        if !stage.applies_to(self.format) {
            StageResult::NotApplicable
        } else if self.approvals(key).count() >= stage.votes_needed as usize {
            StageResult::Satisfied
        } else if self.standing_override(key).is_some() {
            StageResult::Overridden
        } else {
            StageResult::Unsatisfied
        }
    }

    /// The stages that wait for votes: those not done in the first step in which a required one is not done, and
    /// optional ones of earlier steps. None when the revision was sent back or is approved.
    pub fn open_stages(&self) -> Vec<&StageRule> {
        if self.state() != ReviewState::Running {
            return vec![];
        }
        let undone = |stage: &&StageRule| !self.result(&stage.key).is_done();
        let step = self.required().filter(undone).map(|stage| stage.step).min();
        let all = self.template.stages.iter();
        all.filter(|stage| step.is_some_and(|step| stage.step <= step)).filter(undone).collect()
    }

    /// The keys of the stages that are open in `after` and not in this.
    pub(super) fn newly_open(&self, after: &Review) -> Vec<String> {
        let before = self.open_stages();
        let opened = after.open_stages().into_iter().filter(|stage| !before.contains(stage));
        opened.map(|stage| stage.key.clone()).collect()
    }

    /// Every stage as it stands, in the template's order.
    pub fn lines(&self) -> Vec<StageLine> {
        let open = self.open_stages();
        let stages = self.template.stages.iter();
        stages.map(|stage| self.line(stage, open.contains(&stage))).collect()
    }

    fn line(&self, stage: &StageRule, open: bool) -> StageLine {
        let result = self.result(&stage.key);
        let opened_at = self.opened_at(stage).filter(|_| result != StageResult::NotApplicable);
        let current = self.current().map(|revision| revision.id);
        let held_now = self.approvals(&stage.key).any(|vote| Some(vote.revision) == current)
            || self.standing_override(&stage.key).is_some_and(|made| Some(made.revision) == current);
        let waits = open.then_some(opened_at).flatten();
        StageLine {
            key: stage.key.clone(),
            name: stage.name.clone(),
            gate: stage.gate,
            step: stage.step,
            required: stage.required,
            result,
            open,
            opened_at: waits,
            due_at: waits.map(|at| at.plus(i64::from(stage.due_hours) * Millis::HOUR)),
            done_at: self.done_at(stage),
            votes_needed: stage.votes_needed,
            held_by: self.holders(&stage.key),
            carried: matches!(result, StageResult::Satisfied | StageResult::Overridden) && !held_now,
            rejected: result == StageResult::Unsatisfied && self.last_rejection(&stage.key).is_some(),
        }
    }

    /// The open stages that are late at `now`.
    pub fn overdue(&self, now: Millis) -> Vec<OverdueStage> {
        let lines = self.lines().into_iter();
        let late = lines.filter_map(|line| {
            let due_at = line.due_at.filter(|due| *due <= now)?;
            let level = if due_at.plus(Millis::DAY) <= now {
                OverdueLevel::Escalated
            } else {
                OverdueLevel::Reminded
            };
            Some(OverdueStage { stage: line.key, due_at, level })
        });
        late.collect()
    }

    /// When the stage began to wait: when the current revision came, or when the last earlier step was done.
    fn opened_at(&self, stage: &StageRule) -> Option<Millis> {
        let submitted = self.current()?.submitted_at;
        let mut opened = submitted;
        for earlier in self.required().filter(|earlier| earlier.step < stage.step) {
            opened = opened.max(self.done_at(earlier)?);
        }
        Some(opened)
    }

    /// When the stage got its last needed vote, or its override.
    fn done_at(&self, stage: &StageRule) -> Option<Millis> {
        match self.result(&stage.key) {
            StageResult::Satisfied => {
                let last = (stage.votes_needed as usize).checked_sub(1)?;
                self.approvals(&stage.key).nth(last).map(|vote| vote.at)
            }
            StageResult::Overridden => self.standing_override(&stage.key).map(|made| made.at),
            StageResult::NotApplicable | StageResult::Unsatisfied => None,
        }
    }

    /// The approvals of a stage that count for the current revision, in the order in which they were cast.
    pub(super) fn approvals<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Vote> {
        self.votes.iter().filter(move |vote| {
            vote.stage == key
                && vote.decision == Decision::Approve
                && self.still_stands(key, vote.revision)
                && !self.contributed(vote.by)
                && !vote.standing_for.is_some_and(|person| self.contributed(person))
        })
    }

    pub(super) fn standing_override(&self, key: &str) -> Option<&StageOverride> {
        let mut overrides = self.overrides.iter().rev();
        overrides.find(|made| {
            made.stage == key && self.still_stands(key, made.revision) && !self.contributed(made.by)
        })
    }

    /// Everybody who holds a stage: whose approval counts, in whose place it was cast, or whose override stands.
    pub(super) fn holders(&self, key: &str) -> Vec<PersonId> {
        let votes = self.approvals(key).flat_map(|vote| [Some(vote.by), vote.standing_for]);
        let overridden = self.standing_override(key).map(|made| made.by);
        let mut holders: Vec<PersonId> = votes.chain([overridden]).flatten().collect();
        holders.sort_unstable();
        holders.dedup();
        holders
    }

    /// Whether what was decided on `revision` in a stage still holds: no later revision voided the stage, and the
    /// stage has sent back neither that revision nor a later one.
    fn still_stands(&self, key: &str, revision: RevisionId) -> bool {
        let Some(number) = self.number_of(revision) else {
            return false;
        };
        let voided = self.revisions.iter().any(|later| later.number > number && later.voided.contains(key));
        !voided && self.last_rejection(key).is_none_or(|rejected| rejected < number)
    }

    /// The number of the last revision that the stage sent back.
    fn last_rejection(&self, key: &str) -> Option<u32> {
        let sent_back = self.votes.iter().filter(|v| v.stage == key && v.decision == Decision::SendBack);
        sent_back.filter_map(|vote| self.number_of(vote.revision)).max()
    }
}
