//! How deep participation goes: how many works, how evenly, how lately.
//! Knows only the participants of a day; those without a work are in `Figure::not_yet`.

use super::rate::{Rate, count};
use super::survey::{Member, Survey};
use crate::{Day, EpisodeId, PersonId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Days without a new work after which a participant is called inactive (domain.md, Participation).
pub const INACTIVE_AFTER_DAYS: i64 = 90;

/// A participant and the works they have a counting credit in, each work once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct WorksOf {
    pub person: PersonId,
    pub works: u32,
    /// The days on which the first and the latest of them went out.
    pub first: Day,
    pub latest: Day,
}

/// The depth of participation on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Depth {
    /// Every participant, most works first, then by id.
    pub participants: Vec<WorksOf>,
    /// The median of works per participant in tenths (35 is 3.5 works); null without participants.
    pub median_tenths: Option<u32>,
    /// Participants with one work only, among the participants.
    pub one_work_only: Rate,
    /// What the three with most works hold of all person-works (a work of two people is two person-works).
    pub top_three: Rate,
    /// Participants whose latest work went out more than [`INACTIVE_AFTER_DAYS`] days before, by id.
    pub inactive: Vec<PersonId>,
}

impl Survey {
    /// The depth of participation on `day`.
    pub fn depth(&self, day: Day) -> Depth {
        let mut participants: Vec<WorksOf> = self.of_unit(day).filter_map(|m| works_of(m, day)).collect();
        participants.sort_unstable_by_key(|w| (std::cmp::Reverse(w.works), w.person));
        let all: u32 = participants.iter().map(|w| w.works).sum();
        let top: u32 = participants.iter().take(3).map(|w| w.works).sum();
        let single = participants.iter().filter(|w| w.works == 1).count();
        let mut inactive: Vec<PersonId> = participants
            .iter()
            .filter(|w| w.latest.days_until(day) > INACTIVE_AFTER_DAYS)
            .map(|w| w.person)
            .collect();
        inactive.sort_unstable();
        Depth {
            median_tenths: median_tenths(&participants),
            one_work_only: Rate::of(count(single), count(participants.len())),
            top_three: Rate::of(top, all),
            inactive,
            participants,
        }
    }
}

fn works_of(member: &Member, day: Day) -> Option<WorksOf> {
    let counting = || member.works.iter().filter(|w| w.days.covers(day));
    let days = || counting().map(|w| w.days.from);
    let (first, latest) = (days().min()?, days().max()?);
    let mut episodes: Vec<EpisodeId> = counting().map(|w| w.episode).collect();
    episodes.sort_unstable();
    episodes.dedup();
    Some(WorksOf { person: member.id, works: count(episodes.len()), first, latest })
}

/// The median of a list sorted by works, in tenths.
fn median_tenths(sorted: &[WorksOf]) -> Option<u32> {
    let middle = sorted.len() / 2;
    let upper = sorted.get(middle)?.works;
    let lower = if sorted.len().is_multiple_of(2) { sorted.get(middle - 1)?.works } else { upper };
    Some((lower + upper) * 5)
}
