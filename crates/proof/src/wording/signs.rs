//! Punctuation (GB/T 15834) and numerals (GB/T 15835) that can be judged without understanding the sentence.
//! Refuses style: what the standards leave free stays free.

use crate::finding::{Draft, Severity};
use crate::text::{Cover, Marks, char_at, char_before, is_han, numeral};
use std::ops::Range;

const PUNCTUATION: &str = "GB/T 15834—2011";
const NUMERALS: &str = "GB/T 15835—2011";

/// Findings of one text; more would be a wall, not a help.
const MOST: usize = 200;

pub(super) fn find(text: &str, marks: Marks<'_>, quoted: &Cover, out: &mut Vec<Draft>) {
    let begin = out.len();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut skip = 0;
    for &(at, c) in marks {
        if at < skip || out.len() - begin >= MOST || quoted.holds(&(at..at + 1)) {
            continue;
        }
        match c {
            ',' | ';' | ':' | '?' | '!' => half_width(text, at, c, out),
            '。' | '，' | '、' | '；' | '：' => skip = doubled(text, at, c, out),
            '！' | '？' => skip = stacked(text, at, c, out),
            '.' if text[at..].starts_with("...") => skip = dots(text, at, '.', out),
            '·' if text[at..].starts_with("···") => skip = dots(text, at, '·', out),
            '《' | '“' | '（' | '【' | '〈' | '‘' => open.push((at, c)),
            '》' | '”' | '）' | '】' | '〉' | '’' => closed(text, at, c, &mut open, out),
            '０'..='９' if !char_before(text, at).is_some_and(|b| ('０'..='９').contains(&b)) => {
                wide_digits(text, at, out)
            }
            '0'..='9' => mixed_number(text, at + 1, out),
            _ => {}
        }
    }
    for (at, c) in open.into_iter().take(MOST) {
        out.push(alone(at, c, Half::Closing));
    }
}

/// Which half of a pair is missing.
#[derive(Clone, Copy)]
enum Half {
    Opening,
    Closing,
}

fn alone(at: usize, c: char, missing: Half) -> Draft {
    let (chinese, english) = match missing {
        Half::Opening => ("前", "opening"),
        Half::Closing => ("后", "closing"),
    };
    let message = format!("“{c}”没有对应的{chinese}半个符号。");
    sign("sign.unclosed", Severity::Warning, at..at + c.len_utf8(), message)
        .with("sign", c)
        .with("half", english)
}

fn sign(rule: &'static str, severity: Severity, range: Range<usize>, message: String) -> Draft {
    Draft::new(rule, severity, range, message).source(PUNCTUATION)
}

/// A half-width sign between Han characters.
fn half_width(text: &str, at: usize, c: char, out: &mut Vec<Draft>) {
    let before = char_before(text, at).is_some_and(|b| is_han(b) || "》”）".contains(b));
    let after = char_at(text, at + 1).is_none_or(|a| is_han(a) || "《“（\n".contains(a));
    let wide = match c {
        ',' => "，",
        ';' => "；",
        ':' => "：",
        '?' => "？",
        _ => "！",
    };
    if before && after {
        let message = format!("中文里用全角“{wide}”。");
        let draft = sign("sign.half_width", Severity::Info, at..at + 1, message);
        out.push(draft.with("sign", c).with("wide", wide).fix(wide));
    }
}

/// ！ and ？ may stand three times, no more.
fn stacked(text: &str, at: usize, c: char, out: &mut Vec<Draft>) -> usize {
    let count = text[at..].chars().take_while(|n| *n == c).count();
    let end = at + count * c.len_utf8();
    if count > 3 {
        let draft = sign("sign.doubled", Severity::Info, at..end, format!("“{c}”最多叠用三个。"));
        out.push(draft.with("sign", c).fix(c.to_string().repeat(3)));
    }
    end
}

/// 。。 and ，， ; a row of 。 is an ellipsis badly written.
fn doubled(text: &str, at: usize, c: char, out: &mut Vec<Draft>) -> usize {
    let count = text[at..].chars().take_while(|n| *n == c).count();
    let end = at + count * c.len_utf8();
    if count >= 3 && c == '。' {
        out.push(ellipsis(at..end, c));
    } else if count >= 2 {
        let draft = sign("sign.doubled", Severity::Warning, at..end, format!("“{c}”重复。"));
        out.push(draft.with("sign", c).fix(c));
    }
    end
}

fn dots(text: &str, at: usize, c: char, out: &mut Vec<Draft>) -> usize {
    let count = text[at..].chars().take_while(|n| *n == c).count();
    let end = at + count * c.len_utf8();
    if char_before(text, at).is_some_and(is_han) {
        out.push(ellipsis(at..end, c));
    }
    end
}

fn ellipsis(range: Range<usize>, c: char) -> Draft {
    sign("sign.ellipsis", Severity::Warning, range, "省略号写作“……”。".to_owned()).with("sign", c).fix("……")
}

fn closed(text: &str, at: usize, c: char, open: &mut Vec<(usize, char)>, out: &mut Vec<Draft>) {
    let want = match c {
        '》' => '《',
        '”' => '“',
        '）' => '（',
        '】' => '【',
        '〉' => '〈',
        _ => '‘',
    };
    match open.iter().rev().take(8).position(|(_, o)| *o == want) {
        Some(back) => {
            let keep = open.len() - 1 - back;
            for (at, o) in open.drain(keep..).skip(1) {
                out.push(alone(at, o, Half::Closing));
            }
        }
        // ） after a list's number (一） is common in notes, and ’ is an apostrophe.
        None if c == '’' || (c == '）' && before_is_number(text, at)) => {}
        None => out.push(alone(at, c, Half::Opening)),
    }
    // 标有书名号、引号的并列成分之间通常不用顿号.
    let end = at + c.len_utf8();
    if matches!((c, &text[end..]), ('》', rest) if rest.starts_with("、《")) {
        let range = end..end + '、'.len_utf8();
        out.push(
            sign("sign.list_of_titles", Severity::Info, range, "并列的书名号之间通常不用顿号。".to_owned())
                .with("sign", "、")
                .fix(""),
        );
    }
}

fn before_is_number(text: &str, at: usize) -> bool {
    char_before(text, at).is_some_and(|b| b.is_ascii_digit() || numeral::digit(b).is_some() || b == '十')
}

fn wide_digits(text: &str, at: usize, out: &mut Vec<Draft>) {
    let wide: String = text[at..].chars().take_while(|c| ('０'..='９').contains(c)).collect();
    let plain: String =
        wide.chars().filter_map(|c| char::from_u32(c as u32 - '０' as u32 + '0' as u32)).collect();
    let message = format!("数字用半角“{plain}”。");
    let draft =
        sign("numeral.full_width", Severity::Info, at..at + wide.len(), message).with("number", &plain);
    out.push(draft.fix(plain).source(NUMERALS));
}

/// 3千 and 5百: Arabic digits go only with 万 and 亿.
fn mixed_number(text: &str, at: usize, out: &mut Vec<Draft>) {
    let Some(unit @ ('千' | '百' | '十')) = char_at(text, at) else {
        return;
    };
    let digits = text[..at].chars().rev().take(6).take_while(char::is_ascii_digit).count();
    let start = at - digits;
    let end = at + unit.len_utf8();
    let joined = char_before(text, start).is_some_and(|c| c == '.' || c.is_ascii_alphanumeric());
    let word = char_at(text, end).is_some_and(|c| "瓦克米帕赫伏安字万分多几余佳大强".contains(c));
    if digits == 0 || joined || word {
        return;
    }
    let size = match unit {
        '千' => 1000,
        '百' => 100,
        _ => 10,
    };
    let Ok(value) = text[start..at].parse::<u32>() else {
        return;
    };
    let goes_on = char_at(text, end).is_some_and(|c| c.is_ascii_digit() || numeral::digit(c).is_some());
    let message = format!("阿拉伯数字不与“{unit}”连用，可写{}或全部用汉字。", value * size);
    let mut draft = sign("numeral.mixed", Severity::Info, start..end, message)
        .with("unit", unit)
        .with("number", value * size)
        .source(NUMERALS);
    if !goes_on {
        draft = draft.fix((value * size).to_string());
    }
    out.push(draft);
}
