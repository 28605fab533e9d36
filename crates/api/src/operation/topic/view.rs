//! Topics as they are shown: cards of the board, rows of the table, one topic with its history.
//! Knows no step; what may be done now comes from the state and the asking person's rights.

use crate::context::Context;
use crate::error::StudioError;
use crate::named::{ColumnName, PersonName};
pub use crate::titles::NearTitle;
use pufa_domain::right::Right;
use pufa_domain::topic::{TopicSource, TopicState};
use pufa_domain::{ColumnId, Day, DepartmentId, EpisodeId, Millis, TopicId, UnitId};
use pufa_store::Sql;
use pufa_store::table::topic::{self, NamedTopic};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use ts_rs::TS;

pufa_domain::words! {
    /// What the asking person may do with a topic now.
    pub enum TopicAction {
        Save = "save",
        /// Back to 提出.
        Propose = "propose",
        Shortlist = "shortlist",
        Adopt = "adopt",
        Shelve = "shelve",
        Decline = "decline",
    }
}

/// A topic on the board or in the table.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TopicRow {
    pub id: TopicId,
    pub title: String,
    pub angle: String,
    pub state: TopicState,
    pub source: TopicSource,
    pub column: Option<ColumnName>,
    pub department: Option<DepartmentId>,
    pub department_name: Option<String>,
    pub proposers: Vec<PersonName>,
    pub wanted_day: Option<Day>,
    /// The episode that was made of it.
    pub episode: Option<EpisodeId>,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i64,
    /// What it is like, the nearest first; only while nothing is decided.
    pub near: Arc<[NearTitle]>,
    pub steps: Vec<TopicAction>,
}

/// One topic whole.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TopicView {
    pub row: TopicRow,
    pub legal_point: String,
    pub law_cited: String,
    /// Earliest first.
    pub history: Vec<TopicStepView>,
}

/// A step that a topic took.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TopicStepView {
    /// Null: it was proposed.
    pub from: Option<TopicState>,
    pub to: TopicState,
    pub by: PersonName,
    pub at: Millis,
    pub reason: String,
}

/// Rows of topics of one unit: three queries, however many there are.
pub(super) fn rows(
    cx: &Context<'_>,
    sql: &dyn Sql,
    unit: UnitId,
    topics: Vec<NamedTopic>,
) -> Result<Vec<TopicRow>, StudioError> {
    let ids: Vec<TopicId> = topics.iter().map(|named| named.topic.id).collect();
    let mut proposers = topic::proposers(sql, &ids)?;
    let undecided: Vec<_> = topics
        .iter()
        .filter(|named| matches!(named.topic.state, TopicState::Proposed | TopicState::Shortlisted))
        .map(|named| (named.topic.id, named.episode))
        .collect();
    let mut near: HashMap<TopicId, Arc<[NearTitle]>> = match undecided.is_empty() {
        true => HashMap::new(),
        false => cx.api.titles().near_topics(sql, unit, &undecided, &cx.zone())?,
    };
    let rights = Rights::of(cx, sql, unit)?;
    Ok(topics
        .into_iter()
        .map(|named| {
            let people: Vec<PersonName> = proposers
                .remove(&named.topic.id)
                .unwrap_or_default()
                .into_iter()
                .map(|(id, name)| PersonName { id, name })
                .collect();
            let near = near.remove(&named.topic.id).unwrap_or_default();
            row(cx, named, people, near, rights)
        })
        .collect())
}

/// What the asking person may do with a unit's topics at all.
#[derive(Clone, Copy)]
struct Rights {
    edit: bool,
    propose: bool,
}

impl Rights {
    fn of(cx: &Context<'_>, sql: &dyn Sql, unit: UnitId) -> Result<Self, StudioError> {
        let may = |right| match cx.allow(sql, right, unit) {
            Ok(_) => Ok(true),
            Err(StudioError::Forbidden { .. }) => Ok(false),
            Err(other) => Err(other),
        };
        Ok(Self { edit: may(Right::Edit)?, propose: may(Right::Propose)? })
    }
}

fn row(
    cx: &Context<'_>,
    named: NamedTopic,
    proposers: Vec<PersonName>,
    near: Arc<[NearTitle]>,
    rights: Rights,
) -> TopicRow {
    let t = named.topic;
    let me = cx.identity.as_ref().map(|identity| identity.session.person);
    let own = proposers.iter().any(|person| Some(person.id) == me);
    let mut steps = Vec::new();
    if t.state != TopicState::Adopted
        && (rights.edit || rights.propose && own && t.state == TopicState::Proposed)
    {
        steps.push(TopicAction::Save);
    }
    if rights.edit {
        steps.extend(t.state.next().iter().map(|next| match next {
            TopicState::Proposed => TopicAction::Propose,
            TopicState::Shortlisted => TopicAction::Shortlist,
            TopicState::Adopted => TopicAction::Adopt,
            TopicState::Shelved => TopicAction::Shelve,
            TopicState::Declined => TopicAction::Decline,
        }));
        // What is adopted at once was shortlisted on the way: both steps are kept.
        if t.state == TopicState::Proposed {
            steps.push(TopicAction::Adopt);
        }
    }
    TopicRow {
        id: t.id,
        title: t.title,
        angle: t.angle,
        state: t.state,
        source: t.source,
        column: column_name(t.column, named.column_name),
        department: t.department,
        department_name: named.department_name,
        proposers,
        wanted_day: t.wanted_day,
        episode: named.episode,
        created_at: t.created_at,
        updated_at: t.updated_at,
        version: t.version,
        near,
        steps,
    }
}

fn column_name(id: Option<ColumnId>, name: Option<String>) -> Option<ColumnName> {
    Some(ColumnName { id: id?, name: name.unwrap_or_default() })
}

/// One topic with its history; the asking person's right to read it has been asked for.
pub(super) fn view(cx: &Context<'_>, sql: &dyn Sql, id: TopicId) -> Result<TopicView, StudioError> {
    let named = topic::get(sql, id)?;
    let unit = named.topic.unit;
    let (legal_point, law_cited) = (named.topic.legal_point.clone(), named.topic.law_cited.clone());
    let row = rows(cx, sql, unit, vec![named])?.pop().ok_or(StudioError::NotFound)?;
    let history = topic::steps(sql, id)?
        .into_iter()
        .map(|step| TopicStepView {
            from: step.from,
            to: step.to,
            by: PersonName { id: step.by, name: step.by_name },
            at: step.at,
            reason: step.reason,
        })
        .collect();
    Ok(TopicView { row, legal_point, law_cited, history })
}
