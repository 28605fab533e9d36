//! Topics on the board and in the table, and what a new title is like.
//! Changes nothing.

use super::view::{NearTitle, TopicRow, TopicView, rows, view};
use crate::context::Context;
use crate::error::StudioError;
use crate::page::{Page, bounded};
use pufa_domain::right::Right;
use pufa_domain::topic::{ANGLE, TITLE, TopicSource, TopicState};
use pufa_domain::{ColumnId, DepartmentId, Millis, Refusal, TopicId, UnitId};
use pufa_store::table::topic::{self, Wanted};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most cards of one state on the board; the table has the rest.
const MOST_CARDS: u32 = 40;

/// Which topics are wanted; null is any.
#[derive(Clone, Debug, Default, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TopicFilter {
    pub column: Option<ColumnId>,
    pub department: Option<DepartmentId>,
    pub source: Option<TopicSource>,
    /// Part of the title.
    pub text: Option<String>,
    /// Only those that the asking person proposed.
    pub mine: bool,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoardTopics {
    pub filter: TopicFilter,
}

/// One state of the board.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TopicBoardState {
    pub state: TopicState,
    /// How many there are; more than `cards` holds when there are many.
    pub count: u32,
    pub cards: Vec<TopicRow>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListTopics {
    pub filter: TopicFilter,
    pub state: Option<TopicState>,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfTopic {
    pub id: TopicId,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SimilarTopics {
    pub title: String,
    pub angle: String,
    /// The topic that is being written, which is like itself.
    pub but: Option<TopicId>,
}

fn wanted<'a>(
    cx: &Context<'_>,
    unit: UnitId,
    filter: &TopicFilter,
    text: &'a Option<String>,
) -> Result<Wanted<'a>, StudioError> {
    Ok(Wanted {
        unit,
        state: None,
        column: filter.column,
        department: filter.department,
        source: filter.source,
        proposer: if filter.mine { Some(cx.identity()?.session.person) } else { None },
        text: text.as_deref(),
    })
}

fn text_of(filter: &TopicFilter) -> Result<Option<String>, Refusal> {
    let text = Refusal::optional_text("text", filter.text.as_deref().unwrap_or(""), TITLE)?;
    Ok((!text.is_empty()).then(|| text.to_lowercase()))
}

/// The board: every state with its first cards, and how many it has.
pub fn board_topics(cx: &Context<'_>, input: BoardTopics) -> Result<Vec<TopicBoardState>, StudioError> {
    let acting = cx.require(Right::Read)?;
    let text = text_of(&input.filter)?;
    let wanted = wanted(cx, acting.unit, &input.filter, &text)?;
    cx.read(|sql| {
        let counts = topic::counts(sql, &wanted)?;
        let mut cards = Vec::new();
        for &state in TopicState::ALL {
            cards.extend(topic::on_board(sql, &Wanted { state: Some(state), ..wanted }, MOST_CARDS)?);
        }
        let mut cards = rows(cx, sql, acting.unit, cards)?;
        let board = TopicState::ALL.iter().map(|&state| TopicBoardState {
            state,
            count: counts.get(&state).copied().unwrap_or(0),
            cards: cards.extract_if(.., |card| card.state == state).collect(),
        });
        Ok(board.collect())
    })
}

/// The table: topics last changed first.
pub fn list_topics(cx: &Context<'_>, input: ListTopics) -> Result<Page<TopicRow>, StudioError> {
    let acting = cx.require(Right::Read)?;
    let limit = bounded(input.limit);
    let before = input.after.as_deref().map(key).transpose()?;
    let text = text_of(&input.filter)?;
    let wanted = Wanted { state: input.state, ..wanted(cx, acting.unit, &input.filter, &text)? };
    cx.read(|sql| {
        let found = topic::listed(sql, &wanted, before, limit + 1)?;
        let page = Page::cut(found, limit, |line| format!("{}~{}", line.updated_at.0, line.id));
        Ok(Page { rows: rows(cx, sql, acting.unit, page.rows)?, next: page.next })
    })
}

fn key(after: &str) -> Result<(Millis, TopicId), StudioError> {
    let read = after.split_once('~').and_then(|(at, id)| {
        let at = at.parse().ok()?;
        let id = id.parse().ok()?;
        Some((Millis(at), id))
    });
    read.ok_or_else(|| StudioError::BadInput { detail: "after".into() })
}

pub fn topic_view(cx: &Context<'_>, input: OfTopic) -> Result<TopicView, StudioError> {
    cx.read(|sql| {
        let topic = topic::get(sql, input.id)?;
        cx.allow(sql, Right::Read, topic.unit)?;
        view(cx, sql, topic)
    })
}

/// What a title is like while it is being typed: topics that are not decided on, and episodes.
pub fn similar_topics(cx: &Context<'_>, input: SimilarTopics) -> Result<Vec<NearTitle>, StudioError> {
    let acting = cx.require(Right::Read)?;
    let title = Refusal::optional_text("title", &input.title, TITLE)?;
    let angle = Refusal::optional_text("angle", &input.angle, ANGLE)?;
    let zone = cx.zone();
    cx.read(|sql| cx.api.titles().near_text(sql, acting.unit, (&title, &angle), input.but, &zone))
}
