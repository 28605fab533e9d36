//! Participation 参与率: the figure of a day or a period, who stands behind it, how it moves, and what was reported.
//! Knows no formula: counting is the domain's. Who has not taken part is told to managers only; others see figures and
//! their own state.

mod export;
mod facts;
mod report;
mod view;

pub use crate::media::FileView;
pub use export::export_participation;
pub use facts::{FactsAtHand, Part, UnitFacts};
pub use report::{
    FreezeParticipation, ListReports, OfReport, ReportDifference, ReportRow, freeze_participation,
    list_reports, report_difference,
};
pub use view::{
    ChangePart, DepthView, FigureGroup, MyParticipation, NotYetPerson, ParticipationPerson,
    ParticipationView, participation,
};

use super::settings::unit_settings;
use crate::context::Context;
use crate::error::StudioError;
use crate::named::Names;
use pufa_domain::credit::{CreditRole, RolePolicy};
pub use pufa_domain::participation::survey::TrendPoint;
use pufa_domain::participation::{CountingPolicy, Rate};
use pufa_domain::right::Right;
use pufa_domain::{ColumnId, Day, DepartmentId, PersonId, Refusal, UnitId};
use pufa_store::{Sql, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The question behind a figure.
#[derive(Clone, Debug, Default, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskParticipation {
    /// Null: the own unit.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// Null: today.
    #[serde(default)]
    pub on: Option<Day>,
    /// The first day of a period that ends on `on`; null asks for "ever".
    #[serde(default)]
    pub from: Option<Day>,
    /// Which roles count; null: as the unit has set.
    #[serde(default)]
    pub policy: Option<RolePolicy>,
    #[serde(default)]
    pub department: Option<DepartmentId>,
    #[serde(default)]
    pub column: Option<ColumnId>,
    #[serde(default)]
    pub role: Option<CreditRole>,
}

pufa_domain::words! {
    /// The distance of two points of a trend.
    pub enum TrendStep { Week = "week", Month = "month", Quarter = "quarter" }
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskTrend {
    #[serde(default)]
    pub unit: Option<UnitId>,
    pub from: Day,
    /// Always the last point.
    pub to: Day,
    pub step: TrendStep,
    #[serde(default)]
    pub policy: Option<RolePolicy>,
    #[serde(default)]
    pub department: Option<DepartmentId>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskChange {
    #[serde(default)]
    pub unit: Option<UnitId>,
    pub from: Day,
    pub to: Day,
    #[serde(default)]
    pub policy: Option<RolePolicy>,
    #[serde(default)]
    pub department: Option<DepartmentId>,
}

/// What changed between two days. Names are for managers; `joined_active` and `left_active` are parts of the lists
/// before them.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ParticipationChangeView {
    pub from: Day,
    pub to: Day,
    pub before: Rate,
    pub after: Rate,
    pub became_active: ChangePart,
    pub no_longer_active: ChangePart,
    pub joined: ChangePart,
    pub joined_active: ChangePart,
    pub left: ChangePart,
    pub left_active: ChangePart,
}

/// The most points of a trend: twenty years of weeks are more than a screen shows.
const MOST_POINTS: usize = 1_100;

/// The unit that is asked about, and whether the caller may see who has not taken part.
fn asked_unit(cx: &Context<'_>, sql: &dyn Sql, unit: Option<UnitId>) -> Result<(UnitId, bool), StudioError> {
    let unit = match unit {
        Some(unit) => unit,
        None => cx.identity()?.unit,
    };
    cx.allow(sql, Right::Read, unit)?;
    match cx.allow(sql, Right::Manage, unit) {
        Ok(_) => Ok((unit, true)),
        Err(StudioError::Forbidden { .. }) => Ok((unit, false)),
        Err(other) => Err(other),
    }
}

/// The unit's policy, with other roles when others were asked for.
fn policy_of(sql: &dyn Sql, unit: UnitId, roles: Option<RolePolicy>) -> Result<CountingPolicy, StoreError> {
    let mut policy = unit_settings(sql, unit)?.counting;
    if let Some(roles) = roles {
        policy.roles = roles;
    }
    Ok(policy)
}

fn in_order(from: Day, to: Day) -> Result<(), Refusal> {
    if to < from {
        return Err(Refusal::EndsBeforeItBegins { from, to });
    }
    Ok(())
}

pub fn participation_trend(cx: &Context<'_>, input: AskTrend) -> Result<Vec<TrendPoint>, StudioError> {
    in_order(input.from, input.to)?;
    let days = points(&input)?;
    cx.read(|sql| {
        let (unit, _) = asked_unit(cx, sql, input.unit)?;
        let policy = policy_of(sql, unit, input.policy)?;
        let part = Part { department: input.department, ..Part::default() };
        let facts = cx.api.facts().of(sql, unit)?;
        Ok(facts.survey(part, &policy).trend(&days))
    })
}

/// The ends of the weeks, months or quarters in the time asked about, and its last day.
fn points(input: &AskTrend) -> Result<Vec<Day>, Refusal> {
    let mut days = Vec::new();
    let mut at = end_of(input.from, input.step);
    while at < input.to {
        if days.len() >= MOST_POINTS {
            return Err(Refusal::TooMany {
                field: "points".into(),
                most: u32::try_from(MOST_POINTS).unwrap_or(u32::MAX),
                found: u32::try_from(days.len() + 1).unwrap_or(u32::MAX),
            });
        }
        days.push(at);
        at = end_of(at.plus_days(1), input.step);
    }
    days.push(input.to);
    Ok(days)
}

/// The last day of the week (Sunday), month or quarter in which `day` lies.
fn end_of(day: Day, step: TrendStep) -> Day {
    match step {
        TrendStep::Week => day.plus_days(7 - i64::from(day.0.weekday().to_monday_one_offset())),
        TrendStep::Month => Day(day.0.last_of_month()),
        TrendStep::Quarter => {
            let months_left = (3 - day.0.month() % 3) % 3;
            let last = day.0.first_of_month().saturating_add(jiff::Span::new().months(months_left));
            Day(last.last_of_month())
        }
    }
}

pub fn participation_change(
    cx: &Context<'_>,
    input: AskChange,
) -> Result<ParticipationChangeView, StudioError> {
    in_order(input.from, input.to)?;
    cx.read(|sql| {
        let (unit, named) = asked_unit(cx, sql, input.unit)?;
        let policy = policy_of(sql, unit, input.policy)?;
        let part = Part { department: input.department, ..Part::default() };
        let change = cx.api.facts().of(sql, unit)?.survey(part, &policy).change(input.from, input.to);
        let all = [&change.became_active, &change.no_longer_active, &change.joined, &change.left];
        let names = Names::read(sql, all.into_iter().flatten().copied())?;
        let part = |people: &[PersonId]| ChangePart::of(people, &names, named);
        Ok(ParticipationChangeView {
            from: change.from,
            to: change.to,
            before: change.before,
            after: change.after,
            became_active: part(&change.became_active),
            no_longer_active: part(&change.no_longer_active),
            joined: part(&change.joined),
            joined_active: part(&change.joined_active),
            left: part(&change.left),
            left_active: part(&change.left_active),
        })
    })
}
