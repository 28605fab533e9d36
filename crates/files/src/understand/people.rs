//! Names of people in a cell, one or a list. Knows no roster: whether a name is of this unit is decided elsewhere.

use serde::{Deserialize, Serialize};

use super::{Doubt, Reading, says_nothing};
use crate::sheet::Cell;

/// A name with the blanks inside removed (王　某 is 王某), and what stood behind it in brackets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    pub name: String,
    /// 王某（第二检察部）: tells apart people of the same name.
    pub note: Option<String>,
}

/// Names written in a credit or proposer cell; each with its own reading, in the order of the cell.
pub fn people(cell: &Cell) -> Vec<Reading<PersonName>> {
    let text = cell.shown();
    let text = spread_brackets(&text);
    let mut names = Vec::new();
    for part in text.split(['、', ',', '，', ';', '；', '/', '／', '\n', '\r', '|', '&', '＆', '\u{1}'])
    {
        let part = part.trim();
        if says_nothing(part) {
            continue;
        }
        match split_by_blanks(part) {
            Some(several) => names.extend(several.into_iter().map(|name| one(&name))),
            None => names.push(one(part)),
        }
    }
    names
}

/// The one name of a roster's name cell.
pub fn person(cell: &Cell) -> Reading<PersonName> {
    let mut names = people(cell);
    match names.len() {
        0 => Reading::Missing,
        1 => names.remove(0),
        _ => Reading::doubt(cell.shown(), Doubt::SeveralNames),
    }
}

/// Separators inside brackets do not separate people: 王某（一部、二部).
fn spread_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .map(|c| match c {
            '(' | '（' => {
                depth += 1;
                '（'
            }
            ')' | '）' => {
                depth = depth.saturating_sub(1);
                '）'
            }
            '、' | ',' | '，' | ';' | '；' | '/' | '／' if depth > 0 => ' ',
            other => other,
        })
        .collect()
}

/// Surnames of two characters; a blank behind one stands inside a name.
const LONG_SURNAMES: [&str; 20] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "长孙",
    "宇文", "端木", "司空", "独孤", "南宫", "申屠", "呼延",
];

/// "甲某 乙某某" is two names, "王　某" and "欧阳 某" are one: each part of two names has two or three characters.
fn split_by_blanks(part: &str) -> Option<Vec<String>> {
    if part.contains(['（', '·', '•', '．', '.']) {
        return None;
    }
    let words: Vec<&str> = part.split_whitespace().collect();
    let whole = |word: &&str| (2..=3).contains(&word.chars().count()) && word.chars().all(is_han);
    let several = words.len() > 1 && words.iter().all(whole) && !LONG_SURNAMES.contains(&words[0]);
    several.then(|| words.into_iter().map(str::to_string).collect())
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}' | '〇')
}

/// Words that stand where names stand and name nobody.
const NOBODY: [&str; 22] = [
    "全体",
    "全院",
    "干警",
    "全体干警",
    "外聘",
    "群众演员",
    "群演",
    "各部门",
    "本院",
    "待定",
    "其他",
    "同上",
    "新媒体",
    "工作室",
    "集体",
    "多人",
    "若干",
    "外请",
    "素材",
    "网络",
    "不详",
    "检察官",
];
/// A part that ends like this names an office and not a person.
const OFFICES: [&str; 12] = [
    "检察部",
    "政治部",
    "办公室",
    "督察部",
    "业务部",
    "检察院",
    "工作室",
    "中心",
    "公司",
    "电视台",
    "小组",
    "团队",
];

fn one(part: &str) -> Reading<PersonName> {
    let doubt = |reason| Reading::doubt(part, reason);
    let (name, note) = match part.split_once('（') {
        Some((name, rest)) => (name, Some(rest.trim_end_matches('）').trim().to_string())),
        None => (part, None),
    };
    let name: String = name
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}' | '*'))
        .map(|c| if matches!(c, '•' | '．' | '・' | '∙' | '●') { '·' } else { c })
        .collect();
    if let Some((_, others)) = name.split_once('等')
        && (others.is_empty() || others.ends_with(['人', '名', '位']))
    {
        return doubt(Doubt::AndOthers);
    }
    if NOBODY.contains(&name.as_str()) || OFFICES.iter().any(|end| name.ends_with(end)) {
        return doubt(Doubt::NotAName);
    }
    // 张某1 is how a second 张某 is written; a name of a minority has its parts joined by a dot.
    let core = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let parts: Vec<&str> = core.split('·').collect();
    let most = if parts.len() > 1 { 25 } else { 4 };
    let length = core.chars().count();
    let han = parts.iter().all(|part| !part.is_empty() && part.chars().all(is_han));
    if !han || length < 2 || length > most || name.len() - core.len() > 3 {
        return doubt(Doubt::NotAName);
    }
    Reading::of(PersonName { name, note: note.filter(|note| !note.is_empty()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        people(&Cell::text(text))
            .into_iter()
            .map(|reading| match reading {
                Reading::Value { value } => match value.note {
                    Some(note) => format!("{}({note})", value.name),
                    None => value.name,
                },
                Reading::Doubtful { reason, .. } => format!("?{reason:?}"),
                Reading::Missing => "-".to_string(),
            })
            .collect()
    }

    #[test]
    fn names_and_lists_of_names() {
        let cases: [(&str, &[&str]); 14] = [
            ("王　某", &["王某"]),
            (" 王 某 ", &["王某"]),
            ("王某、李某某，赵某;钱某；孙某/周某", &["王某", "李某某", "赵某", "钱某", "孙某", "周某"]),
            ("王某\n李某", &["王某", "李某"]),
            ("甲某 乙某某", &["甲某", "乙某某"]),
            ("欧阳 某某", &["欧阳某某"]),
            ("阿某古丽•演示提", &["阿某古丽·演示提"]),
            ("张某1、张某2", &["张某1", "张某2"]),
            ("王某（第一检察部、借调）", &["王某(第一检察部 借调)"]),
            ("王某等3人", &["?AndOthers"]),
            ("第一检察部", &["?NotAName"]),
            ("王", &["?NotAName"]),
            ("全体干警", &["?NotAName"]),
            ("—", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_roster_cell_holds_one_name() {
        assert_eq!(person(&Cell::text("王某、李某")).doubtful(), Some(Doubt::SeveralNames));
        assert_eq!(person(&Cell::Empty), Reading::Missing);
    }
}
