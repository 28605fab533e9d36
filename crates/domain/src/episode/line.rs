//! The line of stages over an episode, and the one next step.
//! Knows no database: it is told the facts and draws what they mean; it decides nothing.

mod out;

use super::{ContentState, EpisodeDates};
use crate::production::{OpenGate, Task};
use crate::publication::PublicationState;
use crate::review::{ReviewGate, StageLine, StageResult};
use crate::{Millis, PersonId, words};
use jiff::tz::TimeZone;
use out::{production_step, published_step, ready_step};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

words! {
    /// How far a step of the line is.
    pub enum LineState {
        Done = "done",
        /// Somebody works on it, or it waits for somebody.
        Current = "current",
        /// It cannot go on; the reasons are told.
        Blocked = "blocked",
        /// Not reached.
        Open = "open",
    }
}

words! {
    /// What is owed before a step of the line is done.
    pub enum Owed {
        /// The script is to be written and handed in.
        Write = "write",
        /// Comments wait for an answer before the script or cut is handed in again.
        Answer = "answer",
        /// A vote.
        Vote = "vote",
        /// Nobody may vote in the stage: somebody must be given the role.
        FindVoter = "find_voter",
        /// The work of production is to be given out.
        GiveTasks = "give_tasks",
        /// Tasks are to be done.
        DoTasks = "do_tasks",
        /// The final cut is to be brought.
        BringCut = "bring_cut",
        /// The final cut is to be handed in for its review.
        SubmitCut = "submit_cut",
        /// Gates are to be shut.
        ShutGates = "shut_gates",
        /// Every vote is there and every gate shut: the cut is to be declared ready.
        ApproveCut = "approve_cut",
        /// The channels are to be chosen.
        Prepare = "prepare",
        /// A channel's text is to be checked and marked ready.
        MarkReady = "mark_ready",
        /// A channel's slot is to be chosen.
        Place = "place",
        /// It goes out at its slot.
        HandOver = "hand_over",
        /// It was handed over; the link is to be brought.
        BringLink = "bring_link",
        /// Nobody knows whether it is out: somebody must look.
        Look = "look",
        /// It did not go out; somebody must try again or give it up.
        TryAgain = "try_again",
    }
}

/// Who did something and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Mark {
    pub by: PersonId,
    pub at: Millis,
}

/// One step of the line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LineStep {
    /// topic, script, production, ready, published; a review stage has the key of its stage, one of the cut's review
    /// with "cut:" before it.
    pub key: String,
    /// The name that the template gives a review stage.
    pub name: Option<String>,
    pub gate: Option<ReviewGate>,
    pub state: LineState,
    /// Those who did it, or do it.
    pub by: Vec<PersonId>,
    /// When it was done.
    pub at: Option<Millis>,
    pub due_at: Option<Millis>,
    /// Those who are waited for.
    pub waits_for: Vec<PersonId>,
    /// Codes of what stands in the way: a gate's word, "comments", "withdrawn", "shelved".
    pub blocked_by: Vec<String>,
    /// What is owed while it is current or blocked.
    pub owed: Option<Owed>,
}

/// Who owes what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct NextStep {
    pub key: String,
    pub name: Option<String>,
    pub waits_for: Vec<PersonId>,
    pub due_at: Option<Millis>,
    pub blocked_by: Vec<String>,
    pub owed: Option<Owed>,
}

/// A publication as far as the line needs it.
#[derive(Clone, Copy, Debug)]
pub struct LineOutlet {
    pub state: PublicationState,
    pub slot_at: Option<Millis>,
    /// Who keeps its channel.
    pub custodian: Option<PersonId>,
}

/// What the line is drawn from.
#[derive(Clone, Debug)]
pub struct LineFacts<'a> {
    pub content: ContentState,
    pub dates: EpisodeDates,
    /// Who adopted the topic; none for an episode that had none.
    pub adopted: Option<Mark>,
    /// Who writes the script.
    pub writers: &'a [PersonId],
    /// Comments that wait for an answer.
    pub unanswered: u32,
    /// `Review::lines` of the script, or `Template::planned` before there is a review.
    pub script_stages: &'a [StageLine],
    /// The same of the final cut.
    pub cut_stages: &'a [StageLine],
    /// Who may vote in an open stage, by the key of the line's step.
    pub voters: &'a BTreeMap<String, Vec<PersonId>>,
    pub tasks: &'a [Task],
    pub has_final_cut: bool,
    pub open_gates: &'a [OpenGate],
    /// Who sees that it gets on when nobody else has it: its owner, else whoever may edit.
    pub editors: &'a [PersonId],
    pub outlets: &'a [LineOutlet],
    /// Where a day ends.
    pub zone: &'a TimeZone,
    /// When it first went out.
    pub published_at: Option<Millis>,
}

/// The line: topic, script, the stages of its review, production, the stages of the cut's review, ready, published.
pub fn stage_line(facts: &LineFacts<'_>) -> Vec<LineStep> {
    use ContentState::{Approved, CutReview, InReview, Producing, Ready, Withdrawn};
    let content = facts.content;
    let mut line = Vec::new();
    if let Some(mark) = &facts.adopted {
        line.push(LineStep { by: vec![mark.by], at: Some(mark.at), ..step("topic", LineState::Done) });
    }
    line.push(script_step(facts));
    let in_script_review = content == InReview;
    let script_reviewed = matches!(content, Approved | Producing | CutReview | Ready | Withdrawn);
    line.extend(
        facts
            .script_stages
            .iter()
            .filter_map(|stage| review_step("", stage, in_script_review, script_reviewed, facts)),
    );
    line.push(production_step(facts));
    let cut_reviewed = matches!(content, Ready | Withdrawn);
    line.extend(
        facts
            .cut_stages
            .iter()
            .filter_map(|stage| review_step("cut:", stage, content == CutReview, cut_reviewed, facts)),
    );
    line.push(ready_step(facts));
    line.push(published_step(facts));
    if matches!(content, ContentState::Shelved | ContentState::Withdrawn) {
        stop(&mut line, content);
    }
    line
}

/// The step that is owed next: the current one, or what blocks the way.
pub fn next_step(line: &[LineStep]) -> Option<NextStep> {
    let of = |state| line.iter().find(|step| step.state == state);
    let step = of(LineState::Current).or_else(|| of(LineState::Blocked))?;
    Some(NextStep {
        key: step.key.clone(),
        name: step.name.clone(),
        waits_for: step.waits_for.clone(),
        due_at: step.due_at,
        blocked_by: step.blocked_by.clone(),
        owed: step.owed,
    })
}

fn step(key: &str, state: LineState) -> LineStep {
    LineStep {
        key: key.into(),
        name: None,
        gate: None,
        state,
        by: vec![],
        at: None,
        due_at: None,
        waits_for: vec![],
        blocked_by: vec![],
        owed: None,
    }
}

fn script_step(facts: &LineFacts<'_>) -> LineStep {
    let by = facts.writers.to_vec();
    if facts.content == ContentState::Scripting {
        let (owed, blocked_by) = if facts.unanswered > 0 {
            (Owed::Answer, vec!["comments".into()])
        } else {
            (Owed::Write, vec![])
        };
        let waits_for = or_editors(by.clone(), facts);
        return LineStep {
            waits_for,
            by,
            blocked_by,
            owed: Some(owed),
            ..step("script", LineState::Current)
        };
    }
    // A shelved episode begins again with its script.
    let state = if facts.content == ContentState::Shelved { LineState::Open } else { LineState::Done };
    LineStep { by, at: facts.dates.submitted_at, ..step("script", state) }
}

/// A stage of a review; none when it does not apply.
fn review_step(
    prefix: &str,
    stage: &StageLine,
    running: bool,
    over: bool,
    facts: &LineFacts<'_>,
) -> Option<LineStep> {
    let state = match stage.result {
        StageResult::NotApplicable => return None,
        StageResult::Satisfied | StageResult::Overridden if running || over => LineState::Done,
        StageResult::Unsatisfied if running && stage.open => LineState::Current,
        // An optional stage that nobody used is passed by.
        StageResult::Unsatisfied if over && !stage.required => return None,
        StageResult::Satisfied | StageResult::Overridden | StageResult::Unsatisfied => LineState::Open,
    };
    let key = format!("{prefix}{}", stage.key);
    let current = state == LineState::Current;
    let waits_for = facts.voters.get(&key).filter(|_| current).cloned().unwrap_or_default();
    let owed = if waits_for.is_empty() { Owed::FindVoter } else { Owed::Vote };
    Some(LineStep {
        owed: current.then_some(owed),
        name: Some(stage.name.clone()),
        gate: Some(stage.gate),
        by: stage.held_by.clone(),
        at: stage.done_at.filter(|_| state == LineState::Done),
        due_at: stage.due_at.filter(|_| current),
        waits_for,
        ..step(&key, state)
    })
}

/// Somebody always owes the step: those named, else whoever sees that the episode gets on.
fn or_editors(people: Vec<PersonId>, facts: &LineFacts<'_>) -> Vec<PersonId> {
    if people.is_empty() { facts.editors.to_vec() } else { people }
}

/// Marks the first step that is not done as stopped; nothing behind it is waited for.
fn stop(line: &mut [LineStep], content: ContentState) {
    if let Some(first) = line.iter_mut().find(|step| step.state != LineState::Done) {
        first.state = LineState::Blocked;
        first.blocked_by = vec![content.word().into()];
        first.waits_for.clear();
        first.owed = None;
    }
}

fn distinct(people: impl Iterator<Item = PersonId>) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = people.collect();
    people.sort_unstable();
    people.dedup();
    people
}
