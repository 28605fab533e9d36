//! The schedule as an iCalendar file, for the calendars on people's phones.
//! Knows no subscription (`address`): the file is made when somebody asks for it.

use super::view::{GetSchedule, ScheduleBlock, schedule_view};
use crate::context::Context;
use crate::error::StudioError;
use crate::media::FileView;
use pufa_domain::Day;
use pufa_domain::publication::PublicationState;
use pufa_domain::right::Right;
use pufa_files::ics::{Event, When, feed};
use pufa_store::table::unit;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashMap;
use ts_rs::TS;

/// How long a slot is drawn on a calendar, in seconds: a quarter of an hour, in which a person publishes by hand.
pub(super) const DRAWN: i64 = 900;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarFeed {
    pub from: Day,
    /// Included; at most 62 days after `from`.
    pub to: Day,
}

pub fn calendar_feed(cx: &Context<'_>, input: CalendarFeed) -> Result<FileView, StudioError> {
    let acting = cx.require(Right::Read)?;
    let shown = schedule_view(cx, GetSchedule { from: input.from, to: input.to })?;
    let channels: HashMap<_, String> = shown
        .channels
        .iter()
        .map(|channel| (channel.id, format!("{} {}", channel.platform_name, channel.handle)))
        .collect();
    let events: Vec<Event> =
        shown.blocks.iter().filter_map(|block| event(block, channels.get(&block.channel)?)).collect();
    let now = jiff::Timestamp::from_millisecond(cx.now().0).map_err(|e| StudioError::fault(&e))?;
    cx.write(|sql| {
        let name = unit::get(sql, acting.unit)?.name;
        let text = feed(&name, &events, now);
        let file = format!("{name} {} {}.ics", input.from, input.to);
        cx.make_file(sql, acting.unit, &file, "text/calendar", text.as_bytes())
    })
}

fn event(block: &ScheduleBlock, channel: &str) -> Option<Event> {
    let from = jiff::Timestamp::from_millisecond(block.slot_at?.0).ok()?;
    let to = jiff::Timestamp::from_second(from.as_second() + DRAWN).ok()?;
    Some(Event {
        uid: format!("{}@pufa", block.publication),
        when: When::Span(from, to),
        summary: format!("{channel} 《{}》", block.title),
        description: format!("{} {}", block.column, block.number),
        location: String::new(),
        url: format!("pufa://episode/{}", block.episode),
        canceled: block.state == PublicationState::Withdrawn,
    })
}
