//! Names of people beside their role: 被告人张三, 证人李四. 姓+某 is anonymised and passes.
//! Refuses to guess names without a role: that is what the case's own list is for.

use super::Kind;
use super::names_data::{DOUBLE_SURNAMES, FOLLOWS, GIVEN, PERSONAL, SURNAMES};
use super::no_names::NO_NAMES;
use crate::text::{Lexicon, is_han};
use std::ops::Range;
use std::sync::OnceLock;

/// The names that follow a role which ends at `at`.
pub(super) fn after_role(text: &str, mut at: usize, out: &mut Vec<(Kind, Range<usize>)>) {
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
    // 方先生, 李氏: a surname alone.
    let titled = ["先生", "女士", "小姐", "太太", "老师", "师傅", "阿姨", "大爷", "大妈", "老板", "氏"];
    if given.starts_with(['某', '×', '*', 'X', 'x']) || titled.iter().any(|title| given.starts_with(title))
    {
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
        if name.contains('某') {
            break;
        }
        // 黄金 is no name, 黄金瑞 is one where a sign follows.
        if other_word
            && !(length > 3 && punctuated(&given[length..]) && name.ends_with(|c| GIVEN.contains(c)))
        {
            continue;
        }
        // 杜忠先后三次: the longer word is the follower.
        if best.is_some() && follower(&given[3..]).is_some_and(|word| word.chars().nth(1).is_some()) {
            break;
        }
        // 袁辰以介绍工作为由: what follows a name is not its end.
        if best.is_some() && name.ends_with(['以', '将', '向', '为', '自', '同', '和']) {
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
    punctuated(rest) || PERSONAL.iter().any(|word| rest.starts_with(word))
}

/// The word after a name that `rest` begins with.
fn follower(rest: &str) -> Option<&str> {
    static WORDS: OnceLock<Lexicon> = OnceLock::new();
    let words = WORDS.get_or_init(|| Lexicon::new(FOLLOWS.split_ascii_whitespace()));
    words.longest_at(rest, 0).map(|hit| &rest[hit.range()])
}

fn no_names() -> &'static Lexicon {
    static OTHER: OnceLock<Lexicon> = OnceLock::new();
    OTHER.get_or_init(|| Lexicon::new(NO_NAMES.split_ascii_whitespace()))
}

/// Length in bytes of a name's surname, for masking; a dotted name keeps its first character.
pub(super) fn surname_of(name: &str) -> usize {
    let double = DOUBLE_SURNAMES.iter().find(|d| name.starts_with(**d) && name.len() > d.len());
    double.map_or_else(|| name.chars().next().map_or(0, char::len_utf8), |d| d.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::words::{Read, lexicon};

    fn read(text: &str) -> Read {
        let [search] = crate::text::searches(text, [lexicon()]);
        crate::privacy::words::read(text, search)
    }

    fn beside_roles(text: &str) -> Vec<(Kind, Range<usize>)> {
        read(text).names
    }

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
            let found: Vec<&str> = beside_roles(text).into_iter().map(|(_, r)| &text[r]).collect();
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
            "朋友方先生也来作证",
            "死者李氏的家属",
            "注册会计师法",
            "合同事项的；",
            "女职工晋职、晋级",
            "患者查阅、复制病历",
            "属于被告方的，比照",
            "少年宫以及",
            "被害人陈述；",
        ] {
            assert_eq!(beside_roles(text), [], "{text}");
        }
    }

    #[test]
    fn pseudonyms_are_told_apart() {
        let found = read("被害人小张、女孩王丽（化名）哭了").names;
        assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), [Kind::Pseudonym]);
    }
}
