//! The shape of articles: how many paragraphs and items, and a hash that tells whether a text is the article's.
//! Refuses to know the text itself.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// The number of an article: 第一百三十三条之一 is 133, 1. `sub` 0 is the article itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct ArticleNo {
    /// 第 N 条.
    pub article: u32,
    /// 之 N, or 0.
    #[serde(default)]
    pub sub: u32,
}

impl ArticleNo {
    /// In digits: 133-1.
    pub fn arabic(self) -> String {
        if self.sub > 0 { format!("{}-{}", self.article, self.sub) } else { self.article.to_string() }
    }
}

impl fmt::Display for ArticleNo {
    /// As statutes write it: 第一百三十三条之一.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::text::numeral::chinese;
        write!(f, "第{}条", chinese(self.article))?;
        if self.sub > 0 {
            write!(f, "之{}", chinese(self.sub))?;
        }
        Ok(())
    }
}

/// What is known of an article of the current version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its number.
    pub no: ArticleNo,
    /// Items (项) of each paragraph (款), in order; one entry per paragraph.
    pub items: Box<[u8]>,
    /// Characters of the normalised text.
    pub chars: u32,
    /// First 8 bytes of sha256 over the normalised text.
    pub hash: [u8; 8],
}

impl Article {
    /// Number of paragraphs.
    pub fn paragraphs(&self) -> u32 {
        self.items.len() as u32
    }

    /// Items of a paragraph counted from 1. Without a paragraph: the most that any paragraph has,
    /// because 第二十条第三项 leaves the only paragraph with items unsaid.
    pub fn items_of(&self, paragraph: Option<u32>) -> u32 {
        match paragraph {
            Some(p) => self.items.get((p as usize).wrapping_sub(1)).copied().unwrap_or(0).into(),
            None => self.items.iter().copied().max().unwrap_or(0).into(),
        }
    }
}

/// A text without all but CJK and alphanumerics: what two editions of an article must share to be equal.
pub fn normalised(text: &str) -> String {
    text.chars().filter(|c| crate::text::is_han(*c) || c.is_ascii_alphanumeric()).collect()
}

/// The hash the tables keep: first 8 bytes of sha256 over the normalised text.
pub fn structure_hash(text: &str) -> [u8; 8] {
    let digest = Sha256::digest(normalised(text).as_bytes());
    let mut out = [0; 8];
    out.copy_from_slice(&digest[..8]);
    out
}
