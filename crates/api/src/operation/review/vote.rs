//! Voting, passing over a stage, looking, and reminding those who are waited for.
//! Knows no reason to refuse a vote: they are the domain's.

use super::checks::checks;
use super::desk::{Desk, open, waiting};
use super::submit::settle;
use super::tell;
use super::view::{ReviewView, view};
use crate::context::Context;
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use pufa_domain::review::{Ballot, Decision, StandIn};
use pufa_domain::right::Right;
use pufa_domain::{PersonId, Refusal, ReviewId, RevisionId, VoteId};
use pufa_store::table::{review, review_look};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CastVote {
    pub review: ReviewId,
    /// The version of the review that was on the screen.
    pub version: i64,
    /// The revision that was read.
    pub revision: RevisionId,
    /// The key of the stage.
    pub stage: String,
    pub decision: Decision,
    pub note: String,
    /// In whose place, when not in one's own name.
    pub standing_for: Option<PersonId>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OverrideStage {
    pub review: ReviewId,
    pub version: i64,
    pub revision: RevisionId,
    pub stage: String,
    pub reason: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfReview {
    pub review: ReviewId,
}

/// Takes a vote. It is kept for ever; what follows from it happens in the same transaction.
pub fn cast_vote(cx: &Context<'_>, input: CastVote) -> Result<ReviewView, StudioError> {
    cx.write(|sql| {
        let (stored, acting) = open(cx, sql, input.review)?;
        let desk = Desk::of(sql, stored.unit, cx.now())?;
        let stand_in =
            input.standing_for.map(|principal| standing(&desk, acting.person, principal)).transpose()?;
        let named = stored.review.template.stage(&input.stage);
        let named = named.is_some_and(|stage| stage.voters.persons.contains(&acting.person));
        // Whoever the template names, or whom a reviewer sends, was given the vote by that.
        if stand_in.is_none() && !named {
            cx.allow(sql, Right::Review, stored.unit)?;
        }
        let ballot = Ballot {
            id: VoteId(cx.uuid()),
            revision: input.revision,
            stage: input.stage.clone(),
            decision: input.decision,
            note: input.note.clone(),
        };
        let by = desk.voter(acting.person);
        let checks = checks(cx, sql, &stored)?.map(|checks| checks.summary).unwrap_or_default();
        let cast = stored.review.cast(&ballot, &by, stand_in.as_ref(), &checks, cx.now())?;
        waiting(&stored, "cast_vote")?;
        let after = stored.review.after_vote(&cast.vote);
        review::change(sql, &after, input.version, cx.now())?;
        review::insert_vote(sql, after.id, &cast.vote)?;
        cx.record(sql, stored.unit, "review", after.id, None, Some(&cast))?;
        settle(cx, sql, after.episode, stored.subject)?;
        view(cx, sql, after.id)
    })
}

fn standing(desk: &Desk, person: PersonId, principal: PersonId) -> Result<StandIn, Refusal> {
    let mut found = desk.stand_ins(person).into_iter();
    found
        .find(|stand_in| stand_in.principal.person == principal)
        .ok_or(Refusal::NoStandingIn { person: principal })
}

/// Passes over a stage, with a reason that shows for ever. What concerns minors is no stage: it is a gate of production
/// that nobody passes over.
pub fn override_stage(cx: &Context<'_>, input: OverrideStage) -> Result<ReviewView, StudioError> {
    cx.write(|sql| {
        let (stored, _) = open(cx, sql, input.review)?;
        let acting = cx.allow(sql, Right::Override, stored.unit)?;
        let desk = Desk::of(sql, stored.unit, cx.now())?;
        let by = desk.voter(acting.person);
        let at = (input.revision, input.stage.as_str());
        let checks = checks(cx, sql, &stored)?.map(|checks| checks.summary).unwrap_or_default();
        let made = stored.review.override_stage(at, &by, &input.reason, &checks, cx.now())?;
        waiting(&stored, "override_stage")?;
        let after = stored.review.after_override(&made);
        review::change(sql, &after, input.version, cx.now())?;
        review::insert_override(sql, after.id, &made)?;
        cx.record(sql, stored.unit, "review", after.id, None, Some(&made))?;
        settle(cx, sql, after.episode, stored.subject)?;
        view(cx, sql, after.id)
    })
}

/// Notes that the person has seen the current revision; the next one is shown against it.
pub fn look_at_review(cx: &Context<'_>, input: OfReview) -> Result<(), StudioError> {
    cx.write_own(|sql| {
        let (stored, acting) = open(cx, sql, input.review)?;
        if let Some(current) = stored.review.current() {
            review_look::put(sql, input.review, acting.person, current.id, cx.now())?;
        }
        Ok(())
    })
}

/// Reminds those who are waited for; answers who was told. Within an hour nobody is told twice.
pub fn remind(cx: &Context<'_>, input: OfReview) -> Result<Vec<PersonName>, StudioError> {
    cx.write(|sql| {
        let (stored, _) = open(cx, sql, input.review)?;
        cx.allow(sql, Right::Propose, stored.unit)?;
        waiting(&stored, "remind")?;
        let told = tell::remind(cx, sql, &stored)?;
        cx.record(sql, stored.unit, "review", input.review, None, Some(&told))?;
        let names = Names::read(sql, told.iter().copied())?;
        Ok(told.into_iter().map(|person| names.of(person)).collect())
    })
}
