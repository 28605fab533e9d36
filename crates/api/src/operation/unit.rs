//! Units and departments.

use super::session::MOST_NAME;
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::people::{DepartmentKind, UnitKind, UnitLevel};
use pufa_domain::right::Right;
use pufa_domain::{DepartmentId, Refusal, UnitId};
use pufa_store::table::unit::{self, Department, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListUnits {}

/// A unit as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct UnitView {
    pub id: UnitId,
    pub parent: Option<UnitId>,
    pub name: String,
    pub level: UnitLevel,
    pub kind: UnitKind,
    pub zone: String,
    pub version: i64,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveUnit {
    pub id: UnitId,
    pub version: i64,
    pub name: String,
    pub level: UnitLevel,
    pub kind: UnitKind,
    /// IANA time zone.
    pub zone: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListDepartments {}

/// A department as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DepartmentView {
    pub id: DepartmentId,
    pub name: String,
    pub kind: DepartmentKind,
    pub position: i64,
    pub active: bool,
    pub version: i64,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveDepartment {
    /// Null makes a new one.
    pub id: Option<DepartmentId>,
    /// The version that was read; ignored for a new one.
    pub version: i64,
    pub name: String,
    pub kind: DepartmentKind,
    pub position: i64,
    pub active: bool,
}

fn unit_view(unit: Unit) -> UnitView {
    UnitView {
        id: unit.id,
        parent: unit.parent,
        name: unit.name,
        level: unit.level,
        kind: unit.kind,
        zone: unit.zone,
        version: unit.version,
    }
}

fn department_view(department: Department) -> DepartmentView {
    DepartmentView {
        id: department.id,
        name: department.name,
        kind: department.kind,
        position: department.position,
        active: department.active,
        version: department.version,
    }
}

/// The units that the person may read.
pub fn list_units(cx: &Context<'_>, _: ListUnits) -> Result<Vec<UnitView>, StudioError> {
    cx.require(Right::Read)?;
    cx.read(|sql| {
        let mut seen = Vec::new();
        for unit in unit::all(sql)? {
            match cx.allow(sql, Right::Read, unit.id) {
                Ok(_) => seen.push(unit_view(unit)),
                Err(StudioError::NotFound) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(seen)
    })
}

pub fn save_unit(cx: &Context<'_>, input: SaveUnit) -> Result<UnitView, StudioError> {
    let name = Refusal::text("name", &input.name, MOST_NAME)?;
    if jiff::tz::TimeZone::get(&input.zone).is_err() {
        return Err(StudioError::BadInput { detail: "zone".into() });
    }
    cx.write(|sql| {
        cx.allow(sql, Right::Administer, input.id)?;
        let before = unit::get(sql, input.id)?;
        let after = Unit {
            name,
            level: input.level,
            kind: input.kind,
            zone: input.zone,
            version: input.version,
            ..before.clone()
        };
        unit::update(sql, &after)?;
        let after = unit_view(unit::get(sql, input.id)?);
        cx.record(sql, after.id, "unit", after.id, Some(&unit_view(before)), Some(&after))?;
        Ok(after)
    })
}

pub fn list_departments(cx: &Context<'_>, _: ListDepartments) -> Result<Vec<DepartmentView>, StudioError> {
    let acting = cx.require(Right::Read)?;
    cx.read(|sql| Ok(unit::departments(sql, acting.unit)?.into_iter().map(department_view).collect()))
}

pub fn save_department(cx: &Context<'_>, input: SaveDepartment) -> Result<DepartmentView, StudioError> {
    let acting = cx.require(Right::Administer)?;
    let name = Refusal::text("name", &input.name, MOST_NAME)?;
    cx.write(|sql| {
        let before = match input.id {
            Some(id) => Some(unit::department_by_id(sql, acting.unit, id)?),
            None => None,
        };
        let after = Department {
            id: input.id.unwrap_or_else(|| DepartmentId(cx.uuid())),
            unit: acting.unit,
            name: name.clone(),
            kind: input.kind,
            position: input.position,
            active: input.active,
            version: input.version,
        };
        let stored = match &before {
            Some(_) => unit::update_department(sql, &after),
            None => unit::insert_department(sql, &after),
        };
        stored.map_err(|error| taken(error, "name", &name))?;
        let after = department_view(unit::department_by_id(sql, acting.unit, after.id)?);
        let before = before.map(department_view);
        cx.record(sql, acting.unit, "department", after.id, before.as_ref().map(|b| b as _), Some(&after))?;
        Ok(after)
    })
}

/// Says which value is taken where the database only knows that one is.
pub(crate) fn taken(error: pufa_store::StoreError, field: &str, value: &str) -> StudioError {
    match error {
        pufa_store::StoreError::Taken(_) => {
            Refusal::Taken { field: field.into(), value: value.into() }.into()
        }
        other => other.into(),
    }
}
