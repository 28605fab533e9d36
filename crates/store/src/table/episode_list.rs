//! The list of episodes: its filters, its orders, its counts.
//! Knows no right: the unit is the one that somebody else allowed. One query a list.

use crate::conditions::Conditions;
use crate::{Cells, Sql, StoreError, Value, values};
use pufa_domain::episode::{ContentState, EpisodeFormat};
use pufa_domain::{ColumnId, Day, EpisodeId, Millis, PersonId, UnitId};
use std::borrow::Cow;

/// What a list of episodes holds. Nothing set: everything.
#[derive(Clone, Debug, Default)]
pub struct EpisodeFilter {
    /// Any of these; empty: any state.
    pub states: Vec<ContentState>,
    pub column: Option<ColumnId>,
    pub owner: Option<PersonId>,
    pub format: Option<EpisodeFormat>,
    /// Stands in the title, whatever its case.
    pub text: Option<String>,
    /// First published on or after this day.
    pub published_from: Option<Day>,
    /// First published on or before this day.
    pub published_to: Option<Day>,
    /// Whether any channel has had it yet.
    pub published: Option<bool>,
}

/// The order of a list. Every order ends with the id, so that no two rows stand at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EpisodeOrder {
    /// Last changed first.
    Updated,
    /// Wanted soonest first; without a wanted day last.
    Wanted,
    /// Published last first; unpublished ones last.
    Published,
    /// By title.
    Title,
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpisodeListed {
    pub id: EpisodeId,
    pub column: ColumnId,
    pub column_name: String,
    pub number: u32,
    pub title: String,
    pub format: EpisodeFormat,
    pub target_seconds: Option<u32>,
    pub wanted_day: Option<Day>,
    pub owner: Option<(PersonId, String)>,
    pub content: ContentState,
    pub content_at: Millis,
    pub first_published_day: Option<Day>,
    pub updated_at: Millis,
    pub version: i64,
}

impl EpisodeListed {
    /// What the row is sorted by, as text, for the key of the next page.
    pub fn sorted_by(&self, order: EpisodeOrder) -> String {
        let day = |day: Option<Day>, none: &str| day.map_or_else(|| none.to_owned(), |d| d.to_string());
        match order {
            EpisodeOrder::Updated => self.updated_at.0.to_string(),
            EpisodeOrder::Wanted => day(self.wanted_day, LAST_DAY),
            EpisodeOrder::Published => day(self.first_published_day, ""),
            EpisodeOrder::Title => self.title.clone(),
        }
    }
}

/// Sorts behind every real day.
const LAST_DAY: &str = "9999-12-31";

const ROW: &str = "SELECT e.id, e.column_id, k.name, e.number, e.title, e.format, e.target_seconds, e.wanted_day, \
    e.owner_id, p.name, e.content, e.content_at, e.first_published_day, e.updated_at, e.version \
    FROM episode e JOIN content_column k ON k.id = e.column_id LEFT JOIN person p ON p.id = e.owner_id";

fn row(c: &mut Cells<'_>) -> Result<EpisodeListed, StoreError> {
    Ok(EpisodeListed {
        id: c.id()?,
        column: c.id()?,
        column_name: c.text()?,
        number: c.count()?,
        title: c.text()?,
        format: c.word()?,
        target_seconds: c.maybe_count()?,
        wanted_day: c.maybe_day()?,
        owner: {
            let (id, name) = (c.maybe_id()?, c.maybe_text()?);
            id.zip(name)
        },
        content: c.word()?,
        content_at: c.at()?,
        first_published_day: c.maybe_day()?,
        updated_at: c.at()?,
        version: c.int()?,
    })
}

fn conditions<'a>(unit: UnitId, filter: &EpisodeFilter) -> Conditions<'a> {
    let mut made = Conditions::begin("e.unit_id =", unit.to_string());
    if !filter.states.is_empty() {
        let words: Vec<String> = filter.states.iter().map(|s| format!("'{}'", s.word())).collect();
        made.text.push_str(&format!(" AND e.content IN ({})", words.join(", ")));
    }
    made.and_is("e.column_id", filter.column.map(|id| id.to_string()));
    made.and_is("e.owner_id", filter.owner.map(|id| id.to_string()));
    made.and_is("e.format", filter.format.map(|format| format.word().to_owned()));
    for (condition, day) in [
        ("e.first_published_day >=", filter.published_from),
        ("e.first_published_day <=", filter.published_to),
    ] {
        if let Some(day) = day {
            made.and(condition, Value::Text(Cow::Owned(day.to_string())));
        }
    }
    if let Some(published) = filter.published {
        made.text.push_str(" AND e.first_published_day IS ");
        made.text.push_str(if published { "NOT NULL" } else { "NULL" });
    }
    if let Some(wanted) = &filter.text {
        made.and_holds("e.title", wanted);
    }
    made
}

/// A page of episodes: up to `limit` rows after the row whose `sorted_by` and id are `after`.
pub fn page(
    sql: &dyn Sql,
    unit: UnitId,
    filter: &EpisodeFilter,
    order: EpisodeOrder,
    after: Option<(&str, EpisodeId)>,
    limit: u32,
) -> Result<Vec<EpisodeListed>, StoreError> {
    // (what is sorted by, downwards)
    let (key, down) = match order {
        EpisodeOrder::Updated => ("e.updated_at".to_owned(), true),
        EpisodeOrder::Wanted => (format!("COALESCE(e.wanted_day, '{LAST_DAY}')"), false),
        EpisodeOrder::Published => ("COALESCE(e.first_published_day, '')".to_owned(), true),
        EpisodeOrder::Title => ("e.title".to_owned(), false),
    };
    let mut conditions = conditions(unit, filter);
    if let Some((sorted_by, id)) = after {
        let value = match order {
            EpisodeOrder::Updated => Value::Int(sorted_by.parse().unwrap_or(i64::MIN)),
            EpisodeOrder::Wanted | EpisodeOrder::Published | EpisodeOrder::Title => {
                Value::Text(Cow::Borrowed(sorted_by))
            }
        };
        let (at, id) = (conditions.bind(value), conditions.bind(Value::Text(Cow::Owned(id.to_string()))));
        let beyond = if down { "<" } else { ">" };
        conditions.text.push_str(&format!(" AND ({key} {beyond} ?{at} OR ({key} = ?{at} AND e.id > ?{id}))"));
    }
    let limit = conditions.bind(Value::Int(i64::from(limit)));
    let statement = format!(
        "{ROW} {} ORDER BY {key}{}, e.id LIMIT ?{limit}",
        conditions.text,
        if down { " DESC" } else { "" },
    );
    sql.all(&statement, &conditions.values, row)
}

/// How many episodes of a unit are in each state under a filter; its own states are left aside.
pub fn counts(
    sql: &dyn Sql,
    unit: UnitId,
    filter: &EpisodeFilter,
) -> Result<Vec<(ContentState, i64)>, StoreError> {
    let filter = EpisodeFilter { states: Vec::new(), ..filter.clone() };
    let conditions = conditions(unit, &filter);
    sql.all(
        &format!("SELECT e.content, COUNT(*) FROM episode e {} GROUP BY e.content", conditions.text),
        &conditions.values,
        |c| Ok((c.word()?, c.int()?)),
    )
}

/// The one row of an episode.
pub fn one(sql: &dyn Sql, id: EpisodeId) -> Result<EpisodeListed, StoreError> {
    sql.one(&format!("{ROW} WHERE e.id = ?1"), values![id], row)
}
