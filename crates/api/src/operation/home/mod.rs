//! The home page in one answer: what waits for the person by due time, the next seven days, what changed, how it goes.
//! Knows no rule: whether somebody may act is asked where they act.

mod changes;
mod days;
mod tiles;
mod waiting;

pub use changes::{FigureChange, HomeChange};
pub use days::{HomeDay, HomeSlot};
pub use tiles::{HomeParticipation, HomeTiles, Late};
pub use waiting::{WaitingKind, WaitingRow};

use super::review::{Desk, QueueRow, queue_rows};
use super::settings::unit_calendar;
use crate::context::{Acting, Context};
use crate::error::StudioError;
use crate::page::MOST_ROWS;
use pufa_domain::calendar::Upcoming;
use pufa_domain::right::Right;
use pufa_domain::{Day, Millis};
use pufa_store::Sql;
use pufa_store::table::home::{self as table, Slot};
use pufa_store::table::{notice, review};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far ahead the page looks, in days, today included.
const DAYS: i64 = 7;
/// How far ahead a day of legal publicity is announced, in days.
const PUBLICITY_DAYS: u32 = 30;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Home {}

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
    pub tiles: HomeTiles,
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

/// What the page is made from: the reviews that run and the slots around today.
struct Facts {
    desk: Desk,
    acting: Acting,
    running: Vec<QueueRow>,
    slots: Vec<Slot>,
}

impl Facts {
    fn read(cx: &Context<'_>, sql: &dyn Sql, acting: Acting) -> Result<Self, StudioError> {
        let desk = Desk::of(sql, acting.unit, cx.now())?;
        let found = review::running(sql, acting.unit, MOST_ROWS)?;
        let running = queue_rows(sql, &desk, &found, acting.person, cx.now())?;
        // From a week ago, so that what was missed still waits, to the end of the page's days.
        let from = desk.today.plus_days(-DAYS).start_in(&desk.zone);
        let to = desk.today.plus_days(DAYS).start_in(&desk.zone);
        let slots = table::slots(sql, acting.unit, from, to)?;
        Ok(Self { desk, acting, running, slots })
    }

    /// When the last day that the page shows is over, or `n` days after today began.
    fn start(&self, n: i64) -> Millis {
        self.desk.today.plus_days(n).start_in(&self.desk.zone)
    }
}

pub fn home(cx: &Context<'_>, _: Home) -> Result<HomeView, StudioError> {
    let acting = cx.require(Right::Read)?;
    cx.read(|sql| {
        let facts = Facts::read(cx, sql, acting)?;
        let today = facts.desk.today;
        let far = today.plus_days(i64::from(PUBLICITY_DAYS));
        Ok(HomeView {
            today,
            days: days::days(sql, &facts)?,
            changes: changes::changes(sql, &facts)?,
            publicity: unit_calendar(sql, acting.unit, today, far)?.upcoming(today, PUBLICITY_DAYS),
            tiles: tiles::tiles(cx, sql, &facts)?,
            waiting: waiting::waiting(cx, sql, &facts)?,
        })
    })
}

pub fn counts(cx: &Context<'_>, _: Counts) -> Result<CountsView, StudioError> {
    let acting = cx.require(Right::Read)?;
    cx.read(|sql| {
        let facts = Facts::read(cx, sql, acting)?;
        let waiting = waiting::waiting(cx, sql, &facts)?;
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
