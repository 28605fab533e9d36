//! Credits: who did what for which work.
//! Knows no policy: what counts towards participation is the domain's.

use crate::{Cells, Sql, StoreError, values};
use pufa_domain::credit::{CreditRole, Degree};
use pufa_domain::{ColumnId, CreditId, Day, EpisodeId, Millis, PersonId, UnitId};

/// A person's share in a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    pub id: CreditId,
    pub episode: EpisodeId,
    pub person: PersonId,
    pub role: CreditRole,
    pub degree: Degree,
    /// Whether an editor has confirmed it; only then does it count.
    pub confirmed: bool,
    pub by: PersonId,
    pub at: Millis,
    pub version: i64,
}

const CREDIT: &str =
    "SELECT id, episode_id, person_id, role, degree, confirmed, by_person, at, version FROM credit";

fn degree(weight: i64) -> Result<Degree, StoreError> {
    Degree::ALL
        .iter()
        .copied()
        .find(|d| i64::from(d.weight()) == weight)
        .ok_or_else(|| StoreError::Unreadable(format!("degree {weight}")))
}

fn credit(c: &mut Cells<'_>) -> Result<Credit, StoreError> {
    Ok(Credit {
        id: c.id()?,
        episode: c.id()?,
        person: c.id()?,
        role: c.word()?,
        degree: degree(c.int()?)?,
        confirmed: c.flag()?,
        by: c.id()?,
        at: c.at()?,
        version: c.int()?,
    })
}

pub fn get(sql: &dyn Sql, id: CreditId) -> Result<Credit, StoreError> {
    sql.one(&format!("{CREDIT} WHERE id = ?1"), values![id], credit)
}

/// The credits of a work, in the order in which they were given.
pub fn of_episode(sql: &dyn Sql, episode: EpisodeId) -> Result<Vec<Credit>, StoreError> {
    sql.all(&format!("{CREDIT} WHERE episode_id = ?1 ORDER BY at, id"), values![episode], credit)
}

/// Stores a new credit. [`StoreError::Taken`] when the person has that role in the work already.
pub fn insert(sql: &dyn Sql, credit: &Credit) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO credit (id, episode_id, person_id, role, degree, confirmed, by_person, at, version) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1)",
        values![
            credit.id,
            credit.episode,
            credit.person,
            credit.role.word(),
            credit.degree.weight(),
            credit.confirmed,
            credit.by,
            credit.at
        ],
    )?;
    Ok(())
}

/// Stores the credit that was read as `credit.version`.
pub fn update(sql: &dyn Sql, credit: &Credit) -> Result<(), StoreError> {
    sql.change(
        "UPDATE credit SET person_id = ?3, role = ?4, degree = ?5, confirmed = ?6, by_person = ?7, at = ?8, \
         version = version + 1 WHERE id = ?1 AND version = ?2",
        values![
            credit.id,
            credit.version,
            credit.person,
            credit.role.word(),
            credit.degree.weight(),
            credit.confirmed,
            credit.by,
            credit.at
        ],
    )
}

/// Takes back the credit that was read as `version`; the audit keeps what it was.
pub fn remove(sql: &dyn Sql, id: CreditId, version: i64) -> Result<(), StoreError> {
    sql.change("DELETE FROM credit WHERE id = ?1 AND version = ?2", values![id, version])
}

/// A credit beside its work, for the page of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkOf {
    pub episode: EpisodeId,
    pub title: String,
    pub column: ColumnId,
    pub column_name: String,
    pub number: u32,
    pub published: Option<Day>,
    pub role: CreditRole,
    pub confirmed: bool,
}

/// The credits of a person in works of a unit: the latest work first, those not out yet before them, a work's credits
/// together.
pub fn works_of(sql: &dyn Sql, person: PersonId, unit: UnitId) -> Result<Vec<WorkOf>, StoreError> {
    sql.all(
        "SELECT e.id, e.title, e.column_id, k.name, e.number, e.first_published_day, c.role, c.confirmed FROM credit c \
         JOIN episode e ON e.id = c.episode_id JOIN content_column k ON k.id = e.column_id \
         WHERE c.person_id = ?1 AND e.unit_id = ?2 \
         ORDER BY CASE WHEN e.first_published_day IS NULL THEN 0 ELSE 1 END, e.first_published_day DESC, e.id, c.role",
        values![person, unit],
        |c| {
            Ok(WorkOf {
                episode: c.id()?,
                title: c.text()?,
                column: c.id()?,
                column_name: c.text()?,
                number: c.count()?,
                published: c.maybe_day()?,
                role: c.word()?,
                confirmed: c.flag()?,
            })
        },
    )
}
