//! The final cut, and the way of the content from its script's approval to `ready`.
//! Knows no vote: handing the cut in for review is `review`'s.

use super::view::{ProductionView, gates_of, view};
use crate::context::{Acting, Context};
use crate::error::StudioError;
use crate::operation::episode::{OfEpisode, step};
use pufa_domain::episode::{ContentState, EpisodeStep, StepFacts};
use pufa_domain::production::MinorsCheck;
use pufa_domain::review::{ReviewState, ReviewSubject, cut_hash};
use pufa_domain::right::Right;
use pufa_domain::{EpisodeId, Refusal};
use pufa_store::Sql;
use pufa_store::table::episode::{self, Episode};
use pufa_store::table::media;
use pufa_store::table::production::{self, Production};
use pufa_store::table::review::{self, StoredReview};
use pufa_store::table::revision;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetFinalCut {
    pub episode: EpisodeId,
    pub version: i64,
    /// The film's sha256; null takes it away.
    pub film: Option<String>,
}

/// Begins production of an approved script.
pub fn start_production(cx: &Context<'_>, input: OfEpisode) -> Result<ProductionView, StudioError> {
    cx.write(|sql| {
        let before = episode::get(sql, input.episode)?;
        let acting = cx.allow(sql, Right::Write, before.unit)?;
        let after = start(cx, sql, &before, acting)?;
        view(cx, sql, &after)
    })
}

fn start(cx: &Context<'_>, sql: &dyn Sql, before: &Episode, acting: Acting) -> Result<Episode, StudioError> {
    let facts = StepFacts {
        // The state `approved` is reached by that review alone.
        script_review: before.approved_revision.map(|_| ReviewState::Approved),
        ..StepFacts::default()
    };
    step::take(cx, sql, before, EpisodeStep::StartProduction, &facts, acting, "")
}

/// Sets the final cut. Nobody has looked at a new one for minors or for the label, so both are asked again.
pub fn set_final_cut(cx: &Context<'_>, input: SetFinalCut) -> Result<ProductionView, StudioError> {
    cx.write(|sql| {
        let mut of = episode::get(sql, input.episode)?;
        let acting = cx.allow(sql, Right::Write, of.unit)?;
        if of.content == ContentState::Approved {
            of = start(cx, sql, &of, acting)?;
        }
        if of.content != ContentState::Producing {
            return Err(Refusal::WrongState {
                state: of.content.word().into(),
                step: "set_final_cut".into(),
            }
            .into());
        }
        if let Some(film) = &input.film
            && !media::get(sql, of.unit, film)?.mime.starts_with("video/")
        {
            return Err(StudioError::BadFile { reason: "not_a_video".into(), detail: String::new() });
        }
        let before = production::get(sql, of.id)?;
        let after = Production {
            final_cut: input.film.clone(),
            cut_by: input.film.as_ref().map(|_| acting.person),
            cut_at: input.film.as_ref().map(|_| cx.now()),
            ai_label_seen: false,
            minors: MinorsCheck::Unchecked,
            version: input.version,
            ..before.clone()
        };
        production::save(sql, &after)?;
        let (was, is) = (&before.final_cut, &after.final_cut);
        cx.record(sql, of.unit, "final_cut", of.id, Some(was), Some(is))?;
        episode::touch(sql, of.id, cx.now())?;
        view(cx, sql, &episode::get(sql, of.id)?)
    })
}

/// From the approved review of the cut to `ready`: every gate must be shut, and the approved cut must be this one.
pub fn approve_cut(cx: &Context<'_>, input: OfEpisode) -> Result<ProductionView, StudioError> {
    cx.write(|sql| {
        let before = episode::get(sql, input.episode)?;
        let acting = cx.allow(sql, Right::Edit, before.unit)?;
        let at = gates_of(cx, sql, &before)?;
        let (script_review, cut_review, cut_is_current) = reviews(sql, &before, &at.production)?;
        let facts = StepFacts {
            script_review,
            cut_review,
            cut_is_current,
            open_gates: &at.open,
            has_final_cut: at.production.final_cut.is_some(),
            ..StepFacts::default()
        };
        let after = step::take(cx, sql, &before, EpisodeStep::ApproveCut, &facts, acting, "")?;
        view(cx, sql, &after)
    })
}

/// The states of both reviews, and whether the cut that was approved is this film of this script.
fn reviews(
    sql: &dyn Sql,
    of: &Episode,
    made: &Production,
) -> Result<(Option<ReviewState>, Option<ReviewState>, bool), StudioError> {
    let found = review::of_episode(sql, of.id)?;
    let of_subject = |subject| found.iter().find(|stored| stored.subject == subject);
    let (script, cut) = (of_subject(ReviewSubject::Script), of_subject(ReviewSubject::FinalCut));
    let expected = match (&made.final_cut, of.approved_revision) {
        (Some(film), Some(approved)) => Some(cut_hash(film, &revision::hash(sql, approved)?)),
        (_, None) | (None, _) => None,
    };
    let reviewed = cut.and_then(|stored| stored.review.current()).map(|current| &current.hash);
    let state = |stored: Option<&StoredReview>| stored.map(|stored| stored.review.state());
    Ok((state(script), state(cut), expected.is_some() && expected.as_ref() == reviewed))
}
