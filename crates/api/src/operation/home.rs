//! The home page in one answer: what waits for the person by due time, the next seven days, what changed, how it goes.
//! Knows no rule: whether somebody may act is asked where they act.

use super::review::{Desk, QueueRow, queue_rows};
use super::settings::unit_calendar;
use crate::context::{Acting, Context};
use crate::error::StudioError;
use crate::named::PersonName;
use crate::page::MOST_ROWS;
use pufa_domain::calendar::Upcoming;
use pufa_domain::episode::ContentState;
use pufa_domain::publication::PublicationState;
use pufa_domain::review::{Decision, ReviewState, ReviewSubject};
use pufa_domain::right::Right;
use pufa_domain::{Day, EpisodeId, Millis, PublicationId, Refusal, ReviewId, TaskId};
use pufa_store::Sql;
use pufa_store::table::home::{self, Slot};
use pufa_store::table::{notice, review, review_reading};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use ts_rs::TS;

/// How far ahead the page looks, in days, today included.
const DAYS: i64 = 7;
/// How far ahead a day of legal publicity is announced, in days.
const PUBLICITY_DAYS: u32 = 30;
/// How many changes are told.
const CHANGES: u32 = 12;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Home {}

pufa_domain::words! {
    /// Why something waits for a person.
    pub enum WaitingKind {
        /// A stage of a review is theirs to vote in.
        Review = "review",
        /// Their script or cut came back with comments.
        Returned = "returned",
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

/// A publication on one of the next days.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct HomeSlot {
    pub publication: PublicationId,
    pub episode: EpisodeId,
    pub title: String,
    pub platform: String,
    pub handle: String,
    pub at: Millis,
    pub state: PublicationState,
    /// Whether something must happen before it may go out.
    pub blocked: bool,
}

/// A day with what goes out on it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct HomeDay {
    pub day: Day,
    pub slots: Vec<HomeSlot>,
}

/// Something that happened to an episode.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct HomeChange {
    pub at: Millis,
    pub by: PersonName,
    pub episode: EpisodeId,
    pub title: String,
    /// The state that the content reached; null for a vote.
    pub content: Option<ContentState>,
    pub review: Option<ReviewId>,
    /// The stage's name, for a vote.
    pub stage: Option<String>,
    pub decision: Option<Decision>,
}

/// The home page.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct HomeView {
    pub today: Day,
    /// By due time; what has none comes last.
    pub waiting: Vec<WaitingRow>,
    pub days: Vec<HomeDay>,
    /// Since yesterday began, newest first.
    pub changes: Vec<HomeChange>,
    /// The next days of legal publicity.
    pub publicity: Vec<Upcoming>,
    /// Stages of reviews in the unit that are late.
    pub overdue: u32,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {}

/// How many things wait at each place of the rail, and how many notices are unseen.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CountsView {
    pub home: u32,
    pub review: u32,
    /// Scripts and cuts that came back to the person.
    pub episodes: u32,
    /// Publications due today or past their slot.
    pub schedule: u32,
    pub notices: u32,
}

pub fn home(cx: &Context<'_>, _: Home) -> Result<HomeView, StudioError> {
    let acting = cx.require(Right::Read)?;
    cx.read(|sql| {
        let desk = Desk::of(sql, acting.unit, cx.now())?;
        let today = desk.today;
        let running = running(cx, sql, &desk, acting)?;
        let slots = slots(sql, &desk, acting)?;
        let last = today.plus_days(DAYS).start_in(&desk.zone);
        let start = today.start_in(&desk.zone);
        let days = (0..DAYS).map(|n| {
            let day = today.plus_days(n);
            let of_day = slots.iter().filter(|slot| slot.slot_at.day_in(&desk.zone) == day);
            let slots = of_day.filter(|slot| slot.slot_at >= start && slot.slot_at < last);
            HomeDay { day, slots: slots.map(home_slot).collect() }
        });
        let since = today.plus_days(-1).start_in(&desk.zone);
        let far = today.plus_days(i64::from(PUBLICITY_DAYS));
        Ok(HomeView {
            today,
            days: days.collect(),
            changes: changes(sql, acting, since)?,
            publicity: unit_calendar(sql, acting.unit, today, far)?.upcoming(today, PUBLICITY_DAYS),
            overdue: count(running.iter().filter(|row| row.overdue).count()),
            waiting: waiting(cx, sql, &desk, acting, &running, &slots)?,
        })
    })
}

pub fn counts(cx: &Context<'_>, _: Counts) -> Result<CountsView, StudioError> {
    let acting = cx.require(Right::Read)?;
    cx.read(|sql| {
        let desk = Desk::of(sql, acting.unit, cx.now())?;
        let running = running(cx, sql, &desk, acting)?;
        let slots = slots(sql, &desk, acting)?;
        let waiting = waiting(cx, sql, &desk, acting, &running, &slots)?;
        let of = |kind| count(waiting.iter().filter(|row| row.kind == kind).count());
        Ok(CountsView {
            home: count(waiting.len()),
            review: of(WaitingKind::Review),
            episodes: of(WaitingKind::Returned),
            schedule: of(WaitingKind::Slot),
            notices: u32::try_from(notice::unseen(sql, acting.person)?).unwrap_or(u32::MAX),
        })
    })
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn running(
    cx: &Context<'_>,
    sql: &dyn Sql,
    desk: &Desk,
    acting: Acting,
) -> Result<Vec<QueueRow>, StudioError> {
    let found = review::running(sql, acting.unit, MOST_ROWS)?;
    queue_rows(sql, desk, &found, acting.person, cx.now())
}

/// Slots from a week ago, so that what was missed still waits, to the end of the page's days.
fn slots(sql: &dyn Sql, desk: &Desk, acting: Acting) -> Result<Vec<Slot>, StudioError> {
    let from = desk.today.plus_days(-DAYS).start_in(&desk.zone);
    let to = desk.today.plus_days(DAYS).start_in(&desk.zone);
    Ok(home::slots(sql, acting.unit, from, to)?)
}

fn home_slot(slot: &Slot) -> HomeSlot {
    let out = slot.state.is_out();
    let stopped = matches!(
        slot.state,
        PublicationState::StaleApproval | PublicationState::Failed | PublicationState::Draft
    );
    HomeSlot {
        publication: slot.publication,
        episode: slot.episode,
        title: slot.title.clone(),
        platform: slot.platform.clone(),
        handle: slot.handle.clone(),
        at: slot.slot_at,
        state: slot.state,
        blocked: stopped || (!out && slot.content != ContentState::Ready),
    }
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
fn waiting(
    cx: &Context<'_>,
    sql: &dyn Sql,
    desk: &Desk,
    acting: Acting,
    running: &[QueueRow],
    slots: &[Slot],
) -> Result<Vec<WaitingRow>, StudioError> {
    let mut rows = of_reviews(cx, running);
    for stored in review::of_state(sql, acting.unit, ReviewState::Returned, MOST_ROWS)? {
        let Some(current) = stored.review.current() else {
            continue;
        };
        if current.contributors.contains(&acting.person) {
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
    if cx.may(Right::Publish) {
        let tomorrow = desk.today.plus_days(1).start_in(&desk.zone);
        let due = slots.iter().filter(|slot| slot.slot_at < tomorrow);
        rows.extend(due.filter(|slot| slot.state.waits_for_person()).map(|slot| WaitingRow {
            publication: Some(slot.publication),
            what: slot.platform.clone(),
            due_at: Some(slot.slot_at),
            state: Some(slot.state),
            ..row(WaitingKind::Slot, &slot.title, slot.episode)
        }));
    }
    for task in home::tasks(sql, acting.unit, acting.person)? {
        // A task is due when its day is over.
        let due = task.due.map(|day| day.plus_days(1).start_in(&desk.zone));
        rows.push(WaitingRow {
            task: Some(task.task),
            what: task.craft.word().to_owned(),
            due_at: due,
            ..row(WaitingKind::Task, &task.title, task.episode)
        });
    }
    rows.sort_by_key(|row| row.due_at.unwrap_or(Millis(i64::MAX)));
    Ok(rows)
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

fn changes(sql: &dyn Sql, acting: Acting, since: Millis) -> Result<Vec<HomeChange>, StudioError> {
    let mut changes = Vec::new();
    let mut stages = HashMap::new();
    for happened in home::happened(sql, acting.unit, since, CHANGES)? {
        let (review, stage, decision) = match happened.vote {
            None => (None, None, None),
            Some((review, key, decision)) => {
                let names = match stages.entry(review) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(free) => free.insert(review_reading::stage_names(sql, review)?),
                };
                let name = names.get(&key).cloned();
                (Some(review), Some(name.unwrap_or(key)), Some(decision))
            }
        };
        changes.push(HomeChange {
            at: happened.at,
            by: PersonName { id: happened.by, name: happened.by_name },
            episode: happened.episode,
            title: happened.title,
            content: happened.content,
            review,
            stage,
            decision,
        });
    }
    Ok(changes)
}
