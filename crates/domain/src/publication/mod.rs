//! One episode on one channel, from a draft to a work that can be shown by its link.
//! Knows no platform's rules (`platform`), no clock and no other channel: one channel's retry never touches another's.

pub mod content;
pub mod step;

pub use content::{Content, Fingerprint};
pub use step::{Answer, Move, Proof, Step};

use crate::{EpisodeId, Millis, PublicationId, Refusal, words};
use serde::{Deserialize, Serialize};

words! {
    /// Where a publication stands.
    pub enum PublicationState {
        /// Being written.
        Draft = "draft",
        /// Complete, approved, every gate closed.
        Ready = "ready",
        /// Waits for its slot.
        Queued = "queued",
        /// Handed to the platform's interface; no answer yet.
        Publishing = "publishing",
        /// The platform holds it and will put it out at the slot.
        PlatformScheduled = "platform_scheduled",
        /// A person publishes by hand and brings the link back.
        AwaitingPerson = "awaiting_person",
        /// Nobody knows whether it went out. Never tried again by itself.
        Unconfirmed = "unconfirmed",
        /// Out, with a link or an id.
        Published = "published",
        /// The platform said no.
        Failed = "failed",
        /// Taken down after it was out.
        Withdrawn = "withdrawn",
        /// Out, and corrected after it went out.
        Corrected = "corrected",
        /// Given up before it went out.
        Canceled = "canceled",
        /// The content changed after its approval: it may not go out.
        StaleApproval = "stale_approval",
    }
}

words! {
    /// How an attempt is made.
    pub enum Way { Api = "api", Person = "person" }
}

words! {
    /// What came of an attempt.
    pub enum Outcome {
        /// No answer yet.
        Open = "open",
        Published = "published",
        PlatformScheduled = "platform_scheduled",
        Failed = "failed",
        Unknown = "unknown",
    }
}

impl PublicationState {
    /// Whether the work is out: it counts in statistics.
    pub fn is_out(self) -> bool {
        matches!(self, Self::Published | Self::Corrected)
    }

    /// Whether the state waits for somebody at the time of its slot.
    pub fn waits_for_slot(self) -> bool {
        matches!(self, Self::Queued | Self::PlatformScheduled | Self::AwaitingPerson)
    }

    /// Whether somebody must do something about it by the time of its slot, if only to publish by hand.
    pub fn waits_for_person(self) -> bool {
        matches!(
            self,
            Self::Draft
                | Self::Ready
                | Self::Queued
                | Self::AwaitingPerson
                | Self::Unconfirmed
                | Self::Failed
                | Self::StaleApproval
        )
    }

    /// Whether the publication holds its slot against others: it will go out then, may have, or has.
    pub fn holds_slot(self) -> bool {
        !matches!(self, Self::Canceled | Self::Withdrawn | Self::Failed)
    }
}

words! {
    /// What is told of a slot that waits for a person.
    pub enum SlotNotice {
        /// It comes up soon.
        Due = "slot_due",
        /// It is past, and the work is not out.
        Missed = "slot_missed",
    }
}

impl SlotNotice {
    /// So long before a slot it is told: time enough to take the kit and sit down.
    pub const BEFORE: i64 = Millis::HOUR / 4;
    /// So long after a slot it counts as missed.
    pub const AFTER: i64 = Millis::HOUR;
    /// What is older is told no more: the home page shows it.
    pub const UNTIL: i64 = Millis::DAY;

    /// What is to be told at `now` of a slot that waits for a person.
    pub fn of(slot: Millis, now: Millis) -> Option<Self> {
        let past = now.0 - slot.0;
        match past {
            past if !(-Self::BEFORE..Self::UNTIL).contains(&past) => None,
            past if past < Self::AFTER => Some(Self::Due),
            _ => Some(Self::Missed),
        }
    }
}

/// One try at publishing; attempts are kept, never overwritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Attempt {
    pub started: Millis,
    pub way: Way,
    pub outcome: Outcome,
    /// What the platform or the person answered, perhaps nothing; at most [`ANSWER_CHARS`] characters.
    pub answer: String,
}

/// The most characters of an answer that are kept.
pub const ANSWER_CHARS: u32 = 2000;

/// What the rules of a publication look at. The store compares the state and the version when it writes a [`Move`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    pub id: PublicationId,
    pub episode: EpisodeId,
    pub state: PublicationState,
    /// The text, cover and revision as they stand now.
    pub content: Content,
    /// The fingerprint of what was approved, if anything was; who and when stands in the audit.
    pub approval: Option<Fingerprint>,
    /// When it is to go out, if a slot is chosen.
    pub slot: Option<Millis>,
    /// Earliest first.
    pub attempts: Vec<Attempt>,
    /// When it first went out.
    pub published_at: Option<Millis>,
}

impl Publication {
    /// Refuses unless the content of now is exactly what was approved.
    pub fn approved(&self) -> Result<(), Refusal> {
        let approval = self.approval.as_ref().ok_or(Refusal::NotApproved)?;
        if *approval == self.content.fingerprint() { Ok(()) } else { Err(Refusal::StaleApproval) }
    }

    /// The steps that are open from here for a person; concluding an attempt is the interface's.
    /// (A start of the program that finds `publishing` concludes it as unclear: the answer was lost.)
    pub fn steps(&self) -> Vec<Step> {
        Step::ALL
            .iter()
            .copied()
            .filter(|step| *step != Step::Conclude && step.opens_from(self.state))
            .collect()
    }

    /// Refuses a `step` that is not open from the present state.
    pub(crate) fn open(&self, step: Step) -> Result<(), Refusal> {
        if step.opens_from(self.state) {
            return Ok(());
        }
        if self.state == PublicationState::Unconfirmed {
            return Err(Refusal::OutcomeUnknown);
        }
        Err(Refusal::WrongState { state: self.state.word().into(), step: step.word().into() })
    }
}

#[cfg(test)]
mod tests;
