//! The reviews of one episode, for its page.
//! Knows nothing of their content.

use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::review::{ReviewState, ReviewSubject};
use pufa_domain::right::Right;
use pufa_domain::{EpisodeId, Millis, ReviewId};
use pufa_store::table::review;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EpisodeReviews {
    pub episode: EpisodeId,
}

/// A review of an episode, without its content.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct EpisodeReview {
    pub id: ReviewId,
    pub subject: ReviewSubject,
    pub state: ReviewState,
    pub opened_at: Millis,
}

/// The reviews of an episode that were not ended before their end: the script's first.
pub fn episode_reviews(cx: &Context<'_>, input: EpisodeReviews) -> Result<Vec<EpisodeReview>, StudioError> {
    cx.read(|sql| {
        let episode = pufa_store::table::episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Read, episode.unit)?;
        let mut found: Vec<EpisodeReview> = review::of_episode(sql, episode.id)?
            .into_iter()
            .map(|stored| EpisodeReview {
                id: stored.review.id,
                subject: stored.subject,
                state: stored.review.state(),
                opened_at: stored.opened_at,
            })
            .collect();
        found.sort_by_key(|review| review.subject);
        Ok(found)
    })
}
