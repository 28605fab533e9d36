//! Citations that lean on what was named before: 同法, 本法, 该条, 前款, and an article the text goes on to speak of.
//! Refuses to look back further than the law and the article named last.

use super::Via;
use super::link::Link;
use super::place::{Opening, Place, Run, run};
use super::scan::{Named, Scanner};
use crate::text::{char_before, floor_border, skip_space};

/// How far back an article without a name looks for the citation it goes on from, in bytes: some two hundred characters.
const NEAR: usize = 600;

impl Scanner<'_> {
    pub(super) fn same_law(&mut self, start: usize, end: usize) -> Option<usize> {
        let word = self.text.get(start..end)?.trim_start_matches(['该', '同', '此']);
        self.same_kind(word, start, end)
    }

    /// The law named last, in this text or the one before, if `word` (法, 条例) is what it is.
    pub(super) fn same_kind(&mut self, word: &str, start: usize, end: usize) -> Option<usize> {
        self.out.leans |= self.last.is_none();
        let last = match &self.last {
            Some((last, _)) => last.clone(),
            None => Named {
                law: Some(self.before?),
                candidates: Vec::new(),
                via: Via::Back,
                surface: start..end,
                span: start..end,
            },
        };
        let title = self.title_of(&last).trim_end_matches(['）', ')']);
        if !word.starts_with('法') && !title.contains(word.trim_start_matches("司法")) {
            return None;
        }
        let named = Named { surface: start..end, span: start..end, via: Via::Back, ..last };
        self.cite_if_numbered(named, end)
    }

    pub(super) fn this_law(&mut self, start: usize, end: usize) -> Option<usize> {
        let Some(id) = self.context else {
            let link = Link::after(self.text, end);
            if !run(self.text, link.at, Opening::Ordinal, None).places.is_empty() {
                self.out.contextless.push(start..end);
            }
            return None;
        };
        let word = self.text.get(start..end)?.trim_start_matches('本');
        let title = &self.table.law(id)?.title;
        if word != "法" && !title.contains(word) {
            return None;
        }
        let named = Named {
            law: Some(id),
            candidates: Vec::new(),
            via: Via::Context,
            surface: start..end,
            span: start..end,
        };
        self.cite_if_numbered(named, end)
    }

    /// 该条第二款; without a paragraph or item it cites nothing new.
    pub(super) fn same_article(&mut self, start: usize, end: usize) -> Option<usize> {
        let (named, place) = self.last.clone()?;
        let place = place?;
        let base = Place::of(place.article_end.unwrap_or(place.article), place.sub);
        let named = Named { surface: start..end, span: start..end, via: Via::Back, ..named };
        let found = run(self.text, self.skip_of(end), Opening::Ordinal, Some(base));
        self.push(named, found)
    }

    /// 前款 after a cited second or later paragraph; otherwise it speaks of the text quoted, not of what was cited.
    pub(super) fn paragraph_before(&mut self, start: usize, end: usize) -> Option<usize> {
        let (named, place) = self.last.clone()?;
        let place = place?;
        let paragraph = place.paragraph.filter(|p| *p > 1)? - 1;
        let mut found = run(
            self.text,
            end,
            Opening::Ordinal,
            Some(Place { paragraph: Some(paragraph), item: None, ..place }),
        );
        if found.places.is_empty() {
            let place = Place {
                paragraph: Some(paragraph),
                paragraph_end: None,
                item: None,
                item_end: None,
                ..place
            };
            found.places.push((place, start..end));
            found.end = end;
        }
        let named = Named { surface: start..end, span: start..end, via: Via::Back, ..named };
        self.push(named, found)
    }

    /// 《民法典》第1079条规定了离婚；第1080条规定了登记: a clause that begins with an article and says that it rules.
    /// So may one with a further paragraph of the article named last: 第三款规定.
    /// Not after a contract was mentioned, whose own 第三条 is no law's.
    pub(super) fn spoken_on(&mut self, start: usize) -> Option<usize> {
        let (named, place) = self.last.as_ref().filter(|(named, _)| named.via != Via::Unlisted)?;
        let before = char_before(self.text, start)?;
        let since = self.last_end;
        if !"，。；！？\n、".contains(before) || start.checked_sub(since)? > NEAR {
            return None;
        }
        let mut found = run(self.text, start, Opening::Ordinal, None);
        if let (true, Some(place)) = (found.places.is_empty(), place) {
            let base = Place::of(place.article_end.unwrap_or(place.article), place.sub);
            let below = run(self.text, start, Opening::Ordinal, Some(base));
            found = Run { work: found.work + below.work, ..below };
            found.places.retain(|(place, _)| place.paragraph.is_some());
        }
        let after = self.text.get(found.end..)?.trim_start_matches(['的', '则', '还', '又', '也', '中']);
        let rules = ["规定", "明确", "指出", "写道", "：", ":"].iter().any(|w| after.starts_with(w));
        let between = self.text.get(floor_border(self.text, since)..start)?;
        let contract = || CONTRACTS.iter().any(|w| between.contains(w));
        if found.places.is_empty() || !rules || contract() {
            self.out.work += found.work;
            return None;
        }
        let surface = named.surface.clone();
        let named = Named { surface, span: start..start, via: Via::Back, ..named.clone() };
        self.push(named, found)
    }

    fn title_of<'s>(&'s self, named: &'s Named) -> &'s str {
        let known = named.law.and_then(|id| self.table.law(id)).map(|law| law.title.as_str());
        known.or_else(|| self.text.get(named.surface.clone())).unwrap_or("")
    }

    fn skip_of(&self, pos: usize) -> usize {
        let at = skip_space(self.text, pos);
        let rest = self.text.get(at..).unwrap_or("");
        at + ["中的", "的", "中"].iter().find(|w| rest.starts_with(**w)).map_or(0, |w| w.len())
    }

    fn cite_if_numbered(&mut self, named: Named, end: usize) -> Option<usize> {
        let link = Link::after(self.text, end);
        let found = run(self.text, link.at, Opening::Ordinal, None);
        self.push(named, found)
    }
}

/// Texts with articles of their own that are no norms.
const CONTRACTS: &[&str] =
    &["合同", "协议", "约定", "章程", "保单", "条款", "公约", "规约", "守则", "承诺书", "制度"];
