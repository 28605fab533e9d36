//! The names laws go by, as one lexicon for running text and one look-up for quoted titles.
//! Refuses to decide an ambiguous name: it lists the candidates.

use super::table::{LawId, LawKind};
use crate::text::Lexicon;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LawName {
    /// Exactly this law.
    One(LawId),
    /// One of these; a person decides.
    Ask(Vec<LawId>),
}

/// What stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameHit {
    /// A name: index into the names' list.
    Name(usize),
    /// A word that leads to a law in another way.
    Cue(Cue),
}

/// Words that open a citation without naming a law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// 《 or 〈.
    Bracket,
    /// 同法, 该法, 该条例: the law named last.
    SameLaw,
    /// 本法, 本条例: the law of the context.
    ThisLaw,
    /// 该条, 同条: the article named last.
    SameArticle,
    /// 前款: the paragraph before the one named last.
    ParagraphBefore,
    /// 法释, 高检发释字: a document number follows.
    DocumentNumber,
    /// 第: an article of the law named last, where the sentence speaks on of it.
    Ordinal,
}

const CUES: &[(Cue, &[&str])] = &[
    (Cue::Bracket, &["《", "〈"]),
    (
        Cue::SameLaw,
        &[
            "同法",
            "该法",
            "此法",
            "同法典",
            "该法典",
            "该条例",
            "该规定",
            "该解释",
            "该办法",
            "该决定",
            "该规则",
            "该细则",
            "该司法解释",
        ],
    ),
    (
        Cue::ThisLaw,
        &["本法", "本法典", "本宪法", "本条例", "本规定", "本解释", "本办法", "本决定", "本规则", "本细则"],
    ),
    (Cue::Ordinal, &["第"]),
    (Cue::SameArticle, &["该条", "同条"]),
    (Cue::ParagraphBefore, &["前款"]),
    (Cue::DocumentNumber, &["法释", "高检发释字", "高检发", "法发"]),
];

/// A name that is looked for.
#[derive(Debug, Clone)]
pub struct Known {
    /// As written.
    pub text: String,
    /// What it means.
    pub target: LawName,
    /// True when running text around it must be looked at: a short alias (交法) also ends other words (外交法).
    pub weak: bool,
    /// True for a regulation's name, which local regulations share (某省消防条例).
    pub local_twin: bool,
}

/// All names.
pub struct Names {
    lexicon: Lexicon,
    hits: Vec<NameHit>,
    known: Vec<Known>,
    by_key: HashMap<String, LawName>,
}

impl Names {
    /// Names and cues in one lexicon, to look for them with others.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// What a word of the lexicon is.
    pub(crate) fn what(&self, word: usize) -> Option<NameHit> {
        self.hits.get(word).copied()
    }

    /// All that is looked for, names and cues: for measuring against other ways of looking.
    pub fn patterns(&self) -> impl Iterator<Item = &str> {
        self.lexicon.words().map(|(word, _)| word)
    }

    /// A name that was found.
    pub fn known(&self, index: usize) -> Option<&Known> {
        self.known.get(index)
    }

    /// Every name.
    pub fn iter(&self) -> impl Iterator<Item = &Known> {
        self.known.iter()
    }

    /// What the words at `range` mean when they are a name to the letter: quicker than [`Names::lookup`].
    pub(crate) fn exactly(&self, text: &str, range: &Range<usize>) -> Option<&LawName> {
        let hit = self.lexicon.longest_at(text, range.start).filter(|hit| hit.end == range.end)?;
        match self.hits.get(hit.word)? {
            NameHit::Name(index) => self.known.get(*index).map(|known| &known.target),
            NameHit::Cue(_) => None,
        }
    }

    /// What a quoted title or any single name means.
    pub fn lookup(&self, name: &str) -> Option<&LawName> {
        self.by_key.get(&key(name))
    }
}

/// Collects names, then compiles them.
#[derive(Default)]
pub(super) struct NamesBuilder {
    running: BTreeMap<String, (LawName, bool, bool)>,
    by_key: HashMap<String, LawName>,
}

impl NamesBuilder {
    /// A title or its short form: wins over aliases.
    pub(super) fn title(&mut self, text: &str, id: LawId, kind: LawKind) {
        let key = key(text);
        if key.is_empty() {
            return;
        }
        self.by_key.entry(key).or_insert(LawName::One(id));
        let twin = kind == LawKind::Regulation;
        for form in forms(text) {
            self.running.entry(form).or_insert((LawName::One(id), false, twin));
        }
    }

    /// A colloquial name. A second law under the same one makes it ambiguous; a title under it keeps it.
    pub(super) fn alias(&mut self, text: &str, id: LawId) {
        self.put(text, LawName::One(id), false);
    }

    /// A name that always asks.
    pub(super) fn ambiguous(&mut self, text: &str, ids: Vec<LawId>) {
        self.put(text, LawName::Ask(ids), true);
    }

    fn put(&mut self, text: &str, target: LawName, replace: bool) {
        let key = key(text);
        if key.is_empty() {
            return;
        }
        let weak = text.chars().count() <= 2;
        let entry = self.by_key.entry(key.clone()).or_insert_with(|| target.clone());
        if replace {
            *entry = target;
        } else if let (LawName::One(a), LawName::One(b)) = (&*entry, &target)
            && a != b
            && self.running.get(text).is_none_or(|r| r.1)
        {
            *entry = LawName::Ask(vec![*a, *b]);
        }
        let meaning = entry.clone();
        let slot = self.running.entry(text.to_owned()).or_insert((meaning.clone(), weak, false));
        slot.0 = meaning;
    }

    /// A document number resolves only by look-up; the scanner reads its parts itself.
    pub(super) fn number(&mut self, text: &str, id: LawId) {
        self.by_key.insert(key(text), LawName::One(id));
    }

    /// What is meant so far by a name.
    pub(super) fn lookup(&self, name: &str) -> Option<&LawName> {
        self.by_key.get(&key(name))
    }

    pub(super) fn build(self) -> Names {
        let mut patterns = Vec::with_capacity(self.running.len() + 40);
        let mut hits = Vec::with_capacity(self.running.len() + 40);
        let mut known = Vec::with_capacity(self.running.len());
        for (text, (target, weak, local_twin)) in self.running {
            hits.push(NameHit::Name(known.len()));
            patterns.push(text.clone());
            known.push(Known { text, target, weak, local_twin });
        }
        for (cue, words) in CUES {
            for word in *words {
                hits.push(NameHit::Cue(*cue));
                patterns.push((*word).to_owned());
            }
        }
        let lexicon = Lexicon::new(patterns.iter().map(String::as_str));
        Names { lexicon, hits, known, by_key: self.by_key }
    }
}

/// The forms in which a title stands in running text: as it is, and with its inner brackets dropped. Inside 《》 any form is looked up.
fn forms(title: &str) -> Vec<String> {
    let mut out = vec![title.to_owned()];
    if title.contains('《') {
        out.push(title.replace(['《', '》'], ""));
    }
    let spaced: Vec<String> = out.iter().filter(|f| f.contains(' ')).map(|f| f.replace(' ', "、")).collect();
    out.extend(spaced);
    let half: Vec<String> =
        out.iter().filter(|f| f.contains('（')).map(|f| f.replace('（', "(").replace('）', ")")).collect();
    out.extend(half);
    out
}

const ISSUERS: &[&str] = &[
    "最高人民法院",
    "最高人民检察院",
    "全国人民代表大会常务委员会",
    "全国人大常委会",
    "国务院",
    "公安部",
    "司法部",
    "国家安全部",
    "海关总署",
    "最高法",
    "最高检",
    "两高",
    "、",
    "和",
    "与",
    "，",
    "及",
];

/// A title reduced to what tells it from others: no spaces, no brackets, no 中华人民共和国, no issuers before 关于.
pub fn key(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(c) = rest.chars().next() {
        if c == '中'
            && let Some(after) = rest.strip_prefix("中华人民共和国")
        {
            rest = after;
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '《' | '》' | '〈' | '〉' | '<' | '>' | '＜' | '＞' | '“' | '”' | '"' | '‘' | '’' | '「'
            | '」' => {}
            c if c.is_whitespace() || c == '\u{feff}' => {}
            '(' => out.push('（'),
            ')' => out.push('）'),
            '[' | '［' | '【' => out.push('〔'),
            ']' | '］' | '】' => out.push('〕'),
            c => out.push(c),
        }
    }
    let about = "关于".as_bytes();
    match out.as_bytes().windows(about.len()).position(|window| window == about) {
        Some(at) if at > 0 && only_issuers(&out[..at]) => out.split_off(at),
        _ => out,
    }
}

fn only_issuers(mut head: &str) -> bool {
    while !head.is_empty() {
        let Some(rest) = ISSUERS.iter().find_map(|i| head.strip_prefix(i)) else {
            return false;
        };
        head = rest;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_differ_in_dress_share_a_key() {
        for (a, b) in [
            ("中华人民共和国刑法", "刑法"),
            ("最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释", "关于适用《民事诉讼法》的解释"),
            (
                "最高人民法院 最高人民检察院关于办理诈骗案的解释",
                "最高人民法院、最高人民检察院关于办理诈骗案的解释",
            ),
            ("企业破产法(试行)", "中华人民共和国企业破产法（试行）"),
        ] {
            assert_eq!(key(a), key(b));
        }
        assert_ne!(key("江苏省关于办理诈骗案的解释"), key("关于办理诈骗案的解释"));
    }
}
