//! The episode 期: the states of its content and the steps between them.
//! Knows no publication: whether and where it went out is each channel's own state.

mod line;

pub use line::{LineFacts, LineOutlet, LineState, LineStep, Mark, NextStep, Owed, next_step, stage_line};

use crate::production::{OpenGate, refuse_open};
use crate::review::ReviewState;
use crate::{Millis, PersonId, Refusal, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What an episode is made as.
    pub enum EpisodeFormat {
        /// 情景剧
        Drama = "drama",
        /// 主讲
        Talk = "talk",
        /// 问答
        QuestionAnswer = "q_and_a",
        /// 直播
        Live = "live",
        /// 图文
        Graphic = "graphic",
    }
}
words! {
    /// Where an episode's content stands.
    pub enum ContentState {
        /// 写稿
        Scripting = "scripting",
        /// 审稿
        InReview = "in_review",
        /// 已审定
        Approved = "approved",
        /// 制作中
        Producing = "producing",
        /// 成片审核
        CutReview = "cut_review",
        /// 待发
        Ready = "ready",
        /// 撤回
        Withdrawn = "withdrawn",
        /// 搁置
        Shelved = "shelved",
    }
}
words! {
    /// A step of an episode's content.
    pub enum EpisodeStep {
        SubmitScript = "submit_script",
        SendBackScript = "send_back_script",
        ApproveScript = "approve_script",
        StartProduction = "start_production",
        SubmitCut = "submit_cut",
        SendBackCut = "send_back_cut",
        ApproveCut = "approve_cut",
        /// The authors take the script back from its review, or write on after its approval; everything after it must
        /// be done again.
        ReviseScript = "revise_script",
        /// The cut is taken back from its review, or made again after its approval.
        ReviseCut = "revise_cut",
        Withdraw = "withdraw",
        Shelve = "shelve",
        Resume = "resume",
    }
}

/// When an episode reached each state that it has not been sent back from. Sending back clears the later ones, or
/// statistics would go on counting them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct EpisodeDates {
    pub submitted_at: Option<Millis>,
    pub approved_at: Option<Millis>,
    pub producing_at: Option<Millis>,
    pub cut_submitted_at: Option<Millis>,
    pub ready_at: Option<Millis>,
}

/// What a step has to look at.
#[derive(Clone, Copy, Debug, Default)]
pub struct StepFacts<'a> {
    /// Whether the script says nothing at all.
    pub script_is_blank: bool,
    /// The state of the script's review, if there is one.
    pub script_review: Option<ReviewState>,
    /// The state of the final cut's review, if there is one.
    pub cut_review: Option<ReviewState>,
    /// Whether the cut under review is this file, made from the script as it is approved now: its revision's hash is
    /// `review::cut_hash` of both.
    pub cut_is_current: bool,
    /// `production::open_gates` of the episode.
    pub open_gates: &'a [OpenGate],
    /// Whether there is a final cut.
    pub has_final_cut: bool,
}

/// An episode's move, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct EpisodeMove {
    pub step: EpisodeStep,
    pub from: ContentState,
    pub to: ContentState,
    /// The dates after the move.
    pub dates: EpisodeDates,
    pub reason: String,
    pub by: PersonId,
    pub at: Millis,
}

const REASON: u32 = 500;

impl EpisodeStep {
    /// The states from which the step is open, and the state to which it leads.
    pub fn path(self) -> (&'static [ContentState], ContentState) {
        use ContentState::{Approved, CutReview, InReview, Producing, Ready, Scripting, Shelved, Withdrawn};
        match self {
            EpisodeStep::SubmitScript => (&[Scripting], InReview),
            EpisodeStep::SendBackScript => (&[InReview], Scripting),
            EpisodeStep::ApproveScript => (&[InReview], Approved),
            EpisodeStep::StartProduction => (&[Approved], Producing),
            EpisodeStep::SubmitCut => (&[Producing], CutReview),
            EpisodeStep::SendBackCut => (&[CutReview], Producing),
            EpisodeStep::ApproveCut => (&[CutReview], Ready),
            EpisodeStep::ReviseScript => (&[InReview, Approved, Producing, CutReview, Ready], Scripting),
            EpisodeStep::ReviseCut => (&[CutReview, Ready], Producing),
            EpisodeStep::Withdraw => (&[Ready], Withdrawn),
            EpisodeStep::Shelve => (&[Scripting, InReview, Approved, Producing, CutReview, Ready], Shelved),
            EpisodeStep::Resume => (&[Shelved, Withdrawn], Scripting),
        }
    }

    fn needs_reason(self) -> bool {
        match self {
            EpisodeStep::ReviseScript
            | EpisodeStep::ReviseCut
            | EpisodeStep::Withdraw
            | EpisodeStep::Shelve
            | EpisodeStep::Resume => true,
            // The reason of a sending back is its comments.
            EpisodeStep::SubmitScript
            | EpisodeStep::SendBackScript
            | EpisodeStep::ApproveScript
            | EpisodeStep::StartProduction
            | EpisodeStep::SubmitCut
            | EpisodeStep::SendBackCut
            | EpisodeStep::ApproveCut => false,
        }
    }
}

impl ContentState {
    /// Takes a step, or says why not.
    pub fn take(
        self,
        step: EpisodeStep,
        dates: EpisodeDates,
        facts: &StepFacts<'_>,
        (reason, by, at): (&str, PersonId, Millis),
    ) -> Result<EpisodeMove, Refusal> {
        if let Some(last) = dates.last().filter(|last| at < *last) {
            return Err(Refusal::ClockSetBack { last });
        }
        let (open_from, to) = step.path();
        if !open_from.contains(&self) {
            return Err(Refusal::WrongState { state: self.word().into(), step: step.word().into() });
        }
        check(step, facts)?;
        let reason = Refusal::optional_text("reason", reason, REASON)?;
        if reason.is_empty() && step.needs_reason() {
            return Err(Refusal::ReasonRequired);
        }
        Ok(EpisodeMove { step, from: self, to, dates: dates.after(to, at), reason, by, at })
    }
}

fn check(step: EpisodeStep, facts: &StepFacts<'_>) -> Result<(), Refusal> {
    let is = |review: Option<ReviewState>, wanted| {
        if review == Some(wanted) { Ok(()) } else { Err(Refusal::NotApproved) }
    };
    match step {
        EpisodeStep::SubmitScript if facts.script_is_blank => {
            Err(Refusal::Missing { field: "script".into() })
        }
        EpisodeStep::SendBackScript => is(facts.script_review, ReviewState::Returned),
        EpisodeStep::ApproveScript | EpisodeStep::StartProduction => {
            is(facts.script_review, ReviewState::Approved)
        }
        EpisodeStep::SubmitCut if !facts.has_final_cut => Err(Refusal::Missing { field: "final_cut".into() }),
        EpisodeStep::SubmitCut => is(facts.script_review, ReviewState::Approved),
        EpisodeStep::SendBackCut => is(facts.cut_review, ReviewState::Returned),
        EpisodeStep::ApproveCut => {
            is(facts.script_review, ReviewState::Approved)?;
            is(facts.cut_review, ReviewState::Approved)?;
            if !facts.cut_is_current {
                return Err(Refusal::StaleApproval);
            }
            refuse_open(facts.open_gates)
        }
        EpisodeStep::SubmitScript
        | EpisodeStep::ReviseScript
        | EpisodeStep::ReviseCut
        | EpisodeStep::Withdraw
        | EpisodeStep::Shelve
        | EpisodeStep::Resume => Ok(()),
    }
}

impl EpisodeDates {
    /// The dates once the content is in `state` since `at`: its own is set, the later ones are cleared. A shelved
    /// episode has none; a withdrawn one keeps them, for it did go through every state.
    fn after(self, state: ContentState, at: Millis) -> EpisodeDates {
        let none = EpisodeDates::default();
        match state {
            ContentState::Scripting | ContentState::Shelved => none,
            ContentState::InReview => EpisodeDates { submitted_at: Some(at), ..none },
            ContentState::Approved => {
                EpisodeDates { submitted_at: self.submitted_at, approved_at: Some(at), ..none }
            }
            ContentState::Producing => EpisodeDates {
                // Sent back from the cut's review, production began when it began.
                producing_at: self.producing_at.or(Some(at)),
                cut_submitted_at: None,
                ready_at: None,
                ..self
            },
            ContentState::CutReview => EpisodeDates { cut_submitted_at: Some(at), ready_at: None, ..self },
            ContentState::Ready => EpisodeDates { ready_at: Some(at), ..self },
            ContentState::Withdrawn => self,
        }
    }

    fn last(&self) -> Option<Millis> {
        let all =
            [self.submitted_at, self.approved_at, self.producing_at, self.cut_submitted_at, self.ready_at];
        all.into_iter().flatten().max()
    }
}

#[cfg(test)]
mod tests;
