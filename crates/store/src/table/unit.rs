//! Units, departments, and the workspace's own facts.
//! Knows no right: a scope is a list of units that somebody else worked out.

use crate::{Cells, Sql, StoreError, values};
use pufa_domain::people::{DepartmentKind, UnitKind, UnitLevel};
use pufa_domain::{Day, DepartmentId, UnitId};

/// A unit 院.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub id: UnitId,
    pub parent: Option<UnitId>,
    pub name: String,
    pub level: UnitLevel,
    pub kind: UnitKind,
    /// `/parent/child/` of ids: a subtree is a prefix.
    pub path: String,
    /// IANA time zone.
    pub zone: String,
    pub active_from: Option<Day>,
    pub active_to: Option<Day>,
    pub version: i64,
}

/// A department of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    pub id: DepartmentId,
    pub unit: UnitId,
    pub name: String,
    pub kind: DepartmentKind,
    pub position: i64,
    pub active: bool,
    pub version: i64,
}

const UNIT: &str =
    "SELECT id, parent_id, name, level, kind, path, zone, active_from, active_to, version FROM unit";
const DEPARTMENT: &str = "SELECT id, unit_id, name, kind, position, active, version FROM department";

fn unit(c: &mut Cells<'_>) -> Result<Unit, StoreError> {
    Ok(Unit {
        id: c.id()?,
        parent: c.maybe_id()?,
        name: c.text()?,
        level: c.word()?,
        kind: c.word()?,
        path: c.text()?,
        zone: c.text()?,
        active_from: c.maybe_day()?,
        active_to: c.maybe_day()?,
        version: c.int()?,
    })
}

fn department(c: &mut Cells<'_>) -> Result<Department, StoreError> {
    Ok(Department {
        id: c.id()?,
        unit: c.id()?,
        name: c.text()?,
        kind: c.word()?,
        position: c.int()?,
        active: c.flag()?,
        version: c.int()?,
    })
}

/// How many units there are: none means that the workspace is new.
pub fn count(sql: &dyn Sql) -> Result<i64, StoreError> {
    sql.number("SELECT COUNT(*) FROM unit", &[])
}

/// Every unit, parents before children.
pub fn all(sql: &dyn Sql) -> Result<Vec<Unit>, StoreError> {
    sql.all(&format!("{UNIT} ORDER BY path"), &[], unit)
}

pub fn get(sql: &dyn Sql, id: UnitId) -> Result<Unit, StoreError> {
    sql.one(&format!("{UNIT} WHERE id = ?1"), values![id], unit)
}

pub fn insert(sql: &dyn Sql, unit: &Unit) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO unit (id, parent_id, name, level, kind, path, zone, active_from, active_to, version) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)",
        values![
            unit.id,
            unit.parent,
            unit.name,
            unit.level.word(),
            unit.kind.word(),
            unit.path,
            unit.zone,
            unit.active_from,
            unit.active_to
        ],
    )?;
    Ok(())
}

/// Stores name, level, kind, zone and active days of the unit that was read as `unit.version`.
pub fn update(sql: &dyn Sql, unit: &Unit) -> Result<(), StoreError> {
    sql.change(
        "UPDATE unit SET name = ?3, level = ?4, kind = ?5, zone = ?6, active_from = ?7, active_to = ?8, \
         version = version + 1 WHERE id = ?1 AND version = ?2",
        values![
            unit.id,
            unit.version,
            unit.name,
            unit.level.word(),
            unit.kind.word(),
            unit.zone,
            unit.active_from,
            unit.active_to
        ],
    )
}

/// A unit's departments in their order.
pub fn departments(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Department>, StoreError> {
    sql.all(&format!("{DEPARTMENT} WHERE unit_id = ?1 ORDER BY position, name"), values![unit], department)
}

pub fn department_by_id(sql: &dyn Sql, unit: UnitId, id: DepartmentId) -> Result<Department, StoreError> {
    sql.one(&format!("{DEPARTMENT} WHERE id = ?1 AND unit_id = ?2"), values![id, unit], department)
}

pub fn insert_department(sql: &dyn Sql, department: &Department) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO department (id, unit_id, name, kind, position, active, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)",
        values![
            department.id, department.unit, department.name, department.kind.word(), department.position,
            department.active
        ],
    )?;
    Ok(())
}

/// Stores the department that was read as `department.version`.
pub fn update_department(sql: &dyn Sql, department: &Department) -> Result<(), StoreError> {
    sql.change(
        "UPDATE department SET name = ?3, kind = ?4, position = ?5, active = ?6, version = version + 1 \
         WHERE id = ?1 AND version = ?2",
        values![
            department.id,
            department.version,
            department.name,
            department.kind.word(),
            department.position,
            department.active
        ],
    )
}
