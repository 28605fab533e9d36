//! Handing in: a draft becomes a revision, a final cut goes to its review, and a review is ended before its end.
//! Knows no vote; what a new revision voids is the domain's to say.

use super::desk::{Desk, open};
use super::tell;
use super::template::in_force;
use super::view::{ReviewView, view};
use crate::context::{Acting, Context};
use crate::error::StudioError;
use crate::operation::proof::note_revision;
use crate::operation::script::draft_contributors;
use pufa_domain::episode::{ContentState, EpisodeStep, StepFacts};
use pufa_domain::review::{Review, ReviewState, ReviewSubject, Submission, cut_hash};
use pufa_domain::right::Right;
use pufa_domain::script::Script;
use pufa_domain::{EpisodeId, PersonId, Refusal, ReviewId, RevisionId};
use pufa_store::table::episode::{self, Episode};
use pufa_store::table::review::{self, Canceled, StoredReview};
use pufa_store::table::review_reading;
use pufa_store::table::revision::{self, Revision};
use pufa_store::table::script::{self, Draft};
use pufa_store::{Sql, StoreError};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeSet;
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitScript {
    pub episode: EpisodeId,
    /// The version of the draft that was on the screen.
    pub version: i64,
    /// What the reviewers should know of this revision; may be empty.
    pub note: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitCut {
    pub episode: EpisodeId,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelReview {
    pub review: ReviewId,
    pub version: i64,
    pub reason: String,
}

/// The longest note of a revision and reason of an end, in characters.
const MOST_NOTE: u32 = 500;

/// Makes the draft a revision and hands it in: the review begins, or takes it as its next revision.
pub fn submit_script(cx: &Context<'_>, input: SubmitScript) -> Result<ReviewView, StudioError> {
    let note = Refusal::optional_text("note", &input.note, MOST_NOTE)?;
    cx.write(|sql| {
        let before = episode::get(sql, input.episode)?;
        let acting = cx.allow(sql, Right::Write, before.unit)?;
        submittable(&before)?;
        let draft = script::get(sql, before.id)?;
        if draft.version != input.version {
            return Err(StudioError::Stale);
        }
        if draft.script.is_blank() {
            return Err(Refusal::Missing { field: "script".into() }.into());
        }
        let running = of_subject(sql, before.id, ReviewSubject::Script)?;
        let id = match &running {
            // Taken back and handed in again without a change: the review of it still runs.
            Some(stored) if is_same(stored, &draft, &before) => stored.review.id,
            _ => take_script(cx, sql, acting, &before, &draft, running.as_ref(), note)?,
        };
        step(cx, sql, &before, EpisodeStep::SubmitScript)?;
        settle(cx, sql, before.id, ReviewSubject::Script)?;
        view(cx, sql, id)
    })
}

fn submittable(episode: &Episode) -> Result<(), Refusal> {
    match episode.content {
        ContentState::Scripting | ContentState::InReview => Ok(()),
        ContentState::Approved
        | ContentState::Producing
        | ContentState::CutReview
        | ContentState::Ready
        | ContentState::Withdrawn
        | ContentState::Shelved => {
            Err(Refusal::WrongState { state: episode.content.word().into(), step: "submit_script".into() })
        }
    }
}

fn is_same(stored: &StoredReview, draft: &Draft, episode: &Episode) -> bool {
    let hash = draft.script.content_hash();
    episode.content == ContentState::Scripting
        && matches!(stored.review.state(), ReviewState::Running | ReviewState::Approved)
        && stored.review.current().is_some_and(|current| current.hash == hash)
}

/// The review of an episode's script or cut that was not ended before its end.
pub(super) fn of_subject(
    sql: &dyn Sql,
    episode: EpisodeId,
    subject: ReviewSubject,
) -> Result<Option<StoredReview>, StoreError> {
    let found = review::of_episode(sql, episode)?;
    Ok(found.into_iter().find(|stored| stored.subject == subject))
}

/// Stores the draft as a revision, with the review's part of it.
fn take_script(
    cx: &Context<'_>,
    sql: &dyn Sql,
    acting: Acting,
    episode: &Episode,
    draft: &Draft,
    running: Option<&StoredReview>,
    note: String,
) -> Result<ReviewId, StudioError> {
    let changed = match running.and_then(|stored| stored.review.current()) {
        Some(current) => Script::changed_fields(&revision::get(sql, current.id)?.script, &draft.script),
        None => BTreeSet::new(),
    };
    let submission = Submission {
        id: RevisionId(cx.uuid()),
        hash: draft.script.content_hash(),
        contributors: draft_contributors(sql, draft)?.into_iter().collect(),
        shots: draft.script.shots.iter().map(|shot| shot.id).collect(),
        changed,
        by: acting.person,
        at: cx.now(),
    };
    let id = submission.id;
    let after = hand_in(cx, sql, acting, episode, running, (ReviewSubject::Script, submission, None))?;
    let number = revision::latest(sql, episode.id)?.map_or(0, |latest| latest.number) + 1;
    let contributors = after.current().map(|current| current.contributors.clone());
    let stored = Revision {
        id,
        episode: episode.id,
        number,
        script: draft.script.clone(),
        content_hash: draft.script.content_hash(),
        note,
        by: acting.person,
        at: cx.now(),
        contributors: contributors.unwrap_or_default().into_iter().collect(),
    };
    match revision::insert(sql, &stored) {
        Err(StoreError::Taken(_)) => return Err(StudioError::Stale),
        other => other?,
    }
    note_revision(sql, episode.unit, (episode.id, id), &draft.script)?;
    script::clear_contributors(sql, episode.id)?;
    script::set_base(sql, episode.id, id)?;
    Ok(after.id)
}

/// Hands the final cut in for its review.
pub fn submit_cut(cx: &Context<'_>, input: SubmitCut) -> Result<ReviewView, StudioError> {
    cx.write(|sql| {
        let before = episode::get(sql, input.episode)?;
        let acting = cx.allow(sql, Right::Write, before.unit)?;
        let cut = review_reading::cut_of(sql, before.id)?;
        let scripts = of_subject(sql, before.id, ReviewSubject::Script)?;
        let facts = StepFacts {
            has_final_cut: cut.asset.is_some(),
            script_review: scripts.map(|stored| stored.review.state()),
            ..StepFacts::default()
        };
        let state = (before.content, before.dates);
        let taken = state.0.take(EpisodeStep::SubmitCut, state.1, &facts, ("", acting.person, cx.now()))?;
        let (Some(asset), Some(approved)) = (cut.asset, before.approved_revision) else {
            return Err(Refusal::NotApproved.into());
        };
        let submission = Submission {
            id: RevisionId(cx.uuid()),
            hash: cut_hash(&asset, &revision::hash(sql, approved)?),
            contributors: cut.makers.into_iter().collect(),
            shots: vec![],
            changed: BTreeSet::new(),
            by: acting.person,
            at: cx.now(),
        };
        let running = of_subject(sql, before.id, ReviewSubject::FinalCut)?;
        let same = running.as_ref().filter(|stored| {
            let current = stored.review.current();
            stored.review.state() != ReviewState::Returned
                && current.is_some_and(|current| current.hash == submission.hash)
        });
        let id = match same {
            Some(stored) => stored.review.id,
            None => {
                let handed = (ReviewSubject::FinalCut, submission, Some(asset.as_str()));
                hand_in(cx, sql, acting, &before, running.as_ref(), handed)?.id
            }
        };
        episode::take(sql, &before, &taken, cx.uuid())?;
        cx.record(sql, before.unit, "episode", before.id, Some(&before.content), Some(&taken))?;
        settle(cx, sql, before.id, ReviewSubject::FinalCut)?;
        view(cx, sql, id)
    })
}

type Handed<'a> = (ReviewSubject, Submission, Option<&'a str>);

/// Begins a review with a revision, or adds it to the one that runs.
fn hand_in(
    cx: &Context<'_>,
    sql: &dyn Sql,
    acting: Acting,
    episode: &Episode,
    running: Option<&StoredReview>,
    (subject, submission, asset): Handed<'_>,
) -> Result<Review, StudioError> {
    let after = match running {
        Some(stored) => {
            let taken = stored.review.new_revision(submission)?;
            let after = stored.review.after_revision(&taken.revision);
            review::change(sql, &after, stored.version, cx.now())?;
            review::insert_revision(sql, after.id, &taken.revision, asset)?;
            after
        }
        None => {
            let desk = Desk::of(sql, episode.unit, cx.now())?;
            let version = in_force(cx, sql, acting, subject, &desk)?;
            let begun = Review::begin(
                (ReviewId(cx.uuid()), episode.id, episode.format),
                (version.id, version.template),
                submission,
            )?;
            review::insert(sql, episode.unit, &begun, asset)?;
            begun
        }
    };
    cx.record(sql, episode.unit, "review", after.id, None, Some(&after.current()))?;
    Ok(after)
}

/// Takes a step of the episode when it stands where the step begins; where it stands already further on, nothing.
fn step(cx: &Context<'_>, sql: &dyn Sql, before: &Episode, step: EpisodeStep) -> Result<(), StudioError> {
    if !step.path().0.contains(&before.content) {
        return Ok(episode::touch(sql, before.id, cx.now())?);
    }
    take(cx, sql, before, step, &StepFacts::default(), "")
}

fn take(
    cx: &Context<'_>,
    sql: &dyn Sql,
    before: &Episode,
    step: EpisodeStep,
    facts: &StepFacts<'_>,
    reason: &str,
) -> Result<(), StudioError> {
    let by: PersonId = cx.identity()?.session.person;
    let taken = before.content.take(step, before.dates, facts, (reason, by, cx.now()))?;
    episode::take(sql, before, &taken, cx.uuid())?;
    cx.record(sql, before.unit, "episode", before.id, Some(&before.content), Some(&taken))
}

/// Moves the episode to where its review stands, and tells those whom it concerns. An approved final cut stays where
/// it is: whether it is ready is for the gates of production.
pub(super) fn settle(
    cx: &Context<'_>,
    sql: &dyn Sql,
    id: EpisodeId,
    subject: ReviewSubject,
) -> Result<(), StudioError> {
    let Some(stored) = of_subject(sql, id, subject)? else {
        return Ok(());
    };
    let state = stored.review.state();
    let mut before = episode::get(sql, id)?;
    let step = match (subject, state) {
        (ReviewSubject::Script, ReviewState::Approved) => Some(EpisodeStep::ApproveScript),
        (ReviewSubject::Script, ReviewState::Returned) => Some(EpisodeStep::SendBackScript),
        (ReviewSubject::FinalCut, ReviewState::Returned) => Some(EpisodeStep::SendBackCut),
        (ReviewSubject::FinalCut, ReviewState::Approved) | (_, ReviewState::Running) => None,
    };
    if let Some(step) = step {
        let facts = StepFacts {
            script_review: (subject == ReviewSubject::Script).then_some(state),
            cut_review: (subject == ReviewSubject::FinalCut).then_some(state),
            ..StepFacts::default()
        };
        if step == EpisodeStep::ApproveScript {
            before.approved_revision = stored.review.current().map(|current| current.id);
        }
        take(cx, sql, &before, step, &facts, "")?;
    }
    tell::after_change(cx, sql, &stored)
}

/// Ends a review before its end. What was said in it stays; the next handing in begins a new one.
pub fn cancel_review(cx: &Context<'_>, input: CancelReview) -> Result<ReviewView, StudioError> {
    let reason = Refusal::optional_text("reason", &input.reason, MOST_NOTE)?;
    if reason.is_empty() {
        return Err(Refusal::ReasonRequired.into());
    }
    cx.write(|sql| {
        let (stored, _) = open(cx, sql, input.review)?;
        let acting = cx.allow(sql, Right::Edit, stored.unit)?;
        super::desk::waiting(&stored, "cancel_review")?;
        let before = episode::get(sql, stored.review.episode)?;
        let step = match stored.subject {
            ReviewSubject::Script => EpisodeStep::ReviseScript,
            ReviewSubject::FinalCut => EpisodeStep::ReviseCut,
        };
        let made = Canceled { by: acting.person, at: cx.now(), reason: reason.clone() };
        review::cancel(sql, input.review, input.version, &made)?;
        cx.record(sql, stored.unit, "review", input.review, Some(&stored.review.state()), Some(&reason))?;
        take(cx, sql, &before, step, &StepFacts::default(), &reason)?;
        tell::canceled(cx, sql, &stored, &reason)?;
        view(cx, sql, input.review)
    })
}
