//! What a unit sets for everybody: speaking rate, gaps and times of posting, filing, counting; and its special days.
//! Knows no rule that these feed: the areas that use a setting read it from here.

use super::session::MOST_NAME;
use crate::context::Context;
use crate::data;
use crate::error::StudioError;
use pufa_domain::calendar::{Calendar, DayKind, SpecialDays};
use pufa_domain::credit::RolePolicy;
use pufa_domain::participation::CountingPolicy;
use pufa_domain::people::Term;
use pufa_domain::platform::Confidence;
use pufa_domain::right::Right;
use pufa_domain::schedule::PostingSlot;
use pufa_domain::schedule::conflict::LEAST_GAP_MINUTES;
use pufa_domain::schedule::free::POSTING_SLOTS;
use pufa_domain::script::Pace;
use pufa_domain::{CalendarDayId, Day, Refusal, UnitId};
use pufa_store::table::calendar::{self, CalendarDay};
use pufa_store::table::setting;
use pufa_store::{Sql, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The key under which the settings of a unit are stored.
const KEY: &str = "unit";

/// What a unit sets for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct UnitSettings {
    /// Characters a minute by which the seconds of a line are estimated, 180 to 320.
    pub speaking_rate: u32,
    /// The least distance of two works on one channel, in minutes.
    pub least_gap_minutes: u32,
    /// When channels without times of their own usually post.
    pub slots: Vec<PostingSlot>,
    /// Whether a work needs a filing number before it is ready.
    pub filing_required: bool,
    /// Who counts and which roles do.
    pub counting: CountingPolicy,
}

impl Default for UnitSettings {
    fn default() -> Self {
        Self {
            // 240 characters a minute: domain.md, script.
            speaking_rate: 240,
            least_gap_minutes: LEAST_GAP_MINUTES,
            slots: Vec::new(),
            filing_required: false,
            counting: CountingPolicy::standard(RolePolicy::Wide),
        }
    }
}

/// What the unit has set, or what ships where it has set nothing.
pub fn unit_settings(sql: &dyn Sql, unit: UnitId) -> Result<UnitSettings, StoreError> {
    Ok(setting::get(sql, unit, KEY)?.map_or_else(UnitSettings::default, |(settings, _)| settings))
}

/// The pace by which the unit estimates how long a line takes to say.
pub fn speaking_pace(sql: &dyn Sql, unit: UnitId) -> Result<Pace, StudioError> {
    Ok(Pace::new(unit_settings(sql, unit)?.speaking_rate)?)
}

/// The calendar that ships, with the unit's own days before it.
pub fn unit_calendar(sql: &dyn Sql, unit: UnitId, from: Day, to: Day) -> Result<Calendar, StudioError> {
    let own = calendar::between(sql, unit, from, to)?;
    Ok(data::calendar()?.clone().with(own.into_iter().map(special).collect()))
}

fn special(day: CalendarDay) -> SpecialDays {
    SpecialDays {
        kind: day.kind,
        name: day.name,
        from: day.from,
        to: day.to,
        source: Vec::new(),
        confidence: Confidence::High,
    }
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetSettings {}

/// A unit's settings, and the version to save them by.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SettingsView {
    pub settings: UnitSettings,
    /// 0: nothing was ever set, these ship.
    pub version: i64,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveSettings {
    pub version: i64,
    pub settings: UnitSettings,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListCalendarDays {
    pub from: Day,
    /// At most ten years after `from`.
    pub to: Day,
}

/// Special days: the unit's own, which can be changed, and those that ship.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CalendarDayView {
    /// Null: it ships with the program.
    pub id: Option<CalendarDayId>,
    pub kind: DayKind,
    pub name: String,
    pub from: Day,
    pub to: Day,
    /// Where it is said, for what ships.
    pub source: Vec<String>,
    pub version: i64,
}

/// The special days of a time, and whether the holidays of its last year are known yet.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CalendarDaysView {
    pub days: Vec<CalendarDayView>,
    pub holidays_known: bool,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveCalendarDay {
    /// Null makes a new one.
    pub id: Option<CalendarDayId>,
    /// The version that was read; ignored for a new one.
    pub version: i64,
    pub kind: DayKind,
    pub name: String,
    pub from: Day,
    pub to: Day,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveCalendarDay {
    pub id: CalendarDayId,
    pub version: i64,
}

pub fn get_settings(cx: &Context<'_>, _: GetSettings) -> Result<SettingsView, StudioError> {
    let acting = cx.require(Right::Read)?;
    cx.read(|sql| view(sql, acting.unit))
}

fn view(sql: &dyn Sql, unit: UnitId) -> Result<SettingsView, StudioError> {
    let (settings, version) = setting::get(sql, unit, KEY)?.unwrap_or_default();
    Ok(SettingsView { settings, version })
}

/// Checks a list of posting times; the same one said twice is kept once.
pub(crate) fn checked_slots(slots: Vec<PostingSlot>) -> Result<Vec<PostingSlot>, Refusal> {
    if slots.len() > POSTING_SLOTS as usize {
        return Err(Refusal::TooMany {
            field: "slots".into(),
            most: POSTING_SLOTS,
            found: u32::try_from(slots.len()).unwrap_or(u32::MAX),
        });
    }
    let mut kept = Vec::with_capacity(slots.len());
    for slot in slots {
        let slot = slot.checked()?;
        if !kept.contains(&slot) {
            kept.push(slot);
        }
    }
    Ok(kept)
}

fn checked(settings: UnitSettings) -> Result<UnitSettings, Refusal> {
    Refusal::range("speaking_rate", i64::from(settings.speaking_rate), 180, 320)?;
    Refusal::range("least_gap_minutes", i64::from(settings.least_gap_minutes), 0, 7 * 24 * 60)?;
    Refusal::range("least_days", i64::from(settings.counting.least_days), 1, 366)?;
    let mut counting = settings.counting;
    counting.categories.sort_unstable();
    counting.categories.dedup();
    if counting.categories.is_empty() {
        return Err(Refusal::Missing { field: "categories".into() });
    }
    Ok(UnitSettings { slots: checked_slots(settings.slots)?, counting, ..settings })
}

pub fn save_settings(cx: &Context<'_>, input: SaveSettings) -> Result<SettingsView, StudioError> {
    let acting = cx.require(Right::Administer)?;
    let settings = checked(input.settings)?;
    cx.write(|sql| {
        let before = view(sql, acting.unit)?;
        setting::put(sql, acting.unit, KEY, &settings, input.version)?;
        cx.record(sql, acting.unit, "settings", acting.unit, Some(&before.settings), Some(&settings))?;
        view(sql, acting.unit)
    })
}

/// The unit's own days and those that ship, in their order.
pub fn list_calendar_days(
    cx: &Context<'_>,
    input: ListCalendarDays,
) -> Result<CalendarDaysView, StudioError> {
    let acting = cx.require(Right::Read)?;
    Term::new(input.from, Some(input.to))?;
    let shipped = data::calendar()?;
    let mut days: Vec<CalendarDayView> = shipped
        .between(input.from, input.to)
        .into_iter()
        .map(|day| CalendarDayView {
            id: None,
            kind: day.kind,
            name: day.name,
            from: day.from,
            to: day.to,
            source: day.source,
            version: 0,
        })
        .collect();
    days.extend(cx.read(|sql| {
        let own = calendar::between(sql, acting.unit, input.from, input.to)?;
        Ok(own.into_iter().map(own_day))
    })?);
    days.sort_by(|a, b| (a.from, a.to, &a.name).cmp(&(b.from, b.to, &b.name)));
    Ok(CalendarDaysView { days, holidays_known: shipped.knows_year_of(input.to) })
}

fn own_day(day: CalendarDay) -> CalendarDayView {
    CalendarDayView {
        id: Some(day.id),
        kind: day.kind,
        name: day.name,
        from: day.from,
        to: day.to,
        source: Vec::new(),
        version: day.version,
    }
}

pub fn save_calendar_day(cx: &Context<'_>, input: SaveCalendarDay) -> Result<CalendarDayView, StudioError> {
    let name = Refusal::text("day_name", &input.name, MOST_NAME)?;
    Term::new(input.from, Some(input.to))?;
    Refusal::range("days", input.from.days_until(input.to) + 1, 1, 366)?;
    cx.write(|sql| {
        let before = match input.id {
            Some(id) => Some(calendar::get(sql, id)?),
            None => None,
        };
        let acting = match &before {
            Some(before) => cx.allow(sql, Right::Edit, before.unit)?,
            None => cx.require(Right::Edit)?,
        };
        let after = CalendarDay {
            id: input.id.unwrap_or_else(|| CalendarDayId(cx.uuid())),
            unit: acting.unit,
            from: input.from,
            to: input.to,
            kind: input.kind,
            name,
            version: input.version,
        };
        match &before {
            Some(_) => calendar::update(sql, &after)?,
            None => calendar::insert(sql, &after)?,
        }
        let after = own_day(calendar::get(sql, after.id)?);
        let before = before.map(own_day);
        let subject_id = after.id.map_or_else(String::new, |id| id.to_string());
        cx.record(
            sql,
            acting.unit,
            "calendar_day",
            subject_id,
            before.as_ref().map(|b| b as _),
            Some(&after),
        )?;
        Ok(after)
    })
}

pub fn remove_calendar_day(cx: &Context<'_>, input: RemoveCalendarDay) -> Result<(), StudioError> {
    cx.write(|sql| {
        let before = calendar::get(sql, input.id)?;
        cx.allow(sql, Right::Edit, before.unit)?;
        calendar::delete(sql, input.id, input.version)?;
        let (unit, id) = (before.unit, before.id);
        cx.record(sql, unit, "calendar_day", id, Some(&own_day(before)), None)
    })
}
