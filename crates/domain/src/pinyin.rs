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
    // Most names are hanzi alone, and a roster asks for hundreds: those are in that form already.
    let plain = |c| matches!(c, '\u{4e00}'..='\u{9fff}' | 'a'..='z' | '0'..='9');
    if text.chars().all(plain) {
        return text.to_owned();
    }
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The initials of `text`, the commonest reading first, each once: 单某某 gives `dmm` and `smm`.
/// Letters and digits stand for themselves; everything else that has no reading is left out.
///
/// With few characters of several readings (names) all combinations are made; in a longer text (titles) each such
/// character in turn takes another reading while the others keep their commonest, so the number stays bounded.
pub fn initials(text: &str) -> Vec<String> {
    let letters: Vec<Readings> =
        normalised(text).chars().take(INITIALS_CHARS).filter_map(Readings::of).collect();
    if letters.is_empty() {
        return Vec::new();
    }
    let ambiguous = letters.iter().filter(|readings| readings.all().len() > 1).count();
    if ambiguous <= COMBINED { combinations(&letters) } else { one_at_a_time(&letters) }
}

/// The first letters of the readings of one character, each once, the commonest first; at least one.
#[derive(Clone, Copy)]
struct Readings {
    letters: [char; READINGS_OF_A_CHARACTER],
    count: usize,
}

impl Readings {
    fn of(c: char) -> Option<Self> {
        let mut found = Self { letters: [c; READINGS_OF_A_CHARACTER], count: 0 };
        if c.is_ascii_alphanumeric() {
            found.count = 1;
        } else {
            for reading in c.to_pinyin_multi().into_iter().flatten().take(READINGS_OF_A_CHARACTER) {
                let letter = reading.first_letter().chars().next().filter(char::is_ascii_lowercase);
                if let Some(letter) = letter.filter(|letter| !found.all().contains(letter)) {
                    found.letters[found.count] = letter;
                    found.count += 1;
                }
            }
        }
        (found.count > 0).then_some(found)
    }

    fn all(&self) -> &[char] {
        &self.letters[..self.count]
    }
}

/// Every combination, at most [`MOST_READINGS`]: the first character changes first.
fn combinations(letters: &[Readings]) -> Vec<String> {
    let all: usize = letters.iter().map(|readings| readings.count).product();
    let combination = |mut number: usize| {
        let chosen = letters.iter().map(|readings| {
            let letter = readings.letters[number % readings.count];
            number /= readings.count;
            letter
        });
        chosen.collect()
    };
    (0..all.min(MOST_READINGS)).map(combination).collect()
}

fn one_at_a_time(letters: &[Readings]) -> Vec<String> {
    let common: Vec<char> = letters.iter().map(|readings| readings.letters[0]).collect();
    let others = letters
        .iter()
        .enumerate()
        .flat_map(|(at, readings)| readings.all()[1..].iter().map(move |letter| (at, *letter)));
    let with_another = others.map(|(at, letter)| {
        let mut other = common.clone();
        other[at] = letter;
        other.iter().collect()
    });
    std::iter::once(common.iter().collect()).chain(with_another).take(MOST_READINGS).collect()
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
