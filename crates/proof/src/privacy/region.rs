//! The way back from a number or an ending to where the name of a place begins: 浙江省杭州市西湖区文三路.
//! Refuses to know whether the place is anybody's.

use crate::text::{Lexicon, char_before, is_han};
use std::sync::OnceLock;

/// As many of the first [`STOPS`] say that somebody lives there.
pub(super) const LIVING: usize = 11;

/// Words at which the way back from a place name ends: what stands before them is not part of it.
pub(super) const STOPS: &[&str] = &[
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
    "住所",
    "户籍",
    "就读于",
    "就读",
    "查封",
    "扣押",
    "搜查",
    "租赁",
    "购买",
    "入住",
    "驶入",
    "开往",
    "赶往",
    "送达",
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
    let in_region = char_before(window, at).is_some_and(|c| "省市区县镇乡州旗".contains(c))
        || window[..at].ends_with("街道");
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
    ("自由", 3),
    ("为民", 0),
    ("海上", 3),
    ("中和", 3),
    ("仁和", 3),
    ("祥和", 3),
    ("泰和", 3),
    ("安和", 3),
    ("上清", 0),
    ("上地", 0),
    ("上庄", 0),
    ("太和", 3),
    ("永和", 3),
];

/// How many regions are named. 小区 and 校区 are none.
pub(super) fn regions(words: &str) -> usize {
    let mut before = ' ';
    let mut count = 0;
    for c in words.chars() {
        count += usize::from("省市县镇乡旗".contains(c) || c == '区' && !"小校社园景厂库".contains(before));
        before = c;
    }
    count
}

/// Begin of the regions before a road: 浙江省杭州市西湖区文三路. A province after a region names a road: 思明区北京路.
pub(super) fn region(text: &str, number_at: usize) -> usize {
    let start = back(text, number_at, 40);
    let window = &text[start..number_at];
    let province = provinces().find_iter(window).next().filter(|hit| regions(&window[..hit.start]) == 0);
    start + province.map_or(0, |hit| hit.start)
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
