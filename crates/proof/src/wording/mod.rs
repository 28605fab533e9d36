//! Words a script should not use: by the stage of the case, legal terms, official names, slips of the pen, signs.
//! Refuses to judge meaning: a rule is a list of words with the words that must or must not stand around them.

mod rules;
mod signs;

pub(crate) use rules::Occasion;
pub use rules::{Rule, RulesError, Stage, Wording};

use crate::finding::Draft;
use crate::text::{Cover, Marks, Search, char_before};
use std::ops::Range;

/// Findings on the words and signs of a text. `quoted` are texts of laws: their words are the law's own.
pub(crate) fn find(
    wording: &Wording,
    text: &str,
    (marks, mut search): (Marks<'_>, Search<'_>),
    occasion: Occasion,
    quoted: &Cover,
) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(hit) = search.find(at) {
        let begin = out.len();
        for rule in wording.rules_of(hit.word) {
            out.extend(draft(rule, text, hit.range(), occasion, quoted));
        }
        // A word that was no finding may hide one that begins inside it: 盗窃犯 in 盗窃犯罪嫌疑人.
        let first = crate::text::char_at(text, hit.start).map_or(1, char::len_utf8);
        at = if out.len() > begin { hit.end } else { hit.start + first };
    }
    signs::find(text, marks, quoted, &mut out);
    out
}

/// What a rule says of its words at `range`, if it applies there.
fn draft(rule: &Rule, text: &str, range: Range<usize>, occasion: Occasion, quoted: &Cover) -> Option<Draft> {
    if !rule.counts_on(occasion)
        || quoted.holds(&range)
        || !rule.surroundings_fit(text, &range)
        || !whole_word(text, &range)
    {
        return None;
    }
    let words = text.get(range.clone()).unwrap_or("");
    let message = rule.message.replace("{words}", words);
    let draft = Draft::new(rule.id.clone(), rule.severity, range, message)
        .with("words", words)
        .with("group", &rule.group)
        .source(rule.source.clone());
    let fix = rule.fix_of(words);
    Some(Draft { fix, ..draft })
}

/// NB in NBA is another word; Han words have no such border.
fn whole_word(text: &str, range: &Range<usize>) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let bytes = text.as_bytes();
    let ascii_start = bytes.get(range.start).is_some_and(u8::is_ascii_alphanumeric);
    let ascii_end = range.end > 0 && bytes.get(range.end - 1).is_some_and(u8::is_ascii_alphanumeric);
    !(ascii_start && word(char_before(text, range.start))
        || ascii_end && word(crate::text::char_at(text, range.end)))
}
