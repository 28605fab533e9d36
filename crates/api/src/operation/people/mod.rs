//! The roster: people, their dated employments, the times they were away.
//! Knows no account's secrets and no count: participation is worked out elsewhere from what is kept here.

mod absence;

pub use absence::*;

use super::session::MOST_NAME;
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::participation::AbsenceKind;
use pufa_domain::people::{Category, Term};
use pufa_domain::right::Right;
use pufa_domain::{AbsenceId, Day, DepartmentId, EmploymentId, PersonId, Refusal, UnitId};
use pufa_store::Sql;
use pufa_store::table::employment::{self, Absence, Employment};
use pufa_store::table::person::{self, Person, RosterRow};
use pufa_store::table::{search, unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for the whole roster: it is one unit's, and every picker needs all of it.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListPeople {
    /// The day whose employments are shown; null is today.
    pub on: Option<Day>,
    /// Whether people without an employment on that day are answered too.
    pub with_left: bool,
}

/// A person on the roster, with what they are on the day that was asked about.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PersonRow {
    pub id: PersonId,
    pub name: String,
    /// Pinyin initials of the name in every usual reading, for finding it by typing them.
    pub initials: Vec<String>,
    /// Null: no employment on that day.
    pub employment: Option<EmploymentView>,
    pub has_account: bool,
    pub version: i64,
}

/// An employment as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct EmploymentView {
    pub id: EmploymentId,
    pub department: DepartmentId,
    pub department_name: String,
    pub category: Category,
    pub title: String,
    pub from: Day,
    pub to: Option<Day>,
    pub version: i64,
}

/// A time away as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AbsenceView {
    pub id: AbsenceId,
    pub kind: AbsenceKind,
    pub from: Day,
    pub to: Option<Day>,
    pub version: i64,
}

pufa_domain::words! {
    /// What the asking person may do with somebody's place on the roster now.
    pub enum PersonStep {
        Rename = "rename",
        /// Add an employment: nobody is employed twice at once.
        Employ = "employ",
        /// Move to another department from a day on.
        Transfer = "transfer",
        /// End the employment that runs.
        End = "end",
        RecordAbsence = "record_absence",
        CreateAccount = "create_account",
    }
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetPerson {
    pub id: PersonId,
}

/// A person with all employments and absences, earliest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PersonView {
    pub id: PersonId,
    pub name: String,
    pub version: i64,
    pub employments: Vec<EmploymentView>,
    pub absences: Vec<AbsenceView>,
    pub steps: Vec<PersonStep>,
}

/// Where and as what somebody begins to work.
#[derive(Clone, Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEmployment {
    pub department: DepartmentId,
    pub category: Category,
    pub title: String,
    pub from: Day,
    pub to: Option<Day>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SavePerson {
    /// Null makes a new person.
    pub id: Option<PersonId>,
    /// The version that was read; ignored for a new one.
    pub version: i64,
    pub name: String,
    /// The first employment of a new person; null for a rename.
    pub employment: Option<NewEmployment>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveEmployment {
    pub person: PersonId,
    /// Null makes a new one.
    pub id: Option<EmploymentId>,
    /// The version that was read; ignored for a new one.
    pub version: i64,
    pub employment: NewEmployment,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndEmployment {
    pub id: EmploymentId,
    pub version: i64,
    /// The last day in the unit.
    pub last_day: Day,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferPerson {
    /// The employment that runs; it ends the day before `to.from`.
    pub id: EmploymentId,
    pub version: i64,
    pub to: NewEmployment,
}

/// The people of the own unit's roster, by department and name.
pub fn list_people(cx: &Context<'_>, input: ListPeople) -> Result<Vec<PersonRow>, StudioError> {
    let acting = cx.require(Right::Read)?;
    let on = input.on.unwrap_or_else(|| cx.today());
    cx.read(|sql| {
        let rows = person::roster(sql, acting.unit, on, input.with_left)?;
        Ok(rows.into_iter().map(person_row).collect())
    })
}

fn person_row(row: RosterRow) -> PersonRow {
    PersonRow {
        id: row.person.id,
        initials: pufa_domain::pinyin::initials(&row.person.name),
        name: row.person.name,
        employment: row.employment.map(|(employment, department)| employment_view(employment, department)),
        has_account: row.has_account,
        version: row.person.version,
    }
}

fn employment_view(employment: Employment, department_name: String) -> EmploymentView {
    EmploymentView {
        id: employment.id,
        department: employment.department,
        department_name,
        category: employment.category,
        title: employment.title,
        from: employment.term.from,
        to: employment.term.to,
        version: employment.version,
    }
}

fn absence_view(absence: &Absence) -> AbsenceView {
    AbsenceView {
        id: absence.id,
        kind: absence.kind,
        from: absence.term.from,
        to: absence.term.to,
        version: absence.version,
    }
}

pub fn get_person(cx: &Context<'_>, input: GetPerson) -> Result<PersonView, StudioError> {
    cx.read(|sql| {
        let found = person::get(sql, input.id)?;
        cx.allow(sql, Right::Read, found.unit)?;
        view(cx, sql, input.id)
    })
}

fn view(cx: &Context<'_>, sql: &dyn Sql, id: PersonId) -> Result<PersonView, StudioError> {
    let found = person::get(sql, id)?;
    let employments = employment::of_person(sql, id)?;
    let departments = unit::departments(sql, found.unit)?;
    let department_name = |id: DepartmentId| {
        let department = departments.iter().find(|department| department.id == id);
        department.map_or_else(String::new, |department| department.name.clone())
    };
    let today = cx.today();
    let mut steps = Vec::new();
    match cx.allow(sql, Right::Administer, found.unit) {
        Ok(_) => {
            steps.push(PersonStep::Rename);
            if employments.iter().any(|e| e.term.covers(today)) {
                steps.extend([PersonStep::Transfer, PersonStep::End, PersonStep::RecordAbsence]);
            } else {
                steps.push(PersonStep::Employ);
            }
            if !person::has_account(sql, id)? {
                steps.push(PersonStep::CreateAccount);
            }
        }
        Err(StudioError::Forbidden { .. }) => {}
        Err(other) => return Err(other),
    }
    Ok(PersonView {
        id: found.id,
        name: found.name,
        version: found.version,
        employments: employments
            .into_iter()
            .map(|e| {
                let department = department_name(e.department);
                employment_view(e, department)
            })
            .collect(),
        absences: employment::absences(sql, id)?.iter().map(absence_view).collect(),
        steps,
    })
}

pub fn save_person(cx: &Context<'_>, input: SavePerson) -> Result<PersonView, StudioError> {
    let acting = cx.require(Right::Administer)?;
    let name = Refusal::text("person_name", &input.name, MOST_NAME)?;
    cx.write(|sql| {
        let before = match input.id {
            Some(id) => Some(person::get(sql, id)?),
            None => None,
        };
        let unit = before.as_ref().map_or(acting.unit, |before| before.unit);
        cx.allow(sql, Right::Administer, unit)?;
        let after = Person {
            id: input.id.unwrap_or_else(|| PersonId(cx.uuid())),
            unit,
            name,
            version: input.version,
        };
        match &before {
            Some(_) => person::update(sql, &after)?,
            None => person::insert(sql, &after)?,
        }
        if let Some(new) = &input.employment {
            employ(cx, sql, &after, new)?;
        }
        search::put(sql, &search::Found::person(after.id, unit, &after.name, cx.now()))?;
        cx.record(sql, unit, "person", after.id, before.as_ref().map(|b| &b.name as _), Some(&after.name))?;
        view(cx, sql, after.id)
    })
}

/// Gives a person a new employment beside the ones they had.
fn employ(
    cx: &Context<'_>,
    sql: &dyn Sql,
    person: &Person,
    new: &NewEmployment,
) -> Result<Employment, StudioError> {
    let id = EmploymentId(cx.uuid());
    let made = checked(sql, (person.id, person.unit), id, 1, new)?;
    employment::insert(sql, &made)?;
    Ok(made)
}

/// The employment as it would be stored: a department of the unit, a term beside the person's other ones.
fn checked(
    sql: &dyn Sql,
    (person, unit): (PersonId, UnitId),
    id: EmploymentId,
    version: i64,
    new: &NewEmployment,
) -> Result<Employment, StudioError> {
    let department = unit::department_by_id(sql, unit, new.department)?;
    let others = employment::of_person(sql, person)?;
    let term = Term::new(new.from, new.to)?.beside(
        others.iter().filter(|other| other.id != id && other.unit == unit).map(|other| &other.term),
    )?;
    Ok(Employment {
        id,
        person,
        unit,
        department: department.id,
        category: new.category,
        title: Refusal::optional_text("title", &new.title, MOST_NAME)?,
        term,
        version,
    })
}

/// What the audit keeps of an employment.
#[derive(Serialize)]
struct Kept {
    employment: EmploymentId,
    department: DepartmentId,
    category: Category,
    title: String,
    from: Day,
    to: Option<Day>,
}

fn kept(employment: &Employment) -> Kept {
    Kept {
        employment: employment.id,
        department: employment.department,
        category: employment.category,
        title: employment.title.clone(),
        from: employment.term.from,
        to: employment.term.to,
    }
}

pub fn save_employment(cx: &Context<'_>, input: SaveEmployment) -> Result<PersonView, StudioError> {
    cx.write(|sql| {
        let person = person::get(sql, input.person)?;
        cx.allow(sql, Right::Administer, person.unit)?;
        let Some(id) = input.id else {
            let after = employ(cx, sql, &person, &input.employment)?;
            cx.record(sql, person.unit, "person", person.id, None, Some(&kept(&after)))?;
            return view(cx, sql, person.id);
        };
        let before = employment::get(sql, id)?;
        if before.person != person.id {
            return Err(StudioError::NotFound);
        }
        let after = checked(sql, (person.id, before.unit), id, input.version, &input.employment)?;
        employment::update(sql, &after)?;
        cx.record(sql, person.unit, "person", person.id, Some(&kept(&before)), Some(&kept(&after)))?;
        view(cx, sql, person.id)
    })
}

pub fn end_employment(cx: &Context<'_>, input: EndEmployment) -> Result<PersonView, StudioError> {
    cx.write(|sql| {
        let before = employment::get(sql, input.id)?;
        cx.allow(sql, Right::Administer, before.unit)?;
        let after = Employment {
            term: Term::new(before.term.from, Some(input.last_day))?,
            version: input.version,
            ..before.clone()
        };
        employment::update(sql, &after)?;
        cx.record(sql, before.unit, "person", before.person, Some(&kept(&before)), Some(&kept(&after)))?;
        view(cx, sql, before.person)
    })
}

pub fn transfer_person(cx: &Context<'_>, input: TransferPerson) -> Result<PersonView, StudioError> {
    cx.write(|sql| {
        let before = employment::get(sql, input.id)?;
        cx.allow(sql, Right::Administer, before.unit)?;
        let ended = Employment {
            term: Term::new(before.term.from, Some(input.to.from.plus_days(-1)))?,
            version: input.version,
            ..before.clone()
        };
        employment::update(sql, &ended)?;
        let person = person::get(sql, before.person)?;
        let after = employ(cx, sql, &Person { unit: before.unit, ..person }, &input.to)?;
        cx.record(sql, before.unit, "person", before.person, Some(&kept(&before)), Some(&kept(&after)))?;
        view(cx, sql, before.person)
    })
}
