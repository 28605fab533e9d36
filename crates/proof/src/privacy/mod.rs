//! Finds what identifies a person in a script, a title, a subtitle or a file name, and masks it by the rule.
//! Refuses to know the case: names to hide and the words of roles are all it is told.

mod checksum;
mod code;
mod digits;
mod mask;
mod name;
mod names_data;
mod no_names;
mod place;
mod region;
mod roles;
mod school;
mod words;

pub use mask::mask;

use crate::text::{Lexicon, Marks, Search, marks, searches};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What sort of personal data stands there. Serialised as the labelled samples name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "PersonalKind"), schemars(rename = "PersonalKind"))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// 居民身份证号, checksum right.
    IdCard,
    /// Shaped like one, checksum wrong: perhaps a slip of the pen, perhaps masked badly.
    IdCardInvalid,
    /// Mobile number.
    Mobile,
    /// Landline with area code.
    Phone,
    /// Bank card.
    BankCard,
    /// Number plate.
    Plate,
    /// Number plate of a new-energy car.
    PlateNev,
    /// Address down to the house, or village group.
    Address,
    /// E-mail.
    Email,
    /// WeChat id.
    Wechat,
    /// QQ number.
    Qq,
    /// Case number of a court.
    CaseNo,
    /// Number of a document of a case (起诉书, 决定书).
    ProcDocNo,
    /// Passport or travel permit.
    Passport,
    /// Name of a person in a role that is anonymised.
    PersonName,
    /// A name marked as 化名.
    Pseudonym,
    /// Age of a minor.
    MinorAge,
    /// School of a minor.
    School,
    /// Village of a minor.
    Village,
}

impl Kind {
    /// In Chinese, as messages say it.
    pub fn chinese(self) -> &'static str {
        match self {
            Kind::IdCard => "身份证号",
            Kind::IdCardInvalid => "疑似身份证号（校验位不符）",
            Kind::Mobile => "手机号",
            Kind::Phone => "固定电话",
            Kind::BankCard => "银行卡号",
            Kind::Plate | Kind::PlateNev => "车牌号",
            Kind::Address => "详细地址",
            Kind::Email => "电子邮箱",
            Kind::Wechat => "微信号",
            Kind::Qq => "QQ号",
            Kind::CaseNo => "案号",
            Kind::ProcDocNo => "文书编号",
            Kind::Passport => "护照或通行证号",
            Kind::PersonName => "当事人姓名",
            Kind::Pseudonym => "化名",
            Kind::MinorAge => "未成年人年龄",
            Kind::School => "未成年人就读学校",
            Kind::Village => "未成年人所在村",
        }
    }

    /// Whether it identifies a minor when it stands in a text about one (未成年人保护法第一百零三条).
    fn identifies_a_minor(self) -> bool {
        matches!(
            self,
            Kind::PersonName | Kind::MinorAge | Kind::School | Kind::Village | Kind::Address | Kind::IdCard
        )
    }
}

/// Personal data found, as a byte range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What.
    pub kind: Kind,
    /// Where.
    pub range: Range<usize>,
    /// Identifies a minor in a case: nobody may release this text.
    pub hard_stop: bool,
    /// What to write instead.
    pub masked: String,
}

/// What a unit tells about its case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "ProofCase"), schemars(rename = "ProofCase"))]
#[serde(default)]
pub struct Case {
    /// Names that must not appear, each at least two characters; at most 200 are looked for.
    pub hidden_names: Vec<String>,
    /// The case concerns a minor, whatever the words of this text.
    pub minor: bool,
}

/// Names of a case that are looked for at most; a real case has a few dozen.
const MOST_HIDDEN: usize = 200;
/// Names found by their role that are looked for again in the same text.
const MOST_REPEATED: usize = 24;

/// The words looked for, and the endings of places, to look for them with others.
pub(crate) fn lexicons() -> [&'static Lexicon; 2] {
    [words::lexicon(), school::endings()]
}

/// What of `text` identifies a person, in order and without overlaps.
pub fn find(text: &str, case: &Case) -> Vec<Found> {
    let [words, endings] = searches(text, lexicons());
    find_with(text, (&marks(text), words, endings), case)
}

/// [`find`] in a text whose marks, and whose places where words may begin, are gathered already.
pub(crate) fn find_with(
    text: &str,
    (marks, words, endings): (Marks<'_>, Search<'_>, Search<'_>),
    case: &Case,
) -> Vec<Found> {
    let mut raw = Vec::new();
    let read = words::read(text, words);
    digits::find(text, marks, &read.spoken, &mut raw);
    code::find(text, marks, &mut raw);
    raw.extend(read.names.iter().cloned());
    hidden(text, case, &mut raw);
    again(text, &read.names, &mut raw);
    let about = place::About::read(text, case.minor, &read);
    place::find(text, marks, &about, endings, &mut raw);
    settle(text, raw, &about)
}

/// Names the unit wants hidden.
fn hidden(text: &str, case: &Case, out: &mut Vec<(Kind, Range<usize>)>) {
    for name in
        case.hidden_names.iter().take(MOST_HIDDEN).filter(|n| n.chars().count() >= 2 && n.len() <= 120)
    {
        out.extend(text.match_indices(name.as_str()).map(|(at, m)| (Kind::PersonName, at..at + m.len())));
    }
}

/// A name found beside its role stands elsewhere without it.
fn again(text: &str, names: &[(Kind, Range<usize>)], out: &mut Vec<(Kind, Range<usize>)>) {
    let mut seen: Vec<&str> = Vec::new();
    for (kind, range) in names {
        let Some(name) = text.get(range.clone()) else {
            continue;
        };
        // Two-character names are too often parts of other words to be looked for without a role.
        if *kind == Kind::PersonName
            && name.chars().count() >= 3
            && !seen.contains(&name)
            && seen.len() < MOST_REPEATED
        {
            seen.push(name);
            out.extend(text.match_indices(name).map(|(at, m)| (Kind::PersonName, at..at + m.len())));
        }
    }
}

/// Sorts, drops overlaps (the longer wins), decides what is a hard stop.
fn settle(text: &str, mut raw: Vec<(Kind, Range<usize>)>, about: &place::About) -> Vec<Found> {
    raw.sort_by_key(|(kind, range)| (range.start, std::cmp::Reverse(range.end), *kind));
    let mut kept: Vec<(Kind, Range<usize>)> = Vec::with_capacity(raw.len());
    for (kind, range) in raw {
        match kept.last_mut() {
            Some((_, last)) if range.start < last.end => {
                if range.len() > last.len() {
                    kept.pop();
                    kept.push((kind, range));
                }
            }
            _ => kept.push((kind, range)),
        }
    }
    let identified = kept.iter().any(|(kind, _)| kind.identifies_a_minor() && *kind != Kind::MinorAge);
    kept.into_iter()
        .map(|(kind, range)| {
            let words = text.get(range.clone()).unwrap_or("");
            let hard_stop =
                about.minor_case && kind.identifies_a_minor() && (identified || kind != Kind::MinorAge);
            Found { kind, masked: mask(kind, words), hard_stop, range }
        })
        .collect()
}
