//! What is read beside a review: the cut that is handed in, and what its stages are called.
//! Knows no decision.

use crate::{Sql, StoreError, values};
use pufa_domain::review::Template;
use pufa_domain::{EpisodeId, PersonId, ReviewId};
use std::collections::HashMap;

/// What a review of a final cut needs of the production.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CutHandedIn {
    /// The sha256 of the file; none when there is no final cut.
    pub asset: Option<String>,
    /// Those to whom shooting, editing, subtitles and cover were given, who did them, and who brought the file.
    pub makers: Vec<PersonId>,
}

/// The final cut of an episode and who made it.
pub fn cut_of(sql: &dyn Sql, episode: EpisodeId) -> Result<CutHandedIn, StoreError> {
    let asset =
        sql.first("SELECT final_cut FROM production WHERE episode_id = ?1", values![episode], |c| {
            c.maybe_text()
        })?;
    let makers = sql.all(
        "SELECT assignee_id FROM task WHERE episode_id = ?1 AND assignee_id IS NOT NULL \
         UNION SELECT done_by FROM task WHERE episode_id = ?1 AND done_by IS NOT NULL \
         UNION SELECT cut_by FROM production WHERE episode_id = ?1 AND cut_by IS NOT NULL ORDER BY 1",
        values![episode],
        |c| c.id(),
    )?;
    Ok(CutHandedIn { asset: asset.flatten(), makers })
}

/// What the stages of a review are called, by key.
pub fn stage_names(sql: &dyn Sql, id: ReviewId) -> Result<HashMap<String, String>, StoreError> {
    let template: Template = sql.one(
        "SELECT t.content FROM review r JOIN review_template t ON t.id = r.template_id WHERE r.id = ?1",
        values![id],
        |c| c.json(),
    )?;
    let stages = template.stages.into_iter();
    Ok(stages.map(|stage| (stage.key, stage.name)).collect())
}
