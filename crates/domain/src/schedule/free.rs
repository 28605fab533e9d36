//! The next free slot of a channel, from the times at which it usually posts.
//! Knows no more of a slot than what `conflict` says.

use super::booked::{Booked, Planned};
use super::conflict::{Gravity, Readiness, Setting, against_slot};
use super::slot::{Fold, Slot};
use crate::Refusal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A time at which a channel usually posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PostingSlot {
    /// 1 is Monday, 7 is Sunday.
    pub weekdays: Vec<u8>,
    /// `18:00`
    pub time: String,
}

/// The most posting slots of a channel.
pub const POSTING_SLOTS: u32 = 50;

/// How many days ahead a free slot is looked for.
pub const DAYS_AHEAD: i64 = 62;

impl PostingSlot {
    /// Refuses a slot without weekdays, with one outside 1..=7, or with a time that no clock shows.
    pub fn checked(mut self) -> Result<Self, Refusal> {
        self.weekdays.sort_unstable();
        self.weekdays.dedup();
        if self.weekdays.is_empty() {
            return Err(Refusal::Missing { field: "weekdays".into() });
        }
        for weekday in &self.weekdays {
            Refusal::range("weekdays", i64::from(*weekday), 1, 7)?;
        }
        if self.time.len() != 5 || self.time.parse::<jiff::civil::Time>().is_err() {
            return Err(Refusal::NotALocalTime { local: self.time.chars().take(40).collect() });
        }
        Ok(self)
    }
}

/// The first posting slot after `wish.at` and after now against which nothing stops or warns, whatever the work still
/// lacks; `wish.at` itself is only where the search begins. None within [`DAYS_AHEAD`] days, none is answered.
/// A slot that the clock jumps over is passed by; of one that it shows twice the earlier is taken.
pub fn next_free(
    wish: &Planned,
    usual: &[PostingSlot],
    others: &Booked,
    zone_name: &str,
    setting: &Setting<'_>,
) -> Option<Slot> {
    let after = wish.at.max(setting.now);
    let first = after.day_in(setting.zone);
    let mut times: Vec<&PostingSlot> = usual.iter().take(POSTING_SLOTS as usize).collect();
    times.sort_by(|a, b| a.time.cmp(&b.time));
    // A channel may have ten thousand works, of which those of the search can be in the way; a 服务号 counts by the month.
    let near =
        first.plus_days(-31).start_in(setting.zone)..first.plus_days(DAYS_AHEAD + 32).start_in(setting.zone);
    let others = others.around(wish, near);
    for ahead in 0..=DAYS_AHEAD {
        let day = first.plus_days(ahead);
        let weekday = u8::try_from(day.0.weekday().to_monday_one_offset()).unwrap_or(0);
        for usual in times.iter().filter(|usual| usual.weekdays.contains(&weekday)) {
            let local = format!("{day}T{}", usual.time);
            let Ok(slot) = Slot::resolve(&local, zone_name, setting.zone, Some(Fold::Earlier)) else {
                continue;
            };
            let tried = Planned { at: slot.at, ..*wish };
            let against = against_slot(&tried, &others, &Readiness::default(), setting);
            if slot.at > after && against.iter().all(|told| told.gravity == Gravity::Note) {
                return Some(slot);
            }
        }
    }
    None
}
