//! Addresses down to the house, and the age of a minor; decides whether a text is about a minor.
//! Refuses to flag a place that is not a person's: a school visited for a lesson, a street of a news item.

use super::region::{LIVING, STOPS, region, regions};
use super::words::Read;
use super::{Kind, school};
use crate::text::{Marks, Search, char_at, char_before, is_han};
use std::ops::Range;

pub(super) type Out = Vec<(Kind, Range<usize>)>;

/// What a text is about, as far as places and ages need to know.
pub(super) struct About {
    /// A minor is a person of the case.
    pub minor_case: bool,
    /// Chinese numerals before units of houses.
    doors: Vec<usize>,
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
    pub(super) fn read(text: &str, minor: bool, read: &Read) -> About {
        let (names, cues, doors) = (&read.names, read.cues, read.doors.clone());
        let ages = ages(text, &read.years);
        let (minor_words, case_words) = (cues.minor, cues.case);
        let named = names.iter().any(|(kind, _)| *kind == Kind::PersonName);
        let minor_case =
            minor || (!ages.is_empty() && (named || case_words)) || (minor_words && (named || case_words));
        About { minor_case, ages, doors }
    }
}

pub(super) fn find(text: &str, marks: Marks<'_>, about: &About, endings: Search<'_>, out: &mut Out) {
    addresses(text, marks, &about.doors, out);
    if about.minor_case {
        out.extend(about.ages.iter().map(|range| (Kind::MinorAge, range.clone())));
        school::find(text, endings, out);
    }
}

/// Ages under 18 of a person. 不满十四周岁, 十六周岁以上 are the law's words and are nobody's age.
fn ages(text: &str, years: &[usize]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for at in years.iter().copied() {
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

/// Units a house is reached by, after the road's number.
const DETAIL: &[&str] = &[
    "号楼",
    "单元",
    "号院",
    "村民小组",
    "小组",
    "栋",
    "幢",
    "座",
    "室",
    "号",
    "楼",
    "层",
    "组",
    "社",
    "队",
    "户",
    "弄",
    "巷",
    "门",
];
/// Those that say, without a road before the number, that a house or a group of a village is meant.
const BUILDINGS: &[&str] =
    &["号楼", "单元", "号院", "村民小组", "小组", "栋", "幢", "座", "室", "组", "社", "队", "弄"];
const ROADS: &[&str] = &[
    "路", "街", "道", "巷", "弄", "胡同", "里", "村", "屯", "庄", "组", "社", "小区", "花园", "公寓", "大厦",
    "家园", "苑", "新村", "段", "坊", "湾", "寨", "堡", "坝", "营",
];

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
fn addresses(text: &str, marks: Marks<'_>, doors: &[usize], out: &mut Out) {
    let mut done = 0;
    for &(at, c) in marks {
        if at >= done && (c.is_ascii_digit() || ('０'..='９').contains(&c)) {
            let digits = digits_from(text, at);
            let found = address(text, at, digits);
            done = found.as_ref().map_or(digits, |range| range.end);
            out.extend(found.map(|range| (Kind::Address, range)));
        }
    }
    for at in doors {
        let Some((_, end)) = crate::text::numeral::read(text, *at) else { continue };
        out.extend(address(text, *at, end).map(|range| (Kind::Address, range)));
    }
}

/// The address whose first number stands at `at..end`.
fn address(text: &str, at: usize, end: usize) -> Option<Range<usize>> {
    let counted = |c| "号单村小栋幢座室楼层组社队户弄巷门".contains(c);
    if !char_at(text, end).is_some_and(counted) && !text[at..end].contains('-') {
        return None;
    }
    let unit = match DETAIL.iter().find(|u| text[end..].starts_with(**u)) {
        Some(unit) => *unit,
        // 社区30-1-1664: building, stairs and door.
        None if text[at..end].matches('-').count() == 2 && bare_door(text, at, end).is_some() => "",
        None => return None,
    };
    // 三里屯路甲12号, 第三村民小组, C1栋: what belongs to the number before it.
    let bare = text[..at].trim_end_matches(['甲', '乙', '丙', '第']);
    let bare = bare.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let road = ROADS.iter().any(|r| bare.ends_with(r));
    if text[..at].ends_with('第') && !unit.ends_with("小组") {
        return None;
    }
    let building = unit.is_empty() || BUILDINGS.contains(&unit);
    if !road && !building {
        return None;
    }
    let end = tail(text, end + unit.len());
    let start = region(text, at);
    let place = text.get(start..bare.len())?;
    let regions = regions(place);
    let words = &text[start..end];
    let living = lived(&text[..start]);
    let doors = BUILDINGS.iter().map(|u| words.matches(u).count()).sum::<usize>()
        + usize::from(unit.is_empty() || words.ends_with('号'));
    let personal = if road {
        let named = regions > 0 || place.contains('州');
        let deep = ["号楼", "单元", "栋", "幢", "室"].iter().any(|u| words.contains(u));
        named || living || deep
    } else {
        let own = place
            .trim_end_matches("社区")
            .trim_end_matches("小区")
            .rsplit(['省', '市', '区', '县', '镇', '乡', '旗'])
            .next()
            .map_or(0, |name| name.chars().count());
        regions > 0 && own >= 2 && (living || doors > 1 || regions > 1)
    };
    let told = personal && start < bare.len() && !words.contains('某') && !of_an_office(text, start);
    (told && !OFFICES.iter().any(|office| place.contains(office))).then_some(start..end)
}

/// 住, 现住, 租住在, 住址：: somebody lives at what follows.
fn lived(before: &str) -> bool {
    let bare = before.trim_end_matches(['：', ':', ' ', '在', '于', '是', '为']);
    bare.ends_with('住') || STOPS[..LIVING].iter().any(|stop| bare.ends_with(stop) || before.ends_with(stop))
}

fn digits_from(text: &str, at: usize) -> usize {
    let digits =
        text[at..].chars().take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c) || *c == '-');
    at + digits.map(char::len_utf8).sum::<usize>()
}

/// A unit of a house, and where it ends.
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
                    .filter(|_| estate(&rest[..i]) || named_building(&rest[..i], text, digits));
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

/// An estate with any name, before the number of a building: 中海国际社区28号楼.
fn named_building(name: &str, text: &str, digits: usize) -> bool {
    let name = name.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (2..=10).contains(&name.chars().count())
        && name.chars().all(is_han)
        && !name.contains([
            '的', '了', '在', '与', '和', '及', '有', '是', '从', '到', '被', '把', '对', '为', '后', '前',
            '旁', '距',
        ])
        && ["号楼", "栋", "幢", "座", "单元"].iter().any(|unit| text[digits..].starts_with(unit))
}
