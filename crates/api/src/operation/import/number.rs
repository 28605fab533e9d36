//! An episode's number and title as sheets write them.
//! Knows no row: a cell in, a number or a remark out.

use super::{ImportRemark, remark};
use pufa_files::sheet::Cell;

const MOST_NUMBER: u32 = 100_000;

pub(super) fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control())
        .collect::<String>()
        .trim()
        .to_owned()
}

/// 12, 第12期, 第十二期; none, with a remark when something else stands there.
pub(super) fn number(cell: &Cell, remarks: &mut Vec<ImportRemark>) -> Option<u32> {
    let shown = pufa_domain::pinyin::normalised(&cell.shown());
    let shown_without = shown.replace("no.", "");
    let plain: String =
        shown_without.chars().filter(|c| !c.is_whitespace() && !"第期集讲#".contains(*c)).collect();
    if plain.is_empty() {
        return None;
    }
    let read = plain.parse().ok().or_else(|| han_number(&plain)).filter(|n| (1..=MOST_NUMBER).contains(n));
    if read.is_none() {
        remarks.push(remark("number", "not_a_number", &shown));
    }
    read
}

/// 三, 十二, 二十, 一百零五: numbers of episodes up to the hundreds.
fn han_number(text: &str) -> Option<u32> {
    const DIGITS: &str = "零一二三四五六七八九";
    let (mut sum, mut digit) = (0_u32, None);
    for c in text.chars() {
        if let Some(at) = DIGITS.chars().position(|d| d == c || (c == '〇' && d == '零')) {
            digit = Some(u32::try_from(at).ok()?);
        } else {
            let place = match c {
                '十' => 10,
                '百' => 100,
                _ => return None,
            };
            sum += digit.take().unwrap_or(1) * place;
        }
    }
    Some(sum + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_episodes() {
        for (text, expected) in [
            ("12", Some(12)),
            ("第12期", Some(12)),
            ("第 十二 期", Some(12)),
            ("二十", Some(20)),
            ("一百零五", Some(105)),
            ("１２", Some(12)),
            ("0", None),
            ("下期", None),
            ("-3", None),
            ("99999999999", None),
            ("", None),
        ] {
            assert_eq!(number(&Cell::Text(text.into()), &mut Vec::new()), expected, "{text}");
        }
        assert_eq!(number(&Cell::Number(7.0), &mut Vec::new()), Some(7));
        assert_eq!(number(&Cell::Number(7.5), &mut Vec::new()), None);
    }
}
