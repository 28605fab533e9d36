//! Breaks text into lines by the rules of Chinese typesetting: no closing mark at the start of a line, no opening mark
//! at its end, words and numbers of Latin script whole. Measures with the font that will draw the text.

use ab_glyph::{Font, FontRef};

use super::clean;

/// May not stand at the start of a line (GB/T 15834).
const NOT_FIRST: &str = "。，、；：？！）》」』】〉〕”’…—～·％%.,;:?!)]}";
/// May not stand at the end of a line.
const NOT_LAST: &str = "（《「『【〈〔“‘([{";

/// Widths of characters of one face, in shares of the font size.
pub(super) struct Measure<'a> {
    font: FontRef<'a>,
    units: f32,
}

impl<'a> Measure<'a> {
    pub(super) fn new(data: &'a [u8], index: u32) -> Option<Measure<'a>> {
        let font = FontRef::try_from_slice_and_index(data, index).ok()?;
        let units = font.units_per_em().filter(|units| *units > 0.0)?;
        Some(Measure { font, units })
    }

    /// The glyph of a character and its advance in shares of the font size.
    pub(super) fn glyph(&self, c: char) -> (u32, f32) {
        let id = self.font.glyph_id(c);
        (u32::from(id.0), self.font.h_advance_unscaled(id) / self.units)
    }

    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|c| self.glyph(c).1).sum::<f32>() * size
    }

    /// Lines of at most `width` points at the given size.
    pub(super) fn lines(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in clean(text).split('\n') {
            self.break_paragraph(paragraph.trim_end(), size, width, &mut lines);
        }
        lines
    }

    fn break_paragraph(&self, text: &str, size: f32, width: f32, lines: &mut Vec<String>) {
        let mut line: Vec<&str> = Vec::new();
        let mut used = 0.0;
        for unit in units(text) {
            for piece in self.fitting(unit, size, width) {
                let more = self.width(piece, size);
                if used + more > width && !line.is_empty() && !piece.trim().is_empty() {
                    let mut next = vec![piece];
                    while line.len() > 1
                        && (starts(next[0], NOT_FIRST) || ends(line[line.len() - 1], NOT_LAST))
                    {
                        next.insert(0, line.pop().unwrap_or_default());
                    }
                    lines.push(line.concat().trim_end().to_string());
                    line = next;
                    used = line.iter().map(|piece| self.width(piece, size)).sum();
                } else {
                    line.push(piece);
                    used += more;
                }
            }
        }
        lines.push(line.concat().trim_end().to_string());
    }

    /// A word longer than a line (a link, a hash) is cut where it must be.
    fn fitting<'t>(&self, unit: &'t str, size: f32, width: f32) -> Vec<&'t str> {
        if self.width(unit, size) <= width {
            return vec![unit];
        }
        let (mut pieces, mut start, mut used) = (Vec::new(), 0, 0.0);
        for (at, c) in unit.char_indices() {
            let more = self.glyph(c).1 * size;
            if used + more > width && at > start {
                pieces.push(&unit[start..at]);
                (start, used) = (at, 0.0);
            }
            used += more;
        }
        pieces.push(&unit[start..]);
        pieces
    }
}

fn starts(piece: &str, marks: &str) -> bool {
    piece.chars().next().is_some_and(|c| marks.contains(c))
}

fn ends(piece: &str, marks: &str) -> bool {
    piece.chars().next_back().is_some_and(|c| marks.contains(c))
}

/// Pieces between which a line may break: single Chinese characters and marks, whole Latin words, blanks.
fn units(text: &str) -> Vec<&str> {
    let word = |c: char| c.is_ascii_alphanumeric() || "._-/:@#&=?%+~'".contains(c);
    let mut units = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| !(word(before) && word(c))) {
            units.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        units.push(&text[start..]);
    }
    units
}
