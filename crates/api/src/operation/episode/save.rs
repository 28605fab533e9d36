//! Making an episode, changing what it is called and who owns it, one by one or many at once.
//! Knows no state: moving an episode along is in `step`.

use super::list::EpisodeRow;
use super::view::{EpisodeView, view};
use crate::context::{Acting, Context};
use crate::error::StudioError;
use crate::operation::proof::{note_script, note_title};
use pufa_domain::episode::{ContentState, EpisodeDates, EpisodeFormat};
use pufa_domain::right::Right;
use pufa_domain::script::Script;
use pufa_domain::{ColumnId, Day, EpisodeId, PersonId, Refusal, TopicId, UnitId};
use pufa_store::table::episode::{self, Episode, StepTaken};
use pufa_store::table::search::{self, Found};
use pufa_store::table::{self, episode_list};
use pufa_store::{Sql, StoreError};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// The longest title, in characters.
pub const MOST_TITLE: u32 = 120;
/// The longest target: a live broadcast of eight hours, in seconds.
const MOST_TARGET: i64 = 8 * 3600;
/// How many episodes are changed at once.
const MOST_AT_ONCE: u32 = 500;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateEpisode {
    pub column: ColumnId,
    pub title: String,
    pub format: EpisodeFormat,
    pub target_seconds: Option<u32>,
    pub wanted_day: Option<Day>,
    pub owner: Option<PersonId>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveEpisode {
    pub id: EpisodeId,
    pub version: i64,
    pub column: ColumnId,
    pub number: u32,
    pub title: String,
    pub format: EpisodeFormat,
    pub target_seconds: Option<u32>,
    pub wanted_day: Option<Day>,
    pub owner: Option<PersonId>,
}

/// One episode of several, with the version that was on the screen.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EpisodeVersion {
    pub id: EpisodeId,
    pub version: i64,
}

/// Changes one thing on many episodes. Null leaves it as it is; `clear_*` empties it.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkEditEpisodes {
    pub episodes: Vec<EpisodeVersion>,
    pub owner: Option<PersonId>,
    pub clear_owner: bool,
    pub wanted_day: Option<Day>,
    pub clear_wanted_day: bool,
    /// The episodes get the next numbers of that column, in the order given.
    pub column: Option<ColumnId>,
}

/// What an episode is made from, whoever makes it.
pub(crate) struct NewEpisode {
    pub unit: UnitId,
    pub column: ColumnId,
    pub topic: Option<TopicId>,
    pub title: String,
    pub format: EpisodeFormat,
    pub target_seconds: Option<u32>,
    pub wanted_day: Option<Day>,
    pub owner: Option<PersonId>,
}

/// Makes an episode with an empty draft, or with the words that its topic brings. Leaves its own trace; whoever calls
/// has asked for the right and knows that the topic is of the unit.
pub(crate) fn make(
    cx: &Context<'_>,
    sql: &dyn Sql,
    acting: Acting,
    new: NewEpisode,
    script: &Script,
) -> Result<EpisodeId, StudioError> {
    let title = Refusal::text("title", &new.title, MOST_TITLE)?;
    target(new.target_seconds)?;
    column_of_unit(sql, new.unit, new.column)?;
    owner_of_unit(sql, new.unit, new.owner)?;
    let made = Episode {
        id: EpisodeId(cx.uuid()),
        unit: new.unit,
        column: new.column,
        number: episode::next_number(sql, new.column)?,
        topic: new.topic,
        title,
        format: new.format,
        target_seconds: new.target_seconds,
        wanted_day: new.wanted_day,
        owner: new.owner,
        content: ContentState::Scripting,
        content_at: cx.now(),
        approved_revision: None,
        dates: EpisodeDates::default(),
        first_published_day: None,
        withdrawn_day: None,
        withdrawn_reason: None,
        created_by: acting.person,
        created_at: cx.now(),
        updated_at: cx.now(),
        version: 1,
    };
    episode::insert(sql, &made)?;
    let first = StepTaken {
        id: cx.uuid(),
        episode: made.id,
        from: None,
        to: made.content,
        by: acting.person,
        at: cx.now(),
        reason: String::new(),
    };
    episode::insert_step(sql, &first)?;
    table::script::insert(sql, made.id, script, None, cx.now())?;
    note_script(sql, made.unit, made.id, script)?;
    find_by(sql, &made)?;
    let row = EpisodeRow::from(episode_list::one(sql, made.id)?);
    cx.record(sql, made.unit, "episode", made.id, None, Some(&row))?;
    Ok(made.id)
}

/// Keeps what an episode is found by, and what its title cites.
fn find_by(sql: &dyn Sql, e: &Episode) -> Result<(), StoreError> {
    note_title(sql, e.unit, e.id, &e.title)?;
    let row = episode_list::one(sql, e.id)?;
    let detail = format!("{} {}", row.column_name, e.number);
    search::put(sql, &Found::episode(e.id, e.unit, &e.title, &detail, e.updated_at))?;
    let words = table::script::get(sql, e.id)?.script.words();
    search::put(sql, &Found::script(e.id, e.unit, &e.title, &words, e.updated_at))
}

fn target(seconds: Option<u32>) -> Result<(), Refusal> {
    if let Some(seconds) = seconds {
        Refusal::range("target_seconds", seconds.into(), 1, MOST_TARGET)?;
    }
    Ok(())
}

fn column_of_unit(sql: &dyn Sql, unit: UnitId, column: ColumnId) -> Result<(), StudioError> {
    if episode::unit_of_column(sql, column)? == unit { Ok(()) } else { Err(StudioError::NotFound) }
}

/// An owner on the unit's own roster; another unit's person is not found.
fn owner_of_unit(sql: &dyn Sql, unit: UnitId, owner: Option<PersonId>) -> Result<(), StudioError> {
    match owner {
        Some(owner) if table::person::get(sql, owner)?.unit != unit => Err(StudioError::NotFound),
        _ => Ok(()),
    }
}

/// An episode without a topic.
pub fn create_episode(cx: &Context<'_>, input: CreateEpisode) -> Result<EpisodeView, StudioError> {
    let acting = cx.require(Right::Edit)?;
    cx.write(|sql| {
        let new = NewEpisode {
            unit: acting.unit,
            column: input.column,
            topic: None,
            title: input.title,
            format: input.format,
            target_seconds: input.target_seconds,
            wanted_day: input.wanted_day,
            owner: input.owner,
        };
        let id = make(cx, sql, acting, new, &Script::default())?;
        view(cx, sql, &episode::get(sql, id)?)
    })
}

pub fn save_episode(cx: &Context<'_>, input: SaveEpisode) -> Result<EpisodeView, StudioError> {
    let title = Refusal::text("title", &input.title, MOST_TITLE)?;
    target(input.target_seconds)?;
    Refusal::range("number", input.number.into(), 1, 100_000)?;
    cx.write(|sql| {
        let before = episode::get(sql, input.id)?;
        cx.allow(sql, Right::Edit, before.unit)?;
        column_of_unit(sql, before.unit, input.column)?;
        owner_of_unit(sql, before.unit, input.owner)?;
        let after = Episode {
            column: input.column,
            number: input.number,
            title,
            format: input.format,
            target_seconds: input.target_seconds,
            wanted_day: input.wanted_day,
            owner: input.owner,
            version: input.version,
            updated_at: cx.now(),
            ..before.clone()
        };
        store(cx, sql, &after, input.number)?;
        view(cx, sql, &episode::get(sql, input.id)?)
    })
}

/// Stores an episode's own facts with their trace.
fn store(cx: &Context<'_>, sql: &dyn Sql, after: &Episode, number: u32) -> Result<(), StudioError> {
    let before = EpisodeRow::from(episode_list::one(sql, after.id)?);
    episode::update(sql, after).map_err(|error| match error {
        StoreError::Taken(_) => Refusal::Taken { field: "number".into(), value: number.to_string() }.into(),
        other => StudioError::from(other),
    })?;
    find_by(sql, after)?;
    let row = EpisodeRow::from(episode_list::one(sql, after.id)?);
    cx.record(sql, after.unit, "episode", after.id, Some(&before), Some(&row))
}

/// Changes owner, wanted day or column of many episodes: of all of them, or of none.
pub fn bulk_edit_episodes(cx: &Context<'_>, input: BulkEditEpisodes) -> Result<Vec<EpisodeRow>, StudioError> {
    let found = u32::try_from(input.episodes.len()).unwrap_or(u32::MAX);
    if found > MOST_AT_ONCE {
        return Err(Refusal::TooMany { field: "episodes".into(), most: MOST_AT_ONCE, found }.into());
    }
    if found == 0 {
        return Err(Refusal::Missing { field: "episodes".into() }.into());
    }
    cx.write(|sql| {
        let mut rows = Vec::with_capacity(input.episodes.len());
        for chosen in &input.episodes {
            let mut after = episode::get(sql, chosen.id)?;
            cx.allow(sql, Right::Edit, after.unit)?;
            if input.clear_owner || input.owner.is_some() {
                owner_of_unit(sql, after.unit, input.owner)?;
                after.owner = input.owner;
            }
            if input.clear_wanted_day || input.wanted_day.is_some() {
                after.wanted_day = input.wanted_day;
            }
            if let Some(column) = input.column.filter(|column| *column != after.column) {
                column_of_unit(sql, after.unit, column)?;
                after.number = episode::next_number(sql, column)?;
                after.column = column;
            }
            after.version = chosen.version;
            after.updated_at = cx.now();
            store(cx, sql, &after, after.number)?;
            rows.push(EpisodeRow::from(episode_list::one(sql, after.id)?));
        }
        Ok(rows)
    })
}
