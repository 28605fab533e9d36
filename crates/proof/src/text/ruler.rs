//! Translates byte offsets of one text into characters and UTF-16 units, which other programs count in.
//! Refuses to know why a place is asked for.

use serde::Serialize;
use std::ops::Range;

/// A place in a text, in the three units that callers count in. `end` is exclusive in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "TextSpan"), schemars(rename = "TextSpan"))]
pub struct Span {
    /// Byte offsets of the UTF-8 text.
    pub byte: [usize; 2],
    /// Offsets in Unicode characters (scalar values).
    pub char: [usize; 2],
    /// Offsets in UTF-16 units, as JavaScript counts.
    pub utf16: [usize; 2],
}

/// Every this many bytes the counts are kept, so that one look-up walks at most this far.
const STEP: usize = 64;

/// Counts of characters and UTF-16 units at regular places of a text.
pub struct Ruler<'t> {
    text: &'t str,
    marks: Vec<(usize, usize)>,
}

impl<'t> Ruler<'t> {
    /// Measures `text` once; linear.
    pub fn new(text: &'t str) -> Ruler<'t> {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let (mut chars, mut units) = (0, 0);
        for block in text.as_bytes().chunks(STEP) {
            marks.push((chars, units));
            let (c, u) = weigh(block);
            chars += c;
            units += u;
        }
        Ruler { text, marks }
    }

    /// Characters and UTF-16 units before byte `pos`, which should be a character border.
    fn before(&self, pos: usize) -> (usize, usize) {
        let pos = pos.min(self.text.len());
        let block = (pos / STEP).min(self.marks.len().saturating_sub(1));
        let (chars, units) = self.marks.get(block).copied().unwrap_or((0, 0));
        let (c, u) = weigh(self.text.as_bytes().get(block * STEP..pos).unwrap_or(&[]));
        (chars + c, units + u)
    }

    /// The span of a byte range.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let (c0, u0) = self.before(range.start);
        let (c1, u1) = self.before(range.end);
        Span { byte: [range.start, range.end], char: [c0, c1], utf16: [u0, u1] }
    }

    /// Length of the text in characters.
    pub fn chars(&self) -> usize {
        self.before(self.text.len()).0
    }
}

/// Characters and UTF-16 units that begin among these bytes: all but continuation bytes, four-byte characters twice in UTF-16.
/// At most [`STEP`] of them, so that a byte counts them and many are added at once.
fn weigh(bytes: &[u8]) -> (usize, usize) {
    let chars = bytes.iter().map(|b| u8::from((*b as i8) >= -0x40)).fold(0u8, u8::wrapping_add);
    let wide = bytes.iter().map(|b| u8::from(*b >= 0xf0)).fold(0u8, u8::wrapping_add);
    (usize::from(chars), usize::from(chars) + usize::from(wide))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_bytes_characters_and_utf16() {
        let text = "a条😀第".repeat(60);
        let ruler = Ruler::new(&text);
        for (at, _) in text.char_indices() {
            let span = ruler.span(&(at..text.len()));
            assert_eq!(span.char[0], text[..at].chars().count());
            assert_eq!(span.utf16[0], text[..at].encode_utf16().count());
        }
        assert_eq!(ruler.chars(), 240);
    }
}
