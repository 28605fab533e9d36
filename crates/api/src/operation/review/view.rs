//! A review as one person sees it: stages, votes, comments, what changed, and what their press would do.
//! Knows no sentence and decides nothing.

use super::checks::{ReviewChecks, checks};
use super::comment::{CommentView, comment_views, current_script, may_speak};
use super::desk::{Desk, holds, open};
use super::vote::OfReview;
use crate::context::Context;
use crate::error::StudioError;
use crate::named::{ColumnName, Names, PersonName};
use pufa_domain::episode::{ContentState, EpisodeFormat};
use pufa_domain::review::{Decision, Review, ReviewState, ReviewSteps, ReviewSubject, StageLine};
use pufa_domain::right::Right;
use pufa_domain::script::{Difference, Script, ScriptField, difference};
use pufa_domain::{EpisodeId, Millis, PersonId, ReviewId, RevisionId, VoteId};
use pufa_store::Sql;
use pufa_store::table::review::StoredReview;
use pufa_store::table::{review_look, revision};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// What is under review.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewedEpisode {
    pub id: EpisodeId,
    pub title: String,
    /// Within its column.
    pub number: u32,
    pub column: ColumnName,
    pub content: ContentState,
    pub format: EpisodeFormat,
}

/// A revision as the review shows it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewedRevision {
    pub id: RevisionId,
    /// "第 2 稿": of a script the number within the episode, of a cut within the review.
    pub number: u32,
    pub hash: String,
    /// The file, for a final cut.
    pub asset: Option<String>,
    /// What the authors said with it; empty for a cut.
    pub note: String,
    pub submitted_by: PersonName,
    pub submitted_at: Millis,
    pub contributors: Vec<PersonName>,
    pub changed: Vec<ScriptField>,
    /// The keys of the stages that it made vote again.
    pub voided: Vec<String>,
}

/// A stage with the people in it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewStage {
    pub line: StageLine,
    pub held_by: Vec<PersonName>,
    /// Those who can do it now; empty when it is not open, or nobody can.
    pub waits_for: Vec<PersonName>,
    /// Whether nobody is left for it when each person takes one stage.
    pub unfilled: bool,
}

/// A vote as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct VoteView {
    pub id: VoteId,
    pub stage: String,
    pub stage_name: String,
    pub revision_number: u32,
    pub decision: Decision,
    pub note: String,
    pub by: PersonName,
    pub standing_for: Option<PersonName>,
    pub at: Millis,
}

/// A stage passed over, as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct OverrideView {
    pub stage: String,
    pub stage_name: String,
    pub revision_number: u32,
    pub reason: String,
    pub by: PersonName,
    pub at: Millis,
}

/// A review ended before its end.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CanceledView {
    pub by: PersonName,
    pub at: Millis,
    pub reason: String,
}

/// What became of an older revision on the way to the current one.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewDifference {
    /// The older revision's number.
    pub from: u32,
    pub difference: Difference,
}

pufa_domain::words! {
    /// What the person may do with the review besides voting.
    pub enum ReviewStep {
        Comment = "comment",
        Remind = "remind",
        Cancel = "cancel",
        /// Take the sign-off sheet away as a file.
        SignOffSheet = "sign_off_sheet",
    }
}

/// A review as one person sees it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewView {
    pub id: ReviewId,
    /// To be sent back with a vote.
    pub version: i64,
    pub subject: ReviewSubject,
    pub state: ReviewState,
    /// Whether the episode stands in this review; not when its authors took it back.
    pub waiting: bool,
    pub canceled: Option<CanceledView>,
    pub episode: ReviewedEpisode,
    pub template_name: String,
    pub template_number: u32,
    pub opened_by: PersonName,
    pub opened_at: Millis,
    /// The newest first.
    pub revisions: Vec<ReviewedRevision>,
    pub stages: Vec<ReviewStage>,
    /// The newest first.
    pub votes: Vec<VoteView>,
    pub overrides: Vec<OverrideView>,
    /// The oldest first.
    pub comments: Vec<CommentView>,
    /// The newest revision's words; null for a cut.
    pub script: Option<Script>,
    /// What the checker says of the newest revision; null for a cut.
    pub checks: Option<ReviewChecks>,
    /// Against what the person saw before the newest revision; null when they saw none, or for a cut.
    pub since_my_look: Option<ReviewDifference>,
    /// Against the revision before; null for the first, or for a cut.
    pub since_previous: Option<ReviewDifference>,
    /// When the person looked last.
    pub looked_at: Option<Millis>,
    /// What the person may do in each open stage, why not, and what it would mean.
    pub mine: ReviewSteps,
    /// In whose place the person may vote today.
    pub stand_ins: Vec<PersonName>,
    pub steps: Vec<ReviewStep>,
}

/// Names of stages and numbers of revisions, for what refers to them.
pub(super) struct Labels {
    numbers: HashMap<RevisionId, u32>,
    notes: HashMap<RevisionId, String>,
}

impl Labels {
    pub fn of(sql: &dyn Sql, stored: &StoredReview) -> Result<Self, StudioError> {
        let mut numbers: HashMap<RevisionId, u32> = HashMap::new();
        let mut notes = HashMap::new();
        for revision in &stored.review.revisions {
            numbers.insert(revision.id, revision.number);
        }
        if stored.subject == ReviewSubject::Script {
            for head in revision::of_episode(sql, stored.review.episode)? {
                numbers.insert(head.id, head.number);
                notes.insert(head.id, head.note);
            }
        }
        Ok(Self { numbers, notes })
    }

    pub fn number(&self, revision: RevisionId) -> u32 {
        self.numbers.get(&revision).copied().unwrap_or_default()
    }
}

/// What people call a stage; its key when the template has none of that key.
pub(super) fn stage_name(review: &Review, key: &str) -> String {
    let stage = review.template.stage(key);
    stage.map_or_else(|| key.to_owned(), |stage| stage.name.clone())
}

/// Everybody named in a review outside its comments.
fn named(stored: &StoredReview) -> Vec<PersonId> {
    let review = &stored.review;
    let mut people: Vec<PersonId> = vec![stored.opened_by];
    people.extend(stored.canceled.iter().map(|made| made.by));
    for revision in &review.revisions {
        people.push(revision.submitted_by);
        people.extend(&revision.contributors);
    }
    for vote in &review.votes {
        people.push(vote.by);
        people.extend(vote.standing_for);
    }
    people.extend(review.overrides.iter().map(|made| made.by));
    people
}

pub fn review_view(cx: &Context<'_>, input: OfReview) -> Result<ReviewView, StudioError> {
    cx.read(|sql| view(cx, sql, input.review))
}

pub(super) fn view(cx: &Context<'_>, sql: &dyn Sql, id: ReviewId) -> Result<ReviewView, StudioError> {
    let (stored, acting) = open(cx, sql, id)?;
    let desk = Desk::of(sql, stored.unit, cx.now())?;
    let labels = Labels::of(sql, &stored)?;
    let review = &stored.review;
    let waiting = stored.is_waiting();
    let open_stages = if waiting { review.open_stages() } else { vec![] };
    let waits: HashMap<&str, Vec<PersonId>> =
        open_stages.iter().map(|stage| (stage.key.as_str(), desk.waits_for(review, stage))).collect();
    let principals = desk.stand_ins(acting.person).into_iter();
    let principals: Vec<PersonId> = principals.map(|s| s.principal.person).collect();
    let waited_for = waits.values().flatten().copied();
    let people = named(&stored).into_iter().chain(waited_for).chain(principals.iter().copied());
    let names = Names::read(sql, people)?;
    let script = current_script(sql, &stored)?;
    let look = review_look::get(sql, id, acting.person)?;
    let current = review.current().map(|current| current.id);
    let base = look.zip(current).and_then(|(look, current)| look.base(current));
    let previous = review.revisions.iter().rev().nth(1).map(|revision| revision.id);
    let unfilled = if waiting { review.unfilled(&desk.voters) } else { vec![] };
    let since_previous = against(sql, &labels, previous, script.as_ref())?;
    let since_my_look = match base {
        Some(base) if Some(base) == previous => since_previous.clone(),
        base => against(sql, &labels, base, script.as_ref())?,
    };
    let checks = checks(cx, sql, &stored)?;
    let mut mine = desk.may(&stored, acting.person);
    if let Some(checks) = &checks {
        mine = mine.at_gates(review, &checks.summary);
    }
    Ok(ReviewView {
        id,
        version: stored.version,
        subject: stored.subject,
        state: review.state(),
        waiting,
        canceled: stored.canceled.as_ref().map(|made| CanceledView {
            by: names.of(made.by),
            at: made.at,
            reason: made.reason.clone(),
        }),
        episode: episode_of(&stored),
        template_name: review.template.name.clone(),
        template_number: stored.template_number,
        opened_by: names.of(stored.opened_by),
        opened_at: stored.opened_at,
        revisions: revisions(&stored, &labels, &names),
        stages: stages(review, &waits, &unfilled, &names),
        votes: votes(review, &labels, &names),
        overrides: overrides(review, &labels, &names),
        comments: comment_views(cx, sql, &stored, script.as_ref(), acting.person)?,
        since_my_look,
        since_previous,
        script,
        looked_at: look.map(|look| look.at),
        mine,
        checks,
        stand_ins: principals.into_iter().map(|id| names.of(id)).collect(),
        steps: steps(cx, sql, &stored)?,
    })
}

fn stages(
    review: &Review,
    waits: &HashMap<&str, Vec<PersonId>>,
    unfilled: &[String],
    names: &Names,
) -> Vec<ReviewStage> {
    let people = |ids: &[PersonId]| ids.iter().map(|id| names.of(*id)).collect();
    let staged = review.lines().into_iter().map(|line| ReviewStage {
        held_by: people(&line.held_by),
        waits_for: people(waits.get(line.key.as_str()).map_or(&[], Vec::as_slice)),
        unfilled: unfilled.contains(&line.key),
        line,
    });
    staged.collect()
}

pub(super) fn episode_of(stored: &StoredReview) -> ReviewedEpisode {
    ReviewedEpisode {
        id: stored.review.episode,
        title: stored.episode.title.clone(),
        number: stored.episode.number,
        column: ColumnName { id: stored.episode.column, name: stored.episode.column_name.clone() },
        content: stored.episode.content,
        format: stored.review.format,
    }
}

fn against(
    sql: &dyn Sql,
    labels: &Labels,
    base: Option<RevisionId>,
    script: Option<&Script>,
) -> Result<Option<ReviewDifference>, StudioError> {
    let (Some(base), Some(script)) = (base, script) else {
        return Ok(None);
    };
    let old = revision::get(sql, base)?;
    Ok(Some(ReviewDifference { from: labels.number(base), difference: difference(&old.script, script) }))
}

fn revisions(stored: &StoredReview, labels: &Labels, names: &Names) -> Vec<ReviewedRevision> {
    let newest_first = stored.review.revisions.iter().rev();
    newest_first
        .map(|revision| ReviewedRevision {
            id: revision.id,
            number: labels.number(revision.id),
            hash: revision.hash.clone(),
            asset: stored.assets.get(&revision.id).cloned(),
            note: labels.notes.get(&revision.id).cloned().unwrap_or_default(),
            submitted_by: names.of(revision.submitted_by),
            submitted_at: revision.submitted_at,
            contributors: revision.contributors.iter().map(|id| names.of(*id)).collect(),
            changed: revision.changed.iter().copied().collect(),
            voided: revision.voided.iter().cloned().collect(),
        })
        .collect()
}

pub(super) fn votes(review: &Review, labels: &Labels, names: &Names) -> Vec<VoteView> {
    let newest_first = review.votes.iter().rev();
    newest_first
        .map(|vote| VoteView {
            id: vote.id,
            stage: vote.stage.clone(),
            stage_name: stage_name(review, &vote.stage),
            revision_number: labels.number(vote.revision),
            decision: vote.decision,
            note: vote.note.clone(),
            by: names.of(vote.by),
            standing_for: vote.standing_for.map(|id| names.of(id)),
            at: vote.at,
        })
        .collect()
}

fn overrides(review: &Review, labels: &Labels, names: &Names) -> Vec<OverrideView> {
    let newest_first = review.overrides.iter().rev();
    newest_first
        .map(|made| OverrideView {
            stage: made.stage.clone(),
            stage_name: stage_name(review, &made.stage),
            revision_number: labels.number(made.revision),
            reason: made.reason.clone(),
            by: names.of(made.by),
            at: made.at,
        })
        .collect()
}

fn steps(cx: &Context<'_>, sql: &dyn Sql, stored: &StoredReview) -> Result<Vec<ReviewStep>, StudioError> {
    let mut steps = vec![ReviewStep::SignOffSheet];
    if may_speak(cx, sql, stored)? {
        steps.push(ReviewStep::Comment);
    }
    if stored.is_waiting() {
        if stored.review.state() == ReviewState::Running && holds(cx, sql, Right::Propose, stored.unit)? {
            steps.push(ReviewStep::Remind);
        }
        if holds(cx, sql, Right::Edit, stored.unit)? {
            steps.push(ReviewStep::Cancel);
        }
    }
    Ok(steps)
}
