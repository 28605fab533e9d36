//! Finds articles by words, by law and number, or both: 民法典 离婚, 刑法 264.
//! Refuses to rank by meaning: texts in force first, then an article that was asked for by its number, then those that speak
//! of the words most often.

use super::{ArticleText, LawText, Library};
use crate::law::ArticleNo;
use crate::text::{Day, floor_border, numeral};
use serde::Serialize;
use std::cmp::Reverse;

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
    let mut found = Vec::new();
    for text in library.iter() {
        let in_force = library.on(&text.title, on).is_some_and(|now| std::ptr::eq(now, text));
        let inside =
            text.articles.iter().filter_map(|article| Some((article, matches(text, article, &words)?)));
        found.extend(inside.map(|(article, matched)| (text, in_force, article, matched)));
    }
    found.sort_by_key(|(text, in_force, article, matched)| {
        let Matched { by_number, times, .. } = *matched;
        (!in_force, !by_number, Reverse(times), &text.title, article.no)
    });
    let hit = |(text, in_force, article, matched): (&LawText, bool, &ArticleText, Matched)| SearchHit {
        title: text.title.clone(),
        effective: text.effective,
        in_force,
        no: article.no,
        excerpt: cut(&article.text(), matched.at),
    };
    found.into_iter().take(limit).map(hit).collect()
}

/// How an article answers a search.
#[derive(Clone, Copy)]
struct Matched {
    /// A word is its number.
    by_number: bool,
    /// How often the words stand in it.
    times: usize,
    /// Where the first of them stands, in bytes of its text.
    at: usize,
}

/// Every word is part of the title, the article's number, or stands in the text; some word must pick the article.
fn matches(text: &LawText, article: &ArticleText, words: &[&str]) -> Option<Matched> {
    let whole = article.text();
    let (mut by_number, mut times, mut first) = (false, 0, None);
    for word in words {
        let mut places =
            whole.match_indices(word).filter(|(at, _)| stands_alone(&whole, *at, word)).peekable();
        if number_of(word) == Some(article.no) {
            by_number = true;
        } else if let Some((at, _)) = places.peek() {
            first = first.or(Some(*at));
            times += places.count();
        } else if !text.title.contains(word) {
            return None;
        }
    }
    (by_number || first.is_some()).then_some(Matched { by_number, times, at: first.unwrap_or(0) })
}

/// 26 does not stand in 264, nor in 2026年; other words stand wherever they are.
fn stands_alone(text: &str, at: usize, word: &str) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let (bytes, own, end) = (text.as_bytes(), word.as_bytes(), at + word.len());
    let before = digit(own.first()) && at > 0 && digit(bytes.get(at - 1));
    let after = digit(own.last()) && digit(bytes.get(end));
    !before && !after
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
