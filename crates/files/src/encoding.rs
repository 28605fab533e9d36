//! Turns the bytes of a text file into text: UTF-8, UTF-16 with a mark, or GB18030 (what Excel writes in China).
//! Refuses what no person can have typed.

use encoding_rs::{Encoding, GB18030};

use crate::refusal::FileRefusal;

/// The text, its byte-order mark removed and line ends kept.
///
/// # Errors
/// `NotThisKind` for binary content, `Damaged` for bytes that are neither UTF-8 nor GB18030.
pub fn decode(bytes: &[u8]) -> Result<String, FileRefusal> {
    let text = if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
            .map(|text| text.into_owned())
            .ok_or_else(|| FileRefusal::damaged("the text breaks its own encoding"))?
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        text.to_string()
    } else {
        GB18030
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(|text| text.into_owned())
            .ok_or_else(|| FileRefusal::damaged("the text is neither UTF-8 nor GB18030"))?
    };
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{c}' | '\u{1a}');
    if text.chars().any(control) {
        return Err(FileRefusal::not("binary"));
    }
    if text.trim().is_empty() { Err(FileRefusal::Empty) } else { Ok(text) }
}
