//! Codes of shots: 1, 2, 2A.
//! Knows only the order of the shots: a code is a label that people say aloud, the place is the shot's own.

use super::Shot;
use std::collections::HashSet;

/// Gives a code to every shot that has none, or one that an earlier shot has already; the others keep theirs.
/// Between 2 and 3 the new one is 2A, then 2B; after the last it is the next number; before the first it is 0A.
pub fn assign(shots: &mut [Shot]) {
    let mut taken: HashSet<String> = HashSet::new();
    let keeps: Vec<bool> =
        shots.iter().map(|shot| !shot.code.trim().is_empty() && taken.insert(shot.code.clone())).collect();
    for place in 0..shots.len() {
        if keeps[place] {
            continue;
        }
        let before = place.checked_sub(1).map_or(0, |p| number(&shots[p].code));
        let is_last = !keeps[place..].contains(&true);
        let code = if is_last {
            let highest = taken.iter().map(|code| number(code)).max().unwrap_or(0);
            highest.saturating_add(1).to_string()
        } else {
            free_letter(before, &taken)
        };
        taken.insert(code.clone());
        shots[place].code = code;
    }
}

/// Numbers the shots 1, 2, 3 in their order. An omitted shot keeps its code, and nobody else gets it.
pub fn renumber(shots: &mut [Shot]) {
    let kept: HashSet<String> =
        shots.iter().filter(|shot| shot.omitted).map(|shot| shot.code.clone()).collect();
    let mut next = (1u32..).map(|n| n.to_string()).filter(|code| !kept.contains(code));
    for shot in shots.iter_mut().filter(|shot| !shot.omitted || shot.code.is_empty()) {
        if let Some(code) = next.next() {
            shot.code = code;
        }
    }
}

/// The number at the head of a code: 12 of "12A", 0 of "A".
fn number(code: &str) -> u32 {
    let digits: String = code.trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

/// The first of 2A .. 2Z, 2AA .. that nobody has.
fn free_letter(number: u32, taken: &HashSet<String>) -> String {
    (0u32..).map(|n| format!("{number}{}", letters(n))).find(|code| !taken.contains(code)).unwrap_or_default()
}

/// A, B .. Z, AA, AB ..
fn letters(mut n: u32) -> String {
    let mut text = String::new();
    loop {
        text.insert(0, char::from(b'A' + u8::try_from(n % 26).unwrap_or(0)));
        if n < 26 {
            return text;
        }
        n = n / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::tests::shot;

    fn coded(codes: &[&str]) -> Vec<Shot> {
        let numbered = (1u128..).zip(codes);
        numbered
            .map(|(n, code)| {
                let mut made = shot(n, "");
                made.omitted = code.starts_with('x');
                made.code = code.trim_start_matches('x').into();
                made
            })
            .collect()
    }

    fn codes(shots: &[Shot]) -> Vec<&str> {
        shots.iter().map(|s| s.code.as_str()).collect()
    }

    #[test]
    fn new_shots_get_codes_and_old_ones_keep_theirs() {
        for (before, after) in [
            (&["", "", ""][..], &["1", "2", "3"][..]),
            (&["1", "", "2"], &["1", "1A", "2"]),
            (&["1", "", "1A", "", "2", ""], &["1", "1B", "1A", "1C", "2", "3"]),
            (&["", "1"], &["0A", "1"]),
            (&["1", "1"], &["1", "2"]),
            (&["7", "x8", ""], &["7", "8", "9"]),
        ] {
            let mut shots = coded(before);
            assign(&mut shots);
            assert_eq!(codes(&shots), after, "{before:?}");
        }
    }

    #[test]
    fn renumbering_leaves_the_codes_of_omitted_shots() {
        let mut shots = coded(&["1", "x2", "2A", "9"]);
        renumber(&mut shots);
        assert_eq!(codes(&shots), ["1", "2", "3", "4"]);
    }

    #[test]
    fn letters_go_on_after_z() {
        for (n, text) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")] {
            assert_eq!(letters(n), text);
        }
    }
}
