//! Whether it is out: the link that proves it, an unknown outcome, a failure; and what is corrected or taken down.
//! Knows no number: figures begin where this ends.

use super::kit::OfPublication;
use super::load::{Loaded, content_of, load, same_version, set_slot, write_move};
use super::view::{PublicationView, view};
use crate::context::Context;
use crate::data;
use crate::error::StudioError;
use jiff::tz::TimeZone;
use pufa_domain::publication::{Content, Move, Proof, Publication};
use pufa_domain::right::Right;
use pufa_domain::schedule::Slot;
use pufa_domain::{EpisodeId, Millis, PublicationId, Refusal};
use pufa_store::Sql;
use pufa_store::table::publication::{self, Own, Stored};
use pufa_store::table::{episode, unit};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmPublication {
    pub publication: PublicationId,
    pub version: i64,
    /// The link, or a text that holds one.
    pub pasted: String,
    /// Since when it is out; null: now.
    pub published_at: Option<Millis>,
}

/// Something that asks for a reason.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicationReason {
    pub publication: PublicationId,
    pub version: i64,
    pub reason: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectPublication {
    pub publication: PublicationId,
    pub version: i64,
    pub title: String,
    pub description: String,
    pub tags: Vec<String>,
    pub reason: String,
}

/// One step of one publication: no other publication is touched.
fn stepped(
    cx: &Context<'_>,
    id: PublicationId,
    version: i64,
    decide: impl FnOnce(&Publication) -> Result<Move, Refusal>,
) -> Result<PublicationView, StudioError> {
    cx.write(|sql| {
        let loaded = load(cx, sql, id)?;
        cx.allow(sql, Right::Publish, loaded.stored.unit)?;
        same_version(&loaded, version)?;
        let decided = decide(&loaded.publication())?;
        write_move(cx, sql, &loaded, decided, |_| ())?;
        settle_episode(cx, sql, loaded.stored.episode)?;
        view(cx, sql, &load(cx, sql, id)?)
    })
}

/// Brings the link: a work of the channel's platform, and nothing else, proves that it is out.
pub fn confirm_publication(
    cx: &Context<'_>,
    input: ConfirmPublication,
) -> Result<PublicationView, StudioError> {
    cx.write(|sql| {
        let loaded = load(cx, sql, input.publication)?;
        cx.allow(sql, Right::Publish, loaded.stored.unit)?;
        same_version(&loaded, input.version)?;
        let found = data::platforms()?.work_link(&loaded.channel.platform, &input.pasted)?;
        let proof = Proof { link: Some(found.link), work_id: found.work_id };
        let at = input.published_at.unwrap_or(cx.now());
        // Before the studio's years nothing was out on any platform.
        Refusal::range("published_at", at.0, 315_532_800_000, i64::MAX)?;
        let decided = loaded.publication().confirm(proof, at, cx.now())?;
        let place = (loaded.stored.slot_at.is_none()).then(|| slot_of(&loaded, at)).flatten();
        write_move(cx, sql, &loaded, decided, |after| {
            if let Some(slot) = &place {
                set_slot(after, slot);
            }
        })?;
        settle_episode(cx, sql, loaded.stored.episode)?;
        view(cx, sql, &load(cx, sql, input.publication)?)
    })
}

/// The place in the calendar of what went out without a slot.
fn slot_of(loaded: &Loaded, at: Millis) -> Option<Slot> {
    let zone = TimeZone::get(&loaded.stored.zone).ok()?;
    Some(Slot { local: at.clock_in(&zone), zone: loaded.stored.zone.clone(), at })
}

/// The day on which the episode was first out, and whether anything of it still is. Participation counts by both.
fn settle_episode(cx: &Context<'_>, sql: &dyn Sql, id: EpisodeId) -> Result<(), StudioError> {
    let of = episode::get(sql, id)?;
    let zone = TimeZone::get(&unit::get(sql, of.unit)?.zone).unwrap_or_else(|_| cx.zone());
    let all = publication::of_episode(sql, id)?;
    let days = all.iter().filter_map(|p| p.published_at).map(|at| at.day_in(&zone));
    let first = days.chain(of.first_published_day).min();
    let is_out = all.iter().any(|p| p.state.is_out());
    let last: Option<&Stored> =
        all.iter().filter(|p| p.published_at.is_some() && !p.state.is_out()).max_by_key(|p| p.updated_at);
    let withdrawn = match (is_out, last) {
        (false, Some(last)) => Some((of.withdrawn_day.unwrap_or(cx.today()), last.reason.as_str())),
        (true, _) | (false, None) => None,
    };
    let same_day = of.withdrawn_day == withdrawn.map(|(day, _)| day);
    if of.first_published_day == first && same_day {
        return Ok(());
    }
    publication::set_episode_days(sql, id, first, withdrawn)?;
    let (was, is) = ((of.first_published_day, of.withdrawn_day), (first, withdrawn.map(|(day, _)| day)));
    cx.record(sql, of.unit, "episode", id, Some(&was), Some(&is))
}

/// Nobody can say whether it went out: it is not tried again until a person has looked.
pub fn doubt_publication(cx: &Context<'_>, input: PublicationReason) -> Result<PublicationView, StudioError> {
    stepped(cx, input.publication, input.version, |p| p.doubt(&input.reason))
}

/// A person looked: it is not out. Another attempt may be made.
pub fn fail_publication(cx: &Context<'_>, input: PublicationReason) -> Result<PublicationView, StudioError> {
    stepped(cx, input.publication, input.version, |p| p.disprove(&input.reason))
}

/// Records that a work was taken down on its platform.
pub fn withdraw_publication(
    cx: &Context<'_>,
    input: PublicationReason,
) -> Result<PublicationView, StudioError> {
    stepped(cx, input.publication, input.version, |p| p.withdraw(&input.reason))
}

/// Gives a publication up before it is out.
pub fn cancel_publication(
    cx: &Context<'_>,
    input: PublicationReason,
) -> Result<PublicationView, StudioError> {
    stepped(cx, input.publication, input.version, |p| p.cancel(&input.reason))
}

/// Begins again after giving up.
pub fn reopen_publication(cx: &Context<'_>, input: OfPublication) -> Result<PublicationView, StudioError> {
    stepped(cx, input.publication, input.version, Publication::reopen)
}

/// Records that a work was corrected where it stands.
pub fn correct_publication(
    cx: &Context<'_>,
    input: CorrectPublication,
) -> Result<PublicationView, StudioError> {
    cx.write(|sql| {
        let loaded = load(cx, sql, input.publication)?;
        cx.allow(sql, Right::Publish, loaded.stored.unit)?;
        same_version(&loaded, input.version)?;
        let texts = Content {
            title: input.title.clone(),
            description: input.description.clone(),
            tags: input.tags.clone(),
            ..loaded.content()
        }
        .checked()?;
        let mut next = loaded.stored.clone();
        next.title = texts.title;
        next.description = texts.description;
        next.tags = texts.tags;
        let content = content_of(&next, &loaded.work, &loaded.at.production);
        let decided = loaded.publication().correct(&content, &input.reason)?;
        write_move(cx, sql, &loaded, decided, |after| {
            after.title = next.title;
            after.description = next.description;
            after.tags = next.tags;
            after.own = Own { title: true, description: true, tags: true };
        })?;
        view(cx, sql, &load(cx, sql, input.publication)?)
    })
}
