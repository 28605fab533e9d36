//! Is what stands in quotation marks after a citation the article's text?
//! Refuses to compare terms (所称的“虐待”): a quote has at least eight characters.

use super::{Basis, as_of};
use crate::cite::Citation;
use crate::finding::{Draft, Severity};
use crate::law::{ArticleNo, normalised, structure_hash};
use crate::library::LawText;
use crate::text::{Marks, Pairs, is_han};
use serde::Serialize;
use std::ops::Range;

/// How a quote compares with the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "QuoteVerdict"), schemars(rename = "QuoteVerdict"))]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// The whole article, word for word.
    Whole,
    /// A part of it, word for word (节引).
    Part,
    /// Parts of it with …… between.
    Elided,
    /// Word for word, of the text that was in force from this day and is not on the planned one.
    Older {
        /// First day of that version.
        effective: Option<crate::text::Day>,
    },
    /// Word for word, of another article.
    OtherArticle {
        /// That article.
        no: ArticleNo,
    },
    /// Not the text.
    Differs,
    /// No text to compare with, and not the whole article by its hash.
    Unknown,
}

/// Shorter quotes are terms.
const SHORTEST: usize = 8;
/// How far after a citation a quotation mark may open, in characters.
const NEAR: usize = 18;
/// Longest quote that is looked at, in bytes; the longest article has about 6,000.
const LONGEST_QUOTE: usize = 9_000;
/// Longest quote and article compared word by word, in characters.
const LONGEST: usize = 2_000;

/// Closing marks of a text's quotation marks, nested; one pass.
pub struct Quotes(Pairs);

impl Quotes {
    /// Pairs the marks of a text. Straight marks open and close by turns.
    pub(crate) fn of(marks: Marks<'_>) -> Quotes {
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut pairs = Pairs::default();
        for &(at, c) in marks {
            let wanted = match c {
                '“' => '”',
                '「' => '」',
                '『' => '』',
                '"' if open.last().is_none_or(|(_, close)| *close != '"') => '"',
                '”' | '」' | '』' | '"' => {
                    if open.last().is_some_and(|(_, close)| *close == c)
                        && let Some((number, _)) = open.pop()
                    {
                        pairs.close(number, at);
                    }
                    continue;
                }
                _ => continue,
            };
            open.push((pairs.open(at), wanted));
        }
        Quotes(pairs)
    }

    /// The quote that follows a citation which ends at `pos`; `until` is where the next citation begins.
    pub fn after(&self, text: &str, pos: usize, until: usize) -> Option<Range<usize>> {
        let rest = text.get(pos..)?;
        let (i, mark) = rest.char_indices().take(NEAR).find_map(|(i, c)| match c {
            '“' | '「' | '『' | '"' => Some(Some((i, c))),
            '。' | '；' | '！' | '？' | '\n' | '”' | '》' => Some(None),
            _ => None,
        })??;
        let start = pos + i + mark.len_utf8();
        let end = self.0.closing(pos + i)?;
        let long_enough =
            end - start >= SHORTEST * 3 && normalised(&text[start..end]).chars().count() >= SHORTEST;
        (pos + i < until && end - start <= LONGEST_QUOTE && long_enough).then_some(start..end)
    }
}

/// Compares a quote; also tells what to say about it.
pub(crate) fn judge(
    basis: Basis<'_>,
    text: &str,
    citation: &Citation,
    range: &Range<usize>,
    compare: bool,
) -> (Verdict, Option<Draft>) {
    let Some(quote) = text.get(range.clone()) else {
        return (Verdict::Unknown, None);
    };
    let law = citation.law.and_then(|id| basis.table.law(id));
    // What the unit's library alone holds goes by the name as written.
    let title = citation.title(basis.table, text);
    let no = citation.place.no();
    let Some(current) = basis.library.on(title, basis.on) else {
        let same = law.and_then(|law| law.article(no)).is_some_and(|a| a.hash == structure_hash(quote));
        return (if same { Verdict::Whole } else { Verdict::Unknown }, None);
    };
    let verdict = against(basis, title, current, citation, quote, compare);
    let say = |rule: &'static str, severity, message: String| {
        Draft::new(rule, severity, range.clone(), message)
            .with("law", title)
            .with("article", no.arabic())
            .source(format!("法规库《{}》", current.title))
    };
    let finding = match &verdict {
        Verdict::Older { effective } => {
            let from = effective.map_or("旧".to_owned(), |d| format!("{}起施行的", d.chinese()));
            let told = law.map_or_else(String::new, |law| format!("{}。", as_of(law.as_of)));
            let message = format!("引文是《{title}》{from}文本，不是拟发布日的文本。{told}");
            Some(
                say("quote.older", Severity::Error, message)
                    .with_some("as_of", law.map(|law| law.as_of))
                    .with_some("effective", *effective),
            )
        }
        Verdict::OtherArticle { no: real } => {
            let message = format!("引文与《{title}》{real}一致，不是{no}，请核对条号。");
            Some(say("quote.other_article", Severity::Error, message).with("real", real.arabic()))
        }
        Verdict::Differs => {
            let article =
                current.article(no).and_then(|a| a.part(citation.place.paragraph, citation.place.item));
            Some(differs(say, text, range, article.filter(|_| compare), title, no))
        }
        Verdict::Whole | Verdict::Part | Verdict::Elided | Verdict::Unknown => None,
    };
    (verdict, finding)
}

fn against(
    basis: Basis<'_>,
    title: &str,
    current: &LawText,
    citation: &Citation,
    quote: &str,
    search: bool,
) -> Verdict {
    let pieces: Vec<String> = quote.split(['…', '⋯']).map(normalised).filter(|p| !p.is_empty()).collect();
    let no = citation.place.no();
    let Some(article) = current.article(no) else {
        return Verdict::Unknown;
    };
    let whole = normalised(&article.text());
    if let Some(verdict) = found_in(&whole, &pieces) {
        return verdict;
    }
    // A list cited with one quote: the words may be those of any of its members.
    if let Some(end) = citation.place.article_end
        && current.articles.iter().any(|a| {
            (no.article..=end).contains(&a.no.article) && found_in(&normalised(&a.text()), &pieces).is_some()
        })
    {
        return Verdict::Part;
    }
    for older in basis.library.versions(title).iter().rev().filter(|v| v.effective != current.effective) {
        if older.article(no).is_some_and(|a| found_in(&normalised(&a.text()), &pieces).is_some()) {
            return Verdict::Older { effective: older.effective };
        }
    }
    if !search {
        return Verdict::Differs;
    }
    let other = current.articles.iter().find(|a| found_in(&normalised(&a.text()), &pieces).is_some());
    match other {
        Some(other) => Verdict::OtherArticle { no: other.no },
        None => Verdict::Differs,
    }
}

/// All pieces stand in the text in this order.
fn found_in(whole: &str, pieces: &[String]) -> Option<Verdict> {
    if let [only] = pieces {
        return (whole == only)
            .then_some(Verdict::Whole)
            .or_else(|| whole.contains(only).then_some(Verdict::Part));
    }
    let mut at = 0;
    for piece in pieces {
        at += whole.get(at..)?.find(piece.as_str())? + piece.len();
    }
    Some(Verdict::Elided)
}

fn differs(
    say: impl Fn(&'static str, Severity, String) -> Draft,
    text: &str,
    range: &Range<usize>,
    article: Option<String>,
    title: &str,
    no: ArticleNo,
) -> Draft {
    let plain = format!("引文与《{title}》{no}的文字不一致，请对照原文。");
    let Some(difference) = article.and_then(|a| difference(text, range, &a)) else {
        return say("quote.differs", Severity::Error, plain).with("extra", "").with("missing", "");
    };
    let message = format!(
        "引文与《{title}》{no}的文字不一致：多出“{}”，缺少“{}”。",
        shown(&difference.extra_words),
        shown(&difference.missing_words)
    );
    let mut draft = say("quote.differs", Severity::Error, message)
        .with("extra", difference.extra_words.join(" / "))
        .with("missing", difference.missing_words.join(" / "));
    draft.marks = difference.marks;
    draft
}

fn shown(words: &[String]) -> String {
    if words.is_empty() {
        "无".to_owned()
    } else {
        words.iter().take(4).cloned().collect::<Vec<_>>().join("”“")
    }
}

/// Where a quote leaves the text.
struct Difference {
    marks: Vec<Range<usize>>,
    extra_words: Vec<String>,
    missing_words: Vec<String>,
}

/// Compares character by character. The article beyond both ends of the quote is not missing: a quote may be a part.
fn difference(text: &str, range: &Range<usize>, article: &str) -> Option<Difference> {
    let counts = |c: char| is_han(c) || c.is_ascii_alphanumeric();
    let quoted: Vec<(usize, char)> = text
        .get(range.clone())?
        .char_indices()
        .filter(|(_, c)| counts(*c))
        .map(|(i, c)| (range.start + i, c))
        .collect();
    let mine: Vec<char> = quoted.iter().map(|(_, c)| *c).collect();
    let law: Vec<char> = article.chars().filter(|c| counts(*c)).collect();
    if mine.len() > LONGEST || law.len() > LONGEST {
        return None;
    }
    let ops = similar::capture_diff_slices(similar::Algorithm::Myers, &law, &mine);
    let equal: usize =
        ops.iter().filter(|op| op.tag() == similar::DiffTag::Equal).map(|op| op.new_range().len()).sum();
    // Less than half of the quote is in the article: it is another text, and marks would only confuse.
    if equal * 2 < mine.len() {
        return None;
    }
    let mut out = Difference { marks: Vec::new(), extra_words: Vec::new(), missing_words: Vec::new() };
    let last = ops.len().saturating_sub(1);
    for (i, op) in ops.iter().enumerate() {
        let (old, new) = (op.old_range(), op.new_range());
        if op.tag() == similar::DiffTag::Equal {
            continue;
        }
        if !new.is_empty() {
            let end = quoted[new.end - 1].0 + quoted[new.end - 1].1.len_utf8();
            out.marks.push(quoted[new.start].0..end);
            out.extra_words.push(mine[new].iter().collect());
        }
        if !old.is_empty() && i != 0 && i != last {
            out.missing_words.push(law[old].iter().collect());
        }
    }
    Some(out)
}
