//! Reading a law of the library: the whole text of a day, one article, and searching in all of them.
//! Stores nothing.

use super::list::{LawFacts, facts};
use super::query::spelled_out;
use super::{asked_title, day_or_today};
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::Refusal;
use pufa_domain::right::Right;
use pufa_proof::law::{ArticleNo, LawTable};
pub use pufa_proof::library::SearchHit;
use pufa_proof::library::{ArticleText, LawText, Library};
use pufa_proof::text::Day as ProofDay;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// The most articles that a search answers.
const MOST_HITS: usize = 60;
/// The longest query, in characters.
const MOST_QUERY: u32 = 100;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetLaw {
    /// A title, a short name or an alias.
    pub title: String,
    /// The day whose text is wanted; null: today.
    pub on: Option<ProofDay>,
    /// The text whose day is not known, which counts on no day while others are known.
    #[serde(default)]
    pub undated: bool,
}

/// A law's text on a day, with the other versions that the library holds.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct LawView {
    pub title: String,
    pub on: ProofDay,
    pub facts: LawFacts,
    /// Null: the library holds no text that counts on the day.
    pub text: Option<LawText>,
    /// First days of all versions held, oldest first; null for one whose day is not known.
    pub versions: Vec<Option<ProofDay>>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetArticle {
    pub title: String,
    pub article: u32,
    /// 之 N; 0 without.
    pub sub: u32,
    pub on: Option<ProofDay>,
}

/// An article on a day, and its neighbours for turning over.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct ArticleView {
    pub title: String,
    pub on: ProofDay,
    pub facts: LawFacts,
    /// First day of the text from which it is.
    pub effective: Option<ProofDay>,
    /// Null: the library holds no text that counts on the day, or the text has no such article.
    pub article: Option<ArticleText>,
    /// The whole article as plain lines.
    pub text: String,
    pub before: Option<ArticleNo>,
    pub after: Option<ArticleNo>,
    /// Whether the library holds a text of the law that counts on the day.
    pub held: bool,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchLaws {
    /// 民法典 离婚, 刑法 264, or words alone.
    pub query: String,
    pub on: Option<ProofDay>,
}

pub fn law_view(cx: &Context<'_>, input: GetLaw) -> Result<LawView, StudioError> {
    let (library, title, on) = asked(cx, &input.title, input.on)?;
    let versions = library.versions(&title);
    let text = match input.undated {
        true => versions.iter().find(|version| version.effective.is_none()),
        false => library.on(&title, on),
    };
    let text = text.cloned();
    Ok(LawView {
        facts: facts(&title, on),
        versions: versions.iter().map(|version| version.effective).collect(),
        title: text.as_ref().map_or(title, |text| text.title.clone()),
        on,
        text,
    })
}

pub fn law_article(cx: &Context<'_>, input: GetArticle) -> Result<ArticleView, StudioError> {
    let (library, title, on) = asked(cx, &input.title, input.on)?;
    let no = ArticleNo { article: input.article, sub: input.sub };
    let text = library.on(&title, on);
    let place = text.map(|text| text.articles.partition_point(|article| article.no < no)).unwrap_or_default();
    let found = text.and_then(|text| text.article(no)).cloned();
    let at = |index: Option<usize>| text?.articles.get(index?).map(|article| article.no);
    Ok(ArticleView {
        facts: facts(&title, on),
        effective: text.and_then(|text| text.effective),
        text: found.as_ref().map(ArticleText::text).unwrap_or_default(),
        before: at(place.checked_sub(1)),
        after: at(Some(if found.is_some() { place + 1 } else { place })),
        held: text.is_some(),
        title: text.map_or_else(|| title.clone(), |text| text.title.clone()),
        on,
        article: found,
    })
}

/// Articles in which every word of the query stands, texts that count on the day first.
pub fn search_laws(cx: &Context<'_>, input: SearchLaws) -> Result<Vec<SearchHit>, StudioError> {
    let acting = cx.require(Right::Read)?;
    let query = Refusal::optional_text("query", &input.query, MOST_QUERY)?;
    let on = day_or_today(cx, input.on)?;
    let (_, library) = cx.read(|sql| cx.api.shelf().library(sql, acting.unit))?;
    Ok(library.search(&spelled_out(&query), on, MOST_HITS))
}

/// The unit's library, the full title that is meant, and the day.
pub(super) fn asked(
    cx: &Context<'_>,
    title: &str,
    on: Option<ProofDay>,
) -> Result<(Arc<Library>, String, ProofDay), StudioError> {
    let acting = cx.require(Right::Read)?;
    let title = asked_title(title)?;
    let on = day_or_today(cx, on)?;
    let (_, library) = cx.read(|sql| cx.api.shelf().library(sql, acting.unit))?;
    let table = LawTable::bundled();
    // An alias (刑诉法) leads to a title; a title that only the library knows stays as it is.
    let full = match library.versions(&title).is_empty() {
        true => table.resolve(&title).and_then(|id| table.law(id)).map(|law| law.title.clone()),
        false => None,
    };
    Ok((library, full.unwrap_or(title), on))
}
