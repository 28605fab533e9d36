//! Many words looked for at once, leftmost first and of those the longest, without regard to what they mean.
//! Most places of a text begin no word: two small bit sets say so from the next six bytes, and only what they let
//! through is looked up. On Chinese text this is several times as fast as an automaton over the same words.

use std::collections::HashMap;
use std::ops::Range;

/// A word that was found: where, and its number in the list the lexicon was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First byte.
    pub start: usize,
    /// One after the last byte.
    pub end: usize,
    /// Number of the word.
    pub word: usize,
}

impl Hit {
    /// Where the word stands.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// Bytes by which words are told apart at first: two Han characters.
const HEAD: usize = 6;
/// Bits of the set of heads.
const BITS: u32 = 16;

/// Words ready to be looked for. Of equal words the first counts.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// Sorted, with the number of each.
    words: Vec<(Box<str>, u32)>,
    /// For each word the longest other one that it begins with.
    shorter: Vec<Option<u32>>,
    /// Words of at least six bytes by these: their range in `words`.
    heads: HashMap<[u8; HEAD], Range<u32>>,
    /// Words under six bytes by their first one.
    short: HashMap<u8, Range<u32>>,
    gate: Gate,
}

/// Where a word may begin.
#[derive(Debug, Clone)]
struct Gate {
    /// By the hash of six bytes.
    heads: Vec<u64>,
    /// By the last twelve bits of a three-byte character: words that have no full head.
    chars: [u64; 64],
    /// By the first byte, for words that begin with any other character.
    bytes: [bool; 256],
}

impl Lexicon {
    /// Makes a lexicon. Empty words are never found.
    pub fn new<'w>(list: impl IntoIterator<Item = &'w str>) -> Lexicon {
        let numbered = list.into_iter().enumerate().filter(|(_, word)| !word.is_empty());
        let mut words: Vec<(Box<str>, u32)> = numbered.map(|(n, word)| (word.into(), n as u32)).collect();
        words.sort();
        words.dedup_by(|later, first| later.0 == first.0);
        let mut lexicon = Lexicon {
            shorter: vec![None; words.len()],
            heads: HashMap::new(),
            short: HashMap::new(),
            gate: Gate::new(),
            words,
        };
        lexicon.index();
        lexicon
    }

    fn index(&mut self) {
        // Words that the current one may begin with, the longest last.
        let mut open: Vec<u32> = Vec::new();
        for (at, (word, _)) in self.words.iter().enumerate() {
            while open.last().is_some_and(|o| !word.starts_with(&*self.words[*o as usize].0)) {
                open.pop();
            }
            self.shorter[at] = open.last().copied();
            open.push(at as u32);
            self.gate.admit(word.as_bytes());
            let range = match word.as_bytes().first_chunk::<HEAD>() {
                Some(head) => self.heads.entry(*head).or_insert(at as u32..at as u32),
                // Short words of one first byte may have longer ones between them.
                None => self.short.entry(word.as_bytes()[0]).or_insert(at as u32..at as u32),
            };
            range.end = at as u32 + 1;
        }
    }

    /// The words in their order of sorting, with their numbers.
    pub fn words(&self) -> impl Iterator<Item = (&str, usize)> {
        self.words.iter().map(|(word, n)| (&**word, *n as usize))
    }

    /// The longest word that begins at `at`.
    pub fn longest_at(&self, text: &str, at: usize) -> Option<Hit> {
        let rest = &text.as_bytes()[at..];
        let by_head = rest.first_chunk::<HEAD>().and_then(|head| self.heads.get(head));
        let found = by_head.and_then(|range| self.longest_in(range, rest));
        let word = found.or_else(|| self.longest_in(self.short.get(rest.first()?)?, rest))?;
        let (text, number) = &self.words[word];
        Some(Hit { start: at, end: at + text.len(), word: *number as usize })
    }

    /// All words between a prefix of `rest` and `rest` itself begin with that prefix, so the way down is short.
    fn longest_in(&self, range: &Range<u32>, rest: &[u8]) -> Option<usize> {
        let slice = &self.words[range.start as usize..range.end as usize];
        let after = slice.partition_point(|(word, _)| word.as_bytes() <= rest);
        let mut at = range.start as usize + after.checked_sub(1)?;
        while !rest.starts_with(self.words[at].0.as_bytes()) {
            at = self.shorter[at]? as usize;
        }
        Some(at)
    }

    /// The first word from byte `from` on, which must be a character border.
    pub fn find(&self, text: &str, from: usize) -> Option<Hit> {
        let bytes = text.as_bytes();
        let mut at = from;
        while let Some(lead) = bytes.get(at) {
            let (may, width) = match lead {
                0xe0..=0xef => (self.gate.three(&bytes[at..]), 3),
                0..=0x7f => (self.gate.bytes[usize::from(*lead)], 1),
                0xf0.. => (self.gate.bytes[usize::from(*lead)], 4),
                _ => (self.gate.bytes[usize::from(*lead)], 2),
            };
            if may && let Some(hit) = self.longest_at(text, at) {
                return Some(hit);
            }
            at += width;
        }
        None
    }

    /// Every word, one after the other.
    pub fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Hit> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            let hit = self.find(text, at)?;
            at = hit.end;
            Some(hit)
        })
    }
}

impl Gate {
    fn new() -> Gate {
        Gate { heads: vec![0; 1 << (BITS - 6)], chars: [0; 64], bytes: [false; 256] }
    }

    fn admit(&mut self, word: &[u8]) {
        match word {
            [0xe0..=0xef, a, b, rest @ ..] if rest.len() < HEAD - 3 => {
                let (slot, bit) = of_char(*a, *b);
                self.chars[slot] |= bit;
            }
            [0xe0..=0xef, ..] => {
                let (slot, bit) = of_head(word);
                self.heads[slot] |= bit;
            }
            [lead, ..] => self.bytes[usize::from(*lead)] = true,
            [] => {}
        }
    }

    /// May a word begin with the three-byte character that opens `rest`?
    fn three(&self, rest: &[u8]) -> bool {
        let [_, a, b, ..] = rest else { return false };
        let (slot, bit) = of_char(*a, *b);
        if self.chars[slot] & bit != 0 {
            return true;
        }
        let (slot, bit) = of_head(rest);
        self.heads[slot] & bit != 0
    }
}

fn of_char(a: u8, b: u8) -> (usize, u64) {
    (usize::from(a & 0x3f), 1 << (b & 0x3f))
}

/// Slot and bit of the first six bytes; fewer are as good as zeros, and stand for no word.
fn of_head(bytes: &[u8]) -> (usize, u64) {
    let mut eight = [0; 8];
    match bytes.first_chunk::<8>() {
        Some(all) => eight = *all,
        None => {
            let most = bytes.len().min(HEAD);
            eight[..most].copy_from_slice(&bytes[..most]);
        }
    }
    let head = u64::from_le_bytes(eight) << 16;
    let hash = head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS);
    ((hash >> 6) as usize, 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(words: &[&str], text: &'t str) -> Vec<&'t str> {
        Lexicon::new(words.iter().copied()).find_iter(text).map(|hit| &text[hit.range()]).collect()
    }

    #[test]
    fn the_first_place_counts_and_there_the_longest_word() {
        assert_eq!(found(&["刑法", "刑法修正案", "法修"], "刑法修正案、刑法修订"), ["刑法修正案", "刑法"]);
        assert_eq!(found(&["第", "第三人", "人民"], "第三人民第"), ["第三人", "第"]);
        assert_eq!(
            found(&["NB", "v信", "é", "😀", "a", "ab"], "NBab v信é😀"),
            ["NB", "ab", "v信", "é", "😀"]
        );
        assert_eq!(found(&["", "甲"], "乙甲"), ["甲"]);
        assert_eq!(found(&[], "乙甲"), [""; 0]);
    }

    #[test]
    fn words_are_found_by_their_numbers() {
        let lexicon = Lexicon::new(["丙丁", "甲乙", "甲", "甲乙"]);
        let hits: Vec<usize> = lexicon.find_iter("甲乙甲丙丁").map(|hit| hit.word).collect();
        assert_eq!(hits, [1, 2, 0]);
    }
}
