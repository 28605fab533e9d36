//! How it goes, in a few figures: participation, how long works take, how often they pass at once, what is late.
//! Knows no formula: the domain counts from plain facts.

use super::{Facts, count};
use crate::context::Context;
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use crate::operation::participation::Part;
use crate::operation::settings::unit_settings;
use pufa_domain::health::{self, Passage, Round};
use pufa_domain::participation::Rate;
use pufa_domain::review::ReviewState;
use pufa_domain::right::Right;
use pufa_domain::{Day, Millis, PersonId};
use pufa_store::Sql;
use pufa_store::table::home::{self as table, Handed};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The days that "how it goes" looks back.
const LOOK_BACK: i64 = 90;
/// How many of those without a work are named.
const NAMED: usize = 6;

/// Participation as the home page shows it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct HomeParticipation {
    /// As the unit counts, up to today.
    pub rate: Rate,
    /// How the number of those who took part changed since this month began.
    pub this_month: i64,
    /// Some of those who have no work yet; managers only, otherwise empty.
    pub without_work: Vec<PersonName>,
    /// Whether the person may see all of them.
    pub named: bool,
}

/// What is late in the unit.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Late {
    /// Reviews with a stage that is past its time.
    pub reviews: u32,
    pub tasks: u32,
    /// Publications past their slot.
    pub slots: u32,
    /// Works past the day on which they were wanted.
    pub works: u32,
}

/// The figures of the home page.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct HomeTiles {
    pub participation: HomeParticipation,
    /// Since this day the next two look.
    pub since: Day,
    pub passage: Option<Passage>,
    /// Scripts approved in their first round, among those whose first round is decided.
    pub first_pass: Rate,
    pub late: Late,
}

pub(super) fn tiles(cx: &Context<'_>, sql: &dyn Sql, facts: &Facts) -> Result<HomeTiles, StudioError> {
    let (unit, today, zone) = (facts.acting.unit, facts.desk.today, &facts.desk.zone);
    let since = today.plus_days(-LOOK_BACK);
    let works = table::came_out(sql, unit, since)?;
    let works: Vec<(Day, Day)> = works.into_iter().map(|(at, out)| (at.day_in(zone), out)).collect();
    let handed = table::handed_in(sql, unit, since.start_in(zone))?;
    let (tasks, late_works) = table::late(sql, unit, today)?;
    let missed =
        |slot: &&table::Slot| slot.slot_at.is_some_and(|at| at < cx.now()) && slot.state.waits_for_person();
    Ok(HomeTiles {
        participation: participation(cx, sql, facts)?,
        since,
        passage: health::passage(&works),
        first_pass: health::review_health(&rounds(&handed)).first_pass,
        late: Late {
            reviews: count(facts.running.iter().filter(|row| row.overdue).count()),
            tasks: u32::try_from(tasks).unwrap_or(u32::MAX),
            slots: count(facts.slots.iter().filter(missed).count()),
            works: u32::try_from(late_works).unwrap_or(u32::MAX),
        },
    })
}

fn participation(cx: &Context<'_>, sql: &dyn Sql, facts: &Facts) -> Result<HomeParticipation, StudioError> {
    let (unit, today) = (facts.acting.unit, facts.desk.today);
    let policy = unit_settings(sql, unit)?.counting;
    let survey = cx.api.facts().of(sql, unit)?.survey(Part::default(), &policy);
    let before = Day(today.0.first_of_month()).plus_days(-1);
    let figure = survey.on(today);
    let named = cx.may(Right::Manage);
    let without: Vec<PersonId> =
        if named { figure.not_yet.iter().copied().take(NAMED).collect() } else { Vec::new() };
    let names = Names::read(sql, without.iter().copied())?;
    Ok(HomeParticipation {
        rate: figure.rate,
        this_month: i64::from(figure.rate.n) - i64::from(survey.on(before).rate.n),
        without_work: without.into_iter().map(|id| names.of(id)).collect(),
        named,
    })
}

/// The rounds of reviews: each revision until the next one was handed in, or until the review decided.
fn rounds(handed: &[Handed]) -> Vec<Round> {
    let next = |n: usize| handed.get(n + 1).filter(|next| next.review == handed[n].review);
    let round = |(n, one): (usize, &Handed)| {
        let decided: Option<Millis> = match (next(n), one.state) {
            (Some(next), _) => Some(next.submitted),
            (None, ReviewState::Running) => None,
            (None, ReviewState::Returned | ReviewState::Approved) => Some(one.changed),
        };
        let approved = next(n).is_none() && one.state == ReviewState::Approved;
        Round { episode: one.episode, submitted: one.submitted, decided, approved }
    };
    handed.iter().enumerate().map(round).collect()
}
