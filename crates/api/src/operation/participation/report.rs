//! Figures that were reported: frozen with their facts, listed, and compared with what the same question answers now.
//! Knows no way to change one: a report stands as it was.

use super::view::ChangePart;
use super::{asked_unit, policy_of};
use crate::context::Context;
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use pufa_domain::credit::RolePolicy;
use pufa_domain::participation::{Asked, CountingPolicy, FrozenReport, Rate};
use pufa_domain::right::Right;
use pufa_domain::{Day, DepartmentId, Millis, PersonId, Refusal, ReportId, UnitId};
use pufa_store::table::participation::{self as table, Report};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most reports in one answer: ten years of monthly ones.
const MOST_REPORTS: u32 = 200;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FreezeParticipation {
    pub title: String,
    /// Null: today.
    pub on: Option<Day>,
    pub from: Option<Day>,
    pub policy: Option<RolePolicy>,
    pub department: Option<DepartmentId>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListReports {
    /// Null: the own unit.
    pub unit: Option<UnitId>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfReport {
    pub id: ReportId,
}

/// A reported figure, and what the same question answers today.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReportRow {
    pub id: ReportId,
    pub title: String,
    pub on: Day,
    pub from: Option<Day>,
    pub department: Option<DepartmentId>,
    pub policy: CountingPolicy,
    /// As reported.
    pub rate: Rate,
    /// From the facts as they are now.
    pub now: Rate,
    /// Whether the kept facts still give the kept figure; false means that somebody touched the report.
    pub holds: bool,
    pub by: PersonName,
    pub at: Millis,
}

/// How a reported figure differs from what the facts say now, by name.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReportDifference {
    pub report: ReportRow,
    /// Participants now who were none in the report.
    pub active_since: ChangePart,
    /// Participants in the report who are none now.
    pub no_longer_active: ChangePart,
    /// Counted now and not in the report, and the other way round.
    pub counted_since: ChangePart,
    pub no_longer_counted: ChangePart,
}

pub fn freeze_participation(cx: &Context<'_>, input: FreezeParticipation) -> Result<ReportRow, StudioError> {
    let acting = cx.require(Right::Manage)?;
    let title = Refusal::text("title", &input.title, 100)?;
    cx.write(|sql| {
        let asked = Asked {
            unit: acting.unit,
            department: input.department,
            from: input.from,
            on: input.on.unwrap_or_else(|| cx.today()),
            policy: policy_of(sql, acting.unit, input.policy)?,
        };
        let facts = cx.api.facts().of(sql, acting.unit)?;
        let report = Report {
            id: ReportId(cx.uuid()),
            unit: acting.unit,
            title,
            frozen: FrozenReport::freeze(asked, facts.as_facts(), acting.person, cx.now())?,
            by: acting.person,
            at: cx.now(),
        };
        table::insert_report(sql, &report)?;
        let row = row(&report, report.frozen.figure.rate, &Names::read(sql, [acting.person])?);
        cx.record(sql, acting.unit, "participation_report", report.id, None, Some(&row))?;
        Ok(row)
    })
}

fn row(report: &Report, now: Rate, names: &Names) -> ReportRow {
    let asked = &report.frozen.asked;
    ReportRow {
        id: report.id,
        title: report.title.clone(),
        on: asked.on,
        from: asked.from,
        department: asked.department,
        policy: asked.policy.clone(),
        rate: report.frozen.figure.rate,
        now,
        holds: report.frozen.holds(),
        by: names.of(report.by),
        at: report.at,
    }
}

/// The reports of a unit, latest first.
pub fn list_reports(cx: &Context<'_>, input: ListReports) -> Result<Vec<ReportRow>, StudioError> {
    cx.read(|sql| {
        let (unit, _) = asked_unit(cx, sql, input.unit)?;
        let reports = table::reports(sql, unit, MOST_REPORTS)?;
        let names = Names::read(sql, reports.iter().map(|r| r.by))?;
        let facts = cx.api.facts().of(sql, unit)?;
        let now = |r: &Report| r.frozen.asked.answer(facts.as_facts()).rate;
        Ok(reports.iter().map(|r| row(r, now(r), &names)).collect())
    })
}

/// One report beside what its question answers now, by name.
pub fn report_difference(cx: &Context<'_>, input: OfReport) -> Result<ReportDifference, StudioError> {
    cx.read(|sql| {
        let report = table::report_by_id(sql, input.id)?;
        let (unit, named) = asked_unit(cx, sql, Some(report.unit))?;
        let then = &report.frozen.figure;
        let now = report.frozen.asked.answer(cx.api.facts().of(sql, unit)?.as_facts());
        let names = Names::read(
            sql,
            [&then.active, &then.not_yet, &now.active, &now.not_yet]
                .into_iter()
                .flatten()
                .copied()
                .chain([report.by]),
        )?;
        let counted = |figure: &pufa_domain::participation::Figure| -> Vec<PersonId> {
            figure.active.iter().chain(&figure.not_yet).copied().collect()
        };
        let part = |these: &[PersonId], without: &[PersonId]| {
            let left: Vec<PersonId> = these.iter().filter(|id| !without.contains(id)).copied().collect();
            ChangePart::of(&left, &names, named)
        };
        let (before, after) = (counted(then), counted(&now));
        Ok(ReportDifference {
            active_since: part(&now.active, &then.active),
            no_longer_active: part(&then.active, &now.active),
            counted_since: part(&after, &before),
            no_longer_counted: part(&before, &after),
            report: row(&report, now.rate, &names),
        })
    })
}
