//! A publication as it is shown: texts with their limits, covers, findings, attempts, and what this person may do.
//! Knows no rule: findings are the platform's data's, steps the domain's.

use super::kit::{CheckItem, checklist, paste_text};
use super::load::{Loaded, around, day_out, platform_of};
use crate::context::Context;
use crate::error::StudioError;
use crate::media::MediaView;
use crate::named::{Names, PersonName};
use crate::operation::episode::OfEpisode;
use crate::operation::production::{may, media_view};
use crate::operation::proof::gate::{self, GoingOut};
use crate::operation::proof::{CheckGround, PlannedFrom, ReportedText};
use pufa_domain::checks::CheckSummary;
use pufa_domain::episode::{ContentState, EpisodeFormat};
use pufa_domain::platform::{Cover, Fact, Finding, LengthUnit, Piece, Video, Weight, check};
use pufa_domain::production::OpenGate;
use pufa_domain::publication::{Outcome, PublicationState, Step, Way};
use pufa_domain::right::Right;
use pufa_domain::{ChannelId, EpisodeId, Millis, PublicationId, Refusal};
use pufa_store::Sql;
use pufa_store::table::{episode, publication};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The channel of a publication.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PublicationChannel {
    pub id: ChannelId,
    /// A key of the platforms' data.
    pub platform: String,
    pub platform_name: String,
    pub handle: String,
    /// Where a person publishes.
    pub backend: Option<String>,
}

/// What a platform takes; null where nobody knows.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TextLimits {
    /// False: the title goes into the description.
    pub has_title: bool,
    pub title_max: Option<u32>,
    pub title_unit: LengthUnit,
    pub description_max: Option<u32>,
    pub description_unit: LengthUnit,
    pub tags_max: Option<u32>,
}

/// A cover that was cut for a channel.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CoverView {
    /// `3:4`
    pub ratio: String,
    pub sha256: String,
    /// Pixels.
    pub width: u32,
    pub height: u32,
    /// Bytes.
    pub size: i64,
    /// The picture was smaller than the cover.
    pub enlarged: bool,
}

/// What a platform says about a publication, and whether a person answered where nobody knows.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct FindingView {
    pub finding: Finding,
    pub answered_by: Option<PersonName>,
    pub answered_at: Option<Millis>,
}

/// A try at publishing.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AttemptView {
    pub at: Millis,
    pub way: Way,
    pub outcome: Outcome,
    pub answer: String,
    pub by: Option<PersonName>,
}

/// What the checker says of all that would go out, on the day on which it would.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct PublicationChecks {
    pub ground: CheckGround,
    pub summary: CheckSummary,
    /// Why it may not go out as it is; null when the checker has nothing against it.
    pub refusal: Option<Refusal>,
    /// Title, description, tags, cover title, file name, then the script; those in which nothing was found left out.
    pub texts: Vec<ReportedText>,
}

/// A publication.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct PublicationView {
    pub id: PublicationId,
    pub episode: EpisodeId,
    pub episode_title: String,
    pub column: String,
    pub number: u32,
    pub format: EpisodeFormat,
    pub content: ContentState,
    pub channel: PublicationChannel,
    pub state: PublicationState,
    /// What would go out is not what was approved.
    pub stale: bool,
    pub title: String,
    pub description: String,
    pub tags: Vec<String>,
    /// The channel's own, instead of the master copy's.
    pub own_title: bool,
    pub own_description: bool,
    pub own_tags: bool,
    pub limits: TextLimits,
    pub covers: Vec<CoverView>,
    pub video: Option<MediaView>,
    /// As it is pasted on the platform: description and tags, with the title first where there is no field for it.
    pub paste_text: String,
    pub checklist: Vec<CheckItem>,
    /// Wall clock in `zone`: `2026-12-04T18:00`.
    pub local_time: Option<String>,
    pub zone: String,
    pub slot_at: Option<Millis>,
    pub link: Option<String>,
    pub work_id: Option<String>,
    pub published_at: Option<Millis>,
    /// Of a withdrawal, a correction or giving up.
    pub reason: String,
    pub findings: Vec<FindingView>,
    pub gates: Vec<OpenGate>,
    /// Null once it is out, or given up.
    pub checks: Option<PublicationChecks>,
    pub attempts: Vec<AttemptView>,
    pub steps: Vec<Step>,
    pub version: i64,
}

pub fn list_publications(cx: &Context<'_>, input: OfEpisode) -> Result<Vec<PublicationView>, StudioError> {
    cx.read(|sql| {
        let of = episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Read, of.unit)?;
        all(cx, sql, of.id)
    })
}

/// Every publication of an episode.
pub(super) fn all(
    cx: &Context<'_>,
    sql: &dyn Sql,
    of: EpisodeId,
) -> Result<Vec<PublicationView>, StudioError> {
    let stored = publication::of_episode(sql, of)?;
    let Some(unit) = stored.first().map(|first| first.unit) else {
        return Ok(vec![]);
    };
    around(cx, sql, unit, stored)?.iter().map(|loaded| view(cx, sql, loaded)).collect()
}

fn extension(mime: &str) -> String {
    match mime {
        "video/quicktime" => "mov".into(),
        other => other.rsplit('/').next().unwrap_or(other).into(),
    }
}

/// What the platform says of the publication as it would go out.
pub(crate) fn findings(sql: &dyn Sql, loaded: &Loaded) -> Result<Vec<Finding>, StudioError> {
    let film = media_view(sql, loaded.stored.unit, loaded.content().video.as_deref())?;
    findings_with(loaded, film.as_ref())
}

fn findings_with(loaded: &Loaded, film: Option<&MediaView>) -> Result<Vec<Finding>, StudioError> {
    let video = film.map(|film| {
        let probe = film.probe.clone().unwrap_or_default();
        Video {
            bytes: film.size,
            milliseconds: probe.duration_ms,
            width: probe.width,
            height: probe.height,
            fps: None,
            format: extension(&film.mime),
        }
    });
    let cover = loaded.covers.first().map(|cover| Cover {
        bytes: cover.size,
        width: cover.width,
        height: cover.height,
        format: "jpeg".into(),
    });
    let piece = Piece {
        title: &loaded.stored.title,
        description: &loaded.stored.description,
        tags: &loaded.stored.tags,
        video: video.as_ref(),
        cover: cover.as_ref(),
        images: &[],
    };
    Ok(check(&piece, &loaded.rules()?))
}

/// What a person found when they looked up what the finding asks, unless what it is about changed since.
pub(super) fn answer_to<'a>(loaded: &'a Loaded, finding: &Finding) -> Option<&'a publication::Answered> {
    let mut answers = loaded.stored.answers.iter();
    answers.find(|a| finding.weight == Weight::Ask && a.rule == finding.rule && a.found == finding.found)
}

fn finding_view(loaded: &Loaded, names: &Names, finding: Finding) -> FindingView {
    let answer = answer_to(loaded, &finding);
    FindingView { answered_by: answer.map(|a| names.of(a.by)), answered_at: answer.map(|a| a.at), finding }
}

fn limits(loaded: &Loaded) -> Result<TextLimits, StudioError> {
    fn known<T: Copy>(fact: &Option<Fact<T>>) -> Option<T> {
        fact.as_ref().and_then(Fact::known).copied()
    }
    let rules = loaded.rules()?;
    Ok(TextLimits {
        has_title: known(&rules.has_title).unwrap_or(true),
        title_max: known(&rules.title_max),
        title_unit: known(&rules.title_unit).unwrap_or(LengthUnit::Chars),
        description_max: known(&rules.description_max),
        description_unit: known(&rules.description_unit).unwrap_or(LengthUnit::Chars),
        tags_max: known(&rules.tags_max_count),
    })
}

fn channel_view(loaded: &Loaded) -> Result<PublicationChannel, StudioError> {
    let channel = &loaded.channel;
    let platform = platform_of(&channel.platform)?;
    Ok(PublicationChannel {
        id: channel.id,
        platform: channel.platform.clone(),
        platform_name: platform.map_or_else(|| channel.platform.clone(), |p| p.name.clone()),
        handle: channel.handle.clone(),
        backend: platform.and_then(|p| p.backend.clone()),
    })
}

fn attempt_views(loaded: &Loaded, names: &Names) -> Vec<AttemptView> {
    let attempts = loaded.attempts.iter().map(|a| AttemptView {
        at: a.attempt.started,
        way: a.attempt.way,
        outcome: a.attempt.outcome,
        answer: a.attempt.answer.clone(),
        by: a.by.map(|id| names.of(id)),
    });
    attempts.collect()
}

pub(crate) fn view(cx: &Context<'_>, sql: &dyn Sql, loaded: &Loaded) -> Result<PublicationView, StudioError> {
    let stored = &loaded.stored;
    let domain = loaded.publication();
    let by_whom = loaded.attempts.iter().filter_map(|a| a.by);
    let names = Names::read(sql, by_whom.chain(stored.answers.iter().map(|a| a.by)))?;
    let film = media_view(sql, stored.unit, domain.content.video.as_deref())?;
    let findings = findings_with(loaded, film.as_ref())?;
    let approved = domain.approval.is_some();
    let steps = if may(cx, sql, Right::Publish, stored.unit)? { domain.steps() } else { vec![] };
    Ok(PublicationView {
        id: stored.id,
        episode: stored.episode,
        episode_title: loaded.work.title.clone(),
        column: loaded.work.column.clone(),
        number: loaded.work.number,
        format: loaded.work.format,
        content: loaded.work.content,
        channel: channel_view(loaded)?,
        state: domain.state,
        stale: approved && domain.approved().is_err(),
        title: stored.title.clone(),
        description: stored.description.clone(),
        tags: stored.tags.clone(),
        own_title: stored.own.title,
        own_description: stored.own.description,
        own_tags: stored.own.tags,
        limits: limits(loaded)?,
        covers: loaded.covers.iter().map(cover_view).collect(),
        video: film,
        paste_text: paste_text(loaded)?,
        checklist: checklist(loaded)?,
        local_time: stored.local_time.clone(),
        zone: stored.zone.clone(),
        slot_at: stored.slot_at,
        link: stored.link.clone(),
        work_id: stored.work_id.clone(),
        published_at: stored.published_at,
        reason: stored.reason.clone(),
        findings: findings.into_iter().map(|finding| finding_view(loaded, &names, finding)).collect(),
        gates: loaded.at.open.clone(),
        checks: still_to_go_out(domain.state).then(|| checks(cx, sql, loaded)).transpose()?,
        attempts: attempt_views(loaded, &names),
        steps,
        version: stored.version,
    })
}

/// Whether the texts can still be mended before anybody reads them.
fn still_to_go_out(state: PublicationState) -> bool {
    use PublicationState as State;
    match state {
        State::Draft
        | State::Ready
        | State::Queued
        | State::StaleApproval
        | State::AwaitingPerson
        | State::Failed => true,
        State::Publishing
        | State::PlatformScheduled
        | State::Unconfirmed
        | State::Published
        | State::Withdrawn
        | State::Corrected
        | State::Canceled => false,
    }
}

/// What the checker says of a publication as it would go out.
pub(super) fn checks(
    cx: &Context<'_>,
    sql: &dyn Sql,
    loaded: &Loaded,
) -> Result<PublicationChecks, StudioError> {
    let content = loaded.content();
    let out = GoingOut {
        unit: loaded.stored.unit,
        episode: loaded.stored.episode,
        title: &content.title,
        description: &content.description,
        tags: &content.tags,
        cover_title: &loaded.at.production.cover_title,
        film: content.video.as_deref(),
        revision: content.revision,
    };
    let day = day_out(cx, loaded.stored.slot_at, &loaded.work);
    let from = match (loaded.stored.slot_at, loaded.work.wanted_day) {
        (Some(_), _) => PlannedFrom::Slot,
        (None, Some(wanted)) if wanted == day => PlannedFrom::Wanted,
        (None, _) => PlannedFrom::Today,
    };
    let (ground, summary, texts) = gate::of_publication(cx, sql, &out, (day, from))?;
    Ok(PublicationChecks { ground, refusal: summary.may_go_out().err(), summary, texts })
}

fn cover_view(cover: &pufa_store::table::publication_cover::StoredCover) -> CoverView {
    CoverView {
        ratio: cover.ratio.clone(),
        sha256: cover.sha256.clone(),
        width: cover.width,
        height: cover.height,
        size: cover.size,
        enlarged: cover.enlarged,
    }
}
