//! A calendar day as the tables write it (2021-01-01), comparable, without time or zone.
//! Refuses to know which day is today: the caller says.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// A day, ordered. Serialised as `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[cfg_attr(feature = "wire", ts(rename = "ProofDay", type = "string"))]
pub struct Day(u32);

#[cfg(feature = "wire")]
impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ProofDay".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

impl Day {
    /// Before any day of the tables.
    pub(crate) const FIRST: Day = Day(10_000_101);

    /// A day from its parts; `None` when month or day is out of range. February 30 is let through: the tables are compared, not computed with.
    pub fn new(year: u32, month: u32, day: u32) -> Option<Day> {
        let sound = (1000..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        sound.then_some(Day(year * 10_000 + month * 100 + day))
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Day> {
        let mut parts = text.trim().splitn(3, '-');
        let mut next = || {
            let part = parts.next()?;
            (part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
        };
        Day::new(next()?, next()?, next()?)
    }

    /// The first day written as 2021年1月1日 in a text, in digits or Chinese (二〇二一年一月一日).
    pub fn of_chinese(text: &str) -> Option<Day> {
        let (at, _) =
            text.match_indices('年').find(|(at, _)| super::char_before(text, *at).is_some_and(numeral))?;
        let start = text[..at]
            .rfind(|c: char| !numeral(c))
            .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        let (year, _) = super::numeral::read(text, start)?;
        let rest = &text[at + '年'.len_utf8()..];
        let (month, end) = super::numeral::read(rest.trim_start(), 0)?;
        let rest = rest.trim_start()[end..].trim_start().strip_prefix('月')?.trim_start();
        let (day, end) = super::numeral::read(rest, 0)?;
        rest[end..].trim_start().starts_with('日').then(|| Day::new(year, month, day))?
    }

    /// The year.
    pub fn year(self) -> u32 {
        self.0 / 10_000
    }

    /// As Chinese text writes it: 2021年1月1日.
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year(), self.0 / 100 % 100, self.0 % 100)
    }
}

fn numeral(c: char) -> bool {
    c.is_ascii_digit() || super::numeral::digit(c).is_some()
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.0 / 100 % 100, self.0 % 100)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
        let text = String::deserialize(from)?;
        Day::parse(&text).ok_or_else(|| de::Error::custom("a day is written YYYY-MM-DD"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        let day = Day::parse("2021-01-01").unwrap();
        assert_eq!((day.to_string(), day.chinese()), ("2021-01-01".into(), "2021年1月1日".into()));
        assert!(day > Day::parse("2020-12-31").unwrap());
        for text in ["根据2019年4月23日修正", "二〇一九年四月二十三日", "2019年 4月 23日"]
        {
            assert_eq!(Day::of_chinese(text), Day::new(2019, 4, 23), "{text}");
        }
        for bad in ["", "2021-13-01", "2021-1", "20210101", "2021-00-10", "一", "2021-01-0x"] {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
    }
}
