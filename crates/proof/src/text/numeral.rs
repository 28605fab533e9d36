//! Reads the numerals that Chinese legal text numbers its articles with: 一百三十三, 一〇七九, 264, ２６４.
//! Refuses to know what is numbered.

/// More characters than a numeral of an article ever has; a longer run is not one.
const LONGEST: usize = 12;

/// A numeral that begins at byte `pos`: its value and the byte where it ends. Values above 99,999 are refused.
pub fn read(text: &str, pos: usize) -> Option<(u32, usize)> {
    let first = super::char_at(text, pos)?;
    if arabic(first).is_some() { read_arabic(text, pos) } else { read_chinese(text, pos) }
}

fn arabic(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn read_arabic(text: &str, pos: usize) -> Option<(u32, usize)> {
    let mut value = 0u32;
    let mut end = pos;
    for (count, c) in text[pos..].chars().enumerate() {
        let Some(digit) = arabic(c) else { break };
        if count >= 5 {
            return None;
        }
        value = value * 10 + digit;
        end += c.len_utf8();
    }
    Some((value, end))
}

/// Value of a Chinese digit.
pub fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// A character of a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Digit(u32),
    Unit(u32),
}

fn sign(c: char) -> Option<Sign> {
    digit(c).map(Sign::Digit).or_else(|| unit(c).map(Sign::Unit))
}

fn read_chinese(text: &str, pos: usize) -> Option<(u32, usize)> {
    let mut end = pos;
    let (mut signs, mut count) = ([Sign::Digit(0); LONGEST], 0);
    let mut units = false;
    for (c, sign) in text[pos..].chars().map_while(|c| Some((c, sign(c)?))) {
        *signs.get_mut(count)? = sign;
        units |= matches!(sign, Sign::Unit(_));
        count += 1;
        end += c.len_utf8();
    }
    let signs = &signs[..count];
    Some((if units { with_units(signs)? } else { by_position(signs)? }, end))
}

fn by_position(signs: &[Sign]) -> Option<u32> {
    if signs.is_empty() || signs.len() > 5 {
        return None;
    }
    signs.iter().try_fold(0, |value, sign| match sign {
        Sign::Digit(digit) => Some(value * 10 + digit),
        Sign::Unit(_) => None,
    })
}

/// 一千零八十四: units must fall, a digit stands before each except a leading 十.
fn with_units(signs: &[Sign]) -> Option<u32> {
    let (mut total, mut pending, mut last_unit) = (0, None, 10_000);
    for (i, sign) in signs.iter().enumerate() {
        match *sign {
            Sign::Digit(digit) => match (digit, pending) {
                (0, None) => {}
                (digit, None) => pending = Some(digit),
                (_, Some(_)) => return None,
            },
            Sign::Unit(size) => {
                let alone = i == 0 || matches!(signs[i - 1], Sign::Digit(0) | Sign::Unit(100));
                let times = match pending.take() {
                    Some(digit) => digit,
                    None if size == 10 && alone => 1,
                    None => return None,
                };
                if size >= last_unit {
                    return None;
                }
                last_unit = size;
                total += times * size;
            }
        }
    }
    Some(total + pending.unwrap_or(0))
}

/// Writes 1 to 9999 in Chinese, as statutes number: 一百零一, 十二. Other values come back in Arabic digits.
pub fn chinese(value: u32) -> String {
    let mut out = String::with_capacity(24);
    push_chinese(&mut out, value);
    out
}

/// [`chinese`], at the end of a string.
pub(crate) fn push_chinese(out: &mut String, value: u32) {
    if value == 0 || value > 9999 {
        out.push_str(&value.to_string());
        return;
    }
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (mut begun, mut gap) = (false, false);
    for (size, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let d = value / size % 10;
        if d == 0 {
            gap = begun;
            continue;
        }
        begun = true;
        if gap {
            out.push('零');
        }
        gap = false;
        if !(d == 1 && size == 10 && value < 20) {
            out.push_str(DIGITS[d as usize]);
        }
        out.push_str(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_forms_in_use() {
        for (text, value) in [
            ("一百三十三条", 133),
            ("一千零八十四", 1084),
            ("十", 10),
            ("二十", 20),
            ("一百一十", 110),
            ("一百零一", 101),
            ("一千二百条", 1200),
            ("一〇七九", 1079),
            ("264条", 264),
            ("２６４", 264),
            ("一百十二", 112),
            ("零", 0),
        ] {
            assert_eq!(read(text, 0).map(|n| n.0), Some(value), "{text}");
        }
        for text in ["", "条", "十百", "二二十", "百", "1234567", "一二三四五六", "十十十"] {
            assert_eq!(read(text, 0), None, "{text}");
        }
    }

    #[test]
    fn writes_what_it_reads() {
        for value in 1..=9999 {
            assert_eq!(read(&chinese(value), 0).map(|n| n.0), Some(value));
        }
    }
}
