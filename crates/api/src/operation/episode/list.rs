//! The list of episodes with its filters, the board, and how many stand in each state.
//! Knows no single episode's story; rows carry what a table or a card shows.

use crate::context::Context;
use crate::error::StudioError;
use crate::named::{ColumnName, PersonName};
use crate::page::{Page, bounded};
use pufa_domain::episode::{ContentState, EpisodeFormat};
use pufa_domain::right::Right;
use pufa_domain::{ColumnId, Day, EpisodeId, Millis, PersonId, Refusal, UnitId};
use pufa_store::Sql;
use pufa_store::table::episode_list::{self, EpisodeFilter, EpisodeListed, EpisodeOrder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The order of a list of episodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EpisodeSort {
    /// Last changed first.
    #[default]
    Updated,
    /// Wanted soonest first.
    Wanted,
    /// Published last first.
    Published,
    Title,
}

/// What a list of episodes is narrowed to. Empty and null narrow nothing.
#[derive(Clone, Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EpisodesWanted {
    /// Any of these states.
    pub states: Vec<ContentState>,
    pub column: Option<ColumnId>,
    pub owner: Option<PersonId>,
    pub format: Option<EpisodeFormat>,
    /// Stands in the title.
    pub text: Option<String>,
    pub published_from: Option<Day>,
    pub published_to: Option<Day>,
    /// Whether it is out yet.
    pub published: Option<bool>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListEpisodes {
    pub wanted: EpisodesWanted,
    pub sort: EpisodeSort,
    /// `next` of the page before.
    pub after: Option<String>,
    pub limit: Option<u32>,
}

/// An episode in a table or on a card.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct EpisodeRow {
    pub id: EpisodeId,
    pub column: ColumnName,
    pub number: u32,
    pub title: String,
    pub format: EpisodeFormat,
    pub target_seconds: Option<u32>,
    pub wanted_day: Option<Day>,
    pub owner: Option<PersonName>,
    pub content: ContentState,
    /// Since when it is in that state.
    pub content_at: Millis,
    pub first_published_day: Option<Day>,
    pub updated_at: Millis,
    pub version: i64,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EpisodeCounts {
    pub wanted: EpisodesWanted,
}

/// How many episodes are in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct EpisodeCount {
    pub content: ContentState,
    pub episodes: i64,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoardEpisodes {
    pub wanted: EpisodesWanted,
}

/// One column of the board.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct BoardColumn {
    pub content: ContentState,
    /// All of them, also those not shown.
    pub episodes: i64,
    /// The first, those wanted soonest on top.
    pub rows: Vec<EpisodeRow>,
}

/// How many cards a column of the board shows.
const CARDS: u32 = 40;
/// The longest text to look for, in characters.
const MOST_TEXT: u32 = 100;
/// The key of a page's last row: what it is sorted by, and its id. A title may hold anything but this.
const KEY_MARK: char = '\u{1f}';

impl From<EpisodeSort> for EpisodeOrder {
    fn from(sort: EpisodeSort) -> Self {
        match sort {
            EpisodeSort::Updated => Self::Updated,
            EpisodeSort::Wanted => Self::Wanted,
            EpisodeSort::Published => Self::Published,
            EpisodeSort::Title => Self::Title,
        }
    }
}

impl From<EpisodeListed> for EpisodeRow {
    fn from(row: EpisodeListed) -> Self {
        Self {
            id: row.id,
            column: ColumnName { id: row.column, name: row.column_name },
            number: row.number,
            title: row.title,
            format: row.format,
            target_seconds: row.target_seconds,
            wanted_day: row.wanted_day,
            owner: row.owner.map(|(id, name)| PersonName { id, name }),
            content: row.content,
            content_at: row.content_at,
            first_published_day: row.first_published_day,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

fn filter(wanted: EpisodesWanted) -> Result<EpisodeFilter, StudioError> {
    let text = match wanted.text {
        Some(text) => Some(Refusal::optional_text("text", &text, MOST_TEXT)?).filter(|text| !text.is_empty()),
        None => None,
    };
    if wanted.states.len() > ContentState::ALL.len() {
        return Err(Refusal::TooMany {
            field: "states".into(),
            most: u32::try_from(ContentState::ALL.len()).unwrap_or(u32::MAX),
            found: u32::try_from(wanted.states.len()).unwrap_or(u32::MAX),
        }
        .into());
    }
    Ok(EpisodeFilter {
        states: wanted.states,
        column: wanted.column,
        owner: wanted.owner,
        format: wanted.format,
        text,
        published_from: wanted.published_from,
        published_to: wanted.published_to,
        published: wanted.published,
    })
}

pub fn list_episodes(cx: &Context<'_>, input: ListEpisodes) -> Result<Page<EpisodeRow>, StudioError> {
    let acting = cx.require(Right::Read)?;
    let filter = filter(input.wanted)?;
    let order = EpisodeOrder::from(input.sort);
    let limit = bounded(input.limit);
    let after = match &input.after {
        Some(key) => Some(read_key(key)?),
        None => None,
    };
    let rows = cx.read(|sql| Ok(episode_list::page(sql, acting.unit, &filter, order, after, limit + 1)?))?;
    let page = Page::cut(rows, limit, |row| format!("{}{KEY_MARK}{}", row.sorted_by(order), row.id));
    Ok(Page { rows: page.rows.into_iter().map(EpisodeRow::from).collect(), next: page.next })
}

fn read_key(key: &str) -> Result<(&str, EpisodeId), StudioError> {
    let bad = || StudioError::BadInput { detail: "after".into() };
    let (sorted_by, id) = key.rsplit_once(KEY_MARK).ok_or_else(bad)?;
    Ok((sorted_by, id.parse().map_err(|_| bad())?))
}

fn counted(sql: &dyn Sql, unit: UnitId, filter: &EpisodeFilter) -> Result<Vec<EpisodeCount>, StudioError> {
    let found = episode_list::counts(sql, unit, filter)?;
    let count = |state| found.iter().find(|(s, _)| *s == state).map_or(0, |(_, n)| *n);
    Ok(ContentState::ALL
        .iter()
        .map(|state| EpisodeCount { content: *state, episodes: count(*state) })
        .collect())
}

/// How many episodes are in each state, under the other filters.
pub fn episode_counts(cx: &Context<'_>, input: EpisodeCounts) -> Result<Vec<EpisodeCount>, StudioError> {
    let acting = cx.require(Right::Read)?;
    let filter = filter(input.wanted)?;
    cx.read(|sql| counted(sql, acting.unit, &filter))
}

/// The states in progress as columns of cards; those that ended are counted, and listed in the table.
pub fn board_episodes(cx: &Context<'_>, input: BoardEpisodes) -> Result<Vec<BoardColumn>, StudioError> {
    let acting = cx.require(Right::Read)?;
    let filter = filter(input.wanted)?;
    cx.read(|sql| {
        let mut board = Vec::new();
        // What is out is ready for ever: the board shows work, so it leaves that aside unless it is asked for.
        let out =
            filter.published.is_some() || filter.published_from.is_some() || filter.published_to.is_some();
        let filter = if out { filter } else { EpisodeFilter { published: Some(false), ..filter } };
        for EpisodeCount { content, episodes } in counted(sql, acting.unit, &filter)? {
            if matches!(content, ContentState::Withdrawn | ContentState::Shelved) {
                continue;
            }
            let of_state = EpisodeFilter { states: vec![content], ..filter.clone() };
            let rows = if episodes == 0 {
                Vec::new()
            } else {
                episode_list::page(sql, acting.unit, &of_state, EpisodeOrder::Wanted, None, CARDS)?
            };
            board.push(BoardColumn {
                content,
                episodes,
                rows: rows.into_iter().map(EpisodeRow::from).collect(),
            });
        }
        Ok(board)
    })
}
