//! The list of episodes: its filters, its orders, its counts.
//! Knows no right: the unit is the one that somebody else allowed. One query a list.

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

/// A statement that grows with its conditions.
struct Conditions<'a> {
    text: String,
    values: Vec<Value<'a>>,
}

impl<'a> Conditions<'a> {
    fn of(unit: UnitId, filter: &'a EpisodeFilter) -> Self {
        let mut made = Self {
            text: "WHERE e.unit_id = ?1".into(),
            values: vec![Value::Text(Cow::Owned(unit.to_string()))],
        };
        if !filter.states.is_empty() {
            let words: Vec<String> = filter.states.iter().map(|s| format!("'{}'", s.word())).collect();
            made.text.push_str(&format!(" AND e.content IN ({})", words.join(", ")));
        }
        let text = |text: String| Value::Text(Cow::Owned(text));
        if let Some(column) = filter.column {
            made.and("e.column_id =", text(column.to_string()));
        }
        if let Some(owner) = filter.owner {
            made.and("e.owner_id =", text(owner.to_string()));
        }
        if let Some(format) = filter.format {
            made.and("e.format =", text(format.word().to_owned()));
        }
        if let Some(from) = filter.published_from {
            made.and("e.first_published_day >=", text(from.to_string()));
        }
        if let Some(to) = filter.published_to {
            made.and("e.first_published_day <=", text(to.to_string()));
        }
        if let Some(published) = filter.published {
            made.text.push_str(" AND e.first_published_day IS ");
            made.text.push_str(if published { "NOT NULL" } else { "NULL" });
        }
        if let Some(wanted) = &filter.text {
            let mut literal = wanted.to_lowercase();
            for special in ['\\', '%', '_'] {
                literal = literal.replace(special, &format!("\\{special}"));
            }
            made.and("LOWER(e.title) LIKE", text(format!("%{literal}%")));
            made.text.push_str(" ESCAPE '\\'");
        }
        made
    }

    fn and(&mut self, condition: &str, value: Value<'a>) {
        self.values.push(value);
        self.text.push_str(&format!(" AND {condition} ?{}", self.values.len()));
    }
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
    let mut conditions = Conditions::of(unit, filter);
    if let Some((sorted_by, id)) = after {
        let value = match order {
            EpisodeOrder::Updated => Value::Int(sorted_by.parse().unwrap_or(i64::MIN)),
            EpisodeOrder::Wanted | EpisodeOrder::Published | EpisodeOrder::Title => {
                Value::Text(Cow::Borrowed(sorted_by))
            }
        };
        conditions.values.push(value);
        conditions.values.push(Value::Text(Cow::Owned(id.to_string())));
        let at = conditions.values.len();
        let beyond = if down { "<" } else { ">" };
        conditions.text.push_str(&format!(
            " AND ({key} {beyond} ?{0} OR ({key} = ?{0} AND e.id > ?{1}))",
            at - 1,
            at
        ));
    }
    conditions.values.push(Value::Int(i64::from(limit)));
    let statement = format!(
        "{ROW} {} ORDER BY {key}{}, e.id LIMIT ?{}",
        conditions.text,
        if down { " DESC" } else { "" },
        conditions.values.len()
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
    let conditions = Conditions::of(unit, &filter);
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
