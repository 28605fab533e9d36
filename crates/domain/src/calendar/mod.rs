//! Days that differ from ordinary ones: holidays, make-up workdays, legal-publicity days, quiet periods.
//! Knows no date of its own: they come from dated data (assets/calendar.toml) and from the unit.

mod data;

use crate::platform::Confidence;
use crate::{Day, Refusal, words};
use data::Data;
use jiff::civil::Weekday;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Why a day differs.
    pub enum DayKind {
        /// A day off 放假.
        Holiday = "holiday",
        /// A weekend day on which everybody works 调休上班.
        Workday = "workday",
        /// A legal-publicity day or week.
        Publicity = "publicity",
        /// Nothing should go out.
        Quiet = "quiet",
    }
}

/// Days that differ, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SpecialDays {
    pub kind: DayKind,
    pub name: String,
    pub from: Day,
    pub to: Day,
    /// Where it is said; empty for the unit's own days.
    pub source: Vec<String>,
    pub confidence: Confidence,
}

impl SpecialDays {
    /// Whether `day` is one of them.
    pub fn covers(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Special days that are running or near.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Upcoming {
    pub days: SpecialDays,
    /// Days until the first of them; 0 while they run.
    pub days_until: i64,
}

/// Whether people work on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Rest {
    Working,
    Weekend,
    /// A holiday.
    Holiday {
        name: String,
    },
    /// A weekend day that is worked.
    MakeUp {
        name: String,
    },
}

/// The days of the data together with the unit's own.
#[derive(Clone, Debug)]
pub struct Calendar {
    data: Data,
    own: Vec<SpecialDays>,
}

impl Calendar {
    /// Reads the data. Refuses what it cannot understand: a day that no year has, a fifth Sunday, days in wrong order.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let bad = |reason: String| Refusal::BadData { what: "calendar".into(), reason };
        if text.len() > crate::platform::rules::DATA_BYTES {
            return Err(bad("too long".into()));
        }
        let data: Data = toml::from_str(text).map_err(|e| bad(e.message().to_owned()))?;
        if data.schema_version != 1 {
            return Err(bad(format!("schema version {} is not known", data.schema_version)));
        }
        for publicity in &data.publicity {
            // 2028 is a leap year: every day that any year has can be told in it.
            if !publicity.when.is_sound() {
                return Err(bad(format!("{}: not a time of the year", publicity.name)));
            }
        }
        let holidays = data.year.iter().flat_map(|year| &year.holidays);
        if let Some(days) = holidays.into_iter().find(|days| days.to < days.from) {
            return Err(bad(format!("{}: ends before it begins", days.name)));
        }
        Ok(Self { data, own: Vec::new() })
    }

    /// This calendar with a unit's own days; those stand before the data's.
    pub fn with(mut self, own: Vec<SpecialDays>) -> Self {
        self.own = own;
        self
    }

    /// This calendar for questions about `from..=to` alone, which are answered without going through the years again.
    pub fn only(mut self, from: Day, to: Day) -> Self {
        self.own = self.touching(from, to).map(|days| days.told()).collect();
        self.data.publicity.clear();
        for year in &mut self.data.year {
            year.holidays.clear();
            year.workdays.clear();
        }
        self
    }

    /// Whether the holidays of `day`'s year are known. Until they are, nobody can say that a weekday is worked.
    pub fn knows_year_of(&self, day: Day) -> bool {
        self.data.year.iter().any(|year| year.year == day.0.year())
    }

    /// Special days that touch `from..=to`, earliest first. At most the ten years after `from` are told.
    pub fn between(&self, from: Day, to: Day) -> Vec<SpecialDays> {
        let mut found: Vec<SpecialDays> = self.touching(from, to).map(|days| days.told()).collect();
        found.sort_by(|a, b| (a.from, a.to, &a.name).cmp(&(b.from, b.to, &b.name)));
        found
    }

    /// The quiet period that `day` lies in: its name and its last day.
    pub fn quiet(&self, day: Day) -> Option<(&str, Day)> {
        let found = self.touching(day, day).find(|days| days.kind == DayKind::Quiet);
        found.map(|days| (days.name, days.to))
    }

    /// Whether people work on `day`, as far as the calendar knows.
    pub fn rest(&self, day: Day) -> Rest {
        let named = |kind| self.touching(day, day).find(|days| days.kind == kind).map(|d| d.name.to_owned());
        if let Some(name) = named(DayKind::Workday) {
            Rest::MakeUp { name }
        } else if let Some(name) = named(DayKind::Holiday) {
            Rest::Holiday { name }
        } else if matches!(day.0.weekday(), Weekday::Saturday | Weekday::Sunday) {
            Rest::Weekend
        } else {
            Rest::Working
        }
    }

    /// Publicity days that run on `day` or begin within `within` days (at most 366) after it, nearest first.
    pub fn upcoming(&self, day: Day, within: u32) -> Vec<Upcoming> {
        let last = day.plus_days(i64::from(within.min(366)));
        let near = self.between(day, last).into_iter().filter(|d| d.kind == DayKind::Publicity);
        let mut found: Vec<Upcoming> =
            near.map(|days| Upcoming { days_until: day.days_until(days.from).max(0), days }).collect();
        found.sort_by_key(|upcoming| upcoming.days_until);
        found
    }

    /// Special days that touch `from..=to`: the unit's own, then the data's by year, copied nowhere.
    fn touching(&self, from: Day, to: Day) -> impl Iterator<Item = Run<'_>> {
        let last = to.0.year().min(from.0.year().saturating_add(10));
        // Days may run over the turn of a year.
        let years = from.0.year().saturating_sub(1)..=last;
        let own = self.own.iter().map(|days| Run {
            kind: days.kind,
            name: &days.name,
            from: days.from,
            to: days.to,
            source: &days.source,
            confidence: days.confidence,
        });
        own.chain(years.flat_map(|year| self.of_year(year)))
            .filter(move |days| days.from <= to && from <= days.to)
    }

    fn of_year(&self, year: i16) -> impl Iterator<Item = Run<'_>> {
        let known = self.data.year.iter().filter(move |data| data.year == year).flat_map(|data| {
            let run = |kind, name, from, to| {
                let (source, confidence) = (data.source.as_slice(), data.confidence);
                Run { kind, name, from, to, source, confidence }
            };
            let holidays =
                data.holidays.iter().map(move |d| run(DayKind::Holiday, d.name.as_str(), d.from, d.to));
            holidays.chain(data.workdays.iter().map(move |day| run(DayKind::Workday, "调休上班", *day, *day)))
        });
        known.chain(self.data.publicity.iter().filter_map(move |data| {
            let (from, to) = data.when.in_year(year)?;
            let (name, source, confidence) = (data.name.as_str(), data.source.as_slice(), data.confidence);
            Some(Run { kind: DayKind::Publicity, name, from, to, source, confidence })
        }))
    }
}

/// [`SpecialDays`] where they stand in the calendar.
struct Run<'a> {
    kind: DayKind,
    name: &'a str,
    from: Day,
    to: Day,
    source: &'a [String],
    confidence: Confidence,
}

impl Run<'_> {
    fn told(&self) -> SpecialDays {
        let (name, source) = (self.name.to_owned(), self.source.to_vec());
        SpecialDays {
            kind: self.kind,
            name,
            from: self.from,
            to: self.to,
            source,
            confidence: self.confidence,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Calendar {
        Calendar::parse(include_str!("../../../../assets/calendar.toml")).expect("the data that ships")
    }

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn who_works_on_which_day() {
        let calendar = shipped();
        let named = |text: &str| match calendar.clone().only(day(text), day(text)).rest(day(text)) {
            Rest::Working => "working".to_owned(),
            Rest::Weekend => "weekend".to_owned(),
            Rest::Holiday { name } => name,
            Rest::MakeUp { name } => name,
        };
        for (text, expected) in [
            ("2026-11-22", "weekend"),
            ("2026-11-23", "working"),
            ("2026-10-01", "国庆节"),
            ("2026-10-07", "国庆节"),
            ("2026-10-08", "working"),
            ("2026-10-10", "调休上班"),
            ("2026-02-28", "调休上班"),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
        assert!(calendar.knows_year_of(day("2026-05-01")));
        assert!(!calendar.knows_year_of(day("2027-05-01")), "the holidays of 2027 are not in the data");
    }

    #[test]
    fn how_long_until_the_next_publicity_days() {
        let calendar = shipped();
        let told = |text: &str, within| {
            let found = calendar.upcoming(day(text), within);
            found.into_iter().map(|u| (u.days.name, u.days_until)).collect::<Vec<_>>()
        };
        let pair = |name: &str, days| (name.to_owned(), days);
        assert_eq!(told("2026-11-22", 14), vec![pair("宪法宣传周", 9), pair("国家宪法日", 12)]);
        assert_eq!(told("2026-12-04", 7), vec![pair("宪法宣传周", 0), pair("国家宪法日", 0)]);
        assert_eq!(
            told("2026-05-31", 5),
            vec![pair("民法典宣传月", 0), pair("国际儿童节", 1), pair("环境日", 5)]
        );
        assert_eq!(told("2026-12-20", 90), vec![pair("消费者权益日", 85)], "over the turn of the year");
    }

    #[test]
    fn moving_days_fall_where_the_law_says() {
        let calendar = shipped();
        let all = calendar.between(day("2026-01-01"), day("2026-12-31"));
        let of =
            |name: &str| all.iter().find(|d| d.name == name).map(|d| (d.from.to_string(), d.to.to_string()));
        let pair = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
        assert_eq!(of("全国助残日"), pair("2026-05-17", "2026-05-17"));
        assert_eq!(of("全民国防教育日"), pair("2026-09-19", "2026-09-19"));
        assert_eq!(of("全国家庭教育宣传周"), pair("2026-05-11", "2026-05-17"));
        assert_eq!(of("国家网络安全宣传周"), None, "announced every year anew, and not known for this one");
    }

    #[test]
    fn a_units_own_days_stand_before_the_datas_and_bad_data_is_refused() {
        let own = SpecialDays {
            kind: DayKind::Workday,
            name: "演示加班".into(),
            from: day("2026-10-03"),
            to: day("2026-10-03"),
            source: vec![],
            confidence: Confidence::High,
        };
        assert_eq!(
            shipped().with(vec![own]).rest(day("2026-10-03")),
            Rest::MakeUp { name: "演示加班".into() }
        );
        let head = "schema_version = 1\ncollected_on = \"2026-11-22\"\n";
        for (when, good) in [
            ("{ days = { from = \"12-01\", to = \"12-07\" } }", true),
            ("{ days = { from = \"12-07\", to = \"12-01\" } }", false),
            ("{ days = { from = \"13-01\", to = \"13-01\" } }", false),
            ("{ nth_weekday = { nth = 5, weekday = \"sunday\", month = 5 } }", false),
            ("{ some_day = 1 }", false),
        ] {
            let text = format!(
                "{head}[[publicity]]\nname = \"演示\"\nwhen = {when}\nsource = []\nconfidence = \"low\"\n"
            );
            assert_eq!(Calendar::parse(&text).is_ok(), good, "{when}");
        }
    }
}
