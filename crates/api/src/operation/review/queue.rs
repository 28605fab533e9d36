//! The queue: what waits for somebody's vote, by due time, with why they can vote or cannot.
//! Knows no review from inside; a list is a handful of queries, however many reviews it shows.

use super::checks::checks;
use super::desk::Desk;
use super::view::{ReviewedEpisode, episode_of};
use crate::context::Context;
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use crate::page::MOST_ROWS;
use pufa_domain::review::{ReviewState, ReviewSubject};
use pufa_domain::right::Right;
use pufa_domain::{Millis, PersonId, Refusal, ReviewId};
use pufa_store::Sql;
use pufa_store::table::review::{self, StoredReview};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pufa_domain::words! {
    /// A part of the queue.
    pub enum QueuePart {
        /// Open stages that are the person's, be it that they cannot vote in them.
        Mine = "mine",
        /// Everything in the unit that waits for a vote.
        Running = "running",
        /// Sent back and not handed in again.
        Returned = "returned",
        Approved = "approved",
    }
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewQueue {
    pub part: QueuePart,
}

/// An open stage of a row, as it concerns the person.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct QueueStage {
    pub key: String,
    pub name: String,
    pub due_at: Option<Millis>,
    /// Whether approval waits for it.
    pub required: bool,
    /// Whether the stage is the person's at all.
    pub yours: bool,
    /// Why the person cannot vote in it; null when they can.
    pub refusal: Option<Refusal>,
    /// What in the text keeps it from being approved today, sent back it can be; null when nothing does, and where a
    /// vote of the person's is not waited for.
    pub gate: Option<Refusal>,
    pub standing_for: Option<PersonName>,
}

/// A review in the queue.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct QueueRow {
    pub review: ReviewId,
    pub subject: ReviewSubject,
    pub state: ReviewState,
    pub episode: ReviewedEpisode,
    /// The number of the revision within the review.
    pub revision_number: u32,
    pub submitted_by: PersonName,
    pub submitted_at: Millis,
    /// The open stages.
    pub stages: Vec<QueueStage>,
    /// Of the first open stage.
    pub due_at: Option<Millis>,
    pub overdue: bool,
    /// Whether the person can vote in an open stage.
    pub may_vote: bool,
    /// Whether the person has a part in it.
    pub own_work: bool,
    pub unanswered: u32,
}

pub fn review_queue(cx: &Context<'_>, input: ReviewQueue) -> Result<Vec<QueueRow>, StudioError> {
    let acting = cx.require(Right::Read)?;
    cx.read(|sql| {
        let found = match input.part {
            QueuePart::Mine | QueuePart::Running => review::running(sql, acting.unit, MOST_ROWS)?,
            QueuePart::Returned => review::of_state(sql, acting.unit, ReviewState::Returned, MOST_ROWS)?,
            QueuePart::Approved => review::of_state(sql, acting.unit, ReviewState::Approved, MOST_ROWS)?,
        };
        let desk = Desk::of(sql, acting.unit, cx.now())?;
        let mut rows = rows(sql, &desk, &found, acting.person, cx.now())?;
        if input.part == QueuePart::Mine {
            rows.retain(|row| row.stages.iter().any(|stage| stage.yours && stage.refusal.is_none()));
            for row in &mut rows {
                if let Some(stored) = found.iter().find(|stored| stored.review.id == row.review) {
                    ask_gates(cx, sql, stored, row)?;
                }
            }
        }
        Ok(rows)
    })
}

/// A text that cannot be approved is better known before it is opened; asking takes about a millisecond a row.
fn ask_gates(
    cx: &Context<'_>,
    sql: &dyn Sql,
    stored: &StoredReview,
    row: &mut QueueRow,
) -> Result<(), StudioError> {
    let Some(checks) = checks(cx, sql, stored)? else { return Ok(()) };
    for stage in row.stages.iter_mut().filter(|stage| stage.yours && stage.refusal.is_none()) {
        let rule = stored.review.template.stage(&stage.key);
        stage.gate = rule.and_then(|rule| stored.review.passes_gate(rule, &checks.summary).err());
    }
    Ok(())
}

/// The rows of some reviews as one person sees them.
pub(crate) fn rows(
    sql: &dyn Sql,
    desk: &Desk,
    found: &[StoredReview],
    person: PersonId,
    now: Millis,
) -> Result<Vec<QueueRow>, StudioError> {
    let principals = desk.stand_ins(person).into_iter().map(|s| s.principal.person);
    let submitters = found.iter().filter_map(|stored| Some(stored.review.current()?.submitted_by));
    let names = Names::read(sql, submitters.chain(principals))?;
    let rows = found.iter().filter_map(|stored| row(desk, stored, &names, person, now));
    Ok(rows.collect())
}

fn row(desk: &Desk, stored: &StoredReview, names: &Names, person: PersonId, now: Millis) -> Option<QueueRow> {
    let review = &stored.review;
    let current = review.current()?;
    let lines = review.lines();
    let line_of = |key: &str| lines.iter().find(|line| line.key == key);
    let may = desk.may(stored, person);
    let stages: Vec<QueueStage> = may
        .stages
        .into_iter()
        .map(|stage| QueueStage {
            due_at: line_of(&stage.stage).and_then(|line| line.due_at),
            required: line_of(&stage.stage).is_some_and(|line| line.required),
            key: stage.stage,
            name: stage.name,
            yours: stage.yours,
            refusal: stage.approve_refusal,
            gate: None,
            standing_for: stage.standing_for.map(|id| names.of(id)),
        })
        .collect();
    let due_at = stages.iter().filter_map(|stage| stage.due_at).min();
    Some(QueueRow {
        review: review.id,
        subject: stored.subject,
        state: review.state(),
        episode: episode_of(stored),
        revision_number: current.number,
        submitted_by: names.of(current.submitted_by),
        submitted_at: current.submitted_at,
        due_at,
        overdue: due_at.is_some_and(|due| due <= now),
        may_vote: stages.iter().any(|stage| stage.refusal.is_none()),
        own_work: may.own_work,
        unanswered: may.unanswered,
        stages,
    })
}
