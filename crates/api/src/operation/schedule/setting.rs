//! What every slot of a unit is held against: other works, the calendar, the unit's least distance, the platforms' rules.
//! Knows no sentence.

use crate::context::Context;
use crate::error::StudioError;
use crate::operation::publication::load::rules_of;
use crate::operation::settings::{UnitSettings, unit_calendar, unit_settings};
use jiff::tz::TimeZone;
use pufa_domain::calendar::Calendar;
use pufa_domain::episode::EpisodeFormat;
use pufa_domain::platform::Rules;
use pufa_domain::schedule::Slot;
use pufa_domain::schedule::{Booked, Planned, PostingSlot, Readiness, Setting, Told, next_free};
use pufa_domain::{ChannelId, Day, Millis, Refusal, UnitId};
use pufa_store::Sql;
use pufa_store::table::channel::Channel;
use pufa_store::table::{schedule, unit};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// How far around the days in question other works are looked at: a 服务号 counts by the month.
const AROUND_DAYS: i64 = 31;

/// Everything that speaks against slots between two days, read once.
pub(super) struct Board {
    pub zone_name: String,
    pub zone: TimeZone,
    pub calendar: Calendar,
    pub settings: UnitSettings,
    /// What holds a slot, by channel.
    others: HashMap<ChannelId, Booked>,
    now: Millis,
    rules: HashMap<(ChannelId, EpisodeFormat), Rules>,
}

/// One of the domain's two questions about a slot.
type Rule = fn(&Planned, &Booked, &Readiness, &Setting<'_>) -> Vec<Told>;

/// The time zone of that name.
pub(super) fn zone_of(name: &str) -> Result<TimeZone, Refusal> {
    TimeZone::get(name)
        .map_err(|_| Refusal::Unknown { field: "zone".into(), value: name.chars().take(60).collect() })
}

impl Board {
    pub fn read(
        cx: &Context<'_>,
        sql: &dyn Sql,
        of: UnitId,
        from: Day,
        to: Day,
    ) -> Result<Self, StudioError> {
        let zone_name = unit::get(sql, of)?.zone;
        let zone = zone_of(&zone_name)?;
        let first = from.plus_days(-AROUND_DAYS).start_in(&zone);
        let last = to.plus_days(AROUND_DAYS + 1).start_in(&zone);
        let mut works: HashMap<ChannelId, Vec<Planned>> = HashMap::new();
        for planned in schedule::planned(sql, of, first, last)? {
            works.entry(planned.channel).or_default().push(planned);
        }
        let others = works.into_iter().map(|(channel, works)| (channel, Booked::on(channel, works)));
        Ok(Self {
            calendar: unit_calendar(sql, of, from, to)?,
            settings: unit_settings(sql, of)?,
            others: others.collect(),
            now: cx.now(),
            rules: HashMap::new(),
            zone_name,
            zone,
        })
    }

    /// For slots between these days alone: a month asks for a thousand.
    pub fn only(self, from: Day, to: Day) -> Self {
        Self { calendar: self.calendar.only(from, to), ..self }
    }

    /// What a slot of such a work on that channel is held against: the works of the channel, and everything else.
    fn held_against(
        &mut self,
        channel: &Channel,
        format: EpisodeFormat,
    ) -> Result<(&Booked, Setting<'_>), StudioError> {
        let rules = match self.rules.entry((channel.id, format)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(rules_of(&channel.platform, format)?),
        };
        let setting = Setting {
            now: self.now,
            zone: &self.zone,
            calendar: &self.calendar,
            rules,
            mass_send: channel.mass_send,
            least_gap_minutes: self.settings.least_gap_minutes,
        };
        Ok((self.others.entry(channel.id).or_default(), setting))
    }

    /// What `rule` tells of a slot: `conflicts` while it is being chosen, `against_slot` once it is.
    pub fn against(
        &mut self,
        wish: &Planned,
        channel: &Channel,
        format: EpisodeFormat,
        ready: &Readiness,
        rule: Rule,
    ) -> Result<Vec<Told>, StudioError> {
        let (others, setting) = self.held_against(channel, format)?;
        Ok(rule(wish, others, ready, &setting))
    }

    /// The next free slot after `wish.at`, at the channel's times or, where it has none, the unit's.
    pub fn free(
        &mut self,
        wish: &Planned,
        channel: &Channel,
        format: EpisodeFormat,
    ) -> Result<Option<Slot>, StudioError> {
        let usual: Vec<PostingSlot> =
            if channel.slots.is_empty() { self.settings.slots.clone() } else { channel.slots.clone() };
        let zone_name = self.zone_name.clone();
        let (others, setting) = self.held_against(channel, format)?;
        Ok(next_free(wish, &usual, others, &zone_name, &setting))
    }
}
