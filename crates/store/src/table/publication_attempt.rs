//! Tries at publishing. A row is added when a try begins and completed once when its outcome is known.
//! Knows no rule: whether another try may be made is the domain's to say.

use crate::{Bind, Sql, StoreError, values};
use pufa_domain::publication::{Attempt, Outcome};
use pufa_domain::{AttemptId, PersonId, PublicationId};

/// A try with who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAttempt {
    pub id: AttemptId,
    pub publication: PublicationId,
    pub attempt: Attempt,
    pub by: Option<PersonId>,
}

/// The tries of some publications, earliest first.
pub fn of_publications(
    sql: &dyn Sql,
    publications: &[PublicationId],
) -> Result<Vec<StoredAttempt>, StoreError> {
    let places = super::places(publications.len(), 1);
    let ids: Vec<_> = publications.iter().map(Bind::bind).collect();
    sql.all(
        &format!(
            "SELECT id, publication_id, at, way, outcome, answer, by_person FROM publication_attempt \
             WHERE publication_id IN ({places}) ORDER BY at, id"
        ),
        &ids,
        |c| {
            Ok(StoredAttempt {
                id: c.id()?,
                publication: c.id()?,
                attempt: Attempt { started: c.at()?, way: c.word()?, outcome: c.word()?, answer: c.text()? },
                by: c.maybe_id()?,
            })
        },
    )
}

pub fn insert(sql: &dyn Sql, stored: &StoredAttempt) -> Result<(), StoreError> {
    let attempt = &stored.attempt;
    sql.run(
        "INSERT INTO publication_attempt (id, publication_id, at, way, outcome, answer, by_person) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        values![
            stored.id,
            stored.publication,
            attempt.started,
            attempt.way.word(),
            attempt.outcome.word(),
            attempt.answer,
            stored.by
        ],
    )?;
    Ok(())
}

/// Writes how a try ended.
pub fn conclude(sql: &dyn Sql, id: AttemptId, outcome: Outcome, answer: &str) -> Result<(), StoreError> {
    sql.change(
        "UPDATE publication_attempt SET outcome = ?2, answer = ?3 WHERE id = ?1",
        values![id, outcome.word(), answer],
    )
}
