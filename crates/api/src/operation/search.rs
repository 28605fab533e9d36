//! Search over everything: two Chinese characters are enough, and the initials of their pinyin.
//! Knows no kind of thing; what can be found is kept beside each thing by whoever changes it.

use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::found::FoundKind;
use pufa_domain::pinyin::normalised;
use pufa_domain::right::Right;
use pufa_domain::{EpisodeId, Refusal};
use pufa_store::table::search::{self, Found};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most characters of a search; more words than these find nothing more.
const MOST_TEXT: u32 = 100;
/// The most hits answered.
const MOST_HITS: u32 = 50;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    pub text: String,
    pub limit: Option<u32>,
}

/// What was found, the nearest first.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SearchHits {
    pub hits: Vec<SearchHit>,
}

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SearchHit {
    pub kind: FoundKind,
    pub id: String,
    pub title: String,
    pub detail: String,
    /// The episode to open, for what belongs to one.
    pub episode_id: Option<EpisodeId>,
}

impl From<Found> for SearchHit {
    fn from(found: Found) -> Self {
        Self {
            kind: found.kind,
            id: found.id,
            title: found.title,
            detail: found.detail,
            episode_id: found.episode,
        }
    }
}

pub fn search(cx: &Context<'_>, input: Search) -> Result<SearchHits, StudioError> {
    let acting = cx.require(Right::Read)?;
    let text = normalised(&Refusal::optional_text("text", &input.text, MOST_TEXT)?);
    let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        return Ok(SearchHits { hits: Vec::new() });
    }
    let typed: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let latin = text.chars().all(|c| c.is_ascii_alphanumeric() || c.is_whitespace());
    let typed = if latin { typed.as_str() } else { "" };
    let limit = input.limit.unwrap_or(20).clamp(1, MOST_HITS);
    let hits = cx.read(|sql| Ok(search::matching(sql, acting.unit, &words, typed, limit)?))?;
    Ok(SearchHits { hits: hits.into_iter().map(SearchHit::from).collect() })
}
