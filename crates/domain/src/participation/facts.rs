//! The facts that participation is counted from, and the policy by which they count.
//! Knows no table: whoever asks brings the employments of the unit and the credits of its works.

use crate::credit::{CreditRole, RolePolicy};
use crate::people::{Category, Term};
use crate::{ColumnId, Day, DepartmentId, EpisodeId, PersonId, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// How an employment stands during its term; a leave or a secondment is an employment row of its own dates.
    pub enum Standing {
        /// At their post.
        InPost = "in_post",
        /// On long leave: still of the unit, not at work.
        OnLeave = "on_leave",
        /// 借调来院: of another unit, working here.
        SecondedIn = "seconded_in",
        /// 借调在外: of this unit, working elsewhere.
        SecondedOut = "seconded_out",
    }
}

/// One dated employment in the unit that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Employed {
    pub person: PersonId,
    pub department: Option<DepartmentId>,
    pub category: Category,
    pub standing: Standing,
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

/// What counts: which roles, whom of the staff, and how long somebody has to have been there in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CountingPolicy {
    pub roles: RolePolicy,
    /// The categories of staff that belong to R.
    pub categories: Vec<Category>,
    /// Whether people on leave belong to R.
    pub on_leave: bool,
    /// Whether people seconded to the unit belong to R.
    pub seconded_in: bool,
    /// Whether people seconded elsewhere belong to R.
    pub seconded_out: bool,
    /// Days of employment inside a period from which on a person belongs to R* (domain.md: 30).
    pub least_days: u32,
}

impl CountingPolicy {
    /// The policy that ships: 干警 only, leave and secondment elsewhere change nothing, guests do not count.
    pub fn standard(roles: RolePolicy) -> Self {
        Self {
            roles,
            categories: vec![Category::Staff],
            on_leave: true,
            seconded_in: false,
            seconded_out: true,
            least_days: 30,
        }
    }

    /// Whether an employment belongs to R on the days it covers.
    pub fn counts(&self, employed: &Employed) -> bool {
        let standing = match employed.standing {
            Standing::InPost => true,
            Standing::OnLeave => self.on_leave,
            Standing::SecondedIn => self.seconded_in,
            Standing::SecondedOut => self.seconded_out,
        };
        standing && self.categories.contains(&employed.category)
    }
}
