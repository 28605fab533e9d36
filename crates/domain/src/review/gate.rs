//! What the checker's findings mean to a stage: which groups it answers for, and when it cannot be approved.
//! Knows no finding: it is told how many stand unresolved.

use super::{Review, ReviewGate, ReviewSteps, StageResult, StageRule};
use crate::Refusal;
use crate::checks::{CheckGroup, CheckSummary};

impl ReviewGate {
    /// What a stage of this gate answers for when its template does not say.
    pub fn checks(self) -> &'static [CheckGroup] {
        match self {
            ReviewGate::Law => &[CheckGroup::Law],
            ReviewGate::Politics => &[CheckGroup::Wording],
            ReviewGate::Secrecy => &[CheckGroup::Privacy],
            ReviewGate::SignOff => CheckGroup::ALL,
            // A proofread sees the findings; it answers for letters, not for law. A cut has no text of its own.
            ReviewGate::Proofread | ReviewGate::Cut => &[],
        }
    }
}

impl StageRule {
    /// The groups of checks of which no error may stand when the stage is approved.
    pub fn answers_for(&self) -> &[CheckGroup] {
        self.checks.as_deref().unwrap_or(self.gate.checks())
    }
}

impl Review {
    /// Errors that keep a stage from being approved. What another stage answers for and was passed over for, with a
    /// reason that shows for ever, is not asked for a second time at the sign-off.
    pub fn unresolved(&self, stage: &StageRule, checks: &CheckSummary) -> u32 {
        let passed_over = |group: &CheckGroup| {
            self.template.stages.iter().any(|other| {
                other.key != stage.key
                    && other.answers_for().contains(group)
                    && self.result(&other.key) == StageResult::Overridden
            })
        };
        let asked: Vec<CheckGroup> =
            stage.answers_for().iter().copied().filter(|group| !passed_over(group)).collect();
        checks.errors(&asked)
    }

    /// Refuses an approval. A minor who can be recognised stops every stage (未成年人保护法 103).
    pub fn passes_gate(&self, stage: &StageRule, checks: &CheckSummary) -> Result<(), Refusal> {
        checks.refuse_hard_stop()?;
        match self.unresolved(stage, checks) {
            0 => Ok(()),
            errors => Err(Refusal::ChecksUnresolved { errors }),
        }
    }
}

impl ReviewSteps {
    /// The steps with what the checker says of the current revision: an approval waits for the gate, and nobody passes
    /// over a minor who can be recognised. Sending back stays open.
    #[must_use]
    pub fn at_gates(mut self, review: &Review, checks: &CheckSummary) -> ReviewSteps {
        for steps in &mut self.stages {
            let Some(stage) = review.template.stage(&steps.stage) else { continue };
            let gate = review.passes_gate(stage, checks).err();
            steps.approve_refusal = steps.approve_refusal.take().or(gate);
            steps.override_refusal = steps.override_refusal.take().or(checks.refuse_hard_stop().err());
        }
        self
    }
}
