//! Files that come and go through a door: uploads, downloads, and what operations make for people to take away.
//! Knows no transport; bytes never cross the wire as JSON.

mod kind;

use crate::Api;
use crate::context::{Caller, Context};
use crate::error::StudioError;
use crate::subject::Subject;
use pufa_domain::right::Right;
use pufa_domain::{Refusal, UnitId};
use pufa_store::Sql;
use pufa_store::blob::Incoming;
use pufa_store::table::media::{self, Asset};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

/// The longest name of a file, in characters; what file systems take.
const MOST_FILE_NAME: u32 = 200;

/// What a film says of itself; null is unknown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MediaProbe {
    /// Milliseconds.
    pub duration_ms: Option<i64>,
    /// Pixels.
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// h264, h265, av1, vp9; the four-letter code of another one.
    pub codec: Option<String>,
}

/// A file that was brought to the studio.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MediaView {
    /// Its name in every address: `/api/media/{sha256}`.
    pub sha256: String,
    pub name: String,
    pub mime: String,
    /// Bytes.
    pub size: i64,
    /// Null for what is no film.
    pub probe: Option<MediaProbe>,
}

/// A file that an operation made, to be fetched through the same address as any other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct FileView {
    pub sha256: String,
    pub name: String,
    pub mime: String,
    /// Bytes.
    pub size: i64,
}

/// A file that a caller may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub path: PathBuf,
    pub mime: String,
    pub name: String,
}

/// An upload on its way. Dropped before [`Upload::finish`], it leaves nothing.
pub struct Upload<'a> {
    cx: Context<'a>,
    incoming: Incoming,
    name: String,
    head: Vec<u8>,
    tail: Vec<u8>,
    size: u64,
}

/// The last part of a path, for names that come as `C:\fakepath\a.xlsx`, without characters that file systems refuse.
fn file_name(name: &str) -> Result<String, Refusal> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let kept: String = last.chars().filter(|c| !"<>:\"|?*".contains(*c) && !c.is_control()).collect();
    Refusal::text("name", &kept, MOST_FILE_NAME)
}

/// The largest file that begins with `head`, in bytes.
fn most(head: &[u8]) -> u64 {
    if kind::is_video(head) { kind::MOST_VIDEO } else { kind::MOST_OTHER }
}

impl Api {
    /// Begins an upload of `size` bytes, if that is known beforehand. Blocking, as everything here.
    pub fn begin_upload<'a>(
        &'a self,
        caller: &'a Caller,
        name: &str,
        size: Option<u64>,
    ) -> Result<Upload<'a>, StudioError> {
        let cx = self.context(caller, "upload")?;
        cx.own_password()?;
        cx.require(Right::Propose)?;
        let name = file_name(name)?;
        if size.is_some_and(|size| size > kind::MOST_VIDEO) {
            return Err(StudioError::TooLarge { most: kind::MOST_VIDEO });
        }
        Ok(Upload {
            incoming: self.blobs().begin(kind::MOST_VIDEO)?,
            cx,
            name,
            head: Vec::new(),
            tail: Vec::new(),
            size: 0,
        })
    }

    /// Finds a file for reading: there has to be a row of it in a unit that the caller may read.
    pub fn open_media(&self, caller: &Caller, sha256: &str) -> Result<Opened, StudioError> {
        let cx = self.context(caller, "open_media")?;
        cx.own_password()?;
        if !pufa_store::blob::is_sha256(sha256) {
            return Err(StudioError::NotFound);
        }
        let found = cx.read(|sql| {
            for asset in media::of_content(sql, sha256)? {
                match cx.allow(sql, Right::Read, asset.unit) {
                    Ok(_) => return Ok(Some(asset)),
                    Err(StudioError::NotFound) => {}
                    Err(other) => return Err(other),
                }
            }
            Ok(None)
        })?;
        let asset = found.ok_or(StudioError::NotFound)?;
        if !self.blobs().seems_whole(sha256, asset.size)? {
            tracing::error!(%sha256, "a file is no longer what it was");
            return Err(StudioError::BadFile { reason: "changed".into(), detail: asset.name });
        }
        Ok(Opened { path: self.blobs().path(sha256)?, mime: asset.mime, name: asset.name })
    }
}

impl Upload<'_> {
    /// Adds bytes; refuses as soon as there are more of them than the kind of file may have.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), StudioError> {
        let room = kind::LOOK - self.head.len().min(kind::LOOK);
        self.head.extend_from_slice(&bytes[..bytes.len().min(room)]);
        self.size += bytes.len() as u64;
        let most = most(&self.head);
        if self.size > most {
            return Err(StudioError::TooLarge { most });
        }
        self.tail.extend_from_slice(&bytes[bytes.len().saturating_sub(kind::LOOK)..]);
        let extra = self.tail.len().saturating_sub(kind::LOOK);
        self.tail.drain(..extra);
        Ok(self.incoming.write(bytes)?)
    }

    /// Keeps the file and answers what it turned out to be.
    pub fn finish(self) -> Result<MediaView, StudioError> {
        let mime = kind::of(&self.head, &self.tail).ok_or_else(|| StudioError::BadFile {
            reason: if self.size == 0 { "empty" } else { "unknown_kind" }.into(),
            detail: self.name.clone(),
        })?;
        let (cx, name) = (self.cx, self.name);
        let kept = self.incoming.keep()?;
        let probe = probe(&cx.api.blobs().path(&kept.sha256)?, mime);
        let view = MediaView {
            sha256: kept.sha256,
            name,
            mime: mime.to_owned(),
            size: i64::try_from(kept.size).unwrap_or(i64::MAX),
            probe,
        };
        cx.write(|sql| {
            let acting = cx.require(Right::Propose)?;
            let row = Asset {
                sha256: view.sha256.clone(),
                unit: acting.unit,
                name: view.name.clone(),
                mime: view.mime.clone(),
                size: view.size,
                probe: view.probe.as_ref().map(pufa_store::json_text).transpose()?,
                made: false,
                by: acting.person,
                at: cx.now(),
            };
            media::keep(sql, &row)?;
            // Housekeeping deletes under the same lock: what is there now stays.
            cx.api.blobs().path(&view.sha256)?;
            cx.record(sql, acting.unit, "media", &view.sha256, None, Some(&view))
        })?;
        cx.api.announce(cx.caller.client.clone(), &[Subject::Media]);
        Ok(view)
    }
}

/// What the file says of itself; a film that says nothing is kept all the same.
fn probe(path: &std::path::Path, mime: &str) -> Option<MediaProbe> {
    if !mime.starts_with("video/") {
        return None;
    }
    let facts = pufa_media::probe(&mut std::fs::File::open(path).ok()?).ok()?;
    Some(MediaProbe {
        duration_ms: facts.duration_ms.and_then(|ms| i64::try_from(ms).ok()),
        width: facts.width,
        height: facts.height,
        codec: facts.video_codec,
    })
}

impl Context<'_> {
    /// Keeps what an operation made (an export, a cover) as a file of `unit`, inside the operation's transaction.
    /// The caller has asked for the right. What nothing refers to is dropped after some days.
    pub fn make_file(
        &self,
        sql: &dyn Sql,
        unit: UnitId,
        name: &str,
        mime: &str,
        bytes: &[u8],
    ) -> Result<FileView, StudioError> {
        let name = file_name(name)?;
        let person = self.identity()?.session.person;
        let kept = self.api.blobs().put(bytes)?;
        let view = FileView {
            sha256: kept.sha256,
            name,
            mime: mime.to_owned(),
            size: i64::try_from(kept.size).unwrap_or(i64::MAX),
        };
        let row = Asset {
            sha256: view.sha256.clone(),
            unit,
            name: view.name.clone(),
            mime: view.mime.clone(),
            size: view.size,
            probe: None,
            made: true,
            by: person,
            at: self.now(),
        };
        media::keep(sql, &row)?;
        self.record(sql, unit, "media", &view.sha256, None, Some(&view))?;
        Ok(view)
    }
}
