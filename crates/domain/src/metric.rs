//! Figures of works and channels as dated snapshots: sums, growth, falls, and works compared at the same age.
//! Knows no platform's export: what is missing is null here and never 0.

mod usual;

pub use usual::{Usual, usual};

use crate::{Day, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::hash::Hash;
use ts_rs::TS;

words! {
    /// What is counted.
    pub enum Metric {
        Views = "views",
        Likes = "likes",
        Comments = "comments",
        Shares = "shares",
        Favourites = "favourites",
        /// Of a channel only.
        Followers = "followers",
    }
}

words! {
    /// The word that stood beside a figure; it is kept, for "超500万" is not 5,000,000.
    pub enum Qualifier {
        /// 超: more than.
        Over = "over",
        /// 余, 多: some more than.
        MoreThan = "more_than",
        /// 近: not quite.
        Nearly = "nearly",
        /// 约
        About = "about",
    }
}

/// One snapshot of a publication or a channel. Null is "not told".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Figures {
    pub views: Option<i64>,
    pub likes: Option<i64>,
    pub comments: Option<i64>,
    pub shares: Option<i64>,
    pub favourites: Option<i64>,
    pub followers: Option<i64>,
    /// Of every figure of this snapshot; null when exact.
    pub qualifier: Option<Qualifier>,
}

impl Figures {
    /// The figure of one metric.
    pub fn get(&self, metric: Metric) -> Option<i64> {
        match metric {
            Metric::Views => self.views,
            Metric::Likes => self.likes,
            Metric::Comments => self.comments,
            Metric::Shares => self.shares,
            Metric::Favourites => self.favourites,
            Metric::Followers => self.followers,
        }
    }

    /// Refuses a figure below zero, or one larger than any platform has ever shown (ten thousand million), and a
    /// snapshot that tells nothing.
    pub fn checked(self) -> Result<Self, crate::Refusal> {
        let told = Metric::ALL.iter().filter_map(|metric| Some((metric, self.get(*metric)?)));
        let mut count = 0;
        for (metric, figure) in told {
            crate::Refusal::range(metric.word(), figure, 0, 10_000_000_000)?;
            count += 1;
        }
        if count == 0 { Err(crate::Refusal::Missing { field: "figures".into() }) } else { Ok(self) }
    }
}

/// A snapshot of the thing `K` (a publication, a channel) on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snapshot<K> {
    pub of: K,
    pub day: Day,
    pub figures: Figures,
}

/// A figure of one day with its qualifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Reading {
    pub day: Day,
    pub value: i64,
    pub qualifier: Option<Qualifier>,
}

/// A sum over publications (or channels). A work counts once however many channels: sum over its publications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Total {
    /// Null when nobody told a figure.
    pub value: Option<i64>,
    /// The common word when every qualified figure bears the same, `about` when they differ; null when all are exact.
    pub qualifier: Option<Qualifier>,
    /// How many told a figure.
    pub told: u32,
    /// How many did not.
    pub missing: u32,
}

/// A figure that became smaller: a slip in the entry, or views taken back by the platform. Somebody should look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Fall {
    pub metric: Metric,
    pub before: Reading,
    pub after: Reading,
}

/// Growth between two days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Growth {
    /// The sum of what is known to have been added; null when nothing is known.
    pub value: Option<i64>,
    /// How many things it is the growth of.
    pub told: u32,
    /// How many have no figure at one of the two ends, so that their growth is unknown.
    pub unknown: u32,
}

/// A figure at an age after publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AtAge {
    /// The age that was asked for, in days after the day of publishing.
    pub age: u32,
    /// The latest figure at or up to [`tolerance`] days before that age; null when there is none.
    pub reading: Option<Reading>,
}

/// The ages at which works are compared (screens: same-age comparison).
pub const AGES: [u32; 3] = [1, 3, 7];

/// How many days a snapshot may be older than the age it stands for: a third of the age. Nothing is interpolated: a
/// curve between two snapshots would be a guess. Day 1 takes day 1 only, day 3 also day 2, day 7 also days 5 and 6.
pub fn tolerance(age: u32) -> u32 {
    age / 3
}

/// The latest figure of `metric` on or before `day` among the snapshots of one thing, in any order. A later snapshot
/// that is silent on this metric does not take an earlier figure away.
pub fn latest<K>(snapshots: &[Snapshot<K>], metric: Metric, day: Day) -> Option<Reading> {
    readings(snapshots, metric).filter(|reading| reading.day <= day).max_by_key(|reading| reading.day)
}

fn readings<K>(snapshots: &[Snapshot<K>], metric: Metric) -> impl Iterator<Item = Reading> {
    snapshots.iter().filter_map(move |s| {
        let value = s.figures.get(metric)?;
        Some(Reading { day: s.day, value, qualifier: s.figures.qualifier })
    })
}

/// Per thing the latest reading on or before `day`: one pass.
fn latest_of_each<K: Copy + Eq + Hash>(
    snapshots: &[Snapshot<K>],
    metric: Metric,
    day: Day,
) -> HashMap<K, Reading> {
    let mut found: HashMap<K, Reading> = HashMap::new();
    for snapshot in snapshots.iter().filter(|s| s.day <= day) {
        let Some(value) = snapshot.figures.get(metric) else {
            continue;
        };
        let reading = Reading { day: snapshot.day, value, qualifier: snapshot.figures.qualifier };
        let kept = found.entry(snapshot.of).or_insert(reading);
        if reading.day >= kept.day {
            *kept = reading;
        }
    }
    found
}

/// The sum over `things` of the latest figure on or before `day`.
pub fn total<K: Copy + Eq + Hash>(
    things: &[K],
    snapshots: &[Snapshot<K>],
    metric: Metric,
    day: Day,
) -> Total {
    let latest = latest_of_each(snapshots, metric, day);
    let readings: Vec<&Reading> = things.iter().filter_map(|thing| latest.get(thing)).collect();
    let value = readings.iter().fold(0_i64, |sum, reading| sum.saturating_add(reading.value));
    let mut words: Vec<Qualifier> = readings.iter().filter_map(|reading| reading.qualifier).collect();
    words.sort_unstable();
    words.dedup();
    let qualifier = match words.as_slice() {
        [] => None,
        [one] => Some(*one),
        _ => Some(Qualifier::About),
    };
    Total {
        value: (!readings.is_empty()).then_some(value),
        qualifier,
        told: count(readings.len()),
        missing: count(things.len() - readings.len()),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Every fall among the snapshots of one thing, by day. Figures with a word beside them are left out: 超1万 may well be
/// followed by 9,900 of another source.
pub fn falls<K: Copy>(snapshots: &[Snapshot<K>]) -> Vec<Fall> {
    let mut found = Vec::new();
    for metric in Metric::ALL {
        let mut exact: Vec<Reading> =
            readings(snapshots, *metric).filter(|r| r.qualifier.is_none()).collect();
        exact.sort_by_key(|reading| reading.day);
        let pairs = exact.windows(2).filter(|pair| pair[1].value < pair[0].value);
        found.extend(pairs.map(|pair| Fall { metric: *metric, before: pair[0], after: pair[1] }));
    }
    found.sort_by_key(|fall| (fall.after.day, fall.metric));
    found
}

/// What was added from the end of `from` to the end of `to`, summed over things given with the day on which each began
/// (null when unknown). What began after `from` began with nothing; what was there and has no figure is unknown.
pub fn growth<K: Copy + Eq + Hash>(
    things: &[(K, Option<Day>)],
    snapshots: &[Snapshot<K>],
    metric: Metric,
    from: Day,
    to: Day,
) -> Growth {
    let before = latest_of_each(snapshots, metric, from);
    let after = latest_of_each(snapshots, metric, to);
    let mut growth = Growth { value: None, told: 0, unknown: 0 };
    for (thing, began) in things {
        if began.is_some_and(|day| day > to) {
            continue;
        }
        let first = match before.get(thing) {
            Some(reading) => Some(reading.value),
            None => began.filter(|day| *day > from).map(|_| 0),
        };
        match (first, after.get(thing)) {
            (Some(first), Some(last)) => {
                growth.told += 1;
                growth.value = Some(growth.value.unwrap_or(0).saturating_add(last.value - first));
            }
            (Some(_), None) | (None, Some(_)) | (None, None) => growth.unknown += 1,
        }
    }
    growth
}

/// The figures of one publication at [`AGES`] after `published`, for comparing works at the same age.
/// Ages that lie after `today` are left out: nothing can be known of them yet.
pub fn at_ages<K>(snapshots: &[Snapshot<K>], metric: Metric, published: Day, today: Day) -> Vec<AtAge> {
    let reached = AGES.into_iter().filter(|age| published.plus_days(i64::from(*age)) <= today);
    let figures = reached.map(|age| {
        let last = published.plus_days(i64::from(age));
        let first = last.plus_days(-i64::from(tolerance(age)));
        AtAge { age, reading: latest(snapshots, metric, last).filter(|reading| reading.day >= first) }
    });
    figures.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> Day {
        Day::parse("2026-01-01").expect("a day").plus_days(n)
    }

    fn views(of: u8, on: i64, views: Option<i64>) -> Snapshot<u8> {
        Snapshot { of, day: day(on), figures: Figures { views, ..Figures::default() } }
    }

    fn qualified(of: u8, on: i64, value: i64, qualifier: Qualifier) -> Snapshot<u8> {
        let figures = Figures { views: Some(value), qualifier: Some(qualifier), ..Figures::default() };
        Snapshot { of, day: day(on), figures }
    }

    #[test]
    fn a_total_is_the_sum_of_the_latest_figures() {
        use Qualifier::{About, Nearly, Over};
        let plain = vec![views(1, 3, Some(30)), views(1, 1, Some(10)), views(2, 2, Some(5))];
        let silent = vec![views(1, 1, Some(10)), views(1, 2, None)];
        let over = vec![qualified(1, 1, 100, Over), views(2, 1, Some(5))];
        let mixed = vec![qualified(1, 1, 100, Over), qualified(2, 1, 50, Nearly)];
        for (case, snapshots, on, value, qualifier, told, missing) in [
            ("latest of each, in any order", plain.clone(), 9, Some(35), None, 2, 1),
            ("on an earlier day", plain.clone(), 1, Some(10), None, 1, 2),
            ("before anything was told", plain, 0, None, None, 0, 3),
            ("missing is not zero", silent, 9, Some(10), None, 1, 2),
            ("a word is kept", over, 9, Some(105), Some(Over), 2, 1),
            ("different words are about", mixed, 9, Some(150), Some(About), 2, 1),
        ] {
            let found = total(&[1, 2, 3], &snapshots, Metric::Views, day(on));
            assert_eq!(found, Total { value, qualifier, told, missing }, "{case}");
        }
    }

    #[test]
    fn a_fall_is_flagged() {
        let likes = |on, likes| Snapshot {
            of: 1_u8,
            day: day(on),
            figures: Figures { likes: Some(likes), ..Figures::default() },
        };
        let told = |snapshots: &[Snapshot<u8>]| {
            falls(snapshots).iter().map(|f| (f.metric, f.before.value, f.after.value)).collect::<Vec<_>>()
        };
        assert_eq!(told(&[views(1, 2, Some(9)), views(1, 1, Some(10))]), vec![(Metric::Views, 10, 9)]);
        assert_eq!(
            told(&[views(1, 1, Some(10)), views(1, 2, None), views(1, 3, Some(9))]),
            vec![(Metric::Views, 10, 9)]
        );
        assert_eq!(told(&[views(1, 1, Some(10)), views(1, 2, Some(10)), likes(3, 4)]), vec![]);
        assert_eq!(told(&[qualified(1, 1, 10_000, Qualifier::Over), views(1, 2, Some(9_900))]), vec![]);
    }

    #[test]
    fn growth_knows_what_it_does_not_know() {
        let snapshots = [
            views(1, 1, Some(10)),
            views(1, 5, Some(25)),
            views(2, 4, Some(7)),
            views(3, 4, Some(100)),
            views(4, 1, Some(50)),
            views(4, 5, Some(45)),
        ];
        for (case, things, value, told, unknown) in [
            ("from figure to figure", vec![(1, Some(day(0)))], Some(15), 1, 0),
            ("began in between: from nothing", vec![(2, Some(day(3)))], Some(7), 1, 0),
            ("was there, but without a figure", vec![(3, Some(day(0)))], None, 0, 1),
            ("a fall is a negative growth", vec![(4, Some(day(0)))], Some(-5), 1, 0),
            ("began only afterwards", vec![(1, Some(day(9)))], None, 0, 0),
            ("together", vec![(1, Some(day(0))), (2, Some(day(3))), (3, None)], Some(22), 2, 1),
        ] {
            let found = growth(&things, &snapshots, Metric::Views, day(2), day(6));
            assert_eq!(found, Growth { value, told, unknown }, "{case}");
        }
    }

    #[test]
    fn works_are_compared_at_the_same_age() {
        let at = |snapshots: &[Snapshot<u8>], today| {
            let found = at_ages(snapshots, Metric::Views, day(0), day(today));
            found.iter().map(|a| (a.age, a.reading.map(|r| r.value))).collect::<Vec<_>>()
        };
        let daily: Vec<_> = (0..9).map(|n| views(1, n, Some(n * 100))).collect();
        assert_eq!(at(&daily, 9), vec![(1, Some(100)), (3, Some(300)), (7, Some(700))]);
        assert_eq!(at(&daily, 6), vec![(1, Some(100)), (3, Some(300))], "day 7 has not come");
        assert_eq!(
            at(&[views(1, 2, Some(5)), views(1, 5, Some(9))], 9),
            vec![(1, None), (3, Some(5)), (7, Some(9))]
        );
        assert_eq!(
            at(&[views(1, 0, Some(5)), views(1, 4, Some(9))], 9),
            vec![(1, None), (3, None), (7, None)]
        );
    }

    #[test]
    fn figures_from_outside_are_bounded() {
        let figures = |views| Figures { views, ..Figures::default() };
        for (views, good) in [(Some(0), true), (Some(-1), false), (Some(i64::MAX), false), (None, false)] {
            assert_eq!(figures(views).checked().is_ok(), good, "{views:?}");
        }
    }
}
