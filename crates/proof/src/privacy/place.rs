//! Addresses down to the house, and what tells where a minor lives or learns; decides whether a text is about a minor.
//! Refuses to flag a place that is not a person's: a school visited for a lesson, a street of a news item.

use super::Kind;
use super::name::Cues;
use crate::text::{char_before, is_han, marks};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::ops::Range;
use std::sync::OnceLock;

type Out = Vec<(Kind, Range<usize>)>;

/// What a text is about, as far as places and ages need to know.
pub(super) struct About {
    /// A minor is a person of the case.
    pub minor_case: bool,
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
        let ages = ages(text);
        let (minor_words, case_words) = (cues.minor, cues.case);
        let named = names.iter().any(|(kind, _)| *kind == Kind::PersonName);
        let minor_case =
            minor || (!ages.is_empty() && (named || case_words)) || (minor_words && (named || case_words));
        About { minor_case, ages }
    }
}

pub(super) fn find(text: &str, about: &About, out: &mut Out) {
    addresses(text, out);
    if about.minor_case {
        out.extend(about.ages.iter().map(|range| (Kind::MinorAge, range.clone())));
        schools_and_villages(text, out);
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
        let of_the_law = char_before(text, start).is_some_and(|c| "满足达过至未".contains(c))
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
fn back(text: &str, end: usize, most: usize) -> usize {
    let mut start = end;
    for c in text[..end].chars().rev().take(most) {
        if !is_han(c) && !c.is_ascii_alphanumeric() && !('０'..='９').contains(&c) {
            break;
        }
        start -= c.len_utf8();
    }
    let window = &text[start..end];
    let cut = STOPS.iter().filter_map(|s| window.rfind(s).map(|at| at + s.len())).max();
    start + cut.unwrap_or(0)
}

/// Units a house is reached by, after the road's number.
const DETAIL: &[&str] =
    &["号楼", "单元", "号院", "栋", "幢", "座", "室", "号", "楼", "层", "组", "户", "弄", "门"];
const ROADS: &[&str] = &[
    "路", "街", "道", "巷", "弄", "胡同", "里", "村", "屯", "庄", "组", "社", "小区", "花园", "公寓", "大厦",
    "家园", "苑", "新村",
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
        if (regional || living || deep) && !words.contains('某') && start < at {
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
                found = detail(text, digits_from(text, end + i)).filter(|_| estate(&rest[..i]));
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

/// Nothing, or the name of an estate or building, stands before a further number.
fn estate(name: &str) -> bool {
    name.is_empty()
        || ["小区", "花园", "公寓", "大厦", "家园", "苑", "新村", "广场", "宿舍", "城"]
            .iter()
            .any(|e| name.ends_with(e))
}

/// Begin of the regions before a road: 浙江省杭州市西湖区文三路.
fn region(text: &str, number_at: usize) -> usize {
    let start = back(text, number_at, 40);
    let window = &text[start..number_at];
    let known = PROVINCES.iter().filter_map(|p| window.find(p)).min();
    start + known.unwrap_or(0)
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

const SCHOOLS: &[&str] = &[
    "幼儿园",
    "小学",
    "初中",
    "高中",
    "中学",
    "一中",
    "二中",
    "三中",
    "四中",
    "五中",
    "六中",
    "七中",
    "八中",
    "九中",
    "职高",
    "中专",
    "技校",
    "学校",
    "学院",
];

/// Schools and villages end in these words.
fn endings() -> Option<&'static AhoCorasick> {
    static ENDINGS: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let compile = || {
        let words = SCHOOLS.iter().chain(&["村"]);
        let builder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(words);
        builder.ok()
    };
    ENDINGS.get_or_init(compile).as_ref()
}

fn schools_and_villages(text: &str, out: &mut Out) {
    for found in endings().into_iter().flat_map(|e| e.find_iter(text)) {
        if text[found.range()].ends_with('村') {
            village(text, found.start(), found.end(), out);
        } else {
            school(text, found.start(), found.end(), out);
        }
    }
}

/// A school with a name of its own: 某中学, 一所小学 and 中小学 have none.
fn school(text: &str, at: usize, mut end: usize, out: &mut Out) {
    // 第五中学 matches as 五中 first.
    if text[..end].ends_with('中') && text[end..].starts_with('学') {
        end += '学'.len_utf8();
    }
    let start = back(text, end, 18);
    let Some(name) = text.get(start..at) else {
        return;
    };
    let generic = GENERIC.iter().any(|g| name.starts_with(g));
    if name.chars().count() >= 2 && !generic && !name.contains('某') {
        out.push((Kind::School, start..end));
    }
}

/// What a school's name does not begin with: the words speak of any school.
const GENERIC: &[&str] = &[
    "某", "该", "一所", "这所", "那所", "本", "各", "全", "中", "所", "其", "我", "他", "她", "同", "母",
    "每", "多所", "哪", "初级", "高级", "普通", "一名", "名",
];

/// 家住石门村: a village by name, in a text about a minor.
fn village(text: &str, at: usize, end: usize, out: &mut Out) {
    if text[end..].starts_with(['民', '委', '干', '里', '镇', '庄']) {
        return;
    }
    let start = back(text, end, 14);
    let Some(name) = text.get(start..at) else {
        return;
    };
    let lived = ["住", "在", "于", "自", "是", "系"].iter().any(|w| text[..start].ends_with(w));
    let general = name.contains('某') || name.ends_with(['农', '全', '本', '该', '邻', '同']);
    if lived && (1..=12).contains(&name.chars().count()) && !general {
        out.push((Kind::Village, start..end));
    }
}
