//! Addresses down to the house, and the age of a minor; decides whether a text is about a minor.
//! Refuses to flag a place that is not a person's: a school visited for a lesson, a street of a news item.

use super::name::Cues;
use super::{Kind, school};
use crate::text::{Lexicon, char_before, is_han, marks};
use std::ops::Range;
use std::sync::OnceLock;

pub(super) type Out = Vec<(Kind, Range<usize>)>;

/// What a text is about, as far as places and ages need to know.
pub(super) struct About {
    /// A minor is a person of the case.
    pub minor_case: bool,
    /// A village is named.
    village: bool,
    /// Ages under 18 of persons, as ranges of their digits.
    ages: Vec<Range<usize>>,
}

/// Words that say that a minor is spoken of.
pub(super) const MINOR_WORDS: &[&str] = &[
    "未成年",
    "女童",
    "男童",
    "幼女",
    "幼童",
    "儿童",
    "少年",
    "少女",
    "女孩",
    "男孩",
    "婴儿",
    "学生",
    "就读",
    "孩子",
    "小孩",
];

/// Words of a case or of a person's own life; beside them a minor is a party, not an audience.
pub(super) const CASE_WORDS: &[&str] = &[
    "就读", "被害", "受害", "嫌疑", "被告", "猥亵", "强奸", "性侵", "虐待", "遗弃", "霸凌", "欺凌", "殴打",
    "盗窃", "抢劫", "案发", "报警", "涉案", "拐卖", "犯罪", "监护", "抚养", "失踪", "溺水", "自杀",
];

impl About {
    pub(super) fn read(text: &str, minor: bool, names: &[(Kind, Range<usize>)], cues: Cues) -> About {
        let ages = if cues.age { ages(text) } else { Vec::new() };
        let (minor_words, case_words) = (cues.minor, cues.case);
        let named = names.iter().any(|(kind, _)| *kind == Kind::PersonName);
        let minor_case =
            minor || (!ages.is_empty() && (named || case_words)) || (minor_words && (named || case_words));
        About { minor_case, ages, village: cues.village }
    }
}

pub(super) fn find(text: &str, about: &About, out: &mut Out) {
    addresses(text, out);
    if about.village {
        village_groups(text, out);
    }
    if about.minor_case {
        out.extend(about.ages.iter().map(|range| (Kind::MinorAge, range.clone())));
        school::find(text, out);
    }
}

/// Ages under 18 of a person. 不满十四周岁, 十六周岁以上 are the law's words and are nobody's age.
fn ages(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices('岁') {
        let end = text[..at].strip_suffix('周').map_or(at, str::len);
        let mut start = end;
        for c in text[..end].chars().rev().take(4) {
            let numeral =
                c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c);
            if !numeral {
                break;
            }
            start -= c.len_utf8();
        }
        let Some((age, read)) = crate::text::numeral::read(text, start) else {
            continue;
        };
        let of_the_law = char_before(text, start).is_some_and(|c| "满足达过至未到".contains(c))
            || ["以上", "以下", "以内", "之间", "至", "到"]
                .iter()
                .any(|w| text[at + '岁'.len_utf8()..].starts_with(w));
        if start < end && read == end && (1..18).contains(&age) && !of_the_law {
            out.push(start..end);
        }
    }
    out
}

/// Words at which the way back from a place name ends: what stands before them is not part of it.
const STOPS: &[&str] = &[
    "户籍地",
    "户籍所在地",
    "住址",
    "住所地",
    "现住",
    "家住",
    "居住于",
    "居住在",
    "居住",
    "暂住",
    "租住",
    "位于",
    "地址",
    "就读于",
    "就读",
    "毕业于",
    "来自",
    "前往",
    "送至",
    "送到",
    "来到",
    "回到",
    "到达",
    "是",
    "系",
    "在",
    "于",
    "住",
    "至",
    "到",
    "往",
    "从",
    "为",
    "的",
    "了",
    "由",
    "向",
    "与",
    "和",
    "读",
    "上",
    "对",
    "被",
];

/// Start of the place name that ends at byte `end`: back over Han (and digits) until a stop word, at most `most` characters.
pub(super) fn back(text: &str, end: usize, most: usize) -> usize {
    let mut start = end;
    for c in text[..end].chars().rev().take(most) {
        if !is_han(c) && !c.is_ascii_alphanumeric() && !('０'..='９').contains(&c) {
            break;
        }
        start -= c.len_utf8();
    }
    let window = &text[start..end];
    let words = stops().find_iter(window).filter(|hit| !in_a_name(window, hit.start, STOPS[hit.word]));
    start + words.last().map_or(0, |hit| hit.end)
}

fn stops() -> &'static Lexicon {
    static WORDS: OnceLock<Lexicon> = OnceLock::new();
    WORDS.get_or_init(|| Lexicon::new(STOPS.iter().copied()))
}

/// A stop word that is part of a name: 上 in 上海, 和 in 西湖区和平里.
fn in_a_name(window: &str, at: usize, stop: &str) -> bool {
    let in_region = char_before(window, at).is_some_and(|c| "省市区县镇乡州旗".contains(c));
    let named = NAMED_LIKE_STOPS.iter().any(|(name, before)| {
        at.checked_sub(*before)
            .is_some_and(|from| window.is_char_boundary(from) && window[from..].starts_with(name))
    });
    stop.chars().nth(1).is_none() && (in_region || named)
}

/// Names of places with a stop word in them, and how many bytes stand before it.
const NAMED_LIKE_STOPS: &[(&str, usize)] = &[
    ("上海", 0),
    ("上饶", 0),
    ("上虞", 0),
    ("上城", 0),
    ("上杭", 0),
    ("上林", 0),
    ("和平", 0),
    ("和田", 0),
    ("和县", 0),
    ("和谐", 0),
    ("呼和浩特", 3),
    ("于都", 0),
    ("于洪", 0),
    ("向阳", 0),
    ("为民", 0),
    ("海上", 3),
    ("中和", 3),
    ("仁和", 3),
    ("太和", 3),
    ("永和", 3),
];

/// Units a house is reached by, after the road's number.
const DETAIL: &[&str] =
    &["号楼", "单元", "号院", "栋", "幢", "座", "室", "号", "楼", "层", "组", "户", "弄", "门"];
const ROADS: &[&str] = &[
    "路", "街", "道", "巷", "弄", "胡同", "里", "村", "屯", "庄", "组", "社", "小区", "花园", "公寓", "大厦",
    "家园", "苑", "新村",
];

/// 某县某镇演示村三社: a group of a village by a Chinese numeral.
fn village_groups(text: &str, out: &mut Out) {
    for (at, _) in text.match_indices('村') {
        let number = at + '村'.len_utf8();
        let Some((_, end)) = crate::text::numeral::read(text, number) else {
            continue;
        };
        let Some(unit) = ["组", "社", "队"].iter().find(|u| text[end..].starts_with(**u)) else {
            continue;
        };
        let start = region(text, number);
        let words = &text[start..at];
        if ["县", "镇", "乡", "市", "区"].iter().any(|u| words.contains(u)) && !words.contains('某') {
            out.push((Kind::Address, start..tail(text, end + unit.len())));
        }
    }
}

/// 演示市人民检察院位于…, 本院地址：…: where an office stands is public.
fn of_an_office(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches(['：', ':', ' ', '（', '(']);
    let before = ["位于", "地址是", "地址为", "地址", "坐落于", "坐落在", "设在", "设于", "在"]
        .iter()
        .find_map(|w| before.strip_suffix(w))
        .unwrap_or(before)
        .trim_end_matches(['办', '公', '的']);
    OFFICES.iter().any(|office| before.ends_with(office))
}

const OFFICES: &[&str] = &[
    "检察院",
    "法院",
    "公安局",
    "派出所",
    "司法局",
    "司法所",
    "政府",
    "服务中心",
    "服务大厅",
    "接待大厅",
    "接待室",
    "接待中心",
    "本院",
    "我院",
    "律师事务所",
    "仲裁委员会",
    "公证处",
    "博物馆",
    "纪念馆",
    "教育基地",
];

/// An address is a road, village or estate with a number, and what stands around it of regions and doors.
fn addresses(text: &str, out: &mut Out) {
    let mut done = 0;
    for (at, c) in marks(text) {
        if at < done || !(c.is_ascii_digit() || ('０'..='９').contains(&c)) {
            continue;
        }
        let digits = digits_from(text, at);
        if !ROADS.iter().any(|r| text[..at].ends_with(r)) {
            done = digits;
            continue;
        }
        let Some(end) = detail(text, digits) else {
            done = digits;
            continue;
        };
        let end = tail(text, end);
        let start = region(text, at);
        done = end;
        let words = &text[start..end];
        let regional =
            ["省", "市", "区", "县", "镇", "乡", "州", "旗", "街道"].iter().any(|u| words.contains(u));
        let living = STOPS[..11].iter().any(|s| text[..start].ends_with(s));
        let deep = ["栋", "号楼", "单元", "室", "组", "幢"].iter().any(|u| words.contains(u));
        let personal = (regional || living || deep) && !of_an_office(text, start);
        if personal && !words.contains('某') && start < at {
            out.push((Kind::Address, start..end));
        }
    }
}

fn digits_from(text: &str, at: usize) -> usize {
    let digits =
        text[at..].chars().take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c) || *c == '-');
    at + digits.map(char::len_utf8).sum::<usize>()
}

fn detail(text: &str, pos: usize) -> Option<usize> {
    DETAIL.iter().find(|u| text[pos..].starts_with(**u)).map(|u| pos + u.len())
}

/// Doors and estates after the first number: 幸福家园小区7号楼2单元457室.
fn tail(text: &str, mut end: usize) -> usize {
    for _ in 0..8 {
        let rest = &text[end..];
        let mut found = None;
        for (i, c) in rest.char_indices().take(14) {
            if c.is_ascii_digit() || ('０'..='９').contains(&c) {
                let digits = digits_from(text, end + i);
                found = detail(text, digits)
                    .or_else(|| bare_door(text, end + i, digits))
                    .filter(|_| estate(&rest[..i]));
                break;
            }
            if !is_han(c) && !c.is_ascii_alphabetic() && c != '-' {
                break;
            }
            let name = i + c.len_utf8();
            if estate(&rest[..name]) && name > 3 {
                found = Some(end + name);
            }
        }
        match found {
            Some(next) if next > end => end = next,
            _ => break,
        }
    }
    end
}

/// 3-2-101, or 301 after 单元: a door without its unit, where nothing is counted by it.
fn bare_door(text: &str, from: usize, end: usize) -> Option<usize> {
    let joined = text[from..end].contains('-');
    let in_house = ["单元", "号楼", "栋", "幢"].iter().any(|u| text[..from].ends_with(u));
    let ends = text[end..].chars().next().is_none_or(|c| !is_han(c) && !c.is_alphanumeric());
    (ends && (joined || in_house)).then_some(end)
}

/// Nothing, or the name of an estate or building, stands before a further number.
fn estate(name: &str) -> bool {
    name.is_empty()
        || name == "附"
        || ["小区", "花园", "公寓", "大厦", "家园", "苑", "新村", "广场", "宿舍", "城"]
            .iter()
            .any(|e| name.ends_with(e))
}

/// Begin of the regions before a road: 浙江省杭州市西湖区文三路.
fn region(text: &str, number_at: usize) -> usize {
    let start = back(text, number_at, 40);
    let window = &text[start..number_at];
    start + provinces().find(window, 0).map_or(0, |hit| hit.start)
}

fn provinces() -> &'static Lexicon {
    static NAMES: OnceLock<Lexicon> = OnceLock::new();
    NAMES.get_or_init(|| Lexicon::new(PROVINCES.iter().copied()))
}

const PROVINCES: &[&str] = &[
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "河南",
    "云南",
    "辽宁",
    "黑龙江",
    "湖南",
    "安徽",
    "山东",
    "新疆",
    "江苏",
    "浙江",
    "江西",
    "湖北",
    "广西",
    "甘肃",
    "山西",
    "内蒙古",
    "陕西",
    "吉林",
    "福建",
    "贵州",
    "广东",
    "青海",
    "西藏",
    "四川",
    "宁夏",
    "海南",
    "台湾",
    "香港",
    "澳门",
];
