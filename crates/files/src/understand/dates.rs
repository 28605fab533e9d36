//! Dates as people write them. Knows no today: a date without a year stays doubtful.

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

use super::{Doubt, Reading, half_width, says_nothing};
use crate::sheet::Cell;

/// The studio's people joined after 1970, and nothing is planned for the next century. A cell that holds 0 or a
/// unix time of 0 shows 1900 or 1970.
const FIRST_YEAR: i16 = 1971;
const LAST_YEAR: i16 = 2099;

/// A day, and the time of day when the file gives one. Local time of the unit; the file knows no time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    pub date: Date,
    pub time: Option<Time>,
}

/// A date cell, 2020.5.15, 2020年5月15日, 2020/5/15, 2020-05-15 18:25:41, 20200515; 至今 and 在职 are missing.
pub fn moment(cell: &Cell) -> Reading<Moment> {
    match cell {
        Cell::Empty => Reading::Missing,
        Cell::Date(at) => from_date_cell(*at),
        Cell::Number(number) => from_number(*number),
        Cell::Text(text) => from_text(text),
        Cell::Bool(_) => Reading::doubt(cell.shown(), Doubt::NotADate),
    }
}

fn from_date_cell(at: DateTime) -> Reading<Moment> {
    let time = if at.time() == Time::midnight() { None } else { Some(at.time()) };
    bounded(at.date(), time, &Cell::Date(at).shown())
}

fn bounded(date: Date, time: Option<Time>, text: &str) -> Reading<Moment> {
    if (FIRST_YEAR..=LAST_YEAR).contains(&date.year()) {
        Reading::of(Moment { date, time })
    } else {
        Reading::doubt(text, Doubt::DateOutOfRange)
    }
}

fn from_number(number: f64) -> Reading<Moment> {
    let text = format!("{number}");
    if number.fract() == 0.0 && (10_000_000.0..100_000_000.0).contains(&number) {
        return from_text(&text);
    }
    if number.fract() == 0.0 {
        return Reading::doubt(text, Doubt::BareNumber);
    }
    // 5.15 and 2020.5 typed without a format become numbers.
    from_text(&text)
}

fn from_text(raw: &str) -> Reading<Moment> {
    let text = half_width(raw).trim().to_string();
    if says_nothing(&text) || matches!(text.as_str(), "至今" | "在职" | "在岗" | "现在" | "目前") {
        return Reading::Missing;
    }
    let doubt = |reason| Reading::doubt(raw.trim(), reason);
    let (day, time) = match split_time(&text) {
        Ok(parts) => parts,
        Err(reason) => return doubt(reason),
    };
    match date_parts(&day) {
        Ok((year, month, date)) => match Date::new(year, month, date) {
            Ok(date) => bounded(date, time, raw.trim()),
            Err(_) => doubt(Doubt::NoSuchDate),
        },
        Err(reason) => doubt(reason),
    }
}

/// Cuts off the time of day (18:25, 18:25:41, 18时25分) and the day of the week.
fn split_time(text: &str) -> Result<(String, Option<Time>), Doubt> {
    let mut day = text.to_string();
    for mark in ["星期", "周", "礼拜"] {
        if let Some(at) = day.find(mark) {
            let mut rest = day[at + mark.len()..].chars();
            if rest.next().is_some_and(|c| "一二三四五六日天".contains(c)) {
                let before = day[..at].trim_end_matches(['(', ' ']);
                let after = rest.as_str().trim_start_matches(')');
                day = format!("{before} {after}").trim().to_string();
            }
        }
    }
    let cut = match day.find(['T', ' ', '\n']) {
        Some(at) => Some(at),
        None => day.find('日').filter(|at| at + '日'.len_utf8() < day.len()),
    };
    let Some(cut) = cut else { return Ok((day, None)) };
    let (date, rest) = day.split_at(cut);
    let rest = rest.trim_start_matches(['T', ' ', '\n', '日']).trim_end_matches('Z').trim();
    if rest.is_empty() {
        return Ok((date.to_string(), None));
    }
    // "2020. 5. 15": the blank is not before a time.
    if !rest.contains([':', '时', '点']) {
        return Ok((day.replace([' ', '\n'], ""), None));
    }
    let clock = rest.replace(['时', '点', '分'], ":").replace(['秒', ' '], "");
    let mut numbers =
        clock.trim_end_matches(':').split('.').next().unwrap_or("").split(':').map(str::parse::<i8>);
    let mut next = || numbers.next().unwrap_or(Ok(0)).map_err(|_| Doubt::NotADate);
    let (hour, minute, second) = (next()?, next()?, next()?);
    let time = Time::new(hour, minute, second, 0).map_err(|_| Doubt::NoSuchDate)?;
    Ok((date.to_string(), Some(time)))
}

/// Year, month and day out of a date without a time.
fn date_parts(text: &str) -> Result<(i16, i8, i8), Doubt> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        let number = |range: std::ops::Range<usize>| text[range].parse::<i16>().map_err(|_| Doubt::NotADate);
        return Ok((number(0..4)?, number(4..6)? as i8, number(6..8)? as i8));
    }
    let by_signs = text.contains('年');
    let flat: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if matches!(c, '年' | '月' | '/' | '-' | '.' | '。' | '、' | '_') { '.' } else { c })
        .collect();
    let flat = flat.trim_end_matches(['日', '号', '.']);
    let parts: Vec<&str> = flat.split('.').collect();
    if parts.is_empty()
        || parts.iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()))
    {
        return Err(Doubt::NotADate);
    }
    let number = |at: usize| parts[at].parse::<i16>().map_err(|_| Doubt::NotADate);
    let small = |at: usize| parts[at].parse::<i8>().map_err(|_| Doubt::NoSuchDate);
    match parts.len() {
        3 if parts[0].len() == 4 => Ok((number(0)?, small(1)?, small(2)?)),
        3 if parts[0].len() <= 2 && parts[2].len() <= 2 => Err(Doubt::ShortYear),
        2 if parts[0].len() == 4 => Err(Doubt::NoDay),
        2 if parts[0].len() <= 2 && parts[1].len() <= 2 && by_signs => Err(Doubt::ShortYear),
        2 if parts[0].len() <= 2 && parts[1].len() <= 2 => Err(Doubt::NoYear),
        1 if parts[0].len() == 4 && by_signs => Err(Doubt::NoDay),
        1 if !by_signs => Err(Doubt::BareNumber),
        _ => Err(Doubt::NotADate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        let cases = [
            ("2020.5.15", "2020-05-15"),
            ("2020年5月15日", "2020-05-15"),
            ("2020/5/15", "2020-05-15"),
            ("2020-05-15", "2020-05-15"),
            ("20200515", "2020-05-15"),
            (" ２０２０．０５．１５ ", "2020-05-15"),
            ("2020. 5. 15", "2020-05-15"),
            ("2020年5月15日（周五）", "2020-05-15"),
            ("2020-05-15 18:25:41", "2020-05-15 18:25:41"),
            ("2020-05-15T18:25:41Z", "2020-05-15 18:25:41"),
            ("2020年05月15日 18:25", "2020-05-15 18:25:00"),
            ("2020年5月15日18时25分", "2020-05-15 18:25:00"),
            ("2020/05/15 星期五 08:00", "2020-05-15 08:00:00"),
        ];
        for (text, expected) in cases {
            let read = moment(&Cell::text(text)).value().unwrap_or_else(|| panic!("{text} was not read"));
            let shown = match read.time {
                Some(time) => format!("{} {}", read.date, time.strftime("%H:%M:%S")),
                None => read.date.to_string(),
            };
            assert_eq!(shown, expected, "{text}");
        }
    }

    #[test]
    fn doubtful_dates_say_why() {
        let cases = [
            ("5.15", Doubt::NoYear),
            ("5月15日", Doubt::NoYear),
            ("20.5.15", Doubt::ShortYear),
            ("2020.5", Doubt::NoDay),
            ("2020年", Doubt::NoDay),
            ("2020.13.1", Doubt::NoSuchDate),
            ("2021-02-29", Doubt::NoSuchDate),
            ("2020-05-15 25:00", Doubt::NoSuchDate),
            ("1970-01-01", Doubt::DateOutOfRange),
            ("2100-01-01", Doubt::DateOutOfRange),
            ("43966", Doubt::BareNumber),
            ("去年夏天", Doubt::NotADate),
            ("2020-05-15至2020-05-20", Doubt::NotADate),
        ];
        for (text, reason) in cases {
            assert_eq!(moment(&Cell::text(text)).doubtful(), Some(reason), "{text}");
        }
        assert_eq!(moment(&Cell::Number(43_966.0)).doubtful(), Some(Doubt::BareNumber));
        assert_eq!(moment(&Cell::Number(5.15)).doubtful(), Some(Doubt::NoYear));
        let epoch = jiff::civil::date(1900, 1, 1).at(0, 0, 0, 0);
        assert_eq!(moment(&Cell::Date(epoch)).doubtful(), Some(Doubt::DateOutOfRange));
        for text in ["", " ", "—", "至今", "在职"] {
            assert_eq!(moment(&Cell::text(text)), Reading::Missing, "{text:?}");
        }
    }
}
