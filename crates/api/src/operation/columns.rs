//! Columns 栏目: under what name, by which department, with which hosts, on which channels.
//! Knows no episode but how many there are.

use super::session::MOST_NAME;
use super::unit::taken;
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::pinyin::normalised;
use pufa_domain::right::Right;
use pufa_domain::{ChannelId, ColumnId, DepartmentId, PersonId, Refusal, UnitId};
use pufa_store::Sql;
use pufa_store::table::column::{self, Column, Count};
use pufa_store::table::{channel, person, search, unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most other names, hosts or channels of one column.
const MOST_MEMBERS: u32 = 40;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListColumns {}

/// A column as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ColumnView {
    pub id: ColumnId,
    pub name: String,
    /// Other names under which files and people know it.
    pub aliases: Vec<String>,
    /// The column of which this one is a spin-off.
    pub parent: Option<ColumnId>,
    pub department: Option<DepartmentId>,
    pub hosts: Vec<PersonId>,
    pub channels: Vec<ChannelId>,
    /// One episode in so many days; null when there is no rhythm.
    pub cadence_days: Option<u32>,
    /// 常设栏目, as against one made for an occasion.
    pub standing: bool,
    pub active: bool,
    pub version: i64,
    pub episodes: u32,
    /// The number that the next episode gets.
    pub next_number: u32,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveColumn {
    /// Null makes a new one.
    pub id: Option<ColumnId>,
    /// The version that was read; ignored for a new one.
    pub version: i64,
    pub name: String,
    pub aliases: Vec<String>,
    pub parent: Option<ColumnId>,
    pub department: Option<DepartmentId>,
    pub hosts: Vec<PersonId>,
    pub channels: Vec<ChannelId>,
    pub cadence_days: Option<u32>,
    pub standing: bool,
    pub active: bool,
}

fn view(column: Column, count: Count) -> ColumnView {
    ColumnView {
        id: column.id,
        name: column.name,
        aliases: column.aliases,
        parent: column.parent,
        department: column.department,
        hosts: column.hosts,
        channels: column.channels,
        cadence_days: column.cadence_days,
        standing: column.standing,
        active: column.active,
        version: column.version,
        episodes: count.episodes,
        next_number: count.last_number + 1,
    }
}

/// The columns of the own unit: those in use first, standing ones before the others.
pub fn list_columns(cx: &Context<'_>, _: ListColumns) -> Result<Vec<ColumnView>, StudioError> {
    let acting = cx.require(Right::Read)?;
    cx.read(|sql| {
        let counts = column::counts(sql, acting.unit)?;
        Ok(column::of_unit(sql, acting.unit)?
            .into_iter()
            .map(|column| {
                let count = counts.get(&column.id).copied().unwrap_or_default();
                view(column, count)
            })
            .collect())
    })
}

pub fn save_column(cx: &Context<'_>, input: SaveColumn) -> Result<ColumnView, StudioError> {
    cx.write(|sql| {
        let before = match input.id {
            Some(id) => Some(column::get(sql, id)?),
            None => None,
        };
        let acting = match &before {
            Some(before) => cx.allow(sql, Right::Edit, before.unit)?,
            None => cx.require(Right::Edit)?,
        };
        let id = input.id.unwrap_or_else(|| ColumnId(cx.uuid()));
        let others: Vec<Column> =
            column::of_unit(sql, acting.unit)?.into_iter().filter(|other| other.id != id).collect();
        let after = checked(sql, acting.unit, id, &input, &others)?;
        let stored = match &before {
            Some(_) => column::update(sql, &after),
            None => column::insert(sql, &after),
        };
        stored.map_err(|error| taken(error, "name", &after.name))?;
        search::put(sql, &search::Found::column(id, acting.unit, &after.name, &after.aliases, cx.now()))?;
        let count = column::counts(sql, acting.unit)?.get(&id).copied().unwrap_or_default();
        let after = view(column::get(sql, id)?, count);
        let before = before.map(|before| view(before, count));
        cx.record(sql, acting.unit, "column", id, before.as_ref().map(|b| b as _), Some(&after))?;
        Ok(after)
    })
}

/// The column as it would be stored: everything it names belongs to the unit, and no other column answers to its names.
fn checked(
    sql: &dyn Sql,
    unit: UnitId,
    id: ColumnId,
    input: &SaveColumn,
    others: &[Column],
) -> Result<Column, StudioError> {
    let name = Refusal::text("column_name", &input.name, MOST_NAME)?;
    let mut aliases = Vec::new();
    for alias in few("aliases", &input.aliases)? {
        let alias = Refusal::optional_text("aliases", alias, MOST_NAME)?;
        if !alias.is_empty() && alias != name && !aliases.contains(&alias) {
            aliases.push(alias);
        }
    }
    for said in std::iter::once(&name).chain(&aliases) {
        if others.iter().any(|other| answers_to(other, said)) {
            return Err(Refusal::Taken { field: "column_name".into(), value: said.clone() }.into());
        }
    }
    if let Some(department) = input.department {
        unit::department_by_id(sql, unit, department)?;
    }
    if let Some(cadence) = input.cadence_days {
        Refusal::range("cadence_days", i64::from(cadence), 1, 366)?;
    }
    Ok(Column {
        id,
        unit,
        parent: above(id, input.parent, others)?,
        department: input.department,
        name,
        aliases,
        cadence_days: input.cadence_days,
        standing: input.standing,
        active: input.active,
        version: input.version,
        hosts: hosts(sql, unit, &input.hosts)?,
        channels: channels(sql, unit, &input.channels)?,
    })
}

/// Whether a column goes by that name, which a file's column of names would be matched with.
fn answers_to(column: &Column, name: &str) -> bool {
    let name = normalised(name);
    std::iter::once(&column.name).chain(&column.aliases).any(|own| normalised(own) == name)
}

fn few<'a, T>(field: &str, members: &'a [T]) -> Result<&'a [T], Refusal> {
    if members.len() > MOST_MEMBERS as usize {
        return Err(Refusal::TooMany {
            field: field.into(),
            most: MOST_MEMBERS,
            found: u32::try_from(members.len()).unwrap_or(u32::MAX),
        });
    }
    Ok(members)
}

/// The column above, which must not stand below this one.
fn above(id: ColumnId, parent: Option<ColumnId>, others: &[Column]) -> Result<Option<ColumnId>, StudioError> {
    let mut next = parent;
    // No chain is longer than there are columns, whatever is stored.
    for _ in 0..=others.len() {
        let Some(at) = next else { return Ok(parent) };
        if at == id {
            break;
        }
        let found = others.iter().find(|other| other.id == at);
        next = found.ok_or(StudioError::NotFound)?.parent;
    }
    Err(Refusal::InACircle { field: "parent".into() }.into())
}

fn hosts(sql: &dyn Sql, unit: UnitId, wanted: &[PersonId]) -> Result<Vec<PersonId>, StudioError> {
    let people = person::of_unit(sql, unit)?;
    let mut kept = Vec::new();
    for &host in few("hosts", wanted)? {
        if !people.iter().any(|person| person.id == host) {
            return Err(StudioError::NotFound);
        }
        if !kept.contains(&host) {
            kept.push(host);
        }
    }
    Ok(kept)
}

fn channels(sql: &dyn Sql, unit: UnitId, wanted: &[ChannelId]) -> Result<Vec<ChannelId>, StudioError> {
    let known = channel::of_unit(sql, unit)?;
    let mut kept = Vec::new();
    for &channel in few("channels", wanted)? {
        if !known.iter().any(|known| known.id == channel) {
            return Err(StudioError::NotFound);
        }
        if !kept.contains(&channel) {
            kept.push(channel);
        }
    }
    Ok(kept)
}
