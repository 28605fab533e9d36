//! What tells where a minor learns or lives: a school or a village with a name of its own.
//! Refuses to know whether a minor is spoken of; it is asked only then.

use super::Kind;
use super::place::Out;
use super::region::back;
use crate::text::{Lexicon, Search};
use std::sync::OnceLock;

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
    "附中",
    "附小",
    "职高",
    "中专",
    "技校",
    "学校",
    "学院",
];

/// Schools and villages end in these words.
pub(crate) fn endings() -> &'static Lexicon {
    static ENDINGS: OnceLock<Lexicon> = OnceLock::new();
    ENDINGS.get_or_init(|| Lexicon::new(SCHOOLS.iter().chain(&["村"]).copied()))
}

/// Schools and villages by name, in a text about a minor.
pub(super) fn find(text: &str, search: Search<'_>, out: &mut Out) {
    for hit in search {
        if text[hit.range()].ends_with('村') {
            village(text, hit.start, hit.end, out);
        } else {
            school(text, hit.start, hit.end, out);
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
    let generic = GENERIC.iter().any(|g| name.starts_with(g)) || SPOKEN_OF.iter().any(|w| name.contains(w));
    if (2..=14).contains(&name.chars().count()) && !generic && !name.contains('某') {
        out.push((Kind::School, start..end));
    }
}

/// What a school's name does not hold: the words act, or tell what sort of school is spoken of.
const SPOKEN_OF: &[&str] = &[
    "应当",
    "可以",
    "必须",
    "不得",
    "配合",
    "支持",
    "维护",
    "送入",
    "进入",
    "进驻",
    "转回",
    "适应",
    "责令",
    "家长",
    "专门",
    "普通",
    "寄宿",
    "高等",
    "公办",
    "民办",
    "以及",
    "告知",
    "聘请",
    "建立",
    "开展",
    "设立",
    "决定",
    "监护人",
    "机关",
    "部门",
    "组织",
    "教育进",
    "中小",
    "其他",
    "走进",
    "进了",
    "安排",
    "通知",
    "要求",
    "协助",
    "帮助",
    "离开",
    "返回",
    "放学",
    "民族小",
    "民族中",
    "扰乱",
    "破坏",
    "危害",
];

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
