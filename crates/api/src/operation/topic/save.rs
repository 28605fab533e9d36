//! Proposing, writing, moving and adopting topics.
//! Decides nothing: which step is open is the domain's to say, and how an episode begins is the episodes'.

use super::view::{TopicView, view};
use crate::context::{Acting, Context};
use crate::error::StudioError;
use crate::operation::episode::{NewEpisode, make};
use crate::operation::proof::note_topic;
use pufa_domain::episode::EpisodeFormat;
use pufa_domain::right::Right;
use pufa_domain::script::{Script, ScriptHeader};
use pufa_domain::topic::{ANGLE, TITLE, TopicSource, TopicState, TopicStep};
use pufa_domain::{ColumnId, Day, DepartmentId, EpisodeId, Millis, PersonId, Refusal, TopicId, UnitId};
use pufa_store::Sql;
use pufa_store::table::search::{self, Found};
use pufa_store::table::topic::{self, Topic};
use pufa_store::table::{column, employment, person, unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The longest list of provisions, in characters.
const MOST_LAW: u32 = 2000;
/// The most people who propose one topic.
const MOST_PROPOSERS: u32 = 20;
/// Two cards nearer than this are spread out before a third goes between: a double halves some fifty times.
const LEAST_GAP: f64 = 1e-9;

/// One line is enough: everything else can be said later.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeTopic {
    pub title: String,
    pub source: Option<TopicSource>,
    pub column: Option<ColumnId>,
    pub wanted_day: Option<Day>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveTopic {
    pub id: TopicId,
    pub version: i64,
    pub title: String,
    pub angle: String,
    pub source: TopicSource,
    pub legal_point: String,
    pub law_cited: String,
    pub column: Option<ColumnId>,
    pub department: Option<DepartmentId>,
    pub wanted_day: Option<Day>,
    /// At least one.
    pub proposers: Vec<PersonId>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveTopic {
    pub id: TopicId,
    pub version: i64,
    /// Its own state moves the card only. Adopting has an operation of its own.
    pub to: TopicState,
    /// The card under which it comes to stand; null is the top.
    pub below: Option<TopicId>,
    /// Why; asked for when a topic is shelved or declined.
    pub reason: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdoptTopic {
    pub id: TopicId,
    pub version: i64,
    pub column: ColumnId,
    pub owner: Option<PersonId>,
    pub wanted_day: Option<Day>,
    pub format: EpisodeFormat,
    pub target_seconds: Option<u32>,
    pub reason: String,
}

/// A topic and the episode that was made of it.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AdoptedTopic {
    pub topic: TopicView,
    pub episode: EpisodeId,
}

/// What the audit keeps of a topic.
#[derive(Serialize)]
struct Kept<'a> {
    title: &'a str,
    angle: &'a str,
    source: TopicSource,
    legal_point: &'a str,
    law_cited: &'a str,
    column: Option<ColumnId>,
    department: Option<DepartmentId>,
    wanted_day: Option<Day>,
    state: TopicState,
}

fn kept(t: &Topic) -> Kept<'_> {
    Kept {
        title: &t.title,
        angle: &t.angle,
        source: t.source,
        legal_point: &t.legal_point,
        law_cited: &t.law_cited,
        column: t.column,
        department: t.department,
        wanted_day: t.wanted_day,
        state: t.state,
    }
}

/// Keeps what a topic is found by, and what it cites.
fn find_by(sql: &dyn Sql, t: &Topic) -> Result<(), StudioError> {
    note_topic(sql, t)?;
    let words = format!("{} {} {}", t.angle, t.legal_point, t.law_cited);
    Ok(search::put(sql, &Found::topic(t.id, t.unit, &t.title, &words, t.updated_at))?)
}

fn column_of_unit(sql: &dyn Sql, unit: UnitId, wanted: Option<ColumnId>) -> Result<(), StudioError> {
    match wanted {
        Some(wanted) if column::get(sql, wanted)?.unit != unit => Err(StudioError::NotFound),
        _ => Ok(()),
    }
}

pub fn propose_topic(cx: &Context<'_>, input: ProposeTopic) -> Result<TopicView, StudioError> {
    let acting = cx.require(Right::Propose)?;
    let title = Refusal::text("topic_title", &input.title, TITLE)?;
    cx.write(|sql| {
        column_of_unit(sql, acting.unit, input.column)?;
        let new = Topic {
            id: TopicId(cx.uuid()),
            unit: acting.unit,
            column: input.column,
            department: employment::department_on(sql, acting.unit, acting.person, cx.today())?,
            title,
            angle: String::new(),
            source: input.source.unwrap_or(TopicSource::Other),
            legal_point: String::new(),
            law_cited: String::new(),
            wanted_day: input.wanted_day,
            state: TopicState::Proposed,
            position: top_of(sql, acting.unit, TopicState::Proposed)?,
            created_by: acting.person,
            created_at: cx.now(),
            updated_at: cx.now(),
            version: 1,
        };
        topic::insert(sql, &new, &[acting.person])?;
        let first = TopicStep {
            from: TopicState::Proposed,
            to: TopicState::Proposed,
            reason: String::new(),
            by: acting.person,
            at: cx.now(),
        };
        topic::insert_step(sql, cx.uuid(), new.id, None, &first)?;
        find_by(sql, &new)?;
        cx.record(sql, new.unit, "topic", new.id, None, Some(&kept(&new)))?;
        view(cx, sql, new)
    })
}

/// Above the card that stands highest in a state now.
fn top_of(sql: &dyn Sql, unit: UnitId, state: TopicState) -> Result<f64, StudioError> {
    Ok(topic::first_position(sql, unit, state, None)?.map_or(0.0, |top| top - 1.0))
}

pub fn save_topic(cx: &Context<'_>, input: SaveTopic) -> Result<TopicView, StudioError> {
    let title = Refusal::text("topic_title", &input.title, TITLE)?;
    let angle = Refusal::optional_text("angle", &input.angle, ANGLE)?;
    let legal_point = Refusal::optional_text("legal_point", &input.legal_point, ANGLE)?;
    let law_cited = Refusal::optional_text("law_cited", &input.law_cited, MOST_LAW)?;
    cx.write(|sql| {
        let before = topic::get(sql, input.id)?;
        may_write(cx, sql, &before)?;
        column_of_unit(sql, before.unit, input.column)?;
        if let Some(department) = input.department {
            unit::department_by_id(sql, before.unit, department)?;
        }
        let proposers = proposers_of_unit(sql, before.unit, &input.proposers)?;
        let after = Topic {
            column: input.column,
            department: input.department,
            title,
            angle,
            source: input.source,
            legal_point,
            law_cited,
            wanted_day: input.wanted_day,
            updated_at: cx.now().max(before.updated_at),
            version: input.version,
            ..before.clone()
        };
        topic::update(sql, &after)?;
        topic::put_proposers(sql, after.id, &proposers)?;
        find_by(sql, &after)?;
        cx.record(sql, after.unit, "topic", after.id, Some(&kept(&before)), Some(&kept(&after)))?;
        view(cx, sql, after)
    })
}

/// Editors write any topic that is not adopted; who proposed one writes it until somebody has decided on it.
fn may_write(cx: &Context<'_>, sql: &dyn Sql, t: &Topic) -> Result<Acting, StudioError> {
    let acting = match cx.allow(sql, Right::Edit, t.unit) {
        Err(StudioError::Forbidden { right }) => {
            let acting = cx.allow(sql, Right::Propose, t.unit)?;
            let own = topic::proposers(sql, &[t.id])?
                .remove(&t.id)
                .is_some_and(|people| people.iter().any(|(person, _)| *person == acting.person));
            if !own || t.state != TopicState::Proposed {
                return Err(StudioError::Forbidden { right });
            }
            acting
        }
        other => other?,
    };
    if t.state == TopicState::Adopted {
        return Err(Refusal::WrongState { state: t.state.word().into(), step: "save".into() }.into());
    }
    Ok(acting)
}

fn proposers_of_unit(sql: &dyn Sql, unit: UnitId, wanted: &[PersonId]) -> Result<Vec<PersonId>, StudioError> {
    let found = u32::try_from(wanted.len()).unwrap_or(u32::MAX);
    if found == 0 {
        return Err(Refusal::Missing { field: "proposers".into() }.into());
    }
    if found > MOST_PROPOSERS {
        let most = MOST_PROPOSERS;
        return Err(Refusal::TooMany { field: "proposers".into(), most, found }.into());
    }
    let mut kept = wanted.to_vec();
    kept.sort_unstable();
    kept.dedup();
    for &proposer in &kept {
        if person::get(sql, proposer)?.unit != unit {
            return Err(StudioError::NotFound);
        }
    }
    Ok(kept)
}

/// Takes a step: the domain decides, the topic and the step are stored.
fn step(
    cx: &Context<'_>,
    sql: &dyn Sql,
    acting: Acting,
    before: &Topic,
    to: TopicState,
    reason: &str,
) -> Result<TopicStep, StudioError> {
    let last = topic::steps(sql, before.id)?.last().map_or(Millis(i64::MIN), |step| step.at);
    let step = before.state.step(to, reason, acting.person, (last, cx.now()))?;
    topic::insert_step(sql, cx.uuid(), before.id, Some(step.from), &step)?;
    Ok(step)
}

pub fn move_topic(cx: &Context<'_>, input: MoveTopic) -> Result<TopicView, StudioError> {
    cx.write(|sql| {
        let before = topic::get(sql, input.id)?;
        let acting = cx.allow(sql, Right::Edit, before.unit)?;
        if input.to == TopicState::Adopted && before.state != TopicState::Adopted {
            return Err(Refusal::WrongState {
                state: before.state.word().into(),
                step: input.to.word().into(),
            }
            .into());
        }
        if input.to != before.state {
            step(cx, sql, acting, &before, input.to, &input.reason)?;
        }
        let after = Topic {
            state: input.to,
            position: place(sql, &before, input.to, input.below)?,
            updated_at: cx.now().max(before.updated_at),
            version: input.version,
            ..before.clone()
        };
        topic::update(sql, &after)?;
        cx.record(
            sql,
            after.unit,
            "topic",
            after.id,
            Some(&(before.state, before.position)),
            Some(&(after.state, after.position, &input.reason)),
        )?;
        view(cx, sql, after)
    })
}

/// The position just under the card `below`, or at the top.
fn place(
    sql: &dyn Sql,
    moved: &Topic,
    state: TopicState,
    below: Option<TopicId>,
) -> Result<f64, StudioError> {
    let above = |sql: &dyn Sql| -> Result<Option<f64>, StudioError> {
        let Some(id) = below.filter(|id| *id != moved.id) else {
            return Ok(None);
        };
        let card = topic::get(sql, id)?;
        if card.unit != moved.unit {
            return Err(StudioError::NotFound);
        }
        // A card that has gone to another state meanwhile says nothing of this one: the top, then.
        Ok((card.state == state).then_some(card.position))
    };
    for _ in 0..2 {
        let Some(upper) = above(sql)? else {
            return match topic::first_position(sql, moved.unit, state, Some(moved.id))? {
                Some(top) => Ok(top - 1.0),
                None => Ok(0.0),
            };
        };
        match topic::next_position(sql, moved.unit, state, upper, moved.id)? {
            None => return Ok(upper + 1.0),
            Some(lower) if lower - upper > LEAST_GAP => return Ok(upper + (lower - upper) / 2.0),
            Some(_) => topic::respread(sql, moved.unit, state)?,
        }
    }
    Err(StudioError::Stale)
}

/// Makes an episode of a topic: with the column's next number, an owner, a wanted day, and what the topic says of the
/// law at the head of its script.
pub fn adopt_topic(cx: &Context<'_>, input: AdoptTopic) -> Result<AdoptedTopic, StudioError> {
    cx.write(|sql| {
        let before = topic::get(sql, input.id)?;
        let acting = cx.allow(sql, Right::Edit, before.unit)?;
        let mut at = before.clone();
        if at.state == TopicState::Proposed {
            at.state = step(cx, sql, acting, &at, TopicState::Shortlisted, "")?.to;
        }
        at.state = step(cx, sql, acting, &at, TopicState::Adopted, &input.reason)?.to;
        let after = Topic {
            column: Some(input.column),
            wanted_day: input.wanted_day,
            position: top_of(sql, at.unit, TopicState::Adopted)?,
            updated_at: cx.now().max(before.updated_at),
            version: input.version,
            ..at
        };
        topic::update(sql, &after)?;
        let new = NewEpisode {
            unit: after.unit,
            column: input.column,
            topic: Some(after.id),
            title: after.title.clone(),
            format: input.format,
            target_seconds: input.target_seconds,
            wanted_day: input.wanted_day,
            owner: input.owner,
        };
        let script = Script {
            header: ScriptHeader {
                legal_point: after.legal_point.clone(),
                law_cited: after.law_cited.clone(),
                ..ScriptHeader::default()
            },
            ..Script::default()
        };
        let episode = make(cx, sql, acting, new, &script)?;
        cx.record(sql, after.unit, "topic", after.id, Some(&kept(&before)), Some(&kept(&after)))?;
        Ok(AdoptedTopic { topic: view(cx, sql, after)?, episode })
    })
}
