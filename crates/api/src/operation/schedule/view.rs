//! The schedule's screen in one round trip: channels, blocks with what speaks against them, and what waits for a slot.
//! Knows no layout.

use super::setting::Board;
use crate::context::Context;
use crate::error::StudioError;
use crate::operation::production::gates::{Asked, AtGates, of_episodes};
use crate::operation::production::may;
use crate::operation::publication::load::{day_out, may_be_stale, platform_of, readiness, state_of};
use pufa_domain::calendar::SpecialDays;
use pufa_domain::episode::{ContentState, EpisodeFormat};
use pufa_domain::publication::{PublicationState, Step};
use pufa_domain::right::Right;
use pufa_domain::schedule::{MassSend, Planned, PostingSlot, Told, against_slot};
use pufa_domain::{ChannelId, Day, EpisodeId, Millis, PublicationId, Refusal, UnitId};
use pufa_store::Sql;
use pufa_store::table::channel::{self, Channel};
use pufa_store::table::publication::{self, Stored};
use pufa_store::table::schedule::{self, Slotted, Work};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// The most days at once: a month with the edges of its weeks, or two months of a list.
const DAYS: i64 = 62;
/// The most blocks of a view; a unit with more looks at fewer days.
const BLOCKS: u32 = 2000;
/// The most works in the strip.
const WAITING: u32 = 200;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetSchedule {
    pub from: Day,
    /// Included; at most 62 days after `from`.
    pub to: Day,
}

/// A channel as a row of the schedule.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ScheduleChannel {
    pub id: ChannelId,
    pub platform: String,
    pub platform_name: String,
    pub handle: String,
    pub mass_send: Option<MassSend>,
    /// When it usually posts: its own times, or the unit's.
    pub slots: Vec<PostingSlot>,
    pub active: bool,
}

/// A publication in the schedule.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ScheduleBlock {
    pub publication: PublicationId,
    pub episode: EpisodeId,
    pub title: String,
    pub column: String,
    pub number: u32,
    pub format: EpisodeFormat,
    pub content: ContentState,
    pub channel: ChannelId,
    pub state: PublicationState,
    /// Wall clock in the unit's zone; null for what has no slot.
    pub local: Option<String>,
    pub slot_at: Option<Millis>,
    pub wanted_day: Option<Day>,
    /// The cover's sha256.
    pub cover: Option<String>,
    pub link: Option<String>,
    /// What speaks against its slot, gravest first. What the platform's own timed publishing takes is told while a slot is
    /// being chosen.
    pub told: Vec<Told>,
    /// Whether this person may give it another slot.
    pub movable: bool,
    pub version: i64,
}

/// An approved work that is on no channel yet.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct WaitingWork {
    pub episode: EpisodeId,
    pub title: String,
    pub column: String,
    pub number: u32,
    pub content: ContentState,
    pub wanted_day: Option<Day>,
}

/// The schedule of some days.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ScheduleView {
    pub from: Day,
    pub to: Day,
    pub today: Day,
    pub now: Millis,
    /// The unit's zone: every `local` is in it.
    pub zone: String,
    pub channels: Vec<ScheduleChannel>,
    pub blocks: Vec<ScheduleBlock>,
    /// True when there are more blocks than are told.
    pub more: bool,
    /// Approved and without a slot.
    pub unplaced: Vec<ScheduleBlock>,
    /// Approved and on no channel.
    pub waiting: Vec<WaitingWork>,
    pub days: Vec<SpecialDays>,
    pub holidays_known: bool,
    pub may_publish: bool,
}

pub fn schedule_view(cx: &Context<'_>, input: GetSchedule) -> Result<ScheduleView, StudioError> {
    let acting = cx.require(Right::Read)?;
    if input.to < input.from {
        return Err(Refusal::EndsBeforeItBegins { from: input.from, to: input.to }.into());
    }
    Refusal::range("days", input.from.days_until(input.to), 0, DAYS)?;
    cx.read(|sql| {
        let mut board = Board::read(cx, sql, acting.unit, input.from, input.to)?.only(input.from, input.to);
        let channels = channel::of_unit(sql, acting.unit)?;
        let range = (input.from.start_in(&board.zone), input.to.plus_days(1).start_in(&board.zone));
        let mut placed = schedule::in_range(sql, acting.unit, range, BLOCKS + 1)?;
        let more = placed.len() > BLOCKS as usize;
        placed.truncate(BLOCKS as usize);
        let free = schedule::unplaced(sql, acting.unit, WAITING)?;
        let at = gates(cx, sql, acting.unit, placed.iter().chain(&free))?;
        let approved = approved(sql, placed.iter().chain(&free))?;
        let may_publish = may(cx, sql, Right::Publish, acting.unit)?;
        let known: HashMap<ChannelId, &Channel> = channels.iter().map(|c| (c.id, c)).collect();
        let mut draw = |rows: Vec<(Slotted, Work)>| -> Result<Vec<ScheduleBlock>, StudioError> {
            rows.into_iter()
                .filter_map(|(slotted, work)| {
                    let (channel, at) = (known.get(&slotted.channel)?, at.get(&work.id)?);
                    let state = match approved.get(&slotted.id) {
                        Some(stored) => state_of(stored, &work, &at.production),
                        None => slotted.state,
                    };
                    Some(block(&mut board, Slotted { state, ..slotted }, work, channel, at, may_publish))
                })
                .collect()
        };
        let (blocks, unplaced) = (draw(placed)?, draw(free)?);
        let waiting = schedule::without_channel(sql, acting.unit, WAITING)?;
        Ok(ScheduleView {
            from: input.from,
            to: input.to,
            today: cx.today(),
            now: cx.now(),
            channels: channels
                .iter()
                .map(|channel| channel_view(channel, &board))
                .collect::<Result<_, _>>()?,
            blocks,
            more,
            unplaced,
            waiting: waiting.into_iter().map(waiting_work).collect(),
            days: board.calendar.between(input.from, input.to),
            holidays_known: board.calendar.knows_year_of(input.to),
            zone: board.zone_name,
            may_publish,
        })
    })
}

/// Whole, what is approved: it is held against what would go out. A month of a calendar has a thousand others.
fn approved<'a>(
    sql: &dyn Sql,
    rows: impl Iterator<Item = &'a (Slotted, Work)>,
) -> Result<HashMap<PublicationId, Stored>, StudioError> {
    let ids: Vec<_> =
        rows.filter(|(slotted, _)| may_be_stale(slotted.state)).map(|(slotted, _)| slotted.id).collect();
    Ok(publication::some(sql, &ids)?.into_iter().map(|stored| (stored.id, stored)).collect())
}

/// The gates of every work whose publication is still to go out.
fn gates<'a>(
    cx: &Context<'_>,
    sql: &dyn Sql,
    unit: UnitId,
    rows: impl Iterator<Item = &'a (Slotted, Work)>,
) -> Result<HashMap<EpisodeId, AtGates>, StudioError> {
    let asked: Vec<Asked> = rows
        .map(|(slotted, work)| Asked {
            episode: work.id,
            format: work.format,
            goes_out_on: day_out(cx, slotted.slot_at, work),
        })
        .collect();
    of_episodes(sql, unit, &asked)
}

fn channel_view(channel: &Channel, board: &Board) -> Result<ScheduleChannel, StudioError> {
    let platform = platform_of(&channel.platform)?;
    let slots = if channel.slots.is_empty() { board.settings.slots.clone() } else { channel.slots.clone() };
    Ok(ScheduleChannel {
        id: channel.id,
        platform: channel.platform.clone(),
        platform_name: platform.map_or_else(|| channel.platform.clone(), |p| p.name.clone()),
        handle: channel.handle.clone(),
        mass_send: channel.mass_send,
        slots,
        active: channel.active,
    })
}

fn waiting_work(work: Work) -> WaitingWork {
    WaitingWork {
        episode: work.id,
        title: work.title,
        column: work.column,
        number: work.number,
        content: work.content,
        wanted_day: work.wanted_day,
    }
}

/// Whether anything can still speak against it: what is out or given up has no conflict any more.
fn lies_ahead(state: PublicationState) -> bool {
    !state.is_out()
        && !matches!(
            state,
            PublicationState::Withdrawn | PublicationState::Canceled | PublicationState::Unconfirmed
        )
}

fn block(
    board: &mut Board,
    slotted: Slotted,
    work: Work,
    channel: &Channel,
    at: &AtGates,
    may_publish: bool,
) -> Result<ScheduleBlock, StudioError> {
    let state = slotted.state;
    let told = match slotted.slot_at {
        Some(slot) if lies_ahead(state) => {
            let wish =
                Planned { publication: slotted.id, episode: work.id, channel: slotted.channel, at: slot };
            let ready = readiness(slotted.approved, &work, at, state);
            board.against(&wish, channel, work.format, &ready, against_slot)?
        }
        Some(_) | None => vec![],
    };
    let local = slotted.slot_at.map(|slot| slot.clock_in(&board.zone));
    Ok(ScheduleBlock {
        publication: slotted.id,
        episode: work.id,
        title: if slotted.title.is_empty() { work.title } else { slotted.title },
        column: work.column,
        number: work.number,
        format: work.format,
        content: work.content,
        channel: slotted.channel,
        state,
        local,
        slot_at: slotted.slot_at,
        wanted_day: work.wanted_day,
        cover: slotted.cover,
        link: slotted.link,
        told,
        movable: may_publish && Step::Schedule.opens_from(state),
        version: slotted.version,
    })
}
