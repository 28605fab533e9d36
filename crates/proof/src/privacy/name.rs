//! Names of people beside their role: 被告人张三, 证人李四. 姓+某 is anonymised and passes.
//! Refuses to guess names without a role: that is what the case's own list is for.

use super::Kind;
use super::names_data::{DOUBLE_SURNAMES, FOLLOWS, GIVEN, SURNAMES, WORDS};
use super::place::{CASE_WORDS, MINOR_WORDS};
use crate::text::{Lexicon, is_han};
use std::ops::Range;
use std::sync::OnceLock;

/// Roles whose holders are anonymised. Officials (检察官, 法官, 警官, 律师) are named in public and are not here.
const ROLES: &[&str] = &[
    "犯罪嫌疑人",
    "嫌疑人",
    "被告人",
    "被告",
    "原告",
    "被害人",
    "受害人",
    "被害者",
    "受害者",
    "罪犯",
    "证人",
    "当事人",
    "举报人",
    "报案人",
    "报警人",
    "申请人",
    "被申请人",
    "上诉人",
    "被上诉人",
    "申诉人",
    "第三人",
    "债务人",
    "债权人",
    "担保人",
    "法定代理人",
    "监护人",
    "未成年人",
    "居民",
    "村民",
    "市民",
    "业主",
    "男子",
    "女子",
    "司机",
    "驾驶员",
    "员工",
    "职工",
    "老板",
    "房东",
    "租客",
    "店主",
    "学生",
    "同学",
    "女童",
    "男童",
    "少年",
    "少女",
    "女孩",
    "男孩",
    "孩子",
    "儿子",
    "女儿",
    "丈夫",
    "妻子",
    "父亲",
    "母亲",
    "爷爷",
    "奶奶",
    "外公",
    "外婆",
    "哥哥",
    "姐姐",
    "弟弟",
    "妹妹",
    "邻居",
    "同事",
    "好友",
    "朋友",
    "前夫",
    "前妻",
    "同伙",
    "同案犯",
    "同案人",
    "嫌犯",
    "死者",
    "伤者",
    "家属",
    "岁的",
    "名叫",
    "名为",
    "姓名：",
    "姓名:",
    "姓名",
    "求助人",
    "信访人",
    "老人",
    "网友",
    "患者",
    "消费者",
    "会计",
    "出纳",
    "包工头",
    "被执行人",
    "申请执行人",
    "服刑人员",
    "社区矫正对象",
];

/// Words that hold a role's and are none: 注册会计师法 speaks of no 会计, 合同事项 of no 同事.
const NO_ROLES: &[&str] = &[
    "会计师",
    "少年宫",
    "少年犯",
    "少年法庭",
    "少年庭",
    "合同事",
    "居民区",
    "居民楼",
    "居民委员会",
    "居民身份",
    "村民委员会",
    "村民小组",
    "业主委员会",
    "业主大会",
    "学生会",
    "老人院",
    "消费者协会",
    "消费者权益",
    "证人证言",
    "监护人资格",
    "当事人一方",
    "当事人双方",
    "孩子们",
    "同学们",
    "朋友们",
];

/// Words of roles, of minors, of cases, of ages and villages in one lexicon; a word may be several.
struct Words {
    lexicon: Lexicon,
    role: Vec<bool>,
    cues: Vec<Cues>,
}

/// What a text speaks of, by its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cues {
    /// A minor.
    pub minor: bool,
    /// A case.
    pub case: bool,
    /// Somebody's age.
    pub age: bool,
    /// A village.
    pub village: bool,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(compile)
}

fn compile() -> Words {
    let mut all: Vec<&str> = [ROLES, NO_ROLES, MINOR_WORDS, CASE_WORDS, &["岁", "村"]].concat();
    all.sort_unstable();
    all.dedup();
    let role = all.iter().map(|w| ROLES.contains(w)).collect();
    // The longest word matches alone, so it says also what the words inside it say: 未成年人 is 未成年.
    let inside = |w: &str, list: &[&str]| list.iter().any(|l| w.contains(l));
    let cues = all.iter().map(|w| Cues {
        minor: inside(w, MINOR_WORDS),
        case: inside(w, CASE_WORDS),
        age: w.contains('岁'),
        village: w.contains('村'),
    });
    Words { lexicon: Lexicon::new(all.iter().copied()), cues: cues.collect(), role }
}

/// Names beside roles, and what the text speaks of; a name marked as 化名 comes as [`Kind::Pseudonym`].
pub(super) fn find(text: &str) -> (Vec<(Kind, Range<usize>)>, Cues) {
    let mut out: Vec<(Kind, Range<usize>)> = Vec::new();
    let mut cues = Cues::default();
    let words = words();
    for hit in words.lexicon.find_iter(text) {
        let cue = words.cues[hit.word];
        cues.minor |= cue.minor;
        cues.case |= cue.case;
        cues.age |= cue.age;
        cues.village |= cue.village;
        if words.role[hit.word] {
            after_role(text, hit.end, &mut out);
        }
    }
    (out, cues)
}

fn after_role(text: &str, mut at: usize, out: &mut Vec<(Kind, Range<usize>)>) {
    loop {
        at = skip(text, at);
        let Some(end) = name_at(text, at) else { break };
        let kind = if is_pseudonym(text, end) { Kind::Pseudonym } else { Kind::PersonName };
        out.push((kind, at..end));
        // 被告人张甲乙、李丙丁
        let Some(next) = joined(text, end) else { break };
        at = next;
    }
}

fn skip(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let trimmed = rest.trim_start_matches(['：', ':', ' ', '“', '"', '（', '(']);
    // A role and its name stand together; a long row of such signs is something else.
    if rest.len() - trimmed.len() <= 9 { at + rest.len() - trimmed.len() } else { at }
}

fn joined(text: &str, end: usize) -> Option<usize> {
    let rest = text.get(end..)?;
    ["、", "和", "与", "及"].iter().find_map(|w| rest.strip_prefix(w)).map(|r| text.len() - r.len())
}

fn is_pseudonym(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or("");
    ["（化名", "(化名", "【化名"].iter().any(|w| rest.starts_with(w))
}

/// The end of a name that begins at `at`.
fn name_at(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    if let Some(end) = dotted(rest) {
        return Some(at + end);
    }
    let (surname, given) = split_surname(rest)?;
    if given.starts_with(['某', '×', '*', 'X', 'x']) {
        return None;
    }
    let lengths: Vec<usize> = given
        .chars()
        .take(2)
        .take_while(|c| is_han(*c))
        .scan(0, |n, c| {
            *n += c.len_utf8();
            Some(*n)
        })
        .collect();
    let strict = "于向强时常成解单应付师农查连代管关路计商游边".contains(surname);
    let other_word = no_names().longest_at(rest, 0).is_some();
    let mut best = None;
    for length in lengths {
        let name = &given[..length];
        if other_word || name.contains('某') {
            break;
        }
        let plausible = name.chars().all(|c| GIVEN.contains(c));
        let ends = followed(&given[length..]) && (!strict || firmly_followed(&given[length..]));
        let rank = match (plausible, ends) {
            (true, true) => 3,
            (false, true) if !strict && punctuated(&given[length..]) && !particle(name) => 2,
            (true, false) if !strict && name.chars().count() == 2 => 1,
            _ => 0,
        };
        // 王明 and 王明明: of equally good ends the longer name.
        if rank > 0 && best.is_none_or(|(r, _)| rank >= r) {
            best = Some((rank, length));
        }
    }
    best.map(|(_, length)| at + surname.len() + length)
}

/// 被告方的、: no given name has a particle in it.
fn particle(name: &str) -> bool {
    name.contains([
        '的', '了', '在', '是', '有', '不', '我', '这', '那', '之', '与', '和', '及', '等', '着', '过', '被',
        '把', '让', '但',
    ])
}

fn split_surname(rest: &str) -> Option<(&str, &str)> {
    if let Some(double) = DOUBLE_SURNAMES.iter().find(|d| rest.starts_with(**d)) {
        return Some(rest.split_at(double.len()));
    }
    let first = rest.chars().next().filter(|c| SURNAMES.contains(*c))?;
    Some(rest.split_at(first.len_utf8()))
}

/// 买买提·阿不都: parts of Han joined by a middle dot.
fn dotted(rest: &str) -> Option<usize> {
    let mut dots = 0;
    let mut end = 0;
    for (i, c) in rest.char_indices().take(24) {
        if matches!(c, '·' | '•' | '・') && i > 0 {
            dots += 1;
        } else if !is_han(c) || (dots > 0 && followed(&rest[i..]) && i > end + 5) {
            break;
        }
        end = if dots > 0 { i + c.len_utf8() } else { end };
        if dots == 0 && i > 12 {
            return None;
        }
    }
    let name = rest.get(..end)?;
    (dots > 0 && !name.contains('某') && !name.ends_with(['·', '•', '・'])).then_some(end)
}

fn punctuated(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !is_han(c) && !c.is_alphanumeric())
}

fn followed(rest: &str) -> bool {
    punctuated(rest) || rest.starts_with(|c: char| c.is_ascii_digit()) || follower(rest).is_some()
}

/// For surnames that begin other words (学生应文明上网): a sign, or a word that hardly follows anything but a person.
fn firmly_followed(rest: &str) -> bool {
    let firm = |word: &str| word.chars().nth(1).is_some() || "与和系因被称说等及".contains(word);
    punctuated(rest) || follower(rest).is_some_and(firm)
}

/// The word after a name that `rest` begins with.
fn follower(rest: &str) -> Option<&str> {
    static WORDS: OnceLock<Lexicon> = OnceLock::new();
    let words = WORDS.get_or_init(|| Lexicon::new(FOLLOWS.iter().copied()));
    words.longest_at(rest, 0).map(|hit| &rest[hit.range()])
}

fn no_names() -> &'static Lexicon {
    static OTHER: OnceLock<Lexicon> = OnceLock::new();
    OTHER.get_or_init(|| Lexicon::new(WORDS.iter().copied()))
}

/// Length in bytes of a name's surname, for masking; a dotted name keeps its first character.
pub(super) fn surname_of(name: &str) -> usize {
    let double = DOUBLE_SURNAMES.iter().find(|d| name.starts_with(**d) && name.len() > d.len());
    double.map_or_else(|| name.chars().next().map_or(0, char::len_utf8), |d| d.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_beside_roles() {
        for (text, names) in [
            ("被害人胡志强报警后", "胡志强"),
            ("证人郑磊出庭作证", "郑磊"),
            ("小区居民于海燕告诉记者", "于海燕"),
            ("15岁的高浩然是某中学学生", "高浩然"),
            ("被告人欧阳明提出上诉", "欧阳明"),
            ("被告人张志强、李建军伙同他人", "张志强|李建军"),
            ("犯罪嫌疑人买买提·阿不都，男", "买买提·阿不都"),
            ("被告人：王伟", "王伟"),
        ] {
            let found: Vec<&str> = find(text).0.into_iter().map(|(_, r)| &text[r]).collect();
            assert_eq!(found.join("|"), names, "{text}");
        }
    }

    #[test]
    fn anonymised_and_other_words_pass() {
        for text in [
            "被告人冯某甲与被害人宋某甲系邻居",
            "被告人表示认罪认罚",
            "被告人于2020年到案",
            "被告人向法院提交",
            "被害人安全离开",
            "被告人高度配合",
            "证人单独作证",
            "当事人申请回避",
            "未成年人成长环境",
            "被告人刘某1",
            "犯罪嫌疑人明知是赃物",
            "学生家长",
            "被告人周某某",
            "孩子时常哭闹",
            "学生应文明上网",
            "被告人付清货款",
            "注册会计师法",
            "合同事项的；",
            "女职工晋职、晋级",
            "患者查阅、复制病历",
            "属于被告方的，比照",
            "少年宫以及",
            "被害人陈述；",
        ] {
            assert_eq!(find(text).0, [], "{text}");
        }
    }

    #[test]
    fn pseudonyms_are_told_apart() {
        let (found, _) = find("被害人小张、女孩王丽（化名）哭了");
        assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), [Kind::Pseudonym]);
    }
}
