//! Days of a unit's calendar that differ from ordinary ones.
//! Knows no rule of posting: what such a day means for a slot is the domain's.

use crate::{Cells, Sql, StoreError, values};
use pufa_domain::calendar::DayKind;
use pufa_domain::{CalendarDayId, Day, UnitId};

/// A run of days of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    pub id: CalendarDayId,
    pub unit: UnitId,
    pub from: Day,
    pub to: Day,
    pub kind: DayKind,
    pub name: String,
    pub version: i64,
}

const CALENDAR_DAY: &str = "SELECT id, unit_id, from_day, to_day, kind, name, version FROM calendar_day";

fn calendar_day(c: &mut Cells<'_>) -> Result<CalendarDay, StoreError> {
    Ok(CalendarDay {
        id: c.id()?,
        unit: c.id()?,
        from: c.day()?,
        to: c.day()?,
        kind: c.word()?,
        name: c.text()?,
        version: c.int()?,
    })
}

pub fn get(sql: &dyn Sql, id: CalendarDayId) -> Result<CalendarDay, StoreError> {
    sql.one(&format!("{CALENDAR_DAY} WHERE id = ?1"), values![id], calendar_day)
}

/// A unit's days that touch `from..=to`, in their order.
pub fn between(sql: &dyn Sql, unit: UnitId, from: Day, to: Day) -> Result<Vec<CalendarDay>, StoreError> {
    sql.all(
        &format!(
            "{CALENDAR_DAY} WHERE unit_id = ?1 AND from_day <= ?3 AND to_day >= ?2 ORDER BY from_day, id"
        ),
        values![unit, from, to],
        calendar_day,
    )
}

pub fn insert(sql: &dyn Sql, day: &CalendarDay) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO calendar_day (id, unit_id, from_day, to_day, kind, name, version) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)",
        values![day.id, day.unit, day.from, day.to, day.kind.word(), day.name],
    )?;
    Ok(())
}

/// Stores the days that were read as `day.version`.
pub fn update(sql: &dyn Sql, day: &CalendarDay) -> Result<(), StoreError> {
    sql.change(
        "UPDATE calendar_day SET from_day = ?3, to_day = ?4, kind = ?5, name = ?6, version = version + 1 \
         WHERE id = ?1 AND version = ?2",
        values![day.id, day.version, day.from, day.to, day.kind.word(), day.name],
    )
}

pub fn delete(sql: &dyn Sql, id: CalendarDayId, version: i64) -> Result<(), StoreError> {
    sql.change("DELETE FROM calendar_day WHERE id = ?1 AND version = ?2", values![id, version])
}
