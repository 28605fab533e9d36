//! The figure of a day or a period with everything around it: groups, depth, newcomers, names for managers.
//! Knows no formula and no sentence.

use super::facts::{Part, UnitFacts};
use super::{AskParticipation, asked_unit, in_order, policy_of};
use crate::context::Context;
use crate::error::StudioError;
use crate::named::{ColumnName, Names, PersonName};
use pufa_domain::credit::CreditRole;
use pufa_domain::participation::survey::FigureOf;
use pufa_domain::participation::{CountingPolicy, Depth, Figure, Rate, Survey, WorksOf};
use pufa_domain::{ColumnId, Day, DepartmentId, PersonId, UnitId};
use pufa_store::table::column::{self, Column};
use pufa_store::table::unit;
use pufa_store::{Sql, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use ts_rs::TS;

/// A participation figure with all that is asked about it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ParticipationView {
    pub unit: UnitId,
    pub on: Day,
    /// Null: "ever".
    pub from: Option<Day>,
    pub policy: CountingPolicy,
    pub rate: Rate,
    /// The asking person's own state; null when they are not counted.
    pub mine: Option<MyParticipation>,
    pub by_department: Vec<FigureGroup>,
    pub by_column: Vec<FigureGroup>,
    pub by_role: Vec<FigureGroup>,
    pub depth: DepthView,
    /// Whose first work went out between `newcomers_from` and `on`, earliest first.
    pub newcomers_from: Day,
    pub newcomers: Vec<ParticipationPerson>,
    /// Whether the asking person is told names; otherwise every list of people is empty.
    pub named: bool,
    /// Everybody counted, by name.
    pub people: Vec<ParticipationPerson>,
    pub not_yet: Vec<NotYetPerson>,
}

/// What the asking person has done themselves.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MyParticipation {
    pub takes_part: bool,
    pub works: u32,
}

/// Somebody who is counted.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ParticipationPerson {
    pub id: PersonId,
    pub name: String,
    /// On the day that was asked about; empty when employed on another day of the period only.
    pub department: String,
    pub takes_part: bool,
    /// Works with a counting credit by the day that was asked about.
    pub works: u32,
    /// When the first and the latest of them went out.
    pub first: Option<Day>,
    pub latest: Option<Day>,
}

/// Somebody who has not taken part yet, with where they might begin.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct NotYetPerson {
    pub id: PersonId,
    pub name: String,
    pub department: String,
    /// The first day of their employment in the unit.
    pub since: Option<Day>,
    /// The column in which most of their department's credits are; null when it has none.
    pub column: Option<ColumnName>,
}

/// The figure of one department, column or role.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct FigureGroup {
    /// An id, or the role's word.
    pub id: String,
    /// Empty for a role: its word is the screen's to say.
    pub name: String,
    pub rate: Rate,
    /// For managers; otherwise empty.
    pub active: Vec<PersonId>,
    pub not_yet: Vec<PersonId>,
}

/// How deep participation goes on the day; see the domain's `Depth`.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DepthView {
    pub median_tenths: Option<u32>,
    pub one_work_only: Rate,
    pub top_three: Rate,
    pub inactive_count: u32,
    /// For managers; otherwise empty.
    pub inactive: Vec<PersonId>,
}

/// One part of a change: how many, and for managers who.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChangePart {
    pub count: u32,
    pub people: Vec<PersonName>,
}

impl ChangePart {
    pub(super) fn of(people: &[PersonId], names: &Names, named: bool) -> Self {
        Self {
            count: count(people.len()),
            people: if named { people.iter().map(|id| names.of(*id)).collect() } else { Vec::new() },
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A question answered: the facts, the policy, the arranged survey and the figure.
pub(super) struct Answered {
    pub unit: UnitId,
    pub named: bool,
    pub on: Day,
    pub policy: CountingPolicy,
    pub facts: Arc<UnitFacts>,
    pub survey: Arc<Survey>,
    pub figure: Figure,
}

pub(super) fn answer(
    cx: &Context<'_>,
    sql: &dyn Sql,
    ask: &AskParticipation,
) -> Result<Answered, StudioError> {
    let on = ask.on.unwrap_or_else(|| cx.today());
    if let Some(from) = ask.from {
        in_order(from, on)?;
    }
    let (unit, named) = asked_unit(cx, sql, ask.unit)?;
    let policy = policy_of(sql, unit, ask.policy)?;
    let facts = cx.api.facts().of(sql, unit)?;
    let part = Part { department: ask.department, column: ask.column, role: ask.role };
    let survey = facts.survey(part, &policy);
    let figure = match ask.from {
        Some(from) => survey.during(from, on),
        None => survey.on(on),
    };
    Ok(Answered { unit, named, on, policy, facts, survey, figure })
}

pub fn participation(cx: &Context<'_>, input: AskParticipation) -> Result<ParticipationView, StudioError> {
    cx.read(|sql| {
        let answered = answer(cx, sql, &input)?;
        view(cx, sql, &input, answered)
    })
}

pub(super) fn view(
    cx: &Context<'_>,
    sql: &dyn Sql,
    ask: &AskParticipation,
    a: Answered,
) -> Result<ParticipationView, StudioError> {
    let me = cx.identity()?.session.person;
    let depth = a.survey.depth(a.on);
    let newcomers_from = ask.from.unwrap_or(Day(a.on.0.first_of_month()));
    let newcomers = a.survey.newcomers(newcomers_from, a.on);
    let everybody = a.figure.active.iter().chain(&a.figure.not_yet).copied();
    let who = Who::read(sql, &a, &depth, everybody.chain(newcomers.iter().map(|n| n.person)))?;
    let columns = column::of_unit(sql, a.unit)?;
    let column_name = |id: ColumnId| name_of(&columns, id);
    let mine = mine(&a.figure, me, who.works.get(&me).map_or(0, |w| w.works));
    let person = |id: PersonId, takes_part: bool| who.person(id, takes_part);
    let mut people: Vec<ParticipationPerson> = Vec::new();
    let mut not_yet = Vec::new();
    if a.named {
        people.extend(a.figure.active.iter().map(|id| person(*id, true)));
        people.extend(a.figure.not_yet.iter().map(|id| person(*id, false)));
        people.sort_by(|x, y| x.department.cmp(&y.department).then_with(|| x.name.cmp(&y.name)));
        let beginnings = a.facts.survey(Part::default(), &a.policy).busiest_columns(a.on);
        not_yet = a.figure.not_yet.iter().map(|id| who.not_yet(*id, &beginnings, column_name)).collect();
    }
    let group = |id: String, name: String, figure: Figure| FigureGroup {
        id,
        name,
        rate: figure.rate,
        active: if a.named { figure.active } else { Vec::new() },
        not_yet: if a.named { figure.not_yet } else { Vec::new() },
    };
    let by_department = a.survey.by_department(a.on).into_iter().map(|f: FigureOf<DepartmentId>| {
        let name = f.of.map(|id| who.department_name(id)).unwrap_or_default();
        group(text(f.of), name, f.figure)
    });
    let by_column = a.survey.by_column(a.on).into_iter().map(|f| {
        let name = f.of.map(column_name).unwrap_or_default();
        group(text(f.of), name, f.figure)
    });
    let by_role = a.survey.by_role(a.on).into_iter().map(|f: FigureOf<CreditRole>| {
        group(f.of.map(|r| r.word().to_owned()).unwrap_or_default(), String::new(), f.figure)
    });
    Ok(ParticipationView {
        unit: a.unit,
        on: a.on,
        from: ask.from,
        rate: a.figure.rate,
        mine,
        by_department: sorted(by_department.collect()),
        by_column: sorted(by_column.collect()),
        by_role: sorted(by_role.collect()),
        depth: depth_view(depth, a.named),
        newcomers_from,
        newcomers: newcomers.iter().map(|n| person(n.person, true)).collect(),
        named: a.named,
        people,
        not_yet,
        policy: a.policy,
    })
}

fn name_of(columns: &[Column], id: ColumnId) -> String {
    columns.iter().find(|column| column.id == id).map_or_else(String::new, |column| column.name.clone())
}

/// Where the asking person stands; nothing for whoever is not counted.
fn mine(figure: &Figure, me: PersonId, works: u32) -> Option<MyParticipation> {
    let takes_part = figure.active.contains(&me);
    (takes_part || figure.not_yet.contains(&me)).then_some(MyParticipation { takes_part, works })
}

/// Names of the inactive are for managers.
fn depth_view(depth: Depth, named: bool) -> DepthView {
    DepthView {
        median_tenths: depth.median_tenths,
        one_work_only: depth.one_work_only,
        top_three: depth.top_three,
        inactive_count: count(depth.inactive.len()),
        inactive: if named { depth.inactive } else { Vec::new() },
    }
}

fn text(id: Option<impl std::fmt::Display>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

/// The highest share first; of equal shares the larger group.
fn sorted(mut groups: Vec<FigureGroup>) -> Vec<FigureGroup> {
    groups.sort_by(|a, b| {
        let share = |g: &FigureGroup| g.rate.tenths;
        share(b).cmp(&share(a)).then(b.rate.total.cmp(&a.rate.total)).then_with(|| a.name.cmp(&b.name))
    });
    groups
}

/// Names, departments and works of the people of one answer.
pub(super) struct Who {
    names: Names,
    departments: HashMap<DepartmentId, String>,
    /// Department on the day and first day in the unit.
    employed: HashMap<PersonId, (Option<DepartmentId>, Day)>,
    works: HashMap<PersonId, WorksOf>,
}

impl Who {
    pub(super) fn read(
        sql: &dyn Sql,
        a: &Answered,
        depth: &Depth,
        people: impl Iterator<Item = PersonId>,
    ) -> Result<Self, StoreError> {
        let mut employed: HashMap<PersonId, (Option<DepartmentId>, Day)> = HashMap::new();
        for e in &a.facts.employments {
            let kept = employed.entry(e.person).or_insert((None, e.term.from));
            kept.1 = kept.1.min(e.term.from);
            if e.term.covers(a.on) {
                kept.0 = Some(e.department);
            }
        }
        Ok(Self {
            names: Names::read(sql, people)?,
            departments: unit::departments(sql, a.unit)?.into_iter().map(|d| (d.id, d.name)).collect(),
            employed,
            works: depth.participants.iter().map(|w| (w.person, *w)).collect(),
        })
    }

    fn department_name(&self, id: DepartmentId) -> String {
        self.departments.get(&id).cloned().unwrap_or_default()
    }

    fn department_of(&self, id: PersonId) -> Option<DepartmentId> {
        self.employed.get(&id).and_then(|(department, _)| *department)
    }

    pub(super) fn person(&self, id: PersonId, takes_part: bool) -> ParticipationPerson {
        let works = self.works.get(&id);
        ParticipationPerson {
            id,
            name: self.names.of(id).name,
            department: self.department_of(id).map(|d| self.department_name(d)).unwrap_or_default(),
            takes_part,
            works: works.map_or(0, |w| w.works),
            first: works.map(|w| w.first),
            latest: works.map(|w| w.latest),
        }
    }

    fn not_yet(
        &self,
        id: PersonId,
        beginnings: &HashMap<DepartmentId, ColumnId>,
        column_name: impl Fn(ColumnId) -> String,
    ) -> NotYetPerson {
        let department = self.department_of(id);
        let column = department
            .and_then(|d| beginnings.get(&d))
            .map(|id| ColumnName { id: *id, name: column_name(*id) });
        NotYetPerson {
            id,
            name: self.names.of(id).name,
            department: department.map(|d| self.department_name(d)).unwrap_or_default(),
            since: self.employed.get(&id).map(|(_, since)| *since),
            column,
        }
    }
}
