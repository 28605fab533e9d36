//! The address that a calendar program subscribes to: made, shut, and what stands behind it.
//! Knows no HTTP. Behind the address are titles and times of slots and nothing else, and only while the account that
//! made it may read the unit.

use super::feed::DRAWN;
use crate::Api;
use crate::context::{Acting, Context};
use crate::error::StudioError;
use crate::password;
use pufa_domain::platform::Platforms;
use pufa_domain::publication::PublicationState;
use pufa_domain::right::{Reach, Right};
use pufa_domain::{Day, Millis, UnitId};
use pufa_files::ics::{Event, When, feed};
use pufa_store::table::calendar_address::{self, CalendarAddress};
use pufa_store::table::home::{self, Slot};
use pufa_store::table::{account, unit};
use pufa_store::{Sql, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

/// How far back and ahead a subscribed calendar sees, in days.
const BACK: i64 = 31;
const AHEAD: i64 = 92;
/// Calendars fetch every few minutes; their visits are noted once an hour.
const NOTED_EVERY: i64 = Millis::HOUR;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnCalendar {}

/// The own address, without its secret: that was shown once, when it was made.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CalendarAddressView {
    pub made_at: Millis,
    /// When a calendar last fetched it; null: never.
    pub used_at: Option<Millis>,
}

/// A new address.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct NewCalendarAddress {
    /// The path on the server that holds the data; it is a secret, and shown this once.
    pub path: String,
}

pub fn calendar_address(
    cx: &Context<'_>,
    _: OwnCalendar,
) -> Result<Option<CalendarAddressView>, StudioError> {
    let acting = cx.require(Right::Read)?;
    cx.read(|sql| {
        Ok(own(sql, acting)?
            .map(|CalendarAddress { made_at, used_at, .. }| CalendarAddressView { made_at, used_at }))
    })
}

fn own(sql: &dyn Sql, acting: Acting) -> Result<Option<CalendarAddress>, StoreError> {
    calendar_address::of_account(sql, acting.account, acting.unit)
}

/// Makes an address; the one there was before is shut.
pub fn make_calendar_address(cx: &Context<'_>, _: OwnCalendar) -> Result<NewCalendarAddress, StudioError> {
    let acting = cx.require(Right::Read)?;
    let token = password::token()?;
    let made =
        CalendarAddress { account: acting.account, unit: acting.unit, made_at: cx.now(), used_at: None };
    cx.write(|sql| {
        let before = own(sql, acting)?.map(|before| before.made_at);
        calendar_address::put(sql, &hash(&token), &made)?;
        cx.record(sql, acting.unit, "calendar_address", acting.account, Some(&before), Some(&made.made_at))
    })?;
    Ok(NewCalendarAddress { path: format!("/api/calendar/{token}.ics") })
}

/// Shuts the address: whoever has it gets nothing from now on.
pub fn shut_calendar_address(cx: &Context<'_>, _: OwnCalendar) -> Result<(), StudioError> {
    let acting = cx.require(Right::Read)?;
    cx.write(|sql| {
        let before = own(sql, acting)?.ok_or(StudioError::NotFound)?;
        calendar_address::delete(sql, acting.account, acting.unit)?;
        cx.record(sql, acting.unit, "calendar_address", acting.account, Some(&before.made_at), None)
    })
}

fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

impl Api {
    /// The calendar behind a token; "not found" for one that was never made, was shut, or whose account may no longer
    /// read the unit.
    pub fn subscribed_calendar(&self, token: &str) -> Result<String, StudioError> {
        let token_hash = hash(token);
        let now = self.now();
        let (found, text) = self.store().read(|sql| {
            let found = calendar_address::by_hash(sql, &token_hash)?.ok_or(StudioError::NotFound)?;
            Ok::<_, StudioError>((found, calendar(sql, found, now)?))
        })?;
        if found.used_at.is_none_or(|used| used.plus(NOTED_EVERY) <= now) {
            self.store().write::<_, StoreError>(|sql| calendar_address::note_use(sql, &token_hash, now))?;
        }
        Ok(text)
    }
}

fn calendar(sql: &dyn Sql, of: CalendarAddress, now: Millis) -> Result<String, StudioError> {
    let home = unit::get(sql, of.unit)?;
    let zone = jiff::tz::TimeZone::get(&home.zone).unwrap_or_else(|_| crate::default_zone());
    let today = now.day_in(&zone);
    if !may_read(sql, of, today)? {
        return Err(StudioError::NotFound);
    }
    let from = today.plus_days(-BACK).start_in(&zone);
    let slots = home::slots(sql, of.unit, from, today.plus_days(AHEAD).start_in(&zone))?;
    let platforms = crate::data::platforms()?;
    let events: Vec<Event> = slots.iter().filter_map(|slot| event(slot, platforms)).collect();
    let now = jiff::Timestamp::from_millisecond(now.0).map_err(|e| StudioError::fault(&e))?;
    Ok(feed(&home.name, &events, now))
}

/// Whether the account may read the unit today: by a grant there, or one above that reaches down.
fn may_read(sql: &dyn Sql, of: CalendarAddress, today: Day) -> Result<bool, StudioError> {
    let path = unit::get(sql, of.unit)?.path;
    for grant in account::grants(sql, of.account)? {
        let holds = grant.from.is_none_or(|from| from <= today) && grant.to.is_none_or(|to| today <= to);
        let reads = holds && grant.role.rights().contains(&Right::Read);
        if reads
            && (grant.unit == of.unit || (grant.reach == Reach::Subtree && above(sql, grant.unit, &path)?))
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn above(sql: &dyn Sql, higher: UnitId, path: &str) -> Result<bool, StoreError> {
    Ok(path.starts_with(unit::get(sql, higher)?.path.as_str()))
}

/// Title, channel and time: a calendar lies open on many desks.
fn event(slot: &Slot, platforms: &Platforms) -> Option<Event> {
    if !slot.state.holds_slot() && slot.state != PublicationState::Withdrawn {
        return None;
    }
    let from = jiff::Timestamp::from_millisecond(slot.slot_at?.0).ok()?;
    let to = jiff::Timestamp::from_second(from.as_second() + DRAWN).ok()?;
    let platform = platforms.get(&slot.platform).map_or(slot.platform.as_str(), |known| known.name.as_str());
    Some(Event {
        uid: format!("{}@pufa", slot.publication),
        when: When::Span(from, to),
        summary: format!("{platform} 《{}》", slot.title),
        description: String::new(),
        location: String::new(),
        url: String::new(),
        canceled: slot.state == PublicationState::Withdrawn,
    })
}
