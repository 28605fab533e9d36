//! Portrait releases: who is seen, and whether the consent is in hand.
//! Knows no gate.

use super::view::{ProductionView, view};
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::production::Release;
use pufa_domain::right::Right;
use pufa_domain::{Day, EpisodeId, Refusal, ReleaseId};
use pufa_store::table::release::{self, StoredRelease};
use pufa_store::table::{episode, media};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// The most releases of an episode.
const RELEASES: u32 = 100;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveRelease {
    pub episode: EpisodeId,
    /// Null makes a new one.
    pub id: Option<ReleaseId>,
    /// The version that was read; ignored for a new one.
    pub version: i64,
    /// Who is seen.
    pub name: String,
    /// For what the consent is given.
    pub scope: String,
    pub given_on: Option<Day>,
    pub withdrawn_on: Option<Day>,
    /// The sha256 of the signed sheet.
    pub sheet: Option<String>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveRelease {
    pub id: ReleaseId,
    pub version: i64,
}

pub fn save_release(cx: &Context<'_>, input: SaveRelease) -> Result<ProductionView, StudioError> {
    cx.write(|sql| {
        let of = episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Write, of.unit)?;
        let before = match input.id {
            Some(id) => Some(release::get(sql, id)?),
            None => None,
        };
        if before.as_ref().is_some_and(|before| before.episode != of.id) {
            return Err(StudioError::NotFound);
        }
        if let Some(sheet) = &input.sheet {
            media::get(sql, of.unit, sheet)?;
        }
        let found = release::of_episodes(sql, &[of.id])?.len();
        if before.is_none() && found >= RELEASES as usize {
            return Err(
                Refusal::TooMany { field: "releases".into(), most: RELEASES, found: RELEASES + 1 }.into()
            );
        }
        let after = StoredRelease {
            episode: of.id,
            release: Release {
                id: input.id.unwrap_or_else(|| ReleaseId(cx.uuid())),
                name: input.name.clone(),
                scope: input.scope.clone(),
                given_on: input.given_on,
                withdrawn_on: input.withdrawn_on,
            }
            .checked()?,
            sheet: input.sheet.clone(),
            version: input.version,
        };
        match before {
            Some(_) => release::update(sql, &after)?,
            None => release::insert(sql, &after)?,
        }
        let before = before.map(|before| before.release);
        let id = after.release.id;
        let was = before.as_ref().map(|b| b as _);
        cx.record(sql, of.unit, "release", id, was, Some(&after.release))?;
        view(cx, sql, &of)
    })
}

/// Takes away a release that was entered by mistake. A consent that was taken back is not removed, it is dated.
pub fn remove_release(cx: &Context<'_>, input: RemoveRelease) -> Result<ProductionView, StudioError> {
    cx.write(|sql| {
        let before = release::get(sql, input.id)?;
        let of = episode::get(sql, before.episode)?;
        cx.allow(sql, Right::Write, of.unit)?;
        if before.release.withdrawn_on.is_some() {
            return Err(
                Refusal::WrongState { state: "withdrawn".into(), step: "remove_release".into() }.into()
            );
        }
        release::delete(sql, input.id, input.version)?;
        cx.record(sql, of.unit, "release", input.id, Some(&before.release), None)?;
        view(cx, sql, &of)
    })
}
