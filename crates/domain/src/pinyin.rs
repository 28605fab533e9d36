//! Text as people search it: one form of every character, and the initials of its reading.
//! Knows no index and no query: it makes the words that a search compares.

use pinyin::ToPinyinMulti;
use unicode_normalization::UnicodeNormalization;

/// The most initials strings that one text gets.
pub const MOST_READINGS: usize = 32;
/// The most characters of a text whose initials are taken.
pub const INITIALS_CHARS: usize = 200;
/// The most readings of one character that are tried: the data lists rare ones after the common.
const READINGS_OF_A_CHARACTER: usize = 3;
/// Up to this many characters with several readings, every combination is made; beyond, one at a time.
const COMBINED: usize = 4;

/// `text` in the one form in which texts are compared: NFKC (full-width letters, ligatures and the like become plain),
/// lower case, every run of white space one space, none at the ends.
pub fn normalised(text: &str) -> String {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The initials of `text`, the commonest reading first, each once: 单某某 gives `dmm` and `smm`.
/// Letters and digits stand for themselves; everything else that has no reading is left out.
///
/// With few characters of several readings (names) all combinations are made; in a longer text (titles) each such
/// character in turn takes another reading while the others keep their commonest, so the number stays bounded.
pub fn initials(text: &str) -> Vec<String> {
    let letters: Vec<Vec<char>> = normalised(text)
        .chars()
        .take(INITIALS_CHARS)
        .map(readings)
        .filter(|readings| !readings.is_empty())
        .collect();
    if letters.is_empty() {
        return Vec::new();
    }
    let ambiguous = letters.iter().filter(|readings| readings.len() > 1).count();
    let mut found = if ambiguous <= COMBINED { combinations(&letters) } else { one_at_a_time(&letters) };
    found.truncate(MOST_READINGS);
    found
}

/// The first letters of the readings of one character, each once.
fn readings(c: char) -> Vec<char> {
    if c.is_ascii_alphanumeric() {
        return vec![c];
    }
    let mut found: Vec<char> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten().take(READINGS_OF_A_CHARACTER) {
        let letter = reading.first_letter().chars().next().filter(char::is_ascii_lowercase);
        found.extend(letter.filter(|letter| !found.contains(letter)));
    }
    found
}

fn combinations(letters: &[Vec<char>]) -> Vec<String> {
    let mut found = vec![String::new()];
    for readings in letters {
        let mut longer = Vec::with_capacity(found.len() * readings.len());
        for letter in readings {
            longer.extend(found.iter().map(|begun| format!("{begun}{letter}")));
        }
        found = longer;
    }
    found
}

fn one_at_a_time(letters: &[Vec<char>]) -> Vec<String> {
    let common: Vec<char> = letters.iter().filter_map(|readings| readings.first().copied()).collect();
    let mut found = vec![common.iter().collect::<String>()];
    for (at, readings) in letters.iter().enumerate() {
        for letter in readings.iter().skip(1) {
            let mut other = common.clone();
            other[at] = *letter;
            found.push(other.iter().collect());
            if found.len() == MOST_READINGS {
                return found;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_hold_every_common_reading() {
        for (text, expected) in [
            ("隔夜酒", "gyj"),
            ("单某某", "smm"),
            ("单某某", "dmm"),
            ("曾某", "zm"),
            ("重庆", "cq"),
            ("12309 检察", "12309jc"),
            ("ＡＢ法", "abf"),
            ("说酒驾:第1期", "sjjd1q"),
        ] {
            let found = initials(text);
            assert!(found.iter().any(|i| i == expected), "{text}: {found:?} lacks {expected}");
        }
        assert!(initials("，。!").is_empty());
        assert!(initials("").is_empty());
    }

    #[test]
    fn a_text_of_many_readings_stays_bounded() {
        let found = initials(&"单曾重行长乐".repeat(1000));
        assert!(found.len() <= MOST_READINGS, "{}", found.len());
        assert!(found.iter().all(|i| i.len() <= INITIALS_CHARS));
    }

    #[test]
    fn a_text_has_one_form() {
        for (text, expected) in [
            ("  普法　小课堂 ", "普法 小课堂"),
            ("ＡＩ生成", "ai生成"),
            ("①Ⅳ", "1iv"),
            ("Straße", "straße"),
            ("\t\n", ""),
        ] {
            assert_eq!(normalised(text), expected, "{text:?}");
        }
    }
}
