//! Instants and days.
//! Knows no clock and no default time zone: whoever asks says when it is and where.

use jiff::civil::{Date, DateTime};
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
        Day(self.civil_in(zone).date())
    }

    /// What a clock in `zone` shows at this instant: 2021-09-30T19:30.
    pub fn clock_in(self, zone: &TimeZone) -> String {
        clock(self.civil_in(zone))
    }

    fn civil_in(self, zone: &TimeZone) -> DateTime {
        let bounded = self.0.clamp(
            jiff::Timestamp::MIN.as_millisecond() + Self::DAY,
            jiff::Timestamp::MAX.as_millisecond() - Self::DAY,
        );
        let instant = jiff::Timestamp::from_millisecond(bounded).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        zone.to_datetime(instant)
    }
}

/// A wall clock to the minute: 2021-09-30T19:30. A view asks it of a thousand slots; a general writer of times takes ten
/// times as long for this one form.
pub(crate) fn clock(shown: DateTime) -> String {
    format!("{}T{:02}:{:02}", Day(shown.date()), shown.hour(), shown.minute())
}

/// A day of the calendar, written 2021-09-30. Reading refuses days outside [`YEARS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, TS, JsonSchema)]
#[ts(type = "string")]
#[schemars(with = "String")]
pub struct Day(pub Date);

impl Day {
    /// The day `text` names in ISO form, if it is one within [`YEARS`].
    pub fn parse(text: &str) -> Option<Self> {
        // Lists hold thousands of days; a general reader of times takes ten times as long for this one form.
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
        let two = |tens: u8, ones: u8| {
            let both = tens.is_ascii_digit() && ones.is_ascii_digit();
            both.then(|| (tens - b'0') * 10 + (ones - b'0'))
        };
        let year = i16::from(two(y1, y2)?) * 100 + i16::from(two(y3, y4)?);
        Self::new(year, i8::try_from(two(m1, m2)?).ok()?, i8::try_from(two(d1, d2)?).ok()?)
    }

    /// As ten letters in ISO form; none for the years before 0, which only a day moved out of reach has.
    fn iso(self) -> Option<[u8; 10]> {
        let year = u16::try_from(self.0.year()).ok()?;
        let month = u8::try_from(self.0.month()).ok()?;
        let day = u8::try_from(self.0.day()).ok()?;
        let two = |n: u8| [b'0' + n / 10, b'0' + n % 10];
        let [c, y] = [u8::try_from(year / 100).ok()?, u8::try_from(year % 100).ok()?].map(two);
        let [m, d] = [month, day].map(two);
        Some([c[0], c[1], y[0], y[1], b'-', m[0], m[1], b'-', d[0], d[1]])
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
        match self.iso() {
            Some(iso) => f.write_str(std::str::from_utf8(&iso).unwrap_or_default()),
            None => write!(f, "{}", self.0),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.iso() {
            Some(iso) => to.serialize_str(std::str::from_utf8(&iso).unwrap_or_default()),
            None => to.collect_str(&self.0),
        }
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
    fn a_day_is_written_and_read_as_the_library_of_times_does() {
        for date in [(1978, 1, 1), (2000, 2, 29), (2026, 11, 26), (2099, 12, 31)] {
            let day = Day::new(date.0, date.1, date.2).expect("a day");
            let text = day.0.to_string();
            assert_eq!((day.to_string(), serde_json::json!(day)), (text.clone(), serde_json::json!(text)));
            assert_eq!(Day::parse(&text), Some(day));
        }
        for wrong in ["2021-13-01", "2021-00-10", "2o21-01-01", "2021/01/01", "-021-01-01", "２０２１年"]
        {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
        assert_eq!(
            Day::new(2026, 1, 1).map(|day| day.plus_days(-7_000_000).to_string()),
            Some("-009999-01-01".into())
        );
    }

    #[test]
    fn an_instant_falls_on_the_day_of_its_zone() {
        let shanghai = TimeZone::fixed(jiff::tz::offset(8));
        assert_eq!(Millis(1_632_931_200_000).day_in(&shanghai), Day::new(2021, 9, 30).expect("a day"));
        assert_eq!(Millis(i64::MAX).day_in(&shanghai).0.year(), 9999);
    }
}
