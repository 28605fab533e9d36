//! People on a unit's roster.
//! Knows no account; employments are in `employment`.

use crate::{Bind, Cells, Sql, StoreError, values};
use pufa_domain::{PersonId, UnitId};
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
    Ok(Person {
        id: c.id()?,
        unit: c.id()?,
        name: c.text()?,
        version: c.int()?,
    })
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
    let found = sql.all(
        &format!("SELECT id, name FROM person WHERE id IN ({})", places.join(", ")),
        &ids,
        |c| Ok((c.id()?, c.text()?)),
    )?;
    Ok(found.into_iter().collect())
}

/// A unit's people by name.
pub fn of_unit(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Person>, StoreError> {
    sql.all(
        &format!("{PERSON} WHERE unit_id = ?1 ORDER BY name, id"),
        values![unit],
        person,
    )
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
