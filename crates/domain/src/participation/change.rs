//! How a figure changed between two days, explained by name.
//! Knows the five ways in which a person can move n or N, and that together they are the whole change.

use super::rate::Rate;
use super::survey::{Member, Survey};
use crate::{Day, PersonId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The change between two days. For every pair of days:
/// `after.total - before.total = joined - left` and
/// `after.n - before.n = became_active + joined_active - left_active - no_longer_active`, counting members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Change {
    pub from: Day,
    pub to: Day,
    pub before: Rate,
    pub after: Rate,
    /// Employed on both days, a participant only on the later one.
    pub became_active: Vec<PersonId>,
    /// Employed on both days, a participant only on the earlier one: their works were withdrawn.
    pub no_longer_active: Vec<PersonId>,
    /// Employed on the later day only.
    pub joined: Vec<PersonId>,
    /// Those of `joined` who are participants on the later day.
    pub joined_active: Vec<PersonId>,
    /// Employed on the earlier day only.
    pub left: Vec<PersonId>,
    /// Those of `left` who were participants on the earlier day.
    pub left_active: Vec<PersonId>,
}

impl Survey {
    /// What changed from the earlier of the two days to the later one.
    pub fn change(&self, one: Day, other: Day) -> Change {
        let (from, to) = (one.min(other), one.max(other));
        let mut change = Change {
            from,
            to,
            before: Rate::of(0, 0),
            after: Rate::of(0, 0),
            became_active: Vec::new(),
            no_longer_active: Vec::new(),
            joined: Vec::new(),
            joined_active: Vec::new(),
            left: Vec::new(),
            left_active: Vec::new(),
        };
        let (mut before, mut after) = ((0, 0), (0, 0));
        for member in &self.members {
            let was = at(member, from, &mut before);
            let is = at(member, to, &mut after);
            change.place(member.id, was, is);
        }
        change.before = Rate::of(before.0, before.1);
        change.after = Rate::of(after.0, after.1);
        for list in change.lists() {
            list.sort_unstable();
        }
        change
    }
}

/// Whether `member` belongs to the unit on `day`, and if so whether they take part; adds them to (n, N).
fn at(member: &Member, day: Day, counts: &mut (u32, u32)) -> Option<bool> {
    let state = member.belongs(day).then(|| member.takes_part(day))?;
    counts.0 += u32::from(state);
    counts.1 += 1;
    Some(state)
}

impl Change {
    fn place(&mut self, person: PersonId, was: Option<bool>, is: Option<bool>) {
        match (was, is) {
            (Some(false), Some(true)) => self.became_active.push(person),
            (Some(true), Some(false)) => self.no_longer_active.push(person),
            (None, Some(active)) => {
                self.joined.push(person);
                if active {
                    self.joined_active.push(person);
                }
            }
            (Some(active), None) => {
                self.left.push(person);
                if active {
                    self.left_active.push(person);
                }
            }
            (Some(true), Some(true)) | (Some(false), Some(false)) | (None, None) => {}
        }
    }

    fn lists(&mut self) -> [&mut Vec<PersonId>; 6] {
        [
            &mut self.became_active,
            &mut self.no_longer_active,
            &mut self.joined,
            &mut self.joined_active,
            &mut self.left,
            &mut self.left_active,
        ]
    }
}
