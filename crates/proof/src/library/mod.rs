//! The unit's own library of law texts: versions side by side, articles, search, the standard form of a citation.
//! Refuses to open files or databases: texts come in as strings, results go out as values.

mod folder;
mod parse;
mod search;
mod standard;
mod touched;

pub use folder::{Import, SourceFile, read_folder};
pub use parse::{Hints, Refusal, parse, parse_lines};
pub use search::SearchHit;
pub use standard::{Form, standard_form};
pub use touched::{Change, Cited, Touched, changes, touched};

use crate::law::names::key;
use crate::law::structure_hash;
use crate::law::{ArticleNo, LawTable};
use crate::text::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One version of a law's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct LawText {
    /// Title as it stands at the head.
    pub title: String,
    /// Day of adoption or of the last amendment named at the head.
    pub adopted: Option<Day>,
    /// First day in force; `None` when neither the text nor the caller says.
    pub effective: Option<Day>,
    /// Articles, ascending.
    pub articles: Vec<ArticleText>,
}

/// An article with its paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct ArticleText {
    /// Its number.
    pub no: ArticleNo,
    /// Part, chapter and section it stands in, outermost first.
    pub under: Vec<String>,
    /// 款, in order.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph (款) with its items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "LawParagraph"), schemars(rename = "LawParagraph"))]
pub struct Paragraph {
    /// The words before the items.
    pub text: String,
    /// 项, in order, each with its number in brackets.
    pub items: Vec<String>,
}

impl ArticleText {
    /// The whole article, a line for each paragraph and item, without its number.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for paragraph in &self.paragraphs {
            for line in std::iter::once(&paragraph.text).chain(&paragraph.items).filter(|l| !l.is_empty()) {
                if !out.is_empty() {
                    out.push('\n');
                }
                out.push_str(line);
            }
        }
        out
    }

    /// A paragraph counted from 1 and, if asked, one of its items; an item without a paragraph is looked for in the first that has items.
    pub fn part(&self, paragraph: Option<u32>, item: Option<u32>) -> Option<String> {
        let index = |n: u32| (n as usize).checked_sub(1);
        let chosen = match paragraph {
            Some(p) => self.paragraphs.get(index(p)?)?,
            None => match item {
                None => return Some(self.text()),
                Some(_) => self.paragraphs.iter().find(|p| !p.items.is_empty())?,
            },
        };
        match item {
            Some(i) => chosen.items.get(index(i)?).cloned(),
            None => {
                let lines: Vec<&str> = std::iter::once(chosen.text.as_str())
                    .chain(chosen.items.iter().map(String::as_str))
                    .collect();
                Some(lines.join("\n"))
            }
        }
    }

    /// Hash of the normalised text, comparable with the fact tables.
    pub fn hash(&self) -> [u8; 8] {
        structure_hash(&self.text())
    }
}

impl LawText {
    /// The text with its first day in force where the tables know it and the text does not say.
    pub fn dated(mut self, table: &LawTable) -> LawText {
        if self.effective.is_none() {
            self.effective = effective_from(&self, table);
        }
        self
    }

    /// An article by number.
    pub fn article(&self, no: ArticleNo) -> Option<&ArticleText> {
        self.articles.binary_search_by_key(&no, |a| a.no).ok().map(|i| &self.articles[i])
    }
}

/// Texts by law. A law is known by its title without dress, so 刑法 and 中华人民共和国刑法 are one.
#[derive(Debug, Clone, Default)]
pub struct Library {
    laws: BTreeMap<String, Vec<LawText>>,
}

/// What adding a text did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "TextAdded"), schemars(rename = "TextAdded"))]
#[serde(rename_all = "snake_case")]
pub enum Added {
    /// A version not held before.
    New,
    /// Takes the place of the version of the same day.
    Replaced,
    /// The very same text was held already.
    Same,
}

impl Library {
    /// An empty library.
    pub fn new() -> Library {
        Library::default()
    }

    /// Adds a version. Where the text does not say when it takes effect, `table` may know by the day of adoption.
    pub fn add(&mut self, text: LawText, table: &LawTable) -> Added {
        let text = text.dated(table);
        let versions = self.laws.entry(key(&text.title)).or_default();
        let added = match versions.iter_mut().find(|v| v.effective == text.effective) {
            Some(held) if *held == text => Added::Same,
            Some(held) => {
                *held = text;
                Added::Replaced
            }
            None => {
                versions.push(text);
                Added::New
            }
        };
        versions.sort_by_key(|v| v.effective);
        added
    }

    /// Versions of a law, the oldest first; those without a day come before all.
    pub fn versions(&self, title: &str) -> &[LawText] {
        if self.laws.is_empty() {
            return &[];
        }
        self.laws.get(&key(title)).map_or(&[], Vec::as_slice)
    }

    /// The text in force on a day: the newest that took effect by then. A text whose day is not known counts only
    /// when it is the only one.
    pub fn on(&self, title: &str, day: Day) -> Option<&LawText> {
        let versions = self.versions(title);
        let dated = versions.iter().rev().find(|v| v.effective.is_some_and(|e| e <= day));
        dated.or(match versions {
            [only] if only.effective.is_none() => Some(only),
            _ => None,
        })
    }

    /// All texts.
    pub fn iter(&self) -> impl Iterator<Item = &LawText> {
        self.laws.values().flatten()
    }

    /// Number of texts held.
    pub fn len(&self) -> usize {
        self.laws.values().map(Vec::len).sum()
    }

    /// True when no text is held.
    pub fn is_empty(&self) -> bool {
        self.laws.is_empty()
    }

    /// Articles in which every word of `query` stands, current texts first by title; at most `limit`.
    pub fn search(&self, query: &str, on: Day, limit: usize) -> Vec<SearchHit> {
        search::search(self, query, on, limit)
    }
}

/// The day the tables give for the adopted version; else that of a law with one version only.
fn effective_from(text: &LawText, table: &LawTable) -> Option<Day> {
    let law = table.law(table.resolve(&text.title)?)?;
    match text.adopted {
        Some(adopted) => law.versions.iter().find(|v| v.adopted == Some(adopted)).map(|v| v.effective),
        None => match law.versions.as_slice() {
            [only] => Some(only.effective),
            _ => None,
        },
    }
}
