//! Finds a font with Chinese characters on this computer, once per run of the program.
//! Knows nothing of pictures or pages: it hands out the font file's bytes and the face's index.
//!
//! No font is shipped with the program (a Chinese face is 10 to 20 MB); every desktop that shows Chinese has one.

use std::sync::{Arc, OnceLock};

use fontdb::{Database, Family, ID, Query, Source, Style, Weight};

/// Families in order of preference, simplified Chinese first: Linux, macOS, Windows, then anything older.
const FAMILIES: [&str; 18] = [
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "STHeiti",
    "Microsoft YaHei",
    "Microsoft YaHei UI",
    "DengXian",
    "SimHei",
    "SimSun",
    "Songti SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "Noto Serif CJK SC",
];

/// How heavy the wanted face is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heaviness {
    /// Running text.
    Regular,
    /// Titles.
    Bold,
}

/// A face: the whole font file and the index of the face in it (collections hold several).
#[derive(Clone)]
pub struct ChineseFont {
    pub family: String,
    pub data: Arc<Vec<u8>>,
    pub index: u32,
}

/// No installed family of the known list has Chinese characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no_chinese_font: install a Chinese font (for example Noto Sans CJK SC) and try again")]
pub struct NoChineseFont;

/// The best installed face for simplified Chinese text. Looked up once, then kept in memory.
///
/// # Errors
/// [`NoChineseFont`] when no known family is installed; a later call does not look again.
pub fn chinese(heaviness: Heaviness) -> Result<ChineseFont, NoChineseFont> {
    static REGULAR: OnceLock<Option<ChineseFont>> = OnceLock::new();
    static BOLD: OnceLock<Option<ChineseFont>> = OnceLock::new();
    let (slot, weight) = match heaviness {
        Heaviness::Regular => (&REGULAR, Weight::NORMAL),
        Heaviness::Bold => (&BOLD, Weight::BOLD),
    };
    slot.get_or_init(|| find(installed(), weight)).clone().ok_or(NoChineseFont)
}

fn installed() -> &'static Database {
    static INSTALLED: OnceLock<Database> = OnceLock::new();
    INSTALLED.get_or_init(|| {
        let mut database = Database::new();
        database.load_system_fonts();
        database
    })
}

/// The first family of the list that is there: a missing bold falls back to the family's nearest weight.
fn find(database: &Database, weight: Weight) -> Option<ChineseFont> {
    FAMILIES.iter().find_map(|family| {
        let query =
            Query { families: &[Family::Name(family)], weight, style: Style::Normal, ..Query::default() };
        load(database, database.query(&query)?, family)
    })
}

fn load(database: &Database, id: ID, family: &str) -> Option<ChineseFont> {
    let (source, index) = database.face_source(id)?;
    let data = match source {
        Source::Binary(data) => data.as_ref().as_ref().to_vec(),
        Source::File(path) | Source::SharedFile(path, _) => std::fs::read(path).ok()?,
    };
    Some(ChineseFont { family: family.to_string(), data: Arc::new(data), index })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_computer_has_no_font_and_says_so() {
        assert!(find(&Database::new(), Weight::NORMAL).is_none());
        assert!(NoChineseFont.to_string().starts_with("no_chinese_font"));
    }
}
