//! Reads single cells: people, dates, counts, durations, platforms, staff categories. Pure, and never guessing:
//! a value that could mean two things, or nothing, comes back as doubtful with the reason.

mod dates;
mod numbers;
mod people;
mod words;

pub use dates::{Moment, moment};
pub use numbers::{Count, Qualifier, count, percent, seconds};
pub use people::{PersonName, people, person};
pub use words::{Category, Platforms, category, platforms};

use serde::{Deserialize, Serialize};

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "reading", rename_all = "snake_case")]
pub enum Reading<T> {
    /// Nothing is there: blank, a dash, "无". Missing is not 0.
    Missing,
    Value {
        value: T,
    },
    /// Something is there that may not be taken over as it stands.
    Doubtful {
        text: String,
        reason: Doubt,
    },
}

impl<T> Reading<T> {
    pub(crate) fn of(value: T) -> Reading<T> {
        Reading::Value { value }
    }

    pub(crate) fn doubt(text: impl Into<String>, reason: Doubt) -> Reading<T> {
        Reading::Doubtful { text: text.into(), reason }
    }

    /// The value, when there is one without doubt.
    pub fn value(self) -> Option<T> {
        match self {
            Reading::Value { value } => Some(value),
            Reading::Missing | Reading::Doubtful { .. } => None,
        }
    }

    /// The reason of the doubt, when there is one.
    pub fn doubtful(&self) -> Option<Doubt> {
        match self {
            Reading::Doubtful { reason, .. } => Some(*reason),
            Reading::Missing | Reading::Value { .. } => None,
        }
    }
}

/// Why a value is doubtful; the interface has the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// 5.15: which year?
    NoYear,
    /// 20.5.15: which part is the year?
    ShortYear,
    /// 2020.5: which day?
    NoDay,
    /// 2020.13.1, 2021-02-29.
    NoSuchDate,
    /// Before 1971 or after 2099: a slip, or a cell that counts from 1900 or 1970.
    DateOutOfRange,
    /// A bare number such as 43966, which may be Excel's count of days.
    BareNumber,
    NotADate,
    NotANumber,
    /// A count below zero.
    Negative,
    /// A count with a fraction, 12.5 views.
    NotWhole,
    /// More than any real value of its kind.
    TooMuch,
    NotADuration,
    /// 3:36:00 is 3 min 36 s written into a time cell, or 3 h 36 min.
    HoursOrMinutes,
    NotAName,
    /// More than one name where one is expected.
    SeveralNames,
    /// 王某等3人: who are the others?
    AndOthers,
    UnknownPlatform,
    UnknownCategory,
    /// 书记员, 事业编: on the roster of some units staff, of others contract.
    CategoryDependsOnUnit,
}

/// Ways of writing that nothing is there.
pub(crate) fn says_nothing(text: &str) -> bool {
    matches!(
        text,
        "" | "-"
            | "--"
            | "—"
            | "——"
            | "－"
            | "/"
            | "\\"
            | "无"
            | "暂无"
            | "空"
            | "未知"
            | "N/A"
            | "n/a"
            | "#N/A"
            | "null"
            | "None"
    )
}

/// Full-width letters, digits and signs as ASCII; Chinese punctuation that matters to lists stays as it is.
pub(crate) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９'
            | 'Ａ'..='Ｚ'
            | 'ａ'..='ｚ'
            | '：'
            | '．'
            | '％'
            | '＋'
            | '－'
            | '／'
            | '（'
            | '）'
            | '＜' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '\u{3000}' | '\u{a0}' => ' ',
            other => other,
        })
        .collect()
}
