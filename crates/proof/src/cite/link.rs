//! What stands between a law's name and its article: brackets, notes, editions, parts of a code. Titles and their pairs.
//! Refuses to know which law is named.

use crate::text::{Marks, Pairs, skip_space};

/// Longest note in brackets between a title and its article (以下简称…, a document number), in bytes.
const LONGEST_NOTE: usize = 240;

/// The way from a name to its article.
pub(super) struct Link {
    pub at: usize,
    /// Nothing but brackets and 的 lay between: a bare 264条 counts.
    pub tight: bool,
    pub edition: Option<u16>,
    pub called: Option<String>,
    pub work: usize,
}

impl Link {
    /// Walks from a name to where its article may begin: brackets, notes, 的, 第三编, 婚姻家庭编.
    pub(super) fn after(text: &str, end: usize) -> Link {
        let mut link = Link { at: end, tight: true, edition: None, called: None, work: 0 };
        for _ in 0..10 {
            link.work += 1;
            link.at = skip_space(text, link.at);
            let Some(rest) = text.get(link.at..) else {
                break;
            };
            let Some(c) = rest.chars().next() else { break };
            if c == '第' || c.is_ascii_digit() {
                let Some(after) = chapter(text, link.at) else {
                    break;
                };
                link.at = after;
                link.tight = false;
            } else if matches!(c, '》' | '〉' | '>' | '＞' | '”' | '’' | '」' | '』' | '"' | '*' | '＊')
            {
                link.at += c.len_utf8();
            } else if matches!(c, '（' | '(' | '〔' | '[') {
                let Some(note_end) = note(text, &mut link, rest) else {
                    break;
                };
                link.at = note_end;
            } else if !"里当中规的之：:总物合人婚继侵污生绿法分附·•".contains(c) {
                break;
            } else if let Some(word) = LINKS.iter().find(|w| rest.starts_with(**w)) {
                link.at += word.len();
                link.tight &= !matches!(*word, "：" | ":");
            } else if let Some(part) = part_of_a_code(rest) {
                link.at += part;
                link.tight = false;
            } else {
                break;
            }
        }
        link
    }
}

/// A note in brackets after a title: an edition, an abbreviation, a document number. Not a number of its own, as （一）.
fn note(text: &str, link: &mut Link, rest: &str) -> Option<usize> {
    let open = rest.chars().next()?;
    let inner = &rest[open.len_utf8()..];
    let close = match open {
        '（' | '(' => ['）', ')'],
        _ => ['〕', ']'],
    };
    let limit = crate::text::floor_border(inner, LONGEST_NOTE);
    let length = inner[..limit].find(close)?;
    let note = &inner[..length];
    let numbered = crate::text::numeral::read(note, 0).is_some_and(|(_, end)| end == note.len());
    let year = edition_year(note);
    if numbered && year.is_none() {
        return None;
    }
    link.edition = link.edition.or(year);
    if let Some(called) = ["以下简称为", "以下简称", "下称", "简称"].iter().find_map(|w| note.strip_prefix(w))
    {
        let called = called.trim_matches(['《', '》', '“', '”', '"', '：', ':', ' ']);
        link.called = (!called.is_empty()).then(|| called.to_owned());
    }
    let closing = inner[length..].chars().next()?;
    Some(text.len() - inner.len() + length + closing.len_utf8())
}

const LINKS: &[&str] = &[
    "里面的",
    "里面",
    "当中的",
    "当中",
    "中规定的",
    "规定的",
    "中的",
    "里的",
    "的",
    "中",
    "里",
    "之",
    "：",
    ":",
];

/// Parts of codes that stand between a code and its article.
pub(super) const PARTS: &[&str] = &[
    "总则编",
    "物权编",
    "合同编",
    "人格权编",
    "婚姻家庭编",
    "继承编",
    "侵权责任编",
    "污染防治编",
    "生态保护编",
    "绿色低碳发展编",
    "法律责任和附则编",
    "总则",
    "分则",
    "附则",
];

/// Bytes of 婚姻家庭编 or ·婚姻家庭编.
fn part_of_a_code(rest: &str) -> Option<usize> {
    let bare = rest.trim_start_matches(['·', '•']);
    PARTS.iter().find(|p| bare.starts_with(**p)).map(|p| rest.len() - bare.len() + p.len())
}

/// 第三编, 第二章, 第一节.
fn chapter(text: &str, pos: usize) -> Option<usize> {
    let rest = text.get(pos..)?.strip_prefix('第')?;
    let (_, end) = crate::text::numeral::read(text, text.len() - rest.len())?;
    let rest = text.get(end..)?;
    let word = ["分编", "编", "章", "节"].iter().find(|w| rest.starts_with(**w))?;
    Some(end + word.len())
}

/// A title without its last note: 公务员法(2018修订).
pub(super) fn without_edition(title: &str) -> Option<&str> {
    let title = title.trim();
    let open = title.rfind(['（', '('])?;
    edition_year(title[open..].trim_matches(['（', '(', '）', ')', ' ']))?;
    Some(&title[..open])
}

pub(super) fn edition_of(title: &str) -> Option<u16> {
    let title = title.trim();
    edition_year(title[title.rfind(['（', '('])?..].trim_matches(['（', '(', '）', ')', ' ']))
}

/// 2018修订, 2020, 2012年修正.
fn edition_year(note: &str) -> Option<u16> {
    let (year, end) = crate::text::numeral::read(note, 0)?;
    let rest = note[end..].trim().trim_start_matches('年');
    let plain =
        rest.is_empty() || ["修正", "修订", "修改", "版", "施行", "公布"].iter().any(|w| rest.starts_with(w));
    ((1949..=2199).contains(&year) && plain).then_some(year as u16)
}

/// Ends like the title of a norm. Contracts, agreements, rules of a firm do not.
pub(super) fn reads_like_a_norm(title: &str) -> bool {
    let mut bare = title.trim();
    while let Some(open) = bare.strip_suffix(['）', ')']).and_then(|b| b.rfind(['（', '('])) {
        bare = bare[..open].trim_end();
    }
    let ends = [
        "法",
        "法典",
        "条例",
        "规定",
        "办法",
        "解释",
        "规则",
        "细则",
        "决定",
        "修正案",
        "批复",
        "意见",
        "公约",
        "准则",
    ];
    ends.iter().any(|e| bare.ends_with(e))
        && !["方法", "说法", "看法", "想法", "做法", "书法"].iter().any(|e| bare.ends_with(e))
}

/// Pairs 《》 and 〈〉, nested; one pass.
pub(super) fn match_brackets(marks: Marks<'_>) -> Pairs {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs = Pairs::default();
    for &(at, c) in marks {
        match c {
            '《' | '〈' => open.push((pairs.open(at), c)),
            '》' | '〉' => {
                let want = if c == '》' { '《' } else { '〈' };
                // An opening bracket of the other kind left open inside is skipped, as in 《关于〈刑法的解释》.
                while let Some((number, kind)) = open.pop() {
                    if kind == want {
                        pairs.close(number, at);
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    pairs
}
