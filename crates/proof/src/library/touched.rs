//! When a law changes: which articles differ between two versions, and which citations are touched by that.
//! Refuses to know where the citations stand; the caller names them.

use super::{ArticleText, LawText};
use crate::cite::Place;
use crate::law::ArticleNo;
use crate::law::names::key;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What became of an article of the older version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "LawChange"), schemars(rename = "LawChange"))]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Change {
    /// Same number, other words.
    Reworded {
        /// The article.
        no: ArticleNo,
    },
    /// Same words, other number.
    Renumbered {
        /// Number in the older version.
        from: ArticleNo,
        /// Number in the newer version.
        to: ArticleNo,
    },
    /// Nothing like it in the newer version under any number.
    Gone {
        /// The article.
        no: ArticleNo,
    },
    /// Only in the newer version.
    Added {
        /// The article.
        no: ArticleNo,
    },
}

/// Differences between two versions of a law, in order of the older one's articles, then what is new.
pub fn changes(older: &LawText, newer: &LawText) -> Vec<Change> {
    let by_words: HashMap<[u8; 8], ArticleNo> = newer.articles.iter().map(|a| (a.hash(), a.no)).collect();
    let mut moved_to = Vec::new();
    let mut out = Vec::new();
    for article in &older.articles {
        let same = newer.article(article.no);
        if same.is_some_and(|s| s.hash() == article.hash()) {
            continue;
        }
        if let Some(to) = by_words.get(&article.hash()).copied().or_else(|| alike(article, same, newer)) {
            moved_to.push(to);
            out.push(Change::Renumbered { from: article.no, to });
        } else if same.is_some() {
            out.push(Change::Reworded { no: article.no });
        } else {
            out.push(Change::Gone { no: article.no });
        }
    }
    moved_to.sort();
    let added = newer
        .articles
        .iter()
        .filter(|a| older.article(a.no).is_none() && moved_to.binary_search(&a.no).is_err());
    out.extend(added.map(|a| Change::Added { no: a.no }));
    out
}

/// Share of an article's pairs of characters that another must have to be the same article reworded and moved.
const ALIKE: f64 = 0.8;

/// An article that moved and was lightly reworded: most pairs of characters are shared with one near its old place.
fn alike(article: &ArticleText, same: Option<&ArticleText>, newer: &LawText) -> Option<ArticleNo> {
    let mine = pairs(&article.text());
    let share = |other: &ArticleText| {
        let theirs = pairs(&other.text());
        let common = mine.iter().filter(|(pair, n)| theirs.get(*pair).is_some_and(|m| m >= n)).count();
        common as f64 / mine.len().max(theirs.len()).max(1) as f64
    };
    if mine.len() < 8 || same.is_some_and(|s| share(s) >= ALIKE / 2.0) {
        return None;
    }
    // A revision inserts or drops tens of articles, not hundreds: looking farther would compare all with all.
    let near = newer.articles.iter().filter(|a| a.no.article.abs_diff(article.no.article) <= 60);
    let best = near.map(|a| (share(a), a.no)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= ALIKE).then_some(best.1)
}

fn pairs(text: &str) -> HashMap<(char, char), usize> {
    let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut out = HashMap::new();
    for pair in chars.windows(2) {
        *out.entry((pair[0], pair[1])).or_insert(0) += 1;
    }
    out
}

/// A citation that stands somewhere, as the caller keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited<K> {
    /// Where it stands: a topic, a script's shot, a published episode. The caller's own key.
    pub at: K,
    /// Title of the law cited.
    pub title: String,
    /// First article cited.
    pub no: ArticleNo,
    /// Last article of a range.
    pub last: Option<u32>,
}

/// A citation that a change touches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Touched<K> {
    /// Where it stands.
    pub at: K,
    /// What happened to the articles it cites.
    pub changes: Vec<Change>,
}

/// Which citations a new version touches. Additions touch nobody.
pub fn touched<K: Clone>(title: &str, changes: &[Change], cited: &[Cited<K>]) -> Vec<Touched<K>> {
    let law = key(title);
    let of = |change: &Change| match change {
        Change::Reworded { no } | Change::Gone { no } => Some(*no),
        Change::Renumbered { from, .. } => Some(*from),
        Change::Added { .. } => None,
    };
    let mut out = Vec::new();
    for one in cited.iter().filter(|c| key(&c.title) == law) {
        let mut place = Place::of(one.no.article, one.no.sub);
        place.article_end = one.last;
        let hit: Vec<Change> =
            changes.iter().filter(|change| of(change).is_some_and(|no| place.covers(no))).cloned().collect();
        if !hit.is_empty() {
            out.push(Touched { at: one.at.clone(), changes: hit });
        }
    }
    out
}
