//! What an episode's production has come to: final cut, the picture for its covers, the master copy, declarations.
//! Knows no gate and no file: the bytes lie in `blob`, the gates are the domain's.

use crate::{Bind, Cells, Sql, StoreError, json_text, values};
use pufa_domain::production::{AiUse, MinorsCheck};
use pufa_domain::{EpisodeId, Millis, PersonId};

/// The production of an episode.
#[derive(Clone, Debug, PartialEq)]
pub struct Production {
    pub episode: EpisodeId,
    /// The sha256 of the final cut.
    pub final_cut: Option<String>,
    pub cut_by: Option<PersonId>,
    pub cut_at: Option<Millis>,
    /// The sha256 of the picture from which covers are cut.
    pub cover_source: Option<String>,
    /// The point that stays in every cover, as shares of width and height from the upper left corner.
    pub focus: (f64, f64),
    /// What is written on the covers; perhaps nothing.
    pub cover_title: String,
    /// The master copy's title; empty: the episode's.
    pub title: String,
    pub description: String,
    pub tags: Vec<String>,
    pub ai_use: AiUse,
    pub ai_label_seen: bool,
    pub minors: MinorsCheck,
    pub filing_no: String,
    pub declared_by: Option<PersonId>,
    pub declared_at: Option<Millis>,
    /// 0: nothing is stored yet.
    pub version: i64,
}

impl Production {
    /// The production of an episode of which nothing is known yet. The focal point is the middle.
    pub fn none(episode: EpisodeId) -> Self {
        Self {
            episode,
            final_cut: None,
            cut_by: None,
            cut_at: None,
            cover_source: None,
            focus: (0.5, 0.5),
            cover_title: String::new(),
            title: String::new(),
            description: String::new(),
            tags: Vec::new(),
            ai_use: AiUse::Undeclared,
            ai_label_seen: false,
            minors: MinorsCheck::Unchecked,
            filing_no: String::new(),
            declared_by: None,
            declared_at: None,
            version: 0,
        }
    }
}

const PRODUCTION: &str = "SELECT episode_id, final_cut, cut_by, cut_at, cover_source, focus_x, focus_y, cover_title, \
    title, description, tags, ai_use, ai_label_seen, minors, filing_no, declared_by, declared_at, version FROM production";

fn production(c: &mut Cells<'_>) -> Result<Production, StoreError> {
    Ok(Production {
        episode: c.id()?,
        final_cut: c.maybe_text()?,
        cut_by: c.maybe_id()?,
        cut_at: c.maybe_at()?,
        cover_source: c.maybe_text()?,
        focus: (c.real()?, c.real()?),
        cover_title: c.text()?,
        title: c.text()?,
        description: c.text()?,
        tags: c.json()?,
        ai_use: c.word()?,
        ai_label_seen: c.flag()?,
        minors: c.word()?,
        filing_no: c.text()?,
        declared_by: c.maybe_id()?,
        declared_at: c.maybe_at()?,
        version: c.int()?,
    })
}

/// The production of an episode; one of which nothing is known when nothing is stored.
pub fn get(sql: &dyn Sql, episode: EpisodeId) -> Result<Production, StoreError> {
    let found = sql.first(&format!("{PRODUCTION} WHERE episode_id = ?1"), values![episode], production)?;
    Ok(found.unwrap_or_else(|| Production::none(episode)))
}

/// What is stored of some episodes.
pub fn of_episodes(sql: &dyn Sql, episodes: &[EpisodeId]) -> Result<Vec<Production>, StoreError> {
    let places = super::places(episodes.len(), 1);
    let ids: Vec<_> = episodes.iter().map(Bind::bind).collect();
    sql.all(&format!("{PRODUCTION} WHERE episode_id IN ({places})"), &ids, production)
}

/// Stores the production that was read as `p.version`; [`StoreError::Stale`] when somebody changed it meanwhile.
pub fn save(sql: &dyn Sql, p: &Production) -> Result<(), StoreError> {
    let (tags, ai_use, minors) = (json_text(&p.tags)?, p.ai_use.word(), p.minors.word());
    let row = values![
        p.episode,
        p.version,
        p.final_cut,
        p.cut_by,
        p.cut_at,
        p.cover_source,
        p.focus.0,
        p.focus.1,
        p.cover_title,
        p.title,
        p.description,
        tags,
        ai_use,
        p.ai_label_seen,
        minors,
        p.filing_no,
        p.declared_by,
        p.declared_at
    ];
    if p.version == 0 {
        return sql.change(
            "INSERT INTO production (episode_id, final_cut, cut_by, cut_at, cover_source, focus_x, focus_y, cover_title, \
             title, description, tags, ai_use, ai_label_seen, minors, filing_no, declared_by, declared_at, version) \
             VALUES (?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?2 + 1) \
             ON CONFLICT DO NOTHING",
            row,
        );
    }
    sql.change(
        "UPDATE production SET final_cut = ?3, cut_by = ?4, cut_at = ?5, cover_source = ?6, focus_x = ?7, focus_y = ?8, \
         cover_title = ?9, title = ?10, description = ?11, tags = ?12, ai_use = ?13, ai_label_seen = ?14, minors = ?15, \
         filing_no = ?16, declared_by = ?17, declared_at = ?18, version = version + 1 WHERE episode_id = ?1 AND version = ?2",
        row,
    )
}
