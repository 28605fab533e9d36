//! The figures of a unit arranged by work and by channel.
//! Knows the one rule by which a work's total and its publications' figures stand together.

use super::{ChannelFigures, FallRow, FollowersOn};
use pufa_domain::metric::{self, AtAge, Metric, Reading, Snapshot, Total};
use pufa_domain::{ChannelId, Day, EpisodeId, PublicationId, UnitId};
use pufa_store::table::channel::Channel;
use pufa_store::table::import_run::{self, Known};
use pufa_store::table::metric::{self as table, Of, Out};
use pufa_store::{Sql, StoreError};
use std::collections::HashMap;

/// Works, publications and snapshots of a unit.
pub(super) struct UnitFigures {
    pub episodes: Vec<Known>,
    outs: HashMap<EpisodeId, Vec<Out>>,
    of: HashMap<Of, Vec<Snapshot<Of>>>,
}

/// Whole works and their publications told apart: a total of a work stands beside the sum over its publications.
pub(super) fn of_work(
    publications: &[PublicationId],
    snapshots: &[Snapshot<Of>],
    work: EpisodeId,
    metric: Metric,
    day: Day,
) -> Total {
    let things: Vec<Of> = publications.iter().map(|id| Of::Publication(*id)).collect();
    let sum = metric::total(&things, snapshots, metric, day);
    let whole = metric::total(&[Of::Work(work)], snapshots, metric, day);
    // A list's total of a work stands where its publications tell nothing, and where they tell less, for then some of
    // them are missing. The sum counts as soon as it is larger.
    if whole.value > sum.value { whole } else { sum }
}

impl UnitFigures {
    pub fn read(sql: &dyn Sql, unit: UnitId) -> Result<Self, StoreError> {
        let mut outs: HashMap<EpisodeId, Vec<Out>> = HashMap::new();
        for out in table::outs(sql, unit)? {
            outs.entry(out.episode).or_default().push(out);
        }
        let mut of: HashMap<Of, Vec<Snapshot<Of>>> = HashMap::new();
        for s in table::of_unit(sql, unit)? {
            of.entry(s.of).or_default().push(Snapshot { of: s.of, day: s.day, figures: s.figures });
        }
        Ok(Self { episodes: import_run::episodes(sql, unit)?, outs, of })
    }

    fn publications(&self, work: EpisodeId) -> Vec<PublicationId> {
        self.outs.get(&work).map(|outs| outs.iter().map(|o| o.id).collect()).unwrap_or_default()
    }

    fn snapshots(&self, of: Of) -> &[Snapshot<Of>] {
        self.of.get(&of).map(Vec::as_slice).unwrap_or_default()
    }

    pub fn of_work(&self, work: EpisodeId, metric: Metric, day: Day) -> Total {
        let publications = self.publications(work);
        let mut snapshots = self.snapshots(Of::Work(work)).to_vec();
        for id in &publications {
            snapshots.extend_from_slice(self.snapshots(Of::Publication(*id)));
        }
        of_work(&publications, &snapshots, work, metric, day)
    }

    /// Views at the ages of comparison, summed over the publications that told any.
    pub fn ages(&self, work: EpisodeId, published: Day, today: Day) -> Vec<AtAge> {
        let mut sums: Vec<AtAge> = metric::at_ages::<Of>(&[], Metric::Views, published, today);
        for id in self.publications(work) {
            let ages = metric::at_ages(self.snapshots(Of::Publication(id)), Metric::Views, published, today);
            for (sum, one) in sums.iter_mut().zip(ages) {
                sum.reading = match (sum.reading, one.reading) {
                    (Some(a), Some(b)) => Some(Reading {
                        day: a.day.max(b.day),
                        value: a.value.saturating_add(b.value),
                        qualifier: a.qualifier.or(b.qualifier),
                    }),
                    (a, b) => a.or(b),
                };
            }
        }
        sums
    }

    pub fn channel(&self, channel: &Channel, today: Day) -> ChannelFigures {
        let outs = || self.outs.values().flatten().filter(|o| o.channel == channel.id);
        let things: Vec<Of> = outs().map(|o| Of::Publication(o.id)).collect();
        let snapshots: Vec<Snapshot<Of>> =
            things.iter().flat_map(|of| self.snapshots(*of)).copied().collect();
        let own = self.snapshots(Of::Channel(channel.id));
        let course =
            own.iter().filter_map(|s| Some(FollowersOn { day: s.day, followers: s.figures.followers? }));
        ChannelFigures {
            channel: channel.id,
            platform: channel.platform.clone(),
            handle: channel.handle.clone(),
            works: super::count(things.len()),
            views: metric::total(&things, &snapshots, Metric::Views, today),
            likes: metric::total(&things, &snapshots, Metric::Likes, today),
            followers: metric::total(&[Of::Channel(channel.id)], own, Metric::Followers, today),
            course: course.collect(),
        }
    }

    /// Every fall of the unit, latest first.
    pub fn falls(&self, channels: &[ChannelFigures]) -> Vec<FallRow> {
        let titles: HashMap<EpisodeId, &str> =
            self.episodes.iter().map(|e| (e.id, e.title.as_str())).collect();
        let places: HashMap<PublicationId, (EpisodeId, ChannelId)> =
            self.outs.values().flatten().map(|o| (o.id, (o.episode, o.channel))).collect();
        let channel = |id: ChannelId| channels.iter().find(|c| c.channel == id);
        let mut rows = Vec::new();
        for (of, snapshots) in &self.of {
            let (episode, place) = match of {
                Of::Work(id) => (Some(*id), None),
                Of::Channel(id) => (None, Some(*id)),
                Of::Publication(id) => match places.get(id) {
                    Some((episode, channel)) => (Some(*episode), Some(*channel)),
                    None => continue,
                },
            };
            let place = place.and_then(channel);
            let what = match episode {
                Some(id) => titles.get(&id).map(|t| (*t).to_owned()),
                None => place.map(|c| c.handle.clone()),
            };
            rows.extend(metric::falls(snapshots).into_iter().map(|fall| FallRow {
                episode,
                what: what.clone().unwrap_or_default(),
                platform: place.map(|c| c.platform.clone()),
                fall,
            }));
        }
        rows.sort_by(|a, b| b.fall.after.day.cmp(&a.fall.after.day).then_with(|| a.what.cmp(&b.what)));
        rows.truncate(100);
        rows
    }
}
