//! Laws with their versions and the article shapes of the current text; answers what was in force on a day.
//! Refuses to guess: a day before the first known version, or a fact that is missing, is said to be unknown.

use super::facts::{Facts, FactsError};
use super::names::Names;
use super::structure::{Article, ArticleNo};
use crate::text::Day;
use serde::Serialize;
use std::sync::OnceLock;

/// Index of a law in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct LawId(pub u16);

/// What sort of norm it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LawKind {
    /// 宪法, 法律 and codes.
    Law,
    /// Decisions and resolutions of the National People's Congress and its standing committee.
    Decision,
    /// 司法解释.
    Interpretation,
    /// 行政法规.
    Regulation,
}

/// The end of a law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeal {
    /// First day on which it is no longer in force; unknown for some interpretations.
    pub on: Option<Day>,
    /// Title of what replaced it, or a remark in brackets, or empty.
    pub by: String,
}

/// A version of a law's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Day of adoption.
    pub adopted: Option<Day>,
    /// First day in force.
    pub effective: Day,
    /// Number of the last article; `None` when not known.
    pub last_article: Option<u32>,
    /// True when [`Law::articles`] describes this version.
    pub structured: bool,
    /// Where the row comes from.
    pub source: String,
}

/// A law, interpretation or regulation.
#[derive(Debug, Clone)]
pub struct Law {
    /// Full official title, without brackets around it.
    pub title: String,
    /// Title without 中华人民共和国.
    pub short: String,
    /// What sort.
    pub kind: LawKind,
    /// Day the first text was adopted.
    pub first_adopted: Option<Day>,
    /// True when the text was amended since its first adoption, so that there were texts before the known ones.
    pub amended: bool,
    /// When and by what it ended.
    pub repeal: Option<Repeal>,
    /// Known versions, ascending by effective day.
    pub versions: Vec<Version>,
    /// Articles of the structured version, ascending.
    pub articles: Vec<Article>,
    /// Last article of the text the table calls current, also where its first day is not known.
    pub last_known: Option<u32>,
    /// Day of the facts.
    pub as_of: Day,
    /// Doubt recorded in the table, else empty.
    pub doubt: String,
    /// Where the row comes from.
    pub source: String,
}

/// Which text of a law counts on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOn<'l> {
    /// This version is in force.
    InForce(&'l Version),
    /// In force, but nothing is known of the text of that day (before the first known version, or no version known).
    Unknown,
    /// Not in force yet; the first day if known.
    NotYet(Option<Day>),
    /// No longer in force.
    Repealed(&'l Repeal),
}

impl Law {
    /// What counts on a day.
    pub fn on(&self, day: Day) -> TextOn<'_> {
        if let Some(repeal) = &self.repeal
            && repeal.on.is_none_or(|end| day >= end)
        {
            return TextOn::Repealed(repeal);
        }
        if let Some(version) = self.versions.iter().rev().find(|v| v.effective <= day) {
            return TextOn::InForce(version);
        }
        let first = self.versions.first().map(|v| v.effective);
        let before_adoption = self.first_adopted.is_some_and(|adopted| day < adopted);
        match first {
            Some(first) if !self.amended && self.repeal.is_none() => TextOn::NotYet(Some(first)),
            _ if before_adoption => TextOn::NotYet(None),
            _ => TextOn::Unknown,
        }
    }

    /// The first version that takes effect after a day.
    pub fn next_after(&self, day: Day) -> Option<&Version> {
        self.versions.iter().find(|v| v.effective > day)
    }

    /// The version that [`Law::articles`] describes.
    pub fn structured(&self) -> Option<&Version> {
        self.versions.iter().find(|v| v.structured)
    }

    /// An article of the structured version.
    pub fn article(&self, no: ArticleNo) -> Option<&Article> {
        // Most laws number without gaps, so an article stands in its number's place or, after inserted ones, little later.
        let from = (no.article as usize).checked_sub(1)?.min(self.articles.len());
        let inserted = self.articles.len().saturating_sub(self.last_article()? as usize);
        let near = &self.articles[from..self.articles.len().min(from + inserted + 1)];
        let among = |all: &'_ [Article]| all.binary_search_by_key(&no, |a| a.no).ok();
        match among(near) {
            Some(at) => self.articles.get(from + at),
            None => among(&self.articles).map(|at| &self.articles[at]),
        }
    }

    /// Number of the last article of the structured version.
    pub fn last_article(&self) -> Option<u32> {
        self.articles.last().map(|a| a.no.article).or(self.last_known)
    }
}

/// All that is known, and the names by which it is called.
pub struct LawTable {
    pub(super) laws: Vec<Law>,
    pub(super) names: Names,
    pub(super) laws_as_of: Day,
    pub(super) others_as_of: Day,
}

impl LawTable {
    /// The tables that ship with the product, read on first use and kept.
    pub fn bundled() -> &'static LawTable {
        static TABLE: OnceLock<LawTable> = OnceLock::new();
        // A test reads the bundled tables; should they be broken all the same, the checker knows no law rather than ending the program.
        TABLE.get_or_init(|| LawTable::read(&Facts::BUNDLED).unwrap_or_else(|_| LawTable::empty()))
    }

    /// Reads tables given by the caller.
    pub fn read(facts: &Facts<'_>) -> Result<LawTable, FactsError> {
        super::facts_read::read(facts)
    }

    fn empty() -> LawTable {
        LawTable {
            laws: Vec::new(),
            names: super::names::NamesBuilder::default().build(),
            laws_as_of: Day::FIRST,
            others_as_of: Day::FIRST,
        }
    }

    /// A law by its id.
    pub fn law(&self, id: LawId) -> Option<&Law> {
        self.laws.get(usize::from(id.0))
    }

    /// Every law with its id.
    pub fn iter(&self) -> impl Iterator<Item = (LawId, &Law)> {
        self.laws.iter().enumerate().map(|(i, law)| (LawId(i as u16), law))
    }

    /// The names.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Day of the facts on laws, and of those on interpretations and regulations.
    pub fn as_of(&self) -> (Day, Day) {
        (self.laws_as_of, self.others_as_of)
    }

    /// The law that a title, short name, alias or document number means, when it means exactly one.
    pub fn resolve(&self, name: &str) -> Option<LawId> {
        match self.names.lookup(name)? {
            super::names::LawName::One(id) => Some(*id),
            super::names::LawName::Ask(_) => None,
        }
    }
}
