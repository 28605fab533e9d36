//! Topics 选题 with their proposers and the steps they took.
//! Knows no transition and no likeness: it keeps what was decided.

use crate::conditions::Conditions;
use crate::{Bind, Cells, Sql, StoreError, Value, values};
use pufa_domain::topic::{TopicSource, TopicState, TopicStep};
use pufa_domain::{ColumnId, Day, DepartmentId, EpisodeId, Millis, PersonId, TopicId, UnitId};
use std::collections::HashMap;
use uuid::Uuid;

/// A topic.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    pub id: TopicId,
    pub unit: UnitId,
    pub column: Option<ColumnId>,
    pub department: Option<DepartmentId>,
    pub title: String,
    pub angle: String,
    pub source: TopicSource,
    pub legal_point: String,
    pub law_cited: String,
    pub wanted_day: Option<Day>,
    pub state: TopicState,
    /// Order on the board within its state, lowest first.
    pub position: f64,
    pub created_by: PersonId,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i64,
}

/// A topic as boards and tables show it.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicLine {
    pub id: TopicId,
    pub title: String,
    pub source: TopicSource,
    pub state: TopicState,
    pub column: Option<(ColumnId, String)>,
    pub department: Option<(DepartmentId, String)>,
    pub wanted_day: Option<Day>,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i64,
    /// The episode that was made of it: one at most, for what is adopted stays so.
    pub episode: Option<EpisodeId>,
}

/// Which topics are wanted; `None` is any.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub unit: UnitId,
    pub state: Option<TopicState>,
    pub column: Option<ColumnId>,
    pub department: Option<DepartmentId>,
    pub source: Option<TopicSource>,
    pub proposer: Option<PersonId>,
    /// A part of the title, in lower case.
    pub text: Option<&'a str>,
}

const WHOLE: &str = "SELECT id, unit_id, column_id, department_id, title, angle, source, legal_point, law_cited, wanted_day, \
     state, position, created_by, created_at, updated_at, version FROM topic";

fn whole(c: &mut Cells<'_>) -> Result<Topic, StoreError> {
    Ok(Topic {
        id: c.id()?,
        unit: c.id()?,
        column: c.maybe_id()?,
        department: c.maybe_id()?,
        title: c.text()?,
        angle: c.text()?,
        source: c.word()?,
        legal_point: c.text()?,
        law_cited: c.text()?,
        wanted_day: c.maybe_day()?,
        state: c.word()?,
        position: c.real()?,
        created_by: c.id()?,
        created_at: c.at()?,
        updated_at: c.at()?,
        version: c.int()?,
    })
}

const LINE: &str = "SELECT t.id, t.title, t.source, t.state, t.column_id, c.name, t.department_id, d.name, t.wanted_day, \
     t.created_at, t.updated_at, t.version, e.id FROM topic t LEFT JOIN content_column c ON c.id = t.column_id \
     LEFT JOIN department d ON d.id = t.department_id LEFT JOIN episode e ON e.topic_id = t.id";

fn line(c: &mut Cells<'_>) -> Result<TopicLine, StoreError> {
    Ok(TopicLine {
        id: c.id()?,
        title: c.text()?,
        source: c.word()?,
        state: c.word()?,
        column: c.maybe_id()?.zip(c.maybe_text()?),
        department: c.maybe_id()?.zip(c.maybe_text()?),
        wanted_day: c.maybe_day()?,
        created_at: c.at()?,
        updated_at: c.at()?,
        version: c.int()?,
        episode: c.maybe_id()?,
    })
}

fn conditions<'a>(wanted: &Wanted<'_>) -> Conditions<'a> {
    let mut made = Conditions::begin("t.unit_id =", wanted.unit.to_string());
    made.and_is("t.state", wanted.state.map(|state| state.word().to_owned()));
    made.and_is("t.column_id", wanted.column.map(|id| id.to_string()));
    made.and_is("t.department_id", wanted.department.map(|id| id.to_string()));
    made.and_is("t.source", wanted.source.map(|source| source.word().to_owned()));
    if let Some(text) = wanted.text {
        made.and_holds("t.title", text);
    }
    if let Some(proposer) = wanted.proposer {
        let of_topic = "EXISTS (SELECT 1 FROM topic_proposer p WHERE p.topic_id = t.id AND p.person_id =";
        made.and(of_topic, Value::Text(proposer.to_string().into()));
        made.text.push(')');
    }
    made
}

pub fn get(sql: &dyn Sql, id: TopicId) -> Result<Topic, StoreError> {
    sql.one(&format!("{WHOLE} WHERE id = ?1"), values![id], whole)
}

/// One topic as it stands in a list.
pub fn listed_one(sql: &dyn Sql, id: TopicId) -> Result<TopicLine, StoreError> {
    sql.one(&format!("{LINE} WHERE t.id = ?1"), values![id], line)
}

/// Topics as they stand on the board: by position.
pub fn on_board(sql: &dyn Sql, wanted: &Wanted<'_>, limit: u32) -> Result<Vec<TopicLine>, StoreError> {
    let mut conditions = conditions(wanted);
    let limit = conditions.bind(Value::Int(limit.into()));
    let statement = format!("{LINE} {} ORDER BY t.position, t.id LIMIT ?{limit}", conditions.text);
    sql.all(&statement, &conditions.values, line)
}

/// How many topics stand in each state.
pub fn counts(sql: &dyn Sql, wanted: &Wanted<'_>) -> Result<HashMap<TopicState, u32>, StoreError> {
    let conditions = conditions(wanted);
    let statement = format!("SELECT t.state, COUNT(*) FROM topic t {} GROUP BY t.state", conditions.text);
    let rows = sql.all(&statement, &conditions.values, |c| Ok((c.word()?, c.count()?)))?;
    Ok(rows.into_iter().collect())
}

/// Topics last changed first, those changed before `before` when given.
pub fn listed(
    sql: &dyn Sql,
    wanted: &Wanted<'_>,
    before: Option<(Millis, TopicId)>,
    limit: u32,
) -> Result<Vec<TopicLine>, StoreError> {
    let mut conditions = conditions(wanted);
    if let Some((at, id)) = before {
        let (at, id) =
            (conditions.bind(Value::Int(at.0)), conditions.bind(Value::Text(id.to_string().into())));
        let beyond = format!(" AND (t.updated_at < ?{at} OR (t.updated_at = ?{at} AND t.id < ?{id}))");
        conditions.text.push_str(&beyond);
    }
    let limit = conditions.bind(Value::Int(limit.into()));
    let statement =
        format!("{LINE} {} ORDER BY t.updated_at DESC, t.id DESC LIMIT ?{limit}", conditions.text);
    sql.all(&statement, &conditions.values, line)
}

/// Who proposed each of some topics, by name, in one query.
pub fn proposers(
    sql: &dyn Sql,
    topics: &[TopicId],
) -> Result<HashMap<TopicId, Vec<(PersonId, String)>>, StoreError> {
    let mut found: HashMap<TopicId, Vec<(PersonId, String)>> = HashMap::new();
    if topics.is_empty() {
        return Ok(found);
    }
    let places = super::places(topics.len(), 1);
    let bound: Vec<_> = topics.iter().map(Bind::bind).collect();
    let rows = sql.all(
        &format!(
            "SELECT t.topic_id, p.id, p.name FROM topic_proposer t JOIN person p ON p.id = t.person_id \
             WHERE t.topic_id IN ({places})"
        ),
        &bound,
        |c| Ok((c.id()?, c.id()?, c.text()?)),
    )?;
    for (topic, person, name) in rows {
        found.entry(topic).or_default().push((person, name));
    }
    for people in found.values_mut() {
        people.sort_unstable_by(|(a, one), (b, other)| (one, a).cmp(&(other, b)));
    }
    Ok(found)
}

pub fn insert(sql: &dyn Sql, t: &Topic, proposers: &[PersonId]) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO topic (id, unit_id, column_id, department_id, title, angle, source, legal_point, law_cited, \
         wanted_day, state, position, created_by, created_at, updated_at, version) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 1)",
        values![
            t.id,
            t.unit,
            t.column,
            t.department,
            t.title,
            t.angle,
            t.source.word(),
            t.legal_point,
            t.law_cited,
            t.wanted_day,
            t.state.word(),
            t.position,
            t.created_by,
            t.created_at,
            t.updated_at
        ],
    )?;
    put_proposers(sql, t.id, proposers)
}

/// Stores the topic that was read as `version`, whatever changed of it.
pub fn update(sql: &dyn Sql, t: &Topic) -> Result<(), StoreError> {
    sql.change(
        "UPDATE topic SET column_id = ?3, department_id = ?4, title = ?5, angle = ?6, source = ?7, legal_point = ?8, \
         law_cited = ?9, wanted_day = ?10, state = ?11, position = ?12, updated_at = ?13, version = version + 1 \
         WHERE id = ?1 AND version = ?2",
        values![
            t.id,
            t.version,
            t.column,
            t.department,
            t.title,
            t.angle,
            t.source.word(),
            t.legal_point,
            t.law_cited,
            t.wanted_day,
            t.state.word(),
            t.position,
            t.updated_at
        ],
    )
}

/// Says anew who proposed a topic.
pub fn put_proposers(sql: &dyn Sql, topic: TopicId, proposers: &[PersonId]) -> Result<(), StoreError> {
    sql.run("DELETE FROM topic_proposer WHERE topic_id = ?1", values![topic])?;
    for person in proposers {
        sql.run("INSERT INTO topic_proposer (topic_id, person_id) VALUES (?1, ?2)", values![topic, person])?;
    }
    Ok(())
}

/// The position of the card that stands highest in a state, but for one.
pub fn first_position(
    sql: &dyn Sql,
    unit: UnitId,
    state: TopicState,
    but: Option<TopicId>,
) -> Result<Option<f64>, StoreError> {
    sql.first(
        "SELECT position FROM topic WHERE unit_id = ?1 AND state = ?2 AND (CAST(?3 AS TEXT) IS NULL OR id <> ?3) \
         ORDER BY position, id LIMIT 1",
        values![unit, state.word(), but],
        |c| c.real(),
    )
}

/// The position of the next card under `above` in a state, but for one.
pub fn next_position(
    sql: &dyn Sql,
    unit: UnitId,
    state: TopicState,
    above: f64,
    but: TopicId,
) -> Result<Option<f64>, StoreError> {
    sql.first(
        "SELECT position FROM topic WHERE unit_id = ?1 AND state = ?2 AND position > ?3 AND id <> ?4 \
         ORDER BY position, id LIMIT 1",
        values![unit, state.word(), above, but],
        |c| c.real(),
    )
}

/// Spreads the cards of one state out again, one apart, in the order in which they stand.
pub fn respread(sql: &dyn Sql, unit: UnitId, state: TopicState) -> Result<(), StoreError> {
    let ids: Vec<TopicId> = sql.all(
        "SELECT id FROM topic WHERE unit_id = ?1 AND state = ?2 ORDER BY position, id",
        values![unit, state.word()],
        |c| c.id(),
    )?;
    for (position, id) in (0_i32..).zip(ids) {
        sql.run("UPDATE topic SET position = ?2 WHERE id = ?1", values![id, f64::from(position)])?;
    }
    Ok(())
}

/// Adds a step; the first, by which a topic is proposed, comes `from` none.
pub fn insert_step(
    sql: &dyn Sql,
    id: Uuid,
    topic: TopicId,
    from: Option<TopicState>,
    step: &TopicStep,
) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO topic_step (id, topic_id, from_state, to_state, by_person, at, reason) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        values![
            id.to_string(),
            topic,
            from.map(TopicState::word),
            step.to.word(),
            step.by,
            step.at,
            step.reason
        ],
    )?;
    Ok(())
}

/// A step as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTaken {
    pub from: Option<TopicState>,
    pub to: TopicState,
    pub by: PersonId,
    pub by_name: String,
    pub at: Millis,
    pub reason: String,
}

/// The steps that a topic took, earliest first.
pub fn steps(sql: &dyn Sql, topic: TopicId) -> Result<Vec<StepTaken>, StoreError> {
    sql.all(
        "SELECT s.from_state, s.to_state, s.by_person, p.name, s.at, s.reason FROM topic_step s \
         JOIN person p ON p.id = s.by_person WHERE s.topic_id = ?1 ORDER BY s.at, s.id",
        values![topic],
        |c| {
            Ok(StepTaken {
                from: c.maybe_word()?,
                to: c.word()?,
                by: c.id()?,
                by_name: c.text()?,
                at: c.at()?,
                reason: c.text()?,
            })
        },
    )
}
