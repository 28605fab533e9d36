//! Columns 栏目 with their hosts and channels.
//! Knows no cadence's meaning: whether a column is behind is the domain's to say.

use crate::{Cells, Sql, StoreError, json_text, values};
use pufa_domain::{ChannelId, ColumnId, DepartmentId, PersonId, UnitId};
use std::collections::HashMap;

/// A column, under which a unit publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub id: ColumnId,
    pub unit: UnitId,
    /// The column of which this one is a spin-off.
    pub parent: Option<ColumnId>,
    /// The department that answers for it.
    pub department: Option<DepartmentId>,
    pub name: String,
    /// Other names under which files and people know it.
    pub aliases: Vec<String>,
    /// One episode in so many days; none when there is no rhythm.
    pub cadence_days: Option<u32>,
    /// 常设栏目, as against one made for an occasion.
    pub standing: bool,
    pub active: bool,
    pub version: i64,
    pub hosts: Vec<PersonId>,
    pub channels: Vec<ChannelId>,
}

/// How far a column has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub episodes: u32,
    /// The highest number given.
    pub last_number: u32,
}

const COLUMN: &str = "SELECT id, unit_id, parent_id, department_id, name, aliases, cadence_days, standing, active, \
                      version FROM content_column";

fn column(c: &mut Cells<'_>) -> Result<Column, StoreError> {
    Ok(Column {
        id: c.id()?,
        unit: c.id()?,
        parent: c.maybe_id()?,
        department: c.maybe_id()?,
        name: c.text()?,
        aliases: c.json()?,
        cadence_days: c.maybe_count()?,
        standing: c.flag()?,
        active: c.flag()?,
        version: c.int()?,
        hosts: Vec::new(),
        channels: Vec::new(),
    })
}

pub fn get(sql: &dyn Sql, id: ColumnId) -> Result<Column, StoreError> {
    let mut found = sql.one(&format!("{COLUMN} WHERE id = ?1"), values![id], column)?;
    found.hosts = sql.all(
        "SELECT person_id FROM column_host WHERE column_id = ?1 ORDER BY person_id",
        values![id],
        |c| c.id(),
    )?;
    found.channels = sql.all(
        "SELECT channel_id FROM column_channel WHERE column_id = ?1 ORDER BY channel_id",
        values![id],
        |c| c.id(),
    )?;
    Ok(found)
}

/// A unit's columns: those in use first, standing ones before the others.
pub fn of_unit(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Column>, StoreError> {
    let mut found = sql.all(
        &format!("{COLUMN} WHERE unit_id = ?1 ORDER BY active DESC, standing DESC, id"),
        values![unit],
        column,
    )?;
    let hosts = sql.all(
        "SELECT h.column_id, h.person_id FROM column_host h JOIN content_column c ON c.id = h.column_id \
         WHERE c.unit_id = ?1 ORDER BY h.person_id",
        values![unit],
        |c| Ok((c.id()?, c.id()?)),
    )?;
    let channels = sql.all(
        "SELECT h.column_id, h.channel_id FROM column_channel h JOIN content_column c ON c.id = h.column_id \
         WHERE c.unit_id = ?1 ORDER BY h.channel_id",
        values![unit],
        |c| Ok((c.id()?, c.id()?)),
    )?;
    let at: HashMap<ColumnId, usize> = found.iter().enumerate().map(|(i, c)| (c.id, i)).collect();
    for (column, host) in hosts {
        if let Some(&i) = at.get(&column) {
            found[i].hosts.push(host);
        }
    }
    for (column, channel) in channels {
        if let Some(&i) = at.get(&column) {
            found[i].channels.push(channel);
        }
    }
    Ok(found)
}

/// How far each column of a unit has come; both figures come from the index on column and number.
pub fn counts(sql: &dyn Sql, unit: UnitId) -> Result<HashMap<ColumnId, Count>, StoreError> {
    let rows = sql.all(
        "SELECT c.id, (SELECT COUNT(*) FROM episode e WHERE e.column_id = c.id), \
         (SELECT MAX(e.number) FROM episode e WHERE e.column_id = c.id) FROM content_column c WHERE c.unit_id = ?1",
        values![unit],
        |c| {
            let id = c.id()?;
            let episodes = c.count()?;
            let last_number = c.maybe_count()?.unwrap_or(0);
            Ok((id, Count { episodes, last_number }))
        },
    )?;
    Ok(rows.into_iter().collect())
}

pub fn insert(sql: &dyn Sql, column: &Column) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO content_column (id, unit_id, parent_id, department_id, name, aliases, cadence_days, standing, \
         active, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)",
        values![
            column.id,
            column.unit,
            column.parent,
            column.department,
            column.name,
            json_text(&column.aliases)?,
            column.cadence_days,
            column.standing,
            column.active
        ],
    )?;
    put_members(sql, column)
}

/// Stores the column that was read as `column.version`, with its hosts and channels.
pub fn update(sql: &dyn Sql, column: &Column) -> Result<(), StoreError> {
    sql.change(
        "UPDATE content_column SET parent_id = ?3, department_id = ?4, name = ?5, aliases = ?6, cadence_days = ?7, \
         standing = ?8, active = ?9, version = version + 1 WHERE id = ?1 AND version = ?2",
        values![
            column.id,
            column.version,
            column.parent,
            column.department,
            column.name,
            json_text(&column.aliases)?,
            column.cadence_days,
            column.standing,
            column.active
        ],
    )?;
    sql.run("DELETE FROM column_host WHERE column_id = ?1", values![column.id])?;
    sql.run("DELETE FROM column_channel WHERE column_id = ?1", values![column.id])?;
    put_members(sql, column)
}

fn put_members(sql: &dyn Sql, column: &Column) -> Result<(), StoreError> {
    for host in &column.hosts {
        sql.run("INSERT INTO column_host (column_id, person_id) VALUES (?1, ?2)", values![column.id, host])?;
    }
    for channel in &column.channels {
        sql.run(
            "INSERT INTO column_channel (column_id, channel_id) VALUES (?1, ?2)",
            values![column.id, channel],
        )?;
    }
    Ok(())
}
