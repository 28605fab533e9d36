//! What the checker says where it decides: of a revision under review, and of everything that goes out with a
//! publication on the day of its slot. Knows no stage and no state: the domain refuses.

use super::ground::{CheckGround, Ground, PlannedFrom};
use super::report::{ReportedText, TextPlace, places_of, reported, title_place};
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::checks::{CheckGroup, CheckSummary};
use pufa_domain::review::{ReviewSubject, StageResult};
use pufa_domain::{Day, EpisodeId, RevisionId, UnitId};
use pufa_store::table::{media, review, revision};
use pufa_store::{Sql, StoreError};

/// A revision as the checker sees it today.
pub(crate) fn of_revision(
    cx: &Context<'_>,
    sql: &dyn Sql,
    episode: EpisodeId,
    revision: RevisionId,
) -> Result<(CheckGround, CheckSummary), StudioError> {
    let script = revision::get(sql, revision)?.script;
    let ground = Ground::of_revision(cx, sql, episode, &script.header)?;
    let (summary, _) = reported(&ground.checker, places_of(&script));
    Ok((ground.view, summary))
}

/// What goes out with a publication beside its film.
pub(crate) struct GoingOut<'a> {
    pub unit: UnitId,
    pub episode: EpisodeId,
    pub title: &'a str,
    pub description: &'a str,
    pub tags: &'a [String],
    pub cover_title: &'a str,
    /// The film's sha256.
    pub film: Option<&'a str>,
    /// The approved revision: what is spoken and what stands on the screen.
    pub revision: Option<RevisionId>,
}

/// Everything that goes out, judged on the day on which it goes out. What a stage of the review was passed over for
/// counts no more in the script; in the other texts it does.
pub(crate) fn of_publication(
    cx: &Context<'_>,
    sql: &dyn Sql,
    out: &GoingOut<'_>,
    day: (Day, PlannedFrom),
) -> Result<(CheckGround, CheckSummary, Vec<ReportedText>), StudioError> {
    let script = out.revision.map(|id| revision::get(sql, id)).transpose()?.map(|found| found.script);
    let header = script.as_ref().map(|script| &script.header);
    let ground = Ground::on_day(cx, sql, out.episode, header, day)?;
    let (mut summary, mut texts) = reported(&ground.checker, copy_places(sql, out)?);
    if let Some(script) = &script {
        let (mut of_script, in_script) = reported(&ground.checker, places_of(script));
        for group in passed_over(sql, out.episode)? {
            of_script.pass_over(group);
        }
        summary.add(&of_script);
        texts.extend(in_script);
    }
    Ok((ground.view, summary, texts))
}

fn copy_places(sql: &dyn Sql, out: &GoingOut<'_>) -> Result<Vec<TextPlace>, StoreError> {
    let film = match out.film {
        Some(sha256) => match media::get(sql, out.unit, sha256) {
            Ok(asset) => asset.name,
            Err(StoreError::NotFound) => String::new(),
            Err(other) => return Err(other),
        },
        None => String::new(),
    };
    let texts = [
        ("copy.title", out.title.to_owned()),
        ("copy.description", out.description.to_owned()),
        ("copy.tags", out.tags.join("，")),
        ("copy.cover_title", out.cover_title.to_owned()),
        ("file_name", film),
    ];
    let filled = texts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    Ok(filled.map(|(key, text)| TextPlace { key: key.into(), ..title_place(&text) }).collect())
}

/// The groups of checks of the script for which its review passed a stage over.
fn passed_over(sql: &dyn Sql, episode: EpisodeId) -> Result<Vec<CheckGroup>, StoreError> {
    let reviews = review::of_episode(sql, episode)?;
    let Some(stored) = reviews.iter().find(|stored| stored.subject == ReviewSubject::Script) else {
        return Ok(vec![]);
    };
    let stages = stored.review.template.stages.iter();
    let overridden = stages.filter(|stage| stored.review.result(&stage.key) == StageResult::Overridden);
    Ok(overridden.flat_map(|stage| stage.answers_for().iter().copied()).collect())
}
