//! Who looks at a script or writes on it right now.
//! Kept in memory only: after a restart everybody who is still there says so again within seconds.

use crate::context::Context;
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use pufa_domain::right::Right;
use pufa_domain::{EpisodeId, Millis, PersonId};
use pufa_store::table::episode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use ts_rs::TS;

/// For how long somebody who said so is taken to be there, in milliseconds. The editor says so every 10 seconds.
const THERE: i64 = 30_000;
/// How many sayings are kept before old ones are swept out.
const SWEEP_AT: usize = 512;

/// Says that I am here, and asks who else is.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TouchScript {
    pub episode: EpisodeId,
    /// Whether I write or only look.
    pub editing: bool,
}

/// Somebody else at the same script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PresentPerson {
    pub person: PersonName,
    pub editing: bool,
}

#[derive(Clone, Copy)]
struct Said {
    at: Millis,
    editing: bool,
}

/// Who said that they are there, and when.
#[derive(Default)]
pub struct Presence(Mutex<HashMap<(EpisodeId, PersonId), Said>>);

impl Presence {
    /// Notes one person and answers the others, whether each of them writes.
    fn touch(
        &self,
        at: Millis,
        episode: EpisodeId,
        person: PersonId,
        editing: bool,
    ) -> Vec<(PersonId, bool)> {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_there = |said: &Said| (at.0 - said.at.0).abs() < THERE;
        if said.len() >= SWEEP_AT {
            said.retain(|_, said| is_there(said));
        }
        said.insert((episode, person), Said { at, editing });
        let mut others: Vec<(PersonId, bool)> = said
            .iter()
            .filter(|((there, who), said)| *there == episode && *who != person && is_there(said))
            .map(|((_, who), said)| (*who, said.editing))
            .collect();
        others.sort_unstable();
        others
    }
}

pub fn touch_script(cx: &Context<'_>, input: TouchScript) -> Result<Vec<PresentPerson>, StudioError> {
    cx.read(|sql| {
        let found = episode::get(sql, input.episode)?;
        let acting = cx.allow(sql, Right::Read, found.unit)?;
        let others = cx.api.presence().touch(cx.now(), found.id, acting.person, input.editing);
        let names = Names::read(sql, others.iter().map(|(id, _)| *id))?;
        Ok(others.into_iter().map(|(id, editing)| PresentPerson { person: names.of(id), editing }).collect())
    })
}
