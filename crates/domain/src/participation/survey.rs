//! The facts of one unit arranged by person, so that any day, period or series of days is answered quickly.
//! Knows the definitions of R, A, R* and A* (domain.md, Participation) and nothing of how they are shown.

use super::facts::{CountingPolicy, Facts};
use super::rate::Rate;
use crate::credit::CreditRole;
use crate::people::Term;
use crate::{ColumnId, Day, DepartmentId, EpisodeId, PersonId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use ts_rs::TS;

/// A participation figure with the names behind it, each list sorted by id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Figure {
    pub rate: Rate,
    /// A: the people of R with a counting work.
    pub active: Vec<PersonId>,
    /// R without A: the people who have not taken part yet.
    pub not_yet: Vec<PersonId>,
}

impl Figure {
    fn of(people: impl Iterator<Item = (PersonId, bool)>) -> Self {
        let (mut active, mut not_yet) = (Vec::new(), Vec::new());
        for (person, takes_part) in people {
            if takes_part { &mut active } else { &mut not_yet }.push(person);
        }
        active.sort_unstable();
        not_yet.sort_unstable();
        let rate = Rate::of_counts(active.len(), active.len() + not_yet.len());
        Self { rate, active, not_yet }
    }
}

/// A figure of one department, column or role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct FigureOf<K> {
    /// Null for works without a column.
    pub of: Option<K>,
    pub figure: Figure,
}

/// One point of the trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct TrendPoint {
    pub day: Day,
    pub rate: Rate,
}

/// A person who first took part in a window of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Newcomer {
    pub person: PersonId,
    /// The day on which their first counting work went out.
    pub since: Day,
}

/// One counting credit: the work and the days on which it counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Work {
    pub(crate) episode: EpisodeId,
    pub(crate) days: Term,
    column: Option<ColumnId>,
    role: CreditRole,
}

/// What is known of one person.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) id: PersonId,
    /// Days of counting employment: sorted, disjoint, touching terms joined.
    employed: Vec<Term>,
    departments: Vec<(DepartmentId, Term)>,
    pub(crate) works: Vec<Work>,
}

impl Member {
    pub(crate) fn belongs(&self, day: Day) -> bool {
        self.employed.iter().any(|term| term.covers(day))
    }

    pub(crate) fn takes_part(&self, day: Day) -> bool {
        self.works.iter().any(|work| work.days.covers(day))
    }

    /// Where they work on a day, each department once.
    fn departments_on(&self, day: Day) -> BTreeSet<DepartmentId> {
        self.departments
            .iter()
            .filter(|(_, term)| term.covers(day))
            .map(|(department, _)| *department)
            .collect()
    }

    /// The terms in which some work of theirs counts, joined.
    fn taking_part(&self) -> Vec<Term> {
        joined(self.works.iter().map(|work| work.days).collect())
    }
}

/// The counted facts of one unit under one policy. Building it reads every fact once.
#[derive(Clone, Debug)]
pub struct Survey {
    pub(crate) members: Vec<Member>,
    least_days: u32,
}

impl Survey {
    /// Arranges the facts of a unit by person.
    pub fn of(facts: Facts<'_>, policy: &CountingPolicy) -> Self {
        let mut index: HashMap<PersonId, usize> = HashMap::new();
        let mut members: Vec<Member> = Vec::new();
        for employed in facts.employments.iter().filter(|e| policy.counts(e)) {
            let at = *index.entry(employed.person).or_insert_with(|| {
                members.push(Member {
                    id: employed.person,
                    employed: Vec::new(),
                    departments: Vec::new(),
                    works: Vec::new(),
                });
                members.len() - 1
            });
            members[at].employed.push(employed.term);
            members[at].departments.push((employed.department, employed.term));
        }
        for credit in facts.credits {
            let Some(days) = credit.days(policy) else { continue };
            if let Some(&at) = index.get(&credit.person) {
                let (episode, column, role) = (credit.episode, credit.column, credit.role);
                members[at].works.push(Work { episode, days, column, role });
            }
        }
        for member in &mut members {
            member.employed = joined(std::mem::take(&mut member.employed));
        }
        for absent in facts.absences.iter().filter(|a| policy.leaves_out(a)) {
            if let Some(&at) = index.get(&absent.person) {
                let employed = std::mem::take(&mut members[at].employed);
                members[at].employed = employed.into_iter().flat_map(|t| without(t, absent.term)).collect();
            }
        }
        Self { members, least_days: policy.least_days }
    }

    /// R(U, day).
    pub(crate) fn of_unit(&self, day: Day) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |m| m.belongs(day))
    }

    /// "Ever" on a day: A(U, day) among R(U, day). Leavers are in neither.
    pub fn on(&self, day: Day) -> Figure {
        Figure::of(self.of_unit(day).map(|m| (m.id, m.takes_part(day))))
    }

    /// In the period `from..=to`: R* were employed at least the policy's days inside it (days of two employments
    /// count once, leavers stay); A* have a work first published inside it and not withdrawn by its end.
    pub fn during(&self, from: Day, to: Day) -> Figure {
        let least = i64::from(self.least_days).max(1);
        let of_period = self.members.iter().filter(|m| {
            let days: i64 = m.employed.iter().map(|term| term.days_within(from, to)).sum();
            days >= least
        });
        Figure::of(of_period.map(|m| {
            let inside = |w: &Work| w.days.from >= from && w.days.covers(to);
            (m.id, m.works.iter().any(inside))
        }))
    }

    /// The figure of a day by department. Somebody with two departments on that day is counted in both.
    pub fn by_department(&self, day: Day) -> Vec<FigureOf<DepartmentId>> {
        let mut groups: BTreeMap<DepartmentId, Vec<(PersonId, bool)>> = BTreeMap::new();
        for member in self.of_unit(day) {
            let takes_part = member.takes_part(day);
            for department in member.departments_on(day) {
                groups.entry(department).or_default().push((member.id, takes_part));
            }
        }
        let figure = |(department, people): (_, Vec<(PersonId, bool)>)| FigureOf {
            of: Some(department),
            figure: Figure::of(people.into_iter()),
        };
        groups.into_iter().map(figure).collect()
    }

    /// The figure of a day by column: who of the whole unit has a work in it.
    pub fn by_column(&self, day: Day) -> Vec<FigureOf<ColumnId>> {
        self.by(day, |work| work.column)
    }

    /// The figure of a day by role: who of the whole unit has a work in it.
    pub fn by_role(&self, day: Day) -> Vec<FigureOf<CreditRole>> {
        self.by(day, |work| Some(work.role))
    }

    fn by<K: Ord + Copy>(&self, day: Day, key: impl Fn(&Work) -> Option<K>) -> Vec<FigureOf<K>> {
        let mut active: BTreeMap<Option<K>, HashSet<PersonId>> = BTreeMap::new();
        let unit: Vec<&Member> = self.of_unit(day).collect();
        for member in &unit {
            // Hundreds of works fall under a few keys: each is entered once.
            let mut keys: Vec<Option<K>> = Vec::new();
            for key in member.works.iter().filter(|w| w.days.covers(day)).map(&key) {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
            for key in keys {
                active.entry(key).or_default().insert(member.id);
            }
        }
        let figure = |(of, people): (_, HashSet<PersonId>)| FigureOf {
            of,
            figure: Figure::of(unit.iter().map(|m| (m.id, people.contains(&m.id)))),
        };
        active.into_iter().map(figure).collect()
    }

    /// Per department the column in which most of the works of its people on `day` are.
    pub fn busiest_columns(&self, day: Day) -> HashMap<DepartmentId, ColumnId> {
        let mut counts: BTreeMap<(DepartmentId, ColumnId), usize> = BTreeMap::new();
        for member in self.of_unit(day) {
            let mut works: Vec<ColumnId> =
                member.works.iter().filter(|w| w.days.covers(day)).filter_map(|w| w.column).collect();
            works.sort_unstable();
            let departments = member.departments_on(day);
            for of_column in works.chunk_by(|one, next| one == next) {
                for department in &departments {
                    *counts.entry((*department, of_column[0])).or_default() += of_column.len();
                }
            }
        }
        let mut best: HashMap<DepartmentId, (ColumnId, usize)> = HashMap::new();
        for ((department, column), works) in counts {
            let kept = best.entry(department).or_insert((column, works));
            if works > kept.1 {
                *kept = (column, works);
            }
        }
        best.into_iter().map(|(department, (column, _))| (department, column)).collect()
    }

    /// n and N on each of `days`, in the order of the days; repeated days are answered once.
    /// One pass over the facts, however many days are asked for.
    pub fn trend(&self, days: &[Day]) -> Vec<TrendPoint> {
        let mut days = days.to_vec();
        days.sort_unstable();
        days.dedup();
        let (mut total, mut active) = (vec![0_i64; days.len() + 1], vec![0_i64; days.len() + 1]);
        for member in &self.members {
            let taking_part = member.taking_part();
            for term in &member.employed {
                mark(&mut total, &days, *term);
                for overlap in taking_part.iter().filter_map(|t| common(*t, *term)) {
                    mark(&mut active, &days, overlap);
                }
            }
        }
        let (mut n, mut all) = (0, 0);
        let points = days.iter().enumerate().map(|(i, day)| {
            n += active[i];
            all += total[i];
            let of = |count: i64| u32::try_from(count).unwrap_or(0);
            TrendPoint { day: *day, rate: Rate::of(of(n), of(all)) }
        });
        points.collect()
    }

    /// People of R(U, to) whose very first counting work went out in `from..=to`, earliest first.
    pub fn newcomers(&self, from: Day, to: Day) -> Vec<Newcomer> {
        let mut found: Vec<Newcomer> = self
            .of_unit(to)
            .filter(|m| m.takes_part(to))
            .filter_map(|m| {
                let since = m.works.iter().map(|w| w.days.from).min()?;
                (from <= since && since <= to).then_some(Newcomer { person: m.id, since })
            })
            .collect();
        found.sort_unstable_by_key(|newcomer| (newcomer.since, newcomer.person));
        found
    }
}

/// Adds one to every day of `days` (sorted) that `term` covers, as differences.
fn mark(differences: &mut [i64], days: &[Day], term: Term) {
    let begin = days.partition_point(|day| *day < term.from);
    let end = term.to.map_or(days.len(), |to| days.partition_point(|day| *day <= to));
    if begin < end {
        differences[begin] += 1;
        differences[end] -= 1;
    }
}

/// The days that both terms cover, if any.
fn common(a: Term, b: Term) -> Option<Term> {
    let to = match (a.to, b.to) {
        (Some(x), Some(y)) => Some(x.min(y)),
        (one, other) => one.or(other),
    };
    Term::new(a.from.max(b.from), to).ok()
}

/// The days of `term` that `gap` does not cover: nothing, one part or two.
fn without(term: Term, gap: Term) -> impl Iterator<Item = Term> {
    let before_end = gap.from.plus_days(-1);
    let before = Term::new(term.from, Some(term.to.map_or(before_end, |to| to.min(before_end)))).ok();
    let after = gap.to.and_then(|end| Term::new(term.from.max(end.plus_days(1)), term.to).ok());
    before.into_iter().chain(after)
}

/// The same days as `terms`, sorted and disjoint; terms that overlap or follow one another day by day become one.
fn joined(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_unstable_by_key(|term| term.from);
    let mut out: Vec<Term> = Vec::with_capacity(terms.len());
    for term in terms {
        match out.last_mut() {
            Some(last) if last.to.is_none_or(|to| term.from <= to.plus_days(1)) => {
                last.to = match (last.to, term.to) {
                    (Some(a), Some(b)) => Some(a.max(b)),
                    _ => None,
                };
            }
            _ => out.push(term),
        }
    }
    out
}
