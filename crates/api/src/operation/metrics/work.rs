//! One work's figures channel by channel, and the works of one person.
//! Knows no sum of its own: the domain adds.

use super::facts::of_work;
use crate::context::Context;
use crate::error::StudioError;
use crate::named::{ColumnName, Names, PersonName};
use pufa_domain::credit::CreditRole;
use pufa_domain::metric::{self, AtAge, Fall, Figures, Metric, Snapshot, Total};
use pufa_domain::right::Right;
use pufa_domain::{ChannelId, Day, EpisodeId, PersonId, PublicationId};
use pufa_store::table::metric::{self as table, Of};
use pufa_store::table::{channel, credit, episode, person};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfWork {
    pub episode: EpisodeId,
}

/// The sums of a work.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct WorkTotals {
    pub views: Total,
    pub likes: Total,
    pub comments: Total,
    pub shares: Total,
    pub favourites: Total,
}

/// The figures of a work on one channel; `publication` null is the work as a whole.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PlaceFigures {
    pub publication: Option<PublicationId>,
    pub channel: Option<ChannelId>,
    pub platform: Option<String>,
    pub handle: String,
    pub published: Option<Day>,
    /// The latest told of each.
    pub latest: Figures,
    pub ages: Vec<AtAge>,
    pub falls: Vec<Fall>,
    /// Every snapshot, latest first.
    pub snapshots: Vec<SnapshotRow>,
}

/// One snapshot as it was told.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SnapshotRow {
    pub day: Day,
    pub figures: Figures,
    /// hand | import
    pub source: String,
    pub by: PersonName,
}

/// A work's figures.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct WorkMetrics {
    pub totals: WorkTotals,
    pub places: Vec<PlaceFigures>,
    pub may_record: bool,
}

pub fn metrics_of_work(cx: &Context<'_>, input: OfWork) -> Result<WorkMetrics, StudioError> {
    cx.read(|sql| {
        let work = episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Read, work.unit)?;
        let today = cx.today();
        let zone = cx.zone();
        let outs: Vec<table::Out> =
            table::outs(sql, work.unit)?.into_iter().filter(|o| o.episode == work.id).collect();
        let stored = table::of_work(sql, work.id)?;
        let names = Names::read(sql, stored.iter().map(|s| s.by))?;
        let channels = channel::of_unit(sql, work.unit)?;
        let snapshots: Vec<Snapshot<Of>> =
            stored.iter().map(|s| Snapshot { of: s.of, day: s.day, figures: s.figures }).collect();
        let place = |of: Of, out: Option<&table::Out>| {
            let own: Vec<Snapshot<Of>> = snapshots.iter().filter(|s| s.of == of).copied().collect();
            let channel = out.and_then(|o| channels.iter().find(|c| c.id == o.channel));
            let published = out.and_then(|o| o.published_at).map(|at| at.day_in(&zone));
            let rows = stored.iter().rev().filter(|s| s.of == of).map(|s| SnapshotRow {
                day: s.day,
                figures: s.figures,
                source: s.source.clone(),
                by: names.of(s.by),
            });
            PlaceFigures {
                publication: out.map(|o| o.id),
                channel: channel.map(|c| c.id),
                platform: channel.map(|c| c.platform.clone()),
                handle: channel.map(|c| c.handle.clone()).unwrap_or_default(),
                published,
                latest: latest_of(&own, today),
                ages: published.map_or_else(Vec::new, |day| metric::at_ages(&own, Metric::Views, day, today)),
                falls: metric::falls(&own),
                snapshots: rows.collect(),
            }
        };
        let mut places: Vec<PlaceFigures> =
            outs.iter().map(|o| place(Of::Publication(o.id), Some(o))).collect();
        let whole = place(Of::Work(work.id), None);
        if !whole.snapshots.is_empty() {
            places.push(whole);
        }
        let ids: Vec<PublicationId> = outs.iter().map(|o| o.id).collect();
        let total = |metric| of_work(&ids, &snapshots, work.id, metric, today);
        Ok(WorkMetrics {
            totals: WorkTotals {
                views: total(Metric::Views),
                likes: total(Metric::Likes),
                comments: total(Metric::Comments),
                shares: total(Metric::Shares),
                favourites: total(Metric::Favourites),
            },
            places,
            may_record: cx.allow(sql, Right::Edit, work.unit).is_ok(),
        })
    })
}

/// The latest figure of each kind by a day; missing stays missing.
fn latest_of(own: &[Snapshot<Of>], today: Day) -> Figures {
    let latest = |metric| metric::latest(own, metric, today).map(|r| r.value);
    Figures {
        views: latest(Metric::Views),
        likes: latest(Metric::Likes),
        comments: latest(Metric::Comments),
        shares: latest(Metric::Shares),
        favourites: latest(Metric::Favourites),
        followers: None,
        qualifier: metric::latest(own, Metric::Views, today).and_then(|r| r.qualifier),
    }
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfPersonWorks {
    pub id: PersonId,
}

/// A work that somebody has a credit in.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PersonWork {
    pub episode: EpisodeId,
    pub title: String,
    pub column: ColumnName,
    pub number: u32,
    /// Null while it has not gone out.
    pub published: Option<Day>,
    pub roles: Vec<CreditRole>,
    /// Whether every credit of theirs in it is confirmed.
    pub confirmed: bool,
}

/// Somebody's works, latest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PersonWorksView {
    pub person: PersonName,
    /// When the first of them went out.
    pub since: Option<Day>,
    pub works: Vec<PersonWork>,
}

pub fn person_works(cx: &Context<'_>, input: OfPersonWorks) -> Result<PersonWorksView, StudioError> {
    cx.read(|sql| {
        let found = person::get(sql, input.id)?;
        cx.allow(sql, Right::Read, found.unit)?;
        let mut works: Vec<PersonWork> = Vec::new();
        for row in credit::works_of(sql, found.id, found.unit)? {
            if let Some(last) = works.last_mut().filter(|w| w.episode == row.episode) {
                last.roles.push(row.role);
                last.confirmed &= row.confirmed;
                continue;
            }
            works.push(PersonWork {
                episode: row.episode,
                title: row.title,
                column: ColumnName { id: row.column, name: row.column_name },
                number: row.number,
                published: row.published,
                roles: vec![row.role],
                confirmed: row.confirmed,
            });
        }
        Ok(PersonWorksView {
            person: PersonName { id: found.id, name: found.name },
            since: works.iter().filter(|w| w.confirmed).filter_map(|w| w.published).min(),
            works,
        })
    })
}
