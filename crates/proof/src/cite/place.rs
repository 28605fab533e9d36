//! Reads 第一百三十三条之一第一款第二项 with its lists and ranges.
//! Refuses to look for the law: it begins where a name has ended.

use super::words::{Unit, goes_on, opens_bracket, range_mark, separator, skip_note, skip_ordinal, unit_at};
use crate::law::ArticleNo;
use crate::text::{char_at, numeral, skip_space};
use serde::Serialize;
use std::ops::Range;

/// Where in a law: article, 之N, paragraph, item, and the end of a range of one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "ArticlePlace"), schemars(rename = "ArticlePlace"))]
pub struct Place {
    /// 第 N 条.
    pub article: u32,
    /// 之 N; 0 without.
    pub sub: u32,
    /// 第 N 款.
    pub paragraph: Option<u32>,
    /// 第 N 项.
    pub item: Option<u32>,
    /// Last article of a range.
    pub article_end: Option<u32>,
    /// Last 之 N of a range.
    pub sub_end: Option<u32>,
    /// Last paragraph of a range.
    pub paragraph_end: Option<u32>,
    /// Last item of a range.
    pub item_end: Option<u32>,
}

impl Place {
    /// The article alone.
    pub fn of(article: u32, sub: u32) -> Place {
        Place {
            article,
            sub,
            paragraph: None,
            item: None,
            article_end: None,
            sub_end: None,
            paragraph_end: None,
            item_end: None,
        }
    }

    /// Its article.
    pub fn no(&self) -> ArticleNo {
        ArticleNo { article: self.article, sub: self.sub }
    }

    /// True for an article within the place: itself, or one of its range.
    pub fn covers(&self, no: ArticleNo) -> bool {
        if let Some(end) = self.article_end {
            return (self.no()..=ArticleNo { article: end, sub: u32::MAX }).contains(&no);
        }
        no.article == self.article && (self.sub..=self.sub_end.unwrap_or(self.sub)).contains(&no.sub)
    }
}

/// The most members one group (第一、二、三项) may have; more is no citation and would cost time.
const MOST_MEMBERS: usize = 24;

/// A numeral, perhaps the begin of a range, as a member of a group.
#[derive(Debug, Clone, Copy)]
struct Member {
    value: u32,
    end_value: Option<u32>,
    start: usize,
    end: usize,
}

/// One or more numerals that share a unit.
struct Group {
    members: Vec<Member>,
    unit: Unit,
    /// Written with 第.
    ordinal: bool,
    end: usize,
}

/// A run of places that follow a name.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub places: Vec<(Place, Range<usize>)>,
    pub end: usize,
    pub work: usize,
}

/// How the first number of a run may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// 第264条 only.
    Ordinal,
    /// Also 264条, as after 《刑法》.
    Bare,
}

/// The run that begins at `pos`. `base` continues an article named before (该条第二款).
pub(super) fn run(text: &str, pos: usize, opening: Opening, base: Option<Place>) -> Run {
    let mut reader = Reader { text, work: 0 };
    let mut out = Run { end: pos, ..Run::default() };
    let mut at = skip_space(text, pos);
    let mut last = match base {
        Some(base) => Some((base, Unit::Article)),
        None => {
            let first = reader.group(at, true, opening == Opening::Bare).filter(|g| g.unit == Unit::Article);
            let Some(group) = first else {
                out.work = reader.work;
                return out;
            };
            at = reader.put_articles(&group, &mut out);
            out.places.last().map(|(p, _)| (*p, Unit::Article))
        }
    };
    while let Some((place, unit)) = last {
        let direct = skip_space(text, at);
        if let Some(group) = reader.group(direct, false, false).filter(|g| g.unit > unit) {
            let had_own = base.is_none() || !out.places.is_empty();
            at = put_below(&group, place, had_own, &mut out);
            last = out.places.last().map(|(p, _)| (*p, group.unit));
            continue;
        }
        if base.is_some() && out.places.is_empty() {
            break;
        }
        // 第十五条（认罪认罚从宽）、第一百七十四条: a remark does not end the list.
        let noted = skip_note(text, at);
        let Some(next) = separator(text, noted) else { break };
        if noted > at && !text[next..].starts_with('第') {
            break;
        }
        if let Some(sub) = reader.sub_after(next, place, unit) {
            at = sub.1.end;
            out.places.push(sub);
            last = Some((sub_place(&out), Unit::Article));
            continue;
        }
        // 第23条、28条 and 第23条和28条: the ordinal may be left out, as after a title; after 和 where the numbers rise.
        let rest = &text[skip_space(text, noted)..];
        let listed = rest.starts_with('、');
        let joined = rest.starts_with(['和', '与', '及', '或']);
        let rises = |group: &Group| !joined || group.members.iter().all(|m| m.value > place.article);
        let group = reader.group(next, true, listed || joined);
        let Some(group) = group.filter(|g| g.unit != Unit::Article || g.ordinal || rises(g)) else {
            break;
        };
        at = match group.unit {
            Unit::Article => reader.put_articles(&group, &mut out),
            _ => put_below(&group, place, false, &mut out),
        };
        last = out.places.last().map(|(p, _)| (*p, group.unit));
    }
    if let Some((_, span)) = out.places.last() {
        out.end = span.end;
    }
    out.work = reader.work;
    out
}

fn sub_place(out: &Run) -> Place {
    out.places.last().map_or(Place::of(0, 0), |(p, _)| *p)
}

/// Puts paragraphs or items under the article of `place`; `refine` makes the first one narrow the last place.
fn put_below(group: &Group, place: Place, refine: bool, out: &mut Run) -> usize {
    let count = group.members.len();
    for (i, member) in group.members.iter().enumerate() {
        let mut next =
            Place { article_end: None, sub_end: None, paragraph_end: None, item_end: None, ..place };
        match group.unit {
            Unit::Paragraph => {
                next.paragraph = Some(member.value);
                next.paragraph_end = member.end_value;
                next.item = None;
            }
            _ => {
                next.item = Some(member.value);
                next.item_end = member.end_value;
            }
        }
        let end = if i + 1 == count { group.end } else { member.end };
        if i == 0
            && refine
            && let Some(last) = out.places.last_mut()
        {
            // 第八条至第十条第二款: the paragraph is the last article's alone, which the range cannot say; the range stays.
            if last.0.article_end.is_none() && last.0.paragraph_end.is_none() {
                last.0 = next;
            }
            last.1.end = end;
        } else {
            out.places.push((next, member.start..end));
        }
    }
    group.end
}

struct Reader<'t> {
    text: &'t str,
    work: usize,
}

impl Reader<'_> {
    /// Adds the articles of a group; reads 之N after the last. Returns where it ended.
    fn put_articles(&mut self, group: &Group, out: &mut Run) -> usize {
        let count = group.members.len();
        let mut end = group.end;
        for (i, member) in group.members.iter().enumerate() {
            let mut place = Place::of(member.value, 0);
            place.article_end = member.end_value;
            if i + 1 < count {
                out.places.push((place, member.start..member.end));
                continue;
            }
            // 133-1条 is 第一百三十三条之一; a greater number is a range written the wrong way round.
            if let Some(to) = member.end_value
                && to < 10
                && to < member.value
            {
                place.article_end = None;
                place.sub = to;
            }
            if place.article_end.is_none()
                && let Some((sub, sub_end, after)) = self.sub(end)
            {
                (place.sub, place.sub_end, end) = (sub, sub_end, after);
            }
            if place.article_end.is_none() && place.sub_end.is_none() {
                end = self.range_of_articles(end, &mut place).unwrap_or(end);
            }
            out.places.push((place, member.start..end));
        }
        end
    }

    /// 至第十条 after 第八条; 至第一百二十条之六 after 第一百二十条之一.
    fn range_of_articles(&mut self, pos: usize, place: &mut Place) -> Option<usize> {
        let next = range_mark(self.text, pos)?;
        let (to, after) = self.member(skip_ordinal(self.text, next)?.0)?;
        let (unit, end) = unit_at(self.text, skip_space(self.text, after))?;
        if unit != Unit::Article {
            return None;
        }
        if to == place.article
            && let Some((sub, None, after)) = self.sub(end)
        {
            place.sub_end = Some(sub);
            return Some(after);
        }
        place.article_end = Some(to);
        Some(end)
    }

    /// 之一, also 之一至之三, at `pos`.
    fn sub(&mut self, pos: usize) -> Option<(u32, Option<u32>, usize)> {
        self.work += 1;
        let rest = self.text.get(pos..)?;
        let after = rest.strip_prefix('之')?;
        let (value, mut end) = numeral::read(self.text, pos + rest.len() - after.len())?;
        if value == 0 || value > 99 || goes_on(self.text, value, end) {
            return None;
        }
        let mut to = None;
        if let Some(next) = range_mark(self.text, end)
            && let Some(after) = self.text.get(next..).and_then(|r| r.strip_prefix('之'))
            && let Some((last, after)) = numeral::read(self.text, self.text.len() - after.len())
            && last > value
        {
            (to, end) = (Some(last), after);
        }
        Some((value, to, end))
    }

    /// 、之二 after 第二百八十七条之一.
    fn sub_after(&mut self, pos: usize, place: Place, unit: Unit) -> Option<(Place, Range<usize>)> {
        if unit != Unit::Article || place.article_end.is_some() {
            return None;
        }
        let (sub, sub_end, end) = self.sub(pos)?;
        let mut next = Place::of(place.article, sub);
        next.sub_end = sub_end;
        Some((next, pos..end))
    }

    /// A group at `pos`. Without 第 only a bracketed item, unless `bare`; `whole` admits articles.
    fn group(&mut self, pos: usize, whole: bool, bare: bool) -> Option<Group> {
        let mut members: Vec<Member> = Vec::new();
        let (mut at, ordinal) = skip_ordinal(self.text, pos)?;
        if !ordinal && !bare && !opens_bracket(self.text, at) {
            return None;
        }
        let bracketed = opens_bracket(self.text, at);
        let first = at;
        loop {
            if members.len() == MOST_MEMBERS {
                return None;
            }
            let start = if members.is_empty() { pos } else { at };
            let (value, mut end) = self.member(at)?;
            let mut member = Member { value, end_value: None, start, end };
            if let Some(next) = range_mark(self.text, end)
                && let Some((next, _)) = skip_ordinal(self.text, next)
                && let Some((to, after)) = self.member(next)
            {
                (member.end_value, end) = (Some(to), after);
            }
            member.end = end;
            if let Some((unit, after)) = unit_at(self.text, skip_space(self.text, end)) {
                let mut group = Group { members, unit, ordinal, end: after };
                member.end = after;
                self.unit_range(&mut member, &mut group);
                group.members.push(member);
                let sound = group.members.iter().all(|m| m.value > 0)
                    && (unit != Unit::Article || whole)
                    && (ordinal || bare_is_sound(self.text, &group, bracketed, first));
                return sound.then_some(group);
            }
            members.push(member);
            // 第（一）（二）项 needs no sign between.
            let next =
                separator(self.text, end).or((bracketed && opens_bracket(self.text, end)).then_some(end))?;
            at = skip_ordinal(self.text, next)?.0;
        }
    }

    /// 第八项至第十项: a range written with the unit twice, or 第八项至第十款 which is none.
    fn unit_range(&mut self, member: &mut Member, group: &mut Group) {
        if member.end_value.is_some() || group.unit == Unit::Article {
            return;
        }
        let read = || -> Option<(usize, bool)> { skip_ordinal(self.text, range_mark(self.text, group.end)?) };
        let Some((next, _)) = read() else { return };
        if let Some((to, after)) = self.member(next)
            && let Some((unit, end)) = unit_at(self.text, after)
            && unit == group.unit
            && to > member.value
        {
            (member.end_value, member.end, group.end) = (Some(to), end, end);
        }
    }

    /// A numeral, perhaps in brackets: （二）.
    fn member(&mut self, pos: usize) -> Option<(u32, usize)> {
        self.work += 1;
        let pos = skip_space(self.text, pos);
        match char_at(self.text, pos)? {
            open @ ('（' | '(') => {
                let (value, end) = numeral::read(self.text, pos + open.len_utf8())?;
                let close = char_at(self.text, end).filter(|c| matches!(c, '）' | ')'))?;
                Some((value, end + close.len_utf8()))
            }
            _ => numeral::read(self.text, pos),
        }
    }
}

/// Without 第: an item in brackets, or an article after a title when it is Arabic or at least ten (刑法二百六十四条; 刑法三条 is not one).
fn bare_is_sound(text: &str, group: &Group, bracketed: bool, first: usize) -> bool {
    if bracketed {
        return group.unit != Unit::Article;
    }
    let arabic = char_at(text, first).is_some_and(|c| numeral::digit(c).is_none() && c != '十' && c != '百');
    group.unit == Unit::Article && (arabic || group.members.iter().all(|m| m.value >= 10))
}
