//! Who is employed where, in which department, from when to when; and the times in which they were away.
//! Knows no counting: what a term means for the participation rate is the domain's.

use crate::{Cells, Sql, StoreError, values};
use pufa_domain::participation::AbsenceKind;
use pufa_domain::people::{Category, Term};
use pufa_domain::{AbsenceId, Day, DepartmentId, EmploymentId, PersonId, UnitId};

/// A dated employment of a person in a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employment {
    pub id: EmploymentId,
    pub person: PersonId,
    pub unit: UnitId,
    pub department: DepartmentId,
    pub category: Category,
    /// What they are called there: 检察官, 书记员; may be empty.
    pub title: String,
    pub term: Term,
    pub version: i64,
}

/// A time within an employment in which somebody is not at their post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    pub id: AbsenceId,
    pub person: PersonId,
    pub kind: AbsenceKind,
    pub term: Term,
    pub version: i64,
}

const EMPLOYMENT: &str = "SELECT id, person_id, unit_id, department_id, category, title, from_day, to_day, version FROM employment";
const ABSENCE: &str = "SELECT id, person_id, kind, from_day, to_day, version FROM absence";

fn term(c: &mut Cells<'_>) -> Result<Term, StoreError> {
    Ok(Term { from: c.day()?, to: c.maybe_day()? })
}

fn employment(c: &mut Cells<'_>) -> Result<Employment, StoreError> {
    Ok(Employment {
        id: c.id()?,
        person: c.id()?,
        unit: c.id()?,
        department: c.id()?,
        category: c.word()?,
        title: c.text()?,
        term: term(c)?,
        version: c.int()?,
    })
}

fn absence(c: &mut Cells<'_>) -> Result<Absence, StoreError> {
    Ok(Absence { id: c.id()?, person: c.id()?, kind: c.word()?, term: term(c)?, version: c.int()? })
}

pub fn get(sql: &dyn Sql, id: EmploymentId) -> Result<Employment, StoreError> {
    sql.one(&format!("{EMPLOYMENT} WHERE id = ?1"), values![id], employment)
}

/// Every employment in a unit, earliest first.
pub fn of_unit(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Employment>, StoreError> {
    sql.all(&format!("{EMPLOYMENT} WHERE unit_id = ?1 ORDER BY from_day, id"), values![unit], employment)
}

/// Every employment of a person, earliest first.
pub fn of_person(sql: &dyn Sql, person: PersonId) -> Result<Vec<Employment>, StoreError> {
    sql.all(&format!("{EMPLOYMENT} WHERE person_id = ?1 ORDER BY from_day, id"), values![person], employment)
}

/// The department in which a person works on a day, if they work in the unit then.
pub fn department_on(
    sql: &dyn Sql,
    unit: UnitId,
    person: PersonId,
    day: Day,
) -> Result<Option<DepartmentId>, StoreError> {
    sql.first(
        "SELECT department_id FROM employment WHERE person_id = ?1 AND unit_id = ?2 AND from_day <= ?3 \
         AND (to_day IS NULL OR to_day >= ?3) ORDER BY from_day DESC, id DESC LIMIT 1",
        values![person, unit, day],
        |c| c.id(),
    )
}

pub fn insert(sql: &dyn Sql, employment: &Employment) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO employment (id, person_id, unit_id, department_id, category, title, from_day, to_day, version) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1)",
        values![
            employment.id,
            employment.person,
            employment.unit,
            employment.department,
            employment.category.word(),
            employment.title,
            employment.term.from,
            employment.term.to
        ],
    )?;
    Ok(())
}

/// Stores department, category, title and term of the employment that was read as `employment.version`.
pub fn update(sql: &dyn Sql, employment: &Employment) -> Result<(), StoreError> {
    sql.change(
        "UPDATE employment SET department_id = ?3, category = ?4, title = ?5, from_day = ?6, to_day = ?7, \
         version = version + 1 WHERE id = ?1 AND version = ?2",
        values![
            employment.id,
            employment.version,
            employment.department,
            employment.category.word(),
            employment.title,
            employment.term.from,
            employment.term.to
        ],
    )
}

pub fn absence_by_id(sql: &dyn Sql, id: AbsenceId) -> Result<Absence, StoreError> {
    sql.one(&format!("{ABSENCE} WHERE id = ?1"), values![id], absence)
}

/// The absences of a person, earliest first.
pub fn absences(sql: &dyn Sql, person: PersonId) -> Result<Vec<Absence>, StoreError> {
    sql.all(&format!("{ABSENCE} WHERE person_id = ?1 ORDER BY from_day, id"), values![person], absence)
}

/// The absences of everybody who was ever employed in a unit.
pub fn absences_of_unit(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Absence>, StoreError> {
    sql.all(
        &format!(
            "{ABSENCE} WHERE person_id IN (SELECT person_id FROM employment WHERE unit_id = ?1) ORDER BY from_day, id"
        ),
        values![unit],
        absence,
    )
}

pub fn insert_absence(sql: &dyn Sql, absence: &Absence) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO absence (id, person_id, kind, from_day, to_day, version) VALUES (?1, ?2, ?3, ?4, ?5, 1)",
        values![absence.id, absence.person, absence.kind.word(), absence.term.from, absence.term.to],
    )?;
    Ok(())
}

/// Stores kind and term of the absence that was read as `absence.version`.
pub fn update_absence(sql: &dyn Sql, absence: &Absence) -> Result<(), StoreError> {
    sql.change(
        "UPDATE absence SET kind = ?3, from_day = ?4, to_day = ?5, version = version + 1 WHERE id = ?1 AND version = ?2",
        values![absence.id, absence.version, absence.kind.word(), absence.term.from, absence.term.to],
    )
}

/// Takes back an absence that was recorded by mistake.
pub fn delete_absence(sql: &dyn Sql, id: AbsenceId, version: i64) -> Result<(), StoreError> {
    sql.change("DELETE FROM absence WHERE id = ?1 AND version = ?2", values![id, version])
}
