//! The next seven days with what goes out on each.
//! Knows no gate's rule: production says what stands open.

use super::{DAYS, Facts};
use crate::error::StudioError;
use crate::operation::production::gates::{Asked, of_episodes};
use pufa_domain::episode::ContentState;
use pufa_domain::publication::PublicationState;
use pufa_domain::{Day, EpisodeId, Millis, PublicationId};
use pufa_store::Sql;
use pufa_store::table::home::Slot;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A publication on one of the next days.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct HomeSlot {
    pub publication: PublicationId,
    pub episode: EpisodeId,
    pub title: String,
    pub platform: String,
    pub handle: String,
    pub at: Millis,
    pub state: PublicationState,
    /// Gates that stand open, by name; "review" while the content has not passed its reviews.
    pub gates: Vec<String>,
}

/// A day with what goes out on it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct HomeDay {
    pub day: Day,
    pub slots: Vec<HomeSlot>,
}

pub(super) fn days(sql: &dyn Sql, facts: &Facts) -> Result<Vec<HomeDay>, StudioError> {
    let (start, end) = (facts.start(0), facts.start(DAYS));
    let ahead: Vec<(Millis, &Slot)> = facts
        .slots
        .iter()
        .filter_map(|slot| Some((slot.slot_at?, slot)))
        .filter(|(at, slot)| *at >= start && *at < end && slot.state.holds_slot())
        .collect();
    let zone = &facts.desk.zone;
    let still = ahead.iter().filter(|(_, slot)| !slot.state.is_out());
    let asked: Vec<Asked> = still
        .map(|(at, slot)| Asked { episode: slot.episode, format: slot.format, goes_out_on: at.day_in(zone) })
        .collect();
    let at_gates = of_episodes(sql, facts.acting.unit, &asked)?;
    let shown = |(at, slot): &(Millis, &Slot)| {
        let reviewed = slot.content == ContentState::Ready;
        let open = at_gates.get(&slot.episode).filter(|_| !slot.state.is_out());
        let review = (!reviewed && !slot.state.is_out()).then(|| "review".to_owned());
        HomeSlot {
            publication: slot.publication,
            episode: slot.episode,
            title: slot.title.clone(),
            platform: slot.platform.clone(),
            handle: slot.handle.clone(),
            at: *at,
            state: slot.state,
            gates: review.into_iter().chain(open.into_iter().flat_map(|at| at.names())).collect(),
        }
    };
    let day = |n: i64| {
        let day = facts.desk.today.plus_days(n);
        let of_day = ahead.iter().filter(|(at, _)| at.day_in(zone) == day);
        HomeDay { day, slots: of_day.map(shown).collect() }
    };
    Ok((0..DAYS).map(day).collect())
}
