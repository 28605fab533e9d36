//! The facts that participation is counted from, and the policy by which they count.
//! Knows no table: whoever asks brings the employments of the unit and the credits of its works.

use crate::credit::{CreditRole, RolePolicy};
use crate::people::{Category, Term};
use crate::{ColumnId, Day, DepartmentId, EpisodeId, PersonId, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Why somebody who is employed is not at their post for a time.
    pub enum AbsenceKind {
        /// Long leave.
        Leave = "leave",
        /// 借调: working in another unit.
        Secondment = "secondment",
    }
}

/// A time within an employment that the policy may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Absent {
    pub person: PersonId,
    pub kind: AbsenceKind,
    pub term: Term,
}

/// One dated employment in the unit that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Employed {
    pub person: PersonId,
    pub department: DepartmentId,
    pub category: Category,
    pub term: Term,
}

/// One credit together with what its work's publication says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Credited {
    pub person: PersonId,
    pub episode: EpisodeId,
    pub column: Option<ColumnId>,
    pub role: CreditRole,
    /// An unconfirmed credit counts for nobody.
    pub confirmed: bool,
    /// The day on which the work first went out on an official channel; null while it has not.
    pub published: Option<Day>,
    /// The day on which the work was withdrawn everywhere; from that day on it counts for nobody.
    pub withdrawn: Option<Day>,
}

impl Credited {
    /// The days on which this credit makes its person a participant: from publishing until the day before
    /// the work was withdrawn, if it was.
    pub(crate) fn days(&self, policy: &CountingPolicy) -> Option<Term> {
        if !self.confirmed || !policy.roles.counts(self.role) {
            return None;
        }
        Term::new(self.published?, self.withdrawn.map(|day| day.plus_days(-1))).ok()
    }
}

/// The facts of one unit, as one thing to hand over.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub employments: &'a [Employed],
    pub absences: &'a [Absent],
    /// Credits of works on official channels; those of people never employed in the unit are passed over.
    pub credits: &'a [Credited],
}

/// What counts: which roles, whom of the staff, and how long somebody has to have been there in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CountingPolicy {
    pub roles: RolePolicy,
    /// The categories of staff that belong to R.
    pub categories: Vec<Category>,
    /// Whether people belong to R while they are on leave.
    pub on_leave: bool,
    /// Whether people belong to R while they are seconded elsewhere.
    pub on_secondment: bool,
    /// Days of employment inside a period from which on a person belongs to R* (domain.md: 30).
    pub least_days: u32,
}

impl CountingPolicy {
    /// The policy that ships: 干警 only; leave and secondment change nothing.
    pub fn standard(roles: RolePolicy) -> Self {
        Self { roles, categories: vec![Category::Staff], on_leave: true, on_secondment: true, least_days: 30 }
    }

    /// Whether an employment belongs to R on the days it covers.
    pub fn counts(&self, employed: &Employed) -> bool {
        self.categories.contains(&employed.category)
    }

    /// Whether an absence takes its person out of R for its days.
    pub fn leaves_out(&self, absent: &Absent) -> bool {
        match absent.kind {
            AbsenceKind::Leave => !self.on_leave,
            AbsenceKind::Secondment => !self.on_secondment,
        }
    }
}
