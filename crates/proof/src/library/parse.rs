//! Reads a law's text: Markdown, plain text, or the lines of a document, into articles, paragraphs and items.
//! Refuses to repair a text: what has no articles is refused, what follows the last article is left out.

use super::{ArticleText, LawText, Paragraph};
use crate::law::ArticleNo;
use crate::text::{Day, numeral};
use std::fmt;

/// Longest text that is read, in bytes; 民法典 has 330,000.
pub const MOST_BYTES: usize = 8 << 20;
/// Most articles of one text; 民法典 has 1,260.
const MOST_ARTICLES: usize = 10_000;

/// What the caller knows beside the text, from a file's name or folder or from a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Title, when the text has none at its head.
    pub title: Option<String>,
    /// First day in force.
    pub effective: Option<Day>,
    /// Day of adoption, as file names give it: 解释(2020-12-29).md.
    pub adopted: Option<Day>,
}

impl Hints {
    /// Reads the title and day that the national database and the samples put into a file's name.
    pub fn of_file_name(name: &str) -> Hints {
        let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let day = |text: &str| Day::parse(text).or_else(|| compact_day(text));
        let (title, adopted) = match stem.rfind(['(', '（', '_']) {
            Some(at) => {
                let note = stem[at..].trim_matches(['(', '（', ')', '）', '_']);
                (if day(note).is_some() { &stem[..at] } else { stem }, day(note))
            }
            None => (stem, None),
        };
        let named = title.chars().any(crate::text::is_han);
        Hints { title: named.then(|| title.trim().to_owned()), effective: None, adopted }
    }
}

/// 20201229.
fn compact_day(text: &str) -> Option<Day> {
    let sound = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| Day::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?))?
}

/// Why a text is no law's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// More than [`MOST_BYTES`].
    TooLong,
    /// No line begins with 第一条 or another article.
    NoArticles,
    /// Neither the text nor the caller gives a title.
    NoTitle,
}

impl Refusal {
    /// A word for the reason.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::TooLong => "too_long",
            Refusal::NoArticles => "no_articles",
            Refusal::NoTitle => "no_title",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refusal::TooLong => "the text is longer than any law",
            Refusal::NoArticles => "the text has no articles",
            Refusal::NoTitle => "the text has no title",
        })
    }
}

impl std::error::Error for Refusal {}

/// Reads Markdown or plain text.
pub fn parse(text: &str, hints: &Hints) -> Result<LawText, Refusal> {
    if text.len() > MOST_BYTES {
        return Err(Refusal::TooLong);
    }
    parse_lines(text.trim_start_matches('\u{feff}').lines(), hints)
}

/// Reads the paragraphs of a document, as another crate takes them out of a .docx.
pub fn parse_lines<'l>(lines: impl Iterator<Item = &'l str>, hints: &Hints) -> Result<LawText, Refusal> {
    let mut reader = Reader::default();
    for line in lines {
        reader.bytes += line.len();
        if reader.bytes > MOST_BYTES || reader.articles.len() > MOST_ARTICLES {
            return Err(Refusal::TooLong);
        }
        reader.line(line);
    }
    let title = reader.title.or_else(|| hints.title.clone()).ok_or(Refusal::NoTitle)?;
    if reader.articles.is_empty() {
        return Err(Refusal::NoArticles);
    }
    let effective = hints.effective.or(reader.effective).or_else(|| {
        // An amended law's last article still tells the day of its first text.
        let last = reader.articles.last().map(ArticleText::text).unwrap_or_default();
        if reader.amended { None } else { takes_effect(&last) }
    });
    Ok(LawText { title, adopted: reader.adopted.or(hints.adopted), effective, articles: reader.articles })
}

#[derive(Default)]
struct Reader {
    bytes: usize,
    title: Option<String>,
    adopted: Option<Day>,
    effective: Option<Day>,
    amended: bool,
    under: Vec<(u8, String)>,
    articles: Vec<ArticleText>,
    /// Between `---` lines at the head, or inside a comment.
    front_matter: bool,
    /// After an appendix began: nothing more belongs to an article.
    closed: bool,
}

impl Reader {
    fn line(&mut self, raw: &str) {
        let line = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{3000}' || c == '\u{200b}');
        if line == "---" && self.title.is_none() {
            self.front_matter = !self.front_matter;
            return;
        }
        if line.is_empty() || self.front_matter || line.starts_with("<!--") {
            return;
        }
        let heading = line.starts_with('#');
        let plain = line.trim_start_matches('#').trim().replace("**", "");
        if let Some((no, rest)) = article_start(&plain)
            && self.articles.last().is_none_or(|last| no > last.no)
        {
            self.open(no, rest);
        } else if heading || division(&plain).is_some() {
            self.heading(&plain, line);
        } else if self.articles.is_empty() {
            self.head(&plain);
        } else if plain.starts_with("附件") || plain.starts_with("附录") || plain.starts_with("附：") {
            self.closed = true;
        } else if !self.closed {
            self.words(&plain);
        }
    }

    fn open(&mut self, no: ArticleNo, rest: &str) {
        self.closed = false;
        let under = self.under.iter().map(|(_, name)| name.clone()).collect();
        self.articles.push(ArticleText { no, under, paragraphs: Vec::new() });
        if !rest.is_empty() {
            self.words(rest);
        }
    }

    fn words(&mut self, line: &str) {
        let Some(article) = self.articles.last_mut() else {
            return;
        };
        match article.paragraphs.last_mut() {
            Some(paragraph) if item_start(line) => paragraph.items.push(line.to_owned()),
            _ => article.paragraphs.push(Paragraph { text: line.to_owned(), items: Vec::new() }),
        }
    }

    fn heading(&mut self, plain: &str, line: &str) {
        let marks = line.len() - line.trim_start_matches('#').len();
        if marks == 1 && self.title.is_none() {
            self.title = Some(plain.to_owned());
            return;
        }
        let depth = division(plain).unwrap_or(marks as u8);
        self.closed = plain.starts_with("附件") || plain.starts_with("附录");
        self.under.retain(|(d, _)| *d < depth);
        self.under.push((depth, plain.to_owned()));
    }

    /// A line before the first article: title, history, table of contents.
    fn head(&mut self, line: &str) {
        if self.title.is_none() && !line.starts_with(['（', '(']) && Day::of_chinese(line).is_none() {
            self.title = Some(line.to_owned());
            return;
        }
        for part in line.split(['　', '\n']) {
            let Some(day) = Day::of_chinese(part) else {
                continue;
            };
            if let Some(effective) = takes_effect(part) {
                self.effective = Some(effective);
            } else if part.contains("施行") && !part.contains("通过") {
                self.effective = Some(day);
            } else if ["通过", "修正", "修订", "公布", "批准"].iter().any(|w| part.contains(w)) {
                self.amended |=
                    self.adopted.is_some_and(|a| a != day) || part.contains("修正") || part.contains("修订");
                self.adopted = self.adopted.max(Some(day));
            }
        }
    }
}

/// 第一百三十三条之一　… : the number and the words after it. A space or the end must follow: 第三条规定的… begins a paragraph.
fn article_start(line: &str) -> Option<(ArticleNo, &str)> {
    let rest = line.strip_prefix('第')?;
    let (article, end) = numeral::read(line, line.len() - rest.len())?;
    let mut rest = line[end..].strip_prefix('条')?;
    let mut sub = 0;
    if let Some(after) = rest.strip_prefix('之')
        && let Some((n, end)) = numeral::read(after, 0)
        && after[end..].chars().next().is_none_or(char::is_whitespace)
    {
        (sub, rest) = (n, &after[end..]);
    }
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace) || rest.starts_with('【');
    (spaced && article > 0).then(|| (ArticleNo { article, sub }, rest.trim_start()))
}

/// （一）…
fn item_start(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(['（', '(']) else {
        return false;
    };
    numeral::read(rest, 0).is_some_and(|(_, end)| rest[end..].starts_with(['）', ')']))
}

/// 第一编, 第二分编, 第三章, 第四节 with a space or end after it; its depth.
fn division(line: &str) -> Option<u8> {
    let rest = line.strip_prefix('第')?;
    let (_, end) = numeral::read(rest, 0)?;
    let rest = &rest[end..];
    let units = [("分编", 3), ("编", 2), ("章", 4), ("节", 5)];
    let (unit, depth) = units.iter().find(|(unit, _)| rest.starts_with(unit))?;
    let after = &rest[unit.len()..];
    (after.is_empty() || after.starts_with(char::is_whitespace)).then_some(*depth)
}

/// 自2021年1月1日起施行.
fn takes_effect(text: &str) -> Option<Day> {
    let at = text.rfind("起施行").or_else(|| text.rfind("起实施"))?;
    let from = text[..at].rfind('自')?;
    Day::of_chinese(&text[from..at])
}
