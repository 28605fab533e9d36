//! Finds citations of laws in running text: what is cited, where it stands, how it was named.
//! Refuses to judge them: whether the law is in force or the article exists is `check`'s.

mod back;
mod link;
mod place;
mod scan;
mod words;

pub use place::Place;
pub(crate) use scan::scan_with;
pub use scan::{scan, scan_after};

use crate::law::{LawId, LawTable};
use serde::Serialize;
use std::ops::Range;

/// How the law of a citation was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "NamedBy"), schemars(rename = "NamedBy"))]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// Title, short name or alias, or an abbreviation the text itself defines (以下简称).
    Name,
    /// A name that may mean other laws: a person must confirm.
    Ambiguous,
    /// 法释〔2020〕22号.
    DocumentNumber,
    /// 本法, by the context.
    Context,
    /// 同法, 该法, 该条, 前款: what was cited before.
    Back,
    /// A title in 《》 that reads like a norm's and is not in the tables.
    Unlisted,
}

/// One article (or range) that the text cites. Byte ranges; members of a list are citations of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The law, when it is known which.
    pub law: Option<LawId>,
    /// What an ambiguous name may mean.
    pub candidates: Vec<LawId>,
    /// How it was named.
    pub via: Via,
    /// The name as written, without brackets.
    pub surface: Range<usize>,
    /// The edition named with the title, as in 公务员法（2018修订）.
    pub edition: Option<u16>,
    /// Article, paragraph, item.
    pub place: Place,
    /// The first member of a list begins at the name, later ones at their own number.
    pub span: Range<usize>,
}

/// A law named without an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The law, when it is known which.
    pub law: Option<LawId>,
    /// What an ambiguous name may mean.
    pub candidates: Vec<LawId>,
    /// How it was named.
    pub via: Via,
    /// Where, brackets included.
    pub span: Range<usize>,
    /// The name without brackets.
    pub surface: Range<usize>,
}

/// What a text cites.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scan {
    /// In order of the text.
    pub citations: Vec<Citation>,
    /// Laws named without an article, in order.
    pub mentions: Vec<Mention>,
    /// The law named last, which 同法 in a text that follows would mean: inside, whether it is one of the tables.
    /// `None` where no law is named.
    pub last: Option<Option<LawId>>,
    /// What it finds depends on what was carried in: 该法 stands before any law is named.
    pub leans: bool,
    /// 本法第三条, 本条例第五条 without a law of the context: where 本法 stands.
    pub contextless: Vec<Range<usize>>,
    /// Steps taken: grows linearly with the text, whatever stands in it. For tests.
    pub work: usize,
}

/// The law that a script's header means by 本法: a title, short name, alias or document number, perhaps with brackets,
/// 我国 before it or an edition after it. Not a name that may mean several.
pub fn context_law(table: &LawTable, name: &str) -> Option<LawId> {
    let bare = name.trim().trim_start_matches("我国").trim_matches(['《', '》', ' ']);
    table.resolve(bare).or_else(|| table.resolve(link::without_edition(name)?))
}

impl Citation {
    /// Full title as the tables have it; the name as written when the law is not known.
    pub fn title<'a>(&self, table: &'a LawTable, text: &'a str) -> &'a str {
        let known = self.law.and_then(|id| table.law(id)).map(|law| law.title.as_str());
        known.or_else(|| text.get(self.surface.clone())).unwrap_or("").trim()
    }
}
