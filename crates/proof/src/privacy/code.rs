//! Codes with letters or brackets: number plates, passports, e-mail, WeChat ids, case and document numbers.
//! Refuses to read plain runs of digits; `digits` does.

use super::Kind;
use crate::text::{Marks, char_at, char_before, is_han};
use std::ops::Range;

type Out = Vec<(Kind, Range<usize>)>;

pub(super) fn find(text: &str, marks: Marks<'_>, out: &mut Out) {
    // Where the last run of ASCII letters and digits ended: a code begins only where a run begins.
    let mut run_end = 0;
    for &(at, c) in marks {
        match c {
            '@' | '＠' => email(text, at, c, out),
            '（' | '(' | '〔' | '[' | '【' => numbered(text, at, c, out),
            'Ａ'..='Ｚ' => plate(text, at, out),
            'A'..='Z' | 'a'..='z' | '0'..='9' => {
                if at != run_end || at == 0 {
                    plate(text, at, out);
                    passport(text, at, out);
                    wechat(text, at, out);
                }
                run_end = at + 1;
            }
            _ => {}
        }
    }
}

/// What plates begin with: provinces' abbreviations.
const PLATES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// A plate's letter or digit, full-width as ASCII.
fn plate_char(c: char) -> Option<u8> {
    let c = match c {
        'Ａ'..='Ｚ' => (b'A' + (c as u32 - 'Ａ' as u32) as u8) as char,
        '０'..='９' => (b'0' + (c as u32 - '０' as u32) as u8) as char,
        c => c,
    };
    (c.is_ascii_uppercase() || c.is_ascii_digit()).then_some(c as u8)
}

/// The plate whose letter stands at `at`. GA 36: province, letter, then five characters, or six on new-energy cars; 挂学警港澳 may end it.
fn plate(text: &str, at: usize, out: &mut Out) {
    let Some(province) = char_before(text, at).filter(|c| PLATES.contains(*c)) else {
        return;
    };
    let mut chars = text[at..].char_indices().peekable();
    let Some(city) = chars.next().and_then(|(_, c)| plate_char(c)).filter(u8::is_ascii_uppercase) else {
        return;
    };
    if chars.next_if(|(_, c)| matches!(c, '·' | '•' | '-' | ' ' | '.' | '・' | '—')).is_some() {
        chars.next_if(|(_, c)| *c == ' ');
    }
    let mut body = Vec::with_capacity(7);
    let mut end = 0;
    while let Some(&(i, c)) = chars.peek() {
        let Some(b) = plate_char(c) else {
            if "挂学警港澳领使".contains(c) && body.len() == 4 {
                body.push(b'#');
                end = i + c.len_utf8();
            }
            break;
        };
        if body.len() == 7 {
            return;
        }
        body.push(b);
        end = i + c.len_utf8();
        chars.next();
    }
    let digits = body.iter().filter(|b| b.is_ascii_digit()).count();
    let sound = city != b'I' && !body.iter().any(|b| matches!(b, b'I' | b'O')) && digits >= 1;
    let kind = match body.len() {
        5 if sound => Kind::Plate,
        6 if sound && digits >= 4 && (body[0].is_ascii_uppercase() || body[5].is_ascii_uppercase()) => {
            Kind::PlateNev
        }
        _ => return,
    };
    out.push((kind, at - province.len_utf8()..at + end));
}

/// What one crosses a border with.
const TRAVEL: &[&str] = &["护照", "通行证", "旅行证", "回乡证", "台胞证"];

/// Passports E12345678, EA1234567, G12345678; other letters and travel permits only beside their word.
fn passport(text: &str, at: usize, out: &mut Out) {
    let bytes = text.as_bytes();
    let mut end = at;
    while end < bytes.len() && end < at + 12 && bytes[end].is_ascii_alphanumeric() {
        end += 1;
    }
    let word = &bytes[at..end];
    let letters = word.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let digits = word.len() - letters;
    if !word[letters..].iter().all(u8::is_ascii_digit) || (end < bytes.len() && bytes[end] == b'_') {
        return;
    }
    let from = crate::text::floor_border(text, at.saturating_sub(30));
    let before = &text[from..at];
    let after = text[end..].trim_start_matches(['号', '的', '”', '）']);
    let named = TRAVEL.iter().any(|w| before.contains(w) || after.starts_with(w));
    let fits = match (letters, digits) {
        (1, 8) => named || matches!(word[0], b'E' | b'G'),
        (2, 7) => named || word[0] == b'E',
        (1, 7 | 9 | 10) => named,
        _ => false,
    };
    if fits {
        out.push((Kind::Passport, at..end));
    }
}

fn email(text: &str, at: usize, sign: char, out: &mut Out) {
    let local = |b: &u8| b.is_ascii_alphanumeric() || b"._%+-".contains(b);
    let bytes = text.as_bytes();
    let from = at - bytes[..at].iter().rev().take(64).take_while(|b| local(b)).count();
    let begin = at + sign.len_utf8();
    let host = bytes[begin..]
        .iter()
        .take(190)
        .take_while(|b| b.is_ascii_alphanumeric() || b".-".contains(b))
        .count();
    let host = text[begin..begin + host].trim_end_matches(['.', '-']);
    let top = host.rsplit_once('.').map_or("", |(_, top)| top);
    if from < at && top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic()) {
        out.push((Kind::Email, from..begin + host.len()));
    }
}

const WECHAT: &[&str] = &[
    "微信号码",
    "微信账号",
    "微信帐号",
    "微信号",
    "微信ID",
    "微信id",
    "微信",
    "薇信号",
    "薇信",
    "威信号",
    "威信",
    "V信号",
    "微号",
    "加微",
    "加薇",
    "加威",
    "加V",
    "加v",
    "+V",
    "+v",
    "＋V",
    "＋v",
    "➕V",
    "➕v",
    "➕微",
    "➕薇",
    "VX",
    "vx",
    "Vx",
    "V信",
    "v信",
    "WX",
    "wx",
    "WeChat",
    "wechat",
    "Wechat",
];

/// 6 to 20 letters, digits, _ and -, beginning with a letter, after its word.
fn wechat(text: &str, at: usize, out: &mut Out) {
    let length =
        text[at..].bytes().take(21).take_while(|b| b.is_ascii_alphanumeric() || b"_-".contains(b)).count();
    if !(6..=20).contains(&length) || !text.as_bytes()[at].is_ascii_alphabetic() {
        return;
    }
    // Between the word and the id stand a few signs, not a line of them.
    let from = crate::text::floor_border(text, at.saturating_sub(36));
    let before = &text[from..at];
    let head = before.trim_end_matches(['：', ':', ' ', '是', '为', '“', '"', '（', '(', '\u{3000}']);
    let Some(word) = WECHAT.iter().find(|w| head.ends_with(**w)) else {
        return;
    };
    let close = before.len() - head.len() <= 12;
    let apart = head.len() < before.len() || !word.is_ascii();
    let own = char_before(head, head.len() - word.len())
        .is_none_or(|c| !word.is_ascii() || !c.is_ascii_alphanumeric());
    if close && apart && own {
        out.push((Kind::Wechat, at..at + length));
    }
}

/// A year in brackets opens a court's case number or closes the head of a document's number.
fn numbered(text: &str, at: usize, open: char, out: &mut Out) {
    let year_at = at + open.len_utf8();
    let Some((year, year_end)) = crate::text::numeral::read(text, year_at) else {
        return;
    };
    let Some(close) = char_at(text, year_end).filter(|c| matches!(c, '）' | ')' | '〕' | ']' | '】'))
    else {
        return;
    };
    if !(1980..=2099).contains(&year) {
        return;
    }
    let after = year_end + close.len_utf8();
    if let Some(end) = case_number(text, after) {
        out.push((Kind::CaseNo, at..end));
    } else if let Some(end) = serial(text, after)
        && let Some(start) = document_head(text, at)
    {
        out.push((Kind::ProcDocNo, start..end));
    }
}

/// Digits and 号, perhaps after 第.
fn serial(text: &str, pos: usize) -> Option<usize> {
    let rest = text.get(pos..)?;
    let rest = rest.strip_prefix('第').unwrap_or(rest);
    let digits = rest.chars().take(8).take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c));
    let length: usize = digits.map(char::len_utf8).sum();
    let tail = rest[length..].strip_prefix('号')?;
    (length > 0).then(|| text.len() - tail.len())
}

/// 浙0106刑终6455号, 最高法民初8037号, 朝刑初字第123号: court, sort of case, number.
fn case_number(text: &str, pos: usize) -> Option<usize> {
    let rest = text.get(pos..)?;
    if !rest.chars().next().is_some_and(is_han) {
        return None;
    }
    let mut last_han = 0;
    let mut sort = false;
    for (i, c) in rest.char_indices().take(30) {
        if c == '号' {
            let number = &rest[last_han..i];
            let numbered = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '-');
            let end = i + '号'.len_utf8();
            return (sort && numbered).then(|| pos + later_ruling(rest, end));
        }
        // 执123号之一 and 执123之一号.
        if c == '之' && i > last_han && i > 0 {
            return sort.then(|| ruling(rest, i)).flatten().map(|end| pos + end);
        }
        if is_han(c) || matches!(c, '（' | '）' | '(' | ')') {
            sort |= "民刑行执赔破知财商申清认调督诉保惩协".contains(c);
            last_han = i + c.len_utf8();
        } else if !c.is_ascii_digit() && c != '-' {
            return None;
        }
    }
    None
}

/// 12号之一: the later ruling is part of the number.
fn later_ruling(rest: &str, end: usize) -> usize {
    let read =
        || crate::text::numeral::read(rest, end + rest[end..].strip_prefix('之').map(|_| '之'.len_utf8())?);
    read().filter(|(value, _)| *value < 100).map_or(end, |(_, after)| after)
}

/// 之一号, as later rulings of one case are numbered.
fn ruling(rest: &str, at: usize) -> Option<usize> {
    let (_, end) = crate::text::numeral::read(rest, at + '之'.len_utf8())?;
    rest[end..].starts_with('号').then(|| end + '号'.len_utf8())
}

/// 朝检未检刑不诉 before 〔2024〕180号: the head names an office and ends in a step of a case.
fn document_head(text: &str, at: usize) -> Option<usize> {
    let mut start = at;
    let mut depth = 0;
    for c in text.get(..at)?.chars().rev().take(24) {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' if depth > 0 => depth -= 1,
            c if is_han(c) => {}
            _ => break,
        }
        start -= c.len_utf8();
    }
    let words = text.get(start..at)?;
    let led = LEADS.iter().filter_map(|lead| words.rfind(lead).map(|i| i + lead.len())).max().unwrap_or(0);
    let mut words = &words[led..];
    while let Some(rest) = ["和", "与", "及", "对", "于"].iter().find_map(|w| words.strip_prefix(w)) {
        words = rest;
    }
    let step = words.trim_end_matches(['字', '第']);
    let office = ["检", "公", "法", "司", "院"].iter().any(|o| step.contains(o));
    // 公通字 heads a notice to offices; 鉴通, 拘通 tell a party.
    let told = ["鉴通", "拘通", "捕通"].iter().any(|e| step.ends_with(e));
    let issued = ["发", "办", "释", "通", "会", "函"].iter().any(|e| step.ends_with(e)) && !told;
    (office && !issued && STEPS.iter().any(|e| step.ends_with(e)) && char_before(text, at) != Some('》'))
        .then(|| at - words.len())
}

/// What leads up to a number and is in no office's abbreviation.
const LEADS: &[&str] = &[
    "书", "为", "以", "的", "了", "到", "见", "由", "即", "是", "号", "院", "局", "称", "根据", "依据",
    "依照", "按照", "参照", "作出", "发出", "下达", "案件", "案中", "收悉", "编号", "文号",
];

/// Steps of a case that a document's head ends in.
const STEPS: &[&str] = &[
    "诉",
    "捕",
    "抗",
    "监",
    "拘",
    "侦",
    "罚决",
    "行罚",
    "鉴",
    "立",
    "撤",
    "移",
    "意",
    "建",
    "赔",
    "刑",
    "未检",
    "执",
    "行公",
    "民公",
    "鉴通",
    "拘通",
    "捕通",
    "传唤",
    "取保",
    "解保",
    "监居",
    "搜查",
    "申",
    "刑附",
    "检附",
    "听证",
    "救助",
    "不核准",
    "核准",
];
