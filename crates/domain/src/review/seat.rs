//! Whether there are enough people: each seat of a required stage needs one of its own.
//! Knows no queue: it says before a review begins, or while it runs, which stages nobody is left for.

use super::{Review, StageRule, Template, Voter};
use crate::PersonId;
use crate::episode::EpisodeFormat;

/// A place in a stage: its rule, and who could take it, as places in the list of people.
struct Seat<'a> {
    stage: &'a StageRule,
    candidates: Vec<usize>,
}

impl Template {
    /// The keys of the required stages for which nobody is left when each person of `people` takes one seat at most
    /// and nobody of `contributors` takes any; empty when a review can come to its end.
    pub fn unfilled(
        &self,
        format: EpisodeFormat,
        people: &[Voter],
        contributors: &[PersonId],
    ) -> Vec<String> {
        let required = self.stages.iter().filter(|stage| stage.required && stage.applies_to(format));
        let seats = required.flat_map(|stage| (0..stage.votes_needed).map(move |_| stage));
        unfilled(seats, people, |person| contributors.contains(&person))
    }
}

impl Review {
    /// The same for what the running review still needs: those who hold a seat already take no other.
    pub fn unfilled(&self, people: &[Voter]) -> Vec<String> {
        let taken: Vec<PersonId> = self.required().flat_map(|stage| self.holders(&stage.key)).collect();
        let undone = self.required().filter(|stage| !self.result(&stage.key).is_done());
        let seats = undone.flat_map(|stage| {
            let missing = (stage.votes_needed as usize).saturating_sub(self.approvals(&stage.key).count());
            (0..missing).map(move |_| stage)
        });
        unfilled(seats, people, |person| taken.contains(&person) || self.contributed(person))
    }
}

fn unfilled<'a>(
    seats: impl Iterator<Item = &'a StageRule>,
    people: &[Voter],
    is_out: impl Fn(PersonId) -> bool,
) -> Vec<String> {
    let seats: Vec<Seat<'a>> = seats
        .map(|stage| Seat {
            stage,
            candidates: (0..people.len())
                .filter(|n| !is_out(people[*n].person) && stage.voters.include(&people[*n]))
                .collect(),
        })
        .collect();
    let mut taken_by: Vec<Option<usize>> = vec![None; people.len()];
    let mut keys: Vec<String> = (0..seats.len())
        .filter(|seat| !place(*seat, &seats, &mut taken_by, &mut vec![false; people.len()]))
        .map(|seat| seats[seat].stage.key.clone())
        .collect();
    keys.dedup();
    keys
}

/// Finds somebody for `seat`, moving those already placed to other seats of theirs (Kuhn's matching). At most 100
/// seats (20 stages of 5 votes), so it goes no deeper than that.
fn place(seat: usize, seats: &[Seat<'_>], taken_by: &mut [Option<usize>], tried: &mut [bool]) -> bool {
    for &person in &seats[seat].candidates {
        if tried[person] {
            continue;
        }
        tried[person] = true;
        if taken_by[person].is_none_or(|other| place(other, seats, taken_by, tried)) {
            taken_by[person] = Some(seat);
            return true;
        }
    }
    false
}
