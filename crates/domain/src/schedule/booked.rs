//! The works that hold a slot on one channel, in such an order that a question about one slot need not look at them all.
//! Knows no rule: how near is too near and how many are too many is `conflict`'s.

use crate::{ChannelId, EpisodeId, Millis, PublicationId};
use std::ops::Range;

/// A publication that holds a slot: planned, going out, or out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    pub publication: PublicationId,
    pub episode: EpisodeId,
    pub channel: ChannelId,
    pub at: Millis,
}

/// What holds slots on one channel.
#[derive(Clone, Debug, Default)]
pub struct Booked {
    /// In the order of their slots.
    works: Vec<Planned>,
    /// The same works as episode and publication, in the order of the episodes.
    episodes: Vec<(EpisodeId, PublicationId)>,
}

impl Booked {
    /// The works of `channel` among these; those of other channels are left out.
    pub fn on(channel: ChannelId, works: impl IntoIterator<Item = Planned>) -> Self {
        let mut works: Vec<Planned> = works.into_iter().filter(|work| work.channel == channel).collect();
        works.sort_by_key(|work| work.at);
        let mut episodes: Vec<_> = works.iter().map(|work| (work.episode, work.publication)).collect();
        episodes.sort_by_key(|(episode, _)| *episode);
        Self { works, episodes }
    }

    /// Another publication of the episode, the earliest.
    pub(super) fn same_episode(&self, wish: &Planned) -> Option<PublicationId> {
        let first = self.episodes.partition_point(|(episode, _)| *episode < wish.episode);
        let same = self.episodes[first..].iter().take_while(|(episode, _)| *episode == wish.episode);
        same.map(|(_, publication)| *publication).find(|other| *other != wish.publication)
    }

    /// The other work whose slot lies nearest; of two as near the earlier.
    pub(super) fn nearest(&self, wish: &Planned) -> Option<&Planned> {
        let (before, after) = self.works.split_at(self.works.partition_point(|work| work.at < wish.at));
        let other = |work: &&Planned| work.publication != wish.publication;
        let sides = [before.iter().rev().find(other), after.iter().find(other)];
        sides.into_iter().flatten().min_by_key(|work| work.at.0.abs_diff(wish.at.0))
    }

    /// How many other works go out within these moments.
    pub(super) fn count(&self, wish: &Planned, within: Range<Millis>) -> u32 {
        let first = self.works.partition_point(|work| work.at < within.start);
        let inside = self.works[first..].iter().take_while(|work| work.at < within.end);
        let others = inside.filter(|work| work.publication != wish.publication).count();
        u32::try_from(others).unwrap_or(u32::MAX)
    }

    /// These works as far as they can matter to a slot within `near`: those in it, and every one of the episode.
    pub(super) fn around(&self, wish: &Planned, near: Range<Millis>) -> Self {
        let matters = |work: &&Planned| work.episode == wish.episode || near.contains(&work.at);
        Self::on(wish.channel, self.works.iter().filter(matters).copied())
    }
}
