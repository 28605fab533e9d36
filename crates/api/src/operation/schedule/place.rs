//! Giving a publication its slot: trying out, placing, taking away, the next free one.
//! Knows no screen: what speaks against a slot is told as codes.

use super::setting::{Board, zone_of};
use crate::context::Context;
use crate::error::StudioError;
use crate::operation::publication::load::{Loaded, load, same_version, set_slot, write_move};
use crate::operation::publication::{OfPublication, PublicationView, view};
use pufa_domain::right::Right;
use pufa_domain::schedule::free::DAYS_AHEAD;
use pufa_domain::schedule::{Conflict, Fold, Gravity, Planned, Slot, Told, conflicts};
use pufa_domain::{Day, Millis, PublicationId, Refusal};
use pufa_store::Sql;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most slots tried at once: the days of a month on the screen, with its edges.
const TRIED: u32 = 62;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrySlots {
    pub publication: PublicationId,
    /// Wall clock, `2026-12-04T18:00`; at most 62.
    pub locals: Vec<String>,
    /// IANA time zone; null: the unit's.
    pub zone: Option<String>,
}

/// What speaks against one slot.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SlotTried {
    /// As it was asked.
    pub local: String,
    /// Null where the clock never shows that time, shows it twice, or it is no time at all; see `refused`.
    pub slot: Option<Slot>,
    pub refused: Option<Refusal>,
    /// Gravest first.
    pub told: Vec<Told>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchedulePublication {
    pub publication: PublicationId,
    pub version: i64,
    /// Wall clock, `2026-12-04T18:00`.
    pub local: String,
    /// IANA time zone; null: the unit's.
    pub zone: Option<String>,
    /// Which of two moments, where the clock shows the time twice.
    pub fold: Option<Fold>,
}

/// A publication with its slot, and what still speaks against it.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct Scheduled {
    pub publication: PublicationView,
    pub told: Vec<Told>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NextFreeSlot {
    pub publication: PublicationId,
    /// The search begins after this moment; null: now.
    pub after: Option<Millis>,
}

/// The days in which all of `slots` lie; today when there is none.
fn span(cx: &Context<'_>, slots: impl Iterator<Item = Millis>) -> (Day, Day) {
    let zone = cx.zone();
    let days: Vec<Day> = slots.map(|at| at.day_in(&zone)).collect();
    let today = cx.today();
    let first = days.iter().min().copied().unwrap_or(today);
    (first, days.iter().max().copied().unwrap_or(today))
}

fn wish(loaded: &Loaded, at: Millis) -> Planned {
    Planned {
        publication: loaded.stored.id,
        episode: loaded.stored.episode,
        channel: loaded.stored.channel,
        at,
    }
}

/// What would speak against each of some slots; nothing is stored. Asked while a block is dragged.
pub fn try_slots(cx: &Context<'_>, input: TrySlots) -> Result<Vec<SlotTried>, StudioError> {
    if input.locals.len() > TRIED as usize {
        return Err(Refusal::TooMany {
            field: "locals".into(),
            most: TRIED,
            found: u32::try_from(input.locals.len()).unwrap_or(u32::MAX),
        }
        .into());
    }
    cx.read(|sql| {
        let loaded = load(cx, sql, input.publication)?;
        cx.allow(sql, Right::Read, loaded.stored.unit)?;
        let name = input.zone.as_deref().unwrap_or(&loaded.stored.zone);
        let zone = zone_of(name)?;
        let resolved: Vec<(String, Result<Slot, Refusal>)> = input
            .locals
            .iter()
            .map(|local| (local.chars().take(40).collect(), Slot::resolve(local, name, &zone, None)))
            .collect();
        let moments = resolved.iter().filter_map(|(_, slot)| Some(slot.as_ref().ok()?.at));
        let (from, to) = span(cx, moments);
        // A list may name days years apart: nobody drags that far.
        if from.days_until(to) > 2 * DAYS_AHEAD {
            return Err(Refusal::OutOfRange {
                field: "locals".into(),
                least: 0,
                most: 2 * DAYS_AHEAD,
                found: from.days_until(to),
            }
            .into());
        }
        let mut board = Board::read(cx, sql, loaded.stored.unit, from, to)?;
        let ready = loaded.readiness();
        let mut tried = Vec::with_capacity(resolved.len());
        for (local, slot) in resolved {
            let told = match &slot {
                Ok(slot) => {
                    let wish = wish(&loaded, slot.at);
                    board.against(&wish, &loaded.channel, loaded.work.format, &ready, conflicts)?
                }
                Err(_) => vec![],
            };
            let (slot, refused) = match slot {
                Ok(slot) => (Some(slot), None),
                Err(refusal) => (None, Some(refusal)),
            };
            tried.push(SlotTried { local, slot, refused, told });
        }
        Ok(tried)
    })
}

/// The word of a conflict's code, as on the wire.
fn code(conflict: &Conflict) -> &'static str {
    match conflict {
        Conflict::Past { .. } => "past",
        Conflict::SameEpisode { .. } => "same_episode",
        Conflict::TooClose { .. } => "too_close",
        Conflict::DayQuota { .. } => "day_quota",
        Conflict::MonthQuota { .. } => "month_quota",
        Conflict::QuietPeriod { .. } => "quiet_period",
        Conflict::DayOff { .. } => "day_off",
        Conflict::MakeUpWorkday { .. } => "make_up_workday",
        Conflict::HolidaysUnknown { .. } => "holidays_unknown",
        Conflict::GateOpen { .. } => "gate_open",
        Conflict::NotApproved => "not_approved",
        Conflict::StaleApproval => "stale_approval",
        Conflict::PlatformWindow { .. } => "platform_window",
    }
}

/// Gives a publication its slot. What cannot be mended before the slot refuses it; everything else is told.
pub fn schedule_publication(cx: &Context<'_>, input: SchedulePublication) -> Result<Scheduled, StudioError> {
    cx.write(|sql| {
        let loaded = load(cx, sql, input.publication)?;
        cx.allow(sql, Right::Publish, loaded.stored.unit)?;
        same_version(&loaded, input.version)?;
        let name = input.zone.as_deref().unwrap_or(&loaded.stored.zone);
        let slot = Slot::resolve(&input.local, name, &zone_of(name)?, input.fold)?;
        let decided = loaded.publication().schedule(slot.at, cx.now())?;
        let told = told(cx, sql, &loaded, slot.at)?;
        if let Some(stop) = told.iter().find(|told| told.gravity == Gravity::Stop) {
            return Err(Refusal::SlotRefused { conflict: code(&stop.conflict).into() }.into());
        }
        write_move(cx, sql, &loaded, decided, |after| set_slot(after, &slot))?;
        let publication = view(cx, sql, &load(cx, sql, input.publication)?)?;
        Ok(Scheduled { publication, told })
    })
}

fn told(cx: &Context<'_>, sql: &dyn Sql, loaded: &Loaded, at: Millis) -> Result<Vec<Told>, StudioError> {
    let (from, to) = span(cx, std::iter::once(at));
    let mut board = Board::read(cx, sql, loaded.stored.unit, from, to)?;
    let ready = loaded.readiness();
    board.against(&wish(loaded, at), &loaded.channel, loaded.work.format, &ready, conflicts)
}

/// Takes the slot away again.
pub fn unschedule_publication(
    cx: &Context<'_>,
    input: OfPublication,
) -> Result<PublicationView, StudioError> {
    cx.write(|sql| {
        let loaded = load(cx, sql, input.publication)?;
        cx.allow(sql, Right::Publish, loaded.stored.unit)?;
        same_version(&loaded, input.version)?;
        let decided = loaded.publication().unschedule()?;
        write_move(cx, sql, &loaded, decided, |_| ())?;
        view(cx, sql, &load(cx, sql, input.publication)?)
    })
}

/// The next slot of the channel against which nothing speaks; null within the next two months there is none.
pub fn next_free_slot(cx: &Context<'_>, input: NextFreeSlot) -> Result<Option<Slot>, StudioError> {
    cx.read(|sql| {
        let loaded = load(cx, sql, input.publication)?;
        cx.allow(sql, Right::Read, loaded.stored.unit)?;
        let after = input.after.unwrap_or(cx.now()).max(cx.now());
        let from = after.day_in(&cx.zone());
        let mut board = Board::read(cx, sql, loaded.stored.unit, from, from.plus_days(DAYS_AHEAD))?;
        board.free(&wish(&loaded, after), &loaded.channel, loaded.work.format)
    })
}
