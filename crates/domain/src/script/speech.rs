//! How long a line takes to say.
//! Knows no voice and no face: an estimate by characters, to be replaced by a stopwatch when there is one.

use super::{Script, Shot};
use crate::Refusal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Characters spoken in a minute. 240 is a presenter's usual pace; 180 to 320 can be set; above 300 a listener is lost
/// (facts: rules.md, "Text of scripts").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(try_from = "u32", into = "u32")]
#[ts(type = "number")]
#[schemars(with = "u32")]
pub struct Pace(u32);

impl Pace {
    /// The pace above which the program warns.
    pub const FAST: u32 = 300;

    /// A pace within 180..=320.
    pub fn new(characters_per_minute: u32) -> Result<Self, Refusal> {
        Refusal::range("pace", characters_per_minute.into(), 180, 320)?;
        Ok(Self(characters_per_minute))
    }

    /// Characters per minute.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for Pace {
    type Error = Refusal;
    fn try_from(characters_per_minute: u32) -> Result<Self, Refusal> {
        Self::new(characters_per_minute)
    }
}

impl From<Pace> for u32 {
    fn from(pace: Pace) -> u32 {
        pace.0
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self(240)
    }
}

/// How a script's time adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Timing {
    /// Shots that are filmed.
    pub shots: u32,
    /// Characters spoken in them.
    pub characters: u32,
    /// Seconds: each shot's own where set, else its line's estimate.
    pub seconds: u32,
    /// Shots whose set seconds ask for more than 300 characters a minute.
    pub too_fast: u32,
}

/// How many characters of `line` are spoken: each Chinese character is one, a word or a number in other letters
/// counts by its letters and digits; punctuation and spaces are not spoken. Stage directions in brackets are.
pub fn spoken_characters(line: &str) -> u32 {
    let spoken = line.chars().filter(|c| c.is_alphanumeric()).count();
    u32::try_from(spoken).unwrap_or(u32::MAX)
}

/// Whole seconds that `characters` take at `pace`, rounded up.
pub fn seconds_for(characters: u32, pace: Pace) -> u32 {
    let seconds = (u64::from(characters) * 60).div_ceil(u64::from(pace.0.max(1)));
    u32::try_from(seconds).unwrap_or(u32::MAX)
}

/// Seconds of a shot: those set by hand, else the estimate from its line; 0 for an omitted shot.
pub fn shot_seconds(shot: &Shot, pace: Pace) -> u32 {
    if shot.omitted {
        return 0;
    }
    shot.seconds.unwrap_or_else(|| seconds_for(spoken_characters(&shot.line), pace))
}

/// Characters a minute that the shot's set seconds ask for, when that is more than [`Pace::FAST`].
/// A line in a shot of 0 seconds answers `u32::MAX`.
pub fn rushed(shot: &Shot) -> Option<u32> {
    let seconds = shot.seconds.filter(|_| !shot.omitted)?;
    let characters = spoken_characters(&shot.line);
    if characters == 0 {
        return None;
    }
    let pace = characters.saturating_mul(60).checked_div(seconds).unwrap_or(u32::MAX);
    (pace > Pace::FAST).then_some(pace)
}

impl Script {
    /// Adds up the shots that are filmed.
    pub fn timing(&self, pace: Pace) -> Timing {
        let mut timing = Timing { shots: 0, characters: 0, seconds: 0, too_fast: 0 };
        for shot in self.filmed() {
            timing.shots += 1;
            timing.characters = timing.characters.saturating_add(spoken_characters(&shot.line));
            timing.seconds = timing.seconds.saturating_add(shot_seconds(shot, pace));
            timing.too_fast += u32::from(rushed(shot).is_some());
        }
        timing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::tests::{script, shot};

    #[test]
    fn punctuation_is_not_spoken() {
        for (line, spoken) in
            [("", 0), ("喝了酒,睡一觉再开车?", 9), ("拨打 12309!", 7), ("GDP(2021)", 7), ("……——“”", 0)]
        {
            assert_eq!(spoken_characters(line), spoken, "{line}");
        }
    }

    #[test]
    fn seconds_follow_the_pace() {
        for (characters, pace, seconds) in
            [(240, 240, 60), (1, 240, 1), (0, 240, 0), (320, 320, 60), (241, 240, 61)]
        {
            assert_eq!(seconds_for(characters, Pace::new(pace).expect("a pace")), seconds);
        }
        assert!(Pace::new(179).is_err() && Pace::new(321).is_err());
        assert!(serde_json::from_str::<Pace>("0").is_err());
    }

    #[test]
    fn set_seconds_go_before_the_estimate_and_omitted_shots_take_none() {
        let mut set = shot(1, "很多人问我");
        set.seconds = Some(8);
        let mut omitted = shot(2, "很多人问我");
        omitted.omitted = true;
        let mut rushed_shot = shot(3, &"快".repeat(30));
        rushed_shot.seconds = Some(5);
        let timing = script(vec![set, omitted, rushed_shot, shot(4, "四个汉字")]).timing(Pace::default());
        assert_eq!(timing, Timing { shots: 3, characters: 39, seconds: 14, too_fast: 1 });
    }
}
