//! Where things stand in a text: byte ranges and their positions in characters and UTF-16 units, numerals, days.
//! Refuses to know what the text means.

mod cover;
pub mod day;
mod gate;
pub mod lexicon;
pub mod numeral;
mod pairs;
pub mod ruler;

pub(crate) use cover::Cover;
pub use day::Day;
pub use lexicon::{Lexicon, Search, searches};
pub(crate) use pairs::Pairs;
pub use ruler::{Ruler, Span};

/// True for a CJK ideograph of the basic and extension A blocks, and 〇.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}

/// The character that begins at byte `pos`, if any.
pub(crate) fn char_at(text: &str, pos: usize) -> Option<char> {
    text.get(pos..)?.chars().next()
}

/// The character that ends at byte `pos`, if any.
pub(crate) fn char_before(text: &str, pos: usize) -> Option<char> {
    text.get(..pos)?.chars().next_back()
}

/// Byte position after any spaces (also full-width and no-break) from `pos`.
pub(crate) fn skip_space(text: &str, pos: usize) -> usize {
    let rest = text.get(pos..).unwrap_or("");
    // Nearly always there is none, and the first byte says so.
    if !rest.as_bytes().first().is_some_and(|lead| matches!(lead, b' ' | b'\t' | 0xc2 | 0xe3)) {
        return pos;
    }
    pos + rest.len() - rest.trim_start_matches([' ', '\u{3000}', '\u{a0}', '\t']).len()
}

/// The largest character border that is at most `pos`.
pub(crate) fn floor_border(text: &str, pos: usize) -> usize {
    let mut at = pos.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Characters that are not plain Han (U+4000 to U+9FFF), with their places: letters, digits, signs. Most of a Chinese
/// text is passed over by its lead bytes; what is left is read by many, so it is gathered once.
pub(crate) fn marks(text: &str) -> Vec<(usize, char)> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(text.len() / 24 + 8);
    let mut at = 0;
    while let Some(lead) = bytes.get(at) {
        if (0xe4..=0xe9).contains(lead) {
            at += 3;
            continue;
        }
        let c = if *lead < 0x80 { char::from(*lead) } else { char_at(text, at).unwrap_or('\0') };
        out.push((at, c));
        at += c.len_utf8();
    }
    out
}

/// [`marks`] as its readers take them.
pub(crate) type Marks<'m> = &'m [(usize, char)];
