//! People on a unit's roster.
//! Knows no account; employments are in `employment`.

use super::employment::Employment;
use crate::{Bind, Cells, Sql, StoreError, values};
use pufa_domain::people::Term;
use pufa_domain::{Day, PersonId, UnitId};
use std::collections::HashMap;

/// A human being on a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    /// The unit whose roster made the person.
    pub unit: UnitId,
    pub name: String,
    pub version: i64,
}

const PERSON: &str = "SELECT id, unit_id, name, version FROM person";

fn person(c: &mut Cells<'_>) -> Result<Person, StoreError> {
    Ok(Person { id: c.id()?, unit: c.id()?, name: c.text()?, version: c.int()? })
}

pub fn get(sql: &dyn Sql, id: PersonId) -> Result<Person, StoreError> {
    sql.one(&format!("{PERSON} WHERE id = ?1"), values![id], person)
}

/// The names of some people, in one query.
pub fn names(sql: &dyn Sql, ids: &[PersonId]) -> Result<HashMap<PersonId, String>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|n| format!("?{n}")).collect();
    let ids: Vec<_> = ids.iter().map(Bind::bind).collect();
    let found =
        sql.all(&format!("SELECT id, name FROM person WHERE id IN ({})", places.join(", ")), &ids, |c| {
            Ok((c.id()?, c.text()?))
        })?;
    Ok(found.into_iter().collect())
}

/// A unit's people by name.
pub fn of_unit(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Person>, StoreError> {
    sql.all(&format!("{PERSON} WHERE unit_id = ?1 ORDER BY name, id"), values![unit], person)
}

pub fn insert(sql: &dyn Sql, person: &Person) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO person (id, unit_id, name, version) VALUES (?1, ?2, ?3, 1)",
        values![person.id, person.unit, person.name],
    )?;
    Ok(())
}

/// Stores the name of the person that was read as `person.version`.
pub fn update(sql: &dyn Sql, person: &Person) -> Result<(), StoreError> {
    sql.change(
        "UPDATE person SET name = ?3, version = version + 1 WHERE id = ?1 AND version = ?2",
        values![person.id, person.version, person.name],
    )
}

/// Whether the person can sign in with anything, be it shut.
pub fn has_account(sql: &dyn Sql, id: PersonId) -> Result<bool, StoreError> {
    Ok(sql.number("SELECT COUNT(*) FROM account WHERE person_id = ?1", values![id])? > 0)
}

/// A person with the employment of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRow {
    pub person: Person,
    /// The employment with the name of its department.
    pub employment: Option<(Employment, String)>,
    pub has_account: bool,
}

/// The people of a unit's roster with what they are on a day, by department and name; those without an employment on
/// that day come last, when `with_left` asks for them.
pub fn roster(sql: &dyn Sql, unit: UnitId, on: Day, with_left: bool) -> Result<Vec<RosterRow>, StoreError> {
    sql.all(
        "SELECT p.id, p.name, p.version, \
         CASE WHEN EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id) THEN 1 ELSE 0 END, \
         e.id, e.department_id, e.category, e.title, e.from_day, e.to_day, e.version, d.name \
         FROM person p LEFT JOIN employment e ON e.person_id = p.id AND e.unit_id = ?1 AND e.from_day <= ?2 \
         AND (e.to_day IS NULL OR e.to_day >= ?2) LEFT JOIN department d ON d.id = e.department_id \
         WHERE p.unit_id = ?1 AND (?3 = 1 OR e.id IS NOT NULL) \
         ORDER BY CASE WHEN e.id IS NULL THEN 1 ELSE 0 END, d.position, p.name, p.id",
        values![unit, on, with_left],
        |c| {
            let person = Person { id: c.id()?, unit, name: c.text()?, version: c.int()? };
            let has_account = c.flag()?;
            let Some(id) = c.maybe_id()? else {
                return Ok(RosterRow { person, employment: None, has_account });
            };
            let employment = Employment {
                id,
                person: person.id,
                unit,
                department: c.id()?,
                category: c.word()?,
                title: c.text()?,
                term: Term { from: c.day()?, to: c.maybe_day()? },
                version: c.int()?,
            };
            let department = c.text()?;
            Ok(RosterRow { person, employment: Some((employment, department)), has_account })
        },
    )
}
