//! Words from short closed lists: the platforms of a publication and the category of a member of staff.
//! A word outside the lists is doubtful; nothing is matched by likeness.

use serde::{Deserialize, Serialize};

use super::{Doubt, Reading, half_width, says_nothing};
use crate::sheet::Cell;

/// Platform ids as in the platform rules (assets/platforms.toml), and the words that stand for each.
const PLATFORMS: &[(&str, &[&str])] = &[
    (
        "wechat_mp",
        &["微信公众号", "微信", "公众号", "微信订阅号", "微信服务号", "订阅号", "官方微信", "微信公号"],
    ),
    ("wechat_channels", &["微信视频号", "视频号"]),
    ("weibo", &["微博", "新浪微博", "官方微博", "新浪"]),
    ("douyin", &["抖音", "抖音号", "官方抖音"]),
    ("toutiao", &["今日头条", "头条号", "头条", "今日头条号"]),
    ("kuaishou", &["快手", "快手号"]),
    ("bilibili", &["b站", "哔哩哔哩", "bilibili", "哔哩哔哩弹幕网"]),
    ("xiaohongshu", &["小红书", "小红书号"]),
    ("zhihu", &["知乎"]),
    ("cctv_yangshipin", &["央视频", "央视频号"]),
    ("xuexi_qiangguo", &["学习强国", "学习强国号"]),
];

/// The platforms of one cell: ids of the known ones in the order of the cell, and the words that are not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Platforms {
    pub known: Vec<String>,
    pub unknown: Vec<String>,
}

/// 今日头条、微信公众号、微博; an empty list when the cell says nothing.
pub fn platforms(cell: &Cell) -> Platforms {
    let mut read = Platforms::default();
    let text = half_width(&cell.shown());
    for word in text.split(['、', ',', '，', ';', '；', '/', '\n', '\r', ' ', '+', '|', '和', '及']) {
        let plain: String = word.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        let plain = plain.trim_matches(['《', '》', '“', '”', '"', '。']);
        if says_nothing(plain) {
            continue;
        }
        match PLATFORMS.iter().find(|(_, words)| words.contains(&plain)) {
            Some((id, _)) if read.known.iter().any(|known| known == id) => {}
            Some((id, _)) => read.known.push((*id).to_string()),
            None => read.unknown.push(word.trim().to_string()),
        }
    }
    read
}

/// Whether a person counts as staff of the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 干警: on the unit's establishment.
    Staff,
    /// 聘用制: employed by contract.
    Contract,
}

const STAFF: [&str; 24] = [
    "干警",
    "在编",
    "在编干警",
    "在编人员",
    "公务员",
    "检察官",
    "员额检察官",
    "员额",
    "检察官助理",
    "司法警察",
    "法警",
    "司法行政人员",
    "行政人员",
    "政法专项编",
    "政法专项编制",
    "政法编",
    "政法编制",
    "行政编",
    "行政编制",
    "正式",
    "正式干警",
    "检察辅助人员",
    "检察人员",
    "staff",
];
const CONTRACT: [&str; 22] = [
    "聘用",
    "聘用制",
    "聘用人员",
    "聘用制人员",
    "聘用制书记员",
    "聘用制工作人员",
    "合同制",
    "合同制人员",
    "合同工",
    "编外",
    "编外人员",
    "劳务派遣",
    "派遣",
    "派遣制",
    "临聘",
    "临聘人员",
    "临时工",
    "外聘",
    "雇员",
    "雇员制",
    "辅警",
    "contract",
];
/// Staff in one unit, contract in the next: only the unit can say.
const EITHER: [&str; 9] =
    ["书记员", "事业编", "事业编制", "事业", "工勤", "工勤人员", "借调", "挂职", "其他"];

/// 干警, 聘用制 and the other words for the two categories.
pub fn category(cell: &Cell) -> Reading<Category> {
    let shown = cell.shown();
    let plain: String =
        half_width(&shown).chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let is = |list: &[&str]| list.contains(&plain.as_str());
    if says_nothing(&plain) {
        Reading::Missing
    } else if is(&STAFF) {
        Reading::of(Category::Staff)
    } else if is(&CONTRACT) {
        Reading::of(Category::Contract)
    } else if is(&EITHER) {
        Reading::doubt(shown, Doubt::CategoryDependsOnUnit)
    } else {
        Reading::doubt(shown, Doubt::UnknownCategory)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_by_any_of_their_names() {
        let cases: [(&str, &[&str], &[&str]); 6] = [
            ("今日头条、微信公众号、微博", &["toutiao", "wechat_mp", "weibo"], &[]),
            ("抖音号/头条号，微信", &["douyin", "toutiao", "wechat_mp"], &[]),
            ("B站 小红书\n快手", &["bilibili", "xiaohongshu", "kuaishou"], &[]),
            ("微信、公众号", &["wechat_mp"], &[]),
            ("抖音、院内大屏", &["douyin"], &["院内大屏"]),
            ("—", &[], &[]),
        ];
        for (text, known, unknown) in cases {
            let read = platforms(&Cell::text(text));
            assert_eq!((read.known, read.unknown), (owned(known), owned(unknown)), "{text}");
        }
    }

    fn owned(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn categories() {
        let cases = [
            ("干警", Reading::of(Category::Staff)),
            ("在 编", Reading::of(Category::Staff)),
            ("聘用制", Reading::of(Category::Contract)),
            ("", Reading::Missing),
            ("书记员", Reading::doubt("书记员", Doubt::CategoryDependsOnUnit)),
            ("志愿者", Reading::doubt("志愿者", Doubt::UnknownCategory)),
        ];
        for (text, expected) in cases {
            assert_eq!(category(&Cell::text(text)), expected, "{text}");
        }
    }
}
