//! Dated figures of works, publications and channels.
//! Knows no sum: which figure counts for a work is the domain's to say.

use crate::{Cells, Sql, StoreError, values};
use pufa_domain::metric::Figures;
use pufa_domain::{ChannelId, Day, EpisodeId, Millis, PersonId, PublicationId, SnapshotId, UnitId};

/// What a snapshot is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Of {
    Publication(PublicationId),
    Channel(ChannelId),
    /// A whole work: a total told for all its channels together.
    Work(EpisodeId),
}

/// A set of figures of one day, with where they come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub id: SnapshotId,
    pub unit: UnitId,
    pub of: Of,
    pub day: Day,
    pub figures: Figures,
    /// hand | import
    pub source: String,
    /// The row as it was read; empty for figures entered by hand.
    pub original: String,
    pub by: PersonId,
    pub at: Millis,
}

const SNAPSHOT: &str = "SELECT m.id, m.unit_id, m.publication_id, m.channel_id, m.episode_id, m.taken_day, m.views, \
    m.likes, m.comments, m.shares, m.favourites, m.followers, m.qualifier, m.source, m.original, m.by_person, m.at \
    FROM metric_snapshot m";

fn snapshot(c: &mut Cells<'_>) -> Result<Stored, StoreError> {
    let id = c.id()?;
    let unit = c.id()?;
    let (publication, channel, episode) = (c.maybe_id()?, c.maybe_id()?, c.maybe_id()?);
    let of = match (publication, channel, episode) {
        (Some(id), None, None) => Of::Publication(id),
        (None, Some(id), None) => Of::Channel(id),
        (None, None, Some(id)) => Of::Work(id),
        _ => {
            return Err(StoreError::Unreadable(format!("snapshot {id} is not of one thing")));
        }
    };
    Ok(Stored {
        id,
        unit,
        of,
        day: c.day()?,
        figures: Figures {
            views: c.maybe_int()?,
            likes: c.maybe_int()?,
            comments: c.maybe_int()?,
            shares: c.maybe_int()?,
            favourites: c.maybe_int()?,
            followers: c.maybe_int()?,
            qualifier: c.maybe_word()?,
        },
        source: c.text()?,
        original: c.text()?,
        by: c.id()?,
        at: c.at()?,
    })
}

/// Stores a snapshot; figures of the same thing, day and source are replaced by the later ones.
pub fn put(sql: &dyn Sql, s: &Stored) -> Result<(), StoreError> {
    let (publication, channel, episode, key) = match s.of {
        Of::Publication(id) => (Some(id), None, None, "publication_id"),
        Of::Channel(id) => (None, Some(id), None, "channel_id"),
        Of::Work(id) => (None, None, Some(id), "episode_id"),
    };
    sql.run(
        &format!(
            "INSERT INTO metric_snapshot (id, unit_id, publication_id, channel_id, episode_id, taken_day, views, likes, \
             comments, shares, favourites, followers, qualifier, source, original, by_person, at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17) \
             ON CONFLICT ({key}, taken_day, source) WHERE {key} IS NOT NULL DO UPDATE SET views = excluded.views, \
             likes = excluded.likes, comments = excluded.comments, shares = excluded.shares, \
             favourites = excluded.favourites, followers = excluded.followers, qualifier = excluded.qualifier, \
             original = excluded.original, by_person = excluded.by_person, at = excluded.at"
        ),
        values![
            s.id,
            s.unit,
            publication,
            channel,
            episode,
            s.day,
            s.figures.views,
            s.figures.likes,
            s.figures.comments,
            s.figures.shares,
            s.figures.favourites,
            s.figures.followers,
            s.figures.qualifier.map(|q| q.word()),
            s.source,
            s.original,
            s.by,
            s.at
        ],
    )?;
    Ok(())
}

/// Every snapshot of a unit, by day.
pub fn of_unit(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Stored>, StoreError> {
    sql.all(
        &format!("{SNAPSHOT} WHERE m.unit_id = ?1 ORDER BY m.taken_day, m.at, m.id"),
        values![unit],
        snapshot,
    )
}

/// The snapshots of a unit's channels, by day.
pub fn of_channels(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Stored>, StoreError> {
    sql.all(
        &format!(
            "{SNAPSHOT} WHERE m.unit_id = ?1 AND m.channel_id IS NOT NULL ORDER BY m.taken_day, m.at, m.id"
        ),
        values![unit],
        snapshot,
    )
}

/// The snapshots of a work and of its publications, by day.
pub fn of_work(sql: &dyn Sql, episode: EpisodeId) -> Result<Vec<Stored>, StoreError> {
    sql.all(
        &format!(
            "{SNAPSHOT} WHERE m.episode_id = ?1 OR m.publication_id IN (SELECT id FROM publication WHERE episode_id = ?1) \
             ORDER BY m.taken_day, m.at, m.id"
        ),
        values![episode],
        snapshot,
    )
}

/// A publication that is or was out, as far as figures need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Out {
    pub id: PublicationId,
    pub unit: UnitId,
    pub episode: EpisodeId,
    pub channel: ChannelId,
    pub published_at: Option<Millis>,
}

const OUT: &str = "SELECT p.id, p.unit_id, p.episode_id, p.channel_id, p.published_at FROM publication p";

fn out(c: &mut Cells<'_>) -> Result<Out, StoreError> {
    Ok(Out { id: c.id()?, unit: c.id()?, episode: c.id()?, channel: c.id()?, published_at: c.maybe_at()? })
}

/// The publications of a unit that ever went out.
pub fn outs(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Out>, StoreError> {
    sql.all(
        &format!("{OUT} WHERE p.unit_id = ?1 AND p.published_at IS NOT NULL ORDER BY p.id"),
        values![unit],
        out,
    )
}

/// One publication.
pub fn out_by_id(sql: &dyn Sql, id: PublicationId) -> Result<Out, StoreError> {
    sql.one(&format!("{OUT} WHERE p.id = ?1"), values![id], out)
}
