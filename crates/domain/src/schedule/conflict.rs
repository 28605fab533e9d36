//! What speaks against a slot, told while it is being chosen.
//! Knows no sentence: every conflict is a code with its parameters, weighed as stop, warning or note.

use super::booked::{Booked, Planned};
use crate::calendar::{Calendar, Rest};
use crate::platform::{Fact, Finding, Rules, Weight, schedule_window};
use crate::production::ProductionGate;
use crate::{Day, Millis, PublicationId, words};
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

/// How far the work itself is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readiness {
    pub open_gates: Vec<ProductionGate>,
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
    GateOpen { gate: ProductionGate },
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

impl From<Conflict> for Told {
    fn from(conflict: Conflict) -> Self {
        Self { gravity: conflict.gravity(), conflict }
    }
}

/// Everything that is to be told of `wish` while it is being chosen, gravest first: what speaks against the slot, and
/// whether the platform's own timed publishing could take it. `others` may hold the wish itself.
pub fn conflicts(wish: &Planned, others: &Booked, ready: &Readiness, setting: &Setting<'_>) -> Vec<Told> {
    let mut found = against_slot(wish, others, ready, setting);
    let window = schedule_window(setting.rules, wish.at, setting.now);
    found.extend(window.into_iter().map(|finding| Told::from(Conflict::PlatformWindow { finding })));
    found.sort_by_key(|told| told.gravity);
    found
}

/// What speaks against the slot of `wish` itself, gravest first: other works, the days, how far the work is.
pub fn against_slot(wish: &Planned, others: &Booked, ready: &Readiness, setting: &Setting<'_>) -> Vec<Told> {
    let mut found = Vec::new();
    let mut tell = |conflict: Conflict| found.push(Told::from(conflict));
    if wish.at <= setting.now {
        tell(Conflict::Past { slot: wish.at });
    }
    let day = wish.at.day_in(setting.zone);
    neighbours(wish, others, setting.least_gap_minutes, &mut tell);
    quotas(wish, day, others, setting, &mut tell);
    days(day, setting.calendar, &mut tell);
    readiness(ready, &mut tell);
    found.sort_by_key(|told| told.gravity);
    found
}

fn neighbours(wish: &Planned, others: &Booked, least_minutes: u32, tell: &mut impl FnMut(Conflict)) {
    if let Some(other) = others.same_episode(wish) {
        tell(Conflict::SameEpisode { other });
    }
    if let Some(nearest) = others.nearest(wish) {
        let apart = nearest.at.0.abs_diff(wish.at.0);
        if apart < u64::from(least_minutes) * 60_000 {
            let minutes = i64::try_from(apart / 60_000).unwrap_or(i64::MAX);
            tell(Conflict::TooClose { other: nearest.publication, minutes, least_minutes });
        }
    }
}

fn quotas(wish: &Planned, day: Day, others: &Booked, setting: &Setting<'_>, tell: &mut impl FnMut(Conflict)) {
    let count =
        |from: Day, to: Day| others.count(wish, from.start_in(setting.zone)..to.start_in(setting.zone));
    let known = |fact: &Option<Fact<u32>>| fact.as_ref().and_then(|f| f.known().copied());
    let daily = match setting.mass_send {
        Some(MassSend::Subscription) => known(&setting.rules.mass_send_subscription_per_day),
        Some(MassSend::Service) => None,
        None => known(&setting.rules.works_per_day),
    };
    if let Some(most) = daily {
        let used = count(day, day.plus_days(1));
        if used >= most {
            tell(Conflict::DayQuota { most, found: used });
        }
    }
    if let (Some(MassSend::Service), Some(most)) =
        (setting.mass_send, known(&setting.rules.mass_send_service_per_month))
    {
        let used = count(Day(day.0.first_of_month()), Day(day.0.last_of_month()).plus_days(1));
        if used >= most {
            tell(Conflict::MonthQuota { most, found: used });
        }
    }
}

fn days(day: Day, calendar: &Calendar, tell: &mut impl FnMut(Conflict)) {
    if let Some((name, to)) = calendar.quiet(day) {
        tell(Conflict::QuietPeriod { name: name.to_owned(), to });
    }
    match calendar.rest(day) {
        Rest::Holiday { name } => tell(Conflict::DayOff { name }),
        Rest::MakeUp { name } => tell(Conflict::MakeUpWorkday { name }),
        Rest::Working | Rest::Weekend if !calendar.knows_year_of(day) => {
            tell(Conflict::HolidaysUnknown { year: day.0.year() });
        }
        Rest::Working | Rest::Weekend => {}
    }
}

fn readiness(ready: &Readiness, tell: &mut impl FnMut(Conflict)) {
    for gate in &ready.open_gates {
        tell(Conflict::GateOpen { gate: *gate });
    }
    if ready.unapproved {
        tell(Conflict::NotApproved);
    }
    if ready.stale {
        tell(Conflict::StaleApproval);
    }
}
