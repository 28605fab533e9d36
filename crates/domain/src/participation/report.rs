//! A figure that was reported: frozen with the facts it stood on, so that it can be recomputed at any time.
//! Knows no later fact; what the same question answers today is for whoever compares.

use super::facts::{Absent, CountingPolicy, Credited, Employed, Facts};
use super::survey::{Figure, Survey};
use crate::people::Term;
use crate::{Day, DepartmentId, Millis, PersonId, Refusal, UnitId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use ts_rs::TS;

/// The question that a figure answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Asked {
    pub unit: UnitId,
    /// Only the people of this department, when given.
    pub department: Option<DepartmentId>,
    /// The first day of a period; null asks for "ever".
    pub from: Option<Day>,
    /// The day of the figure, or the last of the period.
    pub on: Day,
    pub policy: CountingPolicy,
}

impl Asked {
    /// Answers the question from facts.
    pub fn answer(&self, facts: Facts<'_>) -> Figure {
        let of_department = |e: &&Employed| self.department.is_none_or(|d| e.department == d);
        let kept: Vec<Employed> = facts.employments.iter().filter(of_department).copied().collect();
        let survey = Survey::of(Facts { employments: &kept, ..facts }, &self.policy);
        match self.from {
            Some(from) => survey.during(from, self.on),
            None => survey.on(self.on),
        }
    }
}

/// A reported figure with everything that is needed to compute it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct FrozenReport {
    pub asked: Asked,
    pub figure: Figure,
    pub taken_at: Millis,
    pub taken_by: PersonId,
    /// The counting employments that touch the day or the period.
    pub employments: Vec<Employed>,
    /// The absences of the same people that touch it.
    pub absences: Vec<Absent>,
    /// Per participant the one credit, the earliest, that makes them one.
    pub credits: Vec<Credited>,
}

impl FrozenReport {
    /// Answers `asked` and keeps what the answer stands on. Refuses a period that ends before it begins.
    pub fn freeze(asked: Asked, facts: Facts<'_>, by: PersonId, at: Millis) -> Result<Self, Refusal> {
        if let Some(from) = asked.from.filter(|from| *from > asked.on) {
            return Err(Refusal::EndsBeforeItBegins { from, to: asked.on });
        }
        let figure = asked.answer(facts);
        let people: HashSet<PersonId> = figure.active.iter().chain(&figure.not_yet).copied().collect();
        let first = asked.from.unwrap_or(asked.on);
        let touches =
            |person: PersonId, term: Term| people.contains(&person) && term.days_within(first, asked.on) > 0;
        let employments = facts.employments.iter().filter(|e| touches(e.person, e.term)).copied().collect();
        let absences = facts.absences.iter().filter(|a| touches(a.person, a.term)).copied().collect();
        let credits = evidence(&asked, &figure, facts.credits);
        Ok(Self { asked, figure, taken_at: at, taken_by: by, employments, absences, credits })
    }

    /// The figure computed again from what was kept.
    pub fn recompute(&self) -> Figure {
        let (employments, absences, credits) = (&self.employments, &self.absences, &self.credits);
        self.asked.answer(Facts { employments, absences, credits })
    }

    /// Whether the kept facts still give the kept figure; false means that somebody touched the report.
    pub fn holds(&self) -> bool {
        self.recompute() == self.figure
    }
}

/// For every participant the earliest credit that makes them one, in the order of the people.
fn evidence(asked: &Asked, figure: &Figure, credits: &[Credited]) -> Vec<Credited> {
    let active: HashSet<PersonId> = figure.active.iter().copied().collect();
    let mut earliest: HashMap<PersonId, Credited> = HashMap::new();
    for credit in credits.iter().filter(|c| active.contains(&c.person)) {
        let Some(days) = credit.days(&asked.policy) else {
            continue;
        };
        if !days.covers(asked.on) || asked.from.is_some_and(|from| days.from < from) {
            continue;
        }
        let kept = earliest.entry(credit.person).or_insert(*credit);
        if credit.published < kept.published {
            *kept = *credit;
        }
    }
    figure.active.iter().filter_map(|person| earliest.remove(person)).collect()
}
