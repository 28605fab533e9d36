//! A moment as people write it (wall clock and zone) and as machines keep it (UTC).
//! Knows nothing of what goes out then.

use crate::time::clock;
use crate::{Day, Millis, Refusal, words};
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Which of two moments is meant when the clock shows a local time twice.
    pub enum Fold { Earlier = "earlier", Later = "later" }
}

/// A chosen slot. The wall clock is what was meant; should a zone's rules change, the moment is computed again from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Slot {
    /// `2026-12-04T18:00`
    pub local: String,
    /// The IANA name of the zone.
    pub zone: String,
    pub at: Millis,
}

impl Slot {
    /// The moment at which clocks in `zone` (known as `name`) show `local`. Refuses a text that is no time, a time that
    /// the clock jumps over, and one that it shows twice while `fold` does not say which.
    pub fn resolve(local: &str, name: &str, zone: &TimeZone, fold: Option<Fold>) -> Result<Self, Refusal> {
        let not_a_time = || Refusal::NotALocalTime { local: local.chars().take(40).collect() };
        let time: DateTime = match local.len() {
            16 | 19 => local.parse().map_err(|_| not_a_time())?,
            _ => return Err(not_a_time()),
        };
        if !crate::time::YEARS.contains(&time.year()) {
            return Err(not_a_time());
        }
        let ambiguous = zone.to_ambiguous_timestamp(time);
        let chosen = match (ambiguous.offset(), fold) {
            (AmbiguousOffset::Unambiguous { .. }, _) => ambiguous.compatible(),
            (AmbiguousOffset::Gap { .. }, _) => {
                return Err(Refusal::NoSuchLocalTime { local: local.into(), zone: name.into() });
            }
            (AmbiguousOffset::Fold { .. }, None) => {
                return Err(Refusal::LocalTimeTwice { local: local.into(), zone: name.into() });
            }
            (AmbiguousOffset::Fold { .. }, Some(Fold::Earlier)) => ambiguous.earlier(),
            (AmbiguousOffset::Fold { .. }, Some(Fold::Later)) => ambiguous.later(),
        };
        let at = Millis(chosen.map_err(|_| not_a_time())?.as_millisecond());
        Ok(Self { local: clock(time), zone: name.into(), at })
    }

    /// The day on the wall clock; null only when the slot was not made by [`Slot::resolve`].
    pub fn day(&self) -> Option<Day> {
        self.local.get(..10).and_then(Day::parse)
    }
}
