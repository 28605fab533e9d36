//! What happened since yesterday: steps, votes, works that came out, views that grew.
//! Knows no importance but this: of many figures the ones that moved most are told.

use super::Facts;
use crate::error::StudioError;
use crate::named::PersonName;
use pufa_domain::episode::ContentState;
use pufa_domain::metric::Qualifier;
use pufa_domain::review::Decision;
use pufa_domain::{EpisodeId, Millis, ReviewId};
use pufa_store::Sql;
use pufa_store::table::home::{self as table, Happened, ToldViews};
use pufa_store::table::review_reading;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use ts_rs::TS;

/// How many steps and votes, and how many works that came out, are told.
const CHANGES: u32 = 12;
/// How many figures are told: those that moved most.
const FIGURES: usize = 4;
/// Figures of days longer ago are history that somebody entered, no change.
const FIGURE_DAYS: i64 = 30;

/// Something that happened to an episode.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct HomeChange {
    pub at: Millis,
    /// Null for what nobody did: a figure, a work that came out.
    pub by: Option<PersonName>,
    pub episode: EpisodeId,
    pub title: String,
    /// The state that the content reached.
    pub content: Option<ContentState>,
    pub review: Option<ReviewId>,
    /// The stage's name, for a vote.
    pub stage: Option<String>,
    pub decision: Option<Decision>,
    /// Where it came out, or where the figure was told; null for a whole work.
    pub platform: Option<String>,
    pub figure: Option<FigureChange>,
}

/// Views that were told.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct FigureChange {
    pub views: i64,
    pub qualifier: Option<Qualifier>,
    /// What was told before; null when this is the first.
    pub before: Option<i64>,
}

pub(super) fn changes(sql: &dyn Sql, facts: &Facts) -> Result<Vec<HomeChange>, StudioError> {
    let unit = facts.acting.unit;
    let since = facts.start(-1);
    let mut changes = Vec::new();
    let mut stages = HashMap::new();
    for happened in table::happened(sql, unit, since, CHANGES)? {
        changes.push(step_or_vote(sql, happened, &mut stages)?);
    }
    for out in table::went_out(sql, unit, since, CHANGES)? {
        let platform = Some(out.platform);
        changes.push(HomeChange { platform, ..change(out.at, out.episode, out.title) });
    }
    let from = facts.desk.today.plus_days(-FIGURE_DAYS);
    changes.extend(most_moved(table::told_views(sql, unit, from, since)?));
    changes.sort_by_key(|change| Reverse(change.at));
    Ok(changes)
}

fn change(at: Millis, episode: EpisodeId, title: String) -> HomeChange {
    HomeChange {
        at,
        by: None,
        episode,
        title,
        content: None,
        review: None,
        stage: None,
        decision: None,
        platform: None,
        figure: None,
    }
}

fn step_or_vote(
    sql: &dyn Sql,
    happened: Happened,
    stages: &mut HashMap<ReviewId, HashMap<String, String>>,
) -> Result<HomeChange, StudioError> {
    let by = Some(PersonName { id: happened.by, name: happened.by_name });
    let told = change(happened.at, happened.episode, happened.title);
    let Some((review, key, decision)) = happened.vote else {
        return Ok(HomeChange { by, content: happened.content, ..told });
    };
    let names = match stages.entry(review) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(free) => free.insert(review_reading::stage_names(sql, review)?),
    };
    let stage = Some(names.get(&key).cloned().unwrap_or(key));
    Ok(HomeChange { by, review: Some(review), stage, decision: Some(decision), ..told })
}

/// The latest figure of each work and channel, and of those the ones that moved most. What was told for the first time
/// did not move: an imported list is no news.
fn most_moved(mut told: Vec<ToldViews>) -> Vec<HomeChange> {
    told.sort_by_key(|one| Reverse(one.before.map(|before| one.views.saturating_sub(before).abs())));
    let mut seen = Vec::new();
    told.retain(|one| {
        let of = (one.episode, one.platform.clone());
        let moved = one.before.is_some_and(|before| before != one.views) && !seen.contains(&of);
        seen.push(of);
        moved
    });
    let figures = told.into_iter().take(FIGURES);
    figures
        .map(|one| HomeChange {
            platform: one.platform,
            figure: Some(FigureChange { views: one.views, qualifier: one.qualifier, before: one.before }),
            ..change(one.at, one.episode, one.title)
        })
        .collect()
}
