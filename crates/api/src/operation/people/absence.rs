//! Times away: leave and secondment, which the counting policy may leave out.
//! Knows nothing of what they mean for participation.

use super::{PersonView, absence_view, view};
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::participation::AbsenceKind;
use pufa_domain::people::Term;
use pufa_domain::right::Right;
use pufa_domain::{AbsenceId, Day, PersonId};
use pufa_store::table::employment::{self, Absence};
use pufa_store::table::person;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveAbsence {
    pub person: PersonId,
    /// Null makes a new one.
    pub id: Option<AbsenceId>,
    /// The version that was read; ignored for a new one.
    pub version: i64,
    pub kind: AbsenceKind,
    pub from: Day,
    pub to: Option<Day>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveAbsence {
    pub id: AbsenceId,
    pub version: i64,
}

pub fn save_absence(cx: &Context<'_>, input: SaveAbsence) -> Result<PersonView, StudioError> {
    cx.write(|sql| {
        let person = person::get(sql, input.person)?;
        cx.allow(sql, Right::Administer, person.unit)?;
        let before = match input.id {
            Some(id) => Some(employment::absence_by_id(sql, id)?),
            None => None,
        };
        if before.as_ref().is_some_and(|before| before.person != person.id) {
            return Err(StudioError::NotFound);
        }
        let id = input.id.unwrap_or_else(|| AbsenceId(cx.uuid()));
        let others = employment::absences(sql, person.id)?;
        let term = Term::new(input.from, input.to)?
            .beside(others.iter().filter(|other| other.id != id).map(|other| &other.term))?;
        let after = Absence { id, person: person.id, kind: input.kind, term, version: input.version };
        match &before {
            Some(_) => employment::update_absence(sql, &after)?,
            None => employment::insert_absence(sql, &after)?,
        }
        let before = before.as_ref().map(absence_view);
        cx.record(
            sql,
            person.unit,
            "person",
            person.id,
            before.as_ref().map(|b| b as _),
            Some(&absence_view(&after)),
        )?;
        view(cx, sql, person.id)
    })
}

pub fn remove_absence(cx: &Context<'_>, input: RemoveAbsence) -> Result<PersonView, StudioError> {
    cx.write(|sql| {
        let before = employment::absence_by_id(sql, input.id)?;
        let person = person::get(sql, before.person)?;
        cx.allow(sql, Right::Administer, person.unit)?;
        employment::delete_absence(sql, before.id, input.version)?;
        cx.record(sql, person.unit, "person", person.id, Some(&absence_view(&before)), None)?;
        view(cx, sql, person.id)
    })
}
