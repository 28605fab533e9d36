//! What the checker says of the revision under review, by stage.
//! Knows no word of it: those are in the report on the revision.

use crate::context::Context;
use crate::error::StudioError;
use crate::operation::proof::{CheckGround, gate};
use pufa_domain::checks::{CheckGroup, CheckSummary};
use pufa_domain::review::ReviewSubject;
use pufa_store::Sql;
use pufa_store::table::review::StoredReview;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a stage answers for in the checks of the current revision.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct StageChecks {
    /// The key of the stage.
    pub stage: String,
    pub groups: Vec<CheckGroup>,
    /// Errors that keep it from being approved.
    pub errors: u32,
}

/// What the checker says of the current revision today; the words are in `revision_report`.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewChecks {
    pub ground: CheckGround,
    pub summary: CheckSummary,
    /// Every stage that answers for something, in the order of the template.
    pub stages: Vec<StageChecks>,
}

/// What the checker says of the revision under review. A final cut has no text of its own.
pub(super) fn checks(
    cx: &Context<'_>,
    sql: &dyn Sql,
    stored: &StoredReview,
) -> Result<Option<ReviewChecks>, StudioError> {
    let review = &stored.review;
    let (ReviewSubject::Script, Some(current)) = (stored.subject, review.current()) else {
        return Ok(None);
    };
    let (ground, summary) = gate::of_revision(cx, sql, review.episode, current.id)?;
    let stages = review.template.stages.iter().filter(|stage| !stage.answers_for().is_empty());
    let stages = stages.map(|stage| StageChecks {
        stage: stage.key.clone(),
        groups: stage.answers_for().to_vec(),
        errors: review.unresolved(stage, &summary),
    });
    Ok(Some(ReviewChecks { stages: stages.collect(), ground, summary }))
}
