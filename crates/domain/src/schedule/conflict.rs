//! What speaks against a slot, told while it is being chosen.
//! Knows no sentence: every conflict is a code with its parameters, weighed as stop, warning or note.

use crate::calendar::{Calendar, DayKind, Rest};
use crate::platform::{Finding, Rules, Weight, schedule_window};
use crate::{ChannelId, Day, EpisodeId, Millis, PublicationId, words};
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// The kind of a 公众号, by which its mass sends are counted.
    pub enum MassSend {
        /// 订阅号
        Subscription = "subscription",
        /// 服务号
        Service = "service",
    }
}

words! {
    /// How much a conflict weighs.
    pub enum Gravity {
        /// It cannot go out then.
        Stop = "stop",
        /// It should not, or not yet.
        Warning = "warning",
        /// Good to know.
        Note = "note",
    }
}

/// Least distance of two works on a channel unless the unit sets another: two hours, the studio's own choice.
pub const LEAST_GAP_MINUTES: u32 = 120;

/// A publication that holds a slot: planned, going out, or out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    pub publication: PublicationId,
    pub episode: EpisodeId,
    pub channel: ChannelId,
    pub at: Millis,
}

/// How far the work itself is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readiness {
    /// The names of the gates that stand open.
    pub open_gates: Vec<String>,
    /// Nothing is approved yet.
    pub unapproved: bool,
    /// What was approved has changed since.
    pub stale: bool,
}

/// Where a slot is being chosen.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub now: Millis,
    pub zone: &'a TimeZone,
    pub calendar: &'a Calendar,
    /// The rules of the channel's platform, for the way and form at hand.
    pub rules: &'a Rules,
    /// Null for a channel that is no 公众号.
    pub mass_send: Option<MassSend>,
    pub least_gap_minutes: u32,
}

/// One thing that speaks against a slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum Conflict {
    /// The slot does not lie ahead.
    Past { slot: Millis },
    /// The same episode is on this channel already.
    SameEpisode { other: PublicationId },
    /// Another work of the channel is too near.
    TooClose { other: PublicationId, minutes: i64, least_minutes: u32 },
    /// The channel's works (a 订阅号's mass sends) of that day are used up.
    DayQuota { most: u32, found: u32 },
    /// A 服务号's mass sends of that calendar month are used up.
    MonthQuota { most: u32, found: u32 },
    /// Nothing should go out in these days.
    QuietPeriod { name: String, to: Day },
    /// A holiday.
    DayOff { name: String },
    /// A weekend day that is worked.
    MakeUpWorkday { name: String },
    /// The data has no holidays of that year.
    HolidaysUnknown { year: i16 },
    /// A gate of production stands open.
    GateOpen { gate: String },
    /// Nothing is approved yet.
    NotApproved,
    /// The content changed after its approval.
    StaleApproval,
    /// The platform's own timed publishing cannot take the slot, or nobody knows whether it can.
    PlatformWindow { finding: Finding },
}

/// A conflict with its weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Told {
    pub gravity: Gravity,
    pub conflict: Conflict,
}

impl Conflict {
    /// How much it weighs. What a person can still mend before the slot (an open gate, a missing approval) warns while
    /// planning; `Publication::start` refuses it when the time has come.
    pub fn gravity(&self) -> Gravity {
        match self {
            Conflict::Past { .. }
            | Conflict::SameEpisode { .. }
            | Conflict::DayQuota { .. }
            | Conflict::MonthQuota { .. } => Gravity::Stop,
            Conflict::TooClose { .. }
            | Conflict::QuietPeriod { .. }
            | Conflict::GateOpen { .. }
            | Conflict::NotApproved
            | Conflict::StaleApproval => Gravity::Warning,
            Conflict::DayOff { .. } | Conflict::MakeUpWorkday { .. } | Conflict::HolidaysUnknown { .. } => {
                Gravity::Note
            }
            Conflict::PlatformWindow { finding } => match finding.weight {
                Weight::Broken => Gravity::Stop,
                Weight::Ask | Weight::Advice => Gravity::Note,
            },
        }
    }
}

/// Everything that speaks against `wish`, gravest first. `others` may hold works of any channel and the wish itself;
/// only other works of the same channel are looked at.
pub fn conflicts(wish: &Planned, others: &[Planned], ready: &Readiness, setting: &Setting<'_>) -> Vec<Told> {
    let mut found = Vec::new();
    if wish.at <= setting.now {
        found.push(Conflict::Past { slot: wish.at });
    }
    let day = wish.at.day_in(setting.zone);
    let on_channel: Vec<&Planned> = others
        .iter()
        .filter(|other| other.channel == wish.channel && other.publication != wish.publication)
        .collect();
    neighbours(wish, &on_channel, setting.least_gap_minutes, &mut found);
    quotas(day, &on_channel, setting, &mut found);
    days(day, setting.calendar, &mut found);
    readiness(ready, &mut found);
    let window = schedule_window(setting.rules, wish.at, setting.now);
    found.extend(window.into_iter().map(|finding| Conflict::PlatformWindow { finding }));
    let mut told: Vec<Told> =
        found.into_iter().map(|conflict| Told { gravity: conflict.gravity(), conflict }).collect();
    told.sort_by_key(|told| told.gravity);
    told
}

fn neighbours(wish: &Planned, on_channel: &[&Planned], least_minutes: u32, found: &mut Vec<Conflict>) {
    if let Some(same) = on_channel.iter().find(|other| other.episode == wish.episode) {
        found.push(Conflict::SameEpisode { other: same.publication });
    }
    let distance = |other: &&&Planned| other.at.0.abs_diff(wish.at.0);
    if let Some(nearest) = on_channel.iter().min_by_key(distance) {
        let apart = distance(&nearest);
        if apart < u64::from(least_minutes) * 60_000 {
            let minutes = i64::try_from(apart / 60_000).unwrap_or(i64::MAX);
            found.push(Conflict::TooClose { other: nearest.publication, minutes, least_minutes });
        }
    }
}

fn quotas(day: Day, on_channel: &[&Planned], setting: &Setting<'_>, found: &mut Vec<Conflict>) {
    // From the start of a day to that of another: days are turned into moments once, not each moment into its day.
    let count = |from: Day, to: Day| {
        let days = from.start_in(setting.zone)..to.start_in(setting.zone);
        let n = on_channel.iter().filter(|other| days.contains(&other.at)).count();
        u32::try_from(n).unwrap_or(u32::MAX)
    };
    let known = |fact: &Option<crate::platform::Fact<u32>>| fact.as_ref().and_then(|f| f.known().copied());
    let daily = match setting.mass_send {
        Some(MassSend::Subscription) => known(&setting.rules.mass_send_subscription_per_day),
        Some(MassSend::Service) => None,
        None => known(&setting.rules.works_per_day),
    };
    if let Some(most) = daily {
        let used = count(day, day.plus_days(1));
        if used >= most {
            found.push(Conflict::DayQuota { most, found: used });
        }
    }
    if let (Some(MassSend::Service), Some(most)) =
        (setting.mass_send, known(&setting.rules.mass_send_service_per_month))
    {
        let used = count(Day(day.0.first_of_month()), Day(day.0.last_of_month()).plus_days(1));
        if used >= most {
            found.push(Conflict::MonthQuota { most, found: used });
        }
    }
}

fn days(day: Day, calendar: &Calendar, found: &mut Vec<Conflict>) {
    if let Some(quiet) = calendar.on(day).into_iter().find(|d| d.kind == DayKind::Quiet) {
        found.push(Conflict::QuietPeriod { name: quiet.name, to: quiet.to });
    }
    match calendar.rest(day) {
        Rest::Holiday { name } => found.push(Conflict::DayOff { name }),
        Rest::MakeUp { name } => found.push(Conflict::MakeUpWorkday { name }),
        Rest::Working | Rest::Weekend if !calendar.knows_year_of(day) => {
            found.push(Conflict::HolidaysUnknown { year: day.0.year() });
        }
        Rest::Working | Rest::Weekend => {}
    }
}

fn readiness(ready: &Readiness, found: &mut Vec<Conflict>) {
    found.extend(ready.open_gates.iter().map(|gate| Conflict::GateOpen { gate: gate.clone() }));
    if ready.unapproved {
        found.push(Conflict::NotApproved);
    }
    if ready.stale {
        found.push(Conflict::StaleApproval);
    }
}
