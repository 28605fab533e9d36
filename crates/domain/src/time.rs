//! Instants and days.
//! Knows no clock and no default time zone: whoever asks says when it is and where.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

/// The earliest and the latest year that the studio takes as real: a spreadsheet's 1900 or 2100 is a slip.
pub const YEARS: std::ops::RangeInclusive<i16> = 1978..=2099;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct Millis(pub i64);

impl Millis {
    /// One hour, in milliseconds.
    pub const HOUR: i64 = 3_600_000;
    /// Twenty-four hours, in milliseconds.
    pub const DAY: i64 = 24 * Self::HOUR;

    /// This instant moved by `milliseconds`, held at the ends of the range.
    pub fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// The day it is at this instant in `zone`; the nearest day there is when the instant lies outside jiff's range.
    pub fn day_in(self, zone: &TimeZone) -> Day {
        let bounded = self.0.clamp(
            jiff::Timestamp::MIN.as_millisecond() + Self::DAY,
            jiff::Timestamp::MAX.as_millisecond() - Self::DAY,
        );
        let instant = jiff::Timestamp::from_millisecond(bounded).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        Day(instant.to_zoned(zone.clone()).date())
    }
}

/// A day of the calendar, written 2021-09-30. Reading refuses days outside [`YEARS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, TS, JsonSchema)]
#[ts(type = "string")]
#[schemars(with = "String")]
pub struct Day(pub Date);

impl Day {
    /// The day `text` names in ISO form, if it is one within [`YEARS`].
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 10 {
            return None;
        }
        let date: Date = text.parse().ok()?;
        YEARS.contains(&date.year()).then_some(Self(date))
    }

    /// The day of year `y`, month `m`, day `d`, if there is one within [`YEARS`].
    pub fn new(y: i16, m: i8, d: i8) -> Option<Self> {
        let date = Date::new(y, m, d).ok()?;
        YEARS.contains(&date.year()).then_some(Self(date))
    }

    /// This day moved by `days`, held at the ends of jiff's calendar.
    pub fn plus_days(self, days: i64) -> Self {
        let span = jiff::Span::new().try_days(days);
        Self(span.map_or(self.0, |s| self.0.saturating_add(s)))
    }

    /// How many days lie from this day to `later`; negative when `later` is earlier.
    pub fn days_until(self, later: Day) -> i64 {
        self.0.until((jiff::Unit::Day, later.0)).map_or(0, |span| i64::from(span.get_days()))
    }

    /// The first instant of this day in `zone`.
    pub fn start_in(self, zone: &TimeZone) -> Millis {
        let zoned = self.0.to_zoned(zone.clone());
        Millis(zoned.map_or(0, |z| z.timestamp().as_millisecond()))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Day::parse(&text)
            .ok_or_else(|| serde::de::Error::custom("not a day between 1978-01-01 and 2099-12-31"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_outside_the_years_are_refused() {
        for (text, good) in [
            ("2021-09-30", true),
            ("1970-01-01", false),
            ("2100-01-01", false),
            ("2021-02-29", false),
            ("2021-9-3", false),
        ] {
            assert_eq!(Day::parse(text).is_some(), good, "{text}");
        }
    }

    #[test]
    fn an_instant_falls_on_the_day_of_its_zone() {
        let shanghai = TimeZone::fixed(jiff::tz::offset(8));
        assert_eq!(Millis(1_632_931_200_000).day_in(&shanghai), Day::new(2021, 9, 30).expect("a day"));
        assert_eq!(Millis(i64::MAX).day_in(&shanghai).0.year(), 9999);
    }
}
