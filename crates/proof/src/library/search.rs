//! Finds articles by words, by law and number, or both: 民法典 离婚, 刑法 264.
//! Refuses to rank by meaning; law and number first, then the text in force, then titles in order.

use super::{ArticleText, LawText, Library};
use crate::law::ArticleNo;
use crate::text::{Day, floor_border, numeral};
use serde::Serialize;

/// An article that answers a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "LawSearchHit"), schemars(rename = "LawSearchHit"))]
pub struct SearchHit {
    /// The law's title.
    pub title: String,
    /// First day in force of the version.
    pub effective: Option<Day>,
    /// True when this version is the one in force on the day asked for.
    pub in_force: bool,
    /// The article.
    pub no: ArticleNo,
    /// The words around the first match.
    pub excerpt: String,
}

/// Words of a query that are looked at.
const MOST_WORDS: usize = 8;
/// Bytes of text on each side of a match in an excerpt.
const AROUND: usize = 90;

pub(super) fn search(library: &Library, query: &str, on: Day, limit: usize) -> Vec<SearchHit> {
    let words: Vec<&str> = query.split_whitespace().take(MOST_WORDS).filter(|w| w.len() <= 200).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut hits = Vec::new();
    let mut versions: Vec<(&LawText, bool)> = library
        .iter()
        .map(|text| (text, library.on(&text.title, on).is_some_and(|now| std::ptr::eq(now, text))))
        .collect();
    versions.sort_by_key(|(text, in_force)| (!in_force, text.title.clone()));
    for (text, in_force) in versions {
        for article in &text.articles {
            if hits.len() >= limit {
                return hits;
            }
            if let Some(excerpt) = matches(text, article, &words) {
                hits.push(SearchHit {
                    title: text.title.clone(),
                    effective: text.effective,
                    in_force,
                    no: article.no,
                    excerpt,
                });
            }
        }
    }
    hits
}

/// Every word is part of the title, the article's number, or stands in the text; some word must pick the article.
fn matches(text: &LawText, article: &ArticleText, words: &[&str]) -> Option<String> {
    let whole = article.text();
    let mut excerpt = None;
    for word in words {
        if number_of(word) == Some(article.no) {
            excerpt.get_or_insert_with(|| cut(&whole, 0));
        } else if let Some(at) = whole.find(word) {
            excerpt.get_or_insert_with(|| cut(&whole, at));
        } else if !text.title.contains(word) {
            return None;
        }
    }
    excerpt
}

/// 264, 第264条, 第二百六十四条, 第133条之一.
fn number_of(word: &str) -> Option<ArticleNo> {
    let bare = word.strip_prefix('第').unwrap_or(word);
    let (article, end) = numeral::read(bare, 0)?;
    let rest = &bare[end..];
    let rest = rest.strip_prefix('条').unwrap_or(rest);
    match rest.strip_prefix('之') {
        Some(sub) => numeral::read(sub, 0)
            .filter(|(_, end)| *end == sub.len())
            .map(|(sub, _)| ArticleNo { article, sub }),
        None => rest.is_empty().then_some(ArticleNo { article, sub: 0 }),
    }
}

fn cut(text: &str, at: usize) -> String {
    let from = floor_border(text, at.saturating_sub(AROUND));
    let to = floor_border(text, at + 2 * AROUND);
    let mut out = String::new();
    if from > 0 {
        out.push('…');
    }
    out.push_str(&text[from..to]);
    if to < text.len() {
        out.push('…');
    }
    out
}
