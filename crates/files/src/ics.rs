//! An iCalendar feed (RFC 5545) of slots and deadlines, for the calendars on people's phones.
//! Knows no clock: the time of writing is an argument. Written out here because the format needs forty lines, and the
//! usual library stamps events with the computer's time.

use jiff::Timestamp;
use jiff::civil::Date;

/// When something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A whole day.
    Day(Date),
    /// From and to; equal for a mere moment.
    Span(Timestamp, Timestamp),
}

/// One entry of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Stays the same when the event changes, or the phone shows it twice.
    pub uid: String,
    pub when: When,
    pub summary: String,
    pub description: String,
    pub location: String,
    /// A link into the studio; empty for none.
    pub url: String,
    pub canceled: bool,
}

/// The feed's text. `now` is written as the time of the feed's making.
pub fn feed(name: &str, events: &[Event], now: Timestamp) -> String {
    let mut out = String::new();
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Pufa Studio//zh-CN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        fold(&mut out, line);
    }
    fold(&mut out, &format!("X-WR-CALNAME:{}", escape(name)));
    for event in events {
        write_event(&mut out, event, now);
    }
    fold(&mut out, "END:VCALENDAR");
    out
}

fn write_event(out: &mut String, event: &Event, now: Timestamp) {
    let utc = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    fold(out, "BEGIN:VEVENT");
    fold(out, &format!("UID:{}", escape(&event.uid)));
    fold(out, &format!("DTSTAMP:{}", utc(now)));
    match event.when {
        When::Day(day) => {
            fold(out, &format!("DTSTART;VALUE=DATE:{}", day.strftime("%Y%m%d")));
            // The end is the day after, not included; the last day of the calendar has none.
            if let Ok(next) = day.tomorrow() {
                fold(out, &format!("DTEND;VALUE=DATE:{}", next.strftime("%Y%m%d")));
            }
        }
        When::Span(from, to) => {
            fold(out, &format!("DTSTART:{}", utc(from)));
            if to > from {
                fold(out, &format!("DTEND:{}", utc(to)));
            }
        }
    }
    fold(out, &format!("SUMMARY:{}", escape(&event.summary)));
    for (property, text) in [("DESCRIPTION", &event.description), ("LOCATION", &event.location)] {
        if !text.is_empty() {
            fold(out, &format!("{property}:{}", escape(text)));
        }
    }
    if !event.url.is_empty() {
        let url: String = event.url.chars().filter(|c| !c.is_control()).collect();
        fold(out, &format!("URL:{url}"));
    }
    fold(out, if event.canceled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
    fold(out, "END:VEVENT");
}

/// Escapes what separates values (3.3.11); a line end inside text becomes `\n`, other control characters go.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Ends a line with CRLF, folded so that no line has more than 75 bytes (3.1) and no character is torn.
fn fold(out: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_escapes_folds_and_carries_its_own_time() {
        let now: Timestamp = "2021-09-01T00:00:00Z".parse().unwrap();
        let from: Timestamp = "2021-09-02T10:00:00Z".parse().unwrap();
        let event = Event {
            uid: "slot-1@pufa".into(),
            when: When::Span(from, from),
            summary: "抖音, 18:00; 《隔夜酒也是酒》\r\nEND:VEVENT".into(),
            description: "长".repeat(60),
            location: String::new(),
            url: "pufa://slot/1".into(),
            canceled: false,
        };
        let day = Event {
            when: When::Day(jiff::civil::date(2021, 12, 31)),
            description: String::new(),
            ..event.clone()
        };
        let text = feed("演示院排期", &[event, day], now);
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains("SUMMARY:抖音\\, 18:00\\; 《隔夜酒也是酒》\\nEND:VEVENT\r\n"));
        assert!(
            unfolded.contains("DTSTART:20210902T100000Z\r\n")
                && unfolded.contains("DTSTAMP:20210901T000000Z")
        );
        assert!(unfolded.contains("DTSTART;VALUE=DATE:20211231\r\nDTEND;VALUE=DATE:20220101\r\n"));
        assert_eq!(unfolded.matches("\r\nEND:VEVENT\r\n").count(), 2);
    }
}
