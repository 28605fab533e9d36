//! Who stands in for whom as a reviewer.
//! Knows no stage; a standing-in is ended, never changed or deleted.

use crate::{Cells, Sql, StoreError, values};
use pufa_domain::people::Term;
use pufa_domain::review::Deputy;
use pufa_domain::{Day, DeputyId, Millis, UnitId};

const DEPUTY: &str =
    "SELECT id, person_id, deputy_id, from_day, to_day, appointed_by, appointed_at, ended_at FROM deputy";

fn deputy(c: &mut Cells<'_>) -> Result<Deputy, StoreError> {
    Ok(Deputy {
        id: c.id()?,
        principal: c.id()?,
        deputy: c.id()?,
        term: Term { from: c.day()?, to: c.maybe_day()? },
        appointed_by: c.id()?,
        appointed_at: c.at()?,
        ended_at: c.maybe_at()?,
    })
}

/// A unit's standings-in that end on `from` or later, those that begin last first.
pub fn of_unit(sql: &dyn Sql, unit: UnitId, from: Day) -> Result<Vec<Deputy>, StoreError> {
    sql.all(
        &format!("{DEPUTY} WHERE unit_id = ?1 AND to_day >= ?2 ORDER BY from_day DESC, id LIMIT 500"),
        values![unit, from],
        deputy,
    )
}

/// A standing-in with its unit.
pub fn get(sql: &dyn Sql, id: DeputyId) -> Result<(UnitId, Deputy), StoreError> {
    let unit = sql.one("SELECT unit_id FROM deputy WHERE id = ?1", values![id], |c| c.id())?;
    Ok((unit, sql.one(&format!("{DEPUTY} WHERE id = ?1"), values![id], deputy)?))
}

pub fn insert(sql: &dyn Sql, unit: UnitId, deputy: &Deputy) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO deputy (id, unit_id, person_id, deputy_id, from_day, to_day, appointed_by, appointed_at, ended_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL)",
        values![
            deputy.id,
            unit,
            deputy.principal,
            deputy.deputy,
            deputy.term.from,
            deputy.term.to,
            deputy.appointed_by,
            deputy.appointed_at
        ],
    )?;
    Ok(())
}

/// Ends a standing-in; [`StoreError::Stale`] when it has ended already.
pub fn end(sql: &dyn Sql, id: DeputyId, at: Millis) -> Result<(), StoreError> {
    sql.change("UPDATE deputy SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL", values![id, at])
}
