//! Everything that can be found: one row a thing, kept in the transaction that changes the thing.
//! Knows no right: whoever asks says in which units.

use crate::{Cells, Dialect, Sql, StoreError, Value, values};
use pufa_domain::found::FoundKind;
use pufa_domain::pinyin::{initials, normalised};
use pufa_domain::{ColumnId, EpisodeId, Millis, PersonId, TopicId, UnitId};
use std::collections::HashSet;

/// The most characters of a thing that can be found by.
const SEARCHED: usize = 20_000;

/// A thing that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub kind: FoundKind,
    pub id: String,
    pub unit: UnitId,
    /// The episode to open; none for what belongs to none.
    pub episode: Option<EpisodeId>,
    /// As shown.
    pub title: String,
    /// What is shown beside the title: a column and a number, a proposer.
    pub detail: String,
    /// Other words by which it is found.
    pub words: String,
    pub at: Millis,
}

impl Found {
    /// A person, found by name.
    pub fn person(id: PersonId, unit: UnitId, name: &str, at: Millis) -> Self {
        Self {
            kind: FoundKind::Person,
            id: id.to_string(),
            unit,
            episode: None,
            title: name.to_owned(),
            detail: String::new(),
            words: String::new(),
            at,
        }
    }

    /// A column, found by its name and its other names.
    pub fn column(id: ColumnId, unit: UnitId, name: &str, aliases: &[String], at: Millis) -> Self {
        Self {
            kind: FoundKind::Column,
            id: id.to_string(),
            unit,
            episode: None,
            title: name.to_owned(),
            detail: aliases.join(" "),
            words: String::new(),
            at,
        }
    }

    /// A topic, found by its title, its angle and its point of law.
    pub fn topic(id: TopicId, unit: UnitId, title: &str, words: &str, at: Millis) -> Self {
        Self {
            kind: FoundKind::Topic,
            id: id.to_string(),
            unit,
            episode: None,
            title: title.to_owned(),
            detail: String::new(),
            words: words.to_owned(),
            at,
        }
    }

    /// An episode, found by its title and its column; `detail` is the column with the number.
    pub fn episode(id: EpisodeId, unit: UnitId, title: &str, detail: &str, at: Millis) -> Self {
        Self {
            kind: FoundKind::Episode,
            id: id.to_string(),
            unit,
            episode: Some(id),
            title: title.to_owned(),
            detail: detail.to_owned(),
            words: String::new(),
            at,
        }
    }

    /// A script, found by every word in it.
    pub fn script(id: EpisodeId, unit: UnitId, title: &str, words: &str, at: Millis) -> Self {
        Self {
            kind: FoundKind::Script,
            id: id.to_string(),
            unit,
            episode: Some(id),
            title: title.to_owned(),
            detail: String::new(),
            words: words.to_owned(),
            at,
        }
    }
}

/// Keeps what `found` can be found by; what was kept of it before goes.
pub fn put(sql: &dyn Sql, found: &Found) -> Result<(), StoreError> {
    let haystack = normalised(&format!("{} {} {}", found.title, found.detail, found.words));
    let haystack: String = haystack.chars().take(SEARCHED).collect();
    sql.run(
        "INSERT INTO search_entry (kind, id, unit_id, episode_id, title, detail, haystack, initials, rank, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (kind, id) DO UPDATE SET \
         episode_id = excluded.episode_id, title = excluded.title, detail = excluded.detail, \
         haystack = excluded.haystack, initials = excluded.initials, rank = excluded.rank, at = excluded.at",
        values![
            found.kind.word(),
            found.id,
            found.unit,
            found.episode,
            found.title,
            found.detail,
            haystack,
            // Every reading after a blank: what is typed begins one of them.
            format!(" {}", initials(&found.title).join(" ")),
            found.kind.rank(),
            found.at
        ],
    )?;
    Ok(())
}

pub fn remove(sql: &dyn Sql, kind: FoundKind, id: &str) -> Result<(), StoreError> {
    sql.run("DELETE FROM search_entry WHERE kind = ?1 AND id = ?2", values![kind.word(), id])?;
    Ok(())
}

/// What matches every one of `words` (normalised) in a unit, or whose initials begin with `typed`: what begins so comes
/// first, then what has it in its title, then what has it inside. Scripts are long, and looked into only while what is
/// short has not filled the answer; a work that was found by its name is not found a second time by its script.
pub fn matching(
    sql: &dyn Sql,
    unit: UnitId,
    words: &[String],
    typed: &str,
    limit: u32,
) -> Result<Vec<Found>, StoreError> {
    let mut hits = matching_names(sql, unit, words, typed, limit)?;
    let known: HashSet<EpisodeId> = hits.iter().filter_map(|hit| hit.episode).collect();
    let left = limit.saturating_sub(u32::try_from(hits.len()).unwrap_or(limit));
    if left > 0 {
        let inside = matching_scripts(sql, unit, words, limit)?.into_iter();
        let new = inside.filter(|hit| hit.episode.is_none_or(|episode| !known.contains(&episode)));
        hits.extend(new.take(left as usize));
    }
    Ok(hits)
}

/// Values that are bound in turn, each under the next number.
struct Bound(Vec<Value<'static>>);

impl Bound {
    fn of(unit: UnitId, limit: u32) -> Self {
        let scripts = Value::Int(FoundKind::Script.rank());
        Self(vec![Value::Text(unit.to_string().into()), Value::Int(limit.into()), scripts])
    }

    fn place(&mut self, text: String) -> String {
        self.0.push(Value::Text(text.into()));
        format!("?{}", self.0.len())
    }

    /// The condition that every word stands in the haystack.
    fn inside(&mut self, dialect: Dialect, words: &[String]) -> String {
        let each = words.iter().map(|word| {
            let word = self.place(word.clone());
            stands_in(dialect, "haystack", &word)
        });
        each.collect::<Vec<_>>().join(" AND ")
    }
}

/// The condition that `text` holds `part` as it is. LIKE looks at every character for its case and for what it may stand
/// for; all that is searched is normalised already.
fn stands_in(dialect: Dialect, text: &str, part: &str) -> String {
    match dialect {
        Dialect::Sqlite => format!("INSTR({text}, {part}) > 0"),
        Dialect::Postgres => format!("STRPOS({text}, {part}) > 0"),
    }
}

fn matching_names(
    sql: &dyn Sql,
    unit: UnitId,
    words: &[String],
    typed: &str,
    limit: u32,
) -> Result<Vec<Found>, StoreError> {
    let dialect = sql.dialect();
    let mut bound = Bound::of(unit, limit);
    let inside = bound.inside(dialect, words);
    let whole = bound.place(words.join(" "));
    let title_has = stands_in(dialect, "LOWER(title)", &whole);
    // Initials are letters and digits alone: nothing else can match them.
    let by_initials = if typed.is_empty() {
        "1 = 0".to_owned()
    } else {
        stands_in(dialect, "initials", &bound.place(format!(" {typed}")))
    };
    sql.all(
        &format!(
            "SELECT kind, id, unit_id, episode_id, title, detail, at FROM (SELECT kind, id, unit_id, episode_id, title, \
             detail, at, rank, CASE WHEN SUBSTR(haystack, 1, LENGTH({whole})) = {whole} THEN 0 WHEN {by_initials} THEN 1 \
             WHEN {title_has} THEN 2 ELSE 3 END AS nearness FROM search_entry \
             WHERE unit_id = ?1 AND rank < ?3 AND (({inside}) OR {by_initials})) AS found \
             ORDER BY nearness, rank, at DESC, id LIMIT ?2"
        ),
        &bound.0,
        found,
    )
}

fn matching_scripts(
    sql: &dyn Sql,
    unit: UnitId,
    words: &[String],
    limit: u32,
) -> Result<Vec<Found>, StoreError> {
    let mut bound = Bound::of(unit, limit);
    let inside = bound.inside(sql.dialect(), words);
    // The index hands the newest out first, so that the search ends when there are enough.
    sql.all(
        &format!(
            "SELECT kind, id, unit_id, episode_id, title, detail, at FROM search_entry \
             WHERE unit_id = ?1 AND rank = ?3 AND {inside} ORDER BY at DESC, id LIMIT ?2"
        ),
        &bound.0,
        found,
    )
}

fn found(c: &mut Cells<'_>) -> Result<Found, StoreError> {
    Ok(Found {
        kind: c.word()?,
        id: c.text()?,
        unit: c.id()?,
        episode: c.maybe_id()?,
        title: c.text()?,
        detail: c.text()?,
        words: String::new(),
        at: c.at()?,
    })
}
