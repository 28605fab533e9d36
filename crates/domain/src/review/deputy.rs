//! Standing in: one reviewer votes in the place of another, between two dates.
//! Knows no stage: whether the one stood in for might vote, and whether the deputy may, is the review's to say.

use super::Voter;
use crate::people::Term;
use crate::{Day, DeputyId, Millis, PersonId, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use ts_rs::TS;

/// The longest standing-in; a longer absence is a change of office and gets a new reviewer.
const MOST_DAYS: i64 = 366;

/// A standing-in. It is never changed, only ended; the deputy votes under the deputy's own name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Deputy {
    pub id: DeputyId,
    /// The reviewer who is away.
    pub principal: PersonId,
    /// The one who votes meanwhile.
    pub deputy: PersonId,
    pub term: Term,
    pub appointed_by: PersonId,
    pub appointed_at: Millis,
    pub ended_at: Option<Millis>,
}

/// A deputy at the moment of a vote, with what the rules need to know of the one stood in for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    pub deputy: Deputy,
    pub principal: Voter,
    /// The day it is where the unit is.
    pub today: Day,
}

impl Deputy {
    /// Makes `deputy` stand in for `principal`. Nobody appoints themselves, the term has an end, and no circle of
    /// standings-in may overlap: A for B and B for A would let each approve in the other's place.
    pub fn appoint(self, existing: &[Deputy]) -> Result<Deputy, Refusal> {
        if self.principal == self.deputy || self.appointed_by == self.deputy {
            return Err(Refusal::DeputyOfOneself { person: self.deputy });
        }
        let Some(last) = self.term.to else {
            return Err(Refusal::Missing { field: "to".into() });
        };
        Term::new(self.term.from, Some(last))?;
        Refusal::range("days", self.term.from.days_until(last) + 1, 1, MOST_DAYS)?;
        if self.closes_a_circle(existing) {
            return Err(Refusal::DeputyOfOneself { person: self.principal });
        }
        Ok(Deputy { ended_at: None, ..self })
    }

    /// Whether somebody stands in for the deputy already, and so on back to the principal.
    fn closes_a_circle(&self, existing: &[Deputy]) -> bool {
        let mut reached = HashSet::from([self.deputy]);
        let mut waiting = vec![self.deputy];
        while let Some(person) = waiting.pop() {
            let next = existing.iter().filter(|d| d.principal == person && d.ended_at.is_none());
            for other in next.filter(|d| overlap(&d.term, &self.term)) {
                if other.deputy == self.principal {
                    return true;
                }
                if reached.insert(other.deputy) {
                    waiting.push(other.deputy);
                }
            }
        }
        false
    }
}

impl StandIn {
    /// Whether `voter` stands in at `at`: appointed before, not ended, and today within the dates.
    pub(super) fn stands(&self, voter: PersonId, at: Millis) -> bool {
        let deputy = &self.deputy;
        deputy.deputy == voter
            && deputy.principal == self.principal.person
            && deputy.principal != voter
            && deputy.appointed_at <= at
            && deputy.ended_at.is_none_or(|end| at < end)
            && deputy.term.to.is_some()
            && deputy.term.covers(self.today)
    }
}

fn overlap(one: &Term, other: &Term) -> bool {
    one.to.is_none_or(|end| other.from <= end) && other.to.is_none_or(|end| one.from <= end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn day(d: i8) -> Day {
        Day::new(2026, 11, d).expect("a day")
    }

    fn deputy(principal: u128, deputy: u128, by: u128, from: i8, to: Option<i8>) -> Deputy {
        Deputy {
            id: DeputyId(Uuid::from_u128(1)),
            principal: person(principal),
            deputy: person(deputy),
            term: Term { from: day(from), to: to.map(day) },
            appointed_by: person(by),
            appointed_at: Millis(0),
            ended_at: None,
        }
    }

    #[test]
    fn nobody_stands_in_for_themselves_even_in_a_circle() {
        let two_for_one = deputy(1, 2, 1, 1, Some(10));
        let three_for_two = deputy(2, 3, 2, 1, Some(10));
        let ended = Deputy { ended_at: Some(Millis(5)), ..two_for_one.clone() };
        for (name, made, existing, good) in [
            ("a plain one", deputy(1, 2, 1, 1, Some(5)), vec![], true),
            ("oneself", deputy(1, 1, 1, 1, Some(5)), vec![], false),
            ("appointed by the deputy", deputy(1, 2, 2, 1, Some(5)), vec![], false),
            ("without an end", deputy(1, 2, 1, 1, None), vec![], false),
            ("ending before it begins", deputy(1, 2, 1, 5, Some(1)), vec![], false),
            ("back again", deputy(2, 1, 2, 5, Some(6)), vec![two_for_one.clone()], false),
            ("back again later", deputy(2, 1, 2, 11, Some(12)), vec![two_for_one.clone()], true),
            ("back again when ended", deputy(2, 1, 2, 5, Some(6)), vec![ended], true),
            ("round three", deputy(3, 1, 3, 5, Some(6)), vec![two_for_one.clone(), three_for_two], false),
            ("another deputy", deputy(1, 4, 1, 5, Some(6)), vec![two_for_one], true),
        ] {
            assert_eq!(made.appoint(&existing).is_ok(), good, "{name}");
        }
    }

    #[test]
    fn a_term_is_a_year_at_most() {
        let long = Term { from: day(1), to: Some(day(1).plus_days(366)) };
        assert!(Deputy { term: long, ..deputy(1, 2, 1, 1, None) }.appoint(&[]).is_err());
    }
}
