//! The last steps of the line: production, ready, published.
//! Knows no platform; what an attempt needs is the publication's own.

use super::{LineFacts, LineOutlet, LineState, LineStep, Owed, distinct, or_editors, step};
use crate::episode::ContentState;
use crate::production::{Craft, Task};
use crate::publication::PublicationState;
use crate::{Millis, PersonId};

pub(super) fn production_step(facts: &LineFacts<'_>) -> LineStep {
    let by: Vec<PersonId> = distinct(facts.tasks.iter().filter_map(|task| task.assignee));
    match facts.content {
        ContentState::Approved | ContentState::Producing => {
            let (owed, waits_for) = owed_in_production(facts);
            LineStep {
                by,
                owed: Some(owed),
                due_at: due(facts),
                waits_for: or_editors(waits_for, facts),
                ..step("production", LineState::Current)
            }
        }
        ContentState::CutReview | ContentState::Ready | ContentState::Withdrawn => {
            LineStep { by, at: facts.dates.cut_submitted_at, ..step("production", LineState::Done) }
        }
        ContentState::Scripting | ContentState::InReview | ContentState::Shelved => {
            LineStep { by, ..step("production", LineState::Open) }
        }
    }
}

/// What production owes next and who has it; nobody by name when it is the editors' to see to.
fn owed_in_production(facts: &LineFacts<'_>) -> (Owed, Vec<PersonId>) {
    let open: Vec<&Task> = facts.tasks.iter().filter(|task| task.done_at.is_none()).collect();
    let hands = distinct(open.iter().filter_map(|task| task.assignee));
    if !open.is_empty() {
        let owed = if hands.is_empty() { Owed::GiveTasks } else { Owed::DoTasks };
        return (owed, hands);
    }
    let cutters = facts.tasks.iter().filter(|task| task.craft == Craft::Edit);
    let cutters = distinct(cutters.filter_map(|task| task.assignee));
    match (facts.has_final_cut, facts.tasks.is_empty()) {
        (true, _) => (Owed::SubmitCut, cutters),
        (false, true) => (Owed::GiveTasks, vec![]),
        (false, false) => (Owed::BringCut, cutters),
    }
}

/// The end of the earliest day on which an open task is due.
fn due(facts: &LineFacts<'_>) -> Option<Millis> {
    let open = facts.tasks.iter().filter(|task| task.done_at.is_none());
    let first = open.filter_map(|task| task.due).min()?;
    Some(first.plus_days(1).start_in(facts.zone))
}

/// Open gates are told once production has begun, early enough to shut them; they block from the review of the cut on.
/// Before that they are the work that is being done.
pub(super) fn ready_step(facts: &LineFacts<'_>) -> LineStep {
    let blocked_by: Vec<String> = facts.open_gates.iter().map(|open| open.gate.word().into()).collect();
    let reached = facts.content == ContentState::Ready;
    let stops = reached || facts.content == ContentState::CutReview;
    let voted = || facts.cut_stages.iter().all(|stage| stage.result.is_done() || !stage.required);
    if facts.content == ContentState::Producing {
        LineStep { blocked_by, ..step("ready", LineState::Open) }
    } else if stops && !blocked_by.is_empty() {
        LineStep {
            blocked_by,
            owed: Some(Owed::ShutGates),
            waits_for: facts.editors.to_vec(),
            ..step("ready", LineState::Blocked)
        }
    } else if reached {
        LineStep { at: facts.dates.ready_at, ..step("ready", LineState::Done) }
    } else if facts.content == ContentState::CutReview && voted() {
        LineStep {
            owed: Some(Owed::ApproveCut),
            waits_for: facts.editors.to_vec(),
            ..step("ready", LineState::Current)
        }
    } else {
        step("ready", LineState::Open)
    }
}

/// Published is done when it is out wherever it is to go; until then the channel whose turn it is says what is owed.
pub(super) fn published_step(facts: &LineFacts<'_>) -> LineStep {
    let at = facts.published_at;
    let may_go_out = facts.content == ContentState::Ready && facts.open_gates.is_empty();
    let turn = facts.outlets.iter().filter_map(|outlet| Some((owed_by(outlet.state)?, outlet)));
    let turn = turn.min_by_key(|(_, outlet)| outlet.slot_at.unwrap_or(Millis(i64::MAX)));
    let (owed, outlet): (Owed, Option<&LineOutlet>) = match turn {
        _ if !may_go_out && at.is_none() => return step("published", LineState::Open),
        Some((owed, outlet)) if may_go_out => (owed, Some(outlet)),
        None if at.is_none() => (Owed::Prepare, None),
        Some(_) | None => return LineStep { at, ..step("published", LineState::Done) },
    };
    LineStep {
        at,
        owed: Some(owed),
        waits_for: or_editors(outlet.and_then(|outlet| outlet.custodian).into_iter().collect(), facts),
        due_at: outlet.and_then(|outlet| outlet.slot_at),
        ..step("published", LineState::Current)
    }
}

/// What a publication in this state owes; nothing when it is out or given up.
fn owed_by(state: PublicationState) -> Option<Owed> {
    match state {
        PublicationState::Draft | PublicationState::StaleApproval => Some(Owed::MarkReady),
        PublicationState::Ready => Some(Owed::Place),
        PublicationState::Queued => Some(Owed::HandOver),
        PublicationState::Publishing
        | PublicationState::PlatformScheduled
        | PublicationState::AwaitingPerson => Some(Owed::BringLink),
        PublicationState::Unconfirmed => Some(Owed::Look),
        PublicationState::Failed => Some(Owed::TryAgain),
        PublicationState::Published
        | PublicationState::Withdrawn
        | PublicationState::Corrected
        | PublicationState::Canceled => None,
    }
}
