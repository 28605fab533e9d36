//! The picture for the covers and the master copy of the texts: from them every channel's begin.
//! Knows no platform.

use super::view::{ProductionView, view};
use crate::context::Context;
use crate::error::StudioError;
use crate::operation::publication::follow_master;
use pufa_domain::publication::Content;
use pufa_domain::right::Right;
use pufa_domain::{EpisodeId, Refusal};
use pufa_store::table::production::{self, Production};
use pufa_store::table::{episode, media};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The longest text on a cover, in characters: what three lines take.
const COVER_TITLE: u32 = 60;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetCoverSource {
    pub episode: EpisodeId,
    pub version: i64,
    /// The picture's sha256; null takes it away.
    pub picture: Option<String>,
    /// The point that stays in every cover, as shares of width and height from the upper left corner.
    pub focus_x: f64,
    pub focus_y: f64,
    /// What is written on the covers; may be empty.
    pub cover_title: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveCopy {
    pub episode: EpisodeId,
    pub version: i64,
    /// Empty: the episode's title.
    pub title: String,
    pub description: String,
    pub tags: Vec<String>,
}

/// What the audit keeps of a master copy.
#[derive(Serialize)]
struct Copied<'a> {
    title: &'a str,
    description: &'a str,
    tags: &'a [String],
    cover_source: Option<&'a str>,
    cover_title: &'a str,
}

fn copied(p: &Production) -> Copied<'_> {
    Copied {
        title: &p.title,
        description: &p.description,
        tags: &p.tags,
        cover_source: p.cover_source.as_deref(),
        cover_title: &p.cover_title,
    }
}

pub fn set_cover_source(cx: &Context<'_>, input: SetCoverSource) -> Result<ProductionView, StudioError> {
    let cover_title = Refusal::optional_text("cover_title", &input.cover_title, COVER_TITLE)?;
    for (field, share) in [("focus_x", input.focus_x), ("focus_y", input.focus_y)] {
        if !(0.0..=1.0).contains(&share) {
            return Err(Refusal::OutOfRange {
                field: field.into(),
                least: 0,
                most: 1,
                // The cast saturates, and what is not a number becomes 0.
                found: share.floor() as i64,
            }
            .into());
        }
    }
    cx.write(|sql| {
        let of = episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Write, of.unit)?;
        if let Some(picture) = &input.picture
            && !media::get(sql, of.unit, picture)?.mime.starts_with("image/")
        {
            return Err(StudioError::BadFile { reason: "not_a_picture".into(), detail: String::new() });
        }
        let before = production::get(sql, of.id)?;
        let after = Production {
            cover_source: input.picture.clone(),
            focus: (input.focus_x, input.focus_y),
            cover_title: cover_title.clone(),
            version: input.version,
            ..before.clone()
        };
        production::save(sql, &after)?;
        let (was, is) = (copied(&before), copied(&after));
        cx.record(sql, of.unit, "production", of.id, Some(&was), Some(&is))?;
        view(cx, sql, &of)
    })
}

/// Saves the master copy; the channels that have no text of their own follow, and what was approved there is stale.
pub fn save_copy(cx: &Context<'_>, input: SaveCopy) -> Result<ProductionView, StudioError> {
    let checked = Content {
        title: input.title.clone(),
        description: input.description.clone(),
        tags: input.tags.clone(),
        cover: None,
        revision: None,
        video: None,
    }
    .checked()?;
    cx.write(|sql| {
        let of = episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Write, of.unit)?;
        let before = production::get(sql, of.id)?;
        let title = if checked.title == of.title { String::new() } else { checked.title.clone() };
        let after = Production {
            title,
            description: checked.description.clone(),
            tags: checked.tags.clone(),
            version: input.version,
            ..before.clone()
        };
        production::save(sql, &after)?;
        let (was, is) = (copied(&before), copied(&after));
        cx.record(sql, of.unit, "production", of.id, Some(&was), Some(&is))?;
        follow_master(cx, sql, &of, &after)?;
        view(cx, sql, &of)
    })
}
