//! Versions of a unit's review templates, one line of versions for scripts and one for final cuts.
//! Knows no stage: a version is stored whole and never changed.

use crate::{Cells, Sql, StoreError, json_text, values};
use pufa_domain::review::{ReviewSubject, Template};
use pufa_domain::{Millis, PersonId, TemplateId, UnitId};

/// A version of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateVersion {
    pub id: TemplateId,
    pub unit: UnitId,
    /// From 1, within the unit and the subject.
    pub number: u32,
    pub template: Template,
    pub by: PersonId,
    pub at: Millis,
}

const TEMPLATE: &str = "SELECT id, unit_id, number, content, created_by, created_at FROM review_template";

fn version(c: &mut Cells<'_>) -> Result<TemplateVersion, StoreError> {
    Ok(TemplateVersion {
        id: c.id()?,
        unit: c.id()?,
        number: c.count()?,
        template: c.json()?,
        by: c.id()?,
        at: c.at()?,
    })
}

/// The version by which a unit's next review of that subject runs; none until one is saved or used.
pub fn current(
    sql: &dyn Sql,
    unit: UnitId,
    subject: ReviewSubject,
) -> Result<Option<TemplateVersion>, StoreError> {
    sql.first(
        &format!("{TEMPLATE} WHERE unit_id = ?1 AND subject = ?2 ORDER BY number DESC LIMIT 1"),
        values![unit, subject.word()],
        version,
    )
}

pub fn get(sql: &dyn Sql, id: TemplateId) -> Result<TemplateVersion, StoreError> {
    sql.one(&format!("{TEMPLATE} WHERE id = ?1"), values![id], version)
}

/// Stores a new version; [`StoreError::Taken`] when somebody stored that number meanwhile.
pub fn insert(sql: &dyn Sql, made: &TemplateVersion) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO review_template (id, unit_id, subject, number, content, created_by, created_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        values![
            made.id,
            made.unit,
            made.template.subject.word(),
            made.number,
            json_text(&made.template)?,
            made.by,
            made.at
        ],
    )?;
    Ok(())
}
