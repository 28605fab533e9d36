//! Topics as they are shown: cards of the board, rows of the table, one topic with its history.
//! Knows no step; what may be done now comes from the state and the asking person's rights.

use crate::context::Context;
use crate::error::StudioError;
use crate::named::{ColumnName, PersonName};
pub use crate::titles::NearTitle;
use pufa_domain::right::Right;
use pufa_domain::topic::{TopicSource, TopicState};
use pufa_domain::{Day, DepartmentId, EpisodeId, Millis, TopicId, UnitId};
use pufa_store::Sql;
use pufa_store::table::topic::{self, Topic, TopicLine};
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
    /// What it is most like; only while nothing is decided.
    pub nearest: Option<NearTitle>,
    pub steps: Vec<TopicAction>,
}

/// One topic whole.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TopicView {
    pub row: TopicRow,
    pub angle: String,
    pub legal_point: String,
    pub law_cited: String,
    /// What it is like, the nearest first; only while nothing is decided.
    pub near: Arc<[NearTitle]>,
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
    topics: Vec<TopicLine>,
) -> Result<Vec<TopicRow>, StudioError> {
    let near = near(cx, sql, unit, &topics)?;
    rows_near(cx, sql, unit, topics, &near)
}

/// Rows of topics of which it is known what they are like.
fn rows_near(
    cx: &Context<'_>,
    sql: &dyn Sql,
    unit: UnitId,
    topics: Vec<TopicLine>,
    near: &HashMap<TopicId, Arc<[NearTitle]>>,
) -> Result<Vec<TopicRow>, StudioError> {
    let ids: Vec<TopicId> = topics.iter().map(|line| line.id).collect();
    let mut proposers = topic::proposers(sql, &ids)?;
    let rights = Rights::of(cx, sql, unit)?;
    Ok(topics
        .into_iter()
        .map(|line| {
            let people: Vec<PersonName> = proposers
                .remove(&line.id)
                .unwrap_or_default()
                .into_iter()
                .map(|(id, name)| PersonName { id, name })
                .collect();
            let nearest = near.get(&line.id).and_then(|near| near.first()).cloned();
            row(cx, line, people, nearest, rights)
        })
        .collect())
}

/// What those of some topics are like on which nothing is decided.
fn near(
    cx: &Context<'_>,
    sql: &dyn Sql,
    unit: UnitId,
    topics: &[TopicLine],
) -> Result<HashMap<TopicId, Arc<[NearTitle]>>, StudioError> {
    let undecided: Vec<_> = topics
        .iter()
        .filter(|line| matches!(line.state, TopicState::Proposed | TopicState::Shortlisted))
        .map(|line| (line.id, line.episode))
        .collect();
    if undecided.is_empty() {
        return Ok(HashMap::new());
    }
    cx.api.titles().near_topics(sql, unit, &undecided, &cx.zone())
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
    t: TopicLine,
    proposers: Vec<PersonName>,
    nearest: Option<NearTitle>,
    rights: Rights,
) -> TopicRow {
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
    let (department, department_name) = t.department.unzip();
    TopicRow {
        id: t.id,
        title: t.title,
        state: t.state,
        source: t.source,
        column: t.column.map(|(id, name)| ColumnName { id, name }),
        department,
        department_name,
        proposers,
        wanted_day: t.wanted_day,
        episode: t.episode,
        created_at: t.created_at,
        updated_at: t.updated_at,
        version: t.version,
        nearest,
        steps,
    }
}

/// One topic with its history; the asking person's right to read it has been asked for.
pub(super) fn view(cx: &Context<'_>, sql: &dyn Sql, topic: Topic) -> Result<TopicView, StudioError> {
    let Topic { id, unit, angle, legal_point, law_cited, .. } = topic;
    let line = topic::listed_one(sql, id)?;
    let mut near = near(cx, sql, unit, std::slice::from_ref(&line))?;
    let row = rows_near(cx, sql, unit, vec![line], &near)?.pop().ok_or(StudioError::NotFound)?;
    let near = near.remove(&id).unwrap_or_default();
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
    Ok(TopicView { row, angle, legal_point, law_cited, near, history })
}
