//! Every reason for which a rule says no, as a code with its parameters.
//! Knows no sentence: those are the front end's, by code, in each language.

use crate::{Day, Millis, PersonId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What stands at a place already, when two people changed it at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Clash {
    /// The version that is stored now.
    pub current_version: i64,
}

/// Why a rule refuses. Written to the wire as `{"code": "own_work", "params": {..}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum Refusal {
    // --- any field ---
    /// A text is longer than its field takes; lengths in characters.
    TooLong { field: String, most: u32, found: u32 },
    /// A field that must be filled is empty.
    Missing { field: String },
    /// A number lies outside its range.
    OutOfRange { field: String, least: i64, most: i64, found: i64 },
    /// A list has more members than it may.
    TooMany { field: String, most: u32, found: u32 },
    /// The last day lies before the first.
    EndsBeforeItBegins { from: Day, to: Day },
    /// A name that must be the only one of its kind is taken.
    Taken { field: String, value: String },
    /// Another of the same kind covers part of the same time.
    Overlaps { from: Day, to: Option<Day> },
    /// The thing would stand above itself.
    InACircle { field: String },
    /// Nobody would be left who may administer the unit.
    LastAdministrator,
    /// The step is not open from the state in which the thing is.
    WrongState { state: String, step: String },
    /// A reason is asked for and none was given.
    ReasonRequired,
    // --- review ---
    /// No stage waits for a vote.
    NothingToReview,
    /// The voter contributed to this revision.
    OwnWork,
    /// The voter holds a counting vote in another required stage of this revision.
    AlreadyVotedInAnotherStage { stage: String },
    /// The voter has voted in this stage of this revision.
    AlreadyVoted,
    /// The stage is for another role or department.
    NotYourStage { stage: String },
    /// Sending back needs at least one open comment on a shot.
    CommentRequired,
    /// Comments of the last round stand without an answer.
    CommentsUnanswered { count: u32 },
    /// A review of this revision is already running.
    ReviewRunning,
    /// An earlier moment than the last event of the same review.
    ClockSetBack { last: Millis },
    /// A standing-in that names the same person twice, or a circle of them.
    DeputyOfOneself { person: PersonId },
    /// No standing-in of that person by this one covers the day and stands.
    NoStandingIn { person: PersonId },
    /// The vote or the comment is meant for another revision than the current one.
    OtherRevision { current: u32 },
    /// The stage is not waiting: it is done, does not apply, or an earlier one is not done.
    StageNotOpen { stage: String },
    /// The stage may not be overridden by anybody.
    NotOverridable { stage: String },
    /// Nothing differs from what is already under review or approved.
    NothingChanged,
    /// No required stage of the template would see a change of this field.
    FieldUnwatched { field: String },
    /// The template lacks a required stage of this kind.
    GateMissing { gate: String },
    /// Nothing of that name or number is there.
    Unknown { field: String, value: String },
    // --- production and publication ---
    /// A gate stands open.
    GateOpen { gate: String },
    /// A minor can be recognised: a hard stop that nobody may override (未成年人保护法 103).
    MinorIdentifiable,
    /// What would go out is not what was approved.
    NotApproved,
    /// The content changed after its approval.
    StaleApproval,
    /// A rule of the platform is broken.
    PlatformRule { rule: String, limit: String, found: String },
    /// A link that is not an address of the platform.
    NotALink { link: String },
    /// The outcome of the last attempt is unknown; a person must look before another is made.
    OutcomeUnknown,
    /// Something that cannot be mended speaks against the slot; its code, as in `schedule::Conflict`.
    SlotRefused { conflict: String },
    /// The slot does not lie ahead.
    SlotPassed { slot: Millis },
    /// A work cannot be out since a moment that has not come.
    PublishedInTheFuture { at: Millis },
    /// A link of another platform than the channel's.
    LinkOfAnotherPlatform { link: String, platform: String },
    /// The clock jumps over this local time (daylight saving), so no moment has it.
    NoSuchLocalTime { local: String, zone: String },
    /// The clock shows this local time twice; somebody has to say which is meant.
    LocalTimeTwice { local: String, zone: String },
    /// Not a date with a time, as in 2026-12-04T18:00.
    NotALocalTime { local: String },
    /// Data of platforms or of the calendar that cannot be read.
    BadData { what: String, reason: String },
    // --- the checker ---
    /// Errors of the checker stand unresolved in what a stage answers for.
    ChecksUnresolved { errors: u32 },
    /// A wording rule does not do what its own example says.
    RuleFailsItsTest { text: String },
    // --- credits and participation ---
    /// The person was not employed in the unit on the day.
    NotEmployed { day: Day },
    /// The same share is recorded already.
    CreditExists,
}

impl Refusal {
    /// Refuses a `text` that is empty once trimmed or longer than `most` characters; answers it trimmed.
    pub fn text(field: &str, text: &str, most: u32) -> Result<String, Refusal> {
        let trimmed = Self::optional_text(field, text, most)?;
        if trimmed.is_empty() { Err(Refusal::Missing { field: field.into() }) } else { Ok(trimmed) }
    }

    /// Refuses a `text` longer than `most` characters; answers it trimmed, perhaps empty.
    /// Control characters other than line breaks and tabs are dropped: they only ever come from broken pastes.
    pub fn optional_text(field: &str, text: &str, most: u32) -> Result<String, Refusal> {
        let found = text.chars().count();
        if found > most as usize {
            return Err(Refusal::TooLong {
                field: field.into(),
                most,
                found: u32::try_from(found).unwrap_or(u32::MAX),
            });
        }
        let kept: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        Ok(kept.trim().to_owned())
    }

    /// Refuses a `found` outside `least..=most`.
    pub fn range(field: &str, found: i64, least: i64, most: i64) -> Result<i64, Refusal> {
        if (least..=most).contains(&found) {
            Ok(found)
        } else {
            Err(Refusal::OutOfRange { field: field.into(), least, most, found })
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", serde_json::to_string(self).map_err(|_| std::fmt::Error)?)
    }
}

impl std::error::Error for Refusal {}
