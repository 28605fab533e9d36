//! A script to take away: as a Word file, as a PDF, as subtitles, as plain text.
//! Knows no layout: the documents' shape is that of `pufa-files`.

use super::import::SIZES;
use crate::context::Context;
use crate::error::StudioError;
pub use crate::media::FileView;
use crate::named::Names;
use crate::operation::settings::speaking_pace;
use pufa_domain::right::Right;
use pufa_domain::script::{Pace, Script, Shot, ShotSize, speech};
use pufa_domain::{EpisodeId, RevisionId};
use pufa_files::document::{ScriptSheet, script_document, to_docx, to_pdf};
use pufa_files::script_in::{HeaderIn, ShotIn};
use pufa_files::subtitle::{Spoken, cues, to_srt, to_vtt};
use pufa_store::Sql;
use pufa_store::table::episode::Episode;
use pufa_store::table::{self, episode_list, revision};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// As what a script is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScriptFile {
    Docx,
    Pdf,
    Srt,
    Vtt,
    /// The spoken lines alone.
    Txt,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportScript {
    pub episode: EpisodeId,
    /// Null: the draft.
    pub revision: Option<RevisionId>,
    pub file: ScriptFile,
}

impl ScriptFile {
    fn kind(self) -> (&'static str, &'static str) {
        match self {
            Self::Docx => ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Self::Pdf => ("pdf", "application/pdf"),
            Self::Srt => ("srt", "application/x-subrip"),
            Self::Vtt => ("vtt", "text/vtt"),
            Self::Txt => ("txt", "text/plain"),
        }
    }
}

pub fn export_script(cx: &Context<'_>, input: ExportScript) -> Result<FileView, StudioError> {
    cx.write(|sql| {
        let episode = table::episode::get(sql, input.episode)?;
        cx.allow(sql, Right::Read, episode.unit)?;
        let pace = speaking_pace(sql, episode.unit)?;
        let (script, facts, mark) = chosen(sql, &episode, input.revision)?;
        let bytes = match input.file {
            ScriptFile::Docx => to_docx(&script_document(&sheet(&episode, &script, pace, facts)))?,
            ScriptFile::Pdf => to_pdf(&script_document(&sheet(&episode, &script, pace, facts)))?,
            ScriptFile::Srt => to_srt(&cues(&spoken(&script, pace))).into_bytes(),
            ScriptFile::Vtt => to_vtt(&cues(&spoken(&script, pace))).into_bytes(),
            ScriptFile::Txt => lines(&episode, &script).into_bytes(),
        };
        let (ending, mime) = input.file.kind();
        let name = format!("{}（{mark}）.{ending}", episode.title);
        cx.make_file(sql, episode.unit, &name, mime, &bytes)
    })
}

/// The words, what stands above them in print, and a mark for the file's name.
type Chosen = (Script, Vec<(String, String)>, String);

fn chosen(sql: &dyn Sql, episode: &Episode, id: Option<RevisionId>) -> Result<Chosen, StudioError> {
    let listed = episode_list::one(sql, episode.id)?;
    let mut facts = vec![("栏目".to_owned(), format!("{} 第 {} 期", listed.column_name, episode.number))];
    let (script, mark, people) = match id {
        Some(id) => {
            let found = revision::get(sql, id)?;
            if found.episode != episode.id {
                return Err(StudioError::NotFound);
            }
            facts.push(("内容校验值".to_owned(), found.content_hash));
            (found.script, format!("第 {} 稿", found.number), found.contributors)
        }
        None => {
            let draft = table::script::get(sql, episode.id)?;
            let people = super::draft_contributors(sql, &draft)?;
            (draft.script, "草稿".to_owned(), people)
        }
    };
    facts.insert(1, ("稿次".to_owned(), mark.clone()));
    if !people.is_empty() {
        let names = Names::read(sql, people.iter().copied())?;
        let names: Vec<String> = people.iter().map(|id| names.of(*id).name).collect();
        facts.insert(2, ("撰稿".to_owned(), names.join("、")));
    }
    Ok((script, facts, mark.replace(' ', "")))
}

fn sheet(episode: &Episode, script: &Script, pace: Pace, facts: Vec<(String, String)>) -> ScriptSheet {
    let header = &script.header;
    ScriptSheet {
        title: episode.title.clone(),
        facts,
        header: HeaderIn {
            topic: String::new(),
            hook: header.hook.clone(),
            legal_point: header.legal_point.clone(),
            law_cited: header.law_cited.clone(),
            takeaway: header.takeaway.clone(),
        },
        shots: script.filmed().map(|shot| printed(shot, pace)).collect(),
        seconds_total: Some(script.timing(pace).seconds),
        seconds_target: episode.target_seconds,
        footer: format!("《{}》", episode.title),
    }
}

fn printed(shot: &Shot, pace: Pace) -> ShotIn {
    let size = SIZES.iter().find(|(_, size)| *size == shot.size);
    ShotIn {
        code: shot.code.clone(),
        size: match shot.size {
            ShotSize::Unset => String::new(),
            _ => size.map(|(word, _)| (*word).to_owned()).unwrap_or_default(),
        },
        setting: shot.setting.clone(),
        picture: shot.picture.clone(),
        speaker: shot.speaker.clone(),
        line: shot.line.clone(),
        caption: shot.caption.clone(),
        seconds: Some(speech::shot_seconds(shot, pace)).filter(|seconds| *seconds > 0),
        note: shot.note.clone(),
    }
}

fn spoken(script: &Script, pace: Pace) -> Vec<Spoken> {
    script
        .filmed()
        .map(|shot| Spoken {
            line: shot.line.clone(),
            milliseconds: u64::from(speech::shot_seconds(shot, pace)) * 1000,
        })
        .collect()
}

/// What is said, shot by shot, to be read aloud.
fn lines(episode: &Episode, script: &Script) -> String {
    let mut text = format!("《{}》\r\n", episode.title);
    for shot in script.filmed().filter(|shot| !shot.line.trim().is_empty()) {
        let speaker = if shot.speaker.is_empty() { String::new() } else { format!("{}：", shot.speaker) };
        text.push_str(&format!("\r\n{}\r\n{speaker}{}\r\n", shot.code, shot.line.replace('\n', "\r\n")));
    }
    text
}
