//! The facts that participation is counted from, read whole for a unit, and the figures that were reported.
//! Knows no counting: who is a participant is the domain's to say.

use crate::{Cells, Sql, StoreError, json_text, values};
use pufa_domain::participation::{Absent, Credited, Employed, FrozenReport};
use pufa_domain::people::Term;
use pufa_domain::{Millis, PersonId, ReportId, UnitId};

/// How often the facts have changed: the same number, the same facts. Triggers move it in the transaction of the change.
pub fn change(sql: &dyn Sql) -> Result<i64, StoreError> {
    sql.number("SELECT n FROM facts_change WHERE name = 'participation'", &[])
}

/// Moves the count past `before`, and past itself: after everything was replaced, no count that anybody remembers is
/// to stand for the new facts.
pub(crate) fn move_past(sql: &dyn Sql, before: i64) -> Result<(), StoreError> {
    let past = change(sql)?.max(before) + 1;
    sql.run("UPDATE facts_change SET n = ?1 WHERE name = 'participation'", values![past]).map(|_| ())
}

fn term(c: &mut Cells<'_>) -> Result<Term, StoreError> {
    Ok(Term { from: c.day()?, to: c.maybe_day()? })
}

/// Every employment in a unit.
pub fn employments(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Employed>, StoreError> {
    sql.all(
        "SELECT person_id, department_id, category, from_day, to_day FROM employment WHERE unit_id = ?1",
        values![unit],
        |c| Ok(Employed { person: c.id()?, department: c.id()?, category: c.word()?, term: term(c)? }),
    )
}

/// The absences of everybody ever employed in a unit.
pub fn absences(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Absent>, StoreError> {
    sql.all(
        "SELECT person_id, kind, from_day, to_day FROM absence \
         WHERE person_id IN (SELECT person_id FROM employment WHERE unit_id = ?1)",
        values![unit],
        |c| Ok(Absent { person: c.id()?, kind: c.word()?, term: term(c)? }),
    )
}

/// Every confirmed credit of a work of the unit that was ever out.
pub fn credits(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Credited>, StoreError> {
    sql.all(
        "SELECT c.person_id, c.episode_id, e.column_id, c.role, e.first_published_day, e.withdrawn_day \
         FROM episode e JOIN credit c ON c.episode_id = e.id \
         WHERE e.unit_id = ?1 AND e.first_published_day IS NOT NULL AND c.confirmed = 1",
        values![unit],
        |c| {
            Ok(Credited {
                person: c.id()?,
                episode: c.id()?,
                column: c.maybe_id()?,
                role: c.word()?,
                confirmed: true,
                published: c.maybe_day()?,
                withdrawn: c.maybe_day()?,
            })
        },
    )
}

/// A figure that was reported, with the facts it stood on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub id: ReportId,
    pub unit: UnitId,
    pub title: String,
    pub frozen: FrozenReport,
    pub by: PersonId,
    pub at: Millis,
}

const REPORT: &str = "SELECT id, unit_id, title, frozen, by_person, at FROM participation_report";

fn report(c: &mut Cells<'_>) -> Result<Report, StoreError> {
    Ok(Report { id: c.id()?, unit: c.id()?, title: c.text()?, frozen: c.json()?, by: c.id()?, at: c.at()? })
}

/// Stores a report for good: there is no change of one.
pub fn insert_report(sql: &dyn Sql, report: &Report) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO participation_report (id, unit_id, title, frozen, by_person, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        values![
            report.id,
            report.unit,
            report.title,
            json_text(&report.frozen)?,
            report.by,
            report.at
        ],
    )?;
    Ok(())
}

pub fn report_by_id(sql: &dyn Sql, id: ReportId) -> Result<Report, StoreError> {
    sql.one(&format!("{REPORT} WHERE id = ?1"), values![id], report)
}

/// The latest reports of a unit, latest first.
pub fn reports(sql: &dyn Sql, unit: UnitId, limit: u32) -> Result<Vec<Report>, StoreError> {
    sql.all(
        &format!("{REPORT} WHERE unit_id = ?1 ORDER BY at DESC, id DESC LIMIT ?2"),
        values![unit, limit],
        report,
    )
}
