//! Production 制作: tasks by craft, portrait releases, and the gates before an episode is ready.
//! Knows no file: whether there is a final cut, and how long it is, is told.

mod gate;

pub use gate::{
    GateFacts, GateOverride, MinorsCheck, OpenGate, ProductionGate, open_gates, override_gate, refuse_open,
};

use crate::{Day, Millis, PersonId, Refusal, ReleaseId, TaskId, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// A craft of production.
    pub enum Craft {
        /// 拍摄
        Shoot = "shoot",
        /// 剪辑
        Edit = "edit",
        /// 字幕
        Subtitles = "subtitles",
        /// 封面
        Cover = "cover",
    }
}
words! {
    /// What is declared about the use of artificial intelligence (标识办法, in force since 2025-09-01).
    pub enum AiUse {
        Undeclared = "undeclared",
        /// Nothing in it was made or changed by a machine.
        None = "none",
        /// A tool helped, and nothing seen or heard was made by it.
        Assisted = "assisted",
        /// Pictures, voices or words in it were made or changed by a machine; it carries a visible label.
        Generated = "generated",
    }
}

/// A task of production.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Task {
    pub id: TaskId,
    pub craft: Craft,
    pub note: String,
    pub assignee: Option<PersonId>,
    pub start: Option<Day>,
    pub due: Option<Day>,
    pub done_at: Option<Millis>,
    pub done_by: Option<PersonId>,
}

impl Task {
    /// The task when its days are in order and its note fits.
    pub fn checked(mut self) -> Result<Task, Refusal> {
        self.note = Refusal::optional_text("note", &self.note, 500)?;
        match (self.start, self.due) {
            (Some(from), Some(to)) if to < from => Err(Refusal::EndsBeforeItBegins { from, to }),
            _ => Ok(self),
        }
    }

    /// The task done, by whom and when.
    pub fn finish(self, by: PersonId, at: Millis) -> Result<Task, Refusal> {
        if self.done_at.is_some() {
            return Err(Refusal::WrongState { state: "done".into(), step: "finish_task".into() });
        }
        Ok(Task { done_at: Some(at), done_by: Some(by), ..self })
    }

    /// The task open again.
    pub fn reopen(self) -> Result<Task, Refusal> {
        if self.done_at.is_none() {
            return Err(Refusal::WrongState { state: "open".into(), step: "reopen_task".into() });
        }
        Ok(Task { done_at: None, done_by: None, ..self })
    }

    /// Whether it is not done and its due day is past.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.done_at.is_none() && self.due.is_some_and(|due| due < today)
    }
}

/// A person in the picture and their consent to it (民法典 1019).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Release {
    pub id: ReleaseId,
    /// Who is seen.
    pub name: String,
    /// For what the consent was given.
    pub scope: String,
    pub given_on: Option<Day>,
    pub withdrawn_on: Option<Day>,
}

impl Release {
    /// Whether the consent is in hand and was not taken back.
    pub fn is_held(&self) -> bool {
        self.given_on.is_some() && self.withdrawn_on.is_none()
    }

    /// The release when its days are in order and its texts fit.
    pub fn checked(mut self) -> Result<Release, Refusal> {
        self.name = Refusal::text("name", &self.name, 40)?;
        self.scope = Refusal::optional_text("scope", &self.scope, 500)?;
        match (self.given_on, self.withdrawn_on) {
            (Some(from), Some(to)) if to < from => Err(Refusal::EndsBeforeItBegins { from, to }),
            (None, Some(_)) => Err(Refusal::Missing { field: "given_on".into() }),
            _ => Ok(self),
        }
    }
}

/// A moment of a cut as people write it: 1:02, or 1:02.5, or 1:00:02.
pub fn time_code(ms: u32) -> String {
    let (seconds, rest) = (ms / 1000, ms % 1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut text = if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    };
    if rest > 0 {
        text.push_str(format!(".{rest:03}").trim_end_matches('0'));
    }
    text
}

/// The milliseconds that a written moment names, when it lies within a cut of `length_ms`.
pub fn parse_time_code(text: &str, length_ms: u32) -> Result<u32, Refusal> {
    let unknown = || Refusal::Unknown { field: "time_code".into(), value: text.chars().take(20).collect() };
    let text = text.trim().replace('：', ":");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, "0"));
    let digits = |part: &str| -> Option<u64> {
        let plain = !part.is_empty() && part.len() <= 6 && part.bytes().all(|b| b.is_ascii_digit());
        if plain { part.parse().ok() } else { None }
    };
    let parts: Option<Vec<u64>> = whole.split(':').map(digits).collect();
    let parts = parts
        .filter(|parts| parts.len() <= 3 && parts.iter().skip(1).all(|p| *p < 60))
        .ok_or_else(unknown)?;
    let seconds = parts.iter().fold(0u64, |sum, part| sum * 60 + part);
    let thousandths: String = format!("{fraction:0<3}").chars().take(3).collect();
    let rest = digits(fraction).and(digits(&thousandths)).ok_or_else(unknown)?;
    let ms = i64::try_from(seconds * 1000 + rest).map_err(|_| unknown())?;
    let within = Refusal::range("time_code", ms, 0, length_ms.into())?;
    u32::try_from(within).map_err(|_| unknown())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn moments_are_written_and_read() {
        for (text, ms) in
            [("0:00", 0), ("1:02", 62_000), ("1:02.5", 62_500), ("1:00:02", 3_602_000), ("0:00.04", 40)]
        {
            assert_eq!(time_code(ms), text);
            assert_eq!(parse_time_code(text, u32::MAX), Ok(ms), "{text}");
        }
        assert_eq!(parse_time_code(" 62 ", 62_000), Ok(62_000));
        for wrong in ["", "1:60", "1:2:3:4", "a", "-1", "1:02.x", "9999999", "1:", "1.", "62.001"] {
            assert!(parse_time_code(wrong, 62_000).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_task_is_done_once_and_is_late_only_while_open() {
        let day = |d| Day::new(2026, 11, d);
        let by = PersonId(Uuid::from_u128(1));
        let task = Task {
            id: TaskId(Uuid::from_u128(1)),
            craft: Craft::Edit,
            note: String::new(),
            assignee: None,
            start: day(1),
            due: day(5),
            done_at: None,
            done_by: None,
        };
        let late = |task: &Task, d| task.is_overdue(day(d).expect("a day"));
        assert!(!late(&task, 5) && late(&task, 6));
        assert!(Task { start: day(6), ..task.clone() }.checked().is_err());
        assert!(task.clone().reopen().is_err());
        let done = task.finish(by, Millis(1)).expect("done");
        assert!(!late(&done, 6) && done.clone().finish(by, Millis(2)).is_err());
        assert!(done.reopen().is_ok_and(|task| task.done_by.is_none()));
    }

    #[test]
    fn a_release_taken_back_is_not_held() {
        let day = |d| Day::new(2026, 11, d);
        for (given, withdrawn, held, good) in [
            (None, None, false, true),
            (day(1), None, true, true),
            (day(1), day(2), false, true),
            (day(2), day(1), false, false),
            (None, day(1), false, false),
        ] {
            let release = Release {
                id: ReleaseId(Uuid::from_u128(1)),
                name: "演示甲".into(),
                scope: String::new(),
                given_on: given,
                withdrawn_on: withdrawn,
            };
            assert_eq!((release.is_held(), release.checked().is_ok()), (held, good));
        }
    }
}
