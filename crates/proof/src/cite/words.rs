//! The words that numbers of articles are written with: 第, 条 款 项, what joins members and marks ranges.
//! Refuses to read the numbers.

use crate::text::{char_at, skip_space};

/// Units that are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Article,
    Paragraph,
    Item,
}

pub(super) fn opens_bracket(text: &str, pos: usize) -> bool {
    matches!(char_at(text, pos), Some('（' | '('))
}

/// Skips 第 and spaces; says whether 第 stood there.
pub(super) fn skip_ordinal(text: &str, pos: usize) -> Option<(usize, bool)> {
    let at = skip_space(text, pos);
    let rest = text.get(at..)?;
    Some(match rest.strip_prefix('第') {
        Some(after) => (skip_space(text, text.len() - after.len()), true),
        None => (at, false),
    })
}

pub(super) fn unit_at(text: &str, pos: usize) -> Option<(Unit, usize)> {
    let c = char_at(text, pos)?;
    let end = pos + c.len_utf8();
    let next = char_at(text, end);
    match c {
        // 第一条街, 第二条生产线 do not follow a law's name; 条例 does only as part of one.
        '条' if next != Some('例') => Some((Unit::Article, end)),
        '款' if next != Some('项') => Some((Unit::Paragraph, end)),
        '项' if next != Some('目') => Some((Unit::Item, end)),
        _ => None,
    }
}

/// Byte after a short remark in brackets: （认罪认罚从宽）, 【盗窃罪】. Not after a number in brackets.
pub(super) fn skip_note(text: &str, pos: usize) -> usize {
    let inside = text.get(pos..).and_then(|rest| rest.strip_prefix(['（', '(', '【']));
    let read = || {
        let inside = inside?;
        let (length, close) = inside
            .char_indices()
            .take(30)
            .find(|(_, c)| matches!(c, '）' | ')' | '】' | '（' | '(' | '第' | '\n'))?;
        let numeral = crate::text::numeral::read(inside, 0).is_some_and(|(_, end)| end == length);
        let closes = matches!(close, '）' | ')' | '】') && length > 0 && !numeral;
        closes.then(|| text.len() - inside.len() + length + close.len_utf8())
    };
    read().unwrap_or(pos)
}

/// Byte after a word that joins members of a list.
pub(super) fn separator(text: &str, pos: usize) -> Option<usize> {
    let at = skip_space(text, pos);
    let rest = text.get(at..)?;
    let words = ["、", "，", ",", "；", "以及", "或者", "和", "与", "及", "或", "并"];
    // Asked after every number, and mostly in vain: the first character tells.
    if !rest.starts_with(['、', '，', ',', '；', '以', '或', '和', '与', '及', '并']) {
        return None;
    }
    let after = words.iter().find_map(|w| rest.strip_prefix(w))?;
    let at = skip_space(text, text.len() - after.len());
    // 第一条、以及第二条
    let rest = text.get(at..)?;
    if !rest.starts_with(['以', '或', '和', '与', '及']) {
        return Some(at);
    }
    let after = ["以及", "或者", "和", "与", "及", "或"].iter().find_map(|w| rest.strip_prefix(w));
    Some(after.map_or(at, |a| skip_space(text, text.len() - a.len())))
}

/// Byte after a mark of a range.
pub(super) fn range_mark(text: &str, pos: usize) -> Option<usize> {
    let at = skip_space(text, pos);
    let rest = text.get(at..)?;
    if !rest.starts_with(['至', '到', '—', '–', '-', '－', '~', '～', '−']) {
        return None;
    }
    let after =
        ["至", "到", "——", "—", "–", "-", "－", "~", "～", "−"].iter().find_map(|w| rest.strip_prefix(w))?;
    Some(skip_space(text, text.len() - after.len()))
}

/// 之一般, 之一切, 之二审: the numeral belongs to a word.
pub(super) fn goes_on(text: &str, value: u32, end: usize) -> bool {
    if text[end..].starts_with("条文") {
        return false;
    }
    let Some(next) = char_at(text, end) else {
        return false;
    };
    match value {
        1 => "般切律致些样旦直种定次审条项个方".contains(next),
        2 | 3 => "审条项个次者种".contains(next),
        _ => false,
    }
}
