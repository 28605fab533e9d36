//! What waits for a person, by due time: votes, scripts to write or mend, tasks, slots, links to bring.
//! Knows no rule: whether somebody may act is asked where they act.

use super::{Facts, count};
use crate::context::Context;
use crate::error::StudioError;
use crate::operation::review::QueueRow;
use crate::page::MOST_ROWS;
use pufa_domain::publication::PublicationState;
use pufa_domain::review::{ReviewState, ReviewSubject};
use pufa_domain::right::Right;
use pufa_domain::{EpisodeId, Millis, PublicationId, Refusal, ReviewId, TaskId};
use pufa_store::Sql;
use pufa_store::table::home as table;
use pufa_store::table::review;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pufa_domain::words! {
    /// Why something waits for a person.
    pub enum WaitingKind {
        /// A stage of a review is theirs to vote in.
        Review = "review",
        /// Their script or cut came back with comments.
        Returned = "returned",
        /// Their script is to be written.
        Script = "script",
        /// A publication has its slot today or is past it.
        Slot = "slot",
        /// A task of production is theirs.
        Task = "task",
        /// A stage is more than a day late and they may override it.
        Late = "late",
    }
}

/// Something that waits for the person.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct WaitingRow {
    pub kind: WaitingKind,
    pub title: String,
    pub episode: EpisodeId,
    pub review: Option<ReviewId>,
    pub publication: Option<PublicationId>,
    pub task: Option<TaskId>,
    pub subject: Option<ReviewSubject>,
    /// A stage's name, a channel, a task's craft.
    pub what: String,
    pub revision: Option<u32>,
    /// Comments without an answer.
    pub unanswered: u32,
    pub due_at: Option<Millis>,
    pub state: Option<PublicationState>,
    /// Why it cannot be done yet; null when it can.
    pub refusal: Option<Refusal>,
}

/// A row of which only the kind, the title and the episode are said yet.
fn row(kind: WaitingKind, title: &str, episode: EpisodeId) -> WaitingRow {
    WaitingRow {
        kind,
        title: title.to_owned(),
        episode,
        review: None,
        publication: None,
        task: None,
        subject: None,
        what: String::new(),
        revision: None,
        unanswered: 0,
        due_at: None,
        state: None,
        refusal: None,
    }
}

/// Everything that waits for the person, by due time.
pub(super) fn waiting(
    cx: &Context<'_>,
    sql: &dyn Sql,
    facts: &Facts,
) -> Result<Vec<WaitingRow>, StudioError> {
    let mut rows = of_reviews(cx, &facts.running);
    rows.extend(returned(sql, facts)?);
    rows.extend(scripts(sql, facts, &rows)?);
    if cx.may(Right::Publish) {
        rows.extend(slots(facts));
    }
    rows.extend(tasks(sql, facts)?);
    rows.sort_by_key(|row| row.due_at.unwrap_or(Millis(i64::MAX)));
    Ok(rows)
}

/// Scripts and cuts of the person that came back.
fn returned(sql: &dyn Sql, facts: &Facts) -> Result<Vec<WaitingRow>, StudioError> {
    let person = facts.acting.person;
    let mut rows = Vec::new();
    for stored in review::of_state(sql, facts.acting.unit, ReviewState::Returned, MOST_ROWS)? {
        let Some(current) = stored.review.current() else {
            continue;
        };
        if current.contributors.contains(&person) {
            let open = stored.review.comments.iter().filter(|comment| comment.is_open());
            rows.push(WaitingRow {
                review: Some(stored.review.id),
                subject: Some(stored.subject),
                revision: Some(current.number),
                unanswered: count(open.count()),
                ..row(WaitingKind::Returned, &stored.episode.title, stored.review.episode)
            });
        }
    }
    Ok(rows)
}

/// Scripts that the person has to write; one that came back is among `told` already.
fn scripts(sql: &dyn Sql, facts: &Facts, told: &[WaitingRow]) -> Result<Vec<WaitingRow>, StudioError> {
    let mut found = table::scripts(sql, facts.acting.unit, facts.acting.person)?;
    found.retain(|script| told.iter().all(|row| row.episode != script.episode));
    let rows = found.into_iter().map(|script| WaitingRow {
        due_at: script.wanted.map(|day| day.plus_days(1).start_in(&facts.desk.zone)),
        ..row(WaitingKind::Script, &script.title, script.episode)
    });
    Ok(rows.collect())
}

/// Slots of today and before, and whatever was handed over without anybody bringing the link.
fn slots(facts: &Facts) -> impl Iterator<Item = WaitingRow> {
    let tomorrow = facts.start(1);
    let due = facts.slots.iter().filter(move |slot| slot.slot_at.is_none_or(|at| at < tomorrow));
    due.filter(|slot| slot.state.waits_for_person()).map(|slot| WaitingRow {
        publication: Some(slot.publication),
        what: slot.platform.clone(),
        due_at: slot.slot_at,
        state: Some(slot.state),
        ..row(WaitingKind::Slot, &slot.title, slot.episode)
    })
}

/// The person's open tasks. A task is due when its day is over.
fn tasks(sql: &dyn Sql, facts: &Facts) -> Result<Vec<WaitingRow>, StudioError> {
    let found = table::tasks(sql, facts.acting.unit, facts.acting.person)?.into_iter();
    let rows = found.map(|task| WaitingRow {
        task: Some(task.task),
        what: task.craft.word().to_owned(),
        due_at: task.due.map(|day| day.plus_days(1).start_in(&facts.desk.zone)),
        ..row(WaitingKind::Task, &task.title, task.episode)
    });
    Ok(rows.collect())
}

/// Stages in which the person can vote; and, for those who may override, the ones more than a day late.
fn of_reviews(cx: &Context<'_>, running: &[QueueRow]) -> Vec<WaitingRow> {
    let may_override = cx.may(Right::Override);
    let mut rows = Vec::new();
    for found in running {
        // An optional stage waits for nobody by name: it is in the queue, not here.
        let votes = found.stages.iter().filter(|stage| stage.yours && stage.required);
        let mine: Vec<_> = votes.filter(|stage| stage.refusal.is_none()).collect();
        let late = found.due_at.is_some_and(|due| due.plus(Millis::DAY) <= cx.now());
        let (kind, stages): (_, Vec<&str>) = if !mine.is_empty() {
            (WaitingKind::Review, mine.iter().map(|stage| stage.name.as_str()).collect())
        } else if late && may_override {
            (WaitingKind::Late, found.stages.iter().map(|stage| stage.name.as_str()).collect())
        } else {
            continue;
        };
        rows.push(WaitingRow {
            review: Some(found.review),
            subject: Some(found.subject),
            what: stages.join("、"),
            revision: Some(found.revision_number),
            unanswered: found.unanswered,
            due_at: found.due_at,
            ..row(kind, &found.episode.title, found.episode.id)
        });
    }
    rows
}
