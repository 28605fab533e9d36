//! The calendar's data as it is written (assets/calendar.toml): holidays by year, and days that come again every year.
//! Knows no unit and no question; a time of the year is told for one year.

use crate::Day;
use crate::platform::Confidence;
use jiff::civil::Weekday;
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct YearData {
    pub(super) year: i16,
    pub(super) source: Vec<String>,
    pub(super) confidence: Confidence,
    pub(super) holidays: Vec<NamedDays>,
    pub(super) workdays: Vec<Day>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamedDays {
    pub(super) name: String,
    pub(super) from: Day,
    pub(super) to: Day,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PublicityData {
    pub(super) name: String,
    pub(super) when: When,
    pub(super) source: Vec<String>,
    pub(super) confidence: Confidence,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum When {
    Days { from: MonthDay, to: MonthDay },
    NthWeekday { nth: i8, weekday: WeekdayName, month: i8 },
    WeekOf(MonthDay),
    Announced { month: i8, known: Vec<FromTo> },
}

/// A day of every year, written `12-04`; read once, because a calendar is asked for each block of a schedule.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct MonthDay {
    pub(super) month: i8,
    pub(super) day: i8,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FromTo {
    pub(super) from: Day,
    pub(super) to: Day,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum WeekdayName {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Data {
    pub(super) schema_version: u32,
    #[serde(rename = "collected_on")]
    pub(super) _collected_on: Day,
    #[serde(default)]
    pub(super) year: Vec<YearData>,
    #[serde(default)]
    pub(super) publicity: Vec<PublicityData>,
}

impl When {
    /// First and last day in `year`, where there are any.
    pub(super) fn in_year(&self, year: i16) -> Option<(Day, Day)> {
        match self {
            When::Days { from, to } => Some((from.in_year(year)?, to.in_year(year)?)),
            When::NthWeekday { nth, weekday, month } => {
                let date = jiff::civil::Date::new(year, *month, 1)
                    .ok()?
                    .nth_weekday_of_month(*nth, weekday.of_jiff());
                let day = Day(date.ok()?);
                Some((day, day))
            }
            When::WeekOf(day) => {
                let day = day.in_year(year)?;
                let monday = day.plus_days(-i64::from(day.0.weekday().to_monday_zero_offset()));
                Some((monday, monday.plus_days(6)))
            }
            When::Announced { known, .. } => {
                known.iter().find(|days| days.from.0.year() == year).map(|days| (days.from, days.to))
            }
        }
    }

    pub(super) fn is_sound(&self) -> bool {
        match self {
            When::Announced { month, known } => {
                (1..=12).contains(month) && known.iter().all(|days| days.from <= days.to)
            }
            // The fifth of a weekday is not in every month, so only the first four are named by law.
            When::NthWeekday { nth, .. } => (1..=4).contains(nth) && self.in_year(2028).is_some(),
            When::Days { .. } | When::WeekOf(_) => self.in_year(2028).is_some_and(|(from, to)| from <= to),
        }
    }
}

impl MonthDay {
    pub(super) fn in_year(self, year: i16) -> Option<Day> {
        Day::new(year, self.month, self.day)
    }
}

impl TryFrom<String> for MonthDay {
    type Error = &'static str;

    /// Refuses what no year has.
    fn try_from(text: String) -> Result<Self, Self::Error> {
        // A leap year has every day that any year has.
        let day = Day::parse(&format!("2028-{text}")).ok_or("not a day written as 12-04")?;
        Ok(Self { month: day.0.month(), day: day.0.day() })
    }
}

impl WeekdayName {
    fn of_jiff(self) -> Weekday {
        match self {
            WeekdayName::Monday => Weekday::Monday,
            WeekdayName::Tuesday => Weekday::Tuesday,
            WeekdayName::Wednesday => Weekday::Wednesday,
            WeekdayName::Thursday => Weekday::Thursday,
            WeekdayName::Friday => Weekday::Friday,
            WeekdayName::Saturday => Weekday::Saturday,
            WeekdayName::Sunday => Weekday::Sunday,
        }
    }
}
