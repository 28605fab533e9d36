//! Reading a script from a file or from pasted text: what it would become, to be looked at before it is taken over.
//! Stores nothing. The editor puts the shots into the draft, where they are saved and undone like anything typed.

use super::draft::writable;
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::right::Right;
use pufa_domain::script::{CaseStage, MOST_SECONDS, Script, ScriptHeader, Shot, ShotSize, code};
use pufa_domain::{EpisodeId, ShotId};
use pufa_files::script_in::{self, ScriptDoubtReason, ScriptIn, ShotIn};
use pufa_store::table;
use pufa_store::table::media;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportScript {
    pub episode: EpisodeId,
    /// An uploaded file: .docx, .txt, .fountain, a table.
    pub sha256: Option<String>,
    /// Or text from the clipboard: HTML, a table of tabs, a screenplay, plain lines.
    pub text: Option<String>,
}

/// What a person should look at in an import.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportDoubt {
    /// Row of the table or line of the text, from 1.
    pub row: u32,
    /// repeated_code, no_code, seconds_not_read, several_speakers, table_not_understood.
    pub reason: String,
    /// What stands there, shortened.
    pub text: String,
}

/// A script as it was read.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportedScript {
    /// Empty when the file names none.
    pub title: String,
    pub script: Script,
    pub doubts: Vec<ImportDoubt>,
}

/// The words of shot sizes as they stand in scripts, in both directions: the first of each size is written.
pub(super) const SIZES: &[(&str, ShotSize)] = &[
    ("大远景", ShotSize::ExtremeLong),
    ("远景", ShotSize::Long),
    ("全景", ShotSize::Full),
    ("全", ShotSize::Full),
    ("中近景", ShotSize::MediumClose),
    ("中景", ShotSize::Medium),
    ("中", ShotSize::Medium),
    ("近景", ShotSize::Close),
    ("近", ShotSize::Close),
    ("大特写", ShotSize::ExtremeCloseUp),
    ("特写", ShotSize::CloseUp),
    ("特", ShotSize::CloseUp),
    ("空镜", ShotSize::Empty),
    ("空镜头", ShotSize::Empty),
    ("航拍", ShotSize::Aerial),
    ("图文", ShotSize::Graphic),
    ("图文动画", ShotSize::Graphic),
    ("动画", ShotSize::Graphic),
    ("其他", ShotSize::Other),
];

pub fn import_script(cx: &Context<'_>, input: ImportScript) -> Result<ImportedScript, StudioError> {
    cx.read(|sql| {
        let episode = table::episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Write, episode.unit)?;
        writable(&episode)?;
        if let Some(sha256) = &input.sha256 {
            media::get(sql, episode.unit, sha256)?;
        }
        Ok(())
    })?;
    let read = match (&input.sha256, &input.text) {
        (Some(sha256), None) => {
            script_in::read_script(&cx.api.blobs().get(sha256, script_in::MAX_BYTES).map_err(too_large)?)
        }
        (None, Some(text)) => script_in::read_pasted(text),
        (None, None) | (Some(_), Some(_)) => {
            return Err(StudioError::BadInput { detail: "sha256 or text".into() });
        }
    };
    understood(cx, read?)
}

fn too_large(error: pufa_store::StoreError) -> StudioError {
    match error {
        pufa_store::StoreError::File(_) => StudioError::TooLarge { most: script_in::MAX_BYTES },
        other => other.into(),
    }
}

fn understood(cx: &Context<'_>, read: ScriptIn) -> Result<ImportedScript, StudioError> {
    let header = ScriptHeader {
        hook: read.header.hook,
        legal_point: read.header.legal_point,
        law_cited: read.header.law_cited,
        takeaway: read.header.takeaway,
        case_stage: CaseStage::NoCase,
        context_law: String::new(),
    };
    let mut shots: Vec<Shot> = read.shots.into_iter().map(|s| shot(ShotId(cx.uuid()), s)).collect();
    code::assign(&mut shots);
    Ok(ImportedScript {
        title: read.title,
        script: Script { header, shots }.checked()?,
        doubts: read
            .doubts
            .into_iter()
            .map(|doubt| ImportDoubt {
                row: u32::try_from(doubt.row).unwrap_or(u32::MAX),
                reason: reason(doubt.reason).into(),
                text: doubt.text,
            })
            .collect(),
    })
}

fn reason(reason: ScriptDoubtReason) -> &'static str {
    match reason {
        ScriptDoubtReason::RepeatedCode => "repeated_code",
        ScriptDoubtReason::NoCode => "no_code",
        ScriptDoubtReason::SecondsNotRead => "seconds_not_read",
        ScriptDoubtReason::SeveralSpeakers => "several_speakers",
        ScriptDoubtReason::TableNotUnderstood => "table_not_understood",
    }
}

/// A shot as it was read. A size that is none of the known words stands in the note, for nothing is dropped.
fn shot(id: ShotId, read: ShotIn) -> Shot {
    let word = read.size.trim();
    let size = SIZES.iter().find(|(known, _)| *known == word).map(|(_, size)| *size);
    let mut note = read.note;
    if size.is_none() && !word.is_empty() {
        note = if note.is_empty() { word.to_owned() } else { format!("{word}\n{note}") };
    }
    Shot {
        code: read.code.chars().take(12).collect(),
        size: match size {
            Some(size) => size,
            None if word.is_empty() => ShotSize::Unset,
            None => ShotSize::Other,
        },
        setting: read.setting,
        picture: read.picture,
        speaker: read.speaker,
        line: read.line,
        caption: read.caption,
        seconds: read.seconds.filter(|seconds| *seconds <= MOST_SECONDS),
        note,
        ..Shot::new(id)
    }
}
