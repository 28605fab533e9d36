//! The steps of a publication: from which state each opens and what it makes.
//! Every step answers a [`Move`] that is to be written only where the publication still stands at `from`.

use super::content::{Content, Fingerprint};
use super::{ANSWER_CHARS, Attempt, Outcome, Publication, PublicationState as State, Way};
use crate::{Millis, Refusal, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What may be done with a publication.
    pub enum Step {
        /// Change title, description, tags, cover or revision.
        Edit = "edit",
        /// Approve the content for going out.
        Approve = "approve",
        /// Give it a slot, or another one.
        Schedule = "schedule",
        /// Take its slot away.
        Unschedule = "unschedule",
        /// Hand it to the platform's interface, or to a person.
        Start = "start",
        /// Record the interface's answer.
        Conclude = "conclude",
        /// Bring the link or id of a work that is out.
        Confirm = "confirm",
        /// Say that nobody knows whether it went out.
        Doubt = "doubt",
        /// Say that an unknown outcome, looked at, was no publication.
        Disprove = "disprove",
        /// Record that a work that is out was corrected on the platform.
        Correct = "correct",
        /// Take a work that is out down.
        Withdraw = "withdraw",
        /// Give it up before it is out.
        Cancel = "cancel",
        /// Begin again after giving up.
        Reopen = "reopen",
    }
}

impl Step {
    /// Whether the step opens from `state`.
    pub fn opens_from(self, state: State) -> bool {
        use State::{
            AwaitingPerson, Canceled, Corrected, Draft, Failed, PlatformScheduled, Published, Publishing,
            Queued, Ready, StaleApproval, Unconfirmed,
        };
        let states: &[State] = match self {
            // Not while an attempt is under way or its outcome is unknown: nobody could say which text went out.
            Step::Edit => &[Draft, Ready, Queued, AwaitingPerson, PlatformScheduled, Failed, StaleApproval],
            Step::Approve => &[Draft, StaleApproval, Failed],
            Step::Schedule => &[Draft, Ready, Queued, Failed, StaleApproval],
            Step::Unschedule => &[Draft, Ready, Queued, Failed, StaleApproval],
            Step::Start => &[Ready, Queued, Failed],
            Step::Conclude => &[Publishing],
            Step::Confirm => &[Ready, Queued, AwaitingPerson, PlatformScheduled, Unconfirmed],
            Step::Doubt => &[AwaitingPerson, PlatformScheduled],
            Step::Disprove => &[AwaitingPerson, PlatformScheduled, Unconfirmed],
            Step::Correct | Step::Withdraw => &[Published, Corrected],
            Step::Cancel => &[Draft, Ready, Queued, AwaitingPerson, PlatformScheduled, Failed, StaleApproval],
            Step::Reopen => &[Canceled],
        };
        states.contains(&state)
    }
}

/// The proof that a work is out: a link of the platform, checked by `platform`, or the platform's id of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Proof {
    pub link: Option<String>,
    pub work_id: Option<String>,
}

impl Proof {
    /// Refuses a proof that holds neither a link nor an id: "the button was pressed" is none.
    pub fn checked(self) -> Result<Self, Refusal> {
        let clean = |field: &str, text: Option<String>| -> Result<Option<String>, Refusal> {
            let text = Refusal::optional_text(field, text.as_deref().unwrap_or_default(), 1000)?;
            Ok(Some(text).filter(|t| !t.is_empty()))
        };
        let proof = Proof { link: clean("link", self.link)?, work_id: clean("work_id", self.work_id)? };
        if proof.link.is_none() && proof.work_id.is_none() {
            return Err(Refusal::Missing { field: "link".into() });
        }
        Ok(proof)
    }
}

/// What a platform's interface answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is out.
    Out(Proof),
    /// The platform holds it until its slot.
    Held { work_id: Option<String> },
    /// It said no, in its words.
    Refused { answer: String },
    /// A time-out, a broken connection, or words that cannot be understood.
    Unclear { answer: String },
}

/// A decision. Write it with the state `from` (and the version) in the condition; when nobody matches, it is stale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub from: State,
    pub to: State,
    /// The approved fingerprint from now on, when the step changes it: `Some(None)` takes it away.
    pub approval: Option<Option<Fingerprint>>,
    /// The slot from now on, when the step changes it: `Some(None)` takes it away.
    pub slot: Option<Option<Millis>>,
    /// A new attempt.
    pub begins: Option<Attempt>,
    /// How the last attempt ends.
    pub ends: Option<(Outcome, String)>,
    /// The proof that it is out.
    pub proof: Option<Proof>,
    /// When it first went out, set once.
    pub published_at: Option<Millis>,
    /// Why, where the step asks for a reason.
    pub reason: Option<String>,
}

impl Move {
    fn of(publication: &Publication, to: State) -> Self {
        Self {
            from: publication.state,
            to,
            approval: None,
            slot: None,
            begins: None,
            ends: None,
            proof: None,
            published_at: None,
            reason: None,
        }
    }
}

impl Publication {
    /// The content becomes `next`. What was approved and differs now is stale and may not go out.
    pub fn edit(&self, next: &Content) -> Result<Move, Refusal> {
        self.open(Step::Edit)?;
        let differs = next.fingerprint() != self.content.fingerprint();
        let stale = self.approval.as_ref().is_some_and(|approved| *approved != next.fingerprint());
        let to = match self.state {
            State::Draft => State::Draft,
            _ if differs && stale => State::StaleApproval,
            // Written back to exactly what was approved: the approval holds again.
            State::StaleApproval if !stale && self.approval.is_some() => State::Ready,
            state => state,
        };
        Ok(Move::of(self, to))
    }

    /// The content of now is approved. `open_gates` are the gates of production that stand open, by name.
    pub fn approve(&self, open_gates: &[String]) -> Result<Move, Refusal> {
        self.open(Step::Approve)?;
        Refusal::text("title", &self.content.title, super::content::TITLE_CHARS)?;
        if self.content.revision.is_none() {
            return Err(Refusal::NotApproved);
        }
        if let Some(gate) = open_gates.first() {
            return Err(Refusal::GateOpen { gate: gate.clone() });
        }
        let to = if self.slot.is_some() { State::Queued } else { State::Ready };
        Ok(Move { approval: Some(Some(self.content.fingerprint())), ..Move::of(self, to) })
    }

    /// It is to go out at `slot`. A draft may be planned ahead; it waits in its own state until it is approved.
    pub fn schedule(&self, slot: Millis, now: Millis) -> Result<Move, Refusal> {
        self.open(Step::Schedule)?;
        if slot <= now {
            return Err(Refusal::SlotPassed { slot });
        }
        let to = match self.state {
            State::Ready | State::Queued => State::Queued,
            state => state,
        };
        Ok(Move { slot: Some(Some(slot)), ..Move::of(self, to) })
    }

    /// Its slot is free again.
    pub fn unschedule(&self) -> Result<Move, Refusal> {
        self.open(Step::Unschedule)?;
        let to = if self.state == State::Queued { State::Ready } else { self.state };
        Ok(Move { slot: Some(None), ..Move::of(self, to) })
    }

    /// An attempt begins. Refused while the approval does not cover the content, a gate stands open, or the outcome
    /// of the last attempt is unknown.
    pub fn start(&self, way: Way, now: Millis, open_gates: &[String]) -> Result<Move, Refusal> {
        match self.state {
            State::Draft => return Err(Refusal::NotApproved),
            State::StaleApproval => return Err(Refusal::StaleApproval),
            _ => self.open(Step::Start)?,
        }
        self.may_go_out(open_gates)?;
        let to = match way {
            Way::Api => State::Publishing,
            Way::Person => State::AwaitingPerson,
        };
        let attempt = Attempt { started: now, way, outcome: Outcome::Open, answer: String::new() };
        Ok(Move { begins: Some(attempt), ..Move::of(self, to) })
    }

    fn may_go_out(&self, open_gates: &[String]) -> Result<(), Refusal> {
        self.approved()?;
        match open_gates.first() {
            Some(gate) => Err(Refusal::GateOpen { gate: gate.clone() }),
            None => Ok(()),
        }
    }

    /// The interface answered. An answer that proves nothing makes the outcome unknown, whatever it says.
    pub fn conclude(&self, answer: Answer, now: Millis) -> Result<Move, Refusal> {
        self.open(Step::Conclude)?;
        let (to, outcome, words, proof) = match answer {
            Answer::Out(proof) => match proof.checked() {
                Ok(proof) => (State::Published, Outcome::Published, String::new(), Some(proof)),
                Err(_) => (State::Unconfirmed, Outcome::Unknown, String::new(), None),
            },
            Answer::Held { work_id } => {
                let proof = work_id.map(|id| Proof { link: None, work_id: Some(id) });
                (State::PlatformScheduled, Outcome::PlatformScheduled, String::new(), proof)
            }
            Answer::Refused { answer } => (State::Failed, Outcome::Failed, cut(&answer), None),
            Answer::Unclear { answer } => (State::Unconfirmed, Outcome::Unknown, cut(&answer), None),
        };
        let published_at = (to == State::Published).then(|| self.published_at.unwrap_or(now));
        Ok(Move { ends: Some((outcome, words)), proof, published_at, ..Move::of(self, to) })
    }

    /// A person brings the proof that the work is out since `at`. An attempt by hand is noted when none is open.
    pub fn confirm(&self, proof: Proof, at: Millis, now: Millis) -> Result<Move, Refusal> {
        self.open(Step::Confirm)?;
        let proof = proof.checked()?;
        if at > now {
            return Err(Refusal::PublishedInTheFuture { at });
        }
        // Out already is a fact that no rule can undo; only what is still to be handed over needs its approval.
        if matches!(self.state, State::Ready | State::Queued) {
            self.approved()?;
        }
        let under_way = self.attempts.last().is_some_and(|a| a.outcome != Outcome::Failed);
        let by_hand =
            Attempt { started: at, way: Way::Person, outcome: Outcome::Published, answer: String::new() };
        Ok(Move {
            begins: (!under_way).then_some(by_hand),
            ends: under_way.then_some((Outcome::Published, String::new())),
            proof: Some(proof),
            published_at: Some(self.published_at.unwrap_or(at)),
            ..Move::of(self, State::Published)
        })
    }

    /// Nobody can say whether the work went out. From here no attempt is made until a person has looked.
    pub fn doubt(&self, note: &str) -> Result<Move, Refusal> {
        self.open(Step::Doubt)?;
        let note = Refusal::optional_text("note", note, ANSWER_CHARS)?;
        Ok(Move { ends: Some((Outcome::Unknown, note)), ..Move::of(self, State::Unconfirmed) })
    }

    /// A person looked and it is not out. From here another attempt may be made.
    pub fn disprove(&self, reason: &str) -> Result<Move, Refusal> {
        self.open(Step::Disprove)?;
        let reason = reason_of(reason)?;
        let ends = Some((Outcome::Failed, reason.clone()));
        Ok(Move { ends, reason: Some(reason), ..Move::of(self, State::Failed) })
    }

    /// The work was corrected where it stands; whoever records it approves the corrected content.
    pub fn correct(&self, next: &Content, reason: &str) -> Result<Move, Refusal> {
        self.open(Step::Correct)?;
        let reason = Some(reason_of(reason)?);
        Ok(Move { approval: Some(Some(next.fingerprint())), reason, ..Move::of(self, State::Corrected) })
    }

    /// The work is taken down, with the reason.
    pub fn withdraw(&self, reason: &str) -> Result<Move, Refusal> {
        self.open(Step::Withdraw)?;
        Ok(Move { reason: Some(reason_of(reason)?), ..Move::of(self, State::Withdrawn) })
    }

    /// It is given up before it is out, with the reason; its slot is free again.
    pub fn cancel(&self, reason: &str) -> Result<Move, Refusal> {
        self.open(Step::Cancel)?;
        let under_way = self.attempts.last().is_some_and(|a| a.outcome == Outcome::Open);
        let ends = under_way.then_some((Outcome::Failed, String::new()));
        let reason = Some(reason_of(reason)?);
        Ok(Move { slot: Some(None), ends, reason, ..Move::of(self, State::Canceled) })
    }

    /// It is a draft again, without approval and without slot.
    pub fn reopen(&self) -> Result<Move, Refusal> {
        self.open(Step::Reopen)?;
        Ok(Move { approval: Some(None), slot: Some(None), ..Move::of(self, State::Draft) })
    }
}

fn reason_of(text: &str) -> Result<String, Refusal> {
    let reason = Refusal::optional_text("reason", text, ANSWER_CHARS)?;
    if reason.is_empty() { Err(Refusal::ReasonRequired) } else { Ok(reason) }
}

/// The first [`ANSWER_CHARS`] characters of an answer from outside.
fn cut(answer: &str) -> String {
    answer.chars().filter(|c| !c.is_control() || *c == '\n').take(ANSWER_CHARS as usize).collect()
}
