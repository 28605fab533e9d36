//! What each person saw of a review last.
//! Knows no difference: it remembers two revisions, the last one seen and the one before it.

use crate::{Sql, StoreError, values};
use pufa_domain::{Millis, PersonId, ReviewId, RevisionId};

/// Somebody's last look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub revision: RevisionId,
    /// What they had seen before they saw that one.
    pub before: Option<RevisionId>,
    pub at: Millis,
}

impl Look {
    /// The revision against which `current` shows what is new to the person.
    pub fn base(&self, current: RevisionId) -> Option<RevisionId> {
        if self.revision == current { self.before } else { Some(self.revision) }
    }
}

pub fn get(sql: &dyn Sql, review: ReviewId, person: PersonId) -> Result<Option<Look>, StoreError> {
    sql.first(
        "SELECT revision_id, before_id, at FROM review_look WHERE review_id = ?1 AND person_id = ?2",
        values![review, person],
        |c| Ok(Look { revision: c.id()?, before: c.maybe_id()?, at: c.at()? }),
    )
}

/// Notes that a person saw `current`.
pub fn put(
    sql: &dyn Sql,
    review: ReviewId,
    person: PersonId,
    current: RevisionId,
    at: Millis,
) -> Result<(), StoreError> {
    let before = get(sql, review, person)?.and_then(|look| look.base(current));
    sql.run(
        "INSERT INTO review_look (review_id, person_id, revision_id, before_id, at) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (review_id, person_id) DO UPDATE SET revision_id = excluded.revision_id, \
         before_id = excluded.before_id, at = excluded.at",
        values![review, person, current, before, at],
    )?;
    Ok(())
}
