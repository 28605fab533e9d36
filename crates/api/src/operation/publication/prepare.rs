//! Putting an episode on channels: one publication each, its texts from the master copy.
//! Knows no slot.

use super::load::{content_of, load, write_move};
use super::view::{PublicationView, all};
use crate::context::Context;
use crate::error::StudioError;
use crate::operation::production::master_title;
use pufa_domain::publication::{PublicationState, Step};
use pufa_domain::right::Right;
use pufa_domain::{ChannelId, EpisodeId, PublicationId, Refusal};
use pufa_store::table::channel::{self, Channel};
use pufa_store::table::episode::{self, Episode};
use pufa_store::table::production::{self, Production};
use pufa_store::table::publication::{self, Own, Stored};
use pufa_store::table::unit;
use pufa_store::{Sql, StoreError};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// The most channels at once.
const CHANNELS: u32 = 60;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreparePublications {
    pub episode: EpisodeId,
    /// A channel on which the episode is already is left as it is.
    pub channels: Vec<ChannelId>,
}

pub fn prepare_publications(
    cx: &Context<'_>,
    input: PreparePublications,
) -> Result<Vec<PublicationView>, StudioError> {
    if input.channels.len() > CHANNELS as usize {
        return Err(Refusal::TooMany {
            field: "channels".into(),
            most: CHANNELS,
            found: u32::try_from(input.channels.len()).unwrap_or(u32::MAX),
        }
        .into());
    }
    cx.write(|sql| {
        let of = episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Publish, of.unit)?;
        let master = production::get(sql, of.id)?;
        let zone = unit::get(sql, of.unit)?.zone;
        let there = publication::of_episode(sql, of.id)?;
        for id in &input.channels {
            let channel = of_unit(sql, &of, *id)?;
            if there.iter().any(|p| p.channel == channel.id) {
                continue;
            }
            let made = made(cx, &of, &channel, &master, &zone);
            match publication::insert(sql, &made) {
                // The same channel named twice.
                Err(StoreError::Taken(_)) => return Err(StudioError::Stale),
                other => other?,
            }
            cx.record(sql, of.unit, "publication", made.id, None, Some(&channel.handle))?;
        }
        cx.record(sql, of.unit, "episode", of.id, None, Some(&input.channels))?;
        all(cx, sql, of.id)
    })
}

/// A channel of the episode's unit that is in use.
fn of_unit(sql: &dyn Sql, of: &Episode, id: ChannelId) -> Result<Channel, StudioError> {
    let channel = channel::get(sql, id)?;
    if channel.unit != of.unit {
        return Err(StudioError::NotFound);
    }
    if !channel.active {
        return Err(
            Refusal::WrongState { state: "inactive".into(), step: "prepare_publications".into() }.into()
        );
    }
    Ok(channel)
}

fn made(cx: &Context<'_>, of: &Episode, channel: &Channel, master: &Production, zone: &str) -> Stored {
    Stored {
        id: PublicationId(cx.uuid()),
        unit: of.unit,
        episode: of.id,
        channel: channel.id,
        revision: None,
        video: None,
        state: PublicationState::Draft,
        title: master_title(&master.title, &of.title),
        description: master.description.clone(),
        tags: master.tags.clone(),
        own: Own::default(),
        cover: None,
        approved: None,
        answers: vec![],
        local_time: None,
        zone: zone.to_owned(),
        slot_at: None,
        link: None,
        work_id: None,
        published_at: None,
        reason: String::new(),
        updated_at: cx.now(),
        version: 1,
    }
}

/// The channels that have no text of their own take the master copy's; those that cannot be changed any more keep
/// what went out.
pub(crate) fn follow_master(
    cx: &Context<'_>,
    sql: &dyn Sql,
    of: &Episode,
    master: &Production,
) -> Result<(), StudioError> {
    for stored in publication::of_episode(sql, of.id)? {
        if !Step::Edit.opens_from(stored.state) {
            continue;
        }
        let loaded = load(cx, sql, stored.id)?;
        let mut next = stored.clone();
        if !stored.own.title {
            next.title = master_title(&master.title, &of.title);
        }
        if !stored.own.description {
            next.description.clone_from(&master.description);
        }
        if !stored.own.tags {
            next.tags.clone_from(&master.tags);
        }
        if next == stored {
            continue;
        }
        let content = content_of(&next, &loaded.work, &loaded.at.production);
        let decided = loaded.publication().edit(&content)?;
        write_move(cx, sql, &loaded, decided, |after| {
            after.title = next.title;
            after.description = next.description;
            after.tags = next.tags;
        })?;
    }
    Ok(())
}
