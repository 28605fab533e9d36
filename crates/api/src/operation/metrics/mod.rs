//! Figures of works, columns and channels: what they add up to, how works compare at the same age, what fell.
//! Knows no platform's export; what nobody told is null and never 0.

mod facts;
mod health;
mod record;
mod work;

pub use health::{AskHealth, ColumnOutput, HealthView, PersonLoad, pipeline_health};
pub use record::{FiguresOf, RecordMetrics, record_metrics};
pub use work::{
    OfPersonWorks, OfWork, PersonWork, PersonWorksView, PlaceFigures, SnapshotRow, WorkMetrics, WorkTotals,
    metrics_of_work, person_works,
};

use crate::context::Context;
use crate::error::StudioError;
use crate::named::ColumnName;
use facts::UnitFigures;
use pufa_domain::metric::{self, AtAge, Fall, Figures, Metric, Snapshot, Total, Usual};
use pufa_domain::right::Right;
use pufa_domain::{ChannelId, ColumnId, Day, EpisodeId};
use pufa_store::table::{channel, column};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use ts_rs::TS;

/// The most works of one answer.
const MOST_WORKS: usize = 500;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskMetrics {
    /// Works first out in these days; null: without a bound on that side.
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub column: Option<ColumnId>,
}

/// The figures of the own unit.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MetricsOverview {
    pub works_out: u32,
    pub views: Total,
    pub likes: Total,
    /// The latest told followers of every channel together.
    pub followers: Total,
    /// Most views first, those without figures last; at most 500.
    pub works: Vec<WorkRow>,
    /// What the works asked about usually have 1, 3 and 7 days after they went out.
    pub usual: Vec<Usual>,
    pub columns: Vec<ColumnFigures>,
    pub channels: Vec<ChannelFigures>,
    /// Figures that became smaller, latest first: a slip in the entry, or views taken back by the platform.
    pub falls: Vec<FallRow>,
    /// Whether the asking person may enter and import figures.
    pub may_record: bool,
}

/// A work with its figures.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct WorkRow {
    pub episode: EpisodeId,
    pub title: String,
    pub column: ColumnName,
    pub number: u32,
    pub published: Day,
    pub views: Total,
    pub likes: Total,
    /// Views 1, 3 and 7 days after it went out, summed over its publications, where they were told.
    pub ages: Vec<AtAge>,
}

/// The works of a column together.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ColumnFigures {
    pub column: ColumnName,
    pub works: u32,
    pub views: Total,
    pub likes: Total,
    /// The middle one of its works' views; null while no work has any.
    pub median_views: Option<i64>,
}

/// A channel with its followers and what is out on it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChannelFigures {
    pub channel: ChannelId,
    pub platform: String,
    pub handle: String,
    pub works: u32,
    pub views: Total,
    pub likes: Total,
    pub followers: Total,
    /// Followers day by day, where they were told.
    pub course: Vec<FollowersOn>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct FollowersOn {
    pub day: Day,
    pub followers: i64,
}

/// A fall and where it happened.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct FallRow {
    /// Null for a channel.
    pub episode: Option<EpisodeId>,
    /// The work's title, or the channel's name.
    pub what: String,
    pub platform: Option<String>,
    pub fall: Fall,
}

pub fn metrics_overview(cx: &Context<'_>, input: AskMetrics) -> Result<MetricsOverview, StudioError> {
    let acting = cx.require(Right::Read)?;
    let today = cx.today();
    cx.read(|sql| {
        let facts = UnitFigures::read(sql, acting.unit)?;
        let columns: HashMap<ColumnId, String> =
            column::of_unit(sql, acting.unit)?.into_iter().map(|c| (c.id, c.name)).collect();
        let name = |id: ColumnId| ColumnName { id, name: columns.get(&id).cloned().unwrap_or_default() };
        let wanted = |day: Day, column: ColumnId| {
            input.from.is_none_or(|from| from <= day)
                && input.to.is_none_or(|to| day <= to)
                && input.column.is_none_or(|c| c == column)
        };
        let mut works: Vec<WorkRow> = facts
            .episodes
            .iter()
            .filter_map(|e| Some((e, e.published?)))
            .filter(|(e, day)| wanted(*day, e.column))
            .map(|(e, published)| WorkRow {
                episode: e.id,
                title: e.title.clone(),
                column: name(e.column),
                number: e.number,
                published,
                views: facts.of_work(e.id, Metric::Views, today),
                likes: facts.of_work(e.id, Metric::Likes, today),
                ages: facts.ages(e.id, published, today),
            })
            .collect();
        works.sort_by(|a, b| b.views.value.cmp(&a.views.value).then(b.published.cmp(&a.published)));
        let channels = channel::of_unit(sql, acting.unit)?;
        let channels: Vec<ChannelFigures> = channels.iter().map(|c| facts.channel(c, today)).collect();
        let falls = facts.falls(&channels);
        let by_column = by_column(&works);
        let overview = MetricsOverview {
            works_out: count(works.len()),
            views: together(works.iter().map(|w| w.views)),
            likes: together(works.iter().map(|w| w.likes)),
            followers: together(channels.iter().map(|c| c.followers)),
            usual: metric::usual(works.iter().map(|work| work.ages.as_slice())),
            columns: by_column,
            channels,
            falls,
            may_record: cx.may(Right::Edit),
            works: {
                works.truncate(MOST_WORKS);
                works
            },
        };
        Ok(overview)
    })
}

fn by_column(works: &[WorkRow]) -> Vec<ColumnFigures> {
    let mut groups: BTreeMap<ColumnId, Vec<&WorkRow>> = BTreeMap::new();
    for work in works {
        groups.entry(work.column.id).or_default().push(work);
    }
    let mut found: Vec<ColumnFigures> = groups
        .into_values()
        .filter_map(|works| {
            let mut views: Vec<i64> = works.iter().filter_map(|w| w.views.value).collect();
            views.sort_unstable();
            Some(ColumnFigures {
                column: works.first()?.column.clone(),
                works: count(works.len()),
                views: together(works.iter().map(|w| w.views)),
                likes: together(works.iter().map(|w| w.likes)),
                median_views: views.get(views.len() / 2).copied(),
            })
        })
        .collect();
    found.sort_by_key(|c| std::cmp::Reverse(c.views.value));
    found
}

/// Totals of several things as one: what is told is added, what is not is counted as missing.
pub(super) fn together(totals: impl Iterator<Item = Total>) -> Total {
    let mut told: Vec<Snapshot<usize>> = Vec::new();
    let mut things = Vec::new();
    // One made-up day for all: `total` then adds them and joins their words as it does for snapshots.
    let day = Day(jiff::civil::Date::constant(2000, 1, 1));
    for (of, total) in totals.enumerate() {
        things.push(of);
        told.push(Snapshot {
            of,
            day,
            figures: Figures { views: total.value, qualifier: total.qualifier, ..Figures::default() },
        });
    }
    metric::total(&things, &told, Metric::Views, day)
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
