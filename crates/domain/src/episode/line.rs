//! The line of stages over an episode, and the one next step.
//! Knows no database: it is told the facts and draws what they mean; it decides nothing.

use super::{ContentState, EpisodeDates};
use crate::production::{OpenGate, Task};
use crate::review::{ReviewGate, StageLine, StageResult};
use crate::{Millis, PersonId, words};
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
}

/// Who owes what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct NextStep {
    pub key: String,
    pub name: Option<String>,
    pub waits_for: Vec<PersonId>,
    pub due_at: Option<Millis>,
    pub blocked_by: Vec<String>,
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
    pub open_gates: &'a [OpenGate],
    /// Who brings it out, and when it is due at the first channel.
    pub editors: &'a [PersonId],
    pub slot_at: Option<Millis>,
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
    }
}

fn script_step(facts: &LineFacts<'_>) -> LineStep {
    let by = facts.writers.to_vec();
    if facts.content == ContentState::Scripting {
        let blocked_by = if facts.unanswered > 0 { vec!["comments".into()] } else { vec![] };
        return LineStep { waits_for: by.clone(), by, blocked_by, ..step("script", LineState::Current) };
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
    Some(LineStep {
        name: Some(stage.name.clone()),
        gate: Some(stage.gate),
        by: stage.held_by.clone(),
        at: stage.done_at.filter(|_| state == LineState::Done),
        due_at: stage.due_at.filter(|_| current),
        waits_for,
        ..step(&key, state)
    })
}

fn production_step(facts: &LineFacts<'_>) -> LineStep {
    let all: Vec<PersonId> = distinct(facts.tasks.iter().filter_map(|task| task.assignee));
    match facts.content {
        ContentState::Approved | ContentState::Producing => {
            let open = facts.tasks.iter().filter(|task| task.done_at.is_none());
            LineStep {
                by: all,
                waits_for: distinct(open.filter_map(|t| t.assignee)),
                ..step("production", LineState::Current)
            }
        }
        ContentState::CutReview | ContentState::Ready | ContentState::Withdrawn => {
            LineStep { by: all, at: facts.dates.cut_submitted_at, ..step("production", LineState::Done) }
        }
        ContentState::Scripting | ContentState::InReview | ContentState::Shelved => {
            LineStep { by: all, ..step("production", LineState::Open) }
        }
    }
}

/// Ready is blocked by open gates once production has begun: early enough to shut them.
fn ready_step(facts: &LineFacts<'_>) -> LineStep {
    let blocked_by: Vec<String> = facts.open_gates.iter().map(|open| open.gate.word().into()).collect();
    let begun = matches!(facts.content, ContentState::Producing | ContentState::CutReview);
    if facts.content == ContentState::Ready {
        LineStep { at: facts.dates.ready_at, ..step("ready", LineState::Done) }
    } else if begun && !blocked_by.is_empty() {
        LineStep { blocked_by, waits_for: facts.editors.to_vec(), ..step("ready", LineState::Blocked) }
    } else {
        step("ready", LineState::Open)
    }
}

fn published_step(facts: &LineFacts<'_>) -> LineStep {
    match (facts.published_at, facts.content) {
        (Some(at), _) => LineStep { at: Some(at), ..step("published", LineState::Done) },
        (None, ContentState::Ready) => LineStep {
            waits_for: facts.editors.to_vec(),
            due_at: facts.slot_at,
            ..step("published", LineState::Current)
        },
        (None, _) => step("published", LineState::Open),
    }
}

/// Marks the first step that is not done as stopped; nothing behind it is waited for.
fn stop(line: &mut [LineStep], content: ContentState) {
    if let Some(first) = line.iter_mut().find(|step| step.state != LineState::Done) {
        first.state = LineState::Blocked;
        first.blocked_by = vec![content.word().into()];
        first.waits_for.clear();
    }
}

fn distinct(people: impl Iterator<Item = PersonId>) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = people.collect();
    people.sort_unstable();
    people.dedup();
    people
}
