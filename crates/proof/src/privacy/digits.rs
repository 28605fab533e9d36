//! Numbers that identify: identity cards, mobiles, landlines, bank cards, QQ. Reads each run of digits once.
//! Refuses to flag a number by its length alone: checksums, prefixes and the words before it decide.

use super::Kind;
use super::checksum::{Identity, bank_prefix, identity, landline, luhn, old_identity};
use crate::text::numeral::digit;
use crate::text::{Marks, char_at, char_before};
use std::ops::Range;

/// A digit of any script, as its value: ASCII or full-width.
fn value(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => Some((c as u32 - '０' as u32) as u8),
        _ => None,
    }
}

/// Digits of one number as written: groups joined by single spaces or hyphens.
struct Chain {
    digits: Vec<u8>,
    /// Byte range of each digit.
    at: Vec<Range<usize>>,
    /// Index of the first digit of every group.
    groups: Vec<usize>,
    /// Ends in X: byte end of it.
    check_x: Option<usize>,
}

/// No number that is looked for is longer; a longer run is skipped whole.
const LONGEST: usize = 40;

/// `beginnings` are places where a mobile spoken digit by digit may begin.
pub(super) fn find(text: &str, marks: Marks<'_>, beginnings: &[usize], out: &mut Vec<(Kind, Range<usize>)>) {
    let mut done = 0;
    for &(at, c) in marks {
        if at >= done && value(c).is_some() {
            let (chain, end) = read(text, at);
            judge(text, at, char_before(text, at), &chain, out);
            done = end;
        }
    }
    for at in beginnings {
        spoken(text, *at, out);
    }
}

/// The number that begins at `at`, and where it ends.
fn read(text: &str, start: usize) -> (Chain, usize) {
    let mut chain = Chain { digits: Vec::new(), at: Vec::new(), groups: vec![0], check_x: None };
    let mut chars = text[start..].char_indices().map(|(i, c)| (start + i, c)).peekable();
    let mut end = start;
    while let Some(&(at, c)) = chars.peek() {
        if let Some(v) = value(c) {
            chars.next();
            if chain.digits.len() < LONGEST {
                chain.digits.push(v);
                chain.at.push(at..at + c.len_utf8());
            } else {
                // Too long to be a number that is looked for: nothing in it is judged.
                chain.groups = vec![usize::MAX];
            }
        } else if matches!(c, ' ' | '-' | '\u{a0}' | '－') {
            let next = char_at(text, at + c.len_utf8());
            if next.is_none_or(|n| value(n).is_none()) {
                break;
            }
            chars.next();
            chain.groups.push(chain.digits.len());
        } else if matches!(c, ')' | '）') && area_in_brackets(text, start, &chain, at + c.len_utf8()) {
            chars.next();
            chain.groups.push(chain.digits.len());
        } else {
            if matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ') && chain.digits.len() >= 17 {
                end = at + c.len_utf8();
                chain.check_x = Some(end);
            }
            break;
        }
        end = at + c.len_utf8();
    }
    (chain, end)
}

/// （010）66542315: the area code alone stands in brackets.
fn area_in_brackets(text: &str, start: usize, chain: &Chain, after: usize) -> bool {
    let code = matches!(chain.digits.len(), 3 | 4) && chain.digits[0] == 0 && chain.groups.len() == 1;
    let follows = char_at(text, after).is_some_and(|c| value(c).is_some());
    code && follows && matches!(char_before(text, start), Some('(' | '（'))
}

fn judge(text: &str, start: usize, before: Option<char>, chain: &Chain, out: &mut Vec<(Kind, Range<usize>)>) {
    if chain.groups.contains(&usize::MAX) {
        return;
    }
    let end = chain.at.last().map_or(start, |r| r.end);
    let after = char_at(text, chain.check_x.unwrap_or(end));
    // 6228.44 is an amount, 3.1415926 a number: neither side of a point identifies anybody.
    let decimal = before == Some('.')
        || (after == Some('.') && text[end..].chars().nth(1).is_some_and(|c| value(c).is_some()));
    if decimal || glued(text, start, chain.check_x.unwrap_or(end)) {
        return;
    }
    let words = Words { before: window_before(text, start), after };
    if let Some(kind) = classify(&chain.digits, chain.check_x.is_some(), &words) {
        let sign =
            before.filter(|c| kind == Kind::Mobile && *c == '+' || kind == Kind::Phone && "(（".contains(*c));
        let bracketed = chain.digits.len() > chain.groups.len() && text[start..end].contains([')', '）']);
        let from = match sign {
            Some('+') => start - 1,
            Some(open) if bracketed => start - open.len_utf8(),
            _ => start,
        };
        out.push((kind, from..chain.check_x.unwrap_or(end)));
        return;
    }
    if chain.groups.len() > 1 {
        groups(chain, &words, out);
    }
}

/// Part of a word of letters: a13812345678, wx_138. An underscore alone is a border, as in 录音_13812345678.mp3.
fn glued(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (head, tail) = (&text[..start], &text[end..]);
    let before = head.chars().next_back();
    let after = tail.chars().next();
    let led = letter(before) && !cue_letters(text, start)
        || before == Some('_') && letter(head[..head.len() - 1].chars().next_back());
    let followed = after.is_some_and(|c| c.is_ascii_alphabetic())
        || after == Some('_') && letter(tail[1..].chars().next());
    led || followed
}

/// A number beside others (0571-50823968 13812345678): each run of groups on its own, the longest first.
fn groups(chain: &Chain, words: &Words<'_>, out: &mut Vec<(Kind, Range<usize>)>) {
    let bound = |i: usize| chain.groups.get(i).copied().unwrap_or(chain.digits.len());
    let mut from = 0;
    while from < chain.groups.len() {
        let longest = (from + 1..=(from + 6).min(chain.groups.len())).rev().find_map(|to| {
            let (a, b) = (bound(from), bound(to));
            classify(chain.digits.get(a..b)?, false, words).map(|kind| (to, kind, a, b))
        });
        match longest {
            Some((to, kind, a, b)) => {
                out.push((kind, chain.at[a].start..chain.at[b - 1].end));
                from = to;
            }
            None => from += 1,
        }
    }
}

/// What stands around a number.
struct Words<'t> {
    before: &'t str,
    after: Option<char>,
}

impl Words<'_> {
    fn say(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.before.contains(w))
    }

    /// An order, an amount, a count: not a person's number.
    fn other_thing(&self) -> bool {
        !self.say(&["电话", "手机", "联系", "拨打", "致电"]) && (self.say(OTHER_NUMBERS) || self.counts())
    }

    /// A unit follows: an amount or a count.
    fn counts(&self) -> bool {
        self.after.is_some_and(|c| "元人件条次个吨米+＋".contains(c)) || self.measured()
    }

    /// A measure leads up to the number: 点击量达, 阅读, 金额共计.
    fn measured(&self) -> bool {
        let head = self
            .before
            .trim_end_matches(['达', '到', '为', '了', '约', '近', '超', '破', '共', '计', '：', ':', ' ']);
        ["量", "数", "额", "阅读", "点击", "播放", "浏览", "转发", "点赞", "获赞", "粉丝", "观看"]
            .iter()
            .any(|w| head.ends_with(w))
    }
}

/// Words before numbers of things.
const OTHER_NUMBERS: &[&str] = &[
    "订单",
    "单号",
    "编号",
    "流水",
    "条码",
    "ISBN",
    "快递",
    "序列号",
    "批号",
    "许可证",
    "信用代码",
    "发票",
    "票号",
    "运单",
    "合同号",
    "设备号",
    "车架号",
    "发动机号",
    "学号",
    "工号",
    "编码",
    "IMEI",
    "备案号",
    "受理号",
    "学籍号",
    "会员号",
    "批次",
    "文号",
];

fn window_before(text: &str, pos: usize) -> &str {
    let from = crate::text::floor_border(text, pos.saturating_sub(36));
    let window = text.get(from..pos).unwrap_or("");
    let clause = window.rsplit(['，', '。', '；', '\n', ',', '、']).next();
    clause.unwrap_or(window)
}

/// tel, vx and the like may stand directly before a number.
fn cue_letters(text: &str, pos: usize) -> bool {
    let head = text.get(..pos).unwrap_or("");
    let word: String = head.chars().rev().take(6).take_while(char::is_ascii_alphabetic).collect();
    let word: String = word.chars().rev().collect::<String>().to_ascii_lowercase();
    matches!(word.as_str(), "tel" | "vx" | "wx" | "qq" | "phone" | "mobile" | "id")
}

fn classify(digits: &[u8], x: bool, words: &Words<'_>) -> Option<Kind> {
    if words.say(&["ISBN", "isbn"]) {
        return None;
    }
    let digits = match digits {
        [8, 6, rest @ ..] if rest.len() == 11 => rest,
        [0, 0, 8, 6, rest @ ..] if rest.len() == 11 => rest,
        _ => digits,
    };
    let bank_words =
        words.say(&["卡号", "银行卡", "储蓄卡", "信用卡", "借记卡", "账号", "帐号", "账户", "帐户", "卡"]);
    match digits.len() {
        17 if x => identity_kind(digits, x, words),
        18 if !x && identity_kind(digits, x, words).is_some() => identity_kind(digits, x, words),
        15 if words.say(&["身份证", "证件号", "公民身份"]) && old_identity(digits) => {
            Some(Kind::IdCard)
        }
        11 if digits[0] == 1 && digits[1] >= 3 => (!words.other_thing()).then_some(Kind::Mobile),
        10..=12 if digits[0] == 0 && landline(digits) => (!words.other_thing()).then_some(Kind::Phone),
        13..=19 if !x && bank_words => bank_prefix(digits).then_some(Kind::BankCard),
        15..=19 if !x && luhn(digits) && bank_prefix(digits) => {
            (!words.other_thing()).then_some(Kind::BankCard)
        }
        5..=11 if words.say(&["QQ", "qq"]) && digits[0] != 0 => Some(Kind::Qq),
        _ => None,
    }
}

/// A sound number is one whatever stands around it; a wrong check digit is a slip of the pen, unless it numbers a thing.
fn identity_kind(digits: &[u8], x: bool, words: &Words<'_>) -> Option<Kind> {
    match identity(digits, x) {
        Identity::Sound => Some(Kind::IdCard),
        Identity::WrongCheck => (!words.other_thing()).then_some(Kind::IdCardInvalid),
        Identity::NotShaped => words.say(&["身份证"]).then_some(Kind::IdCardInvalid),
    }
}

/// A mobile spoken in Chinese digits: 一三八零零一三八零零零.
fn spoken(text: &str, at: usize, out: &mut Vec<(Kind, Range<usize>)>) {
    let one = |c: char| if c == '幺' { Some(1) } else { digit(c) };
    if char_before(text, at).is_some_and(|c| one(c).is_some()) {
        return;
    }
    let mut end = at;
    let mut digits = Vec::with_capacity(12);
    for c in text[at..].chars().take(12) {
        let Some(v) = one(c) else { break };
        digits.push(v);
        end += c.len_utf8();
    }
    if digits.len() == 11 && digits[0] == 1 && digits[1] >= 3 {
        out.push((Kind::Mobile, at..end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        let mut out = Vec::new();
        let spoken: Vec<usize> = text.match_indices('一').map(|(at, _)| at).collect();
        find(text, &crate::text::marks(text), &spoken, &mut out);
        out.into_iter().map(|(kind, range)| (kind, &text[range])).collect()
    }

    #[test]
    fn numbers_that_identify() {
        // Numbers are made up; the checksums are right or wrong on purpose.
        for (text, kind, number) in [
            ("身份证110105197902067963。", Kind::IdCard, "110105197902067963"),
            ("证号15010219840328451X，", Kind::IdCard, "15010219840328451X"),
            ("身份证号：220104198001051703", Kind::IdCardInvalid, "220104198001051703"),
            ("电话138 1234 5678", Kind::Mobile, "138 1234 5678"),
            ("电话+8613812345678", Kind::Mobile, "+8613812345678"),
            ("电话＋８６１３８１２３４５６７８", Kind::Mobile, "８６１３８１２３４５６７８"),
            ("打一三八零零一三八零零零", Kind::Mobile, "一三八零零一三八零零零"),
            ("座机0571-50823968", Kind::Phone, "0571-50823968"),
            ("座机01066542315", Kind::Phone, "01066542315"),
            ("座机（0431）50823968", Kind::Phone, "（0431）50823968"),
            ("编号3的证人，电话13812345678", Kind::Mobile, "13812345678"),
            ("卡号6228 4858 4349 8334被冻结", Kind::BankCard, "6228 4858 4349 8334"),
            ("QQ：12345678", Kind::Qq, "12345678"),
        ] {
            assert_eq!(kinds(text), [(kind, number)], "{text}");
        }
    }

    #[test]
    fn numbers_that_do_not() {
        for text in [
            "涉案13812345元",
            "观看1234567人",
            "订单编号6228489959067161已发货",
            "ISBN 978-7-5093-1234-5",
            "每日462.44元",
            "金额13812345678元",
            "拨打12309",
            "2026-11-22",
            "14时30分",
            "3.14159265358979",
            "abc13812345678x",
            "1**********",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
