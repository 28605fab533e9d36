//! The unit's library of law texts: one row a version, the text itself as JSON of the checker's shape.
//! Knows no article: whoever reads the content does. A removed text stays, with who removed it and why.

use crate::{Cells, Sql, StoreError, values};
use pufa_domain::{LawTextId, Millis, PersonId, UnitId};

/// A version of a law's text, without the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawTextHead {
    pub id: LawTextId,
    pub unit: UnitId,
    /// The title without its dress.
    pub law: String,
    pub title: String,
    /// First day in force, 2021-01-01; laws are older than the days the studio takes elsewhere.
    pub effective: Option<String>,
    pub adopted: Option<String>,
    pub articles: u32,
    pub content_hash: String,
    pub file_name: String,
    pub by: PersonId,
    pub at: Millis,
}

const HEAD: &str = "SELECT id, unit_id, law, title, effective, adopted, articles, content_hash, file_name, by_person, at FROM law_text";

fn head(c: &mut Cells<'_>) -> Result<LawTextHead, StoreError> {
    Ok(LawTextHead {
        id: c.id()?,
        unit: c.id()?,
        law: c.text()?,
        title: c.text()?,
        effective: Some(c.text()?).filter(|day| !day.is_empty()),
        adopted: c.maybe_text()?,
        articles: c.count()?,
        content_hash: c.text()?,
        file_name: c.text()?,
        by: c.id()?,
        at: c.at()?,
    })
}

/// How often any library changed: the same number, the same texts. Triggers move it in the transaction of the change.
pub fn change(sql: &dyn Sql) -> Result<i64, StoreError> {
    sql.number("SELECT n FROM facts_change WHERE name = 'law_text'", &[])
}

/// A text by its id, removed ones too.
pub fn get(sql: &dyn Sql, id: LawTextId) -> Result<LawTextHead, StoreError> {
    sql.one(&format!("{HEAD} WHERE id = ?1"), values![id], head)
}

/// Every text that a unit holds, without the texts.
pub fn heads(sql: &dyn Sql, unit: UnitId) -> Result<Vec<LawTextHead>, StoreError> {
    let query = format!("{HEAD} WHERE unit_id = ?1 AND removed_at IS NULL ORDER BY law, effective");
    sql.all(&query, values![unit], head)
}

/// The content of every text that a unit holds.
pub fn contents(sql: &dyn Sql, unit: UnitId) -> Result<Vec<String>, StoreError> {
    sql.all(
        "SELECT content FROM law_text WHERE unit_id = ?1 AND removed_at IS NULL ORDER BY law, effective",
        values![unit],
        |c| c.text(),
    )
}

/// The laws of which a unit holds texts, those after `after`, whose title holds `part` (`%part%`).
pub fn laws(
    sql: &dyn Sql,
    unit: UnitId,
    part: Option<&str>,
    after: &str,
    limit: u32,
) -> Result<Vec<String>, StoreError> {
    sql.all(
        "SELECT DISTINCT law FROM law_text WHERE unit_id = ?1 AND removed_at IS NULL AND law > ?2 \
         AND (CAST(?3 AS TEXT) IS NULL OR title LIKE ?3 ESCAPE '!') ORDER BY law LIMIT ?4",
        values![unit, after, part, limit],
        |c| c.text(),
    )
}

/// Stores a text. [`StoreError::Taken`] when the unit holds a version of that day already.
pub fn insert(sql: &dyn Sql, text: &LawTextHead, content: &str) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO law_text (id, unit_id, law, title, effective, adopted, articles, content, content_hash, file_name, \
         by_person, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        values![
            text.id,
            text.unit,
            text.law,
            text.title,
            text.effective.as_deref().unwrap_or_default(),
            text.adopted,
            text.articles,
            content,
            text.content_hash,
            text.file_name,
            text.by,
            text.at
        ],
    )?;
    Ok(())
}

/// Takes a text out of the library; [`StoreError::Stale`] when it is out already.
pub fn remove(
    sql: &dyn Sql,
    id: LawTextId,
    by: PersonId,
    at: Millis,
    reason: &str,
) -> Result<(), StoreError> {
    sql.change(
        "UPDATE law_text SET removed_by = ?2, removed_at = ?3, removed_reason = ?4 WHERE id = ?1 AND removed_at IS NULL",
        values![id, by, at, reason],
    )
}
