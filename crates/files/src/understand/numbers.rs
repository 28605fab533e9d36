//! Counts with their qualifiers, shares in per cent, durations. Knows no platform and rounds nothing silently.

use serde::{Deserialize, Serialize};

use super::{Doubt, Reading, half_width, says_nothing};
use crate::sheet::Cell;

/// Ten times the people on earth: more views than any work can have.
const MOST: f64 = 1e11;
/// A live stream of one day; no work is longer.
const LONGEST_SECONDS: f64 = 86_400.0;

/// How exact a reported number is: 超500万 is not 5,000,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// 超, 多, 余, +, 以上
    Over,
    /// 近
    Near,
    /// 约, 左右
    About,
    /// 不足, <
    Under,
}

/// A whole number from a report, with the words kept that made it less exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    pub value: i64,
    pub qualifier: Option<Qualifier>,
}

/// 6259, 1,234, 1.2万, 3.4w, 6.5万+, 超500万, 500余万次. `unit` is what the heading says in brackets (万).
pub fn count(cell: &Cell, unit: Option<&str>) -> Reading<Count> {
    let (number, qualifier) = match quantity(cell) {
        Reading::Missing => return Reading::Missing,
        Reading::Doubtful { text, reason } => return Reading::Doubtful { text, reason },
        Reading::Value { value } => value,
    };
    let scale = match unit {
        Some("万" | "w" | "W" | "万次" | "万人") => 10_000.0,
        Some("千") => 1_000.0,
        Some("亿") => 100_000_000.0,
        _ => 1.0,
    };
    let exact = number * scale;
    let whole = exact.round();
    if exact < 0.0 {
        Reading::doubt(cell.shown(), Doubt::Negative)
    } else if exact > MOST {
        Reading::doubt(cell.shown(), Doubt::TooMuch)
    } else if (exact - whole).abs() > 1e-6 * exact.max(1.0) {
        Reading::doubt(cell.shown(), Doubt::NotWhole)
    } else {
        Reading::of(Count { value: whole as i64, qualifier })
    }
}

/// 22.10%, 0.221, <0.1% as a share between 0 and 1.
pub fn percent(cell: &Cell) -> Reading<f64> {
    let shown = half_width(&cell.shown());
    let (text, scale) = match shown.trim().strip_suffix('%') {
        Some(text) => (text.to_string(), 100.0),
        None => (shown, 1.0),
    };
    match quantity(&Cell::text(text.trim())) {
        Reading::Missing => Reading::Missing,
        Reading::Doubtful { reason, .. } => Reading::doubt(cell.shown(), reason),
        Reading::Value { value: (number, _) } if number < 0.0 => {
            Reading::doubt(cell.shown(), Doubt::Negative)
        }
        Reading::Value { value: (number, _) } if number / scale > 1.0 => {
            Reading::doubt(cell.shown(), Doubt::TooMuch)
        }
        Reading::Value { value: (number, _) } => Reading::of(number / scale),
    }
}

/// A number with scale words and qualifiers taken into account.
fn quantity(cell: &Cell) -> Reading<(f64, Option<Qualifier>)> {
    match cell {
        Cell::Empty => Reading::Missing,
        Cell::Number(number) if number.is_finite() => Reading::of((*number, None)),
        Cell::Text(text) if says_nothing(half_width(text).trim()) => Reading::Missing,
        Cell::Text(text) => match parse_quantity(&half_width(text)) {
            Some(read) => Reading::of(read),
            None => Reading::doubt(text.trim(), Doubt::NotANumber),
        },
        Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => Reading::doubt(cell.shown(), Doubt::NotANumber),
    }
}

fn parse_quantity(text: &str) -> Option<(f64, Option<Qualifier>)> {
    let mut text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut qualifier = None;
    for (word, kind) in [
        ("超过", Qualifier::Over),
        ("超", Qualifier::Over),
        ("突破", Qualifier::Over),
        ("大于", Qualifier::Over),
        (">", Qualifier::Over),
        ("将近", Qualifier::Near),
        ("接近", Qualifier::Near),
        ("近", Qualifier::Near),
        ("大约", Qualifier::About),
        ("约", Qualifier::About),
        ("不足", Qualifier::Under),
        ("不到", Qualifier::Under),
        ("<", Qualifier::Under),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            (text, qualifier) = (rest.to_string(), Some(kind));
            break;
        }
    }
    for suffix in ["人次", "次", "人", "个", "赞", "条", "元", "阅读", "播放", "浏览"] {
        if let Some(rest) = text.strip_suffix(suffix) {
            text = rest.to_string();
            break;
        }
    }
    for (word, kind) in [
        ("以上", Qualifier::Over),
        ("+", Qualifier::Over),
        ("左右", Qualifier::About),
        ("余", Qualifier::Over),
        ("多", Qualifier::Over),
    ] {
        if let Some(rest) = text.strip_suffix(word) {
            (text, qualifier) = (rest.to_string(), Some(kind));
            break;
        }
    }
    let mut scale = 1.0;
    for (word, times) in
        [("亿", 1e8), ("万", 1e4), ("w", 1e4), ("W", 1e4), ("千", 1e3), ("k", 1e3), ("K", 1e3)]
    {
        if let Some(rest) = text.strip_suffix(word) {
            (text, scale) = (rest.to_string(), times);
            break;
        }
    }
    for word in ["余", "多", "+"] {
        if let Some(rest) = text.strip_suffix(word) {
            (text, qualifier) = (rest.to_string(), Some(Qualifier::Over));
            break;
        }
    }
    let number = plain_number(&text)?;
    Some((number * scale, qualifier))
}

/// Digits with an optional sign and fraction; commas only between groups of three.
fn plain_number(text: &str) -> Option<f64> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let unsigned = whole.strip_prefix('-').unwrap_or(whole).replace('，', ",");
    let groups: Vec<&str> = unsigned.split(',').collect();
    let digits =
        |text: &str| !text.is_empty() && text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit());
    let grouped =
        groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    if !grouped || !groups.iter().all(|group| digits(group)) || fraction.is_some_and(|part| !digits(part)) {
        return None;
    }
    text.replace([',', '，'], "").parse().ok()
}

/// 216, 216秒, 3:36, 3分36秒, 3'36", 1小时2分3秒 in seconds. `unit` is what the heading says in brackets (分钟).
pub fn seconds(cell: &Cell, unit: Option<&str>) -> Reading<u32> {
    let text = half_width(&cell.shown());
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if says_nothing(&text) {
        return Reading::Missing;
    }
    let doubt = |reason| Reading::doubt(cell.shown(), reason);
    if matches!(cell, Cell::Date(_) | Cell::Bool(_)) {
        return doubt(Doubt::NotADuration);
    }
    let exact = if let Some(number) = plain_number(&text) {
        let minutes = unit.is_some_and(|unit| matches!(unit, "分" | "分钟" | "min" | "minutes"));
        number * if minutes { 60.0 } else { 1.0 }
    } else if text.contains(':') {
        match by_colons(&text) {
            Ok(number) => number,
            Err(reason) => return doubt(reason),
        }
    } else {
        match by_words(&text) {
            Some(number) => number,
            None => return doubt(Doubt::NotADuration),
        }
    };
    if exact < 0.0 {
        doubt(Doubt::Negative)
    } else if exact > LONGEST_SECONDS {
        doubt(Doubt::TooMuch)
    } else {
        // A fraction of a second does not change a plan: 14.73秒 is 15.
        Reading::of(exact.round() as u32)
    }
}

fn by_colons(text: &str) -> Result<f64, Doubt> {
    let parts: Vec<f64> = text
        .split(':')
        .map(|part| plain_number(part).ok_or(Doubt::NotADuration))
        .collect::<Result<_, _>>()?;
    if parts.iter().skip(1).any(|part| *part >= 60.0) {
        return Err(Doubt::NotADuration);
    }
    match parts[..] {
        [minutes, seconds] => Ok(minutes * 60.0 + seconds),
        [hours, _, 0.0] if hours > 0.0 => Err(Doubt::HoursOrMinutes),
        [hours, minutes, seconds] => Ok(hours * 3600.0 + minutes * 60.0 + seconds),
        _ => Err(Doubt::NotADuration),
    }
}

fn by_words(text: &str) -> Option<f64> {
    let mut text = text.to_lowercase();
    let marks = [
        ("小时", "h"),
        ("时", "h"),
        ("分钟", "m"),
        ("分", "m"),
        ("秒钟", "s"),
        ("秒", "s"),
        ("min", "m"),
        ("sec", "s"),
        ("′", "m"),
        ("'", "m"),
        ("’", "m"),
        ("″", "s"),
        ("\"", "s"),
        ("”", "s"),
    ];
    for (word, mark) in marks {
        text = text.replace(word, mark);
    }
    let mut total = 0.0;
    let mut rest = text.as_str();
    let mut last = f64::INFINITY;
    while !rest.is_empty() {
        let at = rest.find(['h', 'm', 's']);
        let (number, factor) = match at {
            Some(at) => {
                let factor = [("h", 3600.0), ("m", 60.0), ("s", 1.0)];
                (&rest[..at], factor.iter().find(|(mark, _)| rest[at..].starts_with(mark))?.1)
            }
            // 3分36: seconds without their word, after minutes.
            None if last == 60.0 => (rest, 1.0),
            None => return None,
        };
        if factor >= last {
            return None;
        }
        total += plain_number(number)? * factor;
        last = factor;
        rest = at.map_or("", |at| &rest[at + 1..]);
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_keep_their_qualifier() {
        let cases = [
            ("6259", 6_259, None),
            ("1,234", 1_234, None),
            ("1，234，567", 1_234_567, None),
            ("1.2万", 12_000, None),
            ("3.4w", 34_000, None),
            ("6.5万+", 65_000, Some(Qualifier::Over)),
            ("10w+", 100_000, Some(Qualifier::Over)),
            ("超500万", 5_000_000, Some(Qualifier::Over)),
            ("500余万次", 5_000_000, Some(Qualifier::Over)),
            ("500多万", 5_000_000, Some(Qualifier::Over)),
            ("近3.4万人", 34_000, Some(Qualifier::Near)),
            ("约1.1亿", 110_000_000, Some(Qualifier::About)),
            ("0", 0, None),
        ];
        for (text, value, qualifier) in cases {
            assert_eq!(count(&Cell::text(text), None), Reading::of(Count { value, qualifier }), "{text}");
        }
        let in_ten_thousands = count(&Cell::Number(1.2), Some("万"));
        assert_eq!(in_ten_thousands, Reading::of(Count { value: 12_000, qualifier: None }));
    }

    #[test]
    fn missing_is_not_zero_and_doubt_has_a_reason() {
        for text in ["", "-", "—", "/", "无", "N/A"] {
            assert_eq!(count(&Cell::text(text), None), Reading::Missing, "{text:?}");
        }
        let cases = [
            ("很多", Doubt::NotANumber),
            ("12,34", Doubt::NotANumber),
            ("1.2.3", Doubt::NotANumber),
            ("-5", Doubt::Negative),
            ("12.5", Doubt::NotWhole),
            ("9999亿", Doubt::TooMuch),
            ("抖音1.2万，微信3千", Doubt::NotANumber),
        ];
        for (text, reason) in cases {
            assert_eq!(count(&Cell::text(text), None).doubtful(), Some(reason), "{text}");
        }
    }

    #[test]
    fn shares_are_between_0_and_1() {
        assert_eq!(percent(&Cell::text("22.10%")), Reading::of(0.221));
        assert_eq!(percent(&Cell::Number(0.221)), Reading::of(0.221));
        assert_eq!(percent(&Cell::text("<0.1%")), Reading::of(0.001));
        assert_eq!(percent(&Cell::text("120%")).doubtful(), Some(Doubt::TooMuch));
    }

    #[test]
    fn durations_in_seconds() {
        let cases = [
            ("216", 216),
            ("216秒", 216),
            ("3:36", 216),
            ("03：36", 216),
            ("0:03:36", 216),
            ("3分36秒", 216),
            ("3分36", 216),
            ("3'36\"", 216),
            ("3.6分钟", 216),
            ("1小时2分3秒", 3_723),
            ("1:02:03", 3_723),
            ("14.73秒", 15),
        ];
        for (text, expected) in cases {
            assert_eq!(seconds(&Cell::text(text), None), Reading::of(expected), "{text}");
        }
        assert_eq!(seconds(&Cell::Number(3.6), Some("分钟")), Reading::of(216));
        assert_eq!(seconds(&Cell::text("3:36:00"), None).doubtful(), Some(Doubt::HoursOrMinutes));
        assert_eq!(seconds(&Cell::text("很短"), None).doubtful(), Some(Doubt::NotADuration));
        assert_eq!(seconds(&Cell::text("3:99"), None).doubtful(), Some(Doubt::NotADuration));
        assert_eq!(seconds(&Cell::text("-"), None), Reading::Missing);
    }
}
