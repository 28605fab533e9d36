//! Every title of a unit, made ready to be compared: what a new topic may be too like.
//! Knows no rule of likeness (`domain::topic`); holds copies only, and asks the database whether they still hold.

use crate::error::StudioError;
use jiff::tz::TimeZone;
use pufa_domain::topic::{Gist, NEAR, near};
use pufa_domain::{Day, EpisodeId, Millis, TopicId, UnitId};
use pufa_store::table::title::{self, Title};
use pufa_store::{Sql, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use ts_rs::TS;

/// A title that is near another.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct NearTitle {
    /// Exactly one of `topic` and `episode` says what it is.
    pub topic: Option<TopicId>,
    pub episode: Option<EpisodeId>,
    pub title: String,
    /// 60 to 100.
    pub percent: u32,
    /// When it was first published, or else made.
    pub day: Day,
    pub published: bool,
}

impl NearTitle {
    fn key(&self) -> Option<Key> {
        self.topic.map(Key::Topic).or(self.episode.map(Key::Episode))
    }
}

/// A topic or an episode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Topic(TopicId),
    Episode(EpisodeId),
}

struct Held {
    key: Key,
    title: Title,
    gist: Gist,
}

/// The titles of one unit as they were at a change and a stamp.
#[derive(Default)]
struct OfUnit {
    /// Of whatever unit; none before anything was read.
    change: Option<i64>,
    held: Vec<Held>,
    at: HashMap<Key, usize>,
    stamp: i64,
    last: Millis,
    /// What was near a topic when it was last asked, as it was told.
    known: HashMap<TopicId, Arc<[NearTitle]>>,
}

/// The titles of every unit that was asked about.
#[derive(Default)]
pub(crate) struct Titles(Mutex<HashMap<UnitId, OfUnit>>);

/// The most titles told of.
const MOST: usize = 5;

impl Titles {
    fn of(
        &self,
        sql: &dyn Sql,
        unit: UnitId,
    ) -> Result<MutexGuard<'_, HashMap<UnitId, OfUnit>>, StudioError> {
        // A panic elsewhere leaves copies that the stamp checks anyway.
        let mut units = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        units.entry(unit).or_default().refresh(sql, unit)?;
        Ok(units)
    }

    /// Forgets everything: the stamps of what was replaced say nothing of what is there now.
    pub fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What is near a title that somebody types, the nearest first; `but` is the topic that is being written.
    pub fn near_text(
        &self,
        sql: &dyn Sql,
        unit: UnitId,
        (title, angle): (&str, &str),
        but: Option<TopicId>,
        zone: &TimeZone,
    ) -> Result<Vec<NearTitle>, StudioError> {
        let units = self.of(sql, unit)?;
        let found = units.get(&unit).map(|titles| titles.near(&Gist::of(title, angle), but, None, zone));
        Ok(found.unwrap_or_default())
    }

    /// What is near each of some topics, the nearest first; an episode made of the topic is not. A unit is in one zone.
    pub fn near_topics(
        &self,
        sql: &dyn Sql,
        unit: UnitId,
        topics: &[(TopicId, Option<EpisodeId>)],
        zone: &TimeZone,
    ) -> Result<HashMap<TopicId, Arc<[NearTitle]>>, StudioError> {
        let mut units = self.of(sql, unit)?;
        let titles = units.entry(unit).or_default();
        let mut found = HashMap::with_capacity(topics.len());
        for (topic, episode) in topics {
            if !titles.known.contains_key(topic) {
                let near = match titles.at.get(&Key::Topic(*topic)) {
                    Some(&at) => titles.near(&titles.held[at].gist, Some(*topic), *episode, zone),
                    None => Vec::new(),
                };
                titles.known.insert(*topic, near.into());
            }
            if let Some(near) = titles.known.get(topic) {
                found.insert(*topic, Arc::clone(near));
            }
        }
        Ok(found)
    }
}

impl OfUnit {
    /// Reads what changed since the last time, if anything anywhere did. The sum of versions says whether it was here;
    /// should what changed not add up to it (a clock set back hides a change), everything is read anew.
    fn refresh(&mut self, sql: &dyn Sql, unit: UnitId) -> Result<(), StoreError> {
        let change = title::change(sql)?;
        if self.change == Some(change) {
            return Ok(());
        }
        let stamp = title::stamp(sql, unit)?;
        if stamp != self.stamp {
            self.take(title::since(sql, unit, self.last)?);
            if self.sum() != stamp {
                *self = Self::default();
                self.take(title::since(sql, unit, Millis(i64::MIN))?);
            }
            self.stamp = stamp;
        }
        self.change = Some(change);
        Ok(())
    }

    fn sum(&self) -> i64 {
        self.held.iter().map(|held| held.title.version).sum()
    }

    fn take(&mut self, titles: Vec<Title>) {
        for title in titles {
            let key = match (title.topic, title.episode) {
                (Some(topic), _) => Key::Topic(topic),
                (None, Some(episode)) => Key::Episode(episode),
                (None, None) => continue,
            };
            self.last = self.last.max(title.updated_at);
            let gist = Gist::of(&title.title, &title.angle);
            let held = Held { key, title, gist };
            self.forget_near(&held);
            match self.at.get(&key) {
                Some(&at) => self.held[at] = held,
                None => {
                    self.at.insert(key, self.held.len());
                    self.held.push(held);
                }
            }
        }
    }

    /// Drops what was known of topics that the changed title is near to, or was.
    fn forget_near(&mut self, changed: &Held) {
        let Self { known, held, at, .. } = self;
        known.retain(|topic, near| {
            let own = Key::Topic(*topic);
            let gist = at.get(&own).map(|&at| &held[at].gist);
            own != changed.key
                && !near.iter().any(|near| near.key() == Some(changed.key))
                && gist.is_some_and(|gist| gist.likeness(&changed.gist) < NEAR)
        });
    }

    fn near(
        &self,
        gist: &Gist,
        but: Option<TopicId>,
        made: Option<EpisodeId>,
        zone: &TimeZone,
    ) -> Vec<NearTitle> {
        let others = self.held.iter().filter(|held| match held.key {
            Key::Topic(topic) => !held.title.silent && Some(topic) != but,
            Key::Episode(episode) => !held.title.silent && Some(episode) != made,
        });
        near(gist, others.map(|held| (held, &held.gist)), MOST)
            .into_iter()
            .map(|near| {
                let Held { title, .. } = near.key;
                NearTitle {
                    topic: title.topic,
                    episode: title.episode,
                    title: title.title.clone(),
                    percent: near.percent,
                    day: title.published.unwrap_or_else(|| title.created_at.day_in(zone)),
                    published: title.published.is_some(),
                }
            })
            .collect()
    }
}
