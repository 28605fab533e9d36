//! What cites which article of which law: written with the text that cites, so that a change of a law asks a table and
//! not every text.
//! Knows no law: titles and places come from the checker.

use crate::{Cells, Sql, StoreError, values};
use pufa_domain::checks::CitingKind;
use pufa_domain::episode::ContentState;
use pufa_domain::topic::TopicState;
use pufa_domain::{Day, EpisodeId, TopicId, UnitId};
use std::fmt::Display;

/// A citation as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cites {
    /// The key of the text.
    pub place: String,
    /// The title without its dress, and the title.
    pub law: String,
    pub title: String,
    /// 0: the law is named without an article.
    pub article: u32,
    pub sub: u32,
    pub article_end: Option<u32>,
    /// As it is shown.
    pub standard: String,
}

fn cites(c: &mut Cells<'_>) -> Result<Cites, StoreError> {
    Ok(Cites {
        place: c.text()?,
        law: c.text()?,
        title: c.text()?,
        article: c.count()?,
        sub: c.count()?,
        article_end: c.maybe_count()?,
        standard: c.text()?,
    })
}

/// What one thing cites.
pub fn of(sql: &dyn Sql, kind: CitingKind, id: impl Display) -> Result<Vec<Cites>, StoreError> {
    sql.all(
        "SELECT place, law, title, article, sub, article_end, standard FROM citation WHERE kind = ?1 AND id = ?2 \
         ORDER BY position",
        values![kind.word(), id.to_string()],
        cites,
    )
}

/// Puts down what one thing cites now, in the place of what it cited before.
pub fn put(
    sql: &dyn Sql,
    unit: UnitId,
    kind: CitingKind,
    (id, episode): (impl Display, Option<EpisodeId>),
    now: &[Cites],
) -> Result<(), StoreError> {
    let id = id.to_string();
    if of(sql, kind, &id)? == now {
        return Ok(());
    }
    sql.run("DELETE FROM citation WHERE kind = ?1 AND id = ?2", values![kind.word(), id])?;
    for (position, one) in now.iter().enumerate() {
        sql.run(
            "INSERT INTO citation (unit_id, kind, id, episode_id, position, place, law, title, article, sub, article_end, \
             standard) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            values![
                unit,
                kind.word(),
                id,
                episode,
                position,
                one.place,
                one.law,
                one.title,
                one.article,
                one.sub,
                one.article_end,
                one.standard
            ],
        )?;
    }
    Ok(())
}

/// A topic that cites a law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitingTopic {
    pub id: TopicId,
    pub title: String,
    pub state: TopicState,
    pub cites: Cites,
}

/// An episode whose title, draft or approved revision cites a law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitingEpisode {
    pub id: EpisodeId,
    pub title: String,
    pub column_name: String,
    pub number: u32,
    pub content: ContentState,
    pub published: Option<Day>,
    pub kind: CitingKind,
    pub cites: Cites,
}

/// The most citations of one law that are looked at.
const MOST: u32 = 20_000;

/// Topics of a unit that cite a law and may still become something.
pub fn topics(sql: &dyn Sql, unit: UnitId, law: &str) -> Result<Vec<CitingTopic>, StoreError> {
    sql.all(
        "SELECT t.id, t.title, t.state, c.place, c.law, c.title, c.article, c.sub, c.article_end, c.standard \
         FROM citation c JOIN topic t ON t.id = c.id WHERE c.unit_id = ?1 AND c.law = ?2 AND c.kind = 'topic' \
         AND t.state IN ('proposed', 'shortlisted', 'shelved') ORDER BY t.updated_at DESC, t.id, c.position LIMIT ?3",
        values![unit, law, MOST],
        |c| Ok(CitingTopic { id: c.id()?, title: c.text()?, state: c.word()?, cites: cites(c)? }),
    )
}

/// Episodes of a unit that cite a law: by their title; by their draft while it is being written or reviewed; by their
/// approved revision afterwards. Withdrawn and shelved ones are none's concern.
pub fn episodes(sql: &dyn Sql, unit: UnitId, law: &str) -> Result<Vec<CitingEpisode>, StoreError> {
    sql.all(
        "SELECT e.id, e.title, k.name, e.number, e.content, e.first_published_day, c.kind, \
         c.place, c.law, c.title, c.article, c.sub, c.article_end, c.standard \
         FROM citation c JOIN episode e ON e.id = c.episode_id JOIN content_column k ON k.id = e.column_id \
         WHERE c.unit_id = ?1 AND c.law = ?2 AND e.content NOT IN ('withdrawn', 'shelved') AND (c.kind = 'title' \
         OR (c.kind = 'draft' AND e.content IN ('scripting', 'in_review')) \
         OR (c.kind = 'revision' AND e.approved_revision = c.id AND e.content NOT IN ('scripting', 'in_review'))) \
         ORDER BY e.first_published_day DESC, e.id, c.kind, c.position LIMIT ?3",
        values![unit, law, MOST],
        |c| {
            Ok(CitingEpisode {
                id: c.id()?,
                title: c.text()?,
                column_name: c.text()?,
                number: c.count()?,
                content: c.word()?,
                published: c.maybe_day()?,
                kind: c.word()?,
                cites: cites(c)?,
            })
        },
    )
}

/// The laws that a unit's texts cite, with how many citations.
pub fn laws(sql: &dyn Sql, unit: UnitId) -> Result<Vec<(String, String, u32)>, StoreError> {
    sql.all(
        "SELECT law, MIN(title), COUNT(*) FROM citation WHERE unit_id = ?1 GROUP BY law ORDER BY law",
        values![unit],
        |c| Ok((c.text()?, c.text()?, c.count()?)),
    )
}
