//! One pass over a text: names by the lexicon, then the numbers that follow by hand.
//! Refuses to look back further than the law and the article named last.

use super::link::{Link, PARTS, edition_of, match_brackets, reads_like_a_norm, without_edition};
use super::place::{Opening, Place, Run, run};
use super::{Citation, Mention, Scan, Via};
use crate::law::names::{Cue, Known};
use crate::law::{LawId, LawName, LawTable, NameHit};
use crate::text::lexicon::Hit;
use crate::text::{Marks, Pairs, Search, char_at, char_before, is_han, marks, searches, skip_space};
use std::collections::HashMap;
use std::ops::Range;

/// Longest title in brackets that is looked up, in bytes; the longest real one has under 500.
const LONGEST_TITLE: usize = 600;

/// Finds the citations of `text`. `context` is the law that 本法 means, if any.
pub fn scan(table: &LawTable, text: &str, context: Option<LawId>) -> Scan {
    scan_after(table, text, context, None)
}

/// [`scan`] of a text that follows another: `before` is the law named last there ([`Scan::last`]), which 同法 and 该法
/// mean until this text names one.
pub fn scan_after(table: &LawTable, text: &str, context: Option<LawId>, before: Option<LawId>) -> Scan {
    let [search] = searches(text, [table.names().lexicon()]);
    scan_with(table, text, (&marks(text), search), (context, before))
}

/// [`scan`] of a text whose marks, and whose places where names may begin, are gathered already.
pub(crate) fn scan_with(
    table: &LawTable,
    text: &str,
    (marks, search): (Marks<'_>, Search<'_>),
    (context, before): (Option<LawId>, Option<LawId>),
) -> Scan {
    let mut scanner = Scanner {
        table,
        text,
        marks,
        context,
        before,
        brackets: None,
        called: HashMap::new(),
        last: None,
        last_end: 0,
        out: Scan::default(),
    };
    scanner.go(search);
    scanner.out.last = scanner.last.as_ref().map(|(named, _)| named.law);
    scanner.out
}

/// What a name was found to mean.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub law: Option<LawId>,
    pub candidates: Vec<LawId>,
    pub via: Via,
    pub surface: Range<usize>,
    pub span: Range<usize>,
}

pub(super) struct Scanner<'a> {
    pub table: &'a LawTable,
    pub text: &'a str,
    marks: Marks<'a>,
    pub context: Option<LawId>,
    /// The law named last in the text before.
    pub before: Option<LawId>,
    /// Closing bracket of each opening one; paired when the first one is met.
    brackets: Option<Pairs>,
    /// Abbreviations the text defines: （以下简称《解释》）.
    called: HashMap<String, Named>,
    /// The law named last and, if one was cited, its last place.
    pub last: Option<(Named, Option<Place>)>,
    /// Where it ended.
    pub last_end: usize,
    pub out: Scan,
}

impl Scanner<'_> {
    fn go(&mut self, mut search: Search<'_>) {
        let mut at = 0;
        while let Some(Hit { start, end, word }) = search.find(at) {
            self.out.work += 1;
            let next = match self.table.names().what(word) {
                Some(NameHit::Name(index)) => self.name(index, start, end),
                Some(NameHit::Cue(cue)) => self.cue(cue, start, end),
                None => None,
            };
            // A cue that led nowhere may hide a name that begins inside it.
            let step = char_at(self.text, start).map_or(1, char::len_utf8);
            at = next.unwrap_or(start + step).max(start + step);
        }
    }

    fn name(&mut self, index: usize, start: usize, end: usize) -> Option<usize> {
        let table = self.table;
        let known = table.names().known(index)?;
        if !self.stands_alone(known, start) {
            return Some(end);
        }
        let named = Named::of(&known.target, start..end, start..end);
        Some(self.cite(named, end))
    }

    /// Short aliases end other words (外交法), and regulations have local namesakes (某省消防条例).
    fn stands_alone(&self, known: &Known, start: usize) -> bool {
        let Some(before) = char_before(self.text, start) else {
            return true;
        };
        if known.weak && is_han(before) {
            return "据照按依和与及的或对在于由是从反合用国新旧即如看引把将以说到了犯".contains(before)
                || self.text[..start].ends_with("现行");
        }
        !(known.local_twin && "省市州县区旗".contains(before))
    }

    fn cue(&mut self, cue: Cue, start: usize, end: usize) -> Option<usize> {
        match cue {
            Cue::Bracket => self.title(start, end),
            Cue::SameLaw => self.same_law(start, end),
            Cue::ThisLaw => self.this_law(start, end),
            Cue::SameArticle => self.same_article(start, end),
            Cue::ParagraphBefore => self.paragraph_before(start, end),
            Cue::DocumentNumber => self.document_number(start),
            Cue::Ordinal => self.spoken_on(start),
        }
    }

    /// 《…》: the whole title decides; a name that only ends it does not count.
    fn title(&mut self, start: usize, end: usize) -> Option<usize> {
        let marks = self.marks;
        let close = self.brackets.get_or_insert_with(|| match_brackets(marks)).closing(start)?;
        let title = self.text.get(end..close)?;
        let after = close + char_at(self.text, close)?.len_utf8();
        if title.is_empty() || title.len() > LONGEST_TITLE {
            return None;
        }
        self.out.work += title.len() / 16 + 1;
        let (surface, span) = (end..close, start..after);
        if let Some(named) = self.look_up(title, surface.clone(), span.clone()) {
            return Some(self.cite(named, after));
        }
        if title.contains('第') {
            return None;
        }
        // 《办法》 means a norm named before, or none that can be told.
        if KINDS.contains(&title.trim()) {
            return self.same_kind(title.trim(), start, after).or(Some(after));
        }
        if !reads_like_a_norm(title) {
            return Some(after);
        }
        let named = Named { law: None, candidates: Vec::new(), via: Via::Unlisted, surface, span };
        Some(self.cite(named, after))
    }

    fn look_up(&self, title: &str, surface: Range<usize>, span: Range<usize>) -> Option<Named> {
        if !self.called.is_empty()
            && let Some(called) = self.called.get(title.trim())
        {
            return Some(Named { surface, span, ..called.clone() });
        }
        let names = self.table.names();
        let as_written = names.exactly(self.text, &surface);
        let target = as_written
            .or_else(|| names.lookup(title))
            .or_else(|| names.lookup(without_edition(title)?))
            .or_else(|| {
                // 我国刑法, 民法典总则编, 民法典·总则编
                let bare = title.trim().trim_start_matches("我国");
                PARTS
                    .iter()
                    .find_map(|part| names.lookup(bare.strip_suffix(part)?.trim_end_matches(['·', '•'])))
                    .or_else(|| names.lookup(bare))
            })?;
        Some(Named::of(target, surface, span))
    }

    /// 法释〔2020〕22号: year and number are read by hand, so that any brackets will do.
    fn document_number(&mut self, start: usize) -> Option<usize> {
        let head: &str = self.text.get(start..)?;
        let open =
            head.char_indices().take(8).find(|(_, c)| matches!(c, '〔' | '[' | '［' | '（' | '(' | '【'))?;
        let year_at = start + open.0 + open.1.len_utf8();
        let (_, year_end) = crate::text::numeral::read(self.text, year_at)?;
        let close =
            char_at(self.text, year_end).filter(|c| matches!(c, '〕' | ']' | '］' | '）' | ')' | '】'))?;
        let mut at = skip_space(self.text, year_end + close.len_utf8());
        if char_at(self.text, at) == Some('第') {
            at += '第'.len_utf8();
        }
        let (number, number_end) = crate::text::numeral::read(self.text, at)?;
        let end = number_end + char_at(self.text, number_end).filter(|c| *c == '号')?.len_utf8();
        // （法释〔2020〕22号）第五条: the bracket closes before the article.
        let bracketed = matches!(char_before(self.text, start), Some('（' | '('));
        let close = char_at(self.text, end).filter(|c| bracketed && matches!(c, '）' | ')'));
        let after = end + close.map_or(0, char::len_utf8);
        let year = crate::text::numeral::read(self.text, year_at)?.0;
        let word = head.get(..open.0)?.trim();
        let name = format!("{word}〔{year}〕{number}号");
        let mut named = match self.table.names().lookup(&name) {
            Some(target) => Named::of(target, start..end, start..end),
            None => Named {
                law: None,
                candidates: Vec::new(),
                via: Via::Unlisted,
                surface: start..end,
                span: start..end,
            },
        };
        if named.law.is_some() {
            named.via = Via::DocumentNumber;
        }
        Some(self.cite(named, after))
    }

    /// Reads what follows a name: citations, or else a mention. Returns where to go on.
    fn cite(&mut self, named: Named, end: usize) -> usize {
        let link = Link::after(self.text, end);
        if let Some(called) = link.called {
            self.called.insert(called, Named { via: Via::Name, ..named.clone() });
        }
        let opening = if link.tight { Opening::Bare } else { Opening::Ordinal };
        let found = run(self.text, link.at, opening, None);
        self.out.work += found.work + link.work;
        if found.places.is_empty() && part_of_a_word(self.text, &named.span, end) {
            return end;
        }
        if found.places.is_empty() {
            self.out.mentions.push(Mention {
                law: named.law,
                candidates: named.candidates.clone(),
                via: named.via,
                span: named.span.clone(),
                surface: named.surface.clone(),
            });
            self.last = Some((named, None));
            self.last_end = end;
            return end;
        }
        let edition = link.edition.or_else(|| edition_of(self.text.get(named.surface.clone())?));
        self.record(named, found, edition)
    }

    pub(super) fn push(&mut self, named: Named, found: Run) -> Option<usize> {
        self.out.work += found.work + 1;
        (!found.places.is_empty()).then(|| self.record(named, found, None))
    }

    fn record(&mut self, named: Named, found: Run, edition: Option<u16>) -> usize {
        let mut start = Some(named.span.start);
        for (place, span) in &found.places {
            self.out.citations.push(Citation {
                law: named.law,
                candidates: named.candidates.clone(),
                via: named.via,
                surface: named.surface.clone(),
                edition,
                place: *place,
                span: start.take().unwrap_or(span.start)..span.end,
            });
        }
        let place = found.places.last().map(|(p, _)| *p);
        self.last = Some((named, place));
        self.last_end = found.end;
        found.end
    }
}

/// Kinds of norms, which name none.
const KINDS: &[&str] = &[
    "条例",
    "办法",
    "规定",
    "解释",
    "决定",
    "规则",
    "细则",
    "意见",
    "通知",
    "批复",
    "法",
    "司法解释",
    "实施办法",
    "实施细则",
];

/// 国家宪法日, 宪法宣传周, 民法典主题公园: the name is part of another one's.
fn part_of_a_word(text: &str, span: &Range<usize>, end: usize) -> bool {
    let bare = char_before(text, end).is_some_and(is_han) && char_at(text, span.start).is_some_and(is_han);
    let rest = text.get(end..).unwrap_or("");
    bare && [
        "日",
        "周",
        "月",
        "学",
        "宣传周",
        "宣传月",
        "宣传日",
        "宣誓",
        "晨读",
        "主题",
        "公园",
        "广场",
        "长廊",
        "馆",
        "大讲堂",
    ]
    .iter()
    .any(|word| rest.starts_with(word))
        && !["学习", "学法", "日常", "日前", "日益", "日后", "周知", "主题是"]
            .iter()
            .any(|word| rest.starts_with(word))
}

impl Named {
    fn of(target: &LawName, surface: Range<usize>, span: Range<usize>) -> Named {
        match target {
            LawName::One(id) => {
                Named { law: Some(*id), candidates: Vec::new(), via: Via::Name, surface, span }
            }
            LawName::Ask(ids) => {
                Named { law: None, candidates: ids.clone(), via: Via::Ambiguous, surface, span }
            }
        }
    }
}
