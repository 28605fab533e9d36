//! A publication with everything that its rules look at, and the one place where a move is written.
//! Knows no right: whoever calls has asked for it.

use crate::context::Context;
use crate::data;
use crate::error::StudioError;
use crate::operation::production::gates::{Asked, AtGates, of_episodes};
use pufa_domain::episode::{ContentState, EpisodeFormat};
use pufa_domain::platform::{Form, Platform, Rules};
use pufa_domain::publication::{Attempt, Content, Fingerprint, Move, Publication, PublicationState, Way};
use pufa_domain::schedule::{Readiness, Slot};
use pufa_domain::{AttemptId, Day, Millis, PublicationId, UnitId};
use pufa_store::Sql;
use pufa_store::table::channel::{self, Channel};
use pufa_store::table::production::Production;
use pufa_store::table::publication::{self, Stored};
use pufa_store::table::publication_attempt::{self, StoredAttempt};
use pufa_store::table::publication_cover::{self, StoredCover};
use pufa_store::table::schedule::{self, Work};
use serde::Serialize;
use std::collections::HashMap;

/// A publication as its rules see it.
#[derive(Clone, Debug)]
pub(crate) struct Loaded {
    pub stored: Stored,
    pub work: Work,
    pub channel: Channel,
    pub at: AtGates,
    pub attempts: Vec<StoredAttempt>,
    pub covers: Vec<StoredCover>,
}

/// What goes out with a publication. While it can still be changed, revision and film are those of now; what is out,
/// or may be, keeps those that were approved.
pub(crate) fn content_of(stored: &Stored, work: &Work, production: &Production) -> Content {
    let (revision, video) = if is_pinned(stored.state) {
        (stored.revision, stored.video.clone())
    } else {
        (work.approved_revision, production.final_cut.clone())
    };
    Content {
        title: stored.title.clone(),
        description: stored.description.clone(),
        tags: stored.tags.clone(),
        cover: stored.cover.clone(),
        revision,
        video,
    }
}

fn is_pinned(state: PublicationState) -> bool {
    use PublicationState as State;
    match state {
        State::Publishing
        | State::PlatformScheduled
        | State::Unconfirmed
        | State::Published
        | State::Corrected
        | State::Withdrawn => true,
        State::Draft
        | State::Ready
        | State::Queued
        | State::AwaitingPerson
        | State::Failed
        | State::Canceled
        | State::StaleApproval => false,
    }
}

/// Whether a publication is approved and not out: its content is held against what would go out.
pub(crate) fn may_be_stale(state: PublicationState) -> bool {
    matches!(state, PublicationState::Ready | PublicationState::Queued)
}

/// The state as it is: what was approved and is not what would go out now is stale, whoever changed it and where.
pub(crate) fn state_of(stored: &Stored, work: &Work, production: &Production) -> PublicationState {
    let still = || content_of(stored, work, production).fingerprint().0;
    if may_be_stale(stored.state) && stored.approved.as_ref() != Some(&still()) {
        PublicationState::StaleApproval
    } else {
        stored.state
    }
}

/// How far the work itself is, for the conflicts of a slot: whether its publication was `approved`, and the `state` of now
/// ([`state_of`]).
pub(crate) fn readiness(approved: bool, work: &Work, at: &AtGates, state: PublicationState) -> Readiness {
    Readiness {
        open_gates: at.open.iter().map(|open| open.gate).collect(),
        unapproved: work.content != ContentState::Ready || !approved,
        stale: state == PublicationState::StaleApproval,
    }
}

/// What an episode's format is made of.
pub(crate) fn form_of(format: EpisodeFormat) -> Form {
    match format {
        EpisodeFormat::Graphic => Form::Graphic,
        EpisodeFormat::Drama | EpisodeFormat::Talk | EpisodeFormat::QuestionAnswer | EpisodeFormat::Live => {
            Form::Video
        }
    }
}

/// The rules of a platform for publishing by hand; a platform that the data does not know has none that are known.
pub(crate) fn rules_of(platform: &str, format: EpisodeFormat) -> Result<Rules, StudioError> {
    let known = data::platforms()?.get(platform);
    Ok(known.map_or_else(Rules::default, |known| known.rules_for(Way::Person, form_of(format))))
}

pub(crate) fn platform_of(key: &str) -> Result<Option<&'static Platform>, StudioError> {
    Ok(data::platforms()?.get(key))
}

impl Loaded {
    pub fn content(&self) -> Content {
        content_of(&self.stored, &self.work, &self.at.production)
    }

    fn state(&self) -> PublicationState {
        state_of(&self.stored, &self.work, &self.at.production)
    }

    /// What the domain decides on.
    pub fn publication(&self) -> Publication {
        Publication {
            id: self.stored.id,
            episode: self.stored.episode,
            state: self.state(),
            content: self.content(),
            approval: self.stored.approved.clone().map(Fingerprint),
            slot: self.stored.slot_at,
            attempts: self.attempts.iter().map(|a| a.attempt.clone()).collect(),
            published_at: self.stored.published_at,
        }
    }

    pub fn readiness(&self) -> Readiness {
        readiness(self.stored.approved.is_some(), &self.work, &self.at, self.state())
    }

    pub fn rules(&self) -> Result<Rules, StudioError> {
        rules_of(&self.channel.platform, self.work.format)
    }
}

/// One publication with everything around it.
pub(crate) fn load(cx: &Context<'_>, sql: &dyn Sql, id: PublicationId) -> Result<Loaded, StudioError> {
    let stored = publication::get(sql, id)?;
    let mut found = around(cx, sql, stored.unit, vec![stored])?;
    found.pop().ok_or(StudioError::NotFound)
}

/// Publications of one unit and one episode with everything around them.
pub(crate) fn around(
    cx: &Context<'_>,
    sql: &dyn Sql,
    unit: UnitId,
    stored: Vec<Stored>,
) -> Result<Vec<Loaded>, StudioError> {
    let Some(first) = stored.first() else {
        return Ok(vec![]);
    };
    let work = schedule::work_of(sql, first.episode)?;
    let asked =
        Asked { episode: work.id, format: work.format, goes_out_on: day_out(cx, first.slot_at, &work) };
    let at = of_episodes(sql, unit, &[asked])?.remove(&work.id).ok_or(StudioError::NotFound)?;
    let ids: Vec<PublicationId> = stored.iter().map(|one| one.id).collect();
    let channels: HashMap<_, _> =
        channel::of_unit(sql, unit)?.into_iter().map(|channel| (channel.id, channel)).collect();
    let attempts = publication_attempt::of_publications(sql, &ids)?;
    let covers = publication_cover::of_publications(sql, &ids)?;
    stored
        .into_iter()
        .map(|stored| {
            Ok(Loaded {
                work: work.clone(),
                channel: channels.get(&stored.channel).cloned().ok_or(StudioError::NotFound)?,
                at: at.clone(),
                attempts: attempts.iter().filter(|a| a.publication == stored.id).cloned().collect(),
                covers: covers.iter().filter(|c| c.publication == stored.id).cloned().collect(),
                stored,
            })
        })
        .collect()
}

/// The day on which a work is to go out: its slot's, else the wanted one, and never a past one.
pub(crate) fn day_out(cx: &Context<'_>, slot: Option<Millis>, work: &Work) -> Day {
    let planned = slot.map(|slot| slot.day_in(&cx.zone())).or(work.wanted_day);
    planned.map_or_else(|| cx.today(), |day| day.max(cx.today()))
}

/// What the audit keeps of a publication.
#[derive(Serialize)]
struct Trace<'a> {
    state: &'a str,
    title: &'a str,
    description: &'a str,
    tags: &'a [String],
    cover: Option<&'a str>,
    approved: Option<&'a str>,
    local_time: Option<&'a str>,
    zone: &'a str,
    link: Option<&'a str>,
    reason: &'a str,
}

fn trace(stored: &Stored) -> Trace<'_> {
    Trace {
        state: stored.state.word(),
        title: &stored.title,
        description: &stored.description,
        tags: &stored.tags,
        cover: stored.cover.as_deref(),
        approved: stored.approved.as_deref(),
        local_time: stored.local_time.as_deref(),
        zone: &stored.zone,
        link: stored.link.as_deref(),
        reason: &stored.reason,
    }
}

/// Writes what the domain decided, with what else `change` says, where the publication is still as it was read.
pub(crate) fn write_move(
    cx: &Context<'_>,
    sql: &dyn Sql,
    loaded: &Loaded,
    decided: Move,
    change: impl FnOnce(&mut Stored),
) -> Result<(), StudioError> {
    let mut after = loaded.stored.clone();
    change(&mut after);
    after.state = decided.to;
    after.updated_at = cx.now();
    match decided.approval {
        Some(Some(fingerprint)) => {
            let content = loaded.content();
            after.approved = Some(fingerprint.0);
            after.revision = content.revision;
            after.video = content.video;
        }
        Some(None) => after.approved = None,
        None => {}
    }
    match decided.slot {
        Some(None) => (after.slot_at, after.local_time) = (None, None),
        Some(Some(slot)) => after.slot_at = Some(slot),
        None => {}
    }
    if let Some(proof) = decided.proof {
        after.link = proof.link;
        after.work_id = proof.work_id;
    }
    after.published_at = decided.published_at.or(after.published_at);
    after.reason = decided.reason.unwrap_or(after.reason);
    if let (Some((outcome, answer)), Some(last)) = (&decided.ends, loaded.attempts.last()) {
        publication_attempt::conclude(sql, last.id, *outcome, answer)?;
    }
    if let Some(attempt) = decided.begins {
        begin(cx, sql, after.id, attempt)?;
    }
    publication::update(sql, &after)?;
    let (was, is) = (trace(&loaded.stored), trace(&after));
    cx.record(sql, after.unit, "publication", after.id, Some(&was), Some(&is))
}

fn begin(
    cx: &Context<'_>,
    sql: &dyn Sql,
    publication: PublicationId,
    attempt: Attempt,
) -> Result<(), StudioError> {
    let by = cx.identity()?.session.person;
    publication_attempt::insert(
        sql,
        &StoredAttempt { id: AttemptId(cx.uuid()), publication, attempt, by: Some(by) },
    )?;
    Ok(())
}

/// Writes a slot beside the instant of a move.
pub(crate) fn set_slot(stored: &mut Stored, slot: &Slot) {
    stored.local_time = Some(slot.local.clone());
    stored.zone.clone_from(&slot.zone);
    stored.slot_at = Some(slot.at);
}

/// Refuses a version that is not the stored one, before anything is decided on it.
pub(crate) fn same_version(loaded: &Loaded, version: i64) -> Result<(), StudioError> {
    if loaded.stored.version == version { Ok(()) } else { Err(StudioError::Stale) }
}
